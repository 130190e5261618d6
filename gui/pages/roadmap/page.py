"""The Roadmap page: the stages of the goal as a map, or as a list."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QStackedWidget

from gui.pages.roadmap.map.form import MapForm
from gui.pages.roadmap.map.view_models import MilestonePlace
from gui.pages.roadmap.model import CAN_DO, MILESTONE, SKILL, STAGE
from gui.pages.roadmap.stage_list import ROADMAP, StageList
from roadmaps.map import NodeId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.app.settings import Settings
    from gui.app.tracker import Tracker
    from gui.outline.model import Key
    from gui.pages.list_page import Explain
    from gui.pages.roadmap.editing.editor import RoadmapEditor
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.catalogue import CanDo
    from roadmaps.gap.search import SkillFinder

_LIST = "list"


class RoadmapPage(QStackedWidget):
    """Two views of the same roadmap. Each is made when first shown, and continues where the other one was."""

    name = "roadmap"
    title = ROADMAP

    search_cleared = Signal()
    """Clear the text in the search field."""
    skill_opened = Signal(str)
    """Show a skill on the Skills page."""
    export_wanted = Signal()
    """Save the map as a picture."""
    skill_menu_wanted = Signal(object)
    """A context menu opens on the selection: add what can be done with it to this QMenu."""
    own_skill_wanted = Signal(str, str)
    """Add a skill of the user's own to the goal: a suggested name, and the id of the stage to place it in."""

    def __init__(
        self, tracker: Tracker, finder: SkillFinder, theme: Theme, icons: Icons, settings: Settings, explain: Explain
    ) -> None:
        super().__init__()
        self._tracker, self._theme, self._icons = tracker, theme, icons
        self._settings, self._explain = settings, explain
        self._finder = finder
        self._text = ""
        self.setAccessibleName(self.title)
        self.setCurrentWidget(self.stages if settings.text("roadmap/form") == _LIST else self.map)

    @cached_property
    def map(self) -> MapForm:
        """The stages as a map."""
        form = MapForm(self._tracker, self._finder, self._theme, self._icons, self._settings, self._explain)
        form.list_wanted.connect(self.show_list)
        form.edit_wanted.connect(self.edit)
        form.stage_wanted.connect(self._show_stage)
        form.basis_wanted.connect(self._show_basis)
        form.opened.connect(self.skill_opened)
        form.export_wanted.connect(self.export_wanted)
        form.skill_menu_wanted.connect(self.skill_menu_wanted)
        form.search_cleared.connect(self.search_cleared)
        self.addWidget(form)
        return form

    @cached_property
    def stages(self) -> StageList:
        """The stages as a list."""
        form = StageList(self._tracker, self._finder, self._theme, self._icons, self._settings, self._explain)
        form.map_wanted.connect(self.show_map)
        form.edit_wanted.connect(self.edit)
        form.changes_wanted.connect(lambda: self.show_changes(self._tracker.roadmap.id))
        form.skill_menu_wanted.connect(self.skill_menu_wanted)
        form.search_cleared.connect(self.search_cleared)
        self.addWidget(form)
        return form

    @cached_property
    def editor(self) -> RoadmapEditor:
        """The list while it is edited."""
        from gui.pages.roadmap.editing.editor import RoadmapEditor

        editor = RoadmapEditor(self._tracker, self._finder, self._theme, self._icons, self._explain)
        editor.done.connect(self.stop_editing)
        editor.changes_wanted.connect(lambda: self.show_changes(self._tracker.roadmap.id))
        editor.own_skill_wanted.connect(self.own_skill_wanted)
        self._tracker.lock_changed.connect(self._follow_lock)
        self.addWidget(editor)
        return editor

    @property
    def is_editing(self) -> bool:
        """Whether the roadmap is being edited."""
        return "editor" in self.__dict__ and self.currentWidget() is self.editor

    def edit(self) -> None:
        """Edit the roadmap, in the form of the list; the map comes back as the list."""
        if not self._tracker.may_change:
            self._tracker.refused.emit(self._tracker.why_locked)
        elif not self.is_editing:
            self.show_list()
            self.keep_typed()
            self.editor.begin()
            self.setCurrentWidget(self.editor)
            self.editor.take_focus()

    def edit_as(self, before: RoadmapPage) -> None:
        """Go on editing at the row where another page, whose place this one takes, left off."""
        self.edit()
        rows = self.editor.list
        rows.opened = before.editor.list.opened
        rows.refresh()
        rows.go(before.editor.list.current)

    def stop_editing(self) -> None:
        """Show the list again."""
        if self.is_editing:
            focused = QApplication.focusWidget()
            had_focus = focused is not None and self.editor.isAncestorOf(focused)
            self.setCurrentWidget(self.stages)
            self.stages.set_search(self._text)
            if had_focus:
                self.stages.take_focus()

    def _follow_lock(self) -> None:
        if not self._tracker.may_change:
            self.stop_editing()

    def show_changes(self, roadmap_id: str | None = None) -> None:
        """Show everything that the user changed on a roadmap, or over all of them and their skills."""
        from gui.pages.roadmap.editing.changes_dialog import ChangesDialog

        ChangesDialog(self._tracker, self._theme, self._icons, self.window(), roadmap_id).open()

    @property
    def form(self) -> MapForm | StageList:
        """The view on show."""
        return self.stages if self.is_list else self.map

    @property
    def is_list(self) -> bool:
        """Whether the list is on show, as it is or to be edited, and not the map."""
        return self.is_editing or ("stages" in self.__dict__ and self.currentWidget() is self.stages)

    def show_list(self) -> None:
        """Show the list, with the row of the selected box selected."""
        self.stop_editing()
        if not self.is_list:
            at = self.map.at
            self._show(self.stages)
            if at is not None:
                self.stages.go_to(_key_of(at))

    def show_map(self) -> None:
        """Show the map, with the box of the selected row selected."""
        self.stop_editing()
        if self.is_list:
            place = _place_of(self.stages.at)
            if place is not None:
                self.map.place(place)
            self._show(self.map)

    def _show(self, form: MapForm | StageList) -> None:
        self.keep_typed()
        self.form.set_search("")
        self.setCurrentWidget(form)
        form.set_search(self._text)
        form.take_focus()

    def _show_stage(self, number: int) -> None:
        self.show_list()
        self.stages.go_to((STAGE, str(number)))

    def _show_basis(self) -> None:
        self.show_list()
        self.stages.show_basis()

    # What the window asks for

    @property
    def shown_skill(self) -> str:
        """The id of the selected skill; empty if a stage or a milestone is selected."""
        return "" if self.is_editing else self.form.shown_skill

    def selected_skills(self) -> Sequence[str]:
        """The ids of the selected skills."""
        return [] if self.is_editing else self.form.selected_skills()

    def selected_can_dos(self) -> tuple[Sequence[CanDo], str]:
        """The can-dos of the selection, and its name."""
        return ((), "") if self.is_editing else self.form.selected_can_dos()

    def next_can_do(self) -> CanDo | None:
        """The can-do to tick next: of the selected box on the map, of the selected skill in the list."""
        if not self.is_list:
            return self.map.next_can_do()
        return self._tracker.gap.skills[self.shown_skill].next_can_do if self.shown_skill else None

    def set_search(self, text: str) -> None:
        """Show only the skills that match a text, or dim the others; while editing, look for a skill to add."""
        self._text = text
        if not self.is_editing:
            self.form.set_search(text)
        elif text:
            self.editor.search(text)

    def count_found(self) -> int:
        """The number of skills on the roadmap that match the search."""
        return self.form.count_found()

    def focus_list(self) -> None:
        """Focus the search results."""
        (self.editor.take_focus if self.is_editing else self.form.focus_list)()

    def take_focus(self) -> None:
        """Focus the view on show."""
        (self.editor if self.is_editing else self.form).take_focus()

    def go_back(self) -> bool:
        """Go back within the page; returns whether there was anywhere to go back to."""
        if self.is_editing:
            self.stop_editing()
            return True
        return self.is_list and self.stages.go_back()

    def open_skill(self, skill_id: str) -> None:
        """Show a skill in place; the list shows one that is not on the map."""
        self.stop_editing()
        if self.is_list or not self.map.find_skill(skill_id):
            self.show_list()
            self.stages.open_skill(skill_id)

    def keep_typed(self) -> bool:
        """Save text that is not saved yet; returns whether all of it is on disk."""
        return self.stages.keep_typed() if "stages" in self.__dict__ else True

    def remember(self) -> None:
        """Save which view is on show, and the selection in each, for the next start."""
        self._settings.set_text("roadmap/form", _LIST if self.is_list else "map")
        for name in ("stages", "map"):
            if name in self.__dict__:
                form: MapForm | StageList = getattr(self, name)
                form.remember()


def _key_of(place: NodeId | MilestonePlace) -> Key:
    """The row of the list for a place on the map."""
    if isinstance(place, MilestonePlace):
        return MILESTONE, str(place.stage)
    return SKILL, str(place.stage), place.skill_id


def _place_of(key: Key) -> NodeId | MilestonePlace | None:
    """The place on the map for a row of the list; None for a stage."""
    match key:
        case (kind, stage, skill_id, *_) if kind in (SKILL, CAN_DO):
            return NodeId(int(stage), skill_id)
        case (kind, stage) if kind == MILESTONE:
            return MilestonePlace(int(stage))
    return None

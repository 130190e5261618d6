"""The map of the roadmap with its toolbar, stage headers, legend, card and list of what is left."""

from __future__ import annotations

import math
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from gui.app.change import LISTED
from gui.app.date_format import locale_forms
from gui.pages.roadmap.map.canvas import MapCanvas
from gui.pages.roadmap.map.drawer import DrawerController
from gui.pages.roadmap.map.left_list import left_rows
from gui.pages.roadmap.map.legend import Legend
from gui.pages.roadmap.map.map_style import MapStyle
from gui.pages.roadmap.map.node_card import MilestoneStrip, NodeCard
from gui.pages.roadmap.map.scene import MapPicture
from gui.pages.roadmap.map.search_line import PartLine, SearchLine
from gui.pages.roadmap.map.selection import SelectionController
from gui.pages.roadmap.map.side import SidePanel
from gui.pages.roadmap.map.toolbar import SHORT_BELOW, MapToolbar
from gui.pages.roadmap.map.view_models import MilestonePlace, full_name
from gui.pages.roadmap.map.zoom import ZoomController
from gui.widgets.change_lock import ChangeLock
from gui.widgets.context_menu import ContextMenu, add, row_of
from gui.widgets.empty_state import NO_SKILL_YET, EmptyState
from gui.widgets.labels import Separator
from gui.widgets.layouts import hbox, vbox
from gui.widgets.refreshed import Refreshed
from roadmaps.gap.explanation import explain_stage
from roadmaps.journal import Kind
from roadmaps.map import NodeId
from roadmaps.text.text_format import hours_text, of_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QMenu

    from gui.app.change import Change
    from gui.app.settings import Settings
    from gui.app.tracker import Tracker
    from gui.pages.list_page import Explain
    from gui.pages.roadmap.map.view_models import Place
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.catalogue import CanDo
    from roadmaps.gap.search import SkillFinder
    from roadmaps.map import MapGraph

_LOW_BELOW, _LEAST_MAP = 200, 96
"""The height of the page, px, below which the legend is hidden, and of the map, below which the stages' names are."""


class MapForm(Refreshed, QWidget):
    """Draws the map, and hands zoom, selection and side panel to a controller each."""

    SHOWS = LISTED

    list_wanted = Signal()
    edit_wanted = Signal()
    basis_wanted = Signal()
    """Show the sources of the roadmap."""
    export_wanted = Signal()
    search_cleared = Signal()
    """Clear the text in the search field."""
    stage_wanted = Signal(int)
    """Show the stage of this number in the list."""
    opened = Signal(str)
    """Show a skill on its own page."""
    skill_menu_wanted = Signal(object)
    """A context menu opens on the selected box: add what can be done with it to this QMenu."""

    def __init__(
        self, tracker: Tracker, finder: SkillFinder, theme: Theme, icons: Icons, settings: Settings, explain: Explain
    ) -> None:
        super().__init__()
        self._tracker, self._theme, self._icons = tracker, theme, icons
        self._settings, self._explain = settings, explain
        self.toolbar = MapToolbar(theme, icons, self)
        self.search = SearchLine(finder, theme, icons)
        self.part = PartLine(theme, icons)
        self._canvas = MapCanvas()
        self.view, self.headers = self._canvas.view, self._canvas.headers
        self.side = SidePanel(tracker, theme, icons, explain)
        self.empty = EmptyState(theme, NO_SKILL_YET._replace(act="Edit the roadmap"))
        self.empty.hide()
        self.strip = NodeCard(tracker, theme, icons, is_strip=True)
        self.milestone_strip = MilestoneStrip(tracker, theme)
        self._is_placed = False
        """Whether ``place`` was called since the last refresh."""
        self.refresh_with(tracker, is_filled=False)
        self._build()
        self.selection = SelectionController(tracker, self.view, self._canvas.scene)
        self.zoom = ZoomController(self.view, self.toolbar.zoom, theme, self.picture)
        self.drawer = DrawerController(self, self._across, self._canvas, self.side, self.toolbar.drawer)
        # The commands of the View menu.
        self.zoom_in, self.zoom_out, self.show_left = self.zoom.zoom_in, self.zoom.zoom_out, self.drawer.open_list
        self._connect()
        self._restore()

    def _build(self) -> None:
        self._legend = Legend(self._theme, self._icons)
        middle = vbox(
            self.toolbar,
            Separator(),
            self.search,
            self.part,
            (self._canvas, 1),
            (self.empty, 1),
            self.strip,
            self.milestone_strip,
            Separator(),
            self._legend,
            gap=0,
        )
        self._across = hbox((middle, 1), self.side, on=self, gap=0)

    def _connect(self) -> None:
        view, toolbar, selection = self.view, self.toolbar, self.selection
        self._theme.changed.connect(self._retint)
        selection.changed.connect(self._show_place)
        selection.stage_zero_left.connect(lambda: self.refresh_when_visible())
        selection.skill_opened.connect(self.opened)
        selection.milestone_opened.connect(self._show_checks)
        self.zoom.changed.connect(self._redraw)
        self.drawer.mode_changed.connect(self._use_mode)
        self.drawer.toggled.connect(self._after_drawer)
        self.drawer.focus_left.connect(self.take_focus)
        view.fit_wanted.connect(self.fit)
        toolbar.zoom.fit.clicked.connect(self.fit)
        view.left_wanted.connect(self.drawer.open_list)
        view.room_changed.connect(self._redraw)
        view.focus_changed.connect(self._show_place)
        ContextMenu(view, self._fill_menu, self._box_rect)
        ContextMenu(self.side.list, self._fill_menu, partial(row_of, self.side.list))
        self.headers.explanation_wanted.connect(self._explain_stage)
        self.headers.menu_wanted.connect(self._fill_stage_menu)
        toolbar.shows_hidden.toggled.connect(lambda: self.refresh_when_visible())
        toolbar.export.clicked.connect(self.export_wanted)
        toolbar.basis.clicked.connect(self.basis_wanted)
        toolbar.to_list.clicked.connect(self.list_wanted)
        self.empty.acted.connect(self.edit_wanted)
        toolbar.edit.clicked.connect(self.edit_wanted)
        ChangeLock(self._tracker, self).hold(toolbar.edit)
        self.part.link.clicked.connect(self.list_wanted)
        self.search.link.clicked.connect(self._clear_search)
        self.milestone_strip.checks_wanted.connect(self.drawer.open_list)
        for card in (self.side, self.strip):
            card.skill_wanted.connect(self._go_to)
            card.opened.connect(self.opened)
        self.side.acted.connect(self._act_on_nothing)
        self.side.list.chosen.connect(selection.select)
        self.side.list.opened.connect(selection.open)
        self.side.list.ticked.connect(selection.toggle)
        self.side.list.left.connect(self.drawer.leave)

    # What is shown

    @property
    def at(self) -> Place | None:
        """The selected place."""
        return self.selection.place

    @property
    def graph(self) -> MapGraph:
        """What is on the map as of now."""
        return self.selection.build_graph(with_hidden=self.toolbar.shows_hidden.isChecked())

    def picture(self, zoom: float, within: float = math.inf) -> MapPicture:
        """The map as it was last read, at a zoom, with narrower gaps if that fits it ``within`` px."""
        tracker, style = self._tracker, MapStyle(self._theme, self._icons, zoom)
        return MapPicture(
            self.selection.graph,
            tracker.progress,
            tracker.today,
            style,
            as_of=tracker.as_of,
            is_locked=tracker.read_only,
            within=within,
        )

    def show_change(self, change: Change) -> None:
        """Show the current state; the map of another goal starts over."""
        if Kind.GOAL in change.kinds and not self._is_placed:
            self.selection.start_over()
        self._is_placed = False
        self.selection.refresh(with_hidden=self.toolbar.shows_hidden.isChecked())
        gap = self._tracker.gap
        is_bent = self._tracker.roadmap.original is not None and not self._tracker.roadmap.is_own
        self.part.show_graph(self.selection.graph, is_of_today=is_bent and self._tracker.as_of is not None)
        has_hidden = any(column.hidden for column in self.selection.graph.columns)
        self.toolbar.show_roadmap(gap.roadmap.name, gap.total.skills_left, has_hidden=has_hidden)
        is_empty = not (gap.roadmap.stages or gap.roadmap.to_role.demands)
        self._canvas.setVisible(not is_empty)
        self.empty.setVisible(is_empty)
        self._show_legend()
        self._redraw()
        self.selection.announce_move()

    def _redraw(self) -> None:
        """Draw the map again with what was last read."""
        if not self.is_stale:
            self._draw()
            self._show_place()

    def _draw(self) -> None:
        self._canvas.make_room(MapStyle(self._theme, self._icons, self.zoom.current()))
        picture, search = self.picture(self.zoom.current(), self.zoom.within), self.search
        found = search.found(picture.graph)
        if self._canvas.show_picture(picture, found, pins_foot=bool(self.drawer.is_roomy)):
            self._set_tab_order()
        self.zoom.show_drawn(picture, is_short=not self._is_wide)
        self.toolbar.show_width(self.width(), is_wide=self._is_wide)  # the zoom has another width now
        search.show_result(is_found=bool(found))
        rows = left_rows(picture.graph, self._tracker.progress.ticks, found, search.found_by_note)
        had_focus = self.side.list.hasFocus()
        self.side.show_left(rows, self.at, search.text.strip())
        if had_focus and not rows:
            self.take_focus()  # Qt would pass the focus of the hidden list to whatever comes next

    def _set_tab_order(self) -> None:
        """Let Tab go through the page in reading order; widgets made later would come last."""
        side = self.side
        order: list[QWidget] = [*self.toolbar.tab_order, *self.headers.headers, self.view]
        order += [self.strip.action, self.strip.open, self.milestone_strip.reach, self.milestone_strip.checks]
        order += [side.card.action, side.card.open, *side.checks, side.total, side.list]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _show_place(self) -> None:
        """Show the selected place on the map, in the list and on the card."""
        if self.is_stale:
            return
        place, node, stage = self.at, self.selection.node, self.selection.stage
        self._canvas.scene.select(place, self.view.hasFocus())
        self.side.list.select(place)
        # An open drawer shows more than a strip would, and covers part of it.
        has_strip = not self.drawer.is_roomy and self.side.isHidden()
        self.strip.setVisible(has_strip and isinstance(place, NodeId))
        self.milestone_strip.setVisible(has_strip and isinstance(place, MilestonePlace))
        if node:
            self.side.show_row(node.row)
            self.strip.show_row(node.row)
        elif stage:
            if self.side.show_stage(stage):
                self._set_tab_order()
            self.milestone_strip.show_stage(stage)
        else:
            self.side.show_row(None)
        self.view.setAccessibleDescription(self._canvas.scene.spoken(place) if place else "")

    def _retint(self) -> None:
        self._canvas.scene.restyle()
        self._redraw()

    # What the user does

    def fit(self) -> None:
        """Fit the map to the window, but never shrink names until they are unreadable."""
        self.zoom.fit()
        self.selection.bring_into_view()

    def _go_to(self, skill_id: str) -> None:
        """Select the skill a card points to. The focus goes along, off a button that now does something else."""
        if self.find_skill(skill_id):
            self.take_focus()
        else:
            self.opened.emit(skill_id)

    def find_skill(self, skill_id: str) -> bool:
        """Select a skill, preferably in a box with something left; returns whether it is on the map."""
        self.catch_up()
        place = self.selection.place_of(skill_id)
        if place:
            self.selection.select(place)
        return place is not None

    def place(self, place: Place) -> None:
        """Select a place without announcing it; if it is not on the map, another is selected."""
        self.selection.place = place
        self._is_placed = True
        is_stale = self.is_stale
        self.refresh_when_visible()
        if not is_stale:
            self.selection.bring_into_view()

    def _show_checks(self) -> None:
        self.drawer.open_list()
        self.side.milestone.view.boxes[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _explain_stage(self, number: int, header: QWidget) -> None:
        self._explain(explain_stage(self._tracker.gap.stages[number], locale_forms()), header)

    def _fill_stage_menu(self, number: int, header: QWidget, menu: QMenu) -> None:
        add(menu, "How its numbers are worked out", partial(self._explain_stage, number, header), "Space")
        if self._tracker.gap.stages[number].stage:
            add(menu, "Go to its milestone", partial(self._go_to_milestone, number))
        add(menu, "Show in the list", partial(self.stage_wanted.emit, number))

    def _go_to_milestone(self, number: int) -> None:
        self.selection.select(MilestonePlace(number))
        self.take_focus()

    def _act_on_nothing(self) -> None:
        """Where nothing is left: go to the milestones; where nothing counts: show what was set aside."""
        if self._tracker.gap.total.can_dos:
            self.selection.select_milestone()
        else:
            self.toolbar.shows_hidden.setChecked(True)
        self.take_focus()

    def _box_rect(self, point: QPoint | None) -> QRect:
        """The rectangle in the view of the box at a point, which is selected; without a point, of the selected box."""
        if point is not None and (box := self._canvas.scene.box_at(self.view.mapToScene(point))):
            self.selection.select(box.place, stays=True)
        elif point is not None:
            return QRect()
        self.selection.bring_into_view()
        selected = self._canvas.scene.box(self.at)
        return self.view.mapFromScene(selected.frame).boundingRect() if selected else QRect()

    def _fill_menu(self, menu: QMenu) -> None:
        if self.selection.node is None:
            toggle, stage = partial(self.selection.toggle, self.at), self.selection.stage
            reached = add(menu, "Milestone reached", toggle, "Space", why_not=self._tracker.why_locked)
            reached.setCheckable(True)
            reached.setChecked(stage is not None and stage.milestone.id in self._tracker.progress.milestones)
            add(menu, "Show its checks", partial(self.selection.open, self.at), "Return")
            return
        menu.setDefaultAction(add(menu, "Open the skill", partial(self.selection.open, self.at), "Return"))
        menu.addSeparator()
        self.skill_menu_wanted.emit(menu)

    def copied_rows(self) -> list[list[str]]:
        """The selected box as a table."""
        row = self.selection.node.row if self.selection.node else None
        if row is None:
            return []
        done = of_text(row.tally.ticked, row.tally.can_dos)
        return [
            ["Name", "Can-dos ticked", "Hours left"],
            [full_name(row), done, hours_text(row.tally.hours_left, locale_forms())],
        ]

    # What the window asks for

    @property
    def shown_skill(self) -> str:
        """The id of the selected skill; empty if a milestone is selected."""
        return self.at.skill_id if isinstance(self.at, NodeId) else ""

    def selected_skills(self) -> Sequence[str]:
        """The id of the selected skill, if any."""
        return [self.shown_skill] if self.shown_skill else []

    def selected_can_dos(self) -> tuple[Sequence[CanDo], str]:
        """The can-dos of the selected box, and its name."""
        if self.is_stale or not self.selection.node:
            return (), ""
        row = self.selection.node.row
        return row.tickable, full_name(row)

    def next_can_do(self) -> CanDo | None:
        """What Space would tick; None if nothing."""
        return None if self.is_stale else self.selection.next_can_do()

    def set_search(self, text: str) -> None:
        """Dim what does not match, and leave it out of the list."""
        if text != self.search.text:
            self.search.text = text
            self._redraw()

    def _clear_search(self) -> None:
        self.search_cleared.emit()
        self.set_search("")
        self.take_focus()

    def count_found(self) -> int:
        """The number of skills on the map that match the search."""
        return len({node_id.skill_id for node_id in self.search.found(self.selection.graph)})

    def focus_list(self) -> None:
        """Focus the map, on the best match of the search unless a match is selected already."""
        best = self.search.best(self.selection.graph)
        if best and self.at not in self.search.found(self.selection.graph):
            self.selection.select(best)
        self.take_focus()

    def take_focus(self) -> None:
        """Focus the map."""
        (self.view if self.empty.isHidden() else self.empty).setFocus(Qt.FocusReason.OtherFocusReason)

    def remember(self) -> None:
        """Save the selection, the zoom and what is shown for the next start."""
        self.zoom.remember(self._settings)
        self.selection.remember(self._settings)
        self._settings.set_flag("map/hidden", self.toolbar.shows_hidden.isChecked())

    def _restore(self) -> None:
        self.zoom.restore(self._settings)
        self.toolbar.shows_hidden.setChecked(self._settings.flag("map/hidden"))
        self.selection.restore(self._settings)

    # Layout

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with changes made while hidden, and scroll to the selection."""
        self._arrange()
        was_stale = self.is_stale
        super().showEvent(event)
        if was_stale:
            self.selection.bring_into_view()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the panel is a drawer, and the card a strip."""
        super().resizeEvent(event)
        self._arrange()
        if not self.is_stale:
            self.selection.bring_into_view()

    def _arrange(self) -> None:
        self.drawer.arrange()
        self.toolbar.show_width(self.width(), is_wide=self._is_wide)
        self._show_legend()
        below = self.height() - self.toolbar.sizeHint().height()
        self.headers.setVisible(below >= self.headers.height() + _LEAST_MAP)  # the list names the stages, too

    def _show_legend(self) -> None:
        """Explain the marks of the map where there is a map, and room."""
        self._legend.setVisible(self.empty.isHidden() and self.height() >= self._theme.px(_LOW_BELOW))

    @property
    def _is_wide(self) -> bool:
        return self.width() >= self._theme.px(SHORT_BELOW)

    def _use_mode(self, is_roomy: bool) -> None:
        self.toolbar.show_mode(is_roomy=is_roomy)
        self._legend.show_room(is_roomy=is_roomy)
        self._show_place()

    def _after_drawer(self, is_open: bool) -> None:
        self._show_place()
        if is_open:
            self.selection.bring_into_view()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the drawer; pressed again it returns to the map, then clears the search."""
        is_escape = event.key() == Qt.Key.Key_Escape
        if is_escape and self.drawer.is_open:
            self.drawer.close()
        elif is_escape and not self.view.hasFocus():
            self.take_focus()
        elif is_escape and self.search.text:
            self._clear_search()
        else:
            super().keyPressEvent(event)

"""A page of two halves: a list, and details of the selected row beside it."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedLayout, QStackedWidget, QWidget

from gui.app.change import LISTED
from gui.outline.view import ColumnHeader
from gui.widgets.buttons import LinkButton, is_enter
from gui.widgets.context_menu import ContextMenu, row_of
from gui.widgets.file_drop import IMPORTED, FileDrop
from gui.widgets.layouts import STRETCH, add_parts, hbox, vbox
from gui.widgets.refreshed import Refreshed
from gui.widgets.scroll_area import ScrollArea
from roadmaps.journal import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject, QPoint
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from gui.app.change import Change
    from gui.app.tracker import Tracker
    from gui.outline.model import Key, OutlineModel
    from gui.outline.view import OutlineView
    from gui.skill_detail.detail import SkillDetail
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.widgets.empty_state import EmptyState
    from gui.widgets.overview import Overview, OverviewContent
    from roadmaps.catalogue import CanDo
    from roadmaps.gap.explanation import Explanation

NARROW_BELOW = 872
"""A page narrower than this, in pixels, shows one half at a time. It is what a window of 960 pixels leaves."""
LIST_LEAST = 370
DETAIL_LEAST = 340
# 548 of 1192 pixels and 456 of 936.
_LIST_BASE, _LIST_SHARE = 119, 0.36


class Explain(Protocol):
    """Shows how a number is worked out, below the widget that shows it."""

    def __call__(self, explanation: Explanation, anchor: QWidget) -> None:
        """Show it."""


class ListPage(Refreshed, QSplitter):
    """A list on the left; on the right the selected skill, or the total of the selected group.

    A narrow page shows the list alone; what is selected opens in its place, until "Back".
    At start-up the list is painted first; its other half stays empty until ``complete`` is called.
    """

    SHOWS = LISTED
    search_cleared = Signal()
    """Clear the search field."""
    skill_menu_wanted = Signal(object)
    """A context menu opens on the selection: add what can be done with it to this QMenu."""

    def __init__(self, title: str, tracker: Tracker, theme: Theme, icons: Icons, explain: Explain) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._tracker, self._theme, self._icons, self._explain = tracker, theme, icons, explain
        self._is_split = self._is_narrow = self._is_beside_open = self._is_on_words = False
        self._wide_sizes: list[int] = []
        self._narrow_below = theme.px(NARROW_BELOW)
        self._at: Key = ()
        self._is_complete = True
        self._skill_id, self._is_skill_beside = "", False
        self.setAccessibleName(title)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        inside = QFrame()
        inside.setProperty("variant", "pane")
        self._pane_column = vbox(on=inside, gap=0)
        # Scrolls as a whole where a low window has no room for what is above and below the list.
        self._pane = ScrollArea("", inside)
        self._pane.setFrameShape(QFrame.Shape.NoFrame)
        self._pane.setMinimumSize(theme.px(LIST_LEAST), 1)
        self._beside = QStackedWidget()
        self.back = LinkButton("Back to the list", theme, icons, icon="left", icon_meaning="accent")
        self.back.clicked.connect(self.close_beside)
        self.back.hide()
        self._side = QWidget()
        self._side.setMinimumWidth(theme.px(DETAIL_LEAST))
        vbox(hbox(self.back, STRETCH, margins=(16, 6, 16, 0)), (self._beside, 1), on=self._side, gap=0)
        self.addWidget(self._pane)
        self.addWidget(self._side)
        # Both halves shrink with the window.
        self.setStretchFactor(0, 36)
        self.setStretchFactor(1, 64)

    @cached_property
    def detail(self) -> SkillDetail:
        """The skill beside the list; made after the list, so that Tab comes to it after the list."""
        from gui.skill_detail.detail import SkillDetail

        detail = SkillDetail(self._tracker, self._theme, self._icons, self._explain)
        detail.skill_wanted.connect(self.open_skill)
        detail.menu_wanted.connect(self.skill_menu_wanted)
        self._beside.addWidget(detail)
        return detail

    @cached_property
    def overview(self) -> Overview:
        """The total of a group, made when a group is first selected."""
        from gui.widgets.overview import Overview

        overview = Overview(self._theme, self._icons)
        overview.skill_wanted.connect(self.open_skill)
        self._beside.addWidget(overview)
        return overview

    def showEvent(self, event: QShowEvent) -> None:
        """Divide the width when first shown, unless the user has done so before."""
        super().showEvent(event)
        if self._is_complete:
            self.complete()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show both halves if they fit."""
        if self.isVisible() and not self._is_narrow and event.size().width() < self._narrow_below:
            self._wide_sizes = self.sizes()  # before Qt squeezes them
        super().resizeEvent(event)
        if self.isVisible():
            self._arrange()

    def _arrange(self) -> None:
        was_narrow, self._is_narrow = self._is_narrow, self.width() < self._narrow_below
        self._show_halves()
        if self._is_narrow:
            return
        if not self._is_split:
            left = round(_LIST_BASE + _LIST_SHARE * self.width())
            self.split([left, self.width() - left])
        elif was_narrow and self._wide_sizes:
            self.setSizes(self._wide_sizes)

    def _show_halves(self) -> None:
        self.back.setVisible(self._is_narrow)
        self._pane.setVisible(not self._is_narrow or not self._is_beside_open)
        self._side.setVisible(not self._is_narrow or self._is_beside_open)

    def open_beside(self) -> None:
        """On a narrow page, show what is selected in place of the list."""
        self._is_beside_open = True
        if self._is_narrow and not self._side.isVisible():
            self._show_halves()
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_beside(self) -> bool:
        """On a narrow page, show the list again and focus it; returns whether it was hidden."""
        was_open = self.uncover_list()
        if was_open:
            self.take_focus()
        return was_open

    def uncover_list(self) -> bool:
        """Like ``close_beside``, but leave the focus where it is."""
        was_open, self._is_beside_open = self._is_narrow and self._is_beside_open, False
        if was_open:
            self._show_halves()
        return was_open

    def go_back(self) -> bool:
        """Go back within the page; returns whether there was anywhere to go back to."""
        return self.close_beside()

    def widths(self) -> list[int]:
        """The widths of list and detail while both are shown, px; empty if they have not been yet."""
        return self._wide_sizes if self._is_narrow else self.sizes()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list; F2 edits the note on the skill."""
        is_escape = event.key() == Qt.Key.Key_Escape
        if event.key() == Qt.Key.Key_F2 and self.shown_skill:
            self.write_note()
        elif is_escape and not self.close_beside() and not self._tree.hasFocus():
            self.take_focus()
        elif not is_escape:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note whether a press is on the text of a row; on a narrow page, Enter opens the selected row."""
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonPress:
            self._is_on_words = self._tree.is_on_words(event.position().toPoint())
        covers = self._is_narrow and bool(self._at) and watched is self._tree
        if not covers or not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if is_enter(event):
            self.open_beside()
        return is_enter(event)

    def _open_clicked(self) -> None:
        if self._is_narrow and self._is_on_words:
            self.open_beside()

    @cached_property
    def _unselected(self) -> EmptyState:
        """Shown beside the list until something is selected."""
        from gui.widgets.empty_state import EmptyContent, EmptyState, Illustration

        why = "Select something in the list to read about it and tick it here."
        empty = EmptyState(self._theme, EmptyContent(Illustration.LIST, "Nothing is selected.", why, "Go to the list"))
        empty.acted.connect(self.focus_list)
        self._beside.addWidget(empty)
        return empty

    def split(self, sizes: list[int]) -> None:
        """Give the halves these widths, px; an empty list leaves that to the page."""
        if sizes:
            self._is_split = True
            self._wide_sizes = sizes
            self.setSizes(sizes)

    def watch(self, tree: OutlineView, model: OutlineModel) -> None:
        """Follow the selection in a tree. ``at`` is the one record of it; tree and pane follow ``at``."""
        self._tree, self._outline = tree, model
        tree.key_selected.connect(self._go)
        model.tree_shown.connect(self._settle)
        tree.clicked.connect(self._open_clicked)
        tree.installEventFilter(self)
        tree.viewport().installEventFilter(self)
        ContextMenu(tree, self.skill_menu_wanted.emit, partial(row_of, tree))
        # A copy of everything is for the window, which imports it.
        FileDrop(tree.viewport(), self._add_evidence, accepts=lambda place: bool(tree.can_do_at(place)), but=IMPORTED)
        self.refresh_with(self._tracker)

    def _add_evidence(self, path: str, place: QPoint) -> None:
        """Add a file that was dropped on the row of a can-do as its evidence."""
        can_dos, _ = self._outline.can_dos_of(self._tree.can_do_at(place))
        self.detail.add_file(can_dos[0], path)

    def add_tree(self, caption: str) -> None:
        """Add the tree below its headers; it shares its place with what is shown if nothing is found."""
        place = QWidget()
        self._stack = QStackedLayout(place)
        self._stack.addWidget(self._tree)
        add_parts(self._pane_column, ColumnHeader(self._tree, self._theme, caption), (place, 1))

    @property
    def at(self) -> Key:
        """The selected row; empty if it is not shown."""
        return self._at

    @property
    def shown_skill(self) -> str:
        """The id of the skill beside the list; empty while the total of a group is shown."""
        return self._skill_id if self._is_skill_beside else ""

    def selected_can_dos(self) -> tuple[Sequence[CanDo], str]:
        """The can-dos that the boxes of the selected rows tick, and their name."""
        keys = self._selected_keys()
        return self._outline.can_dos_of_all(keys) if keys else ((), "")

    def selected_skills(self) -> Sequence[str]:
        """The ids of the skills whose rows, or whose can-dos’ rows, are selected; of the shown one if none is."""
        selected = dict.fromkeys(filter(None, map(self.skill_of, self._selected_keys())))
        return [*selected] or ([self.shown_skill] if self.shown_skill else [])

    def _selected_keys(self) -> Sequence[Key]:
        several = self._tree.selected_keys()
        return several if len(several) > 1 else [self._at] if self._at else []

    def skill_of(self, key: Key) -> str:
        """The id of the skill of a row; empty for a group."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Focus the list, or the button that leads back to it while it is hidden."""
        shown = self._stack.currentWidget() or self._tree  # the tree, or what says that nothing was found
        wanted = self.back if shown is self._tree and self._is_narrow and self._is_beside_open else shown
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def write_note(self) -> None:
        """Focus the note on the selected skill."""
        self.open_beside()
        self.detail.focus_note()

    def keep_typed(self) -> bool:
        """Save what is typed and not saved yet; returns whether all of it is on disk."""
        return "detail" not in self.__dict__ or self.detail.keep_note()

    def leave(self) -> None:
        """Deselect the row."""
        self._at = ()
        self._tree.deselect()

    def _go(self, key: Key) -> None:
        if key == self._at:
            return  # rows around it came or went, or Qt repeats itself: the pane is up to date
        self._at = key
        self._outline.hold(key)
        self.show_beside(key)

    def show_change(self, change: Change) -> None:
        """Show what changed in the list; after a change of goal, keep what is still selected in sight."""
        self._outline.follow(change)
        if self._is_skill_beside and self._skill_id not in self._tracker.catalogue.skills:
            self._skill_id, self._is_skill_beside = "", False  # the user removed it
            self.leave()
            self.close_beside()
            if self._is_complete:
                self._beside.setCurrentWidget(self._unselected)
        if Kind.GOAL in change.kinds and self._at and self._tree.current_key == self._at:
            self._tree.select_key(self._at)

    def _settle(self) -> None:
        """After rows came or went, return to the selected row or to none, never to a row that Qt chose."""
        if self._tree.current_key != self._at and not self._tree.select_key(self._at):
            self.leave()

    def show_beside(self, key: Key) -> None:
        """Show the details of a row beside the list."""
        raise NotImplementedError

    def focus_list(self) -> None:
        """Focus the list, with a row selected."""
        raise NotImplementedError

    def open_skill(self, skill_id: str) -> None:
        """Select a skill in the list, and show it beside it."""
        raise NotImplementedError

    def show_skill(self, skill_id: str) -> None:
        """Show a skill beside the list."""
        self._skill_id, self._is_skill_beside = skill_id, True
        if self._is_complete:
            self.detail.show_skill(skill_id)
            self._beside.setCurrentWidget(self.detail)

    def complete(self) -> None:
        """Show the selected row beside the list, from now on."""
        self._is_complete = True
        if self._is_skill_beside:
            self.show_skill(self._skill_id)
        elif not self._beside.count():
            self._beside.setCurrentWidget(self._unselected)

    def show_overview(self, content: OverviewContent) -> None:
        """Show the total of a group beside the list."""
        self._is_skill_beside = False
        self.overview.show_content(content)
        self._beside.setCurrentWidget(self.overview)

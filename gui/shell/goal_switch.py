"""Choosing the goal in the top bar: two segments, or a menu for own roadmaps and where there is little room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup, QPainter
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from gui.widgets.context_menu import ContextMenu
from gui.widgets.labels import plain_tip, typed
from gui.widgets.layouts import hbox
from gui.widgets.segments import Segment, Segments
from roadmaps.text.limits import MOST_IN_A_MENU, shown
from roadmaps.text.text_format import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction, QPaintEvent

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.catalogue import Roadmap

_WIDTH, _NARROW_WIDTH, _ARROW, _EDGES = 208, 104, 16, 48


class GoalSwitch(QWidget):
    """Reports what is wanted; the owner decides which roadmap is the goal."""

    wanted = Signal(str)

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._tracker = tracker
        self._is_narrow = False
        shipped = [each for each in tracker.catalogue.roadmaps.values() if not each.is_own]
        segments = (Segment(each.id, each.short_name, each.name) for each in shipped)
        self.segments = Segments("Goal", segments, least_width=96, arrows_only_focus=True)
        self.segments.wanted.connect(self.wanted)
        self.button = _GoalButton(theme, icons)
        self.menu = QMenu(self.button)
        self.menu.setToolTipsVisible(True)  # which show a cut name in full
        self.button.setMenu(self.menu)
        self._group = QActionGroup(self)
        self._actions: Sequence[QAction] = ()
        self._named: list[tuple[str, str]] = []
        self._entries: dict[str, QAction] = {}
        hbox(self.segments, self.button, on=self, gap=0)
        ContextMenu(self.segments, lambda menu: menu.addActions(self._actions[:1]))
        tracker.catalogue_changed.connect(self.follow_catalogue)
        self._fill()

    def offer(self, actions: Sequence[QAction]) -> None:
        """Offer these actions in the menu; the first one also where there are only the shipped roadmaps."""
        self._actions = actions
        self._fill()

    def choose(self, roadmap_id: str) -> None:
        """Show which roadmap is the goal."""
        roadmap = self._tracker.catalogue.roadmaps[roadmap_id]
        if not roadmap.is_own:
            self.segments.choose(roadmap_id)
        self._entries[roadmap_id].setChecked(True)
        self.button.show_goal(roadmap)

    def take_focus(self, reason: Qt.FocusReason) -> None:
        """Focus the goal."""
        if self.button.isHidden():
            self.segments.take_focus(reason)
        else:
            self.button.setFocus(reason)

    def set_narrow(self, is_narrow: bool) -> None:
        """Take less room, or all that there is."""
        if is_narrow is not self._is_narrow:
            self._is_narrow = self.button.is_narrow = is_narrow
            self._show_form()

    def follow_catalogue(self) -> None:
        """Offer the current roadmaps; most changes of the catalogue neither add nor rename one."""
        if self._named != [(each.id, each.name) for each in self._tracker.catalogue.roadmaps.values()]:
            self._fill()

    def _fill(self) -> None:
        roadmaps = self._tracker.catalogue.roadmaps
        self._has_own = any(each.is_own for each in roadmaps.values())
        self._named = [(each.id, each.name) for each in roadmaps.values()]
        self.menu.clear()
        self._entries = {}
        for roadmap in roadmaps.values():
            text = one_line(roadmap.name)
            action = self.menu.addAction(typed(shown(text, MOST_IN_A_MENU)))
            action.setToolTip(plain_tip(text))
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, roadmap_id=roadmap.id: self.wanted.emit(roadmap_id))
            self._group.addAction(action)
            self._entries[roadmap.id] = action
        self.menu.addSeparator()
        self.menu.addActions(self._actions)
        self._show_form()

    def _show_form(self) -> None:
        had_focus = any(each.hasFocus() for each in self.findChildren(QToolButton))
        is_menu = self._has_own or self._is_narrow
        self.segments.setHidden(is_menu)
        self.button.setHidden(not is_menu)
        self.choose(self._tracker.roadmap.id)
        if had_focus:
            self.take_focus(Qt.FocusReason.OtherFocusReason)


class _GoalButton(QToolButton):
    """The name of the goal, cut where it is long, before an arrow."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        self.is_narrow = False
        self.setProperty("variant", "goal")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_goal(self, roadmap: Roadmap) -> None:
        """Show another goal."""
        self.setFixedWidth(self._theme.px(_NARROW_WIDTH if self.is_narrow else _WIDTH))
        room = self.width() - self._theme.px(_EDGES)
        name = one_line(roadmap.short_name)
        self.setText(typed(self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)))
        self.setToolTip(plain_tip(one_line(roadmap.name)))
        self.setAccessibleName(f"Goal: {one_line(roadmap.name)}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button and its arrow."""
        super().paintEvent(event)
        left = self.width() - self._theme.px(_ARROW + 10)
        self._icons.draw(QPainter(self), self.rect().adjusted(left, 0, 0, 0), "down", size=_ARROW)

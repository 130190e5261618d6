"""The bar above the page: goal, search, undo and redo, readiness."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QLineEdit, QToolButton

from gui.app.change import MEASURED
from gui.shell.goal_switch import GoalSwitch
from gui.widgets.labels import as_shown, plain_tip
from gui.widgets.layouts import STRETCH, hbox
from gui.widgets.readiness import Detail, Readiness
from gui.widgets.refreshed import Refreshed

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent

    from gui.app.change import Change
    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

HEIGHT = 56
_ICON = 18
_LEAST_SEARCH = 136
_ARRANGEMENTS = (
    (320, Detail.LEGEND, True, False),
    (208, Detail.BAR, True, False),
    (208, Detail.NUMBER, True, False),
    (_LEAST_SEARCH, Detail.NUMBER, True, False),
    (_LEAST_SEARCH, Detail.NUMBER, False, False),
    (_LEAST_SEARCH, Detail.NUMBER, False, True),
)
"""Widths of the search field, what is shown of readiness, whether undo and redo are, which the menu has, too, and
whether the goal is narrow; from the roomiest to the narrowest."""


class SearchField(QLineEdit):
    """Finds as you type. Esc clears it; Down moves into the list.

    It draws its icon itself, since that of a QAction does not grow with the text.
    """

    left_downwards = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._is_typing, self._icons = False, icons
        self.setTextMargins(icons.side(16) + 8, 0, 0, 0)
        self.setClearButtonEnabled(True)
        self.textChanged.connect(self._forget_cleared)

    def _forget_cleared(self, text: str) -> None:
        """After the search was cleared as a whole, by ✕ or Esc, Ctrl+Z undoes the last step of the program."""
        if not text and not self._is_typing:
            self.setText("")  # unlike clearing, this empties the field's own undo history

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears the search, Down moves into the list."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_downwards.emit()
        else:
            self._is_typing = True
            super().keyPressEvent(event)
            self._is_typing = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field and its icon."""
        super().paintEvent(event)
        self._icons.draw(QPainter(self), self.rect().adjusted(7, 0, 0, 0), "search", "muted")


class TopBar(Refreshed, QFrame):
    """In a narrow window the search field shrinks first; then the legend of the readiness bar goes, then the bar."""

    SHOWS = MEASURED

    def __init__(self, tracker: Tracker, undo: QAction, redo: QAction, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._tracker, self._theme, self._icons = tracker, theme, icons
        self.setFixedHeight(theme.px(HEIGHT))
        self.goal = GoalSwitch(tracker, theme, icons)
        self.search = SearchField(icons)
        self.search.setPlaceholderText("Search skills, can-dos and notes")
        self.search.setAccessibleName("Search skills, can-dos and notes")
        self.search.setToolTip("Search this page (Ctrl+F)")
        self.readiness = Readiness(theme)
        self._is_hiding = self._is_arranging = False
        self._tools: list[tuple[QToolButton, str]] = []
        for action, icon in ((undo, "undo"), (redo, "redo")):
            button = QToolButton()
            button.setProperty("variant", "icon")
            button.setDefaultAction(action)
            action.changed.connect(self._describe_tools)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setIconSize(QSize(theme.px(_ICON), theme.px(_ICON)))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._tools.append((button, icon))
        tools = [button for button, _ in self._tools]
        self._row = hbox(
            self.goal, self.search, *tools, STRETCH, self.readiness, on=self, gap=16, margins=(20, 0, 24, 0)
        )
        theme.changed.connect(self._retint)
        self._retint()
        self._show_gap()
        self.refresh_with(tracker)

    def show_change(self, change: Change) -> None:
        """Show the goal and how ready you are for it."""
        self._show_gap()

    def _show_gap(self) -> None:
        gap = self._tracker.gap
        self.goal.choose(gap.roadmap.id)
        self.readiness.show_gap(gap)

    def hide_readiness(self, is_hidden: bool) -> None:
        """Hide readiness, or show it again."""
        if is_hidden is not self._is_hiding:
            self._is_hiding = is_hidden
            self.readiness.setVisible(not is_hidden)
            self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Arrange it: a widget that was never shown has no width."""
        super().showEvent(event)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide what is needed least when there is little room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if self._is_arranging:
            return  # showing or hiding a part may resize the bar, and Qt would then show again what was just hidden
        self._is_arranging = True
        for search, detail, has_tools, is_narrow in _ARRANGEMENTS:
            self.goal.set_narrow(is_narrow)
            for button, _ in self._tools:
                button.setVisible(has_tools)
            self.search.setFixedWidth(self._theme.px(search) if search > _LEAST_SEARCH else search)
            self.readiness.show_detail(detail)
            if self._row.totalMinimumSize().width() <= self.width():
                break
        self._is_arranging = False

    def _retint(self) -> None:
        for button, icon in self._tools:
            button.defaultAction().setIcon(self._icons.icon(icon, "text2", _ICON, fades=True))

    def _describe_tools(self) -> None:
        """Tell a screen reader what the tooltips tell in markup, unless they say why nothing can be changed."""
        for button, _ in self._tools:
            text = as_shown(button.defaultAction().text())
            if button.defaultAction().toolTip() == plain_tip(text):
                button.setAccessibleDescription(text)

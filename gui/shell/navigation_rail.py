"""The rail on the left: a button for each page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QToolButton

from gui.widgets.labels import plain_tip
from gui.widgets.layouts import STRETCH, vbox
from gui.widgets.painting import fill

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

WIDTH = 88
_LOGO = 28
_PADDING = 6


class NavigationRail(QFrame):
    """Marks the current page by a bar at the edge as well as by colour."""

    page_wanted = Signal(str)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        self._buttons: dict[str, tuple[QToolButton, str]] = {}
        self._group = QButtonGroup(self)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName("Pages")
        self._logo = QLabel()
        self._logo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._logo.setFixedHeight(40)
        self._column = vbox(self._logo, STRETCH, on=self, gap=4, margins=(8, 8, 8, 8))
        theme.changed.connect(self._retint)
        self._retint()

    def add_page(self, name: str, title: str, icon: str, shortcut: str) -> None:
        """Add a button for a page."""
        button = QToolButton()
        button.setProperty("variant", "nav")
        metrics = QFontMetrics(self._theme.font("caption"))
        fits = metrics.horizontalAdvance(title) + 2 * _PADDING <= WIDTH - 16
        lines = [title] if fits else title.split(" ")
        button.setText("\n".join(lines))
        button.setAccessibleName(title)
        button.setToolTip(plain_tip(f"{title} ({shortcut})"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIconSize(QSize(22, 22))
        button.setFont(self._theme.font("caption"))
        button.setFixedSize(WIDTH - 16, max(56, 22 + len(lines) * metrics.height() + 18))
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.page_wanted.emit(name))
        self._group.addButton(button)
        self._buttons[name] = (button, icon)
        self._column.insertWidget(self._column.count() - 1, button)
        self._set_icon(name)

    def show_page(self, name: str) -> None:
        """Mark the current page."""
        self._buttons[name][0].setChecked(True)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line towards the page, and the bar beside the current page."""
        painter = QPainter(self)
        fill(painter, QRect(self.width() - 1, 0, 1, self.height()), self._theme.colour("line"))
        for button, _ in self._buttons.values():
            if button.isChecked():
                frame = button.geometry()
                fill(painter, QRect(0, frame.top() + 12, 3, frame.height() - 24), self._theme.colour("accent"))

    def _retint(self) -> None:
        self._logo.setPixmap(self._icons.pixmap("logo", "accent", _LOGO, self.devicePixelRatioF()))
        for name in self._buttons:
            self._set_icon(name)

    def _set_icon(self, name: str) -> None:
        button, icon = self._buttons[name]
        button.setIcon(self._icons.icon(icon, "text2", 22, on="accent"))

"""The rail on the left: a button for each page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QToolButton

from gui.widgets.labels import set_tip
from gui.widgets.layouts import STRETCH, vbox
from gui.widgets.painting import fill

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

WIDTH = 88
_LOGO, _ICON = 28, 22
_PADDING, _GAP, _AROUND = 1, 4, 8
_LEAST = 36
"""The height of a button without its name, px."""


class NavigationRail(QFrame):
    """Marks the current page by a bar at the edge as well as by colour. In a low window only the icons are shown."""

    page_wanted = Signal(str)
    preferences_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        self._buttons: dict[str, tuple[QToolButton, str]] = {}
        self._group = QButtonGroup(self)
        self._width, self._tallest = theme.px(WIDTH), theme.px(56)
        self.setFixedWidth(self._width)
        self.setAccessibleName("Pages")
        self._logo = QLabel()
        self._logo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._logo.setFixedHeight(theme.px(40))
        self._column = vbox(self._logo, STRETCH, on=self, gap=_GAP, margins=(_AROUND,) * 4)
        theme.changed.connect(self._retint)
        self._retint()

    def add_page(self, name: str, title: str, icon: str, shortcut: str) -> None:
        """Add a button for a page."""
        button = self._button(name, title, icon, shortcut)
        button.setCheckable(True)
        button.clicked.connect(lambda: self.page_wanted.emit(name))
        self._group.addButton(button)
        self._column.insertWidget(len(self._buttons), button)

    def add_preferences(self) -> None:
        """Add the button at the foot, after those of the pages."""
        button = self._button("preferences", "Preferences", "settings", "Ctrl+,")
        button.clicked.connect(self.preferences_wanted)
        self._column.addWidget(button)

    def _button(self, name: str, title: str, icon: str, shortcut: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("variant", "nav")
        metrics = QFontMetrics(self._theme.font("caption"))
        fits = metrics.horizontalAdvance(title) + 2 * _PADDING <= self._width - 2 * _AROUND
        lines = [title] if fits else title.split(" ")
        button.setText("\n".join(lines))
        button.setAccessibleName(title)
        set_tip(button, f"{title} ({shortcut})")
        side = self._theme.px(_ICON)
        button.setIconSize(QSize(side, side))
        button.setFont(self._theme.font("caption"))
        button.setFixedWidth(self._width - 2 * _AROUND)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._tallest = max(self._tallest, side + len(lines) * metrics.height() + 18)
        self._buttons[name] = (button, icon)
        self._set_icon(name)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the names if they do not fit; if the icons do not fit either, make them smaller."""
        super().resizeEvent(event)
        large = self._theme.px(_ICON)
        arrangements = ((self._tallest, large), (large + _LEAST - _ICON, large), (_LEAST, _ICON))
        fits = (each for each in arrangements if self._height_of(each[0]) + self._logo.height() <= self.height())
        height, icon = next(fits, (_LEAST, _ICON))
        has_logo = self._height_of(height) + self._logo.height() <= self.height()
        style = Qt.ToolButtonStyle
        self._logo.setVisible(has_logo)
        for button, _ in self._buttons.values():
            is_named = height == self._tallest
            button.setToolButtonStyle(style.ToolButtonTextUnderIcon if is_named else style.ToolButtonIconOnly)
            button.setIconSize(QSize(icon, icon))
            button.setFixedHeight(height)

    def minimumSizeHint(self) -> QSize:
        """Room for the small icons."""
        return QSize(self._width, self._height_of(_LEAST))

    def _height_of(self, button: int) -> int:
        """The height of the rail without its logo, with buttons of a height, px."""
        return len(self._buttons) * (button + _GAP) + 2 * (_GAP + _AROUND)

    def show_page(self, name: str) -> None:
        """Mark the current page."""
        self._buttons[name][0].setChecked(True)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line towards the page, and the bar beside the current page."""
        painter = QPainter(self)
        line = self._theme.stroke
        fill(painter, QRect(self.width() - line, 0, line, self.height()), self._theme.colour("line"))
        for button, _ in self._buttons.values():
            if button.isChecked():
                frame = button.geometry()
                fill(painter, QRect(0, frame.top() + 6, 2 + line, frame.height() - 12), self._theme.colour("accent"))

    def _retint(self) -> None:
        self._logo.setPixmap(self._icons.pixmap("logo", "accent", self._theme.px(_LOGO), self.devicePixelRatioF()))
        for name in self._buttons:
            self._set_icon(name)

    def _set_icon(self, name: str) -> None:
        button, icon = self._buttons[name]
        button.setIcon(self._icons.icon(icon, "text2", _ICON, on="accent"))

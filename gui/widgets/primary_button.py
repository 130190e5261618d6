"""The one button of a view that leads on: in the accent colour and bold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from gui.theme.palette import Theme


class PrimaryButton(QPushButton):
    """As wide as its bold words."""

    def __init__(self, text: str, theme: Theme) -> None:
        super().__init__(text)
        self._theme = theme
        self.setDefault(True)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click is one click: what the second one would do, the person has not read yet."""
        event.accept()

    def sizeHint(self) -> QSize:
        """Room for the bold words: Qt measures the ordinary ones."""
        hint = super().sizeHint()
        bold = QFontMetrics(self._theme.font(bold=True)).horizontalAdvance(self.text())
        sign = 0 if self.icon().isNull() else self.iconSize().width() + 8
        return QSize(max(hint.width(), bold + sign + 36), hint.height())

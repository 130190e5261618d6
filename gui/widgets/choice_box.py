"""A combo box with an arrow of our own, because Qt’s is invisible in the dark palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QComboBox

from gui.widgets.wheel import leave_wheel_to_page

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from gui.theme.icons import Icons

_ARROW = 16
_EDGE = 6


class ChoiceBox(QComboBox):
    """Its entries are plain text."""

    def __init__(self, name: str, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self.setAccessibleName(name)
        leave_wheel_to_page(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box and its arrow."""
        super().paintEvent(event)
        draw_arrow(self, self._icons)


def draw_arrow(box: QWidget, icons: Icons) -> None:
    """Draw the arrow of a box at its right."""
    pixmap = icons.pixmap("down", "text2", _ARROW, box.devicePixelRatioF())
    QPainter(box).drawPixmap(box.width() - _ARROW - _EDGE, (box.height() - _ARROW) // 2, pixmap)

"""A combo box with an arrow of our own, because Qt’s is invisible in the dark palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QComboBox

from gui.widgets.wheel import leave_wheel_to_page

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gui.theme.icons import Icons

_ARROW, _EDGE = 16, 6


class ChoiceBox(QComboBox):
    """Its entries are plain text."""

    def __init__(self, name: str, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self.setAccessibleName(name)
        self.setAccessibleDescription(name)  # on Linux, Qt gives the entry as the name of a box
        leave_wheel_to_page(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box and its arrow."""
        super().paintEvent(event)
        left = self.width() - self._icons.side(_ARROW) - _EDGE
        self._icons.draw(QPainter(self), self.rect().adjusted(left, 0, 0, 0), "down", size=_ARROW)

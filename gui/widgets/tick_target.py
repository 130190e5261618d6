"""A line that ticks its box wherever it is clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtWidgets import QWidget

from gui.widgets.check_box import CheckBox

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from gui.theme.palette import Theme


class TickTarget(QWidget):
    """A box and what it stands for. Each click, and each double click, anywhere on it asks once.

    The box shows what is on disk: it changes when the tick is kept, not when it is clicked.
    """

    toggled = Signal()
    """The user wants to tick or untick the box."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._is_pressed = False
        self.box = CheckBox("", theme)
        self.box.clicked.connect(self._ask)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the words may become a click."""
        self._is_pressed = event.button() is Qt.MouseButton.LeftButton

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click counts as one click: the first half has done it."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the words is a click on the box; one that began on the box is the box's own."""
        was_pressed, self._is_pressed = self._is_pressed, False
        if was_pressed and QRectF(self.rect()).contains(event.position()):
            self.toggled.emit()

    def _ask(self) -> None:
        self.box.setChecked(not self.box.isChecked())
        self.toggled.emit()

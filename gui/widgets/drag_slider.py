"""A slider for a value that is slow to display."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSlider

from gui.widgets.wheel import leave_wheel_to_page

_FRAME_MS = 30


class DragSlider(QSlider):
    """Reports its value at most once every 30 ms while it is dragged."""

    settled = Signal()
    """There is a new value to show."""

    def __init__(self, name: str, page_step: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setAccessibleName(name)
        self.setPageStep(page_step)
        leave_wheel_to_page(self)
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(_FRAME_MS)
        timer.timeout.connect(self.settled)
        self.valueChanged.connect(lambda: timer.isActive() or timer.start())

"""A button that leads aside: Enter presses it while it has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PlainButton(QPushButton):
    """Never the one that Enter presses from elsewhere.

    Left to itself Qt would give Enter to the primary button of a dialog although this one has the focus, or would make
    this one the primary.
    """

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is a click."""
        if event.key() in ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

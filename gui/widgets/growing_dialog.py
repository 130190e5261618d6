"""Dialogs that fit their content: Qt asks for the height of wrapped text only once, and only for its minimum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog

from gui.widgets.focus_follower import FocusFollower
from gui.widgets.layouts import height_at
from gui.widgets.scrolling_body import most_height

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent


class FittingDialog(FocusFollower, QDialog):
    """As tall as its content needs, whenever that changes, and no taller than the screen allows."""

    def event(self, event: QEvent) -> bool:
        """Fit the height whenever a part shows or hides a message."""
        if event.type() is not QEvent.Type.LayoutRequest:
            return super().event(event)  # one of these deletes the dialog: do not touch it afterwards
        done = super().event(event)
        self._fit()
        return done

    def _fit(self) -> None:
        layout = self.layout()
        if layout:
            layout.activate()
            width = max(self.width(), self.minimumWidth())
            height = min(height_at(layout, width), most_height(self))
            self.setMinimumHeight(height)
            self.resize(width, height)


class GrowingDialog(FittingDialog):
    """Grows when its content needs more room; it never shrinks in use."""

    def showEvent(self, event: QShowEvent) -> None:
        """Open no taller than there is room for: Qt takes up to two thirds of the screen."""
        super().showEvent(event)
        self.resize(self.width(), min(self.height(), most_height(self)))

    def _fit(self) -> None:
        layout = self.layout()
        width = max(self.width(), layout.minimumSize().width() if layout else 0)
        needed = self._needed(width)
        if needed > self.height() or width > self.width():
            self.resize(width, max(needed, self.height()))

    def fit(self) -> None:
        """Shrink to the content: wrapped text asks for more height than it needs."""
        width = self.minimumWidth()
        self.resize(width, self._needed(width))

    def _needed(self, width: int) -> int:
        layout = self.layout()
        return min(layout.totalHeightForWidth(width), most_height(self)) if layout else 0

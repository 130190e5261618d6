"""A dialog that grows when messages appear."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog

from gui.widgets.focus_follower import FocusFollower
from gui.widgets.scrolling_body import most_height


class GrowingDialog(FocusFollower, QDialog):
    """Grows when its content needs more room, as far as the screen allows; it never shrinks in use."""

    def event(self, event: QEvent) -> bool:
        """Qt requests only the minimum height of wrapped text, and never more width than was set."""
        if event.type() is not QEvent.Type.LayoutRequest:
            return super().event(event)  # one of these deletes the dialog: do not touch it afterwards
        done = super().event(event)
        layout = self.layout()
        width = max(self.width(), layout.minimumSize().width() if layout else 0)
        needed = self._needed(width)
        if needed > self.height() or width > self.width():
            self.resize(width, max(needed, self.height()))
        return done

    def fit(self) -> None:
        """Shrink to the content: wrapped text asks for more height than it needs."""
        width = self.minimumWidth()
        self.resize(width, self._needed(width))

    def _needed(self, width: int) -> int:
        layout = self.layout()
        return min(layout.totalHeightForWidth(width), most_height(self)) if layout else 0

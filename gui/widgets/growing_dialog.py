"""A dialog that has room for what it comes to say."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog

from gui.widgets.scrolling_body import most_height


class GrowingDialog(QDialog):
    """Grows when its parts need more room than there is, as far as there is room; it never shrinks in use."""

    def event(self, event: QEvent) -> bool:
        """Qt asks for no more than the least height of words that wrap, and never for more width than was set."""
        if event.type() is not QEvent.Type.LayoutRequest:
            return super().event(event)  # of which one deletes the dialog: nothing may be asked of it afterwards
        done = super().event(event)
        layout = self.layout()
        width = max(self.width(), layout.minimumSize().width() if layout else 0)
        needed = self._needed(width)
        if needed > self.height() or width > self.width():
            self.resize(width, max(needed, self.height()))
        return done

    def fit(self) -> None:
        """Be as narrow and as low as what is in it allows: words that wrap ask for more height than they need."""
        width = self.minimumWidth()
        self.resize(width, self._needed(width))

    def _needed(self, width: int) -> int:
        layout = self.layout()
        return min(layout.totalHeightForWidth(width), most_height(self)) if layout else 0

"""A dialog that has room for what it comes to say."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog


class GrowingDialog(QDialog):
    """Grows when its parts need more height than there is, and never shrinks under the person's hands."""

    def event(self, event: QEvent) -> bool:
        """Qt asks for no more than the least height of words that wrap, whatever the width."""
        if event.type() is not QEvent.Type.LayoutRequest:
            return super().event(event)  # of which one deletes the dialog: nothing may be asked of it afterwards
        done = super().event(event)
        layout = self.layout()
        if layout is not None:
            needed = layout.totalMinimumHeightForWidth(self.width())
            if needed > self.height():
                self.resize(self.width(), needed)
        return done

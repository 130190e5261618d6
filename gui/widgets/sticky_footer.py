"""A body that scrolls where space is short, over a footer that always stays in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from gui.widgets.layouts import Stretch, height_at, vbox
from gui.widgets.scroll_area import ScrollArea

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QResizeEvent


class StickyFooter(QWidget):
    """With more room than both need, they are centred together."""

    def __init__(self, body: QWidget, foot: QWidget, name: str) -> None:
        super().__init__()
        self._body = body
        self.area = ScrollArea(name, body)
        vbox(Stretch(1), (self.area, 1000), foot, Stretch(1), on=self, gap=0)
        body.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height again: text wraps differently."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the height again when the content changes."""
        if watched is self._body and event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return False

    def _fit(self) -> None:
        layout = self._body.layout()
        if layout:
            self.area.setMaximumHeight(height_at(layout, self.width()))

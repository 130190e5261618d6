"""The body of a dialog, above its buttons: as tall as it needs, and scrolling on low screens and windows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from gui.widgets.layouts import height_at, vbox
from gui.widgets.scroll_area import ScrollArea

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QDialog

_TITLE_BAR = 40
"""How much of the screen the frame of a window takes, px."""
_LOWEST = 500
"""The height of the smallest window, which every dialog fits."""
_LEAST, _AROUND = 80, 32


class ScrollingBody(ScrollArea):
    """Parts are added to ``column``. As tall as all of them; with less height it scrolls."""

    def __init__(self, name: str, spacing: int) -> None:
        inner = QWidget()
        self.column = vbox(on=inner, gap=spacing)
        super().__init__(name, inner)
        self.setFrameShape(QFrame.Shape.NoFrame)
        for ground in (inner, self.viewport()):
            ground.setAutoFillBackground(False)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_part(self, part: QWidget) -> None:
        """Scroll to a part, once the layout is done."""
        QTimer.singleShot(0, part, lambda: self.ensureWidgetVisible(part))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the height again when the content changes."""
        done = super().eventFilter(watched, event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return done

    def heightForWidth(self, width: int) -> int:
        """The height of all parts at a width, or beside a scroll bar if that needs more: else the bar would stay."""
        bar = self.verticalScrollBar().sizeHint().width()
        return max(height_at(self.column, width), height_at(self.column, width - bar))

    def sizeHint(self) -> QSize:
        """The size of all parts."""
        return self.column.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """As wide as the parts, if the window has that much room, and a few lines tall."""
        least, parent = self.column.totalMinimumSize(), self.window().parentWidget()
        room = parent.width() - _AROUND if parent else least.width()
        return QSize(min(least.width(), room), min(least.height(), _LEAST))


def most_height(dialog: QDialog) -> int:
    """The largest height of a dialog, px: that of the window it belongs to, the smallest window, or the screen."""
    parent = dialog.parentWidget()
    room = max(_LOWEST, parent.window().height()) if parent else _LOWEST
    return min(room, dialog.screen().availableGeometry().height() - _TITLE_BAR)

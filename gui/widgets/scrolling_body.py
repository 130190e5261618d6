"""What a dialog has to say, over its buttons: as high as it needs, and scrolling where a screen or window is low."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QDialog

_TITLE_BAR = 40
"""What the frame of a window takes of the screen, in pixels."""
_LOWEST = 500
"""The height of the least window, which every dialog fits."""
_LEAST = 80


class ScrollingBody(QScrollArea):
    """Parts are added to ``column``. It asks for the height of all of them, and makes do with less."""

    def __init__(self, name: str, spacing: int) -> None:
        super().__init__()
        inner = QWidget()
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(spacing)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)
        for ground in (inner, self.viewport()):
            ground.setAutoFillBackground(False)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_part(self, part: QWidget) -> None:
        """Scroll to a part, once everything has its place."""
        QTimer.singleShot(0, part, lambda: self.ensureWidgetVisible(part))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Other words need another height."""
        done = super().eventFilter(watched, event)
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return done

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """High enough for all parts."""
        wraps = self.column.hasHeightForWidth()
        return self.column.totalHeightForWidth(width) if wraps else self.column.totalSizeHint().height()

    def sizeHint(self) -> QSize:
        """As large as the parts."""
        return self.column.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """As wide as the parts, and a few lines high."""
        least = self.column.totalMinimumSize()
        return QSize(least.width(), min(least.height(), _LEAST))


def most_height(dialog: QDialog) -> int:
    """How high a dialog may be, in pixels: no higher than the window it belongs to, the least window, or the screen."""
    parent = dialog.parentWidget()
    room = max(_LOWEST, parent.window().height()) if parent else _LOWEST
    return min(room, dialog.screen().availableGeometry().height() - _TITLE_BAR)

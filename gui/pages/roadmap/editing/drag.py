"""Dragging a row by its dots, with the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget

from gui.widgets.labels import set_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from gui.theme.palette import Theme

_WIDTH, _HEIGHT, _DOT, _STEP = 20, 24, 3, 5


class DragDots(QWidget):
    """Two by three dots that are held to drag. Esc ends a drag and leaves everything as it was.

    The keyboard has keys of its own for the same, so Tab does not stop here.
    """

    moved = Signal(QPoint)
    """The pointer is there, in global coordinates, while dragging."""
    dropped = Signal(QPoint)
    cancelled = Signal()

    def __init__(self, theme: Theme, tip: str) -> None:
        super().__init__()
        self._theme, self._pressed_at, self._is_dragging = theme, QPoint(), False
        self.setFixedSize(theme.px(_WIDTH), theme.px(_HEIGHT))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        set_tip(self, tip)
        theme.changed.connect(self.update)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to wait for a movement."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.globalPosition().toPoint()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag once the pointer has moved far enough."""
        if not event.buttons() & Qt.MouseButton.LeftButton or self._pressed_at.isNull():
            return
        place = event.globalPosition().toPoint()
        if not self._is_dragging:
            if (place - self._pressed_at).manhattanLength() < QApplication.startDragDistance():
                return
            self._is_dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.grabKeyboard()
        self.moved.emit(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop."""
        was_dragging = self._is_dragging
        self._end()
        if was_dragging:
            self.dropped.emit(event.globalPosition().toPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc ends a drag."""
        if self._is_dragging and event.key() == Qt.Key.Key_Escape:
            self._end()
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _end(self) -> None:
        self._pressed_at = QPoint()
        if self._is_dragging:
            self._is_dragging = False
            self.releaseKeyboard()
            self.setCursor(Qt.CursorShape.OpenHandCursor)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dots."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("control"))
        dot, step = self._theme.px(_DOT), self._theme.px(_STEP)
        left, top = (self.width() - step - dot) // 2, (self.height() - 2 * step - dot) // 2
        for place in range(6):
            painter.drawEllipse(left + place % 2 * step, top + place // 2 * step, dot, dot)

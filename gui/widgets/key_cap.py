"""The picture of a key: on its own, or inside the button that the key presses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gui.widgets.buttons import PlainButton

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPaintEvent, QResizeEvent

    from gui.theme.palette import Theme

_LARGE, _SMALL = 32, 20
_RIGHT = 10


class KeyCap(QWidget):
    """A frame with a thicker lower edge and the name of the key in it; a small one, for use beside text, is plainer."""

    def __init__(self, key: str, theme: Theme, *, is_large: bool = True) -> None:
        super().__init__()
        self._key, self._theme, self._is_large = key, theme, is_large
        height = max(_LARGE if is_large else _SMALL, QFontMetrics(self._font()).height() + 4)
        self.setFixedSize(max(height, QFontMetrics(self._font()).horizontalAdvance(key) + 12), height)
        theme.changed.connect(self.update)

    def _font(self) -> QFont:
        return self._theme.font(bold=True) if self._is_large else self._theme.font("caption")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the cap."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -1.5)
        painter.setPen(QPen(self._theme.colour("control"), 1))
        painter.setBrush(self._theme.colour("alt"))
        painter.drawRoundedRect(frame, 5 if self._is_large else 4, 5 if self._is_large else 4)
        if self._is_large:
            painter.drawLine(QPointF(4, frame.bottom()), QPointF(self.width() - 4, frame.bottom()))
        painter.setFont(self._font())
        painter.setPen(self._theme.colour("text" if self._is_large else "text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._key)


def draw_cap(painter: QPainter, keys: str, right: int, middle: int, theme: Theme) -> int:
    """Draw a small cap that ends at ``right`` and is centred on ``middle``, in pixels; returns its left edge."""
    painter.setFont(theme.font("caption"))
    width = painter.fontMetrics().horizontalAdvance(keys) + 12
    height = max(_SMALL, painter.fontMetrics().height() + 4)
    frame = QRectF(right - width, middle - height / 2, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("control"), 1))
    painter.setBrush(theme.colour("alt"))
    painter.drawRoundedRect(frame, 4, 4)
    painter.setPen(theme.colour("text2"))
    painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, keys)
    return right - width - 8


class KeyedButton(PlainButton):
    """A button that shows its shortcut key; the key is part of its accessible name."""

    def __init__(self, text: str, cap: str, key_name: str, theme: Theme) -> None:
        super().__init__(text)
        self.setProperty("variant", "keyed")
        self.setAccessibleName(f"{text} ({key_name})")
        self._cap = KeyCap(cap, theme, is_large=False)
        self._cap.setParent(self)
        self._cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the cap to the right edge, where the style sheet reserves space."""
        super().resizeEvent(event)
        cap = self._cap
        cap.move(self.width() - cap.width() - _RIGHT, (self.height() - cap.height()) // 2)

"""The picture of a key: on its own, or inside the button that the key presses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gui.widgets.buttons import PlainButton
from gui.widgets.painted import Painted
from gui.widgets.painting import draw_box

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QResizeEvent

    from gui.theme.palette import Theme

_LARGE, _SMALL = 32, 20
_RIGHT = 10


class KeyCap(Painted, QWidget):
    """A frame with a thicker lower edge and the name of the key in it; a small one, for use beside text, is plainer."""

    def __init__(self, key: str, theme: Theme, *, is_large: bool = True) -> None:
        super().__init__(theme)
        self._key, self._is_large = key, is_large
        height = max(_LARGE if is_large else _SMALL, QFontMetrics(self._font()).height() + 4)
        self.setFixedSize(max(height, QFontMetrics(self._font()).horizontalAdvance(key) + 12), height)

    def _font(self) -> QFont:
        return self._theme.font(bold=True) if self._is_large else self._theme.font("caption")

    def _paint(self, painter: QPainter) -> None:
        frame, colour = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -1.5), self._theme.colour
        draw_box(painter, frame, 5 if self._is_large else 4, colour("alt"), QPen(colour("control"), 1))
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
    draw_box(painter, frame, 4, theme.colour("alt"), QPen(theme.colour("control"), 1))
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

"""The signs in the head of a chart, in place of a legend inside it."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gui.theme import Theme

_MARK = 16


class Mark(Enum):
    """What a sign draws."""

    DASHES = auto()
    HALF = auto()
    MOST = auto()
    DISC = auto()
    RING = auto()
    BAR = auto()


class ChartSign(QWidget):
    """A mark and its word."""

    def __init__(self, mark: Mark, text: str, theme: Theme) -> None:
        super().__init__()
        self._mark, self._text, self._theme = mark, text, theme
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Room for the mark and the word."""
        metrics = QFontMetrics(self._theme.font("caption"))
        return QSize(_MARK + 4 + metrics.horizontalAdvance(self._text) + 4, max(18, metrics.height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the mark and the word."""
        painter, colour = QPainter(self), self._theme.colour
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(_MARK / 2, self.height() / 2)
        match self._mark:
            case Mark.DASHES:
                pen = QPen(colour("accent"), 1.75)
                pen.setDashPattern([2.4, 1.6])
                painter.setPen(pen)
                painter.drawLine(QPointF(0, middle.y()), QPointF(_MARK, middle.y()))
            case Mark.HALF | Mark.MOST:
                shade = colour("accent")
                # The narrow range lies on the wide one, so it shows both shades.
                shade.setAlphaF(0.40 if self._mark is Mark.HALF else 0.16)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(shade)
                painter.drawRoundedRect(QRectF(2, middle.y() - 6, 12, 12), 2, 2)
            case Mark.DISC:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour("have"))
                painter.drawEllipse(middle, 4.5, 4.5)
            case Mark.RING:
                painter.setPen(QPen(colour("have"), 1.5))
                painter.setBrush(colour("surface"))
                painter.drawEllipse(middle, 3.75, 3.75)
            case Mark.BAR:
                painter.setPen(QPen(colour("text2"), 2.25))
                painter.drawLine(QPointF(middle.x(), middle.y() - 6), QPointF(middle.x(), middle.y() + 6))
        painter.setFont(self._theme.font("caption"))
        painter.setPen(colour("text2"))
        words = self.rect().adjusted(_MARK + 4, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._text)

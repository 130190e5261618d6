"""Legends in the headers of chart cards."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gui.charts.study_year import SHADES
from gui.widgets.card import IconLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gui.theme.palette import Theme

_WIDTH = 16


class LegendMark(Enum):
    """The shape of a legend mark."""

    DASHES = auto()
    HALF = auto()
    MOST = auto()
    DISC = auto()
    RING = auto()
    BAR = auto()


def legend_entry(mark: LegendMark, text: str, theme: Theme) -> IconLabel:
    """A mark of a chart and its meaning."""
    return IconLabel(partial(_paint, mark), _WIDTH, text, theme)


def _paint(mark: LegendMark, painter: QPainter, frame: QRectF, theme: Theme) -> None:
    colour, middle = theme.colour, frame.center()
    match mark:
        case LegendMark.DASHES:
            pen = QPen(colour("accent"), 1.75)
            pen.setDashPattern([2.4, 1.6])
            painter.setPen(pen)
            painter.drawLine(QPointF(frame.left(), middle.y()), QPointF(frame.right(), middle.y()))
        case LegendMark.HALF | LegendMark.MOST:
            shade = colour("accent")
            # The narrow range is drawn over the wide one, so it has both shades.
            shade.setAlphaF(0.40 if mark is LegendMark.HALF else 0.16)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shade)
            painter.drawRoundedRect(QRectF(middle.x() - 6, middle.y() - 6, 12, 12), 2, 2)
        case LegendMark.DISC:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("have"))
            painter.drawEllipse(middle, 4.5, 4.5)
        case LegendMark.RING:
            painter.setPen(QPen(colour("have"), 1.5))
            painter.setBrush(colour("surface"))
            painter.drawEllipse(middle, 3.75, 3.75)
        case LegendMark.BAR:
            painter.setPen(QPen(colour("text2"), 2.25))
            painter.drawLine(QPointF(middle.x(), middle.y() - 6), QPointF(middle.x(), middle.y() + 6))


class Shades(QWidget):
    """The colours of the study year, from no study to two hours or more, between words for both ends."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._font = theme.font("caption")
        theme.changed.connect(self.update)
        metrics = QFontMetrics(self._font)
        self._texts = ("none", "2\N{NO-BREAK SPACE}h or more")
        widths = [metrics.horizontalAdvance(text) for text in self._texts]
        self.setFixedSize(sum(widths) + len(SHADES) * 15 + 14, max(18, metrics.height()))
        self.setAccessibleName("A stronger colour means more study, from none to 2 hours or more")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words and the squares."""
        painter, colour = QPainter(self), self._theme.colour
        painter.setFont(self._font)
        painter.setPen(colour("muted"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), left, self._texts[0])
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._texts[1])
        start = painter.fontMetrics().horizontalAdvance(self._texts[0]) + 6
        painter.setPen(Qt.PenStyle.NoPen)
        for place, share in enumerate(SHADES):
            shade = colour("accent") if share else colour("left")
            shade.setAlphaF(share or 1)
            painter.setBrush(shade)
            painter.drawRoundedRect(start + place * 15, (self.height() - 12) // 2, 12, 12, 2, 2)

"""Legend entries in the headers of chart cards."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from gui.widgets.card import IconLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

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

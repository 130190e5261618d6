"""What the marks of the charts mean, in the heads of their cards."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from gui.widgets.icon_label import IconLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from gui.theme.palette import Theme

_WIDTH = 16


class ChartSample(Enum):
    """What a sign draws."""

    DASHES = auto()
    HALF = auto()
    MOST = auto()
    DISC = auto()
    RING = auto()
    BAR = auto()


def chart_sign(mark: ChartSample, text: str, theme: Theme) -> IconLabel:
    """A mark of a chart and what it means."""
    return IconLabel(partial(_paint, mark), _WIDTH, text, theme)


def _paint(mark: ChartSample, painter: QPainter, frame: QRectF, theme: Theme) -> None:
    colour, middle = theme.colour, frame.center()
    match mark:
        case ChartSample.DASHES:
            pen = QPen(colour("accent"), 1.75)
            pen.setDashPattern([2.4, 1.6])
            painter.setPen(pen)
            painter.drawLine(QPointF(frame.left(), middle.y()), QPointF(frame.right(), middle.y()))
        case ChartSample.HALF | ChartSample.MOST:
            shade = colour("accent")
            # The narrow range lies on the wide one, so it shows both shades.
            shade.setAlphaF(0.40 if mark is ChartSample.HALF else 0.16)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shade)
            painter.drawRoundedRect(QRectF(middle.x() - 6, middle.y() - 6, 12, 12), 2, 2)
        case ChartSample.DISC:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("have"))
            painter.drawEllipse(middle, 4.5, 4.5)
        case ChartSample.RING:
            painter.setPen(QPen(colour("have"), 1.5))
            painter.setBrush(colour("surface"))
            painter.drawEllipse(middle, 3.75, 3.75)
        case ChartSample.BAR:
            painter.setPen(QPen(colour("text2"), 2.25))
            painter.drawLine(QPointF(middle.x(), middle.y() - 6), QPointF(middle.x(), middle.y() + 6))

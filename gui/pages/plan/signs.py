"""The legend of the schedule, in the header of its card."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPen

from gui.widgets.icon_label import IconLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from gui.theme.palette import Theme

_WIDTH = 22


class BarSample(Enum):
    """What a sign draws."""

    SOLID = auto()
    DASHED = auto()
    HATCHED = auto()


def schedule_sign(mark: BarSample, text: str, theme: Theme) -> IconLabel:
    """A bar or column of the schedule and what it means."""
    return IconLabel(partial(_paint, mark), _WIDTH, text, theme)


def _paint(mark: BarSample, painter: QPainter, frame: QRectF, theme: Theme) -> None:
    colour = theme.colour
    pen = QPen(colour("accent"), 1.25)
    match mark:
        case BarSample.SOLID:
            shade = colour("accent")
            shade.setAlphaF(0.4)
            painter.setBrush(shade)
        case BarSample.DASHED:
            pen.setDashPattern([2.4, 2])
        case BarSample.HATCHED:
            pen = QPen(colour("control"), 1)
            painter.setBrush(QBrush(colour("control"), Qt.BrushStyle.BDiagPattern))
    painter.setPen(pen)
    bar = QRectF(frame.left() + 0.75, frame.center().y() - 5.25, frame.width() - 1.5, 10.5)
    painter.drawRoundedRect(bar, 3, 3)

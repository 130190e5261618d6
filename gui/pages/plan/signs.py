"""What the bars and columns of the schedule mean, in the head of its card."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPen

from gui.widgets.signed_word import SignedWord

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from gui.theme import Theme

_WIDTH = 22


class Mark(Enum):
    """What a sign draws."""

    SOLID = auto()
    DASHED = auto()
    HATCHED = auto()


def schedule_sign(mark: Mark, text: str, theme: Theme) -> SignedWord:
    """A bar or column of the schedule and what it means."""
    return SignedWord(partial(_paint, mark), _WIDTH, text, theme)


def _paint(mark: Mark, painter: QPainter, frame: QRectF, theme: Theme) -> None:
    colour = theme.colour
    pen = QPen(colour("accent"), 1.25)
    match mark:
        case Mark.SOLID:
            shade = colour("accent")
            shade.setAlphaF(0.4)
            painter.setBrush(shade)
        case Mark.DASHED:
            pen.setDashPattern([2.4, 2])
        case Mark.HATCHED:
            pen = QPen(colour("control"), 1)
            painter.setBrush(QBrush(colour("control"), Qt.BrushStyle.BDiagPattern))
    painter.setPen(pen)
    bar = QRectF(frame.left() + 0.75, frame.center().y() - 5.25, frame.width() - 1.5, 10.5)
    painter.drawRoundedRect(bar, 3, 3)

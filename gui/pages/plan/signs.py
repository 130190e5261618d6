"""What the bars and columns of the schedule mean, in the head of its card."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gui.theme import Theme

_MARK = 22


class Mark(Enum):
    """What a sign draws."""

    SOLID = auto()
    DASHED = auto()
    HATCHED = auto()


class ScheduleSign(QWidget):
    """A mark and its words."""

    def __init__(self, mark: Mark, text: str, theme: Theme) -> None:
        super().__init__()
        self._mark, self._text, self._theme = mark, text, theme
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Room for the mark and the words."""
        metrics = QFontMetrics(self._theme.font("caption"))
        return QSize(_MARK + 6 + metrics.horizontalAdvance(self._text) + 4, max(18, metrics.height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the mark and the words."""
        painter, colour = QPainter(self), self._theme.colour
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(0.75, (self.height() - 12) / 2 + 0.75, _MARK - 1.5, 10.5)
        pen = QPen(colour("accent"), 1.25)
        match self._mark:
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
        painter.drawRoundedRect(frame, 3, 3)
        painter.setFont(self._theme.font("caption"))
        painter.setPen(colour("text2"))
        words = self.rect().adjusted(_MARK + 6, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._text)

"""Figures as each article gives them: a bar for a range, a diamond for a single number; never an average of both."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.app.date_format import locale_forms
from roadmaps.text.text_format import amount_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from gui.theme.palette import Theme
    from roadmaps.catalogue.comparison import Amount

_BAR = 8


class Scale(NamedTuple):
    """The scale of the figures."""

    name: str
    """What the chart shows, for a screen reader."""
    step: int
    """The distance between two grid lines."""
    part: int
    """The unit in which figures are written."""
    before: str
    """The text before the first number of the scale, and after it."""
    after: str


class ClaimLine(NamedTuple):
    """The role of a figure, its article, and the colour of the role."""

    name: str
    amount: Amount
    meaning: str


class ClaimChart(QWidget):
    """One line per figure, with its article and its ends as text."""

    def __init__(self, lines: Sequence[ClaimLine], scale: Scale, theme: Theme) -> None:
        super().__init__()
        self._lines, self._scale, self._theme = lines, scale, theme
        lows, highs = [each.amount.low for each in lines], [each.amount.high for each in lines]
        self._least = floor(min(lows) / scale.step) * scale.step
        self._most = ceil(max(highs) / scale.step) * scale.step
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(scale.name)
        self.setAccessibleDescription(
            "; ".join(f"{each.name}: {amount_text(each.amount, locale_forms())}" for each in lines)
        )
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """A line for each figure, and one for the scale."""
        return QSize(200, (len(self._lines) + 1) * self._line_height())

    def _line_height(self) -> int:
        return self._theme.size("caption") + 10

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint scale, bars, diamonds and their figures."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font("caption"))
        metrics = painter.fontMetrics()
        height = self._line_height()
        names = [each.name for each in self._lines]
        left = max(map(metrics.horizontalAdvance, names)) + 40
        scale = QRectF(left, 0, self.width() - left - 44, len(self._lines) * height)
        for value in range(self._least, self._most + 1, self._scale.step):
            place = self._place(value, scale)
            painter.setPen(QPen(self._theme.colour("line"), 1))
            painter.drawLine(QPointF(place, 0), QPointF(place, scale.bottom()))
            painter.setPen(self._theme.colour("muted"))
            text = locale_forms().number(value // self._scale.part)
            if value == self._least:
                text = f"{self._scale.before}{text}{self._scale.after}"
            frame = QRectF(place - 30, scale.bottom(), 60, height)
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, text)
        for number, (line, name) in enumerate(zip(self._lines, names, strict=True)):
            middle = (number + 0.5) * height
            painter.setPen(self._theme.colour("text"))
            painter.drawText(QRectF(0, middle - height / 2, left, height), Qt.AlignmentFlag.AlignVCenter, name)
            self._draw(painter, line, middle, scale)

    def _place(self, value: float, scale: QRectF) -> float:
        return scale.left() + (value - self._least) / (self._most - self._least) * scale.width()

    def _draw(self, painter: QPainter, line: ClaimLine, middle: float, scale: QRectF) -> None:
        low, high = (self._place(value, scale) for value in (line.amount.low, line.amount.high))
        colour = self._theme.colour(line.meaning)
        if low < high:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRect(QRectF(low, middle - _BAR / 2, high - low, _BAR))
            self._label(painter, line.amount.low, low - 6, middle, is_before=True)
        else:
            painter.setPen(QPen(colour, 2))
            painter.setBrush(self._theme.colour("surface"))
            corners = ((-5, 0), (0, -5), (5, 0), (0, 5))
            painter.drawPolygon(QPolygonF([QPointF(low + across, middle + down) for across, down in corners]))
        self._label(painter, line.amount.high, high + 8, middle, is_before=False)

    def _label(self, painter: QPainter, value: float, place: float, middle: float, *, is_before: bool) -> None:
        text = locale_forms().number(value / self._scale.part)
        width = painter.fontMetrics().horizontalAdvance(text)
        frame = QRectF(place - width if is_before else place, middle - 12, width + 1, 24)
        painter.setPen(self._theme.colour("text2"))
        painter.drawText(frame, Qt.AlignmentFlag.AlignVCenter, text)

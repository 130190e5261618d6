"""Pay and outlook: a chart of the figures each article gives, and each claim in words."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.app.date_format import locale_forms
from gui.widgets.accessible_roles import set_role
from gui.widgets.card import Card
from gui.widgets.labels import PlainLabel
from gui.widgets.painted import Painted
from gui.widgets.source_list import SourceLine, source_row
from roadmaps.text.text_format import amount_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QPainter

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.catalogue import Catalogue
    from roadmaps.catalogue.comparison import Amount, Claim, Comparison


ROLE_MEANINGS = ("carry", "accent")
"""The colours of the first and the second role, which are also named in text."""


class PayCard(Card):
    """The chart with its disagreements, then each claim in words."""

    def __init__(self, comparison: Comparison, catalogue: Catalogue, theme: Theme, icons: Icons) -> None:
        super().__init__("Pay and demand", theme, "bar: a range · diamond: one number")
        disagreement = (
            "The articles disagree, so no figures are averaged. They are claims made in web articles, one from a "
            "hiring marketplace, and may be out of date."
        )
        self.column.addWidget(PlainLabel(disagreement, tone="text2", theme=theme).wrapping().selectable())
        pay, outlook = comparison.pay.values(), comparison.outlook.values()
        for heading, claims, scale in (("Pay", pay, _PAY), ("Growth and demand", outlook, _GROWTH)):
            self.column.addWidget(PlainLabel(heading, role="caption", tone="muted", bold=True, theme=theme))
            if lines := _lines(claims, catalogue, says_period=scale is _GROWTH):
                self.column.addWidget(ClaimChart(lines, scale, theme))
            for line in claim_lines(claims, catalogue):
                self.column.addLayout(source_row(line, theme, icons))
        self.column.addStretch()


def _lines(claims: Iterable[Claim], catalogue: Catalogue, *, says_period: bool) -> list[ClaimLine]:
    """A line for each figure, role by role; one for both roles comes first, in its own colour."""
    roles = list(catalogue.roles)
    meanings = dict(zip(roles, ROLE_MEANINGS, strict=False))
    lines = []
    for claim in sorted(claims, key=lambda each: (-len(each.role_ids), *map(roles.index, each.role_ids))):
        if claim.amount:
            who = " and ".join(catalogue.roles[role_id].short_name for role_id in claim.role_ids)
            period = f", {claim.amount.period}" if says_period else ""
            meaning = meanings[claim.role_ids[0]] if len(claim.role_ids) == 1 else "text2"
            lines.append(ClaimLine(f"{who}, {claim.citation.source_id}{period}", claim.amount, meaning))
    return lines


def claim_lines(claims: Iterable[Claim], catalogue: Catalogue) -> list[SourceLine]:
    """Each claim in words: the role, the figure with unit and period, and its meaning."""
    lines = []
    for claim in claims:
        who = " and ".join(catalogue.roles[role_id].short_name for role_id in claim.role_ids)
        figure = f"{who}: {amount_text(claim.amount, locale_forms())}. " if claim.amount else f"{who}: "
        lines.append(SourceLine(claim.citation.source_id, figure + claim.what, "; ".join(claim.citation.places)))
    return lines


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


_PAY = Scale("Pay by article", 20_000, 1000, "$", "k")
_GROWTH = Scale("Growth by article", 10, 1, "", "\N{NO-BREAK SPACE}%")


class ClaimLine(NamedTuple):
    """The role of a figure, its article, and the colour of the role."""

    name: str
    amount: Amount
    meaning: str


class ClaimChart(Painted, QWidget):
    """One line per figure, with its article and its ends as text."""

    def __init__(self, lines: Sequence[ClaimLine], scale: Scale, theme: Theme) -> None:
        super().__init__(theme)
        self._lines, self._scale = lines, scale
        lows, highs = [each.amount.low for each in lines], [each.amount.high for each in lines]
        self._least = floor(min(lows) / scale.step) * scale.step
        self._most = ceil(max(highs) / scale.step) * scale.step
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        set_role(ClaimChart, "Chart")
        self.setAccessibleName(scale.name)
        self.setAccessibleDescription(
            "; ".join(f"{each.name}: {amount_text(each.amount, locale_forms())}" for each in lines)
        )

    def sizeHint(self) -> QSize:
        """A line for each figure, and one for the scale."""
        return QSize(200, (len(self._lines) + 1) * self._line_height())

    def _line_height(self) -> int:
        return self._theme.size("caption") + 10

    def _paint(self, painter: QPainter) -> None:
        """The scale, bars, diamonds and their figures."""
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

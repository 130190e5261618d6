"""The chart of the likely finish: the 50 % and 85 % ranges, the middle forecast and the target on one axis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from gui.app.date_format import full_day_text
from gui.charts.axis import month_ticks, moved, number
from gui.charts.chart import ChartTable, Spot
from gui.charts.text_layout import Labels, Offset, TextMeasure
from roadmaps.forecast import HORIZON, Basis, day_or_beyond_text, span_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from gui.charts.chart_style import ChartStyle
    from roadmaps.forecast import Forecast, Span

_HALF, _MOST = "50\N{NO-BREAK SPACE}%", "85\N{NO-BREAK SPACE}%"
_SIDE, _TOP, _BOTTOM = 4, 16, 20
_LEAST_AHEAD = timedelta(days=60)


@dataclass(frozen=True)
class FinishChart:
    """The forecast of a day beside the target."""

    forecast: Forecast
    target: date | None

    @property
    def ranges(self) -> tuple[tuple[str, Span], ...]:
        """Names and ranges, the widest first."""
        made = self.forecast
        named = (("Wide estimate", made.wide), (_MOST, made.most), (_HALF, made.half))
        return tuple((name, span) for name, span in named if span)

    @property
    def summary(self) -> str:
        """The chart in one sentence."""
        match self.forecast.basis:
            case Basis.NOTHING_IN_SCOPE:
                return "Nothing is in scope."
            case Basis.FINISHED:
                return "Nothing is left."
        said = [f"{name}: {span_text(span, full_day_text)}" for name, span in reversed(self.ranges)]
        if self.forecast.basis is Basis.HOURS:
            said.insert(0, "too early to tell")
        if self.target:
            said.append(f"target: {full_day_text(self.target)}")
        return f"When you may finish: {'; '.join(said)}."

    @property
    def _empty(self) -> str:
        """The text shown instead of ranges where there are none."""
        match self.forecast.basis:
            case Basis.NOTHING_IN_SCOPE:
                return "nothing is in scope"
            case Basis.FINISHED:
                return "nothing is left"
        return "no range yet"

    @property
    def table(self) -> ChartTable:
        """One row per range."""
        rows = [(name, *(day_or_beyond_text(day, full_day_text) for day in span)) for name, span in self.ranges]
        return ChartTable(("Range", "From", "To"), tuple(rows))

    def draw(self, figure: Figure, style: ChartStyle) -> Sequence[Spot]:
        """Draw a band for each range, a light line at the middle, a dotted one at the target."""
        day = self.forecast.pace.day
        beyond = moved(day, HORIZON)
        spans = [(name, span.first or beyond, span.last or beyond) for name, span in self.ranges]
        days = [each for _, first, last in spans for each in (first, last)] + ([self.target] if self.target else [])
        earliest = min(days, default=day)
        latest = max(days, default=moved(day, _LEAST_AHEAD))
        edge = max(timedelta(days=14), (latest - earliest) / 8)
        earliest, latest = moved(earliest, -edge), moved(latest, edge)
        axes = style.axes(figure, _SIDE, _TOP, _SIDE, _BOTTOM)
        axes.set_xlim(number(earliest), number(latest))
        axes.set_ylim(0, 1)
        axes.set_yticks([])
        measure = TextMeasure(figure, style)
        month_ticks(axes, earliest, latest, style, measure)
        labels = Labels(axes, style, measure)
        colours = style.colours
        alphas = {_HALF: 1.0}
        for name, first, last in spans:
            axes.barh(
                0.55,
                max(1, (last - first).days),
                0.5,
                number(first),
                color=colours.accent,
                alpha=alphas.get(name, 0.2),
                lw=0,
                zorder=2,
            )
        middle = self.forecast.middle
        if middle:
            axes.plot([number(middle)] * 2, [0.32, 0.78], color=colours.surface, lw=1.5, zorder=4)
        if self.target:
            axes.plot([number(self.target)] * 2, [0, 1.05], color=colours.text, lw=1.5, ls=(0, (1, 2)), zorder=5)
            labels.write((number(self.target), 1.2), "target", "text", [Offset(4, 2), Offset(-4, 2, "right")])
        if not spans:
            labels.write((number(earliest), 0.55), self._empty, "muted", [Offset(2, 0)])
        return self._spots(axes, style, spans)

    def _spots(self, axes: Axes, style: ChartStyle, spans: Sequence[tuple[str, date, date]]) -> list[Spot]:
        texts = [f"{name}: {span_text(span, full_day_text)}" for name, span in self.ranges]
        begins = style.across(axes, [first for _, first, _ in spans])
        ends = style.across(axes, [last for *_, last in spans])
        height = style.height - _TOP - _BOTTOM
        strips = list(zip(begins, ends, texts, strict=True))
        return [Spot(left, _TOP, max(1.0, right - left), height, text) for left, right, text in reversed(strips)]

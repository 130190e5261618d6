"""The burn-up chart: scope, can-dos brought and learned, and the forecast."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from gui.app.date_format import day_text, full_day_text
from gui.charts.axis import month_ticks, moved, number, whole_numbers
from gui.charts.chart import ChartTable, Spot
from gui.charts.text_layout import Labels, Offset, TextMeasure
from roadmaps.forecast import Basis, burn_up, span_text
from roadmaps.gap import ScopeStatus
from roadmaps.text.text_format import count_text, of_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from gui.charts.chart_style import ChartStyle
    from roadmaps.catalogue import Roadmap
    from roadmaps.forecast import BurnUpPoint, BurnUpSeries, Forecast
    from roadmaps.journal import Event

_TOP, _BOTTOM, _EDGE = 26, 26, 6
_ROOM_ABOVE = 1.14
_LONGEST_AHEAD = timedelta(days=3 * 365)
_LEAST_AHEAD = timedelta(days=60)
_SPARE = timedelta(days=14)
_WEEK = timedelta(days=7)
_LINE = 12
"""Pixels from one line of labels to the next."""


@dataclass(frozen=True)
class BurnUpChart:
    """The burn-up of a roadmap up to a day, with the forecast of that day."""

    series: BurnUpSeries
    forecast: Forecast
    day: date
    target: date | None
    today: date | None = None
    """Later than ``day`` while an earlier day is shown; None in an exported picture, which names its day."""

    @property
    def _last(self) -> BurnUpPoint:
        return self.series.points[-1]

    @property
    def summary(self) -> str:
        """The chart in one sentence."""
        point = self._last
        so_far = f"{of_text(point.achieved, point.can_dos)} can-dos on {full_day_text(self.day)}"
        return f"{so_far}, {point.brought} of them brought; {self.finish}."

    @property
    def finish(self) -> str:
        """When the roadmap is likely to be finished, in words."""
        match self.forecast.basis:
            case Basis.NOTHING_IN_SCOPE:
                return "nothing is in scope"
            case Basis.FINISHED:
                return "nothing is left"
            case Basis.HOURS:
                return "too early to tell when you will finish"
            case Basis.PACE:
                return f"likely to finish (50\N{NO-BREAK SPACE}%) {span_text(self.forecast.half, full_day_text)}"

    @property
    def table(self) -> ChartTable:
        """One row per day with a change, newest first."""
        rows = [
            (full_day_text(each.day), str(each.can_dos), str(each.brought), str(each.learned), str(each.left))
            for each in reversed(self.series.points)
        ]
        return ChartTable(("Day", "Scope", "Brought", "Learned", "Left"), tuple(rows))

    @cached_property
    def _end(self) -> date:
        """The last day of the axis: the end of the 85 % range, at most three years ahead, or the target if later."""
        most, longest = self.forecast.most, moved(self.day, _LONGEST_AHEAD)
        last = most.last or longest if most else self.day
        wanted = max(last, self.target or self.day, moved(self.day, _LEAST_AHEAD))
        return moved(min(wanted, longest), _SPARE)

    def draw(self, figure: Figure, style: ChartStyle) -> Sequence[Spot]:
        """Draw steps for the past and a fan for the forecast."""
        first = self.series.points[0].day
        top = max((point.can_dos for point in self.series.points), default=0) or 1
        measure, scope = TextMeasure(figure, style), f"Scope {self._last.can_dos}"
        left = _EDGE + measure.widest([str(top)]) + 8
        axes = style.axes(figure, left, _TOP, _EDGE + measure.widest([scope], 600) + _EDGE, _BOTTOM)
        axes.set_xlim(number(first) - 3, number(self._end))
        axes.set_ylim(0, top * _ROOM_ABOVE)
        axes.grid(axis="y")
        whole_numbers(axes.yaxis)
        month_ticks(axes, first, self._end, style, measure)
        self._draw_forecast(axes, style)
        self._draw_past(axes, style)
        self._draw_words(axes, style, top, Labels(axes, style, measure))
        return self._spots(axes, style)

    def _draw_past(self, axes: Axes, style: ChartStyle) -> None:
        from matplotlib.colors import to_rgba

        colours, points = style.colours, [*self.series.points, self._last._replace(day=self.day)]
        days = [number(point.day) for point in points]
        brought, achieved = [point.brought for point in points], [point.achieved for point in points]
        axes.fill_between(
            days,
            0,
            brought,
            step="post",
            facecolor=colours.carry_tint,
            edgecolor=to_rgba(colours.carry, 0.3),
            hatch="///",
            lw=0,
            zorder=1.2,
        )
        axes.fill_between(days, brought, achieved, step="post", color=colours.have_tint, lw=0, zorder=1.3)
        axes.step(days, brought, where="post", color=colours.carry, lw=1.5, zorder=3)
        axes.step(days, achieved, where="post", color=colours.have, lw=2.25, zorder=4)
        last = [self._last.achieved]
        axes.plot([number(self.day)], last, "o", ms=7, mfc=colours.have, mec=colours.surface, mew=1.5, zorder=6)
        scope_days = [*days, number(self._end)]
        scope = [*(point.can_dos for point in points), self._last.can_dos]
        axes.step(scope_days, scope, where="post", color=colours.text2, lw=1.5, zorder=3)

    def _draw_forecast(self, axes: Axes, style: ChartStyle) -> None:
        colours, whole = style.colours, self._last.can_dos
        ahead = [each for each in self.forecast.ahead if each.day <= self._end]
        if not ahead:
            return
        days = [number(day) for day in (self.day, *(each.day for each in ahead))]
        now = (self._last.left, self._last.left)

        def achieved(place: int, ranges: Sequence[tuple[int, int]]) -> list[int]:
            return [whole - each[place] for each in (now, *ranges)]

        for name, ranges, depth in (
            ("most", [each.most for each in ahead], 1.4),
            ("half", [each.half for each in ahead], 1.5),
        ):
            share = 0.16 if name == "most" else 0.28
            axes.fill_between(
                days,
                achieved(0, ranges),
                achieved(1, ranges),
                color=colours.accent,
                alpha=share,
                lw=0,
                zorder=depth,
            )
        middle = [whole - self._last.left, *(whole - each.middle for each in ahead)]
        end = next((place for place, value in enumerate(middle) if value >= whole), len(middle) - 1) + 1
        axes.plot(days[:end], middle[:end], color=colours.accent, lw=1.75, ls=(0, (4, 2.5)), zorder=3)

    def _draw_words(self, axes: Axes, style: ChartStyle, top: int, labels: Labels) -> None:
        """Draw the lines that mark days, and labels in order of importance: one without room is left out."""
        colours, last, first = style.colours, self._last, self.series.points[0].day
        day, height = number(self.day), 1 / _ROOM_ABOVE
        axes.axvline(day, color=colours.control, lw=1, ymax=height, zorder=1.1)
        labels.reserve((day, 0), (day, top * 0.97))  # a label above the line may stay there
        labels.write((number(self._end), last.can_dos), f"Scope {last.can_dos}", "text2", [Offset(_EDGE, 0)], 600)
        if last.learned:
            labels.write((day, last.achieved), f"Achieved {last.achieved}", "have_text", _beside(9, 10), 600)
        if last.brought:
            places = [Offset(8, -11), Offset(8, 11), Offset(8, -11 - _LINE), *_beside(9, 10)]
            text = f"Brought {last.brought}"
            if not labels.write((number(first), last.brought), text, "text2", places, 600):
                below = [Offset(9, -10 - line * _LINE) for line in range(4)]
                labels.write((day, last.brought), text, "text2", below, 600)
        self._draw_finish(axes, style, top, labels)
        shown = "today" if self.day == self.today else day_text(self.day, self.today or self.day)
        labels.write((day, 0), shown, "muted", _above(5, 8))
        if self.target and first <= self.target <= self._end:
            target = number(self.target)
            axes.axvline(target, color=colours.text2, lw=1, ls=(0, (1, 2.5)), ymax=height, zorder=2)
            labels.write((target, 0), "target", "text2", _above(5, 8))
        aside = [each for each in self.series.steps if each.change < 0 and each.outside is ScopeStatus.SET_ASIDE]
        if aside:
            count = -sum(each.change for each in aside)
            labels.write((number(aside[0].day), top), f"{count} set aside", "muted", _above(6, 8))

    def _draw_finish(self, axes: Axes, style: ChartStyle, top: int, labels: Labels) -> None:
        """Draw the bracket above the fan: the range of likely finishes."""
        half, most, accent = self.forecast.half, self.forecast.most, style.colours.accent
        if half is None or most is None or most.first is None or most.first > self._end:
            return
        y = top * 1.08
        for span, width in ((most, 1.25), (half, 4.5)):
            if span.first and span.first <= self._end:
                ends = [number(span.first), number(min(span.last or self._end, self._end))]
                axes.plot(ends, [y, y], color=accent, lw=width, solid_capstyle="butt", zorder=5)
        first, last = number(most.first), number(min(most.last or self._end, self._end))
        labels.reserve((first, y), (last, y), 2)
        labels.write((first, y), "finish", "accent", [Offset(-6, 0, "right"), Offset(0, _LINE)], 600)

    def _spots(self, axes: Axes, style: ChartStyle) -> list[Spot]:
        """A strip for each point of the past and each week of the forecast."""
        points, ahead = self.series.points, [each for each in self.forecast.ahead if each.day <= self._end]
        past = style.across(axes, [*(point.day for point in points), self.day])
        begins = style.across(axes, [moved(each.day, -_WEEK) for each in ahead])
        ends = style.across(axes, [each.day for each in ahead])
        height = style.height - _BOTTOM - _TOP
        spots = []
        for point, (left, right) in zip(points, pairwise(past), strict=True):
            done = of_text(point.achieved, point.can_dos)
            text = f"{full_day_text(point.day)}: {done} can-dos, {point.brought} brought"
            spots.append(Spot(left, _TOP, max(1.0, right - left), height, text))
        for each, left, right in zip(ahead, begins, ends, strict=True):
            low, high = each.half
            rest = f"{count_text(low, 'can-do')} left" if low == high else f"{low} to {high} can-dos left"
            text = f"{full_day_text(each.day)}: {rest} (50\N{NO-BREAK SPACE}%)"
            spots.append(Spot(left, _TOP, right - left, height, text))
        return spots


def _beside(x: float, y: float) -> list[Offset]:
    """Offsets below and above a point, on its right, then on its left."""
    return [Offset(x, -y), Offset(x, y), Offset(-x, -y, "right"), Offset(-x, y, "right")]


def _above(x: float, y: float) -> list[Offset]:
    """Offsets above a point, on its right, then on its left, then the same one and two lines higher."""
    lines = (y, y + _LINE, y + 2 * _LINE)
    return [offset for line in lines for offset in (Offset(x, line), Offset(-x, line, "right"))]


def burn_up_chart(
    roadmap: Roadmap,
    events: Sequence[Event],
    day: date,
    target: date | None,
    ahead: Callable[[], Forecast],
    today: date | None = None,
) -> BurnUpChart:
    """The chart of a day, from the events that count on it and the forecast that ``ahead`` computes."""
    return BurnUpChart(burn_up(roadmap, events, day), ahead(), day, target, today)

"""The chart of a year of study: a square per day, in a deeper colour the longer you studied."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gui.app.date_format import full_day_text, month_text, weekday_text
from gui.charts.chart import ChartTable, Spot
from gui.charts.chart_style import DOTS
from gui.charts.text_layout import TextMeasure
from roadmaps.forecast import measure_study
from roadmaps.journal import replay
from roadmaps.text.text_format import count_text, time_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from gui.charts.chart_style import ChartStyle
    from gui.theme.palette import Colours
    from roadmaps.forecast import StudyStatistics
    from roadmaps.journal import Event

WEEKS = 53
STEPS = (0, 30, 60, 120)
"""Minutes from which a day is one shade deeper."""
SHADES = (0.0, 0.22, 0.45, 0.72, 1.0)
"""Opacity of the accent colour for each depth; a day without study has none."""
_TOP, _GAP = 20, 2.2
_BETWEEN = 8
"""Pixels to the right of weekday names, and between the names of two months."""
_A_MONDAY = date(2024, 1, 1)


@dataclass(frozen=True)
class StudyYearChart:
    """The 53 weeks up to a day; a week begins on ``first_weekday`` (Monday is 0)."""

    time: StudyStatistics
    first_weekday: int

    @property
    def first(self) -> date:
        """The first day of the first week, clamped to the calendar of Python."""
        return date.fromordinal(max(1, self._begin))

    @property
    def _begin(self) -> int:
        """The ordinal of the first day of the first week; below 1 if that is before the calendar."""
        back = (self.time.day.weekday() - self.first_weekday) % 7
        return self.time.day.toordinal() - back - 7 * (WEEKS - 1)

    def days(self) -> Iterator[date]:
        """All days shown."""
        return map(date.fromordinal, range(self.first.toordinal(), self.time.day.toordinal() + 1))

    @property
    def summary(self) -> str:
        """The chart in one sentence."""
        time = self.time
        minutes = time.between(self.first, time.day)
        if not minutes:
            return "No study time logged this year."
        studied = sum(self.first <= day <= time.day for day in time.minutes)
        return f"{time_text(minutes)} on {count_text(studied, 'day')} in the year up to {full_day_text(time.day)}."

    @property
    def table(self) -> ChartTable:
        """One row per day with study, newest first."""
        studied = sorted((day for day in self.time.minutes if self.first <= day <= self.time.day), reverse=True)
        rows = tuple((full_day_text(day), weekday_text(day), time_text(self.time.minutes[day])) for day in studied)
        return ChartTable(("Day", "Weekday", "Time"), rows)

    def draw(self, figure: Figure, style: ChartStyle) -> Sequence[Spot]:
        """Draw weeks across and weekdays down."""
        colours = style.colours
        measure = TextMeasure(figure, style)
        weekdays = [weekday_text(_A_MONDAY + timedelta(days=self.first_weekday + place)) for place in range(7)]
        left = measure.widest(weekdays) + _BETWEEN
        pitch, row = (style.width - left) / WEEKS, (style.height - _TOP) / 7
        wide, high = pitch - _GAP, row - _GAP
        axes = style.axes(figure, 0, 0, 0, 0)
        axes.set_xlim(0, style.width)
        axes.set_ylim(style.height, 0)
        axes.axis("off")
        for place in range(0, 7, 2):
            style.write(axes, 0, _TOP + place * row + high / 2, weekdays[place], "muted")
        spots, free_from, month = [], 0.0, 0
        for day in self.days():
            week, weekday = divmod(day.toordinal() - self._begin, 7)
            x, y = left + week * pitch, _TOP + weekday * row
            if day.month != month and day.day <= 7:
                end = x + measure.size(month_text(day))[0]
                if x >= free_from and end <= style.width:
                    style.write(axes, x, 8, month_text(day), "muted")
                    free_from = end + _BETWEEN
            month = day.month
            minutes = self.time.minutes.get(day, 0)
            logged = time_text(minutes) if minutes else "no study"
            spots.append(Spot(x, y, wide, high, f"{weekday_text(day)}, {full_day_text(day)}: {logged}"))
        self._draw_squares(axes, colours, spots)
        return spots

    def _draw_squares(self, axes: Axes, colours: Colours, spots: Sequence[Spot]) -> None:
        """Draw all days as one collection, which is ten times as fast as 371 patches."""
        from matplotlib.collections import PathCollection
        from matplotlib.colors import to_rgba
        from matplotlib.patches import BoxStyle

        looks = {
            depth: (to_rgba(colours.accent, share), "none") if depth else (colours.left, colours.line)
            for depth, share in enumerate(SHADES)
        }
        before_start = ("none", colours.line)
        filled = []
        for day in self.days():
            depth = depth_of(self.time.minutes.get(day, 0))
            is_before = self.time.started_on is None or day < self.time.started_on
            filled.append(before_start if is_before and not depth else looks[depth])
        faces, edges = zip(*filled, strict=True)
        inches = 1 / DOTS
        square = BoxStyle.Round(pad=0, rounding_size=2 * inches)
        spot = spots[0]
        path = square(0, 0, (spot.width - 1.2) * inches, (1.2 - spot.height) * inches, inches)
        axes.add_collection(
            PathCollection(
                [path],
                offsets=[(spot.x + 0.6, spot.y + 0.6) for spot in spots],
                offset_transform=axes.transData,
                transform=axes.figure.dpi_scale_trans,
                facecolors=faces,
                edgecolors=edges,
                linewidths=1,
            ),
            autolim=False,
        )


def depth_of(minutes: int) -> int:
    """The shade of a day: 0 without study, up to 4 from two hours on."""
    return sum(minutes >= step for step in STEPS) if minutes > 0 else 0


def study_year_chart(events: Sequence[Event], day: date, first_weekday: int) -> StudyYearChart:
    """The chart of the year up to a day, from all events."""
    progress = replay(events, day)
    return StudyYearChart(measure_study(progress.study.values(), progress.started_on, day), first_weekday)

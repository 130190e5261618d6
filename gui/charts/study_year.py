"""A year of study: a square for each day, the more minutes the deeper its colour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gui.app.date_format import full_day_text, month_text, weekday_text
from gui.charts.chart import ChartTable, Spot
from gui.charts.lettering import TextMeasure
from roadmaps.journal import replay
from roadmaps.studied import studied
from roadmaps.text.text_format import count_text, time_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.figure import Figure

    from gui.charts.style import ChartStyle
    from roadmaps.journal import Event
    from roadmaps.studied import Studied

WEEKS = 53
STEPS = (0, 30, 60, 120)
"""Minutes from which a day is a step deeper."""
SHADES = (0.0, 0.22, 0.45, 0.72, 1.0)
"""How much of the accent colour each depth has; a day without study has none."""
_TOP, _GAP = 20, 2.2
_BETWEEN = 8
"""Pixels right of the names of the weekdays, and between those of two months."""
_A_MONDAY = date(2024, 1, 1)


@dataclass(frozen=True)
class StudyYearChart:
    """The 53 weeks up to a day; a week begins on ``first_weekday`` (Monday is 0)."""

    time: Studied
    first_weekday: int

    @property
    def first(self) -> date:
        """The first day of the first week; the first of the calendar where that begins later."""
        return date.fromordinal(max(1, self._begin))

    @property
    def _begin(self) -> int:
        """The ordinal of the first day of the first week, below 1 where that is before the calendar."""
        back = (self.time.day.weekday() - self.first_weekday) % 7
        return self.time.day.toordinal() - back - 7 * (WEEKS - 1)

    def days(self) -> Iterator[date]:
        """Every day that is shown."""
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
        """A row for each day with study, newest first."""
        studied = sorted((day for day in self.time.minutes if self.first <= day <= self.time.day), reverse=True)
        rows = tuple((full_day_text(day), weekday_text(day), time_text(self.time.minutes[day])) for day in studied)
        return ChartTable(("Day", "Weekday", "Time"), rows)

    def draw(self, figure: Figure, style: ChartStyle) -> Sequence[Spot]:
        """Weeks across, weekdays down."""
        from matplotlib.patches import FancyBboxPatch

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
            minutes = self.time.minutes.get(day, 0)
            is_before = self.time.started_on is None or day < self.time.started_on
            depth = depth_of(minutes)
            box = FancyBboxPatch(
                (x + 0.6, y + 0.6),
                wide - 1.2,
                high - 1.2,
                boxstyle="round,pad=0,rounding_size=2",
                facecolor="none" if is_before and not minutes else colours.left if not depth else colours.accent,
                alpha=SHADES[depth] if depth else 1,
                edgecolor=colours.line if not depth else "none",
                lw=1,
            )
            axes.add_patch(box)
            if day.month != month and day.day <= 7:
                end = x + measure.size(month_text(day))[0]
                if x >= free_from and end <= style.width:
                    style.write(axes, x, 8, month_text(day), "muted")
                    free_from = end + _BETWEEN
            month = day.month
            said = time_text(minutes) if minutes else "no study"
            spots.append(Spot(x, y, wide, high, f"{weekday_text(day)}, {full_day_text(day)}: {said}"))
        return spots


def depth_of(minutes: int) -> int:
    """How deep a day is coloured: 0 without study, to 4 from two hours on."""
    return sum(minutes >= step for step in STEPS) if minutes > 0 else 0


def study_year_chart(events: Sequence[Event], day: date, first_weekday: int) -> StudyYearChart:
    """The year of study up to a day, from what was said."""
    progress = replay(events, day)
    return StudyYearChart(studied(progress.study.values(), progress.started_on, day), first_weekday)

"""Days, months and whole numbers along an axis."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from gui.app.date_format import full_day_text, month_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

    from gui.charts.chart_style import ChartStyle
    from gui.charts.text_layout import TextMeasure

_BETWEEN = 12
"""Pixels between two labels."""
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 300, 600, 1200, 3000, 6000, 12000)
"""Months from one tick to the next."""
_MOST_TICKS = 50


def number(day: date) -> int:
    """The coordinate of a day on an axis."""
    return day.toordinal()


def moved(day: date, by: timedelta) -> date:
    """A day later or earlier, clamped to the calendar of Python."""
    return date.fromordinal(min(max(day.toordinal() + by.days, 1), date.max.toordinal()))


def month_ticks(axes: Axes, first: date, last: date, style: ChartStyle, measure: TextMeasure) -> None:
    """Put ticks at the first of months, as many as fit; January and the first label name their year.

    A span that contains no first of a month gets labels at its two ends. A label at the edge of the figure is aligned
    so that none of it is cut off.
    """

    def place(day: date, text: str) -> tuple[Literal["left", "center", "right"], float, float]:
        """The alignment of a label, and where it begins and ends, px."""
        x = float(axes.transData.transform((number(day), 0))[0]) / style.ratio
        width, _ = measure.size(text)
        if x - width / 2 < 0:
            return "left", x, x + width
        if x + width / 2 > style.width:
            return "right", x - width, x
        return "center", x - width / 2, x + width / 2

    for step in _STEPS:
        days = _month_starts(first, last, step)
        if len(days) > _MOST_TICKS:
            continue
        labels = _labels(days) if days else [full_day_text(first), full_day_text(last)]
        days = days or [first, last]
        places = [place(day, text) for day, text in zip(days, labels, strict=True)]
        if all(left[2] + _BETWEEN <= right[1] for left, right in pairwise(places)):
            break
    axes.set_xticks([number(day) for day in days], labels)
    for label, (alignment, _, _) in zip(axes.get_xticklabels(), places, strict=True):
        label.set_horizontalalignment(alignment)


def _month_starts(first: date, last: date, step: int) -> list[date]:
    begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    months = range(begin + -begin % step, end + 1, step)
    starts = (date(month // 12, month % 12 + 1, 1) for month in months if month >= 12)
    return [day for day in starts if first <= day <= last]


def _labels(days: Sequence[date]) -> list[str]:
    has_january = any(day.month == 1 for day in days)
    return [
        f"{month_text(day)} {day.year}" if day.month == 1 or not (place or has_january) else month_text(day)
        for place, day in enumerate(days)
    ]


def whole_numbers(axis: Axis, most: int = 4) -> None:
    """Put ticks at whole numbers, with at most ``most`` steps between them."""
    from matplotlib.ticker import MaxNLocator

    axis.set_major_locator(MaxNLocator(nbins=most, integer=True))

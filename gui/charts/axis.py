"""Days, months and whole numbers along an axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.words import month_text

if TYPE_CHECKING:
    from datetime import date

    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

    from gui.charts.style import ChartStyle

_ROOM = 78
"""Pixels that a label and the room around it take."""
_STEPS = (1, 2, 3, 6, 12, 24, 60)


def number(day: date) -> int:
    """A day as a place on an axis."""
    return day.toordinal()


def month_ticks(axes: Axes, first: date, last: date, style: ChartStyle) -> None:
    """Ticks at the first of a month, as many as there is room for; January says its year."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    room = max(1, style.width // _ROOM)
    step = next((each for each in _STEPS if months / each <= room), _STEPS[-1])
    days = []
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        day = first.replace(year=month // 12, month=month % 12 + 1, day=1)
        if month % step == 0 and first <= day <= last:
            days.append(day)
    labels = [f"{month_text(day)} {day.year}" if day.month == 1 else month_text(day) for day in days]
    axes.set_xticks([number(day) for day in days], labels)


def whole_numbers(axis: Axis, most: int = 4) -> None:
    """Ticks at whole numbers, at most so many steps."""
    from matplotlib.ticker import MaxNLocator

    axis.set_major_locator(MaxNLocator(nbins=most, integer=True))

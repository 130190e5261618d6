"""The weeks of study, from hours a week, study days, weeks off and a start date; and days without weeks off."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from itertools import accumulate
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from roadmaps.journal import Commitment

    Rounding = Callable[[float], int]

WEEK = timedelta(days=7)
HORIZON_WEEKS = 520
"""How far plans and forecasts look ahead: ten years. Anything later is "beyond the horizon"."""
ROUNDING = 1e-6
"""Tolerance when comparing hours."""


class StudyWeek(NamedTuple):
    """A week from Monday to Sunday, and the hours of study in it."""

    monday: date
    hours: float
    is_off: bool


class Moment(NamedTuple):
    """A point in the plan."""

    day: date
    weeks: float
    """Weeks since the Monday of the plan's first week. Half of a week's hours is half a week."""


class StudyTime:
    """The weeks of study up to the horizon.

    They begin on ``commitment.start``, or today if that is past or not set. A week's hours are split evenly over its
    study days, so a partial first week has only the share of the days left.
    """

    def __init__(self, commitment: Commitment, today: date) -> None:
        self.first_day = max(commitment.start or today, today)
        self._days = commitment.study_days
        self._a_week = (commitment.hours_a_week or 0.0) if self._days else 0.0
        first_monday = monday_of(self.first_day)
        count = min(HORIZON_WEEKS, (date.max - first_monday) // WEEK)
        self.weeks = tuple(
            StudyWeek(monday, 0.0 if is_off else self._hours(monday), is_off)
            for monday in (first_monday + number * WEEK for number in range(count))
            for is_off in (monday in commitment.weeks_off,)
        )
        self.until = tuple(accumulate(week.hours for week in self.weeks))
        """For each week, the hours of study up to its end."""

    def begin(self, hours: float) -> Moment | None:
        """When the hour after the first ``hours`` begins; None beyond the horizon."""
        place = bisect_right(self.until, hours + ROUNDING)
        return self._moment(place, hours, floor) if place < len(self.weeks) else None

    def end(self, hours: float) -> Moment | None:
        """When the first ``hours`` are done; None beyond the horizon."""
        if hours <= ROUNDING:
            return self.begin(0)
        place = bisect_left(self.until, hours - ROUNDING)
        return self._moment(place, hours, lambda days: ceil(days) - 1) if place < len(self.weeks) else None

    def _hours(self, monday: date) -> float:
        return self._a_week * len(self._days_of(monday)) / len(self._days) if self._days else 0.0

    def _days_of(self, monday: date) -> list[date]:
        days = [monday + timedelta(days=number - 1) for number in self._days]
        return [day for day in days if day >= self.first_day]

    def _moment(self, place: int, hours: float, nth: Rounding) -> Moment:
        week = self.weeks[place]
        used = min(max(0.0, hours - (self.until[place] - week.hours)), week.hours)
        days = self._days_of(week.monday)
        number = nth(round(used / self._a_week * len(self._days), 6))
        part = 1 - (week.hours - used) / self._a_week
        return Moment(days[min(max(0, number), len(days) - 1)], place + part)


def monday_of(day: date) -> date:
    """The Monday of the ISO week of a day."""
    return day - timedelta(days=day.weekday())


def usable_weeks(commitment: Commitment, first_day: date, last_day: date) -> float:
    """Weeks of study between two days, inclusive: study days that are not off ÷ study days a week."""
    if not commitment.study_days or last_day < first_day:
        return 0.0
    weeks, rest = divmod((last_day - first_day).days + 1, WEEK.days)
    days = weeks * len(commitment.study_days)
    days += sum((first_day + timedelta(days=number)).isoweekday() in commitment.study_days for number in range(rest))
    for monday in commitment.weeks_off:
        off = (monday + timedelta(days=number - 1) for number in commitment.study_days)
        days -= sum(first_day <= day <= last_day for day in off)
    return days / len(commitment.study_days)


class DaysOff:
    """Weeks off, each from Monday to Sunday. All other days are working days."""

    def __init__(self, mondays: Iterable[date]) -> None:
        self._mondays = sorted(mondays)

    def __bool__(self) -> bool:
        return bool(self._mondays)

    def holds(self, day: date) -> bool:
        """Whether a day lies in a week off."""
        count = bisect_right(self._mondays, day)
        return count > 0 and (day - self._mondays[count - 1]).days < WEEK.days

    def working_days(self, first: date, end: date) -> int:
        """Working days from ``first`` to the day before ``end``; 0 if ``end`` is not later."""
        if end <= first:
            return 0
        return (end - first).days - (self._before(end) - self._before(first))

    def working_day(self, first: date, number: int) -> date:
        """The working day that comes after ``number`` others, counted from ``first``."""
        day = first + timedelta(days=number)
        while (missing := number - self.working_days(first, day)) > 0 or self.holds(day):
            day += timedelta(days=max(missing, 1))
        return day

    def _before(self, day: date) -> int:
        """Days off before a day."""
        count = bisect_left(self._mondays, day)
        if not count:
            return 0
        return WEEK.days * (count - 1) + min(WEEK.days, (day - self._mondays[count - 1]).days)

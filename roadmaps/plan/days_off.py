"""Counts days without weeks off."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_WEEK_DAYS = 7


class DaysOff:
    """Weeks off, each from Monday to Sunday. All other days are working days."""

    def __init__(self, mondays: Iterable[date]) -> None:
        self._mondays = sorted(mondays)

    def __bool__(self) -> bool:
        return bool(self._mondays)

    def holds(self, day: date) -> bool:
        """Whether a day lies in a week off."""
        count = bisect_right(self._mondays, day)
        return count > 0 and (day - self._mondays[count - 1]).days < _WEEK_DAYS

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
        return _WEEK_DAYS * (count - 1) + min(_WEEK_DAYS, (day - self._mondays[count - 1]).days)

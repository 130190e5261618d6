"""Statistics of logged study time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from roadmaps.journal import StudySession

QUIET = 10
"""The fewest days in a row without study that are worth mentioning."""


@dataclass(frozen=True)
class StudyStatistics:
    """Minutes of study by day, up to a day."""

    minutes: Mapping[date, int]
    """Day -> minutes, for each day with any."""
    started_on: date | None
    """The day the user started; days before it are not quiet days."""
    day: date

    @property
    def total(self) -> int:
        """Total minutes."""
        return sum(self.minutes.values())

    def between(self, first: date, last: date) -> int:
        """Minutes between two days, both inclusive."""
        return sum(minutes for day, minutes in self.minutes.items() if first <= day <= last)

    @property
    def study_days(self) -> int:
        """The number of days with study."""
        return len(self.minutes)

    @property
    def longest_weekday(self) -> int | None:
        """The weekday (Monday is 0) with the most minutes; None without study or in a tie."""
        by_weekday = Counter[int]()
        for day, minutes in self.minutes.items():
            by_weekday[day.weekday()] += minutes
        ranked = by_weekday.most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    def longest_quiet(self, first: date) -> tuple[date, date] | None:
        """The longest run of days without study since a day; None if none is worth mentioning."""
        start = max(first, self.started_on) if self.started_on else first
        longest: tuple[date, date] | None = None
        # In ordinals, since dates cannot go before the first day of the calendar or past the last.
        last_studied, end = start.toordinal() - 1, self.day.toordinal() + 1
        for studied in [*sorted(day.toordinal() for day in self.minutes if start <= day <= self.day), end]:
            quiet = studied - last_studied - 1
            if quiet >= QUIET and (longest is None or quiet > (longest[1] - longest[0]).days + 1):
                longest = (date.fromordinal(last_studied + 1), date.fromordinal(studied - 1))
            last_studied = studied
        return longest


def measure_study(sessions: Iterable[StudySession], started_on: date | None, day: date) -> StudyStatistics:
    """Statistics of sessions up to a day."""
    minutes: dict[date, int] = {}
    for session in sessions:
        if session.day <= day and session.minutes > 0:
            minutes[session.day] = minutes.get(session.day, 0) + session.minutes
    return StudyStatistics(minutes, started_on, day)

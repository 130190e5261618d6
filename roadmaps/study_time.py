"""How much was studied, and when: minutes by day and by week."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from roadmaps.explanation import Explanation, Line
from roadmaps.wording import count_text, time_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from roadmaps.progress import StudySession

WEEK = timedelta(days=7)
RECENT_WEEKS = 8
QUIET = 10
"""From so many days in a row without study on, a spell is worth a word."""


@dataclass(frozen=True)
class StudyTime:
    """Minutes by day, up to a day."""

    minutes: Mapping[date, int]
    """Day -> minutes, for each day with any."""
    started_on: date | None
    """The day the person started; days before it are no quiet days."""
    day: date

    @property
    def total(self) -> int:
        """All minutes."""
        return sum(self.minutes.values())

    def between(self, first: date, last: date) -> int:
        """Minutes from a day to a day, both within."""
        return sum(minutes for day, minutes in self.minutes.items() if first <= day <= last)

    @property
    def recent_weeks(self) -> int:
        """How many whole weeks up to the day are looked at: eight, or fewer when the person started later."""
        if self.started_on is None:
            return 0
        return min(RECENT_WEEKS, ((self.day - self.started_on).days + 1) // WEEK.days)

    def weekly_hours(self) -> float | None:
        """Hours a week over the recent weeks; None before the first of them is over."""
        weeks = self.recent_weeks
        if not weeks:
            return None
        return self.between(self.day - weeks * WEEK + timedelta(days=1), self.day) / 60 / weeks

    @property
    def study_days(self) -> int:
        """How many days had any study."""
        return len(self.minutes)

    @property
    def longest_weekday(self) -> int | None:
        """The weekday (Monday is 0) with most minutes in all; None without study, or when two are equal."""
        by_weekday = Counter[int]()
        for day, minutes in self.minutes.items():
            by_weekday[day.weekday()] += minutes
        ranked = by_weekday.most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    def longest_quiet(self, first: date) -> tuple[date, date] | None:
        """The longest run of days without study since a day; None if none is long enough for a word."""
        start = max(first, self.started_on) if self.started_on else first
        longest: tuple[date, date] | None = None
        last_studied = start - timedelta(days=1)
        for studied in [*sorted(day for day in self.minutes if start <= day <= self.day), self.day + timedelta(days=1)]:
            quiet = (studied - last_studied).days - 1
            if quiet >= QUIET and (longest is None or quiet > (longest[1] - longest[0]).days + 1):
                longest = (last_studied + timedelta(days=1), studied - timedelta(days=1))
            last_studied = studied
        return longest


def study_time(sessions: Iterable[StudySession], started_on: date | None, day: date) -> StudyTime:
    """The study of some sessions up to a day."""
    minutes: dict[date, int] = {}
    for session in sessions:
        if session.day <= day and session.minutes > 0:
            minutes[session.day] = minutes.get(session.day, 0) + session.minutes
    return StudyTime(minutes, started_on, day)


def explain_study(time: StudyTime, say_day: Callable[[date], str]) -> Explanation:
    """The hours of each of the last weeks, and how they make hours a week. ``say_day`` writes a day."""
    hours = time.weekly_hours()
    if hours is None:
        return Explanation("Study time", (), "No whole week has passed since you started.")
    weeks = time.recent_weeks
    lines = tuple(
        Line(
            f"{say_day(last - WEEK + timedelta(days=1))} – {say_day(last)}",
            time_text(time.between(last - WEEK + timedelta(days=1), last)),
        )
        for last in (time.day - number * WEEK for number in range(weeks))
    )
    total = time.between(time.day - weeks * WEEK + timedelta(days=1), time.day)
    result = f"{time_text(total)} ÷ {count_text(weeks, 'week')} = {hours:.1f} h a week"
    return Explanation("Study time, week by week", (lines,), result)

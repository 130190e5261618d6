"""How many hours a week a target needs, compared with the hours of recent weeks."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.journal import EVERY_DAY
from roadmaps.plan.study_calendar import ROUNDING, WEEK, StudyTime, monday_of, usable_weeks
from roadmaps.text.limits import MOST_HOURS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from roadmaps.catalogue import Hours
    from roadmaps.gap import Gap
    from roadmaps.journal import Commitment, Progress

WEEKS_BEHIND = 8
"""How many recent weeks are considered."""
ASSUMED_HOURS = 6
"""Hours a week assumed until the user has set their own."""
FULL_TIME = 40
"""Hours a week of a full-time job, as a yardstick."""


class StudiedWeek(NamedTuple):
    """A past week, from its Monday, and the minutes of study logged in it."""

    monday: date
    minutes: int


class Reachable(NamedTuple):
    """The day by which everything can be done, by the middle estimate, if the target cannot be met."""

    day: date | None
    """None beyond the horizon."""
    hours_a_week: float
    is_assumed: bool
    """Whether the hours are ``ASSUMED_HOURS``, because the user has set none."""


class NeededHours(NamedTuple):
    """What a target asks of each week."""

    first_day: date
    target: date
    hours_left: Hours
    calendar_weeks: float
    """Weeks from the first day to the target, inclusive."""
    weeks: float
    """Those that can be used: without weeks off, by study days."""
    studied: tuple[StudiedWeek, ...]
    """Recent past weeks that were not off, oldest first: at most eight, none from before the start."""
    most: float = MOST_HOURS
    """The hours that the study days of a week can hold."""
    reachable: Reachable | None = None
    """A day that could be met instead; None if the target itself can be."""
    is_empty: bool = False
    """Whether nothing is in scope."""

    @property
    def middle(self) -> float | None:
        """Hours a week by the middle estimate; None when there is no day to study on before the target."""
        return self._a_week(self.hours_left.middle)

    @property
    def longest(self) -> float | None:
        """Hours a week if everything takes longest."""
        return self._a_week(self.hours_left.high)

    @property
    def can_be_met(self) -> bool:
        """Whether the study days before the target can hold the hours, by the middle estimate."""
        return self.middle is not None and self.middle <= self.most + ROUNDING

    @property
    def can_be_met_at_longest(self) -> bool:
        """Whether they can if everything takes longest."""
        return self.longest is not None and self.longest <= self.most + ROUNDING

    @property
    def had(self) -> float | None:
        """Hours a week in recent weeks; None if there was no full week yet."""
        return hours_a_week(self.studied)

    def _a_week(self, hours: float) -> float | None:
        if not hours:
            return 0.0
        return hours / self.weeks if self.weeks else None


def needed_hours(gap: Gap, progress: Progress, today: date) -> NeededHours | None:
    """What the target of a roadmap asks of each week, from today or a later start on; None without a target."""
    commitment = progress.commitments.on(gap.roadmap.id)
    target = commitment.target
    if target is None:
        return None
    first_day = max(commitment.start or today, today)
    needed = NeededHours(
        first_day=first_day,
        target=target,
        hours_left=gap.total.hours_left,
        calendar_weeks=max(0, (target - first_day).days + 1) / WEEK.days,
        weeks=usable_weeks(commitment, first_day, target),
        studied=studied_weeks(progress, commitment, today),
        most=commitment.most_hours,
        is_empty=not gap.total.can_dos,
    )
    return needed if needed.can_be_met else needed._replace(reachable=_reachable(gap, commitment, today))


def hours_to_plan_with(commitment: Commitment) -> tuple[float, bool]:
    """Hours a week for an estimate, capped by the study days, and whether they are assumed."""
    hours = commitment.as_planned().hours_a_week
    return (hours, False) if hours else (float(ASSUMED_HOURS), True)


def _reachable(gap: Gap, commitment: Commitment, today: date) -> Reachable:
    hours, is_assumed = hours_to_plan_with(commitment)
    days = commitment.study_days or EVERY_DAY
    time = StudyTime(commitment._replace(hours_a_week=hours, study_days=days).as_planned(), today)
    end = time.end(gap.total.hours_left.middle)
    return Reachable(end and end.day, hours, is_assumed)


def studied_weeks(progress: Progress, commitment: Commitment, today: date) -> tuple[StudiedWeek, ...]:
    """The last eight past weeks that were not off, with the study logged in them on any skill.

    A week without study counts as 0 minutes. The first week is the first full one after the user started here, or
    after their first logged study.
    """
    days = [session.day for session in progress.study.values()]
    if progress.started_on:
        days.append(progress.started_on)
    first = min(days, default=today)
    minutes: dict[date, int] = {}
    for session in progress.study.values():
        monday = monday_of(session.day)
        minutes[monday] = minutes.get(monday, 0) + session.minutes
    weeks: list[StudiedWeek] = []
    monday = monday_of(today)
    while len(weeks) < WEEKS_BEHIND and monday - first >= WEEK:  # never names a day before date.min
        monday -= WEEK
        if monday not in commitment.weeks_off:
            weeks.append(StudiedWeek(monday, minutes.get(monday, 0)))
    return tuple(reversed(weeks))


def hours_a_week(weeks: Sequence[StudiedWeek]) -> float | None:
    """Hours a week that some weeks had; None for no weeks."""
    return sum(week.minutes for week in weeks) / 60 / len(weeks) if weeks else None


def rounded_up(hours: float) -> float:
    """Needed hours, rounded up to a tenth, so that studying that much is enough."""
    return ceil(hours * 10 - ROUNDING) / 10


def rounded_down(hours: float) -> float:
    """Studied hours, rounded down to a tenth, so that none are claimed that were not."""
    return floor(hours * 10 + ROUNDING) / 10

"""What the person said about their plan: how much they study and when, and what they moved.

How much somebody studies, on which days, and when they are off belongs to the person and holds for both directions;
so does the order of Next up. Start, target and moves belong to one roadmap.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from roadmaps.journal.event import Kind

from roadmaps.text.limits import HOURS_A_DAY, MOST_HOURS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from roadmaps.journal.event import Event, Json

HOURS_A_WEEK = "hours-a-week"
STUDY_DAYS = "study-days"
NEXT_UP_ORDER = "next-up-order"
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
"""The days of the week by their ISO numbers: Monday is 1."""
EARLIEST_DAY, LATEST_DAY = date(1900, 1, 1), date(2999, 12, 31)
"""The days that a plan may name. The calendar goes on behind them, so that there is room to reckon with."""


class NextUpOrder(StrEnum):
    """In which order the skills that can be gone on with are listed."""

    ROADMAP = "roadmap"
    """The order of the plan: the roadmap's, prerequisites first, with what was moved."""
    OPENS_MOST = "opens-most"
    SHORTEST = "shortest"


DEFAULT_ORDER = NextUpOrder.ROADMAP
"""As long as the user has chosen none, so that Next up begins as the plan does."""


class Move(NamedTuple):
    """That a skill is wanted right before another one."""

    skill_id: str
    before_id: str


class Commitment(NamedTuple):
    """What a plan for one roadmap is made with."""

    hours_a_week: float | None = None
    """None until it was said."""
    study_days: tuple[int, ...] = EVERY_DAY
    weeks_off: frozenset[date] = frozenset()
    """The Mondays of the weeks without study."""
    start: date | None = None
    target: date | None = None
    moves: tuple[Move, ...] = ()
    """In the order in which they were made."""

    @property
    def most_hours(self) -> int:
        """The hours that the study days of a week can hold."""
        return HOURS_A_DAY * len(self.study_days)

    @property
    def has_time(self) -> bool:
        """Whether there is any time to study, so that a plan can have dates."""
        return bool(self.hours_a_week and self.study_days)

    def as_planned(self) -> Commitment:
        """The same, with no more hours a week than the study days can hold."""
        if not self.has_time:
            return self
        return self._replace(hours_a_week=min(self.hours_a_week or 0, self.most_hours))


class Commitments(NamedTuple):
    """Everything that was said about the plan, for every roadmap."""

    hours_a_week: float | None = None
    study_days: tuple[int, ...] | None = None
    next_up_order: NextUpOrder | None = None
    weeks_off: frozenset[date] = frozenset()
    starts: Mapping[str, date] = MappingProxyType({})
    """Roadmap id -> the day from which the person studies for it."""
    targets: Mapping[str, date] = MappingProxyType({})
    """Roadmap id -> the day by which it is to be finished."""
    moves: Mapping[str, tuple[Move, ...]] = MappingProxyType({})
    """Roadmap id -> what was moved in its plan."""

    def on(self, roadmap_id: str) -> Commitment:
        """What holds for one roadmap."""
        return Commitment(
            self.hours_a_week,
            EVERY_DAY if self.study_days is None else self.study_days,
            self.weeks_off,
            self.starts.get(roadmap_id),
            self.targets.get(roadmap_id),
            self.moves.get(roadmap_id, ()),
        )

    def said(self, kind: Kind, subject: str) -> Json:
        """The event value that stands for a subject of one of the kinds about the plan."""
        match kind:
            case Kind.WEEK_OFF:
                return _is_day(subject) and date.fromisoformat(subject) in self.weeks_off
            case Kind.PLAN_START:
                return day_value(self.starts.get(subject))
            case Kind.TARGET_DATE:
                return day_value(self.targets.get(subject))
            case Kind.MOVED:
                return moves_value(self.moves.get(subject, ()))
        said: dict[str, Json] = {
            HOURS_A_WEEK: self.hours_a_week,
            STUDY_DAYS: None if self.study_days is None else [*self.study_days],
            NEXT_UP_ORDER: self.next_up_order and self.next_up_order.value,
        }
        return said.get(subject)


class PlanLedger:
    """Takes in one event about the plan after the other; each costs the same, however many there were before."""

    def __init__(self, start: Commitments) -> None:
        self._plan: dict[str, Any] = {
            HOURS_A_WEEK: start.hours_a_week,
            STUDY_DAYS: start.study_days,
            NEXT_UP_ORDER: start.next_up_order,
        }
        self._weeks_off = set(start.weeks_off)
        self._starts, self._targets, self._moves = dict(start.starts), dict(start.targets), dict(start.moves)

    def note(self, event: Event, value: Any) -> None:
        """Take in an event with what ``read_plan`` made of its value."""
        subject = event.subject
        match event.kind:
            case Kind.WEEK_OFF:
                monday = date.fromisoformat(subject)
                (self._weeks_off.add if value else self._weeks_off.discard)(monday)
            case Kind.PLAN:
                self._plan[subject] = value
            case Kind.PLAN_START:
                _put(self._starts, subject, value)
            case Kind.TARGET_DATE:
                _put(self._targets, subject, value)
            case _:
                _put(self._moves, subject, value)

    def commitments(self) -> Commitments:
        """What holds now."""
        return Commitments(
            self._plan[HOURS_A_WEEK],
            self._plan[STUDY_DAYS],
            self._plan[NEXT_UP_ORDER],
            frozenset(self._weeks_off),
            MappingProxyType(self._starts),
            MappingProxyType(self._targets),
            MappingProxyType(self._moves),
        )


def read_plan(event: Event) -> object:
    """What the value of an event about the plan says. Raises ValueError for one that cannot be understood."""
    value = event.value
    match event.kind:
        case Kind.WEEK_OFF:
            _monday(event.subject)
            if not isinstance(value, bool):
                raise ValueError(f"{value!r} is neither true nor false")
            return value
        case Kind.PLAN_START | Kind.TARGET_DATE:
            return _day(value)
        case Kind.MOVED:
            return _moves(value)
    if event.subject == HOURS_A_WEEK:
        return _hours(value)
    if event.subject == STUDY_DAYS:
        return _study_days(value)
    if event.subject == NEXT_UP_ORDER:
        return None if value is None else NextUpOrder(str(value))
    raise ValueError(f"{event.subject!r} is no part of a plan")


def with_move(moves: Sequence[Move], move: Move) -> tuple[Move, ...]:
    """Moves with one more, without those of the same skill that it makes void: on which no other move leans."""
    if move.skill_id == move.before_id:
        return tuple(moves)
    kept: list[Move] = []
    is_leaned_on = False
    for each in reversed(moves):
        if each.skill_id == move.skill_id and not is_leaned_on:
            continue
        is_leaned_on = is_leaned_on or each.before_id == move.skill_id
        kept.append(each)
    return (*reversed(kept), move)


def day_value(day: date | None) -> str | None:
    """The event value that says a day, or that none is said any more."""
    return day.isoformat() if day else None


def moves_value(moves: Sequence[Move]) -> Json:
    """The event value that says what was moved."""
    return [{"skill": move.skill_id, "before": move.before_id} for move in moves] or None


def _put(mapping: dict[str, Any], key: str, value: object) -> None:
    if value:
        mapping[key] = value
    else:
        mapping.pop(key, None)


def _is_day(text: str) -> bool:
    try:
        return _day(text) is not None
    except ValueError:
        return False


def _monday(subject: str) -> date:
    day = _day(subject)
    if day is None or day.isoweekday() != 1:
        raise ValueError(f"{subject!r} is not a Monday")
    return day


def _day(value: Json) -> date | None:
    if value is None:
        return None
    day = date.fromisoformat(value) if isinstance(value, str) else None
    # A day has one spelling: fromisoformat also takes 20260501 and 2026-W18-5.
    if day is None or value != day.isoformat():
        raise ValueError(f"{value!r} is not a day")
    if not EARLIEST_DAY <= day <= LATEST_DAY:
        raise ValueError(f"{value!r} is too far away to plan with")
    return day


def _hours(value: Json) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= MOST_HOURS:
        raise ValueError(f"{value!r} is no number of hours a week")
    return value


def _study_days(value: Json) -> tuple[int, ...] | None:
    if value is None:
        return None
    days = tuple(day for day in value if type(day) is int) if isinstance(value, list) else ()
    # A set of days has one spelling: in the order of the week.
    if value != [*days] or days != tuple(day for day in EVERY_DAY if day in days):
        raise ValueError(f"{value!r} are not days of the week")
    return days


def _moves(value: Json) -> tuple[Move, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise ValueError(f"{value!r} are no moves")
    return tuple(_move(each) for each in value)


def _move(value: Json) -> Move:
    match value:
        case {"skill": str(skill_id), "before": str(before_id), **rest} if not rest and skill_id != before_id:
            return Move(skill_id, before_id)
    raise ValueError(f"{value!r} is not a move")

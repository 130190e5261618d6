"""Scope and what was achieved, day by day: the lines of the burn-up.

Days are the days of the journal, never taken from a stamp, so travel and daylight saving move nothing. All the events
that a function is given count; one that holds from a later day than the last one looked at counts on that. So today's
numbers are those of all events, and those as of an earlier day come from ``held_by(events, day)``.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.catalogue import members
from roadmaps.gap import ScopeStatus, measure_gap
from roadmaps.journal import NO_PROGRESS, Kind, is_understood

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from roadmaps.catalogue import Roadmap
    from roadmaps.gap import Gap
    from roadmaps.journal import Event


class Point(NamedTuple):
    """Scope and what was achieved at the end of a day, in can-dos; it stands until the next point."""

    day: date
    can_dos: int
    """The scope."""
    brought: int
    learned: int

    @property
    def achieved(self) -> int:
        """Can-dos in scope that are ticked."""
        return self.brought + self.learned

    @property
    def left(self) -> int:
        """Can-dos in scope that are not ticked."""
        return self.can_dos - self.achieved


class ScopeStep(NamedTuple):
    """That a unit (a skill or a choice) came into scope on a day, or went out of it."""

    day: date
    unit_id: str
    change: int
    """In can-dos: above 0 when it came in, below 0 when it went."""
    outside: ScopeStatus
    """Why it was out of scope before it came in, or is since it went: set aside, or optional."""


@dataclass(frozen=True)
class Series:
    """The burn-up of a roadmap for a person: a point for each day that changed it, and one for the last day."""

    points: tuple[Point, ...]
    steps: tuple[ScopeStep, ...]
    """Each change of scope after the first day, in order."""

    def at(self, day: date) -> Point:
        """The point that stands on a day. Raises ValueError for a day before the first."""
        place = self._next_place(day)
        if not place:
            raise ValueError(f"the series begins on {self.points[0].day}, later than {day}")
        return self.points[place - 1]

    def finished_after(self, day: date) -> date | None:
        """The first day, later than a day, by the end of which all that is in scope was ticked; None if none is."""
        later = self.points[self._next_place(day) :]
        return next((point.day for point in later if point.can_dos and not point.left), None)

    def _next_place(self, day: date) -> int:
        return bisect_right(self.points, day, key=lambda point: point.day)


def held_by(events: Iterable[Event], day: date) -> list[Event]:
    """The events that count as of a day: those that hold from it or from an earlier one."""
    return [event for event in events if event.effective_on <= day]


def said_by(events: Iterable[Event], day: date) -> list[Event]:
    """The events that had been said by the end of a day."""
    return [event for event in events if event.said_on <= day]


def started_on(events: Iterable[Event]) -> date | None:
    """The day of the first thing said; None when nothing was."""
    first = min((event for event in events if event.is_sound), key=lambda event: event.order, default=None)
    return first.said_on if first else None


def burn_up(roadmap: Roadmap, events: Sequence[Event], until: date) -> Series:
    """Scope and achieved can-dos from the first day that anything said holds from, up to a day.

    On each day they are what ``measure_gap`` says as of that day. They are worked out in one pass in which a unit is
    measured again only when something was said about it, so five years take a fraction of a second.
    """
    return _series(roadmap, events, _first_day(events, until), until)


def scope_steps(roadmap: Roadmap, events: Sequence[Event], until: date) -> tuple[ScopeStep, ...]:
    """The steps of the burn-up alone, from the few events that can move anything into scope or out of it."""
    few = [event for event in events if event.kind != Kind.CAN_DO]
    return _series(roadmap, few, _first_day(events, until), until).steps


def _first_day(events: Sequence[Event], until: date) -> date:
    days = [event.effective_on for event in events]
    return min(*days, started_on(events) or until, until) if days else until


def _series(roadmap: Roadmap, events: Sequence[Event], first: date, until: date) -> Series:
    ledger = _Ledger(roadmap)
    by_day: dict[date, list[Event]] = {first: []}
    for event in sorted(events, key=lambda event: event.effective_on):
        by_day.setdefault(min(event.effective_on, until), []).append(event)
    by_day.setdefault(until, [])
    points: list[Point] = []
    steps: list[ScopeStep] = []
    for day, said in by_day.items():
        moved = ledger.hear(said)
        if points:
            steps += [ScopeStep(day, *move) for move in moved]
        point = Point(day, ledger.can_dos, ledger.brought, ledger.learned)
        if not points or day == until or point[1:] != points[-1][1:]:
            points.append(point)
    return Series(tuple(points), tuple(steps))


class _Ledger:
    """Scope and ticks of a roadmap, kept unit by unit while events are heard in the order of the days they hold from.

    As of a day the last word on a subject is the one said last among those that hold by then. So a word is passed
    over when one that was said later has been heard before.
    """

    def __init__(self, roadmap: Roadmap) -> None:
        self._units = {unit_id: _roadmap_of_unit(roadmap, unit_id) for unit_id in roadmap.to_role.demands}
        self._unit_of = _unit_by_subject(roadmap)
        self._progress = NO_PROGRESS
        self._last_words: dict[tuple[str, str], tuple[int, str]] = {}
        self._gaps = {unit_id: measure_gap(unit, NO_PROGRESS) for unit_id, unit in self._units.items()}
        self.can_dos = sum(gap.total.can_dos for gap in self._gaps.values())
        self.brought = self.learned = 0

    def hear(self, events: Iterable[Event]) -> list[tuple[str, int, ScopeStatus]]:
        """Take in the events of a day: what came into scope or went out of it, as the end of a ``ScopeStep``."""
        news = sorted((event for event in events if self._is_news(event)), key=lambda event: event.order)
        self._progress = self._progress.followed_by(news)
        touched = {self._unit_of[event.kind, event.subject] for event in news}
        return [move for unit_id in self._units if unit_id in touched and (move := self._measure(unit_id))]

    def _is_news(self, event: Event) -> bool:
        subject = event.kind, event.subject
        if subject not in self._unit_of or not is_understood(event):
            return False
        if event.order < self._last_words.get(subject, event.order):
            return False
        self._last_words[subject] = event.order
        return True

    def _measure(self, unit_id: str) -> tuple[str, int, ScopeStatus] | None:
        before, after = self._gaps[unit_id], measure_gap(self._units[unit_id], self._progress)
        self._gaps[unit_id] = after
        change = after.total.can_dos - before.total.can_dos
        self.can_dos += change
        self.brought += after.total.brought - before.total.brought
        self.learned += after.total.learned - before.total.learned
        return (unit_id, change, _outside(before if change > 0 else after)) if change else None


def _roadmap_of_unit(roadmap: Roadmap, unit_id: str) -> Roadmap:
    """A roadmap that asks for one unit and nothing else. Prerequisites change no count, so they are left out."""
    role = roadmap.to_role
    skill_ids = members(unit_id, roadmap.choices)
    return replace(
        roadmap,
        to_role=replace(role, demands={unit_id: role.demands[unit_id]}),
        carry_over={},
        stages=(),
        categories={},
        skills={
            skill_id: skill._replace(prerequisites=())
            for skill_id, skill in roadmap.skills.items()
            if skill_id in skill_ids
        },
    )


def _unit_by_subject(roadmap: Roadmap) -> Mapping[tuple[str, str], str]:
    """(Kind, subject) of every event that can change a count -> the unit that it is about."""
    units: dict[tuple[str, str], str] = {}
    for unit_id in roadmap.to_role.demands:
        units[Kind.CHOICE, unit_id] = unit_id
        for skill_id in members(unit_id, roadmap.choices):
            units[Kind.SET_ASIDE, skill_id] = units[Kind.COUNTED_IN, skill_id] = unit_id
            for can_do in roadmap.skills[skill_id].can_dos:
                units[Kind.CAN_DO, can_do.id] = unit_id
    return units


def _outside(gap: Gap) -> ScopeStatus:
    """Why the one unit of a roadmap is out of scope."""
    is_optional = any(each.standing is ScopeStatus.OPTIONAL for each in gap.skills.values())
    return ScopeStatus.OPTIONAL if is_optional else ScopeStatus.SET_ASIDE

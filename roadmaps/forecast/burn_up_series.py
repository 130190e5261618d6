"""Scope and achieved can-dos day by day: the lines of the burn-up chart.

Days are those of the journal, never derived from a stamp, so travel and daylight saving change nothing. All events
passed to a function count; one dated after the last day of the series counts on that day. So today's numbers come
from all events, and those as of an earlier day from ``held_by(events, day)``.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from roadmaps.catalogue import members
from roadmaps.gap import ScopeStatus, measure_gap
from roadmaps.journal import NO_PROGRESS, Kind, is_understood

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence
    from datetime import date

    from roadmaps.catalogue import Roadmap
    from roadmaps.gap import Gap
    from roadmaps.journal import Event

_Subject: TypeAlias = tuple[str, str]


class BurnUpPoint(NamedTuple):
    """Scope and achieved can-dos at the end of a day; it holds until the next point."""

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
    """A unit (a skill or a choice) that came into scope on a day, or left it."""

    day: date
    unit_id: str
    change: int
    """In can-dos: positive if it came in, negative if it left."""
    outside: ScopeStatus
    """Why it was out of scope before it came in, or has been since it left: set aside, or optional."""


@dataclass(frozen=True)
class BurnUpSeries:
    """The burn-up of a roadmap: a point for each day that changed it, and one for the last day."""

    points: tuple[BurnUpPoint, ...]
    steps: tuple[ScopeStep, ...]
    """Each change of scope after the first day, in order."""

    def at(self, day: date) -> BurnUpPoint:
        """The point that holds on a day. Raises ValueError for a day before the first."""
        place = self._next_place(day)
        if not place:
            raise ValueError(f"the series begins on {self.points[0].day}, later than {day}")
        return self.points[place - 1]

    def finished_after(self, day: date) -> date | None:
        """The first day after ``day`` at whose end everything in scope was ticked; None if there is none."""
        later = self.points[self._next_place(day) :]
        return next((point.day for point in later if point.can_dos and not point.left), None)

    def _next_place(self, day: date) -> int:
        return bisect_right(self.points, day, key=lambda point: point.day)


def held_by(events: Iterable[Event], day: date) -> list[Event]:
    """The events that count as of a day: those effective on it or earlier."""
    return [event for event in events if event.effective_on <= day]


def said_by(events: Iterable[Event], day: date) -> list[Event]:
    """The events that had been written by the end of a day."""
    return [event for event in events if event.said_on <= day]


def started_on(events: Iterable[Event]) -> date | None:
    """The day of the first event; None without events."""
    first = first_event(events)
    return first.said_on if first else None


def first_event(events: Iterable[Event]) -> Event | None:
    """The first event that can count; None without events."""
    return min((event for event in events if event.is_sound), key=lambda event: event.order, default=None)


def burn_up(roadmap: Roadmap, events: Sequence[Event], until: date) -> BurnUpSeries:
    """Scope and achieved can-dos from the earliest day of any event up to a day.

    For each day they equal ``measure_gap`` as of that day. One pass measures a unit again only when one of its events
    comes, so ten years take a fraction of a second.
    """
    return _series(roadmap, events, _first_day(events, until), until)


def scope_steps(roadmap: Roadmap, events: Sequence[Event], until: date) -> tuple[ScopeStep, ...]:
    """The steps of the burn-up alone, from the few events that can change the scope."""
    few = [event for event in events if event.kind != Kind.CAN_DO]
    return _series(roadmap, few, _first_day(events, until), until).steps


def _first_day(events: Sequence[Event], until: date) -> date:
    days = [event.effective_on for event in events]
    return min(*days, started_on(events) or until, until) if days else until


def _series(roadmap: Roadmap, events: Sequence[Event], first: date, until: date) -> BurnUpSeries:
    ledger = _Ledger(roadmap)
    by_day: dict[date, list[Event]] = {first: []}
    for event in sorted(events, key=lambda event: event.effective_on):
        by_day.setdefault(min(event.effective_on, until), []).append(event)
    by_day.setdefault(until, [])
    points: list[BurnUpPoint] = []
    steps: list[ScopeStep] = []
    for day, that_day in by_day.items():
        moved = ledger.add(that_day)
        if points:
            steps += [ScopeStep(day, *move) for move in moved]
        point = BurnUpPoint(day, ledger.can_dos, ledger.brought, ledger.learned)
        if not points or day == until or point[1:] != points[-1][1:]:
            points.append(point)
    return BurnUpSeries(tuple(points), tuple(steps))


class _Ledger:
    """Scope and ticks of a roadmap, unit by unit, while events arrive in the order of the days they hold from.

    As of a day, the value of a subject is that of the event written last among those that hold by then. So an event is
    skipped when a later one has arrived before it. A unit has few states, however often it changes between them: each
    is measured once.
    """

    def __init__(self, roadmap: Roadmap) -> None:
        self._units = {unit_id: _roadmap_of_unit(roadmap, unit_id) for unit_id in roadmap.to_role.demands}
        self._unit_of = _unit_by_subject(roadmap)
        self._last: dict[str, dict[_Subject, Event]] = {unit_id: {} for unit_id in self._units}
        self._measured: dict[Hashable, Gap] = {}
        self._gaps = {unit_id: self._gap(unit_id) for unit_id in self._units}
        self.can_dos = sum(gap.total.can_dos for gap in self._gaps.values())
        self.brought = self.learned = 0

    def add(self, events: Iterable[Event]) -> list[tuple[str, int, ScopeStatus]]:
        """Add the events of a day; returns what came into scope or left it, as the end of a ``ScopeStep``."""
        touched = {self._unit_of[event.kind, event.subject] for event in events if self._is_news(event)}
        return [move for unit_id in self._units if unit_id in touched and (move := self._measure(unit_id))]

    def _is_news(self, event: Event) -> bool:
        subject = event.kind, event.subject
        if subject not in self._unit_of or not is_understood(event):
            return False
        last = self._last[self._unit_of[subject]]
        if subject in last and event.order < last[subject].order:
            return False
        last[subject] = event
        return True

    def _gap(self, unit_id: str) -> Gap:
        events = self._last[unit_id]
        state = unit_id, frozenset((subject, _count_value(event)) for subject, event in events.items())
        if state not in self._measured:
            news = sorted(events.values(), key=lambda event: event.order)
            self._measured[state] = measure_gap(self._units[unit_id], NO_PROGRESS.followed_by(news))
        return self._measured[state]

    def _measure(self, unit_id: str) -> tuple[str, int, ScopeStatus] | None:
        before, after = self._gaps[unit_id], self._gap(unit_id)
        self._gaps[unit_id] = after
        change = after.total.can_dos - before.total.can_dos
        self.can_dos += change
        self.brought += after.total.brought - before.total.brought
        self.learned += after.total.learned - before.total.learned
        return (unit_id, change, _outside(before if change > 0 else after)) if change else None


def _count_value(event: Event) -> str:
    """The part of a value that counts depend on: of a tick whether and how it was ticked, not on which day."""
    value = str(event.value)
    return value.partition(" ")[0] if event.kind == Kind.CAN_DO else value


def _roadmap_of_unit(roadmap: Roadmap, unit_id: str) -> Roadmap:
    """The roadmap reduced to one unit. Prerequisites affect no count, so they are left out."""
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
    """(Kind, subject) of every event that can change a count -> its unit."""
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
    is_optional = any(each.scope_status is ScopeStatus.OPTIONAL for each in gap.skills.values())
    return ScopeStatus.OPTIONAL if is_optional else ScopeStatus.SET_ASIDE

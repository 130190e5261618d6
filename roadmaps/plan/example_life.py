"""A made-up year on a roadmap, to show what the program looks like with progress in it.

It depends only on the roadmap and the day, so it fits any catalogue.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import TYPE_CHECKING

from roadmaps.catalogue import Need, suggestions
from roadmaps.gap import measure_gap
from roadmaps.journal import (
    BEFORE,
    GOAL_SUBJECT,
    HOURS_A_WEEK,
    STUDY_DAYS,
    Event,
    Evidence,
    Kind,
    StudySession,
    Tick,
    day_value,
    evidence_value,
    next_stamp,
    replay,
    session_value,
    tick_value,
)
from roadmaps.plan.order import plan_order

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from roadmaps.catalogue import Roadmap
    from roadmaps.journal import Json
    from roadmaps.plan.order import Step

WEEKS = 52
"""How long the made-up user has been at it."""
PLANNED_HOURS = 6.0
TARGET_WEEKS = 78
"""Weeks until their target date."""
_HOURS = (6.0, 5.0, 7.0, 4.5, 6.0, 0.0, 6.5, 8.0, 5.0, 6.0, 3.0, 7.0, 5.5)
"""Hours of study per week, repeated; one week is off."""
_DAYS = ((1, 0.3), (3, 0.3), (5, 0.4))
"""Study days as days after the first of a week, and their share of the hours."""
_TEMPO = (0.9, 1.2, 0.8, 1.0, 1.3, 0.7)
"""How long a can-do really takes, relative to the middle of its estimate; repeated."""
_DID = (
    "Read the first chapters",
    "Worked through the examples",
    "Exercises",
    "Used it in a small project",
    "Went over it again and took notes",
)
_NOTE = "It clicked once I rebuilt one of my old projects with it. Next time: start with a small project."
_EVIDENCE_EVERY, _NOTE_EVERY = 5, 7


def example_events(roadmap: Roadmap, today: date) -> tuple[Event, ...]:
    """The made-up user's events in the year that ends yesterday."""
    start = today - timedelta(weeks=WEEKS)
    first = list(_first_day(roadmap, start, today))
    gap = measure_gap(roadmap, replay(_stamped(first)))
    last_of_all = next((each for each in reversed(gap.scope) if each.left and each.need is not Need.CORE), None)
    aside = last_of_all.skill.id if last_of_all and not last_of_all.choice else ""
    steps = [each for each in plan_order(gap).steps if each.id.skill_id != aside]
    changes = [*first, *_year(roadmap, steps, start, today)]
    if aside:
        changes.append(_change(start + timedelta(weeks=WEEKS // 2), Kind.SET_ASIDE, aside, True))
    return _stamped(sorted(changes, key=lambda each: each.said_on))


def _first_day(roadmap: Roadmap, start: date, today: date) -> Iterator[Event]:
    yield _change(start, Kind.GOAL, GOAL_SUBJECT, roadmap.id)
    for suggestion in suggestions(roadmap):
        skill_id = suggestion.skill_ids[0]
        for can_do in roadmap.skills[skill_id].can_dos[: suggestion.level]:
            yield _change(start, Kind.CAN_DO, can_do.id, BEFORE)
    yield _change(start, Kind.PLAN, HOURS_A_WEEK, PLANNED_HOURS)
    yield _change(start, Kind.PLAN, STUDY_DAYS, [1, 2, 3, 4, 6])
    yield _change(start, Kind.TARGET_DATE, roadmap.id, day_value(today + timedelta(weeks=TARGET_WEEKS)))


def _sessions(start: date, today: date) -> Iterator[tuple[date, int]]:
    for week, hours in zip(range(WEEKS), cycle(_HOURS), strict=False):
        for after, part in _DAYS:
            day = start + timedelta(weeks=week, days=after)
            if hours and day < today:
                yield day, 5 * round(hours * part * 12)


def _year(roadmap: Roadmap, steps: list[Step], start: date, today: date) -> Iterator[Event]:
    """Study step by step; each can-do is ticked on the day when its hours are done."""
    left = Counter(step.stage for step in steps)
    stages = {stage.number: stage for stage in roadmap.stages}
    waiting = iter(zip(steps, cycle(_TEMPO), strict=False))
    step, tempo = next(waiting, (None, 1.0))
    spent = learned = 0
    for number, ((day, minutes), did) in enumerate(zip(_sessions(start, today), cycle(_DID), strict=False)):
        if step is None:
            return
        skill_id = step.id.skill_id
        value = session_value(StudySession(skill_id, day, minutes, did, None))
        yield _change(day, Kind.STUDY, f"example-session-{number}", value)
        spent += minutes
        needed = 60 * tempo * step.hours.middle
        if spent < needed:
            continue
        spent = round(spent - needed)
        learned += 1
        yield _change(day, Kind.CAN_DO, step.can_do.id, tick_value(Tick(day)))
        if learned % _EVIDENCE_EVERY == 1:
            shown = evidence_value(Evidence(step.can_do.id, f"https://git.example.org/me/{skill_id}"))
            yield _change(day, Kind.EVIDENCE, f"example-evidence-{learned}", shown)
        if learned % _NOTE_EVERY == 3:
            yield _change(day, Kind.NOTE, skill_id, _NOTE)
        left[step.stage] -= 1
        if not left[step.stage] and (stage := stages.get(step.stage)):
            for check in stage.milestone.evidence:
                yield _change(day, Kind.EVIDENCE_CHECK, check.id, True)
            yield _change(day, Kind.MILESTONE, stage.milestone.id, tick_value(Tick(day)))
        step, tempo = next(waiting, (None, 1.0))


def _change(day: date, kind: Kind, subject: str, value: Json) -> Event:
    """An event without its id and stamp."""
    return Event("", 0, day, kind, subject, day, value)


def _stamped(changes: list[Event]) -> tuple[Event, ...]:
    events: list[Event] = []
    for number, change in enumerate(changes):
        evening = datetime(*change.said_on.timetuple()[:3], 18, tzinfo=UTC)
        stamp = next_stamp(int(evening.timestamp()) * 1_000_000, events[-1].stamp if events else None)
        events.append(change._replace(id=f"example-{number:04}", stamp=stamp))
    return tuple(events)

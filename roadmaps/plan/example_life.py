"""A made-up year on a roadmap: what the program looks like with somebody's progress in it.

It is worked out from the catalogue and depends on nothing but the roadmap and the day, so it fits whatever the
catalogue holds.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import TYPE_CHECKING, NamedTuple

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
"""How long the made-up person has been at it."""
PLANNED_HOURS = 6.0
TARGET_WEEKS = 78
"""In how many weeks they want to be there."""
_HOURS = (6.0, 5.0, 7.0, 4.5, 6.0, 0.0, 6.5, 8.0, 5.0, 6.0, 3.0, 7.0, 5.5)
"""Hours of study, week by week, over and over; a week off is among them."""
_DAYS = ((1, 0.3), (3, 0.3), (5, 0.4))
"""Days after the first of a week on which there is study, and which part of the hours."""
_TEMPO = (0.9, 1.2, 0.8, 1.0, 1.3, 0.7)
"""How long a can-do really takes, by the middle of its estimate, over and over."""
_DID = (
    "Read the first chapters",
    "Worked through the examples",
    "Exercises",
    "Used it in a small project",
    "Went over it again and took notes",
)
_NOTE = "It clicked once I rebuilt one of my old projects with it. Next time: start with a small project."
_EVIDENCE_EVERY, _NOTE_EVERY = 5, 7


class _Deed(NamedTuple):
    """Something that is said on a day."""

    day: date
    kind: Kind
    subject: str
    value: Json


class _Session(NamedTuple):
    day: date
    minutes: int


def example_events(roadmap: Roadmap, today: date) -> tuple[Event, ...]:
    """What the made-up person has said on each day of the year that ends yesterday."""
    start = today - timedelta(weeks=WEEKS)
    first = list(_first_day(roadmap, start, today))
    gap = measure_gap(roadmap, replay(_events(first)))
    last_of_all = next((each for each in reversed(gap.scope) if each.left and each.need is not Need.CORE), None)
    aside = last_of_all.skill.id if last_of_all and not last_of_all.choice else ""
    steps = [each for each in plan_order(gap).steps if each.id.skill_id != aside]
    deeds = [*first, *_year(roadmap, steps, start, today)]
    if aside:
        deeds.append(_Deed(start + timedelta(weeks=WEEKS // 2), Kind.SET_ASIDE, aside, True))
    return _events(sorted(deeds, key=lambda each: each.day))


def _first_day(roadmap: Roadmap, start: date, today: date) -> Iterator[_Deed]:
    yield _Deed(start, Kind.GOAL, GOAL_SUBJECT, roadmap.id)
    for suggestion in suggestions(roadmap):
        skill_id = suggestion.skill_ids[0]
        for can_do in roadmap.skills[skill_id].can_dos[: suggestion.level]:
            yield _Deed(start, Kind.CAN_DO, can_do.id, BEFORE)
    yield _Deed(start, Kind.PLAN, HOURS_A_WEEK, PLANNED_HOURS)
    yield _Deed(start, Kind.PLAN, STUDY_DAYS, [1, 2, 3, 4, 6])
    yield _Deed(start, Kind.TARGET_DATE, roadmap.id, day_value(today + timedelta(weeks=TARGET_WEEKS)))


def _sessions(start: date, today: date) -> Iterator[_Session]:
    for week, hours in zip(range(WEEKS), cycle(_HOURS), strict=False):
        for after, part in _DAYS:
            day = start + timedelta(weeks=week, days=after)
            if hours and day < today:
                yield _Session(day, 5 * round(hours * part * 12))


def _year(roadmap: Roadmap, steps: list[Step], start: date, today: date) -> Iterator[_Deed]:
    """Study that goes from step to step; a can-do is ticked on the day on which it has had its time."""
    left = Counter(step.stage for step in steps)
    stages = {stage.number: stage for stage in roadmap.stages}
    waiting = iter(zip(steps, cycle(_TEMPO), strict=False))
    step, tempo = next(waiting, (None, 1.0))
    spent = learned = 0
    for number, (session, did) in enumerate(zip(_sessions(start, today), cycle(_DID), strict=False)):
        if step is None:
            return
        skill_id = step.id.skill_id
        value = session_value(StudySession(skill_id, session.day, session.minutes, did, None))
        yield _Deed(session.day, Kind.STUDY, f"example-session-{number}", value)
        spent += session.minutes
        needed = 60 * tempo * step.hours.middle
        if spent < needed:
            continue
        spent = round(spent - needed)
        learned += 1
        yield _Deed(session.day, Kind.CAN_DO, step.can_do.id, tick_value(Tick(session.day)))
        if learned % _EVIDENCE_EVERY == 1:
            shown = evidence_value(Evidence(step.can_do.id, f"https://git.example.org/me/{skill_id}"))
            yield _Deed(session.day, Kind.EVIDENCE, f"example-evidence-{learned}", shown)
        if learned % _NOTE_EVERY == 3:
            yield _Deed(session.day, Kind.NOTE, skill_id, _NOTE)
        left[step.stage] -= 1
        if not left[step.stage] and (stage := stages.get(step.stage)):
            for check in stage.milestone.evidence:
                yield _Deed(session.day, Kind.EVIDENCE_CHECK, check.id, True)
            yield _Deed(session.day, Kind.MILESTONE, stage.milestone.id, tick_value(Tick(session.day)))
        step, tempo = next(waiting, (None, 1.0))


def _events(deeds: list[_Deed]) -> tuple[Event, ...]:
    events: list[Event] = []
    for number, deed in enumerate(deeds):
        evening = datetime(deed.day.year, deed.day.month, deed.day.day, 18, tzinfo=UTC)
        stamp = next_stamp(int(evening.timestamp()) * 1_000_000, events[-1].stamp if events else None)
        events.append(Event(f"example-{number:04}", stamp, deed.day, deed.kind, deed.subject, deed.day, deed.value))
    return tuple(events)

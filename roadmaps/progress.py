"""Progress: the state that a person's events add up to, today or as of an earlier day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from roadmaps.catalogue import LEVELS
from roadmaps.events import SKIPPED, UNSAID, Kind, in_order, read_tick, tick_value
from roadmaps.journal.commitment import Commitments, PlanLedger, read_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from roadmaps.events import Event, Json, Tick


MOST_MINUTES = 24 * 60
"""A session is of one day."""


class StudySession(NamedTuple):
    """Time spent on a skill on one day, in minutes."""

    skill_id: str
    day: date
    minutes: int
    text: str
    link: str | None


class Evidence(NamedTuple):
    """A web address or the path of a file that shows that somebody can do something."""

    can_do_id: str
    address: str


@dataclass(frozen=True)
class Progress:
    """What holds after a run of events. Ids that the catalogue does not know are kept here and never counted."""

    ticks: Mapping[str, Tick]
    """Can-do id -> its tick; a can-do that is not ticked is not in it."""
    set_aside: frozenset[str]
    counted_in: frozenset[str]
    choices: Mapping[str, str]
    """Choice id -> the member that the person chose."""
    notes: Mapping[str, str]
    study: Mapping[str, StudySession]
    quick_answers: Mapping[str, int | str]
    """Skill id -> the level that was answered in quick assess, 0 to 3, or ``assessment.SKIPPED``."""
    answers: Mapping[str, str]
    """Situation id -> the role that the answer speaks for, or ``situations.EITHER``."""
    milestones: Mapping[str, Tick]
    """Milestone id -> its tick; one that is not reached is not in it."""
    evidence_checks: frozenset[str]
    """Ids of the evidence checks that are ticked."""
    commitments: Commitments
    """What the plan is made with: hours, days, weeks off, start, target and moves."""
    evidence: Mapping[str, Evidence]
    """Evidence id -> what shows that a can-do is there."""
    still_can: Mapping[str, date]
    """Skill id -> the day on which the person last said that they still can."""
    goal: str | None
    """The roadmap id that the person set as goal."""
    started_on: date | None
    """The day of the first thing said, by today's journal, whatever day is looked at."""
    is_measured: bool
    """Whether the person has ticked (or unticked) anything, or answered a card of quick assess, yet."""
    unknown: tuple[Event, ...]
    """Events of a kind or with a value that this version does not understand."""

    def followed_by(self, events: Iterable[Event]) -> Progress:
        """The progress after more events, which must come after all that went before."""
        return _fold(self, events)

    def value_of(self, kind: Kind, subject: str) -> Json:
        """The value that stands for a subject: what an undo writes back."""
        return _READERS[kind](self, subject)

    @cached_property
    def last_studied(self) -> Mapping[str, date]:
        """Skill id -> the last day on which it was studied."""
        days: dict[str, date] = {}
        for session in self.study.values():
            days[session.skill_id] = max(session.day, days.get(session.skill_id, session.day))
        return MappingProxyType(days)


NOTHING_SAID = Progress(
    ticks=MappingProxyType({}),
    set_aside=frozenset(),
    counted_in=frozenset(),
    choices=MappingProxyType({}),
    notes=MappingProxyType({}),
    study=MappingProxyType({}),
    quick_answers=MappingProxyType({}),
    answers=MappingProxyType({}),
    milestones=MappingProxyType({}),
    evidence_checks=frozenset(),
    commitments=Commitments(),
    evidence=MappingProxyType({}),
    still_can=MappingProxyType({}),
    goal=None,
    started_on=None,
    is_measured=False,
    unknown=(),
)


def replay(events: Iterable[Event], as_of: date | None = None) -> Progress:
    """Fold events into the progress they add up to.

    Today (``as_of`` None) is the fold of all events. As of an earlier day it is the fold, in order, of those whose
    ``effective_on`` is not later than that day; only the goal and the day the person started are today's, since
    a past day is looked at with the goal of now.

    An undo says the previous value for the day of what it undoes, so a tick undone leaves no trace on any day. The
    one exception: a deed back-dated past an *earlier change* of the same can-do covers that change, and its undo
    leaves the value that stood when it was said, from its day on.
    """
    ordered = in_order(events)
    if as_of is None:
        return _fold(NOTHING_SAID, ordered)
    goal = _fold(NOTHING_SAID, (event for event in ordered if event.kind == Kind.GOAL)).goal
    started_on = next((event.said_on for event in ordered if event.is_sound), None)
    seen = _fold(NOTHING_SAID, (event for event in ordered if event.effective_on <= as_of))
    return replace(seen, goal=goal, started_on=started_on)


def _fold(start: Progress, events: Iterable[Event]) -> Progress:
    ticks = dict(start.ticks)
    milestones = dict(start.milestones)
    flags = {
        Kind.SET_ASIDE: set(start.set_aside),
        Kind.COUNTED_IN: set(start.counted_in),
        Kind.EVIDENCE_CHECK: set(start.evidence_checks),
    }
    texts = {
        Kind.CHOICE: dict(start.choices),
        Kind.NOTE: dict(start.notes),
        Kind.SITUATION: dict(start.answers),
    }
    study, quick_answers = dict(start.study), dict(start.quick_answers)
    evidence, still_can = dict(start.evidence), dict(start.still_can)
    goal, started_on, is_measured = start.goal, start.started_on, start.is_measured
    unknown = list(start.unknown)
    plan: PlanLedger | None = None  # few runs of events are about the plan
    for event in events:
        try:
            value = read_event(event)
        except ValueError:
            unknown.append(event)
            if started_on is None and event.is_sound:
                started_on = event.said_on
            continue
        if started_on is None:
            started_on = event.said_on
        subject = event.subject
        match event.kind:
            case Kind.CAN_DO:
                _put(ticks, subject, value)
                is_measured = True
            case Kind.MILESTONE:
                _put(milestones, subject, value)
            case Kind.SET_ASIDE | Kind.COUNTED_IN | Kind.EVIDENCE_CHECK:
                flagged = flags[Kind(event.kind)]
                (flagged.add if value else flagged.discard)(subject)
            case Kind.CHOICE | Kind.NOTE | Kind.SITUATION:
                _put(texts[Kind(event.kind)], subject, value or None)
            case Kind.STUDY:
                _put(study, subject, value)
            case Kind.QUICK_ANSWER:
                _put(quick_answers, subject, value)
                is_measured = True
            case Kind.GOAL:
                goal = value
            case Kind.EVIDENCE:
                _put(evidence, subject, value)
            case Kind.STILL_CAN:
                _put(still_can, subject, value)
            case _:
                plan = plan or PlanLedger(start.commitments)
                plan.note(event, value)
    return replace(
        start,
        ticks=MappingProxyType(ticks),
        set_aside=frozenset(flags[Kind.SET_ASIDE]),
        counted_in=frozenset(flags[Kind.COUNTED_IN]),
        choices=MappingProxyType(texts[Kind.CHOICE]),
        notes=MappingProxyType(texts[Kind.NOTE]),
        study=MappingProxyType(study),
        quick_answers=MappingProxyType(quick_answers),
        answers=MappingProxyType(texts[Kind.SITUATION]),
        milestones=MappingProxyType(milestones),
        evidence_checks=frozenset(flags[Kind.EVIDENCE_CHECK]),
        commitments=plan.commitments() if plan else start.commitments,
        evidence=MappingProxyType(evidence),
        still_can=MappingProxyType(still_can),
        goal=goal,
        started_on=started_on,
        is_measured=is_measured,
        unknown=tuple(unknown),
    )


def read_event(event: Event) -> Any:
    """What the value of an event says: a tick, a text, a session …; None for one that takes back what stood.

    Everything that counts, lists or draws events asks here. Raises ValueError for one that is not understood.
    """
    if not event.is_sound:
        raise ValueError(f"event {event.id} has a value or a moment that no reader takes")
    read = _VALUES.get(event.kind)
    if read is None:
        raise ValueError(f"{event.kind!r} is not a kind of event")
    try:
        return read(event)
    except (KeyError, TypeError) as error:
        raise ValueError(f"the value of event {event.id} is not understood") from error


def is_understood(event: Event) -> bool:
    """Whether an event counts in this version; the others are kept and listed."""
    try:
        read_event(event)
    except ValueError:
        return False
    return True


def _put(mapping: dict[str, Any], key: str, value: object) -> None:
    if value is None:
        mapping.pop(key, None)
    else:
        mapping[key] = value


def _flag(value: Json) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} is neither true nor false")
    return value


def _text(value: Json) -> str | None:
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{value!r} is not a text")
    return value


def _quick_answer(value: Json) -> int | str | None:
    if value is None or value == SKIPPED or (type(value) is int and value in (0, *LEVELS)):
        return value
    raise ValueError(f"{value!r} answers no card of quick assess")


def _session(event: Event) -> StudySession | None:
    value = event.value
    if value is None:
        return None
    if not isinstance(value, dict):
        raise ValueError(f"{value!r} is not a study session")
    skill, minutes, text, link = value["skill"], value["minutes"], value["text"], value.get("link")
    if not (isinstance(skill, str) and type(minutes) is int and isinstance(text, str)):
        raise ValueError(f"{value!r} is not a study session")
    if not 0 <= minutes <= MOST_MINUTES:
        raise ValueError(f"{value!r} is not a study session")
    return StudySession(skill, event.effective_on, minutes, text, _text(link))


def _evidence(value: Json) -> Evidence | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise ValueError(f"{value!r} is no evidence")
    can_do, address = value["can_do"], value["address"]
    if not (isinstance(can_do, str) and isinstance(address, str) and address):
        raise ValueError(f"{value!r} is no evidence")
    return Evidence(can_do, address)


def _day(value: Json) -> date | None:
    if value is None:
        return None
    day = date.fromisoformat(value) if isinstance(value, str) else None
    if day is None or value != day.isoformat():
        raise ValueError(f"{value!r} is not a day")
    return day


_VALUES: Mapping[str, Callable[[Event], object]] = MappingProxyType(
    {
        Kind.CAN_DO: lambda event: read_tick(event.value),
        Kind.MILESTONE: lambda event: read_tick(event.value),
        **dict.fromkeys((Kind.SET_ASIDE, Kind.COUNTED_IN, Kind.EVIDENCE_CHECK), lambda event: _flag(event.value)),
        **dict.fromkeys((Kind.CHOICE, Kind.NOTE, Kind.SITUATION, Kind.GOAL), lambda event: _text(event.value)),
        Kind.STUDY: lambda event: _session(event),
        Kind.QUICK_ANSWER: lambda event: _quick_answer(event.value),
        **dict.fromkeys((Kind.PLAN, Kind.WEEK_OFF, Kind.PLAN_START, Kind.TARGET_DATE, Kind.MOVED), read_plan),
        Kind.EVIDENCE: lambda event: _evidence(event.value),
        Kind.STILL_CAN: lambda event: _day(event.value),
    }
)


def _said_study(progress: Progress, subject: str) -> Json:
    session = progress.study.get(subject)
    return session_value(session) if session else UNSAID[Kind.STUDY]


def _said_evidence(progress: Progress, subject: str) -> Json:
    evidence = progress.evidence.get(subject)
    return evidence_value(evidence) if evidence else UNSAID[Kind.EVIDENCE]


def _said_still_can(progress: Progress, subject: str) -> Json:
    day = progress.still_can.get(subject)
    return day.isoformat() if day else UNSAID[Kind.STILL_CAN]


def session_value(session: StudySession) -> Json:
    """The event value that says this session; its day is the day from which the event holds."""
    return {"skill": session.skill_id, "minutes": session.minutes, "text": session.text, "link": session.link}


def evidence_value(evidence: Evidence) -> Json:
    """The event value that says this piece of evidence."""
    return {"can_do": evidence.can_do_id, "address": evidence.address}


_READERS: Mapping[Kind, Callable[[Progress, str], Json]] = MappingProxyType(
    {
        Kind.CAN_DO: lambda progress, subject: tick_value(progress.ticks.get(subject)),
        Kind.SET_ASIDE: lambda progress, subject: subject in progress.set_aside,
        Kind.COUNTED_IN: lambda progress, subject: subject in progress.counted_in,
        Kind.CHOICE: lambda progress, subject: progress.choices.get(subject, UNSAID[Kind.CHOICE]),
        Kind.NOTE: lambda progress, subject: progress.notes.get(subject, UNSAID[Kind.NOTE]),
        Kind.GOAL: lambda progress, _subject: progress.goal,
        Kind.STUDY: _said_study,
        Kind.QUICK_ANSWER: lambda progress, subject: progress.quick_answers.get(subject, UNSAID[Kind.QUICK_ANSWER]),
        Kind.MILESTONE: lambda progress, subject: tick_value(progress.milestones.get(subject)),
        Kind.EVIDENCE_CHECK: lambda progress, subject: subject in progress.evidence_checks,
        Kind.SITUATION: lambda progress, subject: progress.answers.get(subject, UNSAID[Kind.SITUATION]),
        Kind.PLAN: lambda progress, subject: progress.commitments.said(Kind.PLAN, subject),
        Kind.WEEK_OFF: lambda progress, subject: progress.commitments.said(Kind.WEEK_OFF, subject),
        Kind.PLAN_START: lambda progress, subject: progress.commitments.said(Kind.PLAN_START, subject),
        Kind.TARGET_DATE: lambda progress, subject: progress.commitments.said(Kind.TARGET_DATE, subject),
        Kind.MOVED: lambda progress, subject: progress.commitments.said(Kind.MOVED, subject),
        Kind.EVIDENCE: _said_evidence,
        Kind.STILL_CAN: _said_still_can,
    }
)

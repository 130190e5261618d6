"""What was said about a skill or a milestone, in the order in which it was said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from roadmaps.events import Kind, Tick, read_tick
from roadmaps.progress import is_understood, read_event
from roadmaps.text.text_format import time_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from roadmaps.catalogue import Choice, Milestone, Skill
    from roadmaps.events import Event
    from roadmaps.progress import Evidence, StudySession


class Deed(NamedTuple):
    """One event in words, with the day it was said and the day it holds for where that is another."""

    said_on: date
    text: str
    day: date | None = None


def skill_history(events: Iterable[Event], skill: Skill, choice: Choice | None = None) -> list[Deed]:
    """Everything said about a skill (and the choice it belongs to), newest first, as it was said.

    What is not understood, and so not counted, is left out.
    """
    events = [*events]
    levels = {can_do.id: can_do.level for can_do in skill.can_dos}
    own = {skill.id}
    subjects: dict[str, Collection[str]] = {
        Kind.CAN_DO: levels,
        Kind.CHOICE: {choice.id} if choice else (),
        Kind.SET_ASIDE: own,
        Kind.COUNTED_IN: own,
        Kind.NOTE: own,
        Kind.STILL_CAN: own,
    }
    about = [event for event in events if event.subject in subjects.get(event.kind, ())]
    about = [event for event in about if is_understood(event)]
    told = [(event.order, _deed(event, skill, levels)) for event in about]
    told += _study_deeds(events, skill) + _evidence_deeds(events, levels)
    told.sort(key=lambda each: each[0], reverse=True)
    return [deed for _, deed in told]


def milestone_history(events: Iterable[Event], milestone: Milestone) -> list[Deed]:
    """Everything said about a milestone and its evidence checks, newest first, as it was said."""
    numbers = {check.id: number for number, check in enumerate(milestone.evidence, start=1)}
    about = [
        event
        for event in events
        if (event.kind == Kind.MILESTONE and event.subject == milestone.id)
        or (event.kind == Kind.EVIDENCE_CHECK and event.subject in numbers)
    ]
    about = [event for event in about if is_understood(event)]
    about.sort(key=lambda event: event.order, reverse=True)
    return [
        reached_deed(event)
        if event.kind == Kind.MILESTONE
        else Deed(event.said_on, f"{'Ticked' if event.value else 'Unticked'} check {numbers[event.subject]}")
        for event in about
    ]


def reached_deed(event: Event) -> Deed:
    """What was said about reaching a milestone."""
    match read_tick(event.value):
        case None:
            return Deed(event.said_on, "Taken back")
        case Tick(day=None):
            return Deed(event.said_on, "Reached before starting here")
        case Tick(day=day):
            return Deed(event.said_on, "Reached", day if day != event.said_on else None)


def _deed(event: Event, skill: Skill, levels: Mapping[str, int]) -> Deed:
    if event.kind == Kind.CAN_DO:
        return tick_deed(event, levels[event.subject])
    return Deed(event.said_on, skill_text(event, skill))


def tick_deed(event: Event, level: int) -> Deed:
    """What was said about a can-do of a level."""
    match read_tick(event.value):
        case None:
            return Deed(event.said_on, f"Unticked level {level}")
        case Tick(day=None):
            return Deed(event.said_on, f"Level {level}: could already do it")
        case Tick(day=day):
            return Deed(event.said_on, f"Ticked level {level}", day if day != event.said_on else None)


def skill_text(event: Event, skill: Skill) -> str:
    """What was said about a skill itself, or about the choice that it is a member of."""
    value = event.value
    match event.kind:
        case Kind.SET_ASIDE:
            return "Set aside" if value else "Brought back"
        case Kind.COUNTED_IN:
            return "Counted in" if value else "No longer counted in"
        case Kind.NOTE:
            return "Note written" if value else "Note removed"
        case Kind.STILL_CAN:
            # What an undo says again is of another day than the one that it is said for.
            return "Marked as current" if value == event.effective_on.isoformat() else "No longer marked as current"
        case _:
            return "Chosen" if value == skill.id else ("Another was chosen" if value else "Choice left open")


_Told: TypeAlias = "tuple[tuple[int, str], Deed]"
"""When something was said, and what."""


def _study_deeds(events: Sequence[Event], skill: Skill) -> list[_Told]:
    """What was said about the time spent on a skill."""
    told: list[_Told] = []
    for event, was, now in _in_order(events, Kind.STUDY, "skill", {skill.id}):
        if now:
            verb = "Changed to" if was else "Logged"
            day = event.effective_on if event.effective_on != event.said_on else None
            told.append((event.order, Deed(event.said_on, f"{verb} {session_text(now)}", day)))
        elif was:
            told.append((event.order, Deed(event.said_on, f"Removed {session_text(was)}")))
    return told


def _evidence_deeds(events: Sequence[Event], levels: Mapping[str, int]) -> list[_Told]:
    """What was said about the evidence for some can-dos."""
    told: list[_Told] = []
    for event, was, now in _in_order(events, Kind.EVIDENCE, "can_do", levels):
        if now:
            verb = "changed to" if was else "added:"
            told.append((event.order, Deed(event.said_on, f"{_evidence_name(now, levels)} {verb} {now.address}")))
        elif was:
            told.append((event.order, Deed(event.said_on, f"{_evidence_name(was, levels)} removed: {was.address}")))
    return told


def _in_order(
    events: Sequence[Event],
    kind: Kind,
    owner: str,
    owners: Collection[str],
) -> Iterator[tuple[Event, Any, Any]]:
    """What was said about the sessions or the evidence of some owners, each with what it replaced.

    A removal does not say what it removes, so each is told with what stood before it, None where that was nothing or
    somebody else's. ``owner`` is the key under which a value names its owner.
    """
    of_kind = [event for event in events if event.kind == kind]
    own = {event.subject for event in of_kind if isinstance(event.value, dict) and event.value.get(owner) in owners}
    standing: dict[str, Any] = {}
    for event in sorted((event for event in of_kind if event.subject in own), key=lambda event: event.order):
        if is_understood(event):
            is_own = isinstance(event.value, dict) and event.value.get(owner) in owners
            before, after = standing.get(event.subject), read_event(event) if is_own else None
            standing[event.subject] = after
            yield event, before, after


def session_text(session: StudySession) -> str:
    """A session in words: "45 min, Exercises"."""
    return ", ".join(part for part in (time_text(session.minutes), session.text) if part)


def _evidence_name(evidence: Evidence, levels: Mapping[str, int]) -> str:
    return f"Evidence for level {levels[evidence.can_do_id]}"

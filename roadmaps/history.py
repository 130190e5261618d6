"""What was said about a skill or a milestone, in the order in which it was said."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roadmaps.events import Kind, Tick, read_tick
from roadmaps.progress import NOTHING_SAID

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from roadmaps.catalogue import Choice, Milestone, Skill
    from roadmaps.events import Event


class Deed(NamedTuple):
    """One event in words, with the day it was said and the day it holds for where that is another."""

    said_on: date
    text: str
    day: date | None = None


def skill_history(events: Iterable[Event], skill: Skill, choice: Choice | None = None) -> list[Deed]:
    """Everything said about a skill (and the choice it belongs to), newest first, as it was said.

    What is not understood, and so not counted, is left out.
    """
    levels = {can_do.id: can_do.level for can_do in skill.can_dos}
    own = {skill.id}
    subjects: dict[str, Collection[str]] = {
        Kind.CAN_DO: levels,
        Kind.CHOICE: {choice.id} if choice else (),
        Kind.SET_ASIDE: own,
        Kind.COUNTED_IN: own,
        Kind.NOTE: own,
    }
    about = [event for event in events if event.subject in subjects.get(event.kind, ())]
    about = [event for event in about if not NOTHING_SAID.followed_by([event]).unknown]
    about.sort(key=lambda event: event.order, reverse=True)
    return [_deed(event, skill, levels) for event in about]


def milestone_history(events: Iterable[Event], milestone: Milestone) -> list[Deed]:
    """Everything said about a milestone and its evidence checks, newest first, as it was said."""
    numbers = {check.id: number for number, check in enumerate(milestone.evidence, start=1)}
    about = [
        event
        for event in events
        if (event.kind == Kind.MILESTONE and event.subject == milestone.id)
        or (event.kind == Kind.EVIDENCE_CHECK and event.subject in numbers)
    ]
    about = [event for event in about if not NOTHING_SAID.followed_by([event]).unknown]
    about.sort(key=lambda event: event.order, reverse=True)
    return [
        _reached_deed(event)
        if event.kind == Kind.MILESTONE
        else Deed(event.said_on, f"{'Ticked' if event.value else 'Unticked'} check {numbers[event.subject]}")
        for event in about
    ]


def _reached_deed(event: Event) -> Deed:
    match read_tick(event.value):
        case None:
            return Deed(event.said_on, "Taken back")
        case Tick(day=None):
            return Deed(event.said_on, "Reached before")
        case Tick(day=day):
            return Deed(event.said_on, "Reached", day if day != event.said_on else None)


def _deed(event: Event, skill: Skill, levels: Mapping[str, int]) -> Deed:
    if event.kind == Kind.CAN_DO:
        return _tick_deed(event, levels[event.subject])
    return Deed(event.said_on, _skill_text(event, skill))


def _tick_deed(event: Event, level: int) -> Deed:
    match read_tick(event.value):
        case None:
            return Deed(event.said_on, f"Unticked level {level}")
        case Tick(day=None):
            return Deed(event.said_on, f"Level {level}: could do before")
        case Tick(day=day):
            return Deed(event.said_on, f"Ticked level {level}", day if day != event.said_on else None)


def _skill_text(event: Event, skill: Skill) -> str:
    value = event.value
    match event.kind:
        case Kind.SET_ASIDE:
            return "Set aside" if value else "Brought back"
        case Kind.COUNTED_IN:
            return "Counted in" if value else "No longer counted in"
        case Kind.NOTE:
            return "Note written" if value else "Note removed"
        case _:
            return "Chosen" if value == skill.id else ("Another was chosen" if value else "Choice left open")

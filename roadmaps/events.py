"""The kinds of event and their plain-data form: one thing the person said, never changed afterwards.

An event says the *resulting* value of its subject, so the last word wins and a fold over events is the whole
state. What each kind's subject and value are stands in ``docs/data.md``.
"""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from roadmaps.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
"""What an event's value may be: anything that JSON can say."""

BEFORE = "before"
"""The value of a can-do that the person could do, or a milestone that they had reached, before starting here."""
NO = "no"
"""The value of a can-do or a milestone that is not ticked."""
SKIPPED = "skip"
"""The answer to a card of quick assess of somebody who is not sure."""
_ON = "on "


class Kind(StrEnum):
    """What an event is about. Kinds that are not listed here are kept and listed, never counted."""

    CAN_DO = "can_do"
    SET_ASIDE = "set_aside"
    COUNTED_IN = "counted_in"
    CHOICE = "choice"
    NOTE = "note"
    GOAL = "goal"
    STUDY = "study"
    SITUATION = "situation"
    QUICK_ANSWER = "quick_answer"
    MILESTONE = "milestone"
    EVIDENCE_CHECK = "evidence_check"
    PLAN = "plan"
    WEEK_OFF = "week_off"
    PLAN_START = "plan_start"
    TARGET_DATE = "target_date"
    MOVED = "moved"
    EVIDENCE = "evidence"
    STILL_CAN = "still_can"


UNSAID: dict[str, Json] = {
    Kind.CAN_DO: NO,
    Kind.SET_ASIDE: False,
    Kind.COUNTED_IN: False,
    Kind.CHOICE: None,
    Kind.NOTE: "",
    Kind.GOAL: None,
    Kind.STUDY: None,
    Kind.SITUATION: None,
    Kind.QUICK_ANSWER: None,
    Kind.MILESTONE: NO,
    Kind.EVIDENCE_CHECK: False,
    Kind.PLAN: None,
    Kind.WEEK_OFF: False,
    Kind.PLAN_START: None,
    Kind.TARGET_DATE: None,
    Kind.MOVED: None,
    Kind.EVIDENCE: None,
    Kind.STILL_CAN: None,
}
"""For each kind, the value that stands before anything was said."""

GOAL_SUBJECT = "goal"
"""The subject of every goal event: there is one goal at a time."""


LAST_STAMP = 2**62 + 2**61
"""The last moment after which another one can follow. Far beyond the calendar, and far from what a file can hold."""


class Event(NamedTuple):
    """One thing the person said, with the moment it was said and the day it holds from.

    ``stamp`` is UTC microseconds, gives order and nothing else. ``said_on`` is the person's local day by the wall
    clock at that moment. ``effective_on`` is the day achieved or studied where the person gives one, else
    ``said_on``; an event that takes another back carries the day of the one it takes back. ``raw`` is the text of a
    value that is not sound (``roadmaps/validity.py``), and then ``value`` is None.
    """

    id: str
    stamp: int
    said_on: date
    kind: str
    subject: str
    effective_on: date
    value: Json
    raw: str | None = None

    @property
    def is_sound(self) -> bool:
        """Whether it can count: it has a value on which all readers agree, and a moment that others can follow."""
        return self.raw is None and -LAST_STAMP <= self.stamp <= LAST_STAMP

    @property
    def order(self) -> tuple[int, str]:
        """The key by which events are folded. One with a moment that no other can follow comes before all others."""
        return (self.stamp - 2**64 if self.stamp > LAST_STAMP else self.stamp, self.id)


_STAMP_AND_ID = attrgetter("stamp", "id")


def in_order(events: Iterable[Event]) -> list[Event]:
    """Events by ``Event.order``."""
    ordered = sorted(events, key=_STAMP_AND_ID)  # without a call for each, of which there may be 100,000
    if ordered and ordered[-1].stamp > LAST_STAMP:
        ordered.sort(key=lambda event: event.order)
    return ordered


class Tick(NamedTuple):
    """That a can-do or a milestone is ticked: on a day, or (``day`` is None) before the person started here."""

    day: date | None

    @property
    def is_before(self) -> bool:
        """Whether the person could do it before starting here."""
        return self.day is None


def tick_value(tick: Tick | None) -> str:
    """The event value that says this tick; None is "not ticked"."""
    if tick is None:
        return NO
    return BEFORE if tick.day is None else _ON + tick.day.isoformat()


def read_tick(value: Json) -> Tick | None:
    """The tick that an event value says, None for "no". Raises ValueError for anything else."""
    if value == NO:
        return None
    if value == BEFORE:
        return Tick(None)
    if isinstance(value, str) and value.startswith(_ON):
        return _read_day_of_tick(value)
    raise ValueError(f"{value!r} is not a tick")


@lru_cache(maxsize=4096)  # most days are those of several ticks
def _read_day_of_tick(value: str) -> Tick:
    day = date.fromisoformat(value.removeprefix(_ON))
    # A day has one spelling: fromisoformat also takes 20260501 and 2026-W18-5.
    if value != _ON + day.isoformat():
        raise ValueError(f"{value!r} is not a tick")
    return Tick(day)


def canonical(value: Json) -> str:
    """The one JSON text of a value. Raises ValueError for what JSON cannot say, such as NaN."""
    return _CANONICAL.encode(value)


# Made once: json.dumps makes one for each value.
_CANONICAL = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def next_stamp(now: int, last: int | None) -> int:
    """A stamp for an event said at ``now`` (UTC microseconds) after one stamped ``last``: never runs backwards.

    Raises Fault where nothing can follow.
    """
    if last is None or last < -LAST_STAMP or last > LAST_STAMP:  # a moment that does not count
        return now
    if last == LAST_STAMP:
        raise Fault(
            "Not saved: the last entry in your file has a date so far in the future that nothing can come after it. "
            "Nothing is lost. To carry on, restore a backup from before it."
        )
    return max(now, last + 1)

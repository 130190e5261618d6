"""An event as a row of the table, and the running digest that finds what SQLite's own checks miss."""

from __future__ import annotations

import json
from datetime import date
from hashlib import blake2b
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from roadmaps.events import Event, canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from roadmaps.events import Json

Row: TypeAlias = tuple[int, str, int, str, str, str, str, str, str]
"""The columns of the table, in its order."""

INSERT = (
    "INSERT INTO events (seq, id, stamp, said_on, kind, subject, effective_on, value, digest) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
SELECT = "SELECT seq, id, stamp, said_on, kind, subject, effective_on, value, digest FROM events ORDER BY seq"

LAST = "SELECT seq, digest FROM events ORDER BY seq DESC LIMIT 1"

_ORDER = attrgetter("stamp", "id")
_LARGEST = 2**63
# How deep Python can read JSON differs between its versions; a file is for all of them.
_DEEPEST = 50


class Tail(NamedTuple):
    """The last row written: where the next one goes on."""

    seq: int
    digest: str


EMPTY = Tail(0, "0" * 16)
"""The tail of a table without rows."""


def digest_of(
    previous: str, seq: int, id: str, stamp: int, said_on: str, kind: str, subject: str, effective_on: str, value: str
) -> str:
    """The digest of a row after one whose digest is ``previous``; the recipe is in ``docs/data.md``."""
    # Lengths go before the texts that may hold anything, so no two rows have the same text.
    text = (
        f"{previous} {seq} {stamp} {said_on} {effective_on} "
        f"{len(id)} {len(kind)} {len(subject)} {id}{kind}{subject}{value}"
    )
    return blake2b(text.encode(), digest_size=8).hexdigest()


def write_rows(events: Iterable[Event], tail: Tail) -> tuple[list[Row], Tail, list[Event]]:
    """The rows of ``events`` that follow ``tail``, the tail then, and the events as they will be read back.

    Raises ValueError for what a row cannot hold: that is a bug of the caller.
    """
    rows: list[Row] = []
    read_back: list[Event] = []
    seq, previous = tail.seq, tail.digest
    for event in events:
        if not -_LARGEST <= event.stamp < _LARGEST:
            raise ValueError(f"{event.stamp} is no stamp")
        if type(event.said_on) is not date or type(event.effective_on) is not date:
            raise ValueError(f"event {event.id} has a moment where a day belongs")
        text = _value_text(event)
        seq += 1
        columns = (
            str(event.id),
            int(event.stamp),
            event.said_on.isoformat(),
            str(event.kind),
            str(event.subject),
            event.effective_on.isoformat(),
            text,
        )
        try:
            previous = digest_of(previous, seq, *columns)
        except UnicodeEncodeError as error:
            raise ValueError(f"event {event.id!r} has a lone surrogate, which no file can hold") from error
        rows.append((seq, *columns, previous))
        read_back.append(
            Event(columns[0], columns[1], event.said_on, columns[3], columns[4], event.effective_on, json.loads(text))
        )
    return rows, Tail(seq, previous), read_back


def _value_text(event: Event) -> str:
    if _is_deeper(event.value, _DEEPEST):
        raise ValueError(f"the value of event {event.id} is nested more than {_DEEPEST} deep")
    try:
        text = canonical(event.value)
        faithful = json.loads(text) == event.value
    except (ValueError, TypeError, RecursionError) as error:
        raise ValueError(f"the value of event {event.id} cannot be said in JSON: {error}") from error
    if not faithful:
        raise ValueError(f"the value of event {event.id} would not be read back as it is")
    return text


def _is_deeper(value: object, levels: int) -> bool:
    if not isinstance(value, dict | list | tuple):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return levels == 0 or any(_is_deeper(each, levels - 1) for each in inner)


def read_rows(rows: Iterable[Row]) -> tuple[list[Event], Tail]:
    """The events of all rows of the table, in order, and its tail.

    Raises ValueError with a clause on what is wrong, fit for the person, at the first row that is not as written.
    """
    events: list[Event] = []
    seq, previous = EMPTY.seq, EMPTY.digest
    # A journal has few days and few different short values but many rows.
    days: dict[str, date] = {}
    values: dict[str, Json] = {}
    for seq, id, stamp, said_on, kind, subject, effective_on, text, digest in rows:
        found = digest_of(previous, seq, id, stamp, said_on, kind, subject, effective_on, text)
        if found != digest:
            raise ValueError(f"entry {len(events) + 1} is not as it was written")
        previous = digest
        try:
            said = days.get(said_on) or days.setdefault(said_on, read_day(said_on))
            effective = days.get(effective_on) or days.setdefault(effective_on, read_day(effective_on))
            if text in values:
                value = values[text]
            else:
                value = json.loads(text)
                if not isinstance(value, dict | list):  # those could be changed by whoever holds them
                    values[text] = value
        except (ValueError, RecursionError) as error:
            raise ValueError(f"entry {len(events) + 1} cannot be read") from error
        events.append(Event(id, stamp, said, kind, subject, effective, value))
    events.sort(key=_ORDER)
    return events, Tail(seq, previous)


def read_day(text: str) -> date:
    """The day that is written so. Raises ValueError for what is no day, or not written as this program does."""
    day = date.fromisoformat(text)
    if day.isoformat() != text:  # "20260302" is a date, too, but not one that we write
        raise ValueError(f"{text!r} is no day")
    return day


def check_order(events: Sequence[Event], last: Event | None) -> None:
    """Raise ValueError unless every event comes after the one before it, the first of them after ``last``."""
    for event in events:
        if last is not None and event.order <= last.order:
            raise ValueError(f"event {event.id} at {event.stamp} does not come after {last.id} at {last.stamp}")
        last = event

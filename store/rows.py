"""An event as a row of the table, and the running digest that finds what SQLite's own checks miss."""

from __future__ import annotations

import json
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from roadmaps.journal import HALF_A_LETTER, TOO_DEEP, Event, Unsound, canonical, in_order, read_json, value_fault
from store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from roadmaps.journal import Json

Row: TypeAlias = tuple[int, str, int, str, str, str, str, str, str]
"""The columns of the table, in its order."""

INSERT = (
    "INSERT INTO events (seq, id, stamp, said_on, kind, subject, effective_on, value, digest) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
SELECT = "SELECT seq, id, stamp, said_on, kind, subject, effective_on, value, digest FROM events ORDER BY seq"

LAST = "SELECT seq, digest FROM events ORDER BY seq DESC LIMIT 1"

_PLAIN = (str, bool, type(None))
_LARGEST = 2**63
"""Every number that SQLite can hold lies below."""


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

    Raises ValueError for what a row cannot hold, with a clause as its cause where that is the fault of whoever wrote
    the event elsewhere: otherwise it is a bug of the caller. Raises StoreError where the table takes no more rows.
    """
    rows: list[Row] = []
    read_back: list[Event] = []
    seq, previous = tail.seq, tail.digest
    for event in events:
        if not -_LARGEST <= event.stamp < _LARGEST:
            raise ValueError(f"{event.stamp} is not a valid stamp")
        if type(event.said_on) is not date or type(event.effective_on) is not date:
            raise ValueError(f"event {event.id} has a moment where a day belongs")
        text, value = _value_text(event)
        seq += 1
        if seq >= _LARGEST:
            raise StoreError(
                "Not saved: the last entry in your file has the highest number possible, so no other can follow. "
                "Nothing is lost. To carry on, export everything, start Skillgap with --data and a new file, and "
                "import the copy there."
            )
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
        except UnicodeEncodeError:
            raise ValueError(f"event {event.id!r} has a lone surrogate, which no file can hold") from Unsound(
                HALF_A_LETTER
            )
        rows.append((seq, *columns, previous))
        read_back.append(
            Event(columns[0], columns[1], event.said_on, columns[3], columns[4], event.effective_on, value, event.raw)
        )
    return rows, Tail(seq, previous), read_back


def _value_text(event: Event) -> tuple[str, Json]:
    """The text of an event's value, and the value that it will be read as. Raises ValueError."""
    if event.raw is not None:
        try:
            read_json(event.raw)
        except Unsound:
            return event.raw, None
        except ValueError as error:
            raise ValueError(f"the value of event {event.id} is not JSON") from error
        raise ValueError(f"the value of event {event.id} can be read, and is kept as a text")
    if fault := value_fault(event.value):
        words = "is nested more than 50 deep" if fault is TOO_DEEP else f"cannot be kept: {fault}"
        raise ValueError(f"the value of event {event.id} {words}") from Unsound(fault)
    if type(event.value) in _PLAIN:
        return canonical(event.value), event.value  # read back as it is, whatever it says
    try:
        text = canonical(event.value)
        value = json.loads(text)
    except (ValueError, TypeError, RecursionError) as error:
        raise ValueError(f"the value of event {event.id} cannot be written as JSON: {error}") from error
    if value != event.value:
        raise ValueError(f"the value of event {event.id} would not be read back unchanged")
    return text, value


def read_rows(rows: Iterable[Row]) -> tuple[list[Event], Tail]:
    """The events of all rows of the table, in order, and its tail.

    Raises ValueError with a clause on what is wrong, fit for the person, at the first row that is not as written. A
    value that is not sound is kept as its text.
    """
    events: list[Event] = []
    seq, previous = EMPTY.seq, EMPTY.digest
    # A journal has few days and few different short values but many rows.
    days: dict[str, date] = {}
    values: dict[str, Json] = {}
    for seq, id, stamp, said_on, kind, subject, effective_on, text, digest in rows:
        found = digest_of(previous, seq, id, stamp, said_on, kind, subject, effective_on, text)
        if found != digest:
            raise ValueError(f"entry {len(events) + 1} has been altered")
        previous = digest
        raw = None
        try:
            said = days.get(said_on) or days.setdefault(said_on, read_day(said_on))
            effective = days.get(effective_on) or days.setdefault(effective_on, read_day(effective_on))
            if text in values:
                value = values[text]
            else:
                value = read_json(text)
                if not isinstance(value, dict | list):  # those could be changed by whoever holds them
                    values[text] = value
        except Unsound:
            value, raw = None, text
        except (ValueError, RecursionError) as error:
            raise ValueError(f"entry {len(events) + 1} cannot be read") from error
        events.append(Event(id, stamp, said, kind, subject, effective, value, raw))
    return in_order(events), Tail(seq, previous)


def read_row(row: Row) -> Event:
    """The event of one row, whatever its digest says. Raises ValueError for a row that none can be read from."""
    _, id, stamp, said_on, kind, subject, effective_on, text, _ = row
    value, raw = None, None
    try:
        value = read_json(text)
    except Unsound:
        raw = text
    return Event(id, stamp, read_day(said_on), kind, subject, read_day(effective_on), value, raw)


def read_day(text: str) -> date:
    """The day that is written so. Raises ValueError for what is no day, or not written as this program does."""
    day = date.fromisoformat(text)
    if day.isoformat() != text:  # "20260302" is a date, too, but not one that we write
        raise ValueError(f"{text!r} is not a valid date")
    return day


def check_order(events: Sequence[Event], last: Event | None) -> None:
    """Raise ValueError unless every event comes after the one before it, the first of them after ``last``."""
    for event in events:
        if last is not None and event.order <= last.order:
            raise ValueError(f"event {event.id} at {event.stamp} does not come after {last.id} at {last.stamp}")
        last = event

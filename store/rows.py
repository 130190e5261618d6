"""Events as rows of the table, and the chained digest that finds what SQLite's own checks miss."""

from __future__ import annotations

import json
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from roadmaps.journal import (
    HALF_A_LETTER,
    TOO_DEEP,
    Event,
    Unsound,
    canonical,
    exact_day,
    in_order,
    read_json,
    value_fault,
)
from store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from roadmaps.journal import Json

Row: TypeAlias = tuple[int, str, int, str, str, str, str, str, str]
"""The columns of the table, in order."""

INSERT = (
    "INSERT INTO events (seq, id, stamp, said_on, kind, subject, effective_on, value, digest) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
SELECT = "SELECT seq, id, stamp, said_on, kind, subject, effective_on, value, digest FROM events ORDER BY seq"
SELECT_LAST = "SELECT seq, digest FROM events ORDER BY seq DESC LIMIT 1"

_PLAIN = (str, bool, type(None))
_LARGEST = 2**63
"""One more than the largest integer that SQLite can store."""


class LastRow(NamedTuple):
    """What the next row continues from."""

    seq: int
    digest: str


NO_ROW = LastRow(0, "0" * 16)
"""What the first row continues from."""


def digest_of(
    previous: str, seq: int, id: str, stamp: int, said_on: str, kind: str, subject: str, effective_on: str, value: str
) -> str:
    """The digest of a row that follows one with the digest ``previous``; ``docs/data.md`` gives the formula."""
    # The free texts are preceded by their lengths, so no two rows give the same text.
    text = (
        f"{previous} {seq} {stamp} {said_on} {effective_on} "
        f"{len(id)} {len(kind)} {len(subject)} {id}{kind}{subject}{value}"
    )
    return blake2b(text.encode(), digest_size=8).hexdigest()


def write_rows(events: Iterable[Event], last: LastRow) -> tuple[list[Row], LastRow, list[Event]]:
    """The rows for ``events`` after the row ``last``, the new last row, and the events as they will be read back.

    Raises ValueError for an event that a row cannot hold. Its cause is an ``Unsound`` with a clause if the value is at
    fault, as it may be in an import; otherwise it is a bug in the caller. Raises StoreError if the table is full.
    """
    rows: list[Row] = []
    read_back: list[Event] = []
    seq, previous = last.seq, last.digest
    for event in events:
        if not -_LARGEST <= event.stamp < _LARGEST:
            raise ValueError(f"{event.stamp} is not a valid stamp")
        if type(event.said_on) is not date or type(event.effective_on) is not date:
            raise ValueError(f"event {event.id} has a datetime where a date belongs")
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
    return rows, LastRow(seq, previous), read_back


def _value_text(event: Event) -> tuple[str, Json]:
    """The JSON text of an event's value, and the value it will be read back as. Raises ValueError."""
    if event.raw is not None:
        try:
            read_json(event.raw)
        except Unsound:
            return event.raw, None
        except ValueError as error:
            raise ValueError(f"the value of event {event.id} is not JSON") from error
        raise ValueError(f"the value of event {event.id} is valid JSON but is kept as text")
    if fault := value_fault(event.value):
        words = "is nested more than 50 deep" if fault is TOO_DEEP else f"cannot be kept: {fault}"
        raise ValueError(f"the value of event {event.id} {words}") from Unsound(fault)
    if type(event.value) in _PLAIN:
        return canonical(event.value), event.value  # always read back unchanged
    try:
        text = canonical(event.value)
        value = json.loads(text)
    except (ValueError, TypeError, RecursionError) as error:
        raise ValueError(f"the value of event {event.id} cannot be written as JSON: {error}") from error
    if value != event.value:
        raise ValueError(f"the value of event {event.id} would not be read back unchanged")
    return text, value


def read_rows(rows: Iterable[Row]) -> tuple[list[Event], LastRow]:
    """The events of all rows of the table, in order, and the last row.

    Raises ValueError with a clause for the user at the first row that is not as it was written. An unsound value is
    kept as its text.
    """
    events: list[Event] = []
    seq, previous = NO_ROW
    # A journal has many rows but few distinct days and short values.
    days: dict[str, date] = {}
    values: dict[str, Json] = {}
    for seq, id, stamp, said_on, kind, subject, effective_on, text, digest in rows:
        found = digest_of(previous, seq, id, stamp, said_on, kind, subject, effective_on, text)
        if found != digest:
            raise ValueError(f"entry {len(events) + 1} has been altered")
        previous = digest
        raw = None
        try:
            recorded = days.get(said_on) or days.setdefault(said_on, exact_day(said_on))
            effective = days.get(effective_on) or days.setdefault(effective_on, exact_day(effective_on))
            if text in values:
                value = values[text]
            else:
                value = read_json(text)
                if not isinstance(value, dict | list):  # mutable, so not shared
                    values[text] = value
        except Unsound:
            value, raw = None, text
        except (ValueError, RecursionError) as error:
            raise ValueError(f"entry {len(events) + 1} cannot be read") from error
        events.append(Event(id, stamp, recorded, kind, subject, effective, value, raw))
    return in_order(events), LastRow(seq, previous)


def read_row(row: Row) -> Event:
    """The event in one row, whose digest is not checked. Raises ValueError if there is none."""
    _, id, stamp, said_on, kind, subject, effective_on, text, _ = row
    value, raw = None, None
    try:
        value = read_json(text)
    except Unsound:
        raw = text
    return Event(id, stamp, exact_day(said_on), kind, subject, exact_day(effective_on), value, raw)


def check_order(events: Sequence[Event], last: Event | None) -> None:
    """Raise ValueError unless each event comes after the one before it, and the first after ``last``."""
    for event in events:
        if last is not None and event.order <= last.order:
            raise ValueError(f"event {event.id} at {event.stamp} does not come after {last.id} at {last.stamp}")
        last = event

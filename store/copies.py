"""Exporting everything as one JSON file; ``docs/export-format.md`` describes the format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from store import copy_reading
from store.atomic_files import write_atomically
from store.copy_reading import (
    FORMAT,
    LAST_STAMP,
    NEWEST,
    TEXT,
    VERSION,
    CopyReading,
    CopyRefused,
    megabytes,
    pieces_of,
    read_copy,
    why_not_version_1,
)
from store.errors import StoreError
from store.rows import NO_ROW, write_rows
from store.strict_json import LARGEST_VALUE, JsonReader, MalformedJson, decoded
from store.watch import unwatched

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from roadmaps.journal import Event, Json
    from store.watch import Watch

__all__ = ["LAST_STAMP", "CopyRefused", "export", "read_copy"]

_BATCH = 500
_BY_HAND = "To move to another computer, close Skillgap and copy the file itself."


def export(path: Path, events: Sequence[Event], program_version: str, watch: Watch = unwatched) -> str:
    """Write every event to ``path``; the file is read back and compared before it replaces an old one.

    Anything that a file holds can be exported. Returns a sentence on why an import would refuse the copy, otherwise
    nothing. Raises StoreError, and leaves an old copy unchanged, if writing fails.
    """
    digest, version, largest = _measured(events, lambda fraction: watch(fraction * 0.2))
    size = 0

    def pieces() -> Iterator[bytes]:
        nonlocal size
        for number, text in enumerate(_texts(events, digest, version, program_version)):
            piece = text.encode()
            size += len(piece)
            watch(0.2 + 0.3 * min(1.0, number * _BATCH / (len(events) or 1)))
            yield piece

    def check(temporary: Path) -> None:
        try:
            is_correct = _holds(temporary, events, lambda fraction: watch(0.5 + fraction * 0.5))
        except StoreError:
            is_correct = False
        if not is_correct:
            raise StoreError(
                f"Not saved in {path}: what was written could not be read back correctly. Whatever was there "
                "before is still there. Save it on another disk."
            )

    write_atomically(path, pieces(), check=check)
    if size > copy_reading.LARGEST:
        return f"The copy is larger than the {megabytes(copy_reading.LARGEST)} an import accepts. {_BY_HAND}"
    if largest > LARGEST_VALUE:
        return f"One entry is longer than the {LARGEST_VALUE:,} characters an import accepts. {_BY_HAND}"
    return ""


def _measured(events: Sequence[Event], watch: Watch) -> tuple[str, int, int]:
    """The digest of the last event, the format version needed, and the length of the longest value."""
    last_row, largest = NO_ROW, 0
    for start in range(0, len(events), _BATCH):
        rows, last_row, _ = write_rows(events[start : start + _BATCH], last_row)
        largest = max(largest, *(len(row[7]) for row in rows))
        watch(start / len(events))
    return last_row.digest, NEWEST if any(map(why_not_version_1, events)) else VERSION, largest


def _texts(events: Sequence[Event], digest: str, version: int, program_version: str) -> Iterator[str]:
    """The copy in pieces, with one entry per line, so that two copies can be compared line by line."""
    head: dict[str, Json] = {
        "format": FORMAT,
        "version": version,
        "program_version": program_version,
        "count": len(events),
        "digest": digest,
    }
    yield "\n".join(["{", *(f"  {_json(name)}: {_json(value)}," for name, value in head.items()), '  "events": ['])
    for start in range(0, len(events), _BATCH):
        lines = ",\n".join(f"    {_json(_entry(event))}" for event in events[start : start + _BATCH])
        yield f"{',' if start else ''}\n{lines}"
    yield "\n  ]\n}\n"


def _entry(event: Event) -> dict[str, Json]:
    return {
        "id": event.id,
        "stamp": event.stamp,
        "said_on": event.said_on.isoformat(),
        "kind": event.kind,
        "subject": event.subject,
        "effective_on": event.effective_on.isoformat(),
        **({"value": event.value} if event.raw is None else {TEXT: event.raw}),
    }


_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def _holds(path: Path, events: Sequence[Event], watch: Watch) -> bool:
    """Whether a copy has exactly these events, with no limit on its size."""
    expected = iter(events)
    is_same = True

    def compare(event: Event) -> None:
        nonlocal is_same
        is_same = is_same and event == next(expected, None)

    no_limit = path.stat().st_size + 1
    reader = JsonReader(decoded(pieces_of(path, no_limit, watch)), largest=no_limit)
    try:
        CopyReading(path, reader, compare, no_limit).read()
    except MalformedJson:
        return False
    return is_same and next(expected, None) is None

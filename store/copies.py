"""Everything that was said as one JSON file, and back; ``docs/export-format.md`` describes it."""

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
    newest_only,
    pieces_of,
    read_copy,
)
from store.errors import StoreError
from store.rows import NO_ROW, write_rows
from store.strict_json import LARGEST_VALUE, Misread, Scanner, decoded
from store.watch import unwatched

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from roadmaps.journal import Event, Json
    from store.watch import Watch

__all__ = ["LAST_STAMP", "CopyRefused", "export", "read_copy"]

_BATCH = 500


def export(path: Path, events: Sequence[Event], program_version: str, watch: Watch = unwatched) -> str:
    """Write everything that was said to ``path``, read it back and compare, and only then put it in place.

    Whatever a file holds can be written. Returns a sentence on why an import would refuse the copy, empty if it would
    not. Raises StoreError, and leaves what was there, where writing fails.
    """
    digest, version, largest = _measured(events, lambda share: watch(share * 0.2))
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
            is_whole = _holds(temporary, events, lambda share: watch(0.5 + share * 0.5))
        except StoreError:
            is_whole = False
        if not is_whole:
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


_BY_HAND = "To move to another computer, close Skillgap and copy the file itself."


def _measured(events: Sequence[Event], watch: Watch) -> tuple[str, int, int]:
    """The digest of the last of these events, the version that can say all of them, and how long the longest is."""
    tail, version, largest = NO_ROW, VERSION, 0
    for start in range(0, len(events), _BATCH):
        rows, tail, _ = write_rows(events[start : start + _BATCH], tail)
        largest = max(largest, *(len(row[7]) for row in rows))
        watch(start / len(events))
    if any(map(newest_only, events)):
        version = NEWEST
    return tail.digest, version, largest


def _texts(events: Sequence[Event], digest: str, version: int, program_version: str) -> Iterator[str]:
    """The copy, piece by piece: one entry a line, so that two copies can be compared line by line."""
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
    entry: dict[str, Json] = {
        "id": event.id,
        "stamp": event.stamp,
        "said_on": event.said_on.isoformat(),
        "kind": event.kind,
        "subject": event.subject,
        "effective_on": event.effective_on.isoformat(),
        "value": event.value,
    }
    if event.raw is not None:
        del entry["value"]
        entry[TEXT] = event.raw
    return entry


_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def _json(value: Json) -> str:
    return _ENCODER.encode(value)


def _holds(path: Path, events: Sequence[Event], watch: Watch) -> bool:
    """Whether a copy has these events and no others, whatever an import would say of its size."""
    expected = iter(events)
    is_same = True

    def compare(event: Event) -> None:
        nonlocal is_same
        is_same = is_same and event == next(expected, None)

    no_limit = path.stat().st_size + 1
    scanner = Scanner(decoded(pieces_of(path, no_limit, watch)), largest=no_limit)
    try:
        CopyReading(path, scanner, compare, no_limit).read()
    except Misread:
        return False
    return is_same and next(expected, None) is None

"""Everything that was said as one JSON file, and back; ``docs/export-format.md`` describes it."""

from __future__ import annotations

import json
import os
import stat
from typing import TYPE_CHECKING

from roadmaps.events import Event
from roadmaps.wording import count_text
from store.faults import StoreError, not_opened
from store.files import write_atomically
from store.recognition import MAGIC, identify, locate
from store.rows import EMPTY, read_day, write_rows
from store.strict_json import LARGEST_VALUE, Misread, Scanner, decode, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from roadmaps.events import Json

FORMAT = "skillgap-export"
VERSION = 1
"""The version that is written, and the newest that is read."""
LARGEST = 24 * 1024 * 1024
"""The most bytes of a copy: room for 100,000 entries, a hundred years of them. It takes 200 MB at most to read."""

LAST_STAMP = 2**62
"""Far beyond the year 9999, and far from what a file can hold: something can still be said after it."""

_MOST_PROBLEMS = 20
_TOLD = 3
_FIELDS = ("id", "stamp", "said_on", "kind", "subject", "effective_on", "value")
_HEAD = ("format", "version", "program_version", "count", "digest", "events")


class CopyRefused(StoreError):
    """A copy that was not read, told in short; ``problems`` has a sentence with file, line and entry for each."""

    def __init__(self, path: Path, problems: Sequence[str]) -> None:
        """Each problem is a clause that begins with its place."""
        told = "; ".join(problems[:_TOLD])
        more = len(problems) - _TOLD
        if more > 0:
            told += f"; and {count_text(more, 'more problem', 'more problems')}"
        super().__init__(f"{path} was not imported, and nothing was changed: {told}.")
        self.problems = tuple(f"{path.name}: {each}." for each in problems)


def export(path: Path, events: Sequence[Event], program_version: str) -> None:
    """Write everything that was said to ``path``, read it back and compare, and only then put it in place.

    Raises StoreError, and leaves what was there, where that fails.
    """
    _, tail, read_back = write_rows(events, EMPTY)
    entries = [_json(_entry(event)) for event in events]
    data = _text(entries, tail.digest, program_version).encode()
    if len(data) > LARGEST or any(len(entry) > LARGEST_VALUE for entry in entries):
        limits = f"{_megabytes(LARGEST)} in all and {_megabytes(LARGEST_VALUE)} for one entry"
        raise StoreError(
            f"Not saved in {path}: what you said takes more room than a copy may have, {limits}. Your file is safe. "
            "To have a copy of it, close Skillgap and copy the file itself."
        )

    def check(temporary: Path) -> None:
        try:
            is_whole = list(read_copy(temporary)) == read_back
        except StoreError:
            is_whole = False
        if not is_whole:
            raise StoreError(
                f"Not saved in {path}: what was written there could not be read back as it is. What was there before "
                "was left. Save it on another disk."
            )

    write_atomically(path, data, check=check)


def _text(entries: Sequence[str], digest: str, program_version: str) -> str:
    """One entry a line, so that two copies can be compared line by line."""
    head: dict[str, Json] = {
        "format": FORMAT,
        "version": VERSION,
        "program_version": program_version,
        "count": len(entries),
        "digest": digest,
    }
    lines = [f"  {_json(name)}: {_json(value)}," for name, value in head.items()]
    indented = [",\n".join(f"    {entry}" for entry in entries)] if entries else []
    return "\n".join(["{", *lines, '  "events": [', *indented, "  ]", "}", ""])


def _entry(event: Event) -> dict[str, Json]:
    return {
        "id": event.id,
        "stamp": event.stamp,
        "said_on": event.said_on.isoformat(),
        "kind": event.kind,
        "subject": event.subject,
        "effective_on": event.effective_on.isoformat(),
        "value": event.value,
    }


def _json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def read_copy(path: Path) -> tuple[Event, ...]:
    """Every event of the copy at ``path``, in order, each with its id and its stamp; the file is read and nothing else.

    Raises CopyRefused with every problem in it, and StoreError for what is no file or cannot be read.
    """
    data = _read(path)
    if data.startswith(MAGIC):
        raise CopyRefused(
            path,
            [
                "it is a database, as the file that Skillgap keeps is, and no export. Export everything where it comes "
                "from, or put the file itself in the place of yours"
            ],
        )
    try:
        scanner = Scanner(decode(data))
        del data
        return _Reading(path, scanner).events()
    except Misread as error:
        raise CopyRefused(path, [f"line {error.line}: {error}"]) from None


def _read(path: Path) -> bytes:
    real = locate(path)
    if identify(real) is None:
        raise StoreError(f"{path} is not there. Nothing was changed.")
    try:
        descriptor = os.open(real, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            # Between the look and the opening it may have become another one.
            is_small = stat.S_ISREG(found.st_mode) and found.st_size <= LARGEST
            data = file.read(LARGEST + 1) if is_small else b""
    except OSError as error:
        raise not_opened(path, error) from error
    if not is_small or len(data) > LARGEST:
        raise CopyRefused(path, [f"it is larger than the {_megabytes(LARGEST)} that a copy may have"])
    return data


def _megabytes(size: int) -> str:
    return f"{size // (1024 * 1024)} MB"


class _Reading:
    """One copy that is being read: its head, its events, and what is wrong with it."""

    def __init__(self, path: Path, scanner: Scanner) -> None:
        self._path, self._scanner = path, scanner
        self._head: dict[str, Json] = {}
        self._events: list[Event] = []
        self._ids: set[str] = set()
        self._tail = EMPTY
        self._entries = 0
        self._problems: list[str] = []

    def events(self) -> tuple[Event, ...]:
        """Every event. Raises Misread for what is no JSON and CopyRefused for what is no copy of ours."""
        for name in self._scanner.members():
            place = self._scanner.place
            if name == "events" and self._scanner.is_list():
                self._head[name] = None
                self._read_entries()
            elif name in _HEAD:
                self._head[name] = self._scanner.value()
            else:
                self._scanner.value()
                self._tell(place, f"nothing called {quoted(name)} belongs into a copy")
        self._scanner.end()
        problems = self._problems_of_head() or self._problems or self._problems_of_sums()
        if problems:
            raise CopyRefused(self._path, problems)
        return tuple(self._events)

    def _read_entries(self) -> None:
        for number in self._scanner.items():
            place = self._scanner.place
            self._entries = number
            value = self._scanner.value()
            try:
                self._take(_event(value))
            except ValueError as error:
                self._tell(place, f"entry {number}: {error}")

    def _take(self, event: Event) -> None:
        """Keep an event as it will be in the file. Raises ValueError with a clause for one that cannot be there."""
        if event.id in self._ids:
            raise ValueError("an earlier one has the same id")
        if self._events and event.order <= self._events[-1].order:
            raise ValueError("it was said before the one above it")
        try:
            _, self._tail, (read_back,) = write_rows([event], self._tail)
        except ValueError as error:
            if isinstance(error.__cause__, UnicodeEncodeError):
                raise ValueError("it has half of a letter, which no file can hold") from None
            if error.__cause__ is not None:
                raise ValueError("its value has a number that is too large") from None
            raise ValueError("its value is nested too deeply") from None
        self._ids.add(event.id)
        self._events.append(read_back)

    def _tell(self, place: int, clause: str) -> None:
        self._problems.append(f"line {self._scanner.line_of(place)}, {clause}")
        if len(self._problems) == _MOST_PROBLEMS:
            raise CopyRefused(self._path, self._problems_of_head() or self._problems)

    def _problems_of_head(self) -> list[str]:
        """What kind of file it is comes first: in another kind, and in a newer one, nothing else can be judged."""
        version = self._head.get("version")
        if self._head.get("format") != FORMAT:
            return ["it is not a copy that Skillgap made"]
        if type(version) is not int or version < 1:
            return ["it does not say its version"]
        if version > VERSION:
            return [
                f"it was written by a newer Skillgap (copy version {str(version)[:20]}, and this one knows {VERSION}). "
                "Install the newer Skillgap to read it"
            ]
        return [f"{name} is missing" for name in _HEAD if name not in self._head] + [
            f"{name} is not what belongs there"
            for name, kind in (("program_version", str), ("count", int), ("digest", str), ("events", type(None)))
            if name in self._head and type(self._head[name]) is not kind
        ]

    def _problems_of_sums(self) -> list[str]:
        if self._head["count"] != len(self._events):
            said = str(self._head["count"])[:20]
            return [f"it says that it has {said} entries, and {len(self._events)} are there"]
        if self._head["digest"] != self._tail.digest:
            return ["an entry is missing or is not as it was written: the digest does not fit"]
        return []


def _event(entry: Json) -> Event:
    """The event that an entry says. Raises ValueError with a clause."""
    if not isinstance(entry, dict):
        raise ValueError("it is no entry")
    for name in _FIELDS:
        if name not in entry:
            raise ValueError(f"{name} is missing")
    for name in entry:
        if name not in _FIELDS:
            raise ValueError(f"nothing called {quoted(name)} belongs into an entry")
    stamp = entry["stamp"]
    if type(stamp) is not int or abs(stamp) > LAST_STAMP:
        raise ValueError("its stamp is no moment")
    return Event(
        _text_in(entry, "id"),
        stamp,
        _day_in(entry, "said_on"),
        _text_in(entry, "kind"),
        _text_in(entry, "subject"),
        _day_in(entry, "effective_on"),
        entry["value"],
    )


def _text_in(entry: dict[str, Json], name: str) -> str:
    text = entry[name]
    if not isinstance(text, str):
        raise ValueError(f"its {name} is no text")
    return text


def _day_in(entry: dict[str, Json], name: str) -> date:
    text = entry[name]
    try:
        return read_day(text if isinstance(text, str) else "")
    except ValueError:
        raise ValueError(f"its {name} is no day") from None

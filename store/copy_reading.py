"""A copy of everything is read: one entry after the other, and what is wrong with it in words."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from roadmaps.journal import Event, Unsound, examine, quoted
from roadmaps.text.text_format import count_text
from store.errors import StoreError, not_opened
from store.file_identity import MAGIC, identify, locate
from store.rows import NO_ROW, read_day, write_rows
from store.strict_json import Misread, Scanner, decoded
from store.watch import unwatched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from roadmaps.journal import Json
    from store.watch import Watch

FORMAT = "skillgap-export"
VERSION = 1
"""The version that is written, unless an entry cannot be said in it."""
NEWEST = 2
"""The newest that is read. It also has entries that no Skillgap counts: ``value_text``, and any ``stamp``."""
LARGEST = 256 * 1024 * 1024
"""The most bytes of an import: room for some million entries. What is written has no such limit."""
MOST_PARTS = 5_000_000
"""Of how many values the values of an import may consist together: what each takes in memory is much more than in the
file, so that the size of the file alone is no bound."""

LAST_STAMP = 2**62
"""The last moment in version 1. Far beyond the year 9999, and others can still follow."""
TEXT = "value_text"
_STAMPS_END = 2**63

_PIECE = 256 * 1024
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


def read_copy(path: Path, watch: Watch = unwatched) -> tuple[Event, ...]:
    """Every event of the copy at ``path``, in order, each with its id and its stamp; the file is read and nothing else.

    In any thread. Raises CopyRefused with every problem in it, and StoreError for what is no file or cannot be read.
    """
    events: list[Event] = []
    try:
        CopyReading(path, Scanner(decoded(pieces_of(path, LARGEST, watch))), events.append, MOST_PARTS).read()
    except Misread as error:
        raise CopyRefused(path, [f"line {error.line}: {error}"]) from None
    return tuple(events)


def pieces_of(path: Path, largest: int, watch: Watch) -> Iterator[bytes]:
    """The bytes of a file, piece by piece. Raises StoreError for what is no file, is too large or cannot be read."""
    real = locate(path)
    if identify(real) is None:
        raise StoreError(f"There is no file at {path}. Nothing was changed.")
    too_large = CopyRefused(path, [f"it is larger than {megabytes(LARGEST)}, the most a copy may have"])
    try:
        descriptor = os.open(real, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            # Between the look and the opening it may have become another one.
            if not stat.S_ISREG(found.st_mode) or found.st_size > largest:
                raise too_large
            read = 0
            while piece := file.read(_PIECE):
                if not read and piece.startswith(MAGIC):
                    raise CopyRefused(path, [_DATABASE])
                read += len(piece)
                if read > largest:
                    raise too_large
                yield piece
                watch(min(1.0, read / (found.st_size or 1)))
    except OSError as error:
        raise not_opened(path, error) from error


_DATABASE = (
    "it is a database like your Skillgap file, not an export. Export everything where it comes from, or replace "
    "your file with it"
)


def megabytes(size: int) -> str:
    """A size in words."""
    return f"{size // (1024 * 1024)} MB"


class CopyReading:
    """One copy that is being read: its head, its events, and what is wrong with it."""

    def __init__(self, path: Path, scanner: Scanner, keep: Callable[[Event], object], most_parts: int) -> None:
        self._path, self._scanner, self._keep = path, scanner, keep
        self._head: dict[str, Json] = {}
        self._ids: set[str] = set()
        self._last: Event | None = None
        self._tail = NO_ROW
        self._entries = 0
        self._parts_left = most_parts
        self._kept = 0
        self._problems: list[str] = []
        self.newest_only: list[str] = []

    def read(self) -> None:
        """Hand on every event. Raises Misread for what is no JSON and CopyRefused for what is no copy of ours."""
        for name in self._scanner.members():
            line = self._scanner.line
            if name == "events" and self._scanner.is_list():
                self._head[name] = None
                self._read_entries()
            elif name in _HEAD:
                self._head[name] = self._scanner.value()
            else:
                self._scanner.value()
                self._tell(line, f"{quoted(name)} is not a field of a copy")
        self._scanner.end()
        problems = self._problems_of_head() or self._problems or self._problems_of_version() or self._problems_of_sums()
        if problems:
            raise CopyRefused(self._path, problems)

    def _read_entries(self) -> None:
        for number in self._scanner.items():
            line = self._scanner.line
            self._entries = number
            value = self._scanner.value()
            try:
                self._take(_event(value), line)
            except ValueError as error:
                self._tell(line, f"entry {number}: {error}")

    def _take(self, event: Event, line: int) -> None:
        """Keep an event as it will be in the file. Raises ValueError with a clause for one that cannot be there."""
        if clause := newest_only(event):
            if self._head.get("version") == VERSION:
                raise ValueError(clause)
            self.newest_only.append(f"line {line}, entry {self._entries}: {clause}")  # the version may yet come
        if event.id in self._ids:
            raise ValueError("an earlier entry has the same id")
        if self._last is not None and event.order <= self._last.order:
            raise ValueError("it is older than the entry before it")
        _, parts = examine(event.value)
        self._parts_left -= parts
        if self._parts_left < 0:
            clause = f"the values so far have more than {MOST_PARTS:,} parts, the most a copy may have"
            raise CopyRefused(self._path, [f"line {line}, entry {self._entries}: {clause}"])
        try:
            _, self._tail, (read_back,) = write_rows([event], self._tail)
        except ValueError as error:
            if isinstance(error.__cause__, Unsound):
                raise ValueError(str(error.__cause__)) from None
            raise ValueError(f"its {TEXT} is not valid") from None
        self._kept += 1
        self._ids.add(event.id)
        self._last = read_back
        self._keep(read_back)

    def _tell(self, line: int, clause: str) -> None:
        self._problems.append(f"line {line}, {clause}")
        if len(self._problems) == _MOST_PROBLEMS:
            raise CopyRefused(self._path, self._problems_of_head() or self._problems)

    def _problems_of_head(self) -> list[str]:
        """What kind of file it is comes first: in another kind, and in a newer one, nothing else can be judged."""
        version = self._head.get("version")
        if self._head.get("format") != FORMAT:
            return ["it is not a copy made by Skillgap"]
        if type(version) is not int or version < 1:
            return ["it gives no valid version"]
        if version > NEWEST:
            return [
                f"it was written by a newer Skillgap (copy version {str(version)[:20]}; this one reads up to "
                f"{NEWEST}). Install the newer Skillgap to read it"
            ]
        return [f"{name} is missing" for name in _HEAD if name not in self._head] + [
            f"{name} has the wrong type"
            for name, kind in (("program_version", str), ("count", int), ("digest", str), ("events", type(None)))
            if name in self._head and type(self._head[name]) is not kind
        ]

    def _problems_of_version(self) -> list[str]:
        return self.newest_only[:_MOST_PROBLEMS] if self._head["version"] == VERSION else []

    def _problems_of_sums(self) -> list[str]:
        if self._head["count"] != self._kept:
            said = str(self._head["count"])[:20]
            return [f"it says it has {said} entries, but {self._kept} are there"]
        if self._head["digest"] != self._tail.digest:
            return ["an entry is missing or has been altered: the digest does not match"]
        return []


def newest_only(event: Event) -> str:
    """Why version 1 cannot say an event, as a clause; empty where it can."""
    if abs(event.stamp) > LAST_STAMP:
        return "its stamp is not a valid time"
    return "" if event.raw is None else f"{quoted(TEXT)} is not a field of an entry in version 1"


def _event(entry: Json) -> Event:
    """The event that an entry says. Raises ValueError with a clause."""
    if not isinstance(entry, dict):
        raise ValueError("it is not an entry")
    for name in _FIELDS:
        if name not in entry and not (name == "value" and TEXT in entry):
            raise ValueError(f"{name} is missing")
    for name in entry:
        if name not in _FIELDS and name != TEXT:
            raise ValueError(f"{quoted(name)} is not a field of an entry")
    if TEXT in entry and "value" in entry:
        raise ValueError(f"it has both a value and a {TEXT}")
    stamp = entry["stamp"]
    if type(stamp) is not int or not -_STAMPS_END <= stamp < _STAMPS_END:
        raise ValueError("its stamp is not a valid time")
    return Event(
        _text_in(entry, "id"),
        stamp,
        _day_in(entry, "said_on"),
        _text_in(entry, "kind"),
        _text_in(entry, "subject"),
        _day_in(entry, "effective_on"),
        entry.get("value"),
        _text_in(entry, TEXT) if TEXT in entry else None,
    )


def _text_in(entry: dict[str, Json], name: str) -> str:
    text = entry[name]
    if not isinstance(text, str):
        raise ValueError(f"its {name} is not text")
    return text


def _day_in(entry: dict[str, Json], name: str) -> date:
    text = entry[name]
    try:
        return read_day(text if isinstance(text, str) else "")
    except ValueError:
        raise ValueError(f"its {name} is not a valid date") from None

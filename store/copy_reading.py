"""Reading an exported copy, entry by entry, with a sentence for each problem in it."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from roadmaps.journal import Event, Unsound, exact_day, examine, quoted
from roadmaps.text.text_format import count_text
from store.errors import StoreError, not_opened
from store.file_identity import MAGIC, identify, locate
from store.platform import open_to_read
from store.rows import NO_ROW, write_rows
from store.strict_json import JsonReader, MalformedJson, decoded
from store.watch import unwatched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from roadmaps.journal import Json
    from store.watch import Watch

FORMAT = "skillgap-export"
VERSION = 1
"""The version that is written unless an entry needs a newer one."""
NEWEST = 2
"""The newest version that is read. It adds entries that Skillgap does not count: ``value_text``, and any ``stamp``."""
LARGEST = 256 * 1024 * 1024
"""The most bytes of an import, enough for over a million entries. Exports have no limit."""
MOST_PARTS = 5_000_000
"""The most values nested in the values of an import. Each takes much more memory than space in the file, so the size
of the file alone does not limit the memory."""

LAST_STAMP = 2**62
"""The last stamp in version 1: far beyond the year 9999, with room for others after it."""
TEXT = "value_text"
_STAMPS_END = 2**63

_PIECE = 256 * 1024
_MOST_PROBLEMS = 20
_MOST_IN_MESSAGE = 3
_FIELDS = ("id", "stamp", "said_on", "kind", "subject", "effective_on", "value")
_HEAD = ("format", "version", "program_version", "count", "digest", "events")


class CopyRefused(StoreError):
    """A copy that was not imported. The message names the first problems; ``problems`` has a sentence for each."""

    def __init__(self, path: Path, problems: Sequence[str]) -> None:
        """Each problem is a clause that begins with its place."""
        text = "; ".join(problems[:_MOST_IN_MESSAGE])
        more = len(problems) - _MOST_IN_MESSAGE
        if more > 0:
            text += f"; and {count_text(more, 'more problem', 'more problems')}"
        super().__init__(f"{path} was not imported, and nothing was changed: {text}.")
        self.problems = tuple(f"{path.name}: {each}." for each in problems)


def read_copy(path: Path, watch: Watch = unwatched) -> tuple[Event, ...]:
    """Every event in the copy at ``path``, in order, with its id and stamp. In any thread; writes nothing.

    Raises CopyRefused with every problem found, and StoreError if there is no regular file or it cannot be read.
    """
    events: list[Event] = []
    try:
        CopyReading(path, JsonReader(decoded(pieces_of(path, LARGEST, watch))), events.append, MOST_PARTS).read()
    except MalformedJson as error:
        raise CopyRefused(path, [f"line {error.line}: {error}"]) from None
    return tuple(events)


def pieces_of(path: Path, largest: int, watch: Watch) -> Iterator[bytes]:
    """The bytes of a file in pieces. Raises StoreError if it is not a regular file, too large, or unreadable."""
    real = locate(path)
    if identify(real) is None:
        raise StoreError(f"There is no file at {path}. Nothing was changed.")
    too_large = CopyRefused(path, [f"it is larger than {megabytes(LARGEST)}, the most a copy may have"])
    try:
        with open_to_read(real) as file:
            found = os.fstat(file.fileno())
            # It may have been replaced since it was identified.
            if not stat.S_ISREG(found.st_mode) or found.st_size > largest:
                raise too_large
            read = 0
            while piece := file.read(_PIECE):
                if not read and piece.startswith(MAGIC):
                    clause = (
                        "it is a database like your Skillgap file, not an export. Export everything where it comes "
                        "from, or replace your file with it"
                    )
                    raise CopyRefused(path, [clause])
                read += len(piece)
                if read > largest:
                    raise too_large
                yield piece
                watch(min(1.0, read / (found.st_size or 1)))
    except OSError as error:
        raise not_opened(path, error) from error


def megabytes(size: int) -> str:
    """A size in bytes as text."""
    return f"{size // (1024 * 1024)} MB"


class CopyReading:
    """The state of reading one copy: its head, what the entries so far add up to, and the problems found."""

    def __init__(self, path: Path, reader: JsonReader, keep: Callable[[Event], object], most_parts: int) -> None:
        self._path, self._reader, self._keep = path, reader, keep
        self._head: dict[str, Json] = {}
        self._ids: set[str] = set()
        self._last: Event | None = None
        self._last_row = NO_ROW
        self._parts_left = most_parts
        self._problems: list[str] = []
        self._problems_in_version_1: list[str] = []

    def read(self) -> None:
        """Pass every event to ``keep``. Raises MalformedJson, and CopyRefused for JSON that is not a sound copy."""
        for name in self._reader.members():
            line = self._reader.line
            if name == "events" and self._reader.is_list():
                self._head[name] = None
                self._read_entries()
            elif name in _HEAD:
                self._head[name] = self._reader.value()
            else:
                self._reader.value()
                self._add_problem(line, f"{quoted(name)} is not a field of a copy")
        self._reader.end()
        if problems := self._problems_of_head() or self._problems or self._problems_of_content():
            raise CopyRefused(self._path, problems)

    def _read_entries(self) -> None:
        for number in self._reader.items():
            line = self._reader.line
            value = self._reader.value()
            try:
                self._take(_event(value), f"line {line}, entry {number}")
            except ValueError as error:
                self._add_problem(line, f"entry {number}: {error}")

    def _take(self, event: Event, place: str) -> None:
        """Keep an event as the file would hold it. Raises ValueError with a clause if the file could not."""
        if clause := why_not_version_1(event):
            if self._head.get("version") == VERSION:
                raise ValueError(clause)
            self._problems_in_version_1.append(f"{place}: {clause}")  # the version may come later
        if event.id in self._ids:
            raise ValueError("an earlier entry has the same id")
        if self._last is not None and event.order <= self._last.order:
            raise ValueError("it is older than the entry before it")
        _, parts = examine(event.value)
        self._parts_left -= parts
        if self._parts_left < 0:
            clause = f"the values so far have more than {MOST_PARTS:,} parts, the most a copy may have"
            raise CopyRefused(self._path, [f"{place}: {clause}"])
        try:
            _, self._last_row, (read_back,) = write_rows([event], self._last_row)
        except ValueError as error:
            if isinstance(error.__cause__, Unsound):
                raise ValueError(str(error.__cause__)) from None
            raise ValueError(f"its {TEXT} is not valid") from None
        self._ids.add(event.id)
        self._last = read_back
        self._keep(read_back)

    def _add_problem(self, line: int, clause: str) -> None:
        self._problems.append(f"line {line}, {clause}")
        if len(self._problems) == _MOST_PROBLEMS:
            raise CopyRefused(self._path, self._problems_of_head() or self._problems)

    def _problems_of_head(self) -> list[str]:
        """Reported before anything else: in another kind of file, or a newer copy, nothing else can be judged."""
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

    def _problems_of_content(self) -> list[str]:
        if self._head["version"] == VERSION and self._problems_in_version_1:
            return self._problems_in_version_1[:_MOST_PROBLEMS]
        if self._head["count"] != len(self._ids):
            count = str(self._head["count"])[:20]
            return [f"it says it has {count} entries, but {len(self._ids)} are there"]
        if self._head["digest"] != self._last_row.digest:
            return ["an entry is missing or has been altered: the digest does not match"]
        return []


def why_not_version_1(event: Event) -> str:
    """Why version 1 cannot hold an event, as a clause; empty if it can."""
    if abs(event.stamp) > LAST_STAMP:
        return "its stamp is not a valid time"
    return "" if event.raw is None else f"{quoted(TEXT)} is not a field of an entry in version 1"


def _event(entry: Json) -> Event:
    """The event in an entry. Raises ValueError with a clause."""
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

    def text(name: str) -> str:
        if not isinstance(found := entry[name], str):
            raise ValueError(f"its {name} is not text")
        return found

    def day(name: str) -> date:
        try:
            return exact_day(entry[name])
        except ValueError:
            raise ValueError(f"its {name} is not a valid date") from None

    return Event(
        text("id"),
        stamp,
        day("said_on"),
        text("kind"),
        text("subject"),
        day("effective_on"),
        entry.get("value"),
        text(TEXT) if TEXT in entry else None,
    )

"""Everything that was said as one JSON file, and back; ``docs/export-format.md`` describes it."""

from __future__ import annotations

import json
import os
import stat
from typing import TYPE_CHECKING

from roadmaps.events import Event
from roadmaps.validity import Unsound, examine, quoted
from roadmaps.wording import count_text
from store.faults import StoreError, not_opened
from store.files import write_atomically
from store.recognition import MAGIC, identify, locate
from store.rows import EMPTY, read_day, write_rows
from store.strict_json import LARGEST_VALUE, Misread, Scanner, decoded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from pathlib import Path
    from typing import TypeAlias

    from roadmaps.events import Json

    Watch: TypeAlias = Callable[[float], object]
    """Is told now and then which share of the work is done, 0 to 1. What it raises ends the work."""

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
_STAMPS_END = 2**63

_PIECE = 256 * 1024
_BATCH = 500
_MOST_PROBLEMS = 20
_TOLD = 3
_FIELDS = ("id", "stamp", "said_on", "kind", "subject", "effective_on", "value")
_TEXT = "value_text"
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


def export(path: Path, events: Sequence[Event], program_version: str, watch: Watch = lambda _share: None) -> str:
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
                f"Not saved in {path}: what was written there could not be read back as it is. What was there before "
                "was left. Save it on another disk."
            )

    write_atomically(path, pieces(), check=check)
    if size > LARGEST:
        return f"The copy is larger than the {_megabytes(LARGEST)} that an import takes. {_BY_HAND}"
    if largest > LARGEST_VALUE:
        return f"One entry is longer than the {LARGEST_VALUE:,} letters that an import takes. {_BY_HAND}"
    return ""


_BY_HAND = "To move to another computer, close Skillgap and copy the file itself."


def _measured(events: Sequence[Event], watch: Watch) -> tuple[str, int, int]:
    """The digest of the last of these events, the version that can say all of them, and how long the longest is."""
    tail, version, largest = EMPTY, VERSION, 0
    for start in range(0, len(events), _BATCH):
        rows, tail, _ = write_rows(events[start : start + _BATCH], tail)
        largest = max(largest, *(len(row[7]) for row in rows))
        watch(start / len(events))
    if any(map(_newest_only, events)):
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
        entry[_TEXT] = event.raw
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
    scanner = Scanner(decoded(_pieces(path, no_limit, watch)), largest=no_limit)
    try:
        _Reading(path, scanner, compare, no_limit).read()
    except Misread:
        return False
    return is_same and next(expected, None) is None


def read_copy(path: Path, watch: Watch = lambda _share: None) -> tuple[Event, ...]:
    """Every event of the copy at ``path``, in order, each with its id and its stamp; the file is read and nothing else.

    In any thread. Raises CopyRefused with every problem in it, and StoreError for what is no file or cannot be read.
    """
    events: list[Event] = []
    try:
        _Reading(path, Scanner(decoded(_pieces(path, LARGEST, watch))), events.append, MOST_PARTS).read()
    except Misread as error:
        raise CopyRefused(path, [f"line {error.line}: {error}"]) from None
    return tuple(events)


def _pieces(path: Path, largest: int, watch: Watch) -> Iterator[bytes]:
    real = locate(path)
    if identify(real) is None:
        raise StoreError(f"{path} is not there. Nothing was changed.")
    too_large = CopyRefused(path, [f"it is larger than the {_megabytes(LARGEST)} that a copy may have"])
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
    "it is a database, as the file that Skillgap keeps is, and no export. Export everything where it comes from, or "
    "put the file itself in the place of yours"
)


def _megabytes(size: int) -> str:
    return f"{size // (1024 * 1024)} MB"


class _Reading:
    """One copy that is being read: its head, its events, and what is wrong with it."""

    def __init__(self, path: Path, scanner: Scanner, keep: Callable[[Event], object], most_parts: int) -> None:
        self._path, self._scanner, self._keep = path, scanner, keep
        self._head: dict[str, Json] = {}
        self._ids: set[str] = set()
        self._last: Event | None = None
        self._tail = EMPTY
        self._entries = 0
        self._parts_left = most_parts
        self._kept = 0
        self._problems: list[str] = []
        self._newest_only: list[str] = []

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
                self._tell(line, f"nothing called {quoted(name)} belongs into a copy")
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
        if clause := _newest_only(event):
            if self._head.get("version") == VERSION:
                raise ValueError(clause)
            self._newest_only.append(f"line {line}, entry {self._entries}: {clause}")  # the version may yet come
        if event.id in self._ids:
            raise ValueError("an earlier one has the same id")
        if self._last is not None and event.order <= self._last.order:
            raise ValueError("it was said before the one above it")
        _, parts = examine(event.value)
        self._parts_left -= parts
        if self._parts_left < 0:
            clause = f"the values up to here have more than {MOST_PARTS:,} parts, and no copy may"
            raise CopyRefused(self._path, [f"line {line}, entry {self._entries}: {clause}"])
        try:
            _, self._tail, (read_back,) = write_rows([event], self._tail)
        except ValueError as error:
            if isinstance(error.__cause__, Unsound):
                raise ValueError(str(error.__cause__)) from None
            raise ValueError(f"its {_TEXT} is not what belongs there") from None
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
            return ["it is not a copy that Skillgap made"]
        if type(version) is not int or version < 1:
            return ["it does not say its version"]
        if version > NEWEST:
            return [
                f"it was written by a newer Skillgap (copy version {str(version)[:20]}, and this one knows {NEWEST}). "
                "Install the newer Skillgap to read it"
            ]
        return [f"{name} is missing" for name in _HEAD if name not in self._head] + [
            f"{name} is not what belongs there"
            for name, kind in (("program_version", str), ("count", int), ("digest", str), ("events", type(None)))
            if name in self._head and type(self._head[name]) is not kind
        ]

    def _problems_of_version(self) -> list[str]:
        return self._newest_only[:_MOST_PROBLEMS] if self._head["version"] == VERSION else []

    def _problems_of_sums(self) -> list[str]:
        if self._head["count"] != self._kept:
            said = str(self._head["count"])[:20]
            return [f"it says that it has {said} entries, and {self._kept} are there"]
        if self._head["digest"] != self._tail.digest:
            return ["an entry is missing or is not as it was written: the digest does not fit"]
        return []


def _newest_only(event: Event) -> str:
    """Why version 1 cannot say an event, as a clause; empty where it can."""
    if abs(event.stamp) > LAST_STAMP:
        return "its stamp is no moment"
    return "" if event.raw is None else f"nothing called {quoted(_TEXT)} belongs into an entry of version 1"


def _event(entry: Json) -> Event:
    """The event that an entry says. Raises ValueError with a clause."""
    if not isinstance(entry, dict):
        raise ValueError("it is no entry")
    for name in _FIELDS:
        if name not in entry and not (name == "value" and _TEXT in entry):
            raise ValueError(f"{name} is missing")
    for name in entry:
        if name not in _FIELDS and name != _TEXT:
            raise ValueError(f"nothing called {quoted(name)} belongs into an entry")
    if _TEXT in entry and "value" in entry:
        raise ValueError(f"it has a value and a {_TEXT}")
    stamp = entry["stamp"]
    if type(stamp) is not int or not -_STAMPS_END <= stamp < _STAMPS_END:
        raise ValueError("its stamp is no moment")
    return Event(
        _text_in(entry, "id"),
        stamp,
        _day_in(entry, "said_on"),
        _text_in(entry, "kind"),
        _text_in(entry, "subject"),
        _day_in(entry, "effective_on"),
        entry.get("value"),
        _text_in(entry, _TEXT) if _TEXT in entry else None,
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

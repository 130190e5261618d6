"""Corrupted copies of small real files, made from a seed, and the results of reading them."""

from __future__ import annotations

import gc
import random
import re
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from store.copies import export, read_copy
from store.errors import StoreError
from store.journal import Journal
from store.salvage import salvage
from tests.posix import most_memory
from tests.store.sayings import say_many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|-?[0-9.eE+]+|true|false|null|[\[\]{}:,]')
_SPECIAL = (
    b"", b"\0", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\n", b'"', b"\\", b"\\ud800", b'"\\udc00"', b"{}", b"[]",
    b"[" * 3000, b'{"a":' * 3000, b"null", b"true", b"NaN", b"-Infinity", b"1e999", b"-0", b"0.1", b"9" * 400,
    b"9" * 5000, b"9223372036854775808", b"-9223372036854775809", b'"2026-02-30"', b'"0000-00-00"', b'""',
    b'"\\u0000"', b'"<img src=file:///etc/passwd>"', b"=1+1", b"a" * 5000,
)  # fmt: skip
SLOWEST_SECONDS = 2.0
LARGEST_BYTES = 200 * 1024 * 1024


def mutants(data: bytes, count: int, seed: int) -> Iterator[bytes]:
    """``data`` corrupted in ``count`` ways, sometimes in several at once; always the same for a seed."""
    pick = random.Random(seed)
    for _ in range(count):
        mutant = data
        for _ in range(pick.choice((1, 1, 1, 2, 5))):
            mutant = pick.choice(_WAYS)(mutant, pick)
        yield mutant


def _span(data: bytes, pick: random.Random) -> tuple[int, int]:
    start = pick.randrange(len(data) + 1)
    return start, min(len(data), start + pick.choice((1, 2, 4, 16, 512, 4096)))


def _flip(data: bytes, pick: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(pick.choice((1, 1, 3, 30)) if data else 0):
        spoilt[pick.randrange(len(data))] ^= 1 << pick.randrange(8)
    return bytes(spoilt)


def _cut(data: bytes, pick: random.Random) -> bytes:
    return data[: pick.randrange(len(data) + 1)]


def _remove(data: bytes, pick: random.Random) -> bytes:
    start, end = _span(data, pick)
    return data[:start] + data[end:]


def _double(data: bytes, pick: random.Random) -> bytes:
    start, end = _span(data, pick)
    return data[:end] + data[start:end] * pick.choice((1, 1, 5)) + data[end:]


def _move(data: bytes, pick: random.Random) -> bytes:
    start, end = _span(data, pick)
    rest = data[:start] + data[end:]
    at = pick.randrange(len(rest) + 1)
    return rest[:at] + data[start:end] + rest[at:]


def _overwrite(data: bytes, pick: random.Random) -> bytes:
    start, end = _span(data, pick)
    fill = pick.choice((bytes(end - start), b"\xff" * (end - start), pick.randbytes(end - start)))
    return data[:start] + fill + data[end:]


def _insert(data: bytes, pick: random.Random) -> bytes:
    at = pick.randrange(len(data) + 1)
    return data[:at] + pick.choice((*_SPECIAL, pick.randbytes(9))) + data[at:]


def _replace_token(data: bytes, pick: random.Random) -> bytes:
    """Replace a JSON token with another or a special one; in a binary file this hits texts and numbers."""
    start = pick.randrange(len(data) + 1)
    found = _TOKEN.search(data, start) or _TOKEN.search(data)
    if found is None:
        return data + pick.choice(_SPECIAL)
    other = _TOKEN.search(data, pick.randrange(len(data)))
    new = other[0] if other is not None and pick.random() < 0.4 else pick.choice(_SPECIAL)
    return data[: found.start()] + new + data[found.end() :]


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip, _cut, _remove, _double, _move, _overwrite, _insert, _replace_token, _replace_token,
)  # fmt: skip


class Fuzz(NamedTuple):
    """The results of reading a number of mutants of one kind of file."""

    reader: str
    mutants: int
    refused: int
    """Mutants refused with a sentence. The others were read."""
    slowest_seconds: float
    peak_bytes: int
    """The growth of this process's peak memory."""
    wrong: tuple[str, ...]
    """What must never happen, with the mutant's number: a crash, no sentence, a changed file, a wrong event."""


def measure(seed: int, count: int) -> list[Fuzz]:
    """Read that many mutants of a journal, an exported copy, and a journal to salvage."""
    events = say_many(60)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with Journal.open(place / "skillgap.db") as journal:
            journal.append(events)
        export(place / "copy.json", events, "0.1.0")

        def opened(path: Path) -> object:
            with Journal.open(path) as journal:
                return list(journal.events())

        def salvaged(path: Path) -> object:
            found = salvage(path)
            strange = [event for event in found.events if event not in events]
            return events if len(strange) <= len(found.events) - found.certain else strange

        def copied(path: Path) -> object:
            return list(read_copy(path))

        journal_bytes, copy_bytes = (place / "skillgap.db").read_bytes(), (place / "copy.json").read_bytes()
        return [
            _read_all("journal", opened, events, place / "mutant.db", mutants(journal_bytes, count, seed)),
            _read_all("copy", copied, events, place / "mutant.json", mutants(copy_bytes, count, seed)),
            _read_all("salvage", salvaged, events, place / "mutant.db", mutants(journal_bytes, count, seed + 1)),
        ]


def _read_all(reader: str, read: Callable[[Path], object], events: object, path: Path, spoilt: Iterator[bytes]) -> Fuzz:
    gc.collect()
    before = _peak()
    refused = number = 0
    slowest = 0.0
    wrong = []
    for number, mutant in enumerate(spoilt, 1):
        path.write_bytes(mutant)
        began = time.perf_counter()
        try:
            if read(path) != events:
                wrong.append(f"{number}: read, and not what was written")
        except StoreError as fault:
            refused += 1
            if not _is_sentence(str(fault)):
                wrong.append(f"{number}: {fault}")
            if path.read_bytes() != mutant:
                wrong.append(f"{number}: was written to")
        except Exception as error:
            wrong.append(f"{number}: {type(error).__name__}: {error}")
        slowest = max(slowest, time.perf_counter() - began)
        beside = [each for each in path.parent.iterdir() if each.name.startswith((path.name + "-", "."))]
        if beside:
            wrong.append(f"{number}: left {beside}")
    path.unlink(missing_ok=True)
    return Fuzz(reader, number, refused, slowest, _peak() - before, tuple(wrong))


def _is_sentence(text: str) -> bool:
    return text.endswith(".") and text.isprintable() and len(text) < 2000 and "Error" not in text


def _peak() -> int:
    return most_memory() * 1024

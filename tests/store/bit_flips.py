"""Bit rot: flips random single bits of a journal, and measures which of them opening detects."""

from __future__ import annotations

import contextlib
import random
import sqlite3
import tempfile
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from store.journal import Journal, StoreError
from tests.store.sayings import say_many

ENTRIES = 400
Content: TypeAlias = "tuple[list[Any], ...] | None"


class BitFlips(NamedTuple):
    """The results for a number of flips, each of one bit in an otherwise sound file."""

    flips: int
    changed: int
    """Flips that change what SELECT returns, or make it fail."""
    found: int
    """Those of them that opening refuses."""
    called_ok: int
    """Those of them that pass SQLite's own integrity check as "ok"."""
    missed: tuple[tuple[int, int], ...]
    """Byte and bit of the changes that opening misses."""
    false_alarms: tuple[tuple[int, int], ...]
    """Byte and bit of flips that change nothing but are refused."""

    @property
    def percent(self) -> float:
        """The share of changes that are found."""
        return 100.0 if not self.changed else 100 * self.found / self.changed


def measure(seed: int, flips: int) -> BitFlips:
    """Flip that many bits of a journal with a year of entries, one at a time, and open it after each."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "skillgap.db"
        with Journal.open(path) as journal:
            journal.append(say_many(ENTRIES))
        return _measure(path, random.Random(seed), flips)


def _measure(path: Path, pick: random.Random, flips: int) -> BitFlips:
    whole = path.read_bytes()
    content, integrity = _content(path), _integrity(path)
    if content is None or integrity is None:
        raise AssertionError("the file to begin with cannot be read")
    changed = found = called_ok = 0
    missed, false_alarms = [], []
    for _ in range(flips):
        at, bit = pick.randrange(len(whole)), pick.randrange(8)
        spoilt = bytearray(whole)
        spoilt[at] ^= 1 << bit
        path.write_bytes(spoilt)
        is_refused = _is_refused(path)
        if path.read_bytes() != spoilt and is_refused:
            raise AssertionError(f"a file that was refused was written to: byte {at}, bit {bit}")
        path.write_bytes(spoilt)
        if _content(path) != content:
            changed += 1
            found += is_refused
            called_ok += _integrity(path) == integrity
            if not is_refused:
                missed.append((at, bit))
        elif is_refused and _integrity(path) == integrity:
            false_alarms.append((at, bit))
    return BitFlips(flips, changed, found, called_ok, tuple(missed), tuple(false_alarms))


def _is_refused(path: Path) -> bool:
    try:
        with Journal.open(path):
            return False
    except StoreError:
        return True


def _content(path: Path) -> Content:
    """Everything that SQL reads from the file, without any check; None if even that fails."""
    return _select(
        path,
        "SELECT * FROM events ORDER BY seq",
        "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name",
        "SELECT name FROM _sqlite_migrations ORDER BY id",
        "PRAGMA application_id",
        "PRAGMA user_version",
    )


def _integrity(path: Path) -> Content:
    return _select(path, "PRAGMA integrity_check")


def _select(path: Path, *statements: str) -> Content:
    try:
        with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
            return tuple(connection.execute(statement).fetchall() for statement in statements)
    except (sqlite3.Error, UnicodeDecodeError):
        return None

"""Damage is found whenever it changes what is read, and nothing is called damaged that is not."""

from __future__ import annotations

import contextlib
import random
import sqlite3
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from store.journal import Journal, StoreError
from tests.store.sayings import say_many

if TYPE_CHECKING:
    from pathlib import Path

FLIPS = 300
Content: TypeAlias = "tuple[list[Any], ...] | None"


def _content(path: Path, pragma: str = "") -> Content:
    """Everything that SQL sees in the file, without any check; None where even that fails."""
    try:
        with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
            statements = (
                "SELECT * FROM events ORDER BY seq",
                "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name",
                "SELECT name FROM _sqlite_migrations ORDER BY id",
                "PRAGMA application_id",
                "PRAGMA user_version",
                *([pragma] if pragma else []),
            )
            return tuple(connection.execute(statement).fetchall() for statement in statements)
    except (sqlite3.Error, UnicodeDecodeError):
        return None


@pytest.mark.parametrize("seed", [1, 2])
def test_every_flipped_bit_that_changes_what_is_read_is_found_and_no_other(path: Path, seed: int) -> None:
    with Journal.open(path) as journal:
        journal.append(say_many(400))
    whole = path.read_bytes()
    content = _content(path)
    integrity = _content(path, "PRAGMA integrity_check")
    assert content is not None
    pick = random.Random(seed)
    found, missed, false_alarms = 0, [], []
    for _ in range(FLIPS // 2):
        at, bit = pick.randrange(len(whole)), pick.randrange(8)
        spoilt = bytearray(whole)
        spoilt[at] ^= 1 << bit
        path.write_bytes(spoilt)
        try:
            with Journal.open(path):
                is_refused = False
        except StoreError:
            is_refused = True
            assert path.read_bytes() == spoilt
        if _content(path) != content:
            found += is_refused
            if not is_refused:
                missed.append((at, bit))
        elif is_refused and _content(path, "PRAGMA integrity_check") == integrity:
            false_alarms.append((at, bit))
    assert (missed, false_alarms) == ([], [])
    assert found > FLIPS // 4  # most of such a file is content, so that the test did test something


def test_a_file_cut_off_anywhere_is_refused_and_left_as_it_is(kept: Path) -> None:
    whole = kept.read_bytes()
    for size in range(0, len(whole), 1021):
        kept.write_bytes(whole[:size])
        with pytest.raises(StoreError):
            Journal.open(kept)
        assert kept.read_bytes() == whole[:size]
    assert [each.name for each in kept.parent.iterdir()] == [kept.name]


def test_a_page_of_zeros_or_noise_is_found_wherever_it_is(kept: Path) -> None:
    whole = kept.read_bytes()
    noise = random.Random(5).randbytes(4096)
    for start in range(0, len(whole), 4096):
        for page in (bytes(4096), noise):
            kept.write_bytes(whole[:start] + page + whole[start + 4096 :])
            with pytest.raises(StoreError):
                Journal.open(kept)


def _rewrite_schema(path: Path, *statements: str) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            connection.execute(statement)


def test_rows_lost_at_the_end_are_found_though_every_digest_fits(kept: Path) -> None:
    with contextlib.closing(sqlite3.connect(kept)) as connection:
        rows = connection.execute("SELECT type, name, tbl_name, rootpage, sql FROM sqlite_master").fetchall()
    # As if the pages that hold the last rows had never reached the disk, and those of the index had.
    _rewrite_schema(
        kept,
        "DELETE FROM sqlite_master WHERE name <> 'events'",
        "UPDATE sqlite_master SET sql = replace(sql, ' UNIQUE', '') WHERE name = 'events'",
    )
    _rewrite_schema(kept, "DELETE FROM events WHERE seq > 38", "DELETE FROM sqlite_master")
    with contextlib.closing(sqlite3.connect(kept, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.executemany("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", rows)
    with contextlib.closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        assert connection.execute("SELECT max(seq) FROM events").fetchone() == (38,)
    with pytest.raises(StoreError, match="lists 40 entries and holds 38"):
        Journal.open(kept)

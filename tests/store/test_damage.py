"""Damage is found whenever it changes the content, and nothing sound is called damaged."""

from __future__ import annotations

import contextlib
import random
import sqlite3
from typing import TYPE_CHECKING

import pytest

from store.journal import Journal, StoreError
from tests.store.bit_flips import measure

if TYPE_CHECKING:
    from pathlib import Path

FLIPS = 150


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2])
def test_every_flipped_bit_that_changes_the_content_is_found_and_no_other(seed: int) -> None:
    figures = measure(seed, FLIPS)
    assert (figures.missed, figures.false_alarms) == ((), ())
    # Most of such a file is content, and SQLite itself notices few of these flips: the test is not trivial.
    assert figures.found == figures.changed > FLIPS // 2
    assert figures.called_ok > FLIPS // 6


def test_a_migration_recorded_only_in_the_index_is_found(kept: Path) -> None:
    whole = kept.read_bytes()
    assert whole.count(b"skillgap0001_events20") == 1  # in the table, where the time follows the name
    kept.write_bytes(whole.replace(b"skillgap0001_events20", b"skillgap0009_events20"))
    with pytest.raises(StoreError, match="missing from index"):
        Journal.open(kept)


def test_a_record_of_other_migrations_is_found_although_its_index_fits(kept: Path) -> None:
    whole = kept.read_bytes()
    # The last one, so that the index stays in order.
    assert whole.count(b"skillgap0002_views") == 2  # in the table and the index
    kept.write_bytes(whole.replace(b"skillgap0002_views", b"skillgap0009_views"))
    with pytest.raises(StoreError, match="record of schema changes"):
        Journal.open(kept)


def test_a_file_truncated_anywhere_is_refused_and_left_untouched(kept: Path) -> None:
    whole = kept.read_bytes()
    for size in range(0, len(whole), 1021):
        kept.write_bytes(whole[:size])
        with pytest.raises(StoreError):
            Journal.open(kept)
        assert kept.read_bytes() == whole[:size]
    assert [each.name for each in kept.parent.iterdir()] == [kept.name]


def test_a_page_of_zeros_or_noise_is_found_anywhere(kept: Path) -> None:
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


def test_an_index_that_does_not_match_its_table_is_found(
    kept: Path,
) -> None:
    with contextlib.closing(sqlite3.connect(kept)) as connection:
        ((page, size),) = connection.execute(
            "SELECT rootpage, (SELECT page_size FROM pragma_page_size) FROM sqlite_master "
            "WHERE name = 'sqlite_autoindex_events_1'"
        )
        (last,) = connection.execute("SELECT max(id) FROM events").fetchone()
    spoilt = bytearray(kept.read_bytes())
    at = spoilt.index(last.encode(), (page - 1) * size, page * size)
    spoilt[at] ^= 1
    kept.write_bytes(spoilt)
    with contextlib.closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    with pytest.raises(StoreError, match="missing from index"):
        Journal.open(kept)
    assert kept.read_bytes() == spoilt


def test_rows_lost_at_the_end_are_found_although_every_digest_fits(kept: Path) -> None:
    with contextlib.closing(sqlite3.connect(kept)) as connection:
        rows = connection.execute("SELECT type, name, tbl_name, rootpage, sql FROM sqlite_master").fetchall()
    # As if the pages with the last rows had never reached the disk, but those of the index had.
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
    with pytest.raises(StoreError, match="wrong # of entries in index"):
        Journal.open(kept)

"""Any file with valid digests opens; its events are kept, listed and exported, and others can follow."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest

from roadmaps.journal import LAST_STAMP, Kind, next_stamp, replay
from store.backup_reader import read_checked
from store.copies import export, read_copy
from store.errors import StoreError
from store.journal import Journal
from store.rows import INSERT, SELECT_LAST, digest_of
from store.salvage import salvage
from tests.store.sayings import say, say_many

if TYPE_CHECKING:
    from pathlib import Path

    from roadmaps.journal import Event

DAY = date(2026, 3, 2)
ODD = (
    "NaN", "1e999", "[1e400]", "[" * 900 + "]" * 900, '"\\ud800"', '{"a":1,"a":2}', "9" * 5000,
)  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "skillgap.db"
    with Journal.open(path) as journal:
        journal.append(say_many(5))
    return path


def plant(path: Path, text: str, *, stamp: int = 10**6, kind: str = Kind.NOTE, seq: int | None = None) -> None:
    """Write a row as another program would that can compute the digest."""
    with closing(sqlite3.connect(path)) as connection, connection:
        last, previous = connection.execute(SELECT_LAST).fetchone()
        number = last + 1 if seq is None else seq
        columns = (number, f"odd-{number}", stamp, DAY.isoformat(), kind, "docker", DAY.isoformat(), text)
        connection.execute(INSERT, (*columns, digest_of(previous, *columns)))


def tick(journal: Journal) -> Event:
    """Record an event now, as the tracker does."""
    stamp = next_stamp(2 * 10**6, journal.events()[-1].stamp)
    event = say(77)._replace(stamp=stamp)
    journal.append([event])
    return event


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_an_unsound_value_is_kept_listed_exported_and_followed_by_others(file: Path, text: str) -> None:
    plant(file, text)
    with Journal.open(file) as journal:
        (odd,) = (event for event in journal.events() if event.raw is not None)
        assert (odd.raw, odd.value) == (text, None)
        assert odd in replay(journal.events()).unknown
        recorded = tick(journal)
        export(file.with_name("copy.json"), journal.events(), "0.1.0")
        events = list(journal.events())
    assert list(read_copy(file.with_name("copy.json"))) == events
    assert events[-1] == recorded
    assert read_checked(file).events == events
    assert list(salvage(file).events) == events


@pytest.mark.parametrize("stamp", [2**63 - 1, 2**63 - 2, LAST_STAMP + 1, -(2**63)])
def test_events_can_follow_one_with_the_largest_stamp(file: Path, stamp: int) -> None:
    plant(file, '"before"', stamp=stamp, kind=Kind.CAN_DO)
    for number in range(3):
        with Journal.open(file) as journal:
            recorded = say(100 + number)._replace(stamp=next_stamp(10**7, journal.events()[-1].stamp))
            journal.append([recorded])
            assert journal.events()[-1] == recorded
            assert [event.stamp for event in replay(journal.events()).unknown] == [stamp]
            export(file.with_name("copy.json"), journal.events(), "0.1.0")
            assert read_copy(file.with_name("copy.json")) == journal.events()


def test_after_the_highest_row_number_a_sentence_says_how_to_carry_on(file: Path, tmp_path: Path) -> None:
    plant(file, '"before"', seq=2**63 - 1)
    with Journal.open(file) as journal:
        before = journal.events()
        with pytest.raises(StoreError, match=r"no other can follow.*import the copy"):
            tick(journal)
        assert journal.events() == before
        export(tmp_path / "copy.json", before, "0.1.0")
    with Journal.open(tmp_path / "new.db") as journal:
        journal.append(read_copy(tmp_path / "copy.json"))
        assert journal.events() == before
        tick(journal)


def test_salvage_of_a_file_with_the_highest_row_number_terminates(file: Path) -> None:
    for seq in (2**63 - 3, 2**63 - 2, 2**63 - 1):
        plant(file, '"before"', seq=seq)
    assert len(salvage(file).events) >= 5


def test_a_value_that_is_not_json_is_damage(file: Path) -> None:
    plant(file, "no JSON")
    with pytest.raises(StoreError, match="entry 6 cannot be read"):
        Journal.open(file)

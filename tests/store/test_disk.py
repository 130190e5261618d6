"""If a write fails, nothing is lost, the user is told why, and the journal remains usable."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from store.journal import Journal, StoreError
from tests.posix import limit_files
from tests.store.sayings import say, say_many

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator


@contextlib.contextmanager
def _largest_file(size: int) -> Iterator[None]:
    """Writing past ``size`` bytes of any file fails, as on a failing disk."""
    before = limit_files(size)
    try:
        yield
    finally:
        limit_files(before)


def test_a_full_disk_loses_nothing_and_is_reported(kept: Path, connections: list[sqlite3.Connection]) -> None:
    with Journal.open(kept) as journal:
        before = journal.events()
        (pages,) = connections[-1].execute("PRAGMA page_count").fetchone()
        connections[-1].execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match=r"Not saved in .*no room left on the disk.*is safe.*Free some space"):
            journal.append(say_many(500, first=100))
        assert journal.events() == before
        connections[-1].execute("PRAGMA max_page_count = 1000000")
        journal.append(say_many(500, first=100))
    with Journal.open(kept) as journal:
        assert list(journal.events()) == [*before, *say_many(500, first=100)]


def test_a_failed_write_loses_nothing_and_is_reported(kept: Path) -> None:
    with Journal.open(kept) as journal:
        before = journal.events()
        with _largest_file(kept.stat().st_size), pytest.raises(StoreError, match="the disk reports an error"):
            journal.append(say_many(500, first=100))
        assert journal.events() == before
        journal.append([say(100)])
    with Journal.open(kept) as journal:
        assert journal.events() == (*before, say(100))
    assert [each.name for each in kept.parent.iterdir()] == [kept.name]


@pytest.mark.parametrize("size", [0, 4096, 40_000])
def test_a_new_file_that_cannot_be_written_leaves_nothing_behind(path: Path, size: int) -> None:
    with Journal.open(path) as journal:
        with _largest_file(size), pytest.raises(StoreError, match="Not saved"):
            journal.append(say_many(500))
        assert journal.events() == ()
        assert list(path.parent.iterdir()) == []
        journal.append(say_many(500))
    with Journal.open(path) as journal:
        assert list(journal.events()) == say_many(500)


def test_a_lock_taken_meanwhile_is_reported(path: Path, connections: list[sqlite3.Connection]) -> None:
    with Journal.open(path) as journal:
        journal.append([say(1)])
        connections[-1].execute("PRAGMA query_only = ON")
        with pytest.raises(StoreError, match="the file or its folder is read-only"):
            journal.append([say(2)])
        connections[-1].execute("PRAGMA query_only = OFF")
        journal.append([say(2)])
        assert journal.events() == (say(1), say(2))


def test_a_file_deleted_meanwhile_is_not_written_and_can_be_put_back(kept: Path, tmp_path: Path) -> None:
    with Journal.open(kept) as journal:
        before = journal.events()
        kept.rename(tmp_path / "away")
        with pytest.raises(StoreError, match="no longer there"):
            journal.append([say(100)])
        assert journal.events() == before
        assert not kept.exists()
        (tmp_path / "away").rename(kept)
        journal.append([say(100)])
    with Journal.open(kept) as journal:
        assert journal.events() == (*before, say(100))


def test_a_file_replaced_meanwhile_is_left_untouched(kept: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(kept.read_bytes())
    with Journal.open(kept) as journal:
        other.replace(kept)
        there = kept.read_bytes()
        with pytest.raises(StoreError, match="changed or replaced by another program"):
            journal.append([say(100)])
        assert len(journal.events()) == 40
        assert kept.read_bytes() == there


def test_a_file_overwritten_meanwhile_with_another_size_is_left_untouched(kept: Path) -> None:
    with Journal.open(kept) as journal:
        kept.write_bytes(b"something else")
        with pytest.raises(StoreError, match="changed or replaced by another program"):
            journal.append([say(100)])
        assert kept.read_bytes() == b"something else"


def test_a_folder_in_place_of_the_file_is_reported(kept: Path) -> None:
    with Journal.open(kept) as journal:
        kept.unlink()
        kept.mkdir()
        with pytest.raises(StoreError, match=r"Not saved: .* is a folder"):
            journal.append([say(100)])


def test_a_file_that_appeared_before_the_first_event_is_never_replaced(path: Path) -> None:
    with Journal.open(path) as journal, Journal.open(path) as other:
        other.append([say(1)])
        with pytest.raises(StoreError, match="a file has appeared"):
            journal.append([say(2)])
        assert journal.events() == ()
        other.append([say(3)])
    with Journal.open(path) as journal:
        assert journal.events() == (say(1), say(3))


@pytest.mark.parametrize("there_already", [False, True])
def test_a_file_system_without_hard_links_works(
    path: Path, monkeypatch: pytest.MonkeyPatch, there_already: bool
) -> None:
    def refuse(*_: object) -> NoReturn:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    with Journal.open(path) as journal:
        if there_already:
            path.write_text("mine")
            with pytest.raises(StoreError, match="a file has appeared"):
                journal.append([say(1)])
            assert path.read_text() == "mine"
        else:
            journal.append([say(1)])
            journal.append([say(2)])
            assert journal.events() == (say(1), say(2))
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("failing", [1, 2], ids=["its content", "its name"])
def test_a_new_file_whose_name_cannot_be_synced_is_not_reported_as_saved(
    path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    fsync = os.fsync
    calls = []

    def fail_once(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == failing:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", fail_once)
    with Journal.open(path) as journal:
        with pytest.raises(StoreError, match="the disk reports an error"):
            journal.append([say(1)])
        assert list(path.parent.iterdir()) == []
        journal.append([say(1)])
        assert journal.events() == (say(1),)


def test_a_new_file_is_saved_although_its_temporary_name_cannot_be_deleted(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path, missing_ok: bool = False) -> NoReturn:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with Journal.open(path) as journal:
        with monkeypatch.context() as patch:
            patch.setattr(Path, "unlink", refuse)
            journal.append([say(1)])
        journal.append([say(2)])
    with Journal.open(path) as journal:
        assert journal.events() == (say(1), say(2))
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_new_file_that_can_be_neither_synced_nor_deleted_is_shown_as_it_is(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with Journal.open(path) as journal:
        with monkeypatch.context() as patch:
            patch.setattr("store.creation.sync_folder", refuse)
            patch.setattr(Path, "unlink", refuse)
            journal.append([say(1)])
        assert journal.events() == (say(1),)
    with Journal.open(path) as journal:
        assert journal.events() == (say(1),)


def test_events_in_a_new_file_that_another_process_opens_first_are_kept_and_the_next_write_fails(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path, **__: object) -> NoReturn:
        raise StoreError("is open in another Skillgap")

    with Journal.open(path) as journal:
        with monkeypatch.context() as patch:
            patch.setattr("store.journal.open_checked", refuse)
            journal.append([say(1)])
            with pytest.raises(StoreError, match="is open in another Skillgap"):
                journal.append([say(2)])
            assert journal.events() == (say(1),)
        journal.append([say(2)])
    with Journal.open(path) as journal:
        assert journal.events() == (say(1), say(2))


def test_a_new_file_that_another_process_wrote_to_first_is_left_untouched(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path, **__: object) -> NoReturn:
        raise StoreError("is open in another Skillgap")

    with Journal.open(path) as journal:
        with monkeypatch.context() as patch:
            patch.setattr("store.journal.open_checked", refuse)
            journal.append([say(1)])
        with Journal.open(path) as other:
            other.append([say(2)])
        with pytest.raises(StoreError, match="changed or replaced"):
            journal.append([say(3)])
    with Journal.open(path) as journal:
        assert journal.events() == (say(1), say(2))

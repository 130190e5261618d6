"""The user is told when a file turns out to be read-only, and when the disk did not confirm a write."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from store import checks
from store.backup_repository import BackupRepository
from store.journal import Journal, StoreError
from store.salvage import save_salvaged
from tests.store.sayings import say, say_many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

UNCONFIRMED = (
    "was written to skillgap.db and can be read, but the disk did not confirm it: the disk reports an error ({}). "
    "A power cut could lose it."
)


@pytest.fixture
def refuse_to_write(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The next that many times, SQLite silently opens a file read-only that was to be written."""
    times = [0]
    connect = checks.connect

    def connect_to_read(path: Path, mode: str, **options: Any) -> sqlite3.Connection:
        if mode == "rw" and times[0]:
            times[0] -= 1
            mode = "ro"
        return connect(path, mode, **options)

    monkeypatch.setattr("store.opening.connect", connect_to_read)
    return times


def test_a_file_that_sqlite_cannot_write_is_read_only_whatever_permissions_say(
    kept: Path, refuse_to_write: list[int]
) -> None:
    refuse_to_write[0] = 2
    with Journal.open(kept) as journal:
        assert os.access(kept, os.W_OK)
        assert journal.read_only
        assert list(journal.events()) == say_many(40)
        with pytest.raises(StoreError, match=r"Not saved in .*What was saved before is safe\. Make both writable"):
            journal.append([say(100)])
        journal.append([say(100)])  # it is opened again each time
    with Journal.open(kept) as journal:
        assert list(journal.events()) == [*say_many(40), say(100)]


def test_a_writable_folder_is_not_read_only_whatever_permissions_say(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    with Journal.open(kept) as journal:
        assert not journal.read_only
        journal.append([say(100)])
    assert [each.name for each in kept.parent.iterdir()] == [kept.name]


def test_read_only_is_known_after_a_restore(kept: Path, refuse_to_write: list[int]) -> None:
    repository = BackupRepository(kept)
    with repository.open() as journal:
        work = repository.copy()
        assert work is not None
        backup = work()
        journal.append([say(100)])
        refuse_to_write[0] = 2
        repository.restoring(backup.path).run()
        assert journal.read_only
        assert not repository.needs_backup()
        assert not journal.try_to_write()
        assert journal.try_to_write()
        journal.append([say(101)])
    with Journal.open(kept) as journal:
        assert list(journal.events()) == [*say_many(40), say(101)]


def test_a_write_refused_as_read_only_is_remembered_and_tried_again(
    path: Path, connections: list[sqlite3.Connection]
) -> None:
    with Journal.open(path) as journal:
        journal.append([say(1)])
        connections[-1].execute("PRAGMA query_only = ON")
        with pytest.raises(StoreError, match="the file or its folder is read-only"):
            journal.append([say(2)])
        assert journal.read_only
        assert journal.try_to_write()
        journal.append([say(2)])


@pytest.mark.parametrize("change", [lambda path: path.unlink(), lambda path: path.write_bytes(b"x" * 9000)])
def test_a_missing_or_replaced_file_does_not_become_writable(
    kept: Path, refuse_to_write: list[int], change: Callable[[Path], object]
) -> None:
    refuse_to_write[0] = 1
    with Journal.open(kept) as journal:
        change(kept)
        assert not journal.try_to_write()
        assert len(journal.events()) == 40
        with pytest.raises(StoreError, match="Not saved"):
            journal.append([say(100)])


class _Disk(sqlite3.Connection):
    """A connection whose last sync of a commit fails on demand, after the commit."""

    is_failing = False

    def execute(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
        cursor = super().execute(sql, *parameters)
        if sql == "COMMIT" and _Disk.is_failing:
            _Disk.is_failing = False
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
            raise error
        return cursor


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[_Disk]]:
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *args, **options: connect(*args, factory=_Disk, **options))
    yield _Disk
    _Disk.is_failing = False


def test_a_change_whose_last_sync_fails_is_kept_and_reported_as_unconfirmed(kept: Path, disk: type[_Disk]) -> None:
    with Journal.open(kept) as journal:
        disk.is_failing = True
        journal.append([say(100)])
        assert UNCONFIRMED.format("disk I/O error") in journal.unconfirmed
        assert "File, Export everything" in journal.unconfirmed
        assert list(journal.events()) == [*say_many(40), say(100)]
        journal.append([say(101)])
        assert not journal.unconfirmed
    with Journal.open(kept) as journal:
        assert list(journal.events()) == [*say_many(40), say(100), say(101)]


def _refuse(*_: object, **__: object) -> NoReturn:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_a_new_file_whose_name_is_not_synced_is_reported_as_unconfirmed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Journal.open(path) as journal:
        with monkeypatch.context() as patch:
            patch.setattr("store.creation.sync_folder", _refuse)
            patch.setattr(Path, "unlink", _refuse)
            journal.append([say(1)])
        assert UNCONFIRMED.format("Input/output error") in journal.unconfirmed


def test_a_restore_whose_sync_fails_is_reported_as_unconfirmed(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = BackupRepository(kept)
    with repository.open() as journal:
        work = repository.copy()
        assert work is not None
        backup = work()
        journal.append([say(100)])
        with monkeypatch.context() as patch:
            patch.setattr("store.restoring.sync_folder", _refuse)
            repository.restoring(backup.path).run()
        assert UNCONFIRMED.format("Input/output error") in journal.unconfirmed
        assert list(journal.events()) == say_many(40)
    kept.unlink()
    with monkeypatch.context() as patch:
        patch.setattr("store.restoring.sync_folder", _refuse)
        repository.restore_unopened(backup.path)
    assert UNCONFIRMED.format("Input/output error") in repository.unconfirmed
    repository.restore_unopened(backup.path)
    assert not repository.unconfirmed


def test_a_salvaged_file_whose_sync_fails_is_reported_as_unconfirmed(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("store.creation.sync_folder", _refuse)
        patch.setattr(Path, "unlink", _refuse)
        found = save_salvaged(kept, tmp_path / "saved.db")
    assert "the disk did not confirm it" in found.notes[-1]


def test_the_expected_content_is_passed_on_before_the_file_is_replaced(kept: Path) -> None:
    repository = BackupRepository(kept)
    coming: list[tuple[int, str]] = []
    held: list[int] = []

    def note(stand: tuple[int, str]) -> None:
        coming.append(stand)
        held.append(kept.stat().st_ino if kept.exists() else 0)

    repository.before_replacing = note
    with repository.open() as journal:
        work = repository.copy()
        assert work is not None
        backup = work()
        journal.append([say(100)])
        repository.restoring(backup.path).run()
        repository.replacing(say_many(3)).run()
    content = bytearray(kept.read_bytes())
    content[-4096:] = bytes(4096)
    kept.write_bytes(content)
    number = kept.stat().st_ino
    repository.restore_unopened(backup.path)
    kept.unlink()
    repository.restore_unopened(backup.path)
    last = say_many(40)[-1].id
    assert coming == [(40, last), (3, say_many(3)[-1].id), (40, last), (40, last)]
    assert held[2:] == [number, 0]

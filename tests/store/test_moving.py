"""The file moves to another folder completely or stays where it is, and so do its backups."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from store.backup_repository import BackupRepository
from store.backups import list_backups
from store.file_identity import folder_of
from store.journal import Journal, StoreError
from store.retention import USUAL
from tests.store.conftest import look_at
from tests.store.sayings import say, say_many

if TYPE_CHECKING:
    from pathlib import Path

    from store.backups import Backup

NOON = datetime(2026, 11, 21, 12, 0, 7, tzinfo=UTC)


class Places:
    """What is remembered of where the file and its backups are."""

    def __init__(self) -> None:
        self.told: list[tuple[Path, Path | None]] = []

    def remember(self, place: Path, backups: Path | None) -> None:
        self.told.append((place, backups))


@pytest.fixture
def repository(kept: Path) -> BackupRepository:
    return BackupRepository(kept, lambda: NOON)


@pytest.fixture
def there(tmp_path: Path) -> Path:
    folder = tmp_path / "another disk"
    folder.mkdir()
    return folder


def back_up(repository: BackupRepository) -> Backup:
    work = repository.copy()
    assert work is not None
    return work()


def test_the_file_is_moved_and_used_there(repository: BackupRepository, kept: Path, there: Path) -> None:
    places = Places()
    with repository.open() as journal:
        backup = repository.moving(there, places.remember).run()
        assert backup
        assert not kept.exists()
        assert repository.path == journal.path == there / kept.name
        assert places.told == [(there / kept.name, kept.parent / "backups")]
        assert repository.backups() == [backup]
        journal.append([say(1000)])
        assert back_up(repository).path.parent == backup.path.parent, "backups stay where they are"
        assert repository.unconfirmed == ""
    assert [each.name for each in there.iterdir()] == [kept.name]
    with Journal.open(there / kept.name) as journal:
        assert journal.events() == (*say_many(40), say(1000))


def test_moved_back_all_is_as_before(repository: BackupRepository, kept: Path, there: Path) -> None:
    places = Places()
    with repository.open() as journal:
        repository.moving(there, places.remember).run()
        backups = repository.backups()
        repository.moving(kept.parent, places.remember).run()
        assert places.told[-1] == (kept, None)
        assert (repository.path, repository.backup_folder) == (kept, None)
        assert set(repository.backups()) > set(backups), "each move leaves one"
        assert journal.events() == tuple(say_many(40))
    assert list(there.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "told"),
    [("skillgap.db", "there is a skillgap.db in .* already"), ("skillgap.db-journal", "unfinished write")],
)
def test_nothing_that_is_there_is_replaced(
    repository: BackupRepository, kept: Path, there: Path, name: str, told: str
) -> None:
    (there / name).write_text("mine")
    with repository.open(), pytest.raises(StoreError, match=told):
        repository.moving(there, Places().remember)
    assert (there / name).read_text() == "mine"
    assert kept.exists()


def test_a_file_that_appears_while_the_copy_is_made_stays(
    repository: BackupRepository, kept: Path, there: Path
) -> None:
    with repository.open() as journal, repository.moving(there, Places().remember) as move:
        move.make()
        (there / kept.name).write_text("mine")
        with pytest.raises(StoreError, match="already"):
            move.put_in_place()
        journal.append([say(1000)])
    assert (there / kept.name).read_text() == "mine"


def test_it_is_not_moved_to_a_folder_that_is_absent_nor_before_it_exists(tmp_path: Path, there: Path) -> None:
    repository = BackupRepository(tmp_path / "new.db")
    with repository.open() as journal:
        with pytest.raises(StoreError, match="there is no file yet"):
            repository.moving(there, lambda *_: None)
        journal.append([say(0)])
        with pytest.raises(StoreError, match="absent cannot be reached"):
            repository.moving(there / "absent", lambda *_: None)
    assert list(there.iterdir()) == []


def refuse_nth(patch: pytest.MonkeyPatch, owner: object, name: str, nth: int, error: Exception) -> list[int]:
    """Let the nth call of a function fail; the list holds that number once it did."""
    usual, calls, refused = getattr(owner, name), [0], []

    def call(*args: object, **options: object) -> object:
        calls[0] += 1
        if calls[0] == nth:
            refused.append(nth)
            raise error
        return usual(*args, **options)

    patch.setattr(owner, name, call)
    return refused


@pytest.mark.parametrize("name", ["open", "fsync", "link", "unlink", "connect", "stat"])
def test_whichever_call_fails_the_file_is_here_or_there_and_never_both_in_use(
    repository: BackupRepository, kept: Path, there: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    owner = sqlite3 if name == "connect" else os
    full = OSError(errno.ENOSPC, "No space left on device")
    error = sqlite3.OperationalError("disk I/O error") if name == "connect" else full
    outcomes = []
    with repository.open() as journal:
        nth, was_refused = 0, True
        while was_refused:
            nth += 1
            places, before = Places(), look_at(kept.parent)
            with monkeypatch.context() as patch:
                refused = refuse_nth(patch, owner, name, nth, error)
                try:
                    repository.moving(there, places.remember).run()
                except StoreError as fault:
                    outcomes.append(str(fault))
            was_refused = bool(refused)
            if repository.path == kept:
                assert look_at(kept.parent) == before
                assert list(there.iterdir()) == []
            else:
                assert places.told
                assert kept.exists() is bool(repository.unconfirmed)
                kept.unlink(missing_ok=True)
                repository.moving(kept.parent, places.remember).run()
            journal.append([say(1000 + nth)])
        assert len(journal.events()) == 40 + nth
    assert all(each.endswith(".") and "Errno" not in each for each in outcomes), outcomes
    assert outcomes or name in ("unlink", "stat")


def test_where_the_place_cannot_be_remembered_the_file_stays(
    repository: BackupRepository, kept: Path, there: Path
) -> None:
    def refuse(*_: object) -> None:
        raise StoreError("Nothing was changed: the settings could not be written.")

    with repository.open() as journal:
        with pytest.raises(StoreError, match="settings"):
            repository.moving(there, refuse).run()
        assert (repository.path, journal.path) == (kept, kept)
        journal.append([say(1000)])
    assert list(there.iterdir()) == []


# The folder of the backups


@pytest.fixture
def chosen(kept: Path, there: Path) -> BackupRepository:
    """A file whose backups go to another folder."""
    return BackupRepository(kept, lambda: NOON, backup_folder=there)


def test_backups_are_made_listed_and_restored_in_the_chosen_folder(chosen: BackupRepository, there: Path) -> None:
    with chosen.open() as journal:
        backup = back_up(chosen)
        assert backup.path.parent == there == chosen.folder
        journal.append([say(1000)])
        chosen.restoring(backup.path).run()
        assert len(journal.events()) == 40
        assert [each.path.parent for each in chosen.backups()] == [there, there]


def test_an_absent_folder_is_never_made(chosen: BackupRepository, kept: Path, there: Path) -> None:
    there.rmdir()
    with chosen.open(), pytest.raises(StoreError, match="another disk cannot be reached"):
        back_up(chosen)
    assert not there.exists()
    assert not folder_of(kept).exists()


def test_every_readable_backup_is_copied_to_a_new_folder(repository: BackupRepository, there: Path) -> None:
    with repository.open():
        made = [back_up(repository) for _ in range(3)]
        made[1].path.write_bytes(b"spoilt")
        shares: list[float] = []
        copies = repository.copies_in(there, shares.append)
    assert [each.name for each in copies] == [made[2].path.name, made[0].path.name]
    assert all(repository.read(each) == say_many(40) for each in copies)
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert repository.copies_in(there) == [], "nothing is copied twice"
    assert all(each.path.exists() for each in made)


def test_copies_that_cannot_all_be_made_are_removed_again(
    repository: BackupRepository, there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with repository.open():
        for _ in range(3):
            back_up(repository)
        refused = refuse_nth(monkeypatch, shutil, "copyfile", 3, OSError(errno.ENOSPC, "No space left on device"))
        with pytest.raises(StoreError, match="no room left"):
            repository.copies_in(there)
    assert refused
    assert list(there.iterdir()) == []


def test_the_rule_says_which_backups_stay(kept: Path) -> None:
    moments = iter([NOON - timedelta(days=days) for days in (40, 20, 10, 5, 4, 3)] + [NOON] * 10)
    repository = BackupRepository(kept, lambda: next(moments))
    with repository.open() as journal:
        for number in range(6):
            journal.append([say(1000 + number)])
            back_up(repository)
        assert repository.surplus(USUAL) == 0
        assert repository.surplus((1, 2, 0, 1)) == 3
        repository.rule = (1, 2, 0, 1)
        journal.append([say(1010)])
        back_up(repository)
    assert [(NOON - each.moment).days for each in list_backups(kept)] == [0, 3, 4, 40], "the last of October"

"""A backup is a complete, checked copy, or there is none and the user is told; a damaged one is never touched."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from roadmaps.text.locale_format import DateOrder, LocaleForms
from store import backups as backups_module
from store.backup_reader import read_checked
from store.backup_repository import BackupRepository
from store.backups import Backup, Reason, apply_retention, keep, list_backups
from store.errors import BackupFailed, StoreError
from store.file_identity import folder_of
from store.journal import Journal
from tests.posix import make_pipe
from tests.store.conftest import look_at
from tests.store.sayings import say, say_many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from store.watch import Watch

NOON = datetime(2026, 11, 21, 12, 0, 7, tzinfo=UTC)
DAY = timedelta(days=1)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def opened(path: Path, clock: Clock) -> Iterator[tuple[BackupRepository, Journal]]:
    """An open file of forty events, and its backups."""
    with Journal.open(path) as journal:
        journal.append(say_many(40))
    repository = BackupRepository(path, clock)
    with repository.open() as journal:
        yield repository, journal


@pytest.fixture
def repository(opened: tuple[BackupRepository, Journal]) -> BackupRepository:
    return opened[0]


@pytest.fixture
def journal(opened: tuple[BackupRepository, Journal]) -> Journal:
    return opened[1]


def back_up(repository: BackupRepository) -> Backup:
    work = repository.copy()
    assert work is not None
    return work()


def spoil(path: Path) -> bytes:
    content = bytearray(path.read_bytes())
    at = content.index("größer".encode())
    content[at] ^= 1
    path.write_bytes(content)
    return bytes(content)


def test_a_backup_holds_every_event_and_is_private(repository: BackupRepository, path: Path) -> None:
    backup = back_up(repository)
    assert backup.path == path.parent / "backups" / "skillgap.2026-11-21T120007Z.ordinary.db"
    assert backup.path.stat().st_mode & 0o777 == 0o600
    assert backup.path.parent.stat().st_mode & 0o777 == 0o700
    assert [each.name for each in backup.path.parent.iterdir()] == [backup.path.name]
    assert repository.read(backup.path) == say_many(40)
    with Journal.open(backup.path) as journal:  # it is an ordinary file of ours
        assert list(journal.events()) == say_many(40)
    assert {each.name for each in path.parent.iterdir()} - {"skillgap.db", "backups"} <= {"skillgap.db-journal"}


def test_a_snapshot_is_of_its_moment_and_any_thread_can_write_it(
    repository: BackupRepository, journal: Journal
) -> None:
    work = repository.copy()
    assert work is not None
    journal.append([say(1000)])
    kept: list[Backup] = []
    thread = threading.Thread(target=lambda: kept.append(work()))
    thread.start()
    thread.join()
    assert repository.read(kept[0].path) == say_many(40)
    assert repository.needs_backup()
    assert len(repository.read(back_up(repository).path)) == 41
    assert not repository.needs_backup()


def test_no_backup_is_needed_if_the_last_one_is_current_even_after_a_restart(
    repository: BackupRepository, journal: Journal, path: Path
) -> None:
    assert repository.needs_backup()
    back_up(repository)
    assert not repository.needs_backup()
    journal.close()
    again = BackupRepository(path)
    with again.open() as reopened:
        assert not again.needs_backup()
        reopened.append([say(1000)])
        assert again.needs_backup()


def test_a_missing_file_needs_no_backup(path: Path) -> None:
    repository = BackupRepository(path)
    with repository.open():
        assert not repository.needs_backup()
        assert repository.copy() is None
    assert list(path.parent.iterdir()) == []


def test_two_backups_in_one_second_get_different_names(repository: BackupRepository) -> None:
    first, second = back_up(repository), back_up(repository)
    assert second.moment - first.moment == timedelta(seconds=1)
    assert repository.backups() == [second, first]


def test_names_give_file_moment_and_reason_and_nothing_else_is_listed(repository: BackupRepository, path: Path) -> None:
    backup = back_up(repository)
    folder = folder_of(path)
    strangers = [
        "notes.txt",
        "skillgap.db",
        "skillgap.2026-11-21T120007Z.db",
        "skillgap.2026-11-21T120007Z.whatever.db",
        "skillgap.2026-13-41T120007Z.ordinary.db",
        "skillgap.2026-11-21T120007Z.ordinary-7.db",
        "skillgap.2026-11-21T120007Z.before-migration-from.db",
        "skillgap.2026-11-21T120007Z.ordinary.db-journal",
        "other.2026-11-21T120007Z.ordinary.db",
        "skillgap-2.2026-11-21T120007Z.ordinary.db",
    ]
    for name in strangers:
        folder.joinpath(name).write_text("mine")
    folder.joinpath("skillgap.2026-11-20T120007Z.ordinary.db").mkdir()
    folder.joinpath("skillgap.2026-11-19T120007Z.ordinary.db").symlink_to(path)
    make_pipe(folder / "skillgap.2026-11-18T120007Z.ordinary.db")
    folder.joinpath("skillgap.2026-11-17T120007Z.before-migration-from-3.db").write_bytes(b"")
    assert repository.backups() == [
        backup,
        Backup(
            folder / "skillgap.2026-11-17T120007Z.before-migration-from-3.db",
            datetime(2026, 11, 17, 12, 0, 7, tzinfo=UTC),
            Reason.BEFORE_MIGRATION,
            3,
        ),
    ]
    back_up(repository)
    assert all(folder.joinpath(name).read_text() == "mine" for name in strangers)


@pytest.mark.parametrize("name", ["a?b#c%41.db", "größe.sqlite", "🙂", "n" * 240 + ".db", "a.b.db", "-x.db"])
def test_files_of_any_name_have_their_own_backups(tmp_path: Path, name: str) -> None:
    vaults = [BackupRepository(tmp_path / name), BackupRepository(tmp_path / f"x{name[1:]}")]
    for repository, count in zip(vaults, (3, 5), strict=True):
        with repository.open() as journal:
            journal.append(say_many(count))
            back_up(repository)
    assert [len(repository.read(backup.path)) for repository in vaults for backup in repository.backups()] == [3, 5]


def test_the_moment_in_a_name_is_the_same_in_any_time_zone(repository: BackupRepository, clock: Clock) -> None:
    clock.now = NOON.astimezone(timezone(timedelta(hours=14)))
    assert back_up(repository).moment == NOON
    assert repository.backups()[0].moment == NOON


# Failures


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("step", ["make_private_folder", "_move_into_place", "sync_folder"])
def test_a_full_disk_is_reported_and_leaves_nothing_incomplete(
    repository: BackupRepository, path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = back_up(repository)
    monkeypatch.setattr(f"store.backups.{step}", full)
    with pytest.raises(BackupFailed) as failure:
        back_up(repository)
    at = f"{NOON.astimezone():%H:%M}"
    assert str(failure.value) == f"The backup of {at} failed: there is no room left on the disk. Your work is saved."
    left = [each.name for each in folder_of(path).iterdir() if each != before.path]
    # The folder could not be synced, but the file is complete: it is a valid backup.
    assert left == ([f"{before.path.name[:25]}8Z.ordinary.db"] if step == "sync_folder" else [])
    assert all(repository.read(each.path) == say_many(40) for each in repository.backups())


@pytest.mark.parametrize("step", ["store.backups._move_into_place", "store.backup_repository.Journal.snapshot"])
def test_the_time_in_the_message_has_the_given_format(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """The format of the locale, which only the window knows: "2:02 pm" in the United States."""

    def refuse(*_: object) -> None:
        raise StoreError("It is full.")

    american = LocaleForms(DateOrder.MONTH_FIRST, has_12_hours=True)
    local = datetime(2026, 11, 21, 14, 2).astimezone()
    clock.now = local.astimezone(UTC)
    repository = BackupRepository(path, clock, american.time)
    with repository.open() as journal:
        journal.append(say_many(3))
        monkeypatch.setattr(step, refuse)
        with pytest.raises(BackupFailed) as failure:
            back_up(repository)
    assert str(failure.value) == "The backup of 2:02\xa0pm failed: It is full. Your work is saved."


def test_sqlite_running_out_of_space_is_reported(
    repository: BackupRepository, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sqlite3.connect

    def cramped(*args: object, **options: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = real(*args, **options)  # type: ignore[call-overload]
        if ".skillgap-" in str(args[0]) and "immutable" not in str(args[0]):
            connection.execute("PRAGMA max_page_count = 2")
        return connection

    monkeypatch.setattr(sqlite3, "connect", cramped)
    with pytest.raises(BackupFailed, match=r"failed: there is no room left on the disk. Your work is saved"):
        back_up(repository)
    assert list(folder_of(path).iterdir()) == []


def test_a_backup_folder_that_is_read_only_or_a_file_is_reported(without_privileges: Path) -> None:
    repository = BackupRepository(without_privileges / "skillgap.db")
    with repository.open() as journal:
        journal.append(say_many(3))
        folder = folder_of(journal.path)
        folder.mkdir(mode=0o500)
        with pytest.raises(BackupFailed, match="you don’t have permission to write there"):
            back_up(repository)
        folder.rmdir()
        folder.write_text("mine")
        with pytest.raises(
            BackupFailed,
            match=r"backups should be .* but something else has that name\. Move it away\. Your work is saved",
        ):
            back_up(repository)
        assert folder.read_text() == "mine"


def test_a_copy_that_fails_a_check_never_becomes_a_backup(
    repository: BackupRepository, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = read_checked

    def misread(copy: Path, watch: Watch) -> object:
        spoil(copy)
        return real(copy, watch)

    monkeypatch.setattr(backups_module, "read_checked", misread)
    with pytest.raises(BackupFailed, match=r"copied in full because entry \d+ has been altered. Start Skillgap again"):
        back_up(repository)
    assert list(folder_of(path).iterdir()) == []


def test_a_copy_with_another_last_row_never_becomes_a_backup(journal: Journal, path: Path) -> None:
    snapshot = journal.snapshot()
    assert snapshot is not None
    snapshot.last_row = snapshot.last_row._replace(seq=39)
    with pytest.raises(BackupFailed, match=r"the copy does not match the file. Your work is saved"):
        keep(snapshot, path, Reason.ORDINARY)
    assert list(folder_of(path).iterdir()) == []


def test_an_unwritten_snapshot_frees_its_memory(journal: Journal) -> None:
    snapshot = journal.snapshot()
    assert snapshot is not None
    memory = snapshot._memory  # noqa: SLF001
    del snapshot
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        memory.execute("SELECT 1")


def test_no_snapshot_is_taken_inside_a_transaction(kept: Path) -> None:
    from store.rows import NO_ROW
    from store.snapshot import take_snapshot

    with contextlib.closing(sqlite3.connect(kept, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(ValueError, match="transaction"):
            take_snapshot(connection, NO_ROW)


def test_a_file_with_another_page_size_is_backed_up(kept: Path) -> None:
    with contextlib.closing(sqlite3.connect(kept, isolation_level=None)) as connection:
        connection.execute("PRAGMA page_size = 1024")
        connection.execute("VACUUM")
    repository = BackupRepository(kept)
    with repository.open():
        assert repository.read(back_up(repository).path) == say_many(40)


# Retention


@pytest.fixture
def fill(repository: BackupRepository, path: Path) -> Callable[..., list[Path]]:
    """Copies a sound backup to the names of other moments."""
    content = back_up(repository).path.read_bytes()
    repository.backups()[0].path.unlink()

    def put(*ages: timedelta, reason: str = "ordinary") -> list[Path]:
        made = []
        for age in ages:
            path_then = folder_of(path) / f"skillgap.{NOON - age:%Y-%m-%dT%H%M%SZ}.{reason}.db"
            path_then.write_bytes(content)
            made.append(path_then)
        return made

    return put


def there(paths: list[Path]) -> list[bool]:
    return [each.exists() for each in paths]


def test_a_backup_is_followed_by_retention(repository: BackupRepository, fill: Callable[..., list[Path]]) -> None:
    hour = timedelta(hours=1)
    old = fill(3 * DAY, 3 * DAY + hour, 3 * DAY + 2 * hour, DAY, DAY + hour)
    back_up(repository)
    assert there(old) == [True, False, False, True, True]


def test_pre_migration_backups_are_kept_separately(
    repository: BackupRepository, fill: Callable[..., list[Path]]
) -> None:
    ages = [timedelta(days=400 + number) for number in range(4)]
    old = fill(*ages, reason="before-migration-from-1")
    others = fill(*ages, reason="before-restore")
    back_up(repository)
    assert there(old) == [True, True, False, False]
    assert there(others) == [True] * 4


def test_a_damaged_backup_replaces_none_and_is_left_untouched(
    repository: BackupRepository, fill: Callable[..., list[Path]]
) -> None:
    hour = timedelta(hours=1)
    newest, middle, oldest = fill(3 * DAY, 3 * DAY + hour, 3 * DAY + 2 * hour)
    damaged = spoil(newest)
    back_up(repository)
    assert there([newest, middle, oldest]) == [True, True, False]
    assert newest.read_bytes() == damaged
    half = middle.read_bytes()[:5000]
    (last,) = fill(3 * DAY - hour)
    middle.write_bytes(half)
    back_up(repository)
    assert there([newest, middle, last]) == [True, True, True]
    assert (newest.read_bytes(), middle.read_bytes()) == (damaged, half)


def test_nothing_is_deleted_while_the_file_is_not_in_place(
    repository: BackupRepository, path: Path, fill: Callable[..., list[Path]]
) -> None:
    hour = timedelta(hours=1)
    old = fill(3 * DAY, 3 * DAY + hour)
    path.rename(path.with_name("elsewhere.db"))
    backup = back_up(repository)  # now the only copy
    assert len(repository.read(backup.path)) == 40
    assert there(old) == [True, True]


def test_nothing_is_deleted_after_a_failed_backup(
    repository: BackupRepository, fill: Callable[..., list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    hour = timedelta(hours=1)
    old = fill(3 * DAY, 3 * DAY + hour)
    monkeypatch.setattr("store.atomic_files.TemporaryFile.move_to", full)
    with pytest.raises(BackupFailed):
        back_up(repository)
    assert there(old) == [True, True]


def test_with_the_clock_set_back_nothing_is_deleted(
    repository: BackupRepository, clock: Clock, fill: Callable[..., list[Path]]
) -> None:
    hour = timedelta(hours=1)
    old = fill(3 * DAY, 3 * DAY + hour)
    clock.now = datetime(1970, 1, 2, tzinfo=UTC)
    backup = back_up(repository)
    assert backup.path.exists()
    assert there(old) == [True, True]
    assert repository.backups()[-1] == backup


def test_retention_never_deletes_the_new_backup(repository: BackupRepository, path: Path, clock: Clock) -> None:
    clock.now = NOON - 400 * DAY
    backup = back_up(repository)
    assert apply_retention(path, NOON, spared=[backup]) == []
    assert backup.path.exists()


def test_a_backup_that_cannot_be_deleted_does_not_fail_the_new_one(
    repository: BackupRepository, fill: Callable[..., list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    old = fill(3 * DAY, 3 * DAY + timedelta(hours=1))
    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path in old:
            full()
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    assert back_up(repository).path.exists()
    assert there(old) == [True, True]


def test_a_folder_that_cannot_be_listed_is_reported(path: Path) -> None:
    folder_of(path).write_text("mine")
    with pytest.raises(StoreError, match="cannot be listed"):
        list_backups(path)


def test_listing_and_reading_change_nothing(repository: BackupRepository, path: Path) -> None:
    backup = back_up(repository)
    damaged = folder_of(path) / "skillgap.2026-01-01T120007Z.ordinary.db"
    damaged.write_bytes(backup.path.read_bytes()[:9000])
    before = look_at(folder_of(path))
    for each in repository.backups():
        if each.path == damaged:
            with pytest.raises(StoreError, match="is damaged"):
                repository.read(each.path)
        else:
            repository.read(each.path)
    assert look_at(folder_of(path)) == before


def test_a_closed_file_is_not_reopened_for_a_backup(repository: BackupRepository, journal: Journal) -> None:
    journal.close()
    journal.close()
    with pytest.raises(ValueError, match="closed"):
        repository.copy()
    assert len(journal.events()) == 40

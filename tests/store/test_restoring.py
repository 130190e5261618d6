"""A restore leaves the old file or the new one, keeps what it replaces, and can be undone."""

from __future__ import annotations

import errno
import os
import random
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from store import restoring
from store.backup_repository import BackupRepository
from store.backups import Reason, list_backups
from store.errors import DamagedFile, ForeignFile, ShrunkFile
from store.file_identity import folder_of
from store.journal import Journal, StoreError
from store.opening import ExpectedContent
from tests.posix import KILL, fork
from tests.store.conftest import look_at
from tests.store.sayings import say, say_many

if TYPE_CHECKING:
    from types import FrameType

    from store.backups import Backup
    from store.replacement import Replacement
    from store.restoring import PreparedFile
    from store.watch import Watch

NOON = datetime(2026, 11, 21, 12, 0, 7, tzinfo=UTC)
CALLS = {
    "execute",
    "backup",
    "connect",
    "close",
    "open",
    "link",
    "unlink",
    "rename",
    "replace",
    "fsync",
    "mkdir",
    "flock",
}


@pytest.fixture
def repository(kept: Path) -> BackupRepository:
    """A file of forty events that is not open yet."""
    return BackupRepository(kept, lambda: NOON)


def back_up(repository: BackupRepository) -> Backup:
    work = repository.copy()
    assert work is not None
    return work()


def spoil(path: Path) -> bytes:
    content = bytearray(path.read_bytes())
    content[-4096:-2048] = bytes(2048)
    path.write_bytes(content)
    return bytes(content)


# The open file


def test_restore_brings_back_the_backup_and_backs_up_the_current_state(
    repository: BackupRepository, kept: Path
) -> None:
    with repository.open() as journal:
        backup = back_up(repository)
        journal.append([say(1000), say(1001)])
        before = repository.restoring(backup.path).run()
        assert list(journal.events()) == say_many(40)
        assert before is not None
        assert before.reason is Reason.BEFORE_RESTORE
        assert repository.read(before.path) == [*say_many(40), say(1000), say(1001)]
        assert not repository.needs_backup()
        journal.append([say(1002)])  # the file is open and sound
        assert repository.needs_backup()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert sorted(each.name for each in kept.parent.iterdir()) == ["backups", "skillgap.db"]
    with Journal.open(kept) as journal:
        assert list(journal.events()) == [*say_many(40), say(1002)]


def test_after_a_restore_no_other_process_can_write_to_the_file(repository: BackupRepository, kept: Path) -> None:
    program = f"import sqlite3; sqlite3.connect({str(kept)!r}, timeout=0).execute('CREATE TABLE other (a)')"

    def write_elsewhere() -> str:
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
        return done.stderr.strip().rpartition("\n")[2]

    with repository.open() as journal:
        backup = back_up(repository)
        assert write_elsewhere() == "sqlite3.OperationalError: database is locked"
        journal.append([say(1000)])
        repository.restoring(backup.path).run()
        assert write_elsewhere() == "sqlite3.OperationalError: database is locked"
        journal.append([say(1001)])


def test_a_restore_is_undone_by_another_restore(repository: BackupRepository) -> None:
    with repository.open() as journal:
        backup = back_up(repository)
        journal.append([say(1000)])
        before = repository.restoring(backup.path).run()
        assert before is not None
        repository.restoring(before.path).run()
        assert list(journal.events()) == [*say_many(40), say(1000)]
        journal.append([say(1001)])


def test_forty_restores_each_give_what_was_backed_up(path: Path) -> None:
    chance = random.Random(14)
    now = [NOON]
    repository = BackupRepository(path, lambda: now[0])
    with repository.open() as journal:
        journal.append([say(1)])
        states = {back_up(repository): journal.events()}
        for number in range(2, 42):
            journal.append([say(number * 10, subject=f"docker.image-{number}")])
            now[0] += timedelta(minutes=7)
            states[back_up(repository)] = journal.events()
            now[0] += timedelta(minutes=7)
            chosen = chance.choice([each for each in states if each.path.exists()])
            repository.restoring(chosen.path).run()
            assert journal.events() == states[chosen]


def test_a_backup_is_restored_where_there_was_no_file(repository: BackupRepository, kept: Path) -> None:
    with repository.open():
        backup = back_up(repository)
    kept.unlink()
    with repository.open() as journal:
        assert journal.events() == ()
        assert repository.restoring(backup.path).run() is None
        assert list(journal.events()) == say_many(40)
        journal.append([say(1000)])


def test_restore_never_replaces_a_file_that_appeared_meanwhile(repository: BackupRepository, kept: Path) -> None:
    with repository.open():
        backup = back_up(repository)
    content = kept.read_bytes()
    kept.unlink()
    with repository.open() as journal:
        kept.write_bytes(content + b"!")
        with pytest.raises(StoreError, match="Nothing was changed: a file has appeared"):
            repository.restoring(backup.path).run()
        assert journal.events() == ()
    assert kept.read_bytes() == content + b"!"


def test_restoring_a_damaged_backup_changes_nothing(repository: BackupRepository) -> None:
    with repository.open() as journal:
        backup = back_up(repository)
        damaged = spoil(backup.path)
        journal.append([say(1000)])
        with pytest.raises(DamagedFile, match=backup.path.name):
            repository.restoring(backup.path).run()
        assert len(journal.events()) == 41
        journal.append([say(1001)])
    assert backup.path.read_bytes() == damaged


def test_nothing_is_restored_if_the_current_state_cannot_be_backed_up(
    repository: BackupRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with repository.open() as journal:
        backup = back_up(repository)
        journal.append([say(1000)])
        with monkeypatch.context() as patch:
            patch.setattr("store.atomic_files.TemporaryFile.move_to", full)
            with pytest.raises(StoreError, match=r"Nothing was changed\. The backup of 12:00 failed: "):
                repository.restoring(backup.path).run()
        with monkeypatch.context() as patch:
            patch.setattr("store.restoring.shutil.copyfileobj", full)
            with pytest.raises(StoreError, match=r"Nothing was changed: there is no room left on the disk"):
                repository.restoring(backup.path).run()
        assert len(journal.events()) == 41
        journal.append([say(1001)])
        assert repository.restoring(backup.path).run() is not None


def test_restore_never_replaces_a_file_put_there_by_another_program(repository: BackupRepository, kept: Path) -> None:
    with repository.open():
        backup = back_up(repository)
        other = kept.with_name("other.db")
        other.write_bytes(b"somebody else's")
        other.replace(kept)
        with pytest.raises(StoreError, match="changed or replaced by another program"):
            repository.restoring(backup.path).run()
    assert kept.read_bytes() == b"somebody else's"


def test_a_hot_journal_is_never_rolled_back_into_a_restored_file(
    repository: BackupRepository, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with repository.open() as journal:
        backup = back_up(repository)
        journal.append([say(1000)])
        left = kept.with_name("skillgap.db-wal")
        left.write_bytes(b"somebody's")
        with pytest.raises(StoreError, match=r"skillgap.db-wal, beside skillgap.db, was left by another program"):
            repository.restoring(backup.path).run()
        left.unlink()
        assert len(journal.events()) == 41
        journal.append([say(1001)])
        assert len(journal.events()) == 42


def test_a_read_only_file_is_not_replaced(without_privileges: Path) -> None:
    path = without_privileges / "skillgap.db"
    repository = BackupRepository(path)
    with repository.open() as journal:
        journal.append(say_many(3))
        backup = back_up(repository)
        journal.append([say(1000)])
    path.chmod(0o400)
    with repository.open() as journal:
        assert not repository.needs_backup()
        with pytest.raises(StoreError, match="is read-only"):
            repository.restoring(backup.path).run()
        assert len(journal.events()) == 4
    assert repository.backups() == [backup]


# A file that cannot be opened


@pytest.fixture
def backup(repository: BackupRepository) -> Backup:
    with repository.open():
        return back_up(repository)


def test_a_damaged_file_is_set_aside_beside_the_restored_one(
    repository: BackupRepository, backup: Backup, kept: Path
) -> None:
    damaged = spoil(kept)
    with pytest.raises(DamagedFile):
        repository.open()
    aside = repository.restore_unopened(backup.path)
    assert aside == kept.with_name(f"skillgap.damaged-{NOON.astimezone().date()}.db")
    assert aside is not None
    assert aside.read_bytes() == damaged
    assert (aside.stat().st_nlink, kept.stat().st_nlink) == (1, 1)
    with repository.open() as journal:
        assert list(journal.events()) == say_many(40)


def test_a_second_damaged_file_on_one_day_gets_its_own_name(
    repository: BackupRepository, backup: Backup, kept: Path
) -> None:
    first = spoil(kept)
    one = repository.restore_unopened(backup.path)
    second = b"\0" + first
    kept.write_bytes(second)
    other = repository.restore_unopened(backup.path)
    assert one is not None
    assert other is not None
    assert (one.read_bytes(), other.read_bytes()) == (first, second)
    assert other.name.endswith("-2.db")


def test_sidecars_of_a_damaged_file_stay_with_it(repository: BackupRepository, backup: Backup, kept: Path) -> None:
    spoil(kept)
    for ending in ("-journal", "-wal", "-shm"):
        kept.with_name(kept.name + ending).write_bytes(b"left" + ending.encode())
    aside = repository.restore_unopened(backup.path)
    assert aside is not None
    for ending in ("-journal", "-wal", "-shm"):
        assert aside.with_name(aside.name + ending).read_bytes() == b"left" + ending.encode()
    with repository.open() as journal:
        assert list(journal.events()) == say_many(40)


def test_without_hard_links_the_damaged_file_is_copied(
    repository: BackupRepository, backup: Backup, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    damaged = spoil(kept)
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    aside = repository.restore_unopened(backup.path)
    assert aside is not None
    assert aside.read_bytes() == damaged
    assert aside.stat().st_mode & 0o777 == 0o600


def test_a_backup_replaces_a_missing_file(repository: BackupRepository, backup: Backup, kept: Path) -> None:
    kept.unlink()
    kept.with_name("skillgap.db-journal").write_bytes(b"hot")
    aside = repository.restore_unopened(backup.path)
    assert aside is not None
    assert aside.with_name(aside.name + "-journal").read_bytes() == b"hot"
    with repository.open() as journal:
        assert list(journal.events()) == say_many(40)
    kept.unlink()
    assert repository.restore_unopened(backup.path) is None
    with repository.open() as journal:
        assert list(journal.events()) == say_many(40)


def test_a_failed_restore_leaves_the_damaged_file_in_place(
    repository: BackupRepository, backup: Backup, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    damaged = spoil(kept)
    monkeypatch.setattr(restoring, "sync_folder", refuse)
    with pytest.raises(StoreError, match="Nothing was changed"):
        repository.restore_unopened(backup.path)
    assert kept.read_bytes() == damaged


@pytest.mark.long
@pytest.mark.parametrize("is_open", [True, False], ids=["an open file", "a damaged file"])
def test_killed_at_any_system_call_of_a_restore_the_old_or_the_new_file_is_there(
    tmp_path: Path, kept: Path, *, is_open: bool
) -> None:
    """At every third system call here; ``python -m tests.endurance`` kills at each."""
    repository = BackupRepository(kept, lambda: NOON)
    with repository.open():
        back_up(repository)
    with repository.open() as journal:
        journal.append([say(1000)])
    if not is_open:
        spoil(kept)
    old, template = kept.read_bytes(), {path: path.read_bytes() for path in folder_of(kept).iterdir()}
    outcomes = []
    kill_at, result = 0, -KILL
    while result == -KILL:
        kill_at += 3
        place = tmp_path / str(kill_at)
        (place / "backups").mkdir(parents=True)
        (place / kept.name).write_bytes(old)
        for path, content in template.items():
            (place / "backups" / path.name).write_bytes(content)
        result = _restore_in_a_child(place / kept.name, kill_at, is_open=is_open)
        outcomes.append(_what_is_there(place / kept.name, old))
        # Whatever the crash left, the same restore then succeeds, and nothing incomplete stays.
        _restore(place / kept.name, is_open=is_open)
        assert _what_is_there(place / kept.name, old) == "new"
        names = [each.name for each in place.rglob("*")]
        assert not [name for name in names if name.startswith(".skillgap-")]
        if not is_open:
            assert (place / f"skillgap.damaged-{NOON.astimezone().date()}.db").read_bytes() == old
    assert result > 0
    assert len(outcomes) > 5
    assert outcomes == sorted(outcomes, reverse=True)  # "old" first, then "new", and nothing else
    assert set(outcomes) == {"old", "new"}


def _restore(path: Path, *, is_open: bool) -> None:
    repository = BackupRepository(path, lambda: NOON)
    oldest = repository.backups()[-1]
    if not is_open:
        repository.restore_unopened(oldest.path)
        return
    with repository.open():
        repository.restoring(oldest.path).run()


def _restore_in_a_child(path: Path, kill_at: int, *, is_open: bool) -> int:
    """Restore in a child process that is killed at that call; returns the number of calls it made."""
    child = fork()
    if child:
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status)
    calls = 0

    def count(_: FrameType, event: str, function: object) -> None:
        nonlocal calls
        if event == "c_call" and getattr(function, "__name__", "") in CALLS:
            calls += 1
            if calls == kill_at:
                os.kill(os.getpid(), KILL)

    try:
        import sys

        sys.setprofile(count)
        _restore(path, is_open=is_open)
        sys.setprofile(None)
    except BaseException:  # the child must not continue with its parent's tests
        os._exit(0)
    os._exit(min(calls, 255))


def _what_is_there(path: Path, old: bytes) -> str:
    if path.read_bytes() == old:
        return "old"
    with Journal.open(path) as journal:
        events = list(journal.events())
    if events == [*say_many(40), say(1000)]:
        return "old"
    assert events == say_many(40)
    return "new"


# Expected content


def test_a_shrunk_file_is_refused_until_the_user_accepts_it(kept: Path) -> None:
    with Journal.open(kept) as journal:
        journal.append([say(1000)])
        held = ExpectedContent(len(journal.events()), journal.events()[-1].id)
        more = journal.events()
    assert held == (41, say(1000).id)
    with Journal.open(kept, held) as journal:
        assert journal.events() == more
    with Journal.open(kept, ExpectedContent(40, more[39].id)) as journal:  # it grew on another computer
        assert journal.events() == more
    before = look_at(kept.parent)
    with pytest.raises(ShrunkFile, match=r"holds 41 entries, but held 42 when it was last closed"):
        Journal.open(kept, ExpectedContent(42, "x"))
    with pytest.raises(ShrunkFile, match=r"holds different entries from when it was last closed"):
        Journal.open(kept, ExpectedContent(41, "x"))
    assert look_at(kept.parent) == before
    with Journal.open(kept) as journal:
        assert journal.events() == more


def test_each_kind_of_trouble_has_its_name(kept: Path) -> None:
    content = kept.read_bytes()
    for spoilt, kind in ((b"", DamagedFile), (b"text" * 99, ForeignFile), (content[:9000], DamagedFile)):
        kept.write_bytes(spoilt)
        with pytest.raises(kind):
            Journal.open(kept)


def test_an_open_file_is_not_read_as_a_backup(kept: Path) -> None:
    from store.backup_reader import read_checked

    with Journal.open(kept) as journal:
        with pytest.raises(StoreError, match="open in another"):
            read_checked(kept)
        journal.append([say(1000)])
        with (
            closing(sqlite3.connect(kept, timeout=0)) as other,
            pytest.raises(sqlite3.OperationalError, match="locked"),
        ):
            other.execute("SELECT 1 FROM events")


# In two steps


class CallOff(Exception):
    """Raised by a progress callback to cancel."""


def call_off_after(calls: int) -> Watch:
    left = calls

    def watch(_share: float) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise CallOff

    return watch


def beginning(repository: BackupRepository, backup: Backup, kind: str) -> Replacement:
    return repository.restoring(backup.path) if kind == "restore" else repository.replacing(say_many(700))


@pytest.mark.parametrize("kind", ["restore", "import"])
def test_cancelling_at_any_point_leaves_every_file_unchanged(
    repository: BackupRepository, kept: Path, kind: str
) -> None:
    with repository.open() as journal:
        backup = back_up(repository)
        journal.append([say(1000)])
        shares: list[float] = []
        with beginning(repository, backup, kind) as replacement:
            replacement.make(shares.append)
        assert shares == sorted(shares)
        assert shares[-1] == 1
        assert shares.count(1) == 1, "and that is the end of what can be called off"
        list_backups(kept)[0].path.unlink()  # the backup that was made
        before = look_at(kept.parent)
        for calls in range(len(shares)):
            with pytest.raises(CallOff), beginning(repository, backup, kind) as replacement:
                replacement.make(call_off_after(calls))
            assert look_at(kept.parent) == before
        journal.append([say(1001)])
        assert len(journal.events()) == 42


@pytest.mark.parametrize("kind", ["restore", "import"])
def test_the_slow_step_does_not_use_the_open_file_and_the_short_one_repeats_no_check(
    repository: BackupRepository, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    with repository.open() as journal:
        backup = back_up(repository)
        journal.append([say(1000)])
        with beginning(repository, backup, kind) as replacement:
            made: list[BaseException | None] = []

            def make() -> None:
                try:
                    replacement.make()
                    made.append(None)
                except BaseException as error:
                    made.append(error)

            thread = threading.Thread(target=make)
            with monkeypatch.context() as patch:
                patch.setattr(Journal, "_verified_file", None)
                thread.start()
                thread.join()
            assert made == [None]
            with monkeypatch.context() as patch:
                for module in ("open_file", "opening", "backup_reader"):
                    patch.setattr(f"store.{module}.check_all", None)
                before = replacement.put_in_place()
        assert before is not None
        assert len(repository.read(before.path)) == 41
        assert list(journal.events()) == (say_many(40) if kind == "restore" else say_many(700))
        journal.append([say(100_000)])
    with repository.open() as journal:
        assert journal.events()[-1] == say(100_000)


def test_a_prepared_file_that_was_changed_is_checked_again(
    repository: BackupRepository, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with repository.open() as journal:
        backup = back_up(repository)
        journal.append([say(1000)])
        move = restoring.put_in_place

        def spoil_it(prepared: PreparedFile, data_file: Path, *, is_new: bool) -> str:
            spoil(prepared.file.path)
            return move(prepared, data_file, is_new=is_new)

        monkeypatch.setattr(restoring, "put_in_place", spoil_it)
        repository.restoring(backup.path).run()
        with pytest.raises(StoreError, match=r"Not saved: .* is damaged"):
            journal.append([say(1001)])
        assert list(journal.events()) == say_many(40)


def test_events_saved_meanwhile_are_never_replaced(repository: BackupRepository, kept: Path) -> None:
    with repository.open() as journal:
        backup = back_up(repository)
        with repository.restoring(backup.path) as replacement:
            replacement.make()
            journal.append([say(1000)])
            with pytest.raises(StoreError, match="Nothing was changed: something was saved meanwhile"):
                replacement.put_in_place()
        assert len(journal.events()) == 41
        journal.append([say(1001)])
    assert sorted(each.name for each in kept.parent.iterdir()) == ["backups", "skillgap.db"]

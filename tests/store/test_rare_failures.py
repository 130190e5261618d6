"""What seldom goes wrong: disks that fail half way, files that vanish, and content that we never wrote."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from store import backups, copies, migrations, recovery_trial, restoring, sidecar_files
from store.atomic_files import write_atomically
from store.backup_reader import read_checked
from store.backup_repository import BackupRepository
from store.checks import check_all
from store.copies import CopyRefused, export, read_copy
from store.digest_chain import verify_chain
from store.errors import DamagedFile, ForeignFile, StoreError
from store.file_identity import folder_of, locate
from store.journal import Journal
from store.opening import open_checked
from store.raw_pages import PageCell
from store.recovery_trial import try_recovery
from store.rows import NO_ROW, write_rows
from store.snapshot import snapshot_of, take_snapshot
from tests.store.conftest import look_at
from tests.store.sayings import at, say, say_many

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.backups import Backup

NOON = datetime(2026, 11, 21, 12, 0, 7, tzinfo=UTC)


def failing(error: BaseException) -> Callable[..., NoReturn]:
    def fail(*_: object, **__: object) -> NoReturn:
        raise error

    return fail


def back_up(repository: BackupRepository) -> Backup:
    work = repository.copy()
    assert work is not None
    return work()


# Files


def test_a_file_that_reads_back_differently_does_not_replace_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(b"old")
    monkeypatch.setattr("store.atomic_files.file_digest", lambda *_: blake2b(b"old"))
    with pytest.raises(StoreError, match="what was read back is not what was written"):
        write_atomically(path, b"new")
    assert look_at(tmp_path).keys() == {"report.html"}
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize(("path", "sentence"), [
    (Path("a\0b.db"), "is not a valid path"),
    (Path("/"), "is a folder"),
])  # fmt: skip
def test_a_path_that_can_name_no_file_is_refused(path: Path, sentence: str) -> None:
    with pytest.raises(StoreError, match=sentence):
        locate(path)


def test_a_file_that_has_vanished_is_not_opened(path: Path) -> None:
    for read in (read_checked, open_checked):
        with pytest.raises(StoreError, match="is no longer there"):
            read(path)


# The journal


def test_an_interrupted_append_leaves_the_file_as_it_was(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlite_utils import Database

    with Journal.open(kept) as journal:
        before, content = journal.events(), kept.read_bytes()
        monkeypatch.setattr(Database, "execute", failing(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            journal.append([say(1000)])
        assert (journal.events(), kept.read_bytes()) == (before, content)
        monkeypatch.undo()
        journal.append([say(1000)])
        assert journal.events() == (*before, say(1000))


def test_a_stamp_that_no_file_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="not a valid stamp"):
        write_rows([at(say(1), 2**63)], NO_ROW)


def test_entries_that_differ_after_a_migration_undo_it(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    step = migrations.Migration("0003_same", lambda _: None, migrations.STEPS[-1].schema)
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))
    is_second = iter([False, True])

    def checked(*arguments: object) -> object:
        version, events, last_row = check_all(*arguments)  # type: ignore[arg-type]  # passes on what it was given
        return version, events[:-1] if next(is_second) else events, last_row

    monkeypatch.setattr("store.opening.check_all", checked)
    before = kept.read_bytes()
    with pytest.raises(DamagedFile, match="so that was undone"):
        open_checked(kept)
    assert kept.read_bytes() == before


def test_a_file_too_large_to_try_and_one_without_a_journal_have_no_recovery(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert try_recovery(kept) is None
    monkeypatch.setattr(recovery_trial, "LARGEST", 1)
    assert try_recovery(kept) is None


@pytest.mark.parametrize(("error", "sentence"), [
    (FileNotFoundError(), ""),
    (OSError(errno.EIO, "Input/output error"), "could not be opened"),
])  # fmt: skip
def test_a_sidecar_that_vanishes_meanwhile_is_none_and_one_that_cannot_be_seen_is_reported(
    kept: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, sentence: str
) -> None:
    kept.with_name(kept.name + "-journal").touch()
    monkeypatch.setattr(sidecar_files, "_problem_of", failing(error))
    if not sentence:
        sidecar_files.check_sidecars(kept)
        return
    with pytest.raises(StoreError, match=sentence):
        sidecar_files.check_sidecars(kept)


def test_a_snapshot_that_cannot_be_taken_frees_its_memory(connections: list[sqlite3.Connection]) -> None:
    closed = sqlite3.connect(":memory:")
    closed.close()
    with pytest.raises(sqlite3.ProgrammingError):
        take_snapshot(closed, NO_ROW)
    (row,), _, _ = write_rows([say(1)], NO_ROW)
    with pytest.raises(sqlite3.IntegrityError):
        snapshot_of([row, row])
    for connection in connections:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.execute("SELECT 1")


def test_a_cell_without_a_row_number_is_no_entry() -> None:
    assert verify_chain([PageCell(0, 1, (0,) * 8, b"")]).unknown == {}


# Backups


def test_a_newest_backup_that_cannot_be_read_does_not_count(kept: Path) -> None:
    repository = BackupRepository(kept, lambda: NOON)
    with repository.open():
        assert back_up(repository).path.exists()
        assert not repository.needs_backup()
    (newest,) = folder_of(kept).iterdir()
    newest.write_bytes(b"not a database")
    again = BackupRepository(kept, lambda: NOON)
    with again.open():
        assert again.needs_backup()


def test_nothing_is_replaced_if_the_current_state_cannot_be_backed_up(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = BackupRepository(kept, lambda: NOON)
    with repository.open() as journal:
        before = journal.events()
        with repository.replacing(say_many(3)) as replacement:
            monkeypatch.setattr(backups, "written_file", failing(OSError(errno.ENOSPC, "No space left on device")))
            with pytest.raises(StoreError, match=r"Nothing was changed.*no room left"):
                replacement.make()
        monkeypatch.undo()
        monkeypatch.setattr(Journal, "snapshot", failing(StoreError("It is gone.")))
        with pytest.raises(StoreError, match=r"Nothing was changed.*It is gone"):
            repository.replacing(say_many(3))
        assert journal.events() == before


def test_only_sound_backups_are_copied_to_a_second_folder_and_each_copy_is_compared(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = tmp_path / "second"
    repository = BackupRepository(kept, lambda: NOON)
    with pytest.raises(StoreError, match="cannot be reached"):
        repository.copy_backups(second)
    second.mkdir()
    with repository.open():
        made = back_up(repository)
    other = tmp_path / "other.db"
    with Journal.open(other) as journal:
        journal.append(say_many(2))
    copyfile = shutil.copyfile
    monkeypatch.setattr(shutil, "copyfile", lambda _, to: copyfile(other, to))
    with pytest.raises(StoreError, match=r"were not copied.*does not match"):
        repository.copy_backups(second)
    monkeypatch.setattr(shutil, "copyfile", failing(OSError(errno.ENOSPC, "No space left on device")))
    with pytest.raises(StoreError, match=r"were not copied.*no room left"):
        repository.copy_backups(second)
    assert look_at(second) == {}
    monkeypatch.undo()
    assert repository.copy_backups(second) == 1
    assert [each.name for each in second.iterdir()] == [made.path.name]
    (second / made.path.name).unlink()
    made.path.write_bytes(b"not a database")
    assert repository.copy_backups(second) == 0


def test_a_repository_without_an_open_file_makes_no_backup(kept: Path) -> None:
    with pytest.raises(ValueError, match="not open"):
        BackupRepository(kept).copy()
    assert not BackupRepository(kept).needs_backup()
    assert BackupRepository(kept).folder == folder_of(kept)


# Copies


def test_an_export_that_cannot_be_read_back_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "copy.json"
    monkeypatch.setattr(copies, "_texts", lambda *_: iter(["{"]))
    with pytest.raises(StoreError, match="could not be read back correctly"):
        export(path, say_many(3), "1.0")
    assert not path.exists()


def test_a_database_and_a_copy_that_names_a_field_by_a_number_are_no_copies(kept: Path, tmp_path: Path) -> None:
    with pytest.raises(CopyRefused, match="a database like your Skillgap file"):
        read_copy(kept)
    path = tmp_path / "copy.json"
    path.write_text('{\n1: "skillgap-export"}')
    with pytest.raises(CopyRefused, match="line 2: a field name is expected here"):
        read_copy(path)


def test_a_sidecar_that_appears_while_a_restore_is_prepared_is_never_taken_over(kept: Path) -> None:
    repository = BackupRepository(kept, lambda: NOON)
    with repository.open():
        made = back_up(repository)
    with restoring.prepare_copy(made.path, kept) as prepared:
        before = kept.read_bytes()
        kept.with_name(kept.name + "-wal").write_bytes(b"of another program")
        with pytest.raises(StoreError, match="Move it away, then try again"):
            restoring.put_in_place(prepared, kept)
        assert kept.read_bytes() == before


def test_a_copy_that_fails_its_checks_although_the_backup_is_sound_is_reported_as_such(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = BackupRepository(kept, lambda: NOON)
    with repository.open():
        made = back_up(repository)
    monkeypatch.setattr(restoring, "_copy", lambda _, target: target.write_bytes(b"not a database"))
    with pytest.raises(ForeignFile), restoring.prepare_copy(made.path, kept):
        pass
    assert look_at(kept.parent).keys() == {kept.name}


def test_a_file_that_was_set_aside_and_not_replaced_keeps_its_second_name(kept: Path) -> None:
    first = restoring.set_aside(kept, NOON.date())
    assert restoring.set_aside(kept, NOON.date()) == first
    assert kept.samefile(first)
    restoring.undo_set_aside(kept)
    assert look_at(kept.parent).keys() == {kept.name}

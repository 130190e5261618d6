"""A file that another program changed is never written to, however little shows from outside."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from store.backup_repository import BackupRepository
from store.file_identity import FileIdentity
from store.journal import Journal, StoreError
from tests.store.sayings import say, say_many

if TYPE_CHECKING:
    from collections.abc import Callable

CHANGED = r"Not saved: .* was changed or replaced by another program, and was left untouched\."


def _copied_over(path: Path, older: Path) -> None:
    path.write_bytes(older.read_bytes())


def _copied_over_with_its_times(path: Path, older: Path) -> None:
    found = path.stat()
    path.write_bytes(older.read_bytes())
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def _copied_over_through_a_hard_link(path: Path, older: Path) -> None:
    other = path.with_name("other name")
    other.hardlink_to(path)
    other.write_bytes(older.read_bytes())
    other.unlink()


def _copied_over_through_a_symbolic_link(path: Path, older: Path) -> None:
    other = path.with_name("other name")
    other.symlink_to(path)
    other.write_bytes(older.read_bytes())


def _truncated(path: Path, _: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _grown(path: Path, _: Path) -> None:
    os.truncate(path, path.stat().st_size + 4096)


def _filled_with_zeros(path: Path, _: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def _one_byte_of_an_old_entry(path: Path, _: Path) -> None:
    content = bytearray(path.read_bytes())
    content[content.rindex(b"docker.")] ^= 1
    path.write_bytes(content)


def _removed_and_made_anew(path: Path, older: Path) -> None:
    path.unlink()
    shutil.copy(older, path)


def _replaced(path: Path, older: Path) -> None:
    older.replace(path)


def _in_a_folder_that_was_emptied(path: Path, older: Path) -> None:
    content = older.read_bytes()
    for each in path.parent.iterdir():
        if each.is_file():
            each.unlink()
    path.write_bytes(content)


def _of_an_older_version(path: Path, older: Path) -> None:
    """An older version, which opening would migrate. Its journal is gone, so the file would have to be reopened."""
    content = bytearray(older.read_bytes())
    content[60:64] = bytes(4)
    _in_a_folder_that_was_emptied(path, older)
    path.write_bytes(content)


def _linked_elsewhere(path: Path, older: Path) -> None:
    path.unlink()
    path.symlink_to(older)


WAYS = [
    _copied_over,
    _copied_over_with_its_times,
    _copied_over_through_a_hard_link,
    _copied_over_through_a_symbolic_link,
    _truncated,
    _grown,
    _filled_with_zeros,
    _one_byte_of_an_old_entry,
    _removed_and_made_anew,
    _replaced,
    _in_a_folder_that_was_emptied,
    _of_an_older_version,
    _linked_elsewhere,
]


def _open_with_an_older_copy(kept: Path) -> tuple[Journal, Path]:
    """A journal with events that are missing in a copy of its file, which has the same size."""
    journal = Journal.open(kept)
    journal.append([say(100)])  # so that SQLite has raised the change counter before the copy is made
    older = kept.with_name("older.db")
    shutil.copyfile(kept, older)
    journal.append([say(101)])
    assert kept.stat().st_size == older.stat().st_size
    return journal, older


@pytest.mark.parametrize("spoil", WAYS)
def test_an_open_file_that_another_program_changed_is_not_written(
    kept: Path, spoil: Callable[[Path, Path], None]
) -> None:
    journal, older = _open_with_an_older_copy(kept)
    with journal:
        events = journal.events()
        spoil(kept, older)
        there = kept.read_bytes()
        for number in (102, 103):  # still refused after the first refusal
            with pytest.raises(StoreError, match=CHANGED):
                journal.append([say(number)])
        assert journal.events() == events
    assert kept.read_bytes() == there


@pytest.mark.parametrize("spoil", WAYS)
def test_an_open_file_that_another_program_changed_is_not_replaced(
    kept: Path, spoil: Callable[[Path, Path], None]
) -> None:
    repository = BackupRepository(kept)
    with repository.open() as journal:
        journal.append([say(100)])
        work = repository.copy()
        assert work is not None
        backup = work()
        older = kept.with_name("older.db")
        shutil.copyfile(kept, older)
        journal.append([say(101)])
        spoil(kept, older)
        there = kept.read_bytes()
        with pytest.raises(StoreError, match=r"Nothing was changed: .* was changed or replaced"):
            repository.restoring(backup.path).run()
        with pytest.raises(StoreError, match=r"Nothing was changed: .* was changed or replaced"):
            repository.replacing(say_many(3)).run()
    assert kept.read_bytes() == there


def test_a_change_that_leaves_the_file_times_alone_is_found(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if another program wrote within one tick of the file system's clock."""
    monkeypatch.setattr(FileIdentity, "of", lambda found: FileIdentity(found.st_dev, found.st_ino, found.st_size, 0, 0))
    journal, older = _open_with_an_older_copy(kept)
    with journal:
        kept.write_bytes(older.read_bytes())
        with pytest.raises(StoreError, match=CHANGED):
            journal.append([say(102)])
    assert kept.read_bytes() == older.read_bytes()


def _removed(path: Path, _: Path) -> None:
    path.unlink()


def _removed_with_all_beside_it(path: Path, _: Path) -> None:
    for each in path.parent.iterdir():
        if each.is_file():
            each.unlink()


@pytest.mark.parametrize("spoil", [*WAYS, _removed, _removed_with_all_beside_it])
def test_the_final_backup_still_has_everything_that_was_saved(kept: Path, spoil: Callable[[Path, Path], None]) -> None:
    journal, older = _open_with_an_older_copy(kept)
    journal.close()
    repository = BackupRepository(kept)
    with repository.open() as journal:
        journal.append([say(102)])
        events = list(journal.events())
        shutil.copyfile(kept, older)
        journal.append([say(103)])
        events.append(say(103))
        spoil(kept, older)
        work = repository.copy()
        assert work is not None
        assert repository.read(work().path) == events
        assert not repository.needs_backup()


@pytest.mark.parametrize(
    "change", [os.utime, lambda path: path.chmod(0o640), lambda path: path.write_bytes(path.read_bytes())]
)
def test_a_file_that_was_only_touched_or_rewritten_unchanged_is_still_written(
    kept: Path, change: Callable[[Path], object]
) -> None:
    with Journal.open(kept) as journal:
        journal.append([say(100)])
        change(kept)
        journal.append([say(101)])
        change(kept)
        journal.append([say(102)])
    with Journal.open(kept) as journal:
        assert list(journal.events()) == [*say_many(40), say(100), say(101), say(102)]


def test_a_journal_that_was_deleted_or_replaced_is_created_again(kept: Path) -> None:
    """SQLite would continue with the unlinked journal, and a crash could not be rolled back."""
    left = kept.with_name("skillgap.db-journal")
    with Journal.open(kept) as journal:
        journal.append([say(100)])
        left.unlink()
        journal.append([say(101)])
        assert left.exists()
        left.unlink()
        left.touch()
        journal.append([say(102)])
        assert str(left) in {str(each.readlink()) for each in Path("/proc/self/fd").iterdir() if each.is_symlink()}
    assert not left.exists()
    with Journal.open(kept) as journal:
        assert list(journal.events()) == [*say_many(40), say(100), say(101), say(102)]


def test_a_hot_journal_put_beside_an_open_file_is_left_untouched(kept: Path) -> None:
    left = kept.with_name("skillgap.db-journal")
    with Journal.open(kept) as journal:
        journal.append([say(100)])
        left.unlink()
        left.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(1024))
        there = kept.read_bytes()
        with pytest.raises(StoreError, match=CHANGED):
            journal.append([say(101)])
    assert left.stat().st_size == 1032
    assert kept.read_bytes() == there


def test_every_page_is_read_from_the_disk_before_it_is_written(kept: Path) -> None:
    """The check above relies on this: shrink_memory makes SQLite read again, even in exclusive mode."""
    with closing(sqlite3.connect(kept, isolation_level=None)) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        last = "SELECT id FROM events ORDER BY seq DESC LIMIT 1"
        (before,) = connection.execute(last).fetchone()
        content = kept.read_bytes()
        with kept.open("r+b") as file:
            file.write(content.replace(before.encode(), before[::-1].encode()))
        assert connection.execute(last).fetchone() == (before,)
        connection.execute("PRAGMA shrink_memory")
        assert connection.execute(last).fetchone() == (before[::-1],)

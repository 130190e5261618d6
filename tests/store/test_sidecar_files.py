"""Foreign sidecar files are refused before SQLite sees them; neither they nor what they name are changed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import struct
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from store.backup_repository import BackupRepository
from store.errors import DamagedFile, ShrunkFile
from store.examination import examine
from store.journal import Journal, StoreError
from store.opening import ExpectedContent
from store.salvage import salvage
from tests.examples import quick
from tests.posix import account, give_to, make_pipe
from tests.store.conftest import look_at
from tests.store.sayings import say, say_many

if TYPE_CHECKING:
    from collections.abc import Callable

MAGIC = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
ROOT = Path(__file__).parents[2]


def _journal(path: Path, *, page_size: int = 4096, records: int = 0, first: bytes = MAGIC) -> bytes:
    """A rollback journal with a header and that many of the file's current pages."""
    content = path.read_bytes() if path.exists() else bytes(page_size)
    journal = first + struct.pack(">IIIII", records, 7, len(content) // page_size, 512, page_size)
    journal += bytes(512 - len(journal))
    for number in range(1, records + 1):
        page = content[(number - 1) * page_size : number * page_size]
        checksum = 7 + sum(page[page_size - 200 : 0 : -200])
        journal += struct.pack(">I", number) + page + struct.pack(">I", checksum & 0xFFFFFFFF)
    return journal


def _names(victim: Path, *, locking_page: bool = True, trailer: bytes | None = None) -> bytes:
    """The record that names a super-journal."""
    name = os.fsencode(victim)
    lock = struct.pack(">I", 2**30 // 4096 + 1) if locking_page else b""
    return lock + name + struct.pack(">II", len(name), sum(name)) + (MAGIC if trailer is None else trailer)


SUPER_JOURNALS: dict[str, Callable[[Path, Path], bytes]] = {
    "after pages": lambda path, victim: _journal(path, records=2) + _names(victim),
    "without pages": lambda path, victim: _journal(path) + _names(victim),
    "of another page size": lambda path, victim: _journal(path, page_size=1024) + _names(victim),
    "without the page of the lock": lambda path, victim: _journal(path) + _names(victim, locking_page=False),
    "behind no header": lambda path, victim: b"x" + _names(victim, locking_page=False),
    "behind zeros": lambda path, victim: bytes(512) + _names(victim),
    "behind a header without magic": lambda path, victim: _journal(path, first=b"anything") + _names(victim),
    "of no length": lambda path, _: _journal(path) + struct.pack(">II", 0, 0) + MAGIC,
}


@pytest.mark.parametrize("make", SUPER_JOURNALS.values(), ids=SUPER_JOURNALS)
@pytest.mark.parametrize("is_there", [True, False], ids=["there", "gone"])
def test_a_journal_that_names_a_super_journal_is_refused_and_both_files_are_untouched(
    kept: Path, make: Callable[[Path, Path], bytes], *, is_there: bool
) -> None:
    victim = kept.with_name("thesis.odt")
    journal = make(kept, victim)
    victim.write_bytes(b"three years of work")
    kept.with_name("skillgap.db-journal").write_bytes(journal)
    if not is_there:
        victim.unlink()  # then SQLite would consider the journal finished, and delete it
    before = look_at(kept.parent)
    with pytest.raises(StoreError, match=r"skillgap.db-journal, beside .*names another file.*nothing was changed"):
        Journal.open(kept)
    assert not all(finding.ok for finding in examine(kept))
    assert look_at(kept.parent) == before
    kept.with_name("skillgap.db-journal").unlink()
    with Journal.open(kept) as opened:
        assert list(opened.events()) == say_many(40)


def test_the_attack_works_on_sqlite_itself(kept: Path) -> None:
    """The control: otherwise the test above would prove nothing."""
    victim = kept.with_name("thesis.odt")
    victim.write_bytes(b"three years of work")
    kept.with_name("skillgap.db-journal").write_bytes(_journal(kept, records=2) + _names(victim))
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute("SELECT 1 FROM events").fetchone()
    assert not victim.exists()


def _a_link(beside: Path, elsewhere: Path) -> None:
    beside.symlink_to(elsewhere)


def _a_link_that_leads_nowhere(beside: Path, elsewhere: Path) -> None:
    beside.symlink_to(elsewhere.with_name("nowhere"))


def _a_second_name(beside: Path, elsewhere: Path) -> None:
    beside.hardlink_to(elsewhere)


def _a_pipe(beside: Path, _: Path) -> None:
    make_pipe(beside)


def _a_folder(beside: Path, _: Path) -> None:
    beside.mkdir()


def _somebody_elses(beside: Path, _: Path) -> None:
    beside.touch()
    give_to(beside, 65534)


ODD = [_a_link, _a_link_that_leads_nowhere, _a_second_name, _a_pipe, _a_folder, _somebody_elses]


def _in_a_process_of_its_own(path: Path, seconds: float = 20) -> str:
    """The error message from opening, in a process of its own, as waiting for a pipe would never end."""
    program = (
        "import sys; from pathlib import Path; from store.journal import Journal, StoreError\n"
        "from store.examination import examine\n"
        "from tests.store.sayings import say\n"
        "try:\n"
        "    with Journal.open(Path(sys.argv[1])) as journal: journal.append([say(10**6)])\n"
        "    print('written')\n"
        "except StoreError as fault: print(fault)\n"
        "print([finding.finding for finding in examine(Path(sys.argv[1])) if not finding.ok])\n"
    )
    command = [sys.executable, "-c", program, str(path)]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=seconds).stdout


@pytest.mark.parametrize("ending", quick(["-journal", "-wal", "-shm"], "-journal"))
@pytest.mark.parametrize("put", ODD)
@pytest.mark.parametrize("is_there", [True, False], ids=["with the file", "without it"])
def test_sidecars_that_are_not_plain_files_of_this_account_are_refused(
    kept: Path, put: Callable[[Path, Path], None], ending: str, *, is_there: bool
) -> None:
    if put is _somebody_elses and account() != 0:
        pytest.skip("only the administrator gives files away")
    elsewhere = kept.with_name("thesis.odt")
    elsewhere.write_bytes(b"\0three years of work")  # SQLite considers a journal that begins with a zero empty
    beside = kept.with_name(kept.name + ending)
    put(beside, elsewhere)
    if not is_there:
        kept.unlink()
    before, named = look_at(kept.parent), sorted(each.name for each in kept.parent.iterdir())
    if put is _a_pipe:
        output = _in_a_process_of_its_own(kept)
        assert f"skillgap.db{ending}, beside skillgap.db, is not a regular file" in output
        assert "written" not in output
    else:
        with pytest.raises(StoreError, match=f"skillgap.db{ending}, beside .*nothing was changed"):
            Journal.open(kept)
        assert not all(finding.ok for finding in examine(kept))
        assert look_at(kept.parent) == before
    assert sorted(each.name for each in kept.parent.iterdir()) == named
    if is_there:
        assert len(salvage(kept).events) == 40


@pytest.mark.parametrize("put", [_a_link, _a_second_name, _a_folder])
def test_such_sidecars_are_refused_while_the_file_is_open_too(kept: Path, put: Callable[[Path, Path], None]) -> None:
    elsewhere = kept.with_name("thesis.odt")
    elsewhere.write_bytes(b"\0three years of work")
    beside = kept.with_name("skillgap.db-journal")
    with Journal.open(kept) as journal:
        put(beside, elsewhere)
        with pytest.raises(StoreError, match=r"Not saved: skillgap.db-journal, beside"):
            journal.append([say(100)])
        assert elsewhere.read_bytes() == b"\0three years of work"
        with suppress(OSError):
            beside.unlink()
        if beside.is_dir():
            beside.rmdir()
        journal.append([say(100)])
        assert len(journal.events()) == 41


@pytest.mark.parametrize("is_in_wal_mode", [True, False])
def test_a_wal_of_another_program_is_not_written_into_the_file(kept: Path, *, is_in_wal_mode: bool) -> None:
    other = kept.with_name("other.db")
    shutil.copy(kept, other)
    with closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        if is_in_wal_mode:
            shutil.copy(other, kept)
        connection.execute("CREATE TABLE more (a)")
        shutil.copy(kept.with_name("other.db-wal"), kept.with_name("skillgap.db-wal"))
    before = look_at(kept.parent)
    with pytest.raises(StoreError, match=r"skillgap.db-wal, beside .*was left by another program"):
        Journal.open(kept)
    assert not all(finding.ok for finding in examine(kept))
    assert look_at(kept.parent) == before


def _cut_short(path: Path) -> bytes:
    """A file with its journal in the middle of a write by another process; returns the journal."""
    program = (
        "import os, sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute('PRAGMA cache_size = 1'); connection.execute('PRAGMA cache_spill = 1')\n"
        "connection.execute('BEGIN IMMEDIATE')\n"
        "connection.execute('CREATE TABLE extra (a)')\n"
        "connection.execute('INSERT INTO extra SELECT randomblob(3000) FROM events')\n"
        "os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", program, str(path)], check=True)
    return path.with_name(path.name + "-journal").read_bytes()


def test_a_journal_without_a_header_is_not_hot(kept: Path) -> None:
    """As left by a kill before the journal was synced, when no page of the file was overwritten yet."""
    left = kept.with_name("skillgap.db-journal")
    left.write_bytes(_journal(kept, first=bytes(8)) + bytes(4100))
    with Journal.open(kept) as journal:
        journal.append([say(100)])
        assert list(journal.events()) == [*say_many(40), say(100)]
    left.write_bytes(_journal(kept, first=bytes(8)) + bytes(4100))
    with Journal.open(kept) as journal:
        assert len(journal.events()) == 41
    assert not left.exists()


def test_an_old_journal_is_not_rolled_back(kept: Path) -> None:
    """It is well-formed: SQLite would write its old pages into the current file."""
    left = kept.with_name("skillgap.db-journal")
    then = kept.read_bytes()
    journal = _cut_short(kept)
    left.unlink()
    kept.write_bytes(then)
    with Journal.open(kept) as opened:
        opened.append(say_many(400, first=1000))
    left.write_bytes(journal)
    before = look_at(kept.parent)
    with pytest.raises(DamagedFile, match="the unfinished write beside it does not belong to it") as refusal:
        Journal.open(kept)
    assert "left it untouched" in str(refusal.value)
    assert look_at(kept.parent) == before
    left.unlink()
    with Journal.open(kept) as opened:
        assert len(opened.events()) == 440


def test_a_journal_that_would_undo_events_from_before_the_last_close_is_not_rolled_back(kept: Path) -> None:
    then = kept.read_bytes()
    with Journal.open(kept) as opened:
        opened.append([say(100)])
        held = ExpectedContent(41, say(100).id)
    now = kept.read_bytes()
    assert len(now) == len(then)
    kept.write_bytes(then)
    journal = _journal(kept, records=len(then) // 4096)
    kept.write_bytes(now)
    kept.with_name("skillgap.db-journal").write_bytes(journal)
    before = look_at(kept.parent)
    with pytest.raises(ShrunkFile, match="holds 40 entries, but held 41"):
        Journal.open(kept, held)
    assert look_at(kept.parent) == before


@pytest.mark.parametrize("put", ODD[:5])
def test_a_restore_moves_sidecars_along_with_the_file(kept: Path, put: Callable[[Path, Path], None]) -> None:
    repository = BackupRepository(kept)
    with repository.open():
        work = repository.copy()
        assert work is not None
        backup = work()
    elsewhere = kept.with_name("thesis.odt")
    elsewhere.write_bytes(b"\0three years of work")
    put(kept.with_name("skillgap.db-journal"), elsewhere)
    there = kept.read_bytes()
    beside = repository.restore_unopened(backup.path)
    assert beside is not None
    assert beside.read_bytes() == there
    assert os.path.lexists(f"{beside}-journal")
    assert elsewhere.read_bytes() == b"\0three years of work"
    with repository.open() as journal:
        assert list(journal.events()) == say_many(40)


# A file with two names


_KILLED = """
import os, sqlite3, sys
from pathlib import Path
from store.journal import Journal
from tests.store.sayings import say, say_many
journal = Journal.open(Path(sys.argv[1]))
for number in range(1000, 1010):
    journal.append([say(number)])
print("acknowledged", flush=True)
connection = journal._opened.connection
connection.execute("PRAGMA cache_size = 1"); connection.execute("PRAGMA cache_spill = 1")
connection.execute("BEGIN IMMEDIATE")
insert = "INSERT INTO events VALUES (?, hex(randomblob(16)), 9, '', '', '', '', hex(randomblob(900)), '')"
connection.executemany(insert, [(number,) for number in range(900, 1200)])
os._exit(9)
"""


def test_a_file_with_two_names_loses_no_acknowledged_event(kept: Path) -> None:
    other = kept.with_name("other name.db")
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(kept)], cwd=ROOT, capture_output=True, text=True)
    assert (killed.returncode, killed.stdout) == (9, "acknowledged\n"), killed.stderr
    other.hardlink_to(kept)
    before = look_at(kept.parent)
    for name in (other, kept):
        with pytest.raises(StoreError, match=r"has another name on this disk \(a hard link\).*left untouched"):
            Journal.open(name)
        assert not all(finding.ok for finding in examine(name))
    assert look_at(kept.parent) == before
    other.unlink()
    with Journal.open(kept) as journal:
        assert list(journal.events()) == [*say_many(40), *(say(number) for number in range(1000, 1010))]


def test_a_read_only_file_with_two_names_is_read(without_privileges: Path) -> None:
    path = without_privileges / "skillgap.db"
    with Journal.open(path) as journal:
        journal.append(say_many(3))
    path.with_name("snapshot").hardlink_to(path)
    path.chmod(0o400)
    with Journal.open(path) as journal:
        assert (len(journal.events()), journal.read_only) == (3, True)
        path.chmod(0o600)
        with pytest.raises(StoreError, match="Not saved"):
            journal.append([say(10)])


def test_the_second_name_from_an_interrupted_set_aside_does_not_count(kept: Path) -> None:
    _cut_short(kept)
    aside = kept.with_name("skillgap.damaged-2026-11-21.db")
    aside.hardlink_to(kept)
    kept.with_name("skillgap.db-journal").rename(f"{aside}-journal")  # killed here
    with Journal.open(kept) as journal:
        assert list(journal.events()) == say_many(40)
    assert [each.name for each in kept.parent.iterdir()] == [kept.name]

"""What to check before a file is trusted, with plain ``sqlite3`` only, and what is wrong with one."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from store import migrations
from store.faults import StoreError, damaged, in_use, not_opened, primary_code
from store.files import remove_leftovers
from store.recognition import Identity, check_header, hot_journal, identify, is_write_ahead, locate
from store.rows import SELECT, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from roadmaps.events import Event
    from store.rows import Tail

# Long enough for a backup program that reads a page, short enough for a second start not to seem to hang.
_PATIENCE_SECONDS = 0.2
_OLDEST_SQLITE = (3, 37, 0)  # the first with STRICT tables
# What SQLite reports of the disk or the system; anything else says that the content is wrong.
_FAULTS_AROUND_THE_FILE = (
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_NOMEM,
)

_UNREADABLE = "it has a text that cannot be read"

_held: set[tuple[int, int]] = set()
"""Device and inode of the files that this process has open. The header of such a file must not be read directly:
closing any descriptor of a file drops all POSIX locks that the process has on it, SQLite's among them."""


def is_open_here(identity: Identity) -> bool:
    """Whether this process has that file open, so that it must not be read directly."""
    return (identity.device, identity.inode) in _held


@dataclass(slots=True)
class Opened:
    """A file that stood every check: its connection, which has it alone, and what is in it."""

    connection: sqlite3.Connection
    identity: Identity
    events: list[Event]
    tail: Tail
    read_only: bool

    def note_size(self, path: Path) -> None:
        """Remember how large the file at ``path`` is after a write of ours, if it is still the same file."""
        with suppress(OSError):
            found = path.stat()
            if (found.st_dev, found.st_ino) == (self.identity.device, self.identity.inode):
                self.identity = Identity(found.st_dev, found.st_ino, found.st_size)


class Finding(NamedTuple):
    """What one check says about a file."""

    check: str
    finding: str
    ok: bool


def _select(connection: sqlite3.Connection, statement: str) -> list[Any]:
    """All rows of a query. A cursor that is left half-way would hold its lock, whatever becomes of the connection."""
    with closing(connection.execute(statement)) as cursor:
        return cursor.fetchall()


def check_pages(connection: sqlite3.Connection, path: Path, pragma: str = "quick_check") -> None:
    """Raise StoreError unless SQLite finds the structure of the file whole."""
    problems = [str(row[0]) for row in _select(connection, f"PRAGMA {pragma}(3)")]
    if problems != ["ok"]:
        raise damaged(path, "SQLite finds " + "; ".join(problems).replace("\n", " "))


def check_schema(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Raise StoreError unless the tables, views and triggers are those of that version, to the letter."""
    found = set(_select(connection, "SELECT type, name, tbl_name, sql FROM sqlite_master"))
    expected = migrations.expected_schema(version)
    if found - expected:
        type_, name, *_ = min(found - expected, key=repr)
        raise damaged(path, f"Skillgap did not make its {type_} {name!r}")
    if expected - found:
        type_, name, *_ = min(expected - found, key=repr)
        raise damaged(path, f"its {type_} {name!r} is missing")
    # Its index holds the names, too, and would be asked instead of the table.
    names = "SELECT name FROM _sqlite_migrations NOT INDEXED WHERE migration_set = 'skillgap' ORDER BY id"
    record = [row[0] for row in _select(connection, names)]
    if record != migrations.expected_record(version):
        raise damaged(path, "its record of schema changes does not fit its version")


def check_events(connection: sqlite3.Connection, path: Path) -> tuple[list[Event], Tail]:
    """Every event in order, and the last row. Raises StoreError if one of them is not as it was written."""
    try:
        events, tail = read_rows(_select(connection, SELECT))
    except UnicodeDecodeError:
        raise  # whoever asked tells this one, wherever it comes from
    except ValueError as error:
        raise damaged(path, str(error)) from error
    # The running digest cannot miss rows at the end; the index, counted on its own, does.
    (count,) = connection.execute("SELECT count(*) FROM events INDEXED BY sqlite_autoindex_events_1").fetchone()
    if count != len(events):
        raise damaged(path, f"it lists {count} entries and holds {len(events)}")
    return events, tail


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise StoreError(
            f"Skillgap needs SQLite 3.37 or newer, and this Python has {sqlite3.sqlite_version}. "
            f"{path} was left as it is. Use a newer Python."
        )
    # The address is built by pathlib: by hand, a "?" or "#" in a name would open another file.
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=_PATIENCE_SECONDS
    )
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
    for pragma in ("foreign_keys = ON", "trusted_schema = OFF", "cell_size_check = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


@contextmanager
def _faults_told(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        code = primary_code(error)
        if code is None:  # Python's own word on a text that is no UTF-8
            raise damaged(path, _UNREADABLE) from error
        if code == sqlite3.SQLITE_BUSY:
            raise in_use(path) from error
        if code in _FAULTS_AROUND_THE_FILE:
            raise not_opened(path, error) from error
        raise damaged(path, f"SQLite says {error}") from error
    except UnicodeDecodeError as error:  # SQLite quotes what it found, and Python reads the quotation
        raise damaged(path, _UNREADABLE) from error


def open_checked(path: Path) -> Opened:
    """Open a file of ours, alone and ready to be written, after every check. Raises StoreError and leaves it be."""
    identity = identify(path)
    if identity is None:
        raise StoreError(f"{path} is not there any more. Put it back, or start Skillgap again.")
    if (identity.device, identity.inode) in _held:
        raise in_use(path)
    check_header(path)
    if path.stat().st_nlink > 1:  # a crash while it was created left its temporary name
        remove_leftovers(path.parent)
    with _faults_told(path):
        connection = _connect(path, "rw")
    _held.add((identity.device, identity.inode))
    try:
        with _faults_told(path):
            events, tail, read_only = _check_alone(connection, path)
        opened_as = identify(path)  # its size may be another one after a write that was taken back, or a new version
        if opened_as is None or (opened_as.device, opened_as.inode) != (identity.device, identity.inode):
            raise StoreError(f"{path} was replaced while it was opened. Start Skillgap again.")
    except BaseException:
        close(connection, identity)
        raise
    return Opened(connection, opened_as, events, tail, read_only)


def _check_alone(connection: sqlite3.Connection, path: Path) -> tuple[list[Event], Tail, bool]:
    # SQLite itself makes a reading transaction of this one, without a word, where the file may only be read.
    read_only = not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
    # Also takes back what a crash left half written. The lock comes before the locking mode: two programs that
    # keep their read locks would each wait for the other.
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    check_pages(connection, path)
    check_schema(connection, path, version)
    events, tail = check_events(connection, path)
    if version < migrations.newest_version() and not read_only:
        migrations.migrate(connection)
        check_schema(connection, path, migrations.newest_version())
        if check_events(connection, path) != (events, tail):
            raise damaged(path, "its entries changed while its version was raised, which was taken back")
    connection.execute("COMMIT")
    connection.execute("PRAGMA synchronous = FULL")
    if not read_only:
        (mode,) = connection.execute("PRAGMA journal_mode = TRUNCATE").fetchone()
        if mode != "truncate":
            raise StoreError(
                f"{path} cannot be written safely: SQLite stays in the mode {mode!r}. It was left as it is."
            )
    return events, tail, read_only


def close(connection: sqlite3.Connection, identity: Identity) -> None:
    """Close a connection of ours and leave nothing beside the file. Never raises."""
    with suppress(sqlite3.Error):
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    with suppress(sqlite3.Error, UnicodeDecodeError):
        # After a write that could not even be taken back, SQLite would remove the journal below with all that the
        # next start needs to take it back. Reading does so now or, on a disk that is still full, fails.
        _select(connection, "SELECT 1 FROM sqlite_master LIMIT 1")
        # TRUNCATE leaves an empty journal behind. SQLite removes it itself, under the right locks, when the mode
        # is changed; it does not do so while locks are kept.
        connection.execute("PRAGMA locking_mode = NORMAL")
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    _held.discard((identity.device, identity.inode))


def examine(path: Path) -> list[Finding]:
    """What each check says of the file at ``path``, up to the first that cannot go on. Writes nothing, never raises."""
    findings: list[Finding] = []
    with suppress(StoreError, OSError):
        _examine(path, findings)
    return findings


def _examine(path: Path, findings: list[Finding]) -> None:
    @contextmanager
    def check(name: str) -> Iterator[list[str]]:
        said: list[str] = []
        try:
            with _faults_told(path):
                yield said
        except (StoreError, OSError) as fault:
            findings.append(Finding(name, str(fault), False))
            raise
        findings.append(Finding(name, ", ".join(said), True))

    with check("File") as said:
        real = locate(path)
        identity = identify(real)
        if identity is None:
            left = hot_journal(real)
            if left is not None:
                raise StoreError(f"{real} is missing, but the unfinished write beside it, {left.name}, is there.")
            said.append(f"{real} is not there yet; it is made when something is first said")
            return
        said.append(f"{real}, {identity.size} bytes")
        mode = stat.S_IMODE(real.stat().st_mode)
    others = mode & 0o077
    findings.append(
        Finding("Permissions", f"{mode:04o}, {'others may use it' if others else 'for this account only'}", not others)
    )
    if (identity.device, identity.inode) in _held:
        findings.append(Finding("Access", f"{real} is open in this Skillgap; not looked into further", True))
        return
    with check("Header") as said:
        said.append(f"a Skillgap file of version {check_header(real)}")
    if hot_journal(real) is not None:
        findings.append(
            Finding("Access", "a write was cut short; it is taken back when Skillgap next opens the file", False)
        )
        return
    if is_write_ahead(real):
        findings.append(
            Finding("Access", "set to write-ahead logging by another program; Skillgap undoes that on opening", False)
        )
        return
    connection = None
    try:
        with check("Access") as said:
            connection = _connect(real, "ro")
            try:
                (version,) = connection.execute("PRAGMA user_version").fetchone()
            except sqlite3.OperationalError as error:
                if primary_code(error) != sqlite3.SQLITE_BUSY:
                    raise
                said.append(
                    f"{real} is open in another Skillgap, or another program is using it; not looked into further"
                )
                return
            said.append("no other program is using it")
        with check("Pages") as said:
            check_pages(connection, real, "integrity_check")
            said.append("whole")
        with check("Schema") as said:
            check_schema(connection, real, version)
            said.append(f"as version {version} has it")
        with check("Entries") as said:
            events, _ = check_events(connection, real)
            said.append(f"{len(events)}, each as it was written")
    finally:
        if connection is not None:
            connection.close()

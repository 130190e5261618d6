"""What a file of ours must stand before it is trusted: pages, schema, and every event as it was written."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from store import migrations
from store.errors import StoreError, damaged, in_use, not_opened, primary_code
from store.rows import SELECT, read_rows
from store.watch import unwatched, watched

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from roadmaps.journal import Event
    from store.rows import Tail
    from store.watch import Watch

# Long enough for a backup program that reads a page, short enough for a second start not to seem to hang.
_PATIENCE_SECONDS = 0.2
_OLDEST_SQLITE = (3, 37, 0)  # the first with STRICT tables
FAULTS_AROUND_THE_FILE = (
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_NOMEM,
)
"""What SQLite reports of the disk or the system; anything else says that the content is wrong."""

_UNREADABLE = "it contains text that cannot be read"


def select(connection: sqlite3.Connection, statement: str) -> list[Any]:
    """All rows of a query. A cursor that is left half-way would hold its lock, whatever becomes of the connection."""
    with closing(connection.execute(statement)) as cursor:
        return cursor.fetchall()


def check_pages(connection: sqlite3.Connection, path: Path) -> None:
    """Raise StoreError unless SQLite finds the structure of the file whole, its indexes with it."""
    # Not the quick check: a file whose index does not fit would open, and then no backup of it would read well. The
    # index also tells of rows that are lost at the end, which the running digest cannot miss.
    problems = [str(row[0]) for row in select(connection, "PRAGMA integrity_check(3)")]
    if problems != ["ok"]:
        raise damaged(path, "SQLite found " + "; ".join(problems).replace("\n", " "))


def check_schema(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Raise StoreError unless the tables, views and triggers are those of that version, to the letter."""
    found = set(select(connection, "SELECT type, name, tbl_name, sql FROM sqlite_master"))
    expected = migrations.expected_schema(version)
    if found - expected:
        type_, name, *_ = min(found - expected, key=repr)
        raise damaged(path, f"its {type_} {name!r} was not made by Skillgap")
    if expected - found:
        type_, name, *_ = min(expected - found, key=repr)
        raise damaged(path, f"its {type_} {name!r} is missing")
    # Its index holds the names, too, and would be asked instead of the table.
    names = "SELECT name FROM _sqlite_migrations NOT INDEXED WHERE migration_set = 'skillgap' ORDER BY id"
    record = [row[0] for row in select(connection, names)]
    if record != migrations.expected_record(version):
        raise damaged(path, "its record of schema changes does not match its version")


def check_events(connection: sqlite3.Connection, path: Path, watch: Watch = unwatched) -> tuple[list[Event], Tail]:
    """Every event in order, and the last row. Raises StoreError if one of them is not as it was written."""
    try:
        events, tail = read_rows(watched(select(connection, SELECT), watch))
    except UnicodeDecodeError:
        raise  # whoever asked tells this one, wherever it comes from
    except ValueError as error:
        raise damaged(path, str(error)) from error
    return events, tail


def connect(path: Path, mode: str, *, is_immutable: bool = False) -> sqlite3.Connection:
    """Open the file at ``path``, ``rw`` or ``ro``, guarded against what a hostile schema may do.

    ``is_immutable`` promises that nobody writes the file: SQLite then takes no lock and makes no file beside it. The
    connection may be used by any thread, but by one at a time.
    """
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise StoreError(
            f"Skillgap needs SQLite 3.37 or newer, but this Python has {sqlite3.sqlite_version}. "
            f"{path} was left untouched. Use a newer Python."
        )
    # The address is built by pathlib: by hand, a "?" or "#" in a name would open another file.
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode={mode}{'&immutable=1' if is_immutable else ''}",
        uri=True,
        isolation_level=None,
        timeout=_PATIENCE_SECONDS,
        check_same_thread=False,
    )
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
    for pragma in ("foreign_keys = ON", "trusted_schema = OFF", "cell_size_check = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def may_write(connection: sqlite3.Connection) -> bool:
    """Whether a file with our table was opened so that it can be written. Asks for a write that changes nothing.

    Where opening it for writing is refused, SQLite opens it for reading and says nothing.
    """
    try:
        connection.execute("DELETE FROM events WHERE 0").close()
    except sqlite3.OperationalError as error:
        if primary_code(error) != sqlite3.SQLITE_READONLY:
            raise
        return False
    return True


@contextmanager
def faults_told(path: Path) -> Iterator[None]:
    """Tell what SQLite reports of the file at ``path`` as a StoreError."""
    try:
        yield
    except sqlite3.Error as error:
        code = primary_code(error)
        if code is None:  # Python's own word on a text that is no UTF-8
            raise damaged(path, _UNREADABLE) from error
        if code == sqlite3.SQLITE_BUSY:
            raise in_use(path) from error
        if code in FAULTS_AROUND_THE_FILE:
            raise not_opened(path, error) from error
        raise damaged(path, f"SQLite says {error}") from error
    except UnicodeDecodeError as error:  # SQLite quotes what it found, and Python reads the quotation
        raise damaged(path, _UNREADABLE) from error

"""The checks a file must pass before it is trusted: pages, schema, and every event as it was written."""

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
    from pathlib import Path, PurePath

    from roadmaps.journal import Event
    from store.rows import LastRow
    from store.watch import Watch

# Long enough for a backup program to read a page, short enough that a second start does not seem to hang.
_BUSY_TIMEOUT_SECONDS = 0.2
_OLDEST_SQLITE = (3, 37, 0)  # the first with STRICT tables
ENVIRONMENT_CODES = (
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_NOMEM,
)
"""Result codes that concern the disk or the system; any other means that the content is wrong."""

_UNREADABLE = "it contains text that cannot be read"
SQLITE_VERSION = sqlite3.sqlite_version


def fetch_all(connection: sqlite3.Connection, statement: str) -> list[Any]:
    """All rows of a query. An unfinished cursor would keep its lock even after the connection is closed."""
    with closing(connection.execute(statement)) as cursor:
        return cursor.fetchall()


def check_pages(connection: sqlite3.Connection, path: Path) -> None:
    """Raise StoreError unless SQLite finds the file and its indexes consistent."""
    # Not quick_check, which ignores indexes: the file would open, and then none of its backups would pass. The index
    # also reveals rows lost at the end, which the chained digest cannot.
    problems = [str(row[0]) for row in fetch_all(connection, "PRAGMA integrity_check(3)")]
    if problems != ["ok"]:
        raise damaged(path, "SQLite found " + "; ".join(problems).replace("\n", " "))


def check_schema(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Raise StoreError unless tables, views and triggers are exactly those of that version."""
    found = set(fetch_all(connection, "SELECT type, name, tbl_name, sql FROM sqlite_master"))
    expected = migrations.expected_schema(version)
    if found - expected:
        type_, name, *_ = min(found - expected, key=repr)
        raise damaged(path, f"its {type_} {name!r} was not made by Skillgap")
    if expected - found:
        type_, name, *_ = min(expected - found, key=repr)
        raise damaged(path, f"its {type_} {name!r} is missing")
    # The index also has the names, and SQLite would read them there instead.
    names = "SELECT name FROM _sqlite_migrations NOT INDEXED WHERE migration_set = 'skillgap' ORDER BY id"
    record = [row[0] for row in fetch_all(connection, names)]
    if record != migrations.expected_record(version):
        raise damaged(path, "its record of schema changes does not match its version")


def check_events(connection: sqlite3.Connection, path: Path, watch: Watch = unwatched) -> tuple[list[Event], LastRow]:
    """Every event in order, and the last row. Raises StoreError if any of them is not as it was written."""
    rows = fetch_all(connection, SELECT)
    try:
        return read_rows(watched(rows, watch))
    except ValueError as error:
        raise damaged(path, str(error)) from error


def check_all(connection: sqlite3.Connection, path: Path, watch: Watch = unwatched) -> tuple[int, list[Event], LastRow]:
    """The schema version, every event in order, and the last row, after every check. Raises StoreError."""
    ((version,),) = fetch_all(connection, "PRAGMA user_version")
    if not 1 <= version <= migrations.newest_version():
        raise damaged(path, f"its version would be {version}")
    check_pages(connection, path)
    check_schema(connection, path, version)
    return version, *check_events(connection, path, watch)


def uri_of(path: PurePath) -> str:
    """The address of a file for SQLite, escaped: otherwise a "?" or "#" in the name would open another file."""
    uri = path.as_uri()
    # SQLite knows no hosts: a file on a share of Windows has its server in the path.
    return uri if uri.startswith("file:///") else uri.replace("file://", "file:////", 1)


def connect(path: Path, mode: str, *, is_immutable: bool = False) -> sqlite3.Connection:
    """Open the file at ``path`` as ``rw`` or ``ro``, with SQLite's defences against a hostile schema.

    ``is_immutable`` promises that nobody writes the file: SQLite then takes no lock and creates no file beside it. Any
    thread may use the connection, but only one at a time.
    """
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise StoreError(
            f"Skillgap needs SQLite 3.37 or newer, but this Python has {sqlite3.sqlite_version}. "
            f"{path} was left untouched. Use a newer Python."
        )
    connection = sqlite3.connect(
        f"{uri_of(path)}?mode={mode}{'&immutable=1' if is_immutable else ''}",
        uri=True,
        isolation_level=None,
        timeout=_BUSY_TIMEOUT_SECONDS,
        check_same_thread=False,
    )
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
    for pragma in ("foreign_keys = ON", "trusted_schema = OFF", "cell_size_check = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def can_write(connection: sqlite3.Connection) -> bool:
    """Whether the connection can write, found out by a DELETE of no rows.

    SQLite silently falls back to read-only when the file cannot be opened for writing.
    """
    try:
        connection.execute("DELETE FROM events WHERE 0").close()
    except sqlite3.OperationalError as error:
        if primary_code(error) != sqlite3.SQLITE_READONLY:
            raise
        return False
    return True


@contextmanager
def sqlite_errors_as_faults(path: Path) -> Iterator[None]:
    """Turn what SQLite reports about the file at ``path`` into a StoreError."""
    try:
        yield
    except sqlite3.Error as error:
        code = primary_code(error)
        if code is None:  # raised by Python for text that is not UTF-8
            raise damaged(path, _UNREADABLE) from error
        if code == sqlite3.SQLITE_BUSY:
            raise in_use(path) from error
        if code in ENVIRONMENT_CODES:
            raise not_opened(path, error) from error
        raise damaged(path, f"SQLite says {error}") from error
    except UnicodeDecodeError as error:  # in SQLite's message, which quotes the content
        raise damaged(path, _UNREADABLE) from error

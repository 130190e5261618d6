"""Reads and checks a file of ours that nobody writes to, a backup or a copy, without touching it."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, NamedTuple

from store.checks import check_all, connect, fetch_all, sqlite_errors_as_faults
from store.errors import StoreError, in_use
from store.file_identity import check_header, identify, is_open_here
from store.rows import NO_ROW, SELECT_LAST, LastRow
from store.watch import unwatched

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from roadmaps.journal import Event
    from store.snapshot import Snapshot
    from store.watch import Watch


class BackupReading(NamedTuple):
    """The content of a file that passed every check."""

    version: int
    events: list[Event]
    last_row: LastRow


def read_checked(path: Path, watch: Watch = unwatched) -> BackupReading:
    """Everything in the file at ``path``, after every check. In any thread.

    Raises StoreError for a file that is damaged, newer, not ours, missing, or open in this process.
    """
    with _connected(path) as connection:
        return BackupReading(*check_all(connection, path, watch))


def read_last_row(path: Path) -> LastRow:
    """The last row of the file at ``path``, read quickly and without checks. Raises StoreError."""
    with _connected(path) as connection:
        return LastRow(*(fetch_all(connection, SELECT_LAST) or [NO_ROW])[0])


def read_migrated(path: Path) -> Snapshot:
    """The file at ``path`` in memory, unchecked and migrated to the newest version. Raises StoreError."""
    from store.snapshot import take_snapshot

    with _connected(path) as connection:
        snapshot = take_snapshot(connection, LastRow(*(fetch_all(connection, SELECT_LAST) or [NO_ROW])[0]))
        snapshot.migrate()
    return snapshot


@contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    check_readable(path)
    with sqlite_errors_as_faults(path), closing(connect(path, "ro", is_immutable=True)) as connection:
        yield connection


def check_readable(path: Path) -> int:
    """The schema version of the file at ``path``, by its header.

    Raises StoreError if it is not one of ours, or is open in this process.
    """
    identity = identify(path)
    if identity is None:
        raise StoreError(f"{path} is no longer there.")
    if is_open_here(identity):
        raise in_use(path)
    return check_header(path)

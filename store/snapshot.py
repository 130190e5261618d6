"""The content of a file as a database in memory, which any thread can then write to a new file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from store import migrations
from store.checks import uri_of
from store.rows import INSERT, NO_ROW, LastRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from store.rows import Row


class Snapshot:
    """A whole file in memory, and the last row that it must have. It can be written once."""

    def __init__(self, memory: sqlite3.Connection, last_row: LastRow, *, is_in_place: bool) -> None:
        self._memory = memory
        self.last_row = last_row
        self.is_in_place = is_in_place
        """Whether it was copied from a file that was still at its path."""

    def write(self, path: Path) -> None:
        """Write it to the empty, private file at ``path`` and free the memory. Does not sync."""
        with closing(sqlite3.connect(f"{uri_of(path)}?mode=rw", uri=True, isolation_level=None)) as target:
            # Nobody sees the file before it is complete and synced, so SQLite need not guard against a crash.
            target.execute("PRAGMA journal_mode = OFF")
            target.execute("PRAGMA synchronous = OFF")
            self._memory.backup(target)
        self.close()

    def migrate(self) -> None:
        """Migrate it to the newest version. Raises sqlite3.Error."""
        self._memory.execute("BEGIN")
        migrations.migrate(self._memory)
        self._memory.execute("COMMIT")

    def close(self) -> None:
        """Free the memory."""
        self._memory.close()

    def __del__(self) -> None:
        """Free the memory of a snapshot that was never written, for instance because the program ends."""
        self.close()


def take_snapshot(connection: sqlite3.Connection, last_row: LastRow) -> Snapshot:
    """Copy the whole file behind ``connection``, in that connection's thread. Raises sqlite3.Error.

    Must not be called inside a write transaction, whose end it would wait for.
    """
    if connection.in_transaction:
        raise ValueError("a snapshot cannot be taken inside a transaction")
    memory = _connect_to_memory()
    try:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        memory.execute(f"PRAGMA page_size = {int(size)}")  # a database in memory cannot change it during the copy
        connection.backup(memory)
    except BaseException:
        memory.close()
        raise
    return Snapshot(memory, last_row, is_in_place=True)


def snapshot_of(rows: Sequence[Row]) -> Snapshot:
    """A file with the newest schema and these rows, built in memory. Raises sqlite3.Error."""
    memory = _connect_to_memory()
    try:
        memory.execute("BEGIN IMMEDIATE")
        migrations.migrate(memory)
        memory.executemany(INSERT, rows)
        memory.execute("COMMIT")
    except BaseException:
        memory.close()
        raise
    return Snapshot(memory, LastRow(rows[-1][0], rows[-1][8]) if rows else NO_ROW, is_in_place=False)


def _connect_to_memory() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)

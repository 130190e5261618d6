"""What a file holds at a moment, copied into memory by SQLite's backup, to be written elsewhere by any thread."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from store.rows import Tail


class Snapshot:
    """A whole copy of a file of ours in memory, with the tail that it must have. It is written once, then gone."""

    def __init__(self, memory: sqlite3.Connection, tail: Tail, *, is_in_place: bool) -> None:
        self._memory = memory
        self.tail = tail
        self.is_in_place = is_in_place
        """Whether the file stood at its path when it was copied; else another program moved or replaced it."""

    def write(self, path: Path) -> None:
        """Write it into the empty file at ``path``, which nobody else knows, and forget it. Syncs nothing."""
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, isolation_level=None)) as target:
            target.execute("PRAGMA journal_mode = OFF")
            target.execute("PRAGMA synchronous = OFF")
            self._memory.backup(target)
        self.forget()

    def forget(self) -> None:
        """Give the memory free."""
        self._memory.close()

    def __del__(self) -> None:
        """One that is never written is forgotten when nobody knows it any more, as where the program ends before."""
        self.forget()


def take_snapshot(connection: sqlite3.Connection, tail: Tail, *, is_in_place: bool = True) -> Snapshot:
    """Copy all of the file behind ``connection``, in whose thread this is called; the disk is only read.

    Must not be called inside a writing transaction, for whose end it would wait. Raises sqlite3.Error.
    """
    if connection.in_transaction:
        raise ValueError("a snapshot cannot be taken inside a transaction")
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        memory.execute(f"PRAGMA page_size = {int(size)}")  # a database in memory cannot take over another one
        connection.backup(memory)
    except BaseException:
        memory.close()
        raise
    return Snapshot(memory, tail, is_in_place=is_in_place)

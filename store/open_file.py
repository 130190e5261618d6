"""A file of ours while it is open: whether anyone else has changed it, and how it is closed."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from store.checks import ENVIRONMENT_CODES, check_all, fetch_all
from store.errors import StoreError, primary_code
from store.file_identity import FileIdentity, register_closed, register_open
from store.rows import NO_ROW, SELECT_LAST
from store.sidecar_files import is_self_contained, sidecars

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from roadmaps.journal import Event
    from store.rows import LastRow


@dataclass(slots=True)
class OpenFile:
    """A file with a connection that holds SQLite's exclusive lock, and the content that passed the checks."""

    path: Path
    connection: sqlite3.Connection
    identity: FileIdentity
    events: list[Event] = field(default_factory=list)
    last_row: LastRow = NO_ROW
    read_only: bool = True
    """What the connection can really do: SQLite silently opens a file read-only that it cannot write."""
    journal: FileIdentity | None = None
    """The journal that SQLite keeps open beside the file, empty between writes; None before the first write."""

    def __post_init__(self) -> None:
        register_open(self.identity)

    def record_write(self) -> None:
        """Record what the file and its journal look like after a write of ours, if it is still the same file."""
        with suppress(OSError):
            found = FileIdentity.of(self.path.stat())
            if found.file == self.identity.file:
                self.identity = found
            self.journal = self._journal_found()

    def is_unchanged(self, events: Sequence[Event], last_row: LastRow) -> bool:
        """Whether the file still holds what was read and written here. Checked before every write.

        Another program may write without SQLite's lock, and SQLite's stale cache would then corrupt the file. If size
        and times show no write, it is enough to read the last row from the disk: its chained digest covers all rows
        before. Otherwise every check is made again. Raises sqlite3.Error if the disk cannot be read.
        """
        try:
            found = FileIdentity.of(self.path.stat())
            if (found.file, found.size) != (self.identity.file, self.identity.size):
                return False
            self.connection.execute("PRAGMA shrink_memory")  # drops all cached pages
            if found == self.identity:
                return ends_with(self.connection, last_row)
            if check_all(self.connection, self.path)[1:] != (list(events), last_row):
                return False
        except (StoreError, OSError, UnicodeDecodeError):
            return False
        except sqlite3.Error as error:
            if primary_code(error) in ENVIRONMENT_CODES:
                raise
            return False
        self.identity = found  # touched, or rewritten with the same content
        return True

    def is_journal_unchanged(self) -> bool:
        """Whether the journal beside the file is as SQLite left it after the last write."""
        return self.journal == self._journal_found()

    def is_journal_in_place(self) -> bool:
        """Whether the journal that SQLite has open is still beside the file, where a recovery would look for it."""
        found = self._journal_found()
        return self.journal is None or (found is not None and found.file == self.journal.file)

    def _journal_found(self) -> FileIdentity | None:
        try:
            return FileIdentity.of(os.lstat(f"{self.path}-journal"))
        except OSError:
            return None

    def close(self) -> None:
        """Close the connection and leave nothing beside the file. Never raises."""
        with suppress(sqlite3.Error):
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
        with suppress(sqlite3.Error, UnicodeDecodeError, OSError):
            # If even the rollback failed, changing the journal mode would delete the journal that the next start needs
            # to recover. Reading makes SQLite roll back now or, on a disk that is still full, raises.
            fetch_all(self.connection, "SELECT 1 FROM sqlite_master LIMIT 1")
            if self._may_delete_journal():
                # TRUNCATE mode leaves an empty journal. Changing the mode makes SQLite delete it under the right locks,
                # but not in exclusive locking mode.
                self.connection.execute("PRAGMA locking_mode = NORMAL")
                self.connection.execute("PRAGMA journal_mode = DELETE")
        self.connection.close()
        register_closed(self.identity)

    def _may_delete_journal(self) -> bool:
        """Whether the sidecars are ours: another program may have put another file with its own in this place."""
        with suppress(FileNotFoundError):
            if FileIdentity.of(self.path.stat()).file != self.identity.file:
                return False
        return is_self_contained(self.path) and all(each.name.endswith("-journal") for each in sidecars(self.path))


def ends_with(connection: sqlite3.Connection, last_row: LastRow) -> bool:
    """Whether the file's last row is ``last_row``. Raises sqlite3.Error."""
    return bool((fetch_all(connection, SELECT_LAST) or [NO_ROW])[0] == last_row)

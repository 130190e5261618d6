"""A file of ours while it is open: whether it is still as it was written, and how it is closed."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.checks import FAULTS_AROUND_THE_FILE, check_events, check_pages, check_schema, select
from store.errors import StoreError, primary_code
from store.file_identity import FileIdentity, let_go
from store.migrations import newest_version
from store.rows import EMPTY, LAST
from store.sidecar_files import companions, is_alone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from roadmaps.journal import Event
    from store.rows import Tail


@dataclass(slots=True)
class OpenFile:
    """A file that stood every check: its connection, which has it alone, and what is in it."""

    connection: sqlite3.Connection
    identity: FileIdentity
    events: list[Event]
    tail: Tail
    read_only: bool
    """What the connection can really do: SQLite opens a file for reading, without a word, that it cannot write."""
    journal: FileIdentity | None = None
    """The journal that SQLite has open beside it, empty between two writes; None before the first one."""

    def note_write(self, path: Path) -> None:
        """Remember what the file at ``path`` looks like after a write of ours, if it is still the same file."""
        with suppress(OSError):
            found = FileIdentity.of(path.stat())
            if found.file == self.identity.file:
                self.identity = found
            self.journal = _journal_of(path)

    def is_as_written(self, path: Path, events: Sequence[Event], tail: Tail) -> bool:
        """Whether the file is still what was read and written here. Every way to write it asks this first.

        Another program may write the file without asking for SQLite's lock, and what SQLite has cached would then go
        into a file that is another one. Where its times say that nothing was written, its last row is read from the
        disk: the running digest in it stands for all rows before. Else all of it is checked as when it was opened.
        Raises sqlite3.Error where the disk does not let it be read.
        """
        try:
            found = FileIdentity.of(path.stat())
            if (found.file, found.size) != (self.identity.file, self.identity.size):
                return False
            self.connection.execute("PRAGMA shrink_memory")  # forgets every page that was read before
            if found == self.identity:
                return ends_with(self.connection, tail)
            (version,) = self.connection.execute("PRAGMA user_version").fetchone()
            if not 1 <= version <= newest_version():
                return False
            check_pages(self.connection, path)
            check_schema(self.connection, path, version)
            if check_events(self.connection, path) != (list(events), tail):
                return False
        except (StoreError, OSError, UnicodeDecodeError):
            return False
        except sqlite3.Error as error:
            if primary_code(error) in FAULTS_AROUND_THE_FILE:
                raise
            return False
        self.identity = found  # it was touched, or written anew as it was
        return True

    def is_journal_untouched(self, path: Path) -> bool:
        """Whether what lies beside the file as its journal is what SQLite left after the last write."""
        return self.journal == _journal_of(path)

    def has_its_journal(self, path: Path) -> bool:
        """Whether what SQLite has open as its journal still stands beside the file: no other could be found later."""
        found = _journal_of(path)
        return self.journal is None or (found is not None and found.file == self.journal.file)


def ends_with(connection: sqlite3.Connection, tail: Tail) -> bool:
    """Whether the last row is that one. Raises sqlite3.Error."""
    return bool((select(connection, LAST) or [EMPTY])[0] == tail)


def _journal_of(path: Path) -> FileIdentity | None:
    try:
        return FileIdentity.of(os.lstat(f"{path}-journal"))
    except OSError:
        return None


def close(connection: sqlite3.Connection, identity: FileIdentity, path: Path) -> None:
    """Close a connection of ours and leave nothing beside the file. Never raises."""
    with suppress(sqlite3.Error):
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    with suppress(sqlite3.Error, UnicodeDecodeError, OSError):
        # After a write that could not even be taken back, SQLite would remove the journal below with all that the
        # next start needs to take it back. Reading does so now or, on a disk that is still full, fails.
        select(connection, "SELECT 1 FROM sqlite_master LIMIT 1")
        if _may_tidy_up(identity, path):
            # TRUNCATE leaves an empty journal behind. SQLite removes it itself, under the right locks, when the mode
            # is changed; it does not do so while locks are kept.
            connection.execute("PRAGMA locking_mode = NORMAL")
            connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    let_go(identity)


def _may_tidy_up(identity: FileIdentity, path: Path) -> bool:
    """Whether what lies beside the file is ours to remove: another program may have put a file there with its own."""
    with suppress(FileNotFoundError):
        if FileIdentity.of(path.stat()).file != identity.file:
            return False
    return is_alone(path) and all(companion.name.endswith("-journal") for companion in companions(path))

"""The journal: every event that the user recorded, in one append-only file."""

from __future__ import annotations

import importlib
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

from store.atomic_files import can_create_files_in, may_write_to
from store.creation import create, refuse_orphaned_journal
from store.errors import (
    NOTHING_CHANGED,
    StoreError,
    not_confirmed,
    not_opened,
    not_saved,
    primary_code,
    reason_and_remedy,
)
from store.file_identity import hot_journal, identify, locate
from store.open_file import ends_with
from store.opening import open_checked
from store.platform import sync_folder
from store.rows import INSERT, NO_ROW, check_order, write_rows
from store.sidecar_files import check_sidecars
from store.watch import unwatched

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from roadmaps.journal import Event
    from store.open_file import OpenFile
    from store.opening import ExpectedContent
    from store.restoring import PreparedFile
    from store.rows import LastRow, Row
    from store.snapshot import Snapshot
    from store.watch import Watch

__all__ = ["Journal", "StoreError"]

_CHANGED = (
    "was changed or replaced by another program, and was left untouched. Nothing you see here is lost. Save a copy "
    "with File, Export everything, then start Skillgap again to look at the file."
)


class Journal:
    """The events in a file. ``events()`` always gives what the file holds, even after a failed write.

    One thread at a time may use a journal. Only ``warm_up`` may run beside other methods.
    """

    def __init__(self, path: Path, opened: OpenFile | None, backup_folder: Path | None = None) -> None:
        self._backup_folder = backup_folder
        self.path = path
        """Where the file is or will be: absolute, links followed."""
        self.read_only = opened.read_only if opened else not can_create_files_in(path.parent)
        """Whether, as far as is known, the file cannot be written or created, until ``try_to_write`` succeeds."""
        self.unconfirmed = ""
        """A sentence if the last change is in the file but the disk did not confirm it, otherwise nothing."""
        self.last_row: LastRow = opened.last_row if opened else NO_ROW
        """The last row of the file; every append changes it."""
        self._opened = opened
        self._is_on_disk = opened is not None
        self._file = opened.identity.file if opened else None  # no other file is opened in its place
        self._is_closed = False
        self._events: list[Event] = opened.events if opened else []
        self._events_tuple: tuple[Event, ...] | None = None
        self._ids: set[str] | None = None  # built on the first append: starting up does not need it

    @classmethod
    def open(
        cls,
        path: Path,
        *expected: ExpectedContent | None,
        watch: Watch = unwatched,
        backup_folder: Path | None = None,
    ) -> Self:
        """Open the journal at ``path``. If there is no file it is empty, and the first append creates one.

        A file of an older version is backed up to ``backup_folder``, by default beside it, and brought up to date.

        Raises StoreError, and leaves the file untouched, if it is damaged, newer, not ours or in use, or starts with
        none of the contents that were ``expected``.
        """
        real = locate(path)
        if identify(real) is None:
            refuse_orphaned_journal(real)
            return cls(real, None, backup_folder)
        known = [each for each in expected if each is not None]
        return cls(real, open_checked(real, known, watch=watch, backup_folder=backup_folder), backup_folder)

    def try_to_write(self) -> bool:
        """Whether the file can be written. A read-only one is opened again if that has changed."""
        if self._is_closed or not self.read_only:
            return not self._is_closed
        if not self._is_on_disk:
            self.read_only = not can_create_files_in(self.path.parent)
            return not self.read_only
        # Permissions are quick to check, but only opening the file gives the final answer.
        if may_write_to(self.path) and can_create_files_in(self.path.parent):
            self._release()
            with suppress(StoreError):
                self._verified_file()
        return not self.read_only

    def events(self) -> Sequence[Event]:
        """Every event in the file, ordered by (``stamp``, ``id``)."""
        if self._events_tuple is None:
            self._events_tuple = tuple(self._events)
        return self._events_tuple

    def append(self, events: Sequence[Event]) -> None:
        """Add all of ``events`` or none; they are on the disk when this returns.

        Each must come after the one before it, by (``stamp``, ``id``), and after the last in the file. Raises
        ValueError, without touching the file, for events that cannot be stored: a bug in the caller. Raises StoreError
        if the file cannot be written; the journal remains usable.
        """
        self._check_not_closed()
        if not events:
            return
        self.unconfirmed = ""
        if not self.try_to_write() and self._is_on_disk:  # otherwise creating the file gives the reason
            raise StoreError(
                f"Not saved in {self.path}: the file or its folder is read-only. What was saved before is safe. Make "
                "both writable, then try again."
            )
        check_order(events, self._events[-1] if self._events else None)
        rows, last_row, read_back = write_rows(events, self.last_row)
        if self._ids is None:
            self._ids = {event.id for event in self._events}
        ids = {event.id for event in read_back}
        if len(ids) < len(read_back) or not ids.isdisjoint(self._ids):
            raise ValueError("an event with that id is in the journal already")

        if self._is_on_disk:
            self._write(self._verified_file(), rows, last_row)
        else:
            self.unconfirmed = create(self.path, rows)
        self._is_on_disk = True
        self._events.extend(read_back)
        self._events_tuple = None
        self.last_row = last_row
        self._ids |= ids
        if self._opened is None:
            # The events are in the new file. If it cannot be opened now, the next append says why.
            with suppress(StoreError):
                self._verified_file()

    def snapshot(self) -> Snapshot | None:
        """A copy of the whole file in memory; None if there is no file. Raises StoreError.

        If the file was deleted, replaced or changed by another program, the copy has what it held before.
        """
        from store.snapshot import snapshot_of, take_snapshot

        if not self._is_on_disk:
            return None
        with suppress(StoreError):
            if self._opened is None:
                self._verified_file()
        try:
            if self._opened is not None and self._opened.is_unchanged(self._events, self.last_row):
                return take_snapshot(self._opened.connection, self.last_row)
            rows, _, _ = write_rows(self._events, NO_ROW)
            return snapshot_of(rows)
        except sqlite3.Error as error:
            raise not_opened(self.path, error) from error

    def replace(self, prepared: PreparedFile) -> None:
        """Replace this file with a prepared one, and hold its events from then on.

        At every moment the old file or the new one is there, complete. Raises StoreError or OSError; the journal
        remains usable. The content of the old file is gone: make a backup first to keep it.
        """
        from store.restoring import put_in_place

        self.check_replaceable()
        self._release()
        self.unconfirmed = put_in_place(prepared, self.path, is_new=not self._is_on_disk)
        self._is_on_disk, self._file = True, None
        self._events, self.last_row = prepared.reading.events, prepared.reading.last_row
        self._ids = self._events_tuple = None
        # As after the first append: if it cannot be opened now, the next append says why.
        with suppress(StoreError):
            self._verified_file(prepared=prepared)

    def move(self, prepared: PreparedFile, path: Path, remember: Callable[[], object]) -> None:
        """Continue in a prepared copy of this file at ``path``, where nothing is yet.

        ``remember`` is called once the copy is open there, and may still raise. On any failure the copy is deleted and
        the journal continues in the old file; otherwise that is closed, and stays. Raises StoreError or
        OSError.
        """
        self.check_replaceable()
        try:
            prepared.file.move_to(path)
        except FileExistsError as error:
            raise StoreError(f"{NOTHING_CHANGED}: there is a {path.name} in {path.parent} already.") from error
        try:
            sync_folder(path.parent)
            moved = open_checked(path, prepared=prepared)
            try:
                if (moved.events, moved.last_row, moved.read_only) != (self._events, self.last_row, False):
                    raise StoreError(f"{NOTHING_CHANGED}: the copy at {path} does not match the file.")
                remember()
            except BaseException:
                moved.close()
                raise
        except BaseException:
            with suppress(OSError):
                path.unlink()
            raise
        self._release()
        self.path, self._opened, self._file, self.unconfirmed = path, moved, moved.identity.file, ""

    def check_replaceable(self) -> None:
        """Raise StoreError if this file cannot be replaced. Opens it again if necessary."""
        self._check_not_closed()
        if not self.try_to_write():
            raise StoreError(f"{NOTHING_CHANGED}: {self.path} is read-only.")
        if self._is_on_disk:
            self._verified_file(NOTHING_CHANGED)  # so that no other file is replaced
        try:
            check_sidecars(self.path)
        except StoreError as fault:
            raise StoreError(f"{NOTHING_CHANGED}: {fault}") from fault

    def warm_up(self) -> None:
        """Import what the first write needs, which takes longer than the write. May run in any thread.

        Touches nothing else; an append meanwhile waits for Python's import lock.
        """
        importlib.import_module("sqlite_utils")

    def close(self) -> None:
        """Release the file and leave nothing beside it. ``events()`` still works; closing again does nothing."""
        self._is_closed = True
        self._release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _check_not_closed(self) -> None:
        if self._is_closed:
            raise ValueError("the journal is closed")

    def _release(self) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def _verified_file(self, failure: str = "Not saved", prepared: PreparedFile | None = None) -> OpenFile:
        """The open file, verified to hold our events. Raises StoreError, whose message begins with ``failure``."""
        self._check_not_closed()
        try:
            if self._opened is not None and not self._opened.is_journal_unchanged():
                self._check_changed_journal(self._opened)
            opened = self._opened or self._reopen(prepared)
            if not opened.is_unchanged(self._events, self.last_row):
                if identify(self.path) is None:
                    raise StoreError(
                        f"{self.path} is no longer there. Skillgap still shows everything it held. Put the file back, "
                        "or save a copy with File, Export everything, before you close Skillgap."
                    )
                raise StoreError(f"{self.path} {_CHANGED}")
        except StoreError as fault:
            raise StoreError(f"{failure}: {fault}") from fault
        except sqlite3.Error as error:
            reason, remedy = reason_and_remedy(error)
            raise StoreError(f"{failure}: {self.path} cannot be read because {reason}. {remedy}") from error
        return opened

    def _check_changed_journal(self, opened: OpenFile) -> None:
        """Another program touched SQLite's journal. Raises StoreError if SQLite must not use what is there now."""
        found = identify(self.path)
        if found is None or found.file != self._file:
            return  # the sidecars there are not those of our file
        check_sidecars(self.path)
        if hot_journal(self.path) is not None:
            raise StoreError(f"{self.path} {_CHANGED}")  # the unfinished write is not ours
        if not opened.is_journal_in_place():
            self._release()  # a recovery would not find the journal that SQLite has open

    def _reopen(self, prepared: PreparedFile | None = None) -> OpenFile:
        """Open the file again. Raises StoreError if it is not the one that was closed."""
        found = identify(self.path)
        if found is not None and self._file not in (None, found.file):
            raise StoreError(f"{self.path} {_CHANGED}")  # opening another file might change it
        opened = open_checked(self.path, prepared=prepared, backup_folder=self._backup_folder)
        if opened.events != self._events or opened.last_row != self.last_row:
            opened.close()
            raise StoreError(f"{self.path} {_CHANGED}")
        self._opened = opened
        self._file = opened.identity.file
        self.read_only = opened.read_only
        return opened

    def _write(self, opened: OpenFile, rows: Sequence[Row], last_row: LastRow) -> None:
        from sqlite_utils import Database

        connection = opened.connection
        db = Database(connection, execute_plugins=False)
        try:
            connection.execute("BEGIN IMMEDIATE")
            with db.atomic():  # a savepoint, as it is inside a transaction; its own BEGIN would be deferred
                for row in rows:
                    db.execute(INSERT, row)
            connection.execute("COMMIT")
        except BaseException as error:
            with suppress(sqlite3.Error):
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
            if not isinstance(error, sqlite3.Error):
                raise
            # After the commit point only the clean-up can fail: the events are in the file.
            if not self._is_written(opened, last_row):
                self.read_only = primary_code(error) == sqlite3.SQLITE_READONLY or self.read_only
                raise not_saved(self.path, error) from error
            self.unconfirmed = not_confirmed(self.path, error)
        finally:
            opened.record_write()

    def _is_written(self, opened: OpenFile, last_row: LastRow) -> bool:
        """Whether the file ends with ``last_row``, although the write failed."""
        with suppress(sqlite3.Error):
            return ends_with(opened.connection, last_row)
        # After a failure at the very end of a commit this connection reads nothing more; a new one does.
        self._release()
        with suppress(StoreError):
            found = open_checked(self.path)
            if found.last_row == last_row:
                self._opened = found
                return True
            found.close()
        return False

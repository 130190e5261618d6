"""The journal: everything the person said, in one file that only ever grows."""

from __future__ import annotations

import importlib
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

from store.atomic_files import may_write_in, may_write_to
from store.creation import create, refuse_foreign_journal
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
from store.open_file import close, ends_with
from store.opening import open_checked
from store.rows import EMPTY, INSERT, check_order, write_rows
from store.sidecar_files import check_companions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from roadmaps.journal import Event
    from store.open_file import OpenFile
    from store.opening import Held
    from store.restoring import Prepared
    from store.rows import Row, Tail
    from store.snapshot import Snapshot

__all__ = ["Journal", "StoreError"]

_CHANGED = (
    "was changed or replaced by another program, and was left untouched. Nothing you see here is lost. Save a copy "
    "with File, Export everything, then start Skillgap again to look at the file."
)
_CANNOT_BE_WRITTEN = "the file or its folder is read-only"


class Journal:
    """The events on the disk: ``events()`` gives what the file holds, after a write that failed, too.

    A journal belongs to one thread at a time: another one may use it while the first does not. Only ``warm_up`` may be
    called beside anything else.
    """

    def __init__(self, path: Path, opened: OpenFile | None) -> None:
        self._path = path
        self._opened = opened
        self._is_on_disk = opened is not None
        self._read_only = opened.read_only if opened else not may_write_in(path.parent)
        self._unconfirmed = ""
        self._file = opened.identity.file if opened else None  # which alone is opened again
        self._is_closed = False
        self._events: list[Event] = opened.events if opened else []
        self._tail: Tail = opened.tail if opened else EMPTY
        self._snapshot: tuple[Event, ...] | None = None
        self._ids: set[str] | None = None  # made at the first append: a start does not need it

    @classmethod
    def open(cls, path: Path, *held: Held | None) -> Self:
        """The journal kept at ``path``. Where there is no file it is empty, and the first append makes one.

        Raises StoreError, and leaves the file as it is, for one that is damaged, newer, not ours or in use, and for
        one that begins with nothing of what it may have ``held`` when it was last closed.
        """
        real = locate(path)
        if identify(real) is None:
            refuse_foreign_journal(real)
            return cls(real, None)
        return cls(real, open_checked(real, [each for each in held if each is not None]))

    @property
    def path(self) -> Path:
        """Where the file is, or will be: absolute, links followed."""
        return self._path

    @property
    def read_only(self) -> bool:
        """Whether the file can only be read, or none can be made, as far as was found out.

        Nothing can be kept then before ``try_to_write`` says so.
        """
        return self._read_only

    @property
    def unconfirmed(self) -> str:
        """A sentence where the last change is in the file, but the disk did not confirm it; else nothing."""
        return self._unconfirmed

    def try_to_write(self) -> bool:
        """Find out whether a file that could only be read can be written now, and open it so; whether it can."""
        if self._is_closed or not self._read_only:
            return not self._is_closed
        if not self._is_on_disk:
            self._read_only = not may_write_in(self._path.parent)
            return not self._read_only
        # The first questions cost nothing. They are not the whole truth, which opening the file tells.
        if may_write_to(self._path) and may_write_in(self._path.parent):
            self._let_go()
            with suppress(StoreError):
                self._connected()
        return not self._read_only

    def events(self) -> Sequence[Event]:
        """Every event in the file, by (``stamp``, ``id``)."""
        if self._snapshot is None:
            self._snapshot = tuple(self._events)
        return self._snapshot

    def append(self, events: Sequence[Event]) -> None:
        """Add ``events``, all or none of them; they are on the disk when this returns.

        Each comes after the one before it, by (``stamp``, ``id``), and after the last in the file. Raises
        ValueError, before the file is touched, for events that cannot be kept: a bug of the caller. Raises
        StoreError where the file cannot be written; the journal can still be used then.
        """
        if self._is_closed:
            raise ValueError("the journal is closed")
        if not events:
            return
        self._unconfirmed = ""
        if not self.try_to_write() and self._is_on_disk:  # where there is none, making one tells why not
            raise StoreError(
                f"Not saved in {self._path}: {_CANNOT_BE_WRITTEN}. What was saved before is safe. Make both "
                "writable, then try again."
            )
        check_order(events, self._events[-1] if self._events else None)
        rows, tail, read_back = write_rows(events, self._tail)
        if self._ids is None:
            self._ids = {event.id for event in self._events}
        ids = {event.id for event in read_back}
        if len(ids) < len(read_back) or not ids.isdisjoint(self._ids):
            raise ValueError("an event with that id is in the journal already")

        if self._is_on_disk:
            self._write(self._connected(), rows, tail)
        else:
            self._unconfirmed = create(self._path, rows)
        self._is_on_disk = True
        self._events.extend(read_back)
        self._snapshot = None
        self._tail = tail
        self._ids |= ids
        if self._opened is None:
            # The events are in the new file. If it cannot be taken over now, the next append says why.
            with suppress(StoreError):
                self._connected()

    @property
    def tail(self) -> Tail:
        """The last row of the file: it is another one after every append."""
        return self._tail

    def snapshot(self) -> Snapshot | None:
        """A copy of the whole file, in memory; None while there is no file. Raises StoreError.

        Of a file that is not there any more, or is another one, it is a copy of what it held.
        """
        from store.snapshot import take_snapshot

        if not self._is_on_disk:
            return None
        with suppress(StoreError):
            if self._opened is None:
                self._connected()
        try:
            if self._opened is not None and self._opened.is_as_written(self._path, self._events, self._tail):
                return take_snapshot(self._opened.connection, self._tail)
            return self._snapshot_of_memory()
        except sqlite3.Error as error:
            raise not_opened(self._path, error) from error

    def _snapshot_of_memory(self) -> Snapshot:
        """What was said, although another program removed it, or put something else where it was written."""
        from store.creation import fill
        from store.snapshot import Snapshot

        rows, tail, _ = write_rows(self._events, EMPTY)
        memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        try:
            fill(memory, rows)
        except BaseException:
            memory.close()
            raise
        return Snapshot(memory, tail, is_in_place=False)

    def replace(self, prepared: Prepared) -> None:
        """Put a prepared file in the place of this one, whose events it then has.

        At every moment the old file or the new one is there, whole. Raises StoreError or OSError; the journal can still
        be used then. What is in the old file is gone: who wants to keep it makes a backup first.
        """
        from store.restoring import put_in_place

        self.refuse_restore()
        self._let_go()
        self._unconfirmed = put_in_place(prepared, self._path, is_new=not self._is_on_disk)
        self._is_on_disk, self._file = True, None
        self._events, self._tail = prepared.reading.events, prepared.reading.tail
        self._ids = self._snapshot = None
        # As after the first append: if it cannot be taken over now, the next append says why.
        with suppress(StoreError):
            self._connected(prepared=prepared)

    def refuse_restore(self) -> None:
        """Raise StoreError where nothing can take the place of this file. It is opened again where it has to be."""
        if self._is_closed:
            raise ValueError("the journal is closed")
        if not self.try_to_write():
            raise StoreError(f"{NOTHING_CHANGED}: {self._path} is read-only.")
        if self._is_on_disk:
            self._connected(NOTHING_CHANGED)  # certain that it is ours that is replaced
        try:
            check_companions(self._path)
        except StoreError as fault:
            raise StoreError(f"{NOTHING_CHANGED}: {fault}") from fault

    def warm_up(self) -> None:
        """Import what the first write needs, which takes longer than the write itself. May run in any thread.

        It touches nothing else; an append meanwhile waits for Python's own lock on the import.
        """
        importlib.import_module("sqlite_utils")

    def close(self) -> None:
        """Give the file free and leave nothing beside it. ``events()`` still answers; closing again does nothing."""
        self._is_closed = True
        self._let_go()

    def _let_go(self) -> None:
        if self._opened is not None:
            close(self._opened.connection, self._opened.identity, self._path)
            self._opened = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _connected(self, undone: str = "Not saved", prepared: Prepared | None = None) -> OpenFile:
        """The open file, certain to be the one that was opened. Raises StoreError, which begins with what was not."""
        if self._is_closed:
            raise ValueError("the journal is closed")
        try:
            if self._opened is not None and not self._opened.is_journal_untouched(self._path):
                self._look_beside(self._opened)
            opened = self._opened or self._open_again(prepared)
            if not opened.is_as_written(self._path, self._events, self._tail):
                if identify(self._path) is None:
                    raise StoreError(
                        f"{self._path} is no longer there. Skillgap still shows everything it held. Put the file back, "
                        "or save a copy with File, Export everything, before you close Skillgap."
                    )
                raise StoreError(f"{self._path} {_CHANGED}")
        except StoreError as fault:
            raise StoreError(f"{undone}: {fault}") from fault
        except sqlite3.Error as error:
            reason, remedy = reason_and_remedy(error)
            raise StoreError(f"{undone}: {self._path} cannot be read because {reason}. {remedy}") from error
        return opened

    def _look_beside(self, opened: OpenFile) -> None:
        """Another program was at the journal. Raises StoreError where it is not a file that SQLite may use."""
        found = identify(self._path)
        if found is None or found.file != self._file:
            return  # what lies there is not beside ours
        check_companions(self._path)
        if hot_journal(self._path) is not None:
            raise StoreError(f"{self._path} {_CHANGED}")  # with an unfinished write that is not ours
        if not opened.has_its_journal(self._path):
            self._let_go()  # by a journal that is not found nothing could be taken back

    def _open_again(self, prepared: Prepared | None = None) -> OpenFile:
        """Open the file once more. Raises StoreError where it is not the one that was closed."""
        found = identify(self._path)
        if found is not None and self._file not in (None, found.file):
            raise StoreError(f"{self._path} {_CHANGED}")  # opening another one might change it
        opened = open_checked(self._path, prepared=prepared)
        if opened.events != self._events or opened.tail != self._tail:
            close(opened.connection, opened.identity, self._path)
            raise StoreError(f"{self._path} {_CHANGED}")
        self._opened = opened
        self._file = opened.identity.file
        self._read_only = opened.read_only
        return opened

    def _write(self, opened: OpenFile, rows: Sequence[Row], tail: Tail) -> None:
        from sqlite_utils import Database

        connection = opened.connection
        db = Database(connection, execute_plugins=False)
        try:
            connection.execute("BEGIN IMMEDIATE")
            with db.atomic():  # inside a transaction it is a savepoint; its own BEGIN would be a deferred one
                for row in rows:
                    db.execute(INSERT, row)
            connection.execute("COMMIT")
        except BaseException as error:
            with suppress(sqlite3.Error):
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
            if not isinstance(error, sqlite3.Error):
                raise
            # A fault after the moment of the commit is one of tidying up: the file holds the events.
            if not self._ends_with(opened, tail):
                self._read_only = primary_code(error) == sqlite3.SQLITE_READONLY or self._read_only
                raise not_saved(self._path, error) from error
            self._unconfirmed = not_confirmed(self._path, error)
        finally:
            opened.note_write(self._path)

    def _ends_with(self, opened: OpenFile, tail: Tail) -> bool:
        """Whether the file's last row is that one, after a write that failed."""
        with suppress(sqlite3.Error):
            return ends_with(opened.connection, tail)
        # After a fault at its very end SQLite says no more through this connection; another one reads what is there.
        self._let_go()
        with suppress(StoreError):
            found = open_checked(self._path)
            if found.tail == tail:
                self._opened = found
                return True
            close(found.connection, found.identity, self._path)
        return False

"""Replacing the open file in two steps: the slow one in any thread, the short one in the thread of the file."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from store.errors import NOTHING_CHANGED, StoreError
from store.watch import part, unwatched

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager
    from types import TracebackType
    from typing import Self

    from roadmaps.journal import Event
    from store.backups import Backup
    from store.journal import Journal
    from store.restoring import PreparedFile
    from store.watch import Watch


class Replacement:
    """A file that is to replace the open one.

    ``make`` does everything slow and touches neither the file nor its journal, so it may run in any thread.
    ``put_in_place`` is short and runs in the thread of the file. The end of the ``with`` block deletes the new file
    unless it was put in place; the backup of the current state stays.
    """

    def __init__(
        self,
        journal: Journal,
        prepare: Callable[[Watch], AbstractContextManager[PreparedFile]],
        back_up: Callable[[Watch], Backup] | None,
        put_in_place: Callable[[PreparedFile], object],
    ) -> None:
        """``back_up`` backs up what the journal holds now; None if there is no file yet."""
        self._journal, self._prepare, self._back_up, self._put_in_place = journal, prepare, back_up, put_in_place
        self._last_row = journal.last_row
        self._cleanup = ExitStack()
        self._prepared: PreparedFile | None = None
        self._backup: Backup | None = None

    @property
    def events(self) -> Sequence[Event]:
        """What the file will hold; available after ``make``."""
        return self._made.reading.events

    def make(self, watch: Watch = unwatched) -> None:
        """Write and check the new file, and back up the current one. In any thread. Raises StoreError.

        If ``watch`` raises, nothing is left behind: the backup gets its name last, after ``watch(1)``.
        """
        with ExitStack() as cleanup:
            prepared = cleanup.enter_context(self._prepare(part(watch, 0.0, 0.5)))
            if self._back_up:
                self._backup = self._back_up(part(watch, 0.5, 1.0))
            else:
                watch(1.0)
            self._prepared, self._cleanup = prepared, cleanup.pop_all()

    def put_in_place(self) -> Backup | None:
        """Replace the open file; returns the backup of its old state, None if there was no file.

        Raises StoreError and leaves the file unchanged on failure.
        """
        prepared = self._made
        if self._journal.last_row != self._last_row:
            raise StoreError(f"{NOTHING_CHANGED}: something was saved meanwhile that is in no backup yet. Try again.")
        self._put_in_place(prepared)
        return self._backup

    def run(self, watch: Watch = unwatched) -> Backup | None:
        """Both steps, in the thread of the file."""
        with self:
            self.make(watch)
            return self.put_in_place()

    @property
    def _made(self) -> PreparedFile:
        if self._prepared is None:
            raise ValueError("make() was not called")
        return self._prepared

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._cleanup.__exit__(kind, error, trace)

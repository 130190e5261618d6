"""What is to take the place of the open file: made and checked beside it, then put there."""

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
    from store.restoring import Prepared
    from store.watch import Watch


class Replacement:
    """Another file for the place of the one that is open.

    ``make`` does everything that takes long and touches neither the file nor its journal, so it may run in any thread.
    ``put_in_place`` is short and belongs to the thread of the file. At the end of the ``with`` what was made and did
    not take the place is gone; only the backup of the present state stays.
    """

    def __init__(
        self,
        journal: Journal,
        prepare: Callable[[Watch], AbstractContextManager[Prepared]],
        back_up: Callable[[Watch], Backup] | None,
        put_in_place: Callable[[Prepared], object],
    ) -> None:
        """``back_up`` makes a backup of what the journal holds now; None where there is no file."""
        self._journal, self._prepare, self._back_up, self._put_in_place = journal, prepare, back_up, put_in_place
        self._tail = journal.tail
        self._held = ExitStack()
        self._prepared: Prepared | None = None
        self._backup: Backup | None = None

    @property
    def events(self) -> Sequence[Event]:
        """What the file will hold; known once it is made."""
        return self._made.reading.events

    def make(self, watch: Watch = unwatched) -> None:
        """Make the file, check all of it, and back up the present one. In any thread. Raises StoreError.

        Whatever ``watch`` raises leaves nothing behind: the backup gets its name last, after ``watch(1)``.
        """
        with ExitStack() as held:
            prepared = held.enter_context(self._prepare(part(watch, 0.0, 0.5)))
            if self._back_up:
                self._backup = self._back_up(part(watch, 0.5, 1.0))
            else:
                watch(1.0)
            self._prepared, self._held = prepared, held.pop_all()

    def put_in_place(self) -> Backup | None:
        """Put it in the place of the open file; returns the backup of that, None where there was no file.

        Raises StoreError, and leaves the file as it is, where that cannot be done.
        """
        prepared = self._made
        if self._journal.tail != self._tail:
            raise StoreError(f"{NOTHING_CHANGED}: something was saved meanwhile that is in no backup yet. Try again.")
        self._put_in_place(prepared)
        return self._backup

    @property
    def _made(self) -> Prepared:
        if self._prepared is None:
            raise ValueError("it is not made yet")
        return self._prepared

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._held.__exit__(kind, error, trace)

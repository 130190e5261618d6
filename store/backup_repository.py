"""The person's file together with its backups: opened, backed up, restored; what the window is handed.

What a start does not need is imported where it is used.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from roadmaps.text.locale_format import ENGLISH
from store.errors import (
    BackupFailed,
    DamagedFile,
    ForeignFile,
    ShrunkFile,
    StoreError,
    backup_failed,
    not_replaced,
)
from store.file_identity import folder_of, identify, is_write_ahead, locate
from store.journal import Journal
from store.opening import Held, examine
from store.sidecar_files import check_companions, companions, is_alone
from store.watch import part, unwatched

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from roadmaps.faults import Fault
    from roadmaps.journal import Event
    from store.backups import Backup, Reason
    from store.replacement import Replacement
    from store.restoring import Prepared
    from store.rows import Tail
    from store.watch import Watch


_TROUBLES = {DamagedFile: "damaged", ForeignFile: "foreign", ShrunkFile: "shrunk"}


class BackupRepository:
    """One file and the folder of its backups. Methods belong to the thread that opened the file, unless they say so."""

    def __init__(
        self,
        data_file: Path,
        now: Callable[[], datetime] | None = None,
        time_text: Callable[[datetime], str] = ENGLISH.time,
    ) -> None:
        """``time_text`` writes the time of a moment in its own zone as the user's locale does."""
        self._data_file = data_file
        self._time_text = time_text
        self._now = now or (lambda: datetime.now(UTC))
        self._journal: Journal | None = None
        self._backed_up: Tail | None = None
        self.before_replacing: Callable[[tuple[int, str]], object] = lambda _: None
        """Called with what the file is about to hold, the number of events and the id of the last, before another one
        takes its place: who remembers what it held has to expect either from then on."""
        self.unconfirmed = ""
        """A sentence where the disk did not confirm the last ``restore_unopened``; else nothing."""

    @property
    def path(self) -> Path:
        """Where the file is, or will be: absolute, links followed. Raises StoreError for no path of ours."""
        return locate(self._data_file)

    @property
    def folder(self) -> Path:
        """Where the backups lie, or will."""
        return folder_of(locate(self._data_file))

    def open(self, *held: tuple[int, str] | None) -> Journal:
        """Open the file, as ``Journal.open`` does; it is the one that is backed up from here on.

        ``held``: how many events it held when it was last closed, and the id of the last of them; more than one where
        it is not known which of them it was.
        """
        self._journal = Journal.open(self._data_file, *(Held(*each) for each in held if each))
        return self._journal

    def backups(self) -> list[Backup]:
        """The backups, newest first, by their names. In any thread. Raises StoreError."""
        from store.backups import list_backups

        return list_backups(locate(self._data_file))

    def read(self, backup: Path) -> list[Event]:
        """What is in a backup, after every check. In any thread. Raises StoreError for one that does not read well."""
        from store.backup_reader import read_checked

        return read_checked(backup).events

    def needs_backup(self) -> bool:
        """Whether the open file holds something that the last backup does not; never for one that is only read."""
        journal = self._journal
        if journal is None or journal.read_only or not journal.events():
            return False
        if self._backed_up is None:
            self._backed_up = self._newest_tail()
        return journal.tail != self._backed_up

    def _newest_tail(self) -> Tail | None:
        from store.backup_reader import read_tail

        try:
            newest = self.backups()[:1]
            return read_tail(newest[0].path) if newest else None
        except StoreError:
            return None

    def copy(self) -> Callable[[], Backup] | None:
        """Copy what the file holds now into memory; None while there is no file.

        What is returned makes an ordinary backup of it, in any thread, once. Both raise BackupFailed.
        """
        from store.backups import Reason

        work = self._copy(Reason.ORDINARY)
        return partial(work, unwatched) if work else None

    def _copy(self, reason: Reason) -> Callable[[Watch], Backup] | None:
        from store.backups import keep

        begun = self._now()
        at = self._time_text(begun.astimezone())
        journal = self._opened()
        try:
            snapshot = journal.snapshot()
        except StoreError as error:
            raise backup_failed(at, error) from error
        if snapshot is None:
            return None

        def work(watch: Watch) -> Backup:
            backup = keep(snapshot, journal.path, reason, now=lambda: begun, at=at, watch=watch)
            self._backed_up = snapshot.tail
            return backup

        return work

    def restore(self, backup: Path, watch: Watch = unwatched) -> Backup | None:
        """Put a backup in the place of the open file, and return the one made of the present state before.

        None where there was no file. Raises StoreError, and leaves the file as it is, where either cannot be done.
        """
        with self.restoring(backup) as replacement:
            replacement.make(watch)
            return replacement.put_in_place()

    def restoring(self, backup: Path) -> Replacement:
        """A restore in two steps: what takes long is done in any thread. Raises StoreError as ``restore``."""
        from store.backups import Reason
        from store.restoring import prepare_copy

        data_file = locate(self._data_file)
        return self._replacing(lambda watch: prepare_copy(backup, data_file, watch), Reason.BEFORE_RESTORE)

    def replace(self, events: Sequence[Event]) -> Backup | None:
        """Put other events, as they were said elsewhere, in the place of all that the open file holds.

        Like a restore, from a file that is made for it. Returns the backup of the present state, None where there was
        no file. Raises StoreError, and leaves the file as it is, where either cannot be done.
        """
        with self.replacing(events) as replacement:
            replacement.make()
            return replacement.put_in_place()

    def replacing(self, events: Sequence[Event]) -> Replacement:
        """``replace`` in two steps, as ``restoring``."""
        from store.backups import Reason
        from store.creation import build
        from store.restoring import prepare
        from store.rows import EMPTY, write_rows
        from store.watch import watched

        data_file = locate(self._data_file)

        def make(watch: Watch) -> AbstractContextManager[Prepared]:
            rows, _, _ = write_rows(watched(events, part(watch, 0.0, 0.5)), EMPTY)
            return prepare(data_file, lambda temporary: build(temporary, rows), part(watch, 0.5, 1.0))

        return self._replacing(make, Reason.BEFORE_IMPORT)

    def _replacing(self, prepare: Callable[[Watch], AbstractContextManager[Prepared]], reason: Reason) -> Replacement:
        from store.backups import Reason
        from store.replacement import Replacement

        journal = self._opened()
        journal.refuse_restore()  # first, so that no backup is made before what cannot be
        try:
            copy = self._copy(reason)
        except BackupFailed as fault:
            raise not_replaced(fault) from fault

        def back_up(watch: Watch) -> Backup:
            assert copy is not None
            try:
                return copy(watch)
            except BackupFailed as fault:
                raise not_replaced(fault) from fault

        def put_in_place(prepared: Prepared) -> None:
            journal.refuse_restore()
            self.before_replacing(_stand(prepared.reading.events))
            journal.replace(prepared)
            if reason is Reason.BEFORE_RESTORE:
                self._backed_up = journal.tail

        return Replacement(journal, prepare, back_up if copy else None, put_in_place)

    def restore_unopened(self, backup: Path, watch: Watch = unwatched) -> Path | None:
        """Put a backup in the place of a file that is not open, and return where that is kept. In any thread.

        A sound one becomes a backup, any other is kept beside; None where there was none. Raises StoreError, and leaves
        the file in its place, where that cannot be done.
        """
        from store.backup_reader import read_checked
        from store.restoring import prepare_copy, put_in_place, set_beside

        data_file = locate(self._data_file)
        is_there = identify(data_file) is not None
        self.unconfirmed = ""
        if is_there and _is_plain(data_file):
            with suppress(DamagedFile, ForeignFile):
                read_checked(data_file, part(watch, 0.0, 0.2))  # which leaves it as it is, whatever is wrong with it
                with self.open():
                    before = self.restore(backup, part(watch, 0.2, 1.0))
                    self.unconfirmed = self._opened().unconfirmed
                return before.path if before else None
        with prepare_copy(backup, data_file, watch) as prepared:
            watch(1.0)
            self.before_replacing(_stand(prepared.reading.events))
            kept = None
            if is_there or any(companions(data_file)):
                kept = set_beside(data_file, self._now().astimezone().date())
            self.unconfirmed = put_in_place(prepared, data_file, is_new=not is_there)
        return kept

    def findings(self) -> list[str]:
        """What each check says of the file, a line each; nothing is written. Never raises."""
        return [f"{each.check}: {each.finding}" for each in examine(self._data_file)]

    def trouble_of(self, fault: Fault) -> str:
        """What kind of fault kept the file from being opened: "damaged", "foreign", "shrunk", or none of them."""
        return next((name for kind, name in _TROUBLES.items() if isinstance(fault, kind)), "")

    def _opened(self) -> Journal:
        if self._journal is None:
            raise ValueError("the file is not open")
        return self._journal


def _is_plain(data_file: Path) -> bool:
    """Whether the file can be read for itself: nothing beside it is a part of it, or keeps it from being opened."""
    with suppress(StoreError):
        check_companions(data_file)
        return is_alone(data_file) and not is_write_ahead(data_file)
    return False


def _stand(events: Sequence[Event]) -> tuple[int, str]:
    """What names everything that a file holds: how many events, and the id of the last."""
    return len(events), events[-1].id if events else ""

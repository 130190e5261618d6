"""The user's file and its backups: what the window opens, backs up and restores.

What starting up does not need is imported inside functions.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from roadmaps.text.locale_format import ENGLISH
from store.errors import (
    NOTHING_CHANGED,
    BackupFailed,
    DamagedFile,
    ForeignFile,
    ShrunkFile,
    StoreError,
    backup_failed,
    not_replaced,
    reason_and_remedy,
)
from store.file_identity import folder_of, identify, is_in_wal_mode, locate
from store.journal import Journal
from store.opening import ExpectedContent
from store.retention import USUAL, Retention
from store.sidecar_files import check_sidecars, is_self_contained, sidecars
from store.watch import part, unwatched

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from roadmaps.faults import Fault
    from roadmaps.journal import Event
    from store.backups import Backup, Reason
    from store.replacement import Replacement
    from store.restoring import PreparedFile
    from store.rows import LastRow
    from store.watch import Watch


_TROUBLES = {DamagedFile: "damaged", ForeignFile: "foreign", ShrunkFile: "shrunk"}


class BackupRepository:
    """One file and its backup folder. Methods run in the thread that opened the file, unless they say otherwise."""

    def __init__(
        self,
        data_file: Path,
        now: Callable[[], datetime] | None = None,
        time_text: Callable[[datetime], str] = ENGLISH.time,
        backup_folder: Path | None = None,
        rule: Sequence[int] = USUAL,
    ) -> None:
        """``time_text`` formats the local time of a moment for the user's locale.

        ``backup_folder`` is used instead of the one beside the file, and ``rule`` says which backups are kept, in the
        order of the fields of ``Retention``.
        """
        self._data_file = data_file
        self.backup_folder = backup_folder
        self.rule: Sequence[int] = rule
        self._time_text = time_text
        self._now = now or (lambda: datetime.now(UTC))
        self._journal: Journal | None = None
        self._backed_up: LastRow | None = None
        self.before_replacing: Callable[[tuple[int, str]], object] = lambda _: None
        """Called before the file is replaced with what it will then hold: the number of events and the id of the last.
        Whoever records what the file should hold must accept both states from then on."""
        self.unconfirmed = ""
        """A sentence if the last step of the last ``restore_unopened`` or move failed, otherwise nothing."""

    @property
    def path(self) -> Path:
        """Where the file is or will be: absolute, links followed. Raises StoreError for an unusable path."""
        return locate(self._data_file)

    @property
    def folder(self) -> Path:
        """Where the backups are or will be."""
        return self.backup_folder or folder_of(self.path)

    def open(self, *expected: tuple[int, str] | None, watch: Watch = unwatched) -> Journal:
        """Open the file, as ``Journal.open`` does, and back up this journal from now on.

        ``expected``: how many events it held when it was last closed, and the id of the last; several if it is unclear
        which of them is right.
        """
        contents = [ExpectedContent(*each) for each in expected if each]
        self._journal = Journal.open(self._data_file, *contents, watch=watch, backup_folder=self.backup_folder)
        return self._journal

    def backups(self) -> list[Backup]:
        """The backups, newest first, by their names. In any thread. Raises StoreError."""
        from store.backups import list_backups

        return list_backups(self.path, self.folder)

    def copy_backups(self, folder: Path) -> int:
        """Copy to a second folder what it lacks of the backups, and read each back; returns how many are there then.

        In any thread. Raises StoreError where the folder is not there, is full or cannot be written to; what was copied
        before that stays.
        """
        from store.backups import copy_backups

        return copy_backups(self.path, folder, self._now(), self.folder, Retention(*self.rule))

    def copies_in(self, folder: Path, watch: Watch = unwatched) -> list[Path]:
        """Copy every readable backup to a folder that will replace this one; returns the copies.

        In any thread. Raises StoreError, or what ``watch`` raises, and leaves no copy behind.
        """
        from store.backups import copy_all_backups

        return copy_all_backups(self.path, self.folder, folder, watch)

    def surplus(self, rule: Sequence[int]) -> int:
        """How many backups ``rule`` would delete. In any thread. Raises StoreError."""
        from store.backups import surplus_backups

        return surplus_backups(self.path, self._now(), self.folder, Retention(*rule))

    def read(self, backup: Path) -> list[Event]:
        """The events in a backup, after every check. In any thread. Raises StoreError."""
        from store.backup_reader import read_checked

        return read_checked(backup).events

    def needs_backup(self) -> bool:
        """Whether the open file holds something that the last backup does not; never for a read-only file."""
        journal = self._journal
        if journal is None or journal.read_only or not journal.events():
            return False
        if self._backed_up is None:
            self._backed_up = self._last_row_of_newest()
        return journal.last_row != self._backed_up

    def _last_row_of_newest(self) -> LastRow | None:
        from store.backup_reader import read_last_row

        try:
            newest = self.backups()[:1]
            return read_last_row(newest[0].path) if newest else None
        except StoreError:
            return None

    def copy(self) -> Callable[[], Backup] | None:
        """Copy the current content of the file into memory; None if there is no file.

        The function returned makes an ordinary backup of it, once, in any thread. Both raise BackupFailed.
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
            place, rule = self.backup_folder, Retention(*self.rule)
            backup = keep(snapshot, journal.path, reason, begun=begun, at=at, watch=watch, folder=place, rule=rule)
            self._backed_up = snapshot.last_row
            return backup

        return work

    def moving(self, folder: Path, remember: Callable[[Path, Path | None], object]) -> Replacement:
        """Move the open file to another folder, which must exist. Backups stay where they are; one of now is added.

        Once the file is there, ``remember`` is called with its new place, and with the folder of its backups unless
        that is the one beside it; it may still raise. On any failure everything is as it was. Raises StoreError if the
        file cannot be moved. The old file is removed last; ``unconfirmed`` says so if that fails.
        """
        from store.backups import Reason
        from store.creation import refuse_orphaned_journal
        from store.restoring import prepare

        journal, old = self._opened(), self.path
        place = locate(folder / old.name)
        journal.check_replaceable()
        if not os.path.lexists(folder):
            raise StoreError(f"{NOTHING_CHANGED}: {folder} cannot be reached.")
        if os.path.lexists(place):
            raise StoreError(f"{NOTHING_CHANGED}: there is a {place.name} in {folder} already. Choose another folder.")
        refuse_orphaned_journal(place)
        snapshot = journal.snapshot()
        if snapshot is None:
            raise StoreError(f"{NOTHING_CHANGED}: there is no file yet. It is made with the first thing you record.")
        backups = None if self.folder == folder_of(place) else self.folder

        def put_in_place(prepared: PreparedFile) -> None:
            journal.move(prepared, place, lambda: remember(place, backups))
            self._data_file, self.backup_folder, self.unconfirmed = place, backups, ""
            try:
                old.unlink()
            except OSError as error:
                reason, _ = reason_and_remedy(error)
                self.unconfirmed = f"The old file could not be removed: {reason}. It is still at {old}."

        return self._replacing(lambda watch: prepare(place, snapshot.write, watch), Reason.ORDINARY, put_in_place)

    def restoring(self, backup: Path) -> Replacement:
        """Replace the open file with a copy of a backup. Raises StoreError if the file cannot be replaced."""
        from store.backups import Reason
        from store.restoring import prepare_copy

        data_file = self.path

        def put_in_place(prepared: PreparedFile) -> None:
            self._replace(prepared)
            self._backed_up = self._opened().last_row

        return self._replacing(
            lambda watch: prepare_copy(backup, data_file, watch), Reason.BEFORE_RESTORE, put_in_place
        )

    def replacing(self, events: Sequence[Event]) -> Replacement:
        """Replace the open file with a new one that holds ``events``, as an import does. Raises as ``restoring``."""
        from store.backups import Reason
        from store.restoring import prepare
        from store.rows import NO_ROW, write_rows
        from store.snapshot import snapshot_of
        from store.watch import watched

        data_file = self.path

        def make(watch: Watch) -> AbstractContextManager[PreparedFile]:
            rows, _, _ = write_rows(watched(events, part(watch, 0.0, 0.5)), NO_ROW)
            return prepare(data_file, lambda path: snapshot_of(rows).write(path), part(watch, 0.5, 1.0))

        return self._replacing(make, Reason.BEFORE_IMPORT, self._replace)

    def _replacing(
        self,
        prepare: Callable[[Watch], AbstractContextManager[PreparedFile]],
        reason: Reason,
        put_in_place: Callable[[PreparedFile], object],
    ) -> Replacement:
        from store.replacement import Replacement

        journal = self._opened()
        journal.check_replaceable()  # first, so that no backup is made in vain
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

        return Replacement(journal, prepare, back_up if copy else None, put_in_place)

    def _replace(self, prepared: PreparedFile) -> None:
        journal = self._opened()
        journal.check_replaceable()
        self.before_replacing(_summary(prepared.reading.events))
        journal.replace(prepared)

    def restore_unopened(self, backup: Path, watch: Watch = unwatched) -> Path | None:
        """Replace a file that is not open with a copy of a backup; returns where the old file is kept. In any thread.

        A sound file becomes a backup, any other is set aside beside the new one. None if there was no file. Raises
        StoreError, and leaves the file in place, on failure.
        """
        from store.backup_reader import read_checked
        from store.restoring import prepare_copy, put_in_place, set_aside

        data_file = self.path
        exists = identify(data_file) is not None
        self.unconfirmed = ""
        if exists and _can_be_read_alone(data_file):
            with suppress(DamagedFile, ForeignFile):
                read_checked(data_file, part(watch, 0.0, 0.2))  # changes nothing, whatever is wrong with the file
                with self.open() as journal:
                    before = self.restoring(backup).run(part(watch, 0.2, 1.0))
                    self.unconfirmed = journal.unconfirmed
                return before.path if before else None
        with prepare_copy(backup, data_file, watch) as prepared:
            watch(1.0)
            self.before_replacing(_summary(prepared.reading.events))
            kept = None
            if exists or any(sidecars(data_file)):
                kept = set_aside(data_file, self._now().astimezone().date())
            self.unconfirmed = put_in_place(prepared, data_file, is_new=not exists)
        return kept

    def findings(self) -> list[str]:
        """The result of each check of the file, one line each. Writes nothing, never raises."""
        from store.examination import examine

        return [f"{each.check}: {each.finding}" for each in examine(self._data_file)]

    def trouble_of(self, fault: Fault) -> str:
        """Why the file could not be opened: "damaged", "foreign", "shrunk", or "" for any other reason."""
        return next((name for kind, name in _TROUBLES.items() if isinstance(fault, kind)), "")

    def _opened(self) -> Journal:
        if self._journal is None:
            raise ValueError("the file is not open")
        return self._journal


def _can_be_read_alone(data_file: Path) -> bool:
    """Whether no sidecar holds part of the content or keeps the file from being opened."""
    with suppress(StoreError):
        check_sidecars(data_file)
        return is_self_contained(data_file) and not is_in_wal_mode(data_file)
    return False


def _summary(events: Sequence[Event]) -> tuple[int, str]:
    """What identifies the content of a file: the number of events, and the id of the last."""
    return len(events), events[-1].id if events else ""

"""Backs the file up while the user works and when they quit, and restores a backup on request."""

from __future__ import annotations

import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from roadmaps.faults import Fault
from roadmaps.journal import replay
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import TypeAlias

    from gui.app.background import Background, Wait, Watch
    from gui.app.settings import Settings
    from gui.app.tracker import Tracker
    from gui.backups.protocols import Backup, BackupRepository, Replacement
    from roadmaps.journal import Event, Progress

    WaitForCopies: TypeAlias = Callable[[Callable[[Watch], Sequence[Path]]], Sequence[Path]]
    """Runs work that takes long, and returns the copies that it made."""

APART_SECONDS = 30 * 60
"""The shortest time between two backups, and between a failed attempt and the next."""
PAUSE_MS = 3000
"""The delay from a change to a backup that is due, so that a series of ticks comes first."""
_FAILURES = "backups/failed"
RESTORE, IMPORT = "restore", "import"
"""What replaces the user’s file."""


class BackupFailure(NamedTuple):
    """A backup that could not be made."""

    moment: datetime
    """When it failed, in UTC."""
    sentence: str
    """Why it could not be made."""


class SecondCopy(NamedTuple):
    """What is true of the second folder for backups."""

    folder: Path | None = None
    sentence: str = ""
    is_good: bool = True


class BackupScheduler(QObject):
    """Makes a backup after changes, at most every half hour, and at the end.

    The window waits only for the copy into memory; another thread writes and checks it. A failure is reported until the
    user has seen it, even after a restart.
    """

    backed_up = Signal(object)
    """The newest backup."""
    failed = Signal(object)
    """The last backup, or the one before this start, could not be made: a BackupFailure."""
    restored = Signal(object, str)
    """The file was replaced; with the backup of what was there before, or None, and a word for what was done."""

    copied = Signal(object)
    """Something became true of the second folder: a SecondCopy."""

    def __init__(
        self,
        repository: BackupRepository,
        tracker: Tracker,
        background: Background,
        settings: Settings,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self.repository, self.background = repository, background
        self._tracker, self._settings, self._monotonic = tracker, settings, monotonic
        self.second = SecondCopy()
        self._next = self._monotonic()
        self._is_replacing = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.back_up)

    def start(self) -> None:
        """Report the last backup and any earlier failure, and follow changes."""
        try:
            newest = next(iter(self.repository.backups()), None)
        except Fault:
            newest = None  # whatever keeps the folder from being read fails the next backup too, which reports it
        if newest:
            age = (datetime.now(UTC) - newest.moment).total_seconds()
            # A backup from the future was made while the clock was wrong, and says nothing about its age.
            self._next += max(0.0, APART_SECONDS - age) if age >= 0 else 0.0
            self.backed_up.emit(newest)
        failure = self._failures().get(str(self.repository.path))
        if failure:
            self.failed.emit(failure)
        self._tracker.changed.connect(self.note_change)
        self.note_change()

    def copy_to(self, folder: Path | None) -> None:
        """Copy every backup to a second folder, too, from now on; None: to none."""
        self.second = SecondCopy(folder, "Backups are being copied …")
        self.copied.emit(self.second)
        self._copy_backups()

    def _copy_backups(self) -> None:
        """Copy what the second folder lacks; what fails is tried again after the next backup, and at each start."""
        folder = self.second.folder
        if folder is not None:
            work = partial(self.repository.copy_backups, folder)
            self.background.submit(work, partial(self._tell_copied, folder), partial(self._tell_not_copied, folder))

    def _tell_copied(self, folder: Path, count: int) -> None:
        number = count_text(count, "backup")
        self._tell_second(folder, f"{number}, each read back after it was copied.", is_good=True)

    def _tell_not_copied(self, folder: Path, fault: Fault) -> None:
        self._tell_second(folder, f"{fault} Skillgap tries again after the next backup.", is_good=False)

    def _tell_second(self, folder: Path, sentence: str, *, is_good: bool) -> None:
        if folder == self.second.folder:  # else another one was chosen meanwhile
            self.second = SecondCopy(folder, sentence, is_good)
            self.copied.emit(self.second)

    def note_change(self) -> None:
        """Schedule a backup, as something may have been saved."""
        if not self._is_replacing and not self._timer.isActive() and self.repository.needs_backup():
            self._timer.start(max(PAUSE_MS, round((self._next - self._monotonic()) * 1000)))

    def back_up(self) -> None:
        """Back up what the last backup does not hold, in the background."""
        if not self.repository.needs_backup():
            return
        self._next = self._monotonic() + APART_SECONDS
        try:
            work = self.repository.copy()
        except Fault as fault:
            self._tell_failure(fault)
            return
        if work:
            self.background.submit(work, self._tell_backup, self._tell_failure)

    def back_up_now(self) -> None:
        """Back up what the last backup does not hold, however recent that is, and wait for it."""
        self._timer.stop()
        self.background.wait()
        self.back_up()
        self.background.wait()

    def finish(self) -> None:
        """Back up what is new since the last backup, and wait for it; nothing is backed up afterwards."""
        self._tracker.changed.disconnect(self.note_change)
        self._timer.stop()
        self.background.stop()
        try:
            if self.repository.needs_backup():
                work = self.repository.copy()
                if work:
                    work()
                    if self.second.folder:
                        with suppress(Fault):  # told and tried again at the next start
                            self.repository.copy_backups(self.second.folder)
        except Fault as fault:
            self._tell_failure(fault)

    def restore(self, backup: Path, wait: Wait) -> Backup | None:
        """Restore a backup, and return the backup of what was there. Text being typed is saved first.

        ``wait`` runs what takes long. Raises Fault, and leaves everything as it is, if it fails or the user cancels it.
        """
        return self._go_to(partial(self.repository.restoring, backup), RESTORE, wait)

    def replace(self, events: Sequence[Event], wait: Wait) -> Backup | None:
        """Replace everything by a full copy; otherwise like ``restore``."""
        return self._go_to(partial(self.repository.replacing, events), IMPORT, wait)

    def move(self, begin: Callable[[], Replacement], wait: Wait) -> None:
        """Move the file as ``begin`` says. Raises Fault, and leaves everything as it is, as ``restore`` does."""
        with self._alone(), begin() as replacement:
            wait(partial(self._make, replacement))
            replacement.put_in_place()

    def move_backups(self, folder: Path, remember: Callable[[], object], wait: WaitForCopies) -> int:
        """Make backups in another folder from now on, and copy the readable ones there; returns how many were copied.

        ``remember`` is called before anything changes, and may raise. Raises Fault, and leaves everything as it is, as
        ``restore`` does. The old backups stay where they are.
        """
        with self._alone():
            copies = wait(partial(self._copy_all, folder))
            try:
                remember()
            except Fault:
                for copy in copies:
                    with suppress(OSError):
                        copy.unlink()
                raise
            self.repository.backup_folder = folder
        return len(copies)

    def _copy_all(self, folder: Path, watch: Watch) -> Sequence[Path]:
        self.background.wait_beside(watch)
        return self.repository.copies_in(folder, watch)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Meanwhile no backup is begun, and nothing else like this. Text being typed is saved first."""
        if self._is_replacing:
            raise Fault("Nothing was changed: another change to your file is still running.")
        if not self._tracker.drafts.save():
            raise Fault("Nothing was changed: a note you typed could not be saved and would be lost.")
        self._timer.stop()
        self._is_replacing = True
        try:
            yield
        finally:
            self._is_replacing = False
            self.note_change()

    def _go_to(self, begin: Callable[[], Replacement], word: str, wait: Wait) -> Backup | None:
        with self._alone(), begin() as replacement:
            progress = wait(partial(self._make, replacement))
            before = replacement.put_in_place()
        self._tracker.reload(progress)
        if before:
            self.backed_up.emit(before)
        self.restored.emit(before, word)
        return before

    def _make(self, replacement: Replacement, watch: Watch) -> Progress:
        self.background.wait_beside(watch)  # a backup in progress comes first
        replacement.make(watch)
        return replay(replacement.events)

    def _tell_backup(self, backup: Backup) -> None:
        self.backed_up.emit(backup)
        self._copy_backups()
        self.note_change()

    def _tell_failure(self, fault: Fault) -> None:
        failure = BackupFailure(datetime.now(UTC), str(fault))
        self.remember_failure(failure)
        self._settings.write()
        self.failed.emit(failure)
        self.note_change()

    def _failures(self) -> dict[str, BackupFailure]:
        """Failures the user has not seen, by file: another file has other backups."""
        texts = self._settings.texts(_FAILURES)
        found = {}
        for path, moment, sentence in zip(texts[::3], texts[1::3], texts[2::3], strict=False):
            with suppress(ValueError, OverflowError, OSError):
                # Local time first: a time at the edge of the calendar does not exist there, nor one before 1970 on
                # Windows.
                found[path] = BackupFailure(datetime.fromisoformat(moment).astimezone().astimezone(UTC), sentence)
        return found

    def remember_failure(self, failure: BackupFailure | None) -> None:
        """Keep a failure until the user has seen it; None once they have."""
        failures = self._failures()
        failures.pop(str(self.repository.path), None)
        if failure:
            failures[str(self.repository.path)] = failure
        rows = [(path, each.moment.isoformat(), each.sentence) for path, each in failures.items()]
        self._settings.set_texts(_FAILURES, [text for row in rows for text in row])

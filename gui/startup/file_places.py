"""Moving the user's file and its backups to other folders: all of it, or nothing is changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gui.app.paths import default_data_file
from gui.app.preferences import Preferences
from roadmaps.faults import Fault
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from pathlib import Path

    from gui.app.background import Wait
    from gui.app.settings import Settings
    from gui.app.tracker import Tracker
    from gui.app.unsaved_notes import UnsavedNotes
    from gui.backups.scheduler import BackupScheduler, WaitForCopies
    from gui.startup.expected_file import Expectation
    from gui.startup.single_instance import SingleInstance

NOT_REMEMBERED = (
    "Nothing was changed: the settings could not be written, and without them the next start would not find the new "
    "place. Check that the disk is not full, then try again."
)


class FilePlaces:
    """Moves the usual file, and whatever goes by its path with it: the lock, what it should hold, unsaved notes."""

    def __init__(
        self,
        instance: SingleInstance,
        expectation: Expectation,
        unsaved: UnsavedNotes,
        tracker: Tracker,
        settings: Settings,
    ) -> None:
        self._instance, self._expectation, self._unsaved = instance, expectation, unsaved
        self._tracker, self._settings, self._kept = tracker, settings, Preferences(settings)

    def move_file(self, folder: Path, scheduler: BackupScheduler, wait: Wait) -> str:
        """Move the file to another folder; returns a sentence. Raises Fault, and leaves everything as it was."""
        repository = scheduler.repository
        place = folder / repository.path.name
        if place == repository.path:
            raise Fault("Nothing was changed: your file is in that folder already.")
        self._check_kept()
        with self._instance.moving_to(place):
            scheduler.move(partial(repository.moving, folder, partial(self._remember, repository.path)), wait)
        self._unsaved.follow(place)
        return " ".join(filter(None, ("Your file was moved here and read back.", repository.unconfirmed)))

    def move_backups(self, folder: Path, scheduler: BackupScheduler, wait: WaitForCopies) -> str:
        """Make backups in another folder from now on; returns a sentence. Raises Fault, as ``move_file`` does."""
        old = scheduler.repository.folder
        if folder == old:
            raise Fault("Nothing was changed: the backups are in that folder already.")
        if folder == self._kept.second_folder:
            raise Fault("Nothing was changed: that is your second backup folder. Choose another one.")
        self._check_kept()
        count = scheduler.move_backups(folder, partial(self._remember_backups, folder), wait)
        return f"{count_text(count, 'backup')} copied here and read back. The old ones are still in {old}."

    def _check_kept(self) -> None:
        if not self._settings.is_kept:
            raise Fault(NOT_REMEMBERED)

    def _remember(self, old: Path, place: Path, backups: Path | None) -> None:
        before = self._kept.data_file, self._kept.backup_folder
        self._kept.data_file = None if place == default_data_file() else place
        self._kept.backup_folder = backups
        self._expectation.use(place)
        self._expectation.remember(self._tracker.revision)
        if not self._settings.write():
            self._kept.data_file, self._kept.backup_folder = before
            self._expectation.use(old)
            raise Fault(NOT_REMEMBERED)

    def _remember_backups(self, folder: Path) -> None:
        before, self._kept.backup_folder = self._kept.backup_folder, folder
        if not self._settings.write():
            self._kept.backup_folder = before
            raise Fault(NOT_REMEMBERED)

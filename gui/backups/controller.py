"""Backups in the status bar and the banners: when the last was made, a failure, and a restore with its undo."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from gui.app.background import Background
from gui.app.change import Origin
from gui.app.date_format import full_day_text, local_time, moment_text
from gui.backups.scheduler import IMPORT, RESTORE, BackupScheduler
from gui.files.waiting import wait_for
from gui.widgets.change_lock import ChangeLock
from roadmaps.faults import Cancelled, Fault
from roadmaps.text.text_format import within_a_sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from gui.app.change import Change
    from gui.app.settings import Settings
    from gui.app.tracker import Tracker
    from gui.backups.protocols import Backup, BackupRepository
    from gui.backups.scheduler import BackupFailure, SecondCopy
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.widgets.banner import Banner, BannerStack
    from gui.widgets.status_bar import StatusLine

DONE = {RESTORE: "Everything now matches the backup.", IMPORT: "Everything now matches the copy."}
UNDO_UNDO = "Go back to it"
NEXT_BACKUP = "Skillgap will try again in half an hour, and when you quit."


class _Messages(NamedTuple):
    """What is shown after a restore is undone or redone."""

    done: str
    kept: str
    """That changes made in between are in a backup."""


class BackupController(QObject):
    """Connects the backup scheduler to the status bar and the banners of the window."""

    restored = Signal()
    """The file was replaced, and everything was read again."""

    def __init__(
        self,
        repository: BackupRepository,
        tracker: Tracker,
        settings: Settings,
        status: StatusLine,
        banners: BannerStack,
        theme: Theme,
        icons: Icons,
        window: QWidget,
    ) -> None:
        super().__init__()
        self.scheduler = BackupScheduler(repository, tracker, Background("backups"), settings)
        self.offer: Banner | None = None
        """The banner that offers to undo a restore or an import."""
        self._tracker, self._status, self._banners = tracker, status, banners
        self._theme, self._icons, self._window = theme, icons, window
        self._newest: Backup | None = None
        self._failure: BackupFailure | None = None
        self._result = ""
        self._is_second_told = False
        self._restored = tracker.revision
        self.scheduler.backed_up.connect(self._show_backup)
        self.scheduler.failed.connect(self._tell_failure)
        self.scheduler.copied.connect(self._tell_second)
        self.scheduler.restored.connect(self._tell_restored)
        status.failure_seen.connect(self._see_failure)
        tracker.changed.connect(self._follow_day)

    def ask(self) -> None:
        """Ask which backup to restore."""
        from gui.backups.replace_dialog import RestoreDialog

        self._tracker.drafts.save()  # so that text being typed is included; if it cannot be saved, the restore says so
        RestoreDialog(self.scheduler, self._tracker, self._theme, self._icons, self._window).open()

    def _show_backup(self, backup: Backup) -> None:
        self._newest = backup
        self._name_day()

    def _follow_day(self, change: Change) -> None:
        if change.origin is Origin.CLOCK:
            self._name_day()

    def _name_day(self) -> None:
        if self._newest:
            when = within_a_sentence(moment_text(self._newest.moment, self._tracker.today))
            self._status.show_backup(when.removeprefix("today, "))
        if self._failure:
            when = within_a_sentence(moment_text(self._failure.moment, self._tracker.today))
            self._status.show_failure(f"Backup failed {when}", self._failure.sentence)

    def _tell_failure(self, failure: BackupFailure) -> None:
        self._failure = failure
        self._name_day()

    def _see_failure(self) -> None:
        self.scheduler.remember_failure(None)
        failure, self._failure = self._failure, None
        if failure:
            day = local_time(failure.moment).date()
            on = "" if day == self._tracker.today else f"{full_day_text(day)}: "
            self._banners.tell("trouble", f"{on}{failure.sentence} {NEXT_BACKUP}")

    def _tell_second(self, second: SecondCopy) -> None:
        """Tell once of a second folder that is full or absent, until it is filled again."""
        if not second.is_good and not self._is_second_told:
            self._banners.tell("notice", second.sentence)
        self._is_second_told = not second.is_good

    def _tell_restored(self, before: Backup | None, word: str) -> None:
        self._withdraw()
        if self._banners.text("notice") == self._result:
            self._banners.dismiss("notice")  # it was about the previous file
        self._restored = self._tracker.revision
        self.restored.emit()
        if before:
            undone = _Messages(
                f"The {word} was undone. Everything is as it was before.",
                f"Changes you made after the {word} are in a backup.",
            )
            redone = _Messages(
                f"Everything is as you had it after the {word}.", "Changes you made in between are in a backup."
            )
            self._offer(DONE[word], f"Undo the {word}", partial(self._return, before, undone, redone))
        else:
            self._tell(DONE[word])

    def _tell(self, sentence: str) -> None:
        self._result = sentence
        self._banners.tell("notice", sentence)

    def _return(self, to: Backup, messages: _Messages, messages_back: _Messages) -> None:
        """Restore a state and say so; if anything was saved since, offer to come back to that in turn."""
        self._tracker.drafts.save()  # so that text being typed is included; if it cannot be saved, the restore says so
        has_changed = self._tracker.revision != self._restored
        wait = partial(wait_for, words="Going back …", theme=self._theme, parent=self._window)
        try:
            kept = self.scheduler.restore(to.path, wait)
        except Cancelled:
            return
        except Fault as fault:
            self._withdraw()
            self._banners.tell("trouble", str(fault))
            return
        self._withdraw()  # pressed again, it would restore the same once more
        if kept and has_changed:
            self._offer(
                f"{messages.done} {messages.kept}", UNDO_UNDO, partial(self._return, kept, messages_back, messages)
            )
        else:
            self._tell(messages.done)

    def _offer(self, sentence: str, words: str, run: Callable[[], object]) -> None:
        self.offer = self._banners.tell_once(sentence, words, run)
        if self.offer.act:
            ChangeLock(self._tracker, self.offer).hold(self.offer.act, on_any_day=True)

    def _withdraw(self) -> None:
        if self.offer:
            self.offer.hide()
            self.offer.deleteLater()
            self.offer = None

"""What the window shows of backups: when the last was made, that one failed, and what was restored."""

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
    from gui.backups.scheduler import BackupFailure
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.widgets.banner import Banner, BannerStack
    from gui.widgets.status_bar import StatusLine

DONE = {RESTORE: "Everything now matches the backup.", IMPORT: "Everything now matches the copy."}
UNDO_UNDO = "Go back to it"
NEXT_BACKUP = "Skillgap will try again in half an hour, and when you quit."


class _Way(NamedTuple):
    """Messages shown after a restore is undone or redone."""

    done: str
    kept: str


class BackupController(QObject):
    """Connects the backup scheduler to the status bar and the banners of the window."""

    restored = Signal()
    """The file was replaced, and everything was read again."""

    def __init__(
        self,
        vault: BackupRepository,
        tracker: Tracker,
        settings: Settings,
        status: StatusLine,
        strips: BannerStack,
        theme: Theme,
        icons: Icons,
        window: QWidget,
    ) -> None:
        super().__init__()
        self.keeper = BackupScheduler(vault, tracker, Background("backups"), settings)
        self.offer: Banner | None = None
        """The banner that offers to undo a restore or an import."""
        self._tracker, self._status, self._strips = tracker, status, strips
        self._theme, self._icons, self._window = theme, icons, window
        self._newest: Backup | None = None
        self._failure: BackupFailure | None = None
        self._said = ""
        self._restored = tracker.revision
        self.keeper.backed_up.connect(self._show_backup)
        self.keeper.failed.connect(self._tell_failure)
        self.keeper.restored.connect(self._tell_restored)
        status.failure_seen.connect(self._see_failure)
        tracker.changed.connect(self._follow_day)

    def ask(self) -> None:
        """Ask which backup to restore."""
        from gui.backups.replace_dialog import RestoreDialog

        self._tracker.drafts.save()  # so that text being typed is included; if it cannot be saved, the restore says so
        RestoreDialog(self.keeper, self._tracker, self._theme, self._icons, self._window).open()

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
        self.keeper.forget_failure()
        failure, self._failure = self._failure, None
        if failure:
            day = local_time(failure.moment).date()
            on = "" if day == self._tracker.today else f"{full_day_text(day)}: "
            self._strips.tell("trouble", f"{on}{failure.sentence} {NEXT_BACKUP}")

    def _tell_restored(self, before: Backup | None, word: str) -> None:
        self._withdraw()
        if self._strips.text("notice") == self._said:
            self._strips.dismiss("notice")  # what it said about the previous file no longer holds
        self._restored = self._tracker.revision
        self.restored.emit()
        if before:
            undone = f"The {word} was undone. Everything is as it was before."
            back = _Way(undone, f"Changes you made after the {word} are in a backup.")
            forth = _Way(
                f"Everything is as you had it after the {word}.", "Changes you made in between are in a backup."
            )
            self._offer(DONE[word], f"Undo the {word}", partial(self._return, before, back, forth))
        else:
            self._tell(DONE[word])

    def _tell(self, sentence: str) -> None:
        self._said = sentence
        self._strips.tell("notice", sentence)

    def _return(self, to: Backup, way: _Way, other_way: _Way) -> None:
        """Return to a state, and say so; if anything was saved since, offer to return to that in turn."""
        self._tracker.drafts.save()  # so that they are included; if they cannot be saved, the restore says so
        has_said = self._tracker.revision != self._restored
        wait = partial(wait_for, words="Going back …", theme=self._theme, parent=self._window)
        try:
            kept = self.keeper.restore(to.path, wait)
        except Cancelled:
            return
        except Fault as fault:
            self._withdraw()
            self._strips.tell("trouble", str(fault))
            return
        self._withdraw()  # the offer on show would do it again
        if kept and has_said:
            self._offer(f"{way.done} {way.kept}", UNDO_UNDO, partial(self._return, kept, other_way, way))
        else:
            self._tell(way.done)

    def _offer(self, sentence: str, words: str, run: Callable[[], object]) -> None:
        self.offer = self._strips.tell_once("notice", sentence, words, run)
        if self.offer.act:
            ChangeLock(self._tracker, self.offer).hold(self.offer.act, on_any_day=True)

    def _withdraw(self) -> None:
        if self.offer:
            self.offer.hide()
            self.offer.deleteLater()
            self.offer = None

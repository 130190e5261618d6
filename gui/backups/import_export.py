"""Exporting everything into one file and importing it again: the questions and messages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal

from gui.files.save_dialogs import FileType, ask_where, ask_which
from roadmaps.faults import Cancelled, Fault
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from gui.app.background import Wait, Watch
    from gui.app.settings import Settings
    from gui.app.tracker import Tracker
    from gui.backups.scheduler import BackupScheduler
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.journal import Event
    from roadmaps.report import DataTable

Given = TypeVar("Given")
COPY = FileType("Skillgap export", "json")
_ANY = FileType("Copies and roadmaps", "json *.toml")
"""What can be imported, as the filter of the dialog takes several suffixes."""
ONLY_READ = "Nothing was imported: your file is read-only."


class Copies(NamedTuple):
    """Functions that write and read full copies, provided by ``main.py``. They work in any thread."""

    write: Callable[[Path, Sequence[Event], Watch], str]
    """Writes all events, or leaves the old file as it was. Returns a sentence if an import would refuse the copy, else
    an empty string. Raises Fault with a sentence.
    """
    read: Callable[[Path, Watch], Sequence[Event]]
    """Every event of a copy, in order. Raises Fault with a sentence that names each problem."""
    database: Callable[[Sequence[Event], Sequence[DataTable]], bytes]
    """An SQLite file with every event and these tables, for other tools."""


class ImportExport(QObject):
    """Asks for a file, waits for the work, and reports how it went."""

    done = Signal(str)
    """What was done, as a sentence."""
    failed = Signal(str)
    """Why nothing was done, as a sentence."""
    imported = Signal()
    """Everything was replaced by an import."""
    written = Signal(object)
    """The path of a copy that was written, right after ``done``."""
    ended = Signal()
    """A copy being written is finished or was given up."""
    chosen = Signal(object)
    """The path of a file to import, whatever it holds."""

    def __init__(
        self,
        tracker: Tracker,
        theme: Theme,
        icons: Icons,
        settings: Settings,
        copies: Copies,
        scheduler: Callable[[], BackupScheduler | None],
        window: QWidget,
    ) -> None:
        """``scheduler`` gives what backs up the file before it is replaced; None while there is nothing that can."""
        super().__init__(window)
        self._tracker, self._theme, self._icons, self._settings = tracker, theme, icons, settings
        self._copies, self._scheduler, self._window = copies, scheduler, window
        self.being_made = ""
        """The name of the copy being written; empty if none is."""

    def export_everything(self) -> None:
        """Ask for a file, and write everything that was ever saved."""
        is_all = self._tracker.drafts.save()
        name = f"Skillgap, {self._tracker.today.isoformat()}"
        path = ask_where(self._window, "Export everything", name, (COPY,), self._settings)
        if path is None:
            return
        events = self._tracker.events()
        self.being_made = path.name
        try:
            remark = self._wait(partial(self._copies.write, path, events), f"Exporting to {path.name} …")
        except Cancelled:
            self.done.emit(f"Cancelled: {path.name} was not exported")
        except Fault as fault:
            self.failed.emit(str(fault))
        else:
            self.done.emit(f"Exported {count_text(len(events), 'entry', 'entries')} to {path.name}")
            self.written.emit(path)
            if remark:
                self.failed.emit(f"Everything is in {path.name}. {remark}")
            if not is_all:  # what keeps the file from being written is a reason to make a copy of it
                self.failed.emit(
                    f"Exported to {path.name}: everything except what you are typing, which could not be saved. "
                    f"{self._tracker.drafts.why_unsaved}"
                )
        finally:
            self.being_made = ""
            self.ended.emit()

    def import_everything(self, path: Path | None = None) -> None:
        """Import a copy; if there is any data already, the copy replaces it. Without a path, ask for one."""
        if path is None:
            if chosen := ask_which(self._window, "Import", _ANY, self._settings):
                self.chosen.emit(chosen)
            return
        is_untouched, scheduler = self._tracker.is_untouched, self._scheduler()
        if self._tracker.read_only or (not is_untouched and scheduler is None):
            self.failed.emit(ONLY_READ)
            return
        try:
            self._import(path, None if is_untouched else scheduler)
        except Cancelled:
            self.done.emit(f"Cancelled: nothing was imported from {path.name}")
        except Fault as fault:
            self.failed.emit(str(fault))

    def _import(self, path: Path, scheduler: BackupScheduler | None) -> None:
        """Import a copy: into an empty file, or, with a ``scheduler``, over what is there, after asking."""
        events = self._wait(partial(self._copies.read, path), f"Reading {path.name} …")
        if not events:
            self.failed.emit(f"Nothing was imported: {path} is empty.")
        elif scheduler:
            self._ask_to_replace(path, events, scheduler)
        elif self._tracker.take_over(events, partial(self._wait, words=f"Importing {path.name} …")):
            self._tell_imported(path, events)

    def _ask_to_replace(self, path: Path, events: Sequence[Event], scheduler: BackupScheduler) -> None:
        from gui.backups.replace_dialog import ImportDialog

        def replace(wait: Wait) -> None:
            scheduler.replace(events, wait)
            self._tell_imported(path, events)

        self._tracker.drafts.save()  # so that text being typed is included; if it cannot be saved, the import says so
        now = self._tracker.events()
        if list(now) == list(events):
            self.done.emit(f"Everything in {path.name} is already here")
            return
        words = self._wait(lambda _watch: ImportDialog.compare(now, events), f"Comparing {path.name} …")
        ImportDialog(path.name, *words, replace, self._tracker, self._theme, self._icons, self._window).open()

    def _wait(self, work: Callable[[Watch], Given], words: str) -> Given:
        from gui.files.waiting import wait_for  # every start needs this module, and few export

        return wait_for(work, words, self._theme, self._window)

    def _tell_imported(self, path: Path, events: Sequence[Event]) -> None:
        self.imported.emit()
        self.done.emit(f"Imported {count_text(len(events), 'entry', 'entries')} from {path.name}")

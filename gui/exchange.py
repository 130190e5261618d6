"""Everything out into one file and in again: what the person is asked, and what they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from gui.saving import FileType, ask_where, ask_which
from roadmaps.faults import Fault
from roadmaps.wording import count_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from gui.backups.keeper import BackupKeeper
    from gui.icons import Icons
    from gui.settings import Settings
    from gui.theme import Theme
    from gui.tracker import Tracker
    from roadmaps.events import Event

COPY = FileType("Skillgap export", "json")
ONLY_READ = "Nothing was imported: your file can only be read here."


class Copies(NamedTuple):
    """How a copy of everything is written and read, as ``main.py`` hands it in."""

    write: Callable[[Path, Sequence[Event]], None]
    """Writes events whole, or leaves what was there. Raises Fault with a sentence."""
    read: Callable[[Path], Sequence[Event]]
    """Every event of a copy, in order. Raises Fault with a sentence that tells each problem."""


class Exchange(QObject):
    """The two commands."""

    done = Signal(str)
    """What was done, in a sentence."""
    failed = Signal(str)
    """Why nothing was done, in a sentence."""
    imported = Signal()
    """Everything comes from a copy now."""

    def __init__(
        self,
        tracker: Tracker,
        theme: Theme,
        icons: Icons,
        settings: Settings,
        copies: Copies,
        keeper: Callable[[], BackupKeeper | None],
        window: QWidget,
    ) -> None:
        """``keeper`` gives what backs up what is there before something takes its place; None while nothing does."""
        super().__init__(window)
        self._tracker, self._theme, self._icons, self._settings = tracker, theme, icons, settings
        self._copies, self._keeper, self._window = copies, keeper, window

    def export_everything(self) -> None:
        """Ask where to, and write everything that was ever said."""
        is_all = self._tracker.keep_drafts()
        name = f"Skillgap, {self._tracker.today.isoformat()}"
        path = ask_where(self._window, "Export everything", name, (COPY,), self._settings)
        if path is None:
            return
        events = self._tracker.events()
        try:
            self._copies.write(path, events)
        except Fault as fault:
            self.failed.emit(str(fault))
        else:
            self.done.emit(f"Exported {count_text(len(events), 'entry', 'entries')} to {path.name}")
            if not is_all:  # what keeps the file from being written is a reason to have a copy of it
                self.failed.emit(
                    f"Exported to {path.name}: all but what you are typing, which could not be saved. "
                    f"{self._tracker.why_unkept}"
                )

    def import_everything(self) -> None:
        """Ask for a copy and take all of it over; where something was said already, in the place of that."""
        is_untouched, keeper = self._tracker.is_untouched, self._keeper()
        if self._tracker.read_only or (not is_untouched and keeper is None):
            self.failed.emit(ONLY_READ)
            return
        path = ask_which(self._window, "Import a copy", COPY, self._settings)
        if path is None:
            return
        try:
            events = self._copies.read(path)
        except Fault as fault:
            self.failed.emit(str(fault))
            return
        if not events:
            self.failed.emit(f"Nothing was imported: there is nothing in {path}.")
        elif is_untouched or keeper is None:
            if self._tracker.take_over(events):  # else the tracker has said why
                self._tell_imported(path, events)
        else:
            self._ask_to_replace(path, events, keeper)

    def _ask_to_replace(self, path: Path, events: Sequence[Event], keeper: BackupKeeper) -> None:
        from gui.backups.replace_dialog import ImportDialog

        def replace() -> None:
            keeper.replace(events)
            self._tell_imported(path, events)

        self._tracker.keep_drafts()  # so that what is being typed counts; where it cannot be kept, the import says so
        now = self._tracker.events()
        if list(now) == list(events):
            self.done.emit(f"All that is in {path.name} is here already")
            return
        ImportDialog(path.name, now, events, replace, self._theme, self._icons, self._window).open()

    def _tell_imported(self, path: Path, events: Sequence[Event]) -> None:
        self.imported.emit()
        self.done.emit(f"Imported {count_text(len(events), 'entry', 'entries')} from {path.name}")

"""Everything out into one file and in again: what the person is asked, and what they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gui.saving import FileType, ask_where, ask_which
from roadmaps.faults import Fault
from roadmaps.wording import count_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from gui.settings import Settings
    from gui.tracker import Tracker
    from roadmaps.events import Event

COPY = FileType("Skillgap export", "json")
ONLY_INTO_AN_EMPTY_FILE = (
    "Nothing was imported: something is in your file already, and importing needs an empty one. To look at the copy, "
    "start Skillgap with --data and the name of a new file, and import it there."
)


class Copies(NamedTuple):
    """How a copy of everything is written and read, as ``main.py`` hands it in."""

    write: Callable[[Path, Sequence[Event]], None]
    """Writes events whole, or leaves what was there. Raises Fault with a sentence."""
    read: Callable[[Path], Sequence[Event]]
    """Every event of a copy, in order. Raises Fault with a sentence that tells each problem."""


class Exchange:
    """The two commands. ``tell_trouble`` gets a sentence that stays, ``tell_done`` one that goes."""

    def __init__(
        self,
        window: QWidget,
        tracker: Tracker,
        settings: Settings,
        copies: Copies,
        tell_trouble: Callable[[str], object],
        tell_done: Callable[[str], object],
    ) -> None:
        self._window, self._tracker, self._settings, self._copies = window, tracker, settings, copies
        self._tell_trouble, self._tell_done = tell_trouble, tell_done

    def export_everything(self) -> bool:
        """Ask where to, and write everything that was ever said; whether it is there."""
        if not self._tracker.keep_drafts():
            return False  # the tracker has said why
        name = f"Skillgap, {self._tracker.today.isoformat()}"
        path = ask_where(self._window, "Export everything", name, (COPY,), self._settings)
        if path is None:
            return False
        events = self._tracker.events()
        try:
            self._copies.write(path, events)
        except Fault as fault:
            self._tell_trouble(str(fault))
            return False
        self._tell_done(f"Exported {count_text(len(events), 'entry', 'entries')} to {path.name}")
        return True

    def import_everything(self) -> bool:
        """Ask for a copy and take over all of it, while nothing was said yet; whether it was."""
        if not self._tracker.is_untouched:
            self._tell_trouble(ONLY_INTO_AN_EMPTY_FILE)
            return False
        path = ask_which(self._window, "Import a copy", COPY, self._settings)
        if path is None:
            return False
        try:
            events = self._copies.read(path)
        except Fault as fault:
            self._tell_trouble(str(fault))
            return False
        if not events:
            self._tell_trouble(f"Nothing was imported: there is nothing in {path}.")
            return False
        if not self._tracker.take_over(events):
            return False  # the tracker has said why
        self._tell_done(f"Imported {count_text(len(events), 'entry', 'entries')} from {path.name}")
        return True

"""Importing a roadmap that somebody shares, or one of roadmap.sh: which file, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gui.exchange.preview_dialog import MistakesDialog, PreviewDialog
from gui.exchange.topics_dialog import TopicsDialog
from gui.files.save_dialogs import FileType, ask_which
from gui.files.waiting import wait_for
from roadmaps.faults import Cancelled, Fault
from roadmaps.own import FileKind, kind_of, read_bytes
from roadmaps.own.roadmap_file import read_roadmap
from roadmaps.own.roadmap_sh import read_topics
from roadmaps.own.topic_matching import match_topics

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from gui.app.background import Watch
    from gui.app.settings import Settings
    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.own.roadmap_file import RoadmapFile
    from roadmaps.own.roadmap_sh import TopicFile
    from roadmaps.own.topic_matching import Row

_KINDS = FileType("Roadmaps", "toml *.json")
"""As the filter of the dialog takes several suffixes."""
_FROM = ", roadmap.sh"


class RoadmapImport(QObject):
    """Opens the dialog for the kind of file; a file that cannot be read changes nothing, and is told why."""

    done = Signal(str)
    """What was or was not done, as a sentence."""
    failed = Signal(str)
    """Why nothing was done, as a sentence."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._tracker, self._theme, self._icons = tracker, theme, icons
        self._settings, self._window = settings, window

    def ask(self) -> None:
        """Ask for a file, and import it."""
        path = ask_which(self._window, "Import a roadmap", _KINDS, self._settings)
        if path is None:
            return
        try:
            data = read_bytes(path)
        except OSError as error:
            self.failed.emit(f"{path.name} can’t be read: {error.strerror or error}. Nothing was imported.")
            return
        kind = kind_of(data, path.suffix)
        if kind is FileKind.OTHER and b'"skillgap-export"' in data[:2000]:
            self.failed.emit(
                f"{path.name} holds everything from a Skillgap, not one roadmap. Use File → Import for it."
            )
        else:
            self.begin(path, data, kind)

    def begin(self, path: Path, data: bytes, kind: FileKind) -> None:
        """Read a file, and show what would be imported."""
        if self._tracker.why_locked:
            self.failed.emit(f"{path.name} was not imported. {self._tracker.why_locked}")
            return
        try:
            if kind is FileKind.ROADMAP:
                self._show_roadmap(path, data)
            else:
                self._show_topics(path, data)
        except Cancelled:
            self.done.emit(f"Cancelled: nothing was imported from {path.name}")
        except Fault as fault:
            self.failed.emit(f"{path.name} was not imported. {fault}")

    def _show_topics(self, path: Path, data: bytes) -> None:
        catalogue = self._tracker.catalogue

        def read(_watch: Watch) -> tuple[TopicFile, list[Row]]:
            file = read_topics(data)
            return file, match_topics(file.topics, catalogue, file.title or _spelt(path))

        file, rows = wait_for(read, f"Reading {path.name} …", self._theme, self._window)
        name = f"{file.title or _spelt(path)}{_FROM}"
        TopicsDialog(path.name, name, rows, file.remarks, self._tracker, self._theme, self._icons, self._window).open()

    def _show_roadmap(self, path: Path, data: bytes) -> None:
        shipped, progress = self._tracker.shipped, self._tracker.progress

        def read(_watch: Watch) -> RoadmapFile:
            return read_roadmap(data, path.name, shipped, progress)

        file = wait_for(read, f"Reading {path.name} …", self._theme, self._window)
        if len(file.mistakes) == 1:
            self.failed.emit(f"{file.mistakes[0]} Nothing was imported.")
        elif file.mistakes:
            MistakesDialog(path.name, file.mistakes, self._theme, self._icons, self._window).open()
        else:
            PreviewDialog(path.name, file, self._tracker, self._theme, self._icons, self._window).open()


def _spelt(path: Path) -> str:
    """What a file without a title is called: its name as words."""
    return " ".join(path.stem.replace("-", " ").replace("_", " ").split())[:80] or "Roadmap"

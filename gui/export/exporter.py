"""Takes an export from the dialog to the file."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from gui.export.calendar_memory import NOT_REMEMBERED, CalendarMemory
from gui.export.dialog import ExportDialog
from gui.export.formats import Material
from gui.files.save_dialogs import ask_where
from gui.theme.fonts import font_families
from roadmaps.faults import Fault

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from gui.charts.easel import Easel
    from gui.export.formats import ExportFormat
    from gui.files.save_dialogs import WriteFile
    from gui.settings import Settings
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.tracker import Tracker

_FORM, _AUTHOR, _KNOWN = "export/form", "export/author", "export/author-known"


class Exporter(QObject):
    """Asks, makes the file in the thread of the charts, and writes it completely or not at all."""

    began = Signal(str)
    """The name of a file that is being made."""
    saved = Signal(str)
    """The name of a file that was written."""
    failed = Signal(str)
    """Why a file was not written, as a sentence."""

    def __init__(
        self,
        tracker: Tracker,
        easel: Easel,
        settings: Settings,
        write_file: WriteFile,
        theme: Theme,
        icons: Icons,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._tracker, self._easel, self._settings, self._write_file = tracker, easel, settings, write_file
        self._theme, self._icons, self._window = theme, icons, parent
        self._being_made: list[str] = []
        self._memory = CalendarMemory(settings.folder)

    @property
    def being_made(self) -> str:
        """The name of the file being made; empty if none is."""
        return self._being_made[0] if self._being_made else ""

    def ask(self) -> None:
        """Ask for the format, proposing the last one."""
        settings, tracker = self._settings, self._tracker
        author = settings.text(_AUTHOR) if settings.flag(_KNOWN) else account_name()
        dialog = ExportDialog(settings.text(_FORM), author, tracker, self._theme, self._icons, self._window)
        # Close this dialog before the next one opens.
        dialog.chosen.connect(self._go_on, Qt.ConnectionType.QueuedConnection)
        dialog.open()

    def _go_on(self, form: ExportFormat, author: str) -> None:
        settings, tracker = self._settings, self._tracker
        settings.set_text(_FORM, form.id)
        settings.set_text(_AUTHOR, author)
        settings.set_flag(_KNOWN, True)
        name = f"{form.file_name} {tracker.day.isoformat()}"
        path = ask_where(self._window, form.name, name, (form.type,), settings)
        if path is None or not tracker.keep_drafts():
            return
        material = Material(
            tracker.catalogue,
            tracker.roadmap,
            tuple(tracker.events()),
            tracker.today,
            tracker.as_of,
            tracker.now,
            author,
            font_families(QApplication.font()),
            self._memory,
        )

        self._being_made.append(path.name)
        self.began.emit(path.name)
        self._easel.submit(partial(form.make, material), partial(self._write, path, form), partial(self._give_up, path))

    def _write(self, path: Path, form: ExportFormat, made: bytes) -> None:
        self._being_made.remove(path.name)
        # Before the file is written: an entry missing from a calendar may be cancelled, but one in it must not be
        # forgotten.
        is_remembered = form.id != "calendar" or self._memory.save()
        try:
            self._write_file(path, made)
        except Fault as fault:
            self.failed.emit(str(fault))
        else:
            self.saved.emit(path.name)
            if not is_remembered:
                self.failed.emit(NOT_REMEMBERED)

    def _give_up(self, path: Path, fault: Fault) -> None:
        self._being_made.remove(path.name)
        self.failed.emit(str(fault))


def account_name() -> str:
    """The full name of the account, according to the system; empty if it only has a login."""
    try:
        import pwd

        account = pwd.getpwuid(os.getuid())
    except (ImportError, KeyError, OSError):
        return ""
    name = account.pw_gecos.split(",")[0].strip()
    return "" if name == account.pw_name else name

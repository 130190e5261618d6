"""What goes out of the program and comes in: exports, pictures, copies of everything, and backups."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gui.files.save_dialogs import PNG, SVG, ask_where
from roadmaps.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from gui.app.settings import Settings
    from gui.app.tracker import Tracker
    from gui.backups.controller import BackupController
    from gui.backups.import_export import Copies, ImportExport
    from gui.backups.protocols import BackupRepository
    from gui.export.exporter import Exporter
    from gui.files.save_dialogs import WriteFile
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.widgets.banner import BannerStack
    from gui.widgets.status_bar import StatusLine


class FileCommands(QObject):
    """Each asks where to or where from, does it whole or not at all, and tells how it went."""

    done = Signal(str)
    """Something was done: what, in a sentence."""
    failed = Signal(str)
    """Something was not done: why, in a sentence."""
    imported = Signal()
    """Everything comes from a copy now."""
    written = Signal(object)
    """The path of a file that was written, right after ``done``."""
    restored = Signal()
    """The file is another one."""
    exported = Signal()
    """A file that was being made is written, or will not be."""

    def __init__(
        self,
        tracker: Tracker,
        theme: Theme,
        icons: Icons,
        settings: Settings,
        write_file: WriteFile,
        copies: Copies,
        strips: BannerStack,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._tracker, self._theme, self._icons, self._settings = tracker, theme, icons, settings
        self._write_file, self._copies, self._strips, self._window = write_file, copies, strips, window
        self.backups: BackupController | None = None
        self.account_name: Callable[[], str] = lambda: ""
        """The user's full name, as far as the system knows it: proposed as the author of an export."""

    # Out

    @cached_property
    def exporter(self) -> Exporter:
        """What takes the facts out of the program."""
        from gui.export.exporter import Exporter

        made = Exporter(
            self._tracker,
            self._settings,
            self._write_file,
            self._theme,
            self._icons,
            self._strips,
            self._window,
            self.account_name,
        )
        made.cancelled.connect(self._tell_cancelled)
        made.cancelled.connect(self.exported)
        made.saved.connect(self._tell_saved)
        made.saved.connect(self.exported)
        made.failed.connect(self.failed)
        return made

    @property
    def being_made(self) -> str:
        """The name of the export that is being made; empty when none is."""
        made = self.__dict__
        exported = self.exporter.being_made if "exporter" in made else ""
        return exported or (self.exchange.being_made if "exchange" in made else "")

    def offer_to_cancel(self) -> None:
        """Show what is being made, with a button that cancels it."""
        if "exporter" in self.__dict__:
            self.exporter.offer_to_cancel()

    def stop(self) -> None:
        """The window is gone: nothing that is still being made is wanted."""
        if "exporter" in self.__dict__:
            self.exporter.stop()

    def export(self) -> None:
        """Ask for the form, and for where to."""
        self.exporter.ask()

    def save_picture(self, name: str, draw: Callable[[str], bytes]) -> None:
        """Ask where to, and write what ``draw`` makes for the suffix chosen."""
        path = ask_where(self._window, "Save as a picture", name, (PNG, SVG), self._settings)
        if path is None:
            return
        try:
            self._write_file(path, draw(path.suffix.lower().removeprefix(".")))
        except Fault as fault:
            self.failed.emit(str(fault))
        else:
            self._tell_saved(path)

    def _tell_saved(self, path: Path) -> None:
        self.done.emit(f"Saved {path.name}")
        self.written.emit(path)

    def _tell_cancelled(self, name: str) -> None:
        self.done.emit(f"Cancelled: {name} was not exported")

    # Everything, out and in

    @cached_property
    def exchange(self) -> ImportExport:
        """What writes and reads copies of everything."""
        from gui.backups.import_export import ImportExport

        made = ImportExport(
            self._tracker,
            self._theme,
            self._icons,
            self._settings,
            self._copies,
            lambda: self.backups.keeper if self.backups else None,
            self._window,
        )
        made.done.connect(self.done)
        made.written.connect(self.written)
        made.failed.connect(self.failed)
        made.imported.connect(self.imported)
        made.ended.connect(self.exported)
        return made

    def export_everything(self) -> None:
        """Ask where to, and write everything that was ever said."""
        self.exchange.export_everything()

    def import_everything(self) -> None:
        """Ask for a copy of everything, and take it over."""
        self.exchange.import_everything()

    # Back

    def use_backups(self, vault: BackupRepository, remember: Callable[[], object], status: StatusLine) -> None:
        """Back the file up from now on, show when that was, and offer to go back; ``remember`` is called then."""
        from gui.backups.controller import BackupController

        self.backups = BackupController(
            vault, self._tracker, self._settings, status, self._strips, self._theme, self._icons, self._window
        )
        self.backups.restored.connect(remember)
        self.backups.restored.connect(self.restored)
        self.backups.keeper.start()

    def finish_backups(self) -> None:
        """Back up what is new, and wait for it: the window is closed and the file still open."""
        if self.backups:
            self.backups.keeper.finish()

    def back_up_now(self) -> None:
        """Back up what is new, and wait for it: the session may end."""
        if self.backups:
            self.backups.keeper.back_up_now()

    def restore_backup(self) -> None:
        """Ask which backup to go back to."""
        if self.backups:
            self.backups.ask()

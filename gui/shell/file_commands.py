"""Exports, pictures, copies of everything, and backups."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog

from gui.app.preferences import Preferences
from gui.files.save_dialogs import PNG, SVG, ask_where
from roadmaps.faults import Cancelled, Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    from gui.app.settings import Settings
    from gui.app.tracker import Tracker
    from gui.backups.controller import BackupController
    from gui.backups.import_export import Copies, ImportExport
    from gui.backups.protocols import BackupRepository
    from gui.exchange.roadmap_import import RoadmapImport
    from gui.export.exporter import Exporter
    from gui.files.save_dialogs import WriteFile
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.widgets.banner import BannerStack
    from gui.widgets.status_bar import StatusLine
    from roadmaps.ads import ReadAd


class FileCommands(QObject):
    """Each command asks for a file, does its work completely or not at all, and reports the result."""

    done = Signal(str)
    """What was done, as a sentence."""
    failed = Signal(str)
    """Why something was not done, as a sentence."""
    imported = Signal()
    """Everything was replaced by an imported copy."""
    written = Signal(object)
    """The path of a file that was written, right after ``done``."""
    restored = Signal()
    """The file was replaced by a backup."""
    exported = Signal()
    """A file that was being written is finished or was abandoned."""

    def __init__(
        self,
        tracker: Tracker,
        theme: Theme,
        icons: Icons,
        settings: Settings,
        write_file: WriteFile,
        copies: Copies,
        banners: BannerStack,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._tracker, self._theme, self._icons, self._settings = tracker, theme, icons, settings
        self._write_file, self._copies, self._banners, self._window = write_file, copies, banners, window
        self.backups: BackupController | None = None
        self.account_name: Callable[[], str] = lambda: ""
        """The user's full name, as far as the system knows it: proposed as the author of an export."""
        self._picture = ""
        """The name of the picture being saved; empty if none is."""

    # Exports

    @cached_property
    def exporter(self) -> Exporter:
        """Asks for an export format and writes it."""
        from gui.export.exporter import Exporter

        made = Exporter(
            self._tracker,
            self._settings,
            self._write_file,
            self._theme,
            self._icons,
            self._banners,
            self._window,
            self.account_name,
            self._copies.database,
        )
        made.cancelled.connect(lambda name: self.done.emit(f"Cancelled: {name} was not exported"))
        made.cancelled.connect(self.exported)
        made.saved.connect(self._tell_saved)
        made.saved.connect(self.exported)
        made.failed.connect(self.failed)
        return made

    @property
    def being_made(self) -> str:
        """The name of the file that is being written; empty if none is."""
        made = self.__dict__
        exported = self.exporter.being_made if "exporter" in made else ""
        return exported or (self.exchange.being_made if "exchange" in made else "") or self._picture

    def offer_to_cancel(self) -> None:
        """Show which file is being written, with a button to cancel it."""
        if "exporter" in self.__dict__:
            self.exporter.offer_to_cancel()

    def stop(self) -> None:
        """Abandon files that are still being written, as the window closes."""
        if "exporter" in self.__dict__:
            self.exporter.stop()

    def export(self) -> None:
        """Ask for a format and a file, and write the export."""
        self.exporter.ask()

    def print_pages(self, draw_map: Callable[[], tuple[QSize, Callable[[QPainter], object]]]) -> None:
        """Ask what to print, and show a preview of it; ``draw_map`` gives the map's size and what paints it."""
        from gui.export.printing import ask_what_to_print

        if self._tracker.drafts.save():
            material, settings = self.exporter.material, self._settings
            ask_what_to_print(material, draw_map, self._tracker, settings, self._theme, self._icons, self._window)

    def export_sheet(self, read: ReadAd) -> None:
        """Ask for a file, and write the evidence sheet of a job ad."""
        self.exporter.ask_sheet(read)

    def save_picture(self, name: str, draw: Callable[[str], Callable[[], bytes]]) -> None:
        """Ask for a file, draw for its suffix, and write what ``draw`` returns, which is made in another thread."""
        from gui.files.waiting import wait_for  # not needed at the start

        path = ask_where(self._window, "Save as a picture", name, (PNG, SVG), self._settings)
        if path is None:
            return
        self._picture = path.name
        try:
            make = draw(path.suffix.lower().removeprefix("."))
            made = wait_for(lambda _watch: make(), f"Saving {path.name} …", self._theme, self._window)
            self._write_file(path, made)
        except Cancelled:
            self.done.emit(f"Cancelled: {path.name} was not saved")
        except Fault as fault:
            self.failed.emit(str(fault))
        else:
            self._tell_saved(path)
        finally:
            self._picture = ""
            self.exported.emit()

    def _tell_saved(self, path: Path) -> None:
        self.done.emit(f"Saved {path.name}")
        self.written.emit(path)

    # Copies of everything

    @cached_property
    def exchange(self) -> ImportExport:
        """Writes and reads copies of everything."""
        from gui.backups.import_export import ImportExport

        made = ImportExport(
            self._tracker,
            self._theme,
            self._icons,
            self._settings,
            self._copies,
            lambda: self.backups.scheduler if self.backups else None,
            self._window,
        )
        made.done.connect(self.done)
        made.written.connect(self.written)
        made.failed.connect(self.failed)
        made.imported.connect(self.imported)
        made.ended.connect(self.exported)
        made.chosen.connect(lambda path: self.import_given(str(path)))
        return made

    def import_everything(self) -> None:
        """Ask for a file, and import it: a copy of everything, or a roadmap."""
        self.exchange.import_everything()

    def import_at_start(self, name: str) -> None:
        """Import the file that the program was started with, once any dialog shown at the start is closed."""
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            dialog.finished.connect(lambda: QTimer.singleShot(0, self, partial(self.import_at_start, name)))
        else:
            self.import_given(name)

    def import_given(self, name: str) -> None:
        """Import a file that was opened outside this window, unless a dialog is waiting for an answer."""
        path = Path(name)
        if QApplication.activeModalWidget():
            self.failed.emit(f"{path.name} was not imported. Close the dialog first, then open the file again.")
            return
        from roadmaps.own import FileKind, kind_of, read_bytes

        try:
            data = read_bytes(path)
        except OSError:  # the copy's reader says why
            data = b""
        if (kind := kind_of(data, path.suffix if data else "")) is FileKind.OTHER:
            self.exchange.import_everything(path)
        else:
            self.roadmap_import.begin(path, data, kind)

    # Roadmaps from elsewhere

    @cached_property
    def roadmap_import(self) -> RoadmapImport:
        """Reads roadmaps, and shows them before they are imported."""
        from gui.exchange.roadmap_import import RoadmapImport

        made = RoadmapImport(self._tracker, self._theme, self._icons, self._settings, self._window)
        made.done.connect(self.done)
        made.failed.connect(self.failed)
        return made

    # Backups

    def use_backups(self, repository: BackupRepository, remember: Callable[[], object], status: StatusLine) -> None:
        """Back the file up from now on, and offer to restore a backup; ``remember`` is called after that."""
        from gui.backups.controller import BackupController

        self.backups = BackupController(
            repository, self._tracker, self._settings, status, self._banners, self._theme, self._icons, self._window
        )
        self.backups.restored.connect(remember)
        self.backups.restored.connect(self.restored)
        self.backups.scheduler.start()
        if folder := Preferences(self._settings).second_folder:
            self.backups.scheduler.copy_to(folder)

    def finish_backups(self) -> None:
        """Back up what is new and wait for it, after the window was closed and before the file is."""
        if self.backups:
            self.backups.scheduler.finish()

    def back_up_now(self) -> None:
        """Back up what is new and wait for it, since the session may end."""
        if self.backups:
            self.backups.scheduler.back_up_now()

    def restore_backup(self) -> None:
        """Ask which backup to restore."""
        if self.backups:
            self.backups.ask()

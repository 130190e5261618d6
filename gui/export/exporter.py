"""Runs an export, from the dialog to the file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from gui.app.background import EXPORT, Background
from gui.app.date_format import locale_forms
from gui.export.calendar_memory import NOT_REMEMBERED, CalendarMemory
from gui.export.dialog import ExportDialog
from gui.export.formats import SHEET_TYPES, Material, make_sheet
from gui.files.save_dialogs import ask_where
from gui.files.waiting import PATIENCE_MS
from gui.theme.fonts import font_families
from roadmaps.faults import Fault
from roadmaps.report.evidence_sheet import evidence_sheet
from roadmaps.text.limits import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from gui.app.settings import Settings
    from gui.app.tracker import Tracker
    from gui.export.formats import ExportFormat
    from gui.files.save_dialogs import WriteFile
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.widgets.banner import Banner, BannerStack
    from roadmaps.ads import ReadAd
    from roadmaps.journal import Event
    from roadmaps.report import DataTable

_FORM, _AUTHOR, _KNOWN = "export/form", "export/author", "export/author-known"

_MOST_IN_NAME = 80


class Exporter(QObject):
    """Asks for a format, makes each file in a thread of its own, and writes it completely or not at all.

    Making a file cannot be interrupted: after a cancel it runs to its end, and the result is dropped.
    """

    began = Signal(str)
    """The name of a file that is being made."""
    saved = Signal(object)
    """The path of a file that was written."""
    failed = Signal(str)
    """Why a file was not written, as a sentence."""
    cancelled = Signal(str)
    """The name of a file that the user cancelled."""

    def __init__(
        self,
        tracker: Tracker,
        settings: Settings,
        write_file: WriteFile,
        theme: Theme,
        icons: Icons,
        banners: BannerStack,
        parent: QWidget,
        account_name: Callable[[], str],
        database: Callable[[Sequence[Event], Sequence[DataTable]], bytes],
    ) -> None:
        """``account_name`` is the user's full name, as far as the system knows it: proposed as the author.

        ``database`` makes an SQLite file with every event and these tables.
        """
        super().__init__(parent)
        self._account_name, self._database = account_name, database
        self._tracker, self._settings, self._write_file = tracker, settings, write_file
        self._theme, self._icons, self._banners, self._window = theme, icons, banners, parent
        self._running: dict[Background, str] = {}
        self._offers: dict[Background, Banner] = {}
        self._cancelled: list[Background] = []
        self._memory = CalendarMemory(settings.folder)

    @property
    def being_made(self) -> str:
        """The name of the file being made; empty if none is."""
        return next(iter(self._running.values()), "")

    def ask(self) -> None:
        """Ask for the format, proposing the last one."""
        settings, tracker = self._settings, self._tracker
        author = settings.text(_AUTHOR) if settings.flag(_KNOWN) else self._account_name()
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
        if path is None or not tracker.drafts.save():
            return
        self.begin(path, form, partial(form.make, self.material(author)))

    def material(self, author: str | None = None) -> Material:
        """The data of an export of the day on view; by default with the author of the last one."""
        tracker = self._tracker
        return Material(
            tracker.catalogue,
            tracker.shipped,
            tracker.roadmap,
            tuple(tracker.events()),
            tracker.today,
            tracker.as_of,
            tracker.now,
            self._settings.text(_AUTHOR) if author is None else author,
            font_families(QApplication.font()),
            self._memory,
            self._database,
        )

    def ask_sheet(self, read: ReadAd) -> None:
        """Ask where to save the evidence sheet of a job ad, and write it."""
        settings, tracker = self._settings, self._tracker
        name = f"Evidence, {shown(read.name, _MOST_IN_NAME)}"
        path = ask_where(self._window, "Evidence sheet", name, SHEET_TYPES, settings)
        if path is None or not tracker.drafts.save():
            return
        author = settings.text(_AUTHOR) if settings.flag(_KNOWN) else ""
        sheet = evidence_sheet(read, tracker.progress, tracker.day, author, locale_forms())
        suffix, families = path.suffix.lower().removeprefix("."), font_families(QApplication.font())
        self.begin(path, None, partial(make_sheet, sheet, suffix, families))

    def begin(self, path: Path, form: ExportFormat | None, make: Callable[[], bytes]) -> None:
        """Make a file in a thread, and write it to ``path``."""
        self._cancelled = [each for each in self._cancelled if each.is_busy]
        thread = Background(EXPORT)
        self._running[thread] = path.name
        self.began.emit(path.name)
        thread.submit(make, partial(self._write, thread, path, form), partial(self._give_up, thread))
        QTimer.singleShot(PATIENCE_MS, self, partial(self._offer, thread))

    def offer_to_cancel(self) -> None:
        """Show at once what is being made, with a button to cancel it, which otherwise appears after a moment."""
        for thread in self._running:
            self._offer(thread)

    def stop(self) -> None:
        """Abandon files that are still being made, as the window closes."""
        for thread in self._running:
            thread.stop(wait=False)

    def _offer(self, thread: Background) -> None:
        if thread not in self._running:
            return
        if thread in self._offers:
            self._offers[thread].show()
            return
        self._offers[thread] = self._banners.tell_once(
            f"Making {self._running[thread]} …", "Cancel", partial(self._cancel, thread)
        )

    def _cancel(self, thread: Background) -> None:
        name = self._running[thread]
        thread.stop(wait=False)
        self._end(thread)
        self._cancelled.append(thread)  # kept, so that its thread is never the last owner of a Qt object
        self.cancelled.emit(name)

    def _end(self, thread: Background) -> None:
        del self._running[thread]
        offer = self._offers.pop(thread, None)
        if offer:
            offer.hide()
            offer.deleteLater()

    def _write(self, thread: Background, path: Path, form: ExportFormat | None, made: bytes) -> None:
        self._end(thread)
        thread.stop()
        # Remembered before the file is written: cancelling an entry that no calendar has does no harm, but an entry
        # that is in one must not be forgotten.
        is_remembered = form is None or form.id != "calendar" or self._memory.save()
        try:
            self._write_file(path, made)
        except Fault as fault:
            self.failed.emit(str(fault))
        else:
            self.saved.emit(path)
            if not is_remembered:
                self.failed.emit(NOT_REMEMBERED)

    def _give_up(self, thread: Background, fault: Fault) -> None:
        self._end(thread)
        thread.stop()
        self.failed.emit(str(fault))

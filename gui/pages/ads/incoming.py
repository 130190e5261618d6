"""Adds ads from the clipboard, drag and drop, and files. Nothing is downloaded and no code is run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from gui.app.date_format import locale_forms
from gui.files.save_dialogs import FileType, ask_which
from gui.files.waiting import wait_for
from roadmaps.ads import MOST_BYTES, read_bytes, read_pasted, vocabulary_of
from roadmaps.faults import Cancelled, Fault

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QWidget

    from gui.app.settings import Settings
    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.ads import Document

AD_FILES = FileType("Text, web page, mail or PDF", "txt *.md *.html *.htm *.eml *.pdf")
_NOTHING = "There is no text on the clipboard. Copy the words of the ad first."


def is_ad(given: QMimeData) -> bool:
    """Whether dragged data may be an ad."""
    return given.hasText() or given.hasHtml() or any(url.isLocalFile() for url in given.urls())


def read_given(given: QMimeData) -> Document | Path:
    """The text of what was pasted or dropped, or the file that it names. Raises Fault with a sentence."""
    files = [Path(url.toLocalFile()) for url in given.urls() if url.isLocalFile()]
    if len(files) > 1:
        raise Fault("Open one ad at a time: these are several files.")
    if files:
        return files[0]
    # Plain text first: of a web page, that is what the browser shows.
    text = (given.text() if given.hasText() else "") or (given.html() if given.hasHtml() else "")
    if not text.strip():
        raise Fault(_NOTHING)
    return read_pasted(text, locale_forms())


def read_file(path: Path) -> Document:
    """The text of a file; may be called in any thread. Raises Fault with a sentence."""
    try:
        if not path.is_file():  # a folder, or a device that never ends
            raise Fault(f"{path.name} is not a file that can be opened. Paste the text instead.")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Fault(f"{path.name} could not be read. Paste the text instead.") from error
    return read_bytes(data, path.name, locale_forms())


class AdForms(QObject):
    """Opens the form that adds or edits an ad, with the text of what was pasted, dropped or opened."""

    kept = Signal(str)
    """The id of the ad that was added or changed."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons, settings: Settings, page: QWidget) -> None:
        super().__init__(page)
        self._tracker, self._theme, self._icons = tracker, theme, icons
        self._settings, self._page = settings, page

    def open(self, document: Document | None = None, *, ad_id: str = "", why: str = "") -> None:
        """Edit the ad of an id, or add one, with the text of a document; ``why`` says why there is none."""
        from gui.pages.ads.ad_dialog import AdDialog

        if self._tracker.why_locked:
            self._tracker.refused.emit(self._tracker.why_locked)
            return
        window = self._page.window()
        dialog = AdDialog(self._tracker, self._theme, self._icons, window, ad_id=ad_id, document=document, why=why)
        dialog.kept.connect(self.kept)
        dialog.open()
        # Prepare the vocabulary while the user looks at the form.
        QTimer.singleShot(0, self, lambda: vocabulary_of(self._tracker.catalogue))

    def add(self) -> None:
        """Ask for the text of an ad."""
        self.open()

    def paste(self) -> None:
        """Add what is on the clipboard."""
        self.take(QApplication.clipboard().mimeData())

    def choose_file(self) -> None:
        """Ask for a file, and add the ad in it."""
        if path := ask_which(self._page, "Open a job ad", AD_FILES, self._settings):
            self._take_file(path)

    def take(self, given: QMimeData) -> None:
        """Add what was pasted or dropped."""
        try:
            taken = read_given(given)
        except Fault as fault:
            self.open(why=str(fault))
            return
        if isinstance(taken, Path):
            self._take_file(taken)
        else:
            self.open(taken)

    def _take_file(self, path: Path) -> None:
        window = self._page.window()
        try:
            document = wait_for(lambda _watch: read_file(path), f"Reading {path.name} …", self._theme, window)
        except Cancelled:
            return
        except Fault as fault:
            self.open(why=str(fault))
            return
        self.open(document)

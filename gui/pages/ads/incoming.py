"""Reads ads from the clipboard, drag and drop, and files. Nothing is downloaded and no code is run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gui.app.date_format import locale_forms
from gui.files.save_dialogs import FileType
from roadmaps.ads import MOST_BYTES, read_bytes, read_pasted
from roadmaps.faults import Fault

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

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

"""Opens the user’s own links and files, always after showing where they lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QFileInfo, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QTextOption
from PySide6.QtWidgets import QDialog

from gui.widgets.buttons import PlainButton, PrimaryButton
from gui.widgets.exact_text_edit import ExactTextEdit
from gui.widgets.labels import PlainLabel
from gui.widgets.layouts import STRETCH, hbox, vbox
from roadmaps.text.links import ELSEWHERE, AddressKind, known_address

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.theme.palette import Theme
    from roadmaps.text.links import Address

_WIDTH = 420
_LINES = 3
# What a double click would run rather than show.
_PROGRAMS = frozenset(
    ("app", "bat", "cmd", "com", "command", "desktop", "exe", "jar", "lnk", "msi", "ps1", "scr", "vbs", "wsf")
)
MISSING = "There is no file with this name here."
UNKNOWN = "This is not a web address, an email address or a file on this computer, so Skillgap does not open it."
NOTHING_OPENS_IT = "No program on this computer can open it."


class OpenDialog(QDialog):
    """Shows an address exactly; only its button opens it."""

    def __init__(self, address: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Open")
        self._address = known_address(address)
        question, refusal = _asked(self._address)
        self.shown = ExactTextEdit(address)
        self.shown.setReadOnly(True)
        self.shown.setTabChangesFocus(True)
        self.shown.setAccessibleName("Address")
        self.shown.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.shown.setFixedHeight(_LINES * self.shown.fontMetrics().lineSpacing() + 18)
        self._remark = PlainLabel(refusal, tone="text2", theme=theme).wrapping()
        self._remark.setVisible(bool(refusal))
        cancel = PlainButton("Cancel" if question else "Close")
        cancel.clicked.connect(self.reject)
        self.open_button = PrimaryButton("Open", theme)
        self.open_button.clicked.connect(self.accept)
        self.open_button.setVisible(bool(question))
        asked = [PlainLabel(question, bold=True, theme=theme).wrapping()] if question else []
        buttons = hbox(STRETCH, cancel, self.open_button, gap=8)
        vbox(*asked, self.shown, self._remark, buttons, on=self, gap=12, margins=(20, 16, 20, 16))
        self.setMinimumWidth(_WIDTH)
        (self.open_button if question else cancel).setFocus()

    @property
    def remark(self) -> str:
        """Why it cannot be opened; empty if it can."""
        return self._remark.text()

    def accept(self) -> None:
        """Open it and close; stay if nothing opens it."""
        if self._address and _open(self._address):
            super().accept()
        else:
            self._remark.setText(NOTHING_OPENS_IT)
            self._remark.show()


def ask_to_open(address: str, theme: Theme, parent: QWidget) -> None:
    """Show an address, and open it if the user agrees."""
    OpenDialog(address, theme, parent).open()


def local_path(address: str) -> str:
    """The path of a local file that an address names, with ``~`` and ``file:`` resolved."""
    if address.lower().startswith("file:"):
        url = QUrl(address)
        url.setHost("")
        return url.toLocalFile()
    if address.startswith(("~/", "~\\")):
        return QDir.homePath() + address[1:].replace("\\", "/")
    return address


def file_fault(address: str) -> str:
    """Why a local file cannot be opened, as a sentence; empty if it can."""
    path = local_path(address)
    if path[:2].replace("\\", "/") == "//":
        return ELSEWHERE  # only its decoded form is readable
    file = QFileInfo(path)
    if not file.exists() or not (file.isFile() or file.isDir()):
        return MISSING
    if file.suffix().lower() in _PROGRAMS:
        return "This is a program. Skillgap opens documents, but never runs programs."
    return ""


def _asked(address: Address | None) -> tuple[str, str]:
    """The question to ask, or why there is none."""
    if address is None:
        return "", UNKNOWN
    # In ASCII, because other letters may look the same; and what comes before an @ is not the host.
    host = QUrl(address.url).host(QUrl.ComponentFormattingOption.FullyEncoded)
    match address.kind:
        case AddressKind.FILE:
            fault, path = file_fault(address.text), local_path(address.text)
            where = "" if path == address.text else f" It is {path}."
            what = "folder" if not fault and QFileInfo(path).isDir() else "file"
            return ("", fault) if fault else (f"Open this {what}?{where}", "")
        case AddressKind.REMOTE_FILE:
            return "", ELSEWHERE
        case AddressKind.APP:
            return f"Open this in the program for {address.text.partition(':')[0]} links?", ""
        case AddressKind.MAIL:
            return "Write an email to this address?", ""
        case _:
            where = host if address.url == address.text else address.url
            return f"Open this in your browser? It leads to {where}.", ""


def _open(address: Address) -> bool:
    if address.kind is AddressKind.FILE:
        return not file_fault(address.text) and QDesktopServices.openUrl(QUrl.fromLocalFile(local_path(address.text)))
    url = QUrl(address.url)
    return address.kind is not AddressKind.REMOTE_FILE and url.isValid() and QDesktopServices.openUrl(url)

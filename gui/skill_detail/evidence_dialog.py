"""The form that adds a piece of evidence to a can-do, or gives one another address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from gui.files.link_opener import MISSING, file_fault
from gui.widgets.buttons import IconTextButton
from gui.widgets.form import FormDialog, error_of
from gui.widgets.text_line import TextLine
from roadmaps.journal import Evidence
from roadmaps.text.links import AddressKind, read_address

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.widgets.form import FormField
    from roadmaps.catalogue import CanDo
    from roadmaps.text.links import Address


class EvidenceDialog(FormDialog):
    """One field for a link or the path of a file, and a button that chooses a file."""

    def __init__(
        self, tracker: Tracker, theme: Theme, icons: Icons, parent: QWidget, can_do: CanDo, evidence_id: str = ""
    ) -> None:
        """Add evidence for a can-do, or with ``evidence_id`` change a piece of it."""
        super().__init__(
            "Change evidence" if evidence_id else "Add evidence",
            "Save" if evidence_id else "Add",
            tracker,
            theme,
            icons,
            parent,
        )
        self._can_do, self._evidence_id = can_do, evidence_id
        standing = tracker.progress.evidence.get(evidence_id)
        self.add_words(can_do.text)
        self.address = TextLine("Link or file that proves it", standing.address if standing else "")
        self.address.setPlaceholderText("https://…")
        self.choose = IconTextButton("Choose file …", "folder", theme, icons)
        self.choose.clicked.connect(self._choose_file)
        self.field = self.add_field("Link or file that proves it", self.address, self.choose)
        self.address.setFocus()

    def complaints(self) -> dict[FormField, str]:
        """An address that cannot be kept, a program, or what is listed already."""
        return {self.field: error_of(self._read)}

    def keep(self) -> None:
        """Add the evidence, or change it."""
        address = self._read()
        done = (
            self._tracker.log_edits.change_evidence(self._evidence_id, address.text)
            if self._evidence_id
            else self._tracker.log_edits.add_evidence(self._can_do, address.text)
        )
        if done and address.kind is AddressKind.FILE and file_fault(address.text) == MISSING:
            # It may be on a stick or a disk that is not plugged in now, or a slip that can be undone.
            self._tracker.worth_a_toast.emit("Link saved, though there is no file with this name here right now")

    def _read(self) -> Address:
        """The address that is typed. Raises ValueError with a sentence for what cannot be kept."""
        address = read_address(self.address.text())
        fault = file_fault(address.text) if address.kind is AddressKind.FILE else ""
        if fault and fault != MISSING:
            raise ValueError(fault)
        same = Evidence(self._can_do.id, address.text)
        if any(id != self._evidence_id and each == same for id, each in self._tracker.progress.evidence.items()):
            raise ValueError("This is already listed.")
        return address

    def _choose_file(self) -> None:
        path = choose_file(self)
        if path:
            self.address.setText(path)
            self.field.complain("")


def choose_file(parent: QWidget) -> str:
    """Ask for a file that is there; empty if the user cancels."""
    dialog = QFileDialog(parent, "Choose a file that proves it")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    path = dialog.selectedFiles()[0] if dialog.exec() else ""
    dialog.deleteLater()
    return path

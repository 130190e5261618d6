"""Asks in which form the facts are wanted, and whose name stands on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from gui.export.formats import FORMATS
from gui.widgets.form import FormDialog
from gui.widgets.labels import PlainLabel
from gui.words import full_day_text

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from gui.export.formats import ExportFormat
    from gui.icons import Icons
    from gui.theme import Theme
    from gui.tracker import Tracker
    from gui.widgets.form import FormField

_INDENT = 30
_MOST_LETTERS = 120


class ExportDialog(FormDialog):
    """One form is always chosen; arrows move over them, Enter goes on."""

    chosen = Signal(object, str)
    """The form and the name that the person wants."""

    def __init__(
        self, form_id: str, author: str, tracker: Tracker, theme: Theme, icons: Icons, parent: QWidget
    ) -> None:
        super().__init__("Export", "Save as …", tracker, theme, icons, parent)
        goal = tracker.roadmap
        self.add_words("Take your facts with you", bold=True)
        self.add_words(f"{goal.from_role.name} to {goal.to_role.name}, as of {full_day_text(tracker.day)}.")
        self.buttons = QButtonGroup(self)
        self._fields.addWidget(self._choice(form_id, theme))
        self.author = QLineEdit(author)
        self.author.setMaxLength(_MOST_LETTERS)
        self.add_field("Your name on it, if you like", self.author)

    def _choice(self, form_id: str, theme: Theme) -> QWidget:
        """A button for each form, and what it is good for."""
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for number, form in enumerate(FORMATS):
            button = QRadioButton(form.name)
            button.setAccessibleDescription(form.says)
            button.setChecked(form.id == form_id or not number)
            self.buttons.addButton(button, number)
            says = PlainLabel(form.says, role="dense", tone="muted", theme=theme).wrapping()
            says.setContentsMargins(_INDENT, 0, 0, 3)
            column.addWidget(button)
            column.addWidget(says)
        return part

    @property
    def form(self) -> ExportFormat:
        """The form that is chosen."""
        return FORMATS[self.buttons.checkedId()]

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the form of the last time."""
        super().showEvent(event)
        self.buttons.button(self.buttons.checkedId()).setFocus(Qt.FocusReason.OtherFocusReason)

    def complaints(self) -> dict[FormField, str]:
        """Nothing can be wrong."""
        return {}

    def keep(self) -> None:
        """Hand on what was chosen."""
        self.chosen.emit(self.form, self.author.text().strip())

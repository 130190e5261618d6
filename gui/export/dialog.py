"""Asks for the format of an export, and for the author's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from gui.app.date_format import full_day_text
from gui.app.day_watch import DayFollower
from gui.export.formats import FORMATS
from gui.widgets.form import FormDialog, RadioChoice, error_of
from gui.widgets.text_line import TextLine

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from gui.app.tracker import Tracker
    from gui.export.formats import ExportFormat
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.widgets.form import FormField

_MOST_LETTERS = 120


class ExportDialog(DayFollower, FormDialog):
    """One format is always selected; arrows move between them, Enter continues. Its purpose is shown below."""

    writes = False
    chosen = Signal(object, str)
    """The format and the name that the user wants."""

    def __init__(
        self, form_id: str, author: str, tracker: Tracker, theme: Theme, icons: Icons, parent: QWidget
    ) -> None:
        super().__init__("Export", "Save as …", tracker, theme, icons, parent)
        self.add_words("Export your data", bold=True)
        self.about = self.add_words(self._about)
        ids = [form.id for form in FORMATS]
        self.choice = RadioChoice(
            "What to export", [form.name for form in FORMATS], ids.index(form_id) if form_id in ids else 0
        )
        for button, form in zip(self.choice.group.buttons(), FORMATS, strict=True):
            button.setAccessibleDescription(form.purpose)
        self._fields.addWidget(self.choice)
        self.purpose = self.add_words("")
        self.purpose.set_tone("text2")
        self.author = TextLine("Your name (optional)", author, _MOST_LETTERS)
        self._named = self.add_field("Your name (optional)", self.author)
        self.choice.chosen.connect(self._follow)
        self._follow()

    @property
    def _about(self) -> str:
        goal = self._tracker.roadmap
        return f"{goal.name}, as of {full_day_text(self._tracker.day)}."

    def follow_day(self, _before: date, _today: date) -> None:
        """Name the new day."""
        self.about.setText(self._about)

    @property
    def form(self) -> ExportFormat:
        """The selected format."""
        return FORMATS[self.choice.index]

    def _follow(self) -> None:
        purpose = self.form.purpose
        self.purpose.setText(f"{purpose[0].upper()}{purpose[1:]}.")
        self._named.setEnabled(self.form.has_author)

    def complaints(self) -> dict[FormField, str]:
        """A name that is too long for a document."""
        return {self._named: error_of(lambda: self.author.words) if self.form.has_author else ""}

    def keep(self) -> None:
        """Report the choice."""
        self.chosen.emit(self.form, self.author.text().strip())

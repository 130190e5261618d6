"""The form that changes the estimate of any skill, and brings the first one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from gui.app.date_format import locale_forms
from gui.own_skills.hours_pair import HoursPair
from gui.own_skills.section import Section
from gui.widgets.buttons import LinkButton
from gui.widgets.change_lock import ChangeLock
from gui.widgets.form import FormDialog
from roadmaps.gap.explanation import estimate_text
from roadmaps.own import edits
from roadmaps.text.text_format import hours_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.widgets.form import FormField


class HoursDialog(FormDialog):
    """Your estimate, beside the one that it replaces."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons, parent: QWidget, skill_id: str) -> None:
        super().__init__("Change the hours", "Save", tracker, theme, icons, parent)
        skill = tracker.catalogue.skills[skill_id]
        self._skill = skill
        self.add_words(skill.name, bold=True)
        self.add_words(estimate_text(skill, locale_forms()))
        self.pair = HoursPair(skill.hours, theme)
        self.section = Section(
            "Your estimate, from zero to the last can-do", self.pair, (self.pair.low, self.pair.high), theme, icons
        )
        self._fields.addWidget(self.section)
        self.back: LinkButton | None = None
        if skill.first_hours is not None:
            whose = "your first estimate" if skill.is_own else "our estimate"
            hours = hours_text(skill.first_hours, locale_forms())
            self.back = LinkButton(f"Back to {whose}, {hours}", theme, icons)
            self.back.clicked.connect(self._go_back)
            ChangeLock(tracker, self.back).hold(self.back)
            self._fields.addWidget(self.back)
        self.pair.changed.connect(self._reconsider)
        self.pair.low.setFocus()
        self.pair.low.selectAll()

    def _reconsider(self) -> None:
        """What is settled is said no more."""
        if self.section.remarks:
            self.section.show_remarks(self.pair.remarks())

    def complaints(self) -> dict[FormField, str]:
        """None at a FormField: those of the hours are shown by their section."""
        return {}

    def accept(self) -> None:
        """Stay open while the hours are wrong."""
        remarks = self.pair.remarks()
        self.section.show_remarks(remarks)
        if remarks:
            self.section.take_focus()
        else:
            super().accept()

    def keep(self) -> None:
        """Keep the estimate; the first one is none of its own."""
        first = self._skill.first_hours or self._skill.hours
        hours = self.pair.hours
        self._write(None if hours == first else edits.write_hours(self._skill.id, hours))

    def _go_back(self) -> None:
        self._trouble.tell("")
        self._write(None)
        if not self.trouble:
            self.done(QDialog.DialogCode.Accepted)

    def _write(self, edit: edits.Edit | None) -> None:
        name = self._skill.short_name
        if edit:
            self._tracker.own_edits.keep([edit], "")
        elif self._skill.first_hours is not None:
            back = edits.write_hours(self._skill.id, None)
            self._tracker.own_edits.keep([back], "", toast=f"{name} has its first estimate again")

"""Asks for a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout

from gui.widgets.day_field import DayField
from gui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from gui.theme import Theme


class DayDialog(QDialog):
    """One question, one date field, two buttons."""

    def __init__(
        self, question: str, start: date, latest: date | None, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Choose a day" if latest is None else "Ticked on")
        self.field = DayField(start, latest, theme)
        buttons = QDialogButtonBox()
        buttons.addButton("Set day", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("Cancel", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        label = PlainLabel(question, theme=theme)
        label.setWordWrap(True)
        column.addWidget(label)
        column.addWidget(self.field)
        column.addWidget(buttons)
        self.setMinimumWidth(340)

    @property
    def day(self) -> date:
        """The day in the field."""
        return self.field.day


def ask_day(
    question: str, start: date, latest: date | None, theme: Theme, parent: QWidget | None = None
) -> date | None:
    """Ask for a day that is not later than another one, if that is given; None when the person turns back."""
    dialog = DayDialog(question, start, latest, theme, parent)
    day = dialog.day if dialog.exec() == QDialog.DialogCode.Accepted else None
    dialog.deleteLater()
    return day

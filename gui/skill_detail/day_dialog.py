"""Asks for a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout

from gui.theme.icons import Icons
from gui.widgets.buttons import PlainButton, PrimaryButton
from gui.widgets.change_lock import ChangeLock
from gui.widgets.day_field import DayField
from gui.widgets.field_error import FieldError
from gui.widgets.growing_dialog import GrowingDialog
from gui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from gui.app.tracker import Tracker
    from gui.theme.palette import Theme


class DayDialog(GrowingDialog):
    """One question, one date field, two buttons."""

    def __init__(
        self,
        question: str,
        start: date,
        latest: date | None,
        theme: Theme,
        parent: QWidget | None = None,
        today: date | None = None,
        earliest: date | None = None,
        proposes_today: bool = False,
        writes_to: Tracker | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Choose a day" if latest is None else "Ticked on")
        self.field = DayField(start, latest, theme, today=today, earliest=earliest)
        self.field.proposes_today = proposes_today
        buttons = QDialogButtonBox()
        choose = PrimaryButton("Set day", theme)
        if writes_to:
            ChangeLock(writes_to, self).hold(choose)
        buttons.addButton(choose, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(PlainButton("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        label = PlainLabel(question, theme=theme)
        label.setWordWrap(True)
        column.addWidget(label)
        column.addWidget(self.field)
        self.complaint = FieldError(theme, Icons(theme), self.field.line)
        column.addWidget(self.complaint)
        column.addWidget(buttons)
        self.setMinimumWidth(340)

    @property
    def day(self) -> date:
        """The day in the field. Raises ValueError with a sentence where it is none."""
        return self.field.day

    def accept(self) -> None:
        """Close with a day; stay open, and say why, where what is typed is none."""
        if self.field.line.take():
            super().accept()
        else:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)


def ask_day(
    question: str,
    start: date,
    latest: date | None,
    theme: Theme,
    parent: QWidget | None = None,
    today: date | None = None,
    earliest: date | None = None,
    proposes_today: bool = False,
    writes_to: Tracker | None = None,
) -> date | None:
    """Ask for a day between two others, if these are given; None when the user cancels.

    ``proposes_today``: ``start`` is today because there is no other day to begin at; it turns with the clock.
    ``writes_to``: the day is saved there, so it cannot be set while nothing can be changed.
    """
    dialog = DayDialog(question, start, latest, theme, parent, today, earliest, proposes_today, writes_to)
    day = dialog.day if dialog.exec() == QDialog.DialogCode.Accepted else None
    dialog.deleteLater()
    return day

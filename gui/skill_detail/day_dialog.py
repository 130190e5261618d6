"""Asks for a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QDialog, QDialogButtonBox, QToolButton, QVBoxLayout

from gui.icons import Icons
from gui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.theme import Theme


class DayDialog(QDialog):
    """One question, one date field, two buttons."""

    def __init__(
        self, question: str, start: date, latest: date | None, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Choose a day" if latest is None else "Ticked on")
        self.field = day_field("Day", start, theme)
        if latest:
            self.field.setMaximumDate(QDate(latest.year, latest.month, latest.day))
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
        return day_in(self.field)


def day_field(name: str, start: date, theme: Theme) -> QDateEdit:
    """A field for a day, with a calendar."""
    field = QDateEdit(QDate(start.year, start.month, start.day))
    field.setCalendarPopup(True)
    field.setCalendarWidget(_calendar(theme))
    field.setAccessibleName(name)
    field.setDisplayFormat("d MMMM yyyy")
    return field


def day_in(field: QDateEdit) -> date:
    """The day in a field."""
    day = field.date()
    return date(day.year(), day.month(), day.day())


def _calendar(theme: Theme) -> QCalendarWidget:
    """A month without week numbers, and without the red that Qt gives to weekends: red is for errors here."""
    calendar = QCalendarWidget()
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    plain = QTextCharFormat()
    plain.setForeground(theme.colour("text"))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, plain)
    icons = Icons(theme)
    for name, icon in (("qt_calendar_prevmonth", "left"), ("qt_calendar_nextmonth", "right")):
        button = calendar.findChild(QToolButton, name)
        if button:
            button.setIcon(icons.icon(icon, "text"))  # Qt's own arrows are black in the dark, too
    return calendar


def ask_day(
    question: str, start: date, latest: date | None, theme: Theme, parent: QWidget | None = None
) -> date | None:
    """Ask for a day that is not later than another one, if that is given; None when the person turns back."""
    dialog = DayDialog(question, start, latest, theme, parent)
    day = dialog.day if dialog.exec() == QDialog.DialogCode.Accepted else None
    dialog.deleteLater()
    return day

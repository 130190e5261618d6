"""A field for a day, with a calendar of our own looks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QToolButton

from gui.icons import Icons
from gui.widgets.choice_box import draw_arrow
from gui.widgets.wheel import leave_wheel_to_page
from roadmaps.commitment import EARLIEST_DAY, LATEST_DAY

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gui.theme import Theme


class DayField(QDateEdit):
    """One date, typed or picked, that a plan may name; not later than ``latest``, if that is given."""

    def __init__(self, start: date, latest: date | None, theme: Theme, name: str = "Day") -> None:
        super().__init__(_day(start))
        self._icons = Icons(theme)
        self.setCalendarPopup(True)
        self.setCalendarWidget(_calendar(theme, self._icons))
        self.setDateRange(_day(EARLIEST_DAY), _day(latest or LATEST_DAY))
        self.setAccessibleName(name)
        leave_wheel_to_page(self)
        self.setDisplayFormat("d MMMM yyyy")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field and its arrow."""
        super().paintEvent(event)
        draw_arrow(self, self._icons)

    @property
    def day(self) -> date:
        """The day in the field."""
        day = self.date()
        return date(day.year(), day.month(), day.day())


def _day(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _calendar(theme: Theme, icons: Icons) -> QCalendarWidget:
    """A month without week numbers, and without the red that Qt gives to weekends: red is for errors here."""
    calendar = QCalendarWidget()
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    plain = QTextCharFormat()
    plain.setForeground(theme.colour("text"))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, plain)
    for name, icon in (("qt_calendar_prevmonth", "left"), ("qt_calendar_nextmonth", "right")):
        button = calendar.findChild(QToolButton, name)
        if button:
            button.setIcon(icons.icon(icon, "text"))  # Qt's own arrows are black in the dark, too
    return calendar

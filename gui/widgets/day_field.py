"""A field for a day: typed as people write it, or picked from a calendar."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QWidget

from gui.app.date_format import english_locale, locale_forms
from gui.app.day_watch import DayFollower
from gui.theme.icons import Icons
from gui.widgets.buttons import IconButton
from gui.widgets.labels import set_tip
from gui.widgets.layouts import hbox, vbox
from gui.widgets.typed_line import TypedLine
from roadmaps.journal import EARLIEST_DAY, LATEST_DAY
from roadmaps.text.day_input import check_day, read_day

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from gui.theme.palette import Theme

_SIDE = 32
_CHOOSE = "Choose from a calendar"


class DayLine(TypedLine):
    """A day within bounds. The current day may be outside them."""

    calendar_wanted = Signal()

    def __init__(self, name: str, first: date, last: date, today: date) -> None:
        super().__init__(name)
        self._first, self._last, self._today = first, last, today

    def read(self, text: str) -> date:
        """Read a day. Raises ValueError with a sentence."""
        forms = locale_forms()
        day = read_day(text, forms, self._today)
        return day if day == self.current else check_day(day, self._first, self._last, forms)

    def write(self, value: date) -> str:
        """A day in the form used everywhere."""
        return locale_forms().day(value)

    def follow_day(self, today: date, last: date) -> None:
        """Use another today, and another last day."""
        self._today, self._last = today, last

    def step(self, value: date | None, steps: int) -> date:
        """The next day or the previous one; counted from the current value if the text is not a day."""
        day: date = value or self.current
        wanted = date.fromordinal(min(max(day.toordinal() + steps, 1), date.max.toordinal()))
        return wanted if self._first <= wanted <= self._last else day

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F4 and Alt+Down open the calendar, as in any field with a popup."""
        with_alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_F4 or (with_alt and event.key() == Qt.Key.Key_Down):
            self.calendar_wanted.emit()
        else:
            super().keyPressEvent(event)


class DayField(DayFollower, QWidget):
    """A day from ``earliest`` to ``latest``; either defaults to the bounds that every date in the file has.

    ``start`` is shown at first and is never refused. ``today`` resolves "today" and days without a year; it defaults to
    ``latest``, then to ``start``.
    """

    changed = Signal()
    """Another day was typed or picked."""

    def __init__(
        self,
        start: date,
        latest: date | None,
        theme: Theme,
        name: str = "Day",
        today: date | None = None,
        earliest: date | None = None,
    ) -> None:
        super().__init__()
        self._theme, self._icons = theme, Icons(theme)
        self.proposes_today = False
        """Whether the form proposed today, so that the day moves on at midnight."""
        self._first, self._last = earliest or EARLIEST_DAY, latest or LATEST_DAY
        self.line = DayLine(name, self._first, self._last, today or latest or start)
        self.line.show_value(start)
        self.line.textChanged.connect(self.changed)
        self.line.calendar_wanted.connect(self.open_calendar)
        self.setFocusProxy(self.line)
        self.button = IconButton(f"{name}: {_CHOOSE.lower()}", "plan", theme, self._icons)
        self.button.setFixedWidth(_SIDE)
        set_tip(self.button, _CHOOSE)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button.clicked.connect(self.open_calendar)
        self.calendar: _Calendar | None = None
        hbox((self.line, 1), self.button, on=self, gap=4)

    @property
    def day(self) -> date:
        """The typed day. Raises ValueError with a sentence if it is not a day, or not one that may be chosen."""
        day: date = self.line.value()
        return day

    def show_day(self, day: date) -> None:
        """Show a day as the current value."""
        self.line.show_value(day)

    def follow_day(self, before: date, today: date) -> None:
        """A new day has begun: a last day that was today moves along, but the day in the field stays."""
        if self._last == before:
            self._last = today
        self.line.follow_day(today, self._last)
        if self.proposes_today and self.line.text() == self.line.write(before):
            self.show_day(today)
        if self.calendar is not None and self.calendar.isVisible():
            self.calendar.allow(self._first, self._last)

    def open_calendar(self) -> None:
        """Open a calendar below the field, at the typed day or else at the current one."""
        try:
            day = self.day
        except ValueError:
            self.line.take()
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self.calendar is not None:
            self.calendar.deleteLater()
        self.calendar = _Calendar(self, day, self._first, self._last, self._theme, self._icons)
        self.calendar.picked.connect(self._pick)
        self.calendar.drop_below(self)

    def _pick(self, day: date) -> None:
        self.line.setText(self.line.write(day))
        self.line.take()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()


class _Calendar(QFrame):
    """A month without week numbers, and without Qt's red weekends: red is for errors here."""

    picked = Signal(object)

    def __init__(self, parent: QWidget, day: date, first: date, last: date, theme: Theme, icons: Icons) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("variant", "panel")
        self.month = QCalendarWidget()
        self.month.setAccessibleName("Calendar")
        self.month.setLocale(english_locale())
        self.month.setFirstDayOfWeek(Qt.DayOfWeek(locale_forms().first_weekday))
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        plain = QTextCharFormat()
        plain.setForeground(theme.colour("text"))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.month.setWeekdayTextFormat(weekday, plain)
        for name, icon in (("qt_calendar_prevmonth", "left"), ("qt_calendar_nextmonth", "right")):
            button = self.month.findChild(QToolButton, name)
            if button:
                button.setIcon(icons.icon(icon, "text"))  # Qt's own arrows are black, even in the dark palette
        self._day = day
        self.allow(first, last)
        self.month.setSelectedDate(_qt_day(day))
        self.month.clicked.connect(self._pick)
        self.month.activated.connect(self._pick)
        vbox(self.month, on=self, margins=(1, 1, 1, 1))

    def allow(self, first: date, last: date) -> None:
        """Set the days that may be picked, and the current one."""
        self.month.setDateRange(_qt_day(min(first, self._day)), _qt_day(max(last, self._day)))

    def drop_below(self, field: QWidget) -> None:
        """Show below a field, or above it if there is no room, within the screen."""
        size, room = self.sizeHint(), field.screen().availableGeometry()
        place = field.mapToGlobal(QPoint(0, field.height()))
        if place.y() + size.height() > room.bottom():
            place.setY(field.mapToGlobal(QPoint(0, 0)).y() - size.height())
        place.setX(max(room.left(), min(place.x(), room.right() - size.width())))
        place.setY(max(room.top(), place.y()))
        self.move(place)
        self.show()
        self.month.setFocus(Qt.FocusReason.PopupFocusReason)

    def _pick(self, day: QDate) -> None:
        if self.isVisible():  # a click on a day and Enter on it both report it, one of them twice
            self.close()
            self.picked.emit(date(day.year(), day.month(), day.day()))


def _qt_day(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)

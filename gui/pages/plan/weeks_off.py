"""The weeks without study: the ones ahead, as spans, and a dialog to add more."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QWidget,
)

from gui.app.date_format import day_text, locale_forms
from gui.app.day_watch import DayFollower
from gui.theme.icons import Icons
from gui.widgets.buttons import IconButton, LinkButton, PlainButton, PrimaryButton
from gui.widgets.change_lock import ChangeLock
from gui.widgets.field_error import FieldError
from gui.widgets.form import error_of
from gui.widgets.growing_dialog import GrowingDialog
from gui.widgets.labels import PlainLabel
from gui.widgets.layouts import STRETCH, hbox, holding, vbox
from roadmaps.plan import WEEK, monday_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from PySide6.QtGui import QKeyEvent

    from gui.app.tracker import Tracker
    from gui.theme.palette import Theme

_SUNDAY = timedelta(days=6)
_MOST_LINES = 30


class TimeOff(NamedTuple):
    """Consecutive weeks off, by their Mondays."""

    mondays: tuple[date, ...]

    def text(self, today: date) -> str:
        """From the first Monday to the last Sunday: "21 Dec – 3 Jan 2027"."""
        return f"{day_text(self.mondays[0], today)} – {day_text(self.mondays[-1] + _SUNDAY, today)}"


def times_off(mondays: Iterable[date], today: date) -> list[TimeOff]:
    """The weeks off that are not over yet, as spans."""
    spans: list[list[date]] = []
    for monday in sorted(each for each in mondays if each + _SUNDAY >= today):
        if spans and spans[-1][-1] + WEEK == monday:
            spans[-1].append(monday)
        else:
            spans.append([monday])
    return [TimeOff(tuple(span)) for span in spans]


def mondays_between(first: date, last: date) -> list[date]:
    """The Mondays of all weeks from one day to another."""
    monday, mondays = monday_of(first), []
    while monday <= last:
        mondays.append(monday)
        monday += WEEK
    return mondays


class WeeksOff(QWidget):
    """A line for each span with a button to remove it, and a button to add more."""

    chosen = Signal(list, bool)
    """The Mondays of weeks, and whether they are now off."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._tracker, self._theme, self._icons = tracker, theme, icons
        self._lines: list[QWidget] = []
        self.add = LinkButton("Take weeks off …", theme, icons).on_click(self._ask)
        self._column = vbox(hbox(PlainLabel("Weeks off", theme=theme), STRETCH, self.add), on=self, gap=2)

    def show_weeks(self, mondays: Iterable[date], today: date) -> None:
        """Show the weeks off from a day on."""
        holder = QApplication.focusWidget() or self
        held_focus = any(line.isAncestorOf(holder) for line in self._lines)
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        spans = times_off(mondays, today)
        self._lines = [self._line(each, each.text(today)) for each in spans[:_MOST_LINES]]
        if len(spans) > _MOST_LINES:  # thousands of widgets would freeze the window
            more = f"and {locale_forms().number(len(spans) - _MOST_LINES)} more later on"
            self._lines.append(PlainLabel(more, role="dense", tone="muted", theme=self._theme))
        for line in self._lines:
            self._column.addWidget(line)
        if held_focus:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete presses the focused button that removes weeks off."""
        focused = QApplication.focusWidget()
        if event.key() == Qt.Key.Key_Delete and isinstance(focused, IconButton) and self.isAncestorOf(focused):
            focused.click()
        else:
            super().keyPressEvent(event)

    def _line(self, span: TimeOff, text: str) -> QWidget:
        back = IconButton(f"Study from {text} after all", "close", self._theme, self._icons, size=14)
        back.clicked.connect(partial(self._take_back, span))
        return holding(hbox((PlainLabel(text, role="dense", tone="text2", theme=self._theme), 1), back, gap=4))

    def _take_back(self, span: TimeOff) -> None:
        self.chosen.emit(list(span.mondays), False)

    def _ask(self) -> None:
        mondays = ask_weeks_off(self._tracker, self._theme, self.window())
        if mondays:
            self.chosen.emit(mondays, True)


class WeeksOffDialog(DayFollower, GrowingDialog):
    """Asks for two days: all weeks from the first to the last are off, as whole weeks."""

    def __init__(self, tracker: Tracker, theme: Theme, parent: QWidget | None = None) -> None:
        from gui.widgets.day_field import DayField  # calendars are slow to load

        super().__init__(parent)
        self.setWindowTitle("Weeks off")
        self._today = today = tracker.today
        self._lock = ChangeLock(tracker, self)
        next_monday = monday_of(today) + WEEK
        self.first = DayField(next_monday, None, theme, "First day off", today)
        self.last = DayField(next_monday + _SUNDAY, None, theme, "Last day off", today)
        self._summary = PlainLabel(role="dense", tone="text2", theme=theme).wrapping()
        buttons = QDialogButtonBox()
        self.accept_button = PrimaryButton("Take off", theme)
        buttons.addButton(self.accept_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(PlainButton("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        grid = QGridLayout()
        grid.setSpacing(8)
        icons = Icons(theme)
        for row, (text, field) in enumerate((("First day off", self.first), ("Last day off", self.last))):
            grid.addWidget(PlainLabel(text, theme=theme), 2 * row, 0)
            grid.addWidget(field, 2 * row, 1)
            grid.addWidget(FieldError(theme, icons, field.line), 2 * row + 1, 0, 1, 2)
            field.changed.connect(self._follow)
        vbox(
            PlainLabel("When won’t you study?", role="section", bold=True, theme=theme),
            grid,
            self._summary,
            buttons,
            on=self,
            gap=12,
            margins=(20, 16, 20, 16),
        )
        self.setMinimumWidth(360)
        self._follow()

    @property
    def mondays(self) -> list[date]:
        """The chosen weeks; empty while a day is invalid or the last is before the first."""
        return [] if self._error else mondays_between(self.first.day, self.last.day)

    @property
    def _error(self) -> str:
        return error_of(lambda: self.first.day) or error_of(lambda: self.last.day)

    def accept(self) -> None:
        """Close if both days are valid; otherwise stay open and say why."""
        for field in (self.first, self.last):
            if not field.line.take():
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if self.mondays:
            super().accept()

    def follow_day(self, _before: date, today: date) -> None:
        """Name the weeks relative to the new day; the fields update themselves."""
        self._today = today
        self._follow()

    def _follow(self) -> None:
        mondays, error = self.mondays, self._error
        self._lock.hold(self.accept_button, ready=bool(mondays) or bool(error))
        summary = f"Off, in whole weeks: {TimeOff(tuple(mondays)).text(self._today)}." if mondays else ""
        self._summary.setText(summary or ("" if error else "The last day is before the first."))


def ask_weeks_off(tracker: Tracker, theme: Theme, parent: QWidget | None = None) -> list[date]:
    """Ask for weeks off; empty if the user cancels."""
    dialog = WeeksOffDialog(tracker, theme, parent)
    mondays = dialog.mondays if dialog.exec() == QDialog.DialogCode.Accepted else []
    dialog.deleteLater()
    return mondays

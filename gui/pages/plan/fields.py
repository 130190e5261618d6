"""Fields of a plan: the days of the week, and an optional day."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from gui.app.date_format import full_day_text, locale_forms
from gui.widgets.buttons import LinkButton, PlainButton
from gui.widgets.labels import plain_tip
from gui.widgets.layouts import hbox
from roadmaps.journal import EVERY_DAY
from roadmaps.text.locale_format import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme


class StudyDays(QWidget):
    """Seven toggle buttons, starting with the first day of the week in the user’s locale."""

    chosen = Signal(list)
    """The ISO numbers of the days that are on now."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Study days")
        row = hbox(on=self, gap=2)
        self._buttons: dict[int, QToolButton] = {}
        for number in locale_forms().week:
            name = WEEKDAYS[number - 1]
            button = QToolButton()
            button.setProperty("variant", "day")
            button.setText(name[:1])
            button.setAccessibleName(name)
            button.setToolTip(plain_tip(name))
            button.setCheckable(True)
            button.setFixedWidth(max(26, button.fontMetrics().horizontalAdvance(button.text()) + 12))
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda: self.chosen.emit(self.days))
            self._buttons[number] = button
            row.addWidget(button)
        row.addStretch()

    @property
    def days(self) -> list[int]:
        """The days that are on."""
        return [number for number in EVERY_DAY if self._buttons[number].isChecked()]

    def take_focus(self) -> None:
        """Focus the first day of the week."""
        next(iter(self._buttons.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def button(self, number: int) -> QToolButton:
        """The button of a day, by its ISO number."""
        return self._buttons[number]

    def show_days(self, days: Iterable[int]) -> None:
        """Show which days are chosen."""
        on = set(days)
        for number, button in self._buttons.items():
            button.setChecked(number in on)


class DayChoice(QWidget):
    """A button that shows a day and opens a calendar, and one beside it that clears the day."""

    chosen = Signal(object)
    """The new day; None if it was cleared."""

    def __init__(self, name: str, question: str, none: str, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._name, self._question, self._none = name, question, none
        self._tracker, self._theme = tracker, theme
        self._day: date | None = None
        self._first: date | None = None
        self.clear = LinkButton("Clear", theme, icons)
        self.clear.setAccessibleName(f"Clear the {name.lower()}")
        self.clear.clicked.connect(partial(self.chosen.emit, None))
        self.day = PlainButton()
        self.day.clicked.connect(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.clear)
        row.addWidget(self.day)

    def show_day(self, day: date | None, first: date) -> None:
        """Show the chosen day; if there is none the calendar proposes ``first``, which is today."""
        if self.clear.hasFocus() and day is None:
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        self._day, self._first = day, first
        text = full_day_text(day) if day else self._none
        self.day.setText(text)
        self.day.setAccessibleName(f"{self._name}: {text}")
        self.clear.setVisible(day is not None)

    def _ask(self) -> None:
        from gui.skill_detail import day_dialog  # a calendar is rarely needed, and slow to load

        start = self._day or self._first
        if start is None:
            return
        window, is_new = self.window(), self._day is None
        day = day_dialog.ask_day(
            self._question, start, None, self._theme, window, self._first, None, is_new, self._tracker
        )
        if day:
            self.chosen.emit(day)

"""A button that holds an optional day of a plan."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from gui.app.date_format import full_day_text
from gui.widgets.buttons import LinkButton, PlainButton
from gui.widgets.layouts import hbox

if TYPE_CHECKING:
    from datetime import date

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme


class DayChoice(QWidget):
    """A button that shows a day and opens a calendar, and one beside it that clears the day."""

    chosen = Signal(object)
    """The new day; None if it was cleared."""

    def __init__(self, name: str, question: str, none: str, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._name, self._question, self._none = name, question, none
        self._tracker, self._theme = tracker, theme
        self._day: date | None = None
        self._first = tracker.day
        self.clear = LinkButton("Clear", theme, icons)
        self.clear.setAccessibleName(f"Clear the {name.lower()}")
        self.clear.clicked.connect(partial(self.chosen.emit, None))
        self.day = PlainButton().on_click(self._ask)
        hbox(self.clear, self.day, on=self, gap=4)

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

        start, is_new = self._day or self._first, self._day is None
        day = day_dialog.ask_day(
            self._question, start, None, self._theme, self.window(), self._first, None, is_new, self._tracker
        )
        if day:
            self.chosen.emit(day)

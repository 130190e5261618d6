"""The control for the day shown: a slider over all days since the start, and a calendar."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize
from PySide6.QtWidgets import QLayout, QWidget

from gui.app.date_format import day_text, full_day_text
from gui.widgets.buttons import PlainButton
from gui.widgets.drag_slider import DragSlider
from gui.widgets.labels import PlainLabel, Sign, set_tip
from gui.widgets.layouts import hbox

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

_GAP = 8
_MONTH = 30


class AsOfControl(QWidget):
    """Shows and sets the day that the tracker shows."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._tracker, self._theme = tracker, theme
        self.day = PlainButton()
        set_tip(self.day, "Choose a day to look back to")
        self.day.clicked.connect(self._ask_day)
        self._first = PlainLabel(role="caption", tone="muted", theme=theme)
        self.slider = DragSlider("Day shown", _MONTH)
        self.slider.setMinimumWidth(90)
        self.slider.valueChanged.connect(self._name_day)
        self.slider.settled.connect(self._look)
        self._today = PlainLabel("today", role="caption", tone="muted", theme=theme)
        self._row = hbox(
            Sign("history", "text2", theme, icons),
            PlainLabel("As of", tone="text2", theme=theme),
            self.day,
            self._first,
            (self.slider, 1),
            self._today,
            on=self,
            gap=_GAP,
        )
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # the names of the ends may go
        self._ends = (self._first, self._today)
        self.show_day()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name the ends of the slider where there is room."""
        super().resizeEvent(event)
        needed = self.minimumSizeHint().width() + sum(end.sizeHint().width() + _GAP for end in self._ends)
        for end in self._ends:
            end.setVisible(needed <= event.size().width())

    def minimumSizeHint(self) -> QSize:
        """Without the names of the ends."""
        least = self._row.totalMinimumSize()
        ends = sum(end.sizeHint().width() + _GAP for end in self._ends if not end.isHidden())
        return QSize(least.width() - ends, least.height())

    @property
    def _start(self) -> date:
        return self._tracker.first_day

    def show_day(self) -> None:
        """Show which day is viewed, of those that can be."""
        tracker, start = self._tracker, self._start
        with QSignalBlocker(self.slider):
            self.slider.setRange(0, max(0, (tracker.today - start).days))
            self.slider.setValue((tracker.day - start).days)
        self.slider.setEnabled(self.slider.maximum() > 0)
        self.day.setEnabled(self.slider.maximum() > 0)
        text = full_day_text(tracker.day)
        self.day.setText(text)
        self.day.setAccessibleName(f"As of {text}")
        self.slider.setAccessibleDescription(text)
        self._first.setText(day_text(start, tracker.today))

    def _name_day(self) -> None:
        text = full_day_text(self._start + timedelta(days=self.slider.value()))
        self.day.setText(text)
        self.slider.setAccessibleDescription(text)

    def _look(self) -> None:
        self._tracker.view_as_of(self._start + timedelta(days=self.slider.value()))
        self.show_day()  # the day stays where it was if a note could not be saved

    def _ask_day(self) -> None:
        from gui.skill_detail import day_dialog  # rarely used, and slow to import

        tracker = self._tracker
        day = day_dialog.ask_day(
            "Which day do you want to see?",
            tracker.day,
            tracker.today,
            self._theme,
            self.window(),
            tracker.today,
            self._start,
            tracker.as_of is None,
        )
        if day:
            tracker.view_as_of(max(day, self._start))

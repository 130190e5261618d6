"""Your time: when and how much the user studies, saved at once; and a what-if that saves nothing until applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QApplication

from gui.app.date_format import locale_forms
from gui.pages.plan.day_choice import DayChoice
from gui.pages.plan.weeks_off import WeeksOff
from gui.widgets.accessibility import announce
from gui.widgets.buttons import LinkButton, PlainButton
from gui.widgets.card import Card
from gui.widgets.change_lock import ChangeLock
from gui.widgets.drag_slider import DragSlider
from gui.widgets.field_error import FieldError
from gui.widgets.flow import spread_row
from gui.widgets.labels import PlainLabel, Separator
from gui.widgets.layouts import STRETCH, add_parts, hbox, holding
from gui.widgets.number_field import HoursField
from gui.widgets.study_days import StudyDays
from roadmaps.text.text_format import NOTHING, count_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.journal import Commitment

_HALF_HOURS = 80
"""The what-if goes up to forty hours a week, or to the current hours if that is more."""


class YourTime(Card):
    """Writes through the tracker, and shows what the tracker holds after each attempt."""

    what_if_changed = Signal()

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        super().__init__("Your time", theme)
        self._tracker = tracker
        self._lock = ChangeLock(tracker, self)
        self.what_if: float | None = None
        """Hours a week on trial; None without a what-if."""
        self._is_kept = True
        self.hours = HoursField(theme, icons)
        self.days = StudyDays()
        self.start = DayChoice("Start", "When do you start studying for this?", "today", tracker, theme, icons)
        self.target = DayChoice("Target date", "When do you want to finish?", "Choose a day", tracker, theme, icons)
        self.off = WeeksOff(tracker, theme, icons)
        for name, field in (
            ("Study time", self.hours),
            ("Days", self.days),
            ("Start", self.start),
            ("Target date", self.target),
        ):
            self.column.addWidget(spread_row(PlainLabel(name, theme=theme), field))
            if field is self.hours:
                self.hours_complaint = FieldError(theme, icons, self.hours.field)
                self.column.addWidget(self.hours_complaint)
        self.column.addWidget(self.off)
        self._overfull = PlainLabel(role="dense", tone="text2", theme=theme).wrapping()
        self.column.addWidget(self._overfull)
        self.column.addWidget(Separator())
        self._make_what_if(theme, icons)
        edits = tracker.plan_edits
        self.hours.chosen.connect(lambda hours: self._save(lambda: edits.set_hours_a_week(hours)))
        self.days.chosen.connect(lambda days: self._show_saved(edits.set_study_days(days)))
        self.start.chosen.connect(lambda day: self._save(lambda: edits.set_plan_start(day)))
        self.target.chosen.connect(lambda day: self._save(lambda: edits.set_target_date(day)))
        self.off.chosen.connect(lambda mondays, off: self._show_saved(edits.set_weeks_off(mondays, off)))

    def _make_what_if(self, theme: Theme, icons: Icons) -> None:
        self._tried = PlainLabel(bold=True, theme=theme)
        self.slider = DragSlider("What if: hours a week", 4)
        self.slider.setMinimumHeight(24)
        self.slider.valueChanged.connect(lambda: self._tell_hours(self.slider.value() / 2))
        self.slider.settled.connect(self._try)
        head = hbox(PlainLabel("What if you studied", theme=theme), STRETCH, self._tried)
        self._outcome = PlainLabel(role="dense", tone="text2", theme=theme).wrapping()
        self.apply = PlainButton("Apply").on_click(self._apply)
        self.back = LinkButton("Back to my setting", theme, icons).on_click(self.leave_what_if)
        self._buttons = holding(hbox(self.apply, self.back, STRETCH))
        add_parts(self.column, head, self.slider, self._outcome, self._buttons)

    def show_time(self) -> None:
        """Show the current settings; they cannot be changed on an earlier day."""
        tracker = self._tracker
        commitment = self._commitment
        self.hours.show_hours(commitment.hours_a_week)
        self.days.show_days(commitment.study_days)
        self.start.show_day(commitment.start, tracker.day)
        self.target.show_day(commitment.target, tracker.day)
        self.off.show_weeks(commitment.weeks_off, tracker.day)
        is_today = tracker.as_of is None
        if not is_today or self.what_if == commitment.hours_a_week:
            self.what_if = None
        self._lock.hold(self.hours, self.days, self.start, self.target, self.off, self.apply)
        self._show_what_if()
        self._lock.hold(self.slider, ready=bool(commitment.study_days), writes=not is_today)

    def _save(self, change: Callable[[], bool]) -> None:
        """Make a change and announce it: unlike a check box, a field gives no sign that its value was saved."""
        stack = self._tracker.undo_stack
        before = stack.next_undo
        self._show_saved(change())
        if stack.next_undo and stack.next_undo is not before:
            announce(self, stack.next_undo.text)

    def _show_saved(self, kept: bool) -> None:
        self._is_kept = kept
        self.show_time()  # never show an unsaved value as saved

    # What if

    @property
    def _commitment(self) -> Commitment:
        return self._tracker.progress.commitments.on(self._tracker.roadmap.id)

    @property
    def _saved_hours(self) -> float:
        return self._commitment.hours_a_week or 0.0

    def _show_what_if(self) -> None:
        hours = self._saved_hours if self.what_if is None else self.what_if
        with QSignalBlocker(self.slider):
            self.slider.setRange(0, max(_HALF_HOURS, round(2 * self._saved_hours)))
            self.slider.setValue(round(2 * hours))
        self._show_overfull(hours)
        self._tell_hours(hours)
        if self.what_if is None and self._buttons.isAncestorOf(QApplication.focusWidget() or self):
            self.slider.setFocus(Qt.FocusReason.OtherFocusReason)
        self._buttons.setVisible(self.what_if is not None)

    def _tell_hours(self, hours: float) -> None:
        text = f"{locale_forms().hours(hours)} a week" if hours else NOTHING
        self._tried.setText(text)
        self.slider.setAccessibleDescription(text)

    def _try(self) -> None:
        hours = self.slider.value() / 2
        self.what_if = None if self.slider.value() == round(2 * self._saved_hours) else hours
        self._show_what_if()
        self.what_if_changed.emit()

    def leave_what_if(self) -> None:
        """Return to the saved hours."""
        self.what_if = None
        self._show_what_if()
        self.what_if_changed.emit()

    def show_outcome(self, text: str) -> None:
        """Show what the hours on trial lead to."""
        self._outcome.setText(f"{text[:1].upper()}{text[1:]}. Nothing changes until you apply it." if text else "")
        self._outcome.setVisible(bool(text))

    def _show_overfull(self, hours: float) -> None:
        """Warn if the study days cannot hold the hours; the plan then uses as many as they can."""
        days, most = len(self._commitment.study_days), self._commitment.most_hours
        is_overfull = bool(days) and hours > most
        if is_overfull:
            forms = locale_forms()
            self._overfull.setText(
                f"{forms.hours(hours)} a week don’t fit into {count_text(days, 'study day')}. "
                f"The plan uses {forms.hours(most)} instead."
            )
        self._overfull.setVisible(is_overfull)

    def take_focus(self) -> None:
        """Focus the hours, or the days if these are what is missing."""
        if self._saved_hours and not self.days.days:
            self.days.take_focus()
        else:
            self.hours.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.hours.field.selectAll()

    def keep_typed(self) -> bool:
        """Save hours that are typed and not yet confirmed; False if the tracker could not save them."""
        self._is_kept = True
        if self.hours.isEnabled():
            self.hours.field.take()
        return self._is_kept

    def _apply(self) -> None:
        if self._tracker.plan_edits.set_hours_a_week(self.what_if or None):
            self.leave_what_if()

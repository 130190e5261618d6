"""The sections that hold few settings: dates, study, start and keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from gui.app.date_format import full_day_text, locale_forms
from gui.app.preferences import BY_LOCALE, LAST_PAGE
from gui.widgets.buttons import PlainButton
from gui.widgets.change_lock import ChangeLock
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.field_error import FieldError
from gui.widgets.labels import PlainLabel
from gui.widgets.layouts import STRETCH, vbox
from gui.widgets.number_field import HoursField
from gui.widgets.study_days import StudyDays
from roadmaps.text.locale_format import WEEKDAYS

if TYPE_CHECKING:
    from gui.app.change import Change
    from gui.app.tracker import Tracker
    from gui.preferences.changes import Changes
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.widgets.layouts import Part

_LEFT = Qt.AlignmentFlag.AlignLeft


class _Section(QWidget):
    """A title, then pairs of a name and its field."""

    def __init__(self, title: str, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = vbox(PlainLabel(title, role="section", bold=True, theme=theme), on=self, gap=6)

    def _add(self, *parts: Part) -> None:
        from gui.widgets.layouts import add_parts

        add_parts(self._column, *parts)

    def _name(self, text: str, field: QWidget) -> PlainLabel:
        label = PlainLabel(text, role="dense", tone="text2", bold=True, theme=self._theme).wrapping()
        label.setBuddy(field)
        return label

    def _remark(self, text: str) -> PlainLabel:
        return PlainLabel(text, role="dense", tone="text2", theme=self._theme).wrapping()

    def reset(self) -> None:
        """Go back to the defaults; there are none."""


class Dates(_Section):
    """The first day of the week; all else follows the system."""

    def __init__(self, changes: Changes, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        super().__init__("Language and dates", theme)
        self._changes = changes
        self.first = ChoiceBox("First day of the week", icons)
        self.first.addItem(f"Like the system ({WEEKDAYS[QLocale().firstDayOfWeek().value - 1]})", BY_LOCALE)
        for number, name in enumerate(WEEKDAYS, 1):
            self.first.addItem(name, number)
        self.first.setCurrentIndex(self.first.findData(changes.kept.first_weekday))
        self.first.activated.connect(lambda: changes.set_first_weekday(self.first.currentData()))
        example = f"{full_day_text(tracker.today)}, {locale_forms().number(1234.5, 1)}"
        self._add(
            self._name("First day of the week", self.first),
            (self.first, 0, _LEFT),
            self._remark("For the calendar, the days of study and the year of study."),
            8,
            self._remark(f"Days and numbers are written as your system says: {example}."),
            STRETCH,
        )

    def reset(self) -> None:
        """Begin the week as the system says."""
        self.first.setCurrentIndex(0)
        self._changes.set_first_weekday(BY_LOCALE)


class Study(_Section):
    """Hours and days of study: the same that the plan shows, in your file and with undo."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        super().__init__("Study", theme)
        self._tracker = tracker
        self.hours, self.days = HoursField(theme, icons), StudyDays()
        complaint = FieldError(theme, icons, self.hours.field)
        self._failure = FieldError(theme, icons)
        self._lock = ChangeLock(tracker, self)
        edits = tracker.plan_edits
        self.hours.chosen.connect(lambda hours: self._show_saved(edits.set_hours_a_week(hours)))
        self.days.chosen.connect(lambda days: self._show_saved(edits.set_study_days(days)))
        tracker.changed.connect(self._follow)
        self._add(
            self._name("Hours a week", self.hours.field),
            (self.hours, 0, _LEFT),
            complaint,
            8,
            self._name("Days", self.days),
            (self.days, 0, _LEFT),
            self._failure,
            8,
            self._remark("These are the hours and days of your plan. Weeks off and dates are on the Plan page."),
            STRETCH,
        )
        self._show()

    def _follow(self, _change: Change) -> None:
        self._show()

    def _show_saved(self, is_saved: bool) -> None:
        self._failure.tell("" if is_saved else self._tracker.refusal)
        self._show()

    def _show(self) -> None:
        commitment = self._tracker.progress.commitments.on(self._tracker.roadmap.id)
        self.hours.show_hours(commitment.hours_a_week)
        self.days.show_days(commitment.study_days)
        self._lock.hold(self.hours, self.days)


class Start(_Section):
    """What a start shows."""

    def __init__(self, changes: Changes, theme: Theme, icons: Icons) -> None:
        super().__init__("Start", theme)
        self._changes = changes
        self.page = ChoiceBox("Page that a start shows", icons)
        self.page.addItem("The page you saw last", LAST_PAGE)
        for name, title in changes.pages:
            self.page.addItem(title, name)
        chosen = changes.kept.start_page([name for name, _ in changes.pages])
        self.page.setCurrentIndex(self.page.findData(chosen))
        self.page.activated.connect(lambda: changes.set_start_page(self.page.currentData()))
        self._add(
            self._name("When Skillgap starts, show", self.page),
            (self.page, 0, _LEFT),
            self._remark("After a crash, the Skills page is shown once."),
            STRETCH,
        )

    def reset(self) -> None:
        """Show the last page."""
        self.page.setCurrentIndex(0)
        self._changes.set_start_page(LAST_PAGE)


class Keyboard(_Section):
    """The keys of every command."""

    def __init__(self, changes: Changes, theme: Theme) -> None:
        super().__init__("Keyboard", theme)
        all_keys = PlainButton("Show all keys")
        all_keys.clicked.connect(changes.show_keys)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for row, (name, keys) in enumerate(changes.keys):
            grid.addWidget(PlainLabel(name, theme=theme).wrapping(), row, 0)
            grid.addWidget(PlainLabel(keys, bold=True, theme=theme).wrapping(), row, 1)
        grid.setColumnStretch(1, 1)
        self._add(self._remark("Keys of the menus. Lists and the map have keys of their own, too."))
        self._add((all_keys, 0, _LEFT), 4, grid, STRETCH)

"""Fields for numbers, durations and dates: no key is swallowed, text stays as typed, and errors are sentences."""

from __future__ import annotations

import ast
import re
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QVBoxLayout, QWidget

from gui.app.date_format import locale_forms
from gui.skill_detail.day_dialog import DayDialog
from gui.study.log_dialog import LogDialog
from gui.widgets.day_field import DayField
from gui.widgets.duration_field import DurationField
from gui.widgets.field_error import FieldError
from gui.widgets.number_field import HoursField
from roadmaps.journal import StudySession
from tests.gui.scene import TODAY, seen
from tests.program_imports import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.widgets.typed_line import TypedLine
    from tests.gui.scene import Scene

ROOT = Path(__file__).parents[2]
LOCALES = ("C", "en_US", "en_GB", "de_DE", "fr_FR", "ja_JP", "ar_EG", "hi_IN", "fa_IR", "he_IL")

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(params=LOCALES)
def locale(request: pytest.FixtureRequest) -> Iterator[QLocale]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield QLocale()
    QLocale.setDefault(before)


class Bench(QWidget):
    """A field with its complaint, and another widget to go to."""

    def __init__(self, field: QWidget, line: TypedLine, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.field, self.line, self.complaint = field, line, FieldError(theme, icons, line)
        self.other = HoursField(theme, icons)
        column = QVBoxLayout(self)
        for widget in (field, self.complaint, self.other):
            column.addWidget(widget)
        self.taken: list[object] = []
        line.taken.connect(self.taken.append)

    def type(self, text: str) -> None:
        self.line.setFocus()
        self.line.selectAll()
        if text.isascii():
            QTest.keyClicks(self.line, text)
        else:
            self.line.insert(text)  # QTest has keys for ASCII alone

    def enter(self, text: str) -> None:
        self.type(text)
        QTest.keyClick(self.line, Qt.Key.Key_Return)


def on_bench(field: QWidget, line: TypedLine, qtbot: QtBot, theme: Theme, icons: Icons) -> Bench:
    bench = Bench(field, line, theme, icons)
    qtbot.addWidget(bench)
    bench.show()
    bench.activateWindow()
    return bench


@pytest.fixture
def hours(qtbot: QtBot, theme: Theme, icons: Icons) -> Bench:
    field = HoursField(theme, icons)
    return on_bench(field, field.field, qtbot, theme, icons)


@pytest.fixture
def day(qtbot: QtBot, theme: Theme, icons: Icons) -> Bench:
    field = DayField(TODAY, None, theme, today=TODAY)
    return on_bench(field, field.line, qtbot, theme, icons)


@pytest.fixture
def duration(qtbot: QtBot, theme: Theme, icons: Icons) -> Bench:
    field = DurationField(60, theme, icons)
    return on_bench(field, field.line, qtbot, theme, icons)


# Hours a week


@pytest.mark.parametrize(("typed", "value"), [("2,5", 2.5), ("2.5", 2.5), ("8", 8), ("7,25 h", 7.25), ("168", 168)])
def test_hours_take_a_point_and_a_comma_in_every_locale(
    hours: Bench, locale: QLocale, typed: str, value: float
) -> None:
    hours.enter(typed)
    assert hours.taken == [value]
    assert hours.line.text() == locale_forms().hours(value)
    assert hours.complaint.text == ""


def test_hours_can_be_typed_while_none_are_set(hours: Bench) -> None:
    assert (hours.line.text(), hours.line.placeholderText()) == ("", "not set")
    QTest.mouseClick(hours.line, Qt.MouseButton.LeftButton)
    QTest.keyClicks(hours.line, "8")
    QTest.keyClick(hours.line, Qt.Key.Key_Return)
    assert hours.taken == [8]


@pytest.mark.parametrize(("typed", "sentence"), [
    ("999", "A week has only 168 hours."),
    ("1e3", "Type the hours as a number, such as 6 or 7.5."),
    ("soon", "Type the hours as a number, such as 6 or 7.5."),
    ("-3", "Type the hours as a number, such as 6 or 7.5."),
])  # fmt: skip
def test_hours_that_cannot_be_taken_stay_as_typed_with_one_sentence(hours: Bench, typed: str, sentence: str) -> None:
    assert isinstance(hours.field, HoursField)
    hours.field.show_hours(6)
    hours.enter(typed)
    assert (hours.line.text(), hours.taken, hours.complaint.text) == (typed, [], sentence)
    assert hours.complaint.isVisible()
    assert hours.line.accessibleDescription() == sentence
    assert hours.line.property("wrong")
    QTest.keyClick(hours.line, Qt.Key.Key_Tab)
    assert (hours.line.text(), hours.taken, hours.complaint.text) == (typed, [], sentence)
    hours.line.setFocus()
    QTest.keyClick(hours.line, Qt.Key.Key_Escape)
    assert (hours.line.text(), hours.taken, hours.complaint.text) == ("6\xa0h", [], "")
    assert not hours.line.property("wrong")


def test_refused_text_stays_while_the_page_refreshes(hours: Bench) -> None:
    assert isinstance(hours.field, HoursField)
    hours.field.show_hours(6)
    hours.enter("999")
    hours.field.show_hours(6)
    assert (hours.line.text(), hours.complaint.text) == ("999", "A week has only 168 hours.")
    hours.field.show_hours(7)
    assert (hours.line.text().replace("\xa0", " "), hours.complaint.text) == ("7 h", "")


def test_an_error_disappears_as_soon_as_the_text_is_valid(hours: Bench) -> None:
    hours.enter("16o")
    assert hours.complaint.text
    QTest.keyClick(hours.line, Qt.Key.Key_End)
    QTest.keyClick(hours.line, Qt.Key.Key_Backspace)
    assert (hours.line.text(), hours.complaint.text, hours.taken) == ("16", "", [])
    QTest.keyClick(hours.line, Qt.Key.Key_Return)
    assert hours.taken == [16]


def test_no_key_is_swallowed(hours: Bench, duration: Bench, day: Bench) -> None:
    for bench in (hours, duration, day):
        typed = "0123456789.,:/- eEhx+%"
        bench.type(typed)
        assert bench.line.text() == typed


def test_leaving_a_field_applies_it_and_an_empty_one_clears_the_value(hours: Bench) -> None:
    hours.type("7.5")
    hours.other.field.setFocus()
    assert hours.taken == [7.5]
    hours.type("")
    hours.line.clear()
    hours.other.field.setFocus()
    assert hours.taken == [7.5, None]
    assert hours.line.text() == ""


def test_opening_a_menu_or_another_window_does_not_apply_a_field(hours: Bench) -> None:
    hours.type("soo")
    for reason in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
        hours.other.field.setFocus(reason)
        assert hours.complaint.text == ""
        hours.line.setFocus()


def test_hours_step_by_one_and_stay_within_a_week(hours: Bench) -> None:
    assert isinstance(hours.field, HoursField)
    hours.field.more.click()
    assert hours.taken == [1]
    hours.enter("167.5")
    QTest.keyClick(hours.line, Qt.Key.Key_Up)
    assert hours.line.text() == "168\xa0h"
    hours.field.show_hours(None)
    hours.field.less.click()
    assert hours.line.text() == ""


def test_hours_with_more_decimals_are_kept_until_others_are_typed(hours: Bench) -> None:
    assert isinstance(hours.field, HoursField)
    hours.field.show_hours(7.123)
    QTest.keyClick(hours.line, Qt.Key.Key_Return)
    hours.other.field.setFocus()
    assert hours.taken == []


# Durations


@pytest.mark.parametrize(("typed", "minutes"), [("2,5", 150), ("2.5 h", 150), ("45", 45), ("1:30", 90), ("٤٥", 45)])
def test_durations_are_read_as_people_write_them(duration: Bench, locale: QLocale, typed: str, minutes: int) -> None:
    duration.enter(typed)
    assert duration.taken == [minutes]
    assert duration.line.text() == typed, "what is typed stays as it is typed"


@pytest.mark.parametrize("typed", ["99999", "0", "soon", "1e2"])
def test_text_that_is_no_duration_is_refused(duration: Bench, typed: str) -> None:
    duration.enter(typed)
    assert (duration.line.text(), duration.taken) == (typed, [])
    assert duration.complaint.text.endswith(".")


def test_an_error_of_two_lines_never_covers_its_field(scene: Scene) -> None:
    form = LogDialog(scene.tracker, scene.theme, scene.icons, scene.window, skill_id="hygiene")
    form.open()
    scene.settle()
    for typed in ("0", "99999", "soon", "0"):
        form.time.line.setFocus()
        form.time.line.selectAll()
        QTest.keyClicks(form.time.line, typed)
        scene.press(Qt.Key.Key_Return, on=form.time.line)
        scene.settle()
        (words,) = [label for label in seen(form, QLabel) if label.text() == form.time_field.complaint]
        assert words.height() >= words.heightForWidth(words.width())
        for field in (form.time.line, form.day.line, form.words, form.link):
            assert field.height() >= field.sizeHint().height()
        top = words.mapTo(form, words.rect().topLeft()).y()
        bottom = form.time.line.mapTo(form, form.time.line.rect().bottomLeft()).y()
        assert top > bottom
    form.reject()
    scene.settle()


# Days


@pytest.mark.parametrize("typed", ["31 Dec 2027", "31.12.2027", "2027-12-31", "31 December 27", "Dec 31, 2027"])
def test_a_day_is_typed_as_people_write_it_and_shown_in_one_form(day: Bench, locale: QLocale, typed: str) -> None:
    day.enter(typed)
    assert day.taken == [date(2027, 12, 31)]
    assert day.line.text() == locale_forms().day(date(2027, 12, 31))


def test_days_are_understood_in_the_locale_s_own_figures_and_names(day: Bench, locale: QLocale) -> None:
    wanted = date(2027, 8, 3)
    own = QDate(2027, 8, 3)
    for text in (locale.toString(own, QLocale.FormatType.LongFormat), locale_forms().figures(wanted)):
        day.line.show_value(TODAY)
        day.line.setText(text)
        assert day.line.value() == wanted, text


@pytest.mark.parametrize("typed", ["soon", "31/13/2027", "30 Feb 2027", "2027", "1 Jan 3000", "1 Jan 1800"])
def test_a_day_that_cannot_be_taken_stays_as_typed_with_one_sentence(day: Bench, typed: str) -> None:
    day.enter(typed)
    assert (day.line.text(), day.taken) == (typed, [])
    assert day.complaint.text.endswith(".")
    QTest.keyClick(day.line, Qt.Key.Key_Escape)
    assert (day.line.text(), day.complaint.text) == ("21 Nov 2026", "")


def test_arrows_step_by_a_day_within_the_bounds(qtbot: QtBot, theme: Theme, icons: Icons) -> None:
    field = DayField(TODAY, TODAY, theme)
    bench = on_bench(field, field.line, qtbot, theme, icons)
    QTest.keyClick(bench.line, Qt.Key.Key_Up)
    assert field.day == TODAY
    QTest.keyClick(bench.line, Qt.Key.Key_Down)
    assert field.day == TODAY - timedelta(days=1)


def test_a_day_is_picked_from_a_calendar_in_english(day: Bench, locale: QLocale) -> None:
    assert isinstance(day.field, DayField)
    day.field.open_calendar()
    calendar = day.field.calendar
    assert calendar is not None
    assert calendar.month.firstDayOfWeek().value == locale_forms().first_weekday
    assert calendar.month.locale().monthName(8) == "August"
    assert calendar.month.selectedDate() == QDate(2026, 11, 21)
    calendar.month.activated.emit(QDate(2026, 12, 24))
    assert not calendar.isVisible()
    assert day.taken == [date(2026, 12, 24)]
    assert day.line.hasFocus() or QApplication.activeWindow() is None


def test_a_bound_never_excludes_the_current_day(qtbot: QtBot, theme: Theme, icons: Icons) -> None:
    ahead = TODAY + timedelta(days=1)
    field = DayField(ahead, TODAY, theme, today=TODAY)
    bench = on_bench(field, field.line, qtbot, theme, icons)
    assert (field.day, field.line.text()) == (ahead, "22 Nov 2026")
    bench.enter("22/11/2026")
    assert (bench.complaint.text, field.day) == ("", ahead)
    bench.enter("23 Nov 2026")
    assert bench.complaint.text == "Choose a day no later than 21 Nov 2026."
    bench.enter("20 Nov 2026")
    assert field.day == date(2026, 11, 20)


@pytest.mark.slow
def test_a_session_of_tomorrow_keeps_its_day_when_its_text_is_edited(scene: Scene) -> None:
    tomorrow = TODAY + timedelta(days=1)
    scene.tracker.log_edits.log_study(StudySession("hygiene", tomorrow, 45, "on teh plane", None))
    (session_id,) = scene.tracker.progress.study
    form = LogDialog(scene.tracker, scene.theme, scene.icons, scene.window, session_id=session_id)
    form.open()
    form.words.setText("on the plane")
    scene.click(form.save)
    (session,) = scene.tracker.progress.study.values()
    assert (session.day, session.text) == (tomorrow, "on the plane")


@pytest.mark.slow
def test_the_dialog_for_a_day_accepts_typing(scene: Scene) -> None:
    dialog = DayDialog("By when?", date(2026, 11, 30), None, scene.theme, scene.window, TODAY)
    dialog.open()
    line = dialog.field.line
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(line, "31 Dec 2027")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.day == date(2027, 12, 31)
    dialog.deleteLater()
    scene.settle()


# One place


ASKING = frozenset(
    f"gui/{file}.py" for file in ("app/date_format", "export/pdf", "export/print_pages", "export/printing")
)
"""Who asks for the locale: its forms are made in one place, and a page has the size of paper of the country."""
ELSEWHERE = frozenset({"QDateEdit", "QTimeEdit", "QDateTimeEdit", "QSpinBox", "QDoubleSpinBox"})


def test_there_is_one_kind_of_field_and_one_place_that_knows_the_locale() -> None:
    for file, found in nodes("gui").items():
        names = {node.id for node in found if isinstance(node, ast.Name)}
        names |= {alias.name for node in found if isinstance(node, ast.ImportFrom) for alias in node.names}
        names |= {node.attr for node in found if isinstance(node, ast.Attribute)}
        assert not names & ELSEWHERE, file
        assert "QLocale" not in names or file in ASKING, file
        assert "strftime" not in names or file == "gui/diagnostics/log.py", (
            f"{file}: days and times are written by LocaleForms"
        )


FIGURES = {"locale_format.py", "csv_tables.py", "calendar.py"}
"""The forms themselves, and exports for programs, which have a point in every locale."""


def test_numbers_with_decimals_are_written_by_the_locale_s_forms() -> None:
    for file, found in (nodes("gui") | nodes("roadmaps")).items():
        if file.rpartition("/")[2] in FIGURES:
            continue
        for node in found:
            if isinstance(node, ast.FormattedValue) and node.format_spec:
                spec = ast.unparse(node.format_spec).strip("f'\"")
                assert not re.search(r"%|,|[0-9.][fg]$|^[fg]$", spec), f"{file}: {spec}"

"""One form for every day, time, number and first weekday, whatever the locale: English names, ASCII digits."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLineEdit, QTableView, QToolButton, QWidget

from gui.app.date_format import (
    day_text,
    exact_moment_text,
    full_day_text,
    locale_forms,
    moment_text,
    month_text,
    weekday_text,
)
from roadmaps.journal import StudySession
from roadmaps.report import gather
from roadmaps.report.sections import make_report
from roadmaps.text.day_input import read_day
from roadmaps.text.locale_format import MONTHS, WEEKDAYS
from roadmaps.text.number_input import read_number
from roadmaps.text.text_format import hours_text
from tests.examples import quick
from tests.gui.scene import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmaps.catalogue import Catalogue
    from tests.gui.scene import OpenWindow, Scene

AUGUST = date(2027, 8, 3)
LOCALES = {
    "C": ("3 Aug 2027", "14:02", 1, "7.5", "1234567.25"),
    "en_US": ("Aug 3, 2027", "2:02 pm", 7, "7.5", "1,234,567.25"),
    "en_GB": ("3 Aug 2027", "14:02", 1, "7.5", "1,234,567.25"),
    "de_DE": ("3 Aug 2027", "14:02", 1, "7,5", "1.234.567,25"),
    "fr_FR": ("3 Aug 2027", "14:02", 1, "7,5", "1\u202f234\u202f567,25"),
    "ja_JP": ("3 Aug 2027", "14:02", 7, "7.5", "1,234,567.25"),
    "ar_EG": ("3 Aug 2027", "2:02 pm", 6, "7.5", "1,234,567.25"),
    "hi_IN": ("3 Aug 2027", "2:02 pm", 7, "7.5", "12,34,567.25"),
    "fa_IR": ("3 Aug 2027", "14:02", 6, "7.5", "1,234,567.25"),
    "he_IL": ("3 Aug 2027", "14:02", 7, "7.5", "1,234,567.25"),
}

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(params=LOCALES)
def locale(request: pytest.FixtureRequest) -> Iterator[str]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


def test_no_sentence_has_a_time_in_a_form_of_its_own() -> None:
    """Whatever a screen says of a day or a time comes from ``LocaleForms``; the log has its own lines."""
    root = Path(__file__).parents[2]
    files = [root / "main.py", *(file for wall in ("roadmaps", "store", "gui") for file in (root / wall).rglob("*.py"))]
    formatting = re.compile(r"\{[^{}]*:%[a-zA-Z-]|strftime\(|ctime\(")
    found = [file.relative_to(root).as_posix() for file in files if formatting.search(file.read_text("utf-8"))]
    assert sorted(found) == ["gui/diagnostics/log.py", "store/views.py"]  # SQLite's views write ISO


def test_a_day_a_time_and_a_number_have_one_form(locale: str) -> None:
    day, time, first, short, long = LOCALES[locale]
    forms = locale_forms()
    moment = datetime(2027, 8, 3, 14, 2, 7, tzinfo=UTC)
    assert (full_day_text(AUGUST), forms.first_weekday) == (day, first)
    assert forms.time(moment).replace("\xa0", " ") == time
    assert (forms.number(7.5), forms.hours(7.5)) == (short, f"{short}\xa0h")
    assert forms.number(1_234_567.25) == long
    assert (month_text(AUGUST), weekday_text(AUGUST)) == ("Aug", "Tue")
    assert day_text(AUGUST, AUGUST) in ("3 Aug", "Aug 3")
    local = moment.astimezone()
    assert moment_text(moment, local.date()) == f"Today, {forms.time(local)}"
    assert exact_moment_text(moment, local.date()).startswith("Today, ")


@pytest.mark.long
def test_every_locale_of_qt_gives_forms_that_can_be_typed_back() -> None:
    before, read = QLocale(), set()
    anything = (QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyCountry)
    try:
        for each in QLocale.matchingLocales(*anything):
            QLocale.setDefault(each)
            forms = locale_forms()
            for day in (AUGUST, date(2024, 2, 29), date(1999, 12, 9)):
                for text in (forms.day(day), forms.figures(day), day.isoformat()):
                    assert read_day(text, forms, TODAY) == day, (each.name(), text)
                    assert text.isascii(), (each.name(), text)
            assert read_number(forms.number(7.5), forms)[0] == 7.5
            assert read_number(forms.number(12_345.25), forms)[0] == 12_345.25, each.name()
            read.add(each.name())
    finally:
        QLocale.setDefault(before)
    assert len(read) > 300


def living(scene: Scene) -> None:
    """Half a year of study with halves of hours, a tick a week, a target and a week off."""
    tracker, can_dos = scene.tracker, [can_do for each in scene.tracker.gap.scope for can_do in each.needed]
    first = TODAY - timedelta(weeks=12)
    scene.clock.day = first
    tracker.plan_edits.set_hours_a_week(7.5)
    for number, can_do in enumerate(can_dos[:8]):
        scene.clock.day = first + timedelta(weeks=number + 1)
        tracker.edits.set_ticked([can_do], True)
        tracker.log_edits.log_study(StudySession(can_do.skill_id, scene.clock.day, 95, "read", None))
    scene.clock.day = TODAY
    tracker.plan_edits.set_target_date(AUGUST)
    tracker.plan_edits.set_weeks_off([date(2026, 12, 21)], off=True)


def words_of(scene: Scene, room: QWidget) -> list[str]:
    """Everything that can be read or heard in a part of the window."""
    tables = [
        str(view.model().index(row, column).data())
        for view in room.findChildren(QTableView)
        for row in range(view.model().rowCount())
        for column in range(view.model().columnCount())
    ]
    spoken = [text for each in room.findChildren(QWidget) for text in (each.accessibleName(), each.toolTip())]
    return [*scene.texts(room), *tables, *spoken, *(line.text() for line in room.findChildren(QLineEdit))]


@pytest.mark.sweep
@pytest.mark.parametrize("locale", quick(LOCALES, "en_US", "ar_EG"), indirect=True)
def test_no_page_mixes_languages_digits_or_marks(open_window: OpenWindow, locale: str) -> None:
    scene = open_window(before=living)
    forms = locale_forms()
    for name in ("skills", "progress", "plan", "roadmap"):
        scene.window.show_page(name)
        scene.settle()
        words = words_of(scene, scene.window.pages.shown)
        assert [text for text in words if any(letter.isdecimal() and not letter.isascii() for letter in text)] == []
        if forms.decimal_mark != ".":
            assert [text for text in words if re.search(r"\b\d+\.\d+\b(?! ?%)", text)] == [], name
        long = [name for name in MONTHS if len(name) > 3]
        assert [text for text in words if any(month in text for month in long)] == []
        if name == "plan":
            assert full_day_text(AUGUST) in words
            assert f"{forms.number(7.5)} h" in [text.replace("\xa0", " ") for text in words]
            days = scene.window.pages.plan.time.days.findChildren(QToolButton)
            assert [each.accessibleName() for each in days] == [WEEKDAYS[number - 1] for number in forms.week]
            assert [each.text() for each in days] == [WEEKDAYS[number - 1][0] for number in forms.week]


@pytest.mark.slow
@pytest.mark.parametrize("locale", quick(LOCALES, "de_DE"), indirect=True)
def test_hours_from_a_thousand_are_grouped_as_the_locale_does(
    open_window: OpenWindow, catalogue: Catalogue, locale: str
) -> None:
    scene = open_window(catalogue, before=lambda scene: scene.tracker.plan_edits.set_hours_a_week(5))
    pages, forms = scene.window.pages, locale_forms()
    hours = hours_text(scene.tracker.gap.total.hours_left, forms)
    assert forms.number(scene.tracker.gap.total.hours_left.high, 0) in hours
    shown = list[str]()
    for name in ("plan", "roadmap", "roles", "assess"):
        scene.window.show_page(name)
        if name == "roles":
            pages.roles.show_tab("paths")
        scene.settle()
        if name == "plan":
            scene.click(pages.plan.hours_left)
            shown += scene.texts(scene.window.panel)
        if name == "roadmap":
            pages.roadmap.show_list()
            scene.settle()
        shown += words_of(scene, pages.shown)
        if name == "roadmap":
            pages.roadmap.show_map()
            scene.settle()
            shown += words_of(scene, pages.shown)
    facts = gather(catalogue, scene.tracker.roadmap, scene.tracker.events(), TODAY)
    report = make_report(facts, "", forms)
    shown += [cell for section in report.sections for table in section.tables for row in table.rows for cell in row]
    assert sum(hours in text for text in shown) >= 5
    digits = max(4, forms.grouping.from_digits)
    assert [text for text in shown if re.search(rf"\d{{{digits},}}\xa0h", text)] == []

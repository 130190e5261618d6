"""Another day, while the window is open: whatever depends on today follows, and nothing else is disturbed."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from gui.app.change import Origin
from gui.app.clock import WallClock
from gui.app.date_format import day_text
from gui.app.day_watch import LOOK_SECONDS, DayWatch, local_zone
from gui.backups.replace_dialog import RestoreDialog
from gui.export.dialog import ExportDialog
from gui.pages.plan.weeks_off import WeeksOffDialog
from gui.skill_detail.can_do_row import CanDoRow
from gui.skill_detail.day_dialog import DayDialog
from gui.skill_detail.note_field import NoteField
from gui.study.log_dialog import LogDialog
from gui.widgets.badge import DisuseMark
from roadmaps.journal import StudySession, Tick
from tests.gui.scene import TODAY, seen
from tests.posix import read_zone_again

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gui.app.change import Change
    from gui.shell.main_window import MainWindow
    from roadmaps.catalogue import Catalogue
    from tests.gui.scene import OpenWindow, Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
TOMORROW = TODAY + timedelta(days=1)


def turn(scene: Scene, day: date) -> None:
    """Let the clock show another day, and the watch look at it."""
    scene.clock.day = day
    scene.window.day_watch.look()
    scene.settle()


@pytest.fixture
def turned(scene: Scene) -> list[date]:
    days: list[date] = []

    def note(change: Change) -> None:
        if change.origin is Origin.CLOCK:
            days.append(scene.tracker.today)

    scene.tracker.changed.connect(note)
    return days


# The signal


def test_it_is_given_once_for_a_day_whichever_way_the_clock_went(scene: Scene, turned: list[date]) -> None:
    look = scene.window.day_watch.look
    look()
    assert turned == []
    for day in (TOMORROW, TODAY, TODAY + timedelta(days=400), date(1970, 1, 1), date.max):
        scene.clock.day = day
        look()
        look()
    assert turned == [TOMORROW, TODAY, TODAY + timedelta(days=400), date(1970, 1, 1), scene.tracker.today]


def test_the_clock_is_looked_at_twice_a_minute_and_when_the_window_is_activated(
    scene: Scene, turned: list[date]
) -> None:
    (timer,) = scene.window.day_watch.findChildren(QTimer)
    assert timer.isActive()
    assert timer.interval() == LOOK_SECONDS * 1000 <= 60_000
    scene.clock.day = TOMORROW
    timer.timeout.emit()
    scene.clock.day = TODAY
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert turned == [TOMORROW]
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    scene.clock.day = TOMORROW
    QApplication.sendEvent(scene.window, QEvent(QEvent.Type.ActivationChange))
    assert turned == [TOMORROW, TODAY, TOMORROW]


def test_another_zone_is_noticed_though_the_day_is_the_same(scene: Scene, turned: list[date]) -> None:
    zones = ["Berlin"]
    watch = DayWatch(scene.tracker, scene.window, lambda: zones[-1])
    watch.look()
    assert turned == []
    zones.append("Honolulu")
    watch.look()
    watch.look()
    assert turned == [TODAY]


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    yield monkeypatch
    monkeypatch.undo()
    read_zone_again()


def test_the_zone_of_the_computer_is_read_anew(zone: pytest.MonkeyPatch) -> None:
    """Python keeps that of the start: a traveller's days would turn at the midnight of home."""
    zone.setenv("TZ", "Pacific/Kiritimati")  # 26 hours apart, so never the same day
    first, east = local_zone(), WallClock().today()
    zone.setenv("TZ", "Etc/GMT+12")
    second, west = local_zone(), WallClock().today()
    assert first != second
    assert east > west
    assert datetime(2026, 1, 1, tzinfo=UTC).astimezone().utcoffset() == timedelta(hours=-12)
    assert "TZ" in os.environ


# What follows


@pytest.mark.slow
def test_the_list_and_the_pane_say_days_of_another_year_with_their_year(scene: Scene) -> None:
    can_do = scene.catalogue.skills["hygiene"].can_dos[0]
    scene.tracker.edits.set_tick(can_do, Tick(TODAY))
    scene.go("skill", "hygiene")
    pane = scene.listed.detail
    assert day_text(TODAY, TODAY) in scene.row("can-do", "hygiene", can_do.id).spoken
    turn(scene, date(2027, 3, 1))
    assert "21 Nov 2026" in scene.row("can-do", "hygiene", can_do.id).spoken
    assert any("21 Nov 2026" in text for text in scene.texts(pane))


@pytest.mark.slow
def test_a_mark_of_disuse_comes_overnight(scene: Scene) -> None:
    scene.tracker.edits.set_tick(scene.catalogue.skills["hygiene"].can_dos[0], Tick(TODAY))
    scene.go("skill", "hygiene")
    turn(scene, date(2027, 5, 20))
    assert seen(scene.window, DisuseMark) == []
    assert scene.row("skill", "hygiene").mark == ""
    turn(scene, date(2027, 5, 21))
    assert len(seen(scene.window, DisuseMark)) == 1
    assert scene.row("skill", "hygiene").mark == "clock"


def test_progress_and_plan_are_of_the_new_day_shown_or_not(scene: Scene) -> None:
    scene.tracker.plan_edits.set_hours_a_week(5)
    scene.tracker.edits.set_ticked(scene.catalogue.skills["hygiene"].can_dos[:1], True)
    window = scene.window
    window.show_page("plan")
    scene.settle()
    first_start = window.pages.plan.schedule.view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    window.show_page("progress")
    scene.settle()
    assert window.pages.progress.as_of.day.text() == "21 Nov 2026"
    turn(scene, date(2027, 1, 4))
    assert window.pages.progress.as_of.day.text() == "4 Jan 2027"
    assert window.pages.progress.as_of.slider.maximum() == (date(2027, 1, 4) - TODAY).days
    assert window.pages.progress.as_of.slider.isEnabled()
    window.show_page("plan")  # it was hidden meanwhile
    scene.settle()
    again = window.pages.plan.schedule.view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Jan" in again
    assert again != first_start


@pytest.mark.slow
def test_the_panel_that_explains_a_number_of_yesterday_goes(scene: Scene) -> None:
    scene.tracker.edits.set_ticked(scene.catalogue.skills["hygiene"].can_dos[:1], True)
    scene.window.top_bar.readiness.number.click()
    assert scene.window.panel.isVisible()
    turn(scene, TOMORROW)
    assert not scene.window.panel.isVisible()


@pytest.mark.slow
def test_an_earlier_day_stays_the_one_that_is_looked_at(scene: Scene) -> None:
    tracker = scene.tracker
    scene.clock.day = TODAY - timedelta(days=30)
    tracker.edits.set_ticked(scene.catalogue.skills["hygiene"].can_dos[:1], True)
    turn(scene, TODAY)
    shown: list[tuple[date | None, bool]] = []
    for today in (TODAY, TOMORROW, TODAY - timedelta(days=10)):  # at last it is set back to that very day
        turn(scene, today)
        if not shown:
            tracker.view_as_of(TODAY - timedelta(days=10))
        shown.append((tracker.as_of, scene.window.looking_back.isVisible()))
    assert shown == [(TODAY - timedelta(days=10), True)] * 2 + [(None, False)]
    assert tracker.edits.set_ticked(scene.catalogue.skills["hygiene"].can_dos[1:2], True)


@pytest.mark.slow
def test_a_change_right_after_midnight_is_of_the_new_day_on_the_whole_screen(scene: Scene, turned: list[date]) -> None:
    scene.clock.day = TOMORROW  # nobody has looked at the clock yet
    scene.tracker.edits.set_ticked(scene.catalogue.skills["hygiene"].can_dos[:1], True)
    assert turned == [TOMORROW]
    assert scene.disk.events()[-1].said_on == TOMORROW


@pytest.mark.slow
def test_backups_of_today_are_of_yesterday_then_in_the_status_bar_and_in_the_list(scene: Scene) -> None:
    scene.tracker.edits.set_ticked(scene.catalogue.skills["hygiene"].can_dos[:1], True)
    scene.window.use_backups(scene.vault, lambda: None)
    assert scene.window.files.backups
    scene.window.files.backups.scheduler.back_up_now()
    (backup,) = scene.vault.backups()
    day = backup.moment.astimezone().date()
    turn(scene, day)
    scene.window.files.restore_backup()
    (dialog,) = scene.window.findChildren(RestoreDialog)
    scene.qtbot.waitUntil(lambda: dialog.list.is_read)
    assert dialog.list.rows[0].when.startswith("Today, ")
    assert "yesterday" not in scene.window.status.saved
    turn(scene, day + timedelta(days=1))
    assert dialog.list.rows[0].when.startswith("Yesterday, ")
    assert dialog.list.rows[0].button.text().startswith("Yesterday, ")
    assert dialog.replace.text().startswith("Restore yesterday, ")
    assert "backup yesterday, " in scene.window.status.saved
    dialog.reject()


def log_dialog(window: MainWindow, **options: str) -> LogDialog:
    dialog = LogDialog(window._tracker, window._theme, window._icons, window, skill_id="hygiene", **options)  # noqa: SLF001
    dialog.open()
    return dialog


@pytest.mark.slow
def test_a_form_that_is_open_takes_the_new_day_and_proposes_it(scene: Scene) -> None:
    dialog = log_dialog(scene.window)
    turn(scene, TOMORROW)
    assert dialog.day.day == TOMORROW
    dialog.day.line.setText("today")
    assert dialog.day.day == TOMORROW, "it is no longer too late"
    dialog.day.show_day(TOMORROW)
    turn(scene, TODAY)
    assert dialog.day.day == TODAY
    dialog.day.line.setText("3 Nov 2026")
    turn(scene, TOMORROW)
    assert dialog.day.day == date(2026, 11, 3), "it was chosen"
    dialog.reject()


@pytest.mark.slow
def test_a_session_that_is_changed_over_midnight_keeps_its_day(scene: Scene) -> None:
    scene.tracker.log_edits.log_study(StudySession("hygiene", TODAY, 60, "", None))
    (session_id,) = scene.tracker.progress.study
    dialog = log_dialog(scene.window, session_id=session_id)
    turn(scene, TOMORROW)
    assert dialog.day.day == TODAY
    turn(scene, TODAY - timedelta(days=3))  # a clock that is set back excludes no day in use
    assert dialog.day.day == TODAY
    dialog.reject()


@pytest.mark.slow
def test_weeks_off_are_named_by_the_new_day(scene: Scene) -> None:
    dialog = WeeksOffDialog(scene.tracker, scene.theme, scene.window)
    dialog.first.show_day(date(2026, 12, 22))
    dialog.last.show_day(date(2026, 12, 23))
    dialog.open()
    assert "Off, in whole weeks: 21 Dec – 27 Dec." in scene.texts(dialog)
    turn(scene, date(2027, 1, 1))
    assert "Off, in whole weeks: 21 Dec 2026 – 27 Dec 2026." in scene.texts(dialog)
    dialog.first.line.setText("4 Jan")
    dialog.last.line.setText("4 Jan")
    assert dialog.first.day == date(2027, 1, 4)
    assert "Off, in whole weeks: 4 Jan – 10 Jan." in scene.texts(dialog)
    dialog.reject()


@pytest.mark.slow
def test_a_calendar_that_is_open_offers_the_new_day(scene: Scene) -> None:
    dialog = DayDialog("When?", TODAY, TODAY, scene.theme, scene.window)
    dialog.open()
    dialog.field.open_calendar()
    calendar = dialog.field.calendar
    assert calendar is not None
    assert calendar.month.maximumDate().toPython() == TODAY
    turn(scene, TOMORROW)
    assert calendar.month.maximumDate().toPython() == TOMORROW
    assert dialog.day == TODAY, "it was chosen, or stands"
    calendar.close()
    dialog.reject()


@pytest.mark.slow
def test_a_day_that_is_only_proposed_turns_with_the_clock(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """The question for the day of a tick, of a milestone, and of a plan; of one that has a day already it stays."""
    answers: list[date] = []

    def wait_past_midnight(dialog: DayDialog) -> int:
        turn(scene, scene.clock.day + timedelta(days=1))
        answers.append(dialog.day)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(DayDialog, "exec", wait_past_midnight)
    scene.go("skill", "hygiene")
    row = seen(scene.listed.detail, CanDoRow)[0]
    row.on_day.trigger()
    assert answers == [TOMORROW]
    assert scene.tracker.progress.ticks["hygiene.clean-bench"] == Tick(TOMORROW)
    row.on_day.trigger()
    assert answers[1] == TOMORROW


@pytest.mark.slow
def test_the_question_for_an_export_says_of_which_day_it_would_be(scene: Scene) -> None:
    scene.window.files.export()
    (dialog,) = scene.window.findChildren(ExportDialog)
    assert dialog.about.text().endswith("as of 21 Nov 2026.")
    turn(scene, TOMORROW)
    assert dialog.about.text().endswith("as of 22 Nov 2026.")
    dialog.reject()


# What is not disturbed


@pytest.mark.slow
def test_what_is_being_typed_stays(scene: Scene) -> None:
    scene.go("skill", "hygiene")
    (note,) = seen(scene.window, NoteField)
    note.setFocus()
    QTest.keyClicks(note, "half a thought")
    turn(scene, TOMORROW)
    assert note.toPlainText() == "half a thought"
    assert note.textCursor().position() == len("half a thought")
    assert note.hasFocus()
    assert [event.kind for event in scene.disk.events()] == []


@pytest.mark.slow
def test_hours_that_are_being_typed_stay(scene: Scene) -> None:
    scene.tracker.plan_edits.set_hours_a_week(5)
    scene.window.show_page("plan")
    scene.settle()
    line = scene.window.pages.plan.time.hours.findChild(QLineEdit)
    assert line is not None
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "1")
    typed = line.text()
    turn(scene, TOMORROW)
    assert line.text() == typed
    assert scene.tracker.progress.commitments.hours_a_week == 5


@pytest.mark.slow
def test_a_reported_fault_is_not_taken_away(scene: Scene) -> None:
    scene.disk.is_full = True
    scene.tracker.edits.set_ticked(scene.catalogue.skills["hygiene"].can_dos[:1], True)
    told, saved = scene.window.banners.text("trouble"), scene.window.status.saved
    assert told
    turn(scene, TOMORROW)
    assert (scene.window.banners.text("trouble"), scene.window.status.saved) == (told, saved)


@pytest.mark.slow
def test_the_card_that_is_asked_stays(open_window: OpenWindow, catalogue: Catalogue) -> None:
    scene = open_window(catalogue)
    scene.window.show_page("assess")
    page = scene.window.pages.assess
    page.revisit([7])
    at = page.card.skill_id
    turn(scene, TOMORROW)
    assert page.card.skill_id == at


@pytest.mark.slow
def test_the_list_stays_where_it_is(scene: Scene) -> None:
    scene.go("skill", "yeast")
    before = (scene.listed.at, scene.tree.verticalScrollBar().value(), scene.tree.expanded_keys())
    turn(scene, TOMORROW)
    assert (scene.listed.at, scene.tree.verticalScrollBar().value(), scene.tree.expanded_keys()) == before


# A clock that is behind


def behind(scene: Scene) -> bool:
    return "clock says" in scene.window.banners.text("notice")


@pytest.mark.slow
def test_a_clock_that_falls_behind_is_reported_once_until_it_is_right(scene: Scene) -> None:
    scene.tracker.edits.set_ticked(scene.catalogue.skills["hygiene"].can_dos[:1], True)
    assert not behind(scene)
    turn(scene, date(2020, 1, 1))
    assert behind(scene)
    assert "says 1 Jan 2020" in scene.window.banners.text("notice")
    turn(scene, date(2020, 1, 2))
    assert "says 2 Jan 2020" in scene.window.banners.text("notice"), "it says what the clock says now"
    scene.window.banners.dismiss("notice")
    turn(scene, date(2020, 1, 3))
    assert not behind(scene), "it was read"
    turn(scene, TODAY)
    turn(scene, TODAY - timedelta(days=1))
    assert behind(scene), "it happened again"
    turn(scene, TODAY)
    assert scene.window.banners.text("notice") == ""


@pytest.mark.slow
def test_other_notices_of_a_start_stay_when_the_clock_is_right_again(scene: Scene) -> None:
    scene.tracker.edits.set_ticked(scene.catalogue.skills["hygiene"].can_dos[:1], True)
    turn(scene, date(2020, 1, 1))
    scene.window.notices.tell_first(["Your file can only be read here."])
    assert behind(scene)
    turn(scene, TODAY)
    assert scene.window.banners.text("notice") == "Your file can only be read here."

"""The Plan page under real clicks and keys: your time, what is next, the schedule, and what may not be moved."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from gui.app.date_format import full_day_text
from gui.app.state import VIEWING_THE_PAST
from gui.charts.finish_range import FinishChart
from gui.pages.plan.schedule_rows import schedule_rows, weeks_of
from gui.pages.plan.weeks_off import WeeksOffDialog, mondays_between, times_off
from gui.skill_detail import day_dialog
from gui.theme.palette import Mode
from roadmaps.forecast import Basis
from roadmaps.gap import measure_gap
from roadmaps.journal import EVERY_DAY, Move, NextUpOrder, Tick, replay
from roadmaps.plan import make_plan, next_up
from roadmaps.plan.moves import planned_skills
from roadmaps.plan.order import plan_order
from tests.gui.scene import SENTENCE, TODAY, seen

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from gui.pages.plan.page import PlanPage
    from gui.pages.plan.schedule_view import ScheduleView
    from gui.theme.palette import Theme
    from roadmaps.catalogue import Catalogue
    from roadmaps.journal import Commitment
    from roadmaps.plan import Plan
    from tests.gui.scene import OpenWindow, Scene

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
TARGET = date(2027, 3, 31)
DEC_21, DEC_28 = date(2026, 12, 21), date(2026, 12, 28)


@pytest.fixture
def first_page() -> str:
    return "plan"


def on_plan(scene: Scene) -> Scene:
    scene.press(Qt.Key.Key_5, CONTROL)
    assert scene.window.pages.shown is scene.window.pages.plan
    return scene


def timed(scene: Scene) -> None:
    scene.tracker.plan_edits.set_hours_a_week(6)


@pytest.fixture
def fresh(open_window: OpenWindow) -> Scene:
    """No hours and no days are set."""
    return on_plan(open_window())


@pytest.fixture
def planned(open_window: OpenWindow) -> Scene:
    """Six hours a week."""
    return on_plan(open_window(before=timed))


def said(scene: Scene) -> Commitment:
    return scene.tracker.progress.commitments.on(scene.tracker.roadmap.id)


def plan_of(scene: Scene, hours: float | None = None) -> Plan:
    return make_plan(scene.tracker.gap, scene.tracker.progress, scene.tracker.day, hours_a_week=hours)


def make_plan_of_today(scene: Scene) -> Plan:
    """The plan of today, whichever day is looked at."""
    progress = replay(scene.disk.events())
    return make_plan(measure_gap(scene.tracker.roadmap, progress), progress, TODAY)


def page_of(scene: Scene) -> PlanPage:
    return scene.window.pages.plan


def view_of(scene: Scene) -> ScheduleView:
    return scene.window.pages.plan.schedule.view


def order(scene: Scene) -> list[str]:
    return [row.skill_id for row in view_of(scene).rows]


def drag(scene: Scene, row: int, to: float) -> None:
    """Drag a row until the pointer is so many rows from the top."""
    view = view_of(scene)
    scene.window.pages.plan.area.ensureWidgetVisible(view, 0, 0)
    scene.settle()
    top, height = view.visualRect(view.model().index(0, 0)).top(), view.row_height
    start, end = (QPoint(40, round(top + place * height)) for place in (row + 0.5, to))
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view.viewport(), (start + end) / 2)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    scene.settle()


# Your time


def test_without_hours_there_are_no_dates_and_one_button_leads_to_the_hours(fresh: Scene) -> None:
    page = page_of(fresh)
    assert page_of(fresh).schedule.is_empty
    assert "No dates yet." in fresh.texts(page.schedule)
    assert page.schedule.empty.act.hasFocus(), "the keyboard is where there is something to do"
    fresh.press(Qt.Key.Key_Return)
    assert page.time.hours.field.hasFocus()
    QTest.keyClicks(page.time.hours.field, "7.5")
    assert said(fresh).hours_a_week is None, "half a number is not said"
    fresh.press(Qt.Key.Key_Return)
    assert said(fresh).hours_a_week == 7.5
    assert not page_of(fresh).schedule.is_empty
    assert order(fresh) == planned_skills(plan_order(fresh.tracker.gap))
    fresh.press(Qt.Key.Key_5, CONTROL)
    fresh.tracker.undo()
    fresh.settle()
    assert page.schedule.is_empty
    assert page.time.hours.field.text() == ""


def test_hours_are_set_by_buttons_and_undone(planned: Scene) -> None:
    hours = page_of(planned).time.hours
    planned.click(hours.more)
    assert said(planned).hours_a_week == 7
    planned.click(hours.less)
    planned.click(hours.less)
    assert said(planned).hours_a_week == 5
    assert hours.field.text() == "5\xa0h"
    for expected in (6, 7, 6):
        planned.tracker.undo()
        assert hours.field.value() == expected
    hours.field.setFocus()
    hours.field.selectAll()
    QTest.keyClicks(hours.field, "0")
    planned.press(Qt.Key.Key_Return)
    assert said(planned).hours_a_week is None
    assert page_of(planned).schedule.is_empty


@pytest.mark.slow
def test_typed_hours_are_kept_when_another_page_is_shown(planned: Scene) -> None:
    field = page_of(planned).time.hours.field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "9")
    planned.window.show_page("skills")
    assert said(planned).hours_a_week == 9


@pytest.mark.slow
def test_each_study_day_is_toggled_in_one_undo_step(planned: Scene) -> None:
    days = page_of(planned).time.days
    planned.click(days.button(5))
    planned.click(days.button(1))
    assert said(planned).study_days == (2, 3, 4, 6, 7)
    planned.press(Qt.Key.Key_Space, on=days.button(1))
    assert said(planned).study_days == (1, 2, 3, 4, 6, 7)
    planned.tracker.undo()
    planned.tracker.undo()
    assert days.days == [1, 2, 3, 4, 6, 7]
    planned.tracker.undo()
    assert said(planned).study_days == EVERY_DAY
    for number in EVERY_DAY:
        planned.click(days.button(number))
    assert said(planned).study_days == ()
    assert "No study days are set." in planned.texts(page_of(planned).schedule)
    planned.click(page_of(planned).schedule.empty.act)
    assert days.button(1).hasFocus()


def test_start_and_target_are_asked_and_cleared(planned: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[date, date | None]] = []
    answers: list[date | None] = [TARGET, None, date(2026, 12, 7)]

    def answer(_question: str, start: date, latest: date | None, *_: object) -> date | None:
        asked.append((start, latest))
        return answers.pop(0)

    monkeypatch.setattr(day_dialog, "ask_day", answer)
    time = page_of(planned).time
    planned.click(time.target.day)
    planned.click(time.target.day)
    assert said(planned).target == TARGET, "to turn back changes nothing"
    planned.click(time.start.day)
    assert asked == [(TODAY, None), (TARGET, None), (TODAY, None)]
    assert said(planned).start == date(2026, 12, 7)
    assert (time.target.day.text(), time.start.day.text()) == ("31 Mar 2027", "7 Dec 2026")
    assert view_of(planned).weeks == weeks_of(plan_of(planned), schedule_rows(plan_of(planned), TODAY), TODAY)
    weeks = view_of(planned).weeks
    assert weeks
    assert (weeks.first_monday, weeks.today) == (date(2026, 12, 7), None)
    time.target.clear.setFocus()
    planned.press(Qt.Key.Key_Space)
    assert said(planned).target is None
    assert not time.target.clear.isVisible()
    assert time.target.day.hasFocus()
    planned.tracker.undo()
    assert said(planned).target == TARGET


@pytest.mark.slow
def test_the_other_roadmap_has_its_own_dates(planned: Scene) -> None:
    planned.tracker.plan_edits.set_target_date(TARGET)
    planned.tracker.plan_edits.move_before("wheat", "hygiene")
    planned.press(Qt.Key.Key_Right, on=page_of(planned).time.slider)
    planned.qtbot.waitUntil(lambda: page_of(planned).time.what_if is not None)
    planned.tracker.edits.set_goal("brewer-to-baker")
    planned.settle()
    time = page_of(planned).time
    assert time.target.day.text() == "Choose a day"
    assert time.hours.field.value() == 6, "time belongs to the person"
    assert time.what_if is None
    assert order(planned) == planned_skills(plan_order(planned.tracker.gap))
    assert not page_of(planned).schedule.forget.isVisible()


# Weeks off


def test_weeks_off_are_chosen_shown_as_a_span_and_removed(planned: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.pages.plan.weeks_off.ask_weeks_off", lambda *_: [DEC_21, DEC_28])
    off = page_of(planned).time.off
    planned.click(off.add)
    assert said(planned).weeks_off == {DEC_21, DEC_28}
    assert "21 Dec – 3 Jan 2027" in planned.texts(off)
    weeks = view_of(planned).weeks
    assert weeks
    assert weeks.off == {5, 6}
    back = planned.button("Study from 21 Dec – 3 Jan 2027 after all", off)
    back.setFocus()
    planned.press(Qt.Key.Key_Space, on=back)
    assert said(planned).weeks_off == frozenset()
    assert off.add.hasFocus()
    planned.tracker.undo()
    assert said(planned).weeks_off == {DEC_21, DEC_28}, "both weeks in one step"
    planned.settle()
    again = planned.button("Study from 21 Dec – 3 Jan 2027 after all", off)
    again.setFocus()
    planned.press(Qt.Key.Key_Delete, on=again)
    assert said(planned).weeks_off == frozenset()
    planned.tracker.undo()


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_dialog_takes_whole_weeks(planned: Scene) -> None:
    dialog = WeeksOffDialog(planned.tracker, planned.theme, planned.window)
    dialog.show()
    assert dialog.mondays == [date(2026, 11, 23)]
    dialog.last.show_day(dialog.first.day + timedelta(days=9))
    assert dialog.mondays == [date(2026, 11, 23), date(2026, 11, 30)]
    assert "Off, in whole weeks: 23 Nov – 6 Dec." in planned.texts(dialog)
    dialog.last.show_day(dialog.first.day - timedelta(days=9))
    assert dialog.mondays == []
    assert not dialog.accept_button.isEnabled()
    dialog.last.line.setText("soon")
    assert dialog.mondays == []
    dialog.accept()
    assert dialog.last.line.error.startswith("Type a date such as")
    assert dialog.isVisible()
    dialog.close()
    dialog.deleteLater()
    planned.settle()


def test_spans_are_runs_of_weeks_that_are_not_over() -> None:
    weeks = [date(2026, 11, 9), date(2026, 11, 16), DEC_28, DEC_21, date(2027, 2, 1)]
    spans = [span.mondays for span in times_off(weeks, TODAY)]
    assert spans == [(date(2026, 11, 16),), (DEC_21, DEC_28), (date(2027, 2, 1),)]
    assert mondays_between(date(2026, 12, 23), DEC_28) == [DEC_21, DEC_28]
    assert mondays_between(DEC_28, DEC_21 - timedelta(days=1)) == []


# What if


def test_a_what_if_changes_nothing_until_it_is_applied(planned: Scene) -> None:
    page = page_of(planned)
    before = list(planned.disk.events())
    page.time.slider.setFocus()
    for _ in range(4):
        planned.press(Qt.Key.Key_Right)
    planned.qtbot.waitUntil(lambda: page.time.what_if == 8)
    assert list(planned.disk.events()) == before
    assert view_of(planned).rows == schedule_rows(plan_of(planned, 8), TODAY)
    assert view_of(planned).rows != schedule_rows(plan_of(planned), TODAY)
    assert any(text.endswith("Nothing changes until you apply it.") for text in planned.texts(page.time))
    planned.click(page.time.back)
    assert page.time.what_if is None
    assert page.time.slider.value() == 12
    assert view_of(planned).rows == schedule_rows(plan_of(planned), TODAY)
    page.time.slider.setValue(20)
    planned.qtbot.waitUntil(lambda: page.time.what_if == 10)
    page.time.apply.setFocus()
    planned.press(Qt.Key.Key_Return)
    assert said(planned).hours_a_week == 10
    assert page.time.what_if is None
    assert not page.time.apply.isVisible()
    assert page.time.slider.hasFocus()
    planned.tracker.undo()
    assert said(planned).hours_a_week == 6


@pytest.mark.slow
def test_a_what_if_with_the_saved_hours_ends_itself(planned: Scene) -> None:
    time = page_of(planned).time
    time.slider.setValue(20)
    planned.qtbot.waitUntil(lambda: time.what_if == 10)
    time.slider.setValue(12)
    planned.qtbot.waitUntil(lambda: time.what_if is None)
    assert not time.apply.isVisible()


# Next up


@pytest.mark.slow
def test_next_up_has_the_reason_and_opens_the_skill(planned: Scene) -> None:
    card = page_of(planned).next_up
    found = next_up(planned.tracker.gap, said(planned), NextUpOrder.ROADMAP)
    assert found[0].gap.skill.id == order(planned)[0], "it begins as the plan does"
    rows = [row for row in card.rows if row.isVisible()]
    assert [row.skill_id for row in rows] == [each.gap.skill.id for each in found[:5]]
    assert rows[0].open.accessibleName() == f"Start: {found[0].gap.skill.name}"
    assert found[0].reason in planned.texts(rows[0])
    rows[1].open.setFocus()
    planned.press(Qt.Key.Key_Return)
    assert planned.window.pages.shown is planned.window.pages.skills
    assert planned.window.pages.skills.shown_skill == found[1].gap.skill.id
    on_plan(planned)
    QTest.mouseClick(rows[0], Qt.MouseButton.LeftButton, pos=QPoint(100, 10))
    assert planned.window.pages.skills.shown_skill == found[0].gap.skill.id


@pytest.mark.sweep
@pytest.mark.parametrize("wanted", list(NextUpOrder))
def test_next_up_is_ordered_as_the_user_wants(planned: Scene, wanted: NextUpOrder) -> None:
    planned.tracker.plan_edits.order_next_up(NextUpOrder.SHORTEST)
    card = page_of(planned).next_up
    names = dict(zip(NextUpOrder, card.order.menu().actions(), strict=True))
    names[wanted].trigger()
    planned.settle()
    assert planned.tracker.progress.commitments.next_up_order is wanted
    assert card.order.accessibleName() == f"Order of Next up: {names[wanted].text()}"
    expected = [each.gap.skill.id for each in next_up(planned.tracker.gap, said(planned), wanted)]
    assert [row.skill_id for row in card.rows if row.isVisible()] == expected[:5]


# The schedule


@pytest.mark.slow
def test_rows_describe_where_their_bars_are(planned: Scene) -> None:
    planned.tracker.plan_edits.set_target_date(TARGET)
    planned.settle()
    view, plan = view_of(planned), plan_of(planned)
    interface = QAccessible.queryAccessibleInterface(view)
    spoken = [interface.child(place).text(QAccessible.Text.Name) for place in range(interface.childCount())]
    assert spoken == [row.spoken for row in view.rows]
    first = plan.rows[0]
    assert spoken[0].startswith(f"{first.gap.skill.name}, ready, ")
    assert "21 Nov to " in spoken[0]
    assert ", if it takes longer to " in spoken[0]
    with_milestone = next(each for each in plan.milestones if each.skill_id)
    assert with_milestone.middle
    row = next(row for row in view.rows if row.skill_id == with_milestone.skill_id)
    assert f"Milestone {with_milestone.stage.number}, “{with_milestone.milestone.short_name}”: " in row.spoken
    assert with_milestone.middle.weeks in [bar.flag.at for bar in row.bars if bar.flag]
    assert all(bar.begin < bar.end <= bar.longer_end for each in view.rows for bar in each.bars)
    again = next(each for each in view.rows if each.skill_id == "temperature")
    assert len(again.bars) == 2, "it is taken up again in a later stage"
    assert "; then again " in again.spoken


def test_a_bar_is_painted_where_its_weeks_are(planned: Scene) -> None:
    view = view_of(planned)
    view.clearFocus()
    view.horizontalScrollBar().setValue(0)
    planned.settle()
    picture = view.viewport().grab().toImage()
    ratio = picture.devicePixelRatio()
    for place, row in enumerate(view.rows[:3]):
        middle = view.visualRect(view.model().index(place, 0)).center().y()
        bar = row.bars[0]

        def colour(weeks: float, y: int = middle, image: QImage = picture) -> str:
            return image.pixelColor(round(view.left_of(weeks) * ratio), round(y * ratio)).name()

        inside = colour((bar.begin + bar.end) / 2)
        assert inside not in {planned.theme.colour(each).name() for each in ("surface", "accent_tint", "line")}
        if bar.longer_end - bar.end > 0.4:
            assert colour((bar.end + bar.longer_end) / 2) != inside


@pytest.mark.slow
def test_hours_too_few_for_ten_years_are_reported(planned: Scene) -> None:
    planned.tracker.plan_edits.set_hours_a_week(0.1)
    planned.settle()
    assert "not finished within 10 years" in page_of(planned).schedule.caption
    assert view_of(planned).rows[-1].bars == ()
    assert "not within 10 years" in view_of(planned).rows[-1].spoken
    view_of(planned).horizontalScrollBar().setValue(view_of(planned).horizontalScrollBar().maximum())
    planned.settle()
    assert not view_of(planned).viewport().grab().isNull()


@pytest.mark.slow
def test_names_and_the_month_stay_while_weeks_scroll(planned: Scene) -> None:
    planned.tracker.plan_edits.set_hours_a_week(1)
    planned.settle()
    view = view_of(planned)
    name = view.visualRect(view.model().index(1, 0)).adjusted(0, 4, 0, -4)
    name.setLeft(24)
    name.setWidth(view.names_width - 30)
    before = view.viewport().grab(name).toImage()
    view.setFocus()
    for _ in range(3):
        planned.press(Qt.Key.Key_Right)
    assert view.horizontalScrollBar().value() == 3 * 4 * 36
    assert view.viewport().grab(name).toImage() == before
    planned.press(Qt.Key.Key_Left)
    assert view.horizontalScrollBar().value() == 2 * 4 * 36


@pytest.mark.slow
def test_selecting_a_row_scrolls_its_bar_into_view(planned: Scene) -> None:
    planned.tracker.plan_edits.set_hours_a_week(1)
    planned.settle()
    view = view_of(planned)
    view.setFocus()
    planned.press(Qt.Key.Key_End)
    assert view.skill_id == order(planned)[-1]
    assert view.names_width <= view.left_of(view.rows[-1].bars[0].begin) <= view.viewport().width()
    assert page_of(planned).shown_skill == view.skill_id
    can_dos, name = page_of(planned).selected_can_dos()
    assert (list(can_dos), name) == (
        list(planned.tracker.gap.skills[view.skill_id].needed),
        planned.catalogue.skills[view.skill_id].name,
    )


def test_keys_move_a_skill_and_undo_brings_it_back(planned: Scene) -> None:
    view = view_of(planned)
    before = order(planned)
    assert view.hasFocus()
    planned.press(Qt.Key.Key_Down)
    assert view.skill_id == "tasting"
    planned.press(Qt.Key.Key_Up, ALT)
    assert order(planned)[:2] == ["tasting", "weighing"]
    assert view.skill_id == "tasting", "the person goes along"
    assert page_of(planned).schedule.message == "Moved Tasting before Weighing."
    assert said(planned).moves == (Move("tasting", "weighing"),)
    planned.press(Qt.Key.Key_Down, ALT)
    assert order(planned) == before
    planned.press(Qt.Key.Key_Z, CONTROL)
    assert order(planned)[:2] == ["tasting", "weighing"]
    planned.press(Qt.Key.Key_Z, CONTROL)
    assert order(planned) == before
    assert not page_of(planned).schedule.message.startswith("Moved"), "it was taken back"
    assert not page_of(planned).schedule.forget.isVisible()


@pytest.mark.slow
def test_a_skill_can_be_moved_to_the_end_and_back(planned: Scene) -> None:
    view, before = view_of(planned), order(planned)
    view.select(before[-2])
    planned.press(Qt.Key.Key_Down, ALT, on=view)
    assert order(planned) == [*before[:-2], before[-1], before[-2]]
    count = len(planned.disk.events())
    planned.press(Qt.Key.Key_Down, ALT, on=view)
    assert len(planned.disk.events()) == count, "there is nothing below the last one"
    planned.click(page_of(planned).schedule.forget)
    assert order(planned) == before
    assert said(planned).moves == ()


@pytest.mark.slow
def test_a_move_that_prerequisites_forbid_is_explained_and_not_kept(planned: Scene) -> None:
    view, before = view_of(planned), order(planned)
    count = len(planned.disk.events())
    view.select("mashing")
    planned.press(Qt.Key.Key_Up, ALT, on=view)
    sentence = "Mashing can’t come before Temperature: it needs Temperature at level 2 first."
    assert page_of(planned).schedule.message == sentence
    view.select("temperature")
    planned.press(Qt.Key.Key_Down, ALT, on=view)
    assert page_of(planned).schedule.message == sentence
    assert order(planned) == before
    assert len(planned.disk.events()) == count
    assert said(planned).moves == ()


def test_a_row_is_dragged_to_where_the_line_is(planned: Scene) -> None:
    before = order(planned)
    drag(planned, 2, 0.1)
    assert order(planned) == ["hygiene", "weighing", "tasting", *before[3:]]
    planned.tracker.undo()
    planned.settle()
    assert order(planned) == before
    drag(planned, 0, len(before))
    assert order(planned) == ["tasting", "hygiene", "yeast", "weighing", "temperature", "mashing", "wheat"]
    assert page_of(planned).schedule.message == (
        "Temperature can’t come before Weighing: it needs Weighing at level 1 first."
    )
    planned.tracker.undo()
    planned.settle()
    count = len(planned.disk.events())
    drag(planned, 1, 1.9)
    assert len(planned.disk.events()) == count, "it was let go where it was taken"


@pytest.mark.slow
def test_escape_ends_a_drag(planned: Scene) -> None:
    view, before = view_of(planned), order(planned)
    top = view.visualRect(view.model().index(0, 0)).top()
    start = QPoint(40, top + round(2.5 * view.row_height))
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view.viewport(), start - QPoint(0, 30))
    QTest.mouseMove(view.viewport(), start - QPoint(0, 50))
    planned.press(Qt.Key.Key_Escape, on=view)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=start - QPoint(0, 50))
    assert order(planned) == before


@pytest.mark.slow
def test_enter_and_a_double_click_open_the_skill(planned: Scene) -> None:
    view = view_of(planned)
    view.select("hygiene")
    planned.press(Qt.Key.Key_Return, on=view)
    assert planned.window.pages.shown is planned.window.pages.skills
    assert planned.window.pages.skills.shown_skill == "hygiene"
    on_plan(planned)
    place = view.visualRect(view.model().index(0, 0)).center()
    place.setX(40)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert planned.window.pages.skills.shown_skill == order(planned)[0]


@pytest.mark.slow
def test_a_tick_removes_a_row_and_the_selection_stays_near(planned: Scene) -> None:
    view = view_of(planned)
    view.select("tasting")
    planned.press(Qt.Key.Key_Return, CONTROL, on=view)
    assert "tasting" not in order(planned)
    assert view.skill_id == "hygiene"
    QToolTip.hideText()


@pytest.mark.slow
def test_nothing_left_leads_to_the_roadmap(planned: Scene) -> None:
    gap = planned.tracker.gap
    planned.tracker.edits.set_ticked([can_do for each in gap.scope for can_do in each.needed], True, "all")
    planned.settle()
    page = page_of(planned)
    assert "Nothing is left to plan." in planned.texts(page.schedule)
    assert not page.next_up.isVisible()
    assert page.shown_skill == ""
    planned.click(page.schedule.empty.act)
    assert planned.window.pages.shown is planned.window.pages.roadmap


@pytest.mark.slow
def test_a_milestone_of_which_nothing_is_left_can_be_done_now(planned: Scene) -> None:
    stage = planned.tracker.gap.stages[1]
    planned.tracker.edits.set_ticked([can_do for row in stage.rows for can_do in row.left], True, "the first stage")
    planned.settle()
    sentence = "Milestone 1, “Boiled water”, can be done now."
    assert sentence in planned.texts(page_of(planned).schedule)
    planned.tracker.edits.toggle_milestone(planned.catalogue.milestones["water-boiled"])
    planned.settle()
    assert sentence not in planned.texts(page_of(planned).schedule)


@pytest.mark.slow
def test_an_empty_scope_is_shown(planned: Scene) -> None:
    for each in list(planned.tracker.gap.scope):
        planned.tracker.edits.set_aside(each.skill.id, True)
        if each.choice:
            planned.tracker.edits.set_choice_aside(each.choice.id)
    planned.settle()
    assert planned.tracker.gap.total.can_dos == 0
    assert "Nothing is in scope." in planned.texts(page_of(planned).schedule)


# When you may finish


def worked_out(scene: Scene) -> FinishChart:
    scene.qtbot.waitUntil(lambda: page_of(scene).finish.chart.is_current, timeout=20000)
    chart = page_of(scene).finish.chart.chart
    assert isinstance(chart, FinishChart)
    return chart


def ticking(scene: Scene) -> None:
    """Nine can-dos in nine weeks, and a target."""
    can_dos = [can_do for each in scene.tracker.gap.scope for can_do in each.needed]
    first = TODAY - timedelta(weeks=10)
    scene.clock.day = first
    timed(scene)
    scene.tracker.edits.set_tick(can_dos[0], Tick(None))
    for number, can_do in enumerate(can_dos[1:9]):
        scene.clock.day = first + timedelta(weeks=number + 1)
        scene.tracker.edits.set_ticked([can_do], True)
    scene.clock.day = TODAY
    scene.tracker.plan_edits.set_target_date(TARGET)


@pytest.mark.slow
def test_with_few_weeks_it_is_too_early_to_tell(planned: Scene) -> None:
    planned.tracker.plan_edits.set_target_date(TARGET)
    chart = worked_out(planned)
    card = page_of(planned).finish
    assert chart.forecast.basis is Basis.HOURS
    assert card.half.text() == "too early to tell"
    assert "Wide estimate: " in " ".join(planned.texts(card))
    assert chart.summary.startswith("When you may finish: too early to tell; Wide estimate: ")
    assert not card.chance.isVisible()
    planned.click(card.half)
    assert "Too early to tell" in planned.texts(planned.window.panel)


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_ranges_chance_and_needed_hours_explain_themselves(open_window: OpenWindow) -> None:
    scene = on_plan(open_window(before=ticking))
    chart, card = worked_out(scene), page_of(scene).finish
    assert chart.forecast.basis is Basis.PACE
    chance = chart.forecast.chance_by(TARGET)
    assert chance
    assert card.chance.text() == chance.text
    assert [row[0] for row in chart.table.rows] == ["85\xa0%", "50\xa0%"]
    assert "50\xa0%: " in chart.summary
    assert "target: 31 Mar 2027" in chart.summary
    for number, title in ((card.half, "When you may finish"), (card.chance, "Chance of meeting your target")):
        number.setFocus()
        scene.press(Qt.Key.Key_Space)
        assert title in scene.texts(scene.window.panel)
        scene.press(Qt.Key.Key_Escape)
        assert number.hasFocus()
    scene.click(card.needed)
    assert "What 31 Mar 2027 asks of each week" in scene.texts(scene.window.panel)
    assert any(text.startswith("To finish by 31 Mar 2027, you need ") for text in scene.texts(card))
    card.chart.setFocus()
    scene.press(Qt.Key.Key_Right)
    assert card.chart.spot is not None
    assert card.chart.spot.text.startswith("50\xa0%: ")
    QToolTip.hideText()


@pytest.mark.slow
def test_without_a_target_the_card_says_what_a_target_would_show(planned: Scene) -> None:
    assert "Choose a target date to see how many hours a week it takes." in planned.texts(page_of(planned).finish)
    planned.tracker.plan_edits.set_target_date(TODAY - timedelta(days=3))
    planned.settle()
    texts = planned.texts(page_of(planned).finish)
    assert any("is before the first day of the plan" in text for text in texts)
    assert not page_of(planned).finish.needed.isVisible()
    end = plan_of(planned).middle.last
    assert end
    assert any(text.endswith(f"At your 6\xa0h a week, you could finish by {full_day_text(end.day)}.") for text in texts)


@pytest.mark.slow
def test_a_target_of_today_never_advises_more_hours_than_a_week_has(planned: Scene) -> None:
    planned.tracker.plan_edits.set_target_date(TODAY)
    planned.settle()
    card = page_of(planned).finish
    assert not card.needed.isVisible()
    assert any(text.startswith("You can’t finish by 21 Nov 2026: ") for text in planned.texts(card))


@pytest.mark.slow
def test_hours_that_study_days_cannot_hold_are_planned_as_far_as_they_go(planned: Scene) -> None:
    planned.tracker.plan_edits.set_study_days([1])
    planned.tracker.plan_edits.set_hours_a_week(60)
    planned.settle()
    page = page_of(planned)
    assert page.schedule.caption.startswith("at 24\xa0h a week")
    assert "60\xa0h a week don’t fit into 1 study day. The plan uses 24\xa0h instead." in planned.texts(page.time)
    planned.tracker.plan_edits.set_study_days([])
    planned.settle()
    assert not page.time.slider.isEnabled()
    assert "No study days are set." in planned.texts(page.schedule)


# The disk, and other days


@pytest.mark.slow
def test_a_full_disk_leaves_everything_as_it_was(planned: Scene) -> None:
    planned.tracker.plan_edits.set_target_date(TARGET)
    page = page_of(planned)
    planned.disk.is_full = True
    before, rows = said(planned), list(view_of(planned).rows)
    planned.click(page.time.hours.more)
    assert SENTENCE in planned.texts()
    planned.click(page.time.days.button(3))
    planned.click(page.time.target.clear)
    view_of(planned).select("tasting")
    planned.press(Qt.Key.Key_Up, ALT, on=view_of(planned))
    page.time.slider.setValue(20)
    planned.qtbot.waitUntil(lambda: page.time.what_if == 10)
    planned.click(page.time.apply)
    assert page.time.what_if == 10, "what was tried out is still there to be applied"
    page.time.leave_what_if()
    page.next_up.order.menu().actions()[1].trigger()
    assert said(planned) == before
    assert page.time.hours.field.value() == 6
    assert page.time.days.days == list(EVERY_DAY)
    assert page.time.target.day.text() == "31 Mar 2027"
    assert list(view_of(planned).rows) == rows
    assert page.next_up.order.menu().actions()[0].isChecked()
    field = page.time.hours.field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "9")
    assert not page.keep_typed()
    planned.disk.is_full = False
    planned.click(page.time.hours.more)
    assert said(planned).hours_a_week == 7


@pytest.mark.slow
def test_looking_back_shows_the_plan_of_that_day_and_changes_nothing(open_window: OpenWindow) -> None:
    scene = on_plan(open_window(before=ticking))
    page, day = page_of(scene), TODAY - timedelta(weeks=8)
    scene.tracker.view_as_of(day)
    scene.settle()
    assert said(scene).target is None, "it was chosen later"
    assert view_of(scene).rows == schedule_rows(plan_of(scene), day)
    assert len(view_of(scene).rows) > len(schedule_rows(make_plan_of_today(scene), TODAY))
    for widget in (page.time.hours, page.time.days, page.time.start, page.time.target, page.time.off, page.time.slider):
        assert not widget.isEnabled()
    assert not page.next_up.order.isEnabled()
    before = list(scene.disk.events())
    view = view_of(scene)
    for place in range(len(view.rows)):
        view.select(view.rows[place].skill_id)
        scene.press(Qt.Key.Key_Up, ALT, on=view)
    assert list(scene.disk.events()) == before
    assert scene.window.toast.text == VIEWING_THE_PAST
    scene.tracker.view_as_of(None)
    scene.settle()
    assert page.time.hours.isEnabled()
    assert view_of(scene).rows == schedule_rows(plan_of(scene), TODAY)


# The keyboard alone, and room


@pytest.mark.slow
def test_the_whole_page_works_by_keyboard_alone(fresh: Scene) -> None:
    page = page_of(fresh)
    fresh.press(Qt.Key.Key_Return)
    QTest.keyClicks(page.time.hours.field, "8")
    fresh.press(Qt.Key.Key_Return)
    here = page.time.hours.field
    assert here.hasFocus()
    visited = []
    for _ in range(40):
        fresh.press(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        visited.append(focus)
        if focus is view_of(fresh):
            break
    assert view_of(fresh) in visited
    assert page.time.slider in visited
    assert page.next_up.rows[0].open in visited
    fresh.press(Qt.Key.Key_Down)
    fresh.press(Qt.Key.Key_Up, ALT)
    assert order(fresh)[0] == "tasting"
    fresh.press(Qt.Key.Key_Z, CONTROL)
    assert order(fresh)[0] == "weighing"
    fresh.press(Qt.Key.Key_Return)
    assert fresh.window.pages.shown is fresh.window.pages.skills
    fresh.press(Qt.Key.Key_Left, ALT)
    assert fresh.window.pages.shown.name == "plan"
    fresh.press(Qt.Key.Key_L, CONTROL)
    assert view_of(fresh).hasFocus()


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("size", "left", "listed"), [((1280, 800), 320, 5), ((1024, 640), 288, 4), ((880, 640), 0, 4)], ids=str
)
def test_there_are_as_many_columns_as_fit(
    open_window: OpenWindow, catalogue: Catalogue, size: tuple[int, int], left: int, listed: int
) -> None:
    scene = on_plan(open_window(catalogue, size=size, before=timed))
    page = page_of(scene)
    time, schedule = (widget.mapTo(page, QPoint(0, 0)) for widget in (page.time, page.schedule))
    if left:
        assert page.time.width() == left
        assert schedule.x() > time.x() + left
    else:
        assert schedule.x() == time.x()
        assert schedule.y() > time.y()
    assert len([row for row in page.next_up.rows if row.isVisible()]) == listed
    assert page.area.horizontalScrollBar().maximum() == 0


@pytest.mark.sweep
@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_a_new_palette_is_followed_at_once(planned: Scene, theme: Theme, mode: Mode) -> None:
    theme.set_mode(Mode.DARK if mode is Mode.LIGHT else Mode.LIGHT)
    planned.settle()
    before = view_of(planned).grab().toImage()
    theme.set_mode(mode)
    planned.settle()
    assert view_of(planned).grab().toImage() != before
    assert len(seen(planned.window, type(view_of(planned)))) == 1

"""The main window: pages, goal, undo and redo by name, toast, banners, numbers that explain themselves."""

from __future__ import annotations

import platform
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, qVersion
from PySide6.QtGui import QAction, QEnterEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea, QToolButton

import main
from gui.shell.about import QT_NOTE, AboutDialog, licences
from gui.shell.commands import Command, KeyLine, Writes
from gui.shell.keys_dialog import KeysDialog
from gui.theme.palette import Mode
from gui.widgets.banner import Banner
from gui.widgets.buttons import LinkButton, NumberButton
from gui.widgets.day_field import DayField
from gui.widgets.explanation import ExplanationView
from gui.widgets.labels import OneLine
from gui.widgets.toast import STAY_MS
from roadmaps.catalogue import confirmed_can_dos, suggestions
from roadmaps.gap.explanation import explain_hours, explain_readiness
from roadmaps.journal import EARLIEST_DAY, LATEST_DAY, NextUpOrder, Tick
from roadmaps.map import NodeId
from roadmaps.text.text_format import hours_text
from tests.gui.scene import SENTENCE, seen

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from gui.theme.palette import Theme
    from roadmaps.catalogue import Catalogue
    from tests.gui.scene import OpenWindow, Scene

# The offscreen platform cannot raise a window or tell it a size; it says so each time.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CONTROL = Qt.KeyboardModifier.ControlModifier


def action(scene: Scene, text: str) -> QAction:
    return next(each for each in scene.window.findChildren(QAction) if each.text().replace("&", "") == text)


def checked(room: QWidget) -> list[str]:
    return [button.text() for button in seen(room, QToolButton) if button.isChecked()]


def menu_texts(scene: Scene) -> list[str]:
    return [each.text() for menu in scene.window.menuBar().findChildren(QMenu) for each in menu.actions()]


# Where the user is


@pytest.mark.slow
def test_pages_are_reached_by_the_rail_and_by_keys_and_the_rail_says_which_is_shown(scene: Scene) -> None:
    window = scene.window
    scene.click(scene.button("Roadmap", window.rail))
    assert window.pages.listed.name == "roadmap"
    scene.press(Qt.Key.Key_1, CONTROL)
    assert window.pages.listed.name == "skills"
    assert checked(window.rail) == ["Skills"]
    scene.press(Qt.Key.Key_3, CONTROL)
    assert window.pages.listed.name == "roadmap"
    assert checked(window.rail) == ["Roadmap"]


@pytest.mark.slow
def test_a_search_goes_along_to_the_other_page_and_back(scene: Scene) -> None:
    scene.search("hygiene")
    scene.show_stages()
    assert scene.shown() == ["hygiene"]
    scene.search("")
    scene.window.show_page("skills")
    assert len(scene.shown()) == 7


@pytest.mark.slow
def test_the_skill_that_is_shown_can_be_seen_on_the_other_page(scene: Scene) -> None:
    scene.go("skill", "temperature")
    scene.press(Qt.Key.Key_J, CONTROL)
    assert scene.window.pages.listed.name == "roadmap"
    assert scene.window.pages.roadmap.map.at == NodeId(1, "temperature")
    scene.press(Qt.Key.Key_J, CONTROL)
    assert scene.window.pages.listed.name == "skills"
    there = scene.tree.current_key
    assert there == ("skill", "temperature")


def test_the_list_is_one_key_away(scene: Scene) -> None:
    scene.window.top_bar.search.setFocus()
    scene.press(Qt.Key.Key_L, CONTROL)
    assert scene.tree.hasFocus()


@pytest.mark.slow
def test_keys_tick_the_next_can_do_and_set_aside(scene: Scene) -> None:
    scene.go("skill", "hygiene")
    scene.press(Qt.Key.Key_Return, CONTROL)
    assert scene.ticked() == {"hygiene.clean-bench"}
    scene.press(Qt.Key.Key_D, CONTROL)
    assert scene.tracker.progress.set_aside == {"hygiene"}
    scene.window.commands.menu("&Skill").aboutToShow.emit()
    assert "Bring &back" in menu_texts(scene)
    scene.press(Qt.Key.Key_D, CONTROL)
    assert scene.tracker.progress.set_aside == frozenset()


@pytest.mark.slow
def test_a_skill_that_is_not_needed_is_not_set_aside_by_a_key(scene: Scene) -> None:
    scene.window.pages.skills.open_skill("dough")
    scene.press(Qt.Key.Key_D, CONTROL)
    assert scene.disk.events() == ()


# The goal


def test_the_goal_is_switched_at_any_time_and_ticks_are_kept(scene: Scene) -> None:
    scene.click_box("skill", "hygiene")
    bar = scene.window.top_bar
    assert (bar.readiness.number.text(), "ready for BRW" in scene.texts(bar)) == ("15\xa0%", True)
    scene.click(scene.button("BRW → BKR", bar))
    assert scene.tracker.roadmap.id == "brewer-to-baker"
    assert (bar.readiness.number.text(), "ready for BKR" in scene.texts(bar)) == ("11\xa0%", True)
    assert scene.ticked() == {"hygiene.clean-bench", "hygiene.sterile-vessels"}
    assert [button.isChecked() for button in seen(bar.goal, QToolButton)] == [False, True]
    assert scene.tracker.undo_stack.undo_text == "switch goal to “Brewer to baker”"
    scene.press(Qt.Key.Key_Z, CONTROL)
    assert [button.isChecked() for button in seen(bar.goal, QToolButton)] == [True, False]
    assert bar.readiness.number.text() == "15\xa0%"


def test_the_switch_stays_if_a_goal_cannot_be_saved(scene: Scene) -> None:
    scene.disk.is_full = True
    scene.click(scene.button("BRW → BKR"))
    assert [button.isChecked() for button in seen(scene.window.top_bar.goal, QToolButton)] == [True, False]
    assert scene.window.banners.text("trouble") == SENTENCE


def test_the_menu_offers_each_direction(scene: Scene) -> None:
    action(scene, "Goal: BRW → BKR").trigger()
    assert scene.tracker.roadmap.id == "brewer-to-baker"


# Undo and redo


def test_undo_and_redo_name_the_step_in_menu_tip_and_status_bar(scene: Scene) -> None:
    window = scene.window
    assert not window.undo_action.isEnabled()
    assert window.status.next_undo == ""
    scene.tracker.edits.set_ticked([scene.can_do("hygiene.clean-bench")], True)
    assert window.undo_action.text() == "&Undo: tick “Hygiene, level 1”"
    assert window.status.next_undo == "Undo: tick “Hygiene, level 1”"
    assert "Undo: tick “Hygiene, level 1”" in window.undo_action.toolTip()
    scene.press(Qt.Key.Key_Z, CONTROL)
    assert window.redo_action.text() == "&Redo: tick “Hygiene, level 1”"
    assert not window.undo_action.isEnabled()
    assert window.status.next_undo == ""
    scene.press(Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert scene.ticked() == {"hygiene.clean-bench"}
    assert not window.redo_action.isEnabled()


@pytest.mark.slow
def test_every_kind_of_edit_has_its_own_undo_title(scene: Scene) -> None:
    tracker = scene.tracker
    deeds: dict[str, Callable[[], object]] = {
        "tick 2 can-dos in “Hygiene”": lambda: scene.click_box("skill", "hygiene"),
        "untick “Hygiene, level 2”": lambda: tracker.edits.set_ticked([scene.can_do("hygiene.sterile-vessels")], False),
        "set “Tasting” aside": lambda: tracker.edits.set_aside("tasting", True),
        "bring “Tasting” back": lambda: tracker.edits.set_aside("tasting", False),
        "count “Bottling” in": lambda: tracker.edits.count_in("bottling", True),
        "no longer count “Bottling” in": lambda: tracker.edits.count_in("bottling", False),
        "choose “Barley”": lambda: tracker.edits.choose("grain", "barley"),
        "leave the choice open": lambda: tracker.edits.choose("grain", None),
        "note on “Working with yeast”": lambda: tracker.edits.write_note("yeast", "x"),
        "study 7.5\xa0h a week": lambda: tracker.plan_edits.set_hours_a_week(7.5),
        "clear weekly hours": lambda: tracker.plan_edits.set_hours_a_week(None),
        "change the study days": lambda: tracker.plan_edits.set_study_days({6, 1}),
        "take 2 weeks off": lambda: tracker.plan_edits.set_weeks_off([date(2026, 12, 21), date(2026, 12, 28)], True),
        "study in 1 week after all": lambda: tracker.plan_edits.set_weeks_off(
            [date(2026, 12, 14), date(2026, 12, 21)], False
        ),
        "set the start date": lambda: tracker.plan_edits.set_plan_start(date(2026, 12, 1)),
        "clear the start date": lambda: tracker.plan_edits.set_plan_start(None),
        "set the target date": lambda: tracker.plan_edits.set_target_date(date(2027, 9, 30)),
        "clear the target date": lambda: tracker.plan_edits.set_target_date(None),
        "move “Bottling” before “Mashing”": lambda: tracker.plan_edits.move_before("bottling", "mashing"),
        "use roadmap order": tracker.plan_edits.forget_moves,
        "list the shortest first": lambda: tracker.plan_edits.order_next_up(NextUpOrder.SHORTEST),
        "switch goal to “Brewer to baker”": lambda: tracker.edits.set_goal("brewer-to-baker"),
    }
    for text, deed in deeds.items():
        deed()
        assert scene.window.status.next_undo == f"Undo: {text}"
    for text in reversed(deeds):
        assert tracker.undo_stack.undo_text == text
        tracker.undo()
    assert scene.ticked() == set()


@pytest.mark.slow
def test_repeating_an_edit_writes_no_event(scene: Scene) -> None:
    scene.click_box("skill", "hygiene")
    events = len(scene.disk.events())
    assert not scene.tracker.edits.set_ticked(scene.catalogue.skills["hygiene"].can_dos[:2], True)
    assert not scene.tracker.edits.set_aside("yeast", False)
    assert not scene.tracker.edits.write_note("yeast", "")
    assert len(scene.disk.events()) == events


# The toast


def test_the_toast_undoes_the_change_it_reports_and_disappears(scene: Scene) -> None:
    scene.go("skill", "hygiene")
    scene.tracker.edits.set_aside("hygiene", True)
    toast = scene.window.toast
    assert (toast.isVisible(), toast.text) == (True, "Set Hygiene aside")
    scene.click(scene.button("Undo", toast))
    assert not toast.isVisible()
    assert scene.tracker.progress.set_aside == frozenset()


@pytest.mark.sweep
@pytest.mark.parametrize("size", [(800, 500), (1280, 800)])
def test_the_toast_covers_nothing_and_its_text_moves_nothing(open_window: OpenWindow, size: tuple[int, int]) -> None:
    scene = open_window(size=size)
    window, toast = scene.window, scene.window.toast
    for words in ("Short", "A very long name of a skill " * 20):
        toast.tell(words)
        for name in ("skills", "assess", "roadmap", "ads", "plan", "progress", "roles", "welcome"):
            window.show_page(name)
            scene.settle()
            place = QRect(toast.mapTo(window, QPoint()), toast.size())
            assert toast.isVisible()
            assert window.rect().contains(place)
            central = window.centralWidget()
            assert central
            assert not place.intersects(central.geometry())
        assert (window.width(), window.height()) == size
        for button in ("Undo", "Close"):
            assert not scene.button(button, toast).visibleRegion().isEmpty()
    assert toast.text == "A very long name of a skill " * 20
    window.status.show_failure("Backup failed", "There is no room left on the disk.")
    scene.settle()
    assert not window.status.failure.visibleRegion().isEmpty()
    scene.click(scene.button("Close", toast))
    assert window.status.findChildren(OneLine)[0].isVisible()


@pytest.mark.slow
def test_the_toast_goes_when_it_is_closed_and_when_nothing_is_left_to_undo(scene: Scene) -> None:
    toast = scene.window.toast
    scene.tracker.edits.set_aside("hygiene", True)
    scene.click(scene.button("Close", toast))
    assert not toast.isVisible()
    assert scene.tracker.progress.set_aside == {"hygiene"}
    scene.tracker.edits.set_aside("yeast", True)
    scene.tracker.undo()
    scene.tracker.undo()
    assert not toast.isVisible()


def test_the_toast_waits_under_the_pointer_and_while_it_has_the_focus(scene: Scene) -> None:
    toast = scene.window.toast
    toast._timer.setInterval(1)  # noqa: SLF001  # nobody waits eight seconds for a test
    scene.tracker.edits.set_aside("hygiene", True)
    at = QPoint(1, 1).toPointF()
    QApplication.sendEvent(toast, QEnterEvent(at, at, at))
    assert not toast._timer.isActive()  # noqa: SLF001
    scene.button("Undo", toast).setFocus()
    with scene.qtbot.waitSignal(toast._timer.timeout, timeout=1000):  # noqa: SLF001
        QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast.isVisible()
    scene.tree.setFocus()
    scene.qtbot.waitUntil(lambda: not toast.isVisible(), timeout=1000)
    assert STAY_MS == 8000


# Trouble


def test_a_write_that_fails_changes_nothing_and_says_why(scene: Scene) -> None:
    before = scene.window.grab().toImage()
    scene.disk.is_full = True
    scene.click_box("skill", "hygiene")
    assert scene.check("skill", "hygiene") is Qt.CheckState.Unchecked
    assert len(scene.tracker.undo_stack) == 0
    assert scene.window.banners.text("trouble") == SENTENCE
    assert scene.window.status.saved == "Last change not saved"
    scene.disk.is_full = False
    scene.click_box("skill", "hygiene")
    assert scene.window.banners.text("trouble") == ""
    assert scene.window.status.saved == "Saved"
    assert not before.isNull()


def test_an_undo_that_fails_keeps_its_step(scene: Scene) -> None:
    scene.click_box("skill", "hygiene")
    scene.disk.is_full = True
    scene.press(Qt.Key.Key_Z, CONTROL)
    assert scene.check("skill", "hygiene") is Qt.CheckState.Checked
    assert scene.tracker.undo_stack.undo_text == "tick 2 can-dos in “Hygiene”"
    assert scene.window.banners.text("trouble") == SENTENCE
    scene.disk.is_full = False
    scene.press(Qt.Key.Key_Z, CONTROL)
    assert scene.ticked() == set()
    scene.disk.is_full = True
    scene.press(Qt.Key.Key_Y, CONTROL)
    assert scene.tracker.undo_stack.next_redo is not None
    assert scene.tracker.undo_stack.next_redo.text == "tick 2 can-dos in “Hygiene”"
    assert scene.check("skill", "hygiene") is Qt.CheckState.Unchecked


@pytest.mark.slow
def test_a_failure_hides_the_toast_of_an_earlier_change(scene: Scene) -> None:
    scene.tracker.edits.set_aside("hygiene", True)
    scene.disk.is_full = True
    scene.tracker.edits.set_aside("yeast", True)
    assert not scene.window.toast.isVisible()


@pytest.mark.slow
def test_the_banner_of_a_problem_can_be_closed(scene: Scene) -> None:
    scene.tracker.failed.emit(SENTENCE)
    scene.settle()
    strip = next(each for each in seen(scene.window.banners, Banner) if each.accessibleName() == "Problem")
    scene.click(scene.button("Close", strip))
    assert SENTENCE not in scene.texts()


# Words at the start


@pytest.mark.slow
def test_the_first_start_says_what_to_do_until_the_first_event(scene: Scene) -> None:
    assert "Nothing is ticked yet." in scene.window.banners.text("notice")
    assert scene.window.status.saved == "Nothing to save yet"
    assert scene.window.top_bar.readiness.number.text() == "–"
    assert "Not measured yet" in scene.texts()
    scene.click_box("skill", "hygiene")
    assert scene.window.banners.text("notice") == ""
    assert scene.window.top_bar.readiness.number.text() == "15\xa0%"


@pytest.mark.slow
def test_a_clock_in_the_past_is_reported_once(open_window: OpenWindow) -> None:
    first = open_window()
    first.click_box("skill", "hygiene")
    first.close()
    first.clock.day = date(2025, 1, 1)
    again = open_window()
    assert "1 Jan 2025" in again.window.banners.text("notice")
    assert "21 Nov 2026" in again.window.banners.text("notice")
    again.click_box("skill", "hygiene")
    assert again.ticked() == set()


# Numbers that explain themselves


@pytest.mark.long
@pytest.mark.parametrize("day", [date(1970, 1, 1), date(9999, 12, 31)])
def test_a_clock_at_either_end_of_the_calendar_opens_every_page(open_window: OpenWindow, day: date) -> None:
    def begin(scene: Scene) -> None:
        scene.clock.day = day
        scene.tracker.plan_edits.set_hours_a_week(5)
        scene.tracker.edits.toggle([scene.can_do("wheat.tell-flours")])

    scene = open_window(before=begin)
    for page in ("skills", "assess", "roadmap", "ads", "progress", "plan", "roles"):
        scene.window.show_page(page)
        scene.settle()
        assert scene.window.pages.shown.name == page
    assert scene.tracker.events()[-1].said_on == min(day, LATEST_DAY)


def test_a_day_is_asked_for_within_those_that_a_plan_may_name(theme: Theme, qtbot: QtBot) -> None:
    field = DayField(date(2026, 11, 21), None, theme)
    qtbot.addWidget(field)
    for typed, day in (("31 Dec 2999", LATEST_DAY), ("1 Jan 1900", EARLIEST_DAY)):
        field.line.setText(typed)
        assert field.day == day
    for typed, sentence in (("9999-12-31", "no later than 31 Dec 2999"), ("14 Sep 1752", "no earlier than 1 Jan 1900")):
        field.line.setText(typed)
        with pytest.raises(ValueError, match=sentence):
            _ = field.day


def test_readiness_explains_itself_and_esc_leads_back(scene: Scene) -> None:
    scene.tracker.edits.set_tick(scene.can_do("hygiene.clean-bench"), Tick(None))
    scene.click_box("skill", "hygiene")
    scene.tracker.edits.count_in("bottling", True)
    scene.tracker.edits.set_aside("tasting", True)
    number = scene.window.top_bar.readiness.number
    number.setFocus()
    scene.press(Qt.Key.Key_Space, on=number)
    panel = scene.window.panel
    assert panel.isVisible()
    explanation = explain_readiness(scene.tracker.gap)
    assert explanation.result == "2 ÷ 13 = 15\xa0%, rounded down"
    shown = scene.texts(panel)
    assert explanation.result in shown
    for group in explanation.groups:
        for line in group:
            assert line.label in shown
            assert line.value in shown
    values = [int(line.value.replace("− ", "-").replace("+ ", "")) for line in explanation.groups[0]]
    assert sum(values[:-1]) == values[-1] == scene.tracker.gap.total.skills
    scene.press(Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert number.hasFocus()


@pytest.mark.slow
def test_every_number_on_the_skills_page_opens_its_sum(scene: Scene) -> None:
    scene.click_box("skill", "hygiene")
    total = scene.tracker.gap.total
    for text, result in (
        ("1 of 7 skills", f"1 of {total.skills} skills have every needed can-do ticked"),
        ("2 of 13 can-dos", f"2 of {total.can_dos} can-dos"),
    ):
        scene.click(scene.button(text))
        assert result in scene.texts(scene.window.panel)
        rows = [label for label in scene.texts(scene.window.panel.findChildren(ExplanationView)[-1]) if " of " in label]
        assert sum(int(row.split(" of ")[0]) for row in rows) == int(text.split()[0])
        assert sum(int(row.split(" of ")[1]) for row in rows) == int(text.split()[2])


@pytest.mark.slow
def test_hours_open_their_sum_and_it_adds_up_to_what_is_shown(scene: Scene) -> None:
    scene.go("skill", "temperature")
    number = next(each for each in seen(scene.listed.detail, NumberButton) if "h left" in each.text())
    gap = scene.tracker.gap.skills["temperature"]
    assert number.text() == f"{hours_text(gap.hours_left)} left"
    scene.click(number)
    explanation = explain_hours(gap)
    shown = scene.texts(scene.window.panel)
    assert explanation.result in shown
    assert {line.value for group in explanation.groups for line in group} <= set(shown)
    assert round(sum(hours.high for hours in gap.hours_by_can_do.values())) == 40


@pytest.mark.slow
def test_a_row_of_a_sum_leads_to_its_skill(scene: Scene) -> None:
    scene.go("category", "craft")
    link = next(each for each in seen(scene.listed.overview, LinkButton) if each.text() == "Mashing")
    scene.click(link)
    assert scene.tree.current_key == ("skill", "mashing")


@pytest.mark.slow
def test_a_click_outside_the_panel_closes_it_and_still_has_its_effect(scene: Scene) -> None:
    scene.click(scene.window.top_bar.readiness.number)
    panel = scene.window.panel
    assert panel.isVisible()
    QTest.mouseClick(panel, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert panel.isVisible()
    scene.click(scene.button("Roadmap", scene.window.rail))
    assert not panel.isVisible()
    assert scene.window.pages.listed.name == "roadmap"


@pytest.mark.slow
def test_a_long_sum_scrolls_and_its_last_row_can_be_reached(open_window: OpenWindow) -> None:
    scene = open_window(size=(800, 600))
    scene.click(scene.window.top_bar.readiness.number)
    panel = scene.window.panel
    assert scene.window.rect().contains(panel.geometry())
    area = panel.findChildren(QScrollArea)[-1]
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    rows = area.widget()
    assert rows is not None
    assert rows.geometry().bottom() <= area.viewport().height()


@pytest.mark.slow
def test_resizing_the_window_closes_the_panel(scene: Scene) -> None:
    scene.click(scene.window.top_bar.readiness.number)
    scene.window.resize(1100, 760)
    scene.settle()
    assert not scene.window.panel.isVisible()


# Menus


@pytest.mark.slow
def test_the_list_of_keys_is_the_list_of_commands(scene: Scene) -> None:
    action(scene, "Keys").trigger()
    dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, KeysDialog))
    texts = scene.texts(dialog)
    for line in scene.window.commands.key_lines():
        assert line.name in texts
        assert line.keys in texts
    dialog.reject()
    scene.settle()


@pytest.mark.slow
def test_about_names_versions_sources_and_licences(scene: Scene) -> None:
    scene.window.help_commands.sqlite_version = "3.40.1"
    action(scene, "About Skillgap").trigger()
    scene.settle()
    (dialog,) = [each for each in scene.window.findChildren(AboutDialog) if each.isVisible()]
    parts = ("Skillgap 0.1.0", platform.python_version(), qVersion() or "?", "SQLite 3.40.1")
    assert all(part in dialog.versions.text() for part in parts)
    texts = "\n".join(scene.texts(dialog))
    assert all(source.title in texts for source in scene.catalogue.sources.values())
    assert QT_NOTE in texts
    dialog.reject()
    scene.settle()


def test_about_names_the_licence_of_everything_that_is_shipped() -> None:
    project = tomllib.loads((Path(main.__file__).parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = {line.split(" ")[0].lower().replace("-", "_"): line for line in licences()}
    for needed in project["dependencies"]:
        name = re.split(r"[^\w-]", needed)[0].lower().replace("-", "_")
        assert name in lines
    assert {"shiboken6", "pillow", "click"} <= lines.keys(), "what the libraries need is shipped, too"
    assert "pytest" not in lines
    for line in lines.values():
        assert re.fullmatch(r"[\w.-]+ [\w.]+: \S.{0,90}", line), line
        assert "see its own files" not in line, line
    assert "LGPL-3.0" in lines["pyside6_essentials"]


def test_the_menu_switches_colours_and_remembers_them(scene: Scene) -> None:
    action(scene, "Dark").trigger()
    assert scene.theme.mode is Mode.DARK
    assert action(scene, "Dark").isChecked()
    assert not action(scene, "Light").isChecked()


@pytest.mark.slow
def test_one_key_toggles_full_screen(scene: Scene) -> None:
    scene.press(Qt.Key.Key_F11)
    assert scene.window.isFullScreen()
    scene.press(Qt.Key.Key_F11)
    assert not scene.window.isFullScreen()


def test_quit_closes_the_window(scene: Scene) -> None:
    action(scene, "Quit").trigger()
    assert not scene.window.isVisible()


def test_another_start_brings_the_window_back_from_the_task_bar(scene: Scene) -> None:
    scene.window.showMinimized()
    scene.window.come_to_front()
    assert not scene.window.isMinimized()
    assert scene.window.isVisible()


def test_no_two_commands_share_a_key(scene: Scene) -> None:
    keys = [
        key.toString(QKeySequence.SequenceFormat.PortableText)
        for each in scene.window.findChildren(QAction)
        for key in each.shortcuts()
    ]
    assert len(keys) == len(set(keys)) > 12
    fixed = {
        "Ctrl+1": "Skills",
        "Ctrl+3": "Roadmap",
        "Ctrl+Z": "Undo",
        "Ctrl+F": "Find",
        "F1": "Guide",
        "Shift+F1": "Keys",
    }
    lines = {key: line.name for line in scene.window.commands.key_lines() for key in line.keys.split(", ")}
    assert fixed.items() <= lines.items()


def test_no_two_entries_of_a_menu_share_a_letter(scene: Scene) -> None:
    scene.click_box("skill", "hygiene")
    menus = [scene.window.menuBar(), *scene.window.menuBar().findChildren(QMenu)]
    for menu in menus:
        letters = [
            each.text().replace("&&", "").partition("&")[2][:1].lower() for each in menu.actions() if each.text()
        ]
        letters = [letter for letter in letters if letter]
        assert len(letters) == len(set(letters)), f"{menu}: {letters}"


@pytest.mark.sweep
@pytest.mark.parametrize("goal", ["baker-to-brewer", "brewer-to-baker"])
def test_readiness_on_the_screen_is_the_one_in_the_gap(scene: Scene, goal: str) -> None:
    scene.tracker.edits.set_goal(goal)
    for can_do in list(scene.catalogue.can_dos.values())[::3]:
        scene.tracker.edits.set_ticked([can_do], True)
        assert scene.window.top_bar.readiness.number.text() == f"{scene.tracker.gap.total.percent}\xa0%"


@pytest.mark.slow
def test_another_goal_says_why_readiness_is_lower_than_expected(open_window: OpenWindow, catalogue: Catalogue) -> None:
    """Somebody who confirmed all that carries over turns round, to the job that they come from."""

    def confirmed(scene: Scene) -> None:
        roadmap = scene.tracker.roadmap
        named = {each.unit_id: each.skill_ids[0] for each in suggestions(roadmap)}
        scene.tracker.edits.mark_known_before(confirmed_can_dos(roadmap, named))

    scene = open_window(catalogue, before=confirmed)
    assert scene.window.banners.text("notice") == ""
    scene.tracker.edits.set_goal("mle-to-ds")
    scene.settle()
    notice, gap = scene.window.banners.text("notice"), scene.tracker.gap
    assert f"{len(gap.unassessed)} of the {gap.total.skills} skills a data scientist needs" in notice
    scene.click(scene.window.top_bar.readiness.number)
    assert notice in scene.texts(scene.window.panel)
    scene.press(Qt.Key.Key_Escape)
    for skill in gap.scope:
        scene.tracker.edits.set_ticked(skill.needed, ticked=True)
    scene.tracker.edits.set_goal("ds-to-mle")
    scene.tracker.edits.set_goal("mle-to-ds")
    assert scene.window.banners.text("notice") == "", "nothing is left to explain"


# The table of commands


def test_every_entry_of_a_menu_comes_from_the_table(scene: Scene) -> None:
    commands = scene.window.commands
    ids = [command.id for command in commands.all]
    assert len(ids) == len(set(ids))
    shown = {action for command in commands.all for action in commands.menu(command.menu).actions()}
    assert {action for action in shown if not action.isSeparator()} == {commands.action(each) for each in ids}


@pytest.mark.slow
def test_a_command_added_by_a_page_is_in_the_menus_the_palette_and_the_list_of_keys(scene: Scene) -> None:
    done: list[str] = []
    commands = scene.window.commands
    look = Command(
        "page.look", "&Go", "&Look around", lambda: done.append("looked"), ("Ctrl+Shift+L",), help="See more"
    )
    locked = Command("page.write", "&Skill", "&Write", lambda: done.append("wrote"), writes=Writes.PROGRESS)
    commands.add((look, locked))
    assert commands.all[-2:] == (look, locked)
    assert commands.action("page.look") in commands.menu("&Go").actions()
    assert KeyLine("Go", "Look around", "Ctrl+Shift+L") in commands.key_lines()
    scene.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert done == ["looked"]
    scene.tracker.view_as_of(date(2026, 1, 1))
    assert commands.action("page.look").isEnabled()
    assert not commands.action("page.write").isEnabled()

"""Milestones: reached, taken back, dated and corrected, on the screen and in the file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from gui.pages.roadmap.milestone_view import MilestoneView, TickLine
from gui.skill_detail import day_dialog
from gui.skill_detail.facts import HistoryLines
from roadmaps.journal import Tick, replay
from tests.gui.scene import SENTENCE, seen

if TYPE_CHECKING:
    from gui.widgets.check_box import CheckBox
    from roadmaps.catalogue import Milestone
    from roadmaps.journal import Progress
    from tests.gui.scene import Scene

MARCH, TODAY = date(2026, 3, 5), date(2026, 11, 21)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def water(scene: Scene) -> Milestone:
    scene.show_stages()
    scene.settle()
    scene.go("milestone", "1")
    return scene.catalogue.milestones["water-boiled"]


def view(scene: Scene) -> MilestoneView:
    (found,) = seen(scene.window, MilestoneView)
    return found


def boxes(scene: Scene) -> list[CheckBox]:
    return view(scene).boxes


def kept(scene: Scene) -> Progress:
    """Read from the file and not from the screen."""
    return replay(scene.disk.events())


def choose(scene: Scene, text: str) -> None:
    (action,) = [each for each in view(scene).when.menu().actions() if each.text() == text]
    action.trigger()
    scene.settle()


def test_a_milestone_shows_what_to_build_and_a_box_for_each_check(scene: Scene, water: Milestone) -> None:
    texts = scene.texts(scene.window.pages.listed)
    assert water.title in texts
    assert water.brief in texts
    assert "Milestone of stage 1, A clean start" in texts
    assert [box.accessibleName() for box in boxes(scene)] == [
        "The temperature held for an hour",
        "Nothing grew in the vessel",
        "Milestone reached: Boil the water",
    ]


def test_a_check_is_an_event_of_its_own_and_does_not_reach_the_milestone(scene: Scene, water: Milestone) -> None:
    scene.click(boxes(scene)[0])
    assert kept(scene).evidence_checks == {"water-boiled.held-temperature"}
    assert kept(scene).milestones == {}
    assert [box.isChecked() for box in boxes(scene)] == [True, False, False]
    assert scene.row("milestone", "1").count == "1 of 2"
    assert any(text.startswith("1 of 2 checks done.") for text in scene.texts(view(scene)))
    scene.press(Qt.Key.Key_Z, CONTROL)
    assert kept(scene).evidence_checks == frozenset()
    assert not boxes(scene)[0].isChecked()
    scene.tracker.redo()
    assert boxes(scene)[0].isChecked()


@pytest.mark.slow
def test_a_click_on_the_words_is_a_click_on_the_box(scene: Scene, water: Milestone) -> None:
    line = next(line for line in seen(view(scene), TickLine) if line.box is boxes(scene)[1])
    (label,) = seen(line, QLabel)
    scene.click(label)
    assert kept(scene).evidence_checks == {"water-boiled.clean-vessel"}


def test_reaching_it_gives_it_the_day_in_the_list_the_view_and_the_file(scene: Scene, water: Milestone) -> None:
    scene.click(boxes(scene)[-1])
    assert kept(scene).milestones == {"water-boiled": Tick(TODAY)}
    assert (scene.row("milestone", "1").count, view(scene).when.text()) == ("21 Nov", "21 Nov")
    assert scene.tracker.undo_stack.undo_text == "reach “Boiled water”"
    scene.click(boxes(scene)[-1])
    assert kept(scene).milestones == {}
    assert view(scene).when.text() == "when?"
    assert scene.tracker.undo_stack.undo_text == "take back “Boiled water”"


@pytest.mark.slow
def test_space_in_the_list_reaches_it(scene: Scene, water: Milestone) -> None:
    scene.press(Qt.Key.Key_Space, on=scene.tree)
    assert kept(scene).milestones == {"water-boiled": Tick(TODAY)}
    assert boxes(scene)[-1].isChecked()


@pytest.mark.slow
def test_another_day_corrects_the_first_and_leaves_no_trace_of_it_in_the_past(
    scene: Scene, water: Milestone, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, date]] = []

    def answer(question: str, start: date, *_more: object) -> date:
        asked.append((question, start))
        return MARCH

    monkeypatch.setattr(day_dialog, "ask_day", answer)
    scene.click(boxes(scene)[-1])
    choose(scene, "Reached on another day …")
    assert asked == [("When did you reach this milestone? Boil the water", TODAY)]
    assert kept(scene).milestones == {"water-boiled": Tick(MARCH)}
    assert replay(scene.disk.events(), as_of=date(2026, 3, 4)).milestones == {}
    assert replay(scene.disk.events(), as_of=MARCH).milestones == {"water-boiled": Tick(MARCH)}
    choose(scene, "Reached before I started here")
    assert view(scene).when.text() == "before"
    scene.tracker.undo()
    scene.settle()
    assert (kept(scene).milestones, view(scene).when.text()) == ({"water-boiled": Tick(MARCH)}, "5 Mar")


@pytest.mark.slow
def test_cancelling_the_calendar_changes_nothing(
    scene: Scene, water: Milestone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(day_dialog, "ask_day", lambda *_: None)
    choose(scene, "Reached on another day …")
    assert list(scene.disk.events()) == []


@pytest.mark.slow
def test_a_check_that_could_not_be_saved_is_not_shown(scene: Scene, water: Milestone) -> None:
    scene.disk.is_full = True
    for box in boxes(scene):
        scene.click(box)
    assert not any(box.isChecked() for box in boxes(scene))
    assert scene.row("milestone", "1").check is Qt.CheckState.Unchecked
    assert SENTENCE in scene.texts()


@pytest.mark.slow
def test_its_history_is_listed_beneath_it(scene: Scene, water: Milestone) -> None:
    scene.click(boxes(scene)[0])
    scene.click(boxes(scene)[-1])
    scene.tracker.undo()
    scene.settle()
    (lines,) = seen(view(scene), HistoryLines)
    assert list(lines.lines) == [("21 Nov", "Taken back"), ("21 Nov", "Reached"), ("21 Nov", "Ticked check 1")]


@pytest.mark.slow
def test_the_checks_are_reached_by_the_keyboard_in_the_order_they_are_read(scene: Scene, water: Milestone) -> None:
    boxes(scene)[0].setFocus()
    reached = []
    for _ in range(4):
        reached.append(QApplication.focusWidget())
        scene.press(Qt.Key.Key_Tab)
    assert reached == [*boxes(scene), view(scene).when]


@pytest.mark.slow
def test_a_milestone_is_unchanged_after_switching_direction_and_back(scene: Scene, water: Milestone) -> None:
    scene.click(boxes(scene)[-1])
    scene.tracker.edits.set_goal("brewer-to-baker")
    scene.tracker.edits.set_goal("baker-to-brewer")
    scene.settle()
    scene.go("milestone", "1")
    assert boxes(scene)[-1].isChecked()

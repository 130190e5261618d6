"""Whatever comes and goes around it, the selection stays where it is, and edits happen there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from gui.pages.skills.filtering import SkillGroup
from gui.skill_detail.can_do_row import GoalLine
from gui.skill_detail.facts import HistoryLines
from tests.gui.scene import seen

if TYPE_CHECKING:
    from tests.gui.scene import OpenWindow, Scene

SPACE = Qt.Key.Key_Space
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def scene(open_window: OpenWindow) -> Scene:
    return open_window()


def note_field(scene: Scene) -> QPlainTextEdit:
    return seen(scene.window.pages.listed, QPlainTextEdit)[0]


def test_each_click_on_a_box_ticks_under_a_chip_that_the_row_then_leaves(scene: Scene) -> None:
    scene.window.pages.skills.choose_chip(SkillGroup.GAPS)
    scene.go("skill", "weighing")
    for skill_id in ("weighing", "temperature", "hygiene"):
        scene.click_box("skill", skill_id)
        assert any(each.startswith(skill_id) for each in scene.ticked()), skill_id


@pytest.mark.slow
def test_space_after_a_chip_stays_with_the_skill(scene: Scene) -> None:
    scene.go("skill", "weighing")
    scene.window.pages.skills.choose_chip(SkillGroup.GAPS)
    scene.tree.setFocus()
    scene.press(SPACE)
    assert scene.tree.current_key == ("skill", "weighing")
    scene.press(SPACE)
    assert scene.ticked() == set(), "the second Space takes the first one back, and nothing else"


@pytest.mark.slow
def test_space_on_a_category_under_a_chip_stays_with_the_category(scene: Scene) -> None:
    scene.window.pages.skills.choose_chip(SkillGroup.GAPS)
    scene.go("category", "basics")
    scene.press(SPACE, on=scene.tree)
    assert scene.tree.current_key == ("category", "basics")
    scene.press(SPACE, on=scene.tree)
    assert scene.ticked() == set()


@pytest.mark.slow
def test_a_key_that_is_held_down_is_one_tick(scene: Scene) -> None:
    scene.go("skill", "weighing")
    before = len(scene.disk.events())
    for repeats in (False, True, True, True):
        event = QKeyEvent(QKeyEvent.Type.KeyPress, SPACE, Qt.KeyboardModifier.NoModifier, " ", repeats)
        QApplication.sendEvent(scene.tree, event)
    assert len(scene.disk.events()) == before + 1


@pytest.mark.slow
def test_the_skill_that_was_just_set_aside_stays_until_the_user_moves_on(scene: Scene) -> None:
    scene.go("skill", "weighing")
    scene.press(Qt.Key.Key_D, CONTROL)
    assert scene.tree.current_key == ("skill", "weighing")
    assert scene.row("skill", "weighing").is_struck
    scene.go("skill", "hygiene")
    assert "weighing" not in scene.shown()


@pytest.mark.slow
def test_a_toast_undoes_only_what_it_names(scene: Scene) -> None:
    scene.tracker.edits.set_aside("tasting", True)
    assert scene.window.toast.isVisible()
    scene.tracker.edits.set_ticked([scene.can_do("hygiene.clean-bench")], True)
    assert not scene.window.toast.isVisible()


def test_commands_leave_the_skill_behind_an_overview_alone(scene: Scene) -> None:
    scene.go("skill", "weighing")
    scene.go("category", "craft")
    scene.press(Qt.Key.Key_Return, CONTROL)
    scene.press(Qt.Key.Key_D, CONTROL)
    assert scene.ticked() == set()
    assert scene.tracker.progress.set_aside == frozenset()


@pytest.mark.slow
def test_could_do_it_before_holds_for_the_whole_row(scene: Scene) -> None:
    scene.go("skill", "temperature")
    scene.press(Qt.Key.Key_B, CONTROL)
    ticks = scene.tracker.progress.ticks
    assert {each for each, tick in ticks.items() if tick.is_before} == scene.ticked()
    assert len(ticks) == 3
    assert scene.tracker.gap.total.learned == 0
    scene.tracker.undo()
    assert scene.ticked() == set()


@pytest.mark.slow
def test_a_chip_and_back_leaves_open_what_was_open(scene: Scene) -> None:
    scene.go("skill", "weighing")
    scene.tree.expand_keys([("category", "craft"), ("skill", "yeast")])
    before = sorted(scene.tree.expanded_keys())
    scene.window.pages.skills.choose_chip(SkillGroup.SET_ASIDE)
    scene.window.pages.skills.choose_chip(SkillGroup.ALL)
    assert sorted(scene.tree.expanded_keys()) == before


@pytest.mark.slow
def test_clearing_a_search_keeps_what_was_found_in_view(scene: Scene) -> None:
    scene.tree.set_open([])
    scene.search("yeast")
    scene.go("skill", "yeast")
    scene.search("")
    assert scene.tree.current_key == ("skill", "yeast")
    assert scene.tree.isExpanded(scene.model.index_of(("category", "craft")))


@pytest.mark.slow
def test_opening_a_skill_that_a_search_hides_clears_the_search(scene: Scene) -> None:
    scene.search("thermometer")
    scene.window.pages.skills.open_skill("yeast")
    scene.settle()
    assert scene.window.top_bar.search.text() == ""
    assert scene.tree.current_key == ("skill", "yeast")


def test_an_explanation_goes_when_it_is_no_longer_so_or_no_longer_shown(scene: Scene) -> None:
    number = scene.window.top_bar.readiness.number
    scene.click(number)
    assert scene.window.panel.isVisible()
    scene.tracker.edits.set_ticked([scene.can_do("hygiene.clean-bench")], True)
    assert not scene.window.panel.isVisible()
    scene.click(number)
    scene.press(Qt.Key.Key_3, CONTROL, on=scene.window)
    assert not scene.window.panel.isVisible()


@pytest.mark.slow
def test_the_goal_line_names_the_new_role_after_a_switch(scene: Scene) -> None:
    scene.go("skill", "hygiene")
    (line,) = scene.listed.detail.findChildren(GoalLine)
    for roadmap_id, role in (("brewer-to-baker", "Baker"), ("baker-to-brewer", "Brewer")):
        scene.tracker.edits.set_goal(roadmap_id)
        scene.settle()
        assert line.accessibleName().startswith(role)


@pytest.mark.slow
def test_a_note_that_could_not_be_kept_is_there_again_and_kept_later(scene: Scene) -> None:
    scene.go("skill", "weighing")
    field = note_field(scene)
    field.setFocus()
    field.insertPlainText("scales are 2 g off")
    scene.disk.is_full = True
    scene.go("skill", "hygiene")
    assert field.toPlainText() == ""
    scene.go("skill", "weighing")
    assert field.toPlainText() == "scales are 2 g off"
    scene.show_stages()
    scene.window.pages.roadmap.open_skill("weighing")
    scene.settle()
    assert note_field(scene).toPlainText() == "scales are 2 g off", "both pages show what was typed"
    scene.disk.is_full = False
    assert scene.tracker.drafts.save()
    assert scene.tracker.progress.notes == {"weighing": "scales are 2 g off"}


@pytest.mark.slow
def test_undo_while_typing_takes_back_what_was_typed_and_redo_brings_it(scene: Scene) -> None:
    scene.tracker.edits.write_note("weighing", "first")
    scene.go("skill", "weighing")
    field = note_field(scene)
    field.selectAll()
    field.insertPlainText("second")
    scene.window.undo_action.trigger()
    assert scene.tracker.progress.notes["weighing"] == "first"
    assert field.toPlainText() == "first"
    scene.window.redo_action.trigger()
    assert scene.tracker.progress.notes["weighing"] == "second"


@pytest.mark.slow
def test_a_link_to_a_skill_in_no_stage_stays_shown_when_it_is_ticked(scene: Scene) -> None:
    scene.show_stages()
    staged = {row.gap.skill.id for stage in scene.tracker.gap.stages for row in stage.rows}
    outside = next(skill_id for skill_id in scene.catalogue.skills if skill_id not in staged)
    scene.window.pages.roadmap.open_skill(outside)
    scene.tracker.edits.set_ticked([scene.catalogue.skills[outside].can_dos[0]], True)
    scene.settle()
    assert scene.window.pages.roadmap.shown_skill == outside


@pytest.mark.slow
def test_choosing_the_member_that_counts_already_shows_in_its_history(scene: Scene) -> None:
    scene.tracker.edits.set_ticked(scene.catalogue.skills["wheat"].can_dos[:2], True, "Wheat")
    scene.go("skill", "wheat")
    scene.tracker.edits.choose("grain", "wheat")
    scene.settle()
    (history,) = scene.listed.detail.findChildren(HistoryLines)
    assert "Chosen" in [words for _, words in history.lines]

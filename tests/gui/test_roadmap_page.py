"""The Roadmap page under real clicks and keys, in both directions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from gui.widgets.buttons import LinkButton
from gui.widgets.explanation import ExplanationPanel
from roadmaps.gap.explanation import explain_left, explain_stage
from roadmaps.text.text_format import hours_text
from tests.gui.scene import seen

if TYPE_CHECKING:
    from roadmaps.catalogue import Catalogue
    from tests.gui.scene import OpenWindow, Scene

TICKED = Qt.CheckState.Checked


@pytest.fixture
def first_page() -> str:
    return "roadmap"


@pytest.fixture
def roadmap(scene: Scene) -> Scene:
    scene.show_stages()
    scene.settle()
    return scene


def test_stages_are_in_order_and_the_first_unfinished_one_is_expanded(roadmap: Scene) -> None:
    assert roadmap.shown("stage") == ["0", "1", "2", "3"]
    assert roadmap.tree.current_key == ("skill", "0", "weighing"), "where the map stands, too"
    assert roadmap.tree.isExpanded(roadmap.model.index_of(("stage", "0")))
    assert roadmap.row("stage", "1").title == "1  A clean start"
    assert roadmap.row("stage", "1").caption == "Clean vessels at the right temperature."


def test_a_row_ticks_up_to_the_level_of_its_stage(roadmap: Scene) -> None:
    roadmap.go("skill", "1", "temperature")
    roadmap.click_box("skill", "1", "temperature")
    assert roadmap.ticked() == {"temperature.read-thermometer", "temperature.hold-steady"}
    assert roadmap.check("skill", "1", "temperature") is TICKED
    roadmap.go("skill", "3", "temperature")
    assert roadmap.row("skill", "3", "temperature").title == "Keeping a temperature, level 3"
    roadmap.press(Qt.Key.Key_Space, on=roadmap.tree)
    assert "temperature.stepped-programme" in roadmap.ticked()


def test_a_stages_box_ticks_its_rows_in_one_step_and_the_toast_counts_them(roadmap: Scene) -> None:
    roadmap.click_box("stage", "1")
    assert len(roadmap.ticked()) == 4
    assert roadmap.window.toast.text == "Ticked 4 can-dos in A clean start"
    roadmap.tracker.undo()
    assert roadmap.ticked() == set()


@pytest.mark.slow
def test_a_stages_box_leaves_alone_what_the_search_hides(roadmap: Scene) -> None:
    roadmap.search("hygiene")
    roadmap.click_box("stage", "1")
    assert roadmap.ticked() == {"hygiene.clean-bench", "hygiene.sterile-vessels"}


@pytest.mark.slow
def test_a_stage_shows_its_sum_its_purpose_and_its_milestone(roadmap: Scene) -> None:
    roadmap.click_row("stage", "1")
    beside = roadmap.texts(roadmap.listed.overview)
    expected = explain_stage(roadmap.tracker.gap.stages[1])
    assert expected.result in beside
    assert {line.value for group in expected.groups for line in group} <= set(beside)
    assert "Milestone: Boil the water" in beside
    assert "Nothing grew in the vessel" in beside
    link = next(each for each in seen(roadmap.listed.overview, LinkButton) if each.text() == "Hygiene")
    roadmap.click(link)
    assert roadmap.tree.current_key == ("skill", "1", "hygiene")


@pytest.mark.slow
def test_a_stage_shows_its_sources_and_our_own_reasoning(roadmap: Scene) -> None:
    roadmap.click_row("stage", "2")
    stage = roadmap.tracker.roadmap.stages[1]
    beside = roadmap.texts(roadmap.listed.overview)
    assert "Sources and reasoning" in beside
    assert [each.text for each in stage.support] == ["Asks for it."]
    assert {"Asks for it.", "Malt, page 2", stage.judgement} <= set(beside)


@pytest.mark.slow
def test_the_overview_scrolls_no_further_than_its_text(roadmap: Scene) -> None:
    roadmap.click_row("stage", "2")
    page = roadmap.listed.overview.widget()
    assert page is not None
    last = max(label.mapTo(page, label.rect().bottomLeft()).y() for label in page.findChildren(QLabel))
    assert page.height() <= max(last + 30, roadmap.listed.overview.viewport().height())


@pytest.mark.slow
def test_the_roadmap_shows_the_advice_behind_it_until_a_row_is_chosen(roadmap: Scene) -> None:
    page = roadmap.listed
    roadmap.click(roadmap.button("Sources and reasoning"))
    beside = roadmap.texts(page.overview)
    assert page.at == ()
    assert {"Baker to brewer", "Begin with what you have.", "Craft", "The order is ours."} <= set(beside)
    assert {"Bread book: On Bread", "A made-up book about bread."} <= set(beside)
    left = "13 can-dos in 7 skills, "
    assert any(text.startswith(left) for text in beside)
    roadmap.tracker.edits.set_ticked([roadmap.tracker.catalogue.can_dos["hygiene.clean-bench"]], True)
    roadmap.settle()
    assert any(text.startswith("12 can-dos in 7 skills, ") for text in roadmap.texts(page.overview))
    roadmap.click_row("stage", "1")
    assert "Begin with what you have." not in roadmap.texts(page.overview)
    roadmap.tracker.undo()
    roadmap.settle()
    assert "Milestone: Boil the water" in roadmap.texts(page.overview)


@pytest.mark.slow
def test_the_advice_is_that_of_the_goal(roadmap: Scene) -> None:
    roadmap.press(Qt.Key.Key_Space, on=roadmap.button("Sources and reasoning"))
    roadmap.tracker.edits.set_goal("brewer-to-baker")
    roadmap.settle()
    roadmap.click(roadmap.button("Sources and reasoning"))
    assert "Brewer to baker" in roadmap.texts(roadmap.listed.overview)


def test_what_is_left_adds_up_over_the_stages(roadmap: Scene) -> None:
    left = roadmap.tracker.gap.total
    roadmap.click(roadmap.button(f"7 skills left · 13 can-dos · {hours_text(left.hours_left)}"))
    panel = roadmap.window.panel
    assert panel.isVisible()
    lines = [line for group in explain_left(roadmap.tracker.gap).groups for line in group]
    assert {line.value for line in lines} <= set(roadmap.texts(panel))
    assert sum(int(line.value.split()[0]) for line in lines) == 13
    assert explain_left(roadmap.tracker.gap).result in roadmap.texts(panel)


@pytest.mark.slow
def test_stage_0_goes_when_it_is_done_and_comes_back_with_undo(roadmap: Scene) -> None:
    roadmap.click_box("stage", "0")
    assert roadmap.shown("stage") == ["0", "1", "2", "3"], "a row that was just ticked stays under the pointer"
    roadmap.tree.select_key(("stage", "1"))
    assert roadmap.shown("stage") == ["1", "2", "3"]
    assert roadmap.tree.isVisible()
    roadmap.tracker.undo()
    assert roadmap.shown("stage") == ["0", "1", "2", "3"]


@pytest.mark.slow
def test_the_other_direction_is_a_list_of_its_own_and_keeps_the_ticks(roadmap: Scene) -> None:
    roadmap.click_box("stage", "1")
    ticked = roadmap.ticked()
    roadmap.tracker.edits.set_goal("brewer-to-baker")
    roadmap.settle()
    assert roadmap.row("stage", "1").title == "1  The first loaf"
    assert "Brewer to baker" in roadmap.texts()
    assert roadmap.ticked() == ticked
    roadmap.tracker.undo()
    assert roadmap.row("stage", "1").title == "1  A clean start"


@pytest.mark.slow
def test_a_skill_that_is_in_no_stage_is_shown_beside_the_list(roadmap: Scene) -> None:
    roadmap.window.pages.roadmap.open_skill("dough")
    roadmap.settle()
    assert roadmap.listed.detail.skill_id == "dough"
    assert roadmap.listed.detail.isVisible()


@pytest.mark.slow
def test_ticks_here_and_on_the_skills_page_are_the_same(roadmap: Scene) -> None:
    roadmap.go("skill", "1", "hygiene")
    roadmap.click_box("skill", "1", "hygiene")
    roadmap.window.show_page("skills")
    assert roadmap.check("skill", "hygiene") is TICKED


@pytest.mark.sweep
@pytest.mark.parametrize("goal", ["ds-to-mle", "mle-to-ds"])
def test_each_shipped_roadmap_shows_every_stage_and_every_sum(
    open_window: OpenWindow, catalogue: Catalogue, goal: str
) -> None:
    scene = open_window(catalogue, before=lambda scene: scene.tracker.edits.set_goal(goal))
    scene.show_stages()
    scene.settle()
    gap = scene.tracker.gap
    assert scene.shown("stage") == [str(stage.number) for stage in gap.open_stages]
    for stage in gap.open_stages:
        scene.go("stage", str(stage.number))
        assert explain_stage(stage).result in scene.texts(scene.listed.overview)
    assert isinstance(scene.window.panel, ExplanationPanel)


@pytest.mark.slow
def test_a_search_that_finds_nothing_says_so_and_how_to_go_on(roadmap: Scene) -> None:
    roadmap.search("nothing has this")
    assert roadmap.shown("stage") == []
    assert "No skill on this roadmap matches “nothing has this”." in roadmap.texts()
    roadmap.press(Qt.Key.Key_Down)
    roadmap.press(Qt.Key.Key_Space)
    assert roadmap.window.top_bar.search.text() == ""
    assert roadmap.tree.hasFocus()
    assert roadmap.shown("stage") != []
    assert not [text for text in roadmap.texts() if text.startswith("No skill on this roadmap")]

"""What a chip or a search found is open to see, counted as its boxes tick it, and stays in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize

from gui.outline.rows import NOTED
from gui.pages.skills.filtering import SkillGroup
from gui.widgets.chips import Chip as ChipButton
from roadmaps.gap.search import SkillFinder
from roadmaps.text.text_format import count_text
from tests.bench.fixtures import crowded_catalogue
from tests.gui.scene import seen

if TYPE_CHECKING:
    from gui.outline.view import OutlineView
    from roadmaps.catalogue import Catalogue
    from tests.gui.scene import OpenWindow, Scene


def chip(scene: Scene, name: SkillGroup) -> ChipButton:
    return next(each for each in seen(scene.window, ChipButton) if each.accessibleName().startswith(f"{name}, "))


def visible(scene: Scene, kind: str) -> list[str]:
    """The ids of rows of a kind that are not hidden in a closed row."""
    tree, rows = scene.tree, []
    index = scene.model.index(0, 0)
    while index.isValid():
        key = scene.model.key_at(index)
        if key[0] == kind:
            rows.append(key[-1])
        index = tree.indexBelow(index)
    return rows


def is_in_sight(tree: OutlineView) -> bool:
    return tree.viewport().rect().contains(tree.visualRect(tree.currentIndex()).center())


@pytest.mark.slow
def test_a_chip_opens_what_it_found_and_all_goes_back_to_what_was_open(scene: Scene) -> None:
    scene.tree.set_open([])
    assert visible(scene, "skill") == []
    scene.click(chip(scene, SkillGroup.GAPS))
    assert visible(scene, "skill") == scene.shown()
    assert scene.shown()
    scene.click(chip(scene, SkillGroup.READY))
    assert visible(scene, "skill") == scene.shown()
    scene.search("hygiene")
    assert visible(scene, "skill") == ["hygiene"]
    scene.search("")
    scene.tree.deselect()
    scene.click(chip(scene, SkillGroup.ALL))
    assert len(visible(scene, "skill")) < len(scene.shown())


@pytest.mark.slow
def test_during_a_search_box_and_count_speak_of_the_same_can_dos(scene: Scene) -> None:
    scene.tracker.edits.set_ticked([scene.can_do("weighing.read-scales")], True)
    whole = scene.row("category", "basics").count
    scene.search("hygiene")
    row = scene.row("category", "basics")
    assert row.count == "0 of 2" != whole
    assert row.spoken.startswith("Basics, 0 of 2 can-dos ticked of the skills shown")
    scene.click_box("category", "basics")
    assert scene.row("category", "basics").count == "2 of 2"
    scene.search("")
    assert scene.row("category", "basics").count.startswith("3 of ")


@pytest.mark.slow
def test_in_the_list_of_stages_too(scene: Scene) -> None:
    scene.show_stages()
    whole = scene.row("stage", "1").count
    scene.search("hygiene")
    stage = next(key for key in scene.model.shown_keys() if key[0] == "stage")
    row = scene.row(*stage)
    ticks = len(scene.model.can_dos_of(stage)[0])
    assert row.count == f"0 of {ticks}" != whole


@pytest.mark.slow
def test_what_is_set_aside_has_neither_box_nor_count(scene: Scene) -> None:
    scene.tracker.edits.set_aside("hygiene", True)
    scene.click(chip(scene, SkillGroup.SET_ASIDE))
    row = scene.row("category", "basics")
    assert (row.check, row.count) == (None, "not counted")


def test_chips_count_what_they_would_show_during_a_search(scene: Scene) -> None:
    scene.search("hygiene")
    for name in (SkillGroup.GAPS, SkillGroup.HAVE, SkillGroup.READY, SkillGroup.ALL):
        scene.click(chip(scene, name))
        shown = scene.shown() if scene.tree.isVisible() else []
        shown = [each for each in shown if each != scene.window.pages.skills.shown_skill or name is not SkillGroup.HAVE]
        assert chip(scene, name).accessibleName() == f"{name}, {count_text(len(shown), 'skill')}"


def test_a_search_finds_notes_and_says_so(scene: Scene) -> None:
    scene.tracker.edits.write_note("hygiene", "Ask Zoë about the Autoclave")
    for query in ("autoclave", "ZOE auto", "hygiene autoclave"):
        scene.search(query)
        assert scene.shown() == ["hygiene"]
        row = scene.row("skill", "hygiene")
        assert row.caption == NOTED
        assert NOTED in row.spoken
        assert NOTED in row.tip
    scene.search("hygiene")
    assert NOTED not in scene.row("skill", "hygiene").spoken
    scene.tracker.edits.write_note("hygiene", "")
    scene.search("autoclave")
    assert not scene.tree.isVisible()
    assert "Searched names, aliases, can-dos and your notes." in scene.texts()


@pytest.mark.slow
def test_notes_are_found_in_the_stages_and_on_the_map(scene: Scene) -> None:
    scene.tracker.edits.write_note("hygiene", "autoclave")
    scene.show_stages()
    scene.search("autoclave")
    assert scene.shown() == ["hygiene"]
    stage = next(key for key in scene.model.shown_keys() if key[0] == "skill")
    assert scene.row(*stage).caption == NOTED
    scene.window.pages.roadmap.show_map()
    scene.settle()
    rows = scene.window.pages.roadmap.map.side.list.model().rows  # type: ignore[attr-defined]
    assert [row.name for row in rows if row.node_id] == ["Hygiene (in your note)"]


def test_a_finder_sees_each_change_of_the_notes(catalogue: Catalogue) -> None:
    notes: dict[str, str] = {}
    finder = SkillFinder(catalogue.skills, lambda: dict(notes))
    assert not finder.found("xyzzy")
    notes["python"] = "Xyzzy, go on"
    assert finder.found("xyzzy") == finder.found_by_note("xyzzy") == {"python"}
    assert "python" in finder.found("go")
    notes["python"] = "nothing"
    assert not finder.found("xyzzy")
    notes["no such skill"] = "xyzzy"
    assert not finder.found("xyzzy")


# The selected skill stays in sight


@pytest.mark.slow
def test_another_goal_keeps_the_selected_skill_in_sight(open_window: OpenWindow, catalogue: Catalogue) -> None:
    scene = open_window(catalogue)
    scene.tree.set_open([("category", each) for each in catalogue.categories])
    for skill_id in ("docker", "sql", "kubernetes"):
        for goal in ("mle-to-ds", "ds-to-mle"):
            scene.tracker.edits.set_goal("ds-to-mle" if goal == "mle-to-ds" else "mle-to-ds")
            scene.listed.open_skill(skill_id)
            scene.settle()
            scene.tracker.edits.set_goal(goal)
            scene.settle()
            assert scene.listed.detail.skill_id == skill_id
            assert scene.tree.current_key == ("skill", skill_id)
            assert is_in_sight(scene.tree)


@pytest.mark.slow
def test_the_stages_and_the_map_of_another_goal_stay_on_the_skill(
    open_window: OpenWindow, catalogue: Catalogue
) -> None:
    scene = open_window(catalogue)
    scene.show_stages()
    scene.listed.open_skill("python")
    scene.tracker.edits.set_goal("mle-to-ds")
    scene.settle()
    if "python" in scene.tracker.gap.skills and scene.tracker.gap.skills["python"].counts:
        assert scene.window.pages.roadmap.shown_skill == "python"
        assert is_in_sight(scene.tree)
    scene.window.pages.roadmap.show_map()
    scene.settle()
    form = scene.window.pages.roadmap.map
    assert form.find_skill("python")
    scene.tracker.edits.set_goal("ds-to-mle")
    scene.settle()
    assert form.shown_skill == "python"


@pytest.mark.slow
def test_a_strip_that_comes_keeps_the_selected_row_in_sight(open_window: OpenWindow, catalogue: Catalogue) -> None:
    scene = open_window(catalogue, size=(1024, 640))
    scene.tree.set_open([("category", each) for each in catalogue.categories])
    rows = [key for key in scene.model.shown_keys() if key[0] == "skill"]
    scene.tree.select_key(rows[len(rows) // 2])
    scene.tree.scrollTo(scene.tree.currentIndex(), scene.tree.ScrollHint.PositionAtBottom)
    scene.settle()
    assert is_in_sight(scene.tree)
    scene.window.banners.tell("trouble", "Something went wrong, and this is told in a strip above the page.")
    scene.window.banners.tell("notice", "Something else is worth knowing, too.")
    scene.window.resize(QSize(1024, 600))
    scene.settle()
    assert is_in_sight(scene.tree)


# No more work than a key is worth


def trees_shown(scene: Scene) -> list[None]:
    shown: list[None] = []
    scene.model.tree_shown.connect(lambda: shown.append(None))
    return shown


@pytest.mark.slow
def test_a_key_filters_the_list_once_while_what_it_finds_is_selected(scene: Scene) -> None:
    scene.go("skill", "yeast")
    shown = trees_shown(scene)
    for end in range(1, len("yeast") + 1):
        scene.window.top_bar.search.setText("yeast"[:end])
        assert len(shown) <= end
    assert scene.tree.current_key == ("skill", "yeast")


@pytest.mark.slow
def test_going_to_another_row_filters_nothing(scene: Scene) -> None:
    scene.window.pages.skills.choose_chip(SkillGroup.GAPS)
    shown = trees_shown(scene)
    for skill_id in scene.shown():
        scene.go("skill", skill_id)
    assert len(scene.shown()) > 2
    assert shown == []


@pytest.mark.slow
def test_leaving_a_row_that_was_only_kept_for_the_user_takes_it_out(scene: Scene) -> None:
    scene.window.pages.skills.choose_chip(SkillGroup.GAPS)
    scene.go("skill", "hygiene")
    scene.click_box("skill", "hygiene")
    assert "hygiene" in scene.shown()
    scene.go("skill", "weighing")
    assert "hygiene" not in scene.shown()


@pytest.mark.slow
def test_among_thousands_of_skills_a_search_keeps_the_place_and_what_is_open(open_window: OpenWindow) -> None:
    scene = open_window(crowded_catalogue(2000))
    scene.window.pages.skills.open_skill("docker-3")
    opened = ("category", "mlops-5")
    scene.tree.expand_keys([opened])
    before = scene.model.shown_keys()
    for text in ("d", "docker", "docker 3", "", "python", "docker 3", ""):
        scene.search(text)
        finder = SkillFinder(scene.catalogue.skills)
        counting = {each.skill.id for each in scene.tracker.gap.scope}
        assert set(scene.shown()) == finder.found(text) & counting
        if text == "docker 3":
            assert visible(scene, "skill") == scene.shown()
    assert scene.model.shown_keys() == before
    assert scene.tree.isExpanded(scene.model.index_of(opened))


def test_an_index_that_is_half_built_finds_all_there_is(catalogue: Catalogue) -> None:
    ahead = SkillFinder(catalogue.skills)
    assert ahead.prepare(3)
    assert ahead.found("docker") == SkillFinder(catalogue.skills).found("docker")
    assert not ahead.prepare(3), "the search has built the rest"


def test_the_index_is_built_after_the_first_paint(scene: Scene) -> None:
    scene.qtbot.waitUntil(lambda: not scene.window.pages.finder.prepare(0))

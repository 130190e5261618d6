"""The Skills page under real clicks and keys: ticking, filtering, searching, and what is not needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest

from gui.pages.skills.filtering import SkillGroup
from gui.widgets.buttons import LinkButton
from gui.widgets.chips import Chip as ChipButton
from roadmaps.text.text_format import count_text
from tests.gui.scene import seen

if TYPE_CHECKING:
    from gui.outline.rows import RowKind
    from roadmaps.catalogue import Catalogue
    from tests.gui.scene import OpenWindow, Scene

UNTICKED, SOME, TICKED = Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Checked


def chip(scene: Scene, name: SkillGroup) -> ChipButton:
    return next(each for each in seen(scene.window, ChipButton) if each.accessibleName().startswith(f"{name}, "))


def test_a_click_on_a_box_ticks_on_disk_and_on_the_screen(scene: Scene) -> None:
    scene.click_box("skill", "hygiene")
    assert scene.ticked() == {"hygiene.clean-bench", "hygiene.sterile-vessels"}
    assert scene.check("skill", "hygiene") is TICKED
    assert scene.check("category", "basics") is SOME
    assert "Hygiene" in scene.texts(scene.listed.detail)
    scene.click_box("skill", "hygiene")
    assert scene.ticked() == set()


@pytest.mark.slow
def test_a_click_anywhere_on_a_row_selects_it_and_ticks_nothing(scene: Scene) -> None:
    scene.click_row("skill", "temperature")
    assert scene.tree.current_key == ("skill", "temperature")
    assert scene.listed.detail.skill_id == "temperature"
    assert scene.ticked() == set()


@pytest.mark.slow
def test_a_press_on_a_box_that_ends_elsewhere_ticks_nothing(scene: Scene) -> None:
    area = scene.tree.viewport()
    box = scene.rect("skill", "hygiene").topLeft()
    box.setX(box.x() + 22)
    box.setY(box.y() + 14)
    QTest.mousePress(area, Qt.MouseButton.LeftButton, pos=box)
    QTest.mouseRelease(area, Qt.MouseButton.LeftButton, pos=scene.rect("skill", "temperature").center())
    assert scene.ticked() == set()


def test_a_double_click_on_a_box_ticks_once(scene: Scene) -> None:
    scene.go("can-do", "hygiene", "hygiene.clean-bench")
    rect = scene.rect("can-do", "hygiene", "hygiene.clean-bench")
    place = rect.topLeft()
    place.setX(place.x() + 22)
    place.setY(place.y() + 14)
    area = scene.tree.viewport()
    QTest.mouseClick(area, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(area, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseRelease(area, Qt.MouseButton.LeftButton, pos=place)
    assert scene.ticked() == {"hygiene.clean-bench"}
    assert len(scene.disk.events()) == 1


def test_space_ticks_the_row_the_keyboard_is_on(scene: Scene) -> None:
    scene.go("skill", "hygiene")
    scene.press(Qt.Key.Key_Space, on=scene.tree)
    assert scene.ticked() == {"hygiene.clean-bench", "hygiene.sterile-vessels"}
    scene.go("category", "basics")
    scene.press(Qt.Key.Key_Space, on=scene.tree)
    assert scene.check("category", "basics") is TICKED
    scene.go("can-do", "hygiene", "hygiene.clean-bench")
    scene.press(Qt.Key.Key_Space, on=scene.tree)
    assert "hygiene.clean-bench" not in scene.ticked()


@pytest.mark.slow
def test_enter_opens_a_row_and_closes_it_again(scene: Scene) -> None:
    scene.go("skill", "hygiene")
    index = scene.model.index_of(("skill", "hygiene"))
    assert not scene.tree.isExpanded(index)
    scene.press(Qt.Key.Key_Return, on=scene.tree)
    assert scene.tree.isExpanded(index)
    scene.press(Qt.Key.Key_Enter, on=scene.tree)
    assert not scene.tree.isExpanded(index)


@pytest.mark.slow
def test_arrows_move_through_the_rows(scene: Scene) -> None:
    scene.go("category", "basics")
    visited = []
    for _ in range(3):
        scene.press(Qt.Key.Key_Down, on=scene.tree)
        visited.append(scene.tree.current_key)
    assert visited == [("skill", "weighing"), ("skill", "temperature"), ("skill", "hygiene")]
    scene.press(Qt.Key.Key_Right, on=scene.tree)
    assert scene.tree.isExpanded(scene.tree.currentIndex())
    scene.press(Qt.Key.Key_Down, on=scene.tree)
    assert scene.tree.current_key == ("can-do", "hygiene", "hygiene.clean-bench")


def test_a_click_on_the_arrow_opens_without_ticking(scene: Scene) -> None:
    index = scene.model.index_of(("skill", "hygiene"))
    place = scene.rect("skill", "hygiene").topLeft()
    place.setY(place.y() + 14)
    QTest.mouseClick(scene.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert scene.tree.isExpanded(index)
    assert scene.ticked() == set()


@pytest.mark.slow
def test_single_lines_are_laid_out_without_asking_for_each_height(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree, asked = scene.tree, list[QModelIndex]()
    scene.go("skill", "hygiene")
    line = scene.rect("skill", "hygiene").height()
    tree.collapse(scene.model.index_of(("skill", "hygiene")))
    scene.settle()
    kind_at = scene.model.kind_at

    def kind_noted(index: QModelIndex) -> RowKind:
        asked.append(index)
        return kind_at(index)

    monkeypatch.setattr(scene.model, "kind_at", kind_noted)
    scene.search("e")
    scene.search("")
    assert asked
    assert [index for index in asked if index.row() or index.parent().isValid()] == [], "only the first row is measured"
    monkeypatch.undo()
    tree.expand(scene.model.index_of(("skill", "hygiene")))
    scene.settle()
    can_do = scene.rect("can-do", "hygiene", "hygiene.clean-bench")
    assert can_do.height() > line
    assert scene.rect("can-do", "hygiene", "hygiene.sterile-vessels").top() == can_do.bottom() + 1
    assert scene.rect("skill", "hygiene").height() == line


def test_a_categorys_box_ticks_under_the_filter_and_the_toast_counts(scene: Scene) -> None:
    scene.search("hygiene")
    scene.click_box("category", "basics")
    assert scene.ticked() == {"hygiene.clean-bench", "hygiene.sterile-vessels"}
    assert scene.window.toast.isVisible()
    assert scene.window.toast.text == "Ticked 2 can-dos in Basics"


def test_each_chip_shows_what_it_counts(scene: Scene) -> None:
    scene.click_box("skill", "hygiene")
    scene.tracker.edits.set_ticked([scene.can_do("temperature.read-thermometer")], True)
    scene.tracker.edits.set_aside("tasting", True)
    shown = {}
    for name in SkillGroup:
        button = chip(scene, name)
        scene.click(button)
        assert button.isChecked()
        shown[name] = scene.shown() if scene.window.pages.skills.tree.isVisible() else []
        assert button.accessibleName() == f"{name}, {count_text(len(shown[name]), 'skill')}"
    assert shown[SkillGroup.HAVE] == ["hygiene"]
    assert shown[SkillGroup.LEARNING] == ["temperature"]
    assert shown[SkillGroup.SET_ASIDE] == ["tasting"]
    assert shown[SkillGroup.GAPS] == ["weighing", "temperature", "yeast", "mashing", "wheat"]
    assert shown[SkillGroup.ALL] == ["weighing", "temperature", "hygiene", "yeast", "mashing", "wheat"]


@pytest.mark.slow
def test_an_empty_chip_says_why_it_is_empty(scene: Scene) -> None:
    scene.click(chip(scene, SkillGroup.SET_ASIDE))
    assert "Nothing is set aside." in scene.texts()
    assert not scene.tree.isVisible()


@pytest.mark.slow
def test_a_row_ticked_away_under_a_chip_waits_until_the_user_moves_on(scene: Scene) -> None:
    scene.click(chip(scene, SkillGroup.GAPS))
    scene.click_box("skill", "hygiene")
    assert "hygiene" in scene.shown()
    scene.click_row("skill", "temperature")
    assert "hygiene" not in scene.shown()


def test_a_search_filters_as_it_is_typed_and_esc_brings_everything_back(scene: Scene) -> None:
    field = scene.window.top_bar.search
    scene.tree.collapseAll()
    scene.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert field.hasFocus()
    QTest.keyClicks(field, "ye")
    assert scene.shown() == ["yeast"]
    assert scene.tree.isExpanded(scene.model.index_of(("category", "craft")))
    scene.press(Qt.Key.Key_Escape, on=field)
    assert field.text() == ""
    assert len(scene.shown()) == 7
    assert not scene.tree.isExpanded(scene.model.index_of(("category", "craft")))


def test_down_leads_from_the_search_into_what_was_found(scene: Scene) -> None:
    scene.search("thermometer")
    scene.press(Qt.Key.Key_Down, on=scene.window.top_bar.search)
    assert scene.tree.hasFocus()
    assert scene.tree.current_key in (("category", "basics"), ("skill", "temperature"))
    scene.press(Qt.Key.Key_Down)
    assert scene.tree.current_key == ("skill", "temperature")


def test_a_search_that_finds_nothing_offers_the_nearest_name(scene: Scene) -> None:
    scene.search("hygeine")
    assert "No skill of this goal matches “hygeine”." in scene.texts()
    assert "Did you mean Hygiene?" in scene.texts()
    scene.click(scene.button("Show Hygiene"))
    assert scene.tree.current_key == ("skill", "hygiene")
    assert scene.window.top_bar.search.text() == ""


def test_a_search_can_be_widened_to_skills_that_are_not_needed(scene: Scene) -> None:
    scene.search("knead")
    assert scene.shown() == []
    scene.click(scene.button("Search all skills (1 found)"))
    assert scene.shown() == ["dough"]
    assert scene.window.pages.skills.not_needed.isChecked()


@pytest.mark.slow
def test_the_nothing_found_message_survives_an_undo(scene: Scene) -> None:
    scene.click_box("skill", "hygiene")
    scene.search("nothing has this")
    assert scene.shown() == []
    scene.tracker.undo()
    assert scene.shown() == []
    scene.tracker.redo()
    assert scene.shown() == []


def test_skills_that_are_not_needed_are_shown_with_one_click(scene: Scene) -> None:
    box = scene.window.pages.skills.not_needed
    assert box.text() == "Show 3 not needed for BRW"
    scene.click(box)
    assert len(scene.shown()) == 10
    assert scene.row("skill", "bottling").caption == "optional"
    assert scene.row("skill", "barley").caption == "not chosen"
    scene.click_box("skill", "dough")
    assert scene.ticked() == {"dough.simple-dough", "dough.rested-dough", "dough.any-flour"}
    assert scene.window.top_bar.readiness.number.text() == "0\xa0%"
    scene.click(box)
    assert "barley" not in scene.shown()


@pytest.mark.slow
def test_the_numbers_above_the_list_follow_each_tick(scene: Scene) -> None:
    assert "0 of 7 skills" in scene.texts()
    assert "0 of 13 can-dos" in scene.texts()
    scene.click_box("skill", "hygiene")
    assert "1 of 7 skills" in scene.texts()
    assert "2 of 13 can-dos" in scene.texts()


def test_a_category_shows_how_its_total_adds_up(scene: Scene) -> None:
    scene.click_box("skill", "hygiene")
    scene.click_row("category", "basics")
    overview = scene.listed.overview
    assert overview.isVisible()
    assert "2 of 6 can-dos ticked, 21–42\xa0h left" in scene.texts(overview)
    scene.click(next(link for link in seen(overview, LinkButton) if link.text() == "Weighing"))
    assert scene.tree.current_key == ("skill", "weighing")


@pytest.mark.slow
def test_opening_a_hidden_skill_widens_the_filters(scene: Scene) -> None:
    scene.search("hygiene")
    scene.window.pages.skills.open_skill("dough")
    assert scene.tree.current_key == ("skill", "dough")
    scene.tracker.edits.set_aside("tasting", True)
    scene.window.pages.skills.open_skill("tasting")
    assert scene.tree.current_key == ("skill", "tasting")
    assert chip(scene, SkillGroup.SET_ASIDE).isChecked()


@pytest.mark.slow
def test_the_shipped_catalogue_opens_with_every_count_right(open_window: OpenWindow, catalogue: Catalogue) -> None:
    scene = open_window(catalogue)
    total = scene.tracker.gap.total
    assert f"0 of {total.skills} skills" in scene.texts()
    assert len(scene.shown()) == total.skills
    scene.tree.expandAll()
    scene.settle()
    assert scene.tree.grab().toImage().isNull() is False


@pytest.mark.slow
def test_one_tick_needs_no_toast(scene: Scene) -> None:
    scene.go("can-do", "hygiene", "hygiene.clean-bench")
    scene.press(Qt.Key.Key_Space, on=scene.tree)
    assert not scene.window.toast.isVisible()
    assert scene.window.banners.text("trouble") == ""

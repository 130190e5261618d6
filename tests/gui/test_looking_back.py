"""Looking at an earlier day: every page shows it, nothing can be changed, and today comes back as it was."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt

from gui.app.state import VIEWING_THE_PAST
from gui.pages.roadmap.map.view_models import MilestonePlace
from gui.skill_detail.can_do_row import CanDoRow
from gui.widgets.buttons import PrimaryButton
from roadmaps.gap import SkillState, measure_gap
from roadmaps.journal import Tick, replay
from roadmaps.text.text_format import percent_text
from tests.gui.scene import SENTENCE, TODAY, seen

if TYPE_CHECKING:
    from tests.gui.scene import OpenWindow, Scene

MARCH, MAY, JUNE = date(2026, 3, 1), date(2026, 5, 1), date(2026, 6, 1)
CONTROL = Qt.KeyboardModifier.ControlModifier


def lived(scene: Scene) -> None:
    """Somebody who started in March, learned something in May and reached a milestone in June."""
    scene.clock.day = MARCH
    scene.tracker.edits.set_tick(scene.can_do("weighing.read-scales"), Tick(None))
    scene.clock.day = MAY
    scene.tracker.edits.set_ticked(scene.catalogue.skills["hygiene"].can_dos[:2], True, "Hygiene")
    scene.clock.day = JUNE
    scene.tracker.edits.toggle_milestone(scene.catalogue.milestones["water-boiled"])
    scene.clock.day = TODAY


@pytest.fixture
def past(open_window: OpenWindow) -> Scene:
    return open_window(before=lived)


def test_every_page_shows_the_day_and_a_strip_says_so(past: Scene) -> None:
    window, day = past.window, date(2026, 4, 1)
    window.show_page("roadmap")
    past.settle()
    assert past.tracker.view_as_of(day)
    past.settle()
    as_of = replay(past.disk.events(), as_of=day)
    assert past.tracker.progress == as_of
    assert past.tracker.gap == measure_gap(past.tracker.roadmap, as_of)
    percent = percent_text(measure_gap(past.tracker.roadmap, as_of).total.percent)
    assert past.button(percent, window.top_bar) is not None
    assert window.looking_back.label.text().startswith("As of 1 Apr 2026: ")
    assert window.looking_back.isVisible()
    graph = window.pages.roadmap.map.graph
    hygiene = next(node for node in graph.nodes.values() if node.id.skill_id == "hygiene")
    assert hygiene.row.state is not SkillState.HAVE
    window.show_page("skills")
    past.settle()
    assert past.row("skill", "hygiene").count == "0 of 2"
    past.click(window.looking_back.button)
    assert past.row("skill", "hygiene").count == "2 of 2"
    assert not window.looking_back.isVisible()


def test_nothing_can_be_changed_and_a_sentence_says_so(past: Scene) -> None:
    past.tracker.view_as_of(MAY)
    past.settle()
    before = list(past.disk.events())
    past.go("skill", "hygiene")
    past.press(Qt.Key.Key_Space, on=past.tree)
    past.press(Qt.Key.Key_Z, CONTROL)
    past.press(Qt.Key.Key_D, CONTROL)
    past.click_box("skill", "hygiene")
    past.tracker.drafts.hold("hygiene", "typed meanwhile")
    assert list(past.disk.events()) == before
    assert past.window.toast.text == VIEWING_THE_PAST
    assert not past.window.undo_action.isEnabled()
    assert past.tracker.drafts.text("hygiene") == ""
    assert past.row("skill", "hygiene").is_locked
    assert not any(row.box.isEnabled() for row in seen(past.listed.detail, CanDoRow))
    past.tracker.view_as_of(None)
    past.settle()
    assert past.window.undo_action.isEnabled()
    assert not past.row("skill", "hygiene").is_locked
    assert all(row.box.isEnabled() for row in seen(past.listed.detail, CanDoRow))
    past.press(Qt.Key.Key_Z, CONTROL)
    assert past.tracker.progress.milestones == {}


def test_milestones_and_the_map_are_of_that_day(past: Scene) -> None:
    past.window.show_page("roadmap")
    past.tracker.view_as_of(date(2026, 5, 20))
    past.settle()
    form = past.window.pages.roadmap.map
    form.selection.select(MilestonePlace(1))
    assert past.tracker.progress.milestones == {}
    assert not any(box.isEnabled() for box in form.side.milestone.view.boxes)
    form.selection.toggle(None)
    assert past.tracker.progress.milestones == {}
    past.tracker.view_as_of(JUNE)
    past.settle()
    assert set(past.tracker.progress.milestones) == {"water-boiled"}


@pytest.mark.sweep
@pytest.mark.parametrize("day", [None, TODAY, date(2030, 1, 1)], ids=str)
def test_today_and_later_is_now(past: Scene, day: date | None) -> None:
    assert not past.tracker.view_as_of(day)
    assert past.tracker.as_of is None
    assert past.tracker.day == TODAY


def test_a_note_that_is_typed_is_kept_first_and_holds_today_when_it_cannot_be(past: Scene) -> None:
    past.tracker.drafts.hold("hygiene", "first")
    assert past.tracker.view_as_of(MAY)
    assert past.tracker.progress.notes == {}, "it was written today"
    past.tracker.view_as_of(None)
    assert past.tracker.progress.notes == {"hygiene": "first"}
    past.tracker.drafts.hold("hygiene", "second")
    past.disk.is_full = True
    assert not past.tracker.view_as_of(MAY)
    past.settle()
    assert past.tracker.as_of is None
    assert SENTENCE in past.texts()


def test_before_the_first_day_nothing_is_there(past: Scene) -> None:
    past.tracker.view_as_of(date(2020, 1, 1))
    past.settle()
    assert past.tracker.progress.ticks == {}
    assert past.tracker.roadmap.id == "baker-to-brewer", "the goal is always today's"


@pytest.mark.slow
def test_the_button_of_a_card_neither_works_nor_looks_as_if_it_did(past: Scene) -> None:
    past.window.show_page("roadmap")
    past.tracker.view_as_of(MAY)
    past.settle()
    form, accent, inside = past.window.pages.roadmap.map, past.theme.colour("accent"), QPoint(12, 4)
    ready = next(node_id for node_id, node in form.graph.nodes.items() if node.row.left and not node.row.missing)
    form.selection.select(ready)
    past.settle()
    (deed,) = [button for button in seen(form, PrimaryButton) if button.text()]
    assert deed.text().startswith("Tick level")
    assert not deed.isEnabled()
    assert deed.grab().toImage().pixelColor(inside) != accent
    past.tracker.view_as_of(None)
    past.settle()
    assert deed.isEnabled()
    assert deed.grab().toImage().pixelColor(inside) == accent

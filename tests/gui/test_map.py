"""The map of the roadmap under real clicks and keys: what it shows, where keys lead, how large it is drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QWheelEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

import gui.shell.file_commands
from gui.app.settings import Settings
from gui.files.save_dialogs import PNG, SVG, ask_where
from gui.pages.roadmap.map import export
from gui.pages.roadmap.map.boxes import MilestoneItem, NodeItem
from gui.pages.roadmap.map.export import MapExport
from gui.pages.roadmap.map.items import ArrowItem, ChainItem
from gui.pages.roadmap.map.map_style import smallest_zoom
from gui.pages.roadmap.map.view_models import MilestonePlace, stage_view_model
from gui.theme.palette import SMALLEST_TEXT, Mode
from gui.widgets.accessibility import announce
from gui.widgets.badge import DisuseMark
from roadmaps.gap import SkillState
from roadmaps.gap.explanation import explain_stage
from roadmaps.journal import replay
from roadmaps.map import NodeId, map_graph
from tests.gui.scene import SENTENCE, TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QGraphicsView

    from gui.pages.roadmap.map.form import MapForm
    from gui.pages.roadmap.map.view_models import Place, StageViewModel
    from roadmaps.catalogue import Catalogue
    from roadmaps.gap import StageGap
    from tests.gui.scene import OpenWindow, Scene

CONTROL = Qt.KeyboardModifier.ControlModifier
GRAIN, MASHING, YEAST = NodeId(2, "wheat"), NodeId(2, "mashing"), NodeId(2, "yeast")
WEIGHING, TASTING = NodeId(0, "weighing"), NodeId(0, "tasting")
TEMPERATURE, HIGHER = NodeId(1, "temperature"), NodeId(3, "temperature")


@pytest.fixture
def first_page() -> str:
    return "roadmap"


@pytest.fixture
def scene_on_map(scene: Scene) -> Scene:
    scene.window.show_page("roadmap")
    scene.window.pages.roadmap.take_focus()
    scene.settle()
    return scene


@pytest.fixture
def form(scene_on_map: Scene) -> MapForm:
    return scene_on_map.window.pages.roadmap.map


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everything a screen reader is told about the map."""
    told: list[str] = []

    def note(widget: QGraphicsView, text: str) -> None:
        told.append(text)
        announce(widget, text)

    monkeypatch.setattr("gui.pages.roadmap.map.selection.announce", note)
    return told


def nodes(form: MapForm) -> dict[NodeId, NodeItem]:
    found = [item for item in form.view.scene().items() if isinstance(item, NodeItem)]
    return {item.place: item for item in found if isinstance(item.place, NodeId)}


def milestones(form: MapForm) -> dict[MilestonePlace, MilestoneItem]:
    found = [item for item in form.view.scene().items() if isinstance(item, MilestoneItem)]
    return {item.place: item for item in found if isinstance(item.place, MilestonePlace)}


def arrows(form: MapForm) -> dict[tuple[NodeId, NodeId], ChainItem]:
    found = [item for item in form.view.scene().items() if isinstance(item, ArrowItem)]
    return {(arrow.link.before, arrow.link.after): arrow.chain for arrow in found}


def at(form: MapForm) -> Place | None:
    return form.at


def point_of(form: MapForm, place: Place) -> QPoint:
    box: NodeItem | MilestoneItem = (milestones(form) if isinstance(place, MilestonePlace) else nodes(form))[place]  # type: ignore[index]
    form.view.bring_into_view(box)
    return form.view.mapFromScene(box.frame.center())


def click(scene: Scene, form: MapForm, place: Place) -> None:
    QTest.mouseClick(form.view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(form, place))
    scene.settle()


def picture_of(form: MapForm, node_id: NodeId) -> QImage:
    """A box as it is seen, with what lies on it."""
    view, node = form.view, nodes(form)[node_id]
    return view.viewport().grab(view.mapFromScene(node.frame).boundingRect()).toImage()


def ticked_in_file(scene: Scene) -> set[str]:
    return set(replay(scene.disk.events()).ticks)


# What is on it


def test_every_stage_is_a_column_with_its_boxes_and_its_milestone(scene_on_map: Scene, form: MapForm) -> None:
    assert set(nodes(form)) == set(form.graph.nodes)
    assert set(milestones(form)) == {MilestonePlace(number) for number in (1, 2, 3)}
    assert [head.text() for head in form.headers.headers] == [
        "0  You bring",
        "1  Clean start",
        "2  First brew",
        "3  Steady brew",
    ]
    assert set(arrows(form)) == {(link.before, link.after) for link in form.graph.links}


def test_boxes_are_below_the_header_of_their_stage_and_never_overlap(form: MapForm) -> None:
    boxes = [*nodes(form).values(), *milestones(form).values()]
    heads = {head.text()[0]: head.geometry() for head in form.headers.headers}
    for box in boxes:
        head = heads[str(box.place.stage)]
        assert head.left() <= box.frame.left() < box.frame.right() <= head.right() + 1
        assert not any(box.frame.intersects(other.frame) for other in boxes if other is not box)


def test_a_box_shows_state_levels_and_remarks(scene_on_map: Scene, form: MapForm) -> None:
    assert nodes(form)[HIGHER].view_model.remarks == ("level 3",)
    assert nodes(form)[TEMPERATURE].view_model.ticked == (False, False)
    scene_on_map.tracker.edits.set_ticked(scene_on_map.catalogue.skills["temperature"].can_dos[:1], True)
    face = nodes(form)[TEMPERATURE].view_model
    assert (face.state, face.ticked) == (SkillState.LEARNING, (True, False))
    assert face.spoken == "Keeping a temperature, learning, 1 of 2 can-dos"


def test_a_tick_changes_a_box_without_rebuilding_the_map(scene_on_map: Scene, form: MapForm) -> None:
    scene_on_map.tracker.edits.set_ticked(scene_on_map.catalogue.skills["weighing"].can_dos[:1], True)
    scene_on_map.settle()  # the first words go, and leave more room
    before = nodes(form)
    scene_on_map.tracker.edits.set_ticked(scene_on_map.catalogue.skills["temperature"].can_dos[:2], True)
    scene_on_map.settle()
    after = nodes(form)
    assert all(after[place] is box for place, box in before.items())
    assert after[TEMPERATURE].view_model.state is SkillState.HAVE


@pytest.mark.slow
def test_skills_set_aside_are_counted_at_the_foot_and_shown_on_request(scene_on_map: Scene, form: MapForm) -> None:
    scene_on_map.tracker.edits.set_aside("hygiene", True)
    scene_on_map.settle()
    assert NodeId(1, "hygiene") not in nodes(form)
    assert any("set aside" in item.toolTip() for item in form.view.scene().items())
    scene_on_map.click(form.toolbar.shows_hidden)
    assert nodes(form)[NodeId(1, "hygiene")].view_model.state is SkillState.SET_ASIDE
    form.selection.select(NodeId(1, "hygiene"))
    scene_on_map.click(scene_on_map.button("Bring back"))
    assert nodes(form)[NodeId(1, "hygiene")].view_model.state is not SkillState.SET_ASIDE


@pytest.mark.slow
def test_stage_0_stays_while_it_holds_the_selection_and_then_disappears(scene_on_map: Scene, form: MapForm) -> None:
    form.selection.select(WEIGHING)
    for place in (WEIGHING, TASTING):
        form.selection.select(place)
        while form.graph.nodes[place].row.left:
            scene_on_map.press(Qt.Key.Key_Space, on=form.view)
    assert WEIGHING in nodes(form)
    scene_on_map.press(Qt.Key.Key_Right, on=form.view)
    assert form.at is not None
    assert form.at.stage == 1
    assert WEIGHING not in nodes(form)
    assert len(form.headers.headers) == 3
    scene_on_map.tracker.undo()
    scene_on_map.settle()
    assert WEIGHING in nodes(form)


@pytest.mark.slow
def test_the_other_direction_is_another_map(scene_on_map: Scene, form: MapForm) -> None:
    click(scene_on_map, form, TEMPERATURE)
    scene_on_map.tracker.edits.set_goal("brewer-to-baker")
    scene_on_map.settle()
    assert {place.stage for place in nodes(form)} <= {0, 1, 2, 3}
    assert set(nodes(form)) == set(form.graph.nodes)
    assert form.at in nodes(form)


# The selected box


def test_a_click_selects_and_shows_the_chains(scene_on_map: Scene, form: MapForm) -> None:
    click(scene_on_map, form, MASHING)
    assert form.at == MASHING
    graph = form.graph
    before = {(link.before, link.after) for link in graph.chain_before(MASHING)}
    after = {(link.before, link.after) for link in graph.chain_after(MASHING)}
    assert before
    chains = arrows(form)
    assert {pair for pair, chain in chains.items() if chain is ChainItem.BEFORE} == before
    assert {pair for pair, chain in chains.items() if chain is ChainItem.AFTER} == after
    assert [place for place, box in nodes(form).items() if box.is_selected] == [MASHING]


@pytest.mark.slow
def test_the_card_names_a_missing_prerequisite_and_leads_to_it(scene_on_map: Scene, form: MapForm) -> None:
    click(scene_on_map, form, MASHING)
    texts = scene_on_map.texts(form.side)
    assert any(text.startswith("Locked until ") for text in texts)
    button = form.side.card.action
    first = form.graph.nodes[MASHING].row.missing[0].skill
    assert button.text() == f"Go to {first.short_name}"
    scene_on_map.click(button)
    assert form.at is not None
    assert form.shown_skill == first.id


def test_the_card_of_a_ready_box_ticks_its_next_can_do(scene_on_map: Scene, form: MapForm) -> None:
    hygiene = NodeId(1, "hygiene")
    click(scene_on_map, form, hygiene)
    assert form.side.card.action.text() == "Tick level 1"
    scene_on_map.click(form.side.card.action)
    assert ticked_in_file(scene_on_map) == {"hygiene.clean-bench"}
    assert form.side.card.action.text() == "Tick level 2"
    scene_on_map.click(form.side.card.action)
    assert not form.side.card.action.isVisible()
    assert "Everything here is ticked." in scene_on_map.texts(form.side)


@pytest.mark.slow
def test_an_optional_box_can_be_counted_in_from_its_card(scene_on_map: Scene, form: MapForm) -> None:
    optional = [
        row.gap.skill.id
        for column in form.graph.columns
        for row in column.hidden
        if row.gap.scope_status.value == "optional"
    ]
    if not optional:
        pytest.fail("the tiny catalogue has no optional skill in a stage")
    scene_on_map.click(form.toolbar.shows_hidden)
    place = next(place for place in nodes(form) if place.skill_id == optional[0])
    form.selection.select(place)
    scene_on_map.click(scene_on_map.button("Count it in"))
    assert scene_on_map.tracker.progress.counted_in == {optional[0]}


# Keys


def test_arrow_keys_go_along_rows_and_columns_down_to_the_milestone(scene_on_map: Scene, form: MapForm) -> None:
    view = form.view
    form.selection.select(TEMPERATURE)
    scene_on_map.press(Qt.Key.Key_Home, on=view)
    top = at(form)
    for _ in range(4):
        scene_on_map.press(Qt.Key.Key_Down, on=view)
    assert at(form) == MilestonePlace(1)
    scene_on_map.press(Qt.Key.Key_Right, on=view)
    assert at(form) == MilestonePlace(2)
    scene_on_map.press(Qt.Key.Key_Up, on=view)
    assert at(form) in form.graph.columns[2].node_ids
    scene_on_map.press(Qt.Key.Key_Home, CONTROL, on=view)
    first = at(form)
    assert first == next(iter(form.graph.nodes))
    scene_on_map.press(Qt.Key.Key_Left, on=view)
    assert at(form) == first, "there is nothing further left"
    scene_on_map.press(Qt.Key.Key_End, CONTROL, on=view)
    assert at(form) == MilestonePlace(3)
    form.selection.select(TEMPERATURE)
    scene_on_map.press(Qt.Key.Key_Home, on=view)
    assert at(form) == top


@pytest.mark.slow
def test_control_with_arrow_keys_follows_the_arrows(scene_on_map: Scene, form: MapForm) -> None:
    form.selection.select(MASHING)
    scene_on_map.press(Qt.Key.Key_Left, CONTROL, on=form.view)
    assert form.at in form.graph.needs(MASHING)
    here = form.at
    assert isinstance(here, NodeId)
    scene_on_map.press(Qt.Key.Key_Right, CONTROL, on=form.view)
    assert form.at in form.graph.opens(here)


@pytest.mark.slow
def test_every_box_is_reached_by_arrow_keys_and_announced(
    scene_on_map: Scene, form: MapForm, spoken: list[str]
) -> None:
    reached: set[Place] = set()
    scene_on_map.press(Qt.Key.Key_Home, CONTROL, on=form.view)
    for _ in form.graph.columns:
        scene_on_map.press(Qt.Key.Key_Home, on=form.view)
        for _ in range(12):
            if form.at is not None:
                reached.add(form.at)
            scene_on_map.press(Qt.Key.Key_Down, on=form.view)
        scene_on_map.press(Qt.Key.Key_Home, on=form.view)
        scene_on_map.press(Qt.Key.Key_Right, on=form.view)
    assert reached == {*nodes(form), *milestones(form)}
    assert {nodes(form)[place].view_model.spoken for place in nodes(form)} <= set(spoken)
    assert form.view.accessibleDescription() in spoken


def test_space_ticks_the_next_can_do_and_says_when_there_is_none(
    scene_on_map: Scene, form: MapForm, spoken: list[str]
) -> None:
    form.selection.select(TEMPERATURE)
    scene_on_map.press(Qt.Key.Key_Space, on=form.view)
    assert ticked_in_file(scene_on_map) == {"temperature.read-thermometer"}
    assert spoken[-1] == "Keeping a temperature, learning, 1 of 2 can-dos"
    scene_on_map.press(Qt.Key.Key_Space, on=form.view)
    scene_on_map.press(Qt.Key.Key_Space, on=form.view)
    assert spoken[-1] == "Keeping a temperature: everything is ticked"
    assert len(ticked_in_file(scene_on_map)) == 2
    scene_on_map.press(Qt.Key.Key_Z, CONTROL)
    assert ticked_in_file(scene_on_map) == {"temperature.read-thermometer"}


def test_space_and_a_click_on_its_box_reach_a_milestone(scene_on_map: Scene, form: MapForm) -> None:
    foot = MilestonePlace(1)
    form.selection.select(foot)
    scene_on_map.press(Qt.Key.Key_Space, on=form.view)
    assert milestones(form)[foot].view_model.remark == "21 Nov"
    assert set(replay(scene_on_map.disk.events()).milestones) == {"water-boiled"}
    box = milestones(form)[foot]
    form.view.bring_into_view(box)
    place = form.view.mapFromScene(box.check_frame.center())
    QTest.mouseClick(form.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    scene_on_map.settle()
    assert replay(scene_on_map.disk.events()).milestones == {}
    click(scene_on_map, form, foot)
    assert replay(scene_on_map.disk.events()).milestones == {}, "a click beside its box only selects"
    assert "Nothing grew in the vessel" in scene_on_map.texts(form.side)


def test_enter_and_a_double_click_open_the_skill(scene_on_map: Scene, form: MapForm) -> None:
    form.selection.select(MASHING)
    scene_on_map.press(Qt.Key.Key_Return, on=form.view)
    assert scene_on_map.window.pages.listed.name == "skills"
    assert scene_on_map.window.pages.listed.shown_skill == "mashing"
    scene_on_map.press(Qt.Key.Key_J, CONTROL)
    assert scene_on_map.window.pages.listed.name == "roadmap"
    assert form.at == MASHING
    QTest.mouseDClick(form.view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(form, YEAST))
    scene_on_map.settle()
    assert scene_on_map.window.pages.listed.shown_skill == "yeast"


@pytest.mark.slow
def test_enter_on_a_milestone_leads_to_its_checks(scene_on_map: Scene, form: MapForm) -> None:
    form.selection.select(MilestonePlace(2))
    scene_on_map.press(Qt.Key.Key_Return, on=form.view)
    assert QApplication.focusWidget() is form.side.milestone.view.boxes[0]


@pytest.mark.slow
def test_a_keys_only_journey_over_the_map(scene_on_map: Scene, form: MapForm) -> None:
    scene_on_map.press(Qt.Key.Key_3, CONTROL)
    assert QApplication.focusWidget() is form.view
    scene_on_map.press(Qt.Key.Key_Home, CONTROL)
    scene_on_map.press(Qt.Key.Key_Space)
    assert len(ticked_in_file(scene_on_map)) == 1
    scene_on_map.press(Qt.Key.Key_L)
    assert QApplication.focusWidget() is form.side.list
    scene_on_map.press(Qt.Key.Key_Down)
    scene_on_map.press(Qt.Key.Key_Space)
    assert len(ticked_in_file(scene_on_map)) == 2
    scene_on_map.press(Qt.Key.Key_Return)
    assert scene_on_map.window.pages.listed.name == "skills"
    scene_on_map.press(Qt.Key.Key_3, CONTROL)
    scene_on_map.press(Qt.Key.Key_Plus)
    scene_on_map.press(Qt.Key.Key_0)
    scene_on_map.press(Qt.Key.Key_End)
    scene_on_map.press(Qt.Key.Key_Space)
    assert len(ticked_in_file(scene_on_map)) + len(scene_on_map.tracker.progress.milestones) == 3


# What is left


def test_the_list_holds_every_box_with_something_left_and_nothing_else(scene_on_map: Scene, form: MapForm) -> None:
    model = form.side.list.model()
    rows = [model.index(place, 0).data(Qt.ItemDataRole.UserRole) for place in range(model.rowCount())]
    graph = form.graph
    assert [row.node_id for row in rows if row.node_id] == [key for key, node in graph.nodes.items() if node.row.left]
    assert all(model.index(place, 0).data(Qt.ItemDataRole.AccessibleTextRole) for place in range(model.rowCount()))


@pytest.mark.slow
def test_map_and_list_are_in_step(scene_on_map: Scene, form: MapForm) -> None:
    click(scene_on_map, form, MASHING)
    left = form.side.list
    assert left.currentIndex().data(Qt.ItemDataRole.UserRole).node_id == MASHING
    left.setFocus()
    scene_on_map.press(Qt.Key.Key_Down, on=left)
    assert form.at == left.currentIndex().data(Qt.ItemDataRole.UserRole).node_id != MASHING
    assert [place for place, box in nodes(form).items() if box.is_selected] == [form.at]


@pytest.mark.slow
def test_a_milestone_stays_selected_when_the_keyboard_comes_to_the_list(scene_on_map: Scene, form: MapForm) -> None:
    form.selection.select(MilestonePlace(1))
    form.side.list.setFocus(Qt.FocusReason.TabFocusReason)
    scene_on_map.settle()
    assert form.at == MilestonePlace(1)
    assert form.side.list.currentIndex().isValid()


@pytest.mark.slow
def test_a_finished_roadmap_says_that_nothing_is_left(scene_on_map: Scene, form: MapForm) -> None:
    everything = [can_do for gap in scene_on_map.tracker.gap.scope for can_do in gap.needed]
    scene_on_map.tracker.edits.set_ticked(everything, True, "everything")
    scene_on_map.settle()
    assert "Nothing is left on this roadmap." in scene_on_map.texts(form.side)
    assert not form.side.list.isVisible()
    scene_on_map.click(scene_on_map.button("Go to the milestones"))
    assert form.at == MilestonePlace(1)


@pytest.mark.slow
def test_what_is_left_and_each_stage_explain_themselves(scene_on_map: Scene, form: MapForm) -> None:
    scene_on_map.click(form.side.total)
    assert "What’s left" in scene_on_map.texts(scene_on_map.window.panel)
    scene_on_map.press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is form.side.total
    scene_on_map.click(form.headers.headers[1])
    assert explain_stage(scene_on_map.tracker.gap.stages[1]).result in scene_on_map.texts(scene_on_map.window.panel)


# Search


@pytest.mark.slow
def test_a_search_dims_what_does_not_match_and_filters_the_list(scene_on_map: Scene, form: MapForm) -> None:
    scene_on_map.search("hygiene")
    model = form.side.list.model()
    rows = [model.index(place, 0).data(Qt.ItemDataRole.UserRole).node_id for place in range(model.rowCount())]
    assert [row for row in rows if row] == [NodeId(1, "hygiene")]
    scene_on_map.press(Qt.Key.Key_Down)
    assert form.at == NodeId(1, "hygiene")
    assert QApplication.focusWidget() is form.view
    scene_on_map.search("nothing has this")
    assert any("No skill on this roadmap matches “nothing has this”" in text for text in scene_on_map.texts(form))
    scene_on_map.click(scene_on_map.button("Clear the search"))
    assert scene_on_map.window.top_bar.search.text() == ""
    assert not any("No skill on this roadmap" in text for text in scene_on_map.texts(form))


# Zoom


def letters(form: MapForm) -> int:
    look = next(iter(nodes(form).values()))._style  # noqa: SLF001  # what it is painted with is nobody else's matter
    return look.font().pixelSize()


@pytest.mark.slow
def test_zoom_grows_letters_and_never_shrinks_them_too_far(scene_on_map: Scene, form: MapForm) -> None:
    for _ in range(12):
        scene_on_map.press(Qt.Key.Key_Minus, on=form.view)
    assert letters(form) == SMALLEST_TEXT
    assert form.toolbar.zoom.fit.text() == f"{round(100 * smallest_zoom(scene_on_map.theme))}\xa0%"
    assert not form.toolbar.zoom.smaller.isEnabled()
    for _ in range(12):
        scene_on_map.press(Qt.Key.Key_Plus, on=form.view)
    assert letters(form) == 2 * scene_on_map.theme.size("dense")
    assert not form.toolbar.zoom.larger.isEnabled()
    scene_on_map.press(Qt.Key.Key_0, on=form.view)
    assert form.toolbar.zoom.fit.text().startswith("Fit")
    scene_on_map.click(form.toolbar.zoom.larger)
    assert not form.toolbar.zoom.fit.text().startswith("Fit")
    scene_on_map.click(form.toolbar.zoom.fit)
    assert form.toolbar.zoom.fit.text().startswith("Fit")


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("roadmap_id", "size", "fits"),
    [
        ("mle-to-ds", (800, 600), False),
        ("mle-to-ds", (1024, 640), True),
        ("mle-to-ds", (1280, 800), True),
        ("ds-to-mle", (960, 540), False),
        ("ds-to-mle", (1024, 640), True),  # eight stages
        ("ds-to-mle", (1280, 800), True),
        ("ds-to-mle", (1920, 1080), True),
    ],
    ids=str,
)
@pytest.mark.parametrize("first_page", [""])
def test_fit_shows_every_column_where_that_can_be_read(
    open_window: OpenWindow, catalogue: Catalogue, roadmap_id: str, size: tuple[int, int], fits: bool
) -> None:
    scene = open_window(catalogue, size=size)
    scene.tracker.edits.set_goal(roadmap_id)
    scene.tracker.edits.set_ticked(
        [each for gap in scene.tracker.gap.stages[0].rows for each in gap.can_dos], True, "all"
    )
    scene.window.show_page("roadmap")
    scene.settle()
    form = scene.window.pages.roadmap.map
    assert letters(form) >= SMALLEST_TEXT
    says_fit = form.toolbar.zoom.fit.text().startswith("Fit")
    assert says_fit is not form.view.horizontalScrollBar().isVisible()
    assert says_fit is fits


@pytest.mark.slow
def test_gaps_become_narrower_where_that_makes_all_columns_fit(form: MapForm) -> None:
    usual = form.picture(1.0)
    narrow = form.picture(1.0, within=usual.size[0] - 20)
    assert narrow.size[0] == pytest.approx(usual.size[0] - 20)
    assert narrow.node_width == usual.node_width
    assert form.picture(1.0, within=usual.size[0] + 20).size == usual.size, "there is room for all"
    assert form.picture(1.0, within=usual.size[0] / 2).size == usual.size, "it scrolls whatever the gaps are"
    assert narrow.shape != usual.shape


@pytest.mark.slow
def test_the_wheel_zooms_around_the_pointer(scene_on_map: Scene, form: MapForm) -> None:
    for _ in range(2):
        scene_on_map.press(Qt.Key.Key_Minus, on=form.view)
    pointer = form.view.mapFromScene(nodes(form)[MASHING].frame.center())
    event = QWheelEvent(
        QPointF(pointer),
        form.view.viewport().mapToGlobal(QPointF(pointer)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        CONTROL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    before = letters(form)
    QApplication.sendEvent(form.view.viewport(), event)
    scene_on_map.settle()
    assert letters(form) > before
    under = form.view.scene().items(form.view.mapToScene(pointer))
    assert any(isinstance(item, NodeItem) and item.place == MASHING for item in under)


@pytest.mark.slow
def test_a_drag_moves_the_map_and_selects_nothing(scene_on_map: Scene, form: MapForm) -> None:
    for _ in range(8):
        scene_on_map.press(Qt.Key.Key_Plus, on=form.view)
    form.selection.select(TEMPERATURE)
    view, at = form.view, form.at
    bar = view.horizontalScrollBar()
    bar.setValue(bar.maximum() // 2)
    start, before = view.viewport().rect().center(), bar.value()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view.viewport(), start + QPoint(40, 10))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(40, 10))
    scene_on_map.settle()
    assert bar.value() == before - 40
    assert form.headers.horizontalScrollBar().value() == bar.value()
    assert form.at == at


# A small window


@pytest.mark.slow
def test_in_a_small_window_the_panel_is_a_drawer(open_window: OpenWindow) -> None:
    scene = open_window(size=(1024, 640))
    scene.window.show_page("roadmap")
    scene.window.pages.roadmap.take_focus()
    scene.settle()
    form = scene.window.pages.roadmap.map
    assert not form.side.isVisible()
    assert form.strip.isVisible()
    scene.press(Qt.Key.Key_L, on=form.view)
    assert form.side.isVisible()
    assert QApplication.focusWidget() is form.side.list
    scene.press(Qt.Key.Key_Escape)
    assert not form.side.isVisible()
    assert QApplication.focusWidget() is form.view
    form.selection.select(MilestonePlace(1))
    scene.settle()
    assert form.milestone_strip.isVisible()
    assert not form.strip.isVisible()
    scene.click(scene.button("Reached today"))
    assert set(scene.tracker.progress.milestones) == {"water-boiled"}
    scene.click(scene.button("Show its checks"))
    assert "Nothing grew in the vessel" in scene.texts(form.side)
    scene.window.resize(1400, 800)
    scene.settle()
    assert form.side.isVisible()
    assert not form.milestone_strip.isVisible()


# Map and list


@pytest.mark.slow
def test_list_and_map_continue_where_the_other_was(scene_on_map: Scene, form: MapForm) -> None:
    form.selection.select(MASHING)
    scene_on_map.click(scene_on_map.button("List"))
    assert scene_on_map.tree.current_key == ("skill", "2", "mashing")
    scene_on_map.go("milestone", "1")
    scene_on_map.click(scene_on_map.button("Map"))
    assert form.isVisible()
    assert form.at == MilestonePlace(1)


@pytest.mark.slow
def test_a_skill_that_is_not_on_the_map_is_shown_by_the_list(open_window: OpenWindow, catalogue: Catalogue) -> None:
    scene = open_window(catalogue)
    outside = next(key for key, gap in scene.tracker.gap.skills.items() if not gap.target)
    scene.window.show_page("roadmap")
    scene.window.pages.roadmap.open_skill(outside)
    scene.settle()
    assert scene.window.pages.roadmap.is_list
    assert scene.window.pages.roadmap.shown_skill == outside


@pytest.mark.slow
def test_form_zoom_and_place_are_remembered(open_window: OpenWindow) -> None:
    scene = open_window()
    scene.tracker.edits.set_ticked(scene.catalogue.skills["weighing"].can_dos[:1], True)
    scene.window.show_page("roadmap")
    scene.settle()
    form = scene.window.pages.roadmap.map
    form.selection.select(MASHING)
    form.zoom.zoom_in()
    drawn = letters(form)
    scene.close()
    again = open_window()
    again.settle()
    form = again.window.pages.roadmap.map
    assert (form.at, letters(form)) == (MASHING, drawn)
    again.window.pages.roadmap.show_list()
    again.close()
    third = open_window()
    assert third.window.pages.roadmap.is_list


@pytest.mark.slow
def test_the_map_shows_changes_made_on_another_page(scene_on_map: Scene, form: MapForm) -> None:
    scene_on_map.window.show_page("skills")
    scene_on_map.tracker.edits.set_ticked(scene_on_map.catalogue.skills["temperature"].can_dos[:2], True)
    scene_on_map.window.show_page("roadmap")
    scene_on_map.settle()
    assert nodes(form)[TEMPERATURE].view_model.state is SkillState.HAVE


@pytest.mark.slow
def test_a_tick_that_could_not_be_saved_is_not_shown(scene_on_map: Scene, form: MapForm) -> None:
    form.selection.select(TEMPERATURE)
    scene_on_map.disk.is_full = True
    scene_on_map.press(Qt.Key.Key_Space, on=form.view)
    assert nodes(form)[TEMPERATURE].view_model.ticked == (False, False)
    assert SENTENCE in scene_on_map.texts()


@pytest.mark.slow
def test_the_two_palettes_differ_in_colour(scene_on_map: Scene, form: MapForm) -> None:
    light = form.view.grab().toImage()
    scene_on_map.theme.set_mode(Mode.DARK)
    scene_on_map.settle()
    dark = form.view.grab().toImage()
    scene_on_map.theme.set_mode(Mode.LIGHT)
    scene_on_map.settle()
    assert light != dark
    assert form.view.grab().toImage() == light


# The picture


@pytest.fixture
def save_as(scene_on_map: Scene, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], Path]:
    """Saves the map under a name, as if it had been chosen in the dialog."""

    def save(name: str) -> Path:
        path = tmp_path / name
        monkeypatch.setattr(gui.shell.file_commands, "ask_where", lambda *_: path)
        scene_on_map.click(scene_on_map.button("Save the map as a picture"))
        return path

    return save


def test_the_map_is_saved_as_a_drawing_with_its_words_as_text(
    scene_on_map: Scene, form: MapForm, save_as: Callable[[str], Path]
) -> None:
    path = save_as("map.svg")
    assert QSvgRenderer(str(path)).isValid()
    text = path.read_text(encoding="utf-8")
    for word in ("Roadmap: Baker to brewer, 21 Nov 2026", "Mashing", "First brew", "Learning"):
        assert word in text
    assert "<image" not in text, "signs are lines, too"
    assert scene_on_map.window.toast.text == "Saved map.svg"


@pytest.mark.slow
def test_a_drawing_of_the_map_looks_the_same_outside_qt(
    scene_on_map: Scene, form: MapForm, save_as: Callable[[str], Path]
) -> None:
    root = ElementTree.parse(save_as("map.svg")).getroot()
    svg = "{http://www.w3.org/2000/svg}"
    strokes = {element.get("stroke") for element in root.iter()} - {None}
    assert strokes & {"none"}
    assert not strokes & {"#000000"}, "an outline of a shape that has none is black in a browser"
    texts = [element for element in root.iter(f"{svg}text") if element.text]
    assert len(texts) > len(form.graph.nodes)
    assert all(str(element.get("font-family")).endswith(", sans-serif") for element in texts)
    assert not [element for element in root.iter(f"{svg}g") if not len(element)]


@pytest.mark.slow
def test_no_stage_is_cut_in_a_picture_of_the_map(
    open_window: OpenWindow, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = open_window(catalogue)
    long = "Automation of everything that can be automated"

    def face_of(stage: StageGap) -> StageViewModel:
        face = stage_view_model(stage)
        return replace(face, name=long) if face.number == 5 else face

    monkeypatch.setattr(export, "stage_view_model", face_of)
    drawing = MapExport(map_graph(scene.tracker.gap), scene.tracker, scene.theme, scene.icons).svg()().decode()
    for stage in scene.tracker.roadmap.stages:
        assert f"{stage.number} {long if stage.number == 5 else stage.short_name}" in drawing
    assert "…" not in drawing
    assert scene.tracker.roadmap.name in drawing


@pytest.mark.slow
def test_the_map_is_saved_as_a_picture_in_light_colours_whatever_the_screen_shows(
    scene_on_map: Scene, save_as: Callable[[str], Path]
) -> None:
    light = QImage(str(save_as("light.png")))
    scene_on_map.theme.set_mode(Mode.DARK)
    scene_on_map.settle()
    dark = QImage(str(save_as("dark.png")))
    scene_on_map.theme.set_mode(Mode.LIGHT)
    assert light.width() > 1000
    assert light == dark
    assert light.text("Title").startswith("Roadmap: Baker to brewer")


@pytest.mark.slow
def test_a_map_that_cannot_be_saved_says_so_and_leaves_the_old_file(
    scene_on_map: Scene, save_as: Callable[[str], Path], tmp_path: Path
) -> None:
    (tmp_path / "map.png").write_bytes(b"the old one")
    scene_on_map.disk.is_full = True
    path = save_as("map.png")
    assert path.read_bytes() == b"the old one"
    assert SENTENCE in scene_on_map.texts()
    scene_on_map.disk.is_full = False
    assert QImage(str(save_as("map.png"))).isNull() is False
    assert SENTENCE not in scene_on_map.texts()


@pytest.mark.slow
def test_cancelling_saves_nothing(scene_on_map: Scene, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(gui.shell.file_commands, "ask_where", lambda *_: None)
    before = sorted(tmp_path.rglob("*"))
    scene_on_map.press(Qt.Key.Key_S, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert sorted(tmp_path.rglob("*")) == before


# What a person may do that nobody expects


@pytest.mark.slow
def test_an_open_explanation_stays_put_when_the_map_is_redrawn(scene_on_map: Scene, form: MapForm) -> None:
    head = form.headers.headers[1]
    scene_on_map.click(head)
    assert scene_on_map.window.panel.isVisible()
    form.zoom.zoom_in()
    scene_on_map.theme.set_mode(Mode.DARK)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    scene_on_map.settle()
    assert form.headers.headers[1] is head
    scene_on_map.press(Qt.Key.Key_Escape)
    assert head.hasFocus()
    scene_on_map.theme.set_mode(Mode.LIGHT)


@pytest.mark.slow
def test_an_explanation_closes_when_its_number_disappears(scene_on_map: Scene, form: MapForm) -> None:
    form.selection.select(WEIGHING)
    scene_on_map.click(form.headers.headers[-1])
    assert scene_on_map.window.panel.isVisible()
    form.headers.show_stages([], [], form.picture(1.0).style)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    scene_on_map.settle()
    assert not scene_on_map.window.panel.isVisible()


@pytest.mark.slow
def test_double_clicking_a_go_to_button_ticks_nothing(scene_on_map: Scene, form: MapForm) -> None:
    click(scene_on_map, form, MASHING)
    scene_on_map.click(form.side.card.action)
    led_to = at(form)
    assert led_to != MASHING
    assert form.view.hasFocus(), "Space on the button would be another deed"
    QTest.mouseDClick(form.side.card.action, Qt.MouseButton.LeftButton)
    scene_on_map.settle()
    assert at(form) == led_to
    assert ticked_in_file(scene_on_map) == set()


@pytest.mark.sweep
@pytest.mark.parametrize("place", [TEMPERATURE, MilestonePlace(1)], ids=["a box", "a milestone"])
def test_a_key_that_is_held_down_acts_once(scene_on_map: Scene, form: MapForm, place: Place) -> None:
    form.selection.select(place)
    for is_repeated in (False, True, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", is_repeated)
        QApplication.sendEvent(form.view, event)
    scene_on_map.press(Qt.Key.Key_Space, CONTROL, on=form.view)
    assert len(scene_on_map.disk.events()) == 1


@pytest.mark.slow
def test_headers_and_boxes_scroll_together_to_the_very_end(scene_on_map: Scene, form: MapForm) -> None:
    for _ in range(8):
        form.zoom.zoom_in()
    bar = form.view.horizontalScrollBar()
    bar.setValue(bar.maximum())
    scene_on_map.settle()
    assert bar.value() == bar.maximum() > 0
    assert form.headers.horizontalScrollBar().value() == bar.value()


@pytest.mark.slow
def test_the_milestones_stay_in_sight_in_a_roomy_window(open_window: OpenWindow, catalogue: Catalogue) -> None:
    scene = open_window(catalogue)
    scene.window.show_page("roadmap")
    scene.settle()
    form = scene.window.pages.roadmap.map
    assert form.view.verticalScrollBar().maximum() > 0
    for value in (0, 40, form.view.verticalScrollBar().maximum()):
        form.view.verticalScrollBar().setValue(value)
        scene.settle()
        foot = milestones(form)[MilestonePlace(1)]
        shown = form.view.mapFromScene(foot.frame).boundingRect()
        assert form.view.viewport().rect().contains(shown.center())
        assert form.view.scene().items(form.view.mapToScene(shown.center()))[0] is foot


@pytest.mark.slow
def test_after_a_tick_in_the_list_the_next_row_is_current(scene_on_map: Scene, form: MapForm) -> None:
    left = form.side.list
    left.setFocus()
    form.selection.select(TEMPERATURE)
    row = left.currentIndex().row()
    for _ in range(2):
        scene_on_map.press(Qt.Key.Key_Space, on=left)
    assert left.currentIndex().row() in (row, row + 1)
    assert left.hasFocus()


@pytest.mark.slow
def test_the_very_last_tick_leaves_the_focus_on_the_map(scene_on_map: Scene, form: MapForm) -> None:
    everything = [can_do for gap in scene_on_map.tracker.gap.scope for can_do in gap.needed]
    form.side.list.setFocus()
    scene_on_map.tracker.edits.set_ticked(everything, True, "everything")
    scene_on_map.settle()
    assert form.view.hasFocus()


@pytest.mark.slow
def test_setting_a_box_aside_goes_to_the_next_and_undo_comes_back(
    scene_on_map: Scene, form: MapForm, spoken: list[str]
) -> None:
    form.selection.select(TEMPERATURE)
    scene_on_map.press(Qt.Key.Key_D, CONTROL)
    assert form.at is not None
    assert form.at.stage == 1
    assert form.at != TEMPERATURE
    assert spoken[-1].startswith(("Hygiene", "Milestone"))
    scene_on_map.press(Qt.Key.Key_Z, CONTROL)
    assert at(form) == TEMPERATURE


@pytest.mark.slow
def test_with_everything_set_aside_the_map_says_so_and_its_milestones_are_there(
    scene_on_map: Scene, form: MapForm
) -> None:
    for gap in scene_on_map.tracker.gap.skills.values():
        if gap.target:
            scene_on_map.tracker.edits.set_aside(gap.skill.id, True)
    scene_on_map.settle()
    assert "Nothing counts on this roadmap." in scene_on_map.texts(form.side)
    assert at(form) == MilestonePlace(1)
    scene_on_map.press(Qt.Key.Key_Right, on=form.view)
    assert at(form) == MilestonePlace(2)
    scene_on_map.click(scene_on_map.button("Show not counted", form.side))
    assert MASHING in nodes(form)


@pytest.mark.slow
def test_the_menu_ticks_the_same_can_do_as_space(scene_on_map: Scene, form: MapForm) -> None:
    form.selection.select(HIGHER)
    scene_on_map.press(Qt.Key.Key_Return, CONTROL, on=form.view)
    assert ticked_in_file(scene_on_map) == {"temperature.stepped-programme"}


@pytest.mark.slow
def test_l_and_escape_lead_to_what_is_left_and_back(scene_on_map: Scene, form: MapForm) -> None:
    for back in (Qt.Key.Key_L, Qt.Key.Key_Escape):
        here = at(form)
        scene_on_map.press(Qt.Key.Key_L, on=form.view)
        assert form.side.list.hasFocus()
        scene_on_map.press(back)
        assert form.view.hasFocus()
        assert at(form) == here


@pytest.mark.slow
def test_names_starting_with_the_query_are_found_first(scene_on_map: Scene, form: MapForm) -> None:
    scene_on_map.search("ferm")
    names = [node.row.gap.skill.name for node in form.graph.nodes.values()]
    scene_on_map.press(Qt.Key.Key_Down)
    selected = form.graph.nodes[form.at].row.gap.skill.name if isinstance(form.at, NodeId) else ""
    best = [name for name in names if name.lower().startswith("ferm")]
    assert selected in (best or names)
    scene_on_map.press(Qt.Key.Key_Escape, on=form.view)
    assert scene_on_map.window.top_bar.search.text() == ""


@pytest.mark.slow
def test_back_leads_to_the_page_before(scene_on_map: Scene, form: MapForm) -> None:
    form.selection.select(MASHING)
    scene_on_map.press(Qt.Key.Key_Return, on=form.view)
    assert scene_on_map.window.pages.listed.name == "skills"
    scene_on_map.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert scene_on_map.window.pages.listed.name == "roadmap"
    assert at(form) == MASHING
    assert form.view.hasFocus()


@pytest.mark.slow
def test_stray_arrow_keys_in_the_top_bar_do_not_switch_the_goal(scene_on_map: Scene) -> None:
    goal = scene_on_map.window.top_bar.goal
    goal.take_focus(Qt.FocusReason.TabFocusReason)
    scene_on_map.press(Qt.Key.Key_Right)
    assert scene_on_map.tracker.roadmap.id == "baker-to-brewer"
    scene_on_map.press(Qt.Key.Key_Space)
    assert scene_on_map.tracker.roadmap.id == "brewer-to-baker"


@pytest.mark.slow
def test_a_remembered_place_that_no_longer_exists_is_ignored(open_window: OpenWindow, tmp_path: Path) -> None:
    for number, parts in enumerate((["0"], ["99", "nobody"], ["x"], ["2"], [])):
        folder = tmp_path / f"person{number}"
        folder.mkdir()
        settings = Settings(folder / "settings.ini")
        settings.set_texts("map/at", parts)
        settings.write()
        again = open_window(folder=folder.name)
        again.window.show_page("roadmap")
        again.settle()
        assert again.window.pages.roadmap.map.at is not None
        again.close()


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("typed", "kept"),
    [("map", "map.png"), ("map.svg", "map.svg"), ("map.PNG", "map.PNG"), ("map.pdf", "map.pdf.png")],
)
def test_the_proposed_file_name_says_what_is_in_the_file(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, kept: str
) -> None:
    monkeypatch.setattr(QFileDialog, "exec", lambda _self: True)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _self: [str(tmp_path / typed)])
    settings = Settings(scene.settings_file)
    assert ask_where(scene.window, "Save", "map", (PNG, SVG), settings) == tmp_path / kept
    scene.settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert scene.window.findChildren(QFileDialog) == []
    monkeypatch.setattr(QFileDialog, "exec", lambda _self: False)
    assert ask_where(scene.window, "Save", "map", (PNG, SVG), settings) is None


@pytest.mark.slow
def test_an_existing_file_is_replaced_only_after_asking_about_that_very_name(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "skills.2026.png").touch()
    typed = ["skills.2026", "skills.2026", "other"]
    asked: list[str] = []
    answers = ["Cancel", "Replace"]

    def answer(box: QMessageBox) -> int:
        asked.append(box.text())
        next(button for button in box.buttons() if button.text().replace("&", "") == answers[0]).click()
        del answers[0]
        return 0

    monkeypatch.setattr(QFileDialog, "exec", lambda _self: bool(typed))
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _self: [str(tmp_path / typed[0])])
    monkeypatch.setattr(QMessageBox, "exec", lambda box: (typed.pop(0), answer(box))[1])
    settings = Settings(scene.settings_file)
    path = tmp_path / "skills.2026.png"
    assert ask_where(scene.window, "Save", "map", (PNG, SVG), settings) == path
    assert asked == ["skills.2026.png already exists."] * 2
    assert typed == ["other"]
    assert ask_where(scene.window, "Save", "map", (PNG, SVG), settings) == tmp_path / "other.png"
    typed[:] = ["skills.2026"]
    assert ask_where(scene.window, "Save", "map", (PNG, SVG), settings, may_replace=False) == path
    assert len(asked) == 2


# Not used for long


@pytest.mark.slow
@pytest.mark.sweep
@pytest.mark.parametrize(("days", "sign"), [(215, "clock"), (380, "clock-long")])
def test_a_skill_not_used_for_long_is_marked_in_its_box_and_on_its_card(
    open_window: OpenWindow, days: int, sign: str
) -> None:
    used_on = TODAY - timedelta(days=days)

    def before(scene: Scene) -> None:
        scene.clock.day = used_on
        scene.tracker.edits.set_ticked([scene.catalogue.skills["temperature"].can_dos[0]], True)
        scene.clock.day = TODAY

    scene = open_window(before=before)
    scene.window.show_page("roadmap")
    scene.settle()
    form = scene.window.pages.roadmap.map
    disuse = scene.tracker.disuse("temperature")
    assert disuse is not None
    for place in (TEMPERATURE, HIGHER):
        face = nodes(form)[place].view_model
        assert face.mark == sign
        assert disuse.words in face.spoken
    assert not nodes(form)[MASHING].view_model.mark
    form.selection.select(MASHING)
    scene.settle()
    marked = picture_of(form, TEMPERATURE)
    click(scene, form, TEMPERATURE)
    (shown,) = [mark for mark in form.findChildren(DisuseMark) if mark.isVisible()]
    assert shown.is_bold is disuse.is_long
    scene.tracker.view_as_of(used_on + timedelta(days=1))
    scene.settle()
    assert not nodes(form)[TEMPERATURE].view_model.mark
    scene.tracker.view_as_of(None)
    scene.tracker.log_edits.confirm_skill("temperature")
    scene.settle()
    assert not nodes(form)[TEMPERATURE].view_model.mark
    assert not shown.isVisible()
    form.selection.select(MASHING)
    scene.settle()
    assert picture_of(form, TEMPERATURE) != marked

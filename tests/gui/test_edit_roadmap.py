"""Editing a roadmap with real keys and a real mouse: what is dragged, typed and taken back is in the file at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from gui.app.tracker import Tracker
from gui.own_skills.skill_dialog import SkillDialog
from gui.pages.roadmap.editing.changes_dialog import ChangesDialog
from gui.pages.roadmap.editing.editor import RoadmapEditor
from gui.pages.roadmap.editing.lines import DRAFT
from gui.pages.roadmap.editing.milestone_dialog import MilestoneDialog
from gui.pages.roadmap.editing.rows import MilestoneRow, UnitRow
from gui.pages.roadmap.editing.stage_row import StageRow
from gui.pages.roadmap.stage_list import OF_TODAY
from roadmaps.catalogue import Need
from roadmaps.gap.search import SkillFinder
from roadmaps.journal import Kind, Placement, Spot, placement_value
from roadmaps.own.edits import Edit
from store.journal import Journal
from tests.gui.scene import TODAY, SetClock, seen
from tests.roadmaps.own.changes import OWN_SKILLS, own_skill

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.catalogue import Catalogue
    from tests.gui.scene import OpenWindow, Scene

FIRST, SECOND, THIRD = "clean-start", "first-brew", "steady-brew"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def first_page() -> str:
    return "roadmap"


@pytest.fixture
def editing(scene: Scene) -> Scene:
    scene.window.navigation.edit_roadmap()
    editor = editor_of(scene)
    for stage_id in (FIRST, SECOND, THIRD):
        editor.list.set_open(stage_id, True)
    scene.settle()
    return scene


def editor_of(scene: Scene) -> RoadmapEditor:
    return scene.window.pages.roadmap.editor


def stages(scene: Scene) -> dict[str, dict[str, int]]:
    return {stage.id: dict(stage.targets) for stage in scene.tracker.roadmap.stages}


def unit_row(scene: Scene, stage_id: str, unit_id: str) -> UnitRow:
    row = editor_of(scene).list.row(("unit", stage_id, unit_id))
    assert isinstance(row, UnitRow)
    return row


def stage_row(scene: Scene, stage_id: str) -> StageRow:
    return stage_row_of(editor_of(scene), stage_id)


def move_mouse(widget: QWidget, kind: QMouseEvent.Type, place: QPoint, *, is_held: bool = True) -> None:
    held = Qt.MouseButton.LeftButton if is_held else Qt.MouseButton.NoButton
    button = Qt.MouseButton.NoButton if kind is QMouseEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    local, across = QPointF(widget.mapFromGlobal(place)), QPointF(place)
    QApplication.sendEvent(widget, QMouseEvent(kind, local, across, button, held, Qt.KeyboardModifier.NoModifier))


def drag(scene: Scene, dots: QWidget, to: QPoint, *, drops: bool = True) -> None:
    """Press on the dots, move there in steps, and let go."""
    start = dots.mapToGlobal(dots.rect().center())
    move_mouse(dots, QMouseEvent.Type.MouseButtonPress, start)
    for part in (0.3, 0.6, 1.0):
        move_mouse(dots, QMouseEvent.Type.MouseMove, start + (to - start) * part)
        scene.settle()
    if drops:
        move_mouse(dots, QMouseEvent.Type.MouseButtonRelease, to, is_held=False)
        scene.settle()


def upper(row: QWidget) -> QPoint:
    return row.mapToGlobal(QPoint(row.width() // 2, 4))


def lower(row: QWidget) -> QPoint:
    return row.mapToGlobal(QPoint(row.width() // 2, row.height() - 4))


def test_a_skill_is_dragged_across_stages_marked_and_put_back(editing: Scene) -> None:
    before = stages(editing)
    bottling = [*before[SECOND]][-1]
    target = next(iter(before[FIRST]))
    drag(editing, unit_row(editing, SECOND, bottling).dots, upper(unit_row(editing, FIRST, target)))
    assert [*stages(editing)[FIRST]][:2] == [bottling, target]
    assert bottling not in stages(editing)[SECOND]
    assert editor_of(editing).panel.stage_id == FIRST, "more is added where it went"
    row = unit_row(editing, FIRST, bottling)
    assert (row.mark.text(), row.back.text()) == ("from stage 2", "Back to stage 2")
    assert editing.tracker.undo_stack.undo_text.endswith("to stage 1")
    assert "You changed 1 thing in this roadmap." in editing.texts(editor_of(editing).strip)
    editing.click(row.back)
    assert stages(editing) == before
    assert editor_of(editing).strip.isHidden()


@pytest.mark.slow
def test_a_skill_is_dragged_within_its_stage_and_esc_gives_it_up(editing: Scene) -> None:
    first, *_, last = before = [*stages(editing)[SECOND]]
    dots = unit_row(editing, SECOND, first).dots
    drag(editing, dots, lower(unit_row(editing, SECOND, last)), drops=False)
    QTest.keyClick(dots, Qt.Key.Key_Escape)
    move_mouse(dots, QMouseEvent.Type.MouseButtonRelease, lower(unit_row(editing, SECOND, last)), is_held=False)
    assert [*stages(editing)[SECOND]] == before
    assert editing.window.pages.roadmap.is_editing, "Esc gave up the drag, not the editing"
    drag(editing, unit_row(editing, SECOND, first).dots, lower(unit_row(editing, SECOND, last)))
    assert [*stages(editing)[SECOND]] == [*before[1:], first]
    assert unit_row(editing, SECOND, first).mark.text() == "moved within the stage"


@pytest.mark.slow
def test_a_drop_outside_the_list_changes_nothing(editing: Scene) -> None:
    before, events = stages(editing), len(editing.disk.events())
    row = unit_row(editing, SECOND, next(iter(before[SECOND])))
    drag(editing, row.dots, editing.window.mapToGlobal(QPoint(20, 400)))
    assert (stages(editing), len(editing.disk.events())) == (before, events)


@pytest.mark.slow
def test_a_stage_is_dragged(editing: Scene) -> None:
    drag(editing, stage_row(editing, THIRD).dots, upper(stage_row(editing, FIRST)))
    assert [*stages(editing)] == [THIRD, FIRST, SECOND]
    assert stage_row(editing, THIRD).mark.text() == "moved, was stage 3"
    assert stage_row(editing, FIRST).back.isHidden(), "it is only further down"
    editing.click(stage_row(editing, THIRD).back)
    assert [*stages(editing)] == [FIRST, SECOND, THIRD]


def test_keys_move_a_skill_and_take_it_across_at_the_end(editing: Scene) -> None:
    first, *rest = before = [*stages(editing)[SECOND]]
    assert editor_of(editing).list.go(("unit", SECOND, first))
    editing.settle()
    editing.press(Qt.Key.Key_Down, ALT)
    assert [*stages(editing)[SECOND]][:2] == [rest[0], first]
    editing.press(Qt.Key.Key_Up, ALT)
    assert [*stages(editing)[SECOND]] == before
    assert editor_of(editing).strip.isHidden(), "back where it was is unchanged"
    editing.press(Qt.Key.Key_Up, ALT)
    assert [*stages(editing)[FIRST]][-1] == first
    assert QApplication.focusWidget() is unit_row(editing, FIRST, first)
    editing.press(Qt.Key.Key_Down, ALT)
    assert [*stages(editing)[SECOND]] == before
    for _ in range(4):
        assert editing.tracker.undo()
    assert [*stages(editing)[SECOND]] == before


def test_plus_and_minus_ask_another_level_and_say_which_there_is_none(editing: Scene) -> None:
    editor_of(editing).list.go(("unit", SECOND, "mashing"))
    asked = stages(editing)[SECOND]["mashing"]
    for _ in range(asked, 3):
        editing.press(Qt.Key.Key_Plus)
    row = unit_row(editing, SECOND, "mashing")
    assert (editing.tracker.roadmap.to_role.demands["mashing"].level, row.back.text()) == (3, f"Back to level {asked}")
    events = len(editing.disk.events())
    editing.press(Qt.Key.Key_Plus)
    assert row.error.text == "Level 4 does not exist: a level is 1, 2 or 3."
    assert len(editing.disk.events()) == events
    editing.press(Qt.Key.Key_Minus)
    assert row.error.text == ""


@pytest.mark.slow
def test_a_level_that_another_stage_asks_already_is_refused(editing: Scene) -> None:
    row = unit_row(editing, FIRST, "temperature")
    editing.click(row.more)
    assert row.error.text.startswith("Stage 3 asks level 3 of “Keeping a temperature”")
    late = unit_row(editing, THIRD, "temperature")
    editing.click(late.less)
    assert late.error.text == "Stage 1 asks level 2 of “Keeping a temperature” already."


@pytest.mark.slow
def test_need_and_delete_change_what_counts_and_the_card_says_so(editing: Scene) -> None:
    effect, total = editor_of(editing).effect, editing.tracker.gap.total
    assert effect.numbers[0].accessibleName().startswith(f"{total.skills}, as before")
    row = unit_row(editing, SECOND, "mashing")
    row.need.setCurrentIndex(row.need.findData(Need.OPTIONAL.value))
    row.need.activated.emit(row.need.currentIndex())
    editing.settle()
    assert effect.numbers[0].accessibleName().startswith(f"{total.skills - 1}, before {total.skills}")
    assert unit_row(editing, SECOND, "mashing").back.text() == "Back to core"
    editor_of(editing).list.go(("unit", SECOND, "mashing"))
    editing.press(Qt.Key.Key_Delete)
    assert "mashing" not in editing.tracker.roadmap.to_role.demands
    assert "your ticks stay" in editing.window.toast.text
    assert QApplication.focusWidget() in editor_of(editing).list.rows.values(), "the focus goes on to a row"
    editing.tracker.undo()
    editing.tracker.undo()
    assert effect.numbers[0].accessibleName().startswith(f"{total.skills}, as before")


@pytest.mark.slow
def test_a_stage_is_renamed_by_key_and_by_double_click(editing: Scene) -> None:
    editor_of(editing).list.go(("stage", SECOND, ""))
    editing.press(Qt.Key.Key_F2)
    row = stage_row(editing, SECOND)
    assert QApplication.focusWidget() is row.field
    QTest.keyClicks(row.field, "My first beer")
    editing.press(Qt.Key.Key_Return)
    assert editing.tracker.roadmap.stages[1].title == "My first beer"
    assert row.mark.text() == "renamed, was “The first brew”"
    QTest.mouseDClick(row.title, Qt.MouseButton.LeftButton)
    row.field.clear()
    editing.press(Qt.Key.Key_Return)
    assert row.error.text == "Give the stage a title."
    editing.press(Qt.Key.Key_Escape)
    assert editing.tracker.roadmap.stages[1].title == "My first beer"
    assert editing.window.pages.roadmap.is_editing
    editing.click(row.back)
    assert editing.tracker.roadmap.original is None


def test_a_stage_of_ones_own_is_added_filled_and_removed_and_its_skills_stay(editing: Scene) -> None:
    editor = editor_of(editing)
    steps = len(editing.tracker.undo_stack)
    editing.click(editor.add_stage)
    QTest.keyClicks(stage_row(editing, DRAFT).field, "Sell it")
    editing.press(Qt.Key.Key_Return)
    own = editing.tracker.roadmap.stages[-1]
    assert own.title == "Sell it"
    assert len(editing.tracker.undo_stack) == steps + 1, "adding and naming it is one step"
    assert editor.list.current == ("stage", own.id, "")
    last = [*stages(editing)[THIRD]][-1]
    editor.list.go(("unit", THIRD, last))
    editing.press(Qt.Key.Key_Down, ALT)
    assert [*stages(editing)[own.id]] == [last]
    editor.list.go(("stage", own.id, ""))
    editing.press(Qt.Key.Key_Delete)
    assert [*stages(editing)][-1] == THIRD
    assert [*stages(editing)[THIRD]][-1] == last
    assert editing.tracker.unfit == ()
    editor.list.go(("stage", FIRST, ""))
    editing.press(Qt.Key.Key_Delete)
    assert [*stages(editing)] == [FIRST, SECOND, THIRD]
    assert editing.window.toast.text == "Only a stage of your own can be removed."


def test_a_stage_that_is_not_named_is_not_added(editing: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    editor, before = editor_of(editing), len(editing.disk.events())
    editing.click(editor.add_stage)
    field = stage_row(editing, DRAFT).field
    field.clear()
    editing.press(Qt.Key.Key_Return)
    assert stage_row(editing, DRAFT).error.text == "Give the stage a title."
    editing.press(Qt.Key.Key_Escape)
    assert [*stages(editing)] == [FIRST, SECOND, THIRD]
    assert len(editing.disk.events()) == before
    assert editor.list.current == ("milestone", THIRD, ""), "the row above it"
    # What cannot be written stays to be written again; leaving the field keeps the title.
    editing.click(editor.add_stage)
    with monkeypatch.context() as patched:
        patched.setattr(editor.steps, "keep", lambda *_args, **_more: False)
        editing.press(Qt.Key.Key_Return)
        assert (stage_row(editing, DRAFT).field.text(), stage_row(editing, DRAFT).field.hasFocus()) == (
            "New stage",
            True,
        )
    editor.panel.field.setFocus()
    assert editing.tracker.roadmap.stages[-1].title == "New stage"


@pytest.mark.slow
def test_menus_do_what_the_keys_do(editing: Scene) -> None:
    editor = editor_of(editing)

    def choose(row: QWidget, entry: str) -> dict[str, bool]:
        """Choose an entry of the menu of a row; which entries it has, and whether they can be chosen."""
        place = row.rect().center()
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, row.mapToGlobal(place))
        QApplication.sendEvent(row, asked)
        (menu,) = [each for each in row.findChildren(QMenu) if each.isVisible()]
        entries = {each.text(): each for each in menu.actions() if each.text()}
        found = {text: each.isEnabled() for text, each in entries.items()}
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(entries[entry]).center())
        editing.settle()
        return found

    entries = choose(stage_row(editing, FIRST), "Move down")
    assert [*stages(editing)] == [SECOND, FIRST, THIRD]
    assert (entries["Move up"], entries["Move down"], entries["Back to the original"]) == (False, True, False)
    assert choose(stage_row(editing, FIRST), "Back to the original")["Back to the original"]
    assert [*stages(editing)] == [FIRST, SECOND, THIRD]
    choose(stage_row(editing, FIRST), "Rename")
    assert stage_row(editing, FIRST).field.isVisible()
    QTest.keyClick(stage_row(editing, FIRST).field, Qt.Key.Key_Escape)
    first, second = [*stages(editing)[FIRST]][:2]
    choose(unit_row(editing, FIRST, first), "Move down")
    assert [*stages(editing)[FIRST]][:2] == [second, first]
    assert "Back to its place" in choose(unit_row(editing, FIRST, first), "Back to its place")
    assert [*stages(editing)[FIRST]][:2] == [first, second]
    level = stages(editing)[FIRST][first]
    choose(unit_row(editing, FIRST, first), "One level more" if level == 1 else "One level less")
    assert stages(editing)[FIRST][first] == (2 if level == 1 else level - 1)
    choose(unit_row(editing, FIRST, first), "Take off")
    assert first not in stages(editing)[FIRST]
    editing.click(editor.add_stage)
    QTest.keyClick(stage_row(editing, DRAFT).field, Qt.Key.Key_Return)
    own = editing.tracker.roadmap.stages[-1].id
    choose(stage_row(editing, own), "Remove the stage")
    assert own not in stages(editing)


def test_out_of_order_is_a_warning_with_a_way_back(editing: Scene) -> None:
    editor = editor_of(editing)
    editor.steps.move("hygiene", FIRST, THIRD)
    editor.steps.move("bottling", next(each for each in stages(editing) if "bottling" in stages(editing)[each]), FIRST)
    editing.settle()
    row = unit_row(editing, FIRST, "bottling")
    assert "comes before what it needs" in row.accessibleName()
    assert "come" in editor.effect.order.text()
    while "bottling" in stages(editing)[FIRST]:
        editing.click(unit_row(editing, FIRST, "bottling").in_order)
    assert "bottling" in stages(editing)[THIRD] or "bottling" in stages(editing)[SECOND]


def test_a_skill_is_found_and_added_by_button_and_by_drag(editing: Scene) -> None:
    panel = editor_of(editing).panel
    editing.tracker.own_edits.keep([Edit(*own_skill("Labels", category="craft"))], "add a skill")
    editing.settle()
    panel.field.setFocus()
    QTest.keyClicks(panel.field, "labels")
    editing.settle()
    (row,) = panel.rows
    panel.stage.setCurrentIndex(panel.stage.findData(SECOND))
    editing.click(row.act)
    assert [*stages(editing)[SECOND]][-1] == OWN_SKILLS[0]
    assert "yours" in unit_row(editing, SECOND, OWN_SKILLS[0]).accessibleName()
    assert panel.rows[0].act.text() == "Show"
    editing.tracker.undo()
    editing.settle()
    first = next(iter(stages(editing)[THIRD]))
    editor_of(editing).list.ensureWidgetVisible(unit_row(editing, THIRD, first))
    editing.settle()
    drag(editing, panel.rows[0].dots, upper(unit_row(editing, THIRD, first)))
    assert [*stages(editing)[THIRD]][:2] == [OWN_SKILLS[0], first]
    wanted: list[tuple[str, str, str]] = []
    editing.window.pages.new_skill_wanted.connect(lambda *asked: wanted.append(asked))
    editing.click(panel.own)
    assert wanted == [("labels", editing.tracker.roadmap.id, panel.stage_id)]
    (dialog,) = seen(editing.window, SkillDialog)
    dialog.reject()


def test_a_milestone_of_ones_own_is_written_ticked_in_the_list_and_removed(editing: Scene) -> None:
    editor = editor_of(editing)
    editor.row_actions.edit_milestone(SECOND)
    (form,) = seen(editing.window, MilestoneDialog)
    form.title.setText("A beer for friends")
    editing.click(form.save)
    assert form.checks_field.complaint.startswith("Write at least one check")
    form.checks.setPlainText("Six friends came\nTwo asked for more")
    editing.click(form.save)
    milestone = editing.tracker.roadmap.stages[1].milestone
    assert [each.text for each in milestone.evidence] == ["Six friends came", "Two asked for more"]
    editing.press(Qt.Key.Key_Escape)
    editing.go("milestone", "2")
    view = editing.window.pages.roadmap.stages.milestone.view
    view.boxes[0].click()
    assert milestone.evidence[0].id in editing.tracker.progress.evidence_checks
    editing.window.navigation.edit_roadmap()
    row = editor.list.rows["milestone", SECOND, ""]
    assert isinstance(row, MilestoneRow)
    editing.click(row.edit)
    (form,) = list(seen(editing.window, MilestoneDialog))
    form.checks.setPlainText("Six friends came\nThree asked for more")
    editing.click(form.save)
    changed = editing.tracker.roadmap.stages[1].milestone
    assert changed.evidence[0].id == milestone.evidence[0].id, "its tick stays"
    editing.click(row.remove)
    assert editing.tracker.roadmap.stages[1].milestone.title == "A beer to drink"


def test_changes_are_a_list_and_each_goes_back_or_all_of_them(editing: Scene) -> None:
    editor = editor_of(editing)
    editor.steps.set_level("mashing", SECOND, 1)
    editor.steps.take_off("hygiene")
    editor.steps.rename_stage(FIRST, "Wash up")
    editing.settle()
    editing.click(editor.show_changes)
    (dialog,) = seen(editing.window, ChangesDialog)
    assert len(dialog.backs) == 3
    assert any("taken off" in text for text in editing.texts(dialog))
    editing.click(next(each for each in dialog.backs if "hygiene" in each.accessibleName().lower()))
    assert "hygiene" in editing.tracker.roadmap.to_role.demands
    assert len(dialog.backs) == 2
    dialog.accept()
    editing.click(editor.restore)
    assert editing.tracker.roadmap.original is None
    editing.tracker.undo()
    editing.settle()
    assert "You changed 2 things in this roadmap." in editing.texts(editor.strip)


@pytest.mark.slow
def test_everything_that_was_changed_is_restored_at_once(editing: Scene) -> None:
    editor_of(editing).steps.set_level("mashing", SECOND, 1)
    editing.tracker.own_edits.keep([Edit(*own_skill("Labels", category="craft"))], "add a skill")
    editing.window.pages.roadmap.show_changes()
    (dialog,) = seen(editing.window, ChangesDialog)
    assert len(dialog.backs) == 2
    editing.click(dialog.restore)
    assert editing.tracker.catalogue is editing.catalogue
    assert not dialog.restore.isEnabled()
    dialog.accept()


@pytest.mark.slow
def test_esc_leaves_and_the_list_shows_what_is_changed(editing: Scene) -> None:
    editor_of(editing).steps.set_level("mashing", SECOND, 1)
    editing.settle()
    editing.press(Qt.Key.Key_Escape)
    page = editing.window.pages.roadmap
    assert not page.is_editing
    assert page.stages.changed.text() == "With 1 change of yours"
    editing.click(page.stages.changed)
    (dialog,) = seen(editing.window, ChangesDialog)
    assert len(dialog.backs) == 1
    dialog.accept()
    assert OF_TODAY not in editing.texts()
    editing.tracker.view_as_of(TODAY.replace(month=1))
    editing.settle()
    assert OF_TODAY in editing.texts()
    page.show_map()
    editing.settle()
    assert page.map.part.sentence.text() == OF_TODAY
    page.edit()
    assert not page.is_editing, "nothing can be edited on an earlier day"


def test_editing_ends_when_nothing_can_be_changed(editing: Scene) -> None:
    editing.disk.read_only = True
    editing.tracker.try_to_write()
    editing.settle()
    page = editing.window.pages.roadmap
    assert not page.is_editing
    assert not page.stages.edit.isEnabled()


@pytest.mark.slow
def test_a_narrow_window_has_the_panel_in_a_drawer(open_window: OpenWindow) -> None:
    scene = open_window(size=(1024, 640))
    scene.window.navigation.edit_roadmap()
    scene.settle()
    editor = editor_of(scene)
    assert not editor.side.isVisible()
    scene.click(editor.drawer)
    assert editor.side.isVisible()
    assert QApplication.focusWidget() is editor.panel.field
    scene.press(Qt.Key.Key_Escape)
    assert not editor.side.isVisible()
    assert scene.window.pages.roadmap.is_editing
    scene.press(Qt.Key.Key_Escape)
    assert not scene.window.pages.roadmap.is_editing


@pytest.mark.slow
def test_every_control_of_a_row_says_what_it_does_to_which_skill(editing: Scene) -> None:
    row = unit_row(editing, SECOND, "mashing")
    for control in (row.less, row.more, row.need, row.off):
        assert "Mashing" in control.accessibleName()
    assert row.accessibleName().startswith("Mashing, level")
    assert not list(seen(editing.window, QDialog))


def test_list_map_and_detail_say_what_is_changed(editing: Scene) -> None:
    steps = editor_of(editing).steps
    steps.set_level("mashing", SECOND, 3)
    steps.move("yeast", SECOND, FIRST)
    editing.press(Qt.Key.Key_Escape)
    row = editing.row("skill", "1", "yeast")
    assert (row.mark, row.spoken.endswith("from stage 2"), row.tip.endswith("from stage 2")) == ("edit", True, True)
    assert editing.row("skill", "1", "hygiene").mark == ""
    editing.window.pages.roadmap.open_skill("mashing")
    editing.settle()
    assert "level 3 on your roadmap, 2 in the original" in editing.texts(editing.listed.detail)
    page = editing.window.pages.roadmap
    page.show_map()
    editing.settle()
    assert page.map.find_skill("yeast")
    editing.settle()
    assert "from stage 2" in page.map.view.accessibleDescription()
    assert page.map.part.isHidden()


@pytest.mark.slow
@pytest.mark.parametrize("first_page", [""])
def test_a_very_long_roadmap_is_on_the_map_in_part_and_says_so(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roadmaps.map.graph.MOST_BOXES", 4)
    scene.window.show_page("roadmap")
    scene.settle()
    form = scene.window.pages.roadmap.map
    whole = sum(
        len([row for row in stage.rows if row.can_dos and row.gap.counts]) for stage in scene.tracker.gap.open_stages
    )
    assert len(form.graph.nodes) == 4
    assert form.part.sentence.text().startswith(f"The map shows the first 4 of {whole} boxes")
    scene.click(form.part.link)
    assert scene.window.pages.roadmap.is_list
    assert len(scene.shown()) >= whole


def test_arrows_close_and_open_a_stage_and_go_to_its_head(editing: Scene) -> None:
    rows = editor_of(editing).list
    head, unit = ("stage", SECOND, ""), ("unit", SECOND, "yeast")
    rows.go(unit)
    editing.press(Qt.Key.Key_Left)
    assert rows.current == head
    editing.press(Qt.Key.Key_Left)
    assert (SECOND in rows.opened, unit in rows.lines) == (False, False)
    editing.press(Qt.Key.Key_Right)
    assert (SECOND in rows.opened, unit in rows.lines) == (True, True)
    rows.go(unit)
    rows.set_open(SECOND, False)
    assert rows.current == head, "the row on which the user was is gone"
    assert rows.go(unit), "its stage is opened for it"
    assert not rows.go(("unit", SECOND, "no such skill"))
    editing.press(Qt.Key.Key_Home)
    assert rows.current == next(iter(rows.lines))
    editing.press(Qt.Key.Key_Up)
    assert rows.current == next(iter(rows.lines))


def test_rows_are_made_when_they_come_into_view(editing: Scene) -> None:
    rows, roadmap = editor_of(editing).list, editing.tracker.roadmap
    made = [Edit(*own_skill(f"Skill {n}", 1, f"own-{n}", category="craft")) for n in range(120)]
    for n in range(120):
        value = placement_value(Placement(1, Need.CORE, (Spot(FIRST, 1, n + 10),)))
        made.append(Edit(Kind.SKILL_PLACED, f"{roadmap.id} own-{n}", value))
    assert editing.tracker.own_edits.keep(made, "add many")
    editing.settle()
    assert len(rows.lines) > 120 > 3 * len(rows.rows)
    rows.go(("unit", FIRST, "own-0"))
    editing.press(Qt.Key.Key_End)
    editing.settle()
    last = [*rows.lines][-1]
    assert rows.current == last
    seen_at = rows.rows[last].mapTo(rows.viewport(), QPoint())
    assert 0 <= seen_at.y() <= rows.viewport().height() - rows.rows[last].height()
    shown = rows.viewport().rect().adjusted(0, 4, 0, -4)
    for y in range(shown.top(), shown.bottom(), 12):
        at = rows.viewport().mapToGlobal(QPoint(shown.width() // 2, y))
        assert any(row.rect().contains(row.mapFromGlobal(at)) for row in rows.rows.values()), f"nothing at {y}"
    rows.verticalScrollBar().setValue(0)
    editing.click(editor_of(editing).add_stage)
    editing.settle()
    draft = stage_row(editing, DRAFT)
    bottom = draft.mapTo(rows.viewport(), QPoint(0, draft.height())).y()
    assert draft.height() <= bottom <= rows.viewport().height(), "the new row is in view"


@pytest.mark.slow
def test_tab_goes_through_the_row_and_on_to_the_panel(editing: Scene) -> None:
    editor = editor_of(editing)
    editor.list.go(("unit", SECOND, "yeast"))
    row, passed = unit_row(editing, SECOND, "yeast"), list[object]()
    for _ in range(5):
        editing.press(Qt.Key.Key_Tab)
        passed.append(QApplication.focusWidget())
    assert passed == [row.less, row.more, row.need, row.off, editor.panel.field]
    row.less.setFocus()
    editing.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is row


def test_an_empty_roadmap_of_ones_own_is_filled(
    qtbot: QtBot, tmp_path: Path, tiny: Catalogue, theme: Theme, icons: Icons
) -> None:
    with Journal.open(tmp_path / "skillgap.db") as journal:
        tracker = Tracker(tiny, journal, SetClock())
        tracker.own_edits.keep([Edit(Kind.ROADMAP_WRITTEN, "own-1", {"name": "Mine", "from": None, "to": None})], "add")
        tracker.edits.set_goal("own-1")
        finder = SkillFinder(tiny.skills)
        editor = RoadmapEditor(tracker, finder, theme, icons, lambda _explanation, _anchor: None)
        qtbot.addWidget(editor)
        editor.resize(1192, 700)
        editor.begin()
        with qtbot.waitExposed(editor):
            editor.show()
        QTest.keyClicks(editor.panel.field, "dough")
        assert not editor.panel.rows[0].act.isEnabled(), "there is no stage to add it to"
        editor.add_stage.click()
        QTest.keyClick(stage_row_of(editor, DRAFT).field, Qt.Key.Key_Return)
        editor.panel.rows[0].act.click()
        (stage,) = tracker.roadmap.stages
        assert dict(stage.targets) == {"dough": 2}
        assert editor.strip.isHidden(), "all of it is yours: there is no original"
        row = editor.list.rows["unit", stage.id, "dough"]
        assert row.back.isHidden()
        tracker.edits.set_goal("baker-to-brewer")
        assert ("stage", FIRST, "") in editor.list.rows


def stage_row_of(editor: RoadmapEditor, stage_id: str) -> StageRow:
    row = editor.list.row(("stage", stage_id, ""))
    assert isinstance(row, StageRow)
    return row


def test_another_size_of_text_leaves_the_user_at_the_row_they_were_editing(editing: Scene) -> None:
    before = editor_of(editing)
    before.list.set_open(SECOND, False)
    before.list.go(("unit", THIRD, next(unit for _, stage, unit in before.list.rows if unit and stage == THIRD)))
    editing.settle()
    editing.press(Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert editing.theme.look.text_size == 110
    after = editor_of(editing)
    assert after is not before
    assert editing.window.pages.roadmap.is_editing
    assert (after.list.opened, after.list.current) == (before.list.opened, before.list.current)
    assert after.list.current_row is QApplication.focusWidget()

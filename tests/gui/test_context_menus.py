"""Context menus: the same actions as the menu bar, beside the row, by right click, Menu key and Shift+F10."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from gui.charts.chart_card import ChartCard
from gui.pages.roadmap.map.view_models import MilestonePlace
from gui.widgets.buttons import PlainButton
from gui.widgets.context_menu import show_below
from gui.widgets.labels import as_shown
from roadmaps.gap.explanation import explain_readiness
from roadmaps.journal import KeptAd, Kind, StudySession
from roadmaps.plan import make_plan
from tests.gui.scene import TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QAbstractItemView, QWidget

    from tests.gui.scene import Scene

# What the platform without a screen says of every popup.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SHIFT, CONTROL, NONE = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.NoModifier,
)


def opened() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def texts(menu: QMenu) -> list[str]:
    return [as_shown(action.text()) for action in menu.actions() if not action.isSeparator()]


def choose(text: str) -> None:
    """Choose an action of the open menu."""
    menu = opened()
    action = next(each for each in menu.actions() if as_shown(each.text()) == text)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def close() -> None:
    QTest.keyClick(opened(), Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None


def right_click(widget: QWidget, place: QPoint) -> None:
    """What Qt sends after a press of the right button."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, widget.mapToGlobal(place))
    QTest.mouseClick(widget, Qt.MouseButton.RightButton, pos=place)
    QApplication.sendEvent(widget, event)


def row_rect(view: QAbstractItemView) -> QRect:
    return view.visualRect(view.currentIndex())


def test_the_menu_of_a_skill_has_the_actions_of_the_menu_bar(scene: Scene) -> None:
    scene.window.pages.skills.open_skill("weighing")
    QTest.keyClick(scene.window.pages.skills.tree, Qt.Key.Key_F10, SHIFT)
    shown = {action for action in opened().actions() if not action.isSeparator() and action.menu() is None}
    own = {scene.window.commands.action(command.id) for command in scene.window.commands.all}
    assert shown <= own
    keys = {as_shown(action.text()): action.shortcut().toString() for action in shown}
    assert keys["Tick the next can-do"] == "Ctrl+Return"
    assert keys["Set aside"] == "Ctrl+D"
    assert keys["Copy"] == "Ctrl+C"
    close()


@pytest.mark.sweep
@pytest.mark.parametrize(("key", "held"), [(Qt.Key.Key_Menu, NONE), (Qt.Key.Key_F10, SHIFT)])
def test_a_key_opens_the_menu_below_the_row(scene: Scene, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    tree = scene.window.pages.skills.tree
    scene.window.pages.skills.open_skill("weighing")
    QTest.keyClick(tree, key, held)
    name = row_rect(tree).translated(tree.viewport().mapToGlobal(QPoint(0, 0)))
    assert not opened().geometry().intersects(name)
    assert opened().activeAction() is not None
    close()


def test_a_right_click_selects_the_row_and_leaves_its_name_in_sight(scene: Scene) -> None:
    page = scene.window.pages.skills
    page.open_skill("weighing")
    tree = page.tree
    other = tree.indexBelow(tree.currentIndex())
    place = tree.visualRect(other).center()
    right_click(tree.viewport(), place)
    assert tree.currentIndex() == other
    assert not opened().geometry().contains(tree.viewport().mapToGlobal(place))
    close()


def test_an_action_of_the_menu_is_done(scene: Scene) -> None:
    scene.window.pages.skills.open_skill("weighing")
    QTest.keyClick(scene.window.pages.skills.tree, Qt.Key.Key_Menu)
    choose("Tick the next can-do")
    (event,) = scene.disk.events()
    assert (event.kind, event.subject.split(".")[0]) == (Kind.CAN_DO, "weighing")


def test_what_has_nothing_to_do_is_disabled_and_not_hidden(scene: Scene) -> None:
    scene.window.pages.skills.open_skill("weighing")
    tree = scene.window.pages.skills.tree
    QTest.keyClick(tree, Qt.Key.Key_Menu)
    know = next(each for each in opened().actions() if as_shown(each.text()) == "I still know this")
    assert not know.isEnabled()
    close()
    assert know.isEnabled()  # its key looks for itself when it is pressed


@pytest.mark.slow
def test_the_menu_of_an_earlier_day_changes_nothing(scene: Scene) -> None:
    scene.window.pages.skills.open_skill("weighing")
    scene.tracker.edits.toggle(scene.tracker.catalogue.skills["weighing"].can_dos[:1])
    scene.tracker.view_as_of(TODAY - timedelta(days=1))
    QTest.keyClick(scene.window.pages.skills.tree, Qt.Key.Key_Menu)
    changing = {"Tick the next can-do", "I could already do this", "Log time …", "Set aside", "Put first in my plan"}
    enabled = {as_shown(each.text()) for each in opened().actions() if each.isEnabled()}
    assert not changing & enabled
    assert changing <= set(texts(opened()))
    close()


def test_several_skills_are_set_aside_and_ticked_in_one_step_each(scene: Scene) -> None:
    page = scene.window.pages.skills
    page.open_skill("weighing")
    QTest.keyClick(page.tree, Qt.Key.Key_Down, SHIFT)
    several = page.selected_skills()
    assert len(several) == 2
    QTest.keyClick(page.tree, Qt.Key.Key_Menu)
    choose("Set 2 aside")
    assert set(scene.tracker.progress.set_aside) == set(several)
    scene.tracker.undo()
    assert not scene.tracker.progress.set_aside
    page.open_skill("weighing")
    QTest.keyClick(page.tree, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(page.tree, Qt.Key.Key_Space)
    assert {scene.catalogue.can_dos[each].skill_id for each in scene.tracker.progress.ticks} == set(several)
    scene.tracker.undo()
    assert not scene.tracker.progress.ticks


@pytest.mark.slow
def test_selecting_a_skill_from_elsewhere_selects_it_alone(scene: Scene) -> None:
    page = scene.window.pages.skills
    page.open_skill("weighing")
    QTest.keyPress(page.tree, Qt.Key.Key_Control, CONTROL)
    page.open_skill("dough")
    assert page.selected_skills() == ["dough"]
    QTest.keyRelease(page.tree, Qt.Key.Key_Control)


def test_rows_are_copied_as_a_table(scene: Scene) -> None:
    page = scene.window.pages.skills
    page.open_skill("weighing")
    page.tree.setFocus()
    QTest.keyClick(page.tree, Qt.Key.Key_Down, SHIFT)
    scene.press(Qt.Key.Key_C, CONTROL)
    lines = QApplication.clipboard().text().split("\n")
    assert [line.count("\t") for line in lines] == [2, 2, 2]
    names = [scene.catalogue.skills[each].name for each in page.selected_skills()]
    assert [line.split("\t")[0] for line in lines] == ["Name", *names]
    kinds = QApplication.clipboard().mimeData().formats()
    assert "text/tab-separated-values" in kinds
    assert "text/plain" in kinds


@pytest.mark.slow
def test_a_field_copies_its_own_text(scene: Scene) -> None:
    field = scene.window.top_bar.search
    field.setFocus()
    field.setText("dough")
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "dough"


@pytest.mark.slow
def test_the_study_log_has_a_menu_and_a_table_with_links(scene: Scene) -> None:
    scene.tracker.log_edits.log_study(StudySession("weighing", TODAY, 90, "read\tand tried", "https://example.org/a"))
    scene.window.show_page("progress")
    table = scene.window.pages.progress.log.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Menu)
    assert texts(opened()) == ["Edit", "Remove", "Open link", "Log time", "Copy"]
    choose("Copy")
    name = scene.catalogue.skills["weighing"].name
    assert QApplication.clipboard().text().split("\n")[1].split("\t") == [
        TODAY.isoformat(), name, "read and tried", "90", "https://example.org/a",
    ]  # fmt: skip
    QTest.keyClick(table, Qt.Key.Key_Menu)
    choose("Remove")
    assert not scene.tracker.progress.study


@pytest.mark.slow
def test_boxes_of_the_map_have_the_menu_of_their_skill(scene: Scene) -> None:
    scene.window.show_page("roadmap")
    form = scene.window.pages.roadmap.map
    node = next(iter(form.graph.nodes))
    form.find_skill(node.skill_id)
    form.take_focus()
    QTest.keyClick(form.view, Qt.Key.Key_Menu)
    assert texts(opened())[:2] == ["Open the skill", "Tick the next can-do"]
    choose("Copy")
    heads, cells = (line.split("\t") for line in QApplication.clipboard().text().split("\n"))
    assert (len(heads), cells[0]) == (3, scene.catalogue.skills[node.skill_id].name)
    form.selection.select_milestone()
    QTest.keyClick(form.view, Qt.Key.Key_F10, SHIFT)
    assert texts(opened()) == ["Milestone reached", "Show its checks"]
    choose("Milestone reached")
    assert scene.tracker.progress.milestones


@pytest.mark.slow
def test_bars_of_the_plan_can_be_moved_from_their_menu(scene: Scene) -> None:
    scene.tracker.plan_edits.set_hours_a_week(8)
    scene.window.show_page("plan")
    view = scene.window.pages.plan.schedule.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Menu)
    assert texts(opened())[:4] == ["Open the skill", "Move up", "Move down", "Tick the next can-do"]
    move_up = next(each for each in opened().actions() if each.text() == "Move up")
    assert not move_up.isEnabled()  # it is the first
    close()


def test_can_dos_and_evidence_have_menus(scene: Scene) -> None:
    can_do = scene.catalogue.skills["weighing"].can_dos[0]
    scene.tracker.log_edits.add_evidence(can_do, "https://example.org/proof")
    page = scene.window.pages.skills
    page.open_skill("weighing")
    scene.settle()
    section = page.detail.can_dos
    row = section.rows[0]
    row.box.setFocus()
    QTest.keyClick(row.box, Qt.Key.Key_Menu)
    assert texts(opened()) == [
        "Tick", "I could already do this", "Ticked on another day …", "Add evidence …", "Copy",
    ]  # fmt: skip
    choose("Copy")
    assert QApplication.clipboard().text().startswith(can_do.text)
    link = section.evidence[0].controls[0]
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Menu)
    assert texts(opened()) == ["Open …", "Change …", "Remove", "Copy the address"]
    choose("Copy the address")
    assert QApplication.clipboard().text() == "https://example.org/proof"
    QTest.keyClick(link, Qt.Key.Key_F10, SHIFT)
    choose("Remove")
    assert not scene.tracker.progress.evidence


@pytest.mark.slow
def test_history_and_charts_have_menus(scene: Scene) -> None:
    scene.tracker.edits.set_ticked(scene.catalogue.skills["weighing"].can_dos[:1], True)
    scene.window.show_page("progress")
    scene.settle()
    page = scene.window.pages.progress
    table = page.history.table
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Menu)
    assert texts(opened()) == ["Revert", "Copy"]
    choose("Revert")
    assert not scene.tracker.progress.ticks
    card = scene.window.findChildren(ChartCard)[0]
    QTest.keyClick(card.view, Qt.Key.Key_F10, SHIFT)
    assert texts(opened()) == ["Show as table", "Copy as a picture", "Copy as text", "Save as PNG or SVG …"]
    close()


def test_sessions_are_removed_together_in_one_step(scene: Scene) -> None:
    for minutes in (30, 60, 90):
        scene.tracker.log_edits.log_study(StudySession("weighing", TODAY, minutes, "", ""))
    scene.window.show_page("progress")
    table = scene.window.pages.progress.log.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert len(scene.tracker.progress.study) == 1
    scene.tracker.undo()
    assert len(scene.tracker.progress.study) == 3


def drop(widget: QWidget, *paths: Path, place: QPoint | None = None) -> bool:
    """Drop files on a widget; whether it took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    place = place or widget.rect().center()
    enter = QDragEnterEvent(place, copy, data, left, NONE)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(place), copy, data, left, NONE)
    return QApplication.sendEvent(widget, event) and event.isAccepted()


def test_a_dropped_file_is_evidence(scene: Scene, tmp_path: Path) -> None:
    proof, program = tmp_path / "proof.pdf", tmp_path / "tool.exe"
    for file in (proof, program):
        file.write_bytes(b"1")
    page = scene.window.pages.skills
    page.open_skill("weighing")
    row = page.detail.can_dos.rows[1]
    assert drop(row, proof)
    (evidence,) = scene.tracker.progress.evidence.values()
    assert evidence == (scene.catalogue.skills["weighing"].can_dos[1].id, str(proof))
    assert drop(row, proof)
    assert scene.window.toast.text == "This is already listed."
    assert drop(row, program)
    assert "never runs programs" in scene.window.toast.text
    assert not drop(row, proof, program)
    assert len(scene.tracker.progress.evidence) == 1


def test_a_dropped_copy_is_imported(scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Path] = []
    monkeypatch.setattr(scene.window.files.exchange, "import_everything", given.append)
    copy, picture = tmp_path / "copy.JSON", tmp_path / "map.png"
    assert drop(scene.window, copy)
    assert not drop(scene.window, picture)
    assert given == [copy]


def test_text_is_selected_with_the_mouse_and_a_click_still_ticks(scene: Scene) -> None:
    page = scene.window.pages.skills
    page.open_skill("weighing")
    row, tree = page.detail.can_dos.rows[0], page.tree
    tree.setFocus()
    can_do = scene.catalogue.skills["weighing"].can_dos[0]
    label = next(each for each in row.findChildren(QLabel) if each.text() == can_do.text)
    middle = QPoint(30, label.height() // 2)
    QTest.mouseClick(label, Qt.MouseButton.LeftButton, pos=middle)
    assert len(scene.tracker.progress.ticks) == 1
    assert tree.hasFocus()
    QTest.mousePress(label, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(label, middle + QPoint(60, 0))
    QTest.mouseRelease(label, Qt.MouseButton.LeftButton, pos=middle + QPoint(60, 0))
    assert label.selectedText()
    assert label.selectedText() in label.text()
    assert len(scene.tracker.progress.ticks) == 1  # selecting is not a click
    scene.press(Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == label.selectedText()


@pytest.mark.slow
def test_what_people_want_to_copy_can_be_selected(scene: Scene) -> None:
    page = scene.window.pages.skills
    page.open_skill("weighing")
    skill = scene.catalogue.skills["weighing"]
    labels = {each.text(): each for each in page.detail.findChildren(QLabel)}
    for text in (skill.name, skill.description, *(can_do.text for can_do in skill.can_dos)):
        assert labels[text].textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse, text
        assert labels[text].focusPolicy() is Qt.FocusPolicy.NoFocus  # Tab goes to controls alone


def select(label: QLabel) -> None:
    """Draw the pointer over the whole text."""
    middle = label.rect().center().y()
    QTest.mousePress(label, Qt.MouseButton.LeftButton, pos=QPoint(1, middle))
    QTest.mouseMove(label, QPoint(label.width() - 1, middle))
    QTest.mouseRelease(label, Qt.MouseButton.LeftButton, pos=QPoint(label.width() - 1, middle))


def test_the_text_of_an_answer_can_be_selected_and_a_click_on_it_still_answers(scene: Scene) -> None:
    scene.window.show_page("assess")
    page = scene.window.pages.assess
    scene.settle()
    asked, option = page.card.skill_id, page.card.options[0]
    (label,) = [each for each in option.findChildren(QLabel) if each.text() == "Not yet"]
    select(label)
    assert (label.selectedText(), option.isDown(), page.card.skill_id) == ("Not yet", False, asked)
    QTest.mouseClick(label, Qt.MouseButton.LeftButton, pos=label.rect().center())
    assert page.card.skill_id != asked


@pytest.mark.slow
def test_a_question_can_be_selected_and_its_keys_still_answer(scene: Scene) -> None:
    scene.window.show_page("assess")
    page = scene.window.pages.assess
    scene.settle()
    name = scene.catalogue.skills[page.card.skill_id].name
    (title,) = [each for each in page.card.findChildren(QLabel) if each.text() == name]
    select(title)
    assert title.selectedText() == name
    scene.press(Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == name
    scene.press(Qt.Key.Key_0)
    assert scene.tracker.progress.quick_answers


@pytest.mark.slow
def test_the_readiness_and_its_sum_can_be_selected(scene: Scene) -> None:
    number = scene.window.top_bar.readiness
    scene.window.pages.explain_readiness(number)
    scene.settle()
    explanation = explain_readiness(scene.tracker.gap)
    labels = {each.text(): each for each in scene.window.findChildren(QLabel) if each.isVisible()}
    for text in (explanation.result, *(line.value for group in explanation.groups for line in group)):
        assert labels[text].textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse, text


def test_f2_edits_delete_removes_and_escape_steps_back(scene: Scene) -> None:
    can_do = scene.catalogue.skills["weighing"].can_dos[0]
    scene.tracker.log_edits.add_evidence(can_do, "https://example.org/proof")
    page = scene.window.pages.skills
    page.open_skill("weighing")
    page.tree.setFocus()
    scene.settle()
    scene.press(Qt.Key.Key_F2)
    assert QApplication.focusWidget() is page.detail.note
    QTest.keyClicks(page.detail.note, "weighed")
    scene.press(Qt.Key.Key_Escape)
    assert page.tree.hasFocus()
    assert scene.tracker.progress.notes == {"weighing": "weighed"}
    link = page.detail.can_dos.evidence[0].controls[0]
    link.setFocus()
    scene.press(Qt.Key.Key_Delete)
    assert not scene.tracker.progress.evidence
    scene.tracker.undo()
    assert scene.tracker.progress.evidence


def test_the_title_names_an_unusual_file(scene: Scene, tmp_path: Path) -> None:
    assert scene.window.windowTitle() == "Skillgap"
    scene.window.name_file(tmp_path / "work.db")
    assert scene.window.windowTitle() == "work.db – Skillgap"


def test_a_button_beside_the_skill_opens_its_menu_for_the_mouse(scene: Scene) -> None:
    page = scene.window.pages.skills
    page.open_skill("weighing")
    scene.settle()
    more = scene.button("More actions", page.detail)
    scene.click(more)
    by_mouse, frame = texts(opened()), opened().frameGeometry()
    assert frame.top() >= more.mapToGlobal(more.rect().bottomLeft()).y()
    close()
    QTest.keyClick(page.tree, Qt.Key.Key_Menu)
    assert texts(opened()) == by_mouse
    close()


@pytest.mark.slow
def test_a_skill_leads_to_the_ads_that_ask_for_it(scene: Scene) -> None:
    page = scene.window.pages.skills
    page.open_skill("weighing")
    show = scene.window.commands.action("skill.job-ads")
    show.trigger()
    assert scene.window.toast.text == "None of your job ads asks for Weighing"
    assert scene.window.pages.is_shown("skills")
    scene.tracker.ad_edits.keep(KeptAd("You bring weighing.", "Miller", "", None, ""))
    QTest.keyClick(page.tree, Qt.Key.Key_Menu)
    choose("Show in job ads")
    across = scene.window.pages.ads.across
    assert across is not None
    assert scene.window.pages.is_shown("ads")
    assert across.table.skill_id == "weighing"
    assert across.table.hasFocus()


@pytest.mark.slow
def test_headers_of_the_map_have_menus(scene: Scene) -> None:
    scene.window.show_page("roadmap")
    page = scene.window.pages.roadmap
    header = page.map.headers.headers[-1]
    number = header.stage
    right_click(header, header.rect().center())
    assert texts(opened()) == ["How its numbers are worked out", "Go to its milestone", "Show in the list"]
    choose("Go to its milestone")
    assert page.map.at == MilestonePlace(number)
    header.setFocus()
    QTest.keyClick(header, Qt.Key.Key_F10, SHIFT)
    choose("Show in the list")
    assert page.is_list
    assert page.stages.at == ("stage", str(number))


@pytest.mark.slow
def test_a_file_dropped_on_the_row_of_a_can_do_is_its_evidence(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proof, copy = tmp_path / "proof.pdf", tmp_path / "copy.json"
    for file in (proof, copy):
        file.write_bytes(b"1")
    page = scene.window.pages.skills
    skill = scene.catalogue.skills["weighing"]
    can_do = skill.can_dos[1]
    scene.go("can-do", skill.id, can_do.id)
    area = page.tree.viewport()
    assert not drop(area, proof, place=scene.rect("skill", skill.id).center()), "a skill has no evidence of its own"
    assert drop(area, proof, place=scene.rect("can-do", skill.id, can_do.id).center())
    assert [*scene.tracker.progress.evidence.values()] == [(can_do.id, str(proof))]
    given: list[Path] = []
    monkeypatch.setattr(scene.window.files.exchange, "import_everything", given.append)
    drop(area, copy, place=scene.rect("can-do", skill.id, can_do.id).center())
    assert given == [copy], "a copy of everything is imported by the window"
    assert len(scene.tracker.progress.evidence) == 1
    scene.tracker.undo()
    assert not scene.tracker.progress.evidence


def test_a_skill_is_put_first_in_the_plan_unless_it_is_first_already(scene: Scene) -> None:
    def order() -> list[str]:
        tracker = scene.tracker
        return [row.gap.skill.id for row in make_plan(tracker.gap, tracker.progress, tracker.day).rows]

    said: list[str] = []
    scene.tracker.refused.connect(said.append)
    scene.tracker.worth_a_toast.connect(said.append)
    first, *others = order()
    names = {skill_id: scene.catalogue.skills[skill_id].short_name for skill_id in (first, *others)}
    for skill_id in (first, *others):
        scene.window.pages.skills.open_skill(skill_id)
        scene.window.skill_commands.put_first()
        if order()[0] != first:
            break
    assert said[0] == f"{names[first]} comes first in your plan already"
    assert (order()[0], said[-1]) == (skill_id, f"Put {names[skill_id]} first in your plan")


def test_a_menu_without_actions_does_not_open(scene: Scene) -> None:
    show_below(scene.window, lambda menu: None)
    assert not QApplication.activePopupWidget()


def test_a_menu_opens_above_what_lies_at_the_bottom_of_the_screen(scene: Scene) -> None:
    room = scene.window.screen().availableGeometry()
    button = PlainButton("More")
    scene.qtbot.addWidget(button)
    button.setGeometry(room.left() + 40, room.bottom() - 30, 80, 30)
    button.show()
    show_below(button, lambda menu: menu.addAction("Something"))
    menu = opened()
    assert menu.geometry().bottom() <= button.geometry().top()
    close()

"""A click, a key or a drag during which everything is made anew: nothing is raised, and nothing wrong is written."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QDialog

from gui.pages.roadmap.map.boxes import MilestoneItem
from gui.pages.roadmap.map.view_models import MilestonePlace
from roadmaps.journal import StudySession, Tick
from tests.examples import quick
from tests.gui.scene import seen

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from roadmaps.catalogue import Catalogue
    from tests.gui.scene import OpenWindow, Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LEFT = Qt.MouseButton.LeftButton
PAGES = ("skills", "assess", "roadmap", "stages", "progress", "roles")  # on Plan, buttons open dialogs that wait


def live(scene: Scene) -> None:
    tracker = scene.tracker
    scene.clock.day = date(2026, 12, 1)
    skills = list(tracker.roadmap.to_role.skill_demands)[:6]
    for skill_id in skills:
        skill = scene.catalogue.skills[skill_id]
        tracker.edits.set_tick(skill.can_dos[0], Tick(date(2026, 8, 1)))
        tracker.log_edits.log_study(StudySession(skill_id, date(2026, 9, 1), 60, "read", None))
    tracker.plan_edits.set_hours_a_week(6)
    tracker.plan_edits.set_target_date(date(2028, 1, 1))


def show(scene: Scene, page: str) -> QWidget:
    if page == "stages":
        scene.show_stages()
    else:
        scene.window.show_page(page)
        if page == "roadmap":
            scene.window.pages.roadmap.show_map()
    scene.settle()
    return scene.window.pages.shown


def other_goal(scene: Scene) -> None:
    ids = list(scene.catalogue.roadmaps)
    scene.tracker.edits.set_goal(ids[1 - ids.index(scene.tracker.roadmap.id)])


def undo(scene: Scene) -> None:
    scene.tracker.undo()


def everything_anew(scene: Scene) -> None:
    scene.tracker.reload()


def tick_all(scene: Scene) -> None:
    can_dos = [each for gap in scene.tracker.gap.scope for each in gap.tickable]
    scene.tracker.edits.toggle(can_dos, "everything")


CHANGES: list[Callable[[Scene], None]] = [other_goal, undo, everything_anew, tick_all]


def close_dialogs(scene: Scene) -> None:
    for dialog in seen(scene.window, QDialog):
        dialog.close()
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    scene.settle()


@pytest.mark.sweep
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("page", quick(["stages", "skills", "plan", "progress"], "skills"))
def test_a_row_that_is_pressed_while_everything_changes(
    scene: Scene, page: str, change: Callable[[Scene], None]
) -> None:
    live(scene)
    shown = show(scene, page)
    for view in seen(shown, QAbstractItemView):
        area = view.viewport()
        for y in range(8, area.height(), 83):
            for x in (4, 24, area.width() // 2):
                QTest.mousePress(area, LEFT, pos=QPoint(x, y))
                QTest.mouseMove(area, QPoint(x, min(area.height() - 1, y + 40)))
                change(scene)
                QTest.mouseRelease(area, LEFT, pos=QPoint(x, y))
                close_dialogs(scene)
            if y > 400:
                break


@pytest.mark.sweep
@pytest.mark.parametrize("change", [other_goal, everything_anew])
@pytest.mark.parametrize("page", quick(PAGES, "roadmap"))
def test_a_button_that_is_pressed_while_everything_changes(
    scene: Scene, page: str, change: Callable[[Scene], None]
) -> None:
    live(scene)
    shown = show(scene, page)
    tried = 0
    for button in seen(shown, QAbstractButton):
        if not shiboken6.isValid(button) or not button.isVisible() or not button.isEnabled():
            continue
        if getattr(button, "menu", None) and button.menu():  # type: ignore[attr-defined]
            continue  # a menu waits for an answer
        if "picture" in button.accessibleName() or "…" in button.text() or "day" in button.toolTip():
            continue  # a dialog waits for an answer
        tried += 1
        QTest.mousePress(button, LEFT)
        change(scene)
        if shiboken6.isValid(button):
            QTest.mouseRelease(button, LEFT)
        close_dialogs(scene)
        if page in ("assess", "stages", "roadmap") and scene.window.pages.shown is not shown:
            show(scene, page)
    assert tried


def send(area: QWidget, kind: QEvent.Type, place: QPointF) -> None:
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else LEFT
    QApplication.sendEvent(
        area, QMouseEvent(kind, place, area.mapToGlobal(place), LEFT, held, Qt.KeyboardModifier.NoModifier)
    )


@pytest.mark.slow
@pytest.mark.sweep
@pytest.mark.parametrize("size", [(800, 600), (960, 620), (1280, 800)])
def test_the_box_of_every_milestone_ticks_from_every_selection_on_the_map(
    open_window: OpenWindow, catalogue: Catalogue, size: tuple[int, int]
) -> None:
    scene = open_window(catalogue, size=size)
    form_page = show(scene, "roadmap")
    form = scene.window.pages.roadmap.map
    assert form_page is scene.window.pages.roadmap
    form.fit()
    nodes = list(form.graph.nodes)
    stages = [stage.number for stage in scene.tracker.gap.stages if stage.stage]
    for node in nodes[:: max(1, len(nodes) // 3)]:
        for number in stages:
            form.selection.select(node)
            scene.settle()
            place = MilestonePlace(number)
            box = form.view.scene().box(place)  # type: ignore[attr-defined]
            assert isinstance(box, MilestoneItem)
            centre = form.view.mapFromScene(box.check_frame.translated(box.pos()).center())
            if not form.view.viewport().rect().contains(centre):
                continue
            before = scene.tracker.undo_stack.place
            send(form.view.viewport(), QEvent.Type.MouseButtonPress, QPointF(centre))
            send(form.view.viewport(), QEvent.Type.MouseButtonRelease, QPointF(centre))
            assert scene.tracker.undo_stack.place == before + 1
            assert form.at == place


@pytest.mark.slow
def test_a_click_on_the_map_while_everything_changes(scene: Scene) -> None:
    live(scene)
    show(scene, "roadmap")
    form = scene.window.pages.roadmap.map
    area = form.view.viewport()
    for number, change in enumerate(CHANGES):
        for x in range(40, area.width(), 290):
            place = QPointF(x, 40 + 60 * (number % 5))
            send(area, QEvent.Type.MouseButtonPress, place)
            change(scene)
            send(area, QEvent.Type.MouseButtonRelease, place)
            send(area, QEvent.Type.MouseButtonDblClick, place)
            if scene.window.pages.shown is not scene.window.pages.roadmap:
                show(scene, "roadmap")


@pytest.mark.slow
def test_a_bar_of_the_plan_that_is_dropped_stays_in_sight(open_window: OpenWindow, catalogue: Catalogue) -> None:
    from gui.pages.plan.schedule_view import ScheduleView

    scene = open_window(catalogue)
    scene.tracker.plan_edits.set_hours_a_week(10)
    show(scene, "plan")
    view = seen(scene.window, ScheduleView)[0]
    view.setCurrentIndex(view.model().index(0, 0))
    moved = view.skill_id
    view.move_wanted.emit(moved, len(view.rows) - 1)
    scene.settle()
    assert view.skill_id == moved
    index = view.currentIndex()
    rect = view.visualRect(index)
    assert rect.top() >= 0
    assert rect.bottom() <= view.viewport().height()
    bars = view.rows[index.row()].bars
    if bars:
        assert view.names_width <= view.left_of(bars[0].begin) <= view.viewport().width()

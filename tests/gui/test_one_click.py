"""One click is one undo step: on every pixel of every kind of box, at every scale, single and double."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

from gui.outline.delegate import CHECK_INDENT
from gui.pages.roadmap.map.boxes import MilestoneItem
from gui.pages.roadmap.map.view_models import MilestonePlace
from gui.widgets.check_box import CheckBox, TickTarget
from gui.widgets.painting import CHECK_BOX
from roadmaps.journal import Tick
from tests.examples import quick
from tests.gui.scene import TODAY, seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from roadmaps.catalogue import Catalogue
    from tests.gui.scene import OpenWindow, Scene

SCALES = (1.0, 1.25, 1.5, 2.0)
"""Device pixels per logical pixel: at 1.5 a pointer can stand at every 2/3 of a logical pixel."""
LEFT = Qt.MouseButton.LeftButton
MARCH = date(2026, 3, 1)


class Target(NamedTuple):
    """A box as it is painted, in the coordinates of the widget that gets the clicks."""

    area: QWidget
    box: QRectF


def send(area: QWidget, kind: QEvent.Type, place: QPointF) -> None:
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else LEFT
    event = QMouseEvent(kind, place, area.mapToGlobal(place), LEFT, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(area, event)


def click(area: QWidget, place: QPointF) -> None:
    send(area, QEvent.Type.MouseButtonPress, place)
    send(area, QEvent.Type.MouseButtonRelease, place)


def double_click(area: QWidget, place: QPointF) -> None:
    """What a window system sends: a click, then a press that is called a double click, and its release."""
    click(area, place)
    send(area, QEvent.Type.MouseButtonDblClick, place)
    send(area, QEvent.Type.MouseButtonRelease, place)


def pixels(box: QRectF, scale: float) -> Iterator[QPointF]:
    """The middles of device pixels of a box: a row (every one of a small box at scale 1), a column, the corners.

    At the other scales the edges count, where a place between two logical pixels may fall on either side.
    """
    step = 1 / scale
    across = [box.left() + step * (number + 0.5) for number in range(int(box.width() * scale))]
    down = [box.top() + step * (number + 0.5) for number in range(int(box.height() * scale))]
    middle = box.center()
    row = (
        across if scale == 1 and len(across) <= 2 * CHECK_BOX else [*across[:3], across[len(across) // 2], *across[-3:]]
    )
    yield from (QPointF(x, middle.y()) for x in row)
    yield from (QPointF(middle.x(), y) for y in down[:: max(1, len(down) // 4)])
    yield from (QPointF(x, y) for x in (across[0], across[-1]) for y in (down[0], down[-1]))


def tree_box(scene: Scene, *key: str) -> Target:
    scene.go(*key)
    rect = scene.rect(*key)
    left = rect.left() + CHECK_INDENT - (2 if key[0] == "can-do" else 0)
    top = rect.top() + (min(rect.height(), 28) - CHECK_BOX) / 2
    return Target(scene.tree.viewport(), QRectF(left, top, CHECK_BOX, CHECK_BOX))


def map_box(scene: Scene) -> Target:
    scene.window.show_page("roadmap")
    scene.window.pages.roadmap.show_map()
    form = scene.window.pages.roadmap.map
    scene.settle()
    form.selection.select(MilestonePlace(1))
    scene.settle()
    box = form.view.scene().box(MilestonePlace(1))  # type: ignore[attr-defined]
    assert isinstance(box, MilestoneItem)
    frame = box.check_frame.translated(box.pos())
    corner = form.view.mapFromScene(frame.topLeft())
    return Target(form.view.viewport(), QRectF(corner, frame.size()))


def widget_box(box: QWidget) -> Target:
    return Target(box, QRectF(box.rect()))


def pane_box(scene: Scene) -> Target:
    scene.go("skill", "hygiene")
    return widget_box(seen(scene.listed.detail, CheckBox)[0])


def words_of(box: QWidget) -> Target:
    row = box.parentWidget()
    assert isinstance(row, TickTarget)
    words = max(seen(row, QLabel), key=lambda label: label.width())
    return Target(row, QRectF(words.geometry()))


def milestone_boxes(scene: Scene) -> list[CheckBox]:
    scene.show_stages()
    scene.go("milestone", "1")
    return scene.window.pages.roadmap.stages.milestone.view.boxes


def staged(scene: Scene, *key: str) -> Target:
    scene.show_stages()
    return tree_box(scene, *key)


KINDS: dict[str, Callable[[Scene], Target]] = {
    "category": lambda scene: tree_box(scene, "category", "basics"),
    "skill": lambda scene: tree_box(scene, "skill", "hygiene"),
    "can-do": lambda scene: tree_box(scene, "can-do", "hygiene", "hygiene.clean-bench"),
    "stage": lambda scene: staged(scene, "stage", "1"),
    "stage skill": lambda scene: staged(scene, *next(key for key in scene_stage_keys(scene) if key[0] == "skill")),
    "milestone row": lambda scene: staged(scene, "milestone", "1"),
    "milestone on the map": map_box,
    "can-do in the pane": pane_box,
    "words of a can-do in the pane": lambda scene: words_of(pane_box(scene).area),
    "check of a milestone": lambda scene: widget_box(milestone_boxes(scene)[0]),
    "milestone in the pane": lambda scene: widget_box(milestone_boxes(scene)[-1]),
}


def scene_stage_keys(scene: Scene) -> list[tuple[str, ...]]:
    scene.show_stages()
    return list(scene.model.shown_keys())


@pytest.mark.sweep
@pytest.mark.parametrize("kind", quick(KINDS, "skill", "milestone on the map", "can-do in the pane"))
def test_every_pixel_of_a_box_is_one_undo_step(scene: Scene, kind: str) -> None:
    target = KINDS[kind](scene)
    stack, wrong = scene.tracker.undo_stack, []
    for scale in SCALES:
        for number, place in enumerate(pixels(target.box, scale)):
            hands = double_click if number % 3 == 0 else click
            before = stack.place
            hands(target.area, place)
            if stack.place != before + 1:
                wrong.append((scale, place, hands.__name__, stack.place - before))
    assert not wrong


@pytest.mark.slow
def test_every_pixel_of_a_check_box_in_a_dialog_or_a_list_counts_once(scene: Scene) -> None:
    box = scene.window.pages.skills.not_needed
    for place in pixels(QRectF(box.rect()), 1.5):
        scene.settle()
        for hands in (click, double_click):
            before = box.isChecked()
            hands(box, place)
            assert box.isChecked() is not before, (place, hands.__name__)


@pytest.mark.slow
def test_every_pixel_of_the_list_of_what_is_brought_counts_once(open_window: OpenWindow, catalogue: Catalogue) -> None:
    scene = open_window(catalogue, is_welcomed=True)
    page = scene.window.pages.welcome
    scene.click(page.start)
    boxes = seen(page.carry, CheckBox)
    assert boxes
    for hands in (click, double_click):
        for place in pixels(QRectF(0, 0, boxes[0].width(), boxes[0].height()), 1.25):
            before = boxes[0].isChecked()
            hands(boxes[0], place)
            assert boxes[0].isChecked() is not before, (place, hands.__name__)


def test_a_press_on_a_box_that_ends_on_its_words_ticks_nothing(scene: Scene) -> None:
    target = pane_box(scene)
    send(target.area, QEvent.Type.MouseButtonPress, target.box.center())
    send(target.area, QEvent.Type.MouseButtonRelease, target.box.center() + QPointF(80, 0))
    assert scene.ticked() == set()


def test_a_double_click_on_the_arrow_opens_once(scene: Scene) -> None:
    index = scene.model.index_of(("skill", "hygiene"))
    place = QPointF(scene.rect("skill", "hygiene").topLeft() + QPoint(0, 14))
    double_click(scene.tree.viewport(), place)
    assert scene.tree.isExpanded(index)


# No click costs a date


def dates(scene: Scene) -> dict[str, Tick]:
    return dict(scene.tracker.progress.ticks)


@pytest.mark.sweep
@pytest.mark.parametrize("hands", [click, double_click])
def test_no_number_of_clicks_on_a_box_replaces_a_date(scene: Scene, hands: Callable[[QWidget, QPointF], None]) -> None:
    first, second = scene.can_do("hygiene.clean-bench"), scene.can_do("hygiene.sterile-vessels")
    scene.tracker.edits.set_tick(first, Tick(MARCH))
    scene.tracker.edits.set_tick(second, Tick(None))
    target = tree_box(scene, "category", "basics")
    for times in range(1, 7):
        hands(target.area, target.box.center())
        if times % 2:
            assert dates(scene)[first.id] == Tick(MARCH)
            assert dates(scene)[second.id] == Tick(None)
            assert dates(scene)["weighing.read-scales"] == Tick(TODAY)
            if times > 1:
                assert "2 with their earlier dates" in scene.window.toast.text
        else:
            assert dates(scene) == {}


def test_a_milestone_that_is_unticked_and_ticked_again_keeps_its_date(scene: Scene) -> None:
    milestone = scene.tracker.gap.stages[1].stage
    assert milestone
    scene.tracker.edits.reach(milestone.milestone, Tick(MARCH))
    target = KINDS["milestone row"](scene)
    click(target.area, target.box.center())
    assert not scene.tracker.progress.milestones
    click(target.area, target.box.center())
    assert scene.tracker.progress.milestones == {milestone.milestone.id: Tick(MARCH)}


@pytest.mark.slow
def test_an_undone_tick_does_not_come_back_with_its_date(scene: Scene) -> None:
    can_do = scene.can_do("hygiene.clean-bench")
    scene.tracker.edits.mark_known_before([can_do])
    scene.tracker.undo()
    scene.tracker.edits.toggle([can_do])
    assert dates(scene)[can_do.id] == Tick(TODAY)


@pytest.mark.slow
def test_what_was_unticked_on_an_earlier_day_is_ticked_as_of_today(scene: Scene) -> None:
    can_do = scene.can_do("hygiene.clean-bench")
    scene.tracker.edits.set_tick(can_do, Tick(MARCH))
    scene.tracker.edits.toggle([can_do])
    scene.clock.day = date(2026, 11, 25)
    scene.tracker.edits.toggle([can_do])
    assert dates(scene)[can_do.id] == Tick(date(2026, 11, 25))

"""The wheel over a field, a slider or a combo box scrolls the page and changes no value."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QScrollBar,
    QTabBar,
)

from roadmaps.journal import Tick
from tests.gui.scene import seen

if TYPE_CHECKING:
    from PySide6.QtWidgets import (
        QWidget,
    )

    from tests.gui.scene import Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def turn(widget: QWidget, notches: int) -> bool:
    """Turn the wheel over a widget; whether it kept that to itself, and so away from the page around it."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        widget.mapToGlobal(middle),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def value_of(widget: QWidget) -> object:
    if isinstance(widget, QAbstractSlider):
        return widget.value()
    if isinstance(widget, QAbstractSpinBox):
        return widget.text()
    if isinstance(widget, (QComboBox, QTabBar)):
        return widget.currentIndex()
    raise TypeError(widget)


def check(room: QWidget) -> int:
    """Turn the wheel over everything with a value; how many there were."""
    fields: list[QWidget] = [
        *(each for each in seen(room, QAbstractSlider) if not isinstance(each, QScrollBar)),
        *seen(room, QAbstractSpinBox),
        *seen(room, QComboBox),
        *seen(room, QTabBar),
    ]
    for field in fields:
        for has_focus in (False, True):
            if has_focus:
                field.setFocus()
            for notches in (1, -1, -3, 5):
                before = value_of(field)
                assert not turn(field, notches), (field, field.accessibleName())
                assert value_of(field) == before, (field, field.accessibleName(), has_focus)
    return len(fields)


@pytest.fixture
def lived(scene: Scene) -> Scene:
    scene.tracker.edits.set_tick(scene.can_do("hygiene.clean-bench"), Tick(date(2026, 3, 1)))
    scene.clock.day = date(2026, 12, 1)
    scene.tracker.plan_edits.set_hours_a_week(6)
    scene.tracker.edits.set_ticked([scene.can_do("hygiene.sterile-vessels")], True)
    return scene


@pytest.mark.sweep
@pytest.mark.parametrize("page", ["skills", "roadmap", "ads", "progress", "plan", "roles"])
def test_the_wheel_changes_no_value_on_a_page(lived: Scene, page: str) -> None:
    lived.window.show_page(page)
    lived.settle()
    before = (lived.tracker.as_of, len(lived.disk.events()))
    found = check(lived.window)
    assert (lived.tracker.as_of, len(lived.disk.events())) == before
    if page in ("progress", "plan"):
        assert found


def test_the_wheel_changes_no_value_in_the_dialog_of_study_time(lived: Scene) -> None:
    lived.go("category", "basics")
    lived.press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    dialog = seen(lived.window, QDialog)[0]
    assert check(dialog)
    dialog.close()

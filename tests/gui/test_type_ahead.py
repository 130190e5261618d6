"""Type-ahead in lists: letters go to a row, and Space is part of what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.widgets.type_ahead import PAUSE, TypeAhead

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.pages.roadmap.map.form import MapForm
    from roadmaps.catalogue import Catalogue
    from tests.gui.scene import OpenWindow, Scene


class Seconds:
    """A clock that is moved by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def key(text: str, code: int | None = None) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, code or ord(text.upper()), Qt.KeyboardModifier.NoModifier, text)


def test_space_is_part_of_a_name_only_while_one_is_typed() -> None:
    seconds = Seconds()
    ahead = TypeAhead(seconds)
    assert not ahead.takes(key(" "))
    assert ahead.takes(key("m"))
    seconds.now += PAUSE * 0.9
    assert ahead.takes(key(" "))
    seconds.now += PAUSE
    assert not ahead.takes(key(" "))


@pytest.mark.parametrize("code", [Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab])
def test_any_other_key_ends_a_name(code: Qt.Key) -> None:
    ahead = TypeAhead()
    assert ahead.takes(key("m"))
    assert not ahead.takes(key("", code.value))
    assert not ahead.takes(key(" "))


def test_a_shift_key_does_not_end_a_name() -> None:
    ahead = TypeAhead()
    assert ahead.takes(key("c"))
    assert not ahead.takes(key("", Qt.Key.Key_Shift.value))
    assert ahead.takes(key(" "))


def test_names_are_found_from_the_current_row_on_wrapping_around() -> None:
    names = ["Machine learning", "Maths", "Résumé", "Model serving"]
    ahead = TypeAhead()

    def typed(text: str, current: int) -> int | None:
        ahead.stop()
        for letter in text:
            ahead.takes(key(letter))
        return ahead.find(names, current)

    assert typed("m", -1) == 0
    assert typed("m", 0) == 1
    assert typed("mm", 1) == 3
    assert typed("m", 3) == 0
    assert typed("ma", 0) == 0
    assert typed("mat", 0) == 1
    assert typed("resu", 0) == 2
    assert typed("machine l", 3) == 0
    assert typed("x", 0) is None


def type_into(scene: Scene, widget: QWidget, text: str) -> None:
    widget.setFocus()
    QTest.keyClicks(widget, text)
    scene.settle()


@pytest.mark.slow
def test_a_name_typed_into_the_tree_ticks_nothing(open_window: OpenWindow, catalogue: Catalogue) -> None:
    scene = open_window(catalogue)
    type_into(scene, scene.tree, "machine l")
    assert not scene.disk.events()
    assert scene.row(*scene.tree.current_key).title.lower().startswith("machine l")
    scene.press(Qt.Key.Key_Down, on=scene.tree)
    scene.press(Qt.Key.Key_Space, on=scene.tree)
    assert scene.disk.events()


@pytest.mark.slow
def test_a_name_typed_into_the_list_of_stages_ticks_nothing(open_window: OpenWindow, catalogue: Catalogue) -> None:
    scene = open_window(catalogue)
    scene.show_stages()
    type_into(scene, scene.tree, "python pa")
    assert not scene.disk.events()


def on_map(scene: Scene) -> MapForm:
    scene.window.show_page("roadmap")
    scene.window.pages.roadmap.show_map()
    scene.settle()
    return scene.window.pages.roadmap.map


@pytest.mark.sweep
@pytest.mark.parametrize("name", ["machine learn", "linux b", "g 0l x", "model serving"])
def test_a_name_typed_onto_the_map_ticks_nothing(open_window: OpenWindow, catalogue: Catalogue, name: str) -> None:
    scene = open_window(catalogue)
    form = on_map(scene)
    form.view.setFocus()
    for letter in name:
        QTest.keyClicks(QApplication.focusWidget() or scene.window, letter)
    assert not scene.disk.events()


@pytest.mark.slow
def test_a_name_typed_onto_the_map_goes_to_its_box(open_window: OpenWindow, catalogue: Catalogue) -> None:
    scene = open_window(catalogue)
    form = on_map(scene)
    type_into(scene, form.view, "docker")
    assert form.shown_skill == "docker"
    QTest.keyClick(form.view, Qt.Key.Key_Escape)
    scene.press(Qt.Key.Key_Space, on=form.view)
    assert [event.subject.split(".")[0] for event in scene.disk.events()] == ["docker"]


@pytest.mark.slow
def test_a_name_typed_into_what_is_left_ticks_nothing(open_window: OpenWindow, catalogue: Catalogue) -> None:
    scene = open_window(catalogue)
    form = on_map(scene)
    form.drawer.open_list()
    type_into(scene, form.side.list, "model s")
    assert not scene.disk.events()
    type_into(scene, form.side.list, "")
    QTest.keyClick(form.side.list, Qt.Key.Key_Escape)

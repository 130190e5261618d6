"""Single-letter keys and shortcuts on non-Latin keyboard layouts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from gui.widgets.keyboard import latin_key
from roadmaps.journal import SKIPPED
from tests.examples import quick

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tests.gui.scene import Scene

NONE, SHIFT, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
ON_LINUX = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="scan codes of Linux")


def pressed(text: str, scan: int = 0, modifiers: Qt.KeyboardModifier = NONE) -> QKeyEvent:
    code = ord(text.upper()) if len(text.upper()) == 1 else ord(text)
    return QKeyEvent(QEvent.Type.KeyPress, code, modifiers, scan, 0, 0, text)


@ON_LINUX
@pytest.mark.parametrize(
    ("text", "scan", "key"),
    [
        ("ы", 39, "S"),  # Russian
        ("ч", 53, "X"),
        ("і", 39, "S"),  # Ukrainian
        ("ь", 39, "S"),  # Bulgarian
        ("σ", 39, "S"),  # Greek
        ("χ", 53, "X"),
        ("ד", 39, "S"),  # Hebrew
        ("ס", 53, "X"),
        ("س", 39, "S"),  # Arabic
        ("ء", 53, "X"),
        ("ს", 39, "S"),  # Georgian
        ("ㄴ", 39, "S"),  # Korean
        ("&", 10, "1"),  # French
        ("é", 11, "2"),
        ('"', 12, "3"),
        ("à", 19, "0"),
        ("+", 10, "1"),  # Czech
        ("ě", 11, "2"),
        ("š", 12, "3"),
        ("é", 19, "0"),
        ("y", 52, "Y"),  # German: the letter that is printed
        ("s", 47, "S"),  # Dvorak: the letter that is printed
        ("-", 20, ""),
        (" ", 65, ""),
    ],
)
def test_a_key_means_what_a_latin_keyboard_prints_on_it(text: str, scan: int, key: str) -> None:
    assert latin_key(pressed(text, scan)) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [("ы", "S"), ("ч", "X"), ("σ", "S"), ("χ", "X"), ("ד", "S"), ("ס", "X"), ("س", "S"), ("ء", "X"), ("д", "L"),
     ("&", "1"), ("é", "2"), ('"', "3"), ("à", "0"), ("٢", "2"), ("۳", "3"), ("०", "0"), ("日", "")],
)  # fmt: skip
def test_without_a_scan_code_the_letter_decides(text: str, key: str) -> None:
    assert latin_key(pressed(text)) == key


def test_a_shifted_symbol_is_no_digit_without_a_scan_code() -> None:
    assert latin_key(pressed('"', modifiers=SHIFT)) == ""


def send(widget: QWidget, text: str, scan: int = 0, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QApplication.sendEvent(widget, pressed(text, scan, modifiers))


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("text", "answer"),
    quick(
        [("ы", SKIPPED), ("σ", SKIPPED), ("ד", SKIPPED), ("س", SKIPPED), ("&", 1), ("é", 2), ("٢", 2)],
        ("ы", SKIPPED),
        ("é", 2),
    ),
)
def test_quick_assess_takes_keys_of_every_layout(scene: Scene, text: str, answer: int | str) -> None:
    scene.window.show_page("assess")
    page = scene.window.pages.assess
    asked = page.card.skill_id
    send(page, text)
    assert scene.tracker.progress.quick_answers == {asked: answer}


@pytest.mark.sweep
@pytest.mark.parametrize("text", ["ч", "χ", "ס", "ء"])
def test_not_for_me_works_on_every_layout(scene: Scene, text: str) -> None:
    scene.window.show_page("assess")
    page = scene.window.pages.assess
    asked = page.card.skill_id
    send(page, text)
    assert asked in scene.tracker.progress.set_aside


@pytest.mark.slow
def test_the_map_takes_keys_of_every_layout(scene: Scene) -> None:
    scene.window.show_page("roadmap")
    scene.window.pages.roadmap.show_map()
    form = scene.window.pages.roadmap.map
    scene.settle()
    form.take_focus()
    send(form.view, "д")
    assert form.side.list.hasFocus()
    send(form.side.list, "д")
    assert form.view.hasFocus()
    fitting = form.view.sceneRect().width()
    for _ in range(5):
        form.zoom_in()
    assert form.view.sceneRect().width() > fitting
    send(form.view, "à")
    assert form.view.sceneRect().width() == fitting


@pytest.mark.sweep
@pytest.mark.parametrize(("text", "page"), [("&", "skills"), ("é", "assess"), ('"', "roadmap"), ("'", "progress")])
def test_shortcuts_with_digits_work_where_digits_need_shift(scene: Scene, text: str, page: str) -> None:
    scene.window.show_page("roles")
    send(scene.window, text, modifiers=CONTROL)
    assert scene.window.pages.shown.name == page


@pytest.mark.sweep
@pytest.mark.parametrize("text", ["а", "φ", "ب"])
def test_shortcuts_with_letters_work_on_every_layout(scene: Scene, text: str) -> None:
    send(scene.window, text, modifiers=CONTROL)
    assert scene.window.top_bar.search.hasFocus()

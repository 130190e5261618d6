"""Enter presses the button that has the focus, once, wherever it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from gui.widgets.buttons import LinkButton, PlainButton, PrimaryButton
from gui.widgets.key_cap import KeyedButton
from tests.gui.scene import seen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton
    from pytestqt.qtbot import QtBot

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from tests.gui.scene import Scene


@pytest.fixture(params=["plain", "link", "keyed"])
def button(request: pytest.FixtureRequest, qtbot: QtBot, theme: Theme, icons: Icons) -> QAbstractButton:
    made: QAbstractButton
    match request.param:
        case "plain":
            made = PlainButton("Remove")
        case "link":
            made = LinkButton("Remove", theme, icons)
        case _:
            made = KeyedButton("Remove", "R", "R", theme)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_is_a_click(button: QAbstractButton, key: Qt.Key) -> None:
    clicks: list[bool] = []
    button.clicked.connect(lambda: clicks.append(True))
    QTest.keyClick(button, key)
    assert clicks == [True]


def test_holding_enter_is_one_click_and_reaches_nothing_else(button: QAbstractButton) -> None:
    clicks: list[bool] = []
    button.clicked.connect(lambda: clicks.append(True))
    no_modifier = Qt.KeyboardModifier.NoModifier
    for is_repeat in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, no_modifier, "\r", is_repeat)
        assert QApplication.sendEvent(button, event)
        assert event.isAccepted()
    assert clicks == [True]


def test_enter_with_a_modifier_does_not_click(button: QAbstractButton) -> None:
    clicks: list[bool] = []
    button.clicked.connect(lambda: clicks.append(True))
    QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert clicks == []


@pytest.mark.slow
def test_every_push_button_of_a_page_is_of_our_own_class(scene: Scene) -> None:
    scene.tracker.edits.toggle([scene.can_do("hygiene.clean-bench")])
    for page in ("skills", "assess", "roadmap", "ads", "progress", "plan", "roles", "welcome"):
        scene.window.show_page(page)
        scene.settle()
        shown = seen(scene.window.pages.shown, QPushButton)
        assert [each.text() for each in shown if not isinstance(each, PlainButton | PrimaryButton)] == [], page

"""Enter presses the button that has the focus, once, wherever it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolTip

from gui.widgets.buttons import LinkButton, PlainButton, PrimaryButton
from gui.widgets.key_cap import KeyedButton
from gui.widgets.labels import OneLine
from tests.gui.scene import seen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton, QWidget
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


def test_a_second_click_in_a_row_is_not_for_what_the_main_button_has_become(qtbot: QtBot, theme: Theme) -> None:
    made = PrimaryButton("Save", theme)
    qtbot.addWidget(made)
    clicks: list[bool] = []
    made.clicked.connect(lambda: clicks.append(True))
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(made, Qt.MouseButton.LeftButton)
    assert clicks == [True]


def test_arrow_keys_go_on_to_what_holds_a_link(qtbot: QtBot, theme: Theme, icons: Icons) -> None:
    link = LinkButton("Show", theme, icons)
    qtbot.addWidget(link)
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(link, event)
    assert not event.isAccepted()


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("kind", [LinkButton, OneLine])
def test_text_that_is_cut_is_shown_in_full_in_a_tooltip(
    qtbot: QtBot, theme: Theme, icons: Icons, kind: type[QWidget]
) -> None:
    text = "The whole of a rather long text"
    made = LinkButton(text, theme, icons) if kind is LinkButton else OneLine(text, theme=theme)
    qtbot.addWidget(made)
    made.resize(60, 24)
    made.show()
    QApplication.sendEvent(made, QHelpEvent(QEvent.Type.ToolTip, QPoint(4, 4), made.mapToGlobal(QPoint(4, 4))))
    assert text in QToolTip.text()
    QToolTip.hideText()

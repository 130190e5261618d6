"""Thirteen journeys by keys alone, each with how many presses it takes; a letter typed counts as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import gui.export.exporter
from gui.backups.replace_dialog import RestoreDialog
from gui.pages.plan.page import PlanPage
from tests.gui.scene import TODAY, seen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from tests.gui.scene import OpenWindow, Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MOST_TABS = 40
"""No control of a page is farther than this from where the focus is put."""


class Hands:
    """Presses keys where the keyboard is, and counts them."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.presses = scene, 0

    @property
    def focused(self) -> QWidget:
        widget = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert widget is not None
        return widget

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(self.focused, key, held)
            self.presses += 1
            self.scene.settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focused, text)
        self.presses += len(text)
        self.scene.settle()

    def tab_to(self, is_there: Callable[[QWidget], bool], held: Qt.KeyboardModifier | None = None) -> None:
        """Press Tab until a control has the focus."""
        for _ in range(MOST_TABS):
            if is_there(self.focused):
                return
            self.press(Qt.Key.Key_Backtab if held else Qt.Key.Key_Tab, held=held or Qt.KeyboardModifier.NoModifier)
        pytest.fail(f"not reached; at {self.focused.accessibleName()!r}")

    def run(self, command: str) -> None:
        """Run a command from the palette."""
        self.press(Qt.Key.Key_K, held=CONTROL)
        self.type(command)
        self.press(Qt.Key.Key_Return)


@pytest.fixture
def hands(scene: Scene) -> Hands:
    scene.window.pages.skills.focus_list()
    scene.settle()
    return Hands(scene)


def test_first_start(open_window: OpenWindow) -> None:
    scene = open_window(is_welcomed=True)
    hands = Hands(scene)
    hands.press(Qt.Key.Key_2)  # the second direction
    page = scene.window.pages.welcome
    hands.tab_to(lambda widget: widget is page.start)
    hands.press(Qt.Key.Key_Return)
    assert scene.tracker.events()
    assert scene.tracker.roadmap is [*scene.catalogue.roadmaps.values()][1]
    assert hands.presses <= 8


def test_tick(hands: Hands) -> None:
    skill = hands.scene.catalogue.skills["weighing"]
    hands.type(skill.name[:4])
    hands.press(Qt.Key.Key_Return, held=CONTROL)
    assert hands.scene.ticked() == {skill.can_dos[0].id}
    assert hands.presses == 5


def test_find(hands: Hands) -> None:
    hands.press(Qt.Key.Key_F, held=CONTROL)
    hands.type("weigh")
    hands.press(Qt.Key.Key_Down)
    page = hands.scene.window.pages.skills
    assert hands.focused is page.tree
    assert page.shown_skill == "weighing"
    assert hands.presses == 7


def test_undo(hands: Hands) -> None:
    hands.press(Qt.Key.Key_Return, held=CONTROL)
    assert hands.scene.ticked()
    hands.press(Qt.Key.Key_Z, held=CONTROL)
    assert not hands.scene.ticked()
    assert hands.presses == 2


@pytest.mark.slow
def test_set_aside(hands: Hands) -> None:
    skill_id = hands.scene.window.pages.skills.shown_skill
    hands.press(Qt.Key.Key_D, held=CONTROL)
    assert skill_id in hands.scene.tracker.progress.set_aside
    assert hands.presses == 1


def test_note(hands: Hands) -> None:
    skill_id = hands.scene.window.pages.skills.shown_skill
    hands.press(Qt.Key.Key_F2)
    hands.type("flour first")
    hands.press(Qt.Key.Key_Escape)
    assert hands.scene.tracker.progress.notes == {skill_id: "flour first"}
    assert hands.focused is hands.scene.tree
    assert hands.presses == 13


@pytest.mark.slow
def test_evidence(hands: Hands) -> None:
    row = hands.scene.window.pages.skills.detail.can_dos.rows[0]
    hands.tab_to(lambda widget: widget is row.add_evidence)
    hands.press(Qt.Key.Key_Space)
    hands.type("https://a.example")
    hands.press(Qt.Key.Key_Return)
    (evidence,) = hands.scene.tracker.progress.evidence.values()
    assert evidence.address == "https://a.example"
    assert hands.presses - len("https://a.example") <= 14


def test_log_time(hands: Hands) -> None:
    hands.press(Qt.Key.Key_T, held=CONTROL)
    hands.type("90")
    hands.press(Qt.Key.Key_Return)
    (session,) = hands.scene.tracker.progress.study.values()
    assert (session.minutes, session.day) == (90, TODAY)
    assert hands.presses == 4


@pytest.mark.slow
def test_plan_hours(hands: Hands) -> None:
    hands.press(Qt.Key.Key_5, held=CONTROL)
    page = hands.scene.window.pages.plan
    assert isinstance(page, PlanPage)
    hands.press(Qt.Key.Key_Return)  # "Set weekly hours", where the focus is while there is no schedule
    hands.press(Qt.Key.Key_A, held=CONTROL)
    hands.type("8")
    hands.press(Qt.Key.Key_Return)
    assert hands.scene.tracker.progress.commitments.hours_a_week == 8
    assert hands.presses == 5


@pytest.mark.slow
def test_switch_goal(hands: Hands) -> None:
    other = next(each for each in hands.scene.catalogue.roadmaps.values() if each is not hands.scene.tracker.roadmap)
    hands.run(f"Goal: {other.from_role.short_name}")
    assert hands.scene.tracker.roadmap is other
    assert hands.presses <= 14


@pytest.mark.slow
def test_export(hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "report.out"
    monkeypatch.setattr(gui.export.exporter, "ask_where", lambda *_: file)  # the system's own dialog
    hands.press(Qt.Key.Key_Return, held=CONTROL)  # an empty file has nothing to export
    hands.press(Qt.Key.Key_E, held=CONTROL)
    with hands.scene.qtbot.waitSignal(hands.scene.window.files.exporter.saved, timeout=30000):
        hands.press(Qt.Key.Key_Return)
    assert file.stat().st_size > 1000
    assert hands.presses == 3
    hands.scene.window.activateWindow()
    hands.scene.settle()


@pytest.mark.slow
def test_restore(hands: Hands) -> None:
    scene = hands.scene
    scene.window.use_backups(scene.vault, lambda: None)
    hands.press(Qt.Key.Key_Return, held=CONTROL)
    scene.window.files.back_up_now()
    hands.press(Qt.Key.Key_D, held=CONTROL)
    assert scene.tracker.progress.set_aside
    hands.run("restore")
    (dialog,) = seen(scene.window, RestoreDialog)
    scene.qtbot.waitUntil(lambda: dialog.list.is_read and dialog.list.rows != [])
    scene.settle()
    hands.tab_to(lambda widget: widget is dialog.replace)
    hands.press(Qt.Key.Key_Return)
    assert scene.tracker.progress.ticks
    assert not scene.tracker.progress.set_aside
    assert hands.presses <= 18


@pytest.mark.slow
def test_palette(hands: Hands) -> None:
    hands.run("plan")
    assert hands.scene.window.pages.is_shown("plan")
    assert hands.presses == 6

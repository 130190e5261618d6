"""The example person: clearly marked, gone with one click, and never in the user's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from gui.shell.example_window import BANNER, NO_FILES, ExampleWindow, show_example
from gui.skill_detail.note_field import NoteField
from gui.theme.palette import Mode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from roadmaps.catalogue import Catalogue
    from tests.gui.scene import OpenWindow, Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def told() -> list[object]:
    """The windows over which errors are told, one after the other."""
    return []


@pytest.fixture
def wired(
    open_window: OpenWindow, catalogue: Catalogue, told: list[object]
) -> Iterator[Callable[..., tuple[Scene, list[ExampleWindow]]]]:
    """Windows that show the example when they are asked to, as main.py wires them."""
    shown: list[ExampleWindow] = []

    def open_one(*, is_welcomed: bool = False) -> tuple[Scene, list[ExampleWindow]]:
        scene = open_window(catalogue, is_welcomed=is_welcomed)
        scene.window.example_wanted.connect(
            lambda id: shown.append(show_example(scene.window, catalogue, id, scene.theme, scene.clock, told.append))
        )
        return scene, shown

    yield open_one
    for example in shown:
        try:
            example.go_home()
        except RuntimeError:
            continue  # it is gone already
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def on_disk(folder: Path) -> dict[str, bytes]:
    """Every file that belongs to the user, byte by byte."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock"}


@pytest.mark.slow
def test_the_example_is_labelled_and_left_with_one_click(
    wired: Callable[..., tuple[Scene, list[ExampleWindow]]], told: list[object]
) -> None:
    scene, shown = wired(is_welcomed=True)
    page = scene.window.pages.welcome
    scene.click(page.directions[1])
    scene.click(page.example)
    (example,) = shown
    assert example.isVisible()
    assert not scene.window.isVisible()
    assert told == [example]
    assert "example" in example.windowTitle()
    for name in ("skills", "assess", "roadmap", "ads", "progress", "plan", "roles"):
        example.show_page(name)
        scene.settle()
        assert example.banner.isVisible()
        assert BANNER in scene.texts(example)
    assert example.pages.roadmap.isVisible() is False
    example.show_page("skills")
    assert (example.top_bar.readiness.number.text() or "0").rstrip("\xa0%").isdigit()
    scene.click(example.banner.button)
    assert scene.window.isVisible()
    assert scene.window.pages.shown is page
    assert page.chosen.id == "mle-to-ds", "where one was"
    assert told == [example, scene.window]
    assert not scene.disk.events()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, ExampleWindow)]


def test_nothing_that_is_done_in_the_example_reaches_the_file(
    wired: Callable[..., tuple[Scene, list[ExampleWindow]]],
) -> None:
    scene, shown = wired()
    scene.window.pages.listed.open_skill("git")
    scene.press(Qt.Key.Key_Space, on=scene.tree)
    scene.settle()
    scene.window.remember()  # as it does anyway when another window takes its place
    scene.settle()
    before, said, undo = on_disk(scene.file.parent), scene.disk.events(), scene.tracker.undo_stack.next_undo
    assert said
    scene.window.example_action.trigger()
    (example,) = shown
    example.show_page("skills")
    example.pages.skills.open_skill("docker")
    scene.settle()
    detail = example.pages.skills.detail
    example.undo_action.trigger()
    detail.findChildren(NoteField)[0].setPlainText("Not mine")
    scene.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, on=example)
    example.show_page("plan")
    scene.settle()
    assert "Example, nothing is saved" in scene.texts(example.status)
    scene.click(example.banner.button)
    assert scene.disk.events() == said
    assert on_disk(scene.file.parent) == before
    assert scene.tracker.undo_stack.next_undo is undo, "the own undo history is still there"
    assert scene.window.pages.skills.shown_skill == "git"


@pytest.mark.slow
def test_the_example_exports_imports_and_restores_nothing(
    wired: Callable[..., tuple[Scene, list[ExampleWindow]]],
) -> None:
    scene, shown = wired()
    scene.window.example_action.trigger()
    (example,) = shown
    enabled = [action.text() for action in example.commands.menu("&File").actions() if action.isEnabled()]
    assert [text for text in enabled if text] == ["&Quit"]
    example.pages.picture_wanted.emit("Chart", lambda _: b"")
    scene.settle()
    assert example.banners.text("trouble") == NO_FILES
    assert example.files.backups is None
    assert not example.example_action.isEnabled()


@pytest.mark.slow
def test_what_is_seen_in_the_example_can_be_copied_as_everywhere(
    wired: Callable[..., tuple[Scene, list[ExampleWindow]]],
) -> None:
    """Looking and copying take nothing of the user's and leave no file; saving a picture does, and is refused."""
    scene, shown = wired()
    scene.window.example_action.trigger()
    (example,) = shown
    example.show_page("progress")
    scene.settle()
    card = example.pages.progress.cards[0]
    scene.qtbot.waitUntil(lambda: card.view.is_current, timeout=60_000)
    actions = {action.text(): action for action in card.copy.menu().actions() if action.text()}
    clipboard = QApplication.clipboard()
    actions["Copy as text"].trigger()
    assert card.view.chart
    assert card.view.chart.summary in clipboard.text()
    actions["Copy as a picture"].trigger()
    example.pages.chart_worker.wait()
    assert not clipboard.image().isNull()
    assert example.banners.text("trouble") == ""
    actions["Save as PNG or SVG …"].trigger()
    assert example.banners.text("trouble") == NO_FILES


@pytest.mark.slow
def test_closing_the_example_closes_skillgap_and_a_second_start_shows_the_own_window(
    wired: Callable[..., tuple[Scene, list[ExampleWindow]]],
) -> None:
    scene, shown = wired()
    scene.window.example_action.trigger()
    scene.window.come_to_front()
    scene.settle()
    assert scene.window.isVisible()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    scene.window.example_action.trigger()
    shown[-1].close()
    scene.settle()
    assert not scene.window.isVisible()
    assert not any(isinstance(each, ExampleWindow) and each.isVisible() for each in QApplication.topLevelWidgets())


@pytest.mark.slow
def test_the_own_window_can_be_closed_from_outside_while_the_example_is_shown(
    wired: Callable[..., tuple[Scene, list[ExampleWindow]]],
) -> None:
    scene, _ = wired()
    scene.window.example_action.trigger()
    scene.window.close()
    scene.settle()
    assert not scene.window.isVisible()
    assert not [each for each in seen_windows() if isinstance(each, ExampleWindow)]


@pytest.mark.slow
def test_colours_chosen_in_the_example_are_gone_with_it(
    wired: Callable[..., tuple[Scene, list[ExampleWindow]]],
) -> None:
    scene, shown = wired()
    scene.window.example_action.trigger()
    shown[0].set_mode(Mode.DARK)
    scene.click(shown[0].banner.button)
    assert scene.theme.mode is Mode.LIGHT


def seen_windows() -> list[object]:
    """The windows that can be seen."""
    return [each for each in QApplication.topLevelWidgets() if each.isVisible()]

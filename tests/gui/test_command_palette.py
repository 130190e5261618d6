"""The command palette: what it offers, how it is used by keys and clicks, and what it leaves behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.app.settings import Settings

if TYPE_CHECKING:
    from gui.shell.command_palette import CommandPalette
    from gui.shell.palette_entries import Entry
    from tests.gui.scene import Scene

UP, DOWN, ENTER, ESCAPE = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape


def opened(scene: Scene, typed: str = "") -> CommandPalette:
    """The palette as Ctrl+K shows it, with something typed."""
    QTest.keyClick(QApplication.focusWidget() or scene.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    scene.settle()
    palette = scene.window.command_palette
    assert palette.isVisible()
    assert QApplication.focusWidget() is palette.field
    QTest.keyClicks(palette.field, typed)
    return palette


def titles(palette: CommandPalette) -> list[str]:
    return [entry.title for entry in shown(palette)]


def shown(palette: CommandPalette) -> list[Entry]:
    model = palette.list.model()
    return [model.index(place, 0).data(Qt.ItemDataRole.UserRole) for place in range(model.rowCount())]


def press(scene: Scene, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(scene.window.command_palette.field, key, modifiers)
    scene.settle()


def test_it_offers_every_command_and_every_skill(scene: Scene) -> None:
    palette = opened(scene)
    assert {command.id for command in scene.window.commands.all} <= {entry.id for entry in shown(palette)}
    for skill in scene.catalogue.skills.values():
        palette.field.setText("")
        QTest.keyClicks(palette.field, skill.name)
        assert skill.name in titles(palette)


def test_enter_runs_the_first_entry_and_the_focus_follows(scene: Scene) -> None:
    opened(scene, "progr")
    press(scene, ENTER)
    assert scene.window.pages.shown is scene.window.pages.progress
    assert not scene.window.command_palette.isVisible()


def test_a_skill_opens_by_an_alias_and_down_chooses_the_next(scene: Scene) -> None:
    skill = next(each for each in scene.catalogue.skills.values() if each.aliases)
    palette = opened(scene, skill.aliases[0])
    assert titles(palette)[0] == skill.name
    press(scene, ENTER)
    assert scene.window.pages.shown.shown_skill == skill.id


def test_the_skill_found_first_can_be_ticked_and_logged_from_here(scene: Scene) -> None:
    gap = next(each for each in scene.tracker.gap.skills.values() if each.next_can_do)
    palette = opened(scene, gap.skill.name)
    assert titles(palette)[1:3] == [
        f"Tick “{gap.skill.name}, level {gap.left[0].level}”",
        f"Log time for {gap.skill.name}",
    ]
    press(scene, DOWN)
    press(scene, ENTER)
    assert scene.tracker.gap.skills[gap.skill.id].ticked == (gap.next_can_do,)


def test_control_enter_ticks_the_next_can_do(scene: Scene) -> None:
    gap = next(each for each in scene.tracker.gap.skills.values() if each.next_can_do)
    opened(scene, gap.skill.name)
    press(scene, ENTER, Qt.KeyboardModifier.ControlModifier)
    assert scene.tracker.gap.skills[gap.skill.id].ticked == (gap.next_can_do,)
    assert not scene.window.command_palette.isVisible()


@pytest.mark.slow
def test_notes_are_found_by_their_words(scene: Scene) -> None:
    skill_id = next(iter(scene.catalogue.skills))
    scene.tracker.edits.write_note(skill_id, "start with\nthe <b>zymurgy</b> of it all")
    palette = opened(scene, "ZYMUR")
    assert titles(palette) == ["“… start with the <b>zymurgy</b> of it all …”"]
    press(scene, ENTER)
    assert scene.window.pages.shown.shown_skill == skill_id


@pytest.mark.sweep
@pytest.mark.parametrize("key", [ESCAPE, Qt.Key.Key_K])
def test_escape_and_its_own_key_close_it_and_the_focus_returns(scene: Scene, key: Qt.Key) -> None:
    before = QApplication.focusWidget()
    opened(scene, "abc")
    is_control = key == Qt.Key.Key_K
    press(scene, key, Qt.KeyboardModifier.ControlModifier if is_control else Qt.KeyboardModifier.NoModifier)
    assert not scene.window.command_palette.isVisible()
    assert QApplication.focusWidget() is before


@pytest.mark.slow
def test_a_click_beside_it_closes_it_and_one_inside_does_not(scene: Scene) -> None:
    palette = opened(scene)
    QTest.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(4, palette.height() - 4))
    assert palette.isVisible()
    QTest.mouseClick(scene.window.status, Qt.MouseButton.LeftButton)
    assert not palette.isVisible()


@pytest.mark.slow
def test_a_click_on_an_entry_chooses_it(scene: Scene) -> None:
    palette = opened(scene, "roadmap")
    place = titles(palette).index("Roadmap")
    rect = palette.list.visualRect(palette.list.model().index(place, 0))
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.bottomRight() - QPoint(2, 2))
    scene.settle()
    assert scene.window.pages.shown is scene.window.pages.roadmap


@pytest.mark.slow
def test_shortcuts_of_other_commands_do_nothing_while_it_is_open(scene: Scene) -> None:
    palette = opened(scene)
    shown_page = scene.window.pages.shown
    for key in (Qt.Key.Key_3, Qt.Key.Key_D, Qt.Key.Key_Z):
        press(scene, key, Qt.KeyboardModifier.ControlModifier)
    press(scene, Qt.Key.Key_Tab)
    assert palette.isVisible()
    assert QApplication.focusWidget() is palette.field
    assert scene.window.pages.shown is shown_page
    assert not scene.disk.events()


@pytest.mark.slow
def test_recently_used_entries_come_first_also_in_the_next_run(scene: Scene) -> None:
    opened(scene, "full screen")
    press(scene, ENTER)
    scene.window.toggle_full_screen()
    opened(scene, "progr")
    press(scene, ENTER)
    assert titles(opened(scene))[:2] == ["Progress", "Full screen"]
    scene.close()
    assert Settings(scene.settings_file).texts("palette/recent") == ["go.progress", "view.full-screen"]


def test_a_disabled_entry_says_why_and_does_nothing(scene: Scene) -> None:
    palette = opened(scene, "undo")
    entry = shown(palette)[0]
    assert (entry.title, entry.why_not) == ("Undo", "Not available right now")
    press(scene, ENTER)
    assert palette.isVisible()
    press(scene, ESCAPE)
    scene.disk.read_only = True
    scene.tracker.reload()
    palette = opened(scene, "tick the next")
    assert shown(palette)[0].why_not == scene.tracker.why_locked != ""


def test_every_entry_says_all_that_it_shows_to_a_screen_reader(scene: Scene) -> None:
    palette = opened(scene, "export")
    entry = shown(palette)[0]
    spoken = palette.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"{entry.title}, {entry.remark}, {entry.keys}"


@pytest.mark.sweep
@pytest.mark.parametrize("size", [(1280, 800), (800, 500)])
def test_it_fits_the_window(scene: Scene, size: tuple[int, int]) -> None:
    scene.window.resize(*size)
    scene.settle()
    palette = opened(scene)
    assert scene.window.rect().contains(palette.geometry())
    assert palette.list.height() >= 3 * palette.list.sizeHintForRow(0)

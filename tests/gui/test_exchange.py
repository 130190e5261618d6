"""Everything goes out into a file and comes in again on another computer, or not at all and with a sentence."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QFileDialog

import gui.exchange
import main
from gui.exchange import COPY, ONLY_INTO_AN_EMPTY_FILE
from gui.saving import ask_which
from gui.settings import Settings
from store.copies import LAST_STAMP, export, read_copy
from tests.gui.scene import SENTENCE
from tests.store.sayings import at, say, say_many

if TYPE_CHECKING:
    from roadmaps.catalogue import Catalogue
    from tests.gui.scene import OpenWindow, Scene


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that is chosen whenever one is asked for."""
    path = tmp_path / "copy.json"
    monkeypatch.setattr(gui.exchange, "ask_where", lambda *_: path)
    monkeypatch.setattr(gui.exchange, "ask_which", lambda *_: path)
    return path


def command(scene: Scene, text: str) -> None:
    """Choose a command from the File menu."""
    for action in scene.window.commands.menu("&File").actions():
        if action.text().replace("&", "") == text:
            action.trigger()
            scene.settle()
            return
    raise LookupError(text)


def tick_some(scene: Scene) -> None:
    scene.tracker.set_goal("brewer-to-baker")
    scene.tracker.set_ticked(list(scene.catalogue.can_dos.values())[:3], True, "all")
    scene.tracker.write_note("mashing", "a <b>note</b>, größer")


def test_everything_goes_from_one_window_into_another(
    open_window: OpenWindow, tiny: Catalogue, file: Path, scene: Scene
) -> None:
    tick_some(scene)
    command(scene, "Export everything …")
    events = list(scene.disk.events())
    assert list(read_copy(file)) == events
    assert scene.window.toast.text == f"Exported {len(events)} entries to copy.json"

    other = open_window(tiny, folder="other", is_welcomed=True)
    other.click(other.window.welcome.bring_copy)
    assert list(other.disk.events()) == events
    assert other.tracker.progress == scene.tracker.progress
    assert other.tracker.gap == scene.tracker.gap
    assert other.window.shown_page is other.window.skills
    assert other.window.rail.isVisible()
    assert other.window.top_bar.isVisible()
    assert other.window.toast.text == f"Imported {len(events)} entries from copy.json"
    assert other.window.status.next_undo == ""
    assert other.tracker.roadmap.id == "brewer-to-baker"
    assert sum(other.row("skill", each).check is not None for each in other.shown()) == len(other.shown())
    # It goes on from there: a tick, and a start with the same file.
    assert other.tracker.set_ticked([list(tiny.can_dos.values())[5]], True)
    other.close()
    again = open_window(tiny, folder="other")
    assert list(again.disk.events())[: len(events)] == events
    assert len(again.disk.events()) == len(events) + 1


def test_what_is_being_typed_goes_out_too(scene: Scene, file: Path) -> None:
    tick_some(scene)
    scene.tracker.draft_note("mashing", "typed just now")
    command(scene, "Export everything …")
    assert read_copy(file)[-1].value == "typed just now"


def test_importing_into_a_file_that_holds_something_says_why_not(scene: Scene, file: Path) -> None:
    export(file, say_many(5), "0.1.0")
    tick_some(scene)
    before = list(scene.disk.events())
    command(scene, "Import …")
    assert scene.window.strips.text("trouble") == ONLY_INTO_AN_EMPTY_FILE
    assert list(scene.disk.events()) == before
    with pytest.raises(ValueError, match="said here already"):
        scene.tracker.take_over(say_many(5))


def test_a_note_that_is_being_typed_is_something_already(scene: Scene, file: Path) -> None:
    export(file, say_many(5), "0.1.0")
    scene.tracker.draft_note("mashing", "typed just now")
    command(scene, "Import …")
    assert scene.window.strips.text("trouble") == ONLY_INTO_AN_EMPTY_FILE
    assert not [event for event in scene.disk.events() if event.kind != "note"]


@pytest.mark.parametrize("content", [b"", b"{", b"\x89PNG", b'{"format": "skillgap-export", "version": 7}'])
def test_a_file_that_is_no_copy_is_refused_and_nothing_is_said(scene: Scene, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    command(scene, "Import …")
    assert f"{file} was not imported, and nothing was changed: " in scene.window.strips.text("trouble")
    assert not scene.disk.events()
    assert not scene.file.exists()
    export(file, say_many(3), "0.1.0")
    command(scene, "Import …")
    assert scene.window.strips.text("trouble") == ""
    assert len(scene.disk.events()) == 3


def test_a_copy_of_nothing_and_a_changed_mind_change_nothing(
    scene: Scene, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(file, [], "0.1.0")
    command(scene, "Import …")
    assert "there is nothing in" in scene.window.strips.text("trouble")
    monkeypatch.setattr(gui.exchange, "ask_which", lambda *_: None)
    monkeypatch.setattr(gui.exchange, "ask_where", lambda *_: None)
    before = file.read_bytes()
    command(scene, "Import …")
    command(scene, "Export everything …")
    assert not scene.file.exists()
    assert file.read_bytes() == before


def test_a_full_disk_takes_neither_a_copy_nor_what_is_in_one(scene: Scene, file: Path) -> None:
    scene.disk.is_full = True
    command(scene, "Export everything …")
    assert scene.window.strips.text("trouble") == SENTENCE
    assert not file.exists()
    export(file, say_many(5), "0.1.0")
    command(scene, "Import …")
    assert scene.window.strips.text("trouble") == SENTENCE
    assert scene.tracker.is_untouched
    scene.disk.is_full = False
    command(scene, "Import …")
    assert list(scene.disk.events()) == say_many(5)
    assert scene.window.strips.text("trouble") == ""


def test_what_a_newer_skillgap_knows_and_days_to_come_are_taken_over_and_told(scene: Scene, file: Path) -> None:
    events = [say(1, {"x": [1]}, kind="future"), say(2, day=date(2030, 1, 1)), say(3, "yes?")]
    export(file, events, "9.0")
    command(scene, "Import …")
    assert list(scene.disk.events()) == events
    assert len(scene.tracker.progress.unknown) == 2
    assert "2030-01-01" in scene.window.strips.text("notice")


def test_after_the_last_moment_that_a_copy_may_have_something_can_still_be_said(scene: Scene, file: Path) -> None:
    export(file, [say(1), at(say(2), LAST_STAMP)], "0.1.0")
    command(scene, "Import …")
    assert scene.tracker.set_ticked(list(scene.catalogue.can_dos.values())[:3], True, "all")
    assert scene.tracker.undo()


def test_the_program_hands_in_what_writes_and_reads_copies(tmp_path: Path) -> None:
    copies = main.copies()
    copies.write(tmp_path / "copy.json", say_many(3))
    assert list(copies.read(tmp_path / "copy.json")) == say_many(3)
    assert json.loads((tmp_path / "copy.json").read_bytes())["program_version"] == main.__version__


def test_a_file_to_read_is_asked_for_where_the_last_one_was(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders: list[Path] = []

    def choose(dialog: QFileDialog) -> bool:
        folders.append(Path(dialog.directory().absolutePath()))
        assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptOpen
        return True

    (tmp_path / "there").mkdir()
    monkeypatch.setattr(QFileDialog, "exec", choose)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _self: [str(tmp_path / "there" / "copy.json")])
    settings = Settings(scene.settings_file)
    for _ in range(2):
        assert ask_which(scene.window, "Import a copy", COPY, settings) == tmp_path / "there" / "copy.json"
    assert folders[1] == tmp_path / "there" != folders[0]
    monkeypatch.setattr(QFileDialog, "exec", lambda _self: False)
    assert ask_which(scene.window, "Import a copy", COPY, settings) is None
    scene.settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert scene.window.findChildren(QFileDialog) == []

"""Everything goes out into a file and comes in again on another computer, or not at all and with a sentence."""

from __future__ import annotations

import errno
import json
import os
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel

import gui.backups.import_export
import main
from gui.app.date_format import locale_forms
from gui.app.settings import Settings
from gui.backups.import_export import COPY, ONLY_READ
from gui.backups.replace_dialog import ImportDialog
from gui.files.save_dialogs import ask_which
from roadmaps.faults import Fault
from roadmaps.journal.summary import difference_text, summary_text
from store.copies import LAST_STAMP, export, read_copy
from tests.gui.scene import SENTENCE, names, seen
from tests.gui.test_access import cut
from tests.store.sayings import at, say, say_many

if TYPE_CHECKING:
    from roadmaps.catalogue import Catalogue
    from tests.gui.scene import OpenWindow, Scene


pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def first_page() -> str:
    """A page that is soon made: none is looked at."""
    return "roles"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that is chosen whenever one is asked for."""
    path = tmp_path / "copy.json"
    monkeypatch.setattr(gui.backups.import_export, "ask_where", lambda *_: path)
    monkeypatch.setattr(gui.backups.import_export, "ask_which", lambda *_: path)
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
    scene.tracker.edits.set_goal("brewer-to-baker")
    scene.tracker.edits.set_ticked(list(scene.catalogue.can_dos.values())[:3], True, "all")
    scene.tracker.edits.write_note("mashing", "a <b>note</b>, größer")


def test_everything_goes_from_one_window_into_another(
    open_window: OpenWindow, tiny: Catalogue, file: Path, scene: Scene
) -> None:
    tick_some(scene)
    command(scene, "Export everything …")
    events = list(scene.disk.events())
    assert list(read_copy(file)) == events
    assert scene.window.toast.text == f"Exported {len(events)} entries to copy.json"

    other = open_window(tiny, folder="other", is_welcomed=True)
    other.click(other.window.pages.welcome.bring_copy)
    assert list(other.disk.events()) == events
    assert other.tracker.progress == scene.tracker.progress
    assert other.tracker.gap == scene.tracker.gap
    assert other.window.pages.shown is other.window.pages.skills
    assert other.window.rail.isVisible()
    assert other.window.top_bar.isVisible()
    assert other.window.toast.text == f"Imported {len(events)} entries from copy.json"
    assert not other.window.toast.visibleRegion().isEmpty()
    top = other.window.childAt(other.window.toast.mapTo(other.window, other.window.toast.rect().center()))
    assert top is not None
    assert other.window.toast.isAncestorOf(top) or top is other.window.toast
    assert other.window.status.next_undo == ""
    assert other.tracker.roadmap.id == "brewer-to-baker"
    assert sum(other.row("skill", each).check is not None for each in other.shown()) == len(other.shown())
    # It goes on from there: a tick, and a start with the same file.
    assert other.tracker.edits.set_ticked([list(tiny.can_dos.values())[5]], True)
    other.close()
    again = open_window(tiny, folder="other")
    assert list(again.disk.events())[: len(events)] == events
    assert len(again.disk.events()) == len(events) + 1


@pytest.mark.slow
def test_a_copy_opened_outside_waits_for_no_dialog(scene: Scene, tmp_path: Path) -> None:
    dialog = QDialog(scene.window)
    dialog.setModal(True)
    dialog.show()
    scene.window.files.import_given(str(tmp_path / "copy.json"))
    assert scene.window.banners.text("trouble").startswith("copy.json was not imported. Close the dialog first")
    dialog.close()
    scene.window.files.import_given(str(tmp_path / "copy.json"))
    assert "copy.json" in scene.window.banners.text("trouble")
    assert "dialog" not in scene.window.banners.text("trouble")


@pytest.mark.slow
def test_what_is_being_typed_goes_out_too(scene: Scene, file: Path) -> None:
    tick_some(scene)
    scene.tracker.drafts.hold("mashing", "typed just now")
    command(scene, "Export everything …")
    assert read_copy(file)[-1].value == "typed just now"


@pytest.mark.slow
def test_everything_goes_out_while_a_note_cannot_be_kept(
    scene: Scene, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tick_some(scene)
    events = list(scene.disk.events())
    scene.tracker.drafts.hold("hygiene", "typed just now")

    def refuse(_: object) -> None:
        raise Fault(SENTENCE)

    monkeypatch.setattr(scene.disk, "append", refuse)
    command(scene, "Export everything …")
    assert list(read_copy(file)) == events
    assert scene.window.banners.text("trouble") == (
        f"Exported to copy.json: everything except what you are typing, which could not be saved. {SENTENCE}"
    )


@pytest.mark.slow
def test_what_was_written_solves_no_other_trouble(scene: Scene, file: Path) -> None:
    tick_some(scene)
    scene.tracker.failed.emit(SENTENCE)
    command(scene, "Export everything …")
    assert file.exists()
    assert scene.window.banners.text("trouble") == SENTENCE


@pytest.mark.slow
def test_a_database_is_no_copy_and_is_called_what_it_is(scene: Scene, file: Path) -> None:
    tick_some(scene)
    file.write_bytes(scene.file.read_bytes())
    scene.window.use_backups(scene.vault, lambda: None)
    command(scene, "Import …")
    assert "it is a database like your Skillgap file, not an export." in scene.window.banners.text("trouble")


@pytest.fixture
def replacing(scene: Scene, file: Path) -> ImportDialog:
    """The question before a copy takes the place of what is there: three can-dos and a note."""
    export(file, say_many(5), "0.1.0")
    scene.window.use_backups(scene.vault, lambda: None)
    tick_some(scene)
    command(scene, "Import …")
    (dialog,) = seen(scene.window, ImportDialog)
    return dialog


def test_an_import_replaces_everything_once_confirmed(scene: Scene, replacing: ImportDialog) -> None:
    before = list(scene.disk.events())
    (words,) = [label.text() for label in seen(replacing, QLabel) if "copy.json" in label.text()]
    assert names(words, f"holds {summary_text(say_many(5), locale_forms())}", "replaces everything", "undo history")
    assert names(replacing.remark.text, difference_text(before, say_many(5), locale_forms()), "backed up first")
    scene.click(replacing.replace)
    assert seen(scene.window, ImportDialog) == []
    assert list(scene.disk.events()) == say_many(5)
    assert scene.window.toast.text == "Imported 5 entries from copy.json"
    assert scene.window.pages.is_shown("skills")
    (backup,) = scene.vault.backups()
    assert (backup.occasion, scene.vault.read(backup.path)) == ("before an import", before)
    assert not scene.window.undo_action.isEnabled()
    assert scene.window.files.backups is not None
    assert scene.window.files.backups.offer is not None
    assert scene.window.files.backups.offer.text == "Everything now matches the copy."
    # What is there now is in no backup yet, and can be written on.
    assert scene.vault.needs_backup()
    assert scene.tracker.edits.set_ticked([list(scene.catalogue.can_dos.values())[5]], True)


def test_an_import_can_be_undone_and_later_events_restored(scene: Scene, replacing: ImportDialog) -> None:
    before = list(scene.disk.events())
    scene.click(replacing.replace)
    scene.click(scene.button("Undo the import"))
    assert list(scene.disk.events()) == before
    said = "The import was undone. Everything is as it was before."
    assert scene.window.banners.text("notice") == said


@pytest.mark.slow
def test_a_copy_of_what_is_here_asks_nothing(scene: Scene, file: Path) -> None:
    scene.window.use_backups(scene.vault, lambda: None)
    tick_some(scene)
    command(scene, "Export everything …")
    command(scene, "Import …")
    assert seen(scene.window, ImportDialog) == []
    assert scene.window.toast.text == "Everything in copy.json is already here"
    assert scene.vault.backups() == []
    assert file.exists()


@pytest.mark.slow
def test_enter_on_cancel_cancels(scene: Scene, replacing: ImportDialog) -> None:
    before = list(scene.disk.events())
    assert replacing.cancel.hasFocus()
    QTest.keyClick(replacing.cancel, Qt.Key.Key_Return)
    assert seen(scene.window, ImportDialog) == []
    assert list(scene.disk.events()) == before


@pytest.mark.slow
def test_an_import_that_fails_leaves_the_earlier_day_that_is_looked_at(
    scene: Scene, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(file, say_many(5), "0.1.0")
    scene.window.use_backups(scene.vault, lambda: None)
    tick_some(scene)
    day = scene.tracker.today - timedelta(days=1)
    scene.tracker.view_as_of(day)
    command(scene, "Import …")
    (dialog,) = seen(scene.window, ImportDialog)
    scene.file.rename(scene.file.with_name("moved.db"))
    scene.click(dialog.replace)
    assert dialog.remark.text.startswith(f"Nothing was changed: {scene.file} is no longer there.")
    days = [scene.tracker.as_of]
    assert scene.vault.backups() == []
    scene.file.with_name("moved.db").rename(scene.file)
    scene.click(dialog.replace)
    days.append(scene.tracker.as_of)
    assert days == [day, None]
    assert list(scene.disk.events()) == say_many(5)


@pytest.mark.slow
def test_a_long_name_is_shortened_in_the_question(scene: Scene, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = file.with_name(f"{'x' * 200}.json")
    monkeypatch.setattr(gui.backups.import_export, "ask_which", lambda *_: long)
    export(long, say_many(5), "0.1.0")
    scene.window.use_backups(scene.vault, lambda: None)
    tick_some(scene)
    command(scene, "Import …")
    (dialog,) = seen(scene.window, ImportDialog)
    assert any(f"“{'x' * 40}…{'x' * 14}.json” holds" in label.text() for label in seen(dialog, QLabel))
    assert list(cut(dialog)) == []


@pytest.mark.slow
def test_a_cancelled_import_changes_nothing(scene: Scene, replacing: ImportDialog) -> None:
    before = list(scene.disk.events())
    assert replacing.cancel.hasFocus()
    scene.click(replacing.cancel)
    assert list(scene.disk.events()) == before
    assert scene.vault.backups() == []


@pytest.mark.slow
def test_an_import_onto_a_full_disk_is_reported_in_the_dialog_and_changes_nothing(
    scene: Scene, replacing: ImportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = list(scene.disk.events())

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    for place in ("store.migrations.migrate", "store.atomic_files.TemporaryFile.move_to", "store.restoring.os.fsync"):
        with monkeypatch.context() as patch:
            patch.setattr(place, full)
            scene.click(replacing.replace)
        assert replacing.isVisible()
        assert "there is no room left on the disk" in replacing.remark.text
        assert list(scene.disk.events()) == before
        assert [each.name for each in scene.vault.folder.glob(".skillgap-*")] == []
    scene.click(replacing.replace)
    assert list(scene.disk.events()) == say_many(5)


@pytest.mark.slow
def test_what_is_being_typed_is_in_the_backup_before_an_import(scene: Scene, file: Path) -> None:
    export(file, say_many(5), "0.1.0")
    scene.window.use_backups(scene.vault, lambda: None)
    scene.tracker.drafts.hold("mashing", "typed just now")
    command(scene, "Import …")
    (dialog,) = seen(scene.window, ImportDialog)
    assert names(dialog.remark.text, difference_text(scene.disk.events(), say_many(5), locale_forms()))
    scene.click(dialog.replace)
    (backup,) = scene.vault.backups()
    assert [event.value for event in scene.vault.read(backup.path)] == ["typed just now"]


@pytest.mark.slow
def test_where_nothing_can_be_backed_up_nothing_is_replaced(scene: Scene, file: Path) -> None:
    export(file, say_many(5), "0.1.0")
    tick_some(scene)
    before = list(scene.disk.events())
    command(scene, "Import …")  # nothing backs this file up: it is only read
    assert scene.window.banners.text("trouble") == ONLY_READ
    assert list(scene.disk.events()) == before
    with pytest.raises(ValueError, match="events here already"):
        scene.tracker.take_over(say_many(5))


@pytest.mark.sweep
@pytest.mark.parametrize("content", [b"", b"{", b"\x89PNG", b'{"format": "skillgap-export", "version": 7}'])
def test_a_file_that_is_no_export_is_refused_and_changes_nothing(scene: Scene, file: Path, content: bytes) -> None:
    file.write_bytes(content)
    command(scene, "Import …")
    assert f"{file} was not imported, and nothing was changed: " in scene.window.banners.text("trouble")
    assert not scene.disk.events()
    assert not scene.file.exists()
    export(file, say_many(3), "0.1.0")
    command(scene, "Import …")
    assert scene.window.banners.text("trouble") == ""
    assert len(scene.disk.events()) == 3


@pytest.mark.slow
def test_a_copy_of_nothing_and_a_changed_mind_change_nothing(
    scene: Scene, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(file, [], "0.1.0")
    command(scene, "Import …")
    assert scene.window.banners.text("trouble") == f"Nothing was imported: {file} is empty."
    monkeypatch.setattr(gui.backups.import_export, "ask_which", lambda *_: None)
    monkeypatch.setattr(gui.backups.import_export, "ask_where", lambda *_: None)
    before = file.read_bytes()
    command(scene, "Import …")
    command(scene, "Export everything …")
    assert not scene.file.exists()
    assert file.read_bytes() == before


@pytest.mark.slow
def test_a_full_disk_takes_neither_a_copy_nor_what_is_in_one(scene: Scene, file: Path) -> None:
    scene.disk.is_full = True
    command(scene, "Export everything …")
    assert scene.window.banners.text("trouble") == SENTENCE
    assert not file.exists()
    export(file, say_many(5), "0.1.0")
    command(scene, "Import …")
    assert scene.window.banners.text("trouble") == SENTENCE
    assert scene.tracker.is_untouched
    scene.disk.is_full = False
    command(scene, "Import …")
    assert list(scene.disk.events()) == say_many(5)
    assert scene.window.banners.text("trouble") == ""


def test_what_a_newer_skillgap_knows_and_days_to_come_are_taken_over_and_told(scene: Scene, file: Path) -> None:
    events = [say(1, {"x": [1]}, kind="future"), say(2, day=date(2030, 1, 1)), say(3, "yes?")]
    export(file, events, "9.0")
    command(scene, "Import …")
    assert list(scene.disk.events()) == events
    assert len(scene.tracker.progress.unknown) == 2
    assert "1 Jan 2030" in scene.window.banners.text("notice")


@pytest.mark.slow
def test_after_the_last_moment_of_an_import_events_can_still_be_written(scene: Scene, file: Path) -> None:
    export(file, [say(1), at(say(2), LAST_STAMP)], "0.1.0")
    command(scene, "Import …")
    assert scene.tracker.edits.set_ticked(list(scene.catalogue.can_dos.values())[:3], True, "all")
    assert scene.tracker.undo()


def test_the_program_hands_in_what_writes_and_reads_copies(tmp_path: Path) -> None:
    copies = main.copies()
    copies.write(tmp_path / "copy.json", say_many(3), lambda _share: None)
    assert list(copies.read(tmp_path / "copy.json", lambda _share: None)) == say_many(3)
    assert json.loads((tmp_path / "copy.json").read_bytes())["program_version"] == main.__version__


@pytest.mark.slow
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

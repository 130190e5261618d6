"""Preferences, Files: the file and its backups move to other folders or stay, and the user hears which."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from gui.app import paths
from gui.app.preferences import DEFAULT_RETENTION, RETENTION_LIMITS, Preferences
from gui.app.settings import Settings
from gui.app.unsaved_notes import UnsavedNotes
from gui.preferences.files import FilesAndBackups
from gui.startup.expected_file import Expectation
from gui.startup.file_places import FilePlaces
from gui.startup.single_instance import SingleInstance
from roadmaps.faults import Cancelled, Fault
from store.backup_repository import BackupRepository
from store.journal import Journal, StoreError
from store.retention import USUAL
from tests.gui.test_preferences import backed_up, remembered, show
from tests.gui.test_single_instance import ROOT, SECOND

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gui.backups.scheduler import BackupScheduler
    from tests.gui.scene import Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Desk:
    """The usual file in its window, with the section of Preferences that moves it."""

    def __init__(self, scene: Scene, patch: pytest.MonkeyPatch) -> None:
        self.scene, self._patch = scene, patch
        self.instance = SingleInstance(scene.file)
        assert self.instance.acquire()
        self.instance.listen()
        self.expectation = Expectation(scene.file, scene.settings)
        self.unsaved = UnsavedNotes(scene.file, scene.settings)
        backed_up(scene, count=2)
        parts = self.instance, self.expectation, self.unsaved, scene.tracker, scene.settings
        self.places = scene.window.preferences.places = FilePlaces(*parts)
        section = show(scene, "files").sections["files"]
        assert isinstance(section, FilesAndBackups)
        self.files = section

    @property
    def scheduler(self) -> BackupScheduler:
        backups = self.scene.window.files.backups
        assert backups
        return backups.scheduler

    def choose(self, button: str, folder: Path) -> str:
        """Press a button and choose a folder; what is told then."""
        self._patch.setattr(QFileDialog, "exec", lambda _: 1)
        self._patch.setattr(QFileDialog, "selectedFiles", lambda _: [str(folder)])
        place = {"Move": self.files.file, "Change": self.files.folder, "Choose": self.files.second}[button]
        self.scene.click(place.change)
        self.rest()
        return place.truth

    def rest(self) -> None:
        self.scheduler.background.wait()
        self.scene.settle()

    def write(self, text: str) -> None:
        assert self.scene.tracker.edits.write_note("hygiene", text)
        self.scene.settle()


@pytest.fixture
def desk(scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv(paths.HOME, str(scene.file.parent))
    made = Desk(scene, monkeypatch)
    yield made
    made.instance.release()
    made.files.window().close()


@pytest.fixture
def there(tmp_path: Path) -> Path:
    folder = tmp_path / "another disk"
    folder.mkdir()
    return folder


def notes_in(file: Path) -> list[object]:
    with Journal.open(file) as journal:
        return [event.value for event in journal.events() if event.kind == "note"]


def test_the_file_moves_and_everything_goes_on_there(desk: Desk, there: Path, qtbot: QtBot) -> None:
    scene, old = desk.scene, desk.scene.file
    count = len(scene.tracker.events())
    assert desk.choose("Move", there) == "Your file was moved here and read back."
    new = there / old.name
    assert (old.exists(), new.exists()) == (False, True)
    assert remembered(scene).data_file == new == paths.usual_data_file()
    assert remembered(scene).backup_folder == old.parent / "backups"
    desk.write("after the move")
    assert "Every change is saved at once" in desk.files.file.truth
    scene.click(desk.files.back_up)
    desk.rest()
    assert {each.path.parent for each in desk.scheduler.repository.backups()} == {old.parent / "backups"}
    assert not SingleInstance(new).acquire(), "nobody else may open it there"
    other = SingleInstance(old)
    assert other.acquire()
    other.release()
    with qtbot.waitSignal(desk.instance.raise_wanted, timeout=20_000):
        second = subprocess.Popen([sys.executable, "-c", SECOND, str(new)], cwd=ROOT, stdout=subprocess.DEVNULL)
    assert second.wait() == 0
    expected = Expectation(new, Settings(scene.settings_file))
    assert expected.held == (count, scene.tracker.events()[-2].id)
    scene.close()
    assert notes_in(new)[-1] == "after the move"


def test_moved_back_everything_is_as_it_was(desk: Desk, there: Path) -> None:
    scene, backups = desk.scene, desk.scheduler.repository.backups()
    desk.choose("Move", there)
    assert desk.choose("Move", scene.file.parent).startswith("Your file was moved here")
    assert (remembered(scene).data_file, remembered(scene).backup_folder) == (None, None)
    assert paths.usual_data_file() == scene.file
    assert set(desk.scheduler.repository.backups()) > set(backups)
    assert list(there.iterdir()) == []
    desk.write("and on")
    scene.close()
    assert notes_in(scene.file)[-1] == "and on"


def test_what_could_not_be_saved_goes_with_the_file(desk: Desk, there: Path) -> None:
    tracker = desk.scene.tracker
    tracker.drafts.hold("hygiene", "typed")
    desk.unsaved.hold(tracker)
    tracker.drafts.hold("hygiene", tracker.progress.notes["hygiene"])
    desk.choose("Move", there)
    next_time = UnsavedNotes(there / desk.scene.file.name, desk.scene.settings)
    next_time.take_up(tracker)
    assert "typed" in tracker.progress.notes["hygiene"]


def refuse(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


FAILURES = {
    "a full disk": ("os.fsync", "no room left"),
    "the settings": ("gui.app.settings.replace_file", "settings could not be written"),
    "the place is taken": ("", "already"),
    "the folder is gone": ("", "cannot be reached"),
    "it is there": ("", "in that folder already"),
    "open elsewhere": ("", "another Skillgap"),
}


@pytest.mark.parametrize("kind", FAILURES)
def test_where_a_step_fails_the_file_stays_and_a_sentence_says_why(
    desk: Desk, there: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    scene, (place, words) = desk.scene, FAILURES[kind]
    folder = scene.file.parent if kind == "it is there" else there
    if kind == "the place is taken":
        (there / scene.file.name).write_text("mine")
    if kind == "the folder is gone":
        there.rmdir()
    holder = SingleInstance(there / scene.file.name)
    if kind == "open elsewhere":
        assert holder.acquire()
    with monkeypatch.context() as patch:
        if place:
            patch.setattr(place, refuse)
        sentence = desk.choose("Move", folder)
    holder.release()
    assert words in sentence
    assert sentence.startswith("Nothing was changed")
    assert desk.scheduler.repository.path == scene.file
    assert (remembered(scene).data_file, remembered(scene).backup_folder) == (None, None)
    assert not SingleInstance(scene.file).acquire(), "it is still ours"
    left = [each.name for each in there.iterdir()] if there.exists() else []
    assert left == ([scene.file.name] if kind == "the place is taken" else [])
    desk.write("as before")
    scene.close()
    assert notes_in(scene.file)[-1] == "as before"


def test_nothing_moves_while_the_settings_are_not_kept(scene: Scene, there: Path) -> None:
    backed_up(scene)
    lost = Settings(None)
    parts = SingleInstance(scene.file), Expectation(scene.file, lost), UnsavedNotes(scene.file, lost)
    places = FilePlaces(*parts, scene.tracker, lost)
    backups = scene.window.files.backups
    assert backups
    for move in (places.move_file, places.move_backups):
        with pytest.raises(Fault, match="next start would not find"):
            move(there, backups.scheduler, lambda work: work(lambda _: None))
    assert list(there.iterdir()) == []


def test_a_move_that_is_cancelled_changes_nothing_and_says_nothing(desk: Desk, there: Path) -> None:
    def give_up(_work: object) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        desk.places.move_file(there, desk.scheduler, give_up)  # type: ignore[arg-type]
    assert desk.scheduler.repository.path == desk.scene.file
    assert list(there.iterdir()) == []


def test_an_old_file_that_cannot_be_removed_is_named(desk: Desk, there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unlink, old = os.unlink, desk.scene.file

    def keep(path: Path) -> None:
        if path == old:
            raise PermissionError(errno.EACCES, "Permission denied")
        unlink(path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", keep)
        assert f"It is still at {old}." in desk.choose("Move", there)
    assert remembered(desk.scene).data_file == there / old.name


def test_a_file_that_the_user_opened_stays_where_it_is(scene: Scene) -> None:
    backed_up(scene)
    files = show(scene, "files").sections["files"]
    assert isinstance(files, FilesAndBackups)
    for place in (files.file, files.folder):
        assert not place.change.isEnabled()
        assert "opened this file yourself" in place.change.toolTip()
    files.window().close()


# The folder of the backups


def test_backups_are_copied_to_the_chosen_folder_and_made_there(desk: Desk, there: Path) -> None:
    old = desk.scheduler.repository.folder
    assert desk.choose("Change", there) == f"2 backups copied here and read back. The old ones are still in {old}."
    desk.write("one more")
    desk.scene.click(desk.files.back_up)
    desk.rest()
    assert "3 backups" in desk.files.folder.truth
    assert (len(list(there.iterdir())), len(list(old.iterdir()))) == (3, 2)
    assert remembered(desk.scene).backup_folder == there
    again = BackupRepository(desk.scene.file, backup_folder=remembered(desk.scene).backup_folder)
    assert len(again.backups()) == 3


@pytest.mark.parametrize("kind", ["full", "settings", "same", "second"])
def test_where_backups_cannot_go_to_a_folder_they_stay(
    desk: Desk, there: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    old = desk.scheduler.repository.folder
    if kind == "second":
        desk.scene.window.preferences.set_second_folder(there)
        desk.rest()
    before = sorted(there.iterdir())
    with monkeypatch.context() as patch:
        if kind == "full":
            patch.setattr(shutil, "copyfile", refuse)
        if kind == "settings":
            patch.setattr("gui.app.settings.replace_file", refuse)
        sentence = desk.choose("Change", old if kind == "same" else there)
    told = {"full": "no room left", "settings": "settings could not", "same": "already", "second": "second backup"}
    assert told[kind] in sentence
    assert sorted(there.iterdir()) == before
    assert desk.scheduler.repository.folder == old
    assert remembered(desk.scene).backup_folder is None


def test_the_folder_of_the_backups_is_no_second_one(desk: Desk) -> None:
    assert "are already" in desk.choose("Choose", desk.scheduler.repository.folder)
    assert desk.scheduler.second.folder is None


def test_nothing_else_is_begun_while_something_moves(desk: Desk, there: Path) -> None:
    def again(work: object) -> list[Path]:
        with pytest.raises(Fault, match="another change to your file is still running"):
            desk.places.move_backups(there, desk.scheduler, again)
        return []

    desk.places.move_backups(there, desk.scheduler, again)


# What is kept


def test_the_defaults_are_those_of_the_store() -> None:
    assert DEFAULT_RETENTION == USUAL


def test_numbers_that_are_typed_or_stepped_hold_at_once(desk: Desk) -> None:
    days = desk.files.kept.lines[1]
    days.setFocus()
    days.selectAll()
    QTest.keyClicks(days, "5")
    desk.scene.press(Qt.Key.Key_Return)
    assert desk.scheduler.repository.rule == (2, 5, 10, 9) == tuple(remembered(desk.scene).retention)
    assert "At most 24 that are older than 2 days." in desk.scene.texts(desk.files)
    desk.scene.click(desk.scene.button("Fewer: Months of which the last backup is kept", desk.files))
    assert desk.scheduler.repository.rule == (2, 5, 10, 8)
    desk.files.reset()
    assert tuple(remembered(desk.scene).retention) == DEFAULT_RETENTION == desk.scheduler.repository.rule


def test_a_number_out_of_its_limits_is_refused(desk: Desk) -> None:
    days = desk.files.kept.lines[0]
    for typed in ("0", "61", "2.5", "many"):
        days.setText(typed)
        assert not days.take()
        assert days.error
    assert desk.scheduler.repository.rule == USUAL


def test_fewer_backups_are_announced_before_they_go(desk: Desk) -> None:
    newest = desk.scheduler.repository.backups()[0].path
    for day in ("2020-01-01", "2020-02-01", "2020-03-01"):
        shutil.copyfile(newest, newest.with_name(f"skillgap.{day}T120000Z.ordinary.db"))
    desk.scene.window.preferences.set_retention((1, 0, 0, 1))
    desk.files.reset()
    desk.rest()
    assert not any("will go" in text for text in desk.scene.texts(desk.files))
    for line in desk.files.kept.lines[1:]:
        line.setText("0")
        line.take()
    desk.rest()
    assert any("3 backups will go after the next one is made." in text for text in desk.scene.texts(desk.files))


@pytest.mark.parametrize("text", ["2,12,10", "0,1,1,1", "1,1,1,100", "a,b,c,d", "2"])
def test_odd_numbers_are_the_default_with_a_remark(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.ini"
    path.write_text(f"[preferences]\nbackups-kept={text}\nbackup-folder=here\ndata-file=there\n")
    settings = Settings(path)
    kept = Preferences(settings)
    assert kept.retention == DEFAULT_RETENTION
    assert "could not be read" in settings.remark
    assert (kept.backup_folder, kept.data_file) == (None, None)


def test_limits_are_remembered(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    for numbers in zip(*RETENTION_LIMITS, strict=True):
        Preferences(Settings(path)).retention = numbers
        assert tuple(Preferences(Settings(path)).retention) == numbers


# What the section says when something is in the way


def test_what_keeps_backups_from_being_listed_or_shown_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse_to_list(*_: object) -> None:
        raise StoreError("The backups cannot be listed: Permission denied.")

    monkeypatch.setattr(BackupRepository, "backups", refuse_to_list)
    desk.scene.click(desk.files.check)
    assert desk.files.folder.truth == "The backups cannot be listed: Permission denied."
    monkeypatch.setattr("gui.preferences.files.reveal", lambda _: False)
    desk.scene.click(desk.files.file.show_button)
    assert desk.files.file.truth == f"No program on this computer can show {desk.scene.file.parent}."


def test_whoever_chooses_no_folder_or_cancels_changes_nothing(
    desk: Desk, there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = (desk.files.file, desk.files.folder, desk.files.second)
    before = [place.truth for place in places]
    monkeypatch.setattr(QFileDialog, "exec", lambda _: 0)
    for place in places:
        desk.scene.click(place.change)

    def give_up(*_: object, **__: object) -> None:
        raise Cancelled

    monkeypatch.setattr("gui.preferences.files.wait_for", give_up)
    desk.choose("Move", there)
    desk.choose("Change", there)
    desk.scene.click(desk.files.check)
    assert [place.truth for place in places] == before
    assert list(there.iterdir()) == []

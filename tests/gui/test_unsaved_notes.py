"""Notes that a forced end could not save are held beside the settings, at any length, until they are saved."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from gui.app.settings import Settings
from gui.app.unsaved_notes import SAVED, UnsavedNotes
from roadmaps.text.limits import MOST_NOTE_LETTERS

if TYPE_CHECKING:
    from pathlib import Path

    from gui.app.tracker import Tracker
    from tests.gui.scene import OpenWindow, Scene

FULL = "漢" * MOST_NOTE_LETTERS
"""Six bytes a letter in a file of plain ASCII."""


@pytest.fixture
def first_page() -> str:
    """A page that is soon made: none is looked at."""
    return "roles"


@pytest.fixture
def notes(scene: Scene, tmp_path: Path) -> UnsavedNotes:
    return UnsavedNotes(scene.file, Settings(tmp_path / "config" / "settings.ini"))


def forget(tracker: Tracker) -> None:
    """End: what is typed and not kept is gone."""
    for skill_id, before, _ in tracker.drafts.unsaved:
        tracker.drafts.hold(skill_id, before)


def hold(scene: Scene, notes: UnsavedNotes, texts: dict[str, str]) -> None:
    """Type notes, and end while nothing can be written."""
    for skill_id, text in texts.items():
        scene.tracker.drafts.hold(skill_id, text)
    notes.hold(scene.tracker)
    forget(scene.tracker)


@pytest.mark.slow
def test_a_note_on_every_skill_is_held_at_its_greatest_length(scene: Scene, notes: UnsavedNotes) -> None:
    texts = {skill_id: f"{skill_id} {FULL}"[:MOST_NOTE_LETTERS] for skill_id in scene.catalogue.skills}
    assert sum(map(len, texts.values())) >= 200_000
    hold(scene, notes, texts)
    assert notes.take_up(scene.tracker) == SAVED
    assert scene.tracker.progress.notes == texts
    assert notes.take_up(scene.tracker) == ""


def test_a_note_longer_than_may_be_saved_waits_to_be_shortened(scene: Scene, notes: UnsavedNotes) -> None:
    skill_id = next(iter(scene.catalogue.skills))
    hold(scene, notes, {skill_id: FULL * 30})
    for _ in range(2):
        assert notes.take_up(scene.tracker) == ""
        assert scene.tracker.drafts.text(skill_id) == FULL * 30
        notes.hold(scene.tracker)
        forget(scene.tracker)


def test_what_was_saved_after_all_is_not_written_a_second_time(scene: Scene, notes: UnsavedNotes) -> None:
    first, second = list(scene.catalogue.skills)[:2]
    hold(scene, notes, {first: "half a thought", second: "another"})
    scene.disk.is_full = True
    assert notes.take_up(scene.tracker) == ""
    scene.disk.is_full = False
    assert scene.tracker.edits.write_note(first, "half a thought, finished")
    forget(scene.tracker)
    assert notes.take_up(scene.tracker) == SAVED
    assert scene.tracker.progress.notes == {first: "half a thought, finished", second: "another"}


def test_each_file_has_its_own_notes(open_window: OpenWindow, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.ini")
    ours, theirs = open_window(), open_window(folder="another")
    skill_id = next(iter(ours.catalogue.skills))
    hold(ours, UnsavedNotes(ours.file, settings), {skill_id: "ours"})
    hold(theirs, UnsavedNotes(theirs.file, settings), {skill_id: "theirs"})
    for scene, text in ((ours, "ours"), (theirs, "theirs")):
        assert UnsavedNotes(scene.file, settings).take_up(scene.tracker) == SAVED
        assert scene.tracker.progress.notes == {skill_id: text}


def test_what_an_earlier_version_held_in_the_settings_is_saved(scene: Scene, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.ini")
    skill_id = next(iter(scene.catalogue.skills))
    other = json.dumps(["/elsewhere/skillgap.db", skill_id, "", "not ours"])
    settings.set_texts("notes/unsaved", [other, json.dumps([str(scene.file.resolve()), skill_id, "", "held before"])])
    assert UnsavedNotes(scene.file, settings).take_up(scene.tracker) == SAVED
    assert scene.tracker.progress.notes == {skill_id: "held before"}
    assert Settings(tmp_path / "settings.ini").texts("notes/unsaved") == [other]


@pytest.mark.sweep
@pytest.mark.parametrize("content", [b"", b"[", b"{}", b'{"notes": 3}', b'{"notes": [[1, 2, 3], ["a"]]}', b"\xff"])
def test_a_file_that_is_none_of_ours_holds_nothing(scene: Scene, notes: UnsavedNotes, content: bytes) -> None:
    skill_id = next(iter(scene.catalogue.skills))
    hold(scene, notes, {skill_id: "half a thought"})
    assert notes.path
    notes.path.write_bytes(content)
    assert notes.take_up(scene.tracker) == ""
    assert not scene.tracker.progress.notes

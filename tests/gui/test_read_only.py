"""A file that can only be read: a strip says so, nothing can be changed, and editing comes back by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from gui.app.state import READ_ONLY
from gui.shell import state_banners
from gui.shell.state_banners import TEXT, ReadOnlyBanner
from gui.skill_detail.can_do_row import CanDoRow
from roadmaps.journal import Tick
from tests.gui.scene import SENTENCE, seen
from tests.store.sayings import say

if TYPE_CHECKING:
    from tests.gui.scene import OpenWindow, Scene

CONTROL = Qt.KeyboardModifier.ControlModifier
UNCONFIRMED = (
    "Your last change was written to skillgap.db and can be read, but the disk did not confirm it: it reports."
)


def lived(scene: Scene) -> None:
    scene.tracker.edits.set_tick(scene.can_do("weighing.read-scales"), Tick(None))


def locked(scene: Scene) -> None:
    """A file that could only be read from the start."""
    lived(scene)
    scene.disk.read_only = True
    scene.tracker.try_to_write()


@pytest.fixture
def only_read(open_window: OpenWindow) -> Scene:
    return open_window(before=locked)


def test_a_strip_says_so_and_the_status_bar_too(only_read: Scene) -> None:
    window = only_read.window
    assert window.read_only.isVisible()
    assert window.read_only.text == TEXT
    assert window.status.saved == "Read-only"
    assert not window.looking_back.isVisible()


@pytest.mark.slow
def test_nothing_is_offered_that_could_not_be_kept(only_read: Scene) -> None:
    window = only_read.window
    only_read.go("skill", "hygiene")
    only_read.settle()
    assert only_read.row("skill", "hygiene").is_locked
    rows = seen(window.pages.listed, CanDoRow)
    assert rows
    assert not any(row.box.isEnabled() or row.when.isEnabled() for row in rows)
    off = {
        action.text().replace("&", "")
        for action in window.findChildren(type(window.undo_action))
        if not action.isEnabled()
    }
    assert {
        "Import …", "Restore a backup …", "Tick the next can-do", "I could already do this", "Set aside", "Log time …",
        "I still know this", "Undo: tick “Weighing, level 1”",
    } <= off  # fmt: skip
    assert not {"Export …", "Export everything …", "Quit", "Find", "Back"} & off
    window.show_page("assess")
    assert not window.pages.assess.isEnabled()
    window.show_page("plan")
    only_read.settle()
    assert not window.pages.plan.time.hours.isEnabled()


def test_what_is_tried_all_the_same_is_refused_with_one_sentence(only_read: Scene) -> None:
    before = list(only_read.disk.events())
    only_read.click_box("skill", "hygiene")
    assert list(only_read.disk.events()) == before
    assert only_read.window.toast.text == READ_ONLY
    assert only_read.window.banners.text("trouble") == ""


def test_editing_comes_back_by_itself_once_the_file_can_be_written(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state_banners, "CHECK_MS", 20)
    scene = open_window(before=locked)
    scene.disk.read_only = False
    scene.qtbot.waitUntil(lambda: not scene.window.read_only.isVisible())
    assert not scene.row("skill", "hygiene").is_locked
    assert scene.window.status.saved == "Saved"
    before = len(scene.disk.events())
    scene.click_box("skill", "hygiene")
    assert len(scene.disk.events()) > before


def test_or_when_the_user_asks(only_read: Scene) -> None:
    only_read.click(only_read.window.read_only.button)
    assert only_read.window.read_only.isVisible()
    only_read.disk.read_only = False
    only_read.click(only_read.window.read_only.button)
    assert not only_read.window.read_only.isVisible()
    assert only_read.window.undo_action.isEnabled()


def test_a_file_that_becomes_read_only_is_reported_with_the_change_that_failed(
    open_window: OpenWindow,
) -> None:
    scene = open_window(before=lived)
    scene.disk.is_full = scene.disk.read_only = True
    scene.click_box("skill", "hygiene")
    assert scene.window.banners.text("trouble") == SENTENCE
    assert scene.window.read_only.isVisible()
    assert scene.row("skill", "hygiene").is_locked
    assert scene.window.status.saved == "Last change not saved"


def test_so_is_one_that_is_read_only_after_a_restore(open_window: OpenWindow) -> None:
    scene = open_window(before=lived)
    scene.disk.read_only = True
    scene.tracker.reload()
    scene.settle()
    assert scene.window.read_only.isVisible()
    assert scene.row("skill", "hygiene").is_locked


def test_a_change_that_the_disk_did_not_confirm_is_kept_and_told(open_window: OpenWindow) -> None:
    scene = open_window(before=lived)
    scene.disk.unconfirmed = UNCONFIRMED
    scene.click_box("skill", "hygiene")
    assert scene.check("skill", "hygiene") is Qt.CheckState.Checked
    assert scene.window.banners.text("trouble") == UNCONFIRMED
    assert scene.window.status.saved == "Saved, but not confirmed by the disk"
    scene.disk.unconfirmed = ""
    scene.press(Qt.Key.Key_Z, CONTROL)
    assert scene.window.banners.text("trouble") == ""
    assert scene.window.status.saved == "Saved"


def test_so_is_an_import_and_a_restore(scene: Scene) -> None:
    scene.disk.unconfirmed = UNCONFIRMED
    assert scene.tracker.take_over([say(1)])
    assert scene.window.banners.text("trouble") == UNCONFIRMED
    scene.window.banners.dismiss("trouble")
    scene.tracker.reload()
    assert scene.window.banners.text("trouble") == UNCONFIRMED


def test_the_strip_is_no_more_than_a_frame_while_the_file_can_be_written(scene: Scene) -> None:
    assert isinstance(scene.window.read_only, ReadOnlyBanner)
    assert (scene.window.read_only.text, scene.window.read_only.isVisible()) == ("", False)

"""A window over a file that holds what no reader takes: it opens, shows it, goes on, and gives all of it out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import gui.backups.import_export
from roadmaps.journal import LAST_STAMP, NOT_UNDERSTOOD, Kind
from store.copies import read_copy
from store.journal import Journal
from tests.gui.test_exchange import command
from tests.store.sayings import say
from tests.store.test_odd_values import ODD, plant

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gui.scene import OpenWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "person" / "skillgap.db"
    path.parent.mkdir()
    with Journal.open(path) as journal:
        journal.append([say(1, "before", subject="mashing.single-step")])
    return path


@pytest.mark.slow
def test_a_window_over_odd_values_goes_on(
    open_window: OpenWindow, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, text in enumerate(ODD):
        plant(file, text, stamp=10 + number, kind=list(Kind)[number])
    for number, stamp in enumerate((2**63 - 1, -(2**63), LAST_STAMP + 1)):
        plant(file, '"no"', stamp=stamp, kind=[Kind.CAN_DO, Kind.GOAL, Kind.NOTE][number])
    plant(file, '{"minutes":' + "9" * 400 + ',"skill":"mashing","text":""}', stamp=100, kind=Kind.STUDY)
    scene = open_window()
    odd = len(ODD) + 4
    assert len(scene.tracker.progress.unknown) == odd
    scene.click_box("skill", "hygiene")
    assert scene.tracker.edits.write_note("mashing", "words")
    assert scene.tracker.undo()
    for page in ("roadmap", "ads", "progress", "plan", "roles", "assess", "skills"):
        scene.window.show_page(page)
        scene.settle()
    history = scene.window.pages.progress.history.model
    told = [history.entry_at(row) for row in range(history.rowCount())]
    assert sum(each is not None and each.text == NOT_UNDERSTOOD for each in told) == odd
    copy = tmp_path / "copy.json"
    monkeypatch.setattr(gui.backups.import_export, "ask_where", lambda *_: copy)
    command(scene, "Export everything …")
    assert list(read_copy(copy)) == list(scene.disk.events())
    assert scene.window.banners.text("trouble") == ""
    scene.close()
    again = open_window()
    assert len(again.tracker.progress.ticks) == 3


@pytest.mark.sweep
@pytest.mark.parametrize(("seq", "stamp", "said"), [
    (2**63 - 1, 10**6, "import the copy there."), (None, LAST_STAMP, "restore a backup from before it."),
])  # fmt: skip
def test_where_nothing_can_follow_a_tick_is_refused_with_a_sentence(
    open_window: OpenWindow, file: Path, seq: int | None, stamp: int, said: str
) -> None:
    plant(file, '"words"', seq=seq, stamp=stamp)
    scene = open_window()
    before = list(scene.disk.events())
    scene.click_box("skill", "hygiene")
    assert scene.window.banners.text("trouble").endswith(said)
    assert list(scene.disk.events()) == before

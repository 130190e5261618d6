"""Long work leaves the window alive, says how far it is, and can be called off."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

import gui.backups.import_export
from gui.backups.import_export import Copies
from gui.files.waiting import PATIENCE_MS, WaitDialog, wait_for
from roadmaps.faults import Cancelled, Fault
from store.copies import export
from tests.gui.scene import seen
from tests.gui.test_exchange import command
from tests.store.sayings import say_many

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from roadmaps.journal import Event
    from tests.gui.scene import Scene


pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def slow_work(watch: Callable[[float], object]) -> str:
    """Goes on until it is called off, for ten seconds at most."""
    for step in range(2000):
        time.sleep(0.005)
        watch(min(0.9, step / 100))
    return "done"


def when_it_stands(scene: Scene, do: Callable[[WaitDialog], object]) -> None:
    """Do something with the dialog once it is there."""

    def look() -> None:
        found = seen(scene.window, WaitDialog)
        if found:
            do(found[0])
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(20, look)


def test_work_that_is_soon_done_shows_nothing_and_gives_what_it_made(scene: Scene) -> None:
    threads = []

    def work(_watch: Callable[[float], object]) -> int:
        threads.append(threading.current_thread())
        return 7

    assert wait_for(work, "Reading …", scene.theme, scene.window) == 7
    assert threads[0] is not threading.main_thread()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert scene.window.findChildren(WaitDialog) == []


def test_what_goes_wrong_is_raised_where_it_was_asked_for(scene: Scene) -> None:
    def fail(_watch: Callable[[float], object]) -> None:
        raise Fault("no room")

    def err(_watch: Callable[[float], object]) -> None:
        raise IndexError

    with pytest.raises(Fault, match="no room"):
        wait_for(fail, "Reading …", scene.theme, scene.window)
    with pytest.raises(IndexError):
        wait_for(err, "Reading …", scene.theme, scene.window)


def test_the_window_goes_on_meanwhile_and_cancel_ends_it(scene: Scene) -> None:
    beats: list[float] = []
    heart = QTimer()
    heart.timeout.connect(lambda: beats.append(time.monotonic()))
    heart.start(20)
    seen_steps: list[int] = []

    def stop(dialog: WaitDialog) -> None:
        seen_steps.append(dialog.bar.value())
        QTimer.singleShot(100, lambda: scene.click(dialog.cancel))

    when_it_stands(scene, stop)
    with pytest.raises(Cancelled):
        wait_for(slow_work, "Reading …", scene.theme, scene.window)
    heart.stop()
    assert len(beats) > PATIENCE_MS / 20 / 3
    assert seen_steps[0] > 0
    scene.settle()
    assert seen(scene.window, WaitDialog) == []
    assert not [thread for thread in threading.enumerate() if thread.name == "waited-for"]


def test_escape_cancels_too_and_so_does_the_end_of_the_program(scene: Scene) -> None:
    when_it_stands(scene, lambda dialog: dialog.reject())
    with pytest.raises(Cancelled):
        wait_for(slow_work, "Reading …", scene.theme, scene.window)

    def end() -> None:
        QTimer.singleShot(PATIENCE_MS + 200, lambda: QCoreApplication.exit(0))
        with pytest.raises(Cancelled):
            wait_for(slow_work, "Reading …", scene.theme, scene.window)

    QTimer.singleShot(0, end)
    QApplication.exec()


@pytest.mark.parametrize("name", ["Import …", "Export everything …"])
def test_an_exchange_that_is_called_off_changes_nothing_and_says_so(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = tmp_path / "copy.json"
    export(path, say_many(5), "0.1.0")
    before = path.read_bytes()
    monkeypatch.setattr(gui.backups.import_export, "ask_where", lambda *_: path)
    monkeypatch.setattr(gui.backups.import_export, "ask_which", lambda *_: path)
    exchange = scene.window.files.exchange

    def read(_path: Path, watch: Callable[[float], object]) -> list[Event]:
        slow_work(watch)
        return []

    slow = Copies(read=read, write=lambda _, _events, watch: slow_work(watch))
    monkeypatch.setattr(exchange, "_copies", slow)
    done: list[str] = []
    exchange.done.connect(done.append)
    when_it_stands(scene, lambda dialog: scene.click(dialog.cancel))
    command(scene, name)
    assert done[0].startswith("Cancelled: ")
    assert not scene.disk.events()
    assert path.read_bytes() == before
    assert scene.window.strips.text("trouble") == ""


def test_a_window_that_is_closed_while_a_copy_is_written_waits_for_it(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "copy.json"
    monkeypatch.setattr(gui.backups.import_export, "ask_where", lambda *_: path)
    exchange = scene.window.files.exchange
    go_on = threading.Event()

    def write(_path: Path, _events: object, watch: Callable[[float], object]) -> str:
        while not go_on.wait(0.01):
            watch(0.5)
        path.write_bytes(b"whole")
        return ""

    monkeypatch.setattr(exchange, "_copies", Copies(write, lambda _, _watch: []))

    seen: list[tuple[bool, str]] = []

    def close(_dialog: WaitDialog) -> None:
        seen.append((scene.window.close(), scene.window.strips.text("notice")))
        go_on.set()

    when_it_stands(scene, close)
    command(scene, "Export everything …")
    assert seen == [(False, "copy.json is still being written. Skillgap will close when it is done.")]
    assert path.read_bytes() == b"whole"
    scene.settle()
    assert not scene.window.isVisible()

"""Long work leaves the window responsive, shows its progress, and can be cancelled."""

from __future__ import annotations

import threading
import time
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication

import gui.backups.import_export
import gui.pages.roadmap.map.export
import gui.shell.file_commands
from gui.app.settings import Settings
from gui.backups import scheduler as scheduler
from gui.backups.import_export import Copies
from gui.backups.replace_dialog import ReplaceDialog, RestoreDialog
from gui.charts import chart_card, rendering
from gui.files.waiting import PATIENCE_MS, WaitDialog, wait_for
from gui.startup import expected_file
from roadmaps.faults import Cancelled, Fault
from store import opening
from store.backup_reader import read_checked
from store.backup_repository import BackupRepository
from store.checks import check_all
from store.copies import export
from store.journal import Journal
from store.watch import unwatched
from tests.gui.scene import seen
from tests.gui.test_exchange import command
from tests.store.conftest import look_at
from tests.store.sayings import say_many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from roadmaps.journal import Event
    from store.backup_reader import BackupReading
    from tests.gui.scene import Scene


pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
_PATIENCE_SECONDS = 30
_BLOCK = bytes(1 << 22)


@pytest.fixture
def first_page() -> str:
    """A page that is soon made: none is looked at."""
    return "roles"


def slow_work(watch: Callable[[float], object]) -> str:
    """Goes on until it is called off, and lets the other threads run meanwhile."""
    for step in range(10_000):
        sha256(_BLOCK).digest()
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


def test_quick_work_shows_no_dialog_and_returns_its_result(scene: Scene) -> None:
    threads = []

    def work(_watch: Callable[[float], object]) -> int:
        threads.append(threading.current_thread())
        return 7

    assert wait_for(work, "Reading …", scene.theme, scene.window) == 7
    assert threads[0] is not threading.main_thread()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert scene.window.findChildren(WaitDialog) == []


def test_an_error_is_raised_in_the_caller(scene: Scene) -> None:
    def fail(_watch: Callable[[float], object]) -> None:
        raise Fault("no room")

    def err(_watch: Callable[[float], object]) -> None:
        raise IndexError

    with pytest.raises(Fault, match="no room"):
        wait_for(fail, "Reading …", scene.theme, scene.window)
    with pytest.raises(IndexError):
        wait_for(err, "Reading …", scene.theme, scene.window)


def test_the_window_stays_responsive_and_cancel_ends_the_work(scene: Scene) -> None:
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
    scene.qtbot.waitUntil(lambda: not [each for each in threading.enumerate() if each.name == "waited-for"])


@pytest.mark.slow
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


@pytest.mark.sweep
@pytest.mark.parametrize("name", ["Import …", "Export everything …"])
def test_a_cancelled_import_changes_nothing_and_says_so(
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

    slow = Copies(read=read, write=lambda _, _events, watch: slow_work(watch), database=lambda *_: b"")
    monkeypatch.setattr(exchange, "_copies", slow)
    done: list[str] = []
    exchange.done.connect(done.append)
    when_it_stands(scene, lambda dialog: scene.click(dialog.cancel))
    command(scene, name)
    assert done[0].startswith("Cancelled: ")
    assert not scene.disk.events()
    assert path.read_bytes() == before
    assert scene.window.banners.text("trouble") == ""


@pytest.mark.sweep
@pytest.mark.parametrize("suffix", ["png", "svg"])
def test_a_picture_of_the_map_is_made_in_a_thread(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    threads = []

    def encode(*_: object) -> bytes:
        threads.append(threading.current_thread())
        return b"made"

    for name in ("png_of", "tidy_svg"):
        monkeypatch.setattr(gui.pages.roadmap.map.export, name, encode)
    monkeypatch.setattr(gui.shell.file_commands, "ask_where", lambda *_: tmp_path / f"map.{suffix}")
    scene.window.pages.save_map()
    assert (tmp_path / f"map.{suffix}").read_bytes() == b"made"
    assert threads
    assert threading.main_thread() not in threads


@pytest.mark.slow
def test_charts_are_saved_and_copied_in_a_thread(scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scene.tracker.edits.set_ticked(scene.catalogue.skills["hygiene"].can_dos, True)
    threads = []
    for name in ("render", "svg_of"):
        draw = getattr(rendering, name)

        def note(*given: object, draw: Callable[..., object] = draw) -> object:
            threads.append(threading.current_thread())
            return draw(*given)

        for module in (rendering, chart_card):
            monkeypatch.setattr(module, name, note)
    scene.window.show_page("progress")
    (card, *_) = scene.window.pages.progress.cards
    scene.qtbot.waitUntil(lambda: card.view.is_current, timeout=30_000)
    actions = {action.text(): action for action in card.copy.menu().actions()}
    actions["Copy as a picture"].trigger()
    scene.window.pages.chart_worker.wait()
    for suffix in ("png", "svg"):
        monkeypatch.setattr(gui.shell.file_commands, "ask_where", lambda *_, to=suffix: tmp_path / f"chart.{to}")
        actions["Save as PNG or SVG …"].trigger()
        assert (tmp_path / f"chart.{suffix}").stat().st_size
    assert len(threads) >= 4
    assert threading.main_thread() not in threads


@pytest.mark.slow
def test_a_picture_that_is_cancelled_leaves_the_old_file_and_says_so(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "map.png"
    path.write_bytes(b"the old one")
    monkeypatch.setattr(gui.shell.file_commands, "ask_where", lambda *_: path)
    go_on, done, shown = threading.Event(), list[str](), list[str]()
    scene.window.files.done.connect(done.append)

    def cancel(dialog: WaitDialog) -> None:
        shown.append(scene.window.files.being_made)
        scene.click(dialog.cancel)

    def make() -> bytes:
        assert go_on.wait(_PATIENCE_SECONDS)
        return b"made"

    when_it_stands(scene, cancel)
    scene.window.files.save_picture("Map", lambda _: make)
    assert (shown, done) == (["map.png"], ["Cancelled: map.png was not saved"])
    assert scene.window.files.being_made == ""
    go_on.set()
    scene.qtbot.waitUntil(lambda: not [each for each in threading.enumerate() if each.name == "waited-for"])
    assert path.read_bytes() == b"the old one"


# Opening


@pytest.fixture
def large_file(scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that is not small enough to be opened at once."""
    path = tmp_path / "large.db"
    with Journal.open(path) as journal:
        journal.append(say_many(40))
    monkeypatch.setattr(expected_file, "_SMALL_BYTES", path.stat().st_size - 1)
    return path


def open_large(scene: Scene, path: Path, vault: BackupRepository) -> tuple[Journal, str] | None:
    return expected_file.open_or_ask(vault, path, Settings(scene.settings_file), scene.theme, scene.clock, None)


def test_a_large_file_is_opened_in_a_thread(scene: Scene, large_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault, threads = BackupRepository(large_file), []
    open_journal = vault.open

    def note(*held: tuple[int, str] | None, watch: Callable[[float], object] = unwatched) -> Journal:
        threads.append(threading.current_thread())
        return open_journal(*held, watch=watch)

    monkeypatch.setattr(vault, "open", note)
    opened = open_large(scene, large_file, vault)
    assert opened
    journal, told = opened
    assert (len(journal.events()), told) == (40, "")
    assert threading.main_thread() not in threads
    journal.append(say_many(50)[40:])
    journal.close()
    monkeypatch.setattr(expected_file, "_SMALL_BYTES", large_file.stat().st_size)
    opened = open_large(scene, large_file, vault)
    assert opened
    opened[0].close()
    assert threads[1:] == [threading.main_thread()], "a small one is not worth a thread"


def test_opening_that_is_cancelled_leaves_no_trace(
    scene: Scene, large_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = look_at(large_file.parent)

    def check_slowly(connection: object, path: Path, watch: Callable[[float], object]) -> object:
        slow_work(watch)
        return check_all(connection, path)  # type: ignore[arg-type]

    asked = []

    def cancel() -> None:
        dialogs = [each for each in QApplication.topLevelWidgets() if isinstance(each, WaitDialog) and each.isVisible()]
        for dialog in dialogs:
            asked.append((dialog.windowTitle(), dialog.bar.accessibleName()))
            dialog.cancel.click()
        if not dialogs:
            QTimer.singleShot(20, cancel)

    with monkeypatch.context() as patch:
        patch.setattr(opening, "check_all", check_slowly)
        QTimer.singleShot(20, cancel)
        assert open_large(scene, large_file, BackupRepository(large_file)) is None
        scene.qtbot.waitUntil(lambda: not [each for each in threading.enumerate() if each.name == "waited-for"])
    assert asked == [("Skillgap", "Opening large.db …")]
    assert look_at(large_file.parent) == before
    with Journal.open(large_file) as journal:
        assert len(journal.events()) == 40


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

    monkeypatch.setattr(exchange, "_copies", Copies(write, lambda _, _watch: [], lambda *_: b""))

    seen: list[tuple[bool, str]] = []

    def close(_dialog: WaitDialog) -> None:
        seen.append((scene.window.close(), scene.window.banners.text("notice")))
        go_on.set()

    when_it_stands(scene, close)
    command(scene, "Export everything …")
    assert seen == [(False, "copy.json is still being written. Skillgap will close when it is done.")]
    assert path.read_bytes() == b"whole"
    scene.settle()
    assert not scene.window.isVisible()


# What takes the place of the file


class Gate:
    """Holds back everything that reads and checks a file, in whatever thread, until the window has had a turn."""

    def __init__(self, scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
        self.threads: set[threading.Thread] = set()
        self.has_turned: list[bool] = []
        self._is_watched = False
        self._turned, self._open = threading.Event(), threading.Event()
        self._open.set()
        self._heart = QTimer(scene.window)
        self._heart.timeout.connect(self._turned.set)
        self._heart.start(0)
        for place in ("restoring", "backups"):
            monkeypatch.setattr(f"store.{place}.read_checked", self._read)

    def _read(self, path: Path, *watch: Callable[[float], object]) -> BackupReading:
        if self._is_watched:
            self.threads.add(threading.current_thread())
            self._turned.clear()
            self.has_turned.append(self._turned.wait(_PATIENCE_SECONDS))
            assert self._open.wait(_PATIENCE_SECONDS)
        return read_checked(path, *watch)

    def watch(self) -> None:
        """Note from now on what reads a file."""
        self._is_watched = True
        self.threads.clear()
        self.has_turned.clear()

    def shut(self) -> None:
        """Let nothing through."""
        self.watch()
        self._open.clear()

    def open(self) -> None:
        """Let everything through."""
        self._open.set()

    def end(self) -> None:
        """Nobody looks any more."""
        self._heart.stop()


@pytest.fixture
def gate(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    gate = Gate(scene, monkeypatch)
    yield gate
    gate.open()
    gate.end()
    scene.qtbot.waitUntil(lambda: not _waited_for())


def _waited_for() -> list[threading.Thread]:
    return [each for each in threading.enumerate() if each.name == "waited-for"]


def lived(scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Events, a backup, and more events; there is a copy of something else. Gives the newest backup."""
    monkeypatch.setattr(scheduler, "PAUSE_MS", 10_000_000)  # no backup comes by itself
    scene.window.use_backups(scene.vault, lambda: None)
    scene.tracker.edits.set_ticked(list(scene.catalogue.can_dos.values())[:2], True, "two")
    work = scene.vault.copy()
    assert work is not None
    backup = work()
    scene.tracker.edits.set_ticked(list(scene.catalogue.can_dos.values())[2:5], True, "three")
    path = tmp_path / "copy.json"
    export(path, say_many(5), "0.1.0")
    monkeypatch.setattr(gui.backups.import_export, "ask_which", lambda *_: path)
    return backup.path


def question(scene: Scene, command_name: str) -> ReplaceDialog:
    """The question before a restore or an import, ready to be answered."""
    command(scene, command_name)
    (dialog,) = seen(scene.window, ReplaceDialog)
    scene.qtbot.waitUntil(dialog.replace.isEnabled)
    if isinstance(dialog, RestoreDialog):
        scene.qtbot.waitUntil(lambda: dialog.list.is_read)
    return dialog


def undoes(scene: Scene) -> list[QAbstractButton]:
    """What undoes a restore or an import, while it is offered."""
    return [each for each in seen(scene.window, QAbstractButton) if each.text().startswith("Undo the ")]


REPLACING = pytest.mark.parametrize("name", ["Restore a backup …", "Import …"])


@pytest.mark.sweep
@REPLACING
def test_a_replacement_of_the_file_and_its_undo_run_in_a_thread(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gate: Gate, name: str
) -> None:
    lived(scene, tmp_path, monkeypatch)
    before = list(scene.disk.events())
    dialog = question(scene, name)
    button: QAbstractButton = dialog.replace
    for _ in range(2):
        gate.watch()
        scene.click(button)
        assert {each.name for each in gate.threads} == {"waited-for"}
        assert len(gate.has_turned) >= 2, "what comes and the backup of what goes"
        assert all(gate.has_turned)
        button = next(iter(undoes(scene)), button)
    assert undoes(scene) == []
    assert list(scene.disk.events()) == before
    assert seen(scene.window, ReplaceDialog) == []


@pytest.mark.sweep
@REPLACING
def test_cancelling_it_changes_no_file_and_leaves_the_question(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gate: Gate, name: str
) -> None:
    lived(scene, tmp_path, monkeypatch)
    before, there = list(scene.disk.events()), look_at(scene.file.parent / "backups")
    dialog = question(scene, name)
    told: list[str] = []

    def give_up(waiting: WaitDialog) -> None:
        assert scene.window.files.backups is not None
        with pytest.raises(Fault, match="another change to your file is still running"):
            scene.window.files.backups.scheduler.replace(say_many(3), lambda work: work(lambda _share: None))
        for each in (dialog, waiting):  # as where the process is asked to end
            each.reject()
        told.append("cancelled")

    gate.shut()
    when_it_stands(scene, give_up)
    scene.click(dialog.replace)
    assert told == ["cancelled"]
    assert dialog.isVisible()
    assert seen(scene.window, WaitDialog) == []
    assert _waited_for() != [], "nobody waits for it, and it goes on until it looks"
    assert list(scene.disk.events()) == before
    gate.open()
    scene.qtbot.waitUntil(lambda: not _waited_for())
    assert look_at(scene.file.parent / "backups") == there
    assert sorted(each.name for each in scene.file.parent.iterdir() if each.name.startswith(".")) == []
    assert scene.tracker.edits.set_ticked([list(scene.catalogue.can_dos.values())[5]], True)
    scene.click(dialog.replace)
    assert seen(scene.window, ReplaceDialog) == []
    assert list(scene.disk.events()) not in (before, [])


@pytest.mark.slow
def test_work_past_the_point_of_no_return_is_finished_whatever_is_closed(scene: Scene) -> None:
    ended: list[bool] = []
    go_on = threading.Event()

    def work(watch: Callable[[float], object]) -> int:
        watch(1.0)
        assert go_on.wait(_PATIENCE_SECONDS)
        return 7

    def close(dialog: WaitDialog) -> None:
        ended.append(dialog.cancel.isEnabled())
        dialog.reject()
        ended.append(dialog.isVisible())
        go_on.set()

    when_it_stands(scene, close)
    assert wait_for(work, "Writing …", scene.theme, scene.window) == 7
    assert ended == [False, True]


@pytest.mark.slow
def test_the_first_import_is_written_in_a_thread(scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "copy.json"
    export(path, say_many(5), "0.1.0")
    monkeypatch.setattr(gui.backups.import_export, "ask_which", lambda *_: path)
    threads: list[str] = []
    append = scene.disk.append

    def keep(events: Sequence[Event]) -> None:
        threads.append(threading.current_thread().name)
        append(events)

    monkeypatch.setattr(scene.disk, "append", keep)
    command(scene, "Import …")
    assert threads == ["waited-for"]
    assert list(scene.disk.events()) == say_many(5)
    scene.window.use_backups(scene.vault, lambda: None)
    scene.tracker.edits.set_ticked(list(scene.catalogue.can_dos.values())[:2], True, "two")
    assert threads == ["waited-for", "MainThread"]

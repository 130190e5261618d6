"""One window per file: who comes second raises the first; a process that was killed is no obstacle."""

from __future__ import annotations

import getpass
import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLockFile
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from gui.app.paths import state_folder
from gui.app.settings import Settings
from gui.app.stale_locks import remove_dead_lock, try_lock
from gui.startup.single_instance import InstanceClaim, SingleInstance, socket_name
from tests.posix import account, act_as, make_pipe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

ROOT = Path(__file__).parents[2]
HOLD = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from gui.startup.single_instance import SingleInstance
application = QCoreApplication([])
instance = SingleInstance(Path(sys.argv[1]))
print(instance.acquire(), flush=True)
sys.stdin.readline()
"""


SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from gui.startup.single_instance import SingleInstance
application = QCoreApplication([])
given = Path(sys.argv[2]) if sys.argv[2:] else None
print(SingleInstance(Path(sys.argv[1])).take(given), flush=True)
"""
IMPATIENT = "import gui.startup.single_instance; gui.startup.single_instance._MOST_SECONDS = 0.1"


@pytest.fixture
def first(tmp_path: Path, qapp: object) -> Iterator[SingleInstance]:
    instance = SingleInstance(tmp_path / "skillgap.db")
    assert instance.acquire()
    instance.listen()
    yield instance
    instance.release()


@pytest.mark.slow
def test_the_second_raises_the_first_and_waits_for_its_answer(
    first: SingleInstance, tmp_path: Path, qtbot: QtBot
) -> None:
    command = [sys.executable, "-c", SECOND, str(tmp_path / "skillgap.db")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as second:
        with qtbot.waitSignal(first.raise_wanted, timeout=20_000):
            pass
        assert second.stdout is not None
        assert second.stdout.readline() == "InstanceClaim.RAISED\n"


def test_a_file_given_to_the_second_reaches_the_first(first: SingleInstance, tmp_path: Path, qtbot: QtBot) -> None:
    given = tmp_path / "a copy\nwith an odd näme.json"
    command = [sys.executable, "-c", SECOND, str(tmp_path / "skillgap.db"), str(given)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as second:
        with qtbot.waitSignal(first.file_given, timeout=20_000) as heard:
            pass
        assert heard.args == [str(given)]
        assert second.stdout is not None
        assert second.stdout.readline() == "InstanceClaim.RAISED\n"


def test_a_first_that_does_not_answer_is_not_taken_for_raised(first: SingleInstance, tmp_path: Path) -> None:
    # Nobody runs the first one's event loop here: it hears nothing.
    second = SingleInstance(tmp_path / "skillgap.db")
    assert not second.acquire()
    assert not second.raise_first()


def test_a_first_that_is_closing_gives_way_to_the_second(first: SingleInstance, tmp_path: Path) -> None:
    first.stop_listening()
    second = SingleInstance(tmp_path / "skillgap.db")
    assert not second.acquire()
    assert not second.raise_first()
    first.release()
    assert second.take() is InstanceClaim.MINE
    second.release()


def test_a_link_to_the_file_is_the_same_file(first: SingleInstance, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(tmp_path / "skillgap.db")
    assert not SingleInstance(link).acquire()


def test_another_file_is_another_window(first: SingleInstance, tmp_path: Path) -> None:
    other = SingleInstance(tmp_path / "other.db")
    assert other.acquire()
    other.release()


def test_when_the_first_has_gone_the_next_takes_the_file(first: SingleInstance, tmp_path: Path) -> None:
    first.release()
    assert not (tmp_path / "skillgap.db.lock").exists()
    second = SingleInstance(tmp_path / "skillgap.db")
    assert second.acquire()
    second.release()


def test_the_lock_of_a_killed_process_is_no_obstacle(tmp_path: Path, qapp: object) -> None:
    path = tmp_path / "skillgap.db"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        assert not SingleInstance(path).acquire()
        holder.kill()
    assert path.with_name("skillgap.db.lock").exists()
    instance = SingleInstance(path)
    assert instance.acquire()
    instance.release()


def test_a_lock_whose_number_another_process_has_by_now_is_no_obstacle(tmp_path: Path, qapp: object) -> None:
    path = tmp_path / "skillgap.db"
    left = path.with_name("skillgap.db.lock")
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        signed = left.read_text()
        holder.kill()
    # This process is as alive as can be, and a Python like the one that was killed.
    left.write_text(signed.replace(str(holder.pid), str(os.getpid()), 1))
    instance = SingleInstance(path)
    assert instance.acquire()
    instance.release()


def test_a_lock_of_another_machine_is_left_to_it(tmp_path: Path, qapp: object) -> None:
    lock = tmp_path / "skillgap.db.lock"
    lock.write_text("1\npython3\nanother-machine\n0123456789abcdef\nfedcba9876543210\n")
    assert not remove_dead_lock(lock, even_unsigned=True)
    assert not SingleInstance(tmp_path / "skillgap.db").acquire()
    assert lock.exists()


def test_a_lock_that_was_never_signed_is_waited_for_and_then_no_obstacle(
    tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.startup.single_instance._MOST_SECONDS", 0.1)
    (tmp_path / "skillgap.db.lock").touch()
    instance = SingleInstance(tmp_path / "skillgap.db")
    assert not instance.acquire()
    assert instance.take() is InstanceClaim.MINE
    instance.release()


def test_a_lock_that_is_held_is_never_taken_for_a_dead_one(first: SingleInstance, tmp_path: Path) -> None:
    assert not remove_dead_lock(tmp_path / "skillgap.db.lock", even_unsigned=True)
    assert (tmp_path / "skillgap.db.lock").exists()


@pytest.fixture
def folder_to_read() -> Iterator[Path]:
    """A folder in which an ordinary account may write nothing, as that account."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        is_administrator = account() == 0
        if is_administrator:
            act_as(65534)
        try:
            yield folder
        finally:
            if is_administrator:
                act_as(0)
            folder.chmod(0o755)


@pytest.mark.qt_log_ignore("QStandardPaths:")
def test_a_folder_that_may_only_be_read_is_not_taken_for_another_window(folder_to_read: Path, qapp: object) -> None:
    # The file can be looked at all the same: SQLite has a lock of its own.
    instance = SingleInstance(folder_to_read / "skillgap.db")
    assert instance.acquire()
    instance.release()


def address(path: Path) -> str:
    """Where the window over a file is heard."""
    instance = SingleInstance(path)
    return next(
        str(value) for value in vars(instance).values() if "skillgap-" in str(value) and "lock" not in str(value)
    )


@pytest.mark.qt_log_ignore("QStandardPaths:")
def test_windows_are_heard_in_a_folder_that_nobody_else_may_enter(
    tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    private, shared = tmp_path / "private", tmp_path / "shared"
    for folder, mode in ((private, 0o700), (shared, 0o777)):
        folder.mkdir()
        folder.chmod(mode)
    monkeypatch.setenv("TMPDIR", str(shared))
    ours = shared / f"runtime-{getpass.getuser()}"
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(private))
    assert socket_name("x") == str(private / "x")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(shared))
    assert socket_name("x") == str(ours / "x")
    assert stat.S_IMODE(ours.stat().st_mode) == 0o700
    ours.chmod(0o770)
    assert socket_name("x") == ""
    ours.rmdir()
    ours.symlink_to(private)  # somebody else's way to their own folder
    assert socket_name("x") == ""
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert socket_name("x") == str(state_folder() / "x")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(private / ("y" * 100)))
    assert socket_name("x") == ""


def test_where_no_window_can_be_heard_a_second_start_says_so(
    tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.startup.single_instance._MOST_SECONDS", 0.1)
    monkeypatch.setattr("gui.startup.single_instance.socket_name", lambda _name: "")
    first = SingleInstance(tmp_path / "skillgap.db")
    assert first.take() is InstanceClaim.MINE
    first.listen()
    assert SingleInstance(tmp_path / "skillgap.db").take() is InstanceClaim.SILENT
    first.release()


@pytest.mark.sweep
@pytest.mark.parametrize("words", [b"", b"junk", b"raised\nand more", b"x" * 100_000])
def test_who_answers_otherwise_is_no_window_of_ours(tmp_path: Path, qtbot: QtBot, words: bytes) -> None:
    path = tmp_path / "skillgap.db"
    command = [sys.executable, "-c", IMPATIENT + SECOND, str(path)]
    held = QLockFile(f"{path}.lock")
    assert held.tryLock(0)
    squatter = QLocalServer()
    assert squatter.listen(address(path))

    def answer() -> None:
        squatter.nextPendingConnection().write(words)

    squatter.newConnection.connect(answer)
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as second:
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
        assert second.stdout is not None
        assert second.stdout.readline() == "InstanceClaim.SILENT\n"
    squatter.close()
    held.unlock()


def test_what_somebody_sends_is_neither_kept_nor_waited_for(
    first: SingleInstance, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.startup.single_instance._PATIENCE_MS", 200)
    sockets = [QLocalSocket() for _ in range(12)]
    for socket in sockets:
        socket.connectToServer(address(tmp_path / "skillgap.db"))
    sender = sockets[0]
    assert sender.waitForConnected(1000)
    sender.write(b"x" * 20_000_000)
    with qtbot.waitSignal(first.raise_wanted, timeout=5000):
        pass
    qtbot.waitUntil(lambda: sender.state() is QLocalSocket.LocalSocketState.UnconnectedState, timeout=5000)
    assert sender.bytesToWrite() == 0 or sender.bytesToWrite() > 19_000_000
    for socket in sockets:
        socket.abort()
    qtbot.waitUntil(lambda: not first.findChildren(QLocalSocket), timeout=5000)


def test_a_lock_is_for_this_account_alone(first: SingleInstance, tmp_path: Path) -> None:
    assert stat.S_IMODE((tmp_path / "skillgap.db.lock").stat().st_mode) == 0o600


def test_what_qt_left_beside_a_lock_that_it_removed_is_gone_with_the_next_one(tmp_path: Path, qapp: object) -> None:
    (tmp_path / "skillgap.db.lock.rmlock").touch()
    instance = SingleInstance(tmp_path / "skillgap.db")
    assert instance.acquire()
    assert [each.name for each in tmp_path.iterdir()] == ["skillgap.db.lock"]
    instance.release()


def make_link_to_pipe(path: Path) -> None:
    make_pipe(path.with_name("pipe"))
    path.symlink_to(path.with_name("pipe"))


@pytest.mark.parametrize("make", [make_pipe, make_link_to_pipe, Path.mkdir])
@pytest.mark.parametrize("ending", ["", ".rmlock"])
def test_what_is_no_file_in_place_of_a_lock_is_not_waited_for(
    tmp_path: Path, qapp: object, make: Callable[[Path], None], ending: str
) -> None:
    make(tmp_path / f"skillgap.db.lock{ending}")
    make_settings = tmp_path / "settings"
    make_settings.mkdir()
    make(make_settings / f"settings.ini.lock{ending}")
    instance = SingleInstance(tmp_path / "skillgap.db")
    assert instance.acquire()  # SQLite's own lock has to do
    instance.release()
    settings = Settings(make_settings / "settings.ini")
    settings.set_text("window/page", "plan")
    settings.write()
    assert settings.text("window/page") == "plan"
    assert not try_lock(QLockFile(str(make_settings / "settings.ini.lock")))

"""One window per file: a second start raises the first window, hands it the file it was given, and ends."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from contextlib import contextmanager
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QStandardPaths, QTimer, Signal

from gui.app.paths import state_folder
from gui.app.stale_locks import is_lockable, remove_dead_lock, try_lock
from roadmaps.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 1000
_PAUSE_MS = 100
_MOST_SECONDS = 4.0
"""How long a start waits for a window that opens, closes or does not answer."""
_RAISED = b"raised\n"
_MOST_WAITING = 8
"""How many starts may wait for an answer at once."""
_MOST_HEARD = 8192
"""How many bytes are read from another start, which sends a path at most."""
_END = b"\0"  # of a path, which may hold any other byte
_LONGEST_NAME = 100  # of a socket, in bytes: systems take 104 or more


class InstanceClaim(Enum):
    """The outcome of asking for a file."""

    MINE = auto()
    """Nobody else has it open."""
    RAISED = auto()
    """Another window has it open and has come to the front."""
    SILENT = auto()
    """Another process has it open and does not answer."""


class SingleInstance(QObject):
    """Holds the right to write one data file. Links to one file share its name."""

    raise_wanted = Signal()
    """Another start asked for this window."""
    file_given = Signal(str)
    """Another start was given a file to import: its absolute path."""

    def __init__(self, data_file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server: QLocalServer | None = None
        self._use(data_file)

    def _use(self, data_file: Path) -> None:
        real = Path(os.path.realpath(data_file))  # unlike resolve() it takes links that lead in a circle
        digest = hashlib.blake2b(str(real).encode(errors="surrogateescape"), digest_size=12).hexdigest()
        self._name = socket_name(f"skillgap-{digest}")
        self._lock_file = real.with_name(real.name + ".lock")
        self._lock = QLockFile(str(self._lock_file))
        # A lock is stale when its process is gone, however old it is.
        self._lock.setStaleLockTime(0)

    def take(self, to_import: Path | None = None) -> InstanceClaim:
        """Take the file, or have the window that holds it come to the front; waits while that opens or closes.

        The window that comes to the front is given the file ``to_import``.
        """
        end = time.monotonic() + _MOST_SECONDS
        while time.monotonic() < end:
            if self.acquire():
                return InstanceClaim.MINE
            if self.raise_first(to_import):
                return InstanceClaim.RAISED
            from PySide6.QtCore import QThread  # a start that need not wait does without

            QThread.msleep(_PAUSE_MS)
        if remove_dead_lock(self._lock_file, even_unsigned=True) and self.acquire():
            return InstanceClaim.MINE
        return InstanceClaim.SILENT

    def acquire(self) -> bool:
        """Take the file; False when another Skillgap holds it."""
        if try_lock(self._lock):
            return True
        if not is_lockable(self._lock_file) or self._lock.error() is not QLockFile.LockError.LockFailedError:
            # Where no lock can be made, as in a folder that may only be read, SQLite's own lock on the file has to do.
            return True
        return remove_dead_lock(self._lock_file) and try_lock(self._lock)

    @contextmanager
    def moving_to(self, data_file: Path) -> Iterator[None]:
        """Hold a second file meanwhile, and that one alone once all went well. Raises Fault where another holds it."""
        other = SingleInstance(data_file)
        if not other.acquire():
            raise Fault(f"Nothing was changed: {data_file} is open in another Skillgap.")
        try:
            yield
        except BaseException:
            other.release()
            raise
        is_listening = self._server is not None
        self.release()
        self._name, self._lock_file, self._lock = other._name, other._lock_file, other._lock
        if is_listening:
            self.listen()

    def listen(self) -> None:
        """Hear other starts, from now on. Called once something is painted: the network module takes time to load."""
        if self._server or not self._name:
            return
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setMaxPendingConnections(_MOST_WAITING)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)
        if server.listen(self._name):
            server.newConnection.connect(self._answer)
            self._server = server

    def raise_first(self, to_import: Path | None = None) -> bool:
        """Ask the window that holds the file to come to the front; whether it says that it did."""
        if not self._name:
            return False
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.setReadBufferSize(_MOST_HEARD)
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE_MS):
            return False
        if to_import:
            socket.write(os.fsencode(to_import.absolute()) + _END)
            socket.waitForBytesWritten(_PATIENCE_MS)
        socket.waitForReadyRead(_PATIENCE_MS)
        is_raised = bytes(socket.read(_MOST_HEARD).data()) == _RAISED  # and no other words: then it is no Skillgap
        socket.abort()
        return is_raised

    def stop_listening(self) -> None:
        """Hear no other start any more: the window is closing, and the next start has to wait for the file."""
        if self._server:
            self._server.close()
            self._server = None

    def release(self) -> None:
        """Let another start have the file."""
        self.stop_listening()
        self._lock.unlock()

    def _answer(self) -> None:
        while self._server and (socket := self._server.nextPendingConnection()) is not None:
            socket.setReadBufferSize(_MOST_HEARD)
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(partial(self._read_path, socket))
            socket.write(_RAISED)
            socket.flush()
            QTimer.singleShot(_PATIENCE_MS, socket, socket.abort)  # who has been told has nothing to stay for
            self.raise_wanted.emit()

    def _read_path(self, socket: QLocalSocket) -> None:
        if bytes(socket.peek(_MOST_HEARD).data()).endswith(_END):
            path = os.fsdecode(bytes(socket.readAll().data()).removesuffix(_END))
            if Path(path).is_absolute():
                self.file_given.emit(path)


def socket_name(name: str) -> str:
    """Where windows are heard: in a folder that nobody else may enter, so that nobody else can answer for them.

    Empty where there is none: then no window is raised, and a second start says why it ends.
    """
    if sys.platform == "win32":
        return name  # a pipe that the system keeps for this account
    else:
        folder = str(state_folder())
        if sys.platform == "darwin" or os.environ.get("XDG_RUNTIME_DIR"):  # without which Qt complains
            folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.RuntimeLocation)
        path = f"{folder}/{name}" if folder else ""
        return path if len(os.fsencode(path)) <= _LONGEST_NAME else ""

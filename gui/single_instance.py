"""One window per file: a second start raises the first window and ends."""

from __future__ import annotations

import hashlib
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QLockFile, QObject, QThread, Signal

from gui.locks import remove_dead_lock

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtNetwork import QLocalServer

_PATIENCE_MS = 1000
_PAUSE_MS = 100
_MOST_MS = 4000
"""How long a start waits for a window that opens, closes or does not answer."""
_RAISED = b"raised\n"


class Claim(Enum):
    """What came of asking for a file."""

    MINE = auto()
    """Nobody else has it open."""
    RAISED = auto()
    """Another window has it open and has come to the front."""
    SILENT = auto()
    """Another process has it open and does not answer."""


class SingleInstance(QObject):
    """Holds the right to write one data file. The name goes by the file's real path, so that links are one file."""

    raise_wanted = Signal()
    """Another start asked for this window."""

    def __init__(self, data_file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        real = data_file.resolve()
        self._name = (
            "skillgap-" + hashlib.blake2b(str(real).encode(errors="surrogateescape"), digest_size=12).hexdigest()
        )
        self._lock_file = real.with_name(real.name + ".lock")
        self._lock = QLockFile(str(self._lock_file))
        # A lock is stale when its process is gone, however old it is.
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def take(self) -> Claim:
        """Take the file, or have the window that holds it come to the front; waits while that opens or closes."""
        waiting = QElapsedTimer()
        waiting.start()
        while waiting.elapsed() < _MOST_MS:
            if self.acquire():
                return Claim.MINE
            if self.raise_first():
                return Claim.RAISED
            QThread.msleep(_PAUSE_MS)
        if remove_dead_lock(self._lock_file, even_unsigned=True) and self.acquire():
            return Claim.MINE
        return Claim.SILENT

    def acquire(self) -> bool:
        """Take the file; False when another Skillgap holds it."""
        if self._lock.tryLock(0):
            return True
        if self._lock.error() is not QLockFile.LockError.LockFailedError:
            # Where no lock can be made, as in a folder that may only be read, SQLite's own lock on the file has to do.
            return True
        return remove_dead_lock(self._lock_file) and self._lock.tryLock(0)

    def listen(self) -> None:
        """Hear other starts, from now on. Called once something is painted: the network module takes time to load."""
        if self._server:
            return
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)
        if server.listen(self._name):
            server.newConnection.connect(self._answer)
            self._server = server

    def raise_first(self) -> bool:
        """Ask the window that holds the file to come to the front; whether it says that it did."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE_MS):
            return False
        answered = socket.waitForReadyRead(_PATIENCE_MS)
        socket.disconnectFromServer()
        return answered

    def stop_listening(self) -> None:
        """Hear no other start any more: the window is closing, and the next start has to wait for the file."""
        if self._server:
            self._server.close()
            self._server = None

    def release(self) -> None:
        """Give the file free."""
        self.stop_listening()
        self._lock.unlock()

    def _answer(self) -> None:
        while self._server and (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.write(_RAISED)
            socket.flush()
            self.raise_wanted.emit()

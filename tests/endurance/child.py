"""A process forked off to do something to a file, step by step, and perhaps to die of it."""

from __future__ import annotations

import ctypes
import json
import os
import sys
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeAlias

from tests.posix import KILL, fork, socket_pair

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Generator
    from types import TracebackType
    from typing import NoReturn, Self

Work: TypeAlias = "Generator[Any, str, None]"
"""What a child does: it yields an answer, as JSON can say it, and goes on with the word that it then gets."""

_LARGEST_MESSAGE = 1 << 20
_SET_PTRACER, _ANYONE = 0x59616D61, -1


class Child:
    """A fork of this process that works up to each answer and waits there; gone at the end of the ``with``.

    It speaks over a socket, so that its calls of ``write`` are those of the work alone.
    """

    def __init__(self, work: Callable[[], Work]) -> None:
        self._channel, theirs = socket_pair()
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = fork()
        if self.pid == 0:
            self._channel.close()
            _live(work, theirs)
        theirs.close()
        self._status: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        self.wait()
        self._channel.close()

    def fileno(self) -> int:
        """Where its answers come from, to wait for one of many children."""
        return self._channel.fileno()

    def hear(self) -> Any:
        """The next answer; None once it is gone. Raises RuntimeError with what it did not catch."""
        try:
            message = self._channel.recv(_LARGEST_MESSAGE)
        except ConnectionResetError:
            return None
        if not message:
            return None
        answer = json.loads(message)
        if isinstance(answer, dict) and "uncaught" in answer:
            raise RuntimeError(answer["uncaught"])
        return answer

    def proceed(self, word: str = "on") -> Any:
        """Let it go on with a word; its next answer, None once it is gone."""
        self.send(word)
        return self.hear()

    def send(self, word: str) -> None:
        """Let it go on with a word, and do not wait."""
        with suppress(BrokenPipeError, ConnectionResetError):
            self._channel.send(word.encode())

    def kill(self) -> None:
        """End it at once, wherever it is."""
        if self._status is None:
            os.kill(self.pid, KILL)  # not waited for yet, so the number is still its own

    def wait(self) -> int:
        """Wait for its end; its exit status, negative for the signal that ended it."""
        if self._status is None:
            _, status = os.waitpid(self.pid, 0)
            self._status = os.waitstatus_to_exitcode(status)
        return self._status


def _live(work: Callable[[], Work], channel: socket.socket) -> NoReturn:
    try:
        # Where only a parent may trace its child, strace, which is a sister, may do so too.
        ctypes.CDLL(None).prctl(_SET_PTRACER, _ANYONE, 0, 0, 0)
        doing = work()
        answer = next(doing)
        while True:
            channel.send(json.dumps(answer).encode())
            word = channel.recv(64)
            if not word:
                break
            answer = doing.send(word.decode())
    except (StopIteration, BrokenPipeError):
        pass
    except BaseException:
        with suppress(OSError):
            channel.send(json.dumps({"uncaught": traceback.format_exc()}).encode())
    os._exit(0)

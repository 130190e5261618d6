"""One thread for work that the window does not wait for; what it gives is handed over in the window's thread."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from roadmaps.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

Given = TypeVar("Given")
_POLITE = 10
"""How much the thread gives way to the window, as a niceness."""


class Background(QObject):
    """Works on one thing after the other. A Fault is handed over; a bug of ours is raised in the window's thread."""

    _finished = Signal(int, object, object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix=name, initializer=_give_way)
        self._last: Future[None] | None = None
        self._is_stopped = False
        # What waits for an answer stays in the window's thread: the other must never be the last to know a widget.
        self._waiting: dict[int, tuple[Callable[[Any], object], Callable[[Fault], object]]] = {}
        self._number = 0
        self._finished.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def submit(
        self, work: Callable[[], Given], done: Callable[[Given], object], failed: Callable[[Fault], object]
    ) -> None:
        """Have ``work`` done in the thread; then ``done`` or ``failed`` is called in the window's."""
        if self._is_stopped:
            return
        self._number += 1
        number = self._number
        self._waiting[number] = (done, failed)

        def guarded() -> None:
            try:
                given = work()
            except Exception as error:  # told, or raised again, in the window's thread
                self._finished.emit(number, None, error)
            else:
                self._finished.emit(number, given, None)

        self._last = self._pool.submit(guarded)

    def wait(self) -> None:
        """Wait until all is done that was submitted. What it gave is handed over later, as ever."""
        if self._last is not None:
            self._last.result()

    def stop(self) -> None:
        """Begin nothing more, wait for what is being done, and hand nothing over."""
        self._is_stopped = True
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._waiting.clear()

    def _hand_over(self, number: int, given: object, error: Exception | None) -> None:
        if self._is_stopped:
            return
        done, failed = self._waiting.pop(number)
        if error is None:
            done(given)
        elif isinstance(error, Fault):
            failed(error)
        else:
            raise error


def _give_way() -> None:
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _POLITE)

"""One thread for work that the window does not wait for; what it gives is handed over in the window's thread."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial
from types import FunctionType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from shiboken6 import isValid

from roadmaps.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from roadmaps.journal import Progress

    Watch: TypeAlias = Callable[[float], object]
    """Is told which share of the work is done, 0 to 1. It raises Cancelled when nobody waits for it any more.

    Once it was told 1, the work can no longer be cancelled."""
    Wait: TypeAlias = Callable[[Callable[[Watch], Progress]], Progress]
    """Runs work that puts other events in place, and returns the progress that they add up to."""

Given = TypeVar("Given")

_LOOK_SECONDS = 0.05
EXPORT = "export"
"""Begins the names of threads that make an export, which nothing can interrupt."""


class Mistake(Fault):
    """What we did wrong, in a sentence; it is raised as well, and so comes into the log."""


class _Task(NamedTuple):
    work: Callable[[], Any]
    done: Callable[[Any], object]
    failed: Callable[[Fault], object] | None
    is_wanted: Callable[[], bool]


class _Answer(NamedTuple):
    given: object = None
    error: Exception | None = None
    is_wanted: bool = True


class Background(QObject):
    """Does one task after the other, in a thread with the priority of the window.

    At a lower priority, a busy machine could suspend the thread while it holds Python's lock, and so the window.
    """

    _finished = Signal(int, object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._last: Future[None] | None = None
        self._is_stopped = False
        # The thread gets only a number: it must never hold the last reference to a widget.
        self._tasks: dict[int, _Task] = {}
        self._number = 0
        self._finished.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        work: Callable[[], Given],
        done: Callable[[Given], object],
        failed: Callable[[Fault], object] | None = None,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> None:
        """Have ``work`` done in the thread; then ``done`` or ``failed`` is called in the window's.

        ``is_wanted`` is asked in the thread first: where nobody waits any more, nothing is done.
        A method of a widget that is gone by then is not called, nor is a function that closes over one. Without
        ``failed`` a Fault is raised in the window's thread. A bug goes to ``failed`` as a Mistake, and is raised as
        well.
        """
        if self._is_stopped:
            return
        self._number += 1
        self._tasks[self._number] = _Task(work, done, failed, is_wanted)
        self._last = self._pool.submit(self._work_on, self._number)

    def wait(self) -> None:
        """Wait until all is done that was submitted so far, and hand over what it gave."""
        if self._last is not None:
            self._last.result()
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def wait_beside(self, watch: Callable[[float], object]) -> None:
        """In another thread than the window's: wait until nothing that was submitted so far is being done.

        ``watch`` is called now and then with 0, and ends the waiting by what it raises.
        """
        last = self._last
        while last is not None and not last.done():
            watch(0.0)
            wait([last], _LOOK_SECONDS)

    @property
    def is_busy(self) -> bool:
        """Whether something that was submitted is not done yet."""
        return self._last is not None and not self._last.done()

    def stop(self, *, wait: bool = True) -> None:
        """Begin nothing more, ``wait`` for what is being done, and hand nothing over."""
        self._is_stopped = True
        self._pool.shutdown(wait=wait, cancel_futures=True)
        if wait:
            self._tasks.clear()

    def _work_on(self, number: int) -> None:
        self._finished.emit(number, _answer(self._tasks[number]))

    def _hand_over(self, number: int, answer: _Answer) -> None:
        if self._is_stopped:
            return
        task = self._tasks.pop(number)
        error = answer.error
        if error is None:
            if answer.is_wanted and not _is_gone(task.done):
                task.done(answer.given)
            return
        if task.failed:
            if not _is_gone(task.failed):
                task.failed(error if isinstance(error, Fault) else _mistake(error))
            if isinstance(error, Fault):
                return
        raise error


def _is_gone(told: Callable[..., object]) -> bool:
    """Whether what would be told needs a widget that was closed meanwhile: its own, or one that it closes over."""
    waiting: list[object] = [told]
    seen: dict[int, object] = {}
    while waiting:
        each = waiting.pop()
        if id(each) in seen:
            continue
        seen[id(each)] = each
        if isinstance(each, QObject):
            if not isValid(each):
                return True
        elif isinstance(each, partial):
            waiting += (each.func, *each.args, *each.keywords.values())
        elif isinstance(each, FunctionType):
            waiting += (cell.cell_contents for cell in each.__closure__ or ())
        else:
            waiting.append(getattr(each, "__self__", None))
    return False


def _answer(task: _Task) -> _Answer:
    try:
        return _Answer(task.work()) if task.is_wanted() else _Answer(is_wanted=False)
    except Exception as error:  # told, or raised again, in the window's thread
        return _Answer(error=error)


def _mistake(error: Exception) -> Mistake:
    kind = type(error).__name__
    return Mistake(f"Something went wrong in Skillgap ({kind}). Nothing was changed. The log has the details.")

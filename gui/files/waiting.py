"""Long work that the user waits for: it runs in a thread, with a progress bar and a Cancel button."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QProgressBar

from gui.widgets.buttons import PlainButton
from gui.widgets.labels import PlainLabel
from gui.widgets.layouts import STRETCH, hbox, vbox
from roadmaps.faults import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from gui.app.background import Watch
    from gui.theme.palette import Theme

Given = TypeVar("Given")

PATIENCE_MS = 400
"""Work that takes no longer than this, in ms, shows no dialog."""
_WIDTH = 420
_STEPS = 1000


class WaitDialog(QDialog):
    """Shows what is being done and its progress. Closing it in any way cancels, as long as that is possible."""

    def __init__(self, words: str, give_up: Callable[[], bool], theme: Theme, parent: QWidget | None) -> None:
        """``give_up`` cancels the work; it returns False if it is too late for that."""
        super().__init__(parent)
        self._give_up = give_up
        self.setWindowTitle("One moment" if parent else "Skillgap")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.bar = QProgressBar()
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(words)
        self.cancel = PlainButton("Cancel")
        self.cancel.clicked.connect(self.reject)
        label, buttons = PlainLabel(words, theme=theme).wrapping(), hbox(STRETCH, self.cancel)
        vbox(label, self.bar, buttons, on=self, gap=16, margins=(24, 20, 24, 16))
        self.setMinimumWidth(min(_WIDTH, parent.width() - 32) if parent else _WIDTH)

    def show_step(self, step: int) -> None:
        """Show the progress; at the end there is nothing left to cancel."""
        self.bar.setValue(step)
        self.cancel.setEnabled(step < _STEPS)

    def reject(self) -> None:
        """Cancel, unless it is too late."""
        if self._give_up():
            super().reject()


class _Work(QObject):
    """The work and its thread; its signals are received in the window's thread."""

    moved = Signal(int)
    ended = Signal()

    def __init__(self, work: Callable[[Watch], Any]) -> None:
        super().__init__()
        self._work = work
        self._shown = -1
        self._lock = threading.Lock()
        self._is_cancelled = self._is_final = False
        self.given: Any = None
        self.error: BaseException | None = None
        self.runner = threading.Thread(target=self._run, name="waited-for")

    def give_up(self) -> bool:
        """Cancel the work: it ends at its next check, and its result is dropped. Returns False if it is too late."""
        with self._lock:
            self._is_cancelled = self._is_cancelled or not self._is_final
            return self._is_cancelled

    def _run(self) -> None:
        try:
            self.given = self._work(self._watch)
        except BaseException as error:  # raised again in the window's thread
            self.error = error
        with self._lock:
            self._is_final = True
        self.ended.emit()

    def _watch(self, share: float) -> None:
        with self._lock:
            if self._is_cancelled:
                raise Cancelled
            self._is_final = self._is_final or share >= 1
        step = int(share * _STEPS)
        if step > self._shown:
            self._shown = step
            self.moved.emit(step)


_given_up: list[_Work] = []
"""Cancelled work that has not ended yet. Kept, so that its thread is never the last owner of a Qt object."""


def wait_for(work: Callable[[Watch], Given], words: str, theme: Theme, parent: QWidget | None) -> Given:
    """Run ``work`` in a thread of its own and return its result; the window is still repainted meanwhile.

    After a moment a dialog says in ``words`` what is being done. Raises what the work raises; Cancelled, at once, where
    the user or the end of the program cancels it. ``work`` is passed a function that it has to call now and then.
    """
    job, loop = _Work(work), QEventLoop()
    dialog = WaitDialog(words, job.give_up, theme, parent)
    patience = QTimer()
    patience.setSingleShot(True)
    job.ended.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    job.moved.connect(dialog.show_step, Qt.ConnectionType.QueuedConnection)
    dialog.rejected.connect(loop.quit)
    patience.timeout.connect(loop.quit)
    patience.start(PATIENCE_MS)
    job.runner.start()
    # Block clicks behind the question just answered until the dialog is shown.
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    if job.runner.is_alive() and not patience.isActive():
        dialog.open()
        loop.exec()
    if parent is None:
        QTimer.singleShot(0, lambda: dialog.hide())  # when the event loop begins, with the window that was waited for
    else:
        dialog.hide()
        dialog.deleteLater()
    _given_up[:] = [each for each in _given_up if each.runner.is_alive()]
    if job.give_up():  # the loop also ends when the program does
        _given_up.append(job)
        raise Cancelled
    job.runner.join()
    if job.error is not None:
        raise job.error
    return job.given  # type: ignore[no-any-return]  # what the work gave

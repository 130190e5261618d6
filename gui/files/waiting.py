"""Long work the user waits for: done in a thread, with its progress and a Cancel button."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout

from gui.widgets.buttons import PlainButton
from gui.widgets.labels import PlainLabel
from roadmaps.faults import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from gui.theme.palette import Theme

    Watch: TypeAlias = Callable[[float], object]
    """Called with the share of the work that is done, 0 to 1. Raises Cancelled if the result is no longer wanted."""

Given = TypeVar("Given")

PATIENCE_MS = 400
"""Work that takes no longer than this, in ms, shows no dialog."""
_WIDTH = 420
_STEPS = 1000


class WaitDialog(QDialog):
    """Shows what is being done and its progress. Closing it in any way cancels."""

    def __init__(self, words: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("One moment")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.bar = QProgressBar()
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(words)
        self.cancel = PlainButton("Cancel")
        self.cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(16)
        column.addWidget(PlainLabel(words, theme=theme).wrapping())
        column.addWidget(self.bar)
        column.addLayout(buttons)
        self.setMinimumWidth(min(_WIDTH, parent.width() - 32))


class _Work(QObject):
    """The work in its thread; its signals are received in the window's thread."""

    moved = Signal(int)
    ended = Signal()

    def __init__(self, work: Callable[[Watch], Any]) -> None:
        super().__init__()
        self._work = work
        self._shown = -1
        self.is_cancelled = False
        self.given: Any = None
        self.error: BaseException | None = None

    def run(self) -> None:
        """Do the work, in the thread."""
        try:
            self.given = self._work(self._watch)
        except BaseException as error:  # raised again in the window's thread
            self.error = error
        self.ended.emit()

    def _watch(self, share: float) -> None:
        if self.is_cancelled:
            raise Cancelled
        step = int(share * _STEPS)
        if step > self._shown:
            self._shown = step
            self.moved.emit(step)


def wait_for(work: Callable[[Watch], Given], words: str, theme: Theme, parent: QWidget) -> Given:
    """Run ``work`` in a thread of its own and return its result; the window is still repainted meanwhile.

    After a moment a dialog says in ``words`` what is being done. Raises what the work raises; Cancelled if the user, or
    the end of the program, cancels it. ``work`` must call its argument regularly.
    """
    job, loop = _Work(work), QEventLoop()
    dialog = WaitDialog(words, theme, parent)
    patience = QTimer()
    patience.setSingleShot(True)

    def cancel() -> None:
        job.is_cancelled = True
        loop.quit()

    job.ended.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    job.moved.connect(dialog.bar.setValue, Qt.ConnectionType.QueuedConnection)
    dialog.rejected.connect(cancel)
    patience.timeout.connect(loop.quit)
    thread = threading.Thread(target=job.run, name="waited-for")
    patience.start(PATIENCE_MS)
    thread.start()
    # Block clicks behind the question just answered until the dialog is shown.
    loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    if thread.is_alive() and not patience.isActive():
        dialog.open()
        loop.exec()
    # The loop also ends when the program does.
    job.is_cancelled = True
    thread.join()
    dialog.hide()
    dialog.deleteLater()
    if job.error is not None:
        raise job.error
    return job.given  # type: ignore[no-any-return]  # what the work gave

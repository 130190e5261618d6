"""Being told to end from outside: signals and the end of a session take the same way out as Quit."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any

_NAMES = ("SIGTERM", "SIGHUP", "SIGINT", "SIGBREAK")
"""Asked to end, the terminal is closed, Ctrl+C, Ctrl+Break of Windows; those that the system has."""
_MOST_TRIES = 200
"""How many turns of the event loop open questions get to close, before the window is closed all the same."""
_PIECE = 4096


class Shutdown(QObject):
    """Hears the signals that ask a process to end, and closes the program as Quit does, without asking anything.

    A signal wakes Qt through a pipe; whatever it interrupts goes on. Dialogs that are open are cancelled first. However
    many signals come, the program ends once: a closing terminal sends several. A signal that was ignored when the
    process started (``nohup``) stays ignored.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.is_wanted = False
        """Whether the process was asked to end."""
        self._application = application
        self._leave: Callable[[], object] | None = None
        self._keep: Callable[[], object] | None = None
        self._before: dict[int, Any] = {}
        self._pipe: tuple[int, int] | None = None
        self._wakeup_before = -1
        self._notifier: QSocketNotifier | None = None
        self._tries = 0

    def listen(self) -> None:
        """Hear signals from now on."""
        if sys.platform != "win32":  # there Qt watches no pipes; Python runs every second, and hears of them then
            reader, writer = self._pipe = os.pipe()
            for end in self._pipe:
                os.set_blocking(end, False)
            self._wakeup_before = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
            self._notifier = QSocketNotifier(reader, QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._wake)
        for name in _NAMES:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, self._note)

    def remove(self) -> None:
        """Hand signals back to whoever had them before."""
        while self._before:
            signal.signal(*self._before.popitem())
        if self._pipe is not None:
            signal.set_wakeup_fd(self._wakeup_before)
            if self._notifier:
                self._notifier.setEnabled(False)
            for end in self._pipe:
                os.close(end)
            self._pipe = None

    def leave_by(self, leave: Callable[[], object], keep: Callable[[], object]) -> None:
        """Call ``leave`` when the process is asked to end, or has been already; it must not ask anything.

        ``keep`` is called where there is no time for that: when a session is about to end, and when its screen is gone.
        """
        self._leave, self._keep = leave, keep
        self._application.commitDataRequest.connect(lambda: keep())  # the session's manager is not asked for anything
        if self.is_wanted:
            QTimer.singleShot(0, self, self._go_on)

    def keep_at_last(self) -> None:
        """Write what is not on disk yet, once: the process ends right after this."""
        keep, self._keep = self._keep, None
        if keep is not None:
            keep()

    def end_process(self, status: int) -> None:
        """End at once where a thread is still working on an export, or on anything once the process was asked to end.

        Everything is closed by now. An unfinished file is never put in place, so the old one stays.
        """
        import threading

        from gui.app.background import EXPORT

        others = [each for each in threading.enumerate() if each is not threading.main_thread() and not each.daemon]
        if others and (self.is_wanted or any(each.name.startswith(EXPORT) for each in others)):
            for stream in (sys.stdout, sys.stderr):
                with suppress(OSError, ValueError):  # the terminal may be gone
                    stream.flush()
            os._exit(status)

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        """Called by Python between two of its instructions, anywhere: so nothing is done here."""
        if not self.is_wanted:
            self.is_wanted = True
            QTimer.singleShot(0, self, self._go_on)

    def _wake(self) -> None:
        """Python calls ``_note`` before this; what woke it is read away."""
        if self._pipe is not None:
            with suppress(BlockingIOError):
                while len(os.read(self._pipe[0], _PIECE)) == _PIECE:
                    pass

    def _go_on(self) -> None:
        """Cancel what is being asked; then, with no question left that code is waiting for, leave."""
        from PySide6.QtCore import QThread  # neither is needed at a start
        from PySide6.QtWidgets import QDialog

        open_ones = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
        for each in open_ones:
            each.reject()
        while popup := QApplication.activePopupWidget():
            if not popup.close():
                break
        if self._leave is None:
            if open_ones and self._tries < _MOST_TRIES:  # a question before the window; another one may follow it
                self._tries += 1
                QTimer.singleShot(0, self, self._go_on)
            return
        if QThread.currentThread().loopLevel() > 1 and self._tries < _MOST_TRIES:
            self._tries += 1
            QTimer.singleShot(0, self, self._go_on)
            return
        self._leave()
        self._application.exit(0)

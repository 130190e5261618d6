"""What happens when we are wrong: one place for exceptions, and a calm sentence where Qt cannot start."""

from __future__ import annotations

import os
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler, qVersion
from PySide6.QtGui import QGuiApplication

from gui.diagnostics.crashes import ENDED
from gui.diagnostics.redaction import dump_without_places, error_without_words, kind_and_facts, message_without_places
from gui.diagnostics.system_check import NOT_STARTED, no_window_sentence
from roadmaps.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

    from PySide6.QtCore import QMessageLogContext
    from PySide6.QtWidgets import QApplication, QWidget

    from gui.diagnostics.error_dialog import ErrorDialog
    from gui.diagnostics.log import Log

_QUIET_SECONDS = 5.0
_PLATFORM = "qt.qpa."
_SCREEN_IS_GONE = "connection broke"
"""What Qt says of the display server, of X11 and of Wayland alike, right before it ends the process."""


def watch_qt(log: Log, screen_is_gone: Callable[[], object] | None = None) -> None:
    """Send Qt's messages into the log, and end with one sentence where Qt would abort because of the screen.

    ``screen_is_gone`` is called when the display server ends under the window, as at a log-out: Qt goes right after.
    """

    def told(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind is QtMsgType.QtFatalMsg and QCoreApplication.startingUp():
            sys.stderr.write(no_window_sentence() + "\n")
            sys.stderr.flush()
            os._exit(NOT_STARTED)  # Qt aborts as soon as this returns, with a core dump and no sentence
        # What the platform says before it gives up is in our sentence already.
        is_aside = kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) or (context.category or "").startswith(_PLATFORM)
        if not is_aside:
            log.note(f"Qt: {message_without_places(message)}")
        if screen_is_gone and _SCREEN_IS_GONE in message:
            screen_is_gone()

    qInstallMessageHandler(told)


def leave_qt_alone() -> None:
    """Let Qt write its messages itself again: it has some to the very end, when Python can no longer be called."""
    qInstallMessageHandler(None)


class ErrorHandler(QObject):
    """Hears of every exception that nobody caught, in whatever thread: into the log, and told in the window's thread.

    The world's faults become a sentence, ours a dialog with details. While a dialog is open, and five seconds after
    it was closed, what else happens is only logged: a fault while painting comes with every paint. Nothing that goes
    wrong in here is told again.
    """

    _caught = Signal(object, str)

    def __init__(self, application: QApplication, log: Log) -> None:
        super().__init__()
        self._application, self._log = application, log
        self._window: QWidget | None = None
        self._quiet_until = 0.0
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        self._dialog: ErrorDialog | None = None
        self._is_telling = threading.local()
        # Also within the window's thread: no dialog is opened in the middle of a paint.
        self._caught.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Handle what nobody caught: Qt brings what fails in slots, events, models and its threads here, too."""
        sys.excepthook = self.handle
        threading.excepthook = self._handle_in_thread
        sys.unraisablehook = self._handle_unraisable

    def tell_over(self, window: QWidget) -> None:
        """Open dialogs over this window, which lasts; whatever is active just now may be gone before they are read."""
        self._window = window

    def remove(self) -> None:
        """Hand back to what was there before."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before

    def handle(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log it, and tell the user."""
        if issubclass(kind, KeyboardInterrupt):
            self._application.quit()
            return
        self._note(error.with_traceback(trace))

    def _handle_in_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            self._note(told.exc_value)

    def _handle_unraisable(self, told: sys.UnraisableHookArgs) -> None:
        """What failed in a destructor. The object itself is left alone: it is half gone."""
        if told.exc_value is not None:
            self._note(told.exc_value)

    def _note(self, error: BaseException) -> None:
        if getattr(self._is_telling, "now", False):
            return
        self._is_telling.now = True
        try:
            import traceback

            is_fault = isinstance(error, Fault)
            self._log.note(f"{'Told' if is_fault else 'Error'}\n{error_without_words(error)}")
            details = "" if is_fault else "".join(traceback.format_exception(error))
            with suppress(RuntimeError):  # Qt is gone: the program is ending
                self._caught.emit(error, details)
        except Exception as ours:
            self._log.note(f"Error while one was told: {kind_and_facts(ours)}")
        finally:
            self._is_telling.now = False

    def _tell(self, error: BaseException, details: str) -> None:
        if self._dialog is not None or time.monotonic() < self._quiet_until:
            return
        try:
            self._dialog = self._make_dialog(error, details)
            self._dialog.finished.connect(self._rest)
            self._dialog.open()
        except Exception as ours:
            self._dialog = None
            self._log.note(f"Error while one was told: {error_without_words(ours)}")

    def _rest(self) -> None:
        self._quiet_until = time.monotonic() + _QUIET_SECONDS
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def tell_before_the_window(self, error: Exception) -> None:
        """Tell of an error of ours that keeps the window from opening, and wait until it is read."""
        import traceback

        self._log.note(f"Error before the window\n{error_without_words(error)}")
        dialog = self._make_dialog(error, "".join(traceback.format_exception(error)))
        dialog.exec()
        dialog.deleteLater()

    def _make_dialog(self, error: BaseException, details: str) -> ErrorDialog:
        from gui.diagnostics.error_dialog import ErrorDialog

        dialog = ErrorDialog(str(error) if isinstance(error, Fault) else "", details, self._window)
        dialog.log_wanted.connect(self.open_log)
        dialog.quit_wanted.connect(self._application.quit)
        return dialog

    # The log

    def note_start(self, version: str) -> None:
        """Note what a reader of the log has to know first."""
        python = ".".join(map(str, sys.version_info[:3]))
        screen = QGuiApplication.platformName()
        self._log.note(f"Started: Skillgap {version}, Python {python}, Qt {qVersion()}, {sys.platform}, {screen}")

    def note_crashes(self, dumps: Sequence[str]) -> str:
        """Put what crashes left into the log; the sentence to tell the user, empty when there was none."""
        for dump in dumps:
            self._log.note(f"Ended by a crash\n{dump_without_places(dump)}")
        return ENDED if dumps else ""

    def open_log(self) -> None:
        """Show the log in whatever shows text on this computer; where nothing does, say where it lies."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        if not self._log.path.exists():
            said = "There is no log yet: nothing has gone wrong."
        elif QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log.path))):
            return
        else:
            said = f"No program on this computer can open the log. It is at {self._log.path}."
        from PySide6.QtWidgets import QMessageBox

        button = QMessageBox.StandardButton.Close
        box = QMessageBox(QMessageBox.Icon.NoIcon, "Log", said, button, self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()
        self._said = box  # what nobody holds is gone at once

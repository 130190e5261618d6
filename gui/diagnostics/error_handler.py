"""Handles uncaught exceptions and Qt's messages; says in one sentence why Qt cannot start."""

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
from gui.diagnostics.redaction import kind_and_facts, redacted_dump, redacted_error, redacted_message
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
"""Part of what Qt logs, on X11 and on Wayland, right before it ends the process."""


def watch_qt(log: Log, screen_is_gone: Callable[[], object] | None = None) -> None:
    """Log Qt's messages; where Qt would abort for lack of a screen, exit with one sentence instead.

    ``screen_is_gone`` is called when the display server goes away, as at a log-out: Qt ends the process right after.
    """

    def handle(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind is QtMsgType.QtFatalMsg and QCoreApplication.startingUp():
            sys.stderr.write(no_window_sentence() + "\n")
            sys.stderr.flush()
            os._exit(NOT_STARTED)  # Qt aborts as soon as this returns, with a core dump and no sentence
        # The platform plugin's own messages before it gives up repeat our sentence.
        is_ignored = kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) or (context.category or "").startswith(
            _PLATFORM
        )
        if not is_ignored:
            log.note(f"Qt: {redacted_message(message)}")
        if screen_is_gone and _SCREEN_IS_GONE in message:
            screen_is_gone()

    qInstallMessageHandler(handle)


def leave_qt_alone() -> None:
    """Let Qt write its messages itself again: it logs until the very end, when Python can no longer be called."""
    qInstallMessageHandler(None)


class ErrorHandler(QObject):
    """Logs every uncaught exception of any thread, and shows it in a dialog in the window's thread.

    Environment errors are shown as a sentence, bugs with details. While a dialog is open, and for five seconds after,
    further errors are only logged, because a bug while painting recurs with every paint. An error raised in here is
    never shown.
    """

    _caught = Signal(object, str)

    def __init__(self, application: QApplication, log: Log) -> None:
        super().__init__()
        self._application, self._log = application, log
        self._window: QWidget | None = None
        self._quiet_until = 0.0
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        self._dialog: ErrorDialog | None = None
        self._reporting = threading.local()
        # Queued even within the window's thread, so that no dialog opens in the middle of a paint.
        self._caught.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Handle uncaught exceptions; PySide reports those of slots, events, models and its threads here, too."""
        sys.excepthook = self.handle
        threading.excepthook = sys.unraisablehook = self._handle_elsewhere

    def tell_over(self, window: QWidget) -> None:
        """Open dialogs over this window: whichever is active at the time may close before they are read."""
        self._window = window

    def remove(self) -> None:
        """Restore the hooks that were installed before."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before

    def handle(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log an exception and tell the user."""
        if issubclass(kind, KeyboardInterrupt):
            self._application.quit()
            return
        self._note(error.with_traceback(trace))

    def _handle_elsewhere(self, failed: threading.ExceptHookArgs | sys.UnraisableHookArgs) -> None:
        """Handle what failed in another thread or in a destructor; a half-destroyed object is not touched."""
        if failed.exc_value is not None:
            self._note(failed.exc_value)

    def _note(self, error: BaseException) -> None:
        if getattr(self._reporting, "now", False):
            return
        self._reporting.now = True
        try:
            import traceback

            is_fault = isinstance(error, Fault)
            self._log.note(f"{'Shown' if is_fault else 'Error'}\n{redacted_error(error)}")
            details = "" if is_fault else "".join(traceback.format_exception(error))
            with suppress(RuntimeError):  # Qt is gone: the program is ending
                self._caught.emit(error, details)
        except Exception as ours:
            self._log.note(f"Error while reporting one: {kind_and_facts(ours)}")
        finally:
            self._reporting.now = False

    def _tell(self, error: BaseException, details: str) -> None:
        if self._dialog is not None or time.monotonic() < self._quiet_until:
            return
        try:
            self._dialog = self._make_dialog(error, details)
            self._dialog.finished.connect(self._rest)
            self._dialog.open()
        except Exception as ours:
            self._dialog = None
            self._log.note(f"Error while reporting one: {redacted_error(ours)}")

    def _rest(self) -> None:
        self._quiet_until = time.monotonic() + _QUIET_SECONDS
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def tell_before_the_window(self, error: Exception) -> None:
        """Show a bug that keeps the window from opening, and wait until the dialog is closed."""
        import traceback

        self._log.note(f"Error before the window\n{redacted_error(error)}")
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
        """Log the versions and the platform."""
        python = ".".join(map(str, sys.version_info[:3]))
        screen = QGuiApplication.platformName()
        self._log.note(f"Started: Skillgap {version}, Python {python}, Qt {qVersion()}, {sys.platform}, {screen}")

    def note_crashes(self, dumps: Sequence[str]) -> str:
        """Log the traces of crashes; returns the sentence for the user, empty if there were none."""
        for dump in dumps:
            self._log.note(f"Ended by a crash\n{redacted_dump(dump)}")
        return ENDED if dumps else ""

    def open_log(self) -> None:
        """Open the log in the system's text viewer; if there is none, say where the log is."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        if not self._log.path.exists():
            sentence = "There is no log yet: nothing has gone wrong."
        elif QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log.path))):
            return
        else:
            sentence = f"No program on this computer can open the log. It is at {self._log.path}."
        from PySide6.QtWidgets import QMessageBox

        button = QMessageBox.StandardButton.Close
        box = QMessageBox(QMessageBox.Icon.NoIcon, "Log", sentence, button, self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()
        self._log_box = box  # else Python deletes it at once

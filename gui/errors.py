"""What happens when we are wrong: one place for exceptions, and a calm sentence where Qt cannot start."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QtMsgType, qInstallMessageHandler

from gui.system_check import NOT_STARTED, no_window_sentence
from roadmaps.faults import Fault

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtCore import QMessageLogContext
    from PySide6.QtWidgets import QApplication, QMessageBox

log = logging.getLogger("skillgap")

_QUIET_SECONDS = 5.0
_PLATFORM = "qt.qpa."


def watch_qt() -> None:
    """Send Qt's messages into the log, and end with one sentence where Qt would abort because of the screen."""

    def told(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind is QtMsgType.QtFatalMsg:
            sys.stderr.write(no_window_sentence() + "\n")
            sys.stderr.flush()
            os._exit(NOT_STARTED)  # Qt aborts as soon as this returns, with a core dump and no sentence
        # What the platform says before it gives up is in our sentence already.
        is_aside = kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) or context.category.startswith(_PLATFORM)
        level = logging.DEBUG if is_aside else logging.WARNING
        log.log(level, "Qt: %s", message)

    qInstallMessageHandler(told)


class ErrorHandler:
    """The one excepthook. The world's faults become a sentence, ours a dialog with details, at most one in 5 s."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._last_shown = -_QUIET_SECONDS
        self._before = sys.excepthook
        self._box: QMessageBox | None = None

    def install(self) -> None:
        """Handle every exception that nobody caught: Qt brings those of slots and paint events here too."""
        sys.excepthook = self.handle
        threading.excepthook = self._note_thread

    def remove(self) -> None:
        """Hand back to what was there before."""
        sys.excepthook = self._before
        threading.excepthook = threading.__excepthook__

    @staticmethod
    def _note_thread(told: threading.ExceptHookArgs) -> None:
        """A thread may not open a dialog; what fails there is tried again, and told, where it is needed."""
        log.error("In a thread", exc_info=told.exc_value)

    def handle(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log it, and tell the person."""
        if issubclass(kind, KeyboardInterrupt):
            self._application.quit()
            return
        import traceback

        details = "".join(traceback.format_exception(kind, error, trace))
        if isinstance(error, Fault):
            log.warning("%s", error)
        else:
            log.error("%s", details)
        now = time.monotonic()
        if now - self._last_shown < _QUIET_SECONDS:
            return
        self._last_shown = now
        self._box = self._make_box(error, details)  # what nobody holds is gone at once
        self._box.open()

    def tell_before_the_window(self, error: Exception) -> None:
        """Tell of an error of ours that keeps the window from opening, and wait until it is read."""
        import traceback

        details = "".join(traceback.format_exception(error))
        log.error("%s", details)
        self._make_box(error, details).exec()

    def _make_box(self, error: BaseException, details: str) -> QMessageBox:
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox()
        box.setWindowTitle("Skillgap")
        box.setTextFormat(Qt.TextFormat.PlainText)
        if isinstance(error, Fault):
            box.setText(str(error))
        else:
            box.setText("Something went wrong in Skillgap.")
            box.setInformativeText(
                "Everything that was ticked is saved. You can go on; if it happens again, please quit and start anew."
            )
            box.setDetailedText(details)
        go_on = box.addButton("Go on", QMessageBox.ButtonRole.AcceptRole)
        end = box.addButton("Quit", QMessageBox.ButtonRole.DestructiveRole)
        end.clicked.connect(self._application.quit)
        box.setDefaultButton(go_on)
        return box

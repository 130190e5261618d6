"""The floor: an empty PySide6 window, from the start of the process to its first paint."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class EmptyWindow(QMainWindow):
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, done)


def done() -> None:
    sys.stdout.write("painted\n")
    sys.stdout.flush()
    from tests.bench.memory import resident  # after the line whose time is taken

    sys.stdout.write(f"{resident()}\n")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    window = EmptyWindow()
    window.resize(1280, 800)
    window.show()
    application.exec()

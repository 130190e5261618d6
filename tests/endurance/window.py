"""The whole window over a file, offscreen, and a count of what it holds."""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication

from gui.app.settings import Settings
from gui.app.tracker import Tracker
from gui.charts.chart_view import ChartView
from gui.shell.main_window import MainWindow
from gui.theme.icons import Icons
from gui.theme.palette import Look, Mode, Theme
from main import copies
from roadmaps.catalogue import load_catalogue
from roadmaps.journal import Event, HistoryEntry
from store.atomic_files import write_atomically
from store.journal import Journal
from tests.endurance.person import FILE

if TYPE_CHECKING:
    from contextlib import ExitStack

    from gui.app.clock import Clock
    from roadmaps.catalogue import Catalogue

_PATIENCE = 60.0
_SAID = (Event, HistoryEntry)
"""An event, and its line in the whole history: as many as there are events."""


class Held(NamedTuple):
    """What a process holds: resident memory in bytes, open files, Qt's objects, Python's without the events."""

    memory: int
    files: int
    qt_objects: int
    objects: int


def count_held() -> Held:
    """Count it now, after what is garbage is gone."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    application = QApplication.instance()
    roots: list[QObject] = [*QApplication.topLevelWidgets(), *([application] if application else [])]
    return Held(
        memory=int(Path("/proc/self/statm").read_text().split()[1]) * 4096,
        files=len(list(Path("/proc/self/fd").iterdir())),
        qt_objects=len(roots) + sum(len(root.findChildren(QObject)) for root in roots),
        objects=sum(type(each) not in _SAID for each in gc.get_objects()),
    )


class Window:
    """A window over the file in a folder, with the shipped catalogue; closed with the stack."""

    def __init__(self, folder: Path, held: ExitStack, clock: Clock, catalogue: Catalogue | None = None) -> None:
        application = QApplication.instance() or QApplication([*sys.argv[:1], "-style", "fusion"])
        if not isinstance(application, QApplication):
            raise TypeError("there is an application without windows")
        self._theme = Theme(application, Look(Mode.LIGHT))
        self.journal = held.enter_context(Journal.open(folder / FILE))
        self.journal.warm_up()
        self.tracker = Tracker(catalogue or load_catalogue(), self.journal, clock)
        settings = Settings(folder / "settings.ini")
        icons = Icons(self._theme)
        self.window = MainWindow(self.tracker, self._theme, icons, settings, "0", write_atomically, copies())
        held.callback(self._close)
        self.window.show()
        self.settle()

    def settle(self) -> None:
        """Let everything that is due be laid out, drawn and painted; charts, which another thread draws, as well."""
        end = time.monotonic() + _PATIENCE
        for _ in range(3):
            QApplication.processEvents()
        while not all(chart.is_current for chart in self.window.findChildren(ChartView) if chart.isVisible()):
            if time.monotonic() > end:
                raise TimeoutError("the charts were not drawn")
            QApplication.processEvents()
            time.sleep(0.005)  # noqa: TID251  # the thread that draws needs the interpreter
        for _ in range(3):
            QApplication.processEvents()

    def _close(self) -> None:
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

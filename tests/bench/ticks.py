"""Clicks boxes in a window over a real file, and times each until it is on disk and painted."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui.app.clock import WallClock
from gui.app.settings import Settings
from gui.app.tracker import Tracker
from gui.diagnostics.garbage_collection import GarbageCollector
from gui.outline.delegate import CHECK_INDENT
from gui.outline.model import OutlineRole
from gui.shell.main_window import MainWindow
from gui.theme.icons import Icons
from gui.theme.palette import Look, Mode, Theme
from main import copies
from roadmaps.catalogue import load_catalogue
from store.atomic_files import write_atomically
from store.journal import Journal
from tests.bench.fixtures import crowded_catalogue, made_up_events, write_history
from tests.bench.own import GOAL, own_edits

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QMouseEvent

ROWS = ("selected row", "other row")
BARE = "empty window"
CPU, IDLE = ", CPU", ", until idle"
_TURNS = 4
"""Turns of the event loop after which nothing that a click called for is left to do."""


class Bare(QWidget):
    """A window with nothing in it, which is painted anew at each click."""

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.update()


def clicks(folder: Path, count: int, skills: int, *, are_own: bool = False) -> dict[str, list[float]]:
    """Milliseconds of clicks on the box of the selected skill and of any other row, and their CPU time.

    After each pair an empty window of the same size is clicked and painted: what the machine takes for that now.
    What is left to do after the paint is done before the next click, and counted apart.
    """
    application = QApplication([*sys.argv[:1], "-style", "fusion"])
    theme = Theme(application, Look(Mode.LIGHT))
    path = folder / "clicks.db"
    write_history(path, 330, *((own_edits(skills), GOAL) if are_own else ()))
    taken: dict[str, list[float]] = {f"{row}{clock}": [] for row in (*ROWS, BARE) for clock in ("", CPU, IDLE)}

    def click(name: str, widget: QWidget, place: QPoint) -> None:
        before, used = time.perf_counter(), time.process_time()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        QCoreApplication.sendPostedEvents()  # among them what paints; timers come after
        taken[name].append((time.perf_counter() - before) * 1000)
        taken[name + CPU].append((time.process_time() - used) * 1000)
        for _ in range(_TURNS):
            application.processEvents()
        taken[name + IDLE].append((time.perf_counter() - before) * 1000)

    with Journal.open(path) as journal:
        journal.warm_up()
        catalogue = load_catalogue() if are_own or not skills else crowded_catalogue(skills)
        tracker = Tracker(catalogue, journal, WallClock())
        settings = Settings(folder / "settings.ini")
        window = MainWindow(tracker, theme, Icons(theme), settings, "bench", write_atomically, copies())
        window.show()
        bare = Bare()
        bare.resize(window.size())
        bare.show()
        GarbageCollector(application).start()  # as in the program
        page = window.pages.skills
        tree = page.tree
        tree.expand_keys([("category", "software-engineering"), ("category", "mlops"), ("category", "cloud-devops")])
        application.processEvents()

        def box(index: QModelIndex) -> QPoint:
            place = tree.visualRect(index).topLeft()
            return place + QPoint(CHECK_INDENT + 8, 14)

        chance = random.Random(3)
        for _ in range(count // 2):
            visible = [tree.indexAt(QPoint(120, y)) for y in range(4, tree.viewport().height() - 28, 28)]
            rows = [each for each in visible if each.isValid() and each.parent().isValid()]
            page.open_skill(
                chance.choice([each for each in rows if not each.parent().parent().isValid()]).data(OutlineRole.KEY)[1]
            )
            for _ in range(_TURNS):
                application.processEvents()
            selected = tree.currentIndex()
            click(ROWS[0], tree.viewport(), box(selected))
            click(ROWS[1], tree.viewport(), box(chance.choice([each for each in rows if each != selected])))
            click(BARE, bare, QPoint(9, 9))
        if len(journal.events()) < 330 + count // 2:
            raise RuntimeError("the clicks ticked nothing")
        window.close()
        bare.close()
    return taken


def commits(folder: Path, count: int) -> tuple[list[float], list[float]]:
    """Milliseconds of one event through the journal, and of the same INSERT by plain sqlite3, in turns."""
    path, copy = folder / "appends.db", folder / "inserts.db"
    history = made_up_events(330 + count)
    write_history(path, 330)
    shutil.copy(path, copy)
    appends, inserts = [], []
    plain = sqlite3.connect(copy, isolation_level=None)
    for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=TRUNCATE", "synchronous=FULL"):
        plain.execute(f"pragma {pragma}").fetchall()
    with Journal.open(path) as journal:
        journal.warm_up()
        for event in history[330:]:
            said = event._replace(id=event.id.replace("-", "")[:32])
            before = time.perf_counter()
            journal.append([said])
            middle = time.perf_counter()
            plain.execute("BEGIN IMMEDIATE")
            plain.execute(
                "INSERT INTO events (id, stamp, said_on, kind, subject, effective_on, value, digest)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    said.id,
                    said.stamp,
                    said.said_on.isoformat(),
                    said.kind,
                    said.subject,
                    said.effective_on.isoformat(),
                    json.dumps(said.value),
                    "0" * 16,
                ),
            )
            plain.execute("COMMIT")
            after = time.perf_counter()
            appends.append((middle - before) * 1000)
            inserts.append((after - middle) * 1000)
    plain.close()
    return appends, inserts


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        number, *crowd = map(int, sys.argv[1:3])
        measured = clicks(Path(scratch), number, crowd[0] if crowd else 0, are_own="own" in sys.argv)
        if not crowd:
            measured["appends"], measured["inserts"] = commits(Path(scratch), number)
    sys.stdout.write(json.dumps(measured))

"""What has to be done within a frame: a key of the search, a scrolled list, a dragged and a zoomed map."""

from __future__ import annotations

import json
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui.app.clock import WallClock
from gui.app.settings import Settings
from gui.app.tracker import Tracker
from gui.diagnostics.garbage_collection import GarbageCollector
from gui.shell.main_window import MainWindow
from gui.theme.icons import Icons
from gui.theme.palette import Look, Mode, Theme
from main import copies
from roadmaps.catalogue import load_catalogue
from store.atomic_files import write_atomically
from store.journal import Journal
from tests.bench.fixtures import crowded_catalogue, write_history
from tests.bench.own import GOAL, own_edits
from tests.bench.stopwatch import now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QScrollBar

SELECTED = "docker"
"""The skill that is selected meanwhile: some of the searches find it, and its row is kept through the others."""
WORDS = ("python", "docker", "data", "model serving", "r")
IDLE_MS = 300
"""How long the user looks at the list before the first key, in milliseconds."""
STEP = 7
"""Pixels that a list or the map moves in one frame."""


def timed(deeds: Iterable[Callable[[], object]]) -> list[float]:
    """Milliseconds of each action until everything that it changed is painted."""
    taken = []
    for deed in deeds:
        before = now()
        deed()
        QApplication.processEvents()
        taken.append((now() - before) * 1000)
    return taken


def keystrokes(window: MainWindow, rounds: int) -> Iterable[Callable[[], object]]:
    """Every key of some searches, one after the other."""
    field = window.top_bar.search
    for word in WORDS * rounds:
        for end in range(1, len(word) + 1):
            yield partial(field.setText, word[:end])
        yield field.clear


def apart(taken: list[float]) -> tuple[list[float], list[float]]:
    """The first of some figures, and the others."""
    return taken[:1], taken[1:]


def scrolls(bar: QScrollBar, count: int) -> Iterable[Callable[[], object]]:
    """Down and up again, or to and fro."""
    if not bar.maximum():
        raise RuntimeError("there is nothing to scroll")
    way = STEP
    for _ in range(count):
        if not 0 <= bar.value() + way <= bar.maximum():
            way = -way
        yield partial(bar.setValue, bar.value() + way)


def frames(folder: Path, count: int, skills: int, *, are_own: bool = False) -> dict[str, list[float]]:
    """Milliseconds of each frame, by what was done; over the shipped catalogue, or over a crowd of skills."""
    application = QApplication([*sys.argv[:1], "-style", "fusion"])
    theme = Theme(application, Look(Mode.LIGHT))
    path = folder / "frames.db"
    write_history(path, 330, *((own_edits(skills), GOAL) if are_own else ()))
    taken: dict[str, list[float]] = {}
    with Journal.open(path) as journal:
        catalogue = load_catalogue() if are_own or not skills else crowded_catalogue(skills)
        tracker, settings = Tracker(catalogue, journal, WallClock()), Settings(folder / "settings.ini")
        window = MainWindow(tracker, theme, Icons(theme), settings, "bench", write_atomically, copies())
        window.show_page("skills")
        window.pages.skills.open_skill(SELECTED)
        window.show()
        GarbageCollector(application).start()  # as in the program
        QTest.qWait(IDLE_MS)
        bare = QWidget()
        bare.resize(window.size())
        bare.show()
        application.processEvents()
        taken["empty window"] = timed([bare.update] * count)
        bare.close()
        taken["first key"], taken["key"] = apart(timed(keystrokes(window, max(1, count // 60))))
        window.pages.skills.tree.expandAll()
        application.processEvents()
        taken["scroll"] = timed(scrolls(window.pages.skills.tree.verticalScrollBar(), count))
        if skills:
            window.close()
            return taken
        window.show_page("roadmap")
        application.processEvents()
        form = window.pages.roadmap.map
        taken["zoom"] = timed([form.zoom_in] * 7 + [form.zoom_out] * 7)
        for _ in range(4):
            form.zoom_in()
        application.processEvents()
        taken["pan"] = timed(scrolls(form.view.horizontalScrollBar(), count))
        window.close()
    return taken


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        number, *crowd = map(int, sys.argv[1:3])
        sys.stdout.write(json.dumps(frames(Path(scratch), number, crowd[0] if crowd else 0, are_own="own" in sys.argv)))

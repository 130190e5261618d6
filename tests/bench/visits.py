"""A first visit to the Progress page and to every other one, in the program itself: how long, and how much memory.

The program loads the charts' libraries first, as it does while the user looks at the list.
"""

from __future__ import annotations

import json
import os
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

import main
from tests.bench.memory import resident

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.shell.main_window import MainWindow

PAGES = ("skills", "assess", "roadmap", "progress", "plan", "roles")
_PULSE_MS = 2
_PATIENCE_S = 60.0


class Pulse:
    """Beats in the event loop of the window. The longest pause between two beats is how long it did not answer."""

    def __init__(self) -> None:
        self.beats = [time.perf_counter()]
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(lambda: self.beats.append(time.perf_counter()))
        self._timer.start(_PULSE_MS)

    def longest_gap(self) -> float:
        """Milliseconds."""
        self._timer.stop()
        return max(after - before for before, after in pairwise(self.beats)) * 1000


def wait(is_done: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    loop, looks = QEventLoop(), QTimer()
    until = time.perf_counter() + _PATIENCE_S

    def look() -> None:
        if is_done():
            loop.quit()
        elif time.perf_counter() > until:
            raise RuntimeError("it never came")

    looks.timeout.connect(look)
    looks.start(_PULSE_MS)
    loop.exec()


def click(window: MainWindow, page: str) -> None:
    """Click the button of a page, as a person does."""
    title = {"assess": "Quick assess"}.get(page, page.capitalize())
    (button,) = [each for each in window.rail.findChildren(QToolButton) if each.accessibleName() == title]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def visit_progress(window: MainWindow) -> dict[str, float]:
    """Milliseconds from the click to the page without charts, to all its charts, and the longest pause meanwhile."""
    pulse = Pulse()
    before = time.perf_counter()
    click(window, "progress")
    QCoreApplication.sendPostedEvents()  # among them what paints; timers and charts come after
    stands = time.perf_counter()
    cards = window.pages.progress.cards
    if all(card.view.is_current for card in cards):
        raise RuntimeError("the charts were there before they could be drawn")
    wait(lambda: all(card.view.is_current for card in cards))
    QCoreApplication.processEvents()
    drawn = time.perf_counter()
    pulse.beats.append(drawn)
    return {
        "placeholder": (stands - before) * 1000,
        "charts": (drawn - before) * 1000,
        "longest gap": pulse.longest_gap(),
    }


def visit_all(window: MainWindow) -> None:
    """Look at every page until everything on it is drawn."""
    for page in PAGES:
        click(window, page)
        QCoreApplication.processEvents()
        if window.pages.shown.name != page:
            raise RuntimeError(f"{page} was not shown")
        if page == "plan":
            wait(lambda: window.pages.plan.finish.chart.is_current)
        QCoreApplication.processEvents()


def bare_canvas() -> float:
    """Milliseconds of one picture with nothing but axes in it."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    before = time.perf_counter()
    figure = Figure(figsize=(6.4, 3.2), dpi=75)
    figure.add_subplot()
    FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]  # matplotlib gives it no types
    return (time.perf_counter() - before) * 1000


def visits(window: MainWindow) -> None:
    """Say what was measured in one line of JSON, and end."""
    warmed: list[bool] = []
    window.pages.charts_warmed.connect(lambda: warmed.append(True))
    wait(lambda: bool(warmed))
    taken = visit_progress(window)
    visit_all(window)
    taken["resident MiB"] = resident()
    taken["bare canvas"] = bare_canvas()
    sys.stdout.write(json.dumps(taken) + "\n")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    # Not within the first paint: the program has to go on as it does.
    sys.exit(main.run(Path(sys.argv[1]), lambda window: QTimer.singleShot(0, window, lambda: visits(window))))

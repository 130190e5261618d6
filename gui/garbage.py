"""Python's garbage is collected in the window's thread alone."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000


class GarbageCollector(QObject):
    """Looks once a second whether there is anything to collect.

    Left to itself Python collects in whichever thread asks for memory next. A widget in a circle of references would
    then be taken down by the thread of the charts or of the backups, while Qt allows only its own thread to do that:
    the window could end without a word.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect_what_is_due)

    def start(self, every_ms: int = _EVERY_MS) -> None:
        """From now on; what is there already stays as long as the program, and is not looked through again."""
        gc.disable()
        gc.freeze()
        self._timer.start(every_ms)


def collect_what_is_due() -> None:
    """Collect the oldest generation of which Python would say that it is time; most often there is none."""
    due = zip(gc.get_count(), gc.get_threshold(), strict=True)
    generation = max((age for age, (count, most) in enumerate(due) if count > most), default=None)
    if generation is not None:
        gc.collect(generation)

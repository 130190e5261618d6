"""Runs Python's garbage collector in the window's thread only."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000
_OLDEST = 2


class GarbageCollector(QObject):
    """Checks once a second whether a collection is due.

    By default Python collects in whichever thread allocates next. A widget in a reference cycle could then be destroyed
    by the thread of the charts or of the backups. Qt allows only its own thread to do that: the process may crash.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._old = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    @property
    def is_at_work(self) -> bool:
        """Whether it is running, and Python's own collector is off."""
        return self._timer.isActive() and not gc.isenabled()

    def start(self, every_ms: int = _EVERY_MS) -> None:
        """Take over from Python's own collector."""
        gc.disable()
        self.spare()
        self._timer.start(every_ms)

    def spare(self) -> None:
        """Freeze all live objects (code, tables, the first pages), so that the collector skips them from now on.

        Those that are garbage, or become so, are never freed. So call this only right after much has been loaded.
        """
        gc.freeze()
        self._old = 0

    def look(self) -> None:
        """Collect the oldest generation that Python would find due; most often there is none."""
        due = zip(gc.get_count(), gc.get_threshold(), strict=True)
        generation = max((age for age, (count, most) in enumerate(due) if count > most), default=None)
        if generation == _OLDEST and not self._has_grown():
            generation -= 1
        if generation is not None:
            gc.collect(generation)
        if generation == _OLDEST:
            self._old = len(gc.get_objects(_OLDEST))

    def _has_grown(self) -> bool:
        """Python's own rule: a full collection is due once the oldest generation has grown by a quarter."""
        return len(gc.get_objects(_OLDEST)) > self._old * 1.25

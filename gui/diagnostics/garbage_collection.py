"""Python's garbage is collected in the window's thread alone."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000
_OLDEST = 2


class GarbageCollector(QObject):
    """Looks once a second whether there is anything to collect.

    Left to itself Python collects in whichever thread asks for memory next. A widget in a circle of references would
    then be taken down by the thread of the charts or of the backups, while Qt allows only its own thread to do that:
    the window could end without a word.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._old = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    @property
    def is_at_work(self) -> bool:
        """Whether it looks, and Python itself does not."""
        return self._timer.isActive() and not gc.isenabled()

    def start(self, every_ms: int = _EVERY_MS) -> None:
        """Look from now on."""
        gc.disable()
        self.spare()
        self._timer.start(every_ms)

    def spare(self) -> None:
        """What is there stays as long as the program and is never looked through: code, its tables, the first pages.

        What of it is garbage, or becomes some, stays as well. So this is for moments at which much has been loaded.
        """
        gc.freeze()
        self._old = 0

    def look(self) -> None:
        """Collect the oldest generation of which Python would say that it is time; most often there is none."""
        due = zip(gc.get_count(), gc.get_threshold(), strict=True)
        generation = max((age for age, (count, most) in enumerate(due) if count > most), default=None)
        if generation == _OLDEST and not self._has_grown():
            generation -= 1
        if generation is not None:
            gc.collect(generation)
        if generation == _OLDEST:
            self._old = len(gc.get_objects(_OLDEST))

    def _has_grown(self) -> bool:
        """Python's own rule: all is looked through when a quarter of what is old has become so since the last time."""
        return len(gc.get_objects(_OLDEST)) > self._old * 1.25

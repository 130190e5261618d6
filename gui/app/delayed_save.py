"""When something that changes many times in a row is saved: after a rest, and never later than a limit."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

REST_SECONDS = 2.0
"""Without a further change for so long, what changed is saved."""
LONGEST_SECONDS = 10.0
"""Nothing waits longer than this to be saved, however many changes follow."""


class Wake(Protocol):
    """Something that calls back later."""

    def start(self, seconds: float) -> None:
        """Call back once, after this many seconds, in place of any call that is still to come."""

    def stop(self) -> None:
        """Do not call back."""


class DelayedSave:
    """Puts off saving while changes keep coming, for ``longest`` seconds from the first one at most.

    It knows nothing of widgets: ``note_change`` tells it of a change, and it calls ``save``.
    """

    def __init__(
        self,
        save: Callable[[], object],
        wake: Callable[[Callable[[], None]], Wake],
        monotonic: Callable[[], float] = time.monotonic,
        *,
        rest: float = REST_SECONDS,
        longest: float = LONGEST_SECONDS,
    ) -> None:
        """``wake`` is given what to call back; ``rest`` and ``longest`` are seconds."""
        self._save, self._monotonic = save, monotonic
        self._rest, self._longest = rest, longest
        self._latest: float | None = None
        self._wake = wake(self.save_now)

    @property
    def is_due(self) -> bool:
        """Whether something changed that was not saved since."""
        return self._latest is not None

    def note_change(self) -> None:
        """Something changed: save it soon."""
        now = self._monotonic()
        if self._latest is None:
            self._latest = now + self._longest
        self._wake.start(max(0.0, min(self._rest, self._latest - now)))

    def save_now(self) -> None:
        """Save without waiting any longer; nothing is done where nothing changed."""
        if self._latest is not None:
            self.forget()
            self._save()

    def forget(self) -> None:
        """What changed is saved already, or not to be saved."""
        self._latest = None
        self._wake.stop()


class TimerWake:
    """A Wake by a timer of Qt's."""

    def __init__(self, call: Callable[[], None], parent: QObject) -> None:
        self._timer = QTimer(parent)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(call)

    def start(self, seconds: float) -> None:
        """Call back after so many seconds."""
        self._timer.start(round(seconds * 1000))

    def stop(self) -> None:
        """Do not call back."""
        self._timer.stop()

"""Time that passes when a test says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class SetDelay:
    """A clock and a timer that are moved by hand, in seconds from 0."""

    def __init__(self) -> None:
        self.now = 0.0
        self._call: Callable[[], None] | None = None
        self._due: float | None = None

    def wake(self, call: Callable[[], None]) -> SetDelay:
        """Be what calls back."""
        self._call = call
        return self

    def start(self, seconds: float) -> None:
        """Call back after so many seconds."""
        self._due = self.now + seconds

    def stop(self) -> None:
        """Do not call back."""
        self._due = None

    def go_on(self, seconds: float) -> None:
        """Let time pass, and call back whenever it is time."""
        until = self.now + seconds
        while self._due is not None and self._due <= until + 1e-9:
            self.now, self._due = max(self.now, self._due), None
            assert self._call
            self._call()
        self.now = until

"""The wall clock, handed in wherever time is needed so that tests can set it."""

from __future__ import annotations

import time
from datetime import date
from typing import Protocol


class Clock(Protocol):
    """What the time is."""

    def now(self) -> int:
        """Microseconds since 1970 in UTC; used for order and nothing else."""

    def today(self) -> date:
        """The person's local day by the wall clock."""


class WallClock:
    """The clock of this computer."""

    def now(self) -> int:
        """Microseconds since 1970 in UTC."""
        return time.time_ns() // 1000

    def today(self) -> date:
        """The local day."""
        return date.today()

"""How much of a process is in memory now."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.posix import most_memory

_STATUS = Path("/proc/self/status")


def resident() -> float:
    """MiB of this process that are in memory; its most so far where the system does not say more."""
    if _STATUS.exists():
        (line,) = [line for line in _STATUS.read_text(encoding="ascii").splitlines() if line.startswith("VmRSS")]
        return int(line.split()[1]) / 1024
    most = most_memory()
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)

"""Watching the calls of a child to the system with strace, and letting one of them fail or be the last."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.endurance.child import Child

WRITES = ("write", "pwrite64", "writev", "pwritev")
SYNCS = ("fsync", "fdatasync", "sync_file_range")
CUTS = ("ftruncate", "truncate", "fallocate")
NAMES = ("unlink", "unlinkat", "rename", "renameat", "renameat2", "link", "linkat", "mkdir", "mkdirat")
CHANGES = (*WRITES, *SYNCS, *CUTS, *NAMES)
"""The calls that change what is on the disk, besides those that open a file."""


@cache
def why_not() -> str:
    """Why calls cannot be watched here; nothing where they can."""
    if not shutil.which("strace"):
        return "strace is not installed"
    tried = subprocess.run(["strace", "-q", "-o", "/dev/null", "true"], capture_output=True, text=True, check=False)
    return f"strace may not trace here: {tried.stderr.strip()}" if tried.returncode else ""


@contextmanager
def traced(child: Child, log: Path, *options: str) -> Iterator[None]:
    """Watch a child that waits; it is let go at the end. ``options`` say what is written to ``log`` and what fails."""
    command = ["strace", "-p", str(child.pid), "-o", str(log), "-e", "signal=none", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as strace:
        said = strace.stderr.readline() if strace.stderr else ""
        if "attached" not in said:
            strace.terminate()
            raise RuntimeError(f"strace did not attach: {said}")
        try:
            yield
        finally:
            with suppress(ProcessLookupError):
                strace.terminate()
            strace.communicate()


def injection(call: str, nth: int, effect: str, *, and_on: bool = False) -> Sequence[str]:
    """The options that give the ``nth`` such call an effect, as strace writes it; ``and_on``: all later ones, too."""
    return ("-e", f"trace={call}", "-e", f"inject={call}:{effect}:when={nth}{'+' if and_on else ''}")


def was_injected(log: Path) -> bool:
    """Whether a call in the log got the effect."""
    text = log.read_text(encoding="utf-8", errors="replace")
    return "(INJECTED)" in text or "+++ killed by" in text


def count_calls(log: Path) -> Counter[str]:
    """How often each call is in the log."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return Counter(line.partition("(")[0] for line in lines if "(" in line and not line.startswith(("+++", "---")))

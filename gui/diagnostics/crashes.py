"""What is left of a run that was ended by a native crash, told at the next start and then forgotten."""

from __future__ import annotations

import fcntl
import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENDED = "Skillgap closed unexpectedly last time. Everything you ticked is saved."
_PREFIX, _SUFFIX = "crash-", ".txt"
_MOST = 50_000


class CrashWatch:
    """A file of its own, into which the interpreter writes where it was when the process is ended by a crash.

    The file is locked while the process runs, so another start can tell that its owner is gone. One that is empty
    then was left by a process that was ended from outside, which is no crash. Where there can be no file there is no
    watch, and the program runs on.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path: Path | None = None
        self._descriptor = -1

    def begin(self) -> None:
        """Watch this process."""
        import faulthandler

        path = self._folder / f"{_PREFIX}{os.getpid()}{_SUFFIX}"
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
            self._descriptor = os.open(path, flags, 0o600)
            self._path = path
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            faulthandler.enable(self._descriptor)

    def end(self) -> None:
        """The process ends well: nothing is left."""
        if self._path is None:
            return
        import faulthandler

        faulthandler.disable()
        with suppress(OSError):
            self._path.unlink()
        os.close(self._descriptor)
        self._path, self._descriptor = None, -1

    def left(self) -> list[str]:
        """What crashes of other runs left; it is gone from the disk then."""
        return list(filter(None, self._taken()))

    def _taken(self) -> Iterator[str]:
        with suppress(OSError):
            for path in sorted(self._folder.glob(f"{_PREFIX}*{_SUFFIX}")):
                if path != self._path:
                    with suppress(OSError):
                        yield _take(path)


def _take(path: Path) -> str:
    """The text of a file whose process is gone. Raises OSError where that runs, or where it is no file of ours."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return ""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        text = os.read(descriptor, _MOST).decode(errors="replace")
        path.unlink()
        return text
    finally:
        os.close(descriptor)

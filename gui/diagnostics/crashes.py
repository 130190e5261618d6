"""Traces of native crashes: written while the process dies, reported at the next start, then deleted."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from gui.diagnostics.log import open_to_append

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from io import FileIO
    from pathlib import Path

ENDED = "Skillgap closed unexpectedly last time. Everything you ticked is saved."
_PREFIX, _SUFFIX = "crash-", ".txt"
_MOST = 50_000


class CrashWatch:
    """Has faulthandler write the traceback of a crash to a file of this process.

    The file is locked while the process runs, so that a later start can tell that its owner is gone. If it is empty
    then, the process was killed from outside and did not crash. Where no file can be written, nothing is watched and
    the program runs all the same.
    """

    def __init__(self, folder: Path, lock: Callable[[int], object], take: Callable[[Path, int], bytes]) -> None:
        """``lock`` locks a file by its descriptor; ``take`` reads and deletes one, or raises OSError if locked."""
        self._folder, self._lock, self._take = folder, lock, take
        self._path: Path | None = None
        self._file: FileIO | None = None

    def begin(self) -> None:
        """Watch this process."""
        import faulthandler

        path = self._folder / f"{_PREFIX}{os.getpid()}{_SUFFIX}"
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._file = open_to_append(path)
            self._path = path
            self._lock(self._file.fileno())
            faulthandler.enable(self._file)

    def end(self) -> None:
        """The process ends normally: delete its file."""
        if self._path is None or self._file is None:
            return
        import faulthandler

        faulthandler.disable()
        self._file.close()  # first: Windows deletes no open file
        with suppress(OSError):
            self._path.unlink()
        self._path = self._file = None

    def left(self) -> list[str]:
        """The traces of crashed runs, which are deleted."""
        return [text for text in self._taken() if text]

    def _taken(self) -> Iterator[str]:
        with suppress(OSError):
            for path in sorted(self._folder.glob(f"{_PREFIX}*{_SUFFIX}")):
                if path != self._path:
                    with suppress(OSError):
                        yield self._take(path, _MOST).decode(errors="replace")

"""The log of what went wrong, without the user's own text or the names of their folders."""

from __future__ import annotations

import errno
import os
import stat
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from io import FileIO
    from pathlib import Path

NAME = "skillgap.log"
LARGEST = 1_000_000
"""Bytes of one file."""
FILES = 5
"""The log and the rotated ones beside it."""
_MOST_OF_AN_ENTRY = 50_000


def open_to_append(path: Path) -> FileIO:
    """Open a file for its owner only, unbuffered. Raises OSError if the path is no regular file; links are refused."""
    with suppress(FileNotFoundError):
        if not stat.S_ISREG(path.lstat().st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    return open(path, "ab", buffering=0, opener=lambda name, flags: os.open(name, flags, 0o600))


class Log:
    """Takes entries from any thread, and never fails: where it cannot be written, they go to standard error.

    Readable by its owner only, and never larger than ``FILES`` times ``LARGEST``. A repeated entry is written once, and
    then only counted at the 10th, the 100th time and so on: an error while painting recurs with every paint. Entries
    must be free of the user's text; ``gui.diagnostics.redaction`` makes such ones.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        # Reentrant: a destructor may fail, and be logged, while an entry is being written.
        self._lock = threading.RLock()
        self._last, self._times = "", 0

    def note(self, entry: str) -> None:
        """Write an entry of one or more lines."""
        with self._lock:
            if entry != self._last:
                self._last, self._times = entry, 1
            else:
                self._times += 1
                if str(self._times).strip("0") != "1":
                    return
                entry = f"The same for the {self._times}th time"
            moment = time.strftime("%Y-%m-%d %H:%M:%S")
            self._write(f"{moment}  {entry.rstrip()}\n".encode(errors="backslashreplace")[:_MOST_OF_AN_ENTRY])

    def _write(self, line: bytes) -> None:
        try:
            self._append(line)
        except OSError:
            with suppress(OSError, ValueError, AttributeError):  # no standard error, or a closed one
                sys.stderr.write(line.decode(errors="replace"))

    def _append(self, line: bytes) -> None:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.path.exists() and self.path.stat().st_size + len(line) > LARGEST:
            self._rotate()
        with open_to_append(self.path) as file:
            os.write(file.fileno(), line)

    def _rotate(self) -> None:
        """Rotate the files; the oldest is deleted."""
        names = [self.path, *(self.path.with_name(f"{NAME}.{number}") for number in range(1, FILES))]
        for newer, older in zip(names[-2::-1], names[:0:-1], strict=True):
            with suppress(FileNotFoundError):
                newer.replace(older)

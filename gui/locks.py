"""Lock files that a process left when it was ended from outside."""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def remove_dead_lock(path: Path, *, even_unsigned: bool = False) -> bool:
    """Remove the lock file of a ``QLockFile`` whose process has ended; whether there was one.

    Qt goes by the number of the process, which may be that of another one by now. The system itself frees what a
    process had locked when it ends. A lock file is signed after it was locked; one that is not may be that of a process
    about to do so, or of one that was ended just then: ``even_unsigned`` is for those who have waited for it.
    """
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            found = os.fstat(descriptor)
            if found.st_nlink and (found.st_size or even_unsigned):
                path.unlink()
                return True
        finally:
            os.close(descriptor)
    return False

"""Lock files: taken for this account alone, and removed where a process left one when it was ended from outside."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from PySide6.QtCore import QLockFile, QSysInfo

_LONGEST = 4096
_REMOVING = ".rmlock"
"""What Qt puts behind the name of a lock while it removes it from a process that is gone; a kill leaves it behind."""


def try_lock(lock: QLockFile, patience_ms: int = 0) -> bool:
    """Take a lock, for this account alone to read. Where something else has its name it cannot be taken."""
    path = Path(lock.fileName())
    removing = path.with_name(path.name + _REMOVING)
    # Qt reads what is there, and would wait at a pipe without end.
    if not (is_lockable(path) and is_lockable(removing)):
        return False
    before = os.umask(0o077)
    try:
        is_taken = lock.tryLock(patience_ms)
    finally:
        os.umask(before)
    if is_taken:
        remove_dead_lock(removing, even_unsigned=True)
    return is_taken


def is_lockable(path: Path) -> bool:
    """Whether a lock of that name can be made, or is there: nothing else has the name."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return True
    except OSError:
        return False


def remove_dead_lock(path: Path, *, even_unsigned: bool = False) -> bool:
    """Remove the lock file of a ``QLockFile`` whose process has ended; whether there was one.

    Qt goes by the number of the process, which may be that of another one by now. The system itself frees what a
    process had locked when it ends. A lock file is signed after it was locked; one that is not may be that of a
    process about to do so, or of one that was ended just then: ``even_unsigned`` is for those who have waited for it.
    """
    if not is_lockable(path):
        return False
    try:
        signed = path.read_bytes()[:_LONGEST]
    except OSError:
        return False
    is_ours = _is_of_this_machine(signed) if signed else even_unsigned
    return is_ours and QLockFile(str(path)).removeStaleLockFile()


def _is_of_this_machine(signed: bytes) -> bool:
    """Whether the lock was signed here. Of a process on another machine, the system may not know what it has locked.

    The lines are process, program, machine by name and by id, and the id of its start.
    """
    lines = signed.decode(errors="replace").split("\n")
    by_name, by_id = QSysInfo.machineHostName(), bytes(QSysInfo.machineUniqueId().data()).decode(errors="replace")
    return len(lines) > 3 and (lines[2] == by_name or (bool(by_id) and lines[3] == by_id))

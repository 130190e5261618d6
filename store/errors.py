"""What can go wrong with a file, in sentences for the person whose file it is."""

from __future__ import annotations

import errno
import sqlite3
from typing import TYPE_CHECKING

from roadmaps.faults import Fault

if TYPE_CHECKING:
    from pathlib import Path


class StoreError(Fault):
    """A file could not be read or written; says what happened, that what was there is safe, and what to do."""


class DamagedFile(StoreError):
    """A file of ours in which something is wrong: a backup may go in its place, once it is kept beside."""

    finding = ""
    """What is wrong, as a clause."""


class ForeignFile(StoreError):
    """A file that is not one of ours, or no longer looks like one."""


class ShrunkFile(StoreError):
    """A sound file that holds less than, or something else than, it did when it was last closed."""


class BackupFailed(StoreError):
    """A backup was not made; the file it was to be made of is as it was."""


_FULL = ("there is no room left on the disk", "Free some space, then try again.")
_READ_ONLY = ("the file or its folder is read-only", "Make it writable, then try again.")
_FORBIDDEN = ("you don’t have permission to write there", "Make it writable, then try again.")
_BUSY = ("another program is using the file", "Close the other program, then try again.")
_BROKEN_DISK = ("the disk reports an error", "Save a copy on another disk and have this one checked.")
_DAMAGED = ("the file is damaged", "Restart Skillgap, which checks the file, and restore a backup.")
_CANNOT_OPEN = (
    "the file, or the one SQLite keeps beside it while writing, could not be opened",
    "Check that the folder exists and is writable, then try again.",
)

_BY_ERRNO: dict[int, tuple[str, str]] = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: ("the file would be larger than the system allows", _FULL[1]),
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EIO: _BROKEN_DISK,
    errno.ENOENT: ("the folder does not exist", "Choose another folder."),
    errno.ENOTDIR: ("part of the path is a file, not a folder", "Choose another folder."),
    errno.EISDIR: ("a folder has that name", "Choose another name."),
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter one."),
}

_BY_SQLITE_CODE: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _FORBIDDEN,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_IOERR: _BROKEN_DISK,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_CANTOPEN: _CANNOT_OPEN,
}


def primary_code(error: sqlite3.Error) -> int | None:
    """SQLite's result code without its details; None where Python itself raised the error."""
    code = getattr(error, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else None


def reason_and_remedy(error: OSError | sqlite3.Error) -> tuple[str, str]:
    """Why it failed, as a clause, and what to do about it, as a sentence."""
    if isinstance(error, OSError):
        known = _BY_ERRNO.get(error.errno or 0)
        detail = error.strerror or str(error)
    else:
        known = _BY_SQLITE_CODE.get(primary_code(error) or 0)
        detail = str(error)
    if known is None or known is _BROKEN_DISK:
        reason, remedy = known or ("the system reports an error", "Try again, or use another folder.")
        return f"{reason} ({detail})", remedy
    return known


def not_saved(path: Path, error: OSError | sqlite3.Error) -> StoreError:
    """The fault of a write that failed and left the file as it was."""
    reason, remedy = reason_and_remedy(error)
    return StoreError(f"Not saved in {path}: {reason}. What was saved before is safe. {remedy}")


def not_made_sure(path: Path, error: OSError) -> StoreError:
    """The fault of a file that was written and stands, but may not be there after a power cut."""
    reason, _ = reason_and_remedy(error)
    return StoreError(
        f"{path} was written and can be read, but the disk did not confirm it: {reason}. "
        "A power cut could lose it. Save another copy on another disk."
    )


def not_opened(path: Path, error: OSError | sqlite3.Error) -> StoreError:
    """The fault of a file that could not be read and was left as it is."""
    reason, remedy = reason_and_remedy(error)
    if isinstance(error, PermissionError):
        reason, remedy = "you don’t have permission to read it", "Change its permissions, then try again."
    return StoreError(f"{path} could not be opened: {reason}. It was left untouched. {remedy}")


_LONGEST_FINDING = 200
NOTHING_CHANGED = "Nothing was changed"


def damaged(path: Path, finding: str) -> DamagedFile:
    """The fault of a file of ours in which something is wrong."""
    # SQLite quotes what it found, which may be pages of anything.
    words = "".join(letter if letter.isprintable() else " " for letter in finding).split()
    told = " ".join(words)
    told = told if len(told) <= _LONGEST_FINDING else f"{told[:_LONGEST_FINDING]} …"
    fault = DamagedFile(
        f"{path} is damaged: {told}. Skillgap has left it untouched. "
        "Keep it, and continue with a backup or another file."
    )
    fault.finding = told
    return fault


def in_use(path: Path) -> StoreError:
    """The fault of a file that another running program holds."""
    return StoreError(
        f"{path} is open in another Skillgap, or another program is using it. It was left untouched. "
        "Continue there, or close it and start Skillgap again."
    )


def linked(path: Path) -> StoreError:
    """The fault of a file that has two names, beside each of which a write that was cut short may be looked for."""
    return StoreError(
        f"{path} has another name on this disk (a hard link). If it is opened under one name and then the other, "
        "your last changes could be lost. It was left untouched. Remove the other name, or make a copy and "
        "start Skillgap with --data and that copy."
    )


def not_confirmed(path: Path, error: OSError | sqlite3.Error) -> str:
    """A sentence on a change that is in the file, but may not be there after a power cut."""
    reason, _ = reason_and_remedy(error)
    return (
        f"Your last change was written to {path.name} and can be read, but the disk did not confirm it: {reason}. "
        "A power cut could lose it. To be safe, save a copy on another disk with File, Export everything."
    )


def not_replaced(error: OSError | sqlite3.Error | StoreError) -> StoreError:
    """The fault of what was to take the place of a file, which was left as it is."""
    if isinstance(error, StoreError):
        return StoreError(f"{NOTHING_CHANGED}. {error}")
    reason, remedy = reason_and_remedy(error)
    return StoreError(f"{NOTHING_CHANGED}: {reason}. {remedy}")


def backup_failed(at: str, error: OSError | sqlite3.Error | StoreError) -> BackupFailed:
    """The fault of a backup that was not made; ``at`` is the time of the day when it was begun, if that is told."""
    if isinstance(error, DamagedFile):
        reason = f"the file could not be copied in full because {error.finding}"
    elif isinstance(error, StoreError):
        reason = str(error).removesuffix(".")
    else:
        reason, _ = reason_and_remedy(error)
    is_damaged = isinstance(error, DamagedFile) or reason == _DAMAGED[0]
    ending = "Start Skillgap again, which checks the file." if is_damaged else "Your work is saved."
    return BackupFailed(f"The backup {f'of {at} ' if at else ''}failed: {reason}. {ending}")

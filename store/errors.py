"""What can go wrong with a file, as sentences for the user."""

from __future__ import annotations

import errno
import sqlite3
from typing import TYPE_CHECKING

from roadmaps.faults import Fault

if TYPE_CHECKING:
    from pathlib import Path


class StoreError(Fault):
    """A file could not be read or written. Says what happened, that existing data is safe, and what to do."""


class DamagedFile(StoreError):
    """One of our files is corrupt. It can be set aside and replaced by a backup."""

    finding = ""
    """What is wrong, as a clause."""


class ForeignFile(StoreError):
    """The file is not a Skillgap file, or no longer looks like one."""


class ShrunkFile(StoreError):
    """A sound file with fewer events than when it was last closed, or with other ones."""


class BackupFailed(StoreError):
    """A backup could not be made. The file itself is unchanged."""


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
    """SQLite's primary result code; None for an error that Python itself raised."""
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
    """A write failed and left the file unchanged."""
    reason, remedy = reason_and_remedy(error)
    return StoreError(f"Not saved in {path}: {reason}. What was saved before is safe. {remedy}")


def not_synced(path: Path, error: OSError) -> StoreError:
    """A file was written and is in place, but might be lost in a power cut."""
    reason, _ = reason_and_remedy(error)
    return StoreError(
        f"{path} was written and can be read, but the disk did not confirm it: {reason}. "
        "A power cut could lose it. Save another copy on another disk."
    )


def not_opened(path: Path, error: OSError | sqlite3.Error) -> StoreError:
    """A file could not be read and was left untouched."""
    reason, remedy = reason_and_remedy(error)
    if isinstance(error, PermissionError):
        reason, remedy = "you don’t have permission to read it", "Change its permissions, then try again."
    return StoreError(f"{path} could not be opened: {reason}. It was left untouched. {remedy}")


_LONGEST_FINDING = 200
NOTHING_CHANGED = "Nothing was changed"


def damaged(path: Path, finding: str) -> DamagedFile:
    """One of our files is corrupt; ``finding`` is a clause that says how."""
    # SQLite quotes page content, which can be any bytes.
    clause = " ".join("".join(letter if letter.isprintable() else " " for letter in finding).split())
    clause = clause if len(clause) <= _LONGEST_FINDING else f"{clause[:_LONGEST_FINDING]} …"
    fault = DamagedFile(
        f"{path} is damaged: {clause}. Skillgap has left it untouched. "
        "Keep it, and continue with a backup or another file."
    )
    fault.finding = clause
    return fault


def in_use(path: Path) -> StoreError:
    """Another process has the file open."""
    return StoreError(
        f"{path} is open in another Skillgap, or another program is using it. It was left untouched. "
        "Continue there, or close it and start Skillgap again."
    )


def linked(path: Path) -> StoreError:
    """The file has two names, so its rollback journal could be beside either of them."""
    return StoreError(
        f"{path} has another name on this disk (a hard link). If it is opened under one name and then the other, "
        "your last changes could be lost. It was left untouched. Remove the other name, or make a copy and "
        "start Skillgap with --data and that copy."
    )


def not_confirmed(path: Path, error: OSError | sqlite3.Error) -> str:
    """A sentence about a change that is in the file but might be lost in a power cut."""
    reason, _ = reason_and_remedy(error)
    return (
        f"Your last change was written to {path.name} and can be read, but the disk did not confirm it: {reason}. "
        "A power cut could lose it. To be safe, save a copy on another disk with File, Export everything."
    )


def not_replaced(error: OSError | sqlite3.Error | StoreError) -> StoreError:
    """A file could not be replaced and was left unchanged."""
    if isinstance(error, StoreError):
        return StoreError(f"{NOTHING_CHANGED}. {error}")
    reason, remedy = reason_and_remedy(error)
    return StoreError(f"{NOTHING_CHANGED}: {reason}. {remedy}")


def backup_failed(at: str, error: OSError | sqlite3.Error | StoreError) -> BackupFailed:
    """A backup could not be made; ``at`` is the time of day at which it was started, or empty."""
    if isinstance(error, DamagedFile):
        reason = f"the file could not be copied in full because {error.finding}"
    elif isinstance(error, StoreError):
        reason = str(error).removesuffix(".")
    else:
        reason, _ = reason_and_remedy(error)
    is_damaged = isinstance(error, DamagedFile) or reason == _DAMAGED[0]
    ending = "Start Skillgap again, which checks the file." if is_damaged else "Your work is saved."
    return BackupFailed(f"The backup {f'of {at} ' if at else ''}failed: {reason}. {ending}")

"""Where Linux, macOS and Windows treat files differently. Nothing else in ``store/`` asks which system it is on."""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

_OTHERS = 0o077
_PAUSES = (0.01, 0.05, 0.2, 0.5)

MOVES_OPEN_FILES = sys.platform != "win32"
"""Whether a file can be renamed, replaced and deleted while it is open."""

if sys.platform == "win32":
    LONGEST_PATH, LENGTH_UNIT = 251, "letters"
    """The longest path of a file: Windows allows 259 letters, and SQLite appends "-journal"."""
else:
    LONGEST_PATH, LENGTH_UNIT = 500, "bytes"
    """The longest path of a file: SQLite accepts 512 bytes and appends "-journal"."""

if sys.platform == "darwin":
    DURABLE = ("synchronous = FULL", "fullfsync = ON")
    """What makes SQLite wait for the disk. A plain fsync only reaches the drive's own memory there."""
else:
    DURABLE = ("synchronous = FULL",)
    """What makes SQLite wait for the disk."""


def path_length(path: Path) -> int:
    """The length of a path, in the unit of ``LONGEST_PATH``."""
    return len(os.fsencode(path)) if LENGTH_UNIT == "bytes" else len(str(path))


def name_fault(path: Path) -> str:
    """Why no file can have this absolute path, as a clause; empty if one can.

    Windows would write to a device, as for "nul.db", or to a hidden stream of another file, as for "a.txt:b".
    """
    if sys.platform == "win32":
        from roadmaps.text.file_names import portable_name

        for part in path.parts[1:]:
            if part != portable_name(part):
                return f"Windows does not allow the name “{part}”"
    return ""


def open_to_read(path: Path, *, follow_links: bool = True) -> BinaryIO:
    """Open a file without waiting for the other end of a pipe. Raises OSError."""
    if sys.platform == "win32":  # where no file is a pipe
        if not follow_links and path.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
        return path.open("rb")
    else:
        flags = os.O_NONBLOCK | (0 if follow_links else os.O_NOFOLLOW)
        return open(path, "rb", opener=lambda name, usual: os.open(name, usual | flags))


def lock(descriptor: int) -> None:
    """Lock a file until it is closed. Raises OSError if another process has locked it.

    On Windows, a file that is open cannot be deleted, and that is all the lock is for.
    """
    if sys.platform != "win32":
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def take(path: Path, most: int = 0) -> bytes:
    """Delete a regular file and return its first ``most`` bytes. Raises OSError while another process has it locked."""
    with open_to_read(path, follow_links=False) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        lock(file.fileno())
        content = file.read(most)
        if MOVES_OPEN_FILES:
            path.unlink()
    if not MOVES_OPEN_FILES:
        path.unlink()
    return content


def sync_file(descriptor: int) -> None:
    """Wait until the content of a file is on the disk."""
    if sys.platform == "darwin":
        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        except OSError:  # a network share
            os.fsync(descriptor)
    else:
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; Windows has no way to ask for that."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            sync_file(descriptor)
        except OSError as error:
            if error.errno != errno.EINVAL:  # the file system does not support it
                raise
        finally:
            os.close(descriptor)


def replace(source: Path, target: Path) -> None:
    """Rename a file, in place of any that has the name. Raises OSError.

    Windows refuses while anyone has either of them open, as a virus scanner may for a moment: that is waited for.
    """
    if sys.platform == "win32":
        for pause in _PAUSES:
            try:
                source.replace(target)
            except PermissionError:
                time.sleep(pause)  # noqa: TID251 (another process lets go of a file without telling)
            else:
                return
    source.replace(target)


def rename_new(source: Path, target: Path) -> None:
    """Rename a file. Raises FileExistsError instead of replacing one."""
    if sys.platform == "win32":
        source.rename(target)  # never replaces a file there
    else:
        try:
            target.hardlink_to(source)  # unlike a rename it never replaces a file
        except FileExistsError:
            raise
        except OSError as error:
            if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK):
                raise
            # A file system without hard links (FAT, some network shares).
            if os.path.lexists(target):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from error
            source.rename(target)
        else:
            # It is in place. A second name that cannot be deleted now is deleted when the file is next opened.
            with suppress(OSError):
                source.unlink()


def allows_new_files(folder: Path) -> bool:
    """Whether permissions say that files can be created in the folder; never known on Windows without trying."""
    if sys.platform == "win32":
        return False
    else:
        return os.access(folder, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids)


def privacy(found: os.stat_result) -> tuple[str, bool]:
    """Who can access a file, in words, and whether that is the user alone as far as can be seen."""
    if sys.platform == "win32":
        return "Windows decides who can access it, by the permissions of its folder", True
    else:
        others = found.st_mode & _OTHERS
        who = "other users" if others else "only you"
        return f"{stat.S_IMODE(found.st_mode):04o}, {who} can access it", not others


def account_id() -> int:
    """The owner of the files that this process makes, as in ``st_uid``, which is 0 for every file on Windows."""
    if sys.platform == "win32":
        return 0
    else:
        return os.geteuid()


def account_name() -> str:
    """The full name of the user, according to the system; empty if that is not known."""
    if sys.platform == "win32":
        return ""
    else:
        import pwd

        try:
            account = pwd.getpwuid(os.getuid())
        except (KeyError, OSError):
            return ""
        name = account.pw_gecos.split(",")[0].strip()
        return "" if name == account.pw_name else name

"""Files that come into being whole or not at all, whatever happens in between."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import not_made_sure, not_saved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_PREFIX = ".skillgap-"
_SUFFIX = ".tmp"


_READ_BACK = 1024 * 1024


def write_atomically(
    path: Path, data: bytes | Iterable[bytes], *, check: Callable[[Path], object] | None = None, mode: int = 0o666
) -> None:
    """Write ``data`` to ``path`` so that the file is the old one or the new one, never a part of either.

    What is large is given piece by piece; what making a piece raises leaves the old file as it was.

    What was written is read back and compared, then ``check`` is called with the path of the finished temporary file,
    before that takes the place of the old one; whatever it raises leaves the old file as it was. ``mode`` is cut by
    the umask as usual: the default makes an export like any other file of this person, 0o600 keeps a file private. A
    link is followed. Raises StoreError.
    """
    try:
        target = Path(os.path.realpath(path))
        remove_leftovers(target.parent)
        with temporary_file(target.parent, mode) as (descriptor, temporary):
            written = blake2b()
            with os.fdopen(descriptor, "wb", closefd=False) as file:
                for piece in (data,) if isinstance(data, bytes) else data:
                    file.write(piece)
                    written.update(piece)
            os.fsync(descriptor)
            if _digest_of_file(temporary) != written.digest():
                raise OSError(errno.EIO, "what was read back is not what was written")
            if check is not None:
                check(temporary)
            temporary.replace(target)
            try:
                sync_folder(target.parent)
            except OSError as error:
                raise not_made_sure(path, error) from error
    except OSError as error:
        raise not_saved(path, error) from error


def _digest_of_file(path: Path) -> bytes:
    found = blake2b()
    with path.open("rb") as file:
        while piece := file.read(_READ_BACK):
            found.update(piece)
    return found.digest()


@contextmanager
def temporary_file(folder: Path, mode: int) -> Iterator[tuple[int, Path]]:
    """A new, empty file in ``folder``, open for writing; gone at the end unless it was moved away.

    While it is open it is locked, so that no other process takes it for one left over by a crash.
    """
    descriptor, path = _create(folder, mode)
    try:
        yield descriptor, path
    finally:
        os.close(descriptor)
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _create(folder: Path, mode: int) -> tuple[int, Path]:
    while True:
        path = folder / f"{_PREFIX}{os.urandom(8).hex()}{_SUFFIX}"
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
        with suppress(OSError):  # a file system without locks: nobody can lock the file to remove it either
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        # Another process may have found the file between those two calls and removed it as left over.
        if os.fstat(descriptor).st_nlink:
            return descriptor, path
        os.close(descriptor)


def remove_leftovers(folder: Path) -> None:
    """Remove temporary files of ours that a crash left in ``folder``; those still being written stay."""
    with suppress(OSError):
        for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            with suppress(OSError):
                _remove_if_left_over(path)


def has_another_name(path: Path) -> bool:
    """Whether the file at ``path`` has a second name; a temporary one of ours that cannot be removed does not count."""
    found = path.stat()
    if found.st_nlink == 1:
        return False
    ours = sum(os.path.samestat(each.lstat(), found) for each in path.parent.glob(f"{_PREFIX}*{_SUFFIX}"))
    return found.st_nlink > 1 + ours


def _remove_if_left_over(path: Path) -> None:
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode):
        return
    if found.st_nlink > 1:
        # It stands in its place under its own name, too, and is never opened here: closing any descriptor of a
        # database drops the locks that SQLite holds on it in this process.
        path.unlink()
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink()
    finally:
        os.close(descriptor)


def move_into_place(temporary: Path, path: Path) -> None:
    """Give ``temporary`` the name ``path``. Raises FileExistsError where there is a file already."""
    try:
        path.hardlink_to(temporary)  # unlike a rename it never replaces a file
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK):
            raise
        # A file system without hard links (FAT, some network shares).
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from error
        temporary.rename(path)
    else:
        # It stands in its place; a second name that cannot be taken away now is when the file is next opened.
        with suppress(OSError):
            temporary.unlink()


def may_write_in(folder: Path) -> bool:
    """Whether files can be made in ``folder``, or else in the next one above that is there.

    Some file systems say no where they let it be done, so that is tried then.
    """
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    if os.access(folder, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids):
        return True
    try:
        with temporary_file(folder, 0o600):
            return True
    except OSError:
        return False


def may_write_to(path: Path) -> bool:
    """Whether the system says that the file at ``path`` may be written. Opening it may be refused all the same."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def make_private_folder(folder: Path) -> None:
    """Make ``folder`` and what is missing above it, for this account only. One that is there stays as it is."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
        sync_folder(each.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the names in ``folder`` are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # what a file system says that cannot do this
            raise
    finally:
        os.close(descriptor)

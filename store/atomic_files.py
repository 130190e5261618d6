"""Files that are written completely or not at all, whatever happens in between."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from contextlib import contextmanager, suppress
from hashlib import blake2b, file_digest
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import not_saved, not_synced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_PREFIX = ".skillgap-"
_SUFFIX = ".tmp"


def write_atomically(
    path: Path, data: bytes | Iterable[bytes], *, check: Callable[[Path], object] | None = None, mode: int = 0o666
) -> None:
    """Write ``data`` to ``path``, which then holds the old content or the new, never a part of either.

    Large data can be passed in pieces. What was written is read back and compared, then ``check`` is called with the
    path of the finished temporary file before that replaces the old one. Whatever ``check`` or the iteration raises
    leaves the old file unchanged. ``mode`` is subject to the umask as usual: the default suits an export, 0o600 keeps a
    file private. Links are followed. Raises StoreError.
    """
    digest = blake2b()

    def write(temporary: Path) -> None:
        with temporary.open("wb") as file:
            for piece in (data,) if isinstance(data, bytes) else data:
                file.write(piece)
                digest.update(piece)

    try:
        target = Path(os.path.realpath(path))
        with written_file(target.parent, write, mode) as temporary:
            with temporary.open("rb") as file:
                if file_digest(file, blake2b).digest() != digest.digest():
                    raise OSError(errno.EIO, "what was read back is not what was written")
            if check is not None:
                check(temporary)
            temporary.replace(target)
            try:
                sync_folder(target.parent)
            except OSError as error:
                raise not_synced(path, error) from error
    except OSError as error:
        raise not_saved(path, error) from error


@contextmanager
def written_file(folder: Path, write: Callable[[Path], object], mode: int = 0o600) -> Iterator[Path]:
    """A temporary file in ``folder`` that ``write`` has filled, synced; deleted at the end unless it was moved away.

    It is locked meanwhile, so that no other process takes it for a leftover of a crash.
    """
    remove_leftovers(folder)
    descriptor, path = _create_temporary(folder, mode)
    try:
        write(path)
        os.fsync(descriptor)
        yield path
    finally:
        os.close(descriptor)
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _create_temporary(folder: Path, mode: int) -> tuple[int, Path]:
    while True:
        path = folder / f"{_PREFIX}{os.urandom(8).hex()}{_SUFFIX}"
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
        with suppress(OSError):  # without locks no other process can lock it to delete it either
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        # Between these two calls another process may have deleted it as a leftover.
        if os.fstat(descriptor).st_nlink:
            return descriptor, path
        os.close(descriptor)


def remove_leftovers(folder: Path) -> None:
    """Delete temporary files of ours that a crash left in ``folder``, except those still being written."""
    with suppress(OSError):
        for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            with suppress(OSError):
                _remove_if_left_over(path)


def _remove_if_left_over(path: Path) -> None:
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode):
        return
    if found.st_nlink > 1:
        # The file is in place under its own name too. It must not be opened here: closing any descriptor of a database
        # drops the locks that SQLite holds on it in this process.
        path.unlink()
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink()
    finally:
        os.close(descriptor)


def has_another_name(path: Path) -> bool:
    """Whether the file has a second name, not counting a temporary one of ours that cannot be deleted."""
    found = path.stat()
    if found.st_nlink == 1:
        return False
    ours = sum(os.path.samestat(each.lstat(), found) for each in path.parent.glob(f"{_PREFIX}*{_SUFFIX}"))
    return found.st_nlink > 1 + ours


def move_into_place(temporary: Path, path: Path) -> None:
    """Rename ``temporary`` to ``path``. Raises FileExistsError instead of replacing a file."""
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
        # It is in place. A second name that cannot be deleted now is deleted when the file is next opened.
        with suppress(OSError):
            temporary.unlink()


def can_create_files_in(folder: Path) -> bool:
    """Whether files can be created in ``folder`` or, if it is missing, in its nearest existing parent.

    A file system may deny what it allows, so creating a file is tried before the answer is no.
    """
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    if os.access(folder, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids):
        return True
    try:
        descriptor, path = _create_temporary(folder, 0o600)
        os.close(descriptor)
        path.unlink()
    except OSError:
        return False
    return True


def may_write_to(path: Path) -> bool:
    """Whether permissions allow writing to the file. Opening it for writing may fail all the same."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def make_private_folder(folder: Path) -> None:
    """Create ``folder`` and missing parents, for this account only. An existing one is left as it is."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
        sync_folder(each.parent)


def sync_folder(folder: Path) -> None:
    """Sync the folder's entries to the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # the file system does not support it
            raise
    finally:
        os.close(descriptor)

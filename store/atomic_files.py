"""Files that are written completely or not at all, whatever happens in between."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b, file_digest
from pathlib import Path
from typing import TYPE_CHECKING

from store import platform
from store.errors import not_saved, not_synced
from store.platform import sync_folder

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
            with temporary.path.open("rb") as file:
                if file_digest(file, blake2b).digest() != digest.digest():
                    raise OSError(errno.EIO, "what was read back is not what was written")
            if check is not None:
                check(temporary.path)
            temporary.replace(target)
            try:
                sync_folder(target.parent)
            except OSError as error:
                raise not_synced(path, error) from error
    except OSError as error:
        raise not_saved(path, error) from error


@dataclass(slots=True)
class TemporaryFile:
    """A file on its way to its place, open and locked so that no other process takes it for a leftover of a crash."""

    path: Path
    _descriptor: int
    _is_open: bool = True

    def sync(self) -> None:
        """Wait until it is on the disk."""
        platform.sync_file(self._descriptor)

    def replace(self, target: Path) -> None:
        """Move it to ``target``, in place of any file that is there. Raises OSError."""
        self._move(platform.replace, target)

    def move_to(self, target: Path) -> None:
        """Move it to ``target``. Raises FileExistsError instead of replacing a file."""
        self._move(platform.rename_new, target)

    def _move(self, rename: Callable[[Path, Path], object], target: Path) -> None:
        if not platform.MOVES_OPEN_FILES:
            self.close()
        rename(self.path, target)
        self.close()  # before SQLite opens it: closing any descriptor of a file drops SQLite's locks on it

    def close(self) -> None:
        """Close it, which unlocks it."""
        if self._is_open:
            os.close(self._descriptor)
            self._is_open = False


@contextmanager
def written_file(folder: Path, write: Callable[[Path], object], mode: int = 0o600) -> Iterator[TemporaryFile]:
    """A temporary file in ``folder`` that ``write`` has filled, synced; deleted at the end unless it was moved away."""
    remove_leftovers(folder)
    temporary = _create_temporary(folder, mode)
    try:
        write(temporary.path)
        temporary.sync()
        yield temporary
    finally:
        temporary.close()
        with suppress(OSError):
            temporary.path.unlink(missing_ok=True)


def _create_temporary(folder: Path, mode: int) -> TemporaryFile:
    while True:
        path = folder / f"{_PREFIX}{os.urandom(8).hex()}{_SUFFIX}"
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)
        with suppress(OSError):  # without locks no other process can lock it to delete it either
            platform.lock(descriptor)
        # Between these two calls another process may have deleted it as a leftover.
        if os.fstat(descriptor).st_nlink:
            return TemporaryFile(path, descriptor)
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
    platform.take(path)


def has_another_name(path: Path) -> bool:
    """Whether the file has a second name, not counting a temporary one of ours that cannot be deleted."""
    found = path.stat()
    if found.st_nlink == 1:
        return False
    ours = sum(os.path.samestat(each.lstat(), found) for each in path.parent.glob(f"{_PREFIX}*{_SUFFIX}"))
    return found.st_nlink > 1 + ours


def can_create_files_in(folder: Path) -> bool:
    """Whether files can be created in ``folder`` or, if it is missing, in its nearest existing parent.

    A file system may deny what it allows, so creating a file is tried before the answer is no.
    """
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    if platform.allows_new_files(folder):
        return True
    try:
        temporary = _create_temporary(folder, 0o600)
        temporary.close()
        temporary.path.unlink()
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

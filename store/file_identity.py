"""Which file a path means, and whether it is one of ours: told from outside, before SQLite touches it."""

from __future__ import annotations

import os
import stat
import struct
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from store import migrations
from store.errors import DamagedFile, ForeignFile, StoreError, damaged, not_opened

if TYPE_CHECKING:
    from typing import Self

_BACKUPS = "backups"
MAGIC = b"SQLite format 3\0"
_HEADER = 100
_USER_VERSION_AT = 60
_APPLICATION_ID_AT = 68
_WRITE_VERSION_AT = 18
_WAL = 2
# SQLite takes 512 bytes, and puts "-journal" behind the name while it writes; most file systems take 255 for a name.
_LONGEST_PATH = 500
_LONGEST_NAME = 247


class FileIdentity(NamedTuple):
    """Which file on the disk it is, its size in bytes, and when it was last written and changed, in nanoseconds."""

    device: int
    inode: int
    size: int
    written: int
    changed: int

    @property
    def file(self) -> tuple[int, int]:
        """Device and inode: the same file, whatever is in it."""
        return self.device, self.inode

    @classmethod
    def of(cls, found: os.stat_result) -> Self:
        """The identity of a file that was looked at."""
        return cls(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


_held: set[tuple[int, int]] = set()
"""Device and inode of the files that this process has open. The header of such a file must not be read directly:
closing any descriptor of a file drops all POSIX locks that the process has on it, SQLite's among them."""


def hold(identity: FileIdentity) -> None:
    """Remember that this process has a file open."""
    _held.add(identity.file)


def let_go(identity: FileIdentity) -> None:
    """Remember that this process has it open no more."""
    _held.discard(identity.file)


def is_open_here(identity: FileIdentity) -> bool:
    """Whether this process has a file open, which must then not be opened by anything but its connection."""
    return identity.file in _held


def locate(path: Path) -> Path:
    """The file that ``path`` means, links followed. Raises StoreError for a path that no file of ours can have."""
    try:
        real = Path(os.path.realpath(path))
    except OSError as error:  # a relative path, and the current folder is gone
        raise not_opened(path, error) from error
    except ValueError as error:  # a zero in it
        raise StoreError(f"{str(path)!r} is not a valid path. Nothing was written. Choose another one.") from error
    if not real.name:
        raise StoreError(f"{real} is a folder. It was left untouched. Start Skillgap with --data to use another file.")
    if len(os.fsencode(real)) > _LONGEST_PATH or len(os.fsencode(real.name)) > _LONGEST_NAME:
        raise StoreError(
            f"The path {real} is too long: it can have {_LONGEST_PATH} bytes, and its file name {_LONGEST_NAME}. "
            "Nothing was written. Choose a shorter one."
        )
    return real


def folder_of(data_file: Path) -> Path:
    """Where the backups of a file lie, or will."""
    return data_file.parent / _BACKUPS


def identify(path: Path) -> FileIdentity | None:
    """Which file is at ``path``; None if there is none. Raises StoreError for what is no file or cannot be seen."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise not_opened(path, error) from error
    kind = "a folder" if stat.S_ISDIR(found.st_mode) else "" if stat.S_ISREG(found.st_mode) else "not a regular file"
    if kind:
        raise StoreError(f"{path} is {kind}. It was left untouched. Start Skillgap with --data to use another file.")
    return FileIdentity.of(found)


def hot_journal(path: Path) -> Path | None:
    """What SQLite left beside ``path`` when a write was cut short; None where there is nothing to take back.

    As for SQLite, one that begins with a zero is none: its beginning is written last, once the rest is on the disk.
    """
    journal = path.with_name(path.name + "-journal")
    try:
        descriptor = os.open(journal, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            is_hot = stat.S_ISREG(os.fstat(descriptor).st_mode) and os.pread(descriptor, 1, 0) not in (b"", b"\0")
        finally:
            os.close(descriptor)
    except OSError:
        return None
    return journal if is_hot else None


def check_header(path: Path) -> int:
    """The schema version of the file at ``path``, from its first bytes. Raises StoreError for what is not ours."""
    header = _read_header(path)
    if not header:
        raise DamagedFile(
            f"{path} is empty, though Skillgap never makes an empty file. It was left untouched. "
            "Restore a backup, or remove it to start afresh."
        )
    if len(header) < _HEADER or not header.startswith(MAGIC):
        raise ForeignFile(f"{path} is not a Skillgap file. It was left untouched.")
    version, application_id = _number(header, _USER_VERSION_AT), _number(header, _APPLICATION_ID_AT)
    if application_id != migrations.APPLICATION_ID:
        raise ForeignFile(f"{path} is another program’s database. It was left untouched.")
    if version > migrations.newest_version():
        raise StoreError(
            f"{path} was written by a newer Skillgap (file version {version}; this one reads up to "
            f"{migrations.newest_version()}). It was left untouched. Install the newer Skillgap to open it."
        )
    if version < 1:
        raise damaged(path, f"its header says version {version}, which no Skillgap ever wrote")
    return version


def _number(header: bytes, offset: int) -> int:
    (number,) = struct.unpack_from(">i", header, offset)
    return int(number)


def is_write_ahead(path: Path) -> bool:
    """Whether the file was switched to write-ahead logging, which another program must have done."""
    if not path.exists():
        return False
    header = _read_header(path)
    return header.startswith(MAGIC) and header[_WRITE_VERSION_AT : _WRITE_VERSION_AT + 1] == bytes([_WAL])


def _read_header(path: Path) -> bytes:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            return file.read(_HEADER)
    except OSError as error:
        raise not_opened(path, error) from error

"""Which file a path names, and whether it is one of ours, found out before SQLite touches it."""

from __future__ import annotations

import os
import stat
import struct
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from store import migrations
from store.errors import DamagedFile, ForeignFile, StoreError, damaged, not_opened
from store.platform import LENGTH_UNIT, LONGEST_PATH, name_fault, open_to_read, path_length

if TYPE_CHECKING:
    from typing import Self

_BACKUPS = "backups"
MAGIC = b"SQLite format 3\0"
# https://www.sqlite.org/fileformat2.html, section 1.3
_HEADER_SIZE = 100
_USER_VERSION_AT = 60
_APPLICATION_ID_AT = 68
_WRITE_VERSION_AT = 18
_WAL = 2
_LONGEST_NAME = 247
"""SQLite appends "-journal", and most file systems allow 255 bytes or letters."""


class FileIdentity(NamedTuple):
    """Which file it is, its size in bytes, and its mtime and ctime in nanoseconds."""

    device: int
    inode: int
    size: int
    mtime: int
    ctime: int

    @property
    def file(self) -> tuple[int, int]:
        """Device and inode: which file it is, whatever its content."""
        return self.device, self.inode

    @classmethod
    def of(cls, found: os.stat_result) -> Self:
        """The identity from a stat result."""
        return cls(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


_open_here: set[tuple[int, int]] = set()
"""Device and inode of each file that this process has open. Nothing else may open such a file: closing any descriptor
of a file drops all POSIX locks that the process holds on it, SQLite's included."""


def register_open(identity: FileIdentity) -> None:
    """Note that this process has the file open."""
    _open_here.add(identity.file)


def register_closed(identity: FileIdentity) -> None:
    """Note that this process has closed the file."""
    _open_here.discard(identity.file)


def is_open_here(identity: FileIdentity) -> bool:
    """Whether this process has the file open."""
    return identity.file in _open_here


def locate(path: Path) -> Path:
    """The absolute path of the file, links resolved. Raises StoreError for a path that SQLite could not use."""
    try:
        real = Path(os.path.realpath(path))
    except OSError as error:  # a relative path in a working directory that was deleted
        raise not_opened(path, error) from error
    except ValueError as error:  # a null character
        raise StoreError(f"{str(path)!r} is not a valid path. Nothing was written. Choose another one.") from error
    if not real.name:
        raise StoreError(f"{real} is a folder. It was left untouched. Start Skillgap with --data to use another file.")
    if fault := name_fault(real):
        raise StoreError(f"{real} is not a valid path: {fault}. Nothing was written. Choose another one.")
    if path_length(real) > LONGEST_PATH or len(os.fsencode(real.name)) > _LONGEST_NAME:
        raise StoreError(
            f"The path {real} is too long: it can have {LONGEST_PATH} {LENGTH_UNIT}, and its file name "
            f"{_LONGEST_NAME}. Nothing was written. Choose a shorter one."
        )
    return real


def folder_of(data_file: Path) -> Path:
    """The folder for the backups of a file."""
    return data_file.parent / _BACKUPS


def identify(path: Path) -> FileIdentity | None:
    """Which file is at ``path``, or None. Raises StoreError if it is not a regular file or cannot be seen."""
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
    """The journal of an interrupted write to ``path``, which SQLite would roll back; None if there is none.

    As for SQLite, a journal that begins with a zero does not count: its header is written last, after a sync.
    """
    journal = path.with_name(path.name + "-journal")
    try:
        with open_to_read(journal, follow_links=False) as file:
            is_hot = stat.S_ISREG(os.fstat(file.fileno()).st_mode) and file.read(1) not in (b"", b"\0")
    except OSError:
        return None
    return journal if is_hot else None


def check_header(path: Path) -> int:
    """The schema version, read from the file header. Raises StoreError if the file is not ours."""
    header = _read_header(path)
    if not header:
        raise DamagedFile(
            f"{path} is empty, though Skillgap never makes an empty file. It was left untouched. "
            "Restore a backup, or remove it to start afresh."
        )
    if len(header) < _HEADER_SIZE or not header.startswith(MAGIC):
        raise ForeignFile(f"{path} is not a Skillgap file. It was left untouched.")
    (version,) = struct.unpack_from(">i", header, _USER_VERSION_AT)
    (application_id,) = struct.unpack_from(">i", header, _APPLICATION_ID_AT)
    if application_id != migrations.APPLICATION_ID:
        raise ForeignFile(f"{path} is another program’s database. It was left untouched.")
    if version > migrations.newest_version():
        raise StoreError(
            f"{path} was written by a newer Skillgap (file version {version}; this one reads up to "
            f"{migrations.newest_version()}). It was left untouched. Install the newer Skillgap to open it."
        )
    if version < 1:
        raise damaged(path, f"its header says version {version}, which no Skillgap ever wrote")
    return int(version)


def is_in_wal_mode(path: Path) -> bool:
    """Whether another program switched the file to write-ahead logging."""
    header = _read_header(path)
    return header.startswith(MAGIC) and header[_WRITE_VERSION_AT : _WRITE_VERSION_AT + 1] == bytes([_WAL])


def _read_header(path: Path) -> bytes:
    try:
        with open_to_read(path) as file:
            return file.read(_HEADER_SIZE)
    except OSError as error:
        raise not_opened(path, error) from error

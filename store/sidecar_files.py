"""What lies beside a file of ours and would be taken for a part of it: looked at before SQLite opens either."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from store.errors import StoreError, not_opened
from store.file_identity import hot_journal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BESIDE = ("-journal", "-wal", "-shm")
"""Endings of what SQLite would take for a part of whatever file stands in that place."""
_JOURNAL, _WAL, _ = BESIDE
_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
# A journal may end in a record that names a super-journal: the name, its length, a checksum and the magic number.
_SMALLEST_RECORD = 16


def companions(path: Path) -> Iterator[Path]:
    """Whatever has the name of a companion of the file at ``path``: also links that lead nowhere, folders and pipes."""
    for ending in BESIDE:
        companion = path.with_name(path.name + ending)
        if os.path.lexists(companion):
            yield companion


def is_alone(path: Path) -> bool:
    """Whether SQLite would read the file at ``path`` and nothing else: a journal without a beginning says nothing."""
    return hot_journal(path) is None and all(
        companion.is_file()
        and not companion.is_symlink()
        and (companion.name.endswith(_JOURNAL) or not companion.stat().st_size)
        for companion in companions(path)
    )


def check_companions(path: Path) -> None:
    """Raise StoreError unless everything beside ``path`` can only have been left by a write to that very file.

    SQLite follows links, waits for pipes, plays back whatever journal it finds, and deletes the file that a journal
    names as its super-journal. We never attach databases, so no journal of ours names one.
    """
    for companion in companions(path):
        try:
            wrong = _what_is_wrong(companion, path)
        except FileNotFoundError:
            continue  # gone meanwhile
        except OSError as error:
            raise not_opened(companion, error) from error
        if wrong:
            raise StoreError(
                f"{companion.name}, beside {path.name}, {wrong}. It would be taken for part of your file, "
                f"so nothing was changed. Move {companion} to another folder, then start Skillgap again."
            )


def _what_is_wrong(companion: Path, path: Path) -> str:
    found = companion.lstat()
    if stat.S_ISLNK(found.st_mode):
        return "is a link to somewhere else"
    if stat.S_ISDIR(found.st_mode):
        return "is a folder"
    if not stat.S_ISREG(found.st_mode):
        return "is not a regular file"
    if found.st_uid not in _owners(path):
        return "belongs to another user"
    if found.st_nlink > 1:
        return "also has another name (a hard link)"
    if companion.name.endswith(_JOURNAL) and found.st_size >= _SMALLEST_RECORD and _names_another_file(companion):
        return "names another file, which would then be deleted"
    if companion.name.endswith(_WAL) and found.st_size:
        # Ours never makes one. What is in it would be written into the file before it could be looked at.
        return "was left by another program, or that program still has your file open"
    return ""


def _owners(path: Path) -> set[int]:
    """Whose files may lie there: this account's, and those of the file's owner, who may write it anyway."""
    owners = {os.geteuid()}
    with suppress(FileNotFoundError):
        owners.add(path.stat().st_uid)
    return owners


def _names_another_file(journal: Path) -> bool:
    """Whether a journal ends as SQLite lets one end that names a super-journal.

    Whether the rest of that record holds is left open: SQLite would have to find the same, in all its versions. A
    journal of ours ends in a checksum, or in zeros, and so in these eight bytes once in 2^64.
    """
    descriptor = os.open(journal, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        size = os.fstat(descriptor).st_size
        return os.pread(descriptor, 8, size - 8) == _JOURNAL_MAGIC
    finally:
        os.close(descriptor)

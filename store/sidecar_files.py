"""Files beside ours that SQLite would treat as part of it, checked before SQLite opens either."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from store.errors import StoreError, not_opened
from store.file_identity import hot_journal
from store.platform import account_id, open_to_read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SIDECARS = ("-journal", "-wal", "-shm")
"""Suffixes of the files that SQLite treats as part of whatever database has the name before the suffix."""
_JOURNAL, _WAL, _ = SIDECARS
_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
# A journal may end in a record with the name of a super-journal, the name's length, a checksum and the magic number.
_SMALLEST_RECORD = 16


def sidecars(path: Path) -> Iterator[Path]:
    """Everything that has the name of a sidecar of ``path``, including dangling links, folders and pipes."""
    for suffix in SIDECARS:
        sidecar = path.with_name(path.name + suffix)
        if os.path.lexists(sidecar):
            yield sidecar


def is_self_contained(path: Path) -> bool:
    """Whether SQLite would read the file at ``path`` and nothing else. A journal without a header holds nothing."""
    return hot_journal(path) is None and all(
        sidecar.is_file()
        and not sidecar.is_symlink()
        and (sidecar.name.endswith(_JOURNAL) or not sidecar.stat().st_size)
        for sidecar in sidecars(path)
    )


def check_sidecars(path: Path) -> None:
    """Raise StoreError unless every sidecar of ``path`` can only come from a write to that very file.

    SQLite follows links, waits for pipes, rolls back any journal it finds, and deletes the file that a journal names
    as its super-journal. We never attach databases, so no journal of ours names one.
    """
    for sidecar in sidecars(path):
        try:
            problem = _problem_of(sidecar, path)
        except FileNotFoundError:
            continue  # deleted meanwhile
        except OSError as error:
            raise not_opened(sidecar, error) from error
        if problem:
            raise StoreError(
                f"{sidecar.name}, beside {path.name}, {problem}. It would be taken for part of your file, "
                f"so nothing was changed. Move {sidecar} to another folder, then start Skillgap again."
            )


def _problem_of(sidecar: Path, path: Path) -> str:
    found = sidecar.lstat()
    if stat.S_ISLNK(found.st_mode):
        return "is a link to somewhere else"
    if stat.S_ISDIR(found.st_mode):
        return "is a folder"
    if not stat.S_ISREG(found.st_mode):
        return "is not a regular file"
    if found.st_uid not in _trusted_owners(path):
        return "belongs to another user"
    if found.st_nlink > 1:
        return "also has another name (a hard link)"
    if sidecar.name.endswith(_JOURNAL) and found.st_size >= _SMALLEST_RECORD and _names_super_journal(sidecar):
        return "names another file, which would then be deleted"
    if sidecar.name.endswith(_WAL) and found.st_size:
        # We never create one, and its content would be written to the file before anything could be checked.
        return "was left by another program, or that program still has your file open"
    return ""


def _trusted_owners(path: Path) -> set[int]:
    """The current account and the owner of the file, who may write to it anyway."""
    owners = {account_id()}
    with suppress(FileNotFoundError):
        owners.add(path.stat().st_uid)
    return owners


def _names_super_journal(journal: Path) -> bool:
    """Whether a journal ends like one that names a super-journal.

    The rest of the record is not checked, so that this does not depend on how some version of SQLite parses it. Our own
    journals end in a checksum or zeros, and so match these eight bytes once in 2^64.
    """
    with open_to_read(journal, follow_links=False) as file:
        file.seek(-len(_JOURNAL_MAGIC), os.SEEK_END)
        return file.read() == _JOURNAL_MAGIC

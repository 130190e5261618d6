"""Replacing the user's file: at every moment the old file or the new one is there, complete."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import contextmanager, suppress
from functools import partial
from glob import escape
from typing import TYPE_CHECKING, NamedTuple

from store import migrations
from store.atomic_files import make_private_folder, written_file
from store.backup_reader import check_readable, read_checked, read_migrated
from store.errors import NOTHING_CHANGED, StoreError, not_confirmed, not_replaced
from store.file_identity import FileIdentity
from store.platform import sync_folder
from store.sidecar_files import SIDECARS, sidecars
from store.watch import unwatched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from datetime import date
    from pathlib import Path

    from store.atomic_files import TemporaryFile
    from store.backup_reader import BackupReading
    from store.watch import Watch

_SET_ASIDE = "{stem}.damaged-"
"""How the name of a file that was set aside begins."""


class PreparedFile(NamedTuple):
    """A new file, synced and checked, beside the one it will replace; and its content."""

    file: TemporaryFile
    identity: FileIdentity
    """Of the file that was checked: while it is the same, nothing was written to it since."""
    reading: BackupReading


def prepare_copy(backup: Path, data_file: Path, watch: Watch = unwatched) -> AbstractContextManager[PreparedFile]:
    """Copy a backup to a temporary file beside ``data_file`` and check it; as ``prepare``.

    A backup of an older version is migrated here, in any thread, and not when it is opened, in that of the window.
    """

    def copy(temporary: Path) -> None:
        version = check_readable(backup)  # before anything else opens it
        if version == migrations.newest_version():
            _copy(backup, temporary)
        else:
            read_migrated(backup).write(temporary)

    return prepare(data_file, copy, watch, source=backup)


@contextmanager
def prepare(
    data_file: Path, write: Callable[[Path], object], watch: Watch = unwatched, *, source: Path | None = None
) -> Iterator[PreparedFile]:
    """Have ``write`` write a temporary file beside ``data_file``, and run every check on it. Raises StoreError.

    Nothing else is touched. A damaged copy is reported by the name of its ``source`` if that is damaged, too. OSError
    and sqlite3.Error raised while the prepared file is put in place also become a StoreError.
    """
    try:
        make_private_folder(data_file.parent)
        with written_file(data_file.parent, write) as temporary:
            identity = FileIdentity.of(temporary.path.stat())
            try:
                reading = read_checked(temporary.path, watch)
            except StoreError:
                if source is not None:
                    read_checked(source, watch)
                raise
            yield PreparedFile(temporary, identity, reading)
    except (OSError, sqlite3.Error) as error:
        raise not_replaced(error) from error


def put_in_place(prepared: PreparedFile, data_file: Path, *, is_new: bool = False) -> str:
    """Rename a prepared file to ``data_file``, which nobody has open. ``is_new``: never replace a file.

    Returns a sentence if the disk did not confirm it, otherwise nothing. Raises OSError, and StoreError if a sidecar of
    the old file would be taken for part of the new one.
    """
    for sidecar in sidecars(data_file):
        raise StoreError(
            f"{NOTHING_CHANGED}: {sidecar} belongs to the current file and would damage the one that replaces it. "
            "Move it away, then try again."
        )
    if is_new:
        try:
            prepared.file.move_to(data_file)
        except FileExistsError as error:
            raise StoreError(
                f"{NOTHING_CHANGED}: a file has appeared at {data_file} meanwhile. Start Skillgap again to open it."
            ) from error
    else:
        prepared.file.replace(data_file)
    try:
        sync_folder(data_file.parent)
    except OSError as error:
        return not_confirmed(data_file, error)
    return ""


def set_aside(data_file: Path, day: date) -> Path:
    """Give the file a second name and move its sidecars there; returns that name. Raises OSError.

    The file also keeps its own name until another file replaces it.
    """
    kept = _free_name(data_file, day)
    if data_file.exists() and not kept.exists():
        _link_or_copy(data_file, kept)
    _move_sidecars(data_file, kept)
    sync_folder(data_file.parent)
    return kept


def undo_set_aside(data_file: Path) -> None:
    """Undo a ``set_aside`` that was interrupted before the file was replaced, so that it still has both names."""
    for kept in data_file.parent.glob(f"{_SET_ASIDE.format(stem=escape(data_file.stem))}*{escape(data_file.suffix)}"):
        with suppress(OSError):
            if not kept.is_symlink() and kept.samefile(data_file):
                _move_sidecars(kept, data_file)
                kept.unlink()


def _move_sidecars(source: Path, target: Path) -> None:
    for suffix in SIDECARS:
        moved = target.with_name(target.name + suffix)
        if not os.path.lexists(moved):
            with suppress(FileNotFoundError):
                source.with_name(source.name + suffix).rename(moved)


def _link_or_copy(data_file: Path, kept: Path) -> None:
    try:
        kept.hardlink_to(data_file)
    except OSError:  # a file system without hard links
        with written_file(data_file.parent, partial(_copy, data_file)) as temporary:
            temporary.move_to(kept)


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as read, target.open("wb") as written:
        shutil.copyfileobj(read, written)


def _free_name(data_file: Path, day: date) -> Path:
    """A name that is not taken, or this file's own second name from an interrupted attempt."""
    number = 1
    while True:
        again = f"-{number}" if number > 1 else ""
        name = data_file.with_name(
            f"{_SET_ASIDE.format(stem=data_file.stem)}{day.isoformat()}{again}{data_file.suffix}"
        )
        if not any(os.path.lexists(name.with_name(name.name + suffix)) for suffix in ("", *SIDECARS)):
            return name
        if name.exists() and data_file.exists() and name.samefile(data_file):
            return name
        number += 1

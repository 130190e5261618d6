"""Puts a backup in the place of the person's file: the old file or the new one is there, whatever happens."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import contextmanager, suppress
from glob import escape
from typing import TYPE_CHECKING, NamedTuple

from store.atomic_files import make_private_folder, move_into_place, remove_leftovers, sync_folder, temporary_file
from store.backup_reader import read_checked, recognise
from store.errors import NOTHING_CHANGED, StoreError, not_confirmed, not_replaced
from store.file_identity import FileIdentity
from store.sidecar_files import BESIDE, companions
from store.watch import unwatched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from store.backup_reader import BackupReading
    from store.watch import Watch


_KEPT = "{stem}.damaged-"
"""How the name begins under which a damaged file is kept."""


class Prepared(NamedTuple):
    """A copy of a backup, synced and checked, beside the file whose place it will take; and what is in it."""

    path: Path
    identity: FileIdentity
    """What was checked: as long as the file is still this one, nothing was written to it since."""
    reading: BackupReading


@contextmanager
def prepare_copy(backup: Path, data_file: Path, watch: Watch = unwatched) -> Iterator[Prepared]:
    """Copy a backup beside ``data_file`` and check the copy in full. Nothing else is touched. Raises StoreError.

    What goes wrong while the copy is put in place is told as a StoreError, too.
    """

    def copy(temporary: Path) -> None:
        with backup.open("rb") as source, temporary.open("wb") as target:
            shutil.copyfileobj(source, target)

    recognise(backup)  # before anything else opens it
    with prepare(data_file, copy, watch, of=backup) as prepared:
        yield prepared


@contextmanager
def prepare(
    data_file: Path, fill: Callable[[Path], object], watch: Watch = unwatched, *, of: Path | None = None
) -> Iterator[Prepared]:
    """Have ``fill`` write a file beside ``data_file``, and check it in full; as ``prepare_copy``.

    What is wrong with a copy is told by the name of the file that it is a copy ``of``.
    """
    try:
        make_private_folder(data_file.parent)
        remove_leftovers(data_file.parent)
        with temporary_file(data_file.parent, 0o600) as (descriptor, temporary):
            fill(temporary)
            os.fsync(descriptor)
            identity = FileIdentity.of(os.fstat(descriptor))
            try:
                reading = read_checked(temporary, watch)
            except StoreError:
                if of is not None:
                    read_checked(of, watch)
                raise
            yield Prepared(temporary, identity, reading)
    except (OSError, sqlite3.Error) as error:
        raise not_replaced(error) from error


def put_in_place(prepared: Prepared, data_file: Path, *, is_new: bool = False) -> str:
    """Give a prepared copy the name of the file, whose place it takes; a new file never takes one's. Raises OSError.

    Nobody has the file open. Raises StoreError where something beside it would become a part of the new one. Returns a
    sentence where the disk did not confirm it, else nothing.
    """
    for beside in companions(data_file):
        raise StoreError(
            f"{NOTHING_CHANGED}: {beside} belongs to the current file and would damage the one that replaces it. "
            "Move it away, then try again."
        )
    if is_new:
        try:
            move_into_place(prepared.path, data_file)
        except FileExistsError as error:
            raise StoreError(
                f"{NOTHING_CHANGED}: a file has appeared at {data_file} meanwhile. Start Skillgap again to open it."
            ) from error
    else:
        prepared.path.replace(data_file)
    try:
        sync_folder(data_file.parent)
    except OSError as error:
        return not_confirmed(data_file, error)  # it stands
    return ""


def set_beside(data_file: Path, day: date) -> Path:
    """Keep the file at ``data_file`` under a name of its own, too, with what SQLite left beside it; returns the name.

    The file stays where it is until another takes its place. Raises OSError.
    """
    kept = _free_name(data_file, day)
    if data_file.exists() and not kept.exists():
        _link_or_copy(data_file, kept)
    for ending in BESIDE:
        with suppress(FileNotFoundError):
            data_file.with_name(data_file.name + ending).rename(kept.with_name(kept.name + ending))
    sync_folder(data_file.parent)
    return kept


def put_back(data_file: Path) -> None:
    """Undo a ``set_beside`` that was cut short: the file still stands in its place, under a name to be kept, too."""
    for kept in data_file.parent.glob(f"{_KEPT.format(stem=escape(data_file.stem))}*{escape(data_file.suffix)}"):
        with suppress(OSError):
            if not kept.is_symlink() and kept.samefile(data_file):
                for ending in BESIDE:
                    left, place = (each.with_name(each.name + ending) for each in (kept, data_file))
                    if os.path.lexists(left) and not os.path.lexists(place):
                        left.rename(place)
                kept.unlink()


def _link_or_copy(data_file: Path, kept: Path) -> None:
    try:
        kept.hardlink_to(data_file)
    except OSError:  # a file system without hard links
        with (
            data_file.open("rb") as source,
            temporary_file(data_file.parent, 0o600) as (descriptor, temporary),
        ):
            with os.fdopen(descriptor, "wb", closefd=False) as target:
                shutil.copyfileobj(source, target)
            os.fsync(descriptor)
            move_into_place(temporary, kept)


def _free_name(data_file: Path, day: date) -> Path:
    """A name that nobody has, or that of this very file where an earlier try was cut short."""
    number = 1
    while True:
        again = f"-{number}" if number > 1 else ""
        name = data_file.with_name(f"{_KEPT.format(stem=data_file.stem)}{day.isoformat()}{again}{data_file.suffix}")
        if not any(os.path.lexists(name.with_name(name.name + ending)) for ending in ("", *BESIDE)):
            return name
        if name.exists() and data_file.exists() and name.samefile(data_file):
            return name
        number += 1

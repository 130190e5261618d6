"""A new file: built beside its place and moved there whole, so that no crash leaves a part of one."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from store import migrations
from store.atomic_files import make_private_folder, move_into_place, remove_leftovers, sync_folder, temporary_file
from store.errors import StoreError, not_confirmed, not_saved
from store.file_identity import hot_journal
from store.rows import INSERT
from store.sidecar_files import check_companions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from store.rows import Row


def create(path: Path, rows: Sequence[Row]) -> str:
    """Make the file at ``path`` with the schema and these rows, on the disk when this returns.

    Returns a sentence where it stands and the disk did not confirm it, else nothing. Raises StoreError, and leaves
    nothing behind, where that fails or there is a file already.
    """
    try:
        make_private_folder(path.parent)
        remove_leftovers(path.parent)
        refuse_foreign_journal(path)
        with temporary_file(path.parent, 0o600) as (descriptor, temporary):
            build(temporary, rows)
            os.fsync(descriptor)
            move_into_place(temporary, path)
            return _make_sure(path)
    except FileExistsError as error:
        raise StoreError(
            f"Not saved: a file has appeared at {path} since Skillgap started. It was left untouched. "
            "Start Skillgap again to open it."
        ) from error
    except (OSError, sqlite3.Error) as error:
        raise not_saved(path, error) from error


def refuse_foreign_journal(path: Path) -> None:
    """Raise StoreError if an unfinished write lies where there is no file: SQLite would write it into a new one."""
    check_companions(path)
    journal = hot_journal(path)
    if journal is not None:
        raise StoreError(
            f"{path} is missing, but {journal.name}, an unfinished write to it, is still there. Nothing was changed. "
            "Put the file back beside it, or move the unfinished write away to start afresh."
        )


def _make_sure(path: Path) -> str:
    """Wait until the new name is on the disk. Raises OSError, with the file taken away again, where that fails.

    Returns a sentence where it cannot be taken away: then it stands, and what is shown has to be what is there.
    """
    try:
        sync_folder(path.parent)
    except OSError as error:
        try:
            path.unlink()
        except OSError:
            return not_confirmed(path, error)
        raise
    return ""


def build(temporary: Path, rows: Sequence[Row]) -> None:
    """Make a file with the schema and these rows out of an empty one that nobody else knows. Syncs nothing."""
    with closing(sqlite3.connect(f"{temporary.as_uri()}?mode=rw", uri=True, isolation_level=None)) as connection:
        # Nobody sees the file before it is whole and synced, so SQLite need not guard against a crash.
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA synchronous = OFF")
        fill(connection, rows)


def fill(connection: sqlite3.Connection, rows: Sequence[Row]) -> None:
    """Put the schema and these rows into an empty database."""
    connection.execute("BEGIN IMMEDIATE")
    migrations.migrate(connection)
    connection.executemany(INSERT, rows)
    connection.execute("COMMIT")

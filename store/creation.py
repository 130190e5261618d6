"""A new file: written beside its place and moved there complete, so that a crash never leaves part of one."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from store.atomic_files import make_private_folder, written_file
from store.errors import StoreError, not_confirmed, not_saved
from store.file_identity import hot_journal
from store.platform import sync_folder
from store.sidecar_files import check_sidecars

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from store.rows import Row


def create(path: Path, rows: Sequence[Row]) -> str:
    """Create a file with these rows at ``path``, on the disk when this returns.

    Returns a sentence if the file is in place but the disk did not confirm it, otherwise nothing. Raises StoreError,
    and leaves nothing behind, if that fails or a file already exists.
    """
    from store.snapshot import snapshot_of

    try:
        make_private_folder(path.parent)
        refuse_orphaned_journal(path)
        with written_file(path.parent, snapshot_of(rows).write) as temporary:
            temporary.move_to(path)
            return _sync_name(path)
    except FileExistsError as error:
        raise StoreError(
            f"Not saved: a file has appeared at {path} since Skillgap started. It was left untouched. "
            "Start Skillgap again to open it."
        ) from error
    except (OSError, sqlite3.Error) as error:
        raise not_saved(path, error) from error


def refuse_orphaned_journal(path: Path) -> None:
    """Raise StoreError if the missing file left a journal, which SQLite would roll back into a new one."""
    check_sidecars(path)
    journal = hot_journal(path)
    if journal is not None:
        raise StoreError(
            f"{path} is missing, but {journal.name}, an unfinished write to it, is still there. Nothing was changed. "
            "Put the file back beside it, or move the unfinished write away to start afresh."
        )


def _sync_name(path: Path) -> str:
    """Sync the new file's name. If that fails, deletes the file again and raises OSError.

    Returns a sentence if it cannot be deleted: then it stays, and the window must show what it holds.
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

"""Rolling back an interrupted write in memory first, to see whether the result would be sound."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from store.checks import check_all, sqlite_errors_as_faults
from store.errors import DamagedFile, damaged
from store.raw_pages import LARGEST, image_before

if TYPE_CHECKING:
    from pathlib import Path

    from roadmaps.journal import Event


def try_recovery(path: Path) -> list[Event] | None:
    """The events that the file will have once its interrupted write is rolled back. Nothing is written.

    SQLite rolls back any well-formed journal, even an old one or one of another file. None if there is nothing to roll
    back or the file is too large to try. Raises DamagedFile if the result would not be one of our files.
    """
    if path.stat().st_size > LARGEST:
        return None
    image = image_before(path)
    if image is None:
        return None
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        try:
            with sqlite_errors_as_faults(path):
                connection.deserialize(image)
                _, events, _ = check_all(connection, path)
        except DamagedFile as fault:
            finding = f"the unfinished write beside it does not belong to it, or {fault.finding}"
            raise damaged(path, finding) from fault
    return events

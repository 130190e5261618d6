"""What a write that was cut short would leave, tried out in memory before SQLite does it to the file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from store.checks import check_events, check_pages, check_schema, faults_told
from store.errors import DamagedFile, damaged
from store.migrations import newest_version
from store.raw_pages import LARGEST, image_before

if TYPE_CHECKING:
    from pathlib import Path

    from roadmaps.journal import Event


def rehearse(path: Path) -> list[Event] | None:
    """The events that the file will have once its unfinished write is taken back. Nothing is written.

    SQLite plays back any journal that fits by its form, an older one and that of another file, too. None where there is
    nothing to take back, and for a file that is too large for this. Raises DamagedFile where no file of ours would be
    left.
    """
    if path.stat().st_size > LARGEST:
        return None
    image = image_before(path)
    if image is None:
        return None
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        try:
            with faults_told(path):
                connection.deserialize(image)
                (version,) = connection.execute("PRAGMA user_version").fetchone()
                if not 1 <= version <= newest_version():
                    raise damaged(path, f"its version would be {version}")
                check_pages(connection, path)
                check_schema(connection, path, version)
                events, _ = check_events(connection, path)
        except DamagedFile as fault:
            finding = f"the unfinished write beside it does not belong to it, or {fault.finding}"
            raise damaged(path, finding) from fault
    return events

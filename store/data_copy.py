"""A copy for other tools: every event and view, with tables of what the ids mean and what the events add up to."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from store import migrations
from store.rows import INSERT, NO_ROW, write_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmaps.journal import Event
    from roadmaps.report import DataTable


def data_copy(events: Sequence[Event], tables: Sequence[DataTable]) -> bytes:
    """A whole SQLite file, built in memory; works in any thread.

    It is not a Skillgap file and does not open as one: its header says neither application nor version.
    """
    from sqlite_utils import Database

    rows, _, _ = write_rows(events, NO_ROW)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
        memory.execute("BEGIN")
        db = Database(memory, execute_plugins=False)
        schema = migrations.expected_schema(migrations.newest_version())
        for _, sql in sorted((kind, sql or "") for kind, name, _, sql in schema if kind == "view" or name == "events"):
            memory.execute(sql)  # the table, then its views
        memory.executemany(INSERT, rows)
        for each in tables:
            references = [(column, table, "id") for column, table in each.references.items()]
            key = each.key if len(each.key) > 1 else each.key[0]
            table = db.table(each.name).create(dict(each.columns), pk=key, foreign_keys=references, strict=True)
            table.insert_all(dict(zip(each.columns, row, strict=True)) for row in each.rows)
        db.index_foreign_keys()
        memory.execute("COMMIT")
        return memory.serialize()

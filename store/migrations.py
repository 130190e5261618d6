"""The migrations: named steps that are never edited, and the schema that each of them leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from store.views import VIEWS_OF_0002

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from sqlite_utils import Database

APPLICATION_ID = 0x534B4750
"""Marks a file as ours in SQLite's header: "SKGP"."""

Schema = frozenset[tuple[str, str, str, str | None]]
"""Type, name, table and SQL of everything in a file, as in ``sqlite_master``."""

# The table that sqlite-utils would create, and uses if it exists. Spelled out because opening a file compares its SQL,
# which must not depend on the release of sqlite-utils.
_RECORD = """\
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
)"""
_RECORD_INDEX = """\
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name")"""

_EVENTS = """\
CREATE TABLE events (
    seq INTEGER PRIMARY KEY NOT NULL,
    id TEXT NOT NULL UNIQUE,
    stamp INTEGER NOT NULL,
    said_on TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    effective_on TEXT NOT NULL,
    value TEXT NOT NULL,
    digest TEXT NOT NULL
) STRICT"""

_NEVER_CHANGED = """\
CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
BEGIN
    SELECT RAISE(ABORT, 'An event is never changed: what was said stays, and the last word wins.');
END"""

_NEVER_DELETED = """\
CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
BEGIN
    SELECT RAISE(ABORT, 'An event is never deleted: what was said stays, and the last word wins.');
END"""

# INSERT OR REPLACE deletes without firing the trigger above unless recursive_triggers is on.
_NEVER_REPLACED = """\
CREATE TRIGGER events_are_never_replaced BEFORE INSERT ON events
WHEN EXISTS (SELECT 1 FROM events WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'An event is never replaced: what was said stays, and the last word wins.');
END"""

_CAN_DO_STATUS = """\
CREATE VIEW can_do_status AS
SELECT
    can_do,
    CASE value WHEN '"before"' THEN 'before' WHEN '"no"' THEN 'no' ELSE 'on' END AS status,
    CASE WHEN value GLOB '"on *' THEN substr(value, 5, 10) END AS day,
    said_on
FROM (
    SELECT
        subject AS can_do, value, said_on,
        row_number() OVER (PARTITION BY subject ORDER BY stamp DESC, id DESC) AS nth_last
    FROM events
    WHERE kind = 'can_do' AND (
        value IN ('"before"', '"no"')
        OR (value GLOB '"on ????-??-??"' AND date(substr(value, 5, 10), '+0 days') = substr(value, 5, 10))
    )
)
WHERE nth_last = 1"""

_STUDY_SESSIONS = """\
CREATE VIEW study_sessions AS
SELECT
    session,
    json_extract(value, '$.skill') AS skill,
    day,
    json_extract(value, '$.minutes') AS minutes,
    json_extract(value, '$.text') AS text,
    json_extract(value, '$.link') AS link
FROM (
    SELECT
        subject AS session, effective_on AS day, value,
        row_number() OVER (PARTITION BY subject ORDER BY stamp DESC, id DESC) AS nth_last
    FROM events
    WHERE kind = 'study' AND (
        value = 'null'
        OR (
            json_type(value, '$.skill') = 'text'
            AND json_type(value, '$.minutes') = 'integer' AND json_extract(value, '$.minutes') >= 0
            AND json_type(value, '$.text') = 'text'
            AND coalesce(json_type(value, '$.link'), 'null') IN ('text', 'null')
        )
    )
)
WHERE nth_last = 1 AND value <> 'null'"""


def _create_events(db: Database) -> None:
    for statement in (_EVENTS, _NEVER_CHANGED, _NEVER_DELETED, _NEVER_REPLACED, _CAN_DO_STATUS, _STUDY_SESSIONS):
        db.execute(statement)


_EVENTS_SCHEMA: Schema = frozenset(
    {
        ("table", "_sqlite_migrations", "_sqlite_migrations", _RECORD),
        ("index", "idx__sqlite_migrations_migration_set_name", "_sqlite_migrations", _RECORD_INDEX),
        ("table", "events", "events", _EVENTS),
        ("index", "sqlite_autoindex_events_1", "events", None),
        ("trigger", "events_are_never_changed", "events", _NEVER_CHANGED),
        ("trigger", "events_are_never_deleted", "events", _NEVER_DELETED),
        ("trigger", "events_are_never_replaced", "events", _NEVER_REPLACED),
        ("view", "can_do_status", "can_do_status", _CAN_DO_STATUS),
        ("view", "study_sessions", "study_sessions", _STUDY_SESSIONS),
    }
)


class Migration(NamedTuple):
    """A change of the schema: its permanent name, what it does, and the whole schema after it.

    A step may add to the schema and derive data from events; the columns and rows of ``events`` stay.
    """

    name: str
    apply: Callable[[Database], None]
    schema: Schema


def _create_views(db: Database) -> None:
    for statement in VIEWS_OF_0002.values():
        db.execute(statement)


_VIEWS_SCHEMA: Schema = _EVENTS_SCHEMA | {("view", name, name, sql) for name, sql in VIEWS_OF_0002.items()}

STEPS: tuple[Migration, ...] = (
    Migration("0001_events", _create_events, _EVENTS_SCHEMA),
    Migration("0002_views", _create_views, _VIEWS_SCHEMA),
)
"""Every step ever. A file's version (``user_version``) is the number of them applied to it."""


def newest_version() -> int:
    """The schema version of this program."""
    return len(STEPS)


def expected_schema(version: int) -> Schema:
    """The exact schema of a file of that version."""
    return STEPS[version - 1].schema


def expected_record(version: int) -> Sequence[str]:
    """The steps recorded in a file of that version."""
    return [step.name for step in STEPS[:version]]


def migrate(connection: sqlite3.Connection) -> None:
    """Migrate an empty file, or one of an older version, to the newest schema.

    Must be called inside a transaction, which the caller commits or rolls back.
    """
    from sqlite_utils import Database, Migrations

    history = Migrations("skillgap")
    for step in STEPS:
        history(name=step.name)(step.apply)
    db = Database(connection, execute_plugins=False)
    if not db.table(Migrations.migrations_table).exists():
        db.execute(_RECORD)
        db.execute(_RECORD_INDEX)
    history.apply(db)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {newest_version()}")

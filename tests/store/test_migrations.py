"""Migrations: every file records those applied to it, and an older one is migrated completely or not at all."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING

import pytest

from store import migrations
from store.backup_reader import read_checked
from store.backup_repository import BackupRepository
from store.backups import Reason, list_backups
from store.errors import ShrunkFile
from store.journal import Journal, StoreError
from store.opening import ExpectedContent
from tests.store.conftest import look_at
from tests.store.sayings import say

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

NEWEST = migrations.newest_version()
"""Read before any test adds a migration."""
NAMES = [step.name for step in migrations.STEPS]
GOALS = "CREATE VIEW goals AS SELECT value FROM events WHERE kind = 'goal'"


def _add_goals(db: Database) -> None:
    db.execute(GOALS)


def _fail(db: Database) -> None:
    db.execute("CREATE TABLE half (a)")
    db.execute("INSERT INTO nowhere VALUES (1)")


def _add_step(patch: pytest.MonkeyPatch, step: migrations.Migration) -> None:
    patch.setattr(migrations, "STEPS", (*migrations.STEPS, step))


@pytest.fixture
def goals() -> migrations.Migration:
    schema = migrations.expected_schema(NEWEST) | {("view", "goals", "goals", GOALS)}
    return migrations.Migration("9999_goals", _add_goals, schema)


def test_a_new_file_records_its_migrations_and_application_id(kept: Path) -> None:
    with contextlib.closing(sqlite3.connect(kept)) as connection:
        rows = connection.execute("SELECT id, migration_set, name, applied_at FROM _sqlite_migrations").fetchall()
        assert [row[:3] for row in rows] == [(number, "skillgap", name) for number, name in enumerate(NAMES, 1)]
        assert rows[0][3].endswith("+00:00")
        assert connection.execute("PRAGMA application_id").fetchone() == (migrations.APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (NEWEST,)
        assert connection.execute("SELECT strict FROM pragma_table_list WHERE name = 'events'").fetchone() == (1,)
        columns = connection.execute("SELECT name, type, \"notnull\" FROM pragma_table_info('events')").fetchall()
    assert columns == [
        ("seq", "INTEGER", 1),
        ("id", "TEXT", 1),
        ("stamp", "INTEGER", 1),
        *[(name, "TEXT", 1) for name in ("said_on", "kind", "subject", "effective_on", "value", "digest")],
    ]


def test_an_older_file_is_migrated_with_every_event(
    kept: Path, goals: migrations.Migration, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Journal.open(kept) as journal:
        events = journal.events()
    _add_step(monkeypatch, goals)
    with Journal.open(kept) as journal:
        assert journal.events() == events
        journal.append([say(100)])
    with Journal.open(kept) as journal:
        assert journal.events() == (*events, say(100))
    with contextlib.closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (NEWEST + 1,)
        names = connection.execute("SELECT name FROM _sqlite_migrations ORDER BY id").fetchall()
        assert names == [*((name,) for name in NAMES), ("9999_goals",)]
        assert connection.execute("SELECT count(*) FROM goals").fetchone() != (None,)


def test_a_migrated_file_is_refused_by_the_older_program(
    kept: Path, goals: migrations.Migration, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        _add_step(patch, goals)
        Journal.open(kept).close()
    before = look_at(kept.parent)
    with pytest.raises(StoreError, match=rf"newer Skillgap \(file version {NEWEST + 1}; this one reads up to {NEWEST}"):
        Journal.open(kept)
    assert look_at(kept.parent) == before


def test_a_new_file_gets_every_migration(
    path: Path, goals: migrations.Migration, monkeypatch: pytest.MonkeyPatch
) -> None:
    _add_step(monkeypatch, goals)
    with Journal.open(path) as journal:
        journal.append([say(1)])
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert set(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")) == goals.schema


def test_a_migration_that_fails_or_gives_another_schema_leaves_the_file_byte_identical(
    kept: Path, goals: migrations.Migration, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept.read_bytes()
    for step in (
        migrations.Migration("9999_fails", _fail, goals.schema),
        migrations.Migration("9999_other", _add_goals, migrations.expected_schema(NEWEST)),
    ):
        with monkeypatch.context() as patch:
            _add_step(patch, step)
            with pytest.raises(StoreError, match="left it untouched"):
                Journal.open(kept)
        assert kept.read_bytes() == before
        assert sorted(each.name for each in kept.parent.iterdir()) == ["backups", kept.name]
    with Journal.open(kept) as journal:
        assert len(journal.events()) == 40


def test_a_damaged_older_file_is_not_migrated(
    kept: Path, goals: migrations.Migration, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = kept.read_bytes()
    at = content.index("größer".encode())
    kept.write_bytes(content[:at] + b"G" + content[at + 1 :])
    before = look_at(kept.parent)
    _add_step(monkeypatch, goals)
    with pytest.raises(StoreError, match="has been altered"):
        Journal.open(kept)
    assert look_at(kept.parent) == before


@pytest.mark.parametrize("folder", [None, "another"])
def test_a_file_is_backed_up_before_it_is_migrated(
    kept: Path, goals: migrations.Migration, monkeypatch: pytest.MonkeyPatch, folder: str | None
) -> None:
    chosen = kept.parent / folder if folder else None
    if chosen:
        chosen.mkdir()
    with Journal.open(kept) as journal:
        events = journal.events()
    assert list_backups(kept, chosen) == []
    _add_step(monkeypatch, goals)
    Journal.open(kept, backup_folder=chosen).close()
    (backup,) = list_backups(kept, chosen)
    assert (backup.reason, backup.version) == (Reason.BEFORE_MIGRATION, NEWEST)
    reading = read_checked(backup.path)
    assert (reading.version, tuple(reading.events)) == (NEWEST, events)
    Journal.open(kept).close()
    assert list_backups(kept, chosen) == [backup]  # there was nothing left to migrate


def test_an_older_backup_is_migrated_before_it_is_put_in_place(
    kept: Path, goals: migrations.Migration, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = BackupRepository(kept)
    with vault.open() as journal:
        events = journal.events()
        make = vault.copy()
        assert make
        backup = make()
    _add_step(monkeypatch, goals)
    migrated = []
    migrate = migrations.migrate

    def note(connection: sqlite3.Connection) -> None:
        migrated.append(0)
        migrate(connection)

    monkeypatch.setattr(migrations, "migrate", note)
    with vault.open() as journal:
        journal.append([say(100)])
        migrated.clear()
        with vault.restoring(backup.path) as replacement:
            replacement.make()
            assert migrated == [0]
            replacement.put_in_place()
        assert migrated == [0], "nothing slow is left for the thread of the window"
        assert journal.events() == events
        journal.append([say(101)])
    assert read_checked(kept).version == NEWEST + 1
    assert read_checked(backup.path).version == NEWEST


def test_nobody_can_write_between_the_backup_and_the_migration(
    kept: Path, goals: migrations.Migration, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def intrude(*_: object, **__: object) -> None:
        with contextlib.closing(sqlite3.connect(kept, timeout=0, isolation_level=None)) as other:
            for statement in ("BEGIN IMMEDIATE", "SELECT count(*) FROM events"):
                with pytest.raises(sqlite3.OperationalError, match="locked"):
                    other.execute(statement).fetchall()
                tried.append(statement)

    _add_step(monkeypatch, goals)
    monkeypatch.setattr("store.backups.keep", intrude)
    with Journal.open(kept) as journal:
        assert len(journal.events()) == 40
    assert len(tried) == 2


def test_without_the_backup_there_is_no_migration(
    kept: Path, goals: migrations.Migration, monkeypatch: pytest.MonkeyPatch
) -> None:
    (kept.parent / "backups").write_text("mine")
    before = look_at(kept.parent)
    _add_step(monkeypatch, goals)
    with pytest.raises(StoreError, match=r"up to date. The backup failed: .* The file was left untouched."):
        Journal.open(kept)
    assert look_at(kept.parent) == before


def test_a_shrunk_file_is_not_migrated(
    kept: Path, goals: migrations.Migration, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = look_at(kept.parent)
    _add_step(monkeypatch, goals)
    with pytest.raises(ShrunkFile, match="holds 40 entries, but held 41"):
        Journal.open(kept, ExpectedContent(41, "an-id"))
    assert look_at(kept.parent) == before
    assert list_backups(kept) == []


def test_a_backup_of_an_older_version_is_restored_and_migrated(
    kept: Path, goals: migrations.Migration, monkeypatch: pytest.MonkeyPatch
) -> None:
    _add_step(monkeypatch, goals)
    repository = BackupRepository(kept)
    with repository.open() as journal:
        (backup,) = repository.backups()
        journal.append([say(1000)])
        repository.restoring(backup.path).run()
        assert len(journal.events()) == 40
        journal.append([say(1001)])
    with contextlib.closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (NEWEST + 1,)
        assert connection.execute("SELECT count(*) FROM events").fetchone() == (41,)


def test_a_file_of_the_first_version_gets_the_views_and_keeps_every_event(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", migrations.STEPS[:1])
        with Journal.open(path) as journal:
            journal.append([say(number) for number in range(1, 9)])
            events = journal.events()
    before = _rows_of_events(path)
    with Journal.open(path) as journal:
        assert journal.events() == events
    assert _rows_of_events(path) == before
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert set(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")) == (
            migrations.expected_schema(NEWEST)
        )
    assert [backup.version for backup in list_backups(path)] == [1]


def _rows_of_events(path: Path) -> list[tuple[object, ...]]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT * FROM events ORDER BY seq").fetchall()

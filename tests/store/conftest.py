from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest

from store.journal import Journal
from tests.posix import account, act_as, give_to
from tests.store.sayings import say_many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Snapshot: TypeAlias = dict[str, tuple[bytes, int, int]]


def look_at(folder: Path) -> Snapshot:
    """The bytes, mtime and mode of every file in a folder."""
    return {
        each.name: (each.read_bytes(), each.stat().st_mtime_ns, each.stat().st_mode)
        for each in folder.iterdir()
        if each.is_file()
    }


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The path for a journal that does not exist yet."""
    return tmp_path / "skillgap.db"


@pytest.fixture
def kept(path: Path) -> Path:
    """A closed journal of forty events."""
    with Journal.open(path) as journal:
        journal.append(say_many(40))
    return path


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[sqlite3.Connection]:
    """Every connection opened from now on, in order."""
    opened: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def remember(*args: object, **options: object) -> sqlite3.Connection:
        opened.append(connect(*args, **options))  # type: ignore[call-overload]  # passes on what it was given
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", remember)
    return opened


@pytest.fixture
def tamper(kept: Path) -> Callable[[str], None]:
    """Runs SQL on the closed journal, bypassing its triggers."""

    def run(script: str) -> None:
        with contextlib.closing(sqlite3.connect(kept, isolation_level=None)) as connection:
            triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _ in triggers:
                connection.execute(f"DROP TRIGGER {name}")
            connection.executescript(script)
            for _, sql in triggers:
                connection.execute(sql)

    return run


@pytest.fixture
def without_privileges() -> Iterator[Path]:
    """A folder that belongs to an ordinary account, with that account's privileges: root may write anywhere."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if account() != 0:
            yield folder
            return
        nobody = 65534
        give_to(folder, nobody)
        act_as(nobody)
        try:
            yield folder
        finally:
            act_as(0)

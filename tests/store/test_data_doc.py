"""The page about the file is true of the file."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from roadmaps.journal import KINDS, canonical, replay
from store import migrations
from store.journal import Journal
from tests.store.sayings import DAY, say_many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGE = (Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"\n([^\n]+)\n\n```sql\n(.*?)```", PAGE, flags=re.DOTALL)


def _table(heading: str) -> list[list[str]]:
    """The cells of the first table under a heading, without its header."""
    section = PAGE.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


@pytest.fixture
def year(path: Path) -> Path:
    with Journal.open(path) as journal:
        journal.append(say_many(500))
    return path


@pytest.fixture
def connection(year: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(year)) as connection:
        yield connection


def test_the_page_lists_every_kind_with_its_subject_and_initial_value() -> None:
    rows = _table("Kinds of event")
    assert [(row[0].strip("`"), row[1], json.loads(row[3].strip("`"))) for row in rows] == [
        (name, kind.subject.value, kind.values.default) for name, kind in KINDS.items()
    ]


def test_the_page_lists_every_column_and_view(connection: sqlite3.Connection) -> None:
    columns = [row[0] for row in connection.execute("SELECT name FROM pragma_table_info('events')")]
    assert [row[0].strip("`") for row in _table("Tables")[: len(columns)]] == columns
    status = [row[0] for row in connection.execute("SELECT name FROM pragma_table_info('can_do_status')")]
    assert [row[0].strip("`") for row in _table("Views")[: len(status)]] == status
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"):
        assert f"`{name}`" in PAGE
    views = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
    for view in views:
        described = PAGE.split(f"\n`{view}`:")[1].split("\n`")[0].split("\n## ")[0]
        for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", [view]):
            assert f"`{name}`" in described, f"{view}.{name}"


def test_the_page_gives_the_numbers_in_the_header() -> None:
    assert f"`PRAGMA user_version`, now {migrations.newest_version()}." in PAGE
    assert f"`PRAGMA application_id` is {migrations.APPLICATION_ID}, the letters `SKGP`" in PAGE
    assert migrations.APPLICATION_ID.to_bytes(4, "big") == b"SKGP"


@pytest.mark.parametrize(("question", "query"), QUERIES, ids=[question for question, _ in QUERIES])
def test_every_query_on_the_page_returns_rows(connection: sqlite3.Connection, question: str, query: str) -> None:
    assert question
    assert connection.execute(query, {"day": DAY.replace(month=9).isoformat()}).fetchall() != []


def test_the_as_of_query_agrees_with_the_program(connection: sqlite3.Connection) -> None:
    (query,) = (query for question, query in QUERIES if "as of a day" in question)
    for day in (DAY, DAY.replace(month=5), DAY.replace(month=12)):
        found = dict(connection.execute(query, {"day": day.isoformat()}))
        ticks = replay(say_many(500), as_of=day).ticks
        assert found == {
            can_do: canonical("before" if tick.day is None else f"on {tick.day.isoformat()}")
            for can_do, tick in ticks.items()
        }


def test_the_digest_code_on_the_page_finds_altered_rows(
    kept: Path, tamper: Callable[[str], None], tmp_path: Path
) -> None:
    (recipe,) = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
    names: dict[str, object] = {}
    exec(compile(recipe, "data.md", "exec"), names)
    first_wrong_row = cast("Callable[[Path], int | None]", names["first_wrong_row"])
    assert first_wrong_row(kept) is None
    whole = tmp_path / "whole"
    shutil.copy(kept, whole)
    tamper("UPDATE events SET subject = subject || 's' WHERE seq = 9")
    assert first_wrong_row(kept) == 9
    assert first_wrong_row(whole) is None

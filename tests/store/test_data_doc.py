"""The page about the file is true of the file."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import sqlite3
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from roadmaps.catalogue import load_catalogue
from roadmaps.gap import SkillState, measure_gap
from roadmaps.journal import KINDS, Event, Kind, canonical, replay, tick_value
from roadmaps.plan.example_life import example_events
from roadmaps.report import data_tables
from store import migrations
from store.data_copy import data_copy
from store.journal import Journal
from tests.store.sayings import say_many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from roadmaps.catalogue import Catalogue
    from roadmaps.journal import Json, StudySession

TODAY = date(2026, 11, 21)
ASKED = date(2026, 5, 12)
"""The day for which the page asks."""
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


def _example() -> tuple[Catalogue, tuple[Event, ...]]:
    """A made-up year on the shipped catalogue, and with it one skill set aside and another piece of evidence."""
    catalogue = load_catalogue()
    events = example_events(catalogue.roadmaps["ds-to-mle"], TODAY)
    skill = next(iter(catalogue.skills.values()))
    more: dict[str, tuple[str, Json]] = {
        Kind.SET_ASIDE: (skill.id, True),
        Kind.EVIDENCE: ("e-2", {"can_do": skill.can_dos[0].id, "address": "x y"}),
    }
    for kind, (subject, value) in more.items():
        events = (*events, Event(kind, events[-1].stamp + 1, TODAY, kind, subject, TODAY, value))
    return catalogue, events


@pytest.fixture(scope="module")
def answers() -> dict[str, list[tuple[object, ...]]]:
    """What each query on the page has to return, worked out by the program."""
    catalogue, events = _example()
    now, then = replay(events), replay(events, as_of=ASKED)
    gap = measure_gap(catalogue.roadmaps["ds-to-mle"], now)
    days = {can_do: tick.day.isoformat() if tick.day else None for can_do, tick in now.ticks.items()}
    sessions: dict[str, list[StudySession]] = {}
    for session in now.study.values():
        sessions.setdefault(session.skill_id, []).append(session)
    said_on = {event.subject: event.said_on.isoformat() for event in events if event.kind == Kind.SET_ASIDE}
    others = {roadmap.to_role.name: measure_gap(roadmap, now).total for roadmap in catalogue.roadmaps.values()}
    ready = [each for each in gap.scope if each.state is SkillState.READY]
    before: dict[tuple[str, str], str] = {}
    recorded = []
    for event in events:
        value = canonical(event.value)
        if event.said_on == ASKED:
            moment = datetime.fromtimestamp(event.stamp // 1_000_000, UTC).strftime("%Y-%m-%d %H:%M:%S")
            earlier = before.get((event.kind, event.subject))
            recorded.append((moment, event.kind, event.subject, earlier, value, event.effective_on.isoformat()))
        before[event.kind, event.subject] = value
    evidence = sorted((each.can_do_id, each.address) for each in now.evidence.values())
    return {
        "What can I do, and since when?": [
            (can_do, day or "before I started")
            for can_do, day in sorted(days.items(), key=lambda each: (each[1] or "", each[0]))
        ],
        "What could I do as of a day?": [
            (can_do, canonical(tick_value(tick))) for can_do, tick in sorted(then.ticks.items())
        ],
        "Can-dos learned in each month:": sorted(Counter(day[:7] for day in days.values() if day).items()),
        "Hours studied for each skill:": [
            (
                skill,
                sum(each.minutes for each in logged) / 60,
                len(logged),
                max(each.day for each in logged).isoformat(),
            )
            for skill, logged in sessions.items()
        ],
        "Which evidence have I attached?": [*evidence],
        "Which skills are set aside?": sorted((skill, said_on[skill]) for skill in now.set_aside),
        "Everything recorded on a day, in order:": [*recorded],
        "How ready am I for each role?": sorted(
            (role, total.ticked, total.can_dos, total.percent) for role, total in others.items()
        ),
        "What can I start now, the shortest first?": [
            (each.skill.name, each.hours_left.low, each.hours_left.high)
            for each in sorted(ready, key=lambda each: (each.hours_left.low + each.hours_left.high, each.skill.id))
        ],
        "How many hours are left in each category?": sorted(
            (category.name, tally.hours_left.low, tally.hours_left.high)
            for category, tally in zip(catalogue.categories.values(), gap.by_category.values(), strict=True)
        ),
        "Which evidence shows which can-do?": [
            (catalogue.skills[catalogue.can_dos[can_do].skill_id].name, catalogue.can_dos[can_do].text, address)
            for can_do, address in evidence
        ],
    }


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy with names of the example."""
    catalogue, events = _example()
    path = tmp_path_factory.mktemp("copy") / "Skillgap data.sqlite"
    path.write_bytes(data_copy(events, data_tables(catalogue, catalogue.roadmaps["ds-to-mle"], events, TODAY)))
    return path


def test_every_query_on_the_page_has_an_answer(answers: dict[str, list[tuple[object, ...]]]) -> None:
    assert [question for question, _ in QUERIES] == [*answers]
    assert len(QUERIES) >= 10
    assert all(answers.values()), "no query is answered by nothing"


@pytest.mark.parametrize(("question", "query"), QUERIES, ids=[question for question, _ in QUERIES])
def test_every_query_on_the_page_returns_what_the_program_shows(
    question: str, query: str, answers: dict[str, list[tuple[object, ...]]], copy: Path, path: Path
) -> None:
    files = [copy]
    if query in PAGE.split("## The copy with names")[0]:  # what needs no names also works on the user's own file
        with Journal.open(path) as journal:
            journal.append(_example()[1])
        files.append(path)
    for file in files:
        with contextlib.closing(sqlite3.connect(file)) as connection:
            found = connection.execute(query, {"day": ASKED.isoformat()}).fetchall()
        expected = answers[question]
        if question == "Hours studied for each skill:":  # skills with equal hours may come in any order
            found, expected = sorted(found), sorted(expected)
        assert [[_close(cell) for cell in row] for row in found] == [[_close(cell) for cell in row] for row in expected]


def _close(cell: object) -> object:
    """Hours may be added in another order, and one query rounds them to a decimal."""
    return pytest.approx(cell, abs=0.051) if isinstance(cell, float) else cell


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

"""The copy for other tools says what the program says, and is pleasant in sqlite-utils and Datasette."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from roadmaps.catalogue import load_catalogue
from roadmaps.gap import measure_gap
from roadmaps.journal import replay
from roadmaps.plan.example_life import example_events
from roadmaps.report import DataTable, data_tables
from roadmaps.study import last_use
from store.data_copy import data_copy
from store.errors import StoreError
from store.journal import Journal
from tests.store.sayings import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from roadmaps.catalogue import Catalogue
    from roadmaps.journal import Event

TODAY, EARLIER = date(2026, 11, 21), date(2026, 4, 1)
PAGE = (Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8")
COPY = PAGE.split("## The copy with names")[1].split("\n## ")[0]


def opened(path: Path) -> Database:
    from sqlite_utils import Database

    return Database(path)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def events(catalogue: Catalogue) -> tuple[Event, ...]:
    return tuple(example_events(catalogue.roadmaps["ds-to-mle"], TODAY))


@pytest.fixture(scope="module", params=[None, EARLIER], ids=["today", "earlier"])
def as_of(request: pytest.FixtureRequest) -> date | None:
    day: date | None = request.param
    return day


@pytest.fixture
def db(catalogue: Catalogue, events: tuple[Event, ...], as_of: date | None, tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "copy.sqlite"
    path.write_bytes(data_copy(events, data_tables(catalogue, catalogue.roadmaps["ds-to-mle"], events, TODAY, as_of)))
    db = opened(path)
    yield db
    db.close()


def test_the_state_of_every_skill_is_that_of_the_day(
    db: Database, catalogue: Catalogue, events: tuple[Event, ...], as_of: date | None
) -> None:
    progress, day = replay(events, as_of), as_of or TODAY
    rows = {(row["roadmap"], row["skill"]): row for row in db.table("skill_states").rows}
    assert len(rows) == len(catalogue.roadmaps) * len(catalogue.skills)
    for roadmap in catalogue.roadmaps.values():
        gap = measure_gap(roadmap, progress)
        for skill_id, each in gap.skills.items():
            row, used_on = rows[roadmap.id, skill_id], last_use(each.skill, progress, day)
            studied = (s.minutes for s in progress.study.values() if s.skill_id == skill_id and s.day <= day)
            assert row == {
                "roadmap": roadmap.id, "skill": skill_id, "scope": each.scope_status.value,
                "need": each.need.value if each.need else None, "target_level": each.target, "level": each.level,
                "kind": each.kind.value, "state": each.state.value, "can_dos": len(each.needed),
                "ticked": len(each.ticked), "hours_left_low": each.hours_left.low,
                "hours_left_high": each.hours_left.high, "minutes_logged": sum(studied),
                "last_used": used_on.isoformat() if used_on else None,
            }  # fmt: skip
        (total,) = db.table("roadmaps").rows_where("id = ?", [roadmap.id])
        assert (total["ticked"], total["can_dos"], total["percent"]) == (
            gap.total.ticked, gap.total.can_dos, gap.total.percent
        )  # fmt: skip
    about = {row["name"]: row["value"] for row in db.table("about").rows}
    assert about == {"as of": day.isoformat(), "catalogue": catalogue.version}
    ticked = {row["id"]: row["day"] for row in db.table("can_dos").rows_where("status <> 'no'")}
    assert ticked == {id: tick.day.isoformat() if tick.day else None for id, tick in progress.ticks.items()}


def test_every_name_is_there_and_every_reference_leads_somewhere(db: Database, catalogue: Catalogue) -> None:
    assert [*db.query("PRAGMA integrity_check")] == [{"integrity_check": "ok"}]
    assert [*db.query("PRAGMA foreign_key_check")] == []
    assert {row["id"]: row["name"] for row in db.table("skills").rows} == {
        id: skill.name for id, skill in catalogue.skills.items()
    }
    assert {row["id"]: row["text"] for row in db.table("can_dos").rows} == {
        id: can_do.text for id, can_do in catalogue.can_dos.items()
    }
    assert sum(row["hours_high"] for row in db.table("can_dos").rows) == pytest.approx(
        sum(skill.hours.high for skill in catalogue.skills.values())
    )
    references = {(table.name, key.column, key.other_table) for table in db.tables for key in table.foreign_keys}
    assert len(references) == 13
    assert ("skill_states", "skill", "skills") in references
    assert all(table.pks != ["rowid"] for table in db.tables), "each row has an address in Datasette"


def test_the_whole_history_and_every_view_are_in_it(db: Database, events: tuple[Event, ...]) -> None:
    assert db.table("events").count == len(events)
    progress = replay(events)
    assert {row["session"] for row in db.query("SELECT * FROM study_sessions")} == {*progress.study}
    assert {row["skill"]: row["text"] for row in db.query("SELECT * FROM notes")} == progress.notes
    assert {view.name for view in db.views} == {
        "can_do_status", "study_sessions", "value_periods", "notes", "evidence", "history",
    }  # fmt: skip


def test_the_page_names_every_table_and_column(db: Database) -> None:
    described = dict(re.findall(r"^\| `(\w+)` \| (.*)$", COPY, flags=re.MULTILINE))
    tables = {table.name: table for table in db.tables if table.name != "events"}
    assert described.keys() == tables.keys()
    for name, table in tables.items():
        owners = {key.column for key in table.foreign_keys}
        named = set(re.findall(r"`(\w+)`", described[name]))
        assert {column.name for column in table.columns} - owners - {"id", "name"} <= named, name


def test_it_does_not_open_as_a_file_of_ours(db: Database, tmp_path: Path) -> None:
    db.close()
    before = (tmp_path / "copy.sqlite").read_bytes()
    with pytest.raises(StoreError, match="another program’s database"):
        Journal.open(tmp_path / "copy.sqlite")
    assert (tmp_path / "copy.sqlite").read_bytes() == before


def test_odd_values_are_copied_letter_for_letter(tmp_path: Path) -> None:
    rows: list[tuple[Any, ...]] = [("a'b\"; DROP TABLE x; --", None, 1.5), ("größer 速い 🙂\n", 2**62, 0.0)]
    tables = [DataTable("odd", {"id": str, "number": int, "hours": float}, ("id",), rows)]
    path = tmp_path / "odd.sqlite"
    path.write_bytes(data_copy([say(1, "größer\n", kind="note", subject="x")], tables))
    db = opened(path)
    assert [tuple(row.values()) for row in db.table("odd").rows] == rows
    assert [row["text"] for row in db.query("SELECT * FROM notes")] == ["größer\n"]
    db.close()


def test_a_copy_of_nothing_is_still_one(catalogue: Catalogue) -> None:
    assert data_copy([], data_tables(catalogue, catalogue.roadmaps["ds-to-mle"], [], TODAY)).startswith(
        b"SQLite format 3"
    )

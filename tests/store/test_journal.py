"""The journal stores every event, unchanged, and nothing else."""

from __future__ import annotations

import contextlib
import itertools
import sqlite3
import subprocess
import sys
import threading
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given

from roadmaps.journal import canonical
from store.journal import Journal
from tests.examples import examples
from tests.store.conftest import look_at
from tests.store.sayings import DAY, at, histories, say, say_many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmaps.journal import Event, Json

ROOT = Path(__file__).parents[2]
_numbers = itertools.count()


def test_there_is_no_file_before_the_first_event(path: Path) -> None:
    with Journal.open(path) as journal:
        assert journal.events() == ()
        journal.append([])
    assert list(path.parent.iterdir()) == []


def test_events_are_read_back_in_order(path: Path) -> None:
    events = say_many(150)
    with Journal.open(path) as journal:
        journal.append(events[:1])
        journal.append(events[1:100])
        for event in events[100:]:
            journal.append([event])
        assert list(journal.events()) == events
    with Journal.open(path) as journal:
        assert list(journal.events()) == events


def test_a_closed_journal_is_one_file(kept: Path) -> None:
    with Journal.open(kept) as journal:
        journal.append([say(100)])
        journal.append([say(101)])
    assert [each.name for each in kept.parent.iterdir()] == [kept.name]


def test_opening_and_closing_changes_nothing(kept: Path) -> None:
    before = look_at(kept.parent)
    with Journal.open(kept) as journal:
        assert len(journal.events()) == 40
    assert look_at(kept.parent) == before


@examples(60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=histories(), second=histories())
def test_any_history_is_read_back_unchanged(tmp_path: Path, first: Sequence[Event], second: Sequence[Event]) -> None:
    path = tmp_path / f"{next(_numbers)}.db"
    known = {event.id for event in first}
    later = [event for event in second if event.id not in known and (not first or event.order > first[-1].order)]
    with Journal.open(path) as journal:
        journal.append(first)
        journal.append(later)
        in_memory = journal.events()
    with Journal.open(path) as journal:
        read_back = journal.events()
    assert read_back == in_memory == (*first, *later)
    # True == 1 and 0.0 == -0.0 in Python, but here they must differ.
    assert [canonical(event.value) for event in read_back] == [canonical(event.value) for event in (*first, *later)]


def test_the_journal_keeps_its_own_copy_of_a_value(path: Path) -> None:
    value: dict[str, Json] = {"skill": "docker", "minutes": 30, "text": "", "link": None}
    with Journal.open(path) as journal:
        journal.append([say(1, value)])
        value["minutes"] = 999
        assert journal.events()[0].value == {"skill": "docker", "minutes": 30, "text": "", "link": None}


@pytest.mark.parametrize(
    "events",
    [
        pytest.param([say(100), say(99)], id="stamps run backwards within"),
        pytest.param([say(39)], id="stamp before the last one kept"),
        pytest.param([at(say(1), 100)], id="id kept already"),
        pytest.param([say(100), at(say(100), 101)], id="id twice"),
        pytest.param([say(100), say(100)], id="event twice"),
        pytest.param([at(say(101), 100), at(say(100), 100)], id="one moment, ids out of order"),
        pytest.param([say(100, "\ud800")], id="lone surrogate in a value"),
        pytest.param([say(100, subject="\udfff")], id="lone surrogate in a subject"),
        pytest.param([say(100, float("nan"))], id="not a number"),
        pytest.param([say(100, [float("inf")])], id="infinity"),
        pytest.param([say(2**63)], id="stamp that SQLite cannot hold"),
        pytest.param([say(100)._replace(said_on=datetime(2026, 3, 2, 12))], id="a moment for a day"),
        pytest.param([say(100)._replace(value={1, 2})], id="a set"),  # type: ignore[arg-type]  # the wrong type is the test
        pytest.param([say(100)._replace(value=("a",))], id="a tuple"),  # type: ignore[arg-type]  # likewise
        pytest.param([say(100)._replace(value={1: "a"})], id="a number for a key"),  # type: ignore[dict-item]  # likewise
    ],
)
def test_events_that_cannot_be_stored_are_a_bug_and_never_reach_the_file(kept: Path, events: list[Event]) -> None:
    with Journal.open(kept) as journal:
        before, on_disk = journal.events(), kept.read_bytes()
        with pytest.raises(ValueError, match=r"event|stamp"):
            journal.append([say(50), *events] if events[0].stamp > 50 else events)
        assert journal.events() == before
        assert kept.read_bytes() == on_disk
        journal.append([say(60)])
        assert journal.events() == (*before, say(60))


def test_a_value_nested_too_deeply_is_refused(path: Path) -> None:
    value: Json = []
    for _ in range(51):
        value = [value]
    with Journal.open(path) as journal, pytest.raises(ValueError, match="nested more than 50 deep"):
        journal.append([say(1, value)])
    assert not path.exists()


def test_a_closed_journal_can_be_read_but_not_written(kept: Path) -> None:
    journal = Journal.open(kept)
    journal.close()
    journal.close()
    assert len(journal.events()) == 40
    with pytest.raises(ValueError, match="closed"):
        journal.append([say(100)])


@pytest.mark.parametrize(
    ("statement", "verb"),
    [
        ("UPDATE events SET value = '\"no\"' WHERE seq = 3", "changed"),
        ("UPDATE events SET seq = 999 WHERE seq = 3", "changed"),
        ("DELETE FROM events WHERE seq = 3", "deleted"),
        ("DELETE FROM events", "deleted"),
        ("INSERT OR REPLACE INTO events SELECT 3, 'x', 1, 'x', 'x', 'x', 'x', 'x', 'x'", "replaced"),
        ("REPLACE INTO events SELECT 99, id, 1, 'x', 'x', 'x', 'x', 'x', 'x' FROM events WHERE seq = 3", "replaced"),
    ],
)
def test_triggers_refuse_updates_deletes_and_replacements(kept: Path, statement: str, verb: str) -> None:
    with contextlib.closing(sqlite3.connect(kept, isolation_level=None)) as connection:
        connection.execute("PRAGMA recursive_triggers = OFF")
        before = connection.execute("SELECT * FROM events").fetchall()
        with pytest.raises(sqlite3.IntegrityError, match=f"never {verb}"):
            connection.execute(statement)
        assert connection.execute("SELECT * FROM events").fetchall() == before


def test_reading_loads_neither_sqlite_utils_nor_numpy(kept: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from store.journal import Journal\n"
        "with Journal.open(Path(sys.argv[1])) as journal: print(len(journal.events()))\n"
        "print(sorted({'sqlite_utils', 'numpy', 'click', 'PySide6', 'matplotlib'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(kept)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:2] == ["40", "[]"]


def test_warming_up_in_a_thread_while_writing_is_harmless(path: Path) -> None:
    program = (
        "import sys, threading; from pathlib import Path; from store.journal import Journal\n"
        "from tests.store.sayings import say_many\n"
        "with Journal.open(Path(sys.argv[1])) as journal:\n"
        "    warming = threading.Thread(target=journal.warm_up); warming.start()\n"
        "    for event in say_many(5): journal.append([event])\n"
        "    warming.join(); print('sqlite_utils' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "True\n"
    with Journal.open(path) as journal:
        assert list(journal.events()) == say_many(5)


def test_warming_up_again_from_many_threads_does_nothing(kept: Path) -> None:
    with Journal.open(kept) as journal:
        threads = [threading.Thread(target=journal.warm_up) for _ in range(4)]
        for thread in threads:
            thread.start()
        journal.append([say(100, day=DAY)])
        for thread in threads:
            thread.join()
        assert len(journal.events()) == 41

"""The views agree with the program."""

from __future__ import annotations

import contextlib
import itertools
import sqlite3
from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from roadmaps.journal import Event, Kind, read_tick, replay
from store.journal import Journal
from tests.examples import examples
from tests.store.sayings import say_many

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from roadmaps.journal import Json

_numbers = itertools.count()

_ticks: st.SearchStrategy[Json] = st.sampled_from(
    ["before", "no", "on 2026-03-02", "on 2024-02-29", "on 2023-02-29", "on 2026-13-01", "ON 2026-03-02", "on x",
     "on 2026-03-021", "yes", "", None, True, 3, ["no"], {"on": "2026-03-02"}]
)  # fmt: skip
_sessions: st.SearchStrategy[Json] = st.sampled_from(
    [
        None,
        {"skill": "docker", "minutes": 30, "text": "größer", "link": "notes/7"},
        {"skill": "docker", "minutes": 0, "text": "", "link": ""},
        {"skill": "git", "minutes": 45, "text": "two\nlines", "link": None},
        {"skill": "git", "minutes": 45, "text": "no link"},
        {"skill": "git", "minutes": -1, "text": "", "link": None},
        {"skill": "git", "minutes": 4.5, "text": "", "link": None},
        {"skill": "git", "minutes": True, "text": "", "link": None},
        {"skill": 3, "minutes": 4, "text": "", "link": None},
        {"skill": "git", "minutes": 4, "text": None, "link": None},
        {"skill": "git", "minutes": 4, "text": "", "link": 7},
        {"minutes": 4, "text": ""},
        {},
        "null",
        [],
        7,
    ]
)


@st.composite
def _histories(draw: st.DrawFn) -> Sequence[Event]:
    """Few subjects and stamps, with valid and invalid values, and events of other kinds in between."""
    events = []
    kinds = st.sampled_from([Kind.CAN_DO, Kind.STUDY, Kind.NOTE, "future"])
    for number in range(draw(st.integers(0, 14))):
        kind = draw(kinds)
        value = draw(_ticks) if kind == Kind.CAN_DO else draw(_sessions) if kind == Kind.STUDY else "no"
        day = date(2026, 3, draw(st.integers(1, 28)))
        id = f"{draw(st.sampled_from('aZé🙂0'))}{number}"
        subject = draw(st.sampled_from(["x", "X", "y"]))
        events.append(Event(id, draw(st.integers(1, 4)), day, kind, subject, day, value))
    return sorted(events, key=lambda event: event.order)


def _understood_last_words(events: Sequence[Event]) -> dict[str, tuple[str, str | None, str]]:
    """Replay in a few plain lines: can-do to status, day and the day it was recorded."""
    words = {}
    for event in events:
        if event.kind == Kind.CAN_DO:
            with contextlib.suppress(ValueError):
                tick = read_tick(event.value)
                status = "no" if tick is None else "before" if tick.day is None else "on"
                day = tick.day.isoformat() if tick is not None and tick.day is not None else None
                words[event.subject] = (status, day, event.said_on.isoformat())
    return words


def _rows(path: Path, view: str) -> list[tuple[Any, ...]]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"SELECT * FROM {view}").fetchall()


def _compare(path: Path, events: Sequence[Event]) -> None:
    with Journal.open(path) as journal:
        journal.append(events)
    progress = replay(events)
    status = _rows(path, "can_do_status")
    assert {row[0]: row[1:] for row in status} == _understood_last_words(events)
    assert len({row[0] for row in status}) == len(status)
    assert {row[0]: row[2] for row in status if row[1] != "no"} == {
        can_do: tick.day.isoformat() if tick.day else None for can_do, tick in progress.ticks.items()
    }
    sessions = _rows(path, "study_sessions")
    assert sorted(sessions, key=repr) == sorted(
        (
            (id, each.skill_id, each.day.isoformat(), each.minutes, each.text, each.link)
            for id, each in progress.study.items()
        ),
        key=repr,
    )


def test_the_views_agree_with_replay_for_a_year(path: Path) -> None:
    _compare(path, say_many(600))
    assert len(_rows(path, "can_do_status")) == 40
    assert len(_rows(path, "study_sessions")) > 10


@examples(80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=_histories())
def test_the_views_agree_with_replay_for_any_history(tmp_path: Path, events: Sequence[Event]) -> None:
    if events:
        _compare(tmp_path / f"{next(_numbers)}.db", events)

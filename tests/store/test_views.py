"""The views agree with the program."""

from __future__ import annotations

import contextlib
import itertools
import json
import sqlite3
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from roadmaps.journal import KINDS, Event, Kind, canonical, is_understood, read_tick, replay
from store.journal import Journal
from tests.examples import examples
from tests.store.sayings import say, say_many

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


_flags: st.SearchStrategy[Json] = st.sampled_from([True, False, None, "true", 1])
_days: st.SearchStrategy[Json] = st.sampled_from([None, "2026-03-02", "2026-02-30", "20260302", "", 7])
_VALUES: dict[str, st.SearchStrategy[Json]] = {
    Kind.CAN_DO: _ticks,
    Kind.MILESTONE: _ticks,
    Kind.STUDY: _sessions,
    Kind.SET_ASIDE: _flags,
    Kind.NOTE: st.sampled_from(["größer", "", None, 7, ["text"]]),
    Kind.STILL_CAN: _days,
    Kind.TARGET_DATE: _days,
    Kind.QUICK_ANSWER: st.sampled_from([0, 3, 4, "skip", None, True, 1.0]),
    Kind.ASKED_LEVEL: st.sampled_from([1, 3, 0, None, True]),
    Kind.EVIDENCE: st.sampled_from(
        [None, {"can_do": "x", "address": "a@b.org"}, {"can_do": "x", "address": ""}, {"can_do": 7, "address": "a"},
         {"address": "a"}, {}, [], 7]
    ),
}  # fmt: skip
"""Valid and invalid values of each kind of which the views tell them apart."""


@st.composite
def _histories(draw: st.DrawFn) -> Sequence[Event]:
    """Few subjects and stamps, with valid and invalid values, and events of other kinds in between."""
    events = []
    kinds = st.sampled_from([*_VALUES, Kind.CAN_DO, Kind.STUDY, "future"])
    for number in range(draw(st.integers(0, 14))):
        kind = draw(kinds)
        value = draw(_VALUES.get(kind, st.just("no")))
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
    _compare_periods(path, events)
    assert sorted(_rows(path, "notes")) == sorted(
        (skill, text, _said_on(events, Kind.NOTE, skill)) for skill, text in progress.notes.items()
    )
    assert sorted(_rows(path, "evidence")) == sorted(
        (id, each.can_do_id, each.address, _said_on(events, Kind.EVIDENCE, id))
        for id, each in progress.evidence.items()
    )
    _compare_history(path, events)
    sessions = _rows(path, "study_sessions")
    assert sorted(sessions, key=repr) == sorted(
        (
            (id, each.skill_id, each.day.isoformat(), each.minutes, each.text, each.link)
            for id, each in progress.study.items()
        ),
        key=repr,
    )


def _said_on(events: Sequence[Event], kind: Kind, subject: str) -> str:
    """The day on which the value that counts was recorded."""
    understood = (each for each in events if (each.kind, each.subject) == (kind, subject) and is_understood(each))
    return [*understood][-1].said_on.isoformat()


def _compare_periods(path: Path, events: Sequence[Event]) -> None:
    """On each day on which a value changes, the periods hold what replay gives for that day."""
    periods = [each for each in _rows(path, "value_periods") if each[0] in KINDS and not KINDS[each[0]].ignores_as_of]
    for day in {None, *(event.effective_on for event in events)}:
        held = replay(events, as_of=day)
        assert len({each[:2] for each in periods if _holds(each, day)}) == sum(_holds(each, day) for each in periods)
        assert {
            each[:3]: None
            for each in periods
            if _holds(each, day) and json.loads(each[2]) not in (KINDS[each[0]].values.default, [], None)
        }.keys() == {
            (kind, subject, canonical(_as_recorded(events, kind, subject, day)))
            for kind, subjects in held.values.items()
            if not KINDS[kind].ignores_as_of
            for subject in subjects
        }


def _holds(period: tuple[Any, ...], day: date | None) -> bool:
    *_, holds_from, holds_until, _ = period
    if day is None:
        return holds_until is None
    return holds_from <= day.isoformat() and (holds_until is None or day.isoformat() < holds_until)


def _as_recorded(events: Sequence[Event], kind: str, subject: str, day: date | None) -> Json:
    """The value as it was recorded: a session may hold more than replay reads of it."""
    return [
        each.value
        for each in events
        if (each.kind, each.subject) == (kind, subject)
        and is_understood(each)
        and (day is None or each.effective_on <= day)
    ][-1]


def _compare_history(path: Path, events: Sequence[Event]) -> None:
    rows = _rows(path, "history")
    with_text = [(each.kind, each.subject, canonical(each.value), each.said_on.isoformat()) for each in events]
    assert [(kind, subject, value, said_on) for _, _, said_on, kind, subject, _, value, _ in rows] == with_text[::-1]
    before: dict[tuple[str, str], str] = {}
    for _, _, _, kind, subject, value_before, value, _ in reversed(rows):
        assert value_before == before.get((kind, subject))
        before[kind, subject] = value


def test_the_history_gives_the_moment_in_utc(path: Path) -> None:
    with Journal.open(path) as journal:
        journal.append([say(2**63 - 1), say(1_772_442_000_000_000)])
    assert {row[1] for row in _rows(path, "history")} == {"2026-03-02 09:00:00", None}


def test_the_periods_split_where_a_later_entry_takes_over(path: Path) -> None:
    """A tick in May, taken back for good in August, and a correction of it that leaves no trace."""
    say_on = partial(say, subject="docker.x")
    may, june, august = date(2026, 5, 1), date(2026, 6, 1), date(2026, 8, 1)
    with Journal.open(path) as journal:
        journal.append(
            [
                say_on(1, "on 2026-06-01", day=june),
                say_on(2, "no", day=june),
                say_on(3, "on 2026-05-01", day=may),
                say_on(4, "no", day=august),
            ]
        )
    assert sorted(row[2:5] for row in _rows(path, "value_periods")) == [
        ('"no"', "2026-08-01", None),
        ('"on 2026-05-01"', "2026-05-01", "2026-08-01"),
    ]


def test_the_views_agree_with_replay_for_a_long_history(path: Path) -> None:
    _compare(path, say_many(300))
    assert len(_rows(path, "can_do_status")) == 39
    assert len(_rows(path, "study_sessions")) > 10


@examples(80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=_histories())
def test_the_views_agree_with_replay_for_any_history(tmp_path: Path, events: Sequence[Event]) -> None:
    if events:
        _compare(tmp_path / f"{next(_numbers)}.db", events)

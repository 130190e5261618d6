"""One reader decides which events count, and everything that counts, lists or draws events uses it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from time import process_time
from typing import TYPE_CHECKING

import pytest

from roadmaps.faults import Fault
from roadmaps.forecast.burn_up_series import started_on
from roadmaps.journal import (
    DEEPEST,
    HOURS_A_WEEK,
    LAST_STAMP,
    MOST_MINUTES,
    Event,
    Kind,
    Unsound,
    is_understood,
    next_stamp,
    read_event,
    read_json,
    replay,
    value_fault,
)

if TYPE_CHECKING:
    from roadmaps.journal import Json

DAY = date(2026, 3, 2)


def event(kind: str, subject: str, value: Json, stamp: int = 1, raw: str | None = None) -> Event:
    return Event(f"id-{stamp}", stamp, DAY, kind, subject, DAY, value, raw)


def nested(levels: int) -> str:
    return "[" * levels + "]" * levels


@pytest.mark.parametrize("text", [
    "NaN", "Infinity", "-Infinity", "1e999", "-1e999", '{"a":[1e999]}', '"\\ud800"', '["\\udc00\\ud800"]',
    '{"\\udfff":1}', '{"a":1,"a":1}', '{"x":{"a":1,"b":2,"a":3}}', "1" * 5000, nested(DEEPEST + 1), nested(900),
    nested(100_000), "[" * 100_000, '{"a":' * 60 + "1" + "}" * 60,
])  # fmt: skip
def test_what_readers_of_json_disagree_on_is_unsound(text: str) -> None:
    with pytest.raises(Unsound):
        read_json(text)


@pytest.mark.parametrize("text", [
    "0", "-0.0", "1e308", "true", "null", '""', '"\\ud83d\\ude42"', '"🙂"', '"[[[["', "1" * 3000, nested(DEEPEST),
    '{"a":{"a":{"a":1}}}', json.dumps("[" * 500), '"\\\\ud800"', "[" + "[]," * 5000 + "[]]",
])  # fmt: skip
def test_what_all_readers_take_is_sound(text: str) -> None:
    value = read_json(text)
    assert value == json.loads(text)
    assert value_fault(value) == ""


@pytest.mark.parametrize("text", ["", "nan", "[1,]", "{'a':1}", '"\x01"', "1 2"])
def test_what_is_not_json_is_reported_as_such(text: str) -> None:
    with pytest.raises(json.JSONDecodeError):
        read_json(text)


@pytest.mark.parametrize(("value", "is_sound"), [
    (float("nan"), False), (float("inf"), False), ({"a": [float("-inf")]}, False), ("\ud800", False),
    ({"\udc00": 1}, False), (10**5000, False), (json.loads(nested(DEEPEST + 1)), False), (10**3000, True),
    (json.loads(nested(DEEPEST)), True), ({"ü": ["🙂", None, True, 1.5]}, True),
], ids=range(10))  # fmt: skip
def test_a_value_is_judged_as_its_text_is(value: Json, is_sound: bool) -> None:
    assert (value_fault(value) == "") is is_sound


def test_an_unsound_event_is_listed_and_counts_nowhere() -> None:
    odd = [
        event(Kind.CAN_DO, "a", None, 1, "NaN"),
        event(Kind.GOAL, "goal", "ds-to-mle", 2**63 - 1)._replace(said_on=date(1999, 1, 1)),
        event(Kind.NOTE, "a", "x", -(2**63))._replace(said_on=date(1999, 1, 1)),
        event(Kind.NOTE, "a", None, 5, '"\\ud800"'),
    ]
    progress = replay([*odd, event(Kind.CAN_DO, "b", "before", 9)])
    assert set(progress.unknown) == set(odd)
    assert (list(progress.ticks), progress.notes, progress.goal) == (["b"], {}, None)
    assert progress.started_on == started_on([*odd, event(Kind.CAN_DO, "b", "before", 9)]) == DAY
    assert replay(odd, as_of=DAY).unknown == progress.unknown
    assert not any(map(is_understood, odd))


def test_what_no_event_can_follow_comes_before_all_others() -> None:
    beyond, last = event("x", "x", 1, 2**63 - 1), event("x", "x", 1, LAST_STAMP)
    assert sorted([last, beyond, event("x", "x", 1, 7)], key=lambda each: each.order)[0] is beyond
    assert next_stamp(100, 2**63 - 1) == 100
    assert next_stamp(100, LAST_STAMP - 1) == LAST_STAMP
    with pytest.raises(Fault, match="nothing can come after it"):
        next_stamp(100, LAST_STAMP)


@pytest.mark.parametrize(("minutes", "is_read"), [(0, True), (MOST_MINUTES, True), (MOST_MINUTES + 1, False),
                                                  (10**400, False), (-1, False), (True, False), (30.0, False)],
                         ids=range(7))  # fmt: skip
def test_a_session_is_at_most_a_day(minutes: Json, is_read: bool) -> None:
    session = event(Kind.STUDY, "s", {"skill": "sql", "minutes": minutes, "text": ""})
    assert is_understood(session) is is_read
    assert bool(replay([session]).study) is is_read


def test_reading_says_why_an_event_is_not_understood() -> None:
    for odd in (
        event("future", "x", 1),
        event(Kind.STUDY, "x", {}),
        event(Kind.STUDY, "x", {"skill": [], "minutes": 1, "text": {}}),
        event(Kind.PLAN, HOURS_A_WEEK, "5"),
        event(Kind.PLAN, "no part", 5),
        event(Kind.WEEK_OFF, "2026-03-03", True),
        event(Kind.MOVED, "x", {"skill": "a"}),
    ):
        with pytest.raises(ValueError, match=r"\S"):
            read_event(odd)


@pytest.mark.long
@pytest.mark.parametrize("kind", [Kind.WEEK_OFF, Kind.PLAN_START, Kind.MOVED])
def test_a_thousand_more_words_about_the_plan_cost_as_much_as_the_first(kind: Kind) -> None:
    monday = date(1900, 1, 1)

    def seconds(count: int) -> float:
        weeks = [(monday + timedelta(weeks=number)).isoformat() for number in range(count)]
        values: dict[Kind, Json] = {Kind.WEEK_OFF: True, Kind.PLAN_START: DAY.isoformat()}
        value = values.get(kind, [{"skill": "a", "before": "b"}])
        events = [event(kind, week, value, number) for number, week in enumerate(weeks)]
        begun = process_time()
        replay(events)
        return process_time() - begun

    few = min(seconds(1000) for _ in range(3))
    assert min(seconds(16_000) for _ in range(2)) < 128 * few  # 16 times as long, and 256 with a copy each


WRITTEN: dict[str, Json] = {
    "name": "Vector search", "category": "mlops", "can_dos": [{"id": "own-a.one", "text": "Does it."}],
    "hours": {"low": 1, "high": 2}, "needs": [], "names": [], "resources": [],
}  # fmt: skip
SPOT: dict[str, Json] = {"stage": "one", "level": 1, "place": 1}


@pytest.mark.parametrize(("kind", "subject", "value"), [
    (Kind.SKILL_WRITTEN, "own-a", "Vector search"),
    (Kind.SKILL_WRITTEN, "own-a", WRITTEN | {"can_dos": [{"id": "own-a.one", "text": "Does it."}] * 2}),
    (Kind.SKILL_WRITTEN, "own-a", WRITTEN | {"can_dos": [{"id": "own-a.one"}]}),
    (Kind.SKILL_WRITTEN, "own-a", WRITTEN | {"needs": ["docker", 7]}),
    (Kind.SKILL_WRITTEN, "own-a", WRITTEN | {"hours": {"low": 3, "high": 2}}),
    (Kind.SKILL_PLACED, "ds-to-mle docker", "on"),
    (Kind.SKILL_PLACED, "ds-to-mle", None),
    (Kind.SKILL_PLACED, "ds-to-mle docker", {"level": 4, "need": "core", "stages": [SPOT]}),
    (Kind.SKILL_PLACED, "ds-to-mle docker", {"level": 1, "need": "core", "stages": [{"stage": "", "level": 1}]}),
    (Kind.SKILL_PLACED, "ds-to-mle docker", {"level": 1, "need": "core", "stages": [SPOT | {"place": True}]}),
    (Kind.STAGE_WRITTEN, "ds-to-mle one", {"title": " ", "place": 1}),
    (Kind.ROADMAP_WRITTEN, "own-a", {"name": "", "from": None, "to": None}),
    (Kind.MILESTONE_WRITTEN, "own-a", {
        "roadmap": "ds-to-mle", "stage": "one", "title": "Show it", "brief": "",
        "checks": [{"id": "own-a.check", "text": "It runs."}] * 2,
    }),
    (Kind.CATEGORY_WRITTEN, "own-a", 7),
])  # fmt: skip
def test_a_change_of_the_catalogue_that_does_not_add_up_is_not_understood(
    kind: Kind, subject: str, value: Json
) -> None:
    assert is_understood(event(Kind.SKILL_WRITTEN, "own-a", WRITTEN))
    assert is_understood(event(Kind.SKILL_PLACED, "ds-to-mle docker", {"level": 1, "need": "core", "stages": [SPOT]}))
    assert not is_understood(event(kind, subject, value))

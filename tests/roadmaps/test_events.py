"""What the value of an event may be, and in which order events are folded."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.journal import KINDS, Event, Kind, Tick, canonical, next_stamp, read_tick, tick_value

MAY_FIRST = date(2026, 5, 1)


def test_a_can_do_is_not_ticked_ticked_before_or_ticked_on_a_day() -> None:
    assert read_tick("no") is None
    assert read_tick("before") == Tick(None)
    assert read_tick("on 2026-05-01") == Tick(MAY_FIRST)


def test_a_tick_is_written_in_the_same_words() -> None:
    assert tick_value(None) == "no"
    assert tick_value(Tick(None)) == "before"
    assert tick_value(Tick(MAY_FIRST)) == "on 2026-05-01"


@given(st.none() | st.builds(Tick, st.none() | st.dates()))
def test_every_tick_is_read_as_it_was_written(tick: Tick | None) -> None:
    assert read_tick(tick_value(tick)) == tick


def test_only_a_tick_without_a_day_is_from_before() -> None:
    assert Tick(None).is_before
    assert not Tick(MAY_FIRST).is_before


@pytest.mark.parametrize(
    "value",
    [
        *(None, True, False, 0, 1, 1.5, [], {}, ["no"], "", "yes", "No", "NO", "Before", "on", "on ", "2026-05-01"),
        *("on 2026-02-30", "on 2026-5-1", "on 20260501", "on 2026-W18-5", "on 2026-05-01T10:00"),
        *("ON 2026-05-01", "on 2026-05-01 ", "on  2026-05-01"),
    ],
)
def test_anything_else_is_not_a_tick(value: object) -> None:
    with pytest.raises(ValueError, match=r"is not a tick|is not a day|isoformat|day is out of range"):
        read_tick(value)  # type: ignore[arg-type]  # the point of the test


def test_nothing_is_ticked_set_aside_counted_in_or_chosen_without_events() -> None:
    own = {kind for kind in KINDS if kind.endswith("_written")} | {"skill_placed"}
    assert {kind: KINDS[kind].values.default for kind in KINDS} == dict.fromkeys(own) | {
        "can_do": "no",
        "set_aside": False,
        "counted_in": False,
        "choice": None,
        "note": "",
        "goal": None,
        "study": None,
        "situation": None,
        "quick_answer": None,
        "milestone": "no",
        "evidence_check": False,
        "plan": None,
        "week_off": False,
        "plan_start": None,
        "target_date": None,
        "moved": None,
        "evidence": None,
        "still_can": None,
        "ad_kept": None,
        "phrase_dismissed": False,
        "phrase_taught": None,
        "asked_level": None,
        "ad_read_whole": False,
    }
    assert list(KINDS) == list(Kind)


def test_a_value_has_one_text_whatever_the_order_of_its_keys() -> None:
    assert canonical({"b": [1, None, True], "a": "é"}) == '{"a":"é","b":[1,null,true]}'
    assert canonical({"a": "é", "b": [1, None, True]}) == canonical({"b": [1, None, True], "a": "é"})


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=6,
    )
)
def test_a_value_survives_its_text(value: object) -> None:
    assert json.loads(canonical(value)) == value  # type: ignore[arg-type]  # hypothesis cannot say Json


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_json_cannot_express_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical({"minutes": number})


def test_stamps_never_run_backwards_when_the_clock_does() -> None:
    assert next_stamp(now=100, last=None) == 100
    assert next_stamp(now=100, last=50) == 100
    assert next_stamp(now=100, last=100) == 101
    assert next_stamp(now=10, last=100) == 101


@given(st.lists(st.integers(0, 10), min_size=1))
def test_stamps_always_grow(clock: list[int]) -> None:
    stamps: list[int] = []
    for now in clock:
        stamps.append(next_stamp(now, stamps[-1] if stamps else None))
    assert all(earlier < later for earlier, later in pairwise(stamps))
    assert all(stamp >= now for stamp, now in zip(stamps, clock, strict=True))


def test_the_id_settles_the_order_of_two_events_with_one_stamp() -> None:
    first = Event("a", 7, MAY_FIRST, Kind.NOTE, "sql", MAY_FIRST, "first")
    second = first._replace(id="b")
    third = first._replace(id="0", stamp=8)
    assert sorted([third, second, first], key=lambda event: event.order) == [first, second, third]

"""What a user may set for their plan, and what of it counts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.journal import EVERY_DAY, Commitment, Commitments, Kind, Move, NextUpOrder, with_move
from tests.roadmaps.people import Diary

if TYPE_CHECKING:
    from roadmaps.journal import Json

MAY = date(2026, 5, 1)
MONDAY = date(2026, 12, 21)
SAID: list[tuple[Kind, str, Json]] = [
    (Kind.PLAN, "hours-a-week", 8),
    (Kind.PLAN, "study-days", [7]),
    (Kind.PLAN, "next-up-order", "roadmap"),
    (Kind.PLAN_START, "there", "2026-06-01"),
    (Kind.TARGET_DATE, "there", "2027-09-30"),
    (Kind.MOVED, "there", [{"skill": "docker", "before": "git"}]),
]


def test_without_settings_every_day_is_a_study_day_and_nothing_else_is_set() -> None:
    assert Diary(MAY).progress().commitments.on("there") == Commitment(None, EVERY_DAY, frozenset(), None, None, ())


def test_hours_belong_to_the_user_and_days_and_moves_to_a_roadmap() -> None:
    diary = Diary(MAY)
    diary.say(Kind.PLAN, "hours-a-week", 7.5)
    diary.say(Kind.PLAN, "study-days", [1, 3, 6, 7])
    diary.say(Kind.PLAN, "next-up-order", "shortest")
    diary.say(Kind.WEEK_OFF, "2026-12-21", True)
    diary.say(Kind.PLAN_START, "there", "2026-06-01")
    diary.say(Kind.TARGET_DATE, "there", "2027-09-30")
    diary.say(Kind.MOVED, "there", [{"skill": "docker", "before": "git"}])
    commitments = diary.progress().commitments
    there = Commitment(
        7.5, (1, 3, 6, 7), frozenset({MONDAY}), date(2026, 6, 1), date(2027, 9, 30), (Move("docker", "git"),)
    )
    assert commitments.on("there") == there
    assert commitments.on("back") == Commitment(7.5, (1, 3, 6, 7), frozenset({MONDAY}))
    assert commitments.next_up_order is NextUpOrder.SHORTEST
    assert diary.progress().unknown == ()
    said = {(event.kind, event.subject): diary.progress().value_of(event.kind, event.subject) for event in diary.events}
    assert said == {(event.kind, event.subject): event.value for event in diary.events}
    assert not diary.progress().is_measured, "a plan measures nobody"


def test_a_value_that_is_taken_back_leaves_nothing_behind() -> None:
    diary = Diary(MAY)
    for kind, subject, value in SAID:
        diary.say(kind, subject, value)
        diary.say(kind, subject, None)
    diary.say(Kind.WEEK_OFF, "2026-12-21", True)
    diary.say(Kind.WEEK_OFF, "2026-12-21", False)
    assert diary.progress().commitments == Commitments()


@pytest.mark.parametrize(
    ("kind", "subject", "value"),
    [
        (Kind.PLAN, "minutes", 8),
        (Kind.PLAN, "hours-a-week", -1),
        (Kind.PLAN, "hours-a-week", 168.5),
        (Kind.PLAN, "hours-a-week", float("nan")),
        (Kind.PLAN, "hours-a-week", True),
        (Kind.PLAN, "hours-a-week", "8"),
        (Kind.PLAN, "hours-a-week", [8]),
        (Kind.PLAN, "study-days", 1),
        (Kind.PLAN, "study-days", {"1": True}),
        (Kind.PLAN, "study-days", [0]),
        (Kind.PLAN, "study-days", [8]),
        (Kind.PLAN, "study-days", [3, 1]),
        (Kind.PLAN, "study-days", [1, 1]),
        (Kind.PLAN, "study-days", [True, 2]),
        (Kind.PLAN, "study-days", [1.0, 2]),
        (Kind.PLAN, "study-days", ["1"]),
        (Kind.PLAN, "next-up-order", "alphabet"),
        (Kind.PLAN, "next-up-order", ["shortest"]),
        (Kind.PLAN, "next-up-order", False),
        (Kind.WEEK_OFF, "2026-12-21", 1),
        (Kind.WEEK_OFF, "2026-12-21", None),
        (Kind.WEEK_OFF, "2026-12-22", True),
        (Kind.WEEK_OFF, "2026-W52-1", True),
        (Kind.WEEK_OFF, "christmas", True),
        (Kind.PLAN_START, "there", "20260601"),
        (Kind.PLAN_START, "there", "2026-02-30"),
        (Kind.PLAN_START, "there", False),
        (Kind.TARGET_DATE, "there", "soon"),
        (Kind.TARGET_DATE, "there", ["2026-06-01"]),
        (Kind.MOVED, "there", {"skill": "docker", "before": "git"}),
        (Kind.MOVED, "there", ["docker"]),
        (Kind.MOVED, "there", [{"skill": "docker"}]),
        (Kind.MOVED, "there", [{"skill": "docker", "before": 1}]),
        (Kind.MOVED, "there", [{"skill": "docker", "before": "docker"}]),
        (Kind.MOVED, "there", [{"skill": "docker", "before": "git", "by": 2}]),
    ],
)
def test_what_cannot_be_read_is_kept_and_never_counted(kind: Kind, subject: str, value: Json) -> None:
    diary = Diary(MAY)
    for each in SAID:
        diary.say(*each)
    diary.say(Kind.WEEK_OFF, "2026-12-21", True)
    understood = diary.progress().commitments
    strange = diary.say(kind, subject, value)
    assert diary.progress().commitments == understood
    assert diary.progress().unknown == (strange,)


@pytest.mark.parametrize("day", ["1899-12-31", "3000-01-01", "9999-12-31", "0001-01-01"])
def test_days_too_far_away_to_plan_with_leave_the_previous_value_in_force(day: str) -> None:
    diary = Diary(MAY)
    for kind in (Kind.PLAN_START, Kind.TARGET_DATE):
        diary.say(kind, "there", "2026-06-01")
        diary.say(kind, "there", day)
    there = diary.progress().commitments.on("there")
    assert (there.start, there.target) == (date(2026, 6, 1), date(2026, 6, 1))


def test_study_days_may_be_empty() -> None:
    diary = Diary(MAY)
    diary.say(Kind.PLAN, "study-days", [])
    diary.say(Kind.PLAN, "hours-a-week", 0)
    assert diary.progress().commitments.on("there") == Commitment(0, ())
    assert diary.progress().value_of(Kind.PLAN, "study-days") == []


def arranged(names: str, moves: tuple[Move, ...]) -> str:
    order = list(names)
    for move in moves:
        order.remove(move.skill_id)
        order.insert(order.index(move.before_id), move.skill_id)
    return "".join(order)


moves_made = st.lists(
    st.lists(st.sampled_from("abcde"), min_size=2, max_size=2, unique=True).map(lambda pair: Move(*pair)), max_size=9
)


@given(moves_made)
def test_moves_that_are_left_out_change_no_order(made: list[Move]) -> None:
    kept: tuple[Move, ...] = ()
    for move in made:
        kept = with_move(kept, move)
    assert arranged("abcde", kept) == arranged("abcde", tuple(made))


def test_nothing_can_be_moved_before_itself() -> None:
    assert with_move([Move("a", "b")], Move("a", "a")) == (Move("a", "b"),)


def test_a_skill_moved_step_by_step_is_one_move() -> None:
    kept: tuple[Move, ...] = ()
    for before in "dcb":
        kept = with_move(kept, Move("e", before))
    assert kept == (Move("e", "b"),)

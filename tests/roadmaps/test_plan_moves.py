"""What moving a skill in the plan would do, before it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.gap import measure_gap
from roadmaps.journal import Move, with_move
from roadmaps.plan import put_first, to_the_end, try_move
from roadmaps.plan.explanation import held_back_text
from roadmaps.plan.moves import planned_skills
from roadmaps.plan.order import plan_order
from tests.examples import examples
from tests.roadmaps.people import Diary, make_roadmap, make_skill
from tests.roadmaps.test_gap_properties import small_situations

if TYPE_CHECKING:
    from roadmaps.gap import Gap
    from roadmaps.plan.moves import TriedMove
    from tests.roadmaps.test_gap_properties import Situation

FOUR = make_roadmap(
    ["git", "linux", make_skill("docker", "linux"), "sql"], {"git": 1, "linux": 2, "docker": 1, "sql": 1}
)
GAP = measure_gap(FOUR, Diary().progress())


def after(gap: Gap, tried: TriedMove, moves: tuple[Move, ...] = ()) -> list[str]:
    """The skills of the plan once a tried move was saved."""
    if tried.before_id:
        wanted = with_move(moves, Move(tried.skill_id, tried.before_id))
    else:
        assert tried.after_id
        wanted = to_the_end(moves, tried.skill_id, tried.after_id)
    return planned_skills(plan_order(gap, wanted))


def test_a_skill_goes_to_the_place_that_it_is_given() -> None:
    assert planned_skills(plan_order(GAP)) == ["git", "linux", "docker", "sql"]
    for place, expected in enumerate((
        ["sql", "git", "linux", "docker"],
        ["git", "sql", "linux", "docker"],
        ["git", "linux", "sql", "docker"],
        ["git", "linux", "docker", "sql"],
    )):  # fmt: skip
        tried = try_move(GAP, (), "sql", place)
        assert after(GAP, tried) == expected
        assert tried.moves_something == (place != 3)
        assert tried.held_back is None


def test_to_the_end_is_after_the_last_one() -> None:
    tried = try_move(GAP, (), "git", 3)
    assert (tried.before_id, tried.after_id) == (None, "sql")
    assert after(GAP, tried) == ["linux", "docker", "sql", "git"]
    assert after(GAP, try_move(GAP, (), "git", 99)) == ["linux", "docker", "sql", "git"], "there is nothing behind it"


def test_what_a_skill_needs_holds_it_back() -> None:
    tried = try_move(GAP, (), "docker", 0)
    assert not tried.moves_something, "of git and what it needs, git is wanted first"
    assert tried.held_back
    assert held_back_text(tried.held_back) == "docker can’t come before git: it needs linux at level 2 first."
    one_up = try_move(GAP, (), "docker", 1)
    assert not one_up.moves_something
    assert one_up.held_back
    assert held_back_text(one_up.held_back) == "docker can’t come before linux: it needs linux at level 2 first."


def test_what_needs_a_skill_holds_it_back_on_the_way_down() -> None:
    tried = try_move(GAP, (), "linux", 2)
    assert not tried.moves_something
    assert tried.held_back
    assert held_back_text(tried.held_back) == "docker can’t come before linux: it needs linux at level 2 first."


def test_a_skill_that_is_not_planned_cannot_be_moved() -> None:
    with pytest.raises(ValueError, match="python"):
        try_move(GAP, (), "python", 0)
    alone = measure_gap(make_roadmap(["git"], {"git": 1}), Diary().progress())
    with pytest.raises(ValueError, match="only skill"):
        try_move(alone, (), "git", 0)


@examples(60)
@given(small_situations, st.data())
def test_trying_a_move_predicts_what_making_it_does(situation: Situation, data: st.DataObject) -> None:
    gap = situation.gap
    skills = planned_skills(plan_order(gap))
    if len(skills) < 2:
        return
    skill_id = data.draw(st.sampled_from(skills))
    place = data.draw(st.integers(0, len(skills) - 1))
    tried = try_move(gap, (), skill_id, place)
    done = after(gap, tried)
    assert sorted(done) == sorted(skills)
    assert tried.moves_something == (done != skills)
    if abs(place - skills.index(skill_id)) == 1 and not tried.moves_something:
        assert tried.held_back, "it is not where it should be, and nobody says why"


def test_the_only_skill_of_a_plan_cannot_be_moved() -> None:
    alone = measure_gap(make_roadmap(["git"], {"git": 1}), Diary().progress())
    with pytest.raises(ValueError, match="only skill"):
        try_move(alone, (), "git", 0)


def test_the_whole_plan_can_be_put_in_another_order() -> None:
    wanted = ["sql", "docker", "git", "linux"]
    moved = put_first(GAP, (), [*wanted, "julia"])
    assert planned_skills(plan_order(GAP, moved)) == ["sql", "git", "linux", "docker"], "docker waits for linux"

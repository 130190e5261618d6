"""What the user can continue with now, in three orders, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from roadmaps.gap import SkillState, measure_gap
from roadmaps.journal import DEFAULT_ORDER, Commitment, Move, NextUpOrder
from roadmaps.plan import next_up, order_note
from roadmaps.plan.order import plan_order
from tests.roadmaps.people import Diary, make_roadmap, make_skill
from tests.roadmaps.test_gap_properties import SHIPPED, small_situations

if TYPE_CHECKING:
    from roadmaps.catalogue import Roadmap
    from tests.roadmaps.test_gap_properties import Situation

ROADMAP = make_roadmap(
    [
        make_skill("sql", hours=(8, 16)),
        make_skill("git", hours=(40, 80)),
        make_skill("linux", hours=(20, 40)),
        make_skill("docker", "linux"),
        make_skill("cicd", "git", "linux"),
        make_skill("cloud", "linux"),
    ],
    {"sql": 1, "git": 1, "linux": 2, "docker": 1, "cicd": 1, "cloud": 1},
    stages=[{"git": 1, "linux": 2, "sql": 1}, {"docker": 1, "cicd": 1, "cloud": 1}],
)


def listed(order: NextUpOrder, diary: Diary | None = None, *moves: tuple[str, str]) -> list[tuple[str, str]]:
    gap = measure_gap(ROADMAP, (diary or Diary()).progress())
    commitment = Commitment(moves=tuple(Move(*move) for move in moves))
    return [(each.gap.skill.id, each.reason) for each in next_up(gap, commitment, order)]


def test_what_most_skills_wait_for_comes_first() -> None:
    assert listed(NextUpOrder.OPENS_MOST) == [
        ("linux", "2 can-dos left. Unlocks 2 skills: docker and cloud; cicd depends on it, too."),
        ("git", "1 can-do left. cicd depends on it, and on other skills."),
        ("sql", "1 can-do left. Nothing else depends on it."),
    ]


def test_the_list_begins_as_the_plan_does_or_says_why_not() -> None:
    gap = measure_gap(ROADMAP, Diary().progress())
    first = plan_order(gap).steps[0].id.skill_id
    assert next_up(gap, Commitment(), DEFAULT_ORDER)[0].gap.skill.id == first == "git"
    assert order_note(next_up(gap, Commitment(), DEFAULT_ORDER), gap, Commitment(), DEFAULT_ORDER) == ""
    for order, by in ((NextUpOrder.OPENS_MOST, "what unlocks the most"), (NextUpOrder.SHORTEST, "the shortest")):
        note = order_note(next_up(gap, Commitment(), order), gap, Commitment(), order)
        assert by in note
        assert note.endswith("starts with git.")


def test_the_note_names_what_the_first_skill_of_the_plan_waits_for() -> None:
    roadmap = make_roadmap([make_skill("docker", "linux"), "linux", "sql"], {"docker": 1, "sql": 1})
    gap = measure_gap(roadmap, Diary().progress())
    found = next_up(gap, Commitment(), DEFAULT_ORDER)
    assert [each.gap.skill.id for each in found] == ["sql"]
    note = order_note(found, gap, Commitment(), DEFAULT_ORDER)
    assert note == "Week by week starts with docker, which is best after linux."


def test_skills_that_wait_for_nothing_else_are_unlocked() -> None:
    listing = dict(listed(NextUpOrder.OPENS_MOST, Diary().tick("linux.1", "linux.2", "docker.1")))
    assert listing == {
        "git": "1 can-do left. Unlocks cicd.",
        "sql": "1 can-do left. Nothing else depends on it.",
        "cloud": "1 can-do left. Nothing else depends on it.",
    }


def test_the_shortest_is_by_the_middle_estimate() -> None:
    assert listed(NextUpOrder.SHORTEST) == [
        ("sql", "1 can-do left, 2–4\xa0h, the shortest of what is ready."),
        ("git", "1 can-do left, 10–20\xa0h."),
        ("linux", "2 can-dos left, 12–24\xa0h."),
    ]


def test_the_order_of_the_roadmap_is_that_of_the_plan() -> None:
    where = "Stage 1, “Stage 1”"
    assert listed(NextUpOrder.ROADMAP) == [
        ("git", f"1 can-do left. {where}."),
        ("linux", f"2 can-dos left. {where}."),
        ("sql", f"1 can-do left. {where}."),
    ]
    assert listed(NextUpOrder.ROADMAP, None, ("sql", "git"))[0] == (
        "sql",
        f"1 can-do left. {where}; you moved it.",
    )


def test_what_is_in_no_stage_is_brought() -> None:
    gap = measure_gap(make_roadmap(["git"], {"git": 1}), Diary().progress())
    (each,) = next_up(gap, Commitment(), NextUpOrder.ROADMAP)
    assert each.reason == "1 can-do left. What you bring."


def test_of_many_skills_three_are_named() -> None:
    waiting = [make_skill(f"s{number}", "git") for number in range(6)]
    roadmap = make_roadmap(["git", *waiting], {"git": 1, **{skill.id: 1 for skill in waiting}})
    first = next_up(measure_gap(roadmap, Diary().progress()), Commitment(), NextUpOrder.OPENS_MOST)[0]
    assert first.reason == "1 can-do left. Unlocks 6 skills: s0, s1, s2 and 3 more."


@pytest.mark.parametrize("order", NextUpOrder)
def test_with_nothing_left_nothing_is_next(order: NextUpOrder) -> None:
    for roadmap in (make_roadmap(["git"], {}), make_roadmap(["git"], {"git": 1})):
        gap = measure_gap(roadmap, Diary().tick("git.1").progress())
        assert next_up(gap, Commitment(), order) == ()


@given(small_situations)
def test_each_order_lists_exactly_what_is_ready(situation: Situation) -> None:
    gap = situation.gap
    ready = {
        each.skill.id
        for each in gap.scope
        if each.state in (SkillState.READY, SkillState.LEARNING) and each.left and not each.missing
    }
    for order in NextUpOrder:
        listing = next_up(gap, Commitment(), order)
        assert len(listing) == len(ready)
        assert {each.gap.skill.id for each in listing} == ready
        assert listing == next_up(gap, Commitment(), order)
    most = [len(each.opens) + len(each.waiting) for each in next_up(gap, Commitment(), NextUpOrder.OPENS_MOST)]
    assert most == sorted(most, reverse=True)
    hours = [round(each.hours.middle, 6) for each in next_up(gap, Commitment(), NextUpOrder.SHORTEST)]
    assert hours == sorted(hours)


@given(small_situations)
def test_ticking_what_is_left_of_a_skill_unlocks_the_skills_it_opens(situation: Situation) -> None:
    for each in next_up(situation.gap, Commitment(), NextUpOrder.OPENS_MOST)[:1]:
        for can_do in each.gap.left:
            situation.diary.tick(can_do.id)
        after = situation.gap
        for opened in each.opens:
            if after.skills[opened.id].counts:
                assert after.skills[opened.id].is_ready


@pytest.mark.parametrize("roadmap", SHIPPED.roadmaps.values(), ids=SHIPPED.roadmaps)
def test_the_first_step_of_a_plan_is_ready_on_the_roadmaps_that_ship(roadmap: Roadmap) -> None:
    gap = measure_gap(roadmap, Diary().progress())
    first = next_up(gap, Commitment(), NextUpOrder.ROADMAP)[0]
    assert first.gap is plan_order(gap).steps[0].gap
    assert first.stage.number == 0

"""The order in which open can-dos are planned: by examples, and what is true of every order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from roadmaps.gap import ScopeStatus, measure_gap
from roadmaps.journal import Move, with_move
from roadmaps.plan.explanation import held_back_text
from roadmaps.plan.order import plan_order
from tests.examples import examples
from tests.roadmaps.people import Diary, make_roadmap, make_skill
from tests.roadmaps.test_gap_properties import shipped_situations, small_situations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmaps.catalogue import Roadmap
    from roadmaps.gap import Gap
    from roadmaps.plan.order import PlanOrder
    from tests.roadmaps.test_gap_properties import Situation


def order_of(roadmap: Roadmap, diary: Diary | None = None, *moves: tuple[str, str]) -> list[str]:
    """The steps in order, each as skill and level."""
    return names(ordered(roadmap, diary, *moves))


def ordered(roadmap: Roadmap, diary: Diary | None = None, *moves: tuple[str, str]) -> PlanOrder:
    gap = measure_gap(roadmap, (diary or Diary()).progress())
    return plan_order(gap, [Move(*move) for move in moves])


def names(order: PlanOrder) -> list[str]:
    return [step.can_do.id for step in order.steps]


FOUR = make_roadmap(
    ["git", "linux", make_skill("docker", "linux"), "sql"], {"git": 1, "linux": 2, "docker": 1, "sql": 1}
)
"""All in stage 0, in the order of the catalogue."""
STAGED = make_roadmap(
    ["git", "linux", make_skill("docker", "linux"), "sql"],
    {"git": 1, "linux": 2, "docker": 2, "sql": 1},
    stages=[{"docker": 1, "linux": 1}, {"sql": 1, "linux": 2, "docker": 2}],
)


# By examples


def test_nothing_is_planned_where_nothing_is_in_scope_or_all_is_ticked() -> None:
    assert order_of(make_roadmap(["git"], {})) == []
    assert order_of(make_roadmap(["git"], {"git": 2}), Diary().tick("git.1", "git.2")) == []


def test_levels_and_skills_are_in_the_order_of_the_roadmap() -> None:
    assert order_of(FOUR) == ["git.1", "linux.1", "linux.2", "docker.1", "sql.1"]


def test_a_prerequisite_comes_first_at_the_level_that_the_stage_asks() -> None:
    assert order_of(STAGED) == ["git.1", "linux.1", "docker.1", "sql.1", "linux.2", "docker.2"]


def test_what_is_ticked_is_not_planned_and_holds_nothing_up() -> None:
    assert order_of(FOUR, Diary().tick("linux.1", "linux.2", "git.1")) == ["docker.1", "sql.1"]
    assert order_of(FOUR, Diary().tick("linux.2")) == ["git.1", "linux.1", "docker.1", "sql.1"]


def test_what_is_set_aside_is_not_planned_and_holds_nothing_up() -> None:
    assert order_of(FOUR, Diary().set_aside("linux")) == ["git.1", "docker.1", "sql.1"]


def test_a_prerequisite_that_the_role_does_not_ask_is_named_and_not_planned() -> None:
    roadmap = make_roadmap(["linux", make_skill("docker", "linux")], {"docker": 1})
    (step,) = ordered(roadmap).steps
    assert [(each.skill.id, each.asked) for each in step.also_needs] == [("linux", 1)]
    assert step.needs == ()


def test_a_skill_comes_before_the_one_it_was_moved_before() -> None:
    assert order_of(FOUR, None, ("sql", "linux")) == ["git.1", "sql.1", "linux.1", "linux.2", "docker.1"]
    assert order_of(FOUR, None, ("sql", "linux"), ("docker", "sql")) == order_of(FOUR, None, ("sql", "linux"))


def test_a_skill_can_be_put_later_and_what_needs_it_waits() -> None:
    assert order_of(FOUR, None, ("git", "sql")) == ["linux.1", "linux.2", "docker.1", "git.1", "sql.1"]
    assert order_of(FOUR, None, ("linux", "sql")) == ["git.1", "linux.1", "linux.2", "docker.1", "sql.1"]
    assert order_of(STAGED, None, ("docker", "sql"), ("linux", "sql")) == [
        *("git.1", "linux.1", "docker.1", "linux.2", "docker.2", "sql.1"),
    ]


def test_a_skill_moved_twice_is_where_it_was_put_last() -> None:
    assert order_of(FOUR, None, ("sql", "git"), ("sql", "docker")) == order_of(FOUR, None, ("sql", "docker"))


def test_a_move_goes_as_early_as_prerequisites_allow_and_explains_why_no_earlier() -> None:
    order = ordered(FOUR, None, ("docker", "git"))
    assert names(order) == ["git.1", "linux.1", "linux.2", "docker.1", "sql.1"]
    (held,) = order.held_back
    assert held_back_text(held) == "docker can’t come before git: it needs linux at level 2 first."


def test_a_move_that_is_undone_by_a_later_one_is_not_held_back() -> None:
    order = ordered(FOUR, None, ("sql", "git"), ("git", "sql"))
    assert names(order)[:2] == ["git.1", "sql.1"]
    assert order.held_back == ()


def test_a_move_before_something_that_was_finished_since_keeps_its_place() -> None:
    assert order_of(FOUR, Diary().tick("linux.1", "linux.2"), ("sql", "linux")) == ["git.1", "sql.1", "docker.1"]


def test_a_move_goes_before_what_is_left_of_a_skill_not_before_what_is_done() -> None:
    diary = Diary().tick("linux.1", "git.1")
    roadmap = make_roadmap(
        ["linux", "sql", "git", "r"],
        {"linux": 2, "sql": 1, "git": 1, "r": 1},
        stages=[{"linux": 1}, {"sql": 1}, {"linux": 2}, {"r": 1}],
    )
    assert order_of(roadmap, diary, ("r", "linux")) == ["sql.1", "r.1", "linux.2"]


def test_a_move_of_what_is_not_on_the_roadmap_does_nothing() -> None:
    assert order_of(FOUR, None, ("horoscope", "git"), ("sql", "horoscope")) == order_of(FOUR)
    assert ordered(FOUR, None, ("horoscope", "git"), ("sql", "horoscope")).held_back == ()


def test_a_prerequisite_on_a_choice_is_met_by_the_member_that_counts() -> None:
    roadmap = make_roadmap(
        [make_skill("aws", hours=(9, 9)), make_skill("azure", hours=(5, 5)), make_skill("cloud", "aws")],
        {"cloud": 1, "one-cloud": 1},
        choices={"one-cloud": ("aws", "azure")},
    )
    assert order_of(roadmap) == ["azure.1", "cloud.1"]
    assert order_of(roadmap, Diary().choose("one-cloud", "aws")) == ["aws.1", "cloud.1"]


def test_of_members_that_need_each_other_in_a_circle_the_first_stays_first() -> None:
    roadmap = make_roadmap(
        ["aws", make_skill("cloud", "aws"), make_skill("azure", "cloud")],
        {"cloud": 1, "one-cloud": 1},
        choices={"one-cloud": ("aws", "azure")},
    )
    assert order_of(roadmap, Diary().choose("one-cloud", "azure")) == ["cloud.1", "azure.1"]


# What holds of every order


@st.composite
def moves_on(draw: st.DrawFn, roadmap: Roadmap) -> list[Move]:
    pairs = st.lists(st.sampled_from(list(roadmap.skills)), min_size=2, max_size=2, unique=True)
    if len(roadmap.skills) < 2:
        return []
    return [Move(*pair) for pair in draw(st.lists(pairs, max_size=6))]


def assert_complete(gap: Gap, order: PlanOrder) -> None:
    """Every open can-do in scope, once; levels in their order; hours that add up to the gap."""
    left = sorted(can_do.id for each in gap.scope for can_do in each.left)
    assert sorted(names(order)) == left
    levels: dict[str, int] = {}
    for step in order.steps:
        assert levels.get(step.id.skill_id, 0) < step.id.level
        levels[step.id.skill_id] = step.id.level
    assert abs(sum(step.hours.middle for step in order.steps) - gap.total.hours_left.middle) < 1e-6


def breaches(gap: Gap, order: PlanOrder) -> list[tuple[str, str]]:
    """The steps that come before what they need, by the rule of the words: worked out a second time, from the rows."""
    level = {skill_id: each.level for skill_id, each in gap.skills.items()}
    ticked = {can_do.id for each in gap.skills.values() for can_do in each.ticked}
    row_of = {can_do.id: row for stage in gap.stages for row in stage.rows for can_do in row.left}
    wrong = []
    for step in order.steps:
        for each in row_of[step.can_do.id].missing:
            needed = gap.skills[each.skill.id]
            is_planned = any(can_do.level <= each.asked for can_do in needed.left)
            if is_planned and level[each.skill.id] < each.asked and not is_circle(gap, each.skill.id, step.id.skill_id):
                wrong.append((step.can_do.id, each.skill.id))
        ticked.add(step.can_do.id)
        skill = step.gap.skill
        level[skill.id] = next((can_do.level - 1 for can_do in skill.can_dos if can_do.id not in ticked), 3)
    return wrong


def is_circle(gap: Gap, skill_id: str, leads_to: str) -> bool:
    """Whether a skill needs, over any others, the one that needs it: only members of choices can."""
    seen, waiting = set(), [skill_id]
    choice_of = gap.roadmap.to_role.choice_of
    while waiting:
        for needed in gap.skills[waiting.pop()].skill.prerequisites:
            choice = choice_of.get(needed)
            for each in choice.member_ids if choice else (needed,):
                counts = gap.skills[each].scope_status not in (ScopeStatus.SET_ASIDE, ScopeStatus.NOT_TAKEN)
                if counts and each not in seen:
                    seen.add(each)
                    waiting.append(each)
    return leads_to in seen


def check(gap: Gap, moves: Sequence[Move]) -> None:
    order = plan_order(gap, moves)
    assert_complete(gap, order)
    assert breaches(gap, order) == []
    assert plan_order(gap, moves) == order, "the same again"
    place = {step.id: number for number, step in enumerate(order.steps)}
    for held in order.held_back:
        anchor = min(place[step] for step in place if step.skill_id == held.before.id)
        assert held.needs, "there is a reason"
        assert max(place[step] for step in place if step.skill_id == held.skill.id) > anchor
        for each in held.needs:
            late = [
                number for step, number in place.items() if step.skill_id == each.skill.id and step.level <= each.asked
            ]
            assert max(late) >= anchor, "and it is true"


@given(small_situations, st.data())
def test_no_step_comes_before_what_it_needs_whatever_is_moved(situation: Situation, data: st.DataObject) -> None:
    check(situation.gap, data.draw(moves_on(situation.roadmap)))


@examples(25)
@given(shipped_situations, st.data())
def test_the_same_holds_for_the_shipped_roadmaps(situation: Situation, data: st.DataObject) -> None:
    check(situation.gap, data.draw(moves_on(situation.roadmap)))


@given(small_situations, st.data())
def test_the_last_move_holds_or_says_why_not(situation: Situation, data: st.DataObject) -> None:
    gap = situation.gap
    order = plan_order(gap, moves := data.draw(moves_on(situation.roadmap)))
    place = {step.id: number for number, step in enumerate(order.steps)}
    of_skill = {step_id.skill_id for step_id in place}
    if not moves or not {moves[-1].skill_id, moves[-1].before_id} <= of_skill:
        return
    skill, before = gap.skills[moves[-1].skill_id].skill, gap.skills[moves[-1].before_id].skill
    last = max(number for step_id, number in place.items() if step_id.skill_id == skill.id)
    first = min(number for step_id, number in place.items() if step_id.skill_id == before.id)
    said = [held for held in order.held_back if (held.skill, held.before) == (skill, before)]
    assert last < first or said


@given(small_situations, st.data())
def test_moves_that_no_longer_apply_change_no_order(situation: Situation, data: st.DataObject) -> None:
    there = {row.gap.skill.id for stage in situation.gap.stages for row in stage.rows}
    moves = [move for move in data.draw(moves_on(situation.roadmap)) if {*move} <= there]
    kept: tuple[Move, ...] = ()
    for move in moves:
        kept = with_move(kept, move)
    assert plan_order(situation.gap, kept).steps == plan_order(situation.gap, moves).steps


@given(small_situations)
def test_without_moves_only_prerequisites_change_the_order_of_the_roadmap(situation: Situation) -> None:
    order = plan_order(situation.gap)
    roadmap = [can_do.id for stage in situation.gap.stages for row in stage.rows for can_do in row.left]
    done: set[str] = set()
    steps = {step.can_do.id: step for step in order.steps}
    by_id = {step.id: step.can_do.id for step in order.steps}
    for can_do_id in names(order):
        free = next(each for each in roadmap if each not in done and all(by_id[n] in done for n in steps[each].needs))
        assert can_do_id == free
        done.add(can_do_id)
    assert order.held_back == ()

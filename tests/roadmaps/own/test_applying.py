"""The catalogue with the user's changes: what is added, bent, kept aside, and back to the original."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.ads import named_skills
from roadmaps.catalogue import LEVELS, Hours, Need, find_circles, members
from roadmaps.gap import ScopeStatus, WorkKind, measure_gap
from roadmaps.gap.explanation import estimate_text, explain_hours, explain_readiness
from roadmaps.gap.search import SkillFinder
from roadmaps.journal import NO_PROGRESS, Kind, replay
from roadmaps.map import map_graph
from roadmaps.own import apply
from roadmaps.text.text_format import hours_text
from tests.examples import examples
from tests.roadmaps.own.changes import (
    BACK,
    OWN_ROADMAPS,
    OWN_SKILLS,
    OWN_STAGES,
    SHIPPED,
    THERE,
    Written,
    changes,
    events_of,
    own_skill,
    placed,
    progress_of,
)  # fmt: skip

if TYPE_CHECKING:
    import random

    from roadmaps.catalogue import Catalogue, Roadmap
    from roadmaps.gap import Gap
    from roadmaps.journal import Json

VECTOR, OTHER = OWN_SKILLS[:2]
FIRST, SECOND, THIRD = (stage.id for stage in SHIPPED.roadmaps[THERE].stages[:3])


def bent(*written: Written, roadmap_id: str = THERE) -> Roadmap:
    found = apply(SHIPPED, progress_of(*written))
    assert found.unfit == ()
    return found.catalogue.roadmaps[roadmap_id]


def gap_of(*written: Written, roadmap_id: str = THERE) -> Gap:
    return measure_gap(bent(*written, roadmap_id=roadmap_id), progress_of(*written))


def unfit(*written: Written) -> list[str]:
    return [each.sentence for each in apply(SHIPPED, progress_of(*written)).unfit]


# The whole


def test_without_changes_it_is_the_same_object() -> None:
    assert apply(SHIPPED, NO_PROGRESS).catalogue is SHIPPED
    assert apply(SHIPPED, progress_of(Written(Kind.NOTE, "docker", "a note"))).catalogue is SHIPPED


@given(changes)
@examples(150)
def test_whatever_is_changed_the_catalogue_stays_sound(written: list[Written]) -> None:
    catalogue = apply(SHIPPED, progress_of(*written)).catalogue
    needs = {skill.id: skill.prerequisites for skill in catalogue.skills.values()}
    assert all(needed in needs for each in needs.values() for needed in each)
    assert find_circles(needs) == []
    assert [each for row in catalogue.categories.values() for each in row.skill_ids] == list(catalogue.skills)
    assert len(catalogue.can_dos) == sum(len(skill.can_dos) for skill in catalogue.skills.values())
    for roadmap in catalogue.roadmaps.values():
        check_roadmap(roadmap, catalogue)


def check_roadmap(roadmap: Roadmap, catalogue: Catalogue) -> None:
    assert [*roadmap.skills.items()] == [*catalogue.skills.items()]
    assert roadmap.categories == catalogue.categories
    demands, choices = roadmap.to_role.demands, roadmap.choices
    asked = [each for unit in demands for each in members(unit, choices)]
    assert len(set(asked)) == len(asked)
    assert all(demand.level <= len(catalogue.skills[each].can_dos) for unit, demand in demands.items()
               for each in members(unit, choices))  # fmt: skip
    reached: dict[str, int] = {}
    assert [stage.number for stage in roadmap.stages] == list(range(1, len(roadmap.stages) + 1))
    for stage in roadmap.stages:
        for unit, level in stage.targets.items():
            assert reached.get(unit, 0) < level <= demands[unit].level
            reached[unit] = level
    gap = measure_gap(roadmap, NO_PROGRESS)
    assert sum(stage.tally.can_dos for stage in gap.stages) == gap.total.can_dos
    assert sum(stage.tally.hours_left.high for stage in gap.stages) == pytest.approx(gap.total.hours_left.high)
    map_graph(gap)


@given(changes, st.randoms(use_true_random=False))
@examples(60)
def test_the_order_in_which_two_copies_are_merged_makes_no_difference(
    written: list[Written], chance: random.Random
) -> None:
    last = {(kind, subject): value for kind, subject, value in written}
    rows = [Written(kind, subject, value) for (kind, subject), value in last.items()]
    shuffled = chance.sample(rows, len(rows))
    one, other = apply(SHIPPED, progress_of(*rows)), apply(SHIPPED, progress_of(*shuffled))
    assert one == other
    assert list(one.catalogue.skills) == list(other.catalogue.skills)
    assert list(one.catalogue.roadmaps) == list(other.catalogue.roadmaps)


@given(changes)
@examples(60)
def test_back_to_the_original_is_the_original(written: list[Written]) -> None:
    back = [Written(kind, subject, None) for kind, subject, _ in written]
    assert apply(SHIPPED, progress_of(*written, *back)).catalogue is SHIPPED


def test_an_earlier_day_shows_the_catalogue_of_today() -> None:
    events = events_of([own_skill(), placed(VECTOR, 1, (SECOND, 1, 0))])
    long_ago = replay(events, as_of=events[0].said_on.replace(year=2020))
    assert apply(SHIPPED, long_ago) == apply(SHIPPED, replay(events))
    assert VECTOR in apply(SHIPPED, long_ago).catalogue.skills


# Own skills


def test_an_own_skill_is_a_skill_like_any_other() -> None:
    written = own_skill(needs=["python"], names=["vector store", "semantic search"]), placed(VECTOR, 2, (SECOND, 2, 0))
    catalogue = apply(SHIPPED, progress_of(*written)).catalogue
    skill = catalogue.skills[VECTOR]
    assert (skill.is_own, skill.category_id, skill.prerequisites) == (True, "machine-learning", ("python",))
    assert catalogue.categories["machine-learning"].skill_ids[-1] == VECTOR
    assert SkillFinder(catalogue.skills).found("vector store") >= {VECTOR}
    assert {each.skill_id for each in named_skills("We use vector stores.", catalogue)} == {VECTOR}
    gap, plain = gap_of(*written), measure_gap(SHIPPED.roadmaps[THERE], NO_PROGRESS)
    assert gap.total.can_dos == plain.total.can_dos + 2
    assert gap.skills[VECTOR].hours_left == Hours(10, 30)
    assert gap.skills[VECTOR].kind is WorkKind.LEARN_NEW
    assert next(iter(gap.roadmap.stages[1].targets)) == VECTOR


@pytest.mark.parametrize(("can_dos", "shares"), [(1, [1.0]), (2, [0.4, 0.6]), (3, [0.25, 0.35, 0.4])])
def test_can_dos_share_the_hours(can_dos: int, shares: list[float]) -> None:
    gap = gap_of(own_skill(can_dos=can_dos), placed(VECTOR, can_dos)).skills[VECTOR]
    assert [each.middle for each in gap.hours_by_can_do.values()] == pytest.approx([20 * share for share in shares])
    assert gap.hours_left.high == pytest.approx(30)


def test_a_name_that_the_user_gives_to_a_skill_stands_for_that_one() -> None:
    catalogue = apply(SHIPPED, progress_of(own_skill(names=["Docker"]))).catalogue
    assert "docker" not in [each.casefold() for each in catalogue.skills["docker"].aliases]
    assert {each.skill_id for each in named_skills("You know Docker.", catalogue)} == {VECTOR}


def test_what_is_gone_is_left_out_and_told() -> None:
    written = (
        own_skill(needs=["gone", "python"], category="gone"),
        Written(Kind.HOURS_WRITTEN, "gone", {"low": 1, "high": 2}),
    )
    found = apply(SHIPPED, progress_of(*written))
    assert found.catalogue.skills[VECTOR].prerequisites == ("python",)
    assert found.catalogue.categories[found.catalogue.skills[VECTOR].category_id].name == "Your skills"
    assert [each.sentence for each in found.unfit] == [
        "Your estimate is for a skill that is not there any more.",
        "The category of “Vector search” is not there any more.",
        "“Vector search” needs a skill that is not there any more.",
    ]


def test_a_circle_that_two_copies_make_together_is_opened_and_told() -> None:
    one, other = own_skill("One", needs=[OTHER]), own_skill("Other", skill_id=OTHER, needs=[VECTOR])
    catalogue = apply(SHIPPED, progress_of(one, other)).catalogue
    assert (catalogue.skills[VECTOR].prerequisites, catalogue.skills[OTHER].prerequisites) == ((), (VECTOR,))
    assert unfit(one, other) == [
        "What they need runs in a circle: “One” needs “Other” needs “One”. The first of these needs is left out."
    ]


@pytest.mark.parametrize("skill_id", ["docker", "own-A", "own-a.b", "elsewhere"])
def test_an_id_that_is_not_of_the_user_is_told(skill_id: str) -> None:
    assert unfit(own_skill(skill_id=skill_id)) == ["“Vector search” has an id that is not one of yours."]
    assert apply(SHIPPED, progress_of(own_skill(skill_id=skill_id))).catalogue == SHIPPED


# A bent roadmap


def test_a_placement_overrides_target_and_need() -> None:
    plain = measure_gap(SHIPPED.roadmaps[THERE], NO_PROGRESS)
    lower = gap_of(placed("docker", 1, (SECOND, 1, 0), need="optional"))
    assert (plain.skills["docker"].target, plain.skills["docker"].need) == (2, Need.CORE)
    assert (lower.skills["docker"].target, lower.skills["docker"].need) == (1, Need.OPTIONAL)
    assert lower.skills["docker"].scope_status is ScopeStatus.OPTIONAL
    assert apply(SHIPPED, progress_of(placed("docker", 1))).catalogue.roadmaps[BACK] is SHIPPED.roadmaps[BACK]
    assert apply(SHIPPED, progress_of(placed("docker", 1))).catalogue.roles is SHIPPED.roles


def test_a_skill_can_be_taken_off_and_one_moved_elsewhere() -> None:
    roadmap = bent(Written(Kind.SKILL_PLACED, f"{THERE} docker", "off"), placed("kubernetes", 1, (FIRST, 1, 0.5)))
    assert "docker" not in roadmap.to_role.demands
    assert all("docker" not in stage.targets for stage in roadmap.stages)
    assert [stage.id for stage in roadmap.stages if "kubernetes" in stage.targets] == [FIRST]
    assert next(iter(roadmap.stages[0].targets)) == "kubernetes"
    assert roadmap.original is SHIPPED.roadmaps[THERE]


def test_stages_are_added_renamed_and_reordered() -> None:
    new, renamed = (
        Written(Kind.STAGE_WRITTEN, f"{THERE} {OWN_STAGES[0]}", {"title": "Mine", "place": 1.5}),
        Written(Kind.STAGE_WRITTEN, f"{THERE} {THIRD}", {"title": "Ship one model", "place": 1.2}),
    )
    stages = bent(new, renamed).stages
    assert [(stage.number, stage.id) for stage in stages[:4]] == [
        (1, FIRST), (2, THIRD), (3, OWN_STAGES[0]), (4, SECOND),
    ]  # fmt: skip
    assert (stages[1].title, stages[2].title) == ("Ship one model", "Mine")


def test_a_milestone_of_ones_own_closes_its_stage() -> None:
    value: dict[str, Json] = {"roadmap": THERE, "stage": FIRST, "title": "Ours", "brief": "Build it.",
             "checks": [{"id": "own-m.runs", "text": "It runs."}]}  # fmt: skip
    written = Written(Kind.MILESTONE_WRITTEN, "own-m", value)
    milestone = bent(written).stages[0].milestone
    assert (milestone.id, milestone.title, milestone.evidence[0].text) == ("own-m", "Ours", "It runs.")
    assert "own-m" in apply(SHIPPED, progress_of(written)).catalogue.milestones


@pytest.mark.parametrize(("written", "sentence"), [
    (placed("gone"), "A skill that you placed here is not in the catalogue any more."),
    (placed("docker", 2, ("gone", 2, 0)), "The stage of “Docker & containers” is not on this roadmap any more."),
    (placed("docker", roadmap_id="own-gone"), "The roadmap that you changed is not there any more."),
    (Written(Kind.STAGE_WRITTEN, f"{THERE} gone", {"title": None, "place": 1}),
     "The stage that you changed is not on this roadmap any more."),
])  # fmt: skip
def test_what_does_not_fit_a_roadmap_is_kept_and_told(written: Written, sentence: str) -> None:
    assert unfit(written) == [sentence]


def test_a_member_of_a_choice_is_not_asked_twice() -> None:
    asked = SHIPPED.roadmaps[THERE].to_role.demands
    choice_id, choice = next(each for each in SHIPPED.choices.items() if each[0] in asked)
    (said,) = unfit(placed(choice.member_ids[0], 2))
    assert said.endswith(f"is part of “{choice.name}” here, so it is not asked by itself.")
    assert not unfit(placed(choice.member_ids[0], 2), Written(Kind.SKILL_PLACED, f"{THERE} {choice_id}", "off"))


def test_a_level_above_the_can_dos_counts_as_the_highest() -> None:
    written = own_skill(can_dos=1), placed(VECTOR, 3)
    assert apply(SHIPPED, progress_of(*written)).catalogue.roadmaps[THERE].to_role.demands[VECTOR].level == 1
    assert unfit(*written) == ["“Vector search” cannot be asked at level 3: level 1 counts."]


# Own roadmaps


def own_roadmap(to_role: str | None = None) -> Written:
    return Written(Kind.ROADMAP_WRITTEN, OWN_ROADMAPS[0], {"name": "MLOps", "from": None, "to": to_role})


def test_a_roadmap_without_a_role_asks_what_is_placed_on_it_and_carries_nothing_over() -> None:
    skills = (placed(each, 2, roadmap_id=OWN_ROADMAPS[0]) for each in ("python", "docker"))
    gap = gap_of(own_roadmap(), *skills, roadmap_id=OWN_ROADMAPS[0])
    assert {each.skill.id for each in gap.scope} == {"python", "docker"}
    assert {each.kind for each in gap.scope} == {WorkKind.LEARN_NEW}
    assert gap.roadmap.is_own
    assert explain_readiness(gap).groups[0][0][:2] == ("Core and supporting skills of the “MLOps” roadmap", "2")


def test_a_roadmap_to_a_role_asks_what_the_role_asks() -> None:
    roadmap = bent(own_roadmap("ml-engineer"), roadmap_id=OWN_ROADMAPS[0])
    assert roadmap.to_role is SHIPPED.roles["ml-engineer"]
    assert list(apply(SHIPPED, progress_of(own_roadmap())).catalogue.roadmaps) == [THERE, BACK, OWN_ROADMAPS[0]]


# Explanations


def test_numbers_explain_themselves_with_the_change_in_them() -> None:
    written = Written(Kind.HOURS_WRITTEN, "docker", {"low": 10, "high": 20})
    gap = gap_of(written).skills["docker"]
    words = f"your estimate {hours_text(Hours(10, 20))}, ours {hours_text(SHIPPED.skills['docker'].hours)}"
    assert estimate_text(gap.skill) == f"From zero to level 3: {words}"
    rows = [(line.label, line.value) for line in explain_hours(gap).groups[0]]
    assert rows[0] == ("From zero to level 3, your estimate", "10–20\N{NO-BREAK SPACE}h")
    assert rows[1][0].startswith("instead of our estimate: ")
    assert rows[2] == ("of which levels 1, 2, 3 take", "25, 35, 40\N{NO-BREAK SPACE}%")
    off = Written(Kind.SKILL_PLACED, f"{THERE} python", "off")
    lines = explain_readiness(gap_of(own_skill(), placed(VECTOR), placed("docker", 1), off)).groups[0]
    assert [(line.label, line.value) for line in lines[1:4]] == [
        ("those you added to this roadmap", "+ 1"),
        ("less those you took off or made optional", "− 1"),
        ("at a level that you changed", "1"),
    ]


def test_levels_are_what_a_skill_has_can_dos_for() -> None:
    assert all(len(skill.can_dos) == len(LEVELS) for skill in SHIPPED.skills.values())
    assert replace(SHIPPED.roadmaps[THERE]) == SHIPPED.roadmaps[THERE]

"""What a roadmap leaves to do, each rule by an example worked out by hand.

A skill made here has can-dos "id.1" to "id.3" and, unless it says otherwise, 100–200 hours: 25–50 for level 1,
35–70 for level 2, 40–80 for level 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roadmaps.catalogue import Hours, Need
from roadmaps.gap import ScopeStatus, SkillState, Tally, WorkKind, measure_gap
from roadmaps.gap.measure import level_of
from tests.roadmaps.people import Diary, day, make_roadmap, make_skill

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roadmaps.catalogue import CanDo, Roadmap
    from roadmaps.gap import Gap, SkillGap

CLOUD = {"cloud": ("aws", "azure")}


def gap_of(roadmap: Roadmap, diary: Diary | None = None) -> Gap:
    return measure_gap(roadmap, (diary or Diary()).progress())


def ids(can_dos: Iterable[CanDo]) -> list[str]:
    return [can_do.id for can_do in can_dos]


def missing(gap: SkillGap) -> list[tuple[str, int, int]]:
    """What is missing before a skill: skill, level asked, level there."""
    return [(each.skill.id, each.asked, each.level) for each in gap.missing]


def same(measured: Hours, low: float, high: float) -> bool:
    """Whether hours are these, to within a rounding error."""
    return (measured.low, measured.high) == pytest.approx((low, high), abs=1e-9)


# The level


@pytest.mark.parametrize(
    ("ticked", "level"),
    [([], 0), ([1], 1), ([1, 2], 2), ([1, 2, 3], 3), ([2], 0), ([3], 0), ([2, 3], 0), ([1, 3], 1)],
)
def test_the_level_is_the_highest_up_to_which_every_can_do_is_ticked(ticked: list[int], level: int) -> None:
    diary = Diary().tick(*(f"sql.{each}" for each in ticked))
    assert level_of(make_skill("sql"), diary.progress()) == level
    assert gap_of(make_roadmap(["sql"], {"sql": 3}), diary).skills["sql"].level == level


# Scope


def test_scope_is_the_can_dos_up_to_the_target_of_core_and_supporting_skills() -> None:
    gap = gap_of(make_roadmap(["sql", "git", "r"], {"sql": 2}, supporting={"git": 1}))
    assert [each.skill.id for each in gap.scope] == ["sql", "git"]
    assert ids(gap.skills["sql"].needed) == ["sql.1", "sql.2"]
    assert ids(gap.skills["git"].needed) == ["git.1"]
    assert gap.total == Tally(skills=2, can_dos=3, hours_left=Hours(60 + 25, 120 + 50))
    assert [gap.skills[each].need for each in ("sql", "git", "r")] == [Need.CORE, Need.SUPPORTING, None]


def test_a_skill_that_the_role_does_not_ask_does_not_count_but_still_has_a_state() -> None:
    gap = gap_of(make_roadmap(["sql", "r"], {"sql": 2}), Diary().tick("r.1"))
    other = gap.skills["r"]
    assert (other.scope_status, other.target, other.needed, other.kind) == (
        ScopeStatus.NOT_NEEDED,
        0,
        (),
        WorkKind.NOT_NEEDED,
    )
    assert (other.state, other.level) == (SkillState.LEARNING, 1)
    assert gap.total.ticked == 0


def test_a_skill_that_the_role_does_not_need_is_had_once_all_three_levels_are() -> None:
    roadmap = make_roadmap(["r"], {})
    assert gap_of(roadmap, Diary().tick("r.1", "r.2")).skills["r"].state is SkillState.LEARNING
    assert gap_of(roadmap, Diary().tick("r.1", "r.2", "r.3")).skills["r"].state is SkillState.HAVE


def test_can_dos_beyond_the_target_are_not_counted() -> None:
    roadmap = make_roadmap(["sql"], {"sql": 1})
    gap = gap_of(roadmap, Diary().tick("sql.2", "sql.3"))
    assert (gap.total.ticked, gap.total.left, gap.skills["sql"].state) == (0, 1, SkillState.READY)
    gap = gap_of(roadmap, Diary().tick("sql.1", "sql.2", "sql.3"))
    assert (gap.total.ticked, gap.total.can_dos, gap.total.percent) == (1, 1, 100)


def test_optional_skills_count_only_when_counted_in() -> None:
    roadmap = make_roadmap(["sql", "julia"], {"sql": 1}, optional={"julia": 2})
    diary = Diary()
    assert gap_of(roadmap, diary).skills["julia"].scope_status is ScopeStatus.OPTIONAL
    assert gap_of(roadmap, diary).total.can_dos == 1
    assert gap_of(roadmap, diary.count_in("julia")).skills["julia"].scope_status is ScopeStatus.COUNTS
    assert gap_of(roadmap, diary).total.can_dos == 3
    assert gap_of(roadmap, diary.undo()).total.can_dos == 1


def test_counting_in_a_skill_that_is_needed_anyway_or_not_at_all_changes_nothing() -> None:
    roadmap = make_roadmap(["sql", "r"], {"sql": 1})
    assert gap_of(roadmap, Diary().count_in("sql", "r")).skills == gap_of(roadmap).skills


def test_what_is_set_aside_leaves_the_denominator_and_is_listed() -> None:
    gap = gap_of(make_roadmap(["sql", "git"], {"sql": 2, "git": 1}), Diary().tick("git.1").set_aside("sql"))
    assert gap.total == Tally(skills=1, skills_have=1, can_dos=1, learned=1)
    assert [each.skill.id for each in gap.set_aside] == ["sql"]
    assert gap.skills["sql"].scope_status is ScopeStatus.SET_ASIDE
    assert gap.skills["sql"].needed == ()


def test_setting_aside_what_the_role_does_not_ask_lists_nothing() -> None:
    gap = gap_of(make_roadmap(["sql", "r"], {"sql": 2}), Diary().set_aside("r"))
    assert gap.set_aside == ()
    assert gap.skills["r"].scope_status is ScopeStatus.NOT_NEEDED


def test_an_optional_skill_counted_in_and_set_aside_does_not_count() -> None:
    roadmap = make_roadmap(["sql", "julia"], {"sql": 1}, optional={"julia": 2})
    gap = gap_of(roadmap, Diary().count_in("julia").set_aside("julia"))
    assert gap.total.can_dos == 1
    assert [each.skill.id for each in gap.set_aside] == ["julia"]


def test_ids_that_the_catalogue_does_not_know_are_not_counted() -> None:
    roadmap = make_roadmap(["sql"], {"sql": 1})
    diary = Diary().tick("cobol.1").set_aside("cobol").count_in("cobol").choose("mainframe", "cobol")
    assert gap_of(roadmap, diary).total == gap_of(roadmap).total
    assert set(gap_of(roadmap, diary).skills) == {"sql"}


# Brought, learned, readiness


def test_brought_is_what_was_there_before_and_learned_is_the_rest() -> None:
    gap = gap_of(make_roadmap(["sql"], {"sql": 3}), Diary().could_before("sql.1").tick("sql.2"))
    assert (gap.total.brought, gap.total.learned, gap.total.left) == (1, 1, 1)
    assert gap.skills["sql"].brought == 1


def test_only_what_is_needed_is_brought() -> None:
    gap = gap_of(make_roadmap(["sql", "r"], {"sql": 1}), Diary().could_before("sql.1", "sql.2", "r.1"))
    assert (gap.total.brought, gap.total.learned) == (1, 0)


def test_readiness_is_ticked_by_scope_in_can_dos_rounded_down() -> None:
    roadmap = make_roadmap(["sql", "git", "r"], {"sql": 3, "git": 3, "r": 1})
    total = gap_of(roadmap, Diary().tick("sql.1", "sql.2", "sql.3", "git.1", "git.2")).total
    assert total.readiness == 5 / 7
    assert total.percent == 71  # 71.4
    total = gap_of(roadmap, Diary().tick("sql.1", "sql.2", "sql.3", "git.1", "git.2", "git.3")).total
    assert total.percent == 85  # 85.7


def test_readiness_is_a_hundred_only_when_all_is_ticked() -> None:
    skills = [f"skill{number}" for number in range(67)]
    roadmap = make_roadmap(skills, dict.fromkeys(skills, 3))
    every = [f"{skill}.{level}" for skill in skills for level in (1, 2, 3)]
    assert gap_of(roadmap, Diary().tick(*every[:-1])).total.percent == 99  # 200 of 201 are 99.5 %
    assert gap_of(roadmap, Diary().tick(*every)).total.percent == 100


def test_there_is_no_readiness_when_nothing_is_in_scope() -> None:
    total = gap_of(make_roadmap(["sql"], {"sql": 2}), Diary().set_aside("sql")).total
    assert total == Tally()
    assert (total.readiness, total.percent) == (None, None)


def test_it_says_whether_anything_was_measured() -> None:
    roadmap = make_roadmap(["sql"], {"sql": 2})
    assert not gap_of(roadmap).is_measured
    assert gap_of(roadmap, Diary().tick("sql.1")).is_measured


# Hours


def test_levels_take_25_35_and_40_per_cent_of_the_hours() -> None:
    sql = gap_of(make_roadmap([make_skill("sql", hours=(40, 80))], {"sql": 3})).skills["sql"]
    assert {key: (part.low, part.high) for key, part in sql.hours_by_can_do.items()} == {
        "sql.1": (10, 20),
        "sql.2": (14, 28),
        "sql.3": (16, 32),
    }
    assert same(sql.hours_left, 40, 80)


def test_hours_left_are_those_of_the_needed_can_dos_that_are_not_ticked() -> None:
    roadmap = make_roadmap(["sql"], {"sql": 2})
    assert same(gap_of(roadmap).total.hours_left, 60, 120)
    assert same(gap_of(roadmap, Diary().tick("sql.1")).total.hours_left, 35, 70)
    assert same(gap_of(roadmap, Diary().tick("sql.2")).total.hours_left, 25, 50)
    assert same(gap_of(roadmap, Diary().tick("sql.1", "sql.2")).total.hours_left, 0, 0)


def test_hours_are_not_rounded() -> None:
    roadmap = make_roadmap([make_skill("sql", hours=(5, 7)), make_skill("git", hours=(5, 7))], {"sql": 1, "git": 1})
    assert same(gap_of(roadmap).skills["sql"].hours_left, 1.25, 1.75)
    assert same(gap_of(roadmap).total.hours_left, 2.5, 3.5)


def test_logged_time_never_changes_the_hours_left() -> None:
    roadmap = make_roadmap(["sql"], {"sql": 2})
    diary = Diary()
    diary.say("study", "session-1", {"skill": "sql", "minutes": 6000, "text": "", "link": None})
    assert gap_of(roadmap, diary).total == gap_of(roadmap).total


# Kinds


@pytest.mark.parametrize(
    ("carried", "target", "kind"),
    [
        (0, 2, WorkKind.LEARN_NEW),
        (1, 2, WorkKind.RAISE),
        (2, 2, WorkKind.CARRIES_OVER),
        (3, 2, WorkKind.CARRIES_OVER),
        (3, 0, WorkKind.NOT_NEEDED),
        (0, 0, WorkKind.NOT_NEEDED),
    ],
)
def test_the_kind_comes_from_the_carry_over_list_cut_to_what_the_role_needs(
    carried: int, target: int, kind: WorkKind
) -> None:
    roadmap = make_roadmap(["sql"], {"sql": target} if target else {}, carry_over={"sql": carried} if carried else {})
    assert gap_of(roadmap).skills["sql"].kind is kind


def test_ticks_do_not_change_the_kind() -> None:
    roadmap = make_roadmap(["sql", "git"], {"sql": 2, "git": 1}, carry_over={"git": 1})
    diary = Diary().tick("sql.1", "sql.2").set_aside("git")
    assert gap_of(roadmap, diary).skills["sql"].kind is WorkKind.LEARN_NEW
    assert gap_of(roadmap, diary).skills["git"].kind is WorkKind.CARRIES_OVER


def test_every_member_of_a_choice_that_carries_over_does() -> None:
    roadmap = make_roadmap(["aws", "azure"], {"cloud": 2}, choices=CLOUD, carry_over={"cloud": 1})
    assert [each.kind for each in gap_of(roadmap).skills.values()] == [WorkKind.RAISE, WorkKind.RAISE]


# States


def test_states_in_order() -> None:
    sql_needs_git = [make_skill("git"), make_skill("sql", "git")]
    roadmap = make_roadmap(sql_needs_git, {"git": 1, "sql": 2})
    diary = Diary()
    assert gap_of(roadmap, diary).skills["sql"].state is SkillState.LOCKED
    assert gap_of(roadmap, diary.tick("git.1")).skills["sql"].state is SkillState.READY
    assert gap_of(roadmap, diary.tick("sql.2")).skills["sql"].state is SkillState.LEARNING
    assert gap_of(roadmap, diary.tick("sql.1")).skills["sql"].state is SkillState.HAVE
    assert gap_of(roadmap, diary.set_aside("sql")).skills["sql"].state is SkillState.SET_ASIDE
    assert gap_of(roadmap, diary.untick("sql.1", "sql.2", "git.1")).skills["sql"].state is SkillState.SET_ASIDE
    assert gap_of(roadmap, diary.bring_back("sql")).skills["sql"].state is SkillState.LOCKED


def test_locked_never_prevents_ticking_and_learning_shows_what_is_missing() -> None:
    roadmap = make_roadmap([make_skill("git"), make_skill("sql", "git")], {"git": 1, "sql": 2})
    sql = gap_of(roadmap, Diary().tick("sql.1")).skills["sql"]
    assert sql.state is SkillState.LEARNING
    assert missing(sql) == [("git", 1, 0)]
    assert not sql.is_ready


def test_ready_is_learning_or_not_started_with_every_prerequisite_met() -> None:
    roadmap = make_roadmap([make_skill("git"), make_skill("sql", "git")], {"git": 1, "sql": 2})
    diary = Diary()
    ready = [gap_of(roadmap, diary).skills["sql"].is_ready]
    ready.append(gap_of(roadmap, diary.tick("git.1")).skills["sql"].is_ready)
    ready.append(gap_of(roadmap, diary.tick("sql.1")).skills["sql"].is_ready)
    ready.append(gap_of(roadmap, diary.tick("sql.2")).skills["sql"].is_ready)
    assert ready == [False, True, True, False]


def test_next_is_the_lowest_needed_can_do_that_is_not_ticked() -> None:
    roadmap = make_roadmap(["sql"], {"sql": 2})
    diary = Diary().tick("sql.2")
    following = gap_of(roadmap, diary).skills["sql"].next_can_do
    assert following is not None
    assert following.id == "sql.1"
    assert gap_of(roadmap, diary.tick("sql.1")).skills["sql"].next_can_do is None


def test_nothing_is_missing_before_what_is_had_or_set_aside() -> None:
    roadmap = make_roadmap([make_skill("git"), make_skill("sql", "git")], {"git": 1, "sql": 1})
    assert missing(gap_of(roadmap, Diary().tick("sql.1")).skills["sql"]) == []
    assert missing(gap_of(roadmap, Diary().set_aside("sql")).skills["sql"]) == []


# Prerequisites


NEEDS_GIT = [make_skill("git"), make_skill("sql", "git")]


def test_a_prerequisite_is_asked_at_its_level_by_the_end_of_the_stage_of_the_dependent() -> None:
    stages = [{"git": 1}, {"sql": 1, "git": 2}, {"git": 3}]
    roadmap = make_roadmap(NEEDS_GIT, {"git": 3, "sql": 1}, stages=stages)
    diary = Diary()
    assert missing(gap_of(roadmap, diary).skills["sql"]) == [("git", 2, 0)]
    assert missing(gap_of(roadmap, diary.tick("git.1")).skills["sql"]) == [("git", 2, 1)]
    assert missing(gap_of(roadmap, diary.tick("git.2")).skills["sql"]) == []


def test_a_stage_that_does_not_name_the_prerequisite_asks_what_was_asked_before_it() -> None:
    roadmap = make_roadmap(NEEDS_GIT, {"git": 3, "sql": 1}, stages=[{"git": 2}, {"sql": 1}, {"git": 3}])
    assert missing(gap_of(roadmap).skills["sql"]) == [("git", 2, 0)]


def test_a_prerequisite_in_no_stage_is_asked_at_the_target_of_the_role() -> None:
    roadmap = make_roadmap(NEEDS_GIT, {"git": 2, "sql": 1}, stages=[{"sql": 1}])
    assert missing(gap_of(roadmap, Diary().tick("git.1")).skills["sql"]) == [("git", 2, 1)]
    assert missing(gap_of(roadmap, Diary().tick("git.1", "git.2")).skills["sql"]) == []


def test_an_optional_prerequisite_in_no_stage_is_asked_at_the_target_of_the_role_too() -> None:
    roadmap = make_roadmap(NEEDS_GIT, {"sql": 1}, optional={"git": 2}, stages=[{"sql": 1}])
    assert missing(gap_of(roadmap).skills["sql"]) == [("git", 2, 0)]


def test_a_prerequisite_only_in_later_stages_is_asked_at_level_1() -> None:
    roadmap = make_roadmap(NEEDS_GIT, {"git": 3, "sql": 1}, stages=[{"sql": 1}, {"git": 2}, {"git": 3}])
    assert missing(gap_of(roadmap).skills["sql"]) == [("git", 1, 0)]
    assert missing(gap_of(roadmap, Diary().tick("git.1")).skills["sql"]) == []


def test_a_prerequisite_that_the_role_does_not_ask_is_asked_at_level_1() -> None:
    roadmap = make_roadmap(NEEDS_GIT, {"sql": 1}, stages=[{"sql": 1}])
    assert missing(gap_of(roadmap).skills["sql"]) == [("git", 1, 0)]
    assert missing(gap_of(roadmap, Diary().tick("git.1")).skills["sql"]) == []


def test_a_dependent_in_no_stage_comes_before_every_stage() -> None:
    roadmap = make_roadmap(NEEDS_GIT, {"git": 3, "sql": 1}, stages=[{"git": 3}])
    assert missing(gap_of(roadmap).skills["sql"]) == [("git", 1, 0)]


def test_ticks_above_a_hole_do_not_meet_a_prerequisite() -> None:
    roadmap = make_roadmap(NEEDS_GIT, {"git": 2, "sql": 1}, stages=[{"sql": 1}])
    assert missing(gap_of(roadmap, Diary().tick("git.2", "git.3")).skills["sql"]) == [("git", 2, 0)]


def test_a_prerequisite_set_aside_counts_as_met() -> None:
    roadmap = make_roadmap(NEEDS_GIT, {"git": 2, "sql": 1}, stages=[{"git": 2, "sql": 1}])
    sql = gap_of(roadmap, Diary().set_aside("git")).skills["sql"]
    assert (sql.state, missing(sql)) == (SkillState.READY, [])


def test_of_several_prerequisites_those_not_met_are_missing_in_their_order() -> None:
    skills = [make_skill("git"), make_skill("sql"), make_skill("python"), make_skill("ml", "python", "git", "sql")]
    roadmap = make_roadmap(skills, {"ml": 1, "git": 1, "sql": 2, "python": 1})
    gap = gap_of(roadmap, Diary().tick("git.1", "sql.1"))
    assert missing(gap.skills["ml"]) == [("python", 1, 0), ("sql", 2, 1)]


def test_a_skill_in_two_stages_asks_for_the_stage_of_its_next_needed_can_do() -> None:
    stages = [{"git": 1, "sql": 1}, {"git": 2, "sql": 2}]
    roadmap = make_roadmap(NEEDS_GIT, {"git": 2, "sql": 2}, stages=stages)
    diary = Diary().tick("git.1")
    assert gap_of(roadmap, diary).skills["sql"].is_ready
    diary.tick("sql.1")
    assert missing(gap_of(roadmap, diary).skills["sql"]) == [("git", 2, 1)]
    diary.untick("sql.1").tick("sql.2")
    assert missing(gap_of(roadmap, diary).skills["sql"]) == []


def test_a_prerequisite_on_a_member_is_met_by_the_member_that_counts() -> None:
    skills = [make_skill("aws"), make_skill("azure"), make_skill("deploy", "aws")]
    roadmap = make_roadmap(
        skills, {"cloud": 2, "deploy": 1}, choices=CLOUD, stages=[{"cloud": 1, "deploy": 1}, {"cloud": 2}]
    )
    diary = Diary().choose("cloud", "azure")
    assert missing(gap_of(roadmap, diary).skills["deploy"]) == [("azure", 1, 0)]
    assert missing(gap_of(roadmap, diary.tick("aws.1")).skills["deploy"]) == [("azure", 1, 0)]
    assert missing(gap_of(roadmap, diary.tick("azure.1")).skills["deploy"]) == []


def test_a_prerequisite_on_a_member_set_aside_is_met_by_the_member_that_counts() -> None:
    skills = [make_skill("aws"), make_skill("azure"), make_skill("deploy", "aws")]
    roadmap = make_roadmap(skills, {"cloud": 1, "deploy": 1}, choices=CLOUD)
    assert missing(gap_of(roadmap, Diary().set_aside("aws")).skills["deploy"]) == [("azure", 1, 0)]


def test_a_prerequisite_on_a_choice_with_every_member_set_aside_is_met() -> None:
    skills = [make_skill("aws"), make_skill("azure"), make_skill("deploy", "aws")]
    roadmap = make_roadmap(skills, {"cloud": 1, "deploy": 1}, choices=CLOUD)
    assert gap_of(roadmap, Diary().set_aside("aws", "azure")).skills["deploy"].is_ready


def test_a_member_that_counts_does_not_wait_for_another_member() -> None:
    roadmap = make_roadmap([make_skill("aws"), make_skill("azure", "aws")], {"cloud": 1}, choices=CLOUD)
    assert gap_of(roadmap, Diary().choose("cloud", "azure")).skills["azure"].is_ready


# Choices


def test_a_choice_is_one_skill_in_every_count() -> None:
    gap = gap_of(make_roadmap(["aws", "azure", "sql"], {"cloud": 2, "sql": 1}, choices=CLOUD))
    assert (gap.total.skills, gap.total.can_dos) == (2, 3)
    assert [each.scope_status for each in gap.skills.values()] == [
        ScopeStatus.COUNTS,
        ScopeStatus.NOT_TAKEN,
        ScopeStatus.COUNTS,
    ]


def test_the_chosen_member_counts_even_when_another_is_nearer() -> None:
    roadmap = make_roadmap(["aws", "azure"], {"cloud": 2}, choices=CLOUD)
    gap = gap_of(roadmap, Diary().choose("cloud", "azure").tick("aws.1", "aws.2"))
    assert [each.skill.id for each in gap.scope] == ["azure"]
    assert gap.total.left == 2
    assert gap.skills["aws"].scope_status is ScopeStatus.NOT_TAKEN
    assert gap.skills["aws"].state is SkillState.HAVE


def test_the_member_with_the_fewest_hours_left_counts_until_one_is_chosen() -> None:
    skills = [make_skill("aws", hours=(100, 200)), make_skill("azure", hours=(90, 200))]
    roadmap = make_roadmap(skills, {"cloud": 2}, choices=CLOUD)
    diary = Diary()
    assert [each.skill.id for each in gap_of(roadmap, diary).scope] == ["azure"]
    diary.tick("aws.1")  # aws has 35–70 left, azure 54–120
    assert [each.skill.id for each in gap_of(roadmap, diary).scope] == ["aws"]
    diary.tick("azure.2")  # azure has 22.5–50 left
    assert [each.skill.id for each in gap_of(roadmap, diary).scope] == ["azure"]


def test_only_hours_up_to_the_target_are_compared() -> None:
    skills = [make_skill("aws", hours=(100, 200)), make_skill("azure", hours=(110, 220))]
    roadmap = make_roadmap(skills, {"cloud": 1}, choices=CLOUD)
    diary = Diary().tick("azure.2", "azure.3")
    assert [each.skill.id for each in gap_of(roadmap, diary).scope] == ["aws"]


def test_a_tie_goes_by_the_order_of_the_catalogue_not_by_that_of_the_choice() -> None:
    roadmap = make_roadmap(["azure", "aws"], {"cloud": 2}, choices=CLOUD)
    assert [each.skill.id for each in gap_of(roadmap).scope] == ["azure"]


def test_a_tie_is_not_decided_by_the_last_bit_of_a_sum() -> None:
    skills = [make_skill("aws", hours=(1, 41)), make_skill("azure", hours=(1, 29))]
    roadmap = make_roadmap(skills, {"cloud": 2}, choices=CLOUD)
    diary = Diary().tick("aws.2", "azure.1")  # 25 % of 21 and 35 % of 15 are both 5.25
    assert [each.skill.id for each in gap_of(roadmap, diary).scope] == ["aws"]


def test_a_member_set_aside_does_not_count_even_when_chosen() -> None:
    roadmap = make_roadmap(["aws", "azure"], {"cloud": 2}, choices=CLOUD)
    gap = gap_of(roadmap, Diary().choose("cloud", "aws").set_aside("aws"))
    assert [each.skill.id for each in gap.scope] == ["azure"]
    assert gap.skills["aws"].scope_status is ScopeStatus.SET_ASIDE
    assert gap.total.can_dos == 2


def test_a_choice_whose_chosen_member_was_set_aside_is_open_again() -> None:
    skills = [make_skill("aws"), make_skill("azure", hours=(10, 20)), make_skill("gcp", hours=(40, 60))]
    roadmap = make_roadmap(skills, {"cloud": 1}, choices={"cloud": ("aws", "azure", "gcp")})
    gap = gap_of(roadmap, Diary().choose("cloud", "aws").set_aside("aws"))
    assert gap.skills["azure"].is_open_choice
    assert same(gap.total.hours_left, 2.5, 15)


def test_a_choice_with_every_member_set_aside_leaves_scope() -> None:
    roadmap = make_roadmap(["aws", "azure", "sql"], {"cloud": 2, "sql": 1}, choices=CLOUD, stages=[{"cloud": 2}])
    gap = gap_of(roadmap, Diary().set_aside("aws", "azure"))
    assert [each.skill.id for each in gap.scope] == ["sql"]
    assert [each.skill.id for each in gap.set_aside] == ["aws", "azure"]
    assert gap.stages[1].tally == Tally()
    assert [row.gap.skill.id for row in gap.stages[1].rows] == ["aws"]


def test_a_choice_of_an_unknown_member_is_no_choice() -> None:
    roadmap = make_roadmap(["aws", "azure", "sql"], {"cloud": 2}, choices=CLOUD)
    for stranger in ("sql", "cobol"):
        assert [each.skill.id for each in gap_of(roadmap, Diary().choose("cloud", stranger)).scope] == ["aws"]


def test_an_untaken_choice_shows_the_range_over_its_members() -> None:
    skills = [make_skill("aws", hours=(40, 300)), make_skill("azure", hours=(50, 60))]
    roadmap = make_roadmap(skills, {"cloud": 2}, choices=CLOUD)
    azure = gap_of(roadmap).skills["azure"]  # 30–36 left against 24–180
    assert azure.is_open_choice
    assert same(azure.hours_left, 24, 180)
    # Level 1 is 25 of the 60 parts that are needed, level 2 is 35.
    assert same(azure.hours_by_can_do["azure.1"], 10, 75)
    assert same(azure.hours_by_can_do["azure.2"], 14, 105)
    assert same(gap_of(roadmap).total.hours_left, 24, 180)


def test_the_range_is_over_members_that_are_not_set_aside() -> None:
    skills = [make_skill("aws", hours=(40, 300)), make_skill("azure", hours=(50, 60))]
    roadmap = make_roadmap(skills, {"cloud": 2}, choices=CLOUD)
    assert same(gap_of(roadmap, Diary().set_aside("aws")).total.hours_left, 30, 36)


def test_a_choice_that_was_made_shows_its_own_hours() -> None:
    skills = [make_skill("aws", hours=(40, 300)), make_skill("azure", hours=(50, 60))]
    roadmap = make_roadmap(skills, {"cloud": 2}, choices=CLOUD)
    gap = gap_of(roadmap, Diary().choose("cloud", "aws"))
    assert not gap.skills["aws"].is_open_choice
    assert same(gap.total.hours_left, 24, 180)
    assert same(gap_of(roadmap, Diary().choose("cloud", "azure")).total.hours_left, 30, 36)


def test_an_untaken_choice_that_is_done_has_nothing_left() -> None:
    roadmap = make_roadmap(["aws", "azure"], {"cloud": 2}, choices=CLOUD)
    gap = gap_of(roadmap, Diary().tick("azure.1", "azure.2"))
    assert [each.skill.id for each in gap.scope] == ["azure"]
    assert not gap.skills["azure"].is_open_choice
    assert same(gap.total.hours_left, 0, 0)
    assert gap.total.percent == 100


def test_an_untaken_choice_begun_shows_the_range_of_what_is_left() -> None:
    roadmap = make_roadmap(["aws", "azure"], {"cloud": 2}, choices=CLOUD)
    gap = gap_of(roadmap, Diary().tick("azure.1"))  # azure 35–70 left, aws 60–120
    assert same(gap.total.hours_left, 35, 120)
    assert same(gap.skills["azure"].hours_by_can_do["azure.2"], 35, 120)


def test_a_choice_is_counted_in_with_any_of_its_members() -> None:
    skills = [make_skill("aws", hours=(10, 20)), make_skill("azure", hours=(50, 60))]
    roadmap = make_roadmap(skills, {}, optional={"cloud": 1}, choices=CLOUD)
    assert gap_of(roadmap).total == Tally()
    gap = gap_of(roadmap, Diary().count_in("azure"))
    assert [each.skill.id for each in gap.scope] == ["aws"]
    assert gap_of(roadmap, Diary().count_in("azure").tick("azure.1")).total.percent == 100


# Stages


def test_a_row_holds_the_levels_between_the_earlier_stage_and_its_own() -> None:
    roadmap = make_roadmap(["sql"], {"sql": 3}, stages=[{"sql": 1}, {"sql": 3}])
    gap = gap_of(roadmap, Diary().tick("sql.1", "sql.2"))
    first, second = gap.stages[1].rows[0], gap.stages[2].rows[0]
    assert (first.level, ids(first.can_dos), first.state) == (1, ["sql.1"], SkillState.HAVE)
    assert (second.level, ids(second.can_dos), second.state) == (3, ["sql.2", "sql.3"], SkillState.LEARNING)
    assert first.tally == Tally(skills=1, skills_have=1, can_dos=1, learned=1)
    assert (second.tally.ticked, second.tally.can_dos, second.tally.skills_left) == (1, 2, 1)
    assert same(second.tally.hours_left, 40, 80)
    assert ids(second.left) == ["sql.3"]


def test_a_row_asks_its_prerequisites_for_its_own_stage() -> None:
    stages = [{"git": 1, "sql": 1}, {"git": 2, "sql": 2}]
    roadmap = make_roadmap(NEEDS_GIT, {"git": 2, "sql": 2}, stages=stages)
    gap = gap_of(roadmap, Diary().tick("git.1"))
    assert [row.state for stage in gap.stages[1:] for row in stage.rows if row.gap.skill.id == "sql"] == [
        SkillState.READY,
        SkillState.LOCKED,
    ]


def test_stage_0_is_what_is_in_scope_but_in_no_stage() -> None:
    roadmap = make_roadmap(
        ["sql", "git", "r", "julia"], {"sql": 2, "git": 1}, optional={"julia": 1}, stages=[{"git": 1}]
    )
    gap = gap_of(roadmap, Diary().could_before("sql.1"))
    stage_0 = gap.stages[0]
    assert (stage_0.number, stage_0.stage) == (0, None)
    assert [(row.gap.skill.id, ids(row.can_dos)) for row in stage_0.rows] == [("sql", ["sql.1", "sql.2"])]
    assert (stage_0.tally.brought, stage_0.tally.left) == (1, 1)
    assert [stage.number for stage in gap.stages] == [0, 1]


def test_levels_above_the_last_stage_that_names_a_skill_are_in_stage_0() -> None:
    roadmap = make_roadmap(["sql"], {"sql": 3}, stages=[{"sql": 1}, {"sql": 2}])
    rows = gap_of(roadmap).stages[0].rows
    assert [(row.level, ids(row.can_dos)) for row in rows] == [(3, ["sql.3"])]


def test_stage_0_is_shown_while_something_in_it_is_open() -> None:
    roadmap = make_roadmap(["sql", "git"], {"sql": 1, "git": 1}, stages=[{"git": 1}])
    assert [stage.number for stage in gap_of(roadmap).open_stages] == [0, 1]
    assert [stage.number for stage in gap_of(roadmap, Diary().tick("sql.1", "git.1")).open_stages] == [1]


def test_a_skill_set_aside_keeps_its_row_and_adds_nothing() -> None:
    roadmap = make_roadmap(["sql", "git"], {"sql": 1, "git": 1}, stages=[{"sql": 1, "git": 1}])
    stage = gap_of(roadmap, Diary().set_aside("sql")).stages[1]
    assert [(row.gap.skill.id, row.state) for row in stage.rows] == [
        ("sql", SkillState.SET_ASIDE),
        ("git", SkillState.READY),
    ]
    assert (stage.tally.skills, stage.tally.can_dos) == (1, 1)


def test_an_optional_skill_not_counted_in_keeps_its_row_and_adds_nothing() -> None:
    roadmap = make_roadmap(["julia"], {}, optional={"julia": 2}, stages=[{"julia": 1}, {"julia": 2}])
    gap = gap_of(roadmap)
    assert [stage.tally for stage in gap.stages] == [Tally(), Tally(), Tally()]
    assert [ids(row.can_dos) for stage in gap.stages[1:] for row in stage.rows] == [["julia.1"], ["julia.2"]]


def test_the_row_of_a_choice_is_that_of_the_member_that_counts() -> None:
    roadmap = make_roadmap(["aws", "azure"], {"cloud": 2}, choices=CLOUD, stages=[{"cloud": 1}, {"cloud": 2}])
    gap = gap_of(roadmap, Diary().choose("cloud", "azure").tick("azure.1"))
    assert [ids(row.can_dos) for stage in gap.stages for row in stage.rows] == [["azure.1"], ["azure.2"]]
    assert [stage.tally.left for stage in gap.stages] == [0, 0, 1]


def test_a_stage_that_repeats_or_lowers_a_level_counts_nothing_twice() -> None:
    roadmap = make_roadmap(["sql"], {"sql": 2}, stages=[{"sql": 2}, {"sql": 2}, {"sql": 1}])
    gap = gap_of(roadmap)
    assert [stage.tally.can_dos for stage in gap.stages] == [0, 2, 0, 0]
    assert [stage.tally.skills for stage in gap.stages] == [0, 1, 0, 0]


def test_a_stage_that_asks_more_than_the_role_counts_up_to_the_role() -> None:
    gap = gap_of(make_roadmap(["sql", "r"], {"sql": 1}, stages=[{"sql": 3, "r": 2}]))
    assert [ids(row.can_dos) for row in gap.stages[1].rows] == [["sql.1"], []]
    assert gap.stages[1].tally == gap.total


# Categories


def test_a_category_counts_its_own_skills() -> None:
    skills = [make_skill("sql", category="data"), make_skill("r", category="data"), make_skill("git", category="tools")]
    gap = gap_of(make_roadmap(skills, {"sql": 2, "git": 1}), Diary().could_before("git.1"))
    assert gap.by_category["data"] == Tally(skills=1, can_dos=2, hours_left=Hours(60, 120))
    assert gap.by_category["tools"] == Tally(skills=1, skills_have=1, can_dos=1, brought=1)


def test_a_choice_counts_in_the_category_of_the_member_that_counts() -> None:
    skills = [make_skill("aws", category="a"), make_skill("azure", category="b")]
    roadmap = make_roadmap(skills, {"cloud": 1}, choices=CLOUD)
    gap = gap_of(roadmap, Diary().choose("cloud", "azure"))
    assert (gap.by_category["a"].skills, gap.by_category["b"].skills) == (0, 1)


# As of a day


def test_the_gap_of_a_past_day_is_measured_with_what_held_then() -> None:
    roadmap = make_roadmap(["sql", "git"], {"sql": 2, "git": 1})
    diary = Diary().could_before("sql.1").later(10).tick("sql.2").later(10).set_aside("git")
    percents = [measure_gap(roadmap, diary.progress(day(number))).total.percent for number in (0, 9, 10, 19, 20)]
    assert percents == [33, 33, 66, 66, 100]

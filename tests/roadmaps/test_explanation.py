"""How a number explains itself, line by line.

A skill made here has 100–200 hours: 25–50 for level 1, 35–70 for level 2, 40–80 for level 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmaps.gap import measure_gap
from roadmaps.gap.explanation import (
    Line,
    explain_can_dos,
    explain_category,
    explain_hours,
    explain_learned,
    explain_left,
    explain_lock,
    explain_readiness,
    explain_row_lock,
    explain_skills,
    explain_stage,
    stage_name,
)
from roadmaps.journal import Kind
from roadmaps.text.text_format import hours_text
from tests.roadmaps.people import Diary, day, make_roadmap, make_skill

if TYPE_CHECKING:
    from roadmaps.gap import Gap
    from roadmaps.gap.explanation import Explanation


def example(diary: Diary) -> Gap:
    """Four skills and a choice: seven can-dos in scope when the optional skill stays out."""
    roadmap = make_roadmap(
        [
            make_skill("sql", category="data"),
            make_skill("git", category="tools"),
            make_skill("aws", category="tools"),
            make_skill("azure", category="tools"),
            make_skill("julia", category="data"),
        ],
        {"sql": 3, "cloud": 2},
        supporting={"git": 2},
        optional={"julia": 1},
        stages=[{"sql": 2}, {"sql": 3, "cloud": 2}],
        choices={"cloud": ("aws", "azure")},
    )
    return measure_gap(roadmap, diary.progress())


def rows(explanation: Explanation) -> list[list[tuple[str, str]]]:
    return [[(line.label, line.value) for line in group] for group in explanation.groups]


def test_readiness_is_explained_from_the_skills_of_the_role_down_to_ticked_divided_by_scope() -> None:
    explanation = explain_readiness(example(Diary().could_before("sql.1").tick("sql.2", "git.1")))
    assert explanation.title == "How 42\xa0% is worked out"
    assert rows(explanation) == [
        [("Core and supporting skills of the New", "3"), ("Skills that count", "3")],
        [
            ("can-dos you brought", "1"),
            ("can-dos you learned here", "+ 2"),
            ("Ticked, of the 7 those skills need", "3"),
            ("Left", "4"),
        ],
        [("Data", "2 of 3"), ("Tools", "1 of 4")],
    ]
    assert explanation.result == "3 ÷ 7 = 42\xa0%, rounded down"
    assert "1 of the 3 skills a new needs" in explanation.note


def test_a_skill_that_was_answered_or_ticked_at_any_level_is_assessed() -> None:
    """Somebody who turns round sees why they are not ready for the job they come from."""
    diary = Diary().could_before("sql.3")
    assert example(diary).unassessed == {"git", "aws"}
    assert "2 of the 3 skills a new needs haven’t been assessed yet" in explain_readiness(example(diary)).note
    diary.say(Kind.QUICK_ANSWER, "azure", 0)
    diary.say(Kind.QUICK_ANSWER, "git", "skip")
    assert example(diary).unassessed == {"git"}
    diary.say(Kind.QUICK_ANSWER, "git", 0)
    assert example(diary).unassessed == frozenset()
    assert explain_readiness(example(diary)).note == ""


def test_what_was_learned_explains_what_was_learned_and_nothing_else() -> None:
    diary = Diary().could_before("sql.1").tick("sql.2").later(100).tick("git.1", "aws.1")
    gap = example(diary)
    explanation = explain_learned(gap, diary.progress(), day(50))
    assert explanation.result == "3 can-dos learned here"
    assert rows(explanation) == [
        [("Data", "1"), ("Tools", "2")],
        [("in the last 90 days", "2"), ("before that", "1")],
        [("can-dos you brought", "1"), ("can-dos you learned here", "+ 3"), ("Ticked, of 7 needed", "4")],
    ]


def test_stages_and_categories_add_up_as_they_are_shown() -> None:
    """Three times 10.4 to 20.6\xa0h would be shown as 10–21\xa0h each, and 31–62\xa0h in all."""
    names = ["a", "b", "c"]
    skills = [make_skill(name, hours=(41.6, 82.4), category=name) for name in names]
    gap = measure_gap(
        make_roadmap(skills, dict.fromkeys(names, 1), stages=[{name: 1} for name in names]), Diary().progress()
    )
    assert hours_text(gap.total.hours_left) == "31–62\xa0h"
    shown = [stage.hours_text() for stage in gap.stages if stage.stage]
    assert sorted(shown) == ["10–20\xa0h", "10–21\xa0h", "11–21\xa0h"]
    assert sorted(gap.category_hours(each) for each in gap.by_category) == sorted(shown)
    assert [value for (_, value) in rows(explain_left(gap))[0]] == [f"1 can-do, {text}" for text in shown]


def test_rounding_has_a_line_of_its_own_where_skills_add_up() -> None:
    skills = [make_skill(name, hours=(41.6, 82.4)) for name in ("a", "b", "c")]
    gap = measure_gap(
        make_roadmap(skills, dict.fromkeys("abc", 1), stages=[dict.fromkeys("abc", 1)]), Diary().progress()
    )
    explanation = explain_stage(gap.stages[1])
    assert rows(explanation)[0] == [*((name, "0 of 1, 10–21\xa0h") for name in "ABC"), ("Rounding", "+1 to −1\xa0h")]
    assert explanation.result.endswith("31–62\xa0h left")
    assert rows(explain_category(gap, "all"))[0][-1] == ("Rounding", "+1 to −1\xa0h")


def test_the_lines_name_their_part_of_the_bar_and_which_of_them_are_sums() -> None:
    scope, achieved, _ = explain_readiness(example(Diary())).groups
    assert [line.is_sum for line in scope] == [False, True]
    assert [(line.part, line.is_sum) for line in achieved] == [
        ("brought", False),
        ("learned", False),
        (None, True),
        ("left", False),
    ]


def test_before_the_first_tick_there_is_nothing_to_work_out() -> None:
    explanation = explain_readiness(example(Diary()))
    assert explanation.title == "How readiness is worked out"
    assert explanation.result == "Nothing is ticked yet, so nothing is measured."


def test_counted_in_and_set_aside_skills_have_lines_of_their_own() -> None:
    explanation = explain_readiness(example(Diary().count_in("julia").set_aside("git")))
    assert rows(explanation)[0] == [
        ("Core and supporting skills of the New", "3"),
        ("optional skills you counted in", "+ 1"),
        ("less those you set aside", "− 1"),
        ("Skills that count", "3"),
    ]


def test_a_choice_is_set_aside_when_all_its_members_are_and_counts_once() -> None:
    one = explain_readiness(example(Diary().set_aside("aws")))
    assert rows(one)[0] == [("Core and supporting skills of the New", "3"), ("Skills that count", "3")]
    both = explain_readiness(example(Diary().set_aside("aws", "azure")))
    assert rows(both)[0][1:] == [("less those you set aside", "− 1"), ("Skills that count", "2")]


def test_an_optional_skill_set_aside_is_not_taken_off() -> None:
    explanation = explain_readiness(example(Diary().set_aside("julia")))
    assert rows(explanation)[0] == [("Core and supporting skills of the New", "3"), ("Skills that count", "3")]


def test_nothing_in_scope_is_explained_without_a_number() -> None:
    explanation = explain_readiness(example(Diary().set_aside("sql", "git", "aws", "azure")))
    assert explanation.title == "How readiness is worked out"
    assert rows(explanation) == [
        [
            ("Core and supporting skills of the New", "3"),
            ("less those you set aside", "− 3"),
            ("Skills that count", "0"),
        ]
    ]
    assert explanation.result == "Nothing is in scope, so there is no number."


def test_skills_and_can_dos_are_explained_category_by_category() -> None:
    gap = example(Diary().tick("git.1", "git.2", "sql.1"))
    assert rows(explain_skills(gap)) == [[("Data", "0 of 1"), ("Tools", "1 of 2")]]
    assert explain_skills(gap).result == "1 of 3 skills have every needed can-do ticked"
    assert rows(explain_can_dos(gap)) == [[("Data", "1 of 3"), ("Tools", "2 of 4")]]
    assert explain_can_dos(gap).result == "3 of 7 can-dos"


def test_a_category_with_nothing_in_scope_is_left_out() -> None:
    gap = example(Diary().set_aside("sql"))
    assert [line.label for line in explain_skills(gap).groups[0]] == ["Tools"]
    assert [line.label for line in explain_can_dos(gap).groups[0]] == ["Tools"]


def test_what_is_left_is_explained_stage_by_stage() -> None:
    gap = example(Diary().choose("cloud", "aws").tick("sql.1", "sql.2", "git.1"))
    assert rows(explain_left(gap)) == [
        [
            ("What you bring", "1 can-do, 35–70\xa0h"),
            ("2  Stage 2", "3 can-dos, 100–200\xa0h"),
        ]
    ]
    assert explain_left(gap).result == "4 can-dos in 3 skills, 135–270\xa0h"


def test_a_stage_is_explained_skill_by_skill() -> None:
    gap = example(Diary().choose("cloud", "aws").tick("aws.1"))
    explanation = explain_stage(gap.stages[2])
    assert explanation.title == "2  Stage 2"
    assert explanation.groups == (
        (
            Line("Sql", "0 of 1, 40–80\xa0h", skill_id="sql"),
            Line("Aws", "1 of 2, 35–70\xa0h", skill_id="aws"),
        ),
    )
    assert explanation.result == "1 of 3 can-dos ticked, 75–150\xa0h left"


def test_a_stage_leaves_out_what_was_set_aside() -> None:
    explanation = explain_stage(example(Diary().choose("cloud", "aws").set_aside("sql")).stages[2])
    assert [line.skill_id for line in explanation.groups[0]] == ["aws"]


def test_a_category_is_explained_skill_by_skill() -> None:
    gap = example(Diary().choose("cloud", "azure").tick("git.1", "azure.1", "azure.2"))
    explanation = explain_category(gap, "tools")
    assert explanation.title == "Tools"
    assert explanation.groups == (
        (Line("Git", "1 of 2, 35–70\xa0h", skill_id="git"), Line("Azure", "2 of 2", skill_id="azure")),
    )
    assert explanation.result == "3 of 4 can-dos ticked, 35–70\xa0h left"


def test_a_stage_or_category_with_nothing_in_scope_has_no_lines() -> None:
    gap = example(Diary().set_aside("sql", "aws", "azure"))
    assert explain_stage(gap.stages[2]).groups == ()
    assert explain_category(gap, "data").groups == ()


def test_a_lock_names_what_has_to_come_first() -> None:
    skills = [make_skill("git"), make_skill("sql"), make_skill("r"), make_skill("ml", "git", "sql", "r")]
    roadmap = make_roadmap(skills, {"git": 1, "sql": 2, "r": 3, "ml": 1})
    diary = Diary()
    sentences = [explain_lock(measure_gap(roadmap, diary.progress()).skills["ml"])]
    for skill_id in ("git", "sql", "r"):
        diary.tick(f"{skill_id}.1", f"{skill_id}.2", f"{skill_id}.3")
        sentences.append(explain_lock(measure_gap(roadmap, diary.progress()).skills["ml"]))
    assert sentences == [
        "Best once Git is at level 1, Sql is at level 2 and R is at level 3, but you can tick it anyway.",
        "Best once Sql is at level 2 and R is at level 3, but you can tick it anyway.",
        "Best once R is at level 3, but you can tick it anyway.",
        "",
    ]


def test_stage_0_is_what_you_bring() -> None:
    assert [stage_name(stage) for stage in example(Diary()).stages] == ["What you bring", "1  Stage 1", "2  Stage 2"]


def test_hours_are_explained_level_by_level() -> None:
    explanation = explain_hours(example(Diary().tick("sql.2")).skills["sql"])
    assert rows(explanation) == [
        [
            ("From zero to level 3, our estimate: a course", "100–200\xa0h"),
            ("of which levels 1, 2, 3 take", "25, 35, 40\xa0%"),
        ],
        [("Level 1", "25–50\xa0h"), ("Level 3", "40–80\xa0h")],
    ]
    assert explanation.result == "65–130\xa0h left"


def test_hours_of_a_choice_not_made_say_that_they_are_a_range() -> None:
    explanation = explain_hours(example(Diary()).skills["aws"])
    assert rows(explanation)[0] == [("Cloud: not chosen yet", "range, depending on your choice")]
    assert explanation.result == "60–120\xa0h left"
    assert len(explain_hours(example(Diary().choose("cloud", "aws")).skills["aws"]).groups) == 2


def test_an_empty_scope_is_reported_by_each_number() -> None:
    diary = Diary().set_aside("sql", "git", "aws", "azure")
    gap = example(diary)
    for explanation in (explain_skills(gap), explain_can_dos(gap), explain_learned(gap, diary.progress(), None)):
        assert explanation.groups == ()
        assert explanation.result.endswith("nothing is in scope.")


def test_nothing_holds_a_row_back_whose_prerequisites_are_met() -> None:
    gap = example(Diary())
    assert {explain_row_lock(gap, row) for stage in gap.stages for row in stage.rows} == {""}


def test_a_skill_with_one_can_do_shares_out_no_hours() -> None:
    skill = make_skill("sql")
    gap = measure_gap(make_roadmap([skill._replace(can_dos=skill.can_dos[:1])], {"sql": 1}), Diary().progress())
    (estimate, left) = rows(explain_hours(gap.skills["sql"]))
    assert [label for label, _ in estimate] == ["From zero to level 1, our estimate: a course"]
    assert left == [("Level 1", hours_text(skill.hours))]

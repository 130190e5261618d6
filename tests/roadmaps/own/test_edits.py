"""Edits of the user's own skills and roadmaps, and what is said of them."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.catalogue import Hours, Need, Resource
from roadmaps.gap import measure_gap
from roadmaps.journal import (
    NO_PROGRESS,
    Kind,
    OwnCanDo,
    OwnMilestone,
    OwnSkill,
    OwnStage,
    Placement,
    Spot,
    replay,
)
from roadmaps.own import apply, changed, checks, edits, marks
from roadmaps.text.text_format import hours_text
from tests.examples import examples
from tests.roadmaps.own.changes import (
    OWN_SKILLS,
    SHIPPED,
    THERE,
    Written,
    changes,
    events_of,
    own_skill,
    placed,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roadmaps.catalogue import Roadmap
    from roadmaps.journal import Progress
    from roadmaps.own.edits import Edit

VECTOR, OTHER = OWN_SKILLS[:2]
FIRST, SECOND, THIRD = (stage.id for stage in SHIPPED.roadmaps[THERE].stages[:3])
SEVENTH = SHIPPED.roadmaps[THERE].stages[6].id
SKILL = OwnSkill("Vector tuning", "mlops", (OwnCanDo(f"{VECTOR}.1", "Does it."),), Hours(10, 20))


class Life:
    """A user who edits."""

    def __init__(self) -> None:
        self.written: list[Edit | Written] = []
        self.count = 0

    def new_id(self) -> str:
        self.count += 1
        return str(uuid.UUID(int=self.count))

    def do(self, done: Iterable[Edit | Written]) -> None:
        self.written += done

    @property
    def progress(self) -> Progress:
        progress = replay(events_of(self.written))
        assert progress.unknown == ()
        return progress

    def roadmap(self, roadmap_id: str = THERE) -> Roadmap:
        found = apply(SHIPPED, self.progress)
        assert found.unfit == ()
        return found.catalogue.roadmaps[roadmap_id]

    @property
    def own_roadmap(self) -> Roadmap:
        return self.roadmap(next(iter(self.progress.of_kind(Kind.ROADMAP_WRITTEN))))


@pytest.fixture
def life() -> Life:
    return Life()


def test_a_skill_goes_where_it_is_dragged(life: Life) -> None:
    there = [*SHIPPED.roadmaps[THERE].stages[1].targets]
    for before in (there[1], there[0], None):
        life.do(edits.move(life.roadmap(), "kubernetes", SECOND, before))
        others = [each for each in there if each != "kubernetes"]
        others.insert(others.index(before) if before else len(others), "kubernetes")
        assert [*life.roadmap().stages[1].targets] == others


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=90))
@examples(30)
def test_however_often_skills_are_dragged_each_lands_where_it_was_put(moves: list[tuple[int, int]]) -> None:
    life = Life()
    order = [*life.roadmap().stages[0].targets]
    for one, other in [*moves, *[(0, 1), (1, 0)] * 30]:
        unit, before = order[one % len(order)], order[other % len(order)]
        if unit == before:
            continue
        life.do(edits.move(life.roadmap(), unit, FIRST, before))
        order.remove(unit)
        order.insert(order.index(before), unit)
    assert [*life.roadmap().stages[0].targets] == order


def test_level_and_need_are_changed_and_go_back(life: Life) -> None:
    life.do([edits.with_level(life.roadmap(), "docker", 3), edits.with_need(life.roadmap(), "python", Need.OPTIONAL)])
    demands = life.roadmap().to_role.demands
    assert (demands["docker"].level, demands["python"].need) == (3, Need.OPTIONAL)
    life.do(edits.restored(life.progress, THERE))
    assert apply(SHIPPED, life.progress).catalogue is SHIPPED


def test_taking_off_what_was_added_is_the_original_again(life: Life) -> None:
    life.do(edits.write_skill(VECTOR, SKILL))
    life.do(edits.move(life.roadmap(), VECTOR, SECOND))
    life.do([edits.take_off(life.roadmap(), VECTOR)])
    life.do([edits.take_off(life.roadmap(), "docker")])
    assert life.progress.of_kind(Kind.SKILL_PLACED).keys() == {f"{THERE} docker"}
    assert "docker" not in life.roadmap().to_role.demands


def test_stages_are_moved(life: Life) -> None:
    life.do([edits.write_stage(THERE, "own-s", OwnStage("Mine"))])
    life.do(edits.move_stage(life.roadmap(), life.progress, "own-s", FIRST))
    life.do(edits.move_stage(life.roadmap(), life.progress, FIRST, THIRD))
    assert [stage.id for stage in life.roadmap().stages[:4]] == ["own-s", SECOND, FIRST, THIRD]


def test_a_removed_skill_leaves_nothing_behind(life: Life) -> None:
    life.do([own_skill(), placed(VECTOR), Written(Kind.HOURS_WRITTEN, VECTOR, {"low": 1, "high": 2})])
    life.do(edits.remove_skill(life.progress, VECTOR))
    assert apply(SHIPPED, life.progress).catalogue is SHIPPED


@given(changes)
@examples(60)
def test_everything_goes_back_to_the_original_at_once(written: list[Written]) -> None:
    life = Life()
    life.do(written)
    life.do(edits.everything_restored(life.progress))
    assert apply(SHIPPED, life.progress).catalogue is SHIPPED


def test_a_copy_asks_what_the_original_asks(life: Life) -> None:
    shipped = SHIPPED.roadmaps[THERE]
    life.do(edits.copy_of(shipped, "Copy", life.new_id))
    copy = life.own_roadmap
    assert copy.to_role.demands == shipped.to_role.demands
    assert [[*stage.targets.items()] for stage in copy.stages] == [[*stage.targets.items()] for stage in shipped.stages]
    assert [stage.milestone.title for stage in copy.stages] == [stage.milestone.title for stage in shipped.stages]
    assert copy.carry_over == shipped.carry_over
    assert measure_gap(copy, NO_PROGRESS).total == measure_gap(shipped, NO_PROGRESS).total
    life.do(edits.remove_roadmap(life.progress, copy.id))
    assert apply(SHIPPED, life.progress).catalogue is SHIPPED


def test_a_copy_of_a_bent_roadmap_is_bent(life: Life) -> None:
    life.do([edits.take_off(life.roadmap(), "docker"), edits.with_level(life.roadmap(), "python", 1)])
    life.do(edits.copy_of(life.roadmap(), "Copy", life.new_id))
    assert life.own_roadmap.to_role.demands == life.roadmap().to_role.demands


@pytest.mark.parametrize("role_id", SHIPPED.roles)
def test_a_roadmap_from_a_role_has_all_its_skills_after_what_they_need(life: Life, role_id: str) -> None:
    life.do(edits.roadmap_from_role(SHIPPED, role_id, "Mine", life.new_id))
    roadmap = life.own_roadmap
    assert roadmap.to_role.demands == SHIPPED.roles[role_id].demands
    assert {unit for stage in roadmap.stages for unit in stage.targets} == roadmap.to_role.demands.keys()
    assert checks.out_of_order(roadmap) == []


def test_an_empty_roadmap_asks_nothing(life: Life) -> None:
    life.do(edits.new_roadmap("Mine", life.new_id))
    assert measure_gap(life.own_roadmap, NO_PROGRESS).total.percent is None
    assert life.own_roadmap.name == "Mine"


# What is said


def faults(**changed: Any) -> dict[str, str]:
    skill = SKILL._replace(**changed)
    return {each.field: each.sentence for each in checks.skill_faults(VECTOR, skill, SHIPPED)}


def test_a_sound_skill_has_no_fault() -> None:
    assert faults() == {}


@pytest.mark.parametrize(("field", "value", "sentence"), [
    ("name", " ", "Give the skill a name."),
    ("name", "n" * 121, "This has 121 characters; 120 is the most."),
    ("name", "Python", "There is another skill called “Python”."),
    ("name", "Vector search", "In job ads, “Vector search” stands for Retrieval & search."),
    ("hours", Hours(30, 15), "The first number is the larger one. Did you mean 15–30\N{NO-BREAK SPACE}h?"),
    ("hours", Hours(0, 15), "The hours must be above 0, and 10,000 at the most."),
    ("can_dos", (), "Write one to three can-dos, the easiest first."),
    ("can_dos", (OwnCanDo("x", "t" * 161),), "This has 161 characters; 160 is the most."),
    ("needs", (VECTOR,), "A skill cannot need itself first."),
    ("needs", ("gone",), "It needs a skill that is not there any more."),
    ("names", ("Docker",), "“Docker” already stands for Docker & containers. Leave it in, and it will stand for "
                           "Vector tuning instead."),
    ("resources", (Resource("A book", "ftp://x"),),
     "“ftp://x” is not a web address that begins with http:// or https://."),
])  # fmt: skip
def test_a_fault_is_told_at_its_field(field: str, value: object, sentence: str) -> None:
    assert faults(**{field: value}) == {field: sentence}


def test_a_circle_is_refused_at_the_field() -> None:
    catalogue = apply(
        SHIPPED, replay(events_of([own_skill("Other", skill_id=OTHER, needs=[VECTOR]), own_skill()]))
    ).catalogue
    (fault,) = checks.skill_faults(VECTOR, SKILL._replace(needs=(OTHER,)), catalogue)
    assert fault.field == "needs"
    assert "runs in a circle" in fault.sentence
    assert fault.stops


@pytest.mark.parametrize(("level", "sentences"), [
    (0, ["Level 0 does not exist: a level is 1, 2 or 3."]), (1, []), (3, []),
    (4, ["Level 4 does not exist: a level is 1, 2 or 3."]),
])  # fmt: skip
def test_a_level_outside_one_to_three_is_refused(level: int, sentences: list[str]) -> None:
    found = checks.level_faults("docker", level, SHIPPED.roadmaps[THERE])
    assert [each.sentence for each in found] == sentences


def test_before_what_it_needs_is_a_warning_with_a_way_back(life: Life) -> None:
    assert checks.out_of_order(SHIPPED.roadmaps[THERE]) == []
    life.do(edits.move(life.roadmap(), "kubernetes", FIRST))
    (warning, *_) = checks.out_of_order(life.roadmap())
    assert (warning.unit_id, warning.stage_id, warning.needed_id) == ("kubernetes", FIRST, "docker")
    assert "comes before what it needs: “Docker & containers”" in warning.sentence
    life.do(edits.move(life.roadmap(), "kubernetes", warning.back_to))
    assert checks.out_of_order(life.roadmap()) == []


def test_what_was_changed_is_a_list_with_the_original_and_the_own_value(life: Life) -> None:
    life.do([own_skill(), Written(Kind.HOURS_WRITTEN, "docker", {"low": 10, "high": 20})])
    life.do(edits.move(life.roadmap(), "kubernetes", FIRST))
    life.do([edits.take_off(life.roadmap(), "python")])
    life.do([edits.with_level(life.roadmap(), "docker", 1)])
    life.do([edits.write_stage(THERE, THIRD, OwnStage("Ship one model"))])
    rows = [(each.about, each.was, each.now) for each in changed.changes_of(SHIPPED, life.progress)]
    original = SHIPPED.roadmaps[THERE]
    hours = SHIPPED.skills["docker"].hours
    assert rows[0] == ("Vector search", "", "a skill of yours")
    assert rows[1][:2] == ("Docker & containers", hours_text(hours))
    assert (f"Stage {3}", original.stages[2].title, "Ship one model") in rows
    assert ("Kubernetes", "stages 5 and 7, level 2, core", "stage 1, level 2, core") in rows
    assert [now for about, _, now in rows if about == "Python"] == ["taken off"]
    assert len(rows) == 6
    on_it = changed.changes_of(SHIPPED, life.progress, THERE)
    assert len(on_it) == 4
    life.do(edit for each in on_it for edit in [each.undo])
    assert apply(SHIPPED, life.progress).catalogue.roadmaps[THERE].original is None


def marks_on(roadmap: Roadmap, unit_id: str) -> list[tuple[str, str]]:
    """The words and the way back of each row of a skill."""
    found = (marks.unit_mark(roadmap, unit_id, stage.id) for stage in roadmap.stages if unit_id in stage.targets)
    return [(mark.words, mark.back_to) for mark in found if mark]


def test_of_two_stages_one_is_moved_and_the_other_stays(life: Life) -> None:
    stages = SHIPPED.roadmaps[THERE].stages
    life.do(edits.move(life.roadmap(), "kubernetes", SECOND, None, from_stage_id=stages[4].id))
    bent = life.roadmap()
    assert [(stage.number, stage.targets["kubernetes"]) for stage in bent.stages if "kubernetes" in stage.targets] == [
        (2, 1),
        (7, 2),
    ]
    assert marks_on(bent, "kubernetes") == [("from stage 5", "stage 5")], "its other row is as it was"
    life.do(edits.move(life.roadmap(), "kubernetes", stages[7].id, None, from_stage_id=SECOND))
    levels = [stage.targets.get("kubernetes") for stage in life.roadmap().stages]
    assert levels[6:] == [1, 2], "levels rise with the stages whichever is moved"
    life.do([marks.unit_back(life.roadmap(), "kubernetes")])
    assert life.roadmap().original is None


def test_what_is_back_where_it_was_is_no_change(life: Life) -> None:
    units = [*SHIPPED.roadmaps[THERE].stages[0].targets]
    life.do(edits.move(life.roadmap(), units[1], FIRST, None, from_stage_id=FIRST))
    assert marks_on(life.roadmap(), units[1]) == [("moved within the stage", "its place")]
    life.do(edits.move(life.roadmap(), units[1], FIRST, units[2], from_stage_id=FIRST))
    life.do([edits.with_level(life.roadmap(), "docker", 1)])
    life.do([edits.with_level(life.roadmap(), "docker", 2)])
    life.do(edits.move_stage(life.roadmap(), life.progress, SECOND, None))
    assert len(edits.changed_on(life.progress, THERE)) == 1, "the others only stand elsewhere now"
    life.do(edits.move_stage(life.roadmap(), life.progress, SECOND, THIRD))
    life.do([edits.rename_stage(life.roadmap(), life.progress, FIRST, "Other")])
    life.do([edits.rename_stage(life.roadmap(), life.progress, FIRST, SHIPPED.roadmaps[THERE].stages[0].title)])
    assert edits.changed_on(life.progress, THERE) == []


def test_marks_name_each_difference_and_one_way_back_for_several(life: Life) -> None:
    life.do([edits.with_level(life.roadmap(), "docker", 3), edits.with_need(life.roadmap(), "python", Need.OPTIONAL)])
    assert marks_on(life.roadmap(), "docker") == [("level 2 in the original", "level 2")]
    assert marks_on(life.roadmap(), "python") == [("core in the original", "core")]
    assert marks.target_text(life.roadmap(), "docker") == "level 3 on your roadmap, 2 in the original"
    life.do(edits.move(life.roadmap(), "docker", FIRST))
    assert marks_on(life.roadmap(), "docker") == [("from stage 3", "the original")]
    life.do([edits.place(life.roadmap(), "kubernetes", Placement(2, Need.CORE, (Spot(SEVENTH, 2, 1),)))])
    assert marks_on(life.roadmap(), "kubernetes") == [("also in stage 5 in the original", "stage 5")]
    life.do([edits.place(life.roadmap(), "tableau", Placement(2, Need.CORE, (Spot(FIRST, 2, 99),)))])
    assert marks_on(life.roadmap(), "tableau") == [("added", "")]


def test_the_skills_of_a_removed_stage_go_to_the_one_before(life: Life) -> None:
    ids = iter("abc")
    life.do([edits.add_stage(life.roadmap(), life.progress, "More", lambda: next(ids))])
    own = life.roadmap().stages[-1]
    before = life.roadmap().stages[-2].id
    life.do(edits.move(life.roadmap(), "docker", own.id, None))
    life.do([edits.write_milestone("own-m", OwnMilestone(THERE, own.id, "Build", "It", ()))])
    life.do(edits.remove_stage(life.roadmap(), life.progress, own.id))
    assert "docker" in life.roadmap().stages[-1].targets
    assert life.roadmap().stages[-1].id == before


def test_a_level_that_another_stage_asks_is_refused() -> None:
    roadmap = SHIPPED.roadmaps[THERE]
    fifth, seventh = roadmap.stages[4].id, roadmap.stages[6].id
    (up,) = checks.level_faults("kubernetes", 2, roadmap, fifth)
    assert up.sentence == "Stage 7 asks level 2 of “Kubernetes”, so ask more of it there first."
    (down,) = checks.level_faults("kubernetes", 1, roadmap, seventh)
    assert down.sentence == "Stage 5 asks level 1 of “Kubernetes” already."
    assert checks.level_faults("kubernetes", 3, roadmap, seventh) == []

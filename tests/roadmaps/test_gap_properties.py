"""What is true of every gap: on small random roadmaps and on the two shipped ones, after any events."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from roadmaps.catalogue import Need, load_catalogue
from roadmaps.gap import ScopeStatus, SkillState, WorkKind, measure_gap
from roadmaps.gap.explanation import explain_can_dos, explain_left, explain_readiness, explain_skills
from roadmaps.gap.measure import remeasured_gap
from roadmaps.journal import replay
from tests.examples import examples
from tests.roadmaps.people import Diary, make_roadmap, make_skill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmaps.catalogue import Hours, Roadmap
    from roadmaps.gap import Gap, SkillGap
    from roadmaps.journal import Event, Progress

SHIPPED = load_catalogue()
ROUNDING = 1e-6


# Roadmaps at random


@st.composite
def small_roadmaps(draw: st.DrawFn) -> Roadmap:
    """Up to eight skills with prerequisites among the earlier ones, up to two choices, one to three stages."""
    skill_ids = [f"s{number}" for number in range(draw(st.integers(1, 8)))]
    skills = []
    for place, skill_id in enumerate(skill_ids):
        low = draw(st.integers(1, 60))
        skills.append(
            make_skill(
                skill_id,
                *draw(st.lists(st.sampled_from(skill_ids[:place]), unique=True, max_size=3) if place else st.just([])),
                hours=(low, low + draw(st.integers(0, 60))),
                category=draw(st.sampled_from(["one", "two", "three"])),
            )
        )
    mixed = draw(st.permutations(skill_ids))
    choices: dict[str, tuple[str, ...]] = {}
    for choice_id in ("choice-a", "choice-b"):
        size = draw(st.sampled_from([0, 2, 3]))
        if size and len(mixed) >= size:
            choices[choice_id], mixed = tuple(mixed[:size]), mixed[size:]
    by_need: dict[str, dict[str, int]] = {"core": {}, "supporting": {}, "optional": {}}
    targets: dict[str, int] = {}
    for unit_id in [*choices, *mixed]:
        # A choice of more than level 2 is an authoring mistake: there, a tick could add to what is left.
        target = draw(st.integers(0, 2 if unit_id in choices else 3))
        if target:
            targets[unit_id] = target
            by_need[draw(st.sampled_from(["core", "core", "supporting", "optional"]))][unit_id] = target
    stages: list[dict[str, int]] = [{} for _ in range(draw(st.integers(1, 3)))]
    for unit_id, target in targets.items():
        reached = 0
        for stage in stages:
            level = draw(st.integers(0, target))
            if level > reached:
                stage[unit_id] = reached = level
    return make_roadmap(
        skills,
        by_need["core"],
        supporting=by_need["supporting"],
        optional=by_need["optional"],
        stages=stages,
        carry_over=draw(st.dictionaries(st.sampled_from([*choices, *skill_ids]), st.integers(1, 3), max_size=4)),
        choices=choices,
    )


def spoken_at_random(roadmap: Roadmap, chance: random.Random, length: int) -> Diary:
    """A user who records anything about a roadmap, in any order."""
    diary = Diary()
    skill_ids = list(roadmap.skills)
    can_do_ids = [can_do.id for skill in roadmap.skills.values() for can_do in skill.can_dos]
    for _ in range(length):
        skill_id, can_do_id = chance.choice(skill_ids), chance.choice(can_do_ids)
        match chance.randrange(10):
            case 0 | 1 | 2:
                diary.tick(can_do_id)
            case 3 | 4:
                diary.could_before(can_do_id)
            case 5:
                diary.untick(can_do_id)
            case 6:
                diary.set_aside(skill_id)
            case 7:
                diary.count_in(skill_id)
            case 8 if roadmap.choices:
                choice = chance.choice(list(roadmap.choices.values()))
                diary.choose(choice.id, chance.choice([None, *choice.member_ids]))
            case _:
                diary.later(1)
    return diary


class Situation(NamedTuple):
    """A roadmap and a user on it, with some randomness left for what happens next."""

    roadmap: Roadmap
    diary: Diary
    chance: random.Random

    @property
    def gap(self) -> Gap:
        return measure_gap(self.roadmap, self.diary.progress())

    @property
    def all_can_dos(self) -> list[str]:
        return [can_do.id for skill in self.roadmap.skills.values() for can_do in skill.can_dos]


@st.composite
def situations(draw: st.DrawFn, roadmaps: st.SearchStrategy[Roadmap], most: int) -> Situation:
    roadmap = draw(roadmaps)
    chance = draw(st.randoms(use_true_random=False))
    return Situation(roadmap, spoken_at_random(roadmap, chance, draw(st.integers(0, most))), chance)


small_situations = situations(small_roadmaps(), 40)
shipped_situations = situations(st.sampled_from(list(SHIPPED.roadmaps.values())), 200)
on_small_roadmaps = given(small_situations)
on_shipped_roadmaps = given(shipped_situations)


# The gap by the book: the same rules, worked out a second time, unit by unit and without haste


class ByTheBook:
    """A gap by the words of the rules."""

    def __init__(self, roadmap: Roadmap, progress: Progress) -> None:
        self.roadmap = roadmap
        self.progress = progress
        self.taken = {unit_id: self.member(unit_id) for unit_id in roadmap.to_role.demands}
        self.scope = {
            skill_id: roadmap.to_role.demands[unit_id].level
            for unit_id, skill_id in self.taken.items()
            if skill_id and skill_id not in progress.set_aside and self.counts(unit_id)
        }

    def members(self, unit_id: str) -> list[str]:
        if unit_id in self.roadmap.choices:
            return [each for each in self.roadmap.skills if each in self.roadmap.choices[unit_id].member_ids]
        return [unit_id]

    def counts(self, unit_id: str) -> bool:
        optional = self.roadmap.to_role.demands[unit_id].need == "optional"
        return not optional or any(member in self.progress.counted_in for member in self.members(unit_id))

    def member(self, unit_id: str) -> str | None:
        if unit_id not in self.roadmap.choices:
            return unit_id
        free = [each for each in self.members(unit_id) if each not in self.progress.set_aside]
        chosen = self.progress.choices.get(unit_id)
        if chosen in free:
            return chosen
        target = self.roadmap.to_role.demands[unit_id].level
        best = None
        for each in free:
            if best is None or sum(self.hours(each, target)) < sum(self.hours(best, target)) - ROUNDING:
                best = each
        return best

    def hours(self, skill_id: str, target: int) -> tuple[float, float]:
        skill = self.roadmap.skills[skill_id]
        per_cent = sum([25, 35, 40][n - 1] for n in range(1, target + 1) if f"{skill_id}.{n}" not in self.ticked)
        return skill.hours.low * per_cent / 100, skill.hours.high * per_cent / 100

    @property
    def ticked(self) -> set[str]:
        return set(self.progress.ticks)

    def level(self, skill_id: str) -> int:
        return next((n for n in (0, 1, 2) if f"{skill_id}.{n + 1}" not in self.ticked), 3)

    def left(self) -> set[str]:
        needed = {f"{skill_id}.{n}" for skill_id, target in self.scope.items() for n in range(1, target + 1)}
        return needed - self.ticked

    def hours_left(self) -> tuple[float, float]:
        low = high = 0.0
        for unit_id, skill_id in self.taken.items():
            if skill_id not in self.scope:
                continue
            target = self.scope[skill_id]
            parts = [self.hours(skill_id, target)]
            undecided = unit_id in self.roadmap.choices and self.progress.choices.get(unit_id) != skill_id
            if undecided and self.level(skill_id) < target:
                free = [each for each in self.members(unit_id) if each not in self.progress.set_aside]
                parts = [self.hours(each, target) for each in free]
            low += min(each[0] for each in parts)
            high += max(each[1] for each in parts)
        return low, high

    def state(self, skill_id: str) -> str:
        """Of a skill that counts or was set aside."""
        if skill_id in self.progress.set_aside:
            return "set aside"
        target = self.scope[skill_id]
        open_levels = [n for n in range(1, target + 1) if f"{skill_id}.{n}" not in self.ticked]
        if not open_levels:
            return "have"
        if len(open_levels) < target:
            return "learning"
        return "ready" if self.may_begin(skill_id, open_levels[0]) else "locked"

    def may_begin(self, skill_id: str, level: int) -> bool:
        stages = self.asked_by_stage(skill_id)
        here = next((number for number, asked in enumerate(stages) if asked >= level), -1)
        return all(self.is_met(each, here, skill_id) for each in self.roadmap.skills[skill_id].prerequisites)

    def is_met(self, needed: str, here: int, dependent: str) -> bool:
        role = self.roadmap.to_role
        unit_id = next((unit for unit in role.demands if needed in self.members(unit)), None)
        if unit_id is not None and unit_id in self.roadmap.choices:
            standing_in = self.taken[unit_id]
            if standing_in is None or standing_in == dependent:
                return True
            needed = standing_in
        if needed in self.progress.set_aside:
            return True
        if unit_id is None:
            return self.level(needed) >= 1
        stages = self.asked_by_stage(needed)
        if not any(stages):
            return self.level(needed) >= role.demands[unit_id].level
        return self.level(needed) >= max([*stages[: here + 1], 1])

    def asked_by_stage(self, skill_id: str) -> list[int]:
        """The level that each stage asks, 0 where it does not name the skill."""
        return [
            next((level for unit, level in stage.targets.items() if skill_id in self.members(unit)), 0)
            for stage in self.roadmap.stages
        ]


@examples(100)
@on_small_roadmaps
def test_a_gap_is_what_the_rules_say(situation: Situation) -> None:
    gap, book = situation.gap, ByTheBook(situation.roadmap, situation.diary.progress())
    assert {each.skill.id: each.target for each in gap.scope} == book.scope
    assert {can_do.id for each in gap.scope for can_do in each.left} == book.left()
    assert as_pair(gap.total.hours_left) == pytest.approx(book.hours_left())
    assert {skill_id: each.level for skill_id, each in gap.skills.items()} == {
        skill_id: book.level(skill_id) for skill_id in gap.skills
    }
    assert {each.skill.id: each.state for each in (*gap.scope, *gap.set_aside)} == {
        each.skill.id: book.state(each.skill.id) for each in (*gap.scope, *gap.set_aside)
    }


def as_pair(hours: Hours) -> tuple[float, float]:
    return hours.low, hours.high


# Ticking


def not_more(gap: Gap, earlier: Gap) -> None:
    assert gap.total.left <= earlier.total.left
    assert gap.total.can_dos == earlier.total.can_dos
    assert gap.total.skills == earlier.total.skills
    assert gap.total.hours_left.low <= earlier.total.hours_left.low + ROUNDING
    assert gap.total.hours_left.high <= earlier.total.hours_left.high + ROUNDING


@examples(100)
@on_small_roadmaps
def test_ticking_never_increases_the_gap_and_unticking_never_reduces_it(situation: Situation) -> None:
    earlier = situation.gap
    for can_do_id in situation.chance.sample(situation.all_can_dos, min(6, len(situation.all_can_dos))):
        if can_do_id in situation.diary.progress().ticks:
            situation.diary.untick(can_do_id)
            later = situation.gap
            not_more(earlier, later)
        else:
            situation.chance.choice([situation.diary.tick, situation.diary.could_before])(can_do_id)
            later = situation.gap
            not_more(later, earlier)
        earlier = later


@examples(25)
@on_shipped_roadmaps
def test_ticking_never_increases_a_shipped_gap(situation: Situation) -> None:
    earlier = situation.gap
    members = [id_ for choice in situation.roadmap.choices.values() for id_ in choice.member_ids]
    for skill_id in situation.chance.sample(members, 6):
        situation.diary.tick(situation.chance.choice(situation.roadmap.skills[skill_id].can_dos).id)
        later = situation.gap
        not_more(later, earlier)
        earlier = later


@examples(60)
@on_small_roadmaps
def test_ticking_what_is_left_takes_one_can_do_off_and_its_hours(situation: Situation) -> None:
    earlier = situation.gap
    assume(earlier.total.left)
    row = situation.chance.choice([each for each in earlier.scope if each.left])
    situation.diary.tick(situation.chance.choice(row.left).id)
    later = situation.gap
    assert later.total.left == earlier.total.left - 1
    assert later.total.learned == earlier.total.learned + 1
    assert later.total.hours_left.middle < earlier.total.hours_left.middle or row.is_open_choice


@examples(60)
@on_small_roadmaps
def test_a_hundred_per_cent_is_reached_from_any_order_of_ticks(situation: Situation) -> None:
    assume(situation.gap.total.can_dos)
    tick_until_nothing_is_left(situation)
    assert situation.gap.total.percent == 100
    assert as_pair(situation.gap.total.hours_left) == (0, 0)
    assert all(each.state is SkillState.HAVE for each in situation.gap.scope)


@pytest.mark.long
@pytest.mark.parametrize("roadmap_id", ["ds-to-mle", "mle-to-ds"])
@pytest.mark.parametrize("seed", range(3))
def test_a_hundred_per_cent_is_reached_in_both_shipped_directions(roadmap_id: str, seed: int) -> None:
    situation = Situation(SHIPPED.roadmaps[roadmap_id], Diary(), random.Random(seed))
    assert situation.gap.total.percent == 0
    ticks = tick_until_nothing_is_left(situation)
    assert situation.gap.total.percent == 100
    assert ticks == situation.gap.total.can_dos


@pytest.mark.parametrize("roadmap_id", ["ds-to-mle", "mle-to-ds"])
def test_a_hundred_per_cent_is_reached_by_ticking_everything_there_is(roadmap_id: str) -> None:
    situation = Situation(SHIPPED.roadmaps[roadmap_id], Diary(), random.Random(1))
    every = situation.chance.sample(situation.all_can_dos, len(situation.all_can_dos))
    assert measure_gap(situation.roadmap, Diary().tick(*every).progress()).total.percent == 100
    assert measure_gap(situation.roadmap, Diary().could_before(*every).progress()).total.percent == 100


def tick_until_nothing_is_left(situation: Situation) -> int:
    """Tick can-dos that are left, in any order, and count them."""
    ticks = 0
    while left := [can_do.id for each in situation.gap.scope for can_do in each.left]:
        situation.diary.tick(situation.chance.choice(left))
        ticks += 1
    return ticks


# Setting aside, switching


@examples(60)
@on_small_roadmaps
def test_setting_aside_and_back_changes_nothing(situation: Situation) -> None:
    free = sorted(set(situation.roadmap.skills) - situation.diary.progress().set_aside)
    assume(free)
    some = situation.chance.sample(free, situation.chance.randint(1, len(free)))
    before = situation.gap
    situation.diary.set_aside(*some)
    assert not {each.skill.id for each in situation.gap.scope} & set(some)
    situation.diary.bring_back(*situation.chance.sample(some, len(some)))
    assert situation.gap == before


@examples(60)
@on_small_roadmaps
def test_undoing_everything_and_redoing_it_restores_each_state(situation: Situation) -> None:
    before = situation.gap
    spoken_on = situation.diary
    verbs = [spoken_on.tick, spoken_on.untick, spoken_on.could_before]
    for can_do_id in situation.chance.sample(situation.all_can_dos, 3):
        situation.chance.choice(verbs)(can_do_id)
    after = situation.gap
    for _ in range(3):
        spoken_on.undo()
    assert situation.gap.skills == before.skills
    for _ in range(3):
        spoken_on.redo()
    assert situation.gap == after


@examples(25)
@on_shipped_roadmaps
def test_the_same_ticks_serve_both_directions_and_a_switch_loses_nothing(situation: Situation) -> None:
    there, back = SHIPPED.roadmaps.values()
    progress = situation.diary.aim_at(there.id).progress()
    gaps = [measure_gap(roadmap, progress) for roadmap in (there, back)]
    switched = situation.diary.aim_at(back.id).progress()
    assert (switched.ticks, switched.set_aside, switched.choices) == (
        progress.ticks,
        progress.set_aside,
        progress.choices,
    )
    assert [measure_gap(roadmap, switched) for roadmap in (there, back)] == gaps
    levels = [{skill_id: each.level for skill_id, each in gap.skills.items()} for gap in gaps]
    assert levels[0] == levels[1]


# Sums


def adds_up(gap: Gap) -> None:
    """Stages and stage 0, categories and skills, each add up to the whole."""
    total = gap.total
    for parts in (
        [stage.tally for stage in gap.stages],
        [row.tally for stage in gap.stages for row in stage.rows],
        list(gap.by_category.values()),
    ):
        assert sum(part.can_dos for part in parts) == total.can_dos
        assert sum(part.brought for part in parts) == total.brought
        assert sum(part.learned for part in parts) == total.learned
        assert sum(part.left for part in parts) == total.left
        assert sum(part.hours_left.low for part in parts) == pytest.approx(total.hours_left.low)
        assert sum(part.hours_left.high for part in parts) == pytest.approx(total.hours_left.high)
    assert sum(part.skills for part in gap.by_category.values()) == total.skills
    assert sum(part.skills_have for part in gap.by_category.values()) == total.skills_have
    assert total.brought + total.learned + total.left == total.can_dos
    left = [can_do.id for stage in gap.stages for row in stage.rows if row.gap.counts for can_do in row.left]
    assert sorted(left) == sorted(can_do.id for each in gap.scope for can_do in each.left)
    for stage in gap.stages:
        assert stage.tally.skills == sum(bool(row.tally.can_dos) for row in stage.rows)


@examples(100)
@on_small_roadmaps
def test_stages_and_stage_0_and_categories_add_up_to_the_gap(situation: Situation) -> None:
    adds_up(situation.gap)


@examples(25)
@on_shipped_roadmaps
def test_stages_and_stage_0_and_categories_add_up_to_a_shipped_gap(situation: Situation) -> None:
    adds_up(situation.gap)


def explains_itself(gap: Gap) -> None:
    """Readiness is between 0 and 1 and equals the sum that explains it."""
    total = gap.total
    scope = explain_readiness(gap).groups[0]
    asked = [demand for demand in gap.roadmap.to_role.demands.values() if demand.need is not Need.OPTIONAL]
    assert int(scope[0].value) == len(asked)
    assert sum(number(line.value) for line in scope[:-1]) == number(scope[-1].value) == len(gap.scope)
    if not total.can_dos:
        assert (total.readiness, total.percent) == (None, None)
        return
    assert total.readiness is not None
    assert total.percent is not None
    assert 0 <= total.readiness <= 1
    assert total.percent <= 100 * total.readiness < total.percent + 1
    assert (total.percent == 100) == (total.left == 0)
    brought, learned, ticked, left = (number(line.value) for line in explain_readiness(gap).groups[1])
    assert brought + learned == ticked
    assert ticked / (ticked + left) == total.readiness
    if gap.is_measured:
        assert explain_readiness(gap).result == f"{ticked} ÷ {ticked + left} = {total.percent}\xa0%, rounded down"
    else:
        assert explain_readiness(gap).result == "Nothing is ticked yet, so nothing is measured."
    assert sum(number(line.value.split(" of ")[0]) for line in explain_readiness(gap).groups[2]) == ticked
    for explanation, part, whole in (
        (explain_can_dos(gap), total.ticked, total.can_dos),
        (explain_skills(gap), total.skills_have, total.skills),
    ):
        pairs = [line.value.split(" of ") for line in explanation.groups[0]]
        assert (sum(int(some) for some, _ in pairs), sum(int(every) for _, every in pairs)) == (part, whole)
        assert explanation.result.startswith(f"{part} of {whole} ")
    stages = explain_left(gap).groups
    assert bool(stages) == bool(total.left)
    assert sum(int(line.value.split()[0]) for group in stages for line in group) == total.left


def number(text: str) -> int:
    """A line's number with its sign: "+ 3", "− 3", "3"."""
    return int(text.replace("+ ", "").replace("− ", "-"))


@examples(100)
@on_small_roadmaps
def test_readiness_is_between_0_and_1_and_equals_the_explained_sum(situation: Situation) -> None:
    explains_itself(situation.gap)


@examples(25)
@on_shipped_roadmaps
def test_the_readiness_of_a_shipped_gap_equals_the_explained_sum(situation: Situation) -> None:
    explains_itself(situation.gap)


# One skill


def is_sound(each: SkillGap) -> None:
    assert each.counts == bool(each.needed)
    assert len(each.ticked) + len(each.left) == len(each.needed)
    assert 0 <= each.brought <= len(each.ticked)
    assert set(each.hours_by_can_do) == {can_do.id for can_do in each.left}
    assert all(0 < part.low <= part.high for part in each.hours_by_can_do.values())
    assert (each.kind is WorkKind.NOT_NEEDED) == (each.need is None) == (each.target == 0)
    assert (each.scope_status is ScopeStatus.SET_ASIDE) == (each.state is SkillState.SET_ASIDE)
    if each.counts:
        assert (each.state is SkillState.HAVE) == (not each.left)
    if each.is_ready:
        assert not each.missing
    if each.state is SkillState.LOCKED:
        assert each.missing
    assert all(lack.level < lack.asked for lack in each.missing)


@examples(100)
@on_small_roadmaps
def test_every_skill_is_sound(situation: Situation) -> None:
    gap = situation.gap
    assert list(gap.skills) == list(situation.roadmap.skills)
    for each in gap.skills.values():
        is_sound(each)
    for choice_id, choice in situation.roadmap.choices.items():
        counting = [skill_id for skill_id in choice.member_ids if gap.skills[skill_id].counts]
        assert len(counting) <= 1, choice_id


@examples(30)
@on_shipped_roadmaps
def test_every_shipped_skill_is_sound(situation: Situation) -> None:
    for each in situation.gap.skills.values():
        is_sound(each)


@examples(50)
@on_small_roadmaps
def test_the_order_in_which_a_journal_was_written_does_not_change_the_gap(situation: Situation) -> None:
    events = situation.diary.events
    mixed = situation.chance.sample(events, len(events))
    assert measure_gap(situation.roadmap, replay(mixed)) == situation.gap


# The catalogue that ships


@pytest.mark.parametrize(("roadmap_id", "skills"), [("ds-to-mle", 53), ("mle-to-ds", 45)])
def test_what_a_new_user_starts_with(roadmap_id: str, skills: int) -> None:
    gap = measure_gap(SHIPPED.roadmaps[roadmap_id], Diary().progress())
    assert gap.total.skills == gap.total.skills_left == skills
    demands = SHIPPED.roadmaps[roadmap_id].to_role.demands.values()
    assert gap.total.left == sum(demand.level for demand in demands if demand.need is not Need.OPTIONAL)


@pytest.mark.parametrize("roadmap_id", ["ds-to-mle", "mle-to-ds"])
def test_on_a_new_roadmap_something_is_ready_and_every_lock_can_be_opened(roadmap_id: str) -> None:
    """Ticking only what is ready, level by level, comes to an end with nothing left."""
    diary = Diary()
    roadmap = SHIPPED.roadmaps[roadmap_id]
    while ready := [each for each in measure_gap(roadmap, diary.progress()).scope if each.is_ready]:
        diary.tick(*(each.left[0].id for each in ready))
    assert measure_gap(roadmap, diary.progress()).total.left == 0


# Measured again after an edit


def edited_by(roadmap: Roadmap, events: Sequence[Event]) -> set[str]:
    """The skills that events are about."""
    skill_of = {can_do.id: skill.id for skill in roadmap.skills.values() for can_do in skill.can_dos}
    edited: set[str] = set()
    for event in events:
        choice = roadmap.choices.get(event.subject)
        edited.update(choice.member_ids if choice else (skill_of.get(event.subject, event.subject),))
    return edited


@given(small_roadmaps(), st.randoms(use_true_random=False), st.integers(1, 4))
def test_what_is_measured_again_is_what_is_measured_as_a_whole(
    roadmap: Roadmap, chance: random.Random, together: int
) -> None:
    events = spoken_at_random(roadmap, chance, 40).events
    progress = replay([])
    gap = measure_gap(roadmap, progress)
    for first in range(0, len(events), together):
        edit = events[first : first + together]
        progress = progress.followed_by(edit)
        gap = remeasured_gap(gap, progress, edited_by(roadmap, edit))
        whole = measure_gap(roadmap, progress)
        assert (gap, gap.by_category, gap.total) == (whole, whole.by_category, whole.total)


@pytest.mark.parametrize("roadmap_id", SHIPPED.roadmaps)
def test_the_same_holds_for_the_shipped_roadmaps_where_only_touched_skills_are_measured(roadmap_id: str) -> None:
    roadmap = SHIPPED.roadmaps[roadmap_id]
    events = spoken_at_random(roadmap, random.Random(5), 150).events
    progress = replay([])
    gap = measure_gap(roadmap, progress)
    for event in events:
        before, edited = gap, edited_by(roadmap, [event])
        progress = progress.followed_by([event])
        gap = remeasured_gap(before, progress, edited)
        whole = measure_gap(roadmap, progress)
        assert (gap, gap.by_category) == (whole, whole.by_category)
        measured = [skill_id for skill_id in gap.skills if gap.skills[skill_id] is not before.skills[skill_id]]
        assert set(measured) >= edited
        summed = {each for each, tally in gap.by_category.items() if tally is not before.by_category[each]}
        assert summed == {roadmap.skills[skill_id].category_id for skill_id in measured}
        assert len(measured) < len(gap.skills) / 3

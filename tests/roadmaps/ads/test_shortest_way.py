"""The shortest way to more ads is as good as the best of all orders, and explains itself."""

from __future__ import annotations

from itertools import permutations, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.ads import (
    AdReading,
    Ask,
    Corrections,
    ReadAd,
    covered_at,
    measure_ad,
    shortest_way,
)
from roadmaps.ads.lean import Lean
from roadmaps.faults import Cancelled
from roadmaps.gap import measure_gap
from roadmaps.journal import KeptAd
from tests.examples import examples
from tests.roadmaps.people import Diary, make_roadmap, make_skill

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from roadmaps.ads import (
        ShortestWay,
    )
    from roadmaps.catalogue import Roadmap
    from roadmaps.gap import Gap
    from roadmaps.journal import Progress

Step = tuple[str, int]
Wanted = list[list[tuple[str, ...]]]
"""For each ad its musts, each with the skills of which one is enough."""


def ads_of(wanted: Wanted, gap: Gap, progress: Progress) -> list[ReadAd]:
    found = []
    for number, musts in enumerate(wanted):
        reading = AdReading((), (), tuple(Ask(ids, False, (), ()) for ids in musts), ())
        lean = Lean((gap.roadmap.from_role, gap.roadmap.to_role), 0.5, None, False, (), None)
        ad = KeptAd("", f"Ad {number}", "", None, "")
        found.append(ReadAd(str(number), ad, Corrections(), measure_ad(reading, Corrections(), gap, progress), lean))
    return found


def waited(
    order: Sequence[tuple[str, int]],
    goals: Mapping[str, list[set[tuple[str, int]]]],
    hours: Mapping[tuple[str, int], float],
) -> float:
    """The hours until each ad is covered, summed over all; infinite where one never is."""
    done: set[tuple[str, int]] = set()
    passed = total = 0.0
    left = dict(goals)
    for step in order:
        passed += hours[step]
        done.add(step)
        for ad in [ad for ad, ways in left.items() if any(way <= done for way in ways)]:
            total += passed
            del left[ad]
    return float("inf") if left else total


def closure(skill: str, level: int, roadmap: Roadmap, gap: Gap, ticks: set[str]) -> set[tuple[str, int]]:
    """The steps to a level of a skill, with all that comes first."""
    steps = {(skill, each) for each in range(1, level + 1) if f"{skill}.{each}" not in ticks}
    if steps:
        for missing in gap.skills[skill].missing:
            steps |= closure(missing.skill.id, missing.asked, roadmap, gap, ticks)
    return steps


HOURS = st.sampled_from([(4, 8), (10, 20), (16, 40), (30, 50)])
SKILLS = ("a", "b", "c", "d")


@st.composite
def cases(draw: st.DrawFn) -> tuple[Roadmap, Diary, Wanted]:
    skills = []
    for place, name in enumerate(SKILLS):
        needs = [other for other in SKILLS[:place] if draw(st.booleans())][-1:]
        skills.append(make_skill(name, *needs, hours=draw(HOURS)))
    levels = {name: draw(st.integers(1, 2)) for name in SKILLS}
    diary = Diary()
    for name in SKILLS:
        for level in range(1, draw(st.integers(0, 2)) + 1):
            diary.tick(f"{name}.{level}")
    ask = st.lists(st.sampled_from(SKILLS), min_size=1, max_size=2, unique=True).map(tuple)
    wanted = draw(st.lists(st.lists(ask, min_size=1, max_size=3), min_size=1, max_size=4))
    return make_roadmap(skills, levels, stages=[levels]), diary, wanted


@given(cases())
@examples(150)
def test_it_is_as_short_as_the_best_of_all_orders(case: tuple[Roadmap, Diary, Wanted]) -> None:
    roadmap, diary, wanted = case
    progress = diary.progress()
    gap = measure_gap(roadmap, progress)
    ads = ads_of(wanted, gap, progress)
    way = shortest_way(ads, gap, progress)
    assert way.is_exact

    ticks, targets = set(progress.ticks), roadmap.to_role.targets
    hours = {(name, level): roadmap.skills[name].hours_of(level).middle for name in SKILLS for level in (1, 2, 3)}
    goals = {}
    for read, musts in zip(ads, wanted, strict=True):
        if not read.measured.is_covered:
            goals[read.id] = [
                set().union(*(closure(skill, targets[skill], roadmap, gap, ticks) for skill in chosen))
                for chosen in product(*musts)
            ]
    every = sorted(set().union(*(way for ways in goals.values() for way in ways))) if goals else []
    before = {step: closure(*step, roadmap, gap, ticks) - {step} for step in every}
    best = (
        min(
            (
                waited(order, goals, hours)
                for size in range(len(every) + 1)
                for order in permutations(every, size)
                if all(before[step] <= set(order[:place]) for place, step in enumerate(order))
            ),
            default=0.0,
        )
        if len(every) <= 6
        else None
    )
    ours = sum(
        point.hours * (point.covered - previous.covered)
        for previous, point in zip(way.curve, way.curve[1:], strict=False)
    )
    if best is not None:
        assert ours == pytest.approx(best)
    assert way.curve[-1].covered == len(ads)
    assert (
        ours
        <= sum(
            point.hours * (point.covered - previous.covered)
            for previous, point in zip(way.curve_of_most_asked, way.curve_of_most_asked[1:], strict=False)
        )
        + 1e-6
    )
    check_order(way, gap)


def check_order(way: ShortestWay, gap: Gap) -> None:
    """Whatever is needed first comes first."""
    levels = {skill_id: each.level for skill_id, each in gap.skills.items()}
    for step in way.steps:
        assert step.level > levels[step.skill.id]
        for missing in gap.skills[step.skill.id].missing:
            assert levels[missing.skill.id] >= missing.asked
        levels[step.skill.id] = step.level


def situation(wanted: Wanted, *ticked: str, aside: Sequence[str] = ()) -> tuple[list[ReadAd], Gap, Progress]:
    skills = [make_skill("a", hours=(8, 12)), make_skill("b", hours=(40, 60)), make_skill("c", "a", hours=(20, 20))]
    roadmap = make_roadmap(skills, {"a": 1, "b": 1, "c": 2}, stages=[{"a": 1, "b": 1, "c": 2}])
    diary = Diary().tick(*ticked) if ticked else Diary()
    if aside:
        diary.set_aside(*aside)
    progress = diary.progress()
    gap = measure_gap(roadmap, progress)
    return ads_of(wanted, gap, progress), gap, progress


def test_the_steps_say_what_they_cover_and_what_needs_them() -> None:
    way = shortest_way(*situation([[("b",)], [("c",)], [("b",), ("c",)], [("a",)]], "a.1"))
    assert (way.ads, way.covered_now, way.is_exact) == (4, 1, True)
    assert [(step.skill.id, step.level, step.covered, step.newly_covered) for step in way.steps] == [
        ("c", 2, 2, ("1",)), ("b", 1, 4, ("0", "2")),
    ]  # fmt: skip
    first = shortest_way(*situation([[("c",)]]))
    assert [(step.skill.id, [each.id for each in step.needed_for]) for step in first.steps] == [("a", ["c"]), ("c", [])]
    assert [point.covered for point in first.curve] == [0, 0, 1]


def test_an_ad_with_a_must_set_aside_or_without_musts_is_never_covered_and_says_why() -> None:
    way = shortest_way(*situation([[("b",)], [], [("a", "b")]], "a.1", aside=["b"]))
    assert [(each.name, each.reason) for each in way.blocked] == [
        ("Ad 0", "b set aside"), ("Ad 1", "nothing recognised"),
    ]  # fmt: skip
    assert (way.covered_now, way.steps) == (1, ())
    assert "set aside" in way.explanation


def test_the_choice_is_explained() -> None:
    way = shortest_way(*situation([[("b",)], [("b",), ("c",)], [("c",)], [("a",)]]))
    assert way.explanation.startswith("Start with a: after 2–3\u00a0h, 1 more ad is fully covered. No other order")
    assert shortest_way([], *situation([])[1:]).explanation == "Keep a job ad to see the shortest way to cover it."
    assert shortest_way(*situation([[("a",)]], "a.1")).explanation == "Every ad is fully covered."


def crowd(count: int) -> tuple[list[ReadAd], Gap, Progress]:
    names = [f"s{number}" for number in range(20)]
    skills = [
        make_skill(name, *names[max(0, place - 1) : place : 3], hours=(4 + place % 5, 20 + place))
        for place, name in enumerate(names)
    ]
    levels = dict.fromkeys(names, 2)
    roadmap = make_roadmap(skills, levels, stages=[levels])
    progress = Diary().tick("s0.1", "s3.1", "s3.2").progress()
    gap = measure_gap(roadmap, progress)
    wanted: Wanted = [
        [
            (names[(number * 7 + step * 3) % 20], names[(number + step) % 20])[: 1 + (number + step) % 2]
            for step in range(3 + number % 4)
        ]
        for number in range(count)
    ]
    return ads_of(wanted, gap, progress), gap, progress


def test_a_search_over_many_ads_reports_progress_and_says_that_it_is_not_exact() -> None:
    shares: list[float] = []
    way = shortest_way(*crowd(60), shares.append)
    assert not way.is_exact
    assert "too many orders" in way.explanation
    assert way.curve[-1].covered == 60
    check_order(way, crowd(60)[1])
    assert shares[0] == 0
    assert shares == sorted(shares)
    assert shares[-1] < 1
    middle = way.curve[-1].hours / 2
    assert covered_at(way.curve, middle) >= covered_at(way.curve_of_most_asked, middle)


def test_it_can_be_cancelled() -> None:
    def watch(share: float) -> None:
        if share > 0.1:
            raise Cancelled

    with pytest.raises(Cancelled):
        shortest_way(*crowd(60), watch)


def test_of_too_many_alternatives_the_shortest_of_each_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    roadmap = make_roadmap(
        ["a", "b", make_skill("c", hours=(1, 2)), make_skill("d", hours=(1, 2))], dict.fromkeys("abcd", 1)
    )
    progress = Diary().progress()
    gap = measure_gap(roadmap, progress)
    monkeypatch.setattr("roadmaps.ads.way_steps._MOST_OPTIONS", 3)
    way = shortest_way(ads_of([[("a", "c"), ("b", "d")]], gap, progress), gap, progress)
    assert {step.skill.id for step in way.steps} == {"c", "d"}


def test_choices_that_need_each_other_are_raised_once() -> None:
    roadmap = make_roadmap(
        [make_skill("a", "d"), "b", make_skill("c", "a"), "d"],
        {"one": 1, "two": 1},
        choices={"one": ("a", "b"), "two": ("c", "d")},
    )
    progress = Diary().choose("one", "a").choose("two", "c").progress()
    gap = measure_gap(roadmap, progress)
    way = shortest_way(ads_of([[("a",), ("c",)]], gap, progress), gap, progress)
    assert sorted(step.skill.id for step in way.steps) == ["a", "c"]

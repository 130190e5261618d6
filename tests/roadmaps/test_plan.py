"""A plan: what is studied in which week, and when it ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.gap import measure_gap
from roadmaps.journal import HOURS_A_WEEK, STUDY_DAYS, Commitments, Kind
from roadmaps.plan import make_plan
from roadmaps.plan.explanation import held_back_text
from roadmaps.plan.study_calendar import usable_weeks
from tests.examples import examples
from tests.roadmaps.people import Diary, make_roadmap, make_skill
from tests.roadmaps.test_gap_properties import SHIPPED, shipped_situations, small_situations
from tests.roadmaps.test_plan_order import moves_on
from tests.roadmaps.test_study_time import MONDAY, commitments

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roadmaps.catalogue import Roadmap
    from roadmaps.journal import Commitment
    from roadmaps.plan import Plan
    from roadmaps.plan.schedule import Schedule
    from tests.roadmaps.test_gap_properties import Situation

ROUNDING = 1e-3
TWO = make_roadmap(
    [make_skill("linux", hours=(16, 48)), make_skill("docker", "linux", hours=(32, 32))],
    {"linux": 1, "docker": 2},
    stages=[{"linux": 1, "docker": 1}, {"docker": 2}],
)
"""Linux takes 4 to 12 hours, Docker 8 and then 11.2."""


def plan_of(roadmap: Roadmap, diary: Diary, today: date = MONDAY, hours_a_week: float | None = None) -> Plan:
    progress = diary.progress()
    return make_plan(measure_gap(roadmap, progress), progress, today, hours_a_week=hours_a_week)


def with_hours(hours: float, *days: int) -> Diary:
    diary = Diary(MONDAY)
    diary.say(Kind.PLAN, "hours-a-week", hours)
    if days:
        diary.say(Kind.PLAN, "study-days", [*days])
    return diary


def parts(made: Schedule) -> list[list[tuple[str, float]]]:
    return [[(part.step.can_do.id, round(part.hours, 6)) for part in week.parts] for week in made.weeks]


def planned_hours(made: Schedule) -> float:
    return sum(each.hours for each in made.steps)


def is_whole(made: Schedule) -> bool:
    """Whether everything fits before the horizon."""
    return all(each.end for each in made.steps)


def hours_beyond(made: Schedule) -> float:
    """Hours that no week holds, because they come after the horizon."""
    return (
        0.0 if is_whole(made) else planned_hours(made) - sum(part.hours for week in made.weeks for part in week.parts)
    )


# By examples


def test_steps_fill_the_weeks_one_after_another() -> None:
    plan = plan_of(TWO, with_hours(10, 1, 3))
    assert parts(plan.middle) == [
        [("linux.1", 8), ("docker.1", 2)],
        [("docker.1", 6), ("docker.2", 4)],
        [("docker.2", 7.2)],
    ]
    assert planned_hours(plan.middle) == pytest.approx(27.2)
    assert plan.middle.last
    assert plan.middle.last.day == MONDAY + timedelta(days=16)
    assert parts(plan.longest)[:2] == [[("linux.1", 10)], [("linux.1", 2), ("docker.1", 8)]]
    assert plan.longest.last
    assert plan.longest.last.day == MONDAY + timedelta(days=21)


def test_a_bar_ends_by_the_middle_estimate_and_if_it_alone_takes_longer() -> None:
    linux, docker = plan_of(TWO, with_hours(8)).rows
    (bar,) = linux.bars
    assert (bar.hours.low, bar.hours.high) == (4, 12)
    assert bar.begin
    assert bar.end
    assert bar.longer_end
    assert (bar.begin.weeks, bar.end.weeks, bar.longer_end.weeks) == (0, 1, 1.5)
    assert [[step.id.level for step in bar.steps] for bar in docker.bars] == [[1, 2]]
    assert docker.bars[0].begin
    assert docker.bars[0].begin.weeks == 1


def test_a_milestone_is_at_the_end_of_its_stage() -> None:
    first, second = plan_of(TWO, with_hours(8)).milestones
    assert (first.stage.number, first.skill_id) == (1, "docker")
    assert first.middle
    assert first.longest
    assert (first.middle.weeks, first.longest.weeks) == (2, 2.5)
    assert second.middle
    assert second.middle.weeks == pytest.approx(27.2 / 8)


def test_a_milestone_whose_stage_is_done_can_be_reached_at_once_and_a_reached_one_is_not_planned() -> None:
    diary = with_hours(8).tick("linux.1", "docker.1")
    first, _ = plan_of(TWO, diary).milestones
    assert first.skill_id is None
    assert first.middle
    assert (first.middle.weeks, first.middle) == (0, first.longest)
    diary.say(Kind.MILESTONE, "", "before")
    assert plan_of(TWO, diary).milestones == ()


def test_a_week_off_is_in_the_plan_but_empty() -> None:
    diary = with_hours(14)
    diary.say(Kind.WEEK_OFF, (MONDAY + timedelta(weeks=1)).isoformat(), True)
    weeks = plan_of(TWO, diary).middle.weeks
    assert [(week.week.is_off, bool(week.parts)) for week in weeks] == [(False, True), (True, False), (False, True)]


def test_a_plan_begins_on_its_start() -> None:
    diary = with_hours(8)
    diary.say(Kind.PLAN_START, "old-to-new", "2027-02-01")
    plan = plan_of(TWO, diary)
    assert plan.first_day == date(2027, 2, 1) == plan.middle.weeks[0].week.monday
    assert plan_of(TWO, diary, today=date(2027, 2, 3)).first_day == date(2027, 2, 3)


def test_what_if_changes_the_hours_and_no_event() -> None:
    diary = with_hours(8)
    assert plan_of(TWO, diary, hours_a_week=4) == plan_of(TWO, with_hours(4))
    assert diary.progress().commitments == Commitments(hours_a_week=8)


@pytest.mark.parametrize("diary", [Diary(MONDAY), with_hours(0)], ids=["unsaid", "none"])
def test_without_hours_a_week_there_is_an_order_and_no_dates(diary: Diary) -> None:
    plan = plan_of(TWO, diary)
    assert [row.gap.skill.id for row in plan.rows] == ["linux", "docker"]
    assert {(bar.begin, bar.end, bar.longer_end) for row in plan.rows for bar in row.bars} == {(None, None, None)}
    assert [(each.middle, each.longest) for each in plan.milestones] == [(None, None)] * 2
    assert (plan.middle.weeks, plan.middle.last, is_whole(plan.middle)) == ((), None, False)
    assert hours_beyond(plan.middle) == planned_hours(plan.middle) == pytest.approx(27.2)


@pytest.mark.parametrize(
    ("roadmap", "diary"),
    [(make_roadmap(["git"], {}), with_hours(8)), (make_roadmap(["git"], {"git": 1}), with_hours(8).tick("git.1"))],
    ids=["nothing in scope", "all ticked"],
)
def test_with_nothing_left_nothing_is_planned(roadmap: Roadmap, diary: Diary) -> None:
    plan = plan_of(roadmap, diary)
    assert (plan.rows, plan.milestones, plan.middle.weeks, plan.middle.steps) == ((), (), (), ())
    assert plan.middle.last is None


def test_what_does_not_fit_into_ten_years_is_reported() -> None:
    roadmap = make_roadmap([make_skill("linux", hours=(2400, 2400)), "git"], {"linux": 1, "git": 1})
    middle = plan_of(roadmap, with_hours(1)).middle
    assert (is_whole(middle), middle.last, len(middle.weeks)) == (False, None, 520)
    assert hours_beyond(middle) == pytest.approx(planned_hours(middle) - 520)
    assert middle.steps[0].begin
    assert middle.steps[0].end is None
    assert middle.steps[1].begin is None


def test_a_move_that_cannot_be_made_is_reported() -> None:
    diary = with_hours(8)
    diary.say(Kind.MOVED, "old-to-new", [{"skill": "docker", "before": "linux"}])
    assert [held_back_text(held) for held in plan_of(TWO, diary).held_back] == [
        "docker can’t come before linux: it needs linux at level 1 first."
    ]
    diary.say(Kind.MOVED, "another", [{"skill": "docker", "before": "linux"}])
    diary.say(Kind.MOVED, "old-to-new", None)
    assert plan_of(TWO, diary).held_back == ()


def test_a_skill_that_pauses_and_resumes_has_two_bars() -> None:
    roadmap = make_roadmap(["linux", "git"], {"linux": 2, "git": 1}, stages=[{"linux": 1}, {"git": 1}, {"linux": 2}])
    rows = plan_of(roadmap, with_hours(8)).rows
    assert [(row.gap.skill.id, len(row.bars)) for row in rows] == [("linux", 2), ("git", 1)]


# What holds of every plan


def check(situation: Situation, commitment: Commitment, today: date) -> None:
    progress = situation.diary.progress()
    gap = measure_gap(situation.roadmap, progress)
    roadmap_id = situation.roadmap.id
    said: dict[str, Mapping[str, object]] = {
        Kind.PLAN: {HOURS_A_WEEK: commitment.hours_a_week, STUDY_DAYS: commitment.study_days},
        Kind.WEEK_OFF: {monday.isoformat(): True for monday in commitment.weeks_off},
        Kind.PLAN_START: {roadmap_id: commitment.start} if commitment.start else {},
        Kind.MOVED: {roadmap_id: commitment.moves},
    }
    progress = replace(progress, values={**progress.values, **said})
    plan = make_plan(gap, progress, today)
    assert plan == make_plan(gap, progress, today), "the same again"
    left = gap.total.hours_left
    for made, hours in ((plan.middle, left.middle), (plan.longest, left.high)):
        check_schedule(made, commitment, plan.first_day)
        assert planned_hours(made) == pytest.approx(hours)
    drawn = [step for row in plan.rows for bar in row.bars for step in bar.steps]
    assert sorted(step.id for step in drawn) == sorted(each.step.id for each in plan.middle.steps)
    for row in plan.rows:
        for bar in row.bars:
            if bar.longer_end:
                assert bar.begin
                assert bar.end
                assert bar.begin.day <= bar.end.day <= bar.longer_end.day
    for each in plan.milestones:
        if each.longest:
            assert each.middle
            assert each.middle.day <= each.longest.day
        ends = [one.end for one in plan.middle.steps if one.step.stage == each.stage.number]
        if all(ends) and ends:
            assert each.middle == max(end for end in ends if end)


def check_schedule(made: Schedule, commitment: Commitment, first_day: date) -> None:
    done: dict[str, float] = {}
    order = [each.step.can_do.id for each in made.steps]
    met: list[str] = []
    a_week = min(commitment.hours_a_week or 0, 24 * len(commitment.study_days))
    for week in made.weeks:
        hours = sum(part.hours for part in week.parts)
        assert hours <= week.week.hours + ROUNDING <= a_week + 2 * ROUNDING
        last = min(week.week.monday + timedelta(days=6), date.max)
        usable = usable_weeks(commitment, max(first_day, week.week.monday), last)
        assert week.week.hours == pytest.approx(a_week * usable)
        assert not (week.week.is_off and week.parts)
        for part in week.parts:
            met.append(part.step.can_do.id)
            done[part.step.can_do.id] = done.get(part.step.can_do.id, 0) + part.hours
    assert list(dict.fromkeys(met)) == order[: len(done)], "in order, and one after the other"
    assert sum(done.values()) + hours_beyond(made) == pytest.approx(planned_hours(made), abs=ROUNDING)
    assert is_whole(made) == (not hours_beyond(made))
    for each in made.steps:
        if each.end:
            assert each.begin
            assert first_day <= each.begin.day <= each.end.day
            assert done[each.step.can_do.id] == pytest.approx(each.hours, abs=ROUNDING)


@given(small_situations, commitments(), st.data())
def test_no_week_holds_more_than_its_hours_and_no_step_is_lost(
    situation: Situation, commitment: Commitment, data: st.DataObject
) -> None:
    moves = tuple(data.draw(moves_on(situation.roadmap)))
    check(situation, commitment._replace(moves=moves), MONDAY - timedelta(days=2))


@examples(15)
@given(shipped_situations, commitments(), st.data())
def test_the_same_holds_for_the_shipped_roadmaps(
    situation: Situation, commitment: Commitment, data: st.DataObject
) -> None:
    moves = tuple(data.draw(moves_on(situation.roadmap)))
    check(situation, commitment._replace(moves=moves), MONDAY - timedelta(days=2))


@given(small_situations, st.floats(0.5, 20), st.floats(0.5, 20))
def test_more_hours_a_week_never_end_later(situation: Situation, one: float, other: float) -> None:
    few, many = sorted((one, other))
    slow, fast = (plan_of(situation.roadmap, situation.diary, hours_a_week=hours) for hours in (few, many))
    if slow.middle.last:
        assert fast.middle.last
        assert fast.middle.last.day <= slow.middle.last.day


@pytest.mark.parametrize("roadmap", SHIPPED.roadmaps.values(), ids=SHIPPED.roadmaps)
def test_a_whole_roadmap_that_ships_is_planned_with_all_its_milestones(roadmap: Roadmap) -> None:
    plan = plan_of(roadmap, with_hours(10))
    assert is_whole(plan.middle)
    assert is_whole(plan.longest)
    assert [each.stage.number for each in plan.milestones] == [stage.number for stage in roadmap.stages]
    assert plan.held_back == ()
    assert [step.step.also_needs for step in plan.middle.steps if step.step.also_needs] == []
    assert len(plan.middle.weeks) == -(-planned_hours(plan.middle) // 10)

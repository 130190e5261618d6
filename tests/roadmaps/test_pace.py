"""The user's past weeks, and what is left."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import assume, given
from hypothesis import strategies as st

from roadmaps.forecast import held_by
from roadmaps.forecast.pace import MOST_WEEKS, Week, measure_pace
from roadmaps.gap import measure_gap
from roadmaps.journal import Kind, replay
from roadmaps.plan import WEEK, DaysOff
from tests.examples import examples
from tests.roadmaps.people import Diary, day, make_roadmap
from tests.roadmaps.test_burn_up_series import spoken
from tests.roadmaps.test_gap_properties import small_roadmaps

if TYPE_CHECKING:
    from roadmaps.catalogue import Roadmap
    from roadmaps.forecast.pace import Pace


def example() -> Roadmap:
    """Ten can-dos in scope: three skills and a choice; julia and scala, with three each, are optional."""
    return make_roadmap(
        ["sql", "git", "aws", "azure", "julia", "scala", "go"],
        {"sql": 3, "cloud": 2, "go": 3},
        supporting={"git": 2},
        optional={"julia": 3, "scala": 3},
        choices={"cloud": ("aws", "azure")},
    )


def pace_of(diary: Diary) -> Pace:
    return measure_pace(example(), diary.events, diary.today)


def ticked(diary: Diary) -> list[int]:
    return [week.ticked for week in pace_of(diary).weeks]


def added(diary: Diary) -> list[int]:
    return [week.added for week in pace_of(diary).weeks]


def test_without_events_all_is_left_and_there_is_no_week() -> None:
    pace = measure_pace(example(), [], day(0))
    assert (pace.can_dos, pace.left, pace.weeks, pace.addable) == (10, 10, (), 6)
    assert (pace.hours_left.low, pace.hours_left.high) == (100 + 60 + 100 + 60, 200 + 120 + 200 + 120)


def test_weeks_run_from_the_day_of_the_start_and_empty_ones_count() -> None:
    diary = Diary().aim_at("old-to-new").later(6).tick("sql.1").later(1).tick("sql.2", "git.1").later(14).tick("git.2")
    diary.later(7)
    pace = pace_of(diary)
    assert pace.weeks == (
        Week(day(0), 1, 0),
        Week(day(7), 2, 0),
        Week(day(14), 0, 0),
        Week(day(21), 1, 0),
    )
    assert (pace.active_weeks, pace.ticked, pace.left) == (3, 4, 6)


def test_the_current_week_does_not_count_yet_but_its_ticks_are_not_left() -> None:
    diary = Diary().aim_at("old-to-new").later(13).tick("sql.1")
    assert ticked(diary) == [0]
    assert pace_of(diary).left == 9
    assert ticked(diary.later(1)) == [0, 1]


def test_a_tick_counts_in_the_week_of_its_effective_day() -> None:
    diary = Diary().aim_at("old-to-new").later(20).tick("sql.1", on=day(2)).tick("sql.2").correct("sql.2", to=day(8))
    assert ticked(diary.later(1)) == [1, 1, 0]


def test_weeks_off_are_skipped_as_if_they_did_not_exist() -> None:
    """Day 0 is a Thursday; the week off runs from day 11 to day 17."""
    diary = Diary().tick("sql.1").later(8).tick("sql.2").later(12).tick("sql.3").later(1)
    assert ticked(diary) == [1, 1, 1]
    diary.say(Kind.WEEK_OFF, day(11).isoformat(), True)
    assert [(week.first_day, week.ticked) for week in pace_of(diary).weeks] == [(day(0), 1), (day(7), 2)]
    assert ticked(diary.tick("git.1", on=day(13)).later(1)) == [1, 3]


def test_days_off_are_counted_one_by_one() -> None:
    mondays = {day(4), day(18), day(25), day(60)}
    off = DaysOff(mondays)
    days_off = {monday + timedelta(days=each) for monday in mondays for each in range(7)}
    for first in range(0, 40, 3):
        working = [day(each) for each in range(first, 90) if day(each) not in days_off]
        for end in range(first, 80):
            assert off.working_days(day(first), day(end)) == sum(each < day(end) for each in working)
            assert off.holds(day(end)) == (day(end) in days_off)
        for number in range(40):
            assert off.working_day(day(first), number) == working[number]


def test_what_was_before_the_start_is_in_no_week() -> None:
    diary = Diary().could_before("sql.1").tick("sql.2", on=day(-3)).later(7)
    assert ticked(diary) == [0]
    assert pace_of(diary).left == 8


def test_only_what_is_in_scope_now_counts() -> None:
    diary = Diary().tick("julia.1", "sql.1", "aws.1").later(7)
    assert ticked(diary) == [2]
    assert ticked(diary.choose("cloud", "azure")) == [1]
    assert ticked(diary.count_in("julia")) == [2]
    assert ticked(diary.set_aside("sql")) == [1]


def test_a_tick_taken_back_does_not_count() -> None:
    assert ticked(Diary().tick("sql.1", "sql.2").later(7).untick("sql.1")) == [1]


def test_what_is_counted_in_or_put_back_is_added_in_that_week() -> None:
    diary = Diary().set_aside("git").later(8).count_in("julia").later(7).bring_back("git").later(13)
    assert added(diary) == [0, 3, 2, 0]
    assert pace_of(diary).added == 5
    assert pace_of(diary).addable == 3


def test_what_is_added_in_the_first_week_does_not_count_as_added() -> None:
    diary = Diary().aim_at("old-to-new").later(3).count_in("julia").later(11)
    assert added(diary) == [0, 0]


def test_only_what_was_open_is_added() -> None:
    diary = Diary().could_before("julia.1").later(9).tick("julia.2").later(1).count_in("julia").later(5)
    assert added(diary.tick("julia.3").later(7)) == [0, 1, 0]


def test_what_was_added_and_taken_out_again_is_not_added() -> None:
    diary = Diary().aim_at("old-to-new").later(8).count_in("julia").later(7)
    diary.say(Kind.COUNTED_IN, "julia", False)
    assert added(diary.later(7)) == [0, 0, 0]
    assert added(diary.count_in("julia").later(7)) == [0, 0, 0, 3]


def test_what_can_still_be_added_is_what_is_open_out_of_scope() -> None:
    diary = Diary().tick("julia.1").set_aside("git", "scala").set_aside("aws")
    assert pace_of(diary).addable == 2 + 2 + 3
    assert pace_of(diary.set_aside("azure")).addable == 2 + 2 + 3 + 2
    assert pace_of(diary.tick("aws.1")).addable == 2 + 2 + 3 + 1


def test_days_come_from_the_journal_whatever_the_clock_says() -> None:
    """Travel and daylight saving move stamps about, and nothing else."""
    diary = Diary().tick("sql.1").later(6).tick("sql.2").later(1).tick("git.1").later(7)
    chance = random.Random(3)
    stamp = 0
    moved = []
    for event in diary.events:
        stamp += chance.randrange(1, 10**12)
        moved.append(event._replace(stamp=stamp))
    assert measure_pace(example(), moved, diary.today) == pace_of(diary)


@examples(60)
@given(small_roadmaps(), st.randoms(use_true_random=False), st.integers(1, 60), st.integers(0, 60))
def test_weeks_equal_a_count_by_hand(roadmap: Roadmap, chance: random.Random, length: int, later: int) -> None:
    until = day(later)
    events = held_by(spoken(roadmap, chance, length), until)
    assume(events)
    start = min(events, key=lambda event: event.stamp).said_on
    pace, progress = measure_pace(roadmap, events, until), replay(events)
    gap = measure_gap(roadmap, progress)
    assert (pace.can_dos, pace.left, pace.hours_left) == (gap.total.can_dos, gap.total.left, gap.total.hours_left)
    days = [progress.ticks[can_do.id].day for each in gap.scope for can_do in each.ticked]
    assert len(pace.weeks) == max(0, (until - start).days) // 7
    for number, week in enumerate(pace.weeks):
        assert week.first_day == start + number * WEEK
        assert week.ticked == sum(each is not None and week.first_day <= each < week.first_day + WEEK for each in days)
    assert pace.added <= pace.can_dos
    assert pace.ticked <= gap.total.learned


def test_a_start_centuries_ago_leaves_the_last_twenty_years() -> None:
    diary = Diary(day(-400_000)).aim_at("there").later(400_000).tick("sql.1", on=day(-10))
    weeks = pace_of(diary).weeks
    assert len(weeks) == MOST_WEEKS
    assert weeks[-1].ticked == 1

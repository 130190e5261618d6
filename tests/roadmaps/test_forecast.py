"""When a roadmap will be finished."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.catalogue import Hours
from roadmaps.forecast import HORIZON, Basis, Span
from roadmaps.forecast.bootstrap import Chance, Method, forecast
from roadmaps.forecast.pace import Pace, Week, measure_pace
from roadmaps.journal import Commitment
from roadmaps.plan import WEEK, StudyTime, monday_of
from tests import calibration
from tests.examples import examples
from tests.roadmaps.people import Diary, make_roadmap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmaps.forecast import Forecast

TODAY = date(2026, 11, 21)
SIX_HOURS = Commitment(6)
AS_IT_WAS = Method(concentration=1e9, half_life_weeks=math.inf, empty_weeks=0)
"""The future is made of the past weeks, each as likely as the others."""


def pace(
    ticked: Sequence[int],
    left: int,
    added: Sequence[int] = (),
    addable: int = 0,
    commitment: Commitment = Commitment(),  # noqa: B008  # a value
) -> Pace:
    """So many ticks in each week; ``added`` is 0 where it is not given."""
    start = TODAY - len(ticked) * WEEK
    growth = [*added, *[0] * (len(ticked) - len(added))]
    weeks = (Week(start + place * WEEK, *each) for place, each in enumerate(zip(ticked, growth, strict=True)))
    return Pace(TODAY, left + 30, left, Hours(100, 300), tuple(weeks), addable, commitment)


def days_until(day: date | None) -> int:
    assert day
    return (day - TODAY).days


def spans(made: Forecast) -> tuple[Span, Span]:
    assert made.half
    assert made.most
    return made.half, made.most


# What it rests on


def test_with_nothing_in_scope_there_is_no_forecast() -> None:
    made = forecast(Pace(TODAY, 0, 0, Hours(), (), 0, SIX_HOURS))
    assert made.basis is Basis.NOTHING_IN_SCOPE
    assert (made.half, made.most, made.wide, made.middle, made.chance_by(TODAY)) == (None,) * 5


def test_with_nothing_left_it_is_finished() -> None:
    made = forecast(pace([1] * 30, 0, commitment=SIX_HOURS))
    assert made.basis is Basis.FINISHED
    assert (made.half, made.most, made.wide, made.middle, made.chance_by(TODAY)) == (None,) * 5


@pytest.mark.parametrize("ticked", [[], [0] * 300, [9, 0, 0, 9, 9, 9, 9], [1] * 5])
def test_before_six_weeks_with_a_tick_it_is_too_early_to_tell(ticked: list[int]) -> None:
    """There is only our estimate: 100 to 300 hours at 6 a week, spread over the weeks as in the plan."""
    made = forecast(pace(ticked, 20, commitment=SIX_HOURS))
    assert made.basis is Basis.HOURS
    assert (made.half, made.most, made.middle, made.chance_by(TODAY + HORIZON)) == (None,) * 4
    assert made.wide == laid_out(SIX_HOURS) == Span(TODAY + timedelta(days=116), TODAY + timedelta(days=349))


def laid_out(commitment: Commitment) -> Span:
    """When 100 and 300 hours are over in the weeks of study."""
    first, last = (StudyTime(commitment, TODAY).end(hours) for hours in (100, 300))
    return Span(first and first.day, last and last.day)


@pytest.mark.parametrize("commitment", [Commitment(), Commitment(0), Commitment(6, ())])
def test_without_time_to_study_there_is_no_wide_estimate(commitment: Commitment) -> None:
    assert forecast(pace([1], 20, commitment=commitment)).wide is None


def test_a_wide_estimate_keeps_to_study_days_weeks_off_and_the_start() -> None:
    mondays = frozenset(monday_of(TODAY) + place * WEEK for place in range(2, 7))
    for commitment in (
        Commitment(6, (6, 7)),
        Commitment(6, weeks_off=mondays),
        Commitment(6, start=TODAY + timedelta(days=40)),
    ):
        wide = forecast(pace([1], 20, commitment=commitment)).wide
        assert wide == laid_out(commitment) != laid_out(SIX_HOURS)
    off = forecast(pace([1], 20, commitment=Commitment(6, weeks_off=mondays))).wide
    assert off == Span(TODAY + timedelta(days=116 + 35), TODAY + timedelta(days=349 + 35))


def test_a_wide_estimate_plans_no_more_than_a_day_holds() -> None:
    wide = forecast(pace([1], 20, commitment=Commitment(168, (1,)))).wide
    assert wide == laid_out(Commitment(24, (1,)))


def test_a_wide_estimate_may_be_beyond_the_horizon() -> None:
    first = forecast(pace([1], 20, commitment=Commitment(0.25))).wide
    assert first is not None
    assert (first.first is None, first.last) == (False, None)
    assert forecast(pace([1], 20, commitment=Commitment(0.1))).wide == Span(None, None)
    assert forecast(pace([1], 20, commitment=Commitment(5e-324))).wide == Span(None, None)


def test_from_six_weeks_with_a_tick_on_the_forecast_is_by_pace() -> None:
    made = forecast(pace([1, 0, 1, 1, 0, 1, 1, 1], 20, commitment=SIX_HOURS))
    assert made.basis is Basis.PACE
    assert made.wide is None
    assert None not in (made.half, made.most, made.middle)


# The futures


def test_with_equal_weeks_the_finish_can_be_worked_out_by_hand() -> None:
    """Two a week for nine: the first of the two ticks of the fifth week is due a third of the way through it."""
    made = forecast(pace([2] * 8, 9), method=AS_IT_WAS)
    day = TODAY + timedelta(days=28 + 3)
    assert made.half == made.most == Span(day, day)
    assert made.middle == day
    assert made.chance_by(day) == Chance(4000, 4000)
    assert made.chance_by(day - timedelta(days=1)) == Chance(0, 4000)
    assert made.chance_by(TODAY) == Chance(0, 4000)
    assert made.chance_by(TODAY - timedelta(days=1)) is None, "there is no chance of a day that is over"
    assert [each.middle for each in made.ahead] == [7, 5, 3, 1, 0]
    assert [each.day for each in made.ahead] == [TODAY + number * WEEK for number in range(1, 6)]


def test_a_future_skips_weeks_off() -> None:
    """The same as above, and two of the weeks until then are off, by which it all moves."""
    mondays = [monday_of(TODAY) + place * WEEK for place in (1, 3)]
    off = Commitment(weeks_off=frozenset(mondays))
    made = forecast(pace([2] * 8, 9, commitment=off), method=AS_IT_WAS)
    day = TODAY + timedelta(days=28 + 3 + 14)
    assert made.half == made.most == Span(day, day)
    assert made.chance_by(day) == Chance(4000, 4000)
    assert made.chance_by(day - timedelta(days=1)) == Chance(0, 4000)
    first, second = made.ahead[:2]
    assert (first.day, second.day) == (TODAY + timedelta(days=14), TODAY + timedelta(days=28))
    assert not any(day in (monday + timedelta(days=each) for each in range(7)) for monday in mondays)


def test_ten_years_off_leave_no_future() -> None:
    mondays = frozenset(monday_of(TODAY) + place * WEEK for place in range(521))
    made = forecast(pace([2] * 8, 9, commitment=Commitment(weeks_off=mondays)), method=AS_IT_WAS)
    assert made.half == made.most == Span(None, None)
    assert made.ahead == ()


def test_additions_continue_until_nothing_more_can_be_added() -> None:
    """Two ticked and one added a week, at most three: 5 → 4 → 3 → 2 → finished, by two thirds of the fourth week."""
    made = forecast(pace([2] * 8, 5, [1] * 8, addable=3), method=AS_IT_WAS)
    assert [each.middle for each in made.ahead] == [4, 3, 2, 0]
    assert made.middle == TODAY + timedelta(days=21 + 5)


def test_a_user_who_adds_faster_than_they_tick_finishes_once_all_is_added() -> None:
    made = forecast(pace([1] * 8, 6, [3] * 8, addable=6), method=AS_IT_WAS)
    assert made.middle == TODAY + timedelta(days=11 * 7 + 4)


def test_a_steady_user_gets_about_the_weeks_that_their_pace_implies() -> None:
    half, most = spans(forecast(pace([1] * 52, 26)))
    assert 25 * 7 <= days_until(half.first) <= days_until(half.last) <= 33 * 7
    assert 24 * 7 <= days_until(most.first) <= days_until(most.last) <= 38 * 7


def test_few_weeks_make_wide_ranges() -> None:
    _, few = spans(forecast(pace([2, 0, 1, 3, 1, 0, 2, 1], 40)))
    _, many = spans(forecast(pace([2, 0, 1, 3, 1, 0, 2, 1] * 8, 40)))
    assert days_until(few.last) - days_until(few.first) > 1.5 * (days_until(many.last) - days_until(many.first))


def test_recent_weeks_weigh_more_than_early_ones() -> None:
    slower = forecast(pace([3] * 26 + [1] * 26, 40))
    faster = forecast(pace([1] * 26 + [3] * 26, 40))
    assert days_until(faster.middle) < 0.8 * days_until(slower.middle)


def test_empty_weeks_put_the_finish_off() -> None:
    busy = forecast(pace([1, 2, 1, 2, 1, 2] * 2, 30))
    idle = forecast(pace([1, 0, 2, 0, 1, 0, 2, 0, 1, 0, 2, 0] * 2, 30))
    assert days_until(idle.middle) > 1.5 * days_until(busy.middle)


def test_a_user_who_adds_finishes_later_and_one_who_cannot_does_not() -> None:
    ticked, added = [2, 1, 0, 2, 1, 1, 2, 0, 1, 2], [0, 1, 0, 0, 0, 2, 0, 0, 0, 1]
    plain, growing = forecast(pace(ticked, 30)), forecast(pace(ticked, 30, added, addable=20))
    assert days_until(growing.middle) > days_until(plain.middle) + 14
    full = forecast(pace(ticked, 30, added, addable=0))
    assert days_until(full.middle) == pytest.approx(days_until(plain.middle), rel=0.1)


def test_a_user_who_has_stopped_does_not_finish_within_ten_years() -> None:
    made = forecast(pace([1] * 6 + [0] * 300, 40))
    assert made.basis is Basis.PACE
    assert made.half == made.most == Span(None, None)
    assert made.middle is None
    assert made.chance_by(date.max) == Chance(0, 4000)
    assert len(made.ahead) == HORIZON // WEEK


def test_a_range_may_reach_beyond_the_horizon() -> None:
    _, most = spans(forecast(pace([1] * 6 + [0] * 60, 30)))
    assert most.first is not None
    assert most.last is None


def test_the_same_pace_gives_the_same_forecast_and_another_seed_nearly() -> None:
    own = pace([2, 0, 1, 3, 1, 0, 2, 1, 0, 1], 40)
    assert forecast(own) == forecast(own)
    other = forecast(own, seed=5)
    assert other.finish_days != forecast(own).finish_days
    assert days_until(other.middle) == pytest.approx(days_until(forecast(own).middle), rel=0.06)


paces = st.builds(
    pace,
    st.lists(st.integers(0, 6), min_size=6, max_size=60).filter(lambda weeks: sum(week > 0 for week in weeks) >= 6),
    st.integers(1, 80),
    st.lists(st.integers(0, 3), max_size=6),
    st.integers(0, 12),
)


@examples(40)
@given(paces)
def test_ranges_chances_and_what_is_left_ahead_agree(own: Pace) -> None:
    made = forecast(own, futures=400)
    half, most = spans(made)
    horizon = TODAY + HORIZON
    most_first, half_first, middle, half_last, most_last = (
        day or date.max for day in (most.first, half.first, made.middle, half.last, most.last)
    )
    assert TODAY < most_first <= half_first <= middle <= half_last <= most_last
    assert most_last == date.max or most_last <= horizon
    for day, least in ((most_first, 30), (half_first, 100), (middle, 200), (half_last, 301), (most_last, 371)):
        chance = made.chance_by(day)
        assert chance
        assert chance.number >= least or day == date.max
        before = made.chance_by(day - timedelta(days=1))
        assert before
        assert before.number < least
    last = made.ahead[-1]
    for each in made.ahead:
        assert 0 <= each.most[0] <= each.half[0] <= each.middle <= each.half[1] <= each.most[1]
        for left, finish in ((each.most[0], most.first), (each.middle, made.middle), (each.most[1], most.last)):
            assert (left == 0) == (finish is not None and finish <= each.day)
    assert last.most[1] == 0 or last.day == horizon


def test_a_journal_leads_to_a_forecast() -> None:
    diary = Diary()
    for number in range(10):
        diary.tick(f"s{number}.1").later(7)
    roadmap = make_roadmap([f"s{number}" for number in range(30)], {f"s{number}": 1 for number in range(30)})
    made = forecast(measure_pace(roadmap, diary.events, diary.today))
    assert made.pace.left == 20
    assert made.middle
    assert 20 <= (made.middle - diary.today) / WEEK <= 30


# Spans and chances


def test_a_span_contains_its_ends_and_every_day_between() -> None:
    first, last = date(2026, 1, 2), date(2026, 3, 4)
    days = [date(2026, 1, 1), first, date(2026, 2, 1), last, date(2026, 3, 5), None]
    assert [Span(first, last).holds(day) for day in days] == [False, True, True, True, False, False]
    assert [Span(first, None).holds(day) for day in days] == [False, True, True, True, True, True]
    assert [Span(None, None).holds(day) for day in days] == [False, False, False, False, False, True]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0 in 20"),
        (1, "1 in 20"),
        (300, "2 in 20"),
        (2800, "14 in 20"),
        (3990, "19 in 20"),
        (3999, "19 in 20"),
        (4000, "20 in 20"),
    ],
)
def test_a_chance_is_rounded_to_twentieths_and_certain_only_when_it_is(number: int, text: str) -> None:
    assert Chance(number, 4000).text == text


# Calibration, in small: python -m tests.calibration measures 500 people for each history

PEOPLE = 240
NOISE = 3
"""In standard errors of a share of so many users."""


def is_calibrated(row: calibration.Row) -> bool:
    """Whether the ranges hold as often as they claim, as far as so few users can tell."""
    return all(
        abs(share - aim) <= NOISE * math.sqrt(aim * (1 - aim) / row.people)
        for share, aim in ((row.in_half, 0.5), (row.in_most, 0.85))
    )


@pytest.mark.long
@pytest.mark.parametrize("history", calibration.HISTORIES)
def test_ranges_contain_as_many_finishes_as_they_claim(history: int) -> None:
    people = calibration.people_of([*calibration.Habit], history, PEOPLE, seed=11)
    assert is_calibrated(calibration.measure(people, history, futures=400))


@pytest.mark.long
@pytest.mark.parametrize("history", [8, 26])
def test_plain_resampling_would_fail_this_test(history: int) -> None:
    people = calibration.people_of([*calibration.Habit], history, PEOPLE, seed=11)
    plain = calibration.plain_resampling(history)
    row = calibration.measure(people, history, plain, futures=400)
    assert not is_calibrated(row)
    assert row.in_most < 0.7

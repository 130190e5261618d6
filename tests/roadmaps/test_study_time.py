"""The hours of study ahead: by examples, and compared with counting day by day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from roadmaps.journal import EVERY_DAY, Commitment
from roadmaps.plan import HORIZON_WEEKS, StudyTime, monday_of
from roadmaps.plan.study_calendar import Moment, StudyWeek, usable_weeks

SATURDAY = date(2026, 11, 21)
MONDAY = date(2026, 11, 23)


@st.composite
def commitments(draw: st.DrawFn) -> Commitment:
    """Anybody's time around a Saturday in November 2026."""
    near = st.integers(-5, 30)
    return Commitment(
        hours_a_week=draw(st.none() | st.integers(0, 168) | st.floats(0.25, 40)),
        study_days=tuple(sorted(draw(st.sets(st.sampled_from(EVERY_DAY))))),
        weeks_off=frozenset(MONDAY + timedelta(weeks=number) for number in draw(st.sets(near, max_size=9))),
        start=draw(st.none() | near.map(lambda days: SATURDAY + timedelta(days=days))),
        target=draw(st.none() | st.integers(-20, 600).map(lambda days: SATURDAY + timedelta(days=days))),
    )


def study_days(commitment: Commitment, first: date, last: date) -> list[date]:
    """Counted one by one."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [
        day for day in days if day.isoweekday() in commitment.study_days and monday_of(day) not in commitment.weeks_off
    ]


# By examples


def test_weeks_begin_on_monday_and_a_started_one_has_only_the_study_days_left() -> None:
    time = StudyTime(Commitment(8, (1, 3, 6, 7)), SATURDAY)
    assert time.weeks[:2] == (StudyWeek(date(2026, 11, 16), 4, False), StudyWeek(MONDAY, 8, False))
    assert len(time.weeks) == HORIZON_WEEKS


def test_hours_are_done_on_study_days() -> None:
    time = StudyTime(Commitment(8, (1, 3, 6, 7)), SATURDAY)
    assert time.begin(0) == Moment(SATURDAY, 0.5)
    assert time.end(1) == Moment(SATURDAY, 0.625)
    assert time.end(2) == Moment(SATURDAY, 0.75)
    assert time.begin(2) == Moment(date(2026, 11, 22), 0.75)
    assert time.end(4) == Moment(date(2026, 11, 22), 1.0)
    assert time.begin(4) == Moment(MONDAY, 1.0)
    assert time.end(8) == Moment(date(2026, 11, 25), 1.5)


def test_nothing_is_done_in_a_week_off() -> None:
    time = StudyTime(Commitment(7, weeks_off=frozenset({MONDAY + timedelta(weeks=1)})), MONDAY)
    assert [week.hours for week in time.weeks[:3]] == [7, 0, 7]
    assert time.end(7) == Moment(date(2026, 11, 29), 1.0)
    assert time.begin(7) == Moment(date(2026, 12, 7), 2.0)


def test_a_future_start_is_waited_for_and_a_past_one_means_today() -> None:
    assert StudyTime(Commitment(7, start=date(2027, 1, 4)), SATURDAY).begin(0) == Moment(date(2027, 1, 4), 0)
    assert StudyTime(Commitment(7, start=date(2026, 1, 7)), SATURDAY).first_day == SATURDAY


def test_without_hours_or_study_days_nothing_ever_ends() -> None:
    for commitment in (Commitment(), Commitment(0), Commitment(8, ())):
        time = StudyTime(commitment, SATURDAY)
        assert {week.hours for week in time.weeks} == {0}
        assert (time.begin(0), time.end(0), time.end(1)) == (None, None, None)


def test_nothing_ends_beyond_ten_years() -> None:
    time = StudyTime(Commitment(1), MONDAY)
    assert time.end(HORIZON_WEEKS) == Moment(MONDAY + timedelta(weeks=HORIZON_WEEKS, days=-1), HORIZON_WEEKS)
    assert time.begin(HORIZON_WEEKS) is None
    assert time.end(HORIZON_WEEKS + 1) is None


def test_the_last_day_of_the_calendar_raises_no_error() -> None:
    assert StudyTime(Commitment(8, start=date.max), SATURDAY).weeks == ()
    assert StudyTime(Commitment(8, start=date(9999, 12, 1)), SATURDAY).end(8) is not None


def test_usable_weeks_are_those_with_study() -> None:
    assert usable_weeks(Commitment(8), MONDAY, MONDAY + timedelta(days=13)) == 2
    assert usable_weeks(Commitment(8, (6, 7)), MONDAY, MONDAY + timedelta(days=5)) == 0.5
    assert usable_weeks(Commitment(8, weeks_off=frozenset({MONDAY})), MONDAY, MONDAY + timedelta(days=20)) == 2
    assert usable_weeks(Commitment(8, ()), MONDAY, MONDAY + timedelta(days=20)) == 0
    assert usable_weeks(Commitment(8), MONDAY, SATURDAY) == 0


# What holds for anybody


@given(commitments(), st.floats(0.01, 400))
def test_hours_are_done_on_the_day_that_counting_finds(commitment: Commitment, hours: float) -> None:
    time = StudyTime(commitment, SATURDAY)
    a_week, end = commitment.hours_a_week, time.end(hours)
    if not a_week or not commitment.study_days:
        assert end is None
        return
    days = study_days(commitment, time.first_day, time.first_day + timedelta(weeks=HORIZON_WEEKS - 1))
    a_day = a_week / len(commitment.study_days)
    if hours > (len(days) - 8) * a_day:
        return
    before = next(number for number in range(len(days)) if (number + 1) * a_day >= hours - 1e-5)
    after = next(number for number in range(len(days)) if (number + 1) * a_day >= hours + 1e-5)
    assert end
    assert end.day in (days[before], days[after])
    assert monday_of(end.day) == time.weeks[0].monday + timedelta(weeks=int(end.weeks - 1e-9))


@given(commitments(), st.floats(0, 200), st.floats(0, 200))
def test_time_does_not_run_backwards(commitment: Commitment, one: float, other: float) -> None:
    time = StudyTime(commitment, SATURDAY)
    early, late = sorted((one, other))
    moments = [time.end(early), time.begin(early), time.end(late)]
    if late - early > 1e-3 and moments[2]:
        ordered = [moment for moment in moments if moment]
        assert len(ordered) == 3
        assert [moment.day for moment in ordered] == sorted(moment.day for moment in ordered)
        assert ordered[1].weeks < ordered[2].weeks + 1e-9
        assert ordered[0].weeks <= ordered[1].weeks + 1e-6


@given(commitments(), st.integers(-10, 40), st.integers(0, 200))
def test_usable_weeks_are_counted_day_by_day(commitment: Commitment, first: int, length: int) -> None:
    first_day = SATURDAY + timedelta(days=first)
    last_day = first_day + timedelta(days=length)
    counted = len(study_days(commitment, first_day, last_day)) / max(1, len(commitment.study_days))
    assert usable_weeks(commitment, first_day, last_day) == counted


@given(commitments())
def test_a_week_has_no_more_hours_than_it_may_and_one_off_has_none(commitment: Commitment) -> None:
    for week in StudyTime(commitment, SATURDAY).weeks:
        assert 0 <= week.hours <= (commitment.hours_a_week or 0) + 1e-9
        assert week.monday.isoweekday() == 1
        assert week.is_off == (week.monday in commitment.weeks_off)
        assert not (week.is_off and week.hours)

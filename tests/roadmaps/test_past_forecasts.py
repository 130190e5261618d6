"""Forecasts of past days, beside what happened."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from roadmaps.forecast import days_to_look_back_on, past_forecasts
from roadmaps.forecast.bootstrap import forecast
from roadmaps.forecast.pace import measure_pace
from roadmaps.forecast.past import FUTURES, Score, Verdict, score
from roadmaps.plan import WEEK
from tests.roadmaps.people import Diary, day, make_roadmap

if TYPE_CHECKING:
    from datetime import date

    from roadmaps.catalogue import Roadmap

SKILLS = [f"s{number}" for number in range(40)]


@pytest.fixture(scope="module")
def roadmap() -> Roadmap:
    return make_roadmap(SKILLS, dict.fromkeys(SKILLS, 1))


def one_a_week(first: int, last: int, diary: Diary | None = None, weeks_each: int = 1) -> Diary:
    """The skills from the first to the last, each ticked at the beginning of a week or of several."""
    diary = diary or Diary()
    for number in range(first, last):
        diary.tick(f"s{number}.1").later(7 * weeks_each)
    return diary


def looked_back_on(roadmap: Roadmap, diary: Diary, made_on: date) -> tuple[Verdict, Verdict, Verdict, Verdict]:
    (past,) = past_forecasts(roadmap, diary.events, [made_on], diary.today)
    return past.half, past.most, past.left_half, past.left_most


def test_the_days_are_every_fourth_week_before_today() -> None:
    diary = Diary(day(3)).tick("s0.1")
    assert days_to_look_back_on(diary.events, day(3 + 28)) == []
    assert days_to_look_back_on(diary.events, day(3 + 29)) == [day(31)]
    assert days_to_look_back_on(diary.events, day(3 + 90)) == [day(31), day(59), day(87)]
    assert days_to_look_back_on([], day(9)) == []


def test_a_past_forecast_is_the_one_that_was_made_then(roadmap: Roadmap) -> None:
    then = one_a_week(0, 12)
    made = forecast(measure_pace(roadmap, then.events, then.today), futures=FUTURES)
    made_on = then.today
    now = one_a_week(12, 30, then.later(1))
    now.tick("s35.1", "s36.1", on=made_on - timedelta(days=3))
    now.correct("s3.1", to=made_on)
    now.untick("s5.1").set_aside("s39")
    (past,) = past_forecasts(roadmap, now.events, [made_on], now.today)
    assert past.forecast == made


def test_days_without_a_range_are_left_out(roadmap: Roadmap) -> None:
    diary = one_a_week(0, 40).later(70)
    days = [day(7 * weeks) for weeks in (2, 5, 6, 20, 45)]
    made_on = [past.forecast.pace.day for past in past_forecasts(roadmap, diary.events, days, diary.today)]
    assert made_on == [day(7 * 6), day(7 * 20)]


def test_a_user_who_keeps_their_pace_finishes_within_the_range(roadmap: Roadmap) -> None:
    diary = one_a_week(0, 40)
    (past,) = past_forecasts(roadmap, diary.events, [day(7 * 26)], diary.today)
    assert past.finished_on == day(7 * 39)
    assert past.most is Verdict.INSIDE
    assert past.left == 40 - 26 - 9
    assert past.ahead.day == day(7 * 34)
    assert past.left_most is Verdict.INSIDE


def test_a_user_who_speeds_up_finishes_earlier_and_has_less_left(roadmap: Roadmap) -> None:
    diary = one_a_week(0, 10, weeks_each=2)
    made_on = diary.today
    for number in range(10, 40):
        diary.tick(f"s{number}.1").later(1)
    diary.later(60)
    assert looked_back_on(roadmap, diary, made_on) == (Verdict.EARLIER,) * 4


def test_a_user_who_stops_finishes_later_which_is_known_once_the_range_has_passed(roadmap: Roadmap) -> None:
    diary = one_a_week(0, 30)
    made_on = diary.today
    assert looked_back_on(roadmap, diary.later(55), made_on) == (Verdict.OPEN,) * 4
    assert looked_back_on(roadmap, diary.later(1), made_on) == (Verdict.OPEN,) * 4
    assert looked_back_on(roadmap, diary.later(1), made_on) == (
        Verdict.OPEN,
        Verdict.OPEN,
        Verdict.LATER,
        Verdict.LATER,
    )
    assert looked_back_on(roadmap, diary.later(700), made_on) == (Verdict.LATER,) * 4
    diary.tick(*(f"s{number}.1" for number in range(30, 40))).later(1)
    assert looked_back_on(roadmap, diary, made_on) == (Verdict.LATER,) * 4


def test_what_is_left_is_compared_on_the_last_day_of_a_short_forecast(roadmap: Roadmap) -> None:
    diary = Diary()
    for number in range(13):
        diary.tick(*(f"s{3 * number + each}.1" for each in range(3))).later(7)
    made_on = diary.today
    diary.later(1).tick("s39.1").later(7 * 9)
    (past,) = past_forecasts(roadmap, diary.events, [made_on], diary.today)
    assert past.ahead.day < made_on + 8 * WEEK
    assert (past.left, past.left_most) == (0, Verdict.INSIDE)


def test_the_score_counts_what_is_known() -> None:
    verdicts = [Verdict.INSIDE, Verdict.OPEN, Verdict.EARLIER, Verdict.INSIDE, Verdict.LATER, Verdict.OPEN]
    assert score(verdicts) == Score(inside=2, known=4)
    assert score([Verdict.OPEN]) == Score(0, 0)

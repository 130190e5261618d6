"""Past forecasts in rows and in a sentence."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from roadmaps.forecast import PAST_FORECAST_HEADERS, past_forecast_row, past_forecasts, past_forecasts_text
from roadmaps.forecast.past import Verdict
from roadmaps.forecast.past_text import NO_PAST_FORECASTS
from roadmaps.gap import measure_gap
from tests.roadmaps.people import ISO, Diary, day, make_roadmap

if TYPE_CHECKING:
    from datetime import date

    from roadmaps.forecast import PastForecast

SKILLS = [f"s{number}" for number in range(40)]


ROADMAP = make_roadmap(SKILLS, dict.fromkeys(SKILLS, 1))
GAP = measure_gap(ROADMAP, Diary().progress())


def looked_back_on(diary: Diary, *days: date) -> list[PastForecast]:
    return list(past_forecasts(ROADMAP, diary.events, days, diary.today))


@pytest.fixture(scope="module")
def steady() -> list[PastForecast]:
    """One can-do a week to the end, looked back on after ten and twenty weeks."""
    diary = Diary()
    for skill_id in SKILLS:
        diary.tick(f"{skill_id}.1").later(7)
    return looked_back_on(diary, day(70), day(140))


def test_without_past_forecasts_it_says_when_there_will_be_some() -> None:
    assert past_forecasts_text([], GAP) == NO_PAST_FORECASTS
    assert "six" in NO_PAST_FORECASTS or "6" in NO_PAST_FORECASTS


def test_the_sentence_counts_what_was_within_the_range(steady: list[PastForecast]) -> None:
    half = sum(each.left_half is Verdict.INSIDE for each in steady)
    finish = sum(each.most is Verdict.INSIDE for each in steady)
    assert past_forecasts_text(steady, GAP) == (
        f"What was left 8 weeks on: within the 50\xa0% range in {half} of 2, within the 85\xa0% range in 2 of 2. "
        f"The finish: within the 50\xa0% range in {sum(each.half is Verdict.INSIDE for each in steady)} of 2, "
        f"within the 85\xa0% range in {finish} of 2."
    )


def test_what_is_still_open_is_reported_as_open() -> None:
    diary = Diary()
    for skill_id in SKILLS[:12]:
        diary.tick(f"{skill_id}.1").later(7)
    found = looked_back_on(diary.later(1), day(83))
    assert past_forecasts_text(found, GAP) == (
        "What was left 8 weeks on isn’t known for any of them yet. "
        "You haven’t finished yet, so it’s still open whether the finish was in range."
    )
    nothing = measure_gap(ROADMAP, diary.set_aside(*SKILLS).progress())
    assert "finished" not in past_forecasts_text(found, nothing)
    assert "Nothing is in scope now" in past_forecasts_text(found, nothing)
    row = dict(zip(PAST_FORECAST_HEADERS, past_forecast_row(found[0], ISO), strict=True))
    assert (row["Finished"], row["Was left"], row["Result"]) == ("not yet", "–", "not known yet")


def test_a_row_has_the_forecast_beside_what_happened(steady: list[PastForecast]) -> None:
    row = dict(zip(PAST_FORECAST_HEADERS, past_forecast_row(steady[0], ISO), strict=True))
    low, high = steady[0].ahead.most
    assert row["Forecast of"] == "2026-03-12"
    assert row["Finished"] == str(day(39 * 7))
    assert row["Left 8 weeks on, 85\xa0%"] == f"{low}–{high}"
    assert row["Was left"] == str(steady[0].left)
    assert row["Result"] in ("within 50\xa0%", "within 85\xa0%")
    most = steady[0].forecast.most
    assert most
    assert row["Finish, 85\xa0%"] == f"{most.first} – {most.last}"


@pytest.mark.parametrize(("ticks", "words"), [(20, "below 85\xa0%"), (0, "above 85\xa0%")])
def test_a_row_says_on_which_side_of_the_range_it_was(ticks: int, words: str) -> None:
    diary = Diary()
    for skill_id in SKILLS[:12]:
        diary.tick(f"{skill_id}.1").later(7)
    made_on = diary.today
    diary.later(1)
    for skill_id in SKILLS[12 : 12 + ticks]:
        diary.tick(f"{skill_id}.1")
    (past,) = looked_back_on(diary.later(60), made_on)
    assert past_forecast_row(past, ISO)[-1] == words


def test_a_forecast_that_ends_sooner_names_the_day_of_comparison() -> None:
    diary = Diary()
    for number in range(13):
        diary.tick(*(f"s{3 * number + each}.1" for each in range(3))).later(7)
    made_on = diary.today
    (past,) = looked_back_on(diary.later(1).tick("s39.1").later(70), made_on)
    assert past.ahead.day < made_on + timedelta(weeks=8)
    row = dict(zip(PAST_FORECAST_HEADERS, past_forecast_row(past, ISO), strict=True))
    assert row["Left 8 weeks on, 85\xa0%"].endswith(f" on {past.ahead.day}")


def test_a_row_inside_the_wide_range_alone_says_so(steady: list[PastForecast]) -> None:
    past = steady[0]._replace(left_half=Verdict.EARLIER, left_most=Verdict.INSIDE)
    assert past_forecast_row(past)[-1] == "within 85\xa0%"

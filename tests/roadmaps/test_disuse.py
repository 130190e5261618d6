"""How long a skill has not been used."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.journal import Kind
from roadmaps.study import Disuse, last_use, measure_disuse
from roadmaps.study.disuse import whole_months
from tests.roadmaps.people import Diary, make_skill

SQL = make_skill("sql")
MARCH, MAY, JUNE, NOVEMBER = (date(2026, month, 1) for month in (3, 5, 6, 11))
DAYS = st.dates(date(1990, 1, 1), date(2080, 12, 31))


def study(diary: Diary, day: date, skill: str = "sql") -> None:
    diary.say(Kind.STUDY, f"session-{len(diary.events)}", {"skill": skill, "minutes": 30, "text": ""}, day)


# Months


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ((2026, 3, 15), (2026, 3, 15), 0),
        ((2026, 3, 15), (2026, 4, 14), 0),
        ((2026, 3, 15), (2026, 4, 15), 1),
        ((2025, 8, 31), (2026, 2, 27), 5),
        ((2025, 8, 31), (2026, 2, 28), 6),
        ((2023, 8, 31), (2024, 2, 28), 5),
        ((2023, 8, 31), (2024, 2, 29), 6),
        ((2025, 8, 31), (2026, 8, 30), 11),
        ((2025, 8, 31), (2026, 8, 31), 12),
        ((2024, 2, 29), (2025, 2, 28), 12),
        ((2025, 12, 31), (2026, 6, 29), 5),
        ((2025, 12, 31), (2026, 6, 30), 6),
        ((2026, 6, 1), (2026, 1, 1), 0),
    ],
)
def test_months_are_those_of_the_calendar(first: tuple[int, int, int], last: tuple[int, int, int], months: int) -> None:
    assert whole_months(date(*first), date(*last)) == months


@given(DAYS, st.integers(0, 400))
def test_a_month_ends_on_the_same_day_of_the_next_month_or_on_its_last_day(first: date, months: int) -> None:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    next_month = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last_of_month = (next_month - timedelta(days=1)).day
    due = date(year, month + 1, min(first.day, last_of_month))
    assert whole_months(first, due) == months
    assert whole_months(first, due - timedelta(days=1)) == max(0, months - 1)


@given(DAYS, DAYS)
def test_months_never_run_backwards(first: date, last: date) -> None:
    assert 0 <= whole_months(first, last) <= whole_months(first, last + timedelta(days=1))


# The last use


def test_a_skill_without_ticks_has_no_last_use() -> None:
    diary = Diary(MARCH).tick("sql.1").untick("sql.1").tick("git.1")
    study(diary, MAY)
    diary.say(Kind.STILL_CAN, "sql", "2026-05-01")
    assert last_use(SQL, diary.progress(), NOVEMBER) is None
    assert measure_disuse(SQL, diary.progress(), date(2030, 1, 1)) is None


def test_the_last_use_is_the_latest_of_tick_study_and_still_can() -> None:
    diary = Diary(NOVEMBER).tick("sql.1", on=MARCH)
    assert last_use(SQL, diary.progress(), NOVEMBER) == MARCH
    study(diary, MAY)
    study(diary, NOVEMBER, skill="git")
    assert last_use(SQL, diary.progress(), NOVEMBER) == MAY
    diary.say(Kind.STILL_CAN, "sql", "2026-06-01")
    assert last_use(SQL, diary.progress(), NOVEMBER) == JUNE
    diary.tick("sql.2")
    assert last_use(SQL, diary.progress(), NOVEMBER) == NOVEMBER
    diary.untick("sql.2")
    assert last_use(SQL, diary.progress(), NOVEMBER) == JUNE


def test_what_was_brought_counts_as_used_on_the_day_of_the_start() -> None:
    diary = Diary(MARCH).aim_at("there")
    diary.today = NOVEMBER
    diary.could_before("sql.1")
    assert last_use(SQL, diary.progress(), NOVEMBER) == MARCH
    assert measure_disuse(SQL, diary.progress(), NOVEMBER) == Disuse(MARCH, 8)


def test_disuse_shows_from_six_months_on_and_strongly_from_twelve() -> None:
    progress = Diary(date(2025, 8, 31)).tick("sql.1").progress()
    assert measure_disuse(SQL, progress, date(2026, 2, 27)) is None
    half_a_year = measure_disuse(SQL, progress, date(2026, 2, 28))
    assert half_a_year == Disuse(date(2025, 8, 31), 6)
    assert not half_a_year.is_long
    assert half_a_year.words == "not used for 6 months"
    nearly_a_year, a_year = (measure_disuse(SQL, progress, date(2026, 8, day)) for day in (30, 31))
    assert nearly_a_year
    assert not nearly_a_year.is_long
    assert a_year
    assert a_year.is_long
    assert a_year.words == "not used for 12 months"


def test_what_is_set_aside_is_not_marked() -> None:
    diary = Diary(MARCH).tick("sql.1").set_aside("sql")
    assert measure_disuse(SQL, diary.progress(), date(2030, 1, 1)) is None


def test_no_level_is_lowered() -> None:
    diary = Diary(MARCH).tick("sql.1")
    before = diary.progress()
    assert measure_disuse(SQL, before, date(2030, 1, 1))
    assert diary.progress().ticks == before.ticks


def test_a_past_day_counts_only_use_up_to_that_day() -> None:
    diary = Diary(MARCH).tick("sql.1")
    study(diary, JUNE)
    assert last_use(SQL, diary.progress(as_of=MAY), MAY) == MARCH
    assert last_use(SQL, diary.progress(as_of=JUNE), JUNE) == JUNE


def test_a_session_dated_later_does_not_count_as_use_until_its_day() -> None:
    diary = Diary(MARCH).tick("sql.1")
    study(diary, MAY)
    study(diary, NOVEMBER)
    assert last_use(SQL, diary.progress(), JUNE) == MAY
    assert last_use(SQL, diary.progress(), NOVEMBER) == NOVEMBER

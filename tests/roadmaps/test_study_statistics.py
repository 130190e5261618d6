"""Figures on logged study time."""

from __future__ import annotations

from roadmaps.forecast import measure_study
from roadmaps.journal import StudySession
from tests.roadmaps.people import day


def sessions(*days: int) -> list[StudySession]:
    return [StudySession("sql", day(each), 60, "", None) for each in days]


def test_minutes_are_counted_up_to_the_day() -> None:
    found = measure_study(sessions(0, 0, 3, 9), day(0), day(5))
    assert (found.total, found.study_days, found.between(day(1), day(5))) == (180, 2, 60)


def test_the_longest_weekday_is_none_without_study_or_in_a_tie() -> None:
    assert measure_study([], day(0), day(5)).longest_weekday is None
    assert measure_study(sessions(0, 1), day(0), day(5)).longest_weekday is None
    assert measure_study(sessions(0, 1, 8), day(0), day(9)).longest_weekday == day(1).weekday()


def test_only_ten_days_or_more_are_a_quiet_time() -> None:
    assert measure_study(sessions(0, 10), day(0), day(12)).longest_quiet(day(0)) is None
    assert measure_study(sessions(0, 11), day(0), day(12)).longest_quiet(day(0)) == (day(1), day(10))
    assert measure_study(sessions(0), day(0), day(30)).longest_quiet(day(5)) == (day(5), day(30))

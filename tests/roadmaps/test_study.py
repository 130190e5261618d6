"""Time on skills: as it is typed, stepped, listed, found and written."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.journal import Kind
from roadmaps.study import STEP, found_sessions, logged_sessions, minutes_logged, read_minutes, stepped
from roadmaps.study.study_log import MOST_MINUTES, counted_sessions
from roadmaps.text.text_format import logged_text, time_text
from tests.roadmaps.people import Diary, make_skill

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *(("45", 45), (" 45 ", 45), ("45 min", 45), ("45m", 45), ("45 Minutes", 45), ("1", 1), ("1440", 1440)),
        *(("1:30", 90), ("0:05", 5), ("10:00", 600), ("24:00", 1440)),
        *(("1h", 60), ("1 h", 60), ("2 hours", 120), ("1h 30", 90), ("1 h 30 min", 90), ("1h30m", 90), ("1 h 05", 65)),
        *(("1.5 h", 90), ("1,5h", 90), ("0.25 hours", 15), ("1.33 h", 80), ("2,5", 150), ("2.5", 150), ("2٫5 h", 150)),
        *(("٤٥", 45), ("1 hr and 30 min", 90), ("1:30 h", 90), ("1\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30", 90)),
        *(("１：３０", 90), ("1 hour, 30 minutes", 90), ("45 min.", 45)),
    ],
)
def test_a_time_is_read_as_people_type_it(text: str, minutes: int) -> None:
    assert read_minutes(text) == minutes


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        "1:60",
        "1:5",
        "1 h 75",
        "1.5 min",
        "1.250",
        "-5",
        "45 s",
        "1:30:00",
        "1 h 30 h",
        "1²",
        "1e2",
        "h",
        "1..5 h",
        "<b>1</b>",
    ],
)
def test_anything_but_a_duration_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"^This is not a duration\. Type minutes \(45\), or hours and minutes"):
        read_minutes(text)


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_field_is_reported(text: str) -> None:
    with pytest.raises(ValueError, match="Type how long it was"):
        read_minutes(text)


@pytest.mark.parametrize("text", ["0", "0:00", "0 h", "1441", "24:01", "25 h", "9999", "99999", "25,5", "99:00"])
def test_a_session_lasts_a_minute_to_a_day(text: str) -> None:
    with pytest.raises(ValueError, match="from 1 minute to 24 hours"):
        read_minutes(text)


@given(st.integers(1, MOST_MINUTES))
def test_a_time_is_read_as_it_is_written(minutes: int) -> None:
    assert read_minutes(time_text(minutes)) == minutes


@given(st.text("0123456789:.,hmin ", max_size=9))
def test_any_text_is_a_duration_within_a_day_or_is_refused(text: str) -> None:
    minutes = 1
    with contextlib.suppress(ValueError):
        minutes = read_minutes(text)
    assert 1 <= minutes <= MOST_MINUTES


def test_steps_go_to_whole_quarters_of_an_hour_and_stay_within_a_day() -> None:
    assert [stepped(minutes, 1) for minutes in (1, 15, 40, 45, 1440)] == [15, 30, 45, 60, 1440]
    assert [stepped(minutes, -1) for minutes in (1440, 50, 45, 20, 15, 3)] == [1425, 45, 30, 15, 15, 15]
    assert stepped(0, 1) == STEP


def test_times_are_written_alike_and_sums_in_tenths_of_an_hour() -> None:
    assert [time_text(minutes) for minutes in (5, 59, 60, 65, 110, 1440)] == [
        "5\xa0min", "59\xa0min", "1\xa0h\xa000", "1\xa0h\xa005", "1\xa0h\xa050", "24\xa0h\xa000",
    ]  # fmt: skip
    assert [logged_text(minutes) for minutes in (45, 60, 63, 62, 90, 390, 6000)] == [
        "45\xa0min", "1\xa0h", "1.1\xa0h", "1\xa0h", "1.5\xa0h", "6.5\xa0h", "100\xa0h",
    ]  # fmt: skip


def diary() -> Diary:
    """Three sessions on two skills; the second day was logged in two parts."""
    person = Diary(JUNE)
    for id, skill, minutes, text, day in (
        ("a", "sql", 30, "Joins, Résumé", MAY),
        ("b", "git", 45, "rebase", JUNE),
        ("c", "sql", 60, "windows", JUNE),
    ):
        link = "https://example.org/joins" if id == "a" else None
        person.say(Kind.STUDY, id, {"skill": skill, "minutes": minutes, "text": text, "link": link}, day)
    return person


def test_the_latest_day_comes_first_and_within_a_day_the_last_recorded() -> None:
    progress = diary().progress()
    assert [each.id for each in logged_sessions(progress)] == ["c", "b", "a"]
    assert [each.id for each in logged_sessions(progress, "sql")] == ["c", "a"]
    assert logged_sessions(progress, "r") == []
    assert minutes_logged(logged_sessions(progress, "sql"), JUNE) == 90
    assert minutes_logged([], JUNE) == 0


def test_a_session_dated_later_is_listed_and_counts_from_its_day_on() -> None:
    progress = diary().progress()
    assert [each.id for each in counted_sessions(logged_sessions(progress), MAY)] == ["a"]
    assert minutes_logged(logged_sessions(progress), MAY) == 30
    assert minutes_logged(logged_sessions(progress), JUNE) == 135


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        *(("", "cba"), ("sql", "ca"), ("SQL resume", "a"), ("rebase", "b"), ("example.org", "a"), ("nothing", "")),
        *(("windows sql", "c"), ("lost", "")),
    ],
)
def test_sessions_are_found_by_skill_words_and_link(query: str, ids: str) -> None:
    skills = {"sql": make_skill("sql"), "git": make_skill("git")}
    found = found_sessions(logged_sessions(diary().progress()), query, skills)
    assert "".join(each.id for each in found) == ids


def test_a_session_on_a_skill_that_is_not_in_the_catalogue_is_found_by_its_id() -> None:
    assert [each.id for each in found_sessions(logged_sessions(diary().progress()), "git", {})] == ["b"]

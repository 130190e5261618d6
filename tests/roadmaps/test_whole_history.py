"""The whole history, in words, event by event."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from roadmaps.catalogue import load_catalogue
from roadmaps.journal import NOT_UNDERSTOOD, Event, History, Kind, Names, in_order
from tests.store.sayings import say_many

if TYPE_CHECKING:
    from roadmaps.journal import HistoryEntry

TINY = Path(__file__).parent / "tiny"
CATALOGUE = load_catalogue(TINY)
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


def event(number: int, kind: str, subject: str, value: object, day: date = JUNE, held: date | None = None) -> Event:
    return Event(f"{number:04}", number, day, kind, subject, held or day, value)  # type: ignore[arg-type]  # any JSON


def told(*events: Event) -> list[HistoryEntry]:
    history = History(Names(CATALOGUE))
    history.follow(in_order(events))
    return [history.entry(place) for place in range(len(history))]


@pytest.mark.parametrize(
    ("kind", "subject", "value", "about", "text"),
    [
        (Kind.CAN_DO, "hygiene.clean-bench", "on 2026-06-01", "Hygiene", "Ticked level 1"),
        (Kind.CAN_DO, "hygiene.clean-bench", "before", "Hygiene", "Level 1: could already do it"),
        (Kind.CAN_DO, "gone.for-ever", "no", "gone.for-ever", "Unticked level 0"),
        (Kind.SET_ASIDE, "hygiene", True, "Hygiene", "Set aside"),
        (Kind.NOTE, "hygiene", "x", "Hygiene", "Note written"),
        (Kind.SET_ASIDE, "gone", True, "gone", "Set aside"),
        (Kind.NOTE, "gone", "what was noted", "gone", "Note written"),
        (Kind.EVIDENCE_CHECK, "gone.check", False, "gone.check", "Unticked"),
        (Kind.CHOICE, "grain", "wheat", "Grain", "Wheat chosen"),
        (Kind.CHOICE, "grain", None, "Grain", "Choice left open"),
        (Kind.GOAL, "goal", "baker-to-brewer", "Goal", "Baker to brewer"),
        (Kind.GOAL, "goal", None, "Goal", "No goal"),
        (Kind.QUICK_ANSWER, "hygiene", 2, "Hygiene", "Quick assess: level 2"),
        (Kind.QUICK_ANSWER, "hygiene", "skip", "Hygiene", "Quick assess: skipped"),
        (Kind.QUICK_ANSWER, "hygiene", None, "Hygiene", "Quick assess: answer removed"),
        (Kind.SITUATION, "early-morning", "baker", "Which suits me?", "Morning: Baker"),
        (Kind.SITUATION, "early-morning", "either", "Which suits me?", "Morning: either"),
        (Kind.SITUATION, "early-morning", None, "Which suits me?", "Morning: answer removed"),
        (Kind.MILESTONE, "water-boiled", "on 2026-06-01", "Boiled water", "Reached"),
        (Kind.MILESTONE, "water-boiled", "no", "Boiled water", "Taken back"),
        (
            Kind.EVIDENCE_CHECK,
            "water-boiled.clean-vessel",
            True,
            "Boiled water",
            "Ticked: Nothing grew in the vessel",
        ),
        (Kind.PLAN, "hours-a-week", 8, "Plan", "Hours a week: 8"),
        (Kind.WEEK_OFF, "2026-08-03", True, "Plan", "Week of 3 Aug 2026 off"),
        (Kind.TARGET_DATE, "baker-to-brewer", "2027-01-01", "Plan", "Target 1 Jan 2027"),
        (Kind.PLAN_START, "baker-to-brewer", None, "Plan", "Start cleared"),
        ("from another version", "x", 1, "x", NOT_UNDERSTOOD),
        (Kind.CAN_DO, "hygiene.clean-bench", "maybe", "hygiene.clean-bench", NOT_UNDERSTOOD),
    ],
)
def test_an_event_is_listed_as_recorded(kind: str, subject: str, value: object, about: str, text: str) -> None:
    (only,) = told(event(1, kind, subject, value))
    assert (only.about, only.text, only.said_on) == (about, text, JUNE)


def test_a_session_is_listed_when_it_is_logged_changed_and_removed() -> None:
    session = {"skill": "hygiene", "minutes": 45, "text": "Cleaned", "link": None}
    deeds = told(
        event(1, Kind.STUDY, "s", session, held=MAY),
        event(2, Kind.STUDY, "s", {**session, "minutes": 60}),
        event(3, Kind.STUDY, "s", None),
        event(4, Kind.STUDY, "s", None),
    )
    assert [each.text for each in deeds] == [
        "Removed",
        "Removed 1\xa0h\xa000, Cleaned",
        "Changed to 1\xa0h\xa000, Cleaned",
        "Logged 45\xa0min, Cleaned",
    ]
    assert [each.about for each in deeds[1:]] == ["Hygiene"] * 3
    assert deeds[-1].day == MAY


def test_nothing_is_left_out_and_the_newest_comes_first() -> None:
    events = say_many(300)
    deeds = told(*events)
    assert [each.event for each in deeds] == sorted(events, key=lambda each: each.order, reverse=True)
    assert all(each.about and each.text for each in deeds)


def test_words_are_found_in_the_heading_and_in_the_text_of_an_entry() -> None:
    history = History(Names(CATALOGUE))
    said = [
        event(1, Kind.SET_ASIDE, "hygiene", True), event(2, Kind.SET_ASIDE, "weighing", True),
        event(3, Kind.NOTE, "hygiene", "x"),
    ]  # fmt: skip
    history.follow(said)
    assert list(history.found("HYGIENE")) == [0, 2]
    assert list(history.found("hygiene aside")) == [2]
    assert list(history.found("")) == [0, 1, 2]
    history.follow([*said, event(4, Kind.SET_ASIDE, "hygiene", False)])
    assert list(history.found("hygiene")) == [0, 1, 3]


def test_a_history_built_step_by_step_equals_one_built_at_once() -> None:
    events = say_many(400)
    history = History(Names(CATALOGUE))
    for end in (0, 1, 50, 399, 400, 120, 400):  # a restore goes back
        history.follow(events[:end])
        assert [history.entry(place) for place in range(len(history))] == told(*events[:end])

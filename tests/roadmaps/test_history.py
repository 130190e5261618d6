"""The history of a skill, in words."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.catalogue import Choice, EvidenceCheck, Milestone, load_catalogue
from roadmaps.journal import History, Kind, Names, in_order, read_event
from tests.roadmaps.people import Diary, make_roadmap, make_skill

if TYPE_CHECKING:
    import pytest

    from roadmaps.catalogue import Skill
    from roadmaps.journal import Event, HistoryEntry, Json

MAY, JUNE, AUGUST = (date(2026, month, 1) for month in (5, 6, 8))
SQL, AWS = make_skill("sql"), make_skill("aws")
CLOUD = Choice("cloud", "Cloud", "cloud", ("aws", "azure"), "")
BEER = Milestone(
    "first-beer",
    "A beer to drink",
    "First beer",
    "Brew it.",
    (EvidenceCheck("first-beer.second-glass", "Asked for"), EvidenceCheck("first-beer.clear-glass", "Clear")),
)
ROADMAP = make_roadmap([SQL, AWS], core={"sql": 3}, stages=[{"sql": 3}])
CATALOGUE = replace(
    load_catalogue(Path(__file__).parent / "tiny"),
    skills={skill.id: skill for skill in (SQL, AWS)},
    choices={"cloud": CLOUD},
    roadmaps={"there": replace(ROADMAP, stages=(ROADMAP.stages[0]._replace(milestone=BEER),))},
)


class Line(NamedTuple):
    """An entry as a page of a skill or a milestone shows it."""

    said_on: date
    text: str
    day: date | None = None


def lines(entries: list[HistoryEntry]) -> list[Line]:
    return [Line(entry.said_on, entry.text, entry.day) for entry in entries]


def history(events: list[Event]) -> History:
    history = History(Names(CATALOGUE))
    history.follow(in_order(events))
    return history


def of_skill(events: list[Event], skill: Skill, choice: Choice | None = None) -> list[Line]:
    return lines(history(events).of_skill(skill, choice))


def of_milestone(events: list[Event]) -> list[Line]:
    return lines(history(events).of_milestone(BEER))


def texts(told: list[Line]) -> list[str]:
    return [line.text for line in told]


def test_no_events_make_no_history() -> None:
    assert of_skill([], SQL) == []


def test_ticks_and_unticks_are_listed_newest_first() -> None:
    diary = Diary(MAY).could_before("sql.1").tick("sql.2")
    diary.today = JUNE
    diary.untick("sql.2")
    assert of_skill(diary.events, SQL) == [
        Line(JUNE, "Unticked level 2"),
        Line(MAY, "Ticked level 2"),
        Line(MAY, "Level 1: could already do it"),
    ]


def test_a_back_dated_tick_is_listed_with_both_days() -> None:
    diary = Diary(AUGUST).tick("sql.3", on=MAY)
    assert of_skill(diary.events, SQL) == [Line(AUGUST, "Ticked level 3", MAY)]


def test_a_correction_is_listed_as_recorded() -> None:
    diary = Diary(AUGUST).tick("sql.1").correct("sql.1", to=MAY)
    assert of_skill(diary.events, SQL) == [
        Line(AUGUST, "Ticked level 1", MAY),
        Line(AUGUST, "Unticked level 1"),
        Line(AUGUST, "Ticked level 1"),
    ]


def test_setting_aside_counting_in_and_notes_are_listed() -> None:
    diary = Diary(MAY).set_aside("sql").bring_back("sql").count_in("sql").undo()
    diary.say(Kind.NOTE, "sql", "a thought")
    diary.say(Kind.NOTE, "sql", "")
    assert texts(of_skill(diary.events, SQL)[::-1]) == [
        "Set aside",
        "Brought back",
        "Counted in",
        "No longer counted in",
        "Note written",
        "Note removed",
    ]


def test_the_history_of_a_choice_is_listed_from_each_members_side() -> None:
    diary = Diary(MAY).choose("cloud", "aws").choose("cloud", "azure").choose("cloud", None)
    assert texts(of_skill(diary.events, AWS, CLOUD)) == ["Choice left open", "Another was chosen", "Chosen"]
    assert of_skill(diary.events, AWS) == []
    assert of_skill(diary.events, SQL) == []


def test_time_is_listed_as_it_was_logged_changed_moved_and_removed() -> None:
    diary = Diary(MAY)

    def say(value: Json, on: date) -> None:
        diary.say(Kind.STUDY, "session-1", value, on)

    say({"skill": "sql", "minutes": 90, "text": "joins", "link": None}, MAY)
    diary.today = JUNE
    say({"skill": "sql", "minutes": 45, "text": "", "link": None}, MAY)
    say(None, MAY)
    say({"skill": "sql", "minutes": 45, "text": "", "link": None}, JUNE)
    say({"skill": "aws", "minutes": 45, "text": "", "link": None}, JUNE)
    say(None, JUNE)
    assert of_skill(diary.events, SQL) == [
        Line(JUNE, "Removed 45\xa0min"),  # it became one on another skill
        Line(JUNE, "Logged 45\xa0min"),
        Line(JUNE, "Removed 45\xa0min"),
        Line(JUNE, "Changed to 45\xa0min", MAY),
        Line(MAY, "Logged 1\xa0h\xa030, joins"),
    ]
    assert of_skill(diary.events, AWS) == [
        Line(JUNE, "Removed 45\xa0min"),
        Line(JUNE, "Logged 45\xa0min"),
    ]


def test_evidence_is_listed_with_its_level_and_address() -> None:
    diary = Diary(MAY)
    diary.say(Kind.EVIDENCE, "piece-1", {"can_do": "sql.2", "address": "https://example.org/a"})
    diary.say(Kind.EVIDENCE, "piece-2", {"can_do": "aws.1", "address": "https://example.org/c"})
    diary.say(Kind.EVIDENCE, "piece-1", {"can_do": "sql.2", "address": "https://example.org/b"})
    diary.say(Kind.EVIDENCE, "piece-1", None)
    assert texts(of_skill(diary.events, SQL)) == [
        "Evidence for level 2 removed: https://example.org/b",
        "Evidence for level 2 changed to https://example.org/b",
        "Evidence for level 2 added: https://example.org/a",
    ]


def test_still_can_is_listed_and_undone_even_where_an_earlier_one_holds_again() -> None:
    diary = Diary(MAY)
    diary.say(Kind.STILL_CAN, "sql", "2026-05-01")
    diary.today = JUNE
    diary.say(Kind.STILL_CAN, "sql", "2026-06-01")
    diary.say(Kind.STILL_CAN, "sql", "2026-05-01")
    diary.say(Kind.STILL_CAN, "sql", None, MAY)
    assert of_skill(diary.events, SQL) == [
        Line(JUNE, "No longer marked as current"),
        Line(JUNE, "No longer marked as current"),
        Line(JUNE, "Marked as current"),
        Line(MAY, "Marked as current"),
    ]


def test_events_about_other_subjects_are_left_out() -> None:
    diary = Diary(MAY).tick("git.1").set_aside("git").aim_at("sql").choose("engine", "sql")
    diary.say("horoscope", "sql", "good")
    diary.say(Kind.STUDY, "sql", {"skill": "git", "minutes": 5, "text": ""})
    diary.say(Kind.CAN_DO, "sql", "before")
    diary.say(Kind.NOTE, "sql.1", "a note on a can-do")
    diary.say(Kind.SET_ASIDE, "cloud", True)
    assert of_skill(diary.events, SQL, CLOUD) == []


def test_what_is_not_counted_is_not_listed() -> None:
    diary = Diary(MAY)
    diary.say(Kind.CAN_DO, "sql.1", "maybe")
    diary.say(Kind.SET_ASIDE, "sql", "yes")
    diary.say(Kind.COUNTED_IN, "sql", 1)
    diary.say(Kind.NOTE, "sql", 7)
    diary.say(Kind.CHOICE, "cloud", ["aws"])
    diary.say(Kind.STUDY, "session-1", {"skill": "sql", "minutes": "long", "text": ""})
    diary.say(Kind.EVIDENCE, "piece-1", {"can_do": "sql.1", "address": ""})
    diary.say(Kind.STILL_CAN, "sql", "yes")
    assert len(diary.progress().unknown) == 8
    assert of_skill(diary.events, SQL, CLOUD) == []


def test_entries_are_in_the_order_of_recording_whatever_the_order_of_the_list() -> None:
    diary = Diary(MAY).tick("sql.1").untick("sql.1").tick("sql.2").could_before("sql.3").set_aside("sql")
    mixed = random.Random(1).sample(diary.events, len(diary.events))
    assert of_skill(mixed, SQL) == of_skill(diary.events, SQL)


def test_the_history_of_a_skill_reads_its_own_events_and_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Event] = []

    def count(event: Event) -> object:
        read.append(event)
        return read_event(event)

    monkeypatch.setattr("roadmaps.journal.history.read_event", count)
    diary = Diary(MAY).tick("sql.1", "sql.2").set_aside("sql").tick(*(f"other-{number}.1" for number in range(500)))
    told = history(diary.events)
    told.of_skill(SQL)
    assert read == diary.events[:3][::-1]
    diary.untick("sql.1")
    read.clear()
    told.follow(diary.events)
    assert texts(lines(told.of_skill(SQL)))[0] == "Unticked level 1"
    assert len(read) == 4
    read.clear()
    assert told.value_before(diary.events[-1]) == "on 2026-05-01"
    assert len(read) <= 2


def test_a_milestones_history_has_its_own_checks_only_newest_first() -> None:
    diary = Diary(MAY)
    diary.say(Kind.EVIDENCE_CHECK, "first-beer.clear-glass", True)
    diary.say(Kind.EVIDENCE_CHECK, "another.clear-glass", True)
    diary.say(Kind.MILESTONE, "first-beer", "on 2026-05-01")
    diary.today = JUNE
    diary.say(Kind.MILESTONE, "first-beer", "no")
    diary.say(Kind.MILESTONE, "first-beer", "before")
    diary.say(Kind.MILESTONE, "another", "before")
    diary.say(Kind.MILESTONE, "first-beer", "on 2026-05-01", MAY)
    diary.say(Kind.EVIDENCE_CHECK, "first-beer.clear-glass", False)
    assert of_milestone(diary.events) == [
        Line(JUNE, "Unticked check 2"),
        Line(JUNE, "Reached", MAY),
        Line(JUNE, "Reached before starting here"),
        Line(JUNE, "Taken back"),
        Line(MAY, "Reached"),
        Line(MAY, "Ticked check 2"),
    ]


def test_a_milestone_event_that_cannot_be_read_is_not_listed() -> None:
    diary = Diary(MAY)
    diary.say(Kind.MILESTONE, "first-beer", "soon")
    diary.say(Kind.EVIDENCE_CHECK, "first-beer.clear-glass", 7)
    assert of_milestone(diary.events) == []


def test_the_value_before_an_entry_is_what_an_undo_writes() -> None:
    diary = Diary(MAY)
    session: Json = {"skill": "sql", "minutes": 30, "text": "", "link": None}
    first = diary.say(Kind.STUDY, "s1", session)
    second = diary.say(Kind.STUDY, "s1", None)
    ticked = diary.say(Kind.CAN_DO, "sql.1", "before")
    found = history(diary.events)
    assert [found.value_before(event) for event in (first, second, ticked)] == [None, session, "no"]


def test_a_new_order_of_next_up_is_named() -> None:
    diary = Diary(MAY)
    diary.say(Kind.PLAN, "next-up-order", "opens-most")
    assert history(diary.events).entry(0).text == "Next up order: opens most"

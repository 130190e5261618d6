"""What a user's events add up to: today, at any moment, and as of any day."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from roadmaps.journal import NO_PROGRESS, OWN_KINDS, Event, Evidence, Kind, StudySession, Tick, replay
from tests.examples import examples
from tests.roadmaps.people import Diary, day

if TYPE_CHECKING:
    import random

    from roadmaps.journal import Json, Progress

MAY, JUNE, AUGUST, SEPTEMBER = (date(2026, month, 1) for month in (5, 6, 8, 9))


# What holds


def test_no_events_mean_nothing_ticked() -> None:
    progress = replay([])
    assert progress == NO_PROGRESS
    assert (progress.ticks, progress.goal, progress.started_on, progress.is_measured) == ({}, None, None, False)


def test_the_last_word_wins() -> None:
    diary = Diary(MAY).tick("sql.1").untick("sql.1").could_before("sql.1")
    assert diary.progress().ticks == {"sql.1": Tick(None)}


def test_events_are_ordered_by_stamp_and_not_by_place_in_the_list() -> None:
    diary = Diary(MAY).tick("sql.1").untick("sql.1")
    assert replay(reversed(diary.events)).ticks == {}


def test_answers_hold_from_the_day_on_which_they_were_given() -> None:
    diary = Diary(MAY)
    diary.say(Kind.QUICK_ANSWER, "git", 2)
    diary.say(Kind.SITUATION, "thanks", "data-scientist")
    diary.today = AUGUST
    diary.say(Kind.QUICK_ANSWER, "git", 3)
    diary.say(Kind.SITUATION, "thanks", "either")
    assert diary.progress(as_of=JUNE).quick_answers == {"git": 2}
    assert diary.progress(as_of=JUNE).answers == {"thanks": "data-scientist"}
    assert diary.progress().quick_answers == {"git": 3}
    assert diary.progress(as_of=date(2026, 4, 30)).answers == {}


def test_a_milestone_and_its_evidence_hold_from_their_effective_day() -> None:
    diary = Diary(AUGUST)
    diary.say(Kind.MILESTONE, "first-beer", "on 2026-06-01", JUNE)
    diary.say(Kind.MILESTONE, "clean-start", "before")
    diary.say(Kind.EVIDENCE_CHECK, "first-beer.blind-tasting", True)
    assert diary.progress().milestones == {"first-beer": Tick(JUNE), "clean-start": Tick(None)}
    assert diary.progress().evidence_checks == {"first-beer.blind-tasting"}
    assert diary.progress(as_of=JUNE).milestones == {"first-beer": Tick(JUNE)}
    assert diary.progress(as_of=MAY).milestones == {}
    assert not diary.progress().is_measured, "a milestone is not part of readiness"
    diary.say(Kind.MILESTONE, "first-beer", "no")
    diary.say(Kind.EVIDENCE_CHECK, "first-beer.blind-tasting", False)
    assert diary.progress().milestones == {"clean-start": Tick(None)}
    assert diary.progress().evidence_checks == frozenset()


def test_every_kind_is_kept() -> None:
    diary = Diary(MAY).tick("sql.1").set_aside("r", "go").bring_back("go").count_in("julia")
    diary.choose("cloud", "aws").aim_at("there")
    diary.say(Kind.NOTE, "sql", "read the manual")
    diary.say(Kind.STUDY, "session-1", {"skill": "sql", "minutes": 50, "text": "joins", "link": None}, JUNE)
    diary.say(Kind.EVIDENCE, "piece-1", {"can_do": "sql.1", "address": "https://example.org/joins"})
    diary.say(Kind.STILL_CAN, "sql", "2026-05-01")
    progress = diary.progress()
    assert progress.evidence == {"piece-1": Evidence("sql.1", "https://example.org/joins")}
    assert progress.still_can == {"sql": MAY}
    assert progress.ticks == {"sql.1": Tick(MAY)}
    assert progress.set_aside == {"r"}
    assert progress.counted_in == {"julia"}
    assert progress.choices == {"cloud": "aws"}
    assert progress.notes == {"sql": "read the manual"}
    assert progress.study == {"session-1": StudySession("sql", JUNE, 50, "joins", None)}
    assert progress.goal == "there"
    assert progress.unknown == ()


def test_a_value_that_is_taken_back_leaves_nothing_behind() -> None:
    diary = Diary(MAY).choose("cloud", "aws").choose("cloud", None)
    for value in ("a thought", ""):
        diary.say(Kind.NOTE, "sql", value)
    diary.say(Kind.STUDY, "session-1", {"skill": "sql", "minutes": 50, "text": "", "link": "https://example.org"})
    diary.say(Kind.STUDY, "session-1", None)
    diary.say(Kind.EVIDENCE, "piece-1", {"can_do": "sql.1", "address": "https://example.org/joins"})
    diary.say(Kind.EVIDENCE, "piece-1", None)
    diary.say(Kind.STILL_CAN, "sql", "2026-05-01")
    diary.say(Kind.STILL_CAN, "sql", None)
    progress = diary.progress()
    assert (progress.choices, progress.notes, progress.study) == ({}, {}, {})
    assert (progress.evidence, progress.still_can) == ({}, {})


def test_the_start_is_the_day_of_the_first_event_whatever_day_is_shown() -> None:
    diary = Diary(MAY).aim_at("there").later(40).tick("sql.1", on=date(2026, 4, 1))
    assert diary.progress().started_on == MAY
    assert diary.progress(as_of=date(2026, 4, 15)).started_on == MAY


def test_a_past_day_is_viewed_with_the_current_goal() -> None:
    diary = Diary(MAY).aim_at("there").later(40).aim_at("back again")
    assert diary.progress(as_of=MAY).goal == "back again"
    assert diary.progress(as_of=date(2026, 1, 1)).goal == "back again"


def test_it_is_measured_from_the_first_tick_or_untick_on() -> None:
    assert not Diary(MAY).aim_at("there").set_aside("r").progress().is_measured
    assert Diary(MAY).tick("sql.1").progress().is_measured
    assert Diary(MAY).untick("sql.1").progress().is_measured


def test_an_undo_writes_the_previous_value_of_the_subject() -> None:
    session: Json = {"skill": "sql", "minutes": 50, "text": "joins", "link": "https://example.org"}
    diary = Diary(MAY).tick("sql.1").could_before("sql.2").set_aside("r").count_in("go").choose("cloud", "aws")
    diary.aim_at("there")
    diary.say(Kind.NOTE, "sql", "a thought")
    diary.say(Kind.STUDY, "session-1", session)
    diary.say(Kind.EVIDENCE, "piece-1", {"can_do": "sql.1", "address": "https://example.org/joins"})
    diary.say(Kind.STILL_CAN, "sql", "2026-05-01")
    progress = diary.progress()
    said = {(event.kind, event.subject): progress.value_of(event.kind, event.subject) for event in diary.events}
    assert said == {(event.kind, event.subject): event.value for event in diary.events}


def test_a_quick_answer_is_kept_beside_the_ticks_and_zero_is_an_answer() -> None:
    diary = Diary()
    diary.say(Kind.QUICK_ANSWER, "git", 0)
    diary.say(Kind.QUICK_ANSWER, "sql", "skip")
    diary.say(Kind.QUICK_ANSWER, "r", 2)
    diary.say(Kind.QUICK_ANSWER, "r", None)
    assert diary.progress().quick_answers == {"git": 0, "sql": "skip"}
    assert diary.progress().ticks == {}
    assert diary.progress().is_measured


def test_the_last_answer_to_a_situation_holds_until_it_is_undone() -> None:
    diary = Diary()
    diary.say(Kind.SITUATION, "thanks", "data-scientist")
    diary.say(Kind.SITUATION, "thanks", "either")
    diary.say(Kind.SITUATION, "new-data", "ml-engineer")
    assert diary.progress().answers == {"thanks": "either", "new-data": "ml-engineer"}
    diary.say(Kind.SITUATION, "new-data", None)
    assert diary.progress().answers == {"thanks": "either"}
    assert not diary.progress().is_measured, "an inclination is no skill"


def test_what_was_never_recorded_has_the_default_value() -> None:
    values = {kind: NO_PROGRESS.value_of(kind, "anything") for kind in Kind}
    assert values == {
        Kind.CAN_DO: "no",
        Kind.SET_ASIDE: False,
        Kind.COUNTED_IN: False,
        Kind.CHOICE: None,
        Kind.NOTE: "",
        Kind.GOAL: None,
        Kind.STUDY: None,
        Kind.SITUATION: None,
        Kind.QUICK_ANSWER: None,
        Kind.MILESTONE: "no",
        Kind.EVIDENCE_CHECK: False,
        Kind.PLAN: None,
        Kind.WEEK_OFF: False,
        Kind.PLAN_START: None,
        Kind.TARGET_DATE: None,
        Kind.MOVED: None,
        Kind.EVIDENCE: None,
        Kind.STILL_CAN: None,
        Kind.AD_KEPT: None,
        Kind.PHRASE_DISMISSED: False,
        Kind.PHRASE_TAUGHT: None,
        Kind.ASKED_LEVEL: None,
        Kind.AD_READ_WHOLE: False,
        **dict.fromkeys(OWN_KINDS),
    }


# What is not understood


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("horoscope", "good"),
        ("", "no"),
        ("CAN_DO", "before"),
        (Kind.CAN_DO, "maybe"),
        (Kind.CAN_DO, "on someday"),
        (Kind.CAN_DO, "on 2026-02-30"),
        (Kind.CAN_DO, None),
        (Kind.CAN_DO, True),
        (Kind.CAN_DO, {"level": 2}),
        (Kind.SET_ASIDE, "yes"),
        (Kind.SET_ASIDE, 1),
        (Kind.SET_ASIDE, None),
        (Kind.COUNTED_IN, 0),
        (Kind.COUNTED_IN, []),
        (Kind.CHOICE, 3),
        (Kind.CHOICE, ["aws"]),
        (Kind.NOTE, False),
        (Kind.GOAL, {"roadmap": "there"}),
        (Kind.SITUATION, 1),
        (Kind.MILESTONE, True),
        (Kind.MILESTONE, "on 2026-02-30"),
        (Kind.EVIDENCE_CHECK, "before"),
        (Kind.EVIDENCE_CHECK, 1),
        (Kind.QUICK_ANSWER, 4),
        (Kind.QUICK_ANSWER, True),
        (Kind.QUICK_ANSWER, 1.0),
        (Kind.QUICK_ANSWER, "2"),
        (Kind.STUDY, "an hour"),
        (Kind.STUDY, []),
        (Kind.STUDY, {}),
        (Kind.STUDY, {"skill": "sql", "text": ""}),
        (Kind.STUDY, {"skill": "sql", "minutes": "50", "text": ""}),
        (Kind.STUDY, {"skill": "sql", "minutes": 2.5, "text": ""}),
        (Kind.STUDY, {"skill": "sql", "minutes": True, "text": ""}),
        (Kind.STUDY, {"skill": "sql", "minutes": -5, "text": ""}),
        (Kind.STUDY, {"skill": None, "minutes": 50, "text": ""}),
        (Kind.STUDY, {"skill": "sql", "minutes": 50, "text": None}),
        (Kind.STUDY, {"skill": "sql", "minutes": 50, "text": "", "link": 7}),
        (Kind.PLAN, 8),
        (Kind.WEEK_OFF, True),
        (Kind.PLAN_START, "2026-13-01"),
        (Kind.TARGET_DATE, 2027),
        (Kind.MOVED, "docker"),
        (Kind.EVIDENCE, "https://example.org"),
        (Kind.EVIDENCE, {"can_do": "sql.1"}),
        (Kind.EVIDENCE, {"can_do": "sql.1", "address": ""}),
        (Kind.EVIDENCE, {"can_do": 1, "address": "https://example.org"}),
        (Kind.EVIDENCE, {"can_do": "sql.1", "address": ["https://example.org"]}),
        (Kind.STILL_CAN, True),
        (Kind.STILL_CAN, "2026-02-30"),
        (Kind.STILL_CAN, "20260501"),
        (Kind.STILL_CAN, "on 2026-05-01"),
        (Kind.AD_KEPT, {"text": "Python"}),
        (Kind.AD_KEPT, {"text": "Python", "title": "", "employer": "", "address": "", "day": "May"}),
        (Kind.AD_KEPT, "Python"),
        (Kind.PHRASE_DISMISSED, None),
        (Kind.PHRASE_TAUGHT, False),
        (Kind.ASKED_LEVEL, 0),
        (Kind.ASKED_LEVEL, True),
        (Kind.AD_READ_WHOLE, "yes"),
    ],
)
def test_unknown_kinds_and_malformed_values_are_kept_and_never_counted(kind: str, value: Json) -> None:
    diary = Diary(MAY).tick("sql.1").set_aside("sql").count_in("sql").choose("sql", "aws").aim_at("there")
    diary.say(Kind.NOTE, "sql", "a thought")
    diary.say(Kind.STUDY, "sql", {"skill": "sql", "minutes": 50, "text": ""})
    understood = diary.progress()
    strange = diary.say(kind, "sql", value)
    assert understood.unknown == ()
    assert diary.progress() == replace(understood, unknown=(strange,))


def test_a_malformed_tick_is_not_a_first_tick() -> None:
    diary = Diary(MAY)
    diary.say(Kind.CAN_DO, "sql.1", "maybe")
    assert not diary.progress().is_measured


def test_an_unknown_event_is_shown_from_its_day_on() -> None:
    diary = Diary(MAY)
    strange = diary.say("horoscope", "taurus", "good")
    assert diary.progress(as_of=MAY - timedelta(days=1)).unknown == ()
    assert diary.progress(as_of=MAY).unknown == (strange,)


# As of a day, by examples


def test_a_tick_is_seen_from_its_day_on() -> None:
    diary = Diary(MAY).tick("sql.1").later(200)
    assert seen(diary, "sql.1", MAY - timedelta(days=1), MAY, SEPTEMBER) == ["no", "2026-05-01", "2026-05-01"]


def test_a_back_dated_tick_shows_where_it_belongs() -> None:
    diary = Diary(SEPTEMBER).tick("sql.1", on=MAY)
    assert seen(diary, "sql.1", date(2026, 4, 30), MAY, AUGUST) == ["no", "2026-05-01", "2026-05-01"]


def test_what_was_brought_is_shown_from_the_day_of_the_start() -> None:
    diary = Diary(MAY).aim_at("there")
    diary.today = AUGUST
    diary.could_before("sql.1")
    assert seen(diary, "sql.1", date(2026, 4, 30), MAY, AUGUST) == ["no", "before", "before"]


def test_an_untick_in_august_leaves_may_as_it_was() -> None:
    diary = Diary(MAY).tick("sql.1")
    diary.today = AUGUST
    diary.untick("sql.1")
    assert seen(diary, "sql.1", MAY, date(2026, 7, 31), AUGUST) == ["2026-05-01", "2026-05-01", "no"]
    assert diary.progress().ticks == {}


def test_a_day_corrected_to_an_earlier_one_is_seen_from_there() -> None:
    diary = Diary(AUGUST).tick("sql.1").correct("sql.1", to=MAY)
    assert [event.value for event in diary.events] == ["on 2026-08-01", "no", "on 2026-05-01"]
    assert [event.effective_on for event in diary.events] == [AUGUST, AUGUST, MAY]
    assert seen(diary, "sql.1", date(2026, 4, 30), MAY, AUGUST, SEPTEMBER) == ["no", *["2026-05-01"] * 3]


def test_a_day_corrected_to_a_later_one_is_not_seen_before_it() -> None:
    diary = Diary(MAY).tick("sql.1")
    diary.today = SEPTEMBER
    diary.correct("sql.1", to=AUGUST)
    assert seen(diary, "sql.1", MAY, JUNE, AUGUST, SEPTEMBER) == ["no", "no", "2026-08-01", "2026-08-01"]


def test_before_corrected_to_a_day_is_learned_from_that_day_and_brought_on_none() -> None:
    diary = Diary(MAY).could_before("sql.1")
    diary.today = SEPTEMBER
    diary.correct("sql.1", to=JUNE)
    assert seen(diary, "sql.1", MAY, JUNE, SEPTEMBER) == ["no", "2026-06-01", "2026-06-01"]


def test_a_mis_tick_undone_leaves_no_trace_on_any_day() -> None:
    diary = Diary(SEPTEMBER).tick("sql.1", on=MAY).undo()
    assert seen(diary, "sql.1", date(2026, 4, 1), MAY, AUGUST, SEPTEMBER) == ["no"] * 4


def test_a_mis_untick_undone_leaves_the_day_of_the_tick_as_it_was() -> None:
    diary = Diary(MAY).tick("sql.1")
    diary.today = AUGUST
    diary.untick("sql.1").undo()
    assert seen(diary, "sql.1", MAY, AUGUST, SEPTEMBER) == ["2026-05-01"] * 3


def test_a_correction_undone_and_redone() -> None:
    diary = Diary(AUGUST).tick("sql.1").correct("sql.1", to=MAY).undo()
    assert seen(diary, "sql.1", MAY, AUGUST) == ["no", "2026-08-01"]
    assert seen(diary.redo(), "sql.1", MAY, AUGUST) == ["2026-05-01", "2026-05-01"]


def test_undoing_a_tick_back_dated_past_an_earlier_change_restores_what_held_when_it_was_made() -> None:
    """The one limit of "no trace": ticked from May to August, not at all since, then ticked by mistake for April."""
    diary = Diary(MAY).tick("sql.1")
    diary.today = AUGUST
    diary.untick("sql.1")
    diary.today = SEPTEMBER
    diary.tick("sql.1", on=date(2026, 4, 1)).undo()
    assert seen(diary, "sql.1", date(2026, 4, 1), JUNE, SEPTEMBER) == ["no", "no", "no"]


def test_setting_aside_in_june_leaves_may_as_it_was() -> None:
    diary = Diary(MAY).tick("sql.1")
    diary.today = JUNE
    diary.set_aside("sql")
    assert diary.progress(as_of=MAY).set_aside == frozenset()
    assert diary.progress(as_of=JUNE).set_aside == {"sql"}


def test_a_study_session_moved_to_another_day_is_only_there() -> None:
    session: Json = {"skill": "sql", "minutes": 50, "text": "", "link": None}
    diary = Diary(SEPTEMBER)
    diary.say(Kind.STUDY, "session-1", session, AUGUST)
    diary.say(Kind.STUDY, "session-1", None, AUGUST)
    diary.say(Kind.STUDY, "session-1", session, MAY)
    assert {each.day for each in diary.progress().study.values()} == {MAY}
    assert diary.progress(as_of=date(2026, 4, 30)).study == {}
    assert [each.day for each in diary.progress(as_of=JUNE).study.values()] == [MAY]


def test_evidence_and_still_can_hold_from_the_day_they_were_recorded() -> None:
    diary = Diary(MAY)
    diary.say(Kind.EVIDENCE, "piece-1", {"can_do": "sql.1", "address": "https://example.org/joins"})
    diary.say(Kind.STILL_CAN, "sql", "2026-05-01")
    diary.today = AUGUST
    diary.say(Kind.EVIDENCE, "piece-1", None)
    diary.say(Kind.STILL_CAN, "sql", "2026-08-01")
    diary.say(Kind.STILL_CAN, "sql", "2026-05-01", AUGUST)  # an undo writes the value before
    in_june = diary.progress(as_of=JUNE)
    assert (in_june.evidence, in_june.still_can) == (
        {"piece-1": Evidence("sql.1", "https://example.org/joins")},
        {"sql": MAY},
    )
    assert (diary.progress().evidence, diary.progress().still_can) == ({}, {"sql": MAY})
    assert diary.progress(as_of=MAY - timedelta(days=1)).still_can == {}


def test_the_last_day_of_study_is_that_of_the_latest_session_in_whatever_order_they_were_logged() -> None:
    diary = Diary(SEPTEMBER)
    for number, (skill, studied_on) in enumerate([("sql", JUNE), ("sql", MAY), ("git", MAY)]):
        diary.say(Kind.STUDY, f"session-{number}", {"skill": skill, "minutes": 5, "text": ""}, studied_on)
    assert diary.progress().last_studied == {"sql": JUNE, "git": MAY}
    diary.say(Kind.STUDY, "session-0", None, JUNE)
    assert diary.progress().last_studied == {"sql": MAY, "git": MAY}


def test_today_is_the_fold_of_all_events_even_of_those_for_a_later_day() -> None:
    diary = Diary(MAY)
    diary.tick("sql.1", on=JUNE)
    assert diary.progress().ticks == {"sql.1": Tick(JUNE)}
    assert diary.progress(as_of=MAY).ticks == {}


def seen(diary: Diary, can_do_id: str, *days: date) -> list[str]:
    """On each of some days: "no", "before" or the day of the tick."""
    ticks = [diary.progress(each).ticks.get(can_do_id) for each in days]
    return ["no" if tick is None else tick_word(tick) for tick in ticks]


# As of any day, against a calendar that is filled in by hand

LAST_DAY = 14
CAN_DOS = ("sql.1", "sql.2", "git.1")
SKILLS = ("sql", "git")
DAYS = st.integers(0, LAST_DAY)


@dataclass
class Calendar:
    """For every day, what should be seen of every can-do and skill. It knows edits and days, and no events at all."""

    ticks: dict[str, list[str]] = field(default_factory=lambda: {each: ["no"] * (LAST_DAY + 1) for each in CAN_DOS})
    aside: dict[str, list[str]] = field(default_factory=lambda: {each: ["no"] * (LAST_DAY + 1) for each in SKILLS})

    def fill(self, subject: str, start: int, word: str) -> None:
        """The same word on every day from one on."""
        row = self._row(subject)
        row[start:] = [word] * (LAST_DAY + 1 - start)

    def words(self, subject: str, start: int, end: int = LAST_DAY + 1) -> set[str]:
        """The words that stand on some days."""
        return set(self._row(subject)[start:end])

    def _row(self, subject: str) -> list[str]:
        return self.ticks[subject] if subject in self.ticks else self.aside[subject]


@dataclass
class Step:
    """An undo step: the calendar without the edit and with it, and whether it covers an earlier change."""

    without: Calendar
    covers_a_change: bool
    with_it: Calendar | None = None


class LifeOfAPerson(RuleBasedStateMachine):
    """Whatever is recorded in whatever order, each day is seen as the calendar says."""

    def __init__(self) -> None:
        super().__init__()
        self.diary = Diary(day(0)).aim_at("there")
        self.calendar = Calendar()
        self.today = 0
        self.done: list[Step] = []
        self.undone: list[Step] = []

    def keep(self, *, covers_a_change: bool) -> None:
        """Open an undo step; what follows fills the calendar in."""
        self.done.append(Step(deepcopy(self.calendar), covers_a_change))
        self.undone.clear()

    def say(self, subject: str, start: int, word: str) -> None:
        self.keep(covers_a_change=len(self.calendar.words(subject, start)) > 1)
        self.calendar.fill(subject, start, word)

    @rule(days=st.integers(1, 4))
    def time_goes_by(self, days: int) -> None:
        self.today = min(LAST_DAY, self.today + days)
        self.diary.today = day(self.today)

    @rule(can_do=st.sampled_from(CAN_DOS))
    def ticks_today(self, can_do: str) -> None:
        self.say(can_do, self.today, day(self.today).isoformat())
        self.diary.tick(can_do)

    @rule(can_do=st.sampled_from(CAN_DOS), number=DAYS)
    def ticks_an_earlier_day(self, can_do: str, number: int) -> None:
        earlier = min(number, self.today)
        self.say(can_do, earlier, day(earlier).isoformat())
        self.diary.tick(can_do, on=day(earlier))

    @rule(can_do=st.sampled_from(CAN_DOS))
    def could_before(self, can_do: str) -> None:
        self.say(can_do, 0, "before")
        self.diary.could_before(can_do)

    @rule(can_do=st.sampled_from(CAN_DOS))
    def unticks(self, can_do: str) -> None:
        self.say(can_do, self.today, "no")
        self.diary.untick(can_do)

    @rule(can_do=st.sampled_from(CAN_DOS), number=DAYS)
    def corrects_the_day(self, can_do: str, number: int) -> None:
        standing = self.calendar.ticks[can_do][LAST_DAY]
        if standing == "no":
            return
        old = 0 if standing == "before" else (date.fromisoformat(standing) - day(0)).days
        new = min(number, self.today)
        covers = self.calendar.words(can_do, old) != {standing} or not self.calendar.words(can_do, new, old) <= {"no"}
        self.keep(covers_a_change=covers)
        self.calendar.fill(can_do, old, "no")
        self.calendar.fill(can_do, new, day(new).isoformat())
        self.diary.correct(can_do, to=day(new))

    @rule(skill=st.sampled_from(SKILLS), aside=st.booleans())
    def sets_aside_or_brings_back(self, skill: str, aside: bool) -> None:
        self.say(skill, self.today, "aside" if aside else "no")
        (self.diary.set_aside if aside else self.diary.bring_back)(skill)

    # The undo of an edit that covers an earlier change is the limit that has an example of its own above.
    @precondition(lambda self: self.done and not self.done[-1].covers_a_change)
    @rule()
    def undoes(self) -> None:
        step = self.done.pop()
        step.with_it, self.calendar = self.calendar, deepcopy(step.without)
        self.undone.append(step)
        self.diary.undo()

    @precondition(lambda self: self.undone)
    @rule()
    def redoes(self) -> None:
        step = self.undone.pop()
        assert step.with_it
        self.calendar = deepcopy(step.with_it)
        self.done.append(step)
        self.diary.redo()

    @invariant()
    def each_day_is_seen_as_the_calendar_says(self) -> None:
        for number in range(LAST_DAY + 1):
            progress = self.diary.progress(day(number))
            expected = {can_do: row[number] for can_do, row in self.calendar.ticks.items() if row[number] != "no"}
            assert {can_do: tick_word(tick) for can_do, tick in progress.ticks.items()} == expected
            assert progress.set_aside == {skill for skill, row in self.calendar.aside.items() if row[number] != "no"}

    @invariant()
    def today_is_the_last_day(self) -> None:
        assert self.diary.progress() == self.diary.progress(day(LAST_DAY))


def tick_word(tick: Tick) -> str:
    return tick.day.isoformat() if tick.day else "before"


TestLifeOfAPerson = LifeOfAPerson.TestCase
TestLifeOfAPerson.settings = examples(60, stateful_step_count=25)


# At any moment

Row: TypeAlias = "tuple[str, str, Json, int]"
rows_of_events = st.tuples(
    st.sampled_from([*Kind, "horoscope"]),
    st.sampled_from(["a", "b"]),
    st.sampled_from(["no", "before", "on 2026-01-03", "maybe", True, False, None, "a", ""])
    | st.fixed_dictionaries({"skill": st.just("a"), "minutes": st.integers(0, 90), "text": st.just("")}),
    st.integers(0, 9),
)


def journal_of(rows: list[Row]) -> list[Event]:
    return [
        Event(f"{place:032x}", place // 2, day(place), kind, subject, day(effective), value)
        for place, (kind, subject, value, effective) in enumerate(rows)
    ]


@given(st.lists(rows_of_events, max_size=20))
def test_a_replay_of_any_prefix_is_the_state_at_that_time(rows: list[Row]) -> None:
    journal = journal_of(rows)
    progress: Progress = NO_PROGRESS
    assert replay([]) == progress
    for length, event in enumerate(journal, start=1):
        progress = progress.followed_by([event])
        assert replay(journal[:length]) == progress


@given(st.lists(rows_of_events, max_size=20), st.integers(0, 20))
def test_it_does_not_matter_where_a_journal_is_cut_in_two(rows: list[Row], cut: int) -> None:
    journal = journal_of(rows)
    assert replay(journal[:cut]).followed_by(journal[cut:]) == replay(journal)


@given(st.lists(rows_of_events, max_size=20), st.randoms())
def test_the_order_of_writing_does_not_matter(rows: list[Row], chance: random.Random) -> None:
    journal = journal_of(rows)
    mixed = chance.sample(journal, len(journal))
    assert replay(mixed) == replay(journal)
    assert replay(mixed, day(4)) == replay(journal, day(4))


@given(st.lists(rows_of_events, max_size=20))
def test_reading_changes_no_event(rows: list[Row]) -> None:
    journal = journal_of(rows)
    earlier = replay(journal[:5])
    kept = replace(earlier)
    earlier.followed_by(journal[5:])
    assert earlier == kept
    assert journal == journal_of(rows)

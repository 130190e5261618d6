"""What a target asks of each week: compared with a plan that has those hours, and in words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.catalogue import Hours
from roadmaps.gap import measure_gap
from roadmaps.journal import Commitment, Kind
from roadmaps.plan import NeededHours, StudiedWeek, StudyTime, make_plan, needed_hours, rounded_down, studied_weeks
from roadmaps.plan.explanation import commitment_text, explain_needed, explain_studied, needed_text
from roadmaps.plan.order import plan_order
from roadmaps.plan.required_hours import Reachable, rounded_up
from roadmaps.plan.schedule import schedule
from tests.roadmaps.people import ISO, Diary, make_roadmap, make_skill
from tests.roadmaps.test_gap_properties import SHIPPED, small_situations
from tests.roadmaps.test_study_time import MONDAY, SATURDAY, commitments

if TYPE_CHECKING:
    from roadmaps.catalogue import Roadmap
    from tests.roadmaps.test_gap_properties import Situation

ROADMAP = make_roadmap([make_skill("sql", hours=(160, 480))], {"sql": 1})
"""40 to 120 hours."""


def needed_on(diary: Diary, roadmap: Roadmap = ROADMAP, today: date = MONDAY) -> NeededHours | None:
    progress = diary.progress()
    return needed_hours(measure_gap(roadmap, progress), progress, today)


def aiming(target: date, roadmap: Roadmap = ROADMAP) -> Diary:
    diary = Diary(MONDAY)
    diary.say(Kind.TARGET_DATE, roadmap.id, target.isoformat())
    return diary


def studying(first: date, *minutes: int) -> Diary:
    """Somebody who starts on a day, and their minutes of study in each week from then on, on its second day."""
    diary = Diary(first).aim_at("there")
    for number, each in enumerate(minutes):
        diary.today = first + timedelta(weeks=number, days=1)
        diary.say(Kind.STUDY, f"session-{number}", {"skill": "sql", "minutes": each, "text": ""})
    return diary


# Numbers


def test_without_a_target_nothing_is_needed() -> None:
    assert needed_on(Diary(MONDAY)) is None
    assert needed_on(aiming(date(2027, 1, 1), make_roadmap(["git"], {}))) is not None
    diary = Diary(MONDAY)
    diary.say(Kind.TARGET_DATE, "another", "2027-01-01")
    assert needed_on(diary) is None


def test_hours_left_are_shared_by_the_weeks_that_can_be_used() -> None:
    diary = aiming(MONDAY + timedelta(weeks=11, days=-1))
    diary.say(Kind.WEEK_OFF, (MONDAY + timedelta(weeks=3)).isoformat(), True)
    needed = needed_on(diary)
    assert needed
    assert (needed.calendar_weeks, needed.weeks) == (11, 10)
    assert (needed.middle, needed.longest) == (8, 12)


def test_a_later_start_leaves_fewer_weeks() -> None:
    diary = aiming(MONDAY + timedelta(weeks=8, days=-1))
    diary.say(Kind.PLAN_START, ROADMAP.id, (MONDAY + timedelta(weeks=4)).isoformat())
    needed = needed_on(diary)
    assert needed
    assert (needed.first_day, needed.weeks, needed.middle) == (MONDAY + timedelta(weeks=4), 4, 20)


def test_a_target_without_a_day_to_study_on_needs_no_number() -> None:
    past = needed_on(aiming(SATURDAY))
    assert past
    assert (past.weeks, past.calendar_weeks, past.middle, past.longest) == (0, 0, None, None)
    diary = aiming(MONDAY + timedelta(days=3))
    diary.say(Kind.PLAN, "study-days", [6, 7])
    weekend = needed_on(diary)
    assert weekend
    assert weekend.middle is None


def test_nothing_left_needs_nothing_even_of_a_past_target() -> None:
    needed = needed_on(aiming(SATURDAY).tick("sql.1"))
    assert needed
    assert (needed.middle, needed.longest) == (0, 0)


@given(small_situations, commitments())
def test_studying_the_needed_hours_meets_the_target_and_studying_fewer_does_not(
    situation: Situation, commitment: Commitment
) -> None:
    if not commitment.target:
        return
    diary = situation.diary
    roadmap_id = situation.roadmap.id
    diary.say(Kind.TARGET_DATE, roadmap_id, commitment.target.isoformat())
    diary.say(Kind.PLAN, "study-days", [*commitment.study_days])
    if commitment.start:
        diary.say(Kind.PLAN_START, roadmap_id, commitment.start.isoformat())
    for monday in commitment.weeks_off:
        diary.say(Kind.WEEK_OFF, monday.isoformat(), True)
    needed = needed_on(diary, situation.roadmap, SATURDAY)
    assert needed
    steps = plan_order(situation.gap).steps
    for estimate, hours in (
        (lambda left: left.middle, needed.middle),
        (lambda left: left.high, needed.longest),
    ):
        if not hours:
            assert not steps or not needed.weeks
            continue
        for part, is_in_time in ((1.0, True), (0.99, False)):
            time = StudyTime(commitment._replace(hours_a_week=hours * part), SATURDAY)
            last = schedule(steps, time, estimate).last
            assert (last is not None and last.day <= commitment.target) == is_in_time


def test_a_target_that_a_week_cannot_hold_names_a_day_that_can_be_met() -> None:
    diary = aiming(MONDAY)  # 80 hours on one day
    diary.say(Kind.PLAN, "hours-a-week", 10)
    needed = needed_on(diary)
    assert needed
    assert not needed.can_be_met
    plan = make_plan(measure_gap(ROADMAP, diary.progress()), diary.progress(), MONDAY)
    assert plan.middle.last
    assert needed.reachable == Reachable(plan.middle.last.day, 10, is_assumed=False)
    met = aiming(plan.middle.last.day)
    met.say(Kind.PLAN, "hours-a-week", 10)
    later = needed_on(met)
    assert later
    assert later.can_be_met
    assert later.reachable is None
    assert rounded_up(later.middle or 0) == 10


def test_study_days_hold_24_hours_each() -> None:
    for days, target, can_be_met in (([1, 2], 7, False), ([1, 2], 14, True), ([1, 2, 3, 4], 7, True), ([], 99, False)):
        diary = aiming(MONDAY + timedelta(days=target - 1))
        diary.say(Kind.PLAN, "study-days", [*days])
        needed = needed_on(diary)
        assert needed
        assert needed.most == 24 * len(days)
        assert needed.can_be_met == can_be_met
        assert (needed.reachable is None) == can_be_met


def test_without_study_days_it_says_so_and_plans_with_all_of_them() -> None:
    diary = aiming(MONDAY + timedelta(weeks=50))
    diary.say(Kind.PLAN, "study-days", [])
    needed = needed_on(diary)
    assert needed
    assert needed.reachable
    text = needed_text(needed, ISO)
    assert text.startswith(
        f"You can’t finish by {needed.target} without study days. Studying every day, at 6\xa0h a week, "
    )


# The weeks behind


def test_the_last_eight_whole_weeks_are_compared() -> None:
    first = MONDAY - timedelta(weeks=10)
    diary = studying(first, *range(60, 720, 60))
    weeks = studied_weeks(diary.progress(), Commitment(), MONDAY + timedelta(days=2))
    assert [week.minutes for week in weeks] == [180, 240, 300, 360, 420, 480, 540, 600]
    assert weeks[-1].monday == MONDAY - timedelta(weeks=1)


def test_a_week_without_study_counts_and_one_off_does_not() -> None:
    first = MONDAY - timedelta(weeks=4)
    progress = studying(first, 60, 0, 0, 90).progress()
    off = Commitment(weeks_off=frozenset({first + timedelta(weeks=1)}))
    assert [week.minutes for week in studied_weeks(progress, off, MONDAY)] == [60, 0, 90]


def test_no_week_from_before_the_start_counts() -> None:
    diary = studying(MONDAY - timedelta(weeks=2), 60, 60)
    assert len(studied_weeks(diary.progress(), Commitment(), MONDAY)) == 2
    diary = Diary(MONDAY - timedelta(days=10)).aim_at("there")  # a Friday
    assert studied_weeks(diary.progress(), Commitment(), MONDAY) == (StudiedWeek(MONDAY - timedelta(weeks=1), 0),)
    assert studied_weeks(Diary(MONDAY).aim_at("there").progress(), Commitment(), MONDAY) == ()
    assert studied_weeks(Diary().progress(), Commitment(), MONDAY) == ()


def test_study_logged_for_a_day_before_the_start_counts() -> None:
    diary = Diary(MONDAY)
    diary.say(Kind.STUDY, "session", {"skill": "sql", "minutes": 30, "text": ""}, MONDAY - timedelta(weeks=2))
    assert [week.minutes for week in studied_weeks(diary.progress(), Commitment(), MONDAY)] == [30, 0]


@given(st.floats(0, 200))
def test_needed_hours_are_rounded_up_and_studied_hours_down(hours: float) -> None:
    assert hours - 1e-6 <= rounded_up(hours) <= hours + 0.1
    assert hours - 0.1 <= rounded_down(hours) <= hours + 1e-6


def test_what_is_a_tenth_already_stays_as_it_is() -> None:
    for tenths in range(500):
        assert rounded_up(tenths / 10) == tenths / 10 == rounded_down(tenths / 10)


# In words

TARGET = date(2027, 9, 30)
ESTIMATE = Hours(184, 433)


def made(minutes: list[int], hours: Hours = ESTIMATE, weeks: float = 42.0, target: date = TARGET) -> NeededHours:
    studied = [StudiedWeek(MONDAY - timedelta(weeks=len(minutes) - n), each) for n, each in enumerate(minutes)]
    return NeededHours(SATURDAY, target, hours, 44.0, weeks, tuple(studied))


@pytest.mark.parametrize(
    ("needed", "text"),
    [
        (
            made([468] * 8),
            "To finish by 2027-09-30, you need 7.4\xa0h a week. You logged 7.8\xa0h a week over the last 8 weeks, "
            "which is enough by the middle estimate; at the longest, you need 10.4\xa0h.",
        ),
        (
            made([630] * 8),
            "To finish by 2027-09-30, you need 7.4\xa0h a week. You logged 10.5\xa0h a week over the last 8 weeks, "
            "which is enough even at the longest.",
        ),
        (
            made([300] * 3),
            "To finish by 2027-09-30, you need 7.4\xa0h a week. You logged 5\xa0h a week over the last 3 weeks, "
            "so you’d need 2.4\xa0h more per week.",
        ),
        (
            made([300]),
            "To finish by 2027-09-30, you need 7.4\xa0h a week. You logged 5\xa0h last week, "
            "so you’d need 2.4\xa0h more per week.",
        ),
        (
            made([]),
            "To finish by 2027-09-30, you need 7.4\xa0h a week. "
            "There’s no full week behind you yet to compare that with.",
        ),
        (
            made([0] * 8),
            "To finish by 2027-09-30, you need 7.4\xa0h a week. You logged no study time in the last 8 weeks.",
        ),
        (
            made([5, 0, 0]),
            "To finish by 2027-09-30, you need 7.4\xa0h a week. You logged hardly any study time in the last 3 weeks.",
        ),
        (
            made([0], weeks=5.0),
            "To finish by 2027-09-30, you need 61.7\xa0h a week. That’s more than a full-time job: 8.9\xa0h on "
            "every study day. You logged no study time in the last week.",
        ),
        (
            made([3720], weeks=2.5)._replace(hours_left=Hours(100, 500)),
            "To finish by 2027-09-30, you need 120\xa0h a week. That’s more than a full-time job: 17.2\xa0h on "
            "every study day. You logged 62\xa0h last week, so you’d need 58\xa0h more per week.",
        ),
        (
            made([7500], weeks=2.5)._replace(hours_left=Hours(100, 500)),
            "To finish by 2027-09-30, you need 120\xa0h a week. That’s more than a full-time job: 17.2\xa0h on "
            "every study day. You logged 125\xa0h last week, which is enough by the middle estimate; "
            "at the longest, it can’t be done by then.",
        ),
        (
            made([], Hours(8, 12), weeks=2 / 7),
            "To finish by 2027-09-30, you need 10\xa0h in 2 study days.",
        ),
        (
            made([300], weeks=1)._replace(reachable=Reachable(date(2028, 5, 1), 6, is_assumed=True)),
            "You can’t finish by 2027-09-30: about 308\xa0h are left, more than your study days until then can hold. "
            "At 6\xa0h a week, you could finish by 2028-05-01.",
        ),
        (made([300])._replace(is_empty=True), "Nothing is in scope."),
        (made([300], Hours()), "Nothing is left to study."),
        (made([300], weeks=0), "There’s no day to study on between 2026-11-21 and 2027-09-30."),
        (
            made([300], weeks=0, target=date(2026, 9, 30))._replace(reachable=Reachable(None, 0.5, is_assumed=False)),
            "Your target date, 2026-09-30, is before the first day of the plan, 2026-11-21. "
            "At your 0.5\xa0h a week, it takes more than 10 years.",
        ),
    ],
)
def test_disuse_in_words(needed: NeededHours, text: str) -> None:
    assert needed_text(needed, ISO) == text


def test_it_explains_how_it_adds_up() -> None:
    explanation = explain_needed(made([300, 330]), ISO)
    assert explanation.title == "What 2027-09-30 asks of each week"
    assert [[(line.label, line.value) for line in group] for group in explanation.groups] == [
        [("Hours left, our estimate", "184–433\xa0h"), ("Middle of it", "308.5\xa0h")],
        [
            ("Weeks from 2026-11-21 to 2027-09-30", "44.0"),
            ("Weeks you can use, without weeks off, by your study days", "42.0"),
            ("A week at the longest", "10.4\xa0h"),
        ],
        [
            ("2026-11-09 – 2026-11-15", "5.0\xa0h"),
            ("2026-11-16 – 2026-11-22", "5.5\xa0h"),
            ("A week, on average", "5.2\xa0h"),
        ],
    ]
    assert explanation.result == "308.5 ÷ 42.0 = 7.4\xa0h a week, rounded up"


def test_it_explains_why_there_is_no_number() -> None:
    assert explain_needed(made([], Hours()), ISO).result == "Nothing is left to study."
    explanation = explain_needed(made([], weeks=0), ISO)
    assert explanation.result == "There’s no day to study on between 2026-11-21 and 2027-09-30."
    assert len(explanation.groups) == 2


@pytest.mark.parametrize("roadmap", SHIPPED.roadmaps.values(), ids=SHIPPED.roadmaps)
def test_a_target_a_year_ahead_asks_for_a_52nd_of_the_hours_each_week(roadmap: Roadmap) -> None:
    needed = needed_on(aiming(MONDAY + timedelta(weeks=52, days=-1), roadmap), roadmap)
    assert needed
    hours = measure_gap(roadmap, Diary().progress()).total.hours_left
    assert needed.middle == pytest.approx(hours.middle / 52)
    assert needed.longest == pytest.approx(hours.high / 52)


def test_a_target_that_does_not_fit_names_the_hours_that_the_study_days_hold() -> None:
    diary = aiming(MONDAY + timedelta(days=1))
    diary.say(Kind.PLAN, "study-days", [1])
    needed = needed_on(diary)
    assert needed is not None
    assert not needed.can_be_met
    lines = {line.label: line.value for group in explain_needed(needed).groups for line in group}
    assert lines["Hours in your study days until then"] == "24\xa0h"


def test_a_plan_says_what_it_lacks_for_dates() -> None:
    diary = Diary(MONDAY)
    diary.say(Kind.PLAN, "hours-a-week", 5)
    diary.say(Kind.PLAN, "study-days", [])
    progress = diary.progress()
    plan = make_plan(measure_gap(ROADMAP, progress), progress, MONDAY)
    assert commitment_text(plan) == "No study days are set, so this is an order without dates."


def test_the_hours_of_past_weeks_average_out() -> None:
    assert explain_studied(()).result == "No whole week has passed since you started."
    weeks = (StudiedWeek(MONDAY, 90), StudiedWeek(MONDAY + timedelta(weeks=1), 60))
    explanation = explain_studied(weeks)
    assert len(explanation.groups[0]) == 3
    assert explanation.result.endswith("1.2\xa0h a week, rounded down")

"""How a forecast was worked out, line by line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from roadmaps.catalogue import Hours
from roadmaps.forecast import Span, day_or_beyond_text, explain_chance, explain_forecast, finish_text, span_text
from roadmaps.forecast.bootstrap import forecast
from roadmaps.forecast.pace import Pace, Week
from roadmaps.journal import Commitment
from roadmaps.plan import WEEK
from tests.roadmaps.people import ISO

if TYPE_CHECKING:
    from roadmaps.gap.explanation import Explanation

TODAY = date(2026, 11, 21)


def pace(ticked: list[int], left: int, added: int = 0, commitment: Commitment | None = None) -> Pace:
    """The last week adds so many can-dos; six more could be added."""
    weeks = [Week(TODAY - (len(ticked) - place) * WEEK, each, 0) for place, each in enumerate(ticked)]
    if added:
        weeks[-1] = weeks[-1]._replace(added=added)
    return Pace(TODAY, 50, left, Hours(100, 300), tuple(weeks), 6, commitment or Commitment())


def rows(explanation: Explanation) -> list[list[tuple[str, str]]]:
    return [[(line.label, line.value) for line in group] for group in explanation.groups]


def test_the_ranges_come_from_the_weeks_behind() -> None:
    made = forecast(pace([2, 0, 1, 2, 1, 0, 1, 3], 30))
    assert made.half
    assert made.most
    assert made.middle
    explanation = explain_forecast(made, ISO)
    assert explanation.title == "When you may finish"
    assert rows(explanation) == [
        [
            ("Needed can-dos left", "30"),
            ("Past weeks", "8"),
            ("of which with a tick", "6"),
            ("Needed can-dos ticked in these weeks", "10"),
        ],
        [
            ("Simulated futures based on these weeks", "4,000"),
            ("50\xa0% of them end", f"{made.half.first} – {made.half.last}"),
            ("85\xa0% of them end", f"{made.most.first} – {made.most.last}"),
            ("half of them end by", str(made.middle)),
        ],
    ]
    assert explanation.result == f"50\xa0% range: {made.half.first} – {made.half.last}"


def test_added_can_dos_are_shown_with_those_that_could_still_be_added() -> None:
    behind, _ = rows(explain_forecast(forecast(pace([1] * 8, 20, added=3)), ISO))
    assert behind[-2:] == [("Can-dos you added in these weeks", "3"), ("Can-dos you could still add", "6")]


def test_a_chance_is_counted() -> None:
    made = forecast(pace([2, 0, 1, 2, 1, 0, 1, 3], 30))
    target = TODAY + 30 * WEEK
    chance = made.chance_by(target)
    assert chance
    assert 0 < chance.number < 4000
    explanation = explain_chance(made, target, ISO)
    assert rows(explanation)[1] == [
        ("Simulated futures based on these weeks", "4,000"),
        ("finished by 2027-06-19", f"{chance.number:,}"),
    ]
    assert explanation.result == f"{chance.number:,} ÷ 4,000: {chance.in_twenty} in 20"
    assert explanation.note, "it says that it counts other things than the hours a week that are needed"


def test_too_early_to_tell_names_what_is_missing_and_what_the_plan_is_based_on() -> None:
    off = frozenset(TODAY - timedelta(days=5) + place * WEEK for place in (-3, 4, 5))
    made = forecast(pace([1, 0, 1], 20, commitment=Commitment(7.5, (1, 2, 3), off, TODAY + timedelta(days=9))))
    assert made.wide
    explanation = explain_forecast(made, ISO)
    assert explanation.title == "Too early to tell"
    assert rows(explanation) == [
        [("Weeks with a tick so far", "2, a range needs 6")],
        [
            ("Hours left, our estimate", "100–300\xa0h"),
            ("Hours a week you have", "7.5\xa0h"),
            ("Study days a week", "3"),
            ("Start", "2026-11-30"),
            ("Weeks off ahead", "2"),
            ("Low estimate, 100\xa0h", f"by {made.wide.first}"),
            ("High estimate, 300\xa0h", f"by {made.wide.last}"),
        ],
    ]
    assert explanation.result == f"Wide estimate: {made.wide.first} – {made.wide.last}"
    assert explain_chance(made, TODAY, ISO).title == "Too early to tell"


def test_hardly_any_hours_a_week_never_finish() -> None:
    explanation = explain_forecast(forecast(pace([1], 20, commitment=Commitment(5e-324))), ISO)
    assert [value for _, value in rows(explanation)[1][2:]] == ["not within 10 years", "not within 10 years"]
    assert explanation.result == "Wide estimate: not within 10 years"


def test_without_hours_a_week_it_asks_for_them() -> None:
    explanation = explain_forecast(forecast(pace([1, 0, 1], 20)), ISO)
    assert rows(explanation)[1] == [("Hours left, our estimate", "100–300\xa0h")]
    assert explanation.result == "Set your hours a week to see a wide estimate."
    no_days = explain_forecast(forecast(pace([1, 0, 1], 20, commitment=Commitment(5, ()))), ISO)
    assert no_days.result == "Set your study days to see a wide estimate."


def test_the_end_and_an_empty_scope_are_reported() -> None:
    finished = explain_forecast(forecast(pace([1] * 9, 0)), ISO)
    assert rows(finished) == [[("Needed can-dos ticked", "50 of 50")]]
    assert finished.result == "Nothing is left."
    nothing = explain_forecast(forecast(Pace(TODAY, 0, 0, Hours(), (), 0)), ISO)
    assert nothing.groups == ()
    assert nothing.result == "Nothing is in scope, so there is nothing to finish."


def test_a_user_who_has_stopped_sees_that_the_finish_is_beyond_the_horizon() -> None:
    explanation = explain_forecast(forecast(pace([1] * 6 + [0] * 300, 20)), ISO)
    assert rows(explanation)[1][1:] == [
        ("50\xa0% of them end", "not within 10 years"),
        ("85\xa0% of them end", "not within 10 years"),
        ("half of them end by", "not within 10 years"),
    ]
    assert explanation.result == "50\xa0% range: not within 10 years"


def test_spans_and_days_in_words() -> None:
    first, last = date(2026, 5, 3), date(2026, 9, 9)
    assert span_text(Span(first, last), date.isoformat) == "2026-05-03 – 2026-09-09"
    assert span_text(Span(first, first), date.isoformat) == "2026-05-03"
    assert span_text(Span(first, None), date.isoformat) == "2026-05-03 or later, possibly more than 10 years"
    assert span_text(Span(None, None), date.isoformat) == "not within 10 years"
    assert day_or_beyond_text(last, date.isoformat) == "2026-09-09"


def test_the_likely_finish_in_a_few_words() -> None:
    def words(made: Pace) -> str:
        return finish_text(forecast(made), lambda span: span_text(span, ISO.day))

    assert words(pace([1], 0)) == "Nothing is left"
    assert words(pace([1], 5)) == "too early to tell"
    assert words(pace([1] * 8, 5)) == span_text(forecast(pace([1] * 8, 5)).half, ISO.day)
    assert words(replace(pace([1], 0), can_dos=0)) == "–"

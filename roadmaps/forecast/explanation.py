"""Explanations of forecasts, and how days and spans are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmaps.forecast.bootstrap import FEWEST_ACTIVE_WEEKS, Basis
from roadmaps.gap.explanation import NOTHING_LEFT, Explanation, Line
from roadmaps.plan import HORIZON_WEEKS, WEEK
from roadmaps.plan.explanation import TWO_MEASURES
from roadmaps.text.locale_format import ENGLISH, NO_BREAK
from roadmaps.text.text_format import NOTHING, hours_text, of_text, whole_hours

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from roadmaps.forecast.bootstrap import Forecast, Span
    from roadmaps.forecast.pace import Pace
    from roadmaps.text.locale_format import LocaleForms

_YEARS = f"{HORIZON_WEEKS // 52} years"
_BEYOND = f"not within {_YEARS}"


def explain_forecast(forecast: Forecast, forms: LocaleForms = ENGLISH) -> Explanation:
    """Where the ranges come from, or why there are none."""
    match forecast.basis:
        case Basis.NOTHING_IN_SCOPE:
            return Explanation("Forecast", (), "Nothing is in scope, so there is nothing to finish.")
        case Basis.FINISHED:
            line = Line("Needed can-dos ticked", of_text(forecast.pace.can_dos, forecast.pace.can_dos))
            return Explanation("Forecast", ((line,),), NOTHING_LEFT)
        case Basis.HOURS:
            return _explain_hours(forecast, forms)
    futures = (
        Line("Simulated futures based on these weeks", forms.number(forecast.futures)),
        Line("50\N{NO-BREAK SPACE}% of them end", span_text(forecast.half, forms.day)),
        Line("85\N{NO-BREAK SPACE}% of them end", span_text(forecast.most, forms.day)),
    )
    # The user clicked the range, so that is the result; the middle is an extra line.
    middle = Line("half of them end by", day_or_beyond_text(forecast.middle, forms.day))
    return Explanation(
        "When you may finish",
        (_behind(forecast.pace), (*futures, middle)),
        f"50\N{NO-BREAK SPACE}% range: {span_text(forecast.half, forms.day)}",
    )


def explain_chance(forecast: Forecast, target: date, forms: LocaleForms = ENGLISH) -> Explanation:
    """How the chance of finishing by a day was counted; if there is none, what ``explain_forecast`` says."""
    chance = forecast.chance_by(target)
    if chance is None:
        return explain_forecast(forecast, forms)
    futures = (
        Line("Simulated futures based on these weeks", forms.number(chance.futures)),
        Line(f"finished by {forms.day(target)}", forms.number(chance.number)),
    )
    groups = (_behind(forecast.pace), futures)
    result = f"{forms.number(chance.number)} ÷ {forms.number(chance.futures)}: {chance.text}"
    return Explanation("Chance of meeting your target", groups, result, TWO_MEASURES)


def finish_text(forecast: Forecast, say_span: Callable[[Span | None], str]) -> str:
    """The likely finish in a few words, as tiles and cards show it: the 50 % range, or why there is none."""
    match forecast.basis:
        case Basis.PACE:
            return say_span(forecast.half)
        case Basis.HOURS:
            return "too early to tell"
        case Basis.FINISHED:
            return NOTHING_LEFT.removesuffix(".")
    return NOTHING


def span_text(span: Span | None, say_day: Callable[[date], str]) -> str:
    """A span in words, such as "3 May – 9 Sep 2026", or that it is beyond the horizon."""
    if span is None or span.first is None:
        return _BEYOND
    if span.last is None:
        return f"{say_day(span.first)} or later, possibly more than {_YEARS}"
    if span.first == span.last:
        return say_day(span.first)
    return f"{say_day(span.first)} – {say_day(span.last)}"


def day_or_beyond_text(day: date | None, say_day: Callable[[date], str]) -> str:
    """A day in words; None is a day beyond the horizon."""
    return _BEYOND if day is None else say_day(day)


def _behind(pace: Pace) -> tuple[Line, ...]:
    lines = [
        Line("Needed can-dos left", str(pace.left)),
        Line(f"Past weeks{', weeks off left out' if pace.commitment.weeks_off else ''}", str(len(pace.weeks))),
        Line("of which with a tick", str(pace.active_weeks)),
        Line("Needed can-dos ticked in these weeks", str(pace.ticked)),
    ]
    if pace.added:
        lines.append(Line("Can-dos you added in these weeks", str(pace.added)))
        lines.append(Line("Can-dos you could still add", str(pace.addable)))
    return tuple(lines)


def _explain_hours(forecast: Forecast, forms: LocaleForms) -> Explanation:
    pace, hours, commitment = forecast.pace, forecast.pace.hours_left, forecast.pace.commitment.as_planned()
    weeks = Line("Weeks with a tick so far", f"{pace.active_weeks}, a range needs {FEWEST_ACTIVE_WEEKS}")
    lines = [Line("Hours left, our estimate", hours_text(hours, forms))]
    if forecast.wide is None or commitment.hours_a_week is None:
        missing = "hours a week" if commitment.study_days else "study days"
        return Explanation("Too early to tell", ((weeks,), tuple(lines)), f"Set your {missing} to see a wide estimate.")
    lines.append(Line("Hours a week you have", forms.hours(commitment.hours_a_week)))
    if len(commitment.study_days) < WEEK.days:
        lines.append(Line("Study days a week", str(len(commitment.study_days))))
    if commitment.start and commitment.start > pace.day:
        lines.append(Line("Start", forms.day(commitment.start)))
    off = sum(monday + WEEK > pace.day for monday in commitment.weeks_off)
    if off:
        lines.append(Line("Weeks off ahead", str(off)))
    for name, amount, day in (
        ("Low", hours.low, forecast.wide.first),
        ("High", hours.high, forecast.wide.last),
    ):
        lines.append(
            Line(
                f"{name} estimate, {forms.number(whole_hours(amount))}{NO_BREAK}h",
                f"by {forms.day(day)}" if day else _BEYOND,
            )
        )
    result = f"Wide estimate: {span_text(forecast.wide, forms.day)}"
    return Explanation("Too early to tell", ((weeks,), tuple(lines)), result)

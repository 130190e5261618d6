"""How a forecast was worked out, in rows and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmaps.explanation import Explanation, Line
from roadmaps.forecast import FEWEST_ACTIVE_WEEKS, HORIZON_WEEKS, Basis
from roadmaps.locale_forms import ENGLISH
from roadmaps.wording import count_text, hours_text, of_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from roadmaps.forecast import Forecast, Span
    from roadmaps.locale_forms import LocaleForms
    from roadmaps.pace import Pace

    SayDay = Callable[[date], str]

_BEYOND = f"not within {HORIZON_WEEKS // 52} years"


def explain_forecast(forecast: Forecast, say_day: SayDay, forms: LocaleForms = ENGLISH) -> Explanation:
    """Where the ranges come from, or why there are none. ``say_day`` writes a day as the screen writes days."""
    match forecast.basis:
        case Basis.NOTHING_IN_SCOPE:
            return Explanation("Forecast", (), "Nothing is in scope, so there is nothing to finish.")
        case Basis.FINISHED:
            line = Line("Needed can-dos ticked", of_text(forecast.pace.can_dos, forecast.pace.can_dos))
            return Explanation("Forecast", ((line,),), "Nothing is left.")
        case Basis.HOURS:
            return _explain_hours(forecast, say_day, forms)
    futures = (
        Line("Futures drawn from these weeks", str(forecast.futures)),
        Line("50\N{NO-BREAK SPACE}% of them end", span_text(forecast.half, say_day)),
        Line("85\N{NO-BREAK SPACE}% of them end", span_text(forecast.most, say_day)),
    )
    return Explanation(
        "When you will be finished", (_behind(forecast.pace), futures), f"Middle: {day_text(forecast.middle, say_day)}"
    )


def explain_chance(forecast: Forecast, target: date, say_day: SayDay, forms: LocaleForms = ENGLISH) -> Explanation:
    """How the chance of being finished by a day was counted; why there is none as ``explain_forecast`` says."""
    chance = forecast.chance_by(target)
    if chance is None:
        return explain_forecast(forecast, say_day, forms)
    futures = (
        Line("Futures drawn from these weeks", str(chance.futures)),
        Line(f"finished by {say_day(target)}", str(chance.number)),
    )
    groups = (_behind(forecast.pace), futures)
    return Explanation("Chance of your target", groups, f"{chance.number} ÷ {chance.futures}: {chance.text}")


def span_text(span: Span | None, say_day: SayDay) -> str:
    """A span in words: "3 May – 9 Sep 2026"; what lies beyond the horizon is said so."""
    if span is None or span.first is None:
        return _BEYOND
    if span.last is None:
        return f"{say_day(span.first)} or later, maybe {_BEYOND}"
    if span.first == span.last:
        return say_day(span.first)
    return f"{say_day(span.first)} – {say_day(span.last)}"


def day_text(day: date | None, say_day: SayDay) -> str:
    """A day in words; None is beyond the horizon."""
    return _BEYOND if day is None else say_day(day)


def _behind(pace: Pace) -> tuple[Line, ...]:
    lines = [
        Line("Needed can-dos left", str(pace.left)),
        Line("Weeks behind you", str(len(pace.weeks))),
        Line("of which with a tick", str(pace.active_weeks)),
        Line("Needed can-dos ticked in these weeks", str(pace.ticked)),
    ]
    if pace.added:
        lines.append(Line("Can-dos you added in these weeks", str(pace.added)))
        lines.append(Line("Can-dos you could still add", str(pace.addable)))
    return tuple(lines)


def _explain_hours(forecast: Forecast, say_day: SayDay, forms: LocaleForms) -> Explanation:
    pace, hours = forecast.pace, forecast.pace.hours_left
    weeks = Line("Weeks with a tick so far", f"{pace.active_weeks}, a range needs {FEWEST_ACTIVE_WEEKS}")
    lines = [Line("Hours left, our estimate", hours_text(hours))]
    if forecast.wide is None or not forecast.hours_a_week:
        result = "Say how many hours a week you have, and a wide estimate can be made."
    else:
        lines.append(Line("Hours a week you have", forms.hours(forecast.hours_a_week)))
        for name, amount in (("Low", hours.low), ("High", hours.high)):
            weeks_long = amount / forecast.hours_a_week
            text = _BEYOND if weeks_long > HORIZON_WEEKS else count_text(round(weeks_long), "week")
            lines.append(Line(f"{name} estimate: {round(amount)} ÷ {forms.number(forecast.hours_a_week)}", text))
        result = f"A wide estimate: {span_text(forecast.wide, say_day)}"
    return Explanation("Too early to tell", ((weeks,), tuple(lines)), result)

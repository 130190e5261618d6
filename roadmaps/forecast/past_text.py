"""Past forecasts as table rows and as a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmaps.forecast.bootstrap import FEWEST_ACTIVE_WEEKS
from roadmaps.forecast.explanation import span_text
from roadmaps.forecast.past import WEEKS_AHEAD, Verdict, score
from roadmaps.plan import WEEK
from roadmaps.text.locale_format import ENGLISH
from roadmaps.text.text_format import NOTHING, of_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmaps.forecast.past import PastForecast, Score
    from roadmaps.gap import Gap
    from roadmaps.text.locale_format import LocaleForms

PAST_FORECAST_HEADERS = (
    "Forecast of",
    "Finish, 50\N{NO-BREAK SPACE}%",
    "Finish, 85\N{NO-BREAK SPACE}%",
    "Finished",
    f"Left {WEEKS_AHEAD} weeks on, 85\N{NO-BREAK SPACE}%",
    "Was left",
    "Result",
)
NO_PAST_FORECASTS = (
    "There are none to look back on yet. There’s one for every fourth week, once "
    f"{FEWEST_ACTIVE_WEEKS} weeks have had a tick."
)


def past_forecast_row(past: PastForecast, forms: LocaleForms = ENGLISH) -> tuple[str, ...]:
    """The cells of one past forecast, in the order of ``PAST_FORECAST_HEADERS``."""
    made, ahead = past.forecast, past.ahead
    low, high = ahead.most
    left = f"{low}" if low == high else f"{low}–{high}"
    return (
        forms.day(made.pace.day),
        span_text(made.half, forms.day),
        span_text(made.most, forms.day),
        forms.day(past.finished_on) if past.finished_on else "not yet",
        left if ahead.day - made.pace.day == WEEKS_AHEAD * WEEK else f"{left} on {forms.day(ahead.day)}",
        NOTHING if past.left is None else str(past.left),
        _where(past),
    )


def past_forecasts_text(found: Sequence[PastForecast], gap: Gap) -> str:
    """How often the ranges held. ``gap`` is that of the day shown."""
    if not found:
        return NO_PAST_FORECASTS
    left = [score(each.left_half for each in found), score(each.left_most for each in found)]
    finish = [score(each.half for each in found), score(each.most for each in found)]
    subject = f"What was left {WEEKS_AHEAD} weeks on"
    result = f"{subject}: {_inside(left)}." if left[0].known else f"{subject} isn’t known for any of them yet."
    if not finish[0].known:
        if not gap.total.can_dos:
            return f"{result} Nothing is in scope now, so there’s no finish to compare with."
        return f"{result} You haven’t finished yet, so it’s still open whether the finish was in range."
    return f"{result} The finish: {_inside(finish)}."


def _inside(scores: Sequence[Score]) -> str:
    half, most = scores
    return (
        f"within the 50\N{NO-BREAK SPACE}% range in {of_text(half.inside, half.known)}, "
        f"within the 85\N{NO-BREAK SPACE}% range in {of_text(most.inside, most.known)}"
    )


def _where(past: PastForecast) -> str:
    """Where the actual value was, by the narrowest range that is true."""
    if past.left_half is Verdict.INSIDE:
        return "within 50\N{NO-BREAK SPACE}%"
    match past.left_most:
        case Verdict.INSIDE:
            return "within 85\N{NO-BREAK SPACE}%"
        case Verdict.EARLIER:
            return "below 85\N{NO-BREAK SPACE}%"
        case Verdict.LATER:
            return "above 85\N{NO-BREAK SPACE}%"
    return past.left_most.value

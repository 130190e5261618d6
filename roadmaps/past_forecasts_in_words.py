"""Past forecasts beside what came, in rows and in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmaps.forecast import FEWEST_ACTIVE_WEEKS
from roadmaps.forecast_explanation import span_text
from roadmaps.pace import WEEK
from roadmaps.past_forecasts import WEEKS_AHEAD, Verdict, score
from roadmaps.text.text_format import NOTHING, of_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmaps.forecast_explanation import SayDay
    from roadmaps.gap import Gap
    from roadmaps.past_forecasts import PastForecast, Score

HEADERS = (
    "Forecast of",
    "Finish, 50\N{NO-BREAK SPACE}%",
    "Finish, 85\N{NO-BREAK SPACE}%",
    "Finished",
    f"Left {WEEKS_AHEAD} weeks on, 85\N{NO-BREAK SPACE}%",
    "Was left",
    "Result",
)
NONE_YET = (
    "There are none to look back on yet. There’s one for every fourth week, once "
    f"{FEWEST_ACTIVE_WEEKS} weeks have had a tick."
)


def past_forecast_row(past: PastForecast, say_day: SayDay) -> tuple[str, ...]:
    """One past forecast, a text for each of ``HEADERS``."""
    made, ahead = past.forecast, past.ahead
    low, high = ahead.most
    left = f"{low}" if low == high else f"{low}–{high}"
    return (
        say_day(made.pace.day),
        span_text(made.half, say_day),
        span_text(made.most, say_day),
        say_day(past.finished_on) if past.finished_on else "not yet",
        left if ahead.day - made.pace.day == WEEKS_AHEAD * WEEK else f"{left} on {say_day(ahead.day)}",
        NOTHING if past.left is None else str(past.left),
        _where(past),
    )


def past_forecasts_in_words(found: Sequence[PastForecast], gap: Gap) -> str:
    """How often what came lay inside the ranges. ``gap`` is that of the day from which they are looked back on."""
    if not found:
        return NONE_YET
    left = [score(each.left_half for each in found), score(each.left_most for each in found)]
    finish = [score(each.half for each in found), score(each.most for each in found)]
    later = f"What was left {WEEKS_AHEAD} weeks on"
    said = f"{later}: {_inside(left)}." if left[0].known else f"{later} isn’t known for any of them yet."
    if not finish[0].known:
        if not gap.total.can_dos:
            return f"{said} Nothing is in scope now, so there’s no finish to compare with."
        return f"{said} You haven’t finished yet, so it’s still open whether the finish was in range."
    return f"{said} The finish: {_inside(finish)}."


def _inside(scores: Sequence[Score]) -> str:
    half, most = scores
    return (
        f"within the 50\N{NO-BREAK SPACE}% range in {of_text(half.inside, half.known)}, "
        f"within the 85\N{NO-BREAK SPACE}% range in {of_text(most.inside, most.known)}"
    )


def _where(past: PastForecast) -> str:
    """Where what was left lay, in the narrowest words that are true."""
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

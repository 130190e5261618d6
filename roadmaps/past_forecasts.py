"""Forecasts of past days as they would have been then, and whether what came lay within them.

Nothing is stored: a past forecast is worked out from what had been said by the end of that day. What came is what is
known now, back-dated ticks included.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.forecast import Basis, forecast
from roadmaps.pace import WEEK, measure_pace
from roadmaps.series import burn_up, said_by, started_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from roadmaps.catalogue import Roadmap
    from roadmaps.forecast import Ahead, Forecast, Span
    from roadmaps.journal import Event

WEEKS_BETWEEN = 4
"""How far apart the days are that are looked back on."""
WEEKS_AHEAD = 8
"""When what is left is held against a forecast, long before the finish can be."""
FUTURES = 1000
MOST = 130
"""How many past forecasts are looked back on: those of ten years."""


class Verdict(StrEnum):
    """How what came lies to a range."""

    INSIDE = "inside"
    EARLIER = "earlier"
    LATER = "later"
    OPEN = "not known yet"


class PastForecast(NamedTuple):
    """A forecast as it would have been, beside what came."""

    forecast: Forecast
    finished_on: date | None
    """The first day after the forecast on which nothing was left, as far as there was one."""
    half: Verdict
    """The finish against the 50 % range."""
    most: Verdict
    """The finish against the 85 % range."""
    ahead: Ahead
    """What it said would be left eight weeks on, or on its last day where that is earlier."""
    left: int | None
    """What was left on that day; None if it is not over."""
    left_half: Verdict
    """What was left against the 50 % range: "earlier" when less was left."""
    left_most: Verdict


class Score(NamedTuple):
    """How often what came lay inside, of the forecasts for which that is known."""

    inside: int
    known: int


def days_to_look_back_on(events: Iterable[Event], today: date, most: int = MOST) -> list[date]:
    """Every fourth week from the day the person started, up to yesterday; of more than ``most`` the last ones."""
    start = started_on(events) or today
    weeks = range(WEEKS_BETWEEN, -(-(today - start).days // WEEK.days), WEEKS_BETWEEN)
    return [start + each * WEEK for each in weeks[-most:]]


def past_forecasts(
    roadmap: Roadmap, events: Sequence[Event], days: Iterable[date], today: date, *, futures: int = FUTURES
) -> Iterator[PastForecast]:
    """The forecasts of some past days, in their order; without those on which it was too early to give a range.

    One after the other, each some 10 to 30 ms of work, so that whoever asks can stop.
    """
    series = burn_up(roadmap, events, today)
    for day in days:
        made = forecast(measure_pace(roadmap, said_by(events, day), day), futures=futures)
        if made.basis is not Basis.PACE or made.half is None or made.most is None or not made.ahead:
            continue
        ahead = made.ahead[:WEEKS_AHEAD][-1]
        left = series.at(ahead.day).left if ahead.day < today else None
        finished_on = series.finished_after(day)
        yield PastForecast(
            forecast=made,
            finished_on=finished_on,
            half=_finish_verdict(made.half, finished_on, today),
            most=_finish_verdict(made.most, finished_on, today),
            ahead=ahead,
            left=left,
            left_half=_left_verdict(ahead.half, left),
            left_most=_left_verdict(ahead.most, left),
        )


def score(verdicts: Iterable[Verdict]) -> Score:
    """How often it was "inside", of those that are known."""
    known = [verdict for verdict in verdicts if verdict is not Verdict.OPEN]
    return Score(known.count(Verdict.INSIDE), len(known))


def _finish_verdict(span: Span, finished_on: date | None, today: date) -> Verdict:
    if finished_on is None:
        return Verdict.LATER if span.last is not None and span.last < today else Verdict.OPEN
    if span.holds(finished_on):
        return Verdict.INSIDE
    return Verdict.EARLIER if span.first is None or finished_on < span.first else Verdict.LATER


def _left_verdict(between: tuple[int, int], left: int | None) -> Verdict:
    if left is None:
        return Verdict.OPEN
    if left < between[0]:
        return Verdict.EARLIER
    return Verdict.LATER if left > between[1] else Verdict.INSIDE

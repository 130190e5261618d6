"""Forecasts of past days as they would have been then, beside actual progress.

Nothing is stored: a past forecast is computed from the events written by the end of that day. Actual progress is what
is known now, including back-dated ticks.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.forecast.bootstrap import Basis, forecast
from roadmaps.forecast.burn_up_series import burn_up, said_by, started_on
from roadmaps.forecast.pace import measure_pace
from roadmaps.plan import WEEK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from roadmaps.catalogue import Roadmap
    from roadmaps.forecast.bootstrap import Ahead, Forecast, Span
    from roadmaps.journal import Event

WEEKS_BETWEEN = 4
"""The interval between past forecasts."""
WEEKS_AHEAD = 8
"""The horizon at which what is left is compared with a forecast, long before the finish can be."""
FUTURES = 1000
MOST = 130
"""The most past forecasts: those of ten years."""


class Verdict(StrEnum):
    """Where the actual value was relative to a range."""

    INSIDE = "inside"
    EARLIER = "earlier"
    LATER = "later"
    OPEN = "not known yet"


class PastForecast(NamedTuple):
    """A forecast as it would have been, beside actual progress."""

    forecast: Forecast
    finished_on: date | None
    """The first day after the forecast on which nothing was left; None if there was none."""
    half: Verdict
    """The finish against the 50 % range."""
    most: Verdict
    """The finish against the 85 % range."""
    ahead: Ahead
    """What it predicted for eight weeks on, or for its last day if that is earlier."""
    left: int | None
    """What was left on that day; None until it is over."""
    left_half: Verdict
    """What was left against the 50 % range: "earlier" when less was left."""
    left_most: Verdict


class Score(NamedTuple):
    """How many forecasts held, of those for which it is known."""

    inside: int
    known: int


def days_to_look_back_on(events: Iterable[Event], today: date, most: int = MOST) -> list[date]:
    """Every fourth week from the start up to yesterday; of more than ``most``, the last ones."""
    start = started_on(events) or today
    weeks = range(WEEKS_BETWEEN, -(-(today - start).days // WEEK.days), WEEKS_BETWEEN)
    return [start + each * WEEK for each in weeks[-most:]]


def past_forecasts(
    roadmap: Roadmap, events: Sequence[Event], days: Iterable[date], today: date, *, futures: int = FUTURES
) -> Iterator[PastForecast]:
    """The forecasts of past days, in order, without those on which it was too early for a range.

    A generator, since each takes 10 to 30 ms and the caller may stop.
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
    """The number of "inside" verdicts among those that are known."""
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

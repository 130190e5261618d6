"""When a roadmap will be finished, as ranges, from the user's own past weeks.

Many futures are drawn from the past weeks by a Bayesian bootstrap (Rubin, 1981): each future gives the past weeks
random weights and draws its weeks by them. ``docs/forecast.md`` explains the method, the measurements and the
constants; ``python -m tests.calibration`` repeats the measurements.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from math import ceil, inf
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.forecast.pace import measure_pace
from roadmaps.plan import HORIZON_WEEKS, WEEK, DaysOff, StudyTime

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import numpy as np
    from numpy.typing import NDArray

    from roadmaps.catalogue import Roadmap
    from roadmaps.forecast.pace import Pace, Week
    from roadmaps.journal import Event

FEWEST_ACTIVE_WEEKS = 6
"""With fewer weeks that have a tick, it is too early to tell."""
HORIZON = timedelta(weeks=HORIZON_WEEKS)
FUTURES = 4000
SEED = 1981
_CHUNK_WEEKS = 26


class Method(NamedTuple):
    """The parameters of the bootstrap."""

    concentration: float
    """The Dirichlet weight of the last week. Rubin uses 1; less makes the futures differ more from each other."""
    half_life_weeks: float
    """Age in weeks at which the weight of a week has halved."""
    empty_weeks: int
    """Empty weeks added before the first: even a user who has had none so far will have some."""


METHOD = Method(concentration=0.7, half_life_weeks=26, empty_weeks=3)


class Basis(StrEnum):
    """What a forecast is based on: the first that applies, in this order."""

    NOTHING_IN_SCOPE = "nothing in scope"
    FINISHED = "nothing left"
    HOURS = "too early to tell: hours left, spread over the weeks of study"
    PACE = "own past weeks"


class Span(NamedTuple):
    """Two days, both inclusive; None is a day beyond the horizon."""

    first: date | None
    last: date | None

    def holds(self, day: date | None) -> bool:
        """Whether the span contains a day; None is a day beyond the horizon."""
        number = day.toordinal() if day else inf
        first = self.first.toordinal() if self.first else inf
        return first <= number <= (self.last.toordinal() if self.last else inf)


class Ahead(NamedTuple):
    """How many can-dos will be left at the end of a day; ranges are inclusive.

    ``middle`` is the median of the futures; ``half`` and ``most`` contain the central 50 % and 85 % of them.
    """

    day: date
    middle: int
    half: tuple[int, int]
    most: tuple[int, int]


class Chance(NamedTuple):
    """The number of futures in which something happens."""

    number: int
    futures: int

    @property
    def in_twenty(self) -> int:
        """Twentieths, rounded; 0 and 20 only if it happens in none or all of the futures."""
        rounded = round(20 * self.number / self.futures)
        return min(max(rounded, int(self.number > 0)), 20 - int(self.number < self.futures))

    @property
    def text(self) -> str:
        """The chance in words: "14 in 20"."""
        return f"{self.in_twenty} in 20"


@dataclass(frozen=True)
class Forecast:
    """When a roadmap will be finished, as known on a day."""

    pace: Pace
    basis: Basis
    half: Span | None = None
    """The central 50 % of the futures. None unless the basis is the user's pace."""
    most: Span | None = None
    """The central 85 %."""
    wide: Span | None = None
    """When the hours left are done by the low and the high estimate, with the hours, study days, weeks off and start of
    the plan. None unless it is too early to tell, and if the plan has no study time."""
    ahead: tuple[Ahead, ...] = ()
    """What will be left at whole weeks ahead, without weeks off, until nearly all futures are finished."""
    finish_days: tuple[int, ...] = ()
    """Days until each future is finished, ascending, without those beyond the horizon."""
    futures: int = 0
    """The number of futures drawn."""

    @property
    def middle(self) -> date | None:
        """The day by which half the futures are finished; None beyond the horizon, or without futures."""
        place = (self.futures - 1) // 2
        return self.pace.day + timedelta(days=self.finish_days[place]) if 0 <= place < len(self.finish_days) else None

    def chance_by(self, target: date) -> Chance | None:
        """The chance of being finished by the end of a day; None for a past day, or unless the basis is the pace."""
        if self.basis is not Basis.PACE or target < self.pace.day:
            return None
        return Chance(bisect_right(self.finish_days, (target - self.pace.day).days), self.futures)


def forecast_on(roadmap: Roadmap, events: Sequence[Event], day: date) -> Forecast:
    """The forecast of a day, from all the events given. Tiles, cards, charts and exports all show this one.

    ``burn_up_series`` says which events to pass for an earlier day.
    """
    return forecast(measure_pace(roadmap, events, day))


def forecast(
    pace: Pace,
    *,
    futures: int = FUTURES,
    seed: int = SEED,
    method: Method = METHOD,
) -> Forecast:
    """When a roadmap will be finished at the user's pace. The same pace and seed give the same forecast."""
    if not pace.can_dos:
        return Forecast(pace, Basis.NOTHING_IN_SCOPE)
    if not pace.left:
        return Forecast(pace, Basis.FINISHED)
    if pace.active_weeks < FEWEST_ACTIVE_WEEKS:
        return Forecast(pace, Basis.HOURS, wide=_by_hours(pace))
    import numpy as np

    finish, left = _drawn(pace, method, np.random.default_rng(seed), futures)
    return _by_pace(pace, finish, left)


def _by_hours(pace: Pace) -> Span | None:
    """The two ends of the plan, scheduled as by ``make_plan``, so that both give the same days."""
    commitment = pace.commitment.as_planned()
    if not commitment.has_time:
        return None
    time = StudyTime(commitment, pace.day)
    first, last = (time.end(hours) for hours in (pace.hours_left.low, pace.hours_left.high))
    return Span(first and first.day, last and last.day)


def _by_pace(pace: Pace, finish: NDArray[np.float64], left: NDArray[np.int16]) -> Forecast:
    import numpy as np

    futures = finish.size
    days = _calendar(pace)
    finish = days[np.minimum(finish, len(days) - 1).astype(np.int64)]
    finish.sort()
    # numpy sorts 16-bit integers in linear time.
    left.sort(axis=0, kind="stable")
    half, most = (_between(futures, percent) for percent in (50, 85))
    lasting = int(np.count_nonzero(left[most[1]])) + 1
    return Forecast(
        pace,
        Basis.PACE,
        half=Span(*(_day(pace, finish[place]) for place in half)),
        most=Span(*(_day(pace, finish[place]) for place in most)),
        ahead=tuple(
            Ahead(
                day=pace.day + timedelta(days=int(days[WEEK.days * week])),
                middle=int(column[(futures - 1) // 2]),
                half=(int(column[half[0]]), int(column[half[1]])),
                most=(int(column[most[0]]), int(column[most[1]])),
            )
            for week, column in enumerate(left.T[:lasting], start=1)
            if WEEK.days * week < len(days) and days[WEEK.days * week] < inf
        ),
        finish_days=tuple(int(days) for days in finish[finish < inf]),
        futures=futures,
    )


def _between(count: int, percent: int) -> tuple[int, int]:
    """The indices, in a sorted row, of the two ends of its central part."""
    low = -(-count * (100 - percent) // 200)
    return low - 1, count - low


def _calendar(pace: Pace) -> NDArray[np.float64]:
    """For each number of working days after today, the calendar days they take; the last is infinite.

    Infinite means beyond the horizon.
    """
    import numpy as np

    numbers = np.arange(HORIZON.days + 2, dtype=np.float64)
    numbers[-1] = inf
    off = DaysOff(monday for monday in pace.commitment.weeks_off if monday + WEEK > pace.day)
    if not off:
        return numbers
    ahead = [number for number in range(1, HORIZON.days + 1) if not off.holds(pace.day + timedelta(days=number))]
    return np.array([0, *ahead, inf], dtype=np.float64)


def _day(pace: Pace, days: float) -> date | None:
    return pace.day + timedelta(days=ceil(days)) if days <= HORIZON.days else None


def _drawn(
    pace: Pace, method: Method, chance: np.random.Generator, futures: int
) -> tuple[NDArray[np.float64], NDArray[np.int16]]:
    """The days until each future is finished, shape (futures,), and what is left after each week, (futures, weeks).

    Days are infinite beyond the horizon; ``weeks`` is at least as many as the longest future needs, up to it. A week's
    ticks are spread evenly over its days, and what is added in it is added after them.
    """
    import numpy as np

    kinds = _kinds_of_week(pace.weeks, method)
    ticked_in, added_in = np.array(list(kinds), dtype=np.int64).T
    shares = chance.dirichlet(list(kinds.values()), size=futures)
    bounds = shares.cumsum(axis=1)[:, :-1]
    finish = np.full(futures, inf)
    history = []
    going = np.arange(futures)
    left = np.full(futures, pace.left, dtype=np.int64)
    pool = np.full(futures, pace.addable, dtype=np.int64)
    for first_week in range(0, HORIZON_WEEKS, _CHUNK_WEEKS):
        kind = _kinds_drawn(chance.random((len(going), _CHUNK_WEEKS)), bounds[going])
        added = np.minimum(added_in[kind].cumsum(axis=1), pool[going, None])
        ticks = ticked_in[kind]
        after = left[going, None] + added - ticks.cumsum(axis=1)
        before = np.column_stack([left[going], after[:, :-1]])
        is_last = before <= ticks
        is_finished = np.logical_or.accumulate(is_last, axis=1)
        ended = is_finished[:, -1]
        week = is_last.argmax(axis=1)[ended]
        in_week = before[ended, week] / (ticks[ended, week] + 1)
        finish[going[ended]] = WEEK.days * (first_week + week) + np.ceil(WEEK.days * in_week)
        chunk = np.zeros((futures, _CHUNK_WEEKS), dtype=np.int16)
        chunk[going] = np.where(is_finished, 0, after)
        history.append(chunk)
        left[going], pool[going] = after[:, -1], pool[going] - added[:, -1]
        going = going[~ended]
        if not going.size:
            break
    return finish, np.hstack(history)


def _kinds_of_week(weeks: Sequence[Week], method: Method) -> dict[tuple[int, int], float]:
    """(Ticked, added) of a week -> the Dirichlet weight of all weeks like that, which is the sum of theirs."""
    weights: dict[tuple[int, int], float] = {}
    newest_first = [(week.ticked, week.added) for week in reversed(weeks)] + [(0, 0)] * method.empty_weeks
    for age, kind in enumerate(newest_first):
        weights[kind] = weights.get(kind, 0) + method.concentration * 0.5 ** (age / method.half_life_weeks)
    return weights


def _kinds_drawn(numbers: NDArray[np.float64], bounds: NDArray[np.float64]) -> NDArray[np.int64]:
    """The kind that each number (futures × weeks, from 0 to 1) falls on, by the bounds of its future."""
    import numpy as np

    kind = np.zeros(numbers.shape, dtype=np.int64)
    for bound in bounds.T:
        kind += numbers > bound[:, None]
    return kind

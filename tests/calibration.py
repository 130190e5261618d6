"""``python -m tests.calibration``: how often the ranges of a forecast hold what comes, over made-up people.

For each length of history there are as many people as asked for who get a range: six weeks with a tick lie behind
them, and something is left. Their weeks go on by the same rules until they are finished, and that day is held against
the forecast. ``docs/forecast.md`` tells who these people are and what was measured.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.catalogue import Hours
from roadmaps.forecast import HORIZON, Span
from roadmaps.forecast.bootstrap import FEWEST_ACTIVE_WEEKS, METHOD, Method, forecast
from roadmaps.forecast.pace import Pace, Week
from roadmaps.forecast.past import WEEKS_AHEAD
from roadmaps.plan import WEEK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
HISTORIES = (8, 12, 26, 52)
"""In weeks."""
START = date(2025, 1, 6)
FUTURES = 1000
SEED = 7


def plain_resampling(_weeks: int) -> Method:
    """Each past week as likely as the others."""
    return Method(concentration=1e6, half_life_weeks=math.inf, empty_weeks=0)


def rubins_bootstrap(_weeks: int) -> Method:
    """The Bayesian bootstrap as it was published."""
    return Method(concentration=1, half_life_weeks=math.inf, empty_weeks=0)


def stepped_bootstrap(weeks: int) -> Method:
    """The Bayesian bootstrap with less concentration for less history."""
    return Method(0.5 if weeks < 12 else 0.7 if weeks < 26 else 1, half_life_weeks=math.inf, empty_weeks=0)


def ours(_weeks: int) -> Method:
    """What the program does."""
    return METHOD


OTHERS = (plain_resampling, rubins_bootstrap, stepped_bootstrap)


class Habit(StrEnum):
    """What the weeks of a made-up person are like."""

    STEADY = "steady"
    BURSTS = "in bursts"
    IDLE = "idle for weeks"
    CHANGING = "changing pace"


class Person(NamedTuple):
    """A made-up person on the day of the forecast, and the day on which they finish; None is beyond the horizon."""

    pace: Pace
    finished_on: date | None
    left: tuple[int, ...]
    """What is left after each of the weeks that follow, up to the eighth."""


class Row(NamedTuple):
    """Shares of people, 0 to 1, and the middle width of the 85 % range in weeks."""

    history: int
    people: int
    in_half: float
    in_most: float
    earlier: float
    """Finished before the 85 % range."""
    later: float
    """Finished after it."""
    by_middle: float
    """Finished by the middle of the futures."""
    left_in_half: float
    """What was left eight weeks on lay in the 50 % range."""
    left_in_most: float
    weeks_wide: float


def weeks_without_end(habit: Habit, chance: np.random.Generator) -> Iterator[tuple[int, int]]:
    """Can-dos ticked and added, week after week, of somebody with this habit and a pace of their own."""
    pace = chance.lognormal(math.log(1.0), 0.6)
    off = chance.uniform(0, 0.25)
    adds = chance.uniform(0, 0.05)
    burst = chance.uniform(0.5, 2)
    spell_begins, spell_lasts = chance.uniform(0.03, 0.12), chance.uniform(2, 6)
    spread = chance.uniform(0.2, 0.6)
    mood, is_idle = chance.normal(), False
    while True:
        mean = pace
        if habit is Habit.BURSTS:
            mean *= chance.gamma(burst) / burst
        if habit is Habit.CHANGING:
            mood = 0.95 * mood + math.sqrt(1 - 0.95**2) * chance.normal()
            mean *= math.exp(spread * mood)
        if habit is Habit.IDLE:
            is_idle = chance.random() > 1 / spell_lasts if is_idle else chance.random() < spell_begins
        works = not is_idle and chance.random() >= off
        yield int(chance.poisson(mean)) if works else 0, int(chance.integers(1, 4)) if chance.random() < adds else 0


def person(habit: Habit, history: int, chance: np.random.Generator) -> Person | None:
    """Somebody with so many weeks behind them; None if they are finished, or get no range."""
    left, addable = int(chance.integers(20, 101)), int(chance.integers(0, 17))
    weeks: list[Week] = []
    after: list[int] = []
    pace = None
    for number, (ticked, added) in enumerate(weeks_without_end(habit, chance)):
        monday = START + number * WEEK
        if number == history:
            pace = Pace(monday, 2 * left, left, Hours(), tuple(weeks), addable)
            if pace.active_weeks < FEWEST_ACTIVE_WEEKS:
                return None
        if ticked >= left:
            days = sorted(chance.integers(1, 8, size=ticked))
            finished_on = monday + timedelta(days=int(days[left - 1]))
            return Person(pace, finished_on, (*after, *[0] * WEEKS_AHEAD)[:WEEKS_AHEAD]) if pace else None
        # What is added in the first week is the setting up and no growth.
        added = min(added, addable) if number else 0
        left, addable = left - ticked + added, addable - added
        weeks.append(Week(monday, ticked, added))
        if pace and len(after) < WEEKS_AHEAD:
            after.append(left)
        if pace and monday - pace.day >= HORIZON:
            return Person(pace, None, tuple(after))
    raise AssertionError("weeks without end have ended")


def people_of(habits: Sequence[Habit], history: int, size: int, seed: int) -> list[Person]:
    """So many people who get a range, the habits by turns."""
    import numpy as np

    chance = np.random.default_rng([seed, history])
    found: list[Person] = []
    while len(found) < size:
        if someone := person(habits[len(found) % len(habits)], history, chance):
            found.append(someone)
    return found


def measure(people: Sequence[Person], history: int, method: Method = METHOD, futures: int = FUTURES) -> Row:
    """How often the ranges hold."""
    found, widths = Counter[str](), []
    for seed, (pace, finished_on, left) in enumerate(people):
        made = forecast(pace, futures=futures, seed=seed, method=method)
        assert made.half
        assert made.most
        found["in_half"] += made.half.holds(finished_on)
        found["in_most"] += made.most.holds(finished_on)
        found["earlier"] += is_before(finished_on, made.most)
        found["later"] += not made.most.holds(finished_on) and not is_before(finished_on, made.most)
        found["by_middle"] += Span(pace.day, made.middle).holds(finished_on)
        ahead = made.ahead[:WEEKS_AHEAD]
        left_then = left[len(ahead) - 1]
        found["left_in_half"] += ahead[-1].half[0] <= left_then <= ahead[-1].half[1]
        found["left_in_most"] += ahead[-1].most[0] <= left_then <= ahead[-1].most[1]
        first, last = (day or pace.day + HORIZON for day in made.most)
        widths.append((last - first) / WEEK)
    shares = {name: number / len(people) for name, number in found.items()}
    return Row(history, len(people), **shares, weeks_wide=sorted(widths)[len(people) // 2])


def is_before(day: date | None, span: Span) -> bool:
    """Whether a day lies before a span; None is beyond the horizon."""
    return day is not None and (span.first is None or day < span.first)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.calibration", description="Measure the forecast.")
    parser.add_argument("--people", type=int, default=500, help="for each length of history")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--all", action="store_true", help="other methods, and each habit alone, too")
    options = parser.parse_args()
    mixed = {history: people_of([*Habit], history, options.people, options.seed) for history in HISTORIES}
    for method in (*(OTHERS if options.all else ()), ours):
        name = method.__name__.replace("_", " ")
        show(name, [measure(mixed[history], history, method(history)) for history in HISTORIES])
    for habit in Habit if options.all else ():
        alone = {history: people_of([habit], history, options.people, options.seed) for history in HISTORIES}
        show(f"ours, {habit}", [measure(alone[history], history) for history in HISTORIES])
    return 0


def show(name: str, rows: Sequence[Row]) -> None:
    """Write a table."""
    sys.stdout.write(
        f"{name}\n{'':13}  finish: 50 %   85 %  earlier   later  by middle  85 % range  8 weeks on: 50 %   85 %\n"
    )
    for row in rows:
        sys.stdout.write(
            f"{row.history:3} weeks  {row.people:3}  {row.in_half:12.1%}  {row.in_most:5.1%}  {row.earlier:7.1%}  "
            f"{row.later:6.1%}  {row.by_middle:9.1%}  {row.weeks_wide:4.0f} weeks  {row.left_in_half:16.1%}  "
            f"{row.left_in_most:5.1%}\n"
        )


if __name__ == "__main__":
    sys.exit(main())

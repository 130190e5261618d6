"""The shortest way to more ads: which skill to raise next, so that ads become fully covered in the fewest hours.

An order of steps is as good as the hours that pass until each ad is covered, summed over all ads that can be: the area
above the curve "ads covered, by hours of study".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.ads.way_order import most_asked_first, order_of
from roadmaps.ads.way_steps import StepBits
from roadmaps.gap import NO_HOURS
from roadmaps.text.text_format import count_text, hours_text, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from roadmaps.ads.across import ReadAd
    from roadmaps.ads.way_steps import WayStep
    from roadmaps.gap import Gap
    from roadmaps.journal import Progress


class CurvePoint(NamedTuple):
    """A corner of the step chart."""

    hours: float
    """Of study so far, by the middle estimate."""
    covered: int


class Blocked(NamedTuple):
    """An ad that no amount of study covers, and why."""

    ad_id: str
    name: str
    reason: str


@dataclass(frozen=True)
class ShortestWay:
    """The order of steps, and one to compare it with."""

    ads: int
    covered_now: int
    steps: tuple[WayStep, ...]
    most_asked_first: tuple[WayStep, ...]
    """The steps to the same ads, with the most wanted skill first, for comparison."""
    blocked: tuple[Blocked, ...]
    is_exact: bool
    """Whether no other order is better; otherwise it was searched for, and a better one may exist."""

    @cached_property
    def curve(self) -> tuple[CurvePoint, ...]:
        """The corners of "ads covered, by hours of study"."""
        return _curve(self.covered_now, self.steps)

    @cached_property
    def curve_of_most_asked(self) -> tuple[CurvePoint, ...]:
        """The same for the order that is compared."""
        return _curve(self.covered_now, self.most_asked_first)

    @property
    def explanation(self) -> str:
        """How the order came about, in a few sentences."""
        if not self.steps:
            return _nothing_to_do(self)
        first = self.steps[0]
        until = next((place for place, step in enumerate(self.steps, 1) if step.newly_covered), len(self.steps))
        hours = hours_text(sum((step.hours for step in self.steps[:until]), NO_HOURS))
        gained = self.steps[until - 1].covered - self.covered_now
        start = f"Start with {first.skill.short_name}: after {hours}, {count_text(gained, 'more ad')} "
        start += f"{'is' if gained == 1 else 'are'} fully covered."
        how = (
            "No other order of these steps covers the ads sooner on average."
            if self.is_exact
            else "There are too many orders to try, so each time, what covers the most ads per hour comes next."
        )
        return f"{start} {how} {self.comparison}".strip()

    @property
    def comparison(self) -> str:
        """How the most wanted skill first would do, in a sentence; empty if it is as good."""
        best: tuple[int, float] = (0, 0.0)
        for point in self.curve:
            gained = point.covered - covered_at(self.curve_of_most_asked, point.hours)
            if gained > best[0]:
                best = (gained, point.hours)
        if not best[0]:
            return ""
        hours = best[1]
        ours, theirs = covered_at(self.curve, hours), covered_at(self.curve_of_most_asked, hours)
        after = f"After about {round(hours)}\u00a0h"
        return f"{after}: {count_text(ours, 'ad')} in this order, {theirs} with the most asked first."


def covered_at(curve: Sequence[CurvePoint], hours: float) -> int:
    """How many ads are covered after some hours."""
    return max((point.covered for point in curve if point.hours <= hours + 1e-6), default=0)


def _curve(covered: int, steps: Iterable[WayStep]) -> tuple[CurvePoint, ...]:
    points, hours = [CurvePoint(0.0, covered)], 0.0
    for step in steps:
        hours += step.hours.middle
        points.append(CurvePoint(hours, step.covered))
    return tuple(points)


def _nothing_to_do(way: ShortestWay) -> str:
    if not way.ads:
        return "Keep a job ad to see the shortest way to cover it."
    if way.covered_now == way.ads:
        return "Every ad is fully covered."
    return "No step covers another ad: the others need what you’ve set aside, or name nothing we recognise."


def shortest_way(
    ads: Sequence[ReadAd], gap: Gap, progress: Progress, watch: Callable[[float], object] = lambda _: None
) -> ShortestWay:
    """Find the order of steps.

    ``watch`` is called with the share of the ads that are placed, always below 1. An exception that it raises cancels.
    """
    steps = StepBits(gap, progress)
    covered = sum(read.measured.is_covered for read in ads)
    blocked = [*_blocked(ads)]
    out = {each.ad_id for each in blocked}
    open_ads = [read for read in ads if read.id not in out and not read.measured.is_covered]
    wanted = {read.id: steps.options(read) for read in open_ads}
    order, is_exact = order_of(wanted, steps, watch)
    most_asked = most_asked_first(open_ads, wanted, steps)
    names = [steps.listed(bits, wanted, covered, open_ads) for bits in (order, most_asked)]
    return ShortestWay(len(ads), covered, names[0], names[1], tuple(blocked), is_exact)


def _blocked(ads: Iterable[ReadAd]) -> Iterator[Blocked]:
    for read in ads:
        if not read.measured.musts:
            reason = "nothing recognised" if not read.measured.is_recognised else "no must-haves recognised"
            yield Blocked(read.id, read.name, reason)
        elif aside := read.measured.blocked_by:
            yield Blocked(read.id, read.name, f"{joined(each.skill.short_name for each in aside)} set aside")

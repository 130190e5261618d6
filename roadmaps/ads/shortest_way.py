"""The shortest way to more ads: which skill to raise next, so that ads become fully covered in the fewest hours.

An order of steps is as good as the hours that pass until each ad is covered, summed over all ads that can be: the area
above the curve "ads covered, by hours of study". Where there are few ways, the best is found exactly: Dijkstra's
algorithm over the sets of steps that are done. Otherwise it is a greedy search: of single ads and pairs of ads, those
that cover the most ads for an hour come next.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from itertools import combinations, product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.ads.coverage import AskState, alternatives
from roadmaps.gap import NO_HOURS
from roadmaps.plan import StepId
from roadmaps.text.text_format import count_text, hours_text, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from roadmaps.ads.across import ReadAd
    from roadmaps.catalogue import Hours, Skill
    from roadmaps.gap import Gap
    from roadmaps.journal import Progress

MOST_ADS_EXACT, MOST_STATES_EXACT = 10, 20_000
"""Up to how many ads, and sets of steps, the best order is found exactly."""
_MOST_OPTIONS = 64
"""Of one ad with many alternatives; beyond it only the shortest of each alternative counts."""
_PAIRED = 12
"""How many of the best single ads are tried in pairs."""


class Cancelled(Exception):
    """The caller wants no answer any more."""


class WayStep(NamedTuple):
    """One skill to raise."""

    skill: Skill
    level: int
    hours: Hours
    covered: int
    """How many ads are covered after it."""
    newly_covered: tuple[str, ...]
    """Ids of the ads that it is the last step to."""
    needed_for: tuple[Skill, ...]
    """The skills that need it first, where no open ad asks for it at this level."""


class CurvePoint(NamedTuple):
    """A corner of the step chart."""

    hours: float
    """Of study so far, by the middle estimate."""
    covered: int


class Blocked(NamedTuple):
    """An ad that no study covers, and why."""

    ad_id: str
    name: str
    reason: str


@dataclass(frozen=True)
class ShortestWay:
    """The order of steps, and what it is compared with."""

    ads: int
    covered_now: int
    steps: tuple[WayStep, ...]
    most_asked_first: tuple[WayStep, ...]
    """The same ads by raising the most asked skill first, for comparison."""
    blocked: tuple[Blocked, ...]
    is_exact: bool
    """Whether no other order is better; otherwise it was searched for and may not be the very best."""

    @cached_property
    def hours(self) -> Hours:
        """Of all steps."""
        return sum((step.hours for step in self.steps), NO_HOURS)

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
            else "There are too many orders to try; each time, what covers the most ads for an hour comes next."
        )
        return f"{start} {how} {self.comparison}".strip()

    @property
    def comparison(self) -> str:
        """What the most asked skill first would do, in a sentence; empty where it is as good."""
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


def shortest_way(
    ads: Sequence[ReadAd], gap: Gap, progress: Progress, report: Callable[[int, int], bool] = lambda _done, _all: True
) -> ShortestWay:
    """Find the order of steps.

    ``report`` is told how many ads are placed, of how many; where it returns False, Cancelled is raised.
    """
    steps = _Steps(gap, progress)
    covered = sum(read.measured.is_covered for read in ads)
    blocked = [*_blocked(ads)]
    out = {each.ad_id for each in blocked}
    open_ads = [read for read in ads if read.id not in out and not read.measured.is_covered]
    wanted = {read.id: steps.options(read) for read in open_ads}
    order, is_exact = _order(wanted, steps, report)
    most_asked = _most_asked_first(open_ads, wanted, steps)
    names = [steps.listed(bits, wanted, covered, open_ads) for bits in (order, most_asked)]
    return ShortestWay(len(ads), covered, names[0], names[1], tuple(blocked), is_exact)


def _blocked(ads: Iterable[ReadAd]) -> Iterator[Blocked]:
    for read in ads:
        if not read.measured.musts:
            reason = "nothing recognised" if not read.measured.is_recognised else "no must-haves recognised"
            yield Blocked(read.id, read.name, reason)
        elif aside := read.measured.blocked_by:
            yield Blocked(read.id, read.name, f"{joined(each.skill.short_name for each in aside)} set aside")


class _Steps:
    """Steps as bits of whole numbers, so that sets of them are quick to join and to compare."""

    def __init__(self, gap: Gap, progress: Progress) -> None:
        self._gap = gap
        self._progress = progress
        self._bits: dict[StepId, int] = {}
        self._needs: dict[StepId, int] = {}
        """Step -> itself and all that comes before it."""
        self.ids: list[StepId] = []
        self.hours: list[Hours] = []
        self._length: dict[int, float] = {0: 0.0}

    def up_to(self, skill_id: str, level: int, above: tuple[str, ...] = ()) -> int:
        """The steps that raise a skill to a level, with the prerequisites that the goal asks for first."""
        found = 0
        known = self._gap.skills[skill_id]
        for can_do in known.skill.can_dos:
            if can_do.level > level or can_do.id in self._progress.ticks:
                continue
            step = StepId(skill_id, can_do.level)
            if step not in self._needs:
                before = found
                for missing in known.missing:
                    if missing.skill.id not in above:
                        before |= self.up_to(missing.skill.id, missing.asked, (*above, skill_id))
                self._bits[step] = 1 << len(self.ids)
                self.ids.append(step)
                self.hours.append(known.skill.hours_of(can_do.level))
                self._needs[step] = before | self._bits[step]
            found |= self._needs[step]
        return found

    def options(self, read: ReadAd) -> list[int]:
        """The sets of steps that cover an ad: one for each way through its alternatives."""
        asks = []
        for each in read.measured.musts:
            skills = alternatives(each.ask, read.corrections, self._gap, self._progress)
            ways = {self.up_to(one.skill.id, one.asked) for one in skills if one.state is not AskState.SET_ASIDE}
            if 0 not in ways:
                asks.append(sorted(ways, key=self.length))
        if prod(len(ways) for ways in asks) > _MOST_OPTIONS:
            asks = [ways[:1] for ways in asks]
        joint = {self.join(ways) for ways in product(*asks)}
        return [each for each in joint if not any(other != each and other & each == other for other in joint)]

    def join(self, ways: Iterable[int]) -> int:
        found = 0
        for each in ways:
            found |= each
        return found

    def length(self, bits: int) -> float:
        """Hours of a set of steps, by the middle estimate."""
        if bits not in self._length:
            self._length[bits] = sum(self.hours[place].middle for place in _places(bits))
        return self._length[bits]

    def listed(
        self, order: Sequence[int], wanted: Mapping[str, list[int]], covered: int, ads: Sequence[ReadAd]
    ) -> tuple[WayStep, ...]:
        """The steps in words; levels of one skill in a row are one step, unless an ad is covered in between."""
        rows: list[WayStep] = []
        done, left = 0, dict(wanted)
        asked = {
            (each.skill.id, level) for read in ads for each in read.measured.musts for level in range(each.asked + 1)
        }
        for place in order:
            step, hours = self.ids[place], self.hours[place]
            done |= 1 << place
            new = tuple(ad for ad, options in left.items() if any(option & ~done == 0 for option in options))
            for each in new:
                del left[each]
            covered += len(new)
            skill = self._gap.skills[step.skill_id].skill
            if rows and rows[-1].skill.id == skill.id and not rows[-1].newly_covered:
                hours += rows.pop().hours
            needed_for = () if (skill.id, step.level) in asked else self._needed_for(skill, order)
            rows.append(WayStep(skill, step.level, hours, covered, new, needed_for))
        return tuple(rows)

    def _needed_for(self, skill: Skill, order: Sequence[int]) -> tuple[Skill, ...]:
        others = (self._gap.skills[each] for each in dict.fromkeys(self.ids[place].skill_id for place in order))
        return tuple(each.skill for each in others if any(missing.skill.id == skill.id for missing in each.missing))


def _places(bits: int) -> Iterator[int]:
    while bits:
        last = bits & -bits
        yield last.bit_length() - 1
        bits ^= last


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
    return "No step covers another ad: the rest are set aside or name nothing that is recognised."


# The order


def _order(
    wanted: Mapping[str, list[int]], steps: _Steps, report: Callable[[int, int], bool]
) -> tuple[list[int], bool]:
    states = prod(len(options) + 1 for options in wanted.values())
    if len(wanted) <= MOST_ADS_EXACT and states <= MOST_STATES_EXACT:
        _told(report, 0, len(wanted))
        return _laid_out(_best_path(wanted, steps), steps), True
    return _laid_out(_greedy_path(wanted, steps, report), steps), False


def _told(report: Callable[[int, int], bool], done: int, whole: int) -> None:
    if not report(done, whole):
        raise Cancelled


def _laid_out(path: Iterable[int], steps: _Steps) -> list[int]:
    order: list[int] = []
    done = 0
    for bits in path:
        order += _places(bits & ~done)  # as they were found: what comes before comes first
        done |= bits
    return order


def _left(done: int, wanted: Mapping[str, list[int]]) -> list[str]:
    return [ad for ad, options in wanted.items() if all(option & ~done for option in options)]


def _best_path(wanted: Mapping[str, list[int]], steps: _Steps) -> list[int]:
    """The sets of steps to do one after the other, so that the ads wait the fewest hours in all.

    A path through sets of steps: from each, one more ad is covered in one of its ways, and every ad that is open
    meanwhile waits for as long as that takes.
    """
    best: dict[int, float] = {0: 0.0}
    came_from: dict[int, int] = {}
    queue = [(0.0, 0)]
    while queue:
        waited, done = heappop(queue)
        if waited > best[done]:
            continue
        left = _left(done, wanted)
        if not left:
            path = [done]
            while done:
                done = came_from[done]
                path.append(done)
            return path[::-1]
        for option in {option for ad in left for option in wanted[ad]}:
            then = done | option
            cost = waited + steps.length(option & ~done) * len(left)
            if cost < best.get(then, float("inf")):
                best[then] = cost
                came_from[then] = done
                heappush(queue, (cost, then))
    return []


def _greedy_path(wanted: Mapping[str, list[int]], steps: _Steps, report: Callable[[int, int], bool]) -> Iterator[int]:
    done = 0
    left = _left(done, wanted)
    whole = len(left)
    while left:
        _told(report, whole - len(left), whole)
        singles = {
            min((done | option for option in wanted[ad]), key=lambda then: steps.length(then & ~done)) for ad in left
        }
        rated = sorted(singles, key=lambda then: (-_rate(then, done, left, wanted, steps), then))
        pairs = {one | other for one, other in combinations(rated[:_PAIRED], 2)}
        both = max([rated[0], *sorted(pairs)], key=lambda then: _rate(then, done, left, wanted, steps))
        # Of a pair, what covers an ad first.
        inside = [each for each in rated if each & ~both == 0]
        done = min(inside, key=lambda then: (steps.length(then & ~done), then))
        yield done
        left = [ad for ad in left if all(option & ~done for option in wanted[ad])]


def _rate(then: int, done: int, left: Sequence[str], wanted: Mapping[str, list[int]], steps: _Steps) -> float:
    """How many ads a set of steps covers for an hour."""
    covered = sum(any(option & ~then == 0 for option in wanted[ad]) for ad in left)
    return covered / max(steps.length(then & ~done), 1e-9)


def _most_asked_first(ads: Sequence[ReadAd], wanted: Mapping[str, list[int]], steps: _Steps) -> list[int]:
    """Every step to the same ads, the skill that most ads ask for first."""
    counts: dict[str, int] = {}
    levels: dict[str, int] = {}
    for read in ads:
        for each in read.measured.musts:
            if not each.is_covered:
                counts[each.skill.id] = counts.get(each.skill.id, 0) + 1
                levels[each.skill.id] = max(levels.get(each.skill.id, 0), each.asked)
    ranked = sorted(counts, key=lambda skill_id: -counts[skill_id])
    return _laid_out((steps.up_to(skill_id, levels[skill_id]) for skill_id in ranked), steps)

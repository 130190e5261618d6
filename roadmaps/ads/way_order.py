"""The order in which steps cover ads soonest: exact where there are few possibilities, else by a greedy search.

The best order is found by Dijkstra's algorithm over the sets of finished steps. The greedy search looks at single ads
and pairs of ads, and next covers those that cover the most ads per hour.
"""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import combinations
from math import prod
from typing import TYPE_CHECKING

from roadmaps.ads.way_steps import places_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from roadmaps.ads.across import ReadAd
    from roadmaps.ads.way_steps import StepBits

MOST_ADS_EXACT, MOST_STATES_EXACT = 10, 20_000
"""Up to how many ads, and sets of steps, the best order is found exactly."""
_PAIRED = 12
"""How many of the best single ads are tried in pairs."""


def order_of(
    wanted: Mapping[str, list[int]], steps: StepBits, watch: Callable[[float], object]
) -> tuple[list[int], bool]:
    """The steps in order, and whether no other order is better; ``watch`` as for ``shortest_way``."""
    states = prod(len(options) + 1 for options in wanted.values())
    if len(wanted) <= MOST_ADS_EXACT and states <= MOST_STATES_EXACT:
        watch(0.0)
        return _laid_out(_best_path(wanted, steps), steps), True
    return _laid_out(_greedy_path(wanted, steps, watch), steps), False


def _laid_out(path: Iterable[int], steps: StepBits) -> list[int]:
    order: list[int] = []
    done = 0
    for bits in path:
        order += places_of(bits & ~done)  # prerequisites have the lower places
        done |= bits
    return order


def _left(done: int, wanted: Mapping[str, list[int]]) -> list[str]:
    return [ad for ad, options in wanted.items() if all(option & ~done for option in options)]


def _best_path(wanted: Mapping[str, list[int]], steps: StepBits) -> list[int]:
    """The sets of steps to do one after another, so that all ads together wait the fewest hours.

    A path through sets of steps: from each, one more ad is covered in one of its ways, and every ad that is open
    meanwhile waits for as long as that takes.
    """
    best: dict[int, float] = {0: 0.0}
    came_from: dict[int, int] = {}
    queue = [(0.0, 0)]
    while True:
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


def _greedy_path(wanted: Mapping[str, list[int]], steps: StepBits, watch: Callable[[float], object]) -> Iterator[int]:
    done = 0
    left = _left(done, wanted)
    whole = len(left)
    while left:
        watch((whole - len(left)) / whole)
        singles = {
            min((done | option for option in wanted[ad]), key=lambda then: steps.length(then & ~done)) for ad in left
        }
        rated = sorted(singles, key=lambda then: (-_rate(then, done, left, wanted, steps), then))
        pairs = {one | other for one, other in combinations(rated[:_PAIRED], 2)}
        both = max([rated[0], *sorted(pairs)], key=lambda then: _rate(then, done, left, wanted, steps))
        # Of a pair, the one that covers an ad sooner.
        inside = [each for each in rated if each & ~both == 0]
        done = min(inside, key=lambda then: (steps.length(then & ~done), then))
        yield done
        left = [ad for ad in left if all(option & ~done for option in wanted[ad])]


def _rate(then: int, done: int, left: Sequence[str], wanted: Mapping[str, list[int]], steps: StepBits) -> float:
    """How many ads a set of steps covers per hour."""
    covered = sum(any(option & ~then == 0 for option in wanted[ad]) for ad in left)
    return covered / max(steps.length(then & ~done), 1e-9)


def most_asked_first(ads: Sequence[ReadAd], wanted: Mapping[str, list[int]], steps: StepBits) -> list[int]:
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

"""In which order the arrows of the map run side by side.

All arrows from one node share one lane wherever they run in the same street or avenue. Arrows from different nodes
never share a stretch of one.
"""

from __future__ import annotations

from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from roadmaps.map.graph import Link, NodeId
    from roadmaps.map.routing import Path, Street

ROUNDS = 3

Way = TypeVar("Way")
"""A street or an avenue."""


class Track(NamedTuple):
    """A place among arrows that run side by side: its number, from 0 at the top or the left, of how many."""

    number: int
    of: int


class Tracks(NamedTuple):
    """The lanes of all streets and avenues, by the node that their arrows come from."""

    streets: Mapping[Street, Mapping[NodeId, Track]]
    avenues: Mapping[int, Mapping[NodeId, Track]]


def order_lanes(columns: Sequence[Sequence[NodeId]], paths: Mapping[Link, Path]) -> Tracks:
    """Lanes for arrows whose ways are chosen."""
    column_of = {node_id: number for number, column in enumerate(columns) for node_id in column}
    return _Order(column_of, paths).lanes()


SIDE, LEFT, RIGHT = 1000, 500, 900
"""Places in whole numbers, before anything is measured. Across, the lanes of avenue v stand from 1000 v on, and the
sides of the column right of it 500 and 900 further; down, the lanes of a street of level n from 1000 n on."""


class _Reach(NamedTuple):
    """A lane from low to high, and where it turns off: to the side of the lanes before it or of those after it."""

    low: int
    high: int
    before: list[int]
    after: list[int]


class _Order:
    """Puts the lanes of each street and avenue side by side in an order with few crossings."""

    def __init__(self, column_of: Mapping[NodeId, int], paths: Mapping[Link, Path]) -> None:
        self.streets: dict[Street, list[NodeId]] = {}
        self.avenues: dict[int, list[NodeId]] = {}
        self.ports: dict[tuple[Street, NodeId], set[int]] = {}
        """Where an arrow meets the side of a node, by street and source."""
        self.met_in_street: dict[tuple[Street, NodeId], set[int]] = {}
        self.met_in_avenue: dict[tuple[int, NodeId], set[Street]] = {}
        for link, path in paths.items():
            if path.streets:
                self._add(link, path, column_of[link.before], column_of[link.after])
        self.place_in_street = {
            (street, source): n for street, sources in self.streets.items() for n, source in enumerate(sources)
        }
        self.place_in_avenue = {
            (avenue, source): n for avenue, sources in self.avenues.items() for n, source in enumerate(sources)
        }
        for _ in range(ROUNDS):
            changed = [self._order_avenue(avenue) for avenue in sorted(self.avenues)]
            changed += [self._order_street(street) for street in sorted(self.streets)]
            if not any(changed):
                break

    def _add(self, link: Link, path: Path, start: int, end: int) -> None:
        source = link.before
        for street in path.streets:
            if source not in self.streets.setdefault(street, []):
                self.streets[street].append(source)
        for avenue in path.avenues:
            if source not in self.avenues.setdefault(avenue, []):
                self.avenues[avenue].append(source)
        right = SIDE * start + (RIGHT if start != end else LEFT)
        self.ports.setdefault((path.streets[0], source), set()).add(right)
        self.ports.setdefault((path.streets[-1], source), set()).add(SIDE * end + LEFT)
        for avenue, (one, other) in zip(path.avenues, pairwise(path.streets), strict=True):
            self.met_in_avenue.setdefault((avenue, source), set()).update((one, other))
            self.met_in_street.setdefault((one, source), set()).add(avenue)
            self.met_in_street.setdefault((other, source), set()).add(avenue)

    def _x(self, avenue: int, source: NodeId) -> int:
        return SIDE * avenue + self.place_in_avenue[avenue, source]

    def _y(self, street: Street, source: NodeId) -> int:
        return SIDE * street.level + self.place_in_street[street, source]

    def _across(self, street: Street, source: NodeId) -> list[int]:
        """Where a lane of a street begins, is met and ends."""
        met = [self._x(avenue, source) for avenue in self.met_in_street.get((street, source), ())]
        return sorted([*met, *self.ports.get((street, source), ())])

    def _down(self, avenue: int, source: NodeId) -> list[int]:
        return sorted(self._y(street, source) for street in self.met_in_avenue[avenue, source])

    def _order_avenue(self, avenue: int) -> bool:
        def reach(source: NodeId) -> _Reach:
            met = self.met_in_avenue[avenue, source]
            turns = [(self._y(street, source), self._across(street, source)) for street in met]
            return _reach(self._x(avenue, source), self._down(avenue, source), turns)

        return _reorder(self.avenues, self.place_in_avenue, avenue, reach)

    def _order_street(self, street: Street) -> bool:
        def reach(source: NodeId) -> _Reach:
            met = self.met_in_street.get((street, source), ())
            turns = [(self._x(avenue, source), self._down(avenue, source)) for avenue in met]
            return _reach(self._y(street, source), self._across(street, source), turns)

        return _reorder(self.streets, self.place_in_street, street, reach)

    def lanes(self) -> Tracks:
        """The order found, as lanes."""
        streets = {}
        for street, sources in self.streets.items():
            acrosses = [self._across(street, source) for source in sources]
            spans = [(_avenue_near(across[0]), _avenue_near(across[-1])) for across in acrosses]
            streets[street] = _side_by_side(sources, spans)
        avenues = {}
        for avenue, sources in self.avenues.items():
            downs = [self._down(avenue, source) for source in sources]
            avenues[avenue] = _side_by_side(sources, [(down[0] // SIDE, down[-1] // SIDE) for down in downs])
        return Tracks(MappingProxyType(streets), MappingProxyType(avenues))


def _avenue_near(place: int) -> int:
    """The avenue that a place across is in, or that the side of a node borders on."""
    return (place + SIDE - RIGHT) // SIDE


def _reach(here: int, along: Sequence[int], turns: Sequence[tuple[int, Sequence[int]]]) -> _Reach:
    """A lane that lies here: its places along the way, and for each turn its place and where it leads to."""
    before = [place for place, leads in turns if leads[0] < here]
    after = [place for place, leads in turns if leads[-1] > here]
    return _Reach(along[0], along[-1], before, after)


def _reorder(
    all_sources: dict[Way, list[NodeId]],
    places: dict[tuple[Way, NodeId], int],
    way: Way,
    reach: Callable[[NodeId], _Reach],
) -> bool:
    """Put the lanes of one street or avenue in a better order; whether that changed anything."""
    sources = all_sources[way]
    ordered = _best_order(sources, [reach(source) for source in sources])
    all_sources[way] = ordered
    places.update({(way, source): number for number, source in enumerate(ordered)})
    return ordered != sources


def _best_order(sources: Sequence[NodeId], lanes: Sequence[_Reach]) -> list[NodeId]:
    """The sources in an order with few crossings: each is moved to its best place until none gets better."""
    crossings = [
        [
            sum(two.low < place < two.high for place in one.after)
            + sum(one.low < place < one.high for place in two.before)
            for two in lanes
        ]
        for one in lanes
    ]
    order = list(range(len(lanes)))
    for _ in range(ROUNDS):
        before = tuple(order)
        for lane in before:
            order.remove(lane)
            costs = [sum(crossings[lane][other] for other in order)]
            for other in order:
                costs.append(costs[-1] + crossings[other][lane] - crossings[lane][other])
            place = before.index(lane)
            best = min(range(len(costs)), key=lambda n: (costs[n], abs(n - place)))
            order.insert(best, lane)
        if tuple(order) == before:
            break
    return [sources[lane] for lane in order]


def _side_by_side(sources: Sequence[NodeId], spans: Sequence[tuple[int, int]]) -> Mapping[NodeId, Track]:
    """Lanes in a given order. Those that do not run side by side may have the same number."""
    lanes: dict[NodeId, Track] = {}
    for group in _groups(spans):
        numbers: dict[int, int] = {}
        for one in sorted(group):
            numbers[one] = max((n + 1 for other, n in numbers.items() if _meet(spans[one], spans[other])), default=0)
        of = max(numbers.values()) + 1
        lanes.update({sources[one]: Track(number, of) for one, number in numbers.items()})
    return MappingProxyType(lanes)


def _groups(spans: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The spans, by their place, in groups that touch each other."""
    groups: list[list[int]] = []
    reached = -1
    for one in sorted(range(len(spans)), key=spans.__getitem__):
        if not groups or spans[one][0] > reached:
            groups.append([])
        groups[-1].append(one)
        reached = max(reached, spans[one][1])
    return groups


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]

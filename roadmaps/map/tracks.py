"""The order in which arrows run side by side.

All arrows from one node share one track wherever they run through the same street or avenue. Arrows from different
nodes never overlap.
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

Channel = TypeVar("Channel")
"""A street or an avenue."""


class Track(NamedTuple):
    """A position among ``of`` arrows that run side by side, counted from 0 at the top or left."""

    number: int
    of: int


class Tracks(NamedTuple):
    """The tracks of all streets and avenues, by the node their arrows start from."""

    streets: Mapping[Street, Mapping[NodeId, Track]]
    avenues: Mapping[int, Mapping[NodeId, Track]]


def order_tracks(columns: Sequence[Sequence[NodeId]], paths: Mapping[Link, Path]) -> Tracks:
    """Assign tracks to arrows that are already routed."""
    column_of = {node_id: number for number, column in enumerate(columns) for node_id in column}
    return _Order(column_of, paths).tracks()


SIDE, LEFT, RIGHT = 1000, 500, 900
"""Positions in whole numbers, before there are any pixel sizes. Horizontally, the tracks of avenue v start at 1000 v,
and the edges of the column to its right are 500 and 900 further on; vertically, the tracks of a street of level n start
at 1000 n.
"""


class _Reach(NamedTuple):
    """The span of a track, and where it turns off: towards the tracks before it, and towards those after it."""

    low: int
    high: int
    before: list[int]
    after: list[int]


class _Order:
    """Orders the tracks of each street and avenue so that few cross."""

    def __init__(self, column_of: Mapping[NodeId, int], paths: Mapping[Link, Path]) -> None:
        self.streets: dict[Street, list[NodeId]] = {}
        self.avenues: dict[int, list[NodeId]] = {}
        self.ports: dict[tuple[Street, NodeId], set[int]] = {}
        """Where an arrow meets the edge of a node, by street and source."""
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
        """Where a track of a street begins, turns and ends."""
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

    def tracks(self) -> Tracks:
        """The tracks in the order found."""
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
    """The avenue at a horizontal position, or next to the node edge at that position."""
    return (place + SIDE - RIGHT) // SIDE


def _reach(here: int, along: Sequence[int], turns: Sequence[tuple[int, Sequence[int]]]) -> _Reach:
    """The reach of a track at ``here``: its positions along the channel, and for each turn its position and target."""
    before = [place for place, leads in turns if leads[0] < here]
    after = [place for place, leads in turns if leads[-1] > here]
    return _Reach(along[0], along[-1], before, after)


def _reorder(
    all_sources: dict[Channel, list[NodeId]],
    places: dict[tuple[Channel, NodeId], int],
    channel: Channel,
    reach: Callable[[NodeId], _Reach],
) -> bool:
    """Improve the order of the tracks of one channel; returns whether it changed."""
    sources = all_sources[channel]
    ordered = _best_order(sources, [reach(source) for source in sources])
    all_sources[channel] = ordered
    places.update({(channel, source): number for number, source in enumerate(ordered)})
    return ordered != sources


def _best_order(sources: Sequence[NodeId], tracks: Sequence[_Reach]) -> list[NodeId]:
    """The sources in an order with few crossings: each moves to its best position until nothing improves."""
    crossings = [
        [
            sum(two.low < place < two.high for place in one.after)
            + sum(one.low < place < one.high for place in two.before)
            for two in tracks
        ]
        for one in tracks
    ]
    order = list(range(len(tracks)))
    for _ in range(ROUNDS):
        before = tuple(order)
        for track in before:
            order.remove(track)
            costs = [sum(crossings[track][other] for other in order)]
            for other in order:
                costs.append(costs[-1] + crossings[other][track] - crossings[track][other])
            place = before.index(track)
            best = min(range(len(costs)), key=lambda n: (costs[n], abs(n - place)))
            order.insert(best, track)
        if tuple(order) == before:
            break
    return [sources[track] for track in order]


def _side_by_side(sources: Sequence[NodeId], spans: Sequence[tuple[int, int]]) -> Mapping[NodeId, Track]:
    """Tracks in the given order. Those that do not overlap may share a number."""
    tracks: dict[NodeId, Track] = {}
    for group in _groups(spans):
        numbers: dict[int, int] = {}
        for one in sorted(group):
            numbers[one] = max((n + 1 for other, n in numbers.items() if _meet(spans[one], spans[other])), default=0)
        of = max(numbers.values()) + 1
        tracks.update({sources[one]: Track(number, of) for one, number in numbers.items()})
    return MappingProxyType(tracks)


def _groups(spans: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The indices of the spans, grouped by whether they touch."""
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

"""The order in which arrows run side by side.

All arrows from one node share one track wherever they run through the same street or avenue. Arrows from different
nodes never overlap.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from roadmaps.map.routing import Street

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from roadmaps.map.graph import Link, NodeId
    from roadmaps.map.routing import Path

ROUNDS = 3
Channel: TypeAlias = Street | int
"""A street, or an avenue by its number."""


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
        self.sources: dict[Channel, list[NodeId]] = {}
        """The nodes whose arrows run through a channel, in the order of their tracks."""
        self.met: defaultdict[tuple[Channel, NodeId], set[Channel]] = defaultdict(set)
        """The channels into which the arrows of a source turn off."""
        self.ports: defaultdict[tuple[Channel, NodeId], set[int]] = defaultdict(set)
        """Where the arrows of a source meet the edge of a node in a street."""
        for link, path in paths.items():
            if path.streets:
                self._add(link, path, column_of[link.before], column_of[link.after])
        self.place = {
            (channel, source): n for channel, sources in self.sources.items() for n, source in enumerate(sources)
        }
        self.streets = [channel for channel in self.sources if isinstance(channel, Street)]
        self.avenues = [channel for channel in self.sources if isinstance(channel, int)]
        for _ in range(ROUNDS):
            changed = [self._reorder(avenue) for avenue in sorted(self.avenues)]
            changed += [self._reorder(street) for street in sorted(self.streets)]
            if not any(changed):
                break

    def _add(self, link: Link, path: Path, start: int, end: int) -> None:
        source = link.before
        channels: list[Channel] = [*path.streets, *path.avenues]
        for channel in channels:
            if source not in self.sources.setdefault(channel, []):
                self.sources[channel].append(source)
        self.ports[path.streets[0], source].add(SIDE * start + (RIGHT if start != end else LEFT))
        self.ports[path.streets[-1], source].add(SIDE * end + LEFT)
        for avenue, streets in zip(path.avenues, pairwise(path.streets), strict=True):
            for street in streets:
                self.met[avenue, source].add(street)
                self.met[street, source].add(avenue)

    def _position(self, channel: Channel, source: NodeId) -> int:
        """Where a track runs: the y of one in a street, the x of one in an avenue."""
        number = channel.level if isinstance(channel, Street) else channel
        return SIDE * number + self.place[channel, source]

    def _along(self, channel: Channel, source: NodeId) -> list[int]:
        """Where a track begins, turns and ends."""
        turns = [self._position(met, source) for met in self.met[channel, source]]
        return sorted([*turns, *self.ports[channel, source]])

    def _reach(self, channel: Channel, source: NodeId) -> _Reach:
        here, along = self._position(channel, source), self._along(channel, source)
        turns = [(self._position(met, source), self._along(met, source)) for met in self.met[channel, source]]
        before = [place for place, leads in turns if leads[0] < here]
        after = [place for place, leads in turns if leads[-1] > here]
        return _Reach(along[0], along[-1], before, after)

    def _reorder(self, channel: Channel) -> bool:
        """Improve the order of the tracks of a channel; returns whether it changed."""
        sources = self.sources[channel]
        ordered = _best_order(sources, [self._reach(channel, source) for source in sources])
        self.sources[channel] = ordered
        self.place.update({(channel, source): number for number, source in enumerate(ordered)})
        return ordered != sources

    def tracks(self) -> Tracks:
        """The tracks in the order found."""

        def side_by_side(channel: Channel, near: int) -> Mapping[NodeId, Track]:
            alongs = [self._along(channel, source) for source in self.sources[channel]]
            spans = [((along[0] + near) // SIDE, (along[-1] + near) // SIDE) for along in alongs]
            return _side_by_side(self.sources[channel], spans)

        # In a street, the edge of a node counts as the avenue next to it.
        streets = {street: side_by_side(street, SIDE - RIGHT) for street in self.streets}
        avenues = {avenue: side_by_side(avenue, 0) for avenue in self.avenues}
        return Tracks(MappingProxyType(streets), MappingProxyType(avenues))


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

"""Orders the arrows that run side by side in a channel or gutter.

Arrows from one node share a track wherever they share a channel or gutter; arrows from different nodes never overlap.
"""

from __future__ import annotations

from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from roadmaps.map.graph import Link, NodeId
    from roadmaps.map.routing import Channel, Path

ROUNDS = 3

Space = TypeVar("Space")
"""A channel or a gutter."""


class Track(NamedTuple):
    """A position among arrows side by side: its number, from 0 at the top or left, and how many there are."""

    number: int
    of: int


class Tracks(NamedTuple):
    """The tracks of all channels and gutters, by the node where their arrows start."""

    channels: Mapping[Channel, Mapping[NodeId, Track]]
    gutters: Mapping[int, Mapping[NodeId, Track]]


def order_tracks(columns: Sequence[Sequence[NodeId]], paths: Mapping[Link, Path]) -> Tracks:
    """Tracks for arrows whose paths are chosen."""
    column_of = {node_id: number for number, column in enumerate(columns) for node_id in column}
    return _Order(column_of, paths).tracks()


SIDE, LEFT, RIGHT = 1000, 500, 900
"""Abstract whole-number positions. Across, the tracks of gutter v start at 1000 v, and the sides of the column to its
right are at +500 and +900. Down, the tracks of a channel of level n start at 1000 n."""


class _Reach(NamedTuple):
    """A track from low to high, and where it turns off towards the tracks before it or those after it."""

    low: int
    high: int
    before: list[int]
    after: list[int]


class _Order:
    """Orders the tracks of each channel and gutter so that few arrows cross."""

    def __init__(self, column_of: Mapping[NodeId, int], paths: Mapping[Link, Path]) -> None:
        self.channels: dict[Channel, list[NodeId]] = {}
        self.gutters: dict[int, list[NodeId]] = {}
        self.ports: dict[tuple[Channel, NodeId], set[int]] = {}
        """Where arrows meet the side of a node, by channel and source."""
        self.met_in_channel: dict[tuple[Channel, NodeId], set[int]] = {}
        self.met_in_gutter: dict[tuple[int, NodeId], set[Channel]] = {}
        for link, path in paths.items():
            if path.channels:
                self._add(link, path, column_of[link.before], column_of[link.after])
        self.place_in_channel = {
            (channel, source): n for channel, sources in self.channels.items() for n, source in enumerate(sources)
        }
        self.place_in_gutter = {
            (gutter, source): n for gutter, sources in self.gutters.items() for n, source in enumerate(sources)
        }
        for _ in range(ROUNDS):
            changed = [self._order_gutter(gutter) for gutter in sorted(self.gutters)]
            changed += [self._order_channel(channel) for channel in sorted(self.channels)]
            if not any(changed):
                break

    def _add(self, link: Link, path: Path, start: int, end: int) -> None:
        source = link.before
        for channel in path.channels:
            if source not in self.channels.setdefault(channel, []):
                self.channels[channel].append(source)
        for gutter in path.gutters:
            if source not in self.gutters.setdefault(gutter, []):
                self.gutters[gutter].append(source)
        right = SIDE * start + (RIGHT if start != end else LEFT)
        self.ports.setdefault((path.channels[0], source), set()).add(right)
        self.ports.setdefault((path.channels[-1], source), set()).add(SIDE * end + LEFT)
        for gutter, (one, other) in zip(path.gutters, pairwise(path.channels), strict=True):
            self.met_in_gutter.setdefault((gutter, source), set()).update((one, other))
            self.met_in_channel.setdefault((one, source), set()).add(gutter)
            self.met_in_channel.setdefault((other, source), set()).add(gutter)

    def _x(self, gutter: int, source: NodeId) -> int:
        return SIDE * gutter + self.place_in_gutter[gutter, source]

    def _y(self, channel: Channel, source: NodeId) -> int:
        return SIDE * channel.level + self.place_in_channel[channel, source]

    def _across(self, channel: Channel, source: NodeId) -> list[int]:
        """Where a track of a channel starts, is joined and ends."""
        met = [self._x(gutter, source) for gutter in self.met_in_channel.get((channel, source), ())]
        return sorted([*met, *self.ports.get((channel, source), ())])

    def _down(self, gutter: int, source: NodeId) -> list[int]:
        return sorted(self._y(channel, source) for channel in self.met_in_gutter[gutter, source])

    def _order_gutter(self, gutter: int) -> bool:
        def reach(source: NodeId) -> _Reach:
            met = self.met_in_gutter[gutter, source]
            turns = [(self._y(channel, source), self._across(channel, source)) for channel in met]
            return _reach(self._x(gutter, source), self._down(gutter, source), turns)

        return _reorder(self.gutters, self.place_in_gutter, gutter, reach)

    def _order_channel(self, channel: Channel) -> bool:
        def reach(source: NodeId) -> _Reach:
            met = self.met_in_channel.get((channel, source), ())
            turns = [(self._x(gutter, source), self._down(gutter, source)) for gutter in met]
            return _reach(self._y(channel, source), self._across(channel, source), turns)

        return _reorder(self.channels, self.place_in_channel, channel, reach)

    def tracks(self) -> Tracks:
        """The order found, as tracks."""
        channels = {}
        for channel, sources in self.channels.items():
            acrosses = [self._across(channel, source) for source in sources]
            spans = [(_gutter_near(across[0]), _gutter_near(across[-1])) for across in acrosses]
            channels[channel] = _side_by_side(sources, spans)
        gutters = {}
        for gutter, sources in self.gutters.items():
            downs = [self._down(gutter, source) for source in sources]
            gutters[gutter] = _side_by_side(sources, [(down[0] // SIDE, down[-1] // SIDE) for down in downs])
        return Tracks(MappingProxyType(channels), MappingProxyType(gutters))


def _gutter_near(place: int) -> int:
    """The gutter at a position across, or the one next to the side of a node."""
    return (place + SIDE - RIGHT) // SIDE


def _reach(here: int, along: Sequence[int], turns: Sequence[tuple[int, Sequence[int]]]) -> _Reach:
    """The reach of the track at ``here``: ``turns`` are its turning points, each with the positions it leads to."""
    before = [place for place, leads in turns if leads[0] < here]
    after = [place for place, leads in turns if leads[-1] > here]
    return _Reach(along[0], along[-1], before, after)


def _reorder(
    all_sources: dict[Space, list[NodeId]],
    places: dict[tuple[Space, NodeId], int],
    space: Space,
    reach: Callable[[NodeId], _Reach],
) -> bool:
    """Improve the order of tracks in one channel or gutter; returns whether it changed."""
    sources = all_sources[space]
    ordered = _best_order(sources, [reach(source) for source in sources])
    all_sources[space] = ordered
    places.update({(space, source): number for number, source in enumerate(ordered)})
    return ordered != sources


def _best_order(sources: Sequence[NodeId], tracks: Sequence[_Reach]) -> list[NodeId]:
    """The sources in an order with few crossings: moves each to its best position until nothing improves."""
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
    """Tracks in a given order. Those whose spans do not meet may share a number."""
    tracks: dict[NodeId, Track] = {}
    for group in _groups(spans):
        numbers: dict[int, int] = {}
        for one in sorted(group):
            numbers[one] = max((n + 1 for other, n in numbers.items() if _meet(spans[one], spans[other])), default=0)
        of = max(numbers.values()) + 1
        tracks.update({sources[one]: Track(number, of) for one, number in numbers.items()})
    return MappingProxyType(tracks)


def _groups(spans: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The indices of the spans, in groups that touch each other."""
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

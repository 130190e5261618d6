"""Routes the arrows of the map through channels and gutters.

Channels run across: between two rows of nodes, or within a row where columns are too short to reach it. Gutters run
down: one left of each column, and one right of the last. Routing is independent of pixel sizes, so zooming never moves
an arrow to another channel.
"""

from __future__ import annotations

from itertools import pairwise
from math import inf
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from roadmaps.map.graph import Link, NodeId

CROSSING = 4.0
"""Cost of crossing another arrow, in columns of length. We tuned all five costs by looking at the maps."""
PERHAPS = 0.5
"""Cost of a crossing that the order of the tracks may still avoid."""
BEND = 0.5
NEW_TRACK = 1.0
"""Cost of running where no other arrow of the same node runs."""
ROW = 0.5
"""Cost of running up or down by one row."""
ROUNDS = 3


class Channel(NamedTuple):
    """Runs across, from gutter ``first`` to gutter ``last``. Level 2r is above row r, level 2r + 1 within it."""

    level: int
    first: int
    last: int


class Path(NamedTuple):
    """An arrow's path: channels, and the gutter that joins each to the next. Without channels it runs straight down."""

    channels: tuple[Channel, ...]
    gutters: tuple[int, ...]


def choose_paths(columns: Sequence[Sequence[NodeId]], links: Sequence[Link]) -> Mapping[Link, Path]:
    """A path for each link between nodes in columns without gaps.

    Each link has to lead to a later column, or down within one.
    """
    return MappingProxyType(_Router(_Grid(columns), links).paths)


class _Grid:
    """Where nodes are: (column, row). Across, gutter v is at 2v and column c at 2c + 1."""

    def __init__(self, columns: Sequence[Sequence[NodeId]]) -> None:
        self.place = {node_id: (c, r) for c, column in enumerate(columns) for r, node_id in enumerate(column)}
        self.lengths = [len(column) for column in columns]
        self.rows = max(self.lengths, default=0)

    def channel(self, row: int, gutter: int) -> Channel:
        """The channel within a row that meets a gutter: it ends at the nearest nodes."""
        first = last = gutter
        while first > 0 and self.lengths[first - 1] <= row:
            first -= 1
        while last < len(self.lengths) and self.lengths[last] <= row:
            last += 1
        return Channel(2 * row + 1, first, last)

    def paths(self, link: Link) -> Iterator[Path]:
        """The paths that an arrow may take."""
        (start, row), (end, end_row) = self.place[link.before], self.place[link.after]
        if start == end and end_row == row + 1:
            yield Path((), ())
            return
        leave = self.channel(row, start if start == end else start + 1)
        arrive = self.channel(end_row, end)
        if leave == arrive:
            yield Path((leave,), ())
            return
        if start == end:
            yield Path((leave, arrive), (end,))
            return
        for gutter in range(max(start + 1, arrive.first), min(end, leave.last) + 1):
            yield Path((leave, arrive), (gutter,))
        if end > start + 1:
            for channel in self._through(start + 1, end):
                if channel not in (leave, arrive):
                    yield Path((leave, channel, arrive), (start + 1, end))

    def _through(self, first: int, last: int) -> Iterator[Channel]:
        for row in range(self.rows + 1):
            yield Channel(2 * row, 0, len(self.lengths))
            channel = self.channel(row, first)
            if row < self.rows and channel.last >= last:
                yield channel


class _Router:
    """Chooses a path for each arrow in turn, shortest first, and repeats while any path improves."""

    def __init__(self, grid: _Grid, links: Sequence[Link]) -> None:
        self.grid = grid
        self.paths: dict[Link, Path] = {}
        self.across: dict[Channel, dict[NodeId, tuple[int, int]]] = {}
        self.down: dict[int, dict[NodeId, tuple[int, int]]] = {}
        self.at_level: dict[int, list[Channel]] = {}
        self.straight_down: set[tuple[int, int]] = set()
        """Level and column of each arrow that runs straight down from one node to the next."""
        open_links: dict[Link, list[Path]] = {}
        for link in links:
            candidates = tuple(grid.paths(link))
            if not candidates[0].channels:
                column, row = grid.place[link.after]
                self.straight_down.add((2 * row, column))
            if len(candidates) == 1:
                self._add(link, candidates[0])
            else:
                open_links[link] = sorted(candidates, key=_vertical_length)
        for _ in range(ROUNDS):
            changed = False
            for link in sorted(open_links, key=self._span):
                before = self.paths.get(link)
                self._remove(link)
                best = self._best(link, open_links[link])
                self._add(link, best)
                changed |= best != before
            if not changed:
                break

    def _span(self, link: Link) -> tuple[int, int]:
        (start, row), (end, end_row) = self.grid.place[link.before], self.grid.place[link.after]
        return end - start, abs(end_row - row)

    def _segments(self, path: Path, link: Link) -> Iterator[tuple[Channel, int, int]]:
        start, end = self.grid.place[link.before][0], self.grid.place[link.after][0]
        stops = [2 * start + (start != end), *(2 * gutter for gutter in path.gutters), 2 * end]
        for channel, (one, other) in zip(path.channels, pairwise(stops), strict=False):
            yield channel, min(one, other), max(one, other)

    def _add(self, link: Link, path: Path) -> None:
        self.paths[link] = path
        for channel, low, high in self._segments(path, link):
            _widen(self.across.setdefault(channel, {}), link.before, low, high)
            if channel not in self.at_level.setdefault(channel.level, []):
                self.at_level[channel.level].append(channel)
        for gutter, low, high in _gutter_spans(path):
            _widen(self.down.setdefault(gutter, {}), link.before, low, high)

    def _remove(self, link: Link) -> None:
        """Remove an arrow, then restore what other arrows from the same node use."""
        if self.paths.pop(link, None) is None:
            return
        for tracks in (*self.across.values(), *self.down.values()):
            tracks.pop(link.before, None)
        for other, path in tuple(self.paths.items()):
            if other.before == link.before:
                self._add(other, path)

    def _best(self, link: Link, candidates: Iterable[Path]) -> Path:
        """The cheapest path, the first if several are. A path is dropped once it costs more."""
        best, least = Path((), ()), inf
        for path in candidates:
            cost = 0.0
            for part in self._costs(link, path):
                cost += part
                if cost >= least:
                    break
            else:
                best, least = path, cost
        return best

    def _costs(self, link: Link, path: Path) -> Iterator[float]:
        yield BEND * 2 * len(path.gutters)
        for channel, low, high in self._segments(path, link):
            yield self._cost_across(link.before, channel, low, high)
        for gutter, low, high in _gutter_spans(path):
            yield self._cost_down(link.before, gutter, low, high)

    def _cost_across(self, source: NodeId, channel: Channel, low: int, high: int) -> float:
        tracks = self.across.get(channel, {})
        cost = 0.0 if source in tracks else NEW_TRACK
        for begin, end in _new_parts(tracks.get(source), low, high):
            cost += (end - begin) / 2
            for gutter in range((begin + 1) // 2, end // 2 + 1):
                turns = gutter * 2 in (low, high)
                for other, (top, bottom) in self.down.get(gutter, {}).items():
                    if top <= channel.level <= bottom and other != source:
                        cost += PERHAPS if turns or channel.level in (top, bottom) else CROSSING
            if channel.level % 2 == 0:
                cost += CROSSING * sum(
                    (channel.level, column) in self.straight_down for column in range(begin // 2, end // 2)
                )
        return cost

    def _cost_down(self, source: NodeId, gutter: int, low: int, high: int) -> float:
        tracks = self.down.get(gutter, {})
        cost = 0.0 if source in tracks else NEW_TRACK
        for top, bottom in _new_parts(tracks.get(source), low, high):
            cost += ROW * (bottom - top) / 2
            for level in range(top, bottom + 1):
                for channel in self.at_level.get(level, ()):
                    for other, (begin, end) in self.across[channel].items():
                        if begin <= 2 * gutter <= end and other != source:
                            turns = level in (low, high) or 2 * gutter in (begin, end)
                            cost += PERHAPS if turns else CROSSING
        return cost


def _vertical_length(path: Path) -> int:
    """How far a path runs up and down, in levels."""
    return sum(high - low for _, low, high in _gutter_spans(path))


def _gutter_spans(path: Path) -> Iterator[tuple[int, int, int]]:
    """The gutters of a path, each with the lowest and highest level that it runs between."""
    for gutter, (one, other) in zip(path.gutters, pairwise(path.channels), strict=True):
        yield gutter, min(one.level, other.level), max(one.level, other.level)


def _widen(spans: dict[NodeId, tuple[int, int]], source: NodeId, low: int, high: int) -> None:
    one, other = spans.get(source, (low, high))
    spans[source] = min(one, low), max(other, high)


def _new_parts(span: tuple[int, int] | None, low: int, high: int) -> Iterator[tuple[int, int]]:
    """The parts of low to high that lie outside a span."""
    if span is None:
        yield low, high
        return
    if low < span[0]:
        yield low, min(high, span[0])
    if high > span[1]:
        yield max(low, span[1]), high

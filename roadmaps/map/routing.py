"""The channels each arrow of the map runs through, independent of pixel sizes.

Streets are horizontal channels: between two rows of nodes, or within a row where columns are too short to reach it.
Avenues are vertical channels: one left of each column, and one right of the last. Nothing here depends on a size, so
zooming never reroutes an arrow.
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
"""The cost of crossing another arrow, in column widths of travel. The five costs are our own, tuned on the shipped
maps.
"""
PERHAPS = 0.5
"""The cost of a crossing that the order of the tracks may still avoid."""
BEND = 0.5
NEW_TRACK = 1.0
"""The cost of using a channel in which no other arrow from the same node runs."""
ROW = 0.5
"""The cost of one row of vertical travel."""
ROUNDS = 3


class Street(NamedTuple):
    """A horizontal channel. Level 2r is above row r, level 2r + 1 within it; it connects the avenues first to last."""

    level: int
    first: int
    last: int


class Path(NamedTuple):
    """The route of an arrow: streets, joined by avenues. Without streets it drops straight down."""

    streets: tuple[Street, ...]
    avenues: tuple[int, ...]


def choose_paths(columns: Sequence[Sequence[NodeId]], links: Sequence[Link]) -> Mapping[Link, Path]:
    """Choose a route for each link between nodes packed into columns from the top.

    Each link must lead to a later column, or down within its own.
    """
    return MappingProxyType(_Router(_Grid(columns), links).paths)


class _Grid:
    """The (column, row) of each node. Horizontally, avenue v is at 2v and column c at 2c + 1."""

    def __init__(self, columns: Sequence[Sequence[NodeId]]) -> None:
        self.place = {node_id: (c, r) for c, column in enumerate(columns) for r, node_id in enumerate(column)}
        self.lengths = [len(column) for column in columns]
        self.rows = max(self.lengths, default=0)

    def street(self, row: int, avenue: int) -> Street:
        """The street within a row that meets an avenue, as far as it runs without hitting a node."""
        first = last = avenue
        while first > 0 and self.lengths[first - 1] <= row:
            first -= 1
        while last < len(self.lengths) and self.lengths[last] <= row:
            last += 1
        return Street(2 * row + 1, first, last)

    def paths(self, link: Link) -> Iterator[Path]:
        """The candidate routes of a link."""
        (start, row), (end, end_row) = self.place[link.before], self.place[link.after]
        if start == end and end_row == row + 1:
            yield Path((), ())
            return
        leave = self.street(row, start if start == end else start + 1)
        arrive = self.street(end_row, end)
        if leave == arrive:
            yield Path((leave,), ())
            return
        if start == end:
            yield Path((leave, arrive), (end,))
            return
        for avenue in range(max(start + 1, arrive.first), min(end, leave.last) + 1):
            yield Path((leave, arrive), (avenue,))
        if end > start + 1:
            for street in self._through(start + 1, end):
                if street not in (leave, arrive):
                    yield Path((leave, street, arrive), (start + 1, end))

    def _through(self, first: int, last: int) -> Iterator[Street]:
        for row in range(self.rows + 1):
            yield Street(2 * row, 0, len(self.lengths))
            street = self.street(row, first)
            if row < self.rows and street.last >= last:
                yield street


class _Router:
    """Routes the links one by one, shorter ones first, and repeats while any route improves."""

    def __init__(self, grid: _Grid, links: Sequence[Link]) -> None:
        self.grid = grid
        self.paths: dict[Link, Path] = {}
        self.across: dict[Street, dict[NodeId, tuple[int, int]]] = {}
        self.down: dict[int, dict[NodeId, tuple[int, int]]] = {}
        self.at_level: dict[int, list[Street]] = {}
        self.falls: set[tuple[int, int]] = set()
        """The level and the column where an arrow drops straight from a node to the one below."""
        open_links: dict[Link, list[Path]] = {}
        for link in links:
            candidates = tuple(grid.paths(link))
            if not candidates[0].streets:
                column, row = grid.place[link.after]
                self.falls.add((2 * row, column))
            if len(candidates) == 1:
                self._lay(link, candidates[0])
            else:
                open_links[link] = sorted(candidates, key=_climb)
        for _ in range(ROUNDS):
            changed = False
            for link in sorted(open_links, key=self._span):
                before = self.paths.get(link)
                self._take_up(link)
                best = self._best(link, open_links[link])
                self._lay(link, best)
                changed |= best != before
            if not changed:
                break

    def _span(self, link: Link) -> tuple[int, int]:
        (start, row), (end, end_row) = self.grid.place[link.before], self.grid.place[link.after]
        return end - start, abs(end_row - row)

    def _segments(self, path: Path, link: Link) -> Iterator[tuple[Street, int, int]]:
        start, end = self.grid.place[link.before][0], self.grid.place[link.after][0]
        stops = [2 * start + (start != end), *(2 * avenue for avenue in path.avenues), 2 * end]
        for street, (one, other) in zip(path.streets, pairwise(stops), strict=False):
            yield street, min(one, other), max(one, other)

    def _lay(self, link: Link, path: Path) -> None:
        self.paths[link] = path
        for street, low, high in self._segments(path, link):
            _widen(self.across.setdefault(street, {}), link.before, low, high)
            if street not in self.at_level.setdefault(street.level, []):
                self.at_level[street.level].append(street)
        for avenue, low, high in _drops(path):
            _widen(self.down.setdefault(avenue, {}), link.before, low, high)

    def _take_up(self, link: Link) -> None:
        """Remove the route of a link, and put back what other links from the same node share with it."""
        if self.paths.pop(link, None) is None:
            return
        for tracks in (*self.across.values(), *self.down.values()):
            tracks.pop(link.before, None)
        for other, path in tuple(self.paths.items()):
            if other.before == link.before:
                self._lay(other, path)

    def _best(self, link: Link, candidates: Iterable[Path]) -> Path:
        """The cheapest route, the first of several; a candidate that costs more is not summed up to its end."""
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
        yield BEND * 2 * len(path.avenues)
        for street, low, high in self._segments(path, link):
            yield self._cost_across(link.before, street, low, high)
        for avenue, low, high in _drops(path):
            yield self._cost_down(link.before, avenue, low, high)

    def _cost_across(self, source: NodeId, street: Street, low: int, high: int) -> float:
        tracks = self.across.get(street, {})
        cost = 0.0 if source in tracks else NEW_TRACK
        for begin, end in _new_parts(tracks.get(source), low, high):
            cost += (end - begin) / 2
            for avenue in range((begin + 1) // 2, end // 2 + 1):
                turns = avenue * 2 in (low, high)
                for other, (top, bottom) in self.down.get(avenue, {}).items():
                    if top <= street.level <= bottom and other != source:
                        cost += PERHAPS if turns or street.level in (top, bottom) else CROSSING
            if street.level % 2 == 0:
                cost += CROSSING * sum((street.level, column) in self.falls for column in range(begin // 2, end // 2))
        return cost

    def _cost_down(self, source: NodeId, avenue: int, low: int, high: int) -> float:
        tracks = self.down.get(avenue, {})
        cost = 0.0 if source in tracks else NEW_TRACK
        for top, bottom in _new_parts(tracks.get(source), low, high):
            cost += ROW * (bottom - top) / 2
            for level in range(top, bottom + 1):
                for street in self.at_level.get(level, ()):
                    for other, (begin, end) in self.across[street].items():
                        if begin <= 2 * avenue <= end and other != source:
                            turns = level in (low, high) or 2 * avenue in (begin, end)
                            cost += PERHAPS if turns else CROSSING
        return cost


def _climb(path: Path) -> int:
    """How far a route runs vertically, in levels."""
    return sum(high - low for _, low, high in _drops(path))


def _drops(path: Path) -> Iterator[tuple[int, int, int]]:
    """The avenues of a route, with the lowest and highest level it reaches in each."""
    for avenue, (one, other) in zip(path.avenues, pairwise(path.streets), strict=True):
        yield avenue, min(one.level, other.level), max(one.level, other.level)


def _widen(spans: dict[NodeId, tuple[int, int]], source: NodeId, low: int, high: int) -> None:
    one, other = spans.get(source, (low, high))
    spans[source] = min(one, low), max(other, high)


def _new_parts(span: tuple[int, int] | None, low: int, high: int) -> Iterator[tuple[int, int]]:
    """The parts of low to high outside a span."""
    if span is None:
        yield low, high
        return
    if low < span[0]:
        yield low, min(high, span[0])
    if high > span[1]:
        yield max(low, span[1]), high

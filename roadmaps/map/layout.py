"""Positions of the nodes of a map and the course of its arrows, in the caller’s pixels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.map.routing import choose_paths
from roadmaps.map.tracks import order_tracks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roadmaps.map.graph import Link, MapGraph, NodeId
    from roadmaps.map.routing import Path, Street
    from roadmaps.map.tracks import Track, Tracks


class Point(NamedTuple):
    """A point on the map, px from its top left corner."""

    x: float
    y: float


class Frame(NamedTuple):
    """A box on the map, px."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower edge."""
        return self.y + self.height


class Measures(NamedTuple):
    """Sizes the layout must respect, px. Gaps grow where more arrows run through them than fit."""

    node_width: float
    node_heights: Mapping[NodeId, float]
    """The height each node needs; all nodes of a row get the height of the tallest."""
    row_gap: float = 12
    column_gap: float = 24
    track_gap: float = 6
    """Between two arrows that run side by side."""
    row_room: float = 6
    """Between a node and an arrow that runs above or below it."""
    exit_room: float = 8
    """From the right edge of a node to the first arrow that runs down beside it."""
    entry_room: float = 12
    """From the last arrow that runs down beside a node to the node's left edge: an arrowhead and its bend."""


class Route(NamedTuple):
    """An arrow with right angles, from the edge of ``before`` to its head at the edge of ``after``."""

    link: Link
    points: tuple[Point, ...]


@dataclass(frozen=True)
class MapLayout:
    """The finished layout, px."""

    frames: Mapping[NodeId, Frame]
    rows: Mapping[NodeId, int]
    """The row of each node, from 0."""
    bands: tuple[Frame, ...]
    """One per column: its full height, and half of the gap on either side."""
    routes: tuple[Route, ...]
    """In the order of the graph's links."""
    width: float
    height: float


def lay_out(graph: MapGraph, measures: Measures) -> MapLayout:
    """Lay out a map. Raises KeyError if a node has no height."""
    columns = tuple(column.node_ids for column in graph.columns)
    paths, tracks = _plan(columns, graph.links)
    across = _Across(len(columns), tracks, measures)
    down = _Down(columns, tracks, measures)
    frames: dict[NodeId, Frame] = {}
    rows: dict[NodeId, int] = {}
    for x, column in zip(across.lefts, columns, strict=True):
        for row, (y, height, node_id) in enumerate(zip(down.tops, down.heights, column, strict=False)):
            frames[node_id] = Frame(x, y, measures.node_width, height)
            rows[node_id] = row
    routes = tuple(Route(link, _points(link, paths[link], frames, across, down)) for link in graph.links)
    return MapLayout(
        frames=MappingProxyType(frames),
        rows=MappingProxyType(rows),
        bands=tuple(Frame(left, 0, right - left, down.height) for left, right in pairwise(across.borders)),
        routes=routes,
        width=across.width,
        height=down.height,
    )


@lru_cache(maxsize=8)
def _plan(columns: tuple[tuple[NodeId, ...], ...], links: tuple[Link, ...]) -> tuple[Mapping[Link, Path], Tracks]:
    """Routing is independent of pixel sizes, so it is cached across zoom levels."""
    paths = choose_paths(columns, links)
    return paths, order_tracks(columns, paths)


class _Across:
    """The x of columns and vertical channels."""

    def __init__(self, columns: int, tracks: Tracks, measures: Measures) -> None:
        self.measures = measures
        self.avenues = tracks.avenues
        self.lefts: list[float] = []
        self.borders: list[float] = [0.0]
        self.starts: list[float] = []
        self.widths: list[float] = []
        x = 0.0
        for avenue in range(columns + 1):
            at_edge = avenue in (0, columns)
            most = _most(self.avenues.get(avenue, {}))
            room = measures.exit_room + (most - 1) * measures.track_gap + measures.entry_room if most else 0.0
            width = max(measures.column_gap / (2 if at_edge else 1), room)
            self.starts.append(x)
            self.widths.append(width)
            if not at_edge:
                self.borders.append(x + width / 2)
            x += width
            if avenue < columns:
                self.lefts.append(x)
                x += measures.node_width
        self.width = x
        if columns:
            self.borders.append(x)

    def track(self, avenue: int, source: NodeId) -> float:
        track = self.avenues[avenue][source]
        room = self.measures.exit_room + self.measures.entry_room
        spread = self.widths[avenue] - room - (track.of - 1) * self.measures.track_gap
        return self.starts[avenue] + self.measures.exit_room + spread / 2 + track.number * self.measures.track_gap


class _Down:
    """The y of rows and horizontal channels."""

    def __init__(self, columns: tuple[tuple[NodeId, ...], ...], tracks: Tracks, measures: Measures) -> None:
        self.measures = measures
        self.streets = tracks.streets
        self.tops: list[float] = []
        self.heights: list[float] = []
        self.starts: list[float] = []
        self.gaps: list[float] = []
        most = {street.level: _most(sources) for street, sources in tracks.streets.items()}
        rows = max((len(column) for column in columns), default=0)
        y = 0.0
        for row in range(rows + 1):
            room = 2 * measures.row_room + (most.get(2 * row, 1) - 1) * measures.track_gap
            self.starts.append(y)
            self.gaps.append(max(measures.row_gap, room))
            y += self.gaps[-1]
            if row < rows:
                self.tops.append(y)
                self.heights.append(max(measures.node_heights[column[row]] for column in columns if len(column) > row))
                y += self.heights[-1]
        self.height = y

    def track(self, street: Street, source: NodeId) -> float:
        track = self.streets[street][source]
        row, within = divmod(street.level, 2)
        if within:
            return self.tops[row] + self.heights[row] * (track.number + 1) / (track.of + 1)
        spread = self.gaps[row] - (track.of - 1) * self.measures.track_gap
        return self.starts[row] + spread / 2 + track.number * self.measures.track_gap


def _most(tracks: Mapping[NodeId, Track]) -> int:
    return max((track.of for track in tracks.values()), default=0)


def _points(link: Link, path: Path, frames: Mapping[NodeId, Frame], across: _Across, down: _Down) -> tuple[Point, ...]:
    start, end = frames[link.before], frames[link.after]
    if not path.streets:
        middle = start.x + start.width / 2
        return Point(middle, start.bottom), Point(middle, end.y)
    ys = [down.track(street, link.before) for street in path.streets]
    xs = [across.track(avenue, link.before) for avenue in path.avenues]
    points = [Point(start.x if start.x == end.x else start.right, ys[0])]
    for x, (one, other) in zip(xs, pairwise(ys), strict=True):
        points += [Point(x, one), Point(x, other)]
    points.append(Point(end.x, ys[-1]))
    return tuple(points)

"""The layout of the map: right-angled arrows that never run behind a node or along one another."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.gap import measure_gap
from roadmaps.map import Measures, NodeId, lay_out, map_graph
from roadmaps.map.routing import choose_paths
from tests.roadmaps.maps import crossing_points, graph_of, map_for, random_graphs, segments
from tests.roadmaps.people import Diary, make_roadmap

if TYPE_CHECKING:
    from roadmaps.catalogue import Catalogue
    from roadmaps.map import MapGraph, MapLayout, Point
    from roadmaps.map.layout import Frame

NODE = 38.0
GAPS = ("row_gap", "column_gap", "track_gap", "row_room", "exit_room", "entry_room")
CROSSINGS = {
    ("ds-to-mle", "no event"): 43,
    ("ds-to-mle", "stage 0 done"): 17,
    ("ds-to-mle", "hidden shown"): 50,
    ("mle-to-ds", "no event"): 8,
    ("mle-to-ds", "stage 0 done"): 2,
    ("mle-to-ds", "hidden shown"): 8,
}
"""As many as there are today: fewer is better, and before you accept more, look at the map."""


def plain(graph: MapGraph, height: float = NODE) -> Measures:
    return Measures(node_width=105, node_heights=dict.fromkeys(graph.nodes, height))


def drawn(graph: MapGraph) -> MapLayout:
    return lay_out(graph, plain(graph))


def on_border(point: Point, frame: Frame) -> bool:
    beside = point.x in (frame.x, frame.right) and frame.y < point.y < frame.bottom
    above_or_below = point.y in (frame.y, frame.bottom) and frame.x < point.x < frame.right
    return beside or above_or_below


def crosses_inside(one: Point, other: Point, frame: Frame) -> bool:
    """Whether a right-angled segment has a point strictly inside a frame."""
    return (
        max(one.x, other.x) > frame.x
        and min(one.x, other.x) < frame.right
        and max(one.y, other.y) > frame.y
        and min(one.y, other.y) < frame.bottom
    )


def run_together(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether two right-angled segments lie on one line and touch."""
    for along in (0, 1):
        across = 1 - along
        if len({point[across] for point in (*one, *other)}) == 1:
            low = max(min(point[along] for point in each) for each in (one, other))
            high = min(max(point[along] for point in each) for each in (one, other))
            if low <= high:
                return True
    return False


def assert_sound(graph: MapGraph, layout: MapLayout) -> None:
    """What every layout must satisfy."""
    assert set(layout.frames) == set(layout.rows) == set(graph.nodes)
    assert [route.link for route in layout.routes] == list(graph.links)
    for one, other in combinations(layout.frames.values(), 2):
        assert one.right < other.x or other.right < one.x or one.bottom < other.y or other.bottom < one.y
    for frame in layout.frames.values():
        assert 0 < frame.x < frame.right < layout.width
        assert 0 < frame.y < frame.bottom < layout.height
    for route in layout.routes:
        assert on_border(route.points[0], layout.frames[route.link.before])
        assert on_border(route.points[-1], layout.frames[route.link.after])
        for start, end in pairwise(route.points):
            assert (start.x == end.x) != (start.y == end.y)
        for (first, second), (_, third) in pairwise(pairwise(route.points)):
            assert (first.x == second.x) != (second.x == third.x), "every point but the ends is a bend"
    drawn_segments = segments(layout)
    for _, (start, end) in drawn_segments:
        assert 0 < start.x < layout.width
        assert 0 < start.y < layout.height
        assert not any(crosses_inside(start, end, frame) for frame in layout.frames.values())
    for (source, ends), (other_source, other_ends) in combinations(drawn_segments, 2):
        assert source == other_source or not run_together(ends, other_ends)


# What ships


@pytest.mark.parametrize(("roadmap_id", "how"), CROSSINGS)
def test_the_shipped_maps_are_sound_and_their_arrows_cross_no_more_than_before(
    catalogue: Catalogue, roadmap_id: str, how: str
) -> None:
    graph = map_for(
        catalogue.roadmaps[roadmap_id], stage_0_done=how == "stage 0 done", with_hidden=how == "hidden shown"
    )
    layout = drawn(graph)
    assert_sound(graph, layout)
    assert len(crossing_points(layout)) <= CROSSINGS[roadmap_id, how]


@pytest.mark.parametrize("roadmap_id", ["ds-to-mle", "mle-to-ds"])
def test_the_shipped_maps_are_sound_with_hidden_skills_shown_too(catalogue: Catalogue, roadmap_id: str) -> None:
    gap = measure_gap(catalogue.roadmaps[roadmap_id], Diary().set_aside("docker", "pandas", "git").progress())
    graph = map_graph(gap, with_hidden=True)
    assert_sound(graph, drawn(graph))


@pytest.mark.parametrize("roadmap_id", ["ds-to-mle", "mle-to-ds"])
def test_routes_and_drawing_are_the_same_every_time(catalogue: Catalogue, roadmap_id: str) -> None:
    graph = map_for(catalogue.roadmaps[roadmap_id])
    columns = [column.node_ids for column in graph.columns]
    assert choose_paths(columns, graph.links) == choose_paths(columns, graph.links)
    assert drawn(graph) == drawn(graph)


# Any map


@given(random_graphs())
def test_every_layout_is_sound(graph: MapGraph) -> None:
    assert_sound(graph, drawn(graph))


@given(random_graphs(), st.sampled_from([0.5, 2.0, 4.0]))
def test_a_zoom_scales_the_drawing_and_nothing_else(graph: MapGraph, zoom: float) -> None:
    small, measures = drawn(graph), plain(graph)
    large = lay_out(
        graph,
        Measures(
            measures.node_width * zoom,
            {node_id: height * zoom for node_id, height in measures.node_heights.items()},
            **{name: getattr(measures, name) * zoom for name in GAPS},
        ),
    )
    assert len(crossing_points(large)) == len(crossing_points(small))
    assert large.rows == small.rows
    assert large.width == pytest.approx(small.width * zoom)
    assert large.height == pytest.approx(small.height * zoom)
    for one, other in zip(small.routes, large.routes, strict=True):
        for point, zoomed in zip(one.points, other.points, strict=True):
            assert zoomed == pytest.approx((point.x * zoom, point.y * zoom))


@given(random_graphs(), st.data())
def test_nodes_of_any_height_are_in_rows(graph: MapGraph, data: st.DataObject) -> None:
    heights = {node_id: data.draw(st.integers(20, 90)) for node_id in graph.nodes}
    layout = lay_out(graph, Measures(105, heights))
    assert_sound(graph, layout)
    for node_id, frame in layout.frames.items():
        assert frame.height >= heights[node_id]
        for other_id, other in layout.frames.items():
            if layout.rows[node_id] == layout.rows[other_id]:
                assert (frame.y, frame.height) == (other.y, other.height)
            if layout.rows[node_id] < layout.rows[other_id]:
                assert frame.bottom < other.y


@given(random_graphs())
def test_bands_are_side_by_side_and_contain_their_columns(graph: MapGraph) -> None:
    layout = drawn(graph)
    assert len(layout.bands) == len(graph.columns)
    assert [band.x for band in layout.bands] == [0, *(band.right for band in layout.bands[:-1])]
    assert layout.bands[-1].right == pytest.approx(layout.width)
    for column, band in zip(graph.columns, layout.bands, strict=True):
        assert (band.y, band.height) == (0, layout.height)
        for node_id in column.node_ids:
            assert band.x < layout.frames[node_id].x < layout.frames[node_id].right < band.right


# Examples


def test_a_map_without_columns_is_empty() -> None:
    graph = map_graph(measure_gap(make_roadmap([], {}), Diary().progress()))
    layout = drawn(graph)
    assert (layout.frames, layout.bands, layout.routes, layout.width) == ({}, (), (), 12)


def test_an_arrow_to_the_node_below_runs_straight_down() -> None:
    graph = graph_of({"first": 1, "second": 1}, second=["first"])
    layout = drawn(graph)
    first, second = layout.frames.values()
    middle = first.x + first.width / 2
    assert layout.routes[0].points == ((middle, first.bottom), (middle, second.y))


def test_an_arrow_past_a_node_of_its_column_runs_on_the_left() -> None:
    graph = graph_of({"first": 1, "between": 1, "last": 1}, last=["first"])
    layout = drawn(graph)
    points = layout.routes[0].points
    first = layout.frames[NodeId(1, "first")]
    assert points[0].x == points[-1].x == first.x
    assert points[1].x == points[2].x < first.x


def test_an_arrow_to_the_neighbour_in_the_same_row_is_one_line() -> None:
    graph = graph_of({"first": 1}, {"second": 1}, second=["first"])
    layout = drawn(graph)
    first, second = layout.frames.values()
    assert [point.x for point in layout.routes[0].points] == [first.right, second.x]


def test_an_arrow_runs_straight_through_where_columns_between_are_shorter() -> None:
    graph = graph_of({"a": 1, "first": 1}, {"b": 1}, {"c": 1, "second": 1}, second=["first"])
    assert len(drawn(graph).routes[0].points) == 2


def test_an_arrow_goes_round_a_node_in_between() -> None:
    graph = graph_of({"first": 1}, {"between": 1}, {"second": 1}, second=["first"])
    assert_sound(graph, drawn(graph))
    assert len(drawn(graph).routes[0].points) == 6


def test_arrows_from_one_node_leave_it_together_and_reach_theirs_apart() -> None:
    graph = graph_of({"first": 1, "other": 1}, {"a": 1, "b": 1, "c": 1}, b=["first", "other"], c=["first", "other"])
    layout = drawn(graph)
    assert len({(route.link.before, route.points[0]) for route in layout.routes}) == 2
    assert len({route.points[-1] for route in layout.routes}) == 4


def test_gaps_are_as_small_as_they_may_be_where_no_arrow_runs() -> None:
    graph = graph_of({"a": 1, "b": 1}, {"c": 1})
    layout = drawn(graph)
    a, b, c = layout.frames.values()
    assert (a.x, c.x - a.right, b.y - a.bottom) == (12, 24, 12)


def test_gaps_grow_with_the_arrows_that_run_in_them() -> None:
    sources = {f"s{number}": 1 for number in range(5)}
    targets = {f"t{number}": 1 for number in range(5)}
    needs = {f"t{number}": [f"s{4 - number}"] for number in range(5)}
    graph = graph_of(sources, targets, **needs)
    layout = drawn(graph)
    assert layout.frames[NodeId(2, "t0")].x - layout.frames[NodeId(1, "s0")].right > 24
    assert len(crossing_points(layout)) == 10


def test_a_node_without_a_height_is_refused() -> None:
    graph = graph_of({"first": 1})
    with pytest.raises(KeyError):
        lay_out(graph, Measures(105, {}))

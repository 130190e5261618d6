"""Maps for tests: of the shipped roadmaps, small ones made in code, and random ones; and where their arrows cross."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from roadmaps.gap import measure_gap
from roadmaps.map import map_graph
from tests.roadmaps.people import Diary, make_roadmap, make_skill

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from roadmaps.catalogue import Roadmap
    from roadmaps.map import MapGraph, MapLayout, NodeId, Point


def map_for(roadmap: Roadmap, *, stage_0_done: bool = False, with_hidden: bool = False) -> MapGraph:
    """The map of a roadmap for a user without an event yet, or with everything in stage 0 ticked."""
    diary = Diary()
    gap = measure_gap(roadmap, diary.progress())
    if stage_0_done:
        diary.could_before(*(can_do.id for row in gap.stages[0].rows for can_do in row.can_dos))
        gap = measure_gap(roadmap, diary.progress())
    return map_graph(gap, with_hidden=with_hidden)


def graph_of(*stages: Mapping[str, int], **needs: Sequence[str]) -> MapGraph:
    """The map of stages (skill id -> level), with the prerequisites of those skills that have any."""
    targets: dict[str, int] = {}
    for stage in stages:
        targets.update(stage)
    skills = [make_skill(skill_id, *needs.get(skill_id, ())) for skill_id in targets]
    return map_graph(measure_gap(make_roadmap(skills, targets, stages=stages), Diary().progress()))


@st.composite
def random_graphs(draw: st.DrawFn) -> MapGraph:
    """Up to five stages of up to six skills, some of them in two; each needs up to three of the earlier ones."""
    stages: list[dict[str, int]] = []
    needs: dict[str, list[str]] = {}
    for _ in range(draw(st.integers(1, 5))):
        stage: dict[str, int] = {}
        for _ in range(draw(st.integers(0, 6))):
            again = [skill_id for earlier in stages for skill_id, level in earlier.items() if level == 1]
            if again and draw(st.integers(0, 5)) == 0:
                skill_id = draw(st.sampled_from(again))
                if not any(earlier.get(skill_id) == 2 for earlier in stages):
                    stage[skill_id] = 2
                continue
            skill_id = f"s{len(needs)}"
            needs[skill_id] = draw(st.lists(st.sampled_from(sorted(needs)), unique=True, max_size=3)) if needs else []
            stage[skill_id] = 1
        stages.append(stage)
    return graph_of(*stages, **needs)


def segments(layout: MapLayout) -> list[tuple[NodeId, tuple[Point, Point]]]:
    """The straight parts of all arrows, each with the node that its arrow starts from."""
    return [(route.link.before, ends) for route in layout.routes for ends in pairwise(route.points)]


def crossing_points(layout: MapLayout) -> set[tuple[frozenset[NodeId], float, float]]:
    """Where arrows from different nodes cross; arrows from one node count once where they run together."""
    found = set()
    for (source, ends), (other_source, other_ends) in combinations(segments(layout), 2):
        across = next((each for each in (ends, other_ends) if each[0].y == each[1].y), None)
        down = next((each for each in (ends, other_ends) if each[0].x == each[1].x), None)
        if source == other_source or across is None or down is None:
            continue
        x, y = down[0].x, across[0].y
        (left, right), (top, bottom) = sorted(point.x for point in across), sorted(point.y for point in down)
        if left <= x <= right and top <= y <= bottom:
            found.add((frozenset({source, other_source}), x, y))
    return found

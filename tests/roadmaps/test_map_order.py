"""The authoring tool that looks for an order with fewer crossings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.map_order import better_order, count, order_of, with_order
from tests.roadmaps.people import make_roadmap, make_skill

if TYPE_CHECKING:
    from roadmaps.catalogue import Roadmap


def crossed() -> Roadmap:
    """Three arrows from stage 1 to stage 2 in the opposite order, and in stage 2 one that needs another."""
    needs = {"a": (), "b": (), "c": (), "x": "c", "y": "b", "z": "a", "w": "z"}
    skills = [make_skill(skill_id, *needed) for skill_id, needed in needs.items()]
    stages = [{"a": 1, "b": 1, "c": 1}, {"x": 1, "w": 1, "y": 1, "z": 1}]
    return make_roadmap(skills, dict.fromkeys("abcxyzw", 1), stages=stages)


def test_prerequisites_are_above_before_anything_is_moved() -> None:
    assert order_of(crossed())[1] == ("x", "y", "z", "w")


def test_a_better_order_is_found_and_keeps_what_is_needed_above() -> None:
    roadmap = crossed()
    order = better_order(roadmap, rounds=1)
    assert count(roadmap).plain > 0
    assert count(with_order(roadmap, order)).plain == 0
    assert order[1].index("z") < order[1].index("w")
    assert [sorted(unit_ids) for unit_ids in order] == [sorted(stage.targets) for stage in roadmap.stages]


def test_the_same_roadmap_gives_the_same_order() -> None:
    assert better_order(crossed(), rounds=2) == better_order(crossed(), rounds=2)

"""Circles in what skills need first."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def find_circles(needs: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The circles in what skills need, in which each skill needs the one after it, and the last one the first.

    Without the first step of each of them there are none.
    """
    graph = {skill_id: [*needed] for skill_id, needed in needs.items()}
    places = {skill_id: place for place, skill_id in enumerate(graph)}
    found: list[list[str]] = []
    while True:
        try:
            TopologicalSorter(graph).prepare()
            return found
        except CycleError as error:
            circle: list[str] = error.args[1][:0:-1]  # graphlib lists it from what is needed to what needs it
        start = circle.index(min(circle, key=places.__getitem__))
        circle = circle[start:] + circle[:start]
        found.append(circle)
        graph[circle[0]].remove(circle[1])  # graphlib reports one circle at a time

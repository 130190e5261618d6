"""Where the arrow keys lead on the map."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from gui.pages.roadmap.map.view_models import MilestonePlace, places_of
from roadmaps.gap import SkillState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.pages.roadmap.map.view_models import Place
    from roadmaps.map import MapGraph, NodeId


class KeyStep(Enum):
    """A way to move the selection."""

    UP = auto()
    DOWN = auto()
    LEFT = auto()
    RIGHT = auto()
    TOP = auto()
    """The first box of the column."""
    FOOT = auto()
    """The milestone of the column."""
    FIRST = auto()
    LAST = auto()
    NEEDED = auto()
    """Against the arrows: to a prerequisite, one that is still missing if there is any."""
    OPENED = auto()
    """Along the arrows: to a skill this unlocks, one that is not learned yet if there is any."""


class Steps:
    """The places of one map, column by column."""

    def __init__(self, graph: MapGraph) -> None:
        self._graph = graph
        self._columns = [places for column in graph.columns if (places := places_of(column))]

    @property
    def start(self) -> Place | None:
        """The place to select at first: the first box with something left, or else the first; None on an empty map."""
        nodes = self._graph.nodes.values()
        first = self._columns[0][0] if self._columns else None
        return next((node.id for node in nodes if node.row.left), first)

    def has(self, place: Place) -> bool:
        """Whether a place is on the map."""
        return any(place in column for column in self._columns)

    def nearest(self, place: Place, there: Steps) -> Place | None:
        """The replacement on another map for a place that is gone: the nearest below, then above, or the start."""
        for column in self._columns:
            if place in column:
                down = column.index(place)
                near = [*column[down + 1 :], *column[:down][::-1]]
                return next((each for each in near if there.has(each)), there.start)
        return there.start

    def from_place(self, place: Place, step: KeyStep) -> Place:
        """The place a step leads to; the same place at the end of the map."""
        across = next(number for number, column in enumerate(self._columns) if place in column)
        column = self._columns[across]
        down = column.index(place)
        match step:
            case KeyStep.UP:
                return column[max(0, down - 1)]
            case KeyStep.DOWN:
                return column[min(len(column) - 1, down + 1)]
            case KeyStep.TOP:
                return column[0]
            case KeyStep.FOOT:
                return column[-1]
            case KeyStep.FIRST:
                return self._columns[0][0]
            case KeyStep.LAST:
                return self._columns[-1][-1]
            case KeyStep.LEFT | KeyStep.RIGHT:
                return self._beside(place, across + (1 if step is KeyStep.RIGHT else -1), down)
            case _:
                return self._along(place, step)

    def _beside(self, place: Place, across: int, down: int) -> Place:
        """The same row of another column, or its lowest box; from a milestone to a milestone."""
        if not 0 <= across < len(self._columns):
            return place
        column = self._columns[across]
        nodes = [each for each in column if not isinstance(each, MilestonePlace)]
        if isinstance(place, MilestonePlace) or not nodes:
            return column[-1]
        return nodes[min(down, len(nodes) - 1)]

    def _along(self, place: Place, step: KeyStep) -> Place:
        if isinstance(place, MilestonePlace):
            return place
        ways = self._graph.needs(place) if step is KeyStep.NEEDED else self._graph.opens(place)
        # The nearest comes first: the last prerequisite, the first skill unlocked.
        nearest: Sequence[NodeId] = ways[::-1] if step is KeyStep.NEEDED else ways
        missing = (each for each in nearest if self._graph.nodes[each].row.state is not SkillState.HAVE)
        return next(missing, next(iter(nearest), place))

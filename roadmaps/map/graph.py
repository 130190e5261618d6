"""The map of a roadmap: which boxes are on it, in which column, and which skills lead to which."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.gap import ScopeStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from roadmaps.catalogue import Skill
    from roadmaps.gap import Gap, StageGap, StageRow
    from roadmaps.own.marks import Mark


MOST_BOXES = 300
"""The most boxes on a map: three times a long roadmap. More could neither be read nor drawn at every tick."""


class NodeId(NamedTuple):
    """One skill in one stage; stage 0 holds the skills the user brings."""

    stage: int
    skill_id: str


class MapNode(NamedTuple):
    """A box of the map: a row of a stage. A skill that two stages ask for is two boxes."""

    id: NodeId
    row: StageRow
    also_needs: tuple[Skill, ...]
    """Unmet prerequisites that no arrow shows, because they are not on the map at or before this stage."""
    mark: Mark | None = None
    """What the user changed about it on the roadmap."""


class MapColumn(NamedTuple):
    """A stage on the map, with its boxes from top to bottom."""

    stage: StageGap
    node_ids: tuple[NodeId, ...]
    hidden: tuple[StageRow, ...]
    """The rows that are left out because they do not count: set aside, optional or not taken."""


class Link(NamedTuple):
    """An arrow: ``before`` is needed first."""

    before: NodeId
    after: NodeId


@dataclass(frozen=True)
class MapGraph:
    """Everything on the map. Map order is by column, then from top to bottom; no link points backwards in it."""

    columns: tuple[MapColumn, ...]
    nodes: Mapping[NodeId, MapNode]
    """In map order."""
    links: tuple[Link, ...]
    """In map order of ``after``, then of ``before``."""
    left_out: int = 0
    """How many boxes there would be beyond ``MOST_BOXES``."""

    def needs(self, node_id: NodeId) -> tuple[NodeId, ...]:
        """The nodes with an arrow to this node, in map order. Raises KeyError for a node that is not on the map."""
        return tuple(link.before for link in self._links_to[node_id])

    def opens(self, node_id: NodeId) -> tuple[NodeId, ...]:
        """The nodes this node has an arrow to, in map order. Raises KeyError for a node that is not on the map."""
        return tuple(link.after for link in self._links_from[node_id])

    def chain_before(self, node_id: NodeId) -> frozenset[Link]:
        """All links on the paths that lead to a node. Raises KeyError for a node that is not on the map."""
        return _chain(self._links_to, node_id, lambda link: link.before)

    def chain_after(self, node_id: NodeId) -> frozenset[Link]:
        """All links on the paths that start at a node. Raises KeyError for a node that is not on the map."""
        return _chain(self._links_from, node_id, lambda link: link.after)

    @cached_property
    def _links_to(self) -> Mapping[NodeId, list[Link]]:
        return self._by_node(lambda link: link.after)

    @cached_property
    def _links_from(self) -> Mapping[NodeId, list[Link]]:
        return self._by_node(lambda link: link.before)

    def _by_node(self, end: Callable[[Link], NodeId]) -> Mapping[NodeId, list[Link]]:
        links: dict[NodeId, list[Link]] = {node_id: [] for node_id in self.nodes}
        for link in self.links:
            links[end(link)].append(link)
        return links


def map_graph(gap: Gap, *, with_hidden: bool = False, with_stage_zero: bool = False) -> MapGraph:
    """The map of what is left to do on a roadmap; ``with_hidden`` adds what does not count.

    Stage 0 is the first column while something in it is open; ``with_stage_zero`` keeps it after that.

    A prerequisite that was set aside has no arrow, whether it is shown or not. A row without can-dos (an earlier stage
    asks for the level already) is left out. Of a very long roadmap only the first boxes are shown.
    """
    columns: list[MapColumn] = []
    nodes: dict[NodeId, MapNode] = {}
    links: list[Link] = []
    last_node: dict[str, NodeId] = {}
    left_out = 0
    needed_first = {skill_id: _needed_first(gap, skill_id) for skill_id in gap.skills}
    for stage in gap.stages if with_stage_zero else gap.open_stages:
        asking = [row for row in stage.rows if row.can_dos]
        ordered = _prerequisites_first((row for row in asking if with_hidden or row.gap.counts), needed_first)
        shown = ordered[: max(0, MOST_BOXES - len(nodes))]
        left_out += len(ordered) - len(shown)
        for row in shown:
            node_id = NodeId(stage.number, row.gap.skill.id)
            links.extend(_links_to(node_id, needed_first[node_id.skill_id], last_node, nodes))
            also = tuple(missing.skill for missing in row.missing if missing.skill.id not in last_node)
            nodes[node_id] = MapNode(node_id, row, also, _mark(gap, stage, row))
            last_node[node_id.skill_id] = node_id
        columns.append(
            MapColumn(
                stage,
                tuple(NodeId(stage.number, row.gap.skill.id) for row in shown),
                () if with_hidden else tuple(row for row in asking if not row.gap.counts),
            )
        )
    return MapGraph(tuple(columns), MappingProxyType(nodes), tuple(links), left_out)


def _mark(gap: Gap, stage: StageGap, row: StageRow) -> Mark | None:
    if gap.roadmap.original is None:
        return None
    from roadmaps.own import marks  # most users change nothing

    unit_id = row.gap.choice.id if row.gap.choice else row.gap.skill.id
    return marks.unit_mark(gap.roadmap, unit_id, stage.stage.id if stage.stage else None)


def _needed_first(gap: Gap, skill_id: str) -> tuple[str, ...]:
    """The skills that meet the prerequisites of a skill: of a choice the counting member, none if set aside."""
    choice_of = gap.roadmap.to_role.choice_of
    met_by: dict[str, None] = {}
    for needed_id in gap.skills[skill_id].skill.prerequisites:
        choice = choice_of.get(needed_id)
        for member_id in choice.member_ids if choice else (needed_id,):
            if gap.skills[member_id].scope_status not in (ScopeStatus.SET_ASIDE, ScopeStatus.NOT_TAKEN):
                met_by[member_id] = None
    met_by.pop(skill_id, None)
    return tuple(met_by)


def _prerequisites_first(rows: Iterable[StageRow], needed_first: Mapping[str, tuple[str, ...]]) -> list[StageRow]:
    """The rows in their order, except that each comes after its prerequisites within the stage.

    Where members of choices need each other in a circle, the original order wins.
    """
    waiting = {row.gap.skill.id: row for row in rows}
    ordered: list[StageRow] = []

    def place(skill_id: str) -> None:
        row = waiting.pop(skill_id, None)
        if row is None:
            return
        for needed_id in needed_first[skill_id]:
            place(needed_id)
        ordered.append(row)

    for skill_id in tuple(waiting):
        place(skill_id)
    return ordered


def _links_to(
    node_id: NodeId, needed_first: Iterable[str], last_node: Mapping[str, NodeId], nodes: Iterable[NodeId]
) -> list[Link]:
    """The links to a node: from the skill’s own earlier node, and from prerequisites that did not lead there yet."""
    own = last_node.get(node_id.skill_id)
    befores = {last_node[needed_id] for needed_id in needed_first if needed_id in last_node}
    if own is not None:
        befores = {before for before in befores if before.stage > own.stage} | {own}
    return [Link(before, node_id) for before in nodes if before in befores]


def _chain(
    links: Mapping[NodeId, Sequence[Link]], node_id: NodeId, next_node: Callable[[Link], NodeId]
) -> frozenset[Link]:
    """All links that are reached from a node by following ``links``."""
    chain = set(links[node_id])
    waiting = list(chain)
    while waiting:
        further = set(links[next_node(waiting.pop())]) - chain
        chain |= further
        waiting.extend(further)
    return frozenset(chain)

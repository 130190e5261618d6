"""Looks for an order of the targets in each stage with fewer crossings on the map: ``python -m tests.map_order``.

A tool for authors. It prints how often arrows cross on each roadmap's map and the best order that it finds. It tries
the same things each time.
"""

from __future__ import annotations

import argparse
import random
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.catalogue import load_catalogue, members
from roadmaps.map import Measures, lay_out
from tests.roadmaps.maps import crossing_points, map_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmaps.catalogue import Roadmap

SEED = 1
Order = tuple[tuple[str, ...], ...]
"""For each stage, its units from the top down."""


def order_of(roadmap: Roadmap) -> Order:
    """The order as it is written, with what is needed first moved up where it is not."""
    return tuple(_sorted_stage(roadmap, tuple(stage.targets)) for stage in roadmap.stages)


def with_order(roadmap: Roadmap, order: Order) -> Roadmap:
    """The same roadmap with the targets of its stages in another order."""
    stages = tuple(
        stage._replace(targets={unit_id: stage.targets[unit_id] for unit_id in unit_ids})
        for stage, unit_ids in zip(roadmap.stages, order, strict=True)
    )
    return replace(roadmap, stages=stages)


class Crossings(NamedTuple):
    """How often arrows cross on the map of a user without an event yet, in three forms."""

    plain: int
    stage_0_done: int
    hidden_shown: int

    @property
    def badness(self) -> tuple[int, int]:
        """What is to become less: the maps that most people see, and then the one with what is hidden."""
        return self.plain + self.stage_0_done, self.hidden_shown


def count(roadmap: Roadmap) -> Crossings:
    """The crossings of a roadmap's maps."""
    graphs = (
        map_for(roadmap),
        map_for(roadmap, stage_0_done=True),
        map_for(roadmap, with_hidden=True),
    )
    return Crossings(
        *(len(crossing_points(lay_out(graph, Measures(105, dict.fromkeys(graph.nodes, 38.0))))) for graph in graphs)
    )


def better_order(roadmap: Roadmap, rounds: int) -> Order:
    """The best order found: one unit is moved at a time while that helps, then a few are, and so on for some rounds."""
    chance = random.Random(SEED)
    best = _climb(roadmap, order_of(roadmap), chance)
    least = count(with_order(roadmap, best)).badness
    for _ in range(rounds):
        order = best
        for _ in range(3):
            order = chance.choice([order, *_moves(roadmap, order)])
        order = _climb(roadmap, order, chance)
        badness = count(with_order(roadmap, order)).badness
        if badness < least:
            best, least = order, badness
    return best


def _climb(roadmap: Roadmap, order: Order, chance: random.Random) -> Order:
    least = count(with_order(roadmap, order)).badness
    while True:
        moves = list(_moves(roadmap, order))
        chance.shuffle(moves)
        for move in moves:
            badness = count(with_order(roadmap, move)).badness
            if badness < least:
                order, least = move, badness
                break
        else:
            return order


def _moves(roadmap: Roadmap, order: Order) -> Iterator[Order]:
    """The order with one unit of one stage in another place, as long as everything is below what it needs."""
    for number, unit_ids in enumerate(order):
        for unit_id in unit_ids:
            others = [each for each in unit_ids if each != unit_id]
            for place in range(len(unit_ids)):
                moved = (*others[:place], unit_id, *others[place:])
                if moved != unit_ids and moved == _sorted_stage(roadmap, moved):
                    yield (*order[:number], moved, *order[number + 1 :])


def _sorted_stage(roadmap: Roadmap, unit_ids: tuple[str, ...]) -> tuple[str, ...]:
    """The units in their order, but each below what any of its members needs within the stage."""
    waiting = list(unit_ids)
    ordered: list[str] = []
    while waiting:
        unit_id = next(each for each in waiting if not _needs(roadmap, each) & _others(roadmap, waiting, each))
        waiting.remove(unit_id)
        ordered.append(unit_id)
    return tuple(ordered)


def _needs(roadmap: Roadmap, unit_id: str) -> set[str]:
    needed: set[str] = set()
    for skill_id in members(unit_id, roadmap.choices):
        needed.update(roadmap.skills[skill_id].prerequisites)
    return needed


def _others(roadmap: Roadmap, unit_ids: list[str], but: str) -> set[str]:
    return {skill_id for each in unit_ids if each != but for skill_id in members(each, roadmap.choices)}


def main() -> None:
    """Print what there is and what would be better."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("roadmaps", nargs="*", help="ids of roadmaps; all by default")
    parser.add_argument("--rounds", type=int, default=8, help="how often to shuffle and begin again (8)")
    arguments = parser.parse_args()
    catalogue = load_catalogue()
    for roadmap_id in arguments.roadmaps or catalogue.roadmaps:
        roadmap = catalogue.roadmaps[roadmap_id]
        sys.stdout.write(f"{roadmap_id}: {_text(count(roadmap))}\n")
        order = better_order(roadmap, arguments.rounds)
        better = count(with_order(roadmap, order))
        if better.badness >= count(roadmap).badness:
            sys.stdout.write("  no better order found\n")
            continue
        sys.stdout.write(f"  better: {_text(better)}\n")
        for stage, unit_ids in zip(roadmap.stages, order, strict=True):
            if unit_ids != tuple(stage.targets):
                sys.stdout.write(f"  {stage.number} {stage.id}: {', '.join(unit_ids)}\n")


def _text(crossings: Crossings) -> str:
    return (
        f"{crossings.plain} crossings, {crossings.stage_0_done} with stage 0 done, "
        f"{crossings.hidden_shown} with what is hidden"
    )


if __name__ == "__main__":
    main()

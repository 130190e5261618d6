"""The order in which open can-dos are planned: prerequisites first, then the user's moves, then the roadmap.

This is list scheduling (Graham, 1969) on one machine: of the steps whose prerequisites are done, the one with the
highest priority comes next. So a moved step comes exactly as early as its prerequisites allow, and nothing else moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from heapq import heapify, heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from roadmaps.catalogue import CanDo, Hours, Skill
    from roadmaps.gap import Gap, Missing, SkillGap, StageRow
    from roadmaps.journal import Move


class StepId(NamedTuple):
    """One level of a skill."""

    skill_id: str
    level: int


class Step(NamedTuple):
    """One can-do in scope that is not ticked."""

    id: StepId
    gap: SkillGap
    can_do: CanDo
    stage: int
    """The number of its stage."""
    hours: Hours
    missing: tuple[Missing, ...]
    """Its prerequisites that are not met yet."""
    needs: tuple[StepId, ...]
    """The steps it depends on: the next lower level of its skill, and what its prerequisites still lack."""

    @property
    def also_needs(self) -> tuple[Missing, ...]:
        """Missing prerequisites that are not in the plan, because the role does not ask for them."""
        planned = {needed.skill_id for needed in self.needs}
        return tuple(each for each in self.missing if each.skill.id not in planned)


class HeldBack(NamedTuple):
    """A move that prerequisites prevent, for some or all levels."""

    skill: Skill
    before: Skill
    needs: tuple[Missing, ...]
    """The prerequisites that come no earlier than ``before``."""


@dataclass(frozen=True)
class PlanOrder:
    """Every open can-do in scope, once, in planned order."""

    steps: tuple[Step, ...]
    held_back: tuple[HeldBack, ...]
    """In the order of the moves."""


def plan_order(gap: Gap, moves: Sequence[Move] = ()) -> PlanOrder:
    """The order of what a roadmap leaves to do.

    A prerequisite is needed at the level that the roadmap asks for by the end of the stage, as in ``measure_gap``.
    Where members of choices need each other in a circle, the first on the roadmap stays first. A move that names a
    skill not on the roadmap does nothing.
    """
    rows = [(stage.number, row) for stage in gap.stages for row in stage.rows]
    roadmap_order = _steps(rows)
    steps = _without_circles(roadmap_order)
    slots = _preferred_order([_Slot(number, row.gap.skill.id, bool(row.left)) for number, row in rows], moves)
    slot_place = {slot[:2]: place for place, slot in enumerate(slots)}
    wanted = sorted(steps.values(), key=lambda step: slot_place[step.stage, step.id.skill_id])
    preferred_place = {step.id: place for place, step in enumerate(wanted)}
    ordered = _prerequisites_first(steps, preferred_place)
    return PlanOrder(tuple(ordered), tuple(_held_back(ordered, preferred_place, moves)))


class _Slot(NamedTuple):
    """A row of a stage, as an entry in the preferred order."""

    stage: int
    skill_id: str
    is_open: bool


def _steps(rows: Iterable[tuple[int, StageRow]]) -> dict[StepId, Step]:
    """The steps in roadmap order."""
    found = [(number, row, can_do) for number, row in rows for can_do in row.left]
    open_levels: dict[str, list[int]] = {}
    for _, row, can_do in found:
        open_levels.setdefault(row.gap.skill.id, []).append(can_do.level)

    def last_step(skill_id: str, up_to: int) -> list[StepId]:
        # Its lower levels come before it, so the highest is enough.
        levels = [level for level in open_levels.get(skill_id, ()) if level <= up_to]
        return [StepId(skill_id, max(levels))] if levels else []

    steps = {}
    for number, row, can_do in found:
        step_id = StepId(can_do.skill_id, can_do.level)
        needs = last_step(can_do.skill_id, can_do.level - 1)
        for each in row.missing:
            needs += last_step(each.skill.id, each.asked)
        hours = row.gap.hours_by_can_do[can_do.id]
        steps[step_id] = Step(step_id, row.gap, can_do, number, hours, row.missing, tuple(needs))
    return steps


def _without_circles(steps: Mapping[StepId, Step]) -> dict[StepId, Step]:
    """The same steps, but the first of each circle no longer depends on the step that closes it."""
    place = {step_id: number for number, step_id in enumerate(steps)}
    kept = dict(steps)
    while circle := _circle({step_id: step.needs for step_id, step in kept.items()}):
        between_skills = [pair for pair in circle if pair[0].skill_id != pair[1].skill_id]
        before, first = min(between_skills, key=lambda pair: place[pair[1]])
        kept[first] = kept[first]._replace(needs=tuple(each for each in kept[first].needs if each != before))
    return kept


def _circle(needs: Mapping[StepId, tuple[StepId, ...]]) -> list[tuple[StepId, StepId]]:
    """A circle as pairs of a step and one that depends on it; empty if there is none."""
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        around: list[StepId] = error.args[1]
        return list(pairwise(around))
    return []


def _preferred_order(slots: list[_Slot], moves: Iterable[Move]) -> list[_Slot]:
    """The roadmap order after the moves, ignoring prerequisites.

    A skill goes right before what is left of another, or before its last part if nothing is left. So a move keeps its
    meaning while the user ticks things off.
    """
    for move in moves:
        places = [place for place, slot in enumerate(slots) if slot.skill_id == move.before_id]
        if not places:
            continue
        to = next((place for place in places if slots[place].is_open), places[-1])
        moved = [slot for slot in slots if slot.skill_id == move.skill_id]
        before, after = ([slot for slot in part if slot.skill_id != move.skill_id] for part in (slots[:to], slots[to:]))
        slots = before + moved + after
    return slots


def _prerequisites_first(steps: Mapping[StepId, Step], preferred_place: Mapping[StepId, int]) -> list[Step]:
    sorter = TopologicalSorter({step_id: step.needs for step_id, step in steps.items()})
    sorter.prepare()
    ready = [(preferred_place[step_id], step_id) for step_id in sorter.get_ready()]
    heapify(ready)
    ordered = []
    while ready:
        _, step_id = heappop(ready)
        ordered.append(steps[step_id])
        sorter.done(step_id)
        for opened in sorter.get_ready():
            heappush(ready, (preferred_place[opened], opened))
    return ordered


def _held_back(
    ordered: Sequence[Step], preferred_place: Mapping[StepId, int], moves: Sequence[Move]
) -> Iterable[HeldBack]:
    place = {step.id: number for number, step in enumerate(ordered)}
    of_skill: dict[str, list[Step]] = {}
    for step in ordered:
        of_skill.setdefault(step.id.skill_id, []).append(step)
    for move in dict.fromkeys(moves):
        anchors = of_skill.get(move.before_id)
        if not anchors:
            continue
        for step in of_skill.get(move.skill_id, ()):
            if preferred_place[step.id] < preferred_place[anchors[0].id] and place[step.id] > place[anchors[0].id]:
                late = {needed.skill_id for needed in step.needs if place[needed] >= place[anchors[0].id]}
                needs = tuple(each for each in step.missing if each.skill.id in late)
                yield HeldBack(step.gap.skill, anchors[0].gap.skill, needs)
                break

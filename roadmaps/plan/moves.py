"""What moving a skill in the plan would do, before it is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roadmaps.journal import Move, with_move
from roadmaps.plan.order import plan_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmaps.gap import Gap
    from roadmaps.plan.order import HeldBack, PlanOrder


class TriedMove(NamedTuple):
    """A move, and what prerequisites allow of it."""

    skill_id: str
    """The skill that moves; for one place down it may be the one that is passed."""
    before_id: str | None
    """The skill right after it; None for the end of the plan."""
    after_id: str | None
    """The skill right before it, if that is the last one."""
    moves_something: bool
    """Whether it changes the order of skills in the plan."""
    held_back: HeldBack | None
    """What the skill depends on, or which of the skills to pass depends on it."""


def try_move(gap: Gap, moves: Sequence[Move], skill_id: str, place: int) -> TriedMove:
    """Try moving a skill to a place among the other skills of the plan, 0 for the first.

    Raises ValueError for a skill that is not planned, or if it is the only one.
    """
    skills = planned_skills(plan_order(gap, moves))
    old = skills.index(skill_id)
    others = [each for each in skills if each != skill_id]
    if not others:
        raise ValueError(f"{skill_id!r} is the only skill of the plan")
    place = min(max(0, place), len(others))
    before_id = others[place] if place < len(others) else None
    after_id = None if before_id else others[-1]
    wanted = with_move(moves, Move(skill_id, before_id)) if before_id else to_the_end(moves, skill_id, others[-1])
    order = plan_order(gap, wanted)
    if place == old + 1 and planned_skills(order) == skills:
        # The skill in between is only early because something depends on it: move that one up instead.
        passed = others[old]
        swapped = plan_order(gap, with_move(moves, Move(passed, skill_id)))
        if planned_skills(swapped) != skills:
            return TriedMove(passed, skill_id, None, True, None)
    if place <= old:
        held = next(
            (each for each in order.held_back if (each.skill.id, each.before.id) == (skill_id, before_id)), None
        )
    else:
        held = _needed_by(gap, moves, skill_id, others[old:place], planned_skills(order))
    return TriedMove(skill_id, before_id, after_id, planned_skills(order) != skills, held)


def to_the_end(moves: Sequence[Move], skill_id: str, last_id: str) -> tuple[Move, ...]:
    """Append the moves that put a skill after the one that is last now."""
    return with_move(with_move(moves, Move(skill_id, last_id)), Move(last_id, skill_id))


def put_first(gap: Gap, moves: Sequence[Move], skill_ids: Sequence[str]) -> tuple[Move, ...]:
    """Append the moves that put skills before everything else, in this order; those not in the plan are left out.

    What they depend on still comes before them.
    """
    planned = planned_skills(plan_order(gap, moves))
    wanted = [skill_id for skill_id in dict.fromkeys(skill_ids) if skill_id in planned]
    after = next((skill_id for skill_id in planned if skill_id not in wanted), None)
    found = tuple(moves)
    for skill_id in reversed(wanted):
        if after is not None:
            found = with_move(found, Move(skill_id, after))
        after = skill_id
    return found


def planned_skills(order: PlanOrder) -> list[str]:
    """The ids of the skills, in the order in which they start."""
    return [*dict.fromkeys(step.id.skill_id for step in order.steps)]


def _needed_by(
    gap: Gap, moves: Sequence[Move], skill_id: str, passed: Sequence[str], skills: Sequence[str]
) -> HeldBack | None:
    """The first of the skills to pass that still comes later because it depends on the skill."""
    for other in passed:
        if skills.index(other) > skills.index(skill_id):
            tried = plan_order(gap, with_move(moves, Move(other, skill_id)))
            for each in tried.held_back:
                if (each.skill.id, each.before.id) == (other, skill_id):
                    return each
    return None

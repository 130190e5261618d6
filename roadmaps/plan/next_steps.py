"""Next up: the skills to continue with now, in the order the user chose, each with its reason in words."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.journal import NEXT_UP_FIRST, NextUpOrder
from roadmaps.plan.order import StepId, plan_order
from roadmaps.text.text_format import count_text, hours_text, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from roadmaps.catalogue import Hours, Skill
    from roadmaps.gap import Gap, SkillGap, StageGap
    from roadmaps.journal import Commitment


_NO_ADS: Mapping[str, int] = MappingProxyType({})
MOST_NAMED = 4
"""How many skills a sentence names; of more, it counts the rest."""


class NextUp(NamedTuple):
    """A skill that the user can continue with now."""

    gap: SkillGap
    stage: StageGap
    """The stage of its next can-do."""
    opens: tuple[Skill, ...]
    """The skills that wait for nothing else."""
    waiting: tuple[Skill, ...]
    """The skills that wait for this one and for others, too."""
    was_moved: bool
    """Whether the user moved it in the plan."""
    reason: str
    """Why it is at this place in the list, in a sentence or two."""

    @property
    def hours(self) -> Hours:
        """What is left of it."""
        return self.gap.hours_left


def next_up(
    gap: Gap, commitment: Commitment, order: NextUpOrder, asked: Mapping[str, int] = _NO_ADS
) -> tuple[NextUp, ...]:
    """Every skill in scope of which something is left and whose prerequisites are met.

    ``asked`` says how many of the user's job ads ask for a skill (``roadmaps.ads.asked_counts``), by its id.

    "Opens most" counts the skills of the plan that directly depend on it, those that depend on nothing else first.
    "Shortest" is by the middle estimate. Ties, and roadmap order, follow the plan with its moves.
    """
    steps = plan_order(gap, commitment.moves).steps
    planned = dict.fromkeys(step.id.skill_id for step in steps)
    stages = {step.id: gap.stages[step.stage] for step in steps}
    moved = {move.skill_id for move in commitment.moves}
    found = []
    for skill_id in planned:
        skill = gap.skills[skill_id]
        if not skill.is_ready or not skill.next_can_do:
            continue
        opens, waiting = _waiting_for(gap, skill, planned)
        stage = stages[StepId(skill_id, skill.next_can_do.level)]
        found.append(NextUp(skill, stage, opens, waiting, skill_id in moved, ""))
    match order:
        case NextUpOrder.OPENS_MOST:
            found.sort(key=lambda each: (-len(each.opens) - len(each.waiting), -len(each.opens)))
        case NextUpOrder.SHORTEST:
            # Rounded, so that a tie is not decided by the last bit of a sum.
            found.sort(key=lambda each: round(each.hours.middle, 6))
        case NextUpOrder.IN_MY_ADS:
            found.sort(key=lambda each: -asked.get(each.gap.skill.id, 0))
    return tuple(each._replace(reason=_reason(each, order, number == 0, asked)) for number, each in enumerate(found))


def order_note(found: Sequence[NextUp], gap: Gap, commitment: Commitment, order: NextUpOrder) -> str:
    """Why the list begins with another skill than the plan, which is shown beside it; empty where both agree."""
    steps = plan_order(gap, commitment.moves).steps
    if not steps or not found or steps[0].id.skill_id == found[0].gap.skill.id:
        return ""
    first = steps[0].gap
    if not first.is_ready:
        needs = joined(each.skill.short_name for each in first.missing)
        return f"Week by week starts with {first.skill.short_name}, which is best after {needs}."
    by = NEXT_UP_FIRST.get(order, "the plan")
    return f"Sorted by {by}. Week by week keeps the order of the plan and starts with {first.skill.short_name}."


def _waiting_for(gap: Gap, skill: SkillGap, planned: Iterable[str]) -> tuple[tuple[Skill, ...], tuple[Skill, ...]]:
    """The skills of the plan whose next can-do depends on a skill: on it alone, and on others too."""
    opens: list[Skill] = []
    waiting: list[Skill] = []
    for skill_id in planned:
        missing = {each.skill.id for each in gap.skills[skill_id].missing}
        if skill.skill.id in missing:
            (opens if len(missing) == 1 else waiting).append(gap.skills[skill_id].skill)
    return tuple(opens), tuple(waiting)


def _reason(each: NextUp, order: NextUpOrder, is_first: bool, asked: Mapping[str, int]) -> str:
    left = f"{count_text(len(each.gap.left), 'can-do')} left"
    match order:
        case NextUpOrder.OPENS_MOST:
            return f"{left}. {_opens_text(each)}"
        case NextUpOrder.SHORTEST:
            shortest = ", the shortest of what is ready" if is_first else ""
            return f"{left}, {hours_text(each.hours)}{shortest}."
        case NextUpOrder.IN_MY_ADS:
            ads = asked.get(each.gap.skill.id, 0)
            return f"{left}. {f'Asked for in {ads} of your ads' if ads else 'None of your ads asks for it'}."
    stage = each.stage.stage
    where = f"Stage {stage.number}, “{stage.title}”" if stage else "What you bring"
    return f"{left}. {where}{'; you moved it' if each.was_moved else ''}."


def _opens_text(each: NextUp) -> str:
    waiting = f"{_named(each.waiting)} {'depends' if len(each.waiting) == 1 else 'depend'} on it"
    if not each.opens:
        return f"{waiting}, and on other skills." if each.waiting else "Nothing else depends on it."
    count = "" if len(each.opens) == 1 else f"{count_text(len(each.opens), 'skill')}: "
    return f"Unlocks {count}{_named(each.opens)}{f'; {waiting}, too' if each.waiting else ''}."


def _named(skills: tuple[Skill, ...]) -> str:
    names = [skill.short_name for skill in skills]
    return joined(
        names if len(names) <= MOST_NAMED else [*names[: MOST_NAMED - 1], f"{len(names) - MOST_NAMED + 1} more"]
    )

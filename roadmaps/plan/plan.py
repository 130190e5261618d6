"""The plan: what a roadmap leaves to do, spread over the user's weeks, with a date for each step and milestone.

None of it is stored: it is computed from the gap, the user's commitment and the day. A what-if is the same function
with other hours a week.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.gap import NO_HOURS
from roadmaps.plan.order import plan_order
from roadmaps.plan.schedule import schedule
from roadmaps.plan.study_calendar import StudyTime

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from roadmaps.catalogue import Hours, Milestone
    from roadmaps.gap import Gap, SkillGap, StageGap
    from roadmaps.journal import Commitment, Progress
    from roadmaps.plan.order import HeldBack, Step
    from roadmaps.plan.schedule import Schedule
    from roadmaps.plan.study_calendar import Moment


class Bar(NamedTuple):
    """Consecutive steps of one skill."""

    steps: tuple[Step, ...]
    hours: Hours
    begin: Moment | None
    """None beyond the horizon, like both ends."""
    end: Moment | None
    """By the middle estimate."""
    longer_end: Moment | None
    """If these steps alone take longer."""


class PlanRow(NamedTuple):
    """A skill of the plan; one that pauses and resumes has several bars."""

    gap: SkillGap
    bars: tuple[Bar, ...]


class PlannedMilestone(NamedTuple):
    """A milestone that is not reached, at the end of its stage; None beyond the horizon."""

    stage: StageGap
    milestone: Milestone
    skill_id: str | None
    """The skill that comes last in its stage; None when nothing of the stage is left."""
    middle: Moment | None
    longest: Moment | None


@dataclass(frozen=True)
class Plan:
    """A plan for one roadmap, as of a day."""

    commitment: Commitment
    first_day: date
    middle: Schedule
    longest: Schedule
    rows: tuple[PlanRow, ...]
    """In the order in which the skills start."""
    milestones: tuple[PlannedMilestone, ...]
    """In the order of the stages."""
    held_back: tuple[HeldBack, ...]
    """The user's moves that prerequisites prevent."""


def make_plan(gap: Gap, progress: Progress, today: date, *, hours_a_week: float | None = None) -> Plan:
    """The plan for what a gap leaves to do, from today on; with other hours a week if given."""
    commitment = progress.commitments.on(gap.roadmap.id)
    if hours_a_week is not None:
        commitment = commitment._replace(hours_a_week=hours_a_week)
    commitment = commitment.as_planned()
    order = plan_order(gap, commitment.moves)
    time = StudyTime(commitment, today)
    middle = schedule(order.steps, time, lambda hours: hours.middle)
    longest = schedule(order.steps, time, lambda hours: hours.high)
    return Plan(
        commitment=commitment,
        first_day=time.first_day,
        middle=middle,
        longest=longest,
        rows=_rows(middle, time),
        milestones=tuple(_milestones(gap, progress, time, middle, longest)),
        held_back=order.held_back,
    )


def _rows(middle: Schedule, time: StudyTime) -> tuple[PlanRow, ...]:
    bars: dict[str, list[Bar]] = {}
    for skill_id, group in groupby(middle.steps, key=lambda each: each.step.id.skill_id):
        run = tuple(group)
        hours = sum((each.step.hours for each in run), NO_HOURS)
        longer_end = time.end(run[0].before + hours.high)
        bar = Bar(tuple(each.step for each in run), hours, run[0].begin, run[-1].end, longer_end)
        bars.setdefault(skill_id, []).append(bar)
    return tuple(PlanRow(of_skill[0].steps[0].gap, tuple(of_skill)) for of_skill in bars.values())


def _milestones(
    gap: Gap, progress: Progress, time: StudyTime, middle: Schedule, longest: Schedule
) -> Iterable[PlannedMilestone]:
    last_by_stage = [{each.step.stage: each for each in made.steps} for made in (middle, longest)]
    for stage in gap.stages:
        if not stage.stage or not stage.tally.can_dos or stage.stage.milestone.id in progress.milestones:
            continue
        last = last_by_stage[0].get(stage.number)
        yield PlannedMilestone(
            stage,
            stage.stage.milestone,
            last.step.id.skill_id if last else None,
            *(each[stage.number].end if last else time.begin(0) for each in last_by_stage),
        )

"""Steps spread over the weeks of study, in sequence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roadmaps.plan.study_calendar import ROUNDING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from roadmaps.catalogue import Hours
    from roadmaps.plan.order import Step
    from roadmaps.plan.study_calendar import Moment, StudyTime, StudyWeek


class PlannedStep(NamedTuple):
    """A step with its planned hours, and when it begins and ends; None beyond the horizon."""

    step: Step
    before: float
    """The hours of all steps before it."""
    hours: float
    begin: Moment | None
    end: Moment | None


class PlannedPart(NamedTuple):
    """The hours of one step in one week."""

    step: Step
    hours: float


class PlanWeek(NamedTuple):
    """A week of study, and what is planned for it."""

    week: StudyWeek
    parts: tuple[PlannedPart, ...]


class Schedule(NamedTuple):
    """What to study when, by one estimate."""

    steps: tuple[PlannedStep, ...]
    weeks: tuple[PlanWeek, ...]
    """From the first week of the plan to the last with something planned, weeks off included."""

    @property
    def last(self) -> Moment | None:
        """When the last step ends; None if nothing is left or if it is beyond the horizon."""
        return self.steps[-1].end if self.steps else None


def schedule(steps: Sequence[Step], time: StudyTime, estimate: Callable[[Hours], float]) -> Schedule:
    """Spread steps over the weeks of study, in order. ``estimate`` picks the hours to plan for a range."""
    planned = []
    before = 0.0
    for step in steps:
        hours = estimate(step.hours)
        planned.append(PlannedStep(step, before, hours, time.begin(before), time.end(before + hours)))
        before += hours
    return Schedule(tuple(planned), tuple(_weeks(planned, time)))


def _weeks(planned: Sequence[PlannedStep], time: StudyTime) -> list[PlanWeek]:
    weeks: list[PlanWeek] = []
    waiting = iter(planned)
    step = next(waiting, None)
    left = step.hours if step else 0.0
    for week in time.weeks:
        parts = []
        free = week.hours
        while step and free > ROUNDING:
            hours = min(left, free)
            parts.append(PlannedPart(step.step, hours))
            free, left = free - hours, left - hours
            if left <= ROUNDING:
                step = next(waiting, None)
                left = step.hours if step else 0.0
        weeks.append(PlanWeek(week, tuple(parts)))
        if step is None:
            break
    while weeks and not weeks[-1].parts:
        weeks.pop()
    return weeks

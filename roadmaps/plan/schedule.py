"""Steps spread over the weeks of study, in sequence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.plan.study_calendar import ROUNDING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmaps.catalogue import Hours
    from roadmaps.plan.order import Step
    from roadmaps.plan.study_calendar import Moment, StudyTime, StudyWeek


class Estimate(StrEnum):
    """Which hours of a range to plan with."""

    MIDDLE = "middle estimate"
    LONGEST = "if it takes longer"

    def of(self, hours: Hours) -> float:
        """The hours to plan for a range."""
        return hours.middle if self is Estimate.MIDDLE else hours.high


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
    pieces: tuple[PlannedPart, ...]


@dataclass(frozen=True)
class Schedule:
    """What to study when, by one estimate."""

    estimate: Estimate
    steps: tuple[PlannedStep, ...]
    weeks: tuple[PlanWeek, ...]
    """From the first week of the plan to the last with something planned, weeks off included."""

    @property
    def hours(self) -> float:
        """The hours of all steps."""
        return sum(each.hours for each in self.steps)

    @property
    def hours_beyond(self) -> float:
        """Hours that do not fit before the horizon; all of them if there are no hours a week."""
        placed = sum(piece.hours for week in self.weeks for piece in week.pieces)
        return 0.0 if self.is_whole else self.hours - placed

    @property
    def is_whole(self) -> bool:
        """Whether everything fits before the horizon."""
        return all(each.end for each in self.steps)

    @property
    def last(self) -> Moment | None:
        """When the last step ends; None if nothing is left or if it is beyond the horizon."""
        return self.steps[-1].end if self.steps else None


def schedule(steps: Sequence[Step], time: StudyTime, estimate: Estimate) -> Schedule:
    """Spread steps over the weeks of study, in order, with the hours of an estimate."""
    planned = []
    before = 0.0
    for step in steps:
        hours = estimate.of(step.hours)
        planned.append(PlannedStep(step, before, hours, time.begin(before), time.end(before + hours)))
        before += hours
    return Schedule(estimate, tuple(planned), tuple(_weeks(planned, time)))


def _weeks(planned: Sequence[PlannedStep], time: StudyTime) -> list[PlanWeek]:
    weeks: list[PlanWeek] = []
    waiting = iter(planned)
    step = next(waiting, None)
    left = step.hours if step else 0.0
    for week in time.weeks:
        pieces = []
        free = week.hours
        while step and free > ROUNDING:
            hours = min(left, free)
            pieces.append(PlannedPart(step.step, hours))
            free, left = free - hours, left - hours
            if left <= ROUNDING:
                step = next(waiting, None)
                left = step.hours if step else 0.0
        weeks.append(PlanWeek(week, tuple(pieces)))
        if step is None:
            break
    while weeks and not weeks[-1].pieces:
        weeks.pop()
    return weeks

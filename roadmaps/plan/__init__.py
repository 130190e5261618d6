"""Open can-dos laid into the weeks of study: commitment, order, moves, schedule, and what a target needs."""

from roadmaps.plan.moves import put_first, to_the_end, try_move
from roadmaps.plan.next_steps import NextUp, next_up, order_note
from roadmaps.plan.order import StepId
from roadmaps.plan.plan import Bar, Plan, PlannedMilestone, PlanRow, make_plan
from roadmaps.plan.required_hours import (
    NeededHours,
    StudiedWeek,
    hours_a_week,
    needed_hours,
    rounded_down,
    studied_weeks,
)
from roadmaps.plan.study_calendar import HORIZON_WEEKS, WEEK, DaysOff, Moment, StudyTime, monday_of

__all__ = [
    "HORIZON_WEEKS", "WEEK", "Bar", "DaysOff", "Moment", "NeededHours", "NextUp", "Plan", "PlanRow",
    "PlannedMilestone", "StepId", "StudiedWeek", "StudyTime", "example_life", "explanation", "first_gap",
    "hours_a_week", "make_plan", "monday_of", "needed_hours", "next_up", "order_note", "put_first", "rounded_down",
    "studied_weeks", "to_the_end", "try_move",
]  # fmt: skip

"""The rows of the schedule: the position of each bar in weeks, and the text for screen readers."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from gui.app.date_format import day_text, locale_forms
from gui.widgets.badge import STATE_NAMES
from roadmaps.forecast import day_or_beyond_text as or_beyond
from roadmaps.gap import NO_HOURS
from roadmaps.plan import HORIZON_WEEKS, WEEK, monday_of
from roadmaps.text.text_format import hours_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from roadmaps.gap import SkillState
    from roadmaps.plan import Bar, Plan, PlannedMilestone, PlanRow

_ROOM_FOR_WORDS = 7
"""Weeks after the last end, as room for text."""


class MilestoneFlag(NamedTuple):
    """The milestone of a stage, at the end of the bar that completes the stage."""

    at: float
    """In weeks since the first Monday."""
    text: str


class BarPlace(NamedTuple):
    """The position of a bar, in weeks since the first Monday."""

    begin: float
    end: float
    longer_end: float
    hours: str
    flag: MilestoneFlag | None
    """At its end."""


class ScheduleRow(NamedTuple):
    """A skill of the plan."""

    skill_id: str
    name: str
    state: SkillState
    bars: tuple[BarPlace, ...]
    hours: str
    """What is left of the skill."""
    spoken: str
    is_own: bool = False
    """Whether the user wrote the skill."""

    @property
    def key(self) -> str:
        """The skill, which stays selected wherever its row goes."""
        return self.skill_id


class Weeks(NamedTuple):
    """The time axis all rows share."""

    first_monday: date
    length: int
    """The number of weeks."""
    off: frozenset[int]
    """The numbers of the weeks off."""
    today: float | None
    """In weeks since the first Monday; None before it."""
    target: float | None
    """The end of the target day; None without one, before the first Monday and beyond the horizon."""

    def monday(self, number: int) -> date:
        """The Monday of a week."""
        return self.first_monday + number * WEEK


def weeks_of(plan: Plan, rows: Iterable[ScheduleRow], today: date) -> Weeks:
    """The weeks from the start of a plan to the last with a bar or the target."""
    first_monday = monday_of(plan.first_day)
    target = None
    if plan.commitment.target:
        since = ((plan.commitment.target - first_monday).days + 1) / WEEK.days
        target = since if 0 <= since <= HORIZON_WEEKS else None
    ends = [bar.longer_end for row in rows for bar in row.bars] + [target or 0.0]
    length = min(HORIZON_WEEKS, ceil(max(ends))) + _ROOM_FOR_WORDS
    since_first = (today - first_monday).days / WEEK.days
    off = frozenset((monday - first_monday) // WEEK for monday in plan.commitment.weeks_off)
    return Weeks(first_monday, length, off, since_first if since_first >= 0 else None, target)


def schedule_rows(plan: Plan, today: date) -> list[ScheduleRow]:
    """The rows of a plan, in its order."""
    flags: dict[str | None, list[PlannedMilestone]] = {}
    for each in plan.milestones:
        flags.setdefault(each.skill_id, []).append(each)
    return [_row(row, flags.get(row.gap.skill.id, ()), today) for row in plan.rows]


def _row(row: PlanRow, milestones: Iterable[PlannedMilestone], today: date) -> ScheduleRow:
    skill, hours = row.gap.skill, sum((bar.hours for bar in row.bars), NO_HOURS)
    spoken = f"{skill.tagged_name}, {STATE_NAMES[row.gap.state].lower()}, {hours_text(hours, locale_forms())}: "
    spoken += "; then again ".join(_spoken(bar, today) for bar in row.bars)
    for each in milestones:
        day = or_beyond(each.middle and each.middle.day, lambda day: day_text(day, today))
        spoken += f". Milestone {each.stage.number}, “{each.milestone.short_name}”: {day}"
    return ScheduleRow(
        skill.id,
        skill.short_name,
        row.gap.state,
        tuple(_place(bar, milestones) for bar in row.bars if bar.begin),
        hours_text(hours, locale_forms()),
        spoken,
        skill.is_own,
    )


def _place(bar: Bar, milestones: Iterable[PlannedMilestone]) -> BarPlace:
    begin = bar.begin.weeks if bar.begin else float(HORIZON_WEEKS)
    end = bar.end.weeks if bar.end else float(HORIZON_WEEKS)
    longer_end = bar.longer_end.weeks if bar.longer_end else float(HORIZON_WEEKS)
    # If two stages end with the same bar, it carries the flag of the later one.
    reached = [each for each in milestones if each.middle and bar.end and begin < each.middle.weeks <= end]
    flag = next(
        (
            MilestoneFlag(each.middle.weeks, f"Milestone {each.stage.number}")
            for each in reversed(reached)
            if each.middle
        ),
        None,
    )
    return BarPlace(begin, end, longer_end, hours_text(bar.hours, locale_forms()), flag)


def _spoken(bar: Bar, today: date) -> str:
    def dated(day: date) -> str:
        return day_text(day, today)

    if bar.begin is None:
        return or_beyond(None, dated)
    text = f"{dated(bar.begin.day)} to {dated(bar.end.day)}" if bar.end else f"from {dated(bar.begin.day)} on"
    if bar.longer_end != bar.end:
        longer = f"to {dated(bar.longer_end.day)}" if bar.longer_end else or_beyond(None, dated)
        text += f", if it takes longer {longer}"
    return text

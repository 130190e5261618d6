"""The user's pace: what is left of a roadmap, and the past weeks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.catalogue import members
from roadmaps.forecast.burn_up_series import scope_steps, started_on
from roadmaps.gap import ScopeStatus, measure_gap
from roadmaps.journal import Commitment, replay
from roadmaps.plan import WEEK, DaysOff

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from roadmaps.catalogue import CanDo, Hours, Roadmap
    from roadmaps.gap import Gap
    from roadmaps.journal import Event, Progress

MOST_WEEKS = 1040
"""A pace covers at most twenty years: a start centuries ago comes from a wrong clock."""


class Week(NamedTuple):
    """Seven consecutive days from the day the user started, skipping weeks off, and what was ticked in them."""

    first_day: date
    ticked: int
    """Can-dos in scope that are ticked on one of these days."""
    added: int
    """Can-dos that the user added to what is left, by counting in a skill or bringing one back."""


@dataclass(frozen=True)
class Pace:
    """What a forecast is based on, as of a day."""

    day: date
    can_dos: int
    """The scope."""
    left: int
    """Can-dos in scope that are not ticked."""
    hours_left: Hours
    weeks: tuple[Week, ...]
    """The complete past weeks, including empty ones."""
    addable: int
    """Can-dos that the user could still add: the unticked ones of optional skills and skills set aside."""
    commitment: Commitment = field(default_factory=Commitment)
    """The inputs of the plan on that day: hours a week, study days, weeks off and start."""

    @property
    def active_weeks(self) -> int:
        """The number of weeks with a tick."""
        return sum(week.ticked > 0 for week in self.weeks)

    @property
    def ticked(self) -> int:
        """Can-dos ticked in these weeks."""
        return sum(week.ticked for week in self.weeks)

    @property
    def added(self) -> int:
        """Can-dos added in these weeks."""
        return sum(week.added for week in self.weeks)


def measure_pace(roadmap: Roadmap, events: Sequence[Event], day: date) -> Pace:
    """The pace on a day, from all the events given (``burn_up_series`` says which to give for an earlier day).

    A tick counts in the week of its day, if its can-do is in scope now. Weeks begin on the weekday on which the user
    started; the current week and the days before the start are in none. Weeks off are skipped as if they did not
    exist: a tick in one counts on the next working day. What was added are the can-dos of a unit that were unticked
    when it last came into scope, if it is in scope now. Nothing counts as added in the first week, when users adapt
    the roadmap to themselves.
    """
    progress = replay(events)
    gap = measure_gap(roadmap, progress)
    ticks = {can_do.id: progress.ticks[can_do.id].day for each in gap.scope for can_do in each.ticked}
    start = started_on(events) or day
    if (day - start) // WEEK > MOST_WEEKS:
        start += ((day - start) // WEEK - MOST_WEEKS) * WEEK
    commitment = progress.commitments.on(roadmap.id)
    off = DaysOff(commitment.weeks_off)
    count = off.working_days(start, day) // WEEK.days
    ticked, added = [0] * count, [0] * count
    for tick_day in ticks.values():
        if tick_day and tick_day >= start and (place := off.working_days(start, tick_day) // WEEK.days) < count:
            ticked[place] += 1
    needed = {each.choice.id if each.choice else each.skill.id: each.needed for each in gap.scope}
    came_in = {step.unit_id: step.day for step in scope_steps(roadmap, events, day) if step.change > 0}
    for unit_id in came_in.keys() & needed.keys():
        step_day = came_in[unit_id]
        if 1 <= (place := off.working_days(start, step_day) // WEEK.days) < count:
            added[place] += sum(_is_open(ticks, can_do, step_day) for can_do in needed[unit_id])
    return Pace(
        day=day,
        can_dos=gap.total.can_dos,
        left=gap.total.left,
        hours_left=gap.total.hours_left,
        weeks=tuple(
            Week(off.working_day(start, WEEK.days * place), ticked[place], added[place]) for place in range(count)
        ),
        addable=_addable(gap, progress),
        commitment=commitment,
    )


def _is_open(ticks: Mapping[str, date | None], can_do: CanDo, day: date) -> bool:
    """Whether a can-do was unticked at the end of a day, judged by its current tick."""
    if can_do.id not in ticks:
        return True
    tick_day = ticks[can_do.id]
    return tick_day is not None and tick_day > day


def _addable(gap: Gap, progress: Progress) -> int:
    role, choices = gap.roadmap.to_role, gap.roadmap.choices
    total = 0
    for unit_id in role.demands:
        unit = [gap.skills[skill_id] for skill_id in members(unit_id, choices)]
        if any(each.counts for each in unit):
            continue
        # Of a choice, the member that would count if it were counted in; of one that is set aside, the first.
        skill = next((each for each in unit if each.scope_status is ScopeStatus.OPTIONAL), unit[0])
        total += sum(can_do.id not in progress.ticks for can_do in skill.skill.can_dos[: skill.target])
    return total

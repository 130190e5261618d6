"""How long a skill has not been used: shown from six months on; levels are never lowered for it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from datetime import date

    from roadmaps.catalogue import Skill
    from roadmaps.journal import Progress

FROM_MONTHS = 6
"""Months after which a skill is marked."""
LONG_FROM_MONTHS = 12
"""Months after which the mark is strong."""


class Disuse(NamedTuple):
    """When a skill was last used, and how many whole months ago."""

    last_use: date
    months: int

    @property
    def is_long(self) -> bool:
        """Whether it was a year or longer."""
        return self.months >= LONG_FROM_MONTHS

    @property
    def words(self) -> str:
        """The mark in words: "not used for 7 months"."""
        return f"not used for {count_text(self.months, 'month')}"


def last_use(skill: Skill, progress: Progress, today: date) -> date | None:
    """The last day on which the user used a skill; None if nothing of it is ticked.

    It is the latest day on which one of its can-dos was ticked, it was studied, or the user confirmed that they still
    can do it. A can-do from before has no day of its own and counts as used on the day the user started here. A session
    dated after ``today`` does not count yet.
    """
    ticks = [progress.ticks[can_do.id] for can_do in skill.can_dos if can_do.id in progress.ticks]
    days = [tick.day or progress.started_on for tick in ticks]
    if not days:
        return None
    studied_on = progress.last_studied.get(skill.id)
    if studied_on and studied_on > today:
        sessions = progress.study.values()
        own = (each.day for each in sessions if each.skill_id == skill.id and each.day <= today)
        studied_on = max(own, default=None)
    days += [studied_on, progress.still_can.get(skill.id)]
    return max((day for day in days if day), default=None)


def measure_disuse(skill: Skill, progress: Progress, today: date) -> Disuse | None:
    """How long a skill has not been used; None below ``FROM_MONTHS``, if set aside or if nothing of it is ticked."""
    used_on = None if skill.id in progress.set_aside else last_use(skill, progress, today)
    months = whole_months(used_on, today) if used_on else 0
    return Disuse(used_on, months) if used_on and months >= FROM_MONTHS else None


def whole_months(first: date, last: date) -> int:
    """Whole calendar months from a day to a later one; 0 if it is not later.

    A month ends on the same day of the next month, or on its last day if it is shorter: from 31 August to 28 February
    is six months, and on to 31 August six more, since all are counted from the first day.
    """
    months = (last.year - first.year) * 12 + last.month - first.month
    if last.day < first.day and (last + timedelta(days=1)).day != 1:
        months -= 1
    return max(0, months)

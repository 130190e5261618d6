"""What has changed in the last 90 days, or since the user started if that is more recent."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.gap import learned_since, measure_gap
from roadmaps.journal import replay
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmaps.catalogue import Roadmap
    from roadmaps.gap import Gap
    from roadmaps.journal import Event, Progress

_DAYS = 90


class CategoryProgress(NamedTuple):
    """Can-dos of one category that are in scope."""

    name: str
    now: int
    before: int
    """How many of those needed now were ticked on the day of comparison."""
    needed: int


class RecentChange(NamedTuple):
    """How far readiness has moved since the day of comparison, and what was learned."""

    points: int
    """Percentage points of readiness; below 0 when it fell, as when more came into scope."""
    learned: int | None
    """Can-dos in scope that were learned in the 90 days; None if the user started within them."""
    learned_from: date | None
    """The first of these 90 days."""

    @property
    def readiness_text(self) -> str:
        """Such as "up 12 points in 90 days"; empty when nothing moved."""
        if not self.points:
            return ""
        since = "since you started" if self.learned is None else "in 90 days"
        return f"{'up' if self.points > 0 else 'down'} {count_text(abs(self.points), 'point')} {since}"

    @property
    def learned_text(self) -> str:
        """Such as "5 in the last 90 days"; empty if the user started within them."""
        return "" if self.learned is None else f"{self.learned} in the last 90 days"


def comparison_day(day: date, started_on: date | None) -> date:
    """The day that progress is compared with: 90 days earlier, but not before the start."""
    return max(_days_back(day), min(started_on or day, day))


def comparison_text(day: date, started_on: date | None) -> str:
    """The day of comparison as the charts name it."""
    return "90 days ago" if comparison_day(day, started_on) == _days_back(day) else "when you started"


def measure_recent_change(gap: Gap, progress: Progress, events: Sequence[Event], day: date) -> RecentChange:
    """What changed up to a day, from its gap and progress and from all events."""
    start = min(progress.started_on or day, day)  # the clock may have been ahead when it was recorded
    back = comparison_day(day, start)
    before = measure_gap(gap.roadmap, replay(events, back)).total.percent
    learned_from = back + timedelta(days=1) if back > start else None
    return RecentChange(
        points=(gap.total.percent or 0) - (before or 0),
        learned=learned_since(gap, progress, learned_from) if learned_from else None,
        learned_from=learned_from,
    )


def progress_by_category(roadmap: Roadmap, events: Sequence[Event], day: date) -> tuple[CategoryProgress, ...]:
    """Each category with something in scope on a day, from the events that count on it; the most left comes first.

    ``before`` counts what is needed now, whatever was needed then. A can-do from before the start counts from the
    first day on, so that it never looks like progress.
    """
    progress = replay(events)
    gap = measure_gap(roadmap, progress)
    ticked_before = replay(events, comparison_day(day, progress.started_on)).ticks
    rows = []
    for category in roadmap.categories.values():
        needed = [each for skill_id in category.skill_ids for each in gap.skills[skill_id].needed]
        ticked = {each.id for skill_id in category.skill_ids for each in gap.skills[skill_id].ticked}
        if needed:
            before = sum(each.id in ticked_before for each in needed)
            rows.append(CategoryProgress(category.name, len(ticked), before, len(needed)))
    # In a tie, the smaller category comes first: what is left is a larger part of it.
    return tuple(sorted(rows, key=lambda row: (row.now - row.needed, row.needed)))


def _days_back(day: date) -> date:
    return date.fromordinal(max(1, day.toordinal() - _DAYS))

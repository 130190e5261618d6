"""The plan as a calendar (RFC 5545): weeks of study, milestones, the target, and days to look at a skill again."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from roadmaps.disuse import FROM_MONTHS, LONG_FROM_MONTHS, last_use
from roadmaps.explanation import stage_name
from roadmaps.faults import Fault
from roadmaps.wording import count_text, hours_text, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmaps.report import Facts, SayDay
    from roadmaps.schedule import PlanWeek

_OURS = uuid5(NAMESPACE_URL, "skillgap:calendar")


NOTHING_PLANNED = (
    "Nothing was exported: there is nothing to put into a calendar yet. Say on the Plan page how many hours a week you "
    "study, or by when you want to be finished."
)


class Entry(NamedTuple):
    """Whole days in a calendar, ``last`` among them. ``name`` is permanent: the same thing always has the same one."""

    name: str
    first: date
    last: date
    summary: str
    description: str


def calendar(facts: Facts, said_at: int, say_day: SayDay) -> bytes:
    """The calendar as a file. ``said_at`` is now, in microseconds UTC.

    A thing keeps its UID from one export to the next, and its sequence number grows with what was said, so importing
    it again moves it instead of doubling it. UIDs hang on the person's first event, so that two people's
    never meet. Raises Fault with a sentence where there is nothing to put into it: a calendar must not be empty.
    """
    import icalendar

    planned = entries(facts, say_day)
    if not planned:
        raise Fault(NOTHING_PLANNED)
    stamp = datetime.fromtimestamp(said_at // 1_000_000, UTC)
    result = icalendar.Calendar()
    result.add("prodid", "-//Skillgap//Skillgap//EN")
    result.add("version", "2.0")
    result.add("x-wr-calname", f"Skillgap: {facts.roadmap.name}")
    for entry in planned:
        event = icalendar.Event()
        event.add("uid", str(uuid5(_OURS, f"{facts.first_id}/{entry.name}")))
        event.add("dtstamp", stamp)
        event.add("sequence", facts.said)
        event.add("dtstart", entry.first)
        if entry.last < date.max:
            event.add("dtend", entry.last + timedelta(days=1))
        event.add("summary", entry.summary)
        event.add("description", entry.description)
        event.add("transp", "TRANSPARENT")
        result.add_component(event)
    return bytes(result.to_ical())


def entries(facts: Facts, say_day: SayDay) -> list[Entry]:
    """What stands in the calendar, by day."""
    found = [*_weeks(facts), *_milestones(facts, say_day), *_target(facts), *_reviews(facts, say_day)]
    return sorted(found, key=lambda entry: (entry.first, entry.name))


def _weeks(facts: Facts) -> Iterator[Entry]:
    for planned in facts.plan.middle.weeks:
        if planned.pieces:
            yield _week(facts, planned)


def _week(facts: Facts, planned: PlanWeek) -> Entry:
    hours: dict[str, float] = {}
    for piece in planned.pieces:
        skill_id = piece.step.id.skill_id
        hours[skill_id] = hours.get(skill_id, 0.0) + piece.hours
    names = {skill_id: facts.roadmap.skills[skill_id].short_name for skill_id in hours}
    monday = planned.week.monday
    first, last = max(monday, facts.plan.first_day), monday + timedelta(days=6)
    lines = "\n".join(f"{names[skill_id]}: {_hours(each)}" for skill_id, each in hours.items())
    return Entry(
        f"{facts.roadmap.id}/week/{monday.isoformat()}",
        first,
        last,
        f"Study {_hours(sum(hours.values()))}: {joined(names.values())}",
        lines,
    )


def _hours(hours: float) -> str:
    return f"{max(0.1, round(hours, 1)):g} h"


def _milestones(facts: Facts, say_day: SayDay) -> Iterator[Entry]:
    planned = {each.milestone.id: each for each in facts.plan.milestones}
    for stage in facts.gap.stages:
        if not stage.stage:
            continue
        milestone = stage.stage.milestone
        checks = "\n".join(f"- {check.text}" for check in milestone.evidence)
        tick, plan = facts.progress.milestones.get(milestone.id), planned.get(milestone.id)
        if tick and tick.day:
            day, words, longest = tick.day, "Reached", ""
        elif plan and plan.middle and not tick:
            later = say_day(plan.longest.day) if plan.longest else "more than ten years ahead"
            day, words, longest = plan.middle.day, "Milestone", f"\nIf it takes longer: {later}"
        else:
            continue
        summary = f"{words}: {milestone.title}"
        yield Entry(f"milestone/{milestone.id}", day, day, summary, f"{stage_name(stage)}\n{checks}{longest}")


def _target(facts: Facts) -> Iterator[Entry]:
    target = facts.plan.commitment.target
    if target:
        left = hours_text(facts.gap.total.hours_left)
        role = facts.roadmap.to_role.name
        yield Entry(f"{facts.roadmap.id}/target", target, target, f"Target: {role}", f"Left when exported: {left}")


def _reviews(facts: Facts, say_day: SayDay) -> Iterator[Entry]:
    """The days on which skills in scope will have rested six or twelve months; those that rest longer are due today."""
    due: dict[date | None, list[str]] = {}
    for gap in facts.gap.scope:
        used_on = last_use(gap.skill, facts.progress)
        if used_on:
            days = [_months_after(used_on, months) for months in (FROM_MONTHS, LONG_FROM_MONTHS)]
            day = next((day for day in days if day >= facts.day), None)
            due.setdefault(day, []).append(f"{gap.skill.name}, last used on {say_day(used_on)}")
    for day, skills in due.items():
        name = f"{facts.roadmap.id}/review/{day.isoformat() if day else 'overdue'}"
        said = "Still can? Say so in Skillgap, or plan some time for it.\n" + "\n".join(skills)
        yield Entry(name, day or facts.day, day or facts.day, f"Review {count_text(len(skills), 'skill')}", said)


def _months_after(day: date, months: int) -> date:
    """The day on which so many months are over, as ``disuse.whole_months`` counts them; at most the last there is."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if year <= MAXYEAR else date.max

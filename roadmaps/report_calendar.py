"""The plan as a calendar (RFC 5545): weeks of study, milestones, the target, and days to look at a skill again."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from roadmaps.disuse import FROM_MONTHS, LONG_FROM_MONTHS, last_use
from roadmaps.explanation import stage_name
from roadmaps.wording import hours_text, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmaps.report import Facts, SayDay
    from roadmaps.schedule import PlanWeek

_OURS = uuid5(NAMESPACE_URL, "skillgap:calendar")


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
    it again moves it instead of doubling it. UIDs hang on the person's first event, so that two people's never meet.
    """
    import icalendar

    person = facts.events[0].id if facts.events else ""
    stamp = datetime.fromtimestamp(said_at // 1_000_000, UTC)
    result = icalendar.Calendar()
    result.add("prodid", "-//Skillgap//Skillgap//EN")
    result.add("version", "2.0")
    result.add("method", "PUBLISH")
    result.add("x-wr-calname", f"Skillgap: {facts.roadmap.name}")
    for entry in entries(facts, say_day):
        event = icalendar.Event()
        event.add("uid", str(uuid5(_OURS, f"{person}/{entry.name}")))
        event.add("dtstamp", stamp)
        event.add("sequence", len(facts.events))
        event.add("dtstart", entry.first)
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
    """For each skill of which something can be done, the next day on which it will have rested six or twelve months."""
    for skill in facts.roadmap.skills.values():
        used_on = None if skill.id in facts.progress.set_aside else last_use(skill, facts.progress)
        if used_on is None:
            continue
        days = [_months_after(used_on, months) for months in (FROM_MONTHS, LONG_FROM_MONTHS)]
        day = next((day for day in days if day >= facts.day), None)
        if day:
            said = f"Last used on {say_day(used_on)}. Still can? Say so in Skillgap, or plan some time for it."
            yield Entry(f"review/{skill.id}", day, day, f"Review: {skill.name}", said)


def _months_after(day: date, months: int) -> date:
    """The day on which so many months are over, as ``disuse.whole_months`` counts them."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

"""The plan as a calendar (RFC 5545): weeks of study, milestones, the target date, and days to review a skill."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from roadmaps.faults import Fault
from roadmaps.gap.explanation import stage_name
from roadmaps.journal import LATEST_DAY
from roadmaps.report.calendar_memory import WEEK, CalendarEntry
from roadmaps.report.user_text import visible
from roadmaps.study import FROM_MONTHS, LONG_FROM_MONTHS, last_use
from roadmaps.text.locale_format import ENGLISH, NO_BREAK
from roadmaps.text.text_format import hours_text, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmaps.report.calendar_memory import Exported
    from roadmaps.report.facts import Facts
    from roadmaps.text.locale_format import LocaleForms

_OURS = uuid5(NAMESPACE_URL, "skillgap:calendar")

NOTHING_PLANNED = (
    "Nothing was exported: there’s nothing to put in a calendar yet. On the Plan page, set how many hours a week "
    "you study, or a target date."
)


def export_calendar(
    facts: Facts, exported_at: int, before: Exported, forms: LocaleForms = ENGLISH
) -> tuple[bytes, Exported]:
    """The calendar as a file, and everything exported so far. ``exported_at`` is now, in microseconds UTC.

    An entry keeps its UID from one export to the next. Where it differs from the last export, its SEQUENCE and
    LAST-MODIFIED grow, so that importing it again moves it instead of duplicating it; what is no longer planned is
    cancelled (RFC 5545, 3.8.1.11, 3.8.7.3, 3.8.7.4). UIDs depend on the user's first event, so that those of two
    users never clash. Raises Fault with a sentence if there is nothing to put in it: a calendar must not be empty.
    """
    import icalendar

    after = before.followed_by(entries(facts, forms), facts.day, exported_at)
    if not after.entries:
        raise Fault(NOTHING_PLANNED)
    result = icalendar.Calendar()
    result.add("prodid", "-//Skillgap//Skillgap//EN")
    result.add("version", "2.0")
    result.add("x-wr-calname", visible(f"Skillgap: {facts.roadmap.name}"))
    for kept in sorted(after.entries.values(), key=lambda kept: (kept.entry.first, kept.entry.name)):
        entry, changed_on = kept.entry, datetime.fromtimestamp(kept.modified, UTC)
        event = icalendar.Event()
        event.add("uid", str(uuid5(_OURS, f"{facts.first_id}/{entry.name}")))
        # Without a METHOD the two mean the same (RFC 5545, 3.8.7.2).
        event.add("dtstamp", changed_on)
        event.add("last-modified", changed_on)
        event.add("sequence", kept.sequence)
        event.add("dtstart", entry.first)
        event.add("dtend", entry.last + timedelta(days=1))
        event.add("summary", entry.summary)
        event.add("description", entry.description)
        event.add("status", "CANCELLED" if kept.is_cancelled else "CONFIRMED")
        event.add("transp", "TRANSPARENT")
        result.add_component(event)
    return bytes(result.to_ical()), after


def entries(facts: Facts, forms: LocaleForms = ENGLISH) -> list[CalendarEntry]:
    """The calendar entries by day; none after the last day that a plan may name."""
    found = [*_weeks(facts), *_milestones(facts, forms), *_target(facts, forms), *_reviews(facts, forms)]
    named = [entry for entry in found if entry.last <= LATEST_DAY]
    shown = [each._replace(summary=visible(each.summary), description=visible(each.description)) for each in named]
    return sorted(shown, key=lambda entry: (entry.first, entry.name))


def _weeks(facts: Facts) -> Iterator[CalendarEntry]:
    for planned in facts.plan.middle.weeks:
        if not planned.parts:
            continue
        hours: defaultdict[str, float] = defaultdict(float)
        for part in planned.parts:
            hours[part.step.id.skill_id] += part.hours
        lines = [(facts.roadmap.skills[skill_id].short_name, each) for skill_id, each in hours.items()]
        monday = planned.week.monday
        yield CalendarEntry(
            name=f"{facts.roadmap.id}{WEEK}{monday.isoformat()}",
            first=max(monday, facts.plan.first_day),
            last=monday + timedelta(days=6),
            summary=f"Study {_hours(sum(hours.values()))}: {joined(name for name, _ in lines)}",
            description="\n".join(f"{name}: {_hours(each)}" for name, each in lines),
        )


def _hours(hours: float) -> str:
    return f"{max(0.1, round(hours, 1)):g}{NO_BREAK}h"


def _milestones(facts: Facts, forms: LocaleForms) -> Iterator[CalendarEntry]:
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
            later = forms.day(plan.longest.day) if plan.longest else "more than ten years ahead"
            day, words, longest = plan.middle.day, "Milestone", f"\nIf it takes longer: {later}"
        else:
            continue
        summary = f"{words}: {milestone.title}"
        yield CalendarEntry(f"milestone/{milestone.id}", day, day, summary, f"{stage_name(stage)}\n{checks}{longest}")


def _target(facts: Facts, forms: LocaleForms) -> Iterator[CalendarEntry]:
    target = facts.plan.commitment.target
    if target:
        left = hours_text(facts.gap.total.hours_left, forms)
        yield CalendarEntry(
            f"{facts.roadmap.id}/target",
            target,
            target,
            f"Target: {facts.roadmap.ready_for}",
            f"Left when exported: {left}",
        )


def _reviews(facts: Facts, forms: LocaleForms) -> Iterator[CalendarEntry]:
    """For each skill in scope, the day it will not have been used for six or twelve months; today if for longer.

    There is one entry per skill, whatever the day and the roadmap: it moves when the skill is used.
    """
    for gap in facts.gap.scope:
        used_on = last_use(gap.skill, facts.progress, facts.day)
        if used_on:
            days = [_months_after(used_on, months) for months in (FROM_MONTHS, LONG_FROM_MONTHS)]
            day = next((day for day in days if day >= facts.day), facts.day)
            used = f"Last used on {forms.day(used_on)}."
            advice = "If you still know it, mark it as current in Skillgap. If not, plan some time for it."
            yield CalendarEntry(f"review/{gap.skill.id}", day, day, f"Review {gap.skill.name}", f"{used} {advice}")


def _months_after(day: date, months: int) -> date:
    """The day when so many months are over, as ``disuse.whole_months`` counts them; at most the last day allowed."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > LATEST_DAY.year:
        return LATEST_DAY
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

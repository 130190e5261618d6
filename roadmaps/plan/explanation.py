"""The plan in words, and how its numbers add up."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from roadmaps.gap.explanation import NOTHING_IN_SCOPE, Explanation, Line
from roadmaps.plan.required_hours import FULL_TIME, hours_a_week, rounded_down, rounded_up
from roadmaps.plan.study_calendar import HORIZON_WEEKS, WEEK
from roadmaps.text.limits import HOURS_A_DAY
from roadmaps.text.locale_format import ENGLISH, NO_BREAK
from roadmaps.text.text_format import count_text, hours_text, joined, time_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmaps.plan.order import HeldBack
    from roadmaps.plan.plan import Plan
    from roadmaps.plan.required_hours import NeededHours, StudiedWeek
    from roadmaps.text.locale_format import LocaleForms

TWO_MEASURES = (
    "The chance is based on the can-dos you’ve ticked each week; the hours you need are based on our estimates and the "
    "study time you log. So the two can disagree."
)
"""Shown wherever the chance of a target appears next to the hours that it needs."""


def held_back_text(held: HeldBack) -> str:
    """Why a skill could not be moved as far as requested, in a sentence."""
    needs = joined(f"{each.skill.short_name} at level {each.asked}" for each in held.needs)
    return f"{held.skill.short_name} can’t come before {held.before.short_name}: it needs {needs} first."


def needed_text(needed: NeededHours, forms: LocaleForms = ENGLISH) -> str:
    """What a target asks of each week, and how recent weeks compare.

    If the study days cannot hold the hours, it says so and names a day that could be met; it never advises more hours.
    """
    if needed.is_empty:
        return NOTHING_IN_SCOPE
    if not needed.hours_left.high:
        return "Nothing is left to study."
    if needed.middle is None or needed.longest is None or not needed.can_be_met:
        return _unmet_text(needed, forms)
    middle = _at_most(needed, needed.middle)
    ask = f"To finish by {forms.day(needed.target)}, you need {needed_amount(needed, forms)}."
    if middle > FULL_TIME:
        a_day = min(rounded_up(needed.middle / needed.most * HOURS_A_DAY), HOURS_A_DAY)
        ask += f" That’s more than a full-time job: {forms.hours(a_day)} on every study day."
    if needed.weeks < 1:
        return ask
    return f"{ask} {_compared_text(needed, middle, forms)}"


def needed_amount(needed: NeededHours, forms: LocaleForms = ENGLISH) -> str:
    """What an achievable target asks for: hours a week, or total hours if less than a week is left."""
    if needed.weeks < 1:
        days = round(needed.weeks * needed.most / HOURS_A_DAY)
        return f"{forms.hours(rounded_up(needed.hours_left.middle))} in {count_text(days, 'study day')}"
    return f"{forms.hours(_at_most(needed, needed.middle))} a week"


def _at_most(needed: NeededHours, hours: float | None) -> float:
    """Hours a week rounded up, but never above what a week can hold."""
    return min(rounded_up(hours or 0.0), needed.most)


def _compared_text(needed: NeededHours, middle: float, forms: LocaleForms) -> str:
    """How recent weeks compare with what is needed."""
    if needed.had is None or needed.longest is None:
        return "There’s no full week behind you yet to compare that with."
    had, count = rounded_down(needed.had), len(needed.studied)
    if not had:
        much = "hardly any" if needed.had else "no"
        return f"You logged {much} study time in the last {'week' if count == 1 else f'{count} weeks'}."
    if had < middle:
        more = f", so you’d need {forms.hours(round(middle - had, 1))} more per week"
    elif had >= rounded_up(needed.longest):
        more = ", which is enough even at the longest"
    elif needed.can_be_met_at_longest:
        longest = _at_most(needed, needed.longest)
        more = f", which is enough by the middle estimate; at the longest, you need {forms.hours(longest)}"
    else:
        more = ", which is enough by the middle estimate; at the longest, it can’t be done by then"
    behind = "last week" if count == 1 else f"a week over the last {count} weeks"
    return f"You logged {forms.hours(had)} {behind}{more}."


def explain_needed(needed: NeededHours, forms: LocaleForms = ENGLISH) -> Explanation:
    """How the hours a week add up: hours left ÷ usable weeks, and what recent weeks had."""
    hours, target = needed.hours_left, forms.day(needed.target)
    title = f"What {target} asks of each week"
    if not hours.high:
        return Explanation(title, (), NOTHING_IN_SCOPE if needed.is_empty else "Nothing is left to study.")
    left = (
        Line("Hours left, our estimate", hours_text(hours, forms)),
        Line("Middle of it", f"{forms.fixed(hours.middle)}{NO_BREAK}h"),
    )
    weeks = [Line(f"Weeks from {forms.day(needed.first_day)} to {target}", forms.fixed(needed.calendar_weeks))]
    if abs(needed.calendar_weeks - needed.weeks) >= 0.05:
        weeks.append(
            Line("Weeks you can use, without weeks off, by your study days", forms.fixed(needed.weeks), is_sum=True)
        )
    behind = _weeks_behind(needed.studied, forms)
    if needed.middle is None or needed.longest is None or not needed.can_be_met:
        if needed.weeks:
            room = f"{forms.fixed(needed.most * needed.weeks, 0)}{NO_BREAK}h"
            weeks.append(Line("Hours in your study days until then", room))
        result = _unmet_text(needed, forms)
    else:
        longest = forms.hours(_at_most(needed, needed.longest)) if needed.can_be_met_at_longest else "doesn’t fit"
        weeks.append(Line("A week at the longest", longest))
        amount = needed_amount(needed, forms)
        sum_text = f"{forms.fixed(hours.middle)} ÷ {forms.fixed(needed.weeks)} = {amount}, rounded up"
        result = sum_text if needed.weeks >= 1 else f"{amount}, rounded up"
    groups = (left, tuple(weeks), behind)
    return Explanation(title, tuple(group for group in groups if group), result, note=TWO_MEASURES)


def commitment_text(plan: Plan, forms: LocaleForms = ENGLISH) -> str:
    """What a plan is based on, in a sentence: hours, study days and weeks off, or what is missing for dates."""
    commitment = plan.commitment
    if not commitment.hours_a_week:
        return "No weekly hours are set, so this is an order without dates."
    if not commitment.study_days:
        return "No study days are set, so this is an order without dates."
    off = sum(monday + WEEK > plan.first_day for monday in commitment.weeks_off)
    weeks_off = f", {count_text(off, 'week')} off ahead" if off else ""
    days = count_text(len(commitment.study_days), "day")
    return f"{forms.hours(commitment.hours_a_week)} a week on {days}{weeks_off}."


def explain_studied(weeks: Sequence[StudiedWeek], forms: LocaleForms = ENGLISH) -> Explanation:
    """The hours of recent weeks, and how they average out."""
    had = hours_a_week(weeks)
    if had is None:
        return Explanation("Study time", (), "No whole week has passed since you started.")
    minutes = sum(week.minutes for week in weeks)
    a_week = f"{forms.hours(rounded_down(had))} a week, rounded down"
    result = f"{time_text(minutes)} ÷ {count_text(len(weeks), 'week')} = {a_week}"
    return Explanation("Study time, week by week", (_weeks_behind(weeks, forms),), result)


def _weeks_behind(weeks: Sequence[StudiedWeek], forms: LocaleForms) -> tuple[Line, ...]:
    lines = [
        Line(
            f"{forms.day(week.monday)} – {forms.day(week.monday + timedelta(days=6))}",
            f"{forms.fixed(week.minutes / 60)}{NO_BREAK}h",
        )
        for week in weeks
    ]
    had = hours_a_week(weeks)
    if had is not None:
        lines.append(Line("A week, on average", forms.hours(rounded_down(had)), is_sum=True))
    return tuple(lines)


def _unmet_text(needed: NeededHours, forms: LocaleForms) -> str:
    """Why a target cannot be met, and a day that could be instead."""
    target, first_day = forms.day(needed.target), forms.day(needed.first_day)
    if needed.target < needed.first_day:
        why = f"Your target date, {target}, is before the first day of the plan, {first_day}."
    elif not needed.most:
        why = f"You can’t finish by {target} without study days."
    elif needed.middle is None:
        why = f"There’s no day to study on between {first_day} and {target}."
    else:
        hours = f"{forms.fixed(needed.hours_left.middle, 0)}{NO_BREAK}h"
        why = f"You can’t finish by {target}: about {hours} are left, more than your study days until then can hold."
    could = needed.reachable
    if could is None:
        return why
    at = f"{'At' if could.is_assumed else 'At your'} {forms.hours(could.hours_a_week)} a week"
    if not needed.most:
        at = f"Studying every day, {at[:1].lower()}{at[1:]}"
    if could.day is None:
        return f"{why} {at}, it takes more than {HORIZON_WEEKS // 52} years."
    return f"{why} {at}, you could finish by {forms.day(could.day)}."

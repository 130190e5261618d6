"""What a plan says in words, and how its numbers add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmaps.explanation import Explanation, Line
from roadmaps.locale_forms import ENGLISH, NO_BREAK
from roadmaps.needed_hours import hours_a_week, rounded_down, rounded_up
from roadmaps.pace import WEEK
from roadmaps.wording import count_text, hours_text, joined, time_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from roadmaps.locale_forms import LocaleForms
    from roadmaps.needed_hours import NeededHours, StudiedWeek
    from roadmaps.plan_order import HeldBack

    SayDay = Callable[[date], str]


def held_back_text(held: HeldBack) -> str:
    """Why a skill could not be moved as far as wanted, in a sentence."""
    needs = joined(f"{each.skill.short_name} at level {each.asked}" for each in held.needs)
    return f"{held.skill.short_name} cannot come before {held.before.short_name}: it needs {needs} first."


def needed_text(needed: NeededHours, say_day: SayDay, forms: LocaleForms = ENGLISH) -> str:
    """What a target asks of each week, and whether the last weeks had as much. ``say_day`` writes days."""
    target = say_day(needed.target)
    if not needed.hours_left.high:
        return "Nothing is left to study."
    if needed.middle is None or needed.longest is None:
        return _no_day_text(needed, say_day)
    middle, longest = rounded_up(needed.middle), rounded_up(needed.longest)
    ask = f"To finish by {target} you need {forms.hours(middle)} a week."
    if needed.had is None:
        return f"{ask} There is no whole week behind you to compare with yet."
    had = rounded_down(needed.had)
    behind = "Your last week" if len(needed.studied) == 1 else f"Your last {len(needed.studied)} weeks"
    if had >= longest:
        enough = "that is enough, even if everything takes longest"
    elif had >= middle:
        enough = f"that is enough by the middle estimate; if everything takes longest you need {forms.hours(longest)}"
    else:
        enough = f"{forms.hours(round(middle - had, 1))} a week more would do"
    return f"{ask} {behind} had {forms.hours(had)}{'' if len(needed.studied) == 1 else ' a week'}: {enough}."


def explain_needed(needed: NeededHours, say_day: SayDay, forms: LocaleForms = ENGLISH) -> Explanation:
    """How the hours a week were worked out: hours left ÷ weeks that can be used, and what the last weeks had."""
    hours, target = needed.hours_left, say_day(needed.target)
    title = f"What {target} asks of each week"
    if not hours.high:
        return Explanation(title, (), "Nothing is left to study.")
    left = (
        Line("Hours left, our estimate", hours_text(hours)),
        Line("Middle of it", f"{forms.fixed(hours.middle)}{NO_BREAK}h"),
    )
    weeks = [Line(f"Weeks from {say_day(needed.first_day)} to {target}", forms.fixed(needed.calendar_weeks))]
    if abs(needed.calendar_weeks - needed.weeks) >= 0.05:
        weeks.append(
            Line("Weeks you can use, without weeks off, by your study days", forms.fixed(needed.weeks), is_sum=True)
        )
    behind = _weeks_behind(needed.studied, say_day, forms)
    if needed.middle is None or needed.longest is None:
        result = _no_day_text(needed, say_day)
    else:
        weeks.append(Line("A week if everything takes longest", forms.hours(rounded_up(needed.longest))))
        asked = f"{forms.hours(rounded_up(needed.middle))} a week, rounded up"
        result = f"{forms.fixed(hours.middle)} ÷ {forms.fixed(needed.weeks)} = {asked}"
    groups = (left, tuple(weeks), behind)
    return Explanation(title, tuple(group for group in groups if group), result)


def explain_studied(weeks: Sequence[StudiedWeek], say_day: SayDay, forms: LocaleForms = ENGLISH) -> Explanation:
    """The hours of each of the last weeks, and how they make hours a week."""
    had = hours_a_week(weeks)
    if had is None:
        return Explanation("Study time", (), "No whole week has passed since you started.")
    minutes = sum(week.minutes for week in weeks)
    a_week = f"{forms.hours(rounded_down(had))} a week, rounded down"
    result = f"{time_text(minutes)} ÷ {count_text(len(weeks), 'week')} = {a_week}"
    return Explanation("Study time, week by week", (_weeks_behind(weeks, say_day, forms),), result)


def _weeks_behind(weeks: Sequence[StudiedWeek], say_day: SayDay, forms: LocaleForms) -> tuple[Line, ...]:
    lines = [
        Line(
            f"{say_day(week.monday)} – {say_day(week.monday + 6 * (WEEK // 7))}",
            f"{forms.fixed(week.minutes / 60)}{NO_BREAK}h",
        )
        for week in weeks
    ]
    had = hours_a_week(weeks)
    if had is not None:
        lines.append(Line("A week, on average", forms.hours(rounded_down(had)), is_sum=True))
    return tuple(lines)


def _no_day_text(needed: NeededHours, say_day: SayDay) -> str:
    target, first_day = say_day(needed.target), say_day(needed.first_day)
    if needed.target < needed.first_day:
        return f"Your target, {target}, is before the first day of the plan, {first_day}."
    return f"There is no day to study on from {first_day} to {target}."

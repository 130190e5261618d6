"""How each number adds up: its rows and their sum, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roadmaps.catalogue import Hours, Need
from roadmaps.gap.measure import learned_since
from roadmaps.gap.status import ScopeStatus, SkillState
from roadmaps.text.locale_format import ENGLISH, NO_BREAK
from roadmaps.text.text_format import (
    NOTHING,
    article,
    count_text,
    hours_text,
    joined,
    of_text,
    part_text,
    percent_text,
    whole_hours,
    within_a_sentence,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from roadmaps.catalogue import Skill
    from roadmaps.gap.status import Gap, SkillGap, StageGap, StageRow, Tally
    from roadmaps.journal import Progress
    from roadmaps.text.locale_format import LocaleForms


_READINESS = "How readiness is worked out"
NOTHING_IN_SCOPE = "Nothing is in scope."
NOTHING_LEFT = "Nothing is left."


class Line(NamedTuple):
    """One row of a sum. ``skill_id`` leads to the skill it counts; ``part`` names a part of the readiness bar."""

    label: str
    value: str
    skill_id: str | None = None
    part: str | None = None
    is_sum: bool = False


class Explanation(NamedTuple):
    """How a number adds up: groups of lines separated by rules, the result as a sum, and a remark if any."""

    title: str
    groups: tuple[tuple[Line, ...], ...]
    result: str
    note: str = ""
    hours_of: str = ""
    """The id of the skill whose estimate is in it, which the user can change."""


def explain_readiness(gap: Gap) -> Explanation:
    """How readiness adds up: from the skills of the role to ticked ÷ scope."""
    total = gap.total
    counted_in = sum(each.need is Need.OPTIONAL for each in gap.scope)
    aside = len(_units_set_aside(gap))
    scope = _scope_lines(gap)
    if counted_in:
        scope.append(Line("optional skills you counted in", f"+ {counted_in}"))
    if aside:
        scope.append(Line("less those you set aside", f"− {aside}"))
    scope.append(Line("Skills that count", str(total.skills), is_sum=True))
    if total.percent is None:
        return Explanation(_READINESS, (tuple(scope),), "Nothing is in scope, so there is no number.")
    achieved = _ticked_lines(total, f"Ticked, of the {total.can_dos} those skills need")
    groups = (tuple(scope), (*achieved, Line("Left", str(total.left), part="left")), _can_dos_by_category(gap))
    if not gap.is_measured:
        return Explanation(_READINESS, groups, "Nothing is ticked yet, so nothing is measured.")
    result = f"{total.ticked} ÷ {total.can_dos} = {percent_text(total.percent)}, rounded down"
    return Explanation(f"How {percent_text(total.percent)} is worked out", groups, result, unassessed_text(gap))


def unassessed_text(gap: Gap) -> str:
    """Why readiness may be lower than expected: skills that never came up count as not ticked. Empty if none did."""
    count = len(gap.unassessed)
    if not count or not gap.is_measured:
        return ""
    role = within_a_sentence(gap.roadmap.to_role.name)
    whose = f"of the {count_text(gap.total.skills, 'skill')} {article(role)} {role} needs"
    if count == 1:
        return f"1 {whose} hasn’t been assessed yet, so it counts as not ticked. Quick assess asks about it."
    return f"{count} {whose} haven’t been assessed yet, so they count as not ticked. Quick assess asks about them."


def explain_skills(gap: Gap) -> Explanation:
    """Which skills count as had, category by category."""
    groups = _by_category(gap, lambda tally: of_text(tally.skills_have, tally.skills) if tally.skills else "")
    total = gap.total
    if not total.can_dos:
        return Explanation("Skills you have", (), "0 of 0 skills: nothing is in scope.")
    result = f"{of_text(total.skills_have, total.skills)} skills have every needed can-do ticked"
    return Explanation("Skills you have", (groups,), result)


def explain_can_dos(gap: Gap) -> Explanation:
    """How the ticked can-dos add up, category by category."""
    total = gap.total
    if not total.can_dos:
        return Explanation("Can-dos ticked", (), "0 of 0 can-dos: nothing is in scope.")
    result = f"{of_text(total.ticked, total.can_dos)} can-dos"
    return Explanation("Can-dos ticked", (_can_dos_by_category(gap),), result)


def explain_learned(gap: Gap, progress: Progress, since: date | None) -> Explanation:
    """Which can-dos were learned here, category by category, and how many of them from a day on."""
    total = gap.total
    if not total.can_dos:
        return Explanation("Learned here", (), "0 can-dos: nothing is in scope.")
    by_category = _by_category(gap, lambda tally: str(tally.learned or ""))
    when: tuple[Line, ...] = ()
    if since and total.learned:
        recent = learned_since(gap, progress, since)
        when = (Line("in the last 90 days", str(recent)), Line("before that", str(total.learned - recent)))
    parts = _ticked_lines(total, f"Ticked, of {total.can_dos} needed")
    result = f"{count_text(total.learned, 'can-do')} learned here"
    return Explanation("Learned here", tuple(group for group in (by_category, when, parts) if group), result)


def explain_left(gap: Gap, forms: LocaleForms = ENGLISH) -> Explanation:
    """What is left, stage by stage, and its hours."""
    groups = tuple(
        Line(stage_name(stage), f"{count_text(stage.tally.left, 'can-do')}, {stage.hours_text(forms)}")
        for stage in gap.stages
        if stage.tally.left
    )
    total = gap.total
    if not total.left:
        return Explanation("What’s left", (), NOTHING_LEFT if total.can_dos else NOTHING_IN_SCOPE)
    result = f"{count_text(total.left, 'can-do')} in {count_text(total.skills_left, 'skill')}"
    return Explanation("What’s left", (groups,), f"{result}, {hours_text(total.hours_left, forms)}")


def nothing_left_text(gap: Gap) -> str:
    """Why nothing is left, in place of a count; empty where something is."""
    if gap.total.left:
        return ""
    return (NOTHING_LEFT if gap.total.can_dos else NOTHING_IN_SCOPE).removesuffix(".")


def explain_roadmap(gap: Gap, forms: LocaleForms = ENGLISH) -> Explanation:
    """What is left of a whole roadmap, under its name."""
    return explain_left(gap, forms)._replace(title=gap.roadmap.name)


def explain_stage(stage: StageGap, forms: LocaleForms = ENGLISH) -> Explanation:
    """What is left of one stage, skill by skill."""
    counted = [(row.gap, row.tally.ticked, row.tally.can_dos, row.tally.hours_left) for row in stage.rows]
    return _explain_skills(stage_name(stage), counted, stage.tally, stage.hours_shown, forms)


def explain_category(gap: Gap, category_id: str, forms: LocaleForms = ENGLISH) -> Explanation:
    """What is left of one category, skill by skill."""
    category = gap.roadmap.categories[category_id]
    skills = [gap.skills[skill_id] for skill_id in category.skill_ids]
    counted = [(each, len(each.ticked), len(each.needed), each.hours_left) for each in skills]
    tally, shown = gap.by_category[category_id], gap.category_hours_shown[category_id]
    return _explain_skills(category.name, counted, tally, shown, forms)


def _explain_skills(
    title: str, skills: Iterable[tuple[SkillGap, int, int, Hours]], tally: Tally, shown: Hours, forms: LocaleForms
) -> Explanation:
    """A line for each skill that counts, from its ticked and needed can-dos and its hours left."""
    counted = [each for each in skills if each[0].counts]
    lines = tuple(
        Line(
            each.skill.name,
            of_text(ticked, can_dos) + (f", {hours_text(left, forms)}" if left.high else ""),
            skill_id=each.skill.id,
        )
        for each, ticked, can_dos, left in counted
    )
    groups = (lines + _rounding((left for *_, left in counted), shown),) if lines else ()
    hours = _left_text(part_text(tally.hours_left, shown, forms))
    result = f"{of_text(tally.ticked, tally.can_dos)} can-dos ticked, {hours}"
    return Explanation(title, groups, result if tally.can_dos else "Nothing here is in scope.")


def explain_hours(gap: SkillGap, forms: LocaleForms = ENGLISH) -> Explanation:
    """Where the hours left of one skill come from: a share of its low and high estimate for each level."""
    lines = tuple(
        Line(f"Level {can_do.level}", hours_text(gap.hours_by_can_do[can_do.id], forms)) for can_do in gap.left
    )
    groups: list[tuple[Line, ...]] = [_estimate_lines(gap.skill, forms)]
    shares = [gap.skill.share_of(can_do.level) for can_do in gap.skill.can_dos]
    if len(shares) > 1:
        levels = ", ".join(str(can_do.level) for can_do in gap.skill.can_dos)
        percents = ", ".join(str(round(100 * share)) for share in shares)
        groups[0] += (Line(f"of which levels {levels} take", f"{percents}{NO_BREAK}%"),)
    shown = Hours(whole_hours(gap.hours_left.low), whole_hours(gap.hours_left.high))
    rounded = _rounding((gap.hours_by_can_do[can_do.id] for can_do in gap.left), shown)
    groups.append(lines + rounded)
    if gap.is_open_choice and gap.choice:
        groups.insert(0, (Line(f"{gap.choice.name}: not chosen yet", "range, depending on your choice"),))
    left = _left_text(hours_text(gap.hours_left, forms))
    return Explanation(f"Hours left: {gap.skill.name}", tuple(groups), left, hours_of=gap.skill.id)


def _estimate_lines(skill: Skill, forms: LocaleForms) -> tuple[Line, ...]:
    """The estimate that counts, and the one that the user replaced."""
    what = f"From zero to level {len(skill.can_dos)}"
    ours = "your first estimate" if skill.is_own else f"our estimate: {skill.hours_basis}"
    if skill.first_hours is None:
        return (Line(f"{what}, {'your estimate' if skill.is_own else ours}", hours_text(skill.hours, forms)),)
    return (
        Line(f"{what}, your estimate", hours_text(skill.hours, forms)),
        Line(f"instead of {ours}", hours_text(skill.first_hours, forms)),
    )


def estimate_text(skill: Skill, forms: LocaleForms = ENGLISH) -> str:
    """Whose estimate the hours of a skill are, with the one that the user replaced."""
    hours, levels = hours_text(skill.hours, forms), f"from zero to level {len(skill.can_dos)}"
    if skill.first_hours is not None:
        first = hours_text(skill.first_hours, forms)
        return f"{levels.capitalize()}: your estimate {hours}, {'at first' if skill.is_own else 'ours'} {first}"
    return f"{hours} {levels}, {'your estimate' if skill.is_own else f'our estimate: {skill.hours_basis}'}"


def _scope_lines(gap: Gap) -> list[Line]:
    """The skills that the role asks for, and what the user's changes to the roadmap add and take away."""
    roadmap = gap.roadmap
    original = roadmap.original or roadmap
    if not original.to_role.demands:  # without a role, a roadmap of the user's own asks for what they placed on it
        original = roadmap
    name = roadmap.to_role.name
    before, now = (
        {unit for unit, demand in each.to_role.demands.items() if demand.need is not Need.OPTIONAL}
        for each in (original, roadmap)
    )
    lines = [Line(f"Core and supporting skills of the {name}", str(len(before)))]
    if added := len(now - before):
        lines.append(Line("those you added to this roadmap", f"+ {added}"))
    if removed := len(before - now):
        lines.append(Line("less those you took off or made optional", f"− {removed}"))
    was = original.to_role.demands
    changed = sum(was[unit].level != demand.level for unit, demand in roadmap.to_role.demands.items() if unit in was)
    if changed:
        lines.append(Line("at a level that you changed", str(changed)))
    return lines


def gap_in_words(gap: Gap, forms: LocaleForms = ENGLISH) -> tuple[str, str, str]:
    """The gap in three sentences: what is done, what is left, and where to start."""
    total, role = gap.total, gap.roadmap.to_role
    if not role.demands:
        return NOTHING_IN_SCOPE, "No skill is on this roadmap yet.", "Add skills to it on the Roadmap page."
    if total.percent is None:
        return NOTHING_IN_SCOPE, "Everything is set aside or not counted in.", "Bring back what you want to learn."
    name = within_a_sentence(role.name)
    needs = f"{total.ticked} of the {count_text(total.can_dos, 'can-do')} {article(name)} {name} needs"
    have = f"You’re {percent_text(total.percent)} ready: {needs}."
    if not total.left:
        return have, NOTHING_LEFT, "All that’s left is to show it: each stage ends with a project."
    left = (
        f"What’s left: {count_text(total.left, 'can-do')} in {count_text(total.skills_left, 'skill')}, "
        f"about {hours_text(total.hours_left, forms)} of learning."
    )
    first = next(stage for stage in gap.stages if stage.tally.left)
    if first.stage:
        return have, left, f"Start with stage {first.number}, “{first.stage.title}”."
    return have, left, "Start by filling the gaps in what you bring."


def explain_lock(gap: SkillGap) -> str:
    """What has to come first, in a sentence; empty when nothing has."""
    if not gap.missing:
        return ""
    first = joined(f"{each.skill.name} is at level {each.asked}" for each in gap.missing)
    return f"Best once {first}, but you can tick it anyway."


def explain_row_lock(gap: Gap, row: StageRow) -> str:
    """What has to come first for a skill in a stage, and how much that is; empty when nothing has."""
    if not row.missing:
        return ""
    first = joined(f"{each.skill.short_name} is at level {each.asked}" for each in row.missing)
    left = [
        (gap.skills[each.skill.id], can_do)
        for each in row.missing
        for can_do in gap.skills[each.skill.id].left
        if can_do.level <= each.asked
    ]
    hours = hours_text(sum((skill.hours_by_can_do[can_do.id] for skill, can_do in left), Hours()))
    much = "One can-do is" if len(left) == 1 else f"{len(left)} can-dos are"
    there = f" {much} left there, {hours}." if left else ""
    return f"{'Locked until' if row.state is SkillState.LOCKED else 'Best once'} {first}.{there}"


def stage_name(stage: StageGap) -> str:
    """A stage's number and title; stage 0 is what the user brings."""
    return f"{stage.number}  {stage.stage.title}" if stage.stage else "What you bring"


def _ticked_lines(total: Tally, label: str) -> tuple[Line, ...]:
    return (
        Line("can-dos you brought", str(total.brought), part="brought"),
        Line("can-dos you learned here", f"+ {total.learned}", part="learned"),
        Line(label, str(total.ticked), is_sum=True),
    )


def _can_dos_by_category(gap: Gap) -> tuple[Line, ...]:
    return _by_category(gap, lambda tally: of_text(tally.ticked, tally.can_dos) if tally.can_dos else "")


def _by_category(gap: Gap, value: Callable[[Tally], str]) -> tuple[Line, ...]:
    """A line for each category whose value is not empty."""
    categories = gap.roadmap.categories.values()
    return tuple(Line(each.name, text) for each in categories if (text := value(gap.by_category[each.id])))


def _rounding(parts: Iterable[Hours], shown: Hours) -> tuple[Line, ...]:
    """A line for what rounding adds or takes, so that the lines add up to what is shown; none if it is nothing.

    Skills and levels show the same hours everywhere, so the rounding needs a line of its own.
    """
    sums = [0, 0]
    for part in parts:
        sums[0] += whole_hours(part.low)
        sums[1] += whole_hours(part.high)
    off = [int(shown.low) - sums[0], int(shown.high) - sums[1]]
    if not shown.high or not any(off):
        return ()
    signed = dict.fromkeys(f"{'+' if each > 0 else '−' if each < 0 else '±'}{abs(each)}" for each in off)
    return (Line("Rounding", f"{' to '.join(signed)}{NO_BREAK}h"),)


def _left_text(hours: str) -> str:
    return "nothing left" if hours == NOTHING else f"{hours} left"


def _units_set_aside(gap: Gap) -> set[str]:
    """What was set aside, in units: a choice counts once, and only if none of its members is left."""
    units = set()
    for each in gap.skills.values():
        if each.scope_status is not ScopeStatus.SET_ASIDE or each.need is Need.OPTIONAL:
            continue
        if each.choice is None:
            units.add(each.skill.id)
        elif all(gap.skills[member].scope_status is ScopeStatus.SET_ASIDE for member in each.choice.member_ids):
            units.add(each.choice.id)
    return units

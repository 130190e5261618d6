"""The sections of a report: what is done, what is left, by when, and the evidence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from roadmaps.forecast import PAST_FORECAST_HEADERS as PAST_HEADERS
from roadmaps.forecast import Basis, day_or_beyond_text, past_forecast_row, past_forecasts_text, span_text
from roadmaps.gap import WorkKind, ticked_beyond
from roadmaps.gap.explanation import NOTHING_IN_SCOPE, NOTHING_LEFT, gap_in_words, stage_name
from roadmaps.plan import needed_hours
from roadmaps.plan.explanation import TWO_MEASURES, commitment_text, needed_text
from roadmaps.report.facts import Item, Note, Report, ReportPicture, ReportSection, Table
from roadmaps.study import counted_sessions, logged_sessions, measure_disuse, minutes_logged
from roadmaps.text.locale_format import ENGLISH
from roadmaps.text.text_format import (
    article,
    count_text,
    hours_text,
    joined,
    logged_text,
    of_text,
    percent_text,
    time_text,
    within_a_sentence,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmaps.catalogue import Milestone
    from roadmaps.gap import SkillGap, StageRow, Tally
    from roadmaps.plan import Moment
    from roadmaps.report.facts import Facts
    from roadmaps.text.locale_format import LocaleForms

_KINDS = (
    (WorkKind.CARRIES_OVER, "Carries over"),
    (WorkKind.RAISE, "To raise"),
    (WorkKind.LEARN_NEW, "To learn new"),
)


def make_report(facts: Facts, author: str, forms: LocaleForms = ENGLISH) -> Report:
    """The report on a roadmap, as of the day of the facts: a summary, then the details.

    ``forms`` writes days and numbers as the screen does.
    """
    summary = (_summary(facts, forms), _finish(facts, forms), _by_stage(facts, forms), _by_category(facts, forms))
    details = (
        _what_is_left(facts),
        _kinds(facts),
        _plan(facts, forms),
        _earlier_forecasts(facts, forms),
        _what_you_can_do(facts, forms),
        _evidence(facts),
        _study(facts, forms),
        _notes(facts),
        _set_aside(facts),
        _sources(facts),
    )
    return Report(
        title=facts.roadmap.name if facts.roadmap.is_own else _title(facts).replace("from", "From", 1),
        author=author,
        subtitle=f"As of {forms.day(facts.day)}",
        sections=(*_with_content(summary), *_with_content(details)),
        summary=len(_with_content(summary)),
    )


def _with_content(sections: tuple[ReportSection, ...]) -> tuple[ReportSection, ...]:
    return tuple(section for section in sections if any(section[1:]))


def _title(facts: Facts) -> str:
    """From which role to which, or the name of a roadmap of the user's own."""
    roadmap = facts.roadmap
    if roadmap.is_own:
        return f"“{roadmap.name}”"
    return f"from {within_a_sentence(roadmap.from_role.name)} to {within_a_sentence(roadmap.to_role.name)}"


def _summary(facts: Facts, forms: LocaleForms) -> ReportSection:
    total, started = facts.gap.total, facts.progress.started_on
    if not total.can_dos:
        return ReportSection("Where you stand", (NOTHING_IN_SCOPE,))
    if not facts.gap.is_measured:
        much = f"{count_text(total.can_dos, 'can-do')} of {count_text(total.skills, 'skill')} are needed"
        return ReportSection("Where you stand", (f"Not measured yet: {much}, and nothing is ticked.",))
    parts = f"{total.brought} brought, {total.learned} learned here, {total.left} left"
    counts = f"Of {count_text(total.can_dos, 'needed can-do')}: {parts}."
    since = (f"Started on {forms.day(started)}.",) if started else ()
    more = ticked_beyond(facts.gap, facts.progress)
    role = within_a_sentence(facts.roadmap.to_role.name)
    more_text = count_text(more, "more can-do is", "more can-dos are")
    beyond = (f"{more_text} ticked beyond what {article(role)} {role} needs.",) if more else ()
    paragraphs = (*gap_in_words(facts.gap, forms), counts, *beyond, *since)
    return ReportSection("Where you stand", paragraphs, (ReportPicture.BURN_UP,))


def _tally_cells(facts: Facts, tally: Tally, hours: str) -> tuple[str, ...]:
    return (
        of_text(tally.skills_have, tally.skills),
        of_text(tally.ticked, tally.can_dos),
        percent_text(tally.percent if facts.gap.is_measured else None),
        hours,
    )


_TALLY_HEADERS = ("Skills", "Can-dos", "Ready", "Left")


def _by_stage(facts: Facts, forms: LocaleForms) -> ReportSection:
    rows = [
        (
            stage_name(stage),
            *_tally_cells(facts, stage.tally, stage.hours_text(forms)),
            _milestone_state(facts, stage.stage.milestone, forms) if stage.stage else "",
        )
        for stage in facts.gap.stages
        if stage.stage or stage.tally.can_dos
    ]
    total = ("All", *_tally_cells(facts, facts.gap.total, hours_text(facts.gap.total.hours_left, forms)), "")
    several = "A skill that appears in several stages counts in each, so the skills add up to more than “All”."
    stages = sum(stage.tally.skills for stage in facts.gap.stages)
    paragraphs = (several,) if stages != facts.gap.total.skills else ()
    table = Table(("Stage", *_TALLY_HEADERS, "Milestone"), (*rows, total), 1)
    return ReportSection("By stage", paragraphs, tables=(table,))


def _milestone_state(facts: Facts, milestone: Milestone, forms: LocaleForms) -> str:
    tick = facts.progress.milestones.get(milestone.id)
    if tick:
        return f"reached {forms.day(tick.day)}" if tick.day else "reached before"
    there = sum(check.id in facts.progress.evidence_checks for check in milestone.evidence)
    return f"{of_text(there, len(milestone.evidence))} checks"


def _by_category(facts: Facts, forms: LocaleForms) -> ReportSection:
    rows = [
        (category.name, *_tally_cells(facts, tally, facts.gap.category_hours(category.id, forms)))
        for category in facts.roadmap.categories.values()
        if (tally := facts.gap.by_category[category.id]).can_dos
    ]
    if not rows:
        return ReportSection("By category")
    table = Table(("Category", *_TALLY_HEADERS), tuple(rows), 1)
    return ReportSection("By category", pictures=(ReportPicture.CATEGORIES,), tables=(table,))


def _what_is_left(facts: Facts) -> ReportSection:
    tables = []
    for stage in facts.gap.stages:
        rows = [cells for row in stage.rows for cells in _left_rows(row)]
        if rows:
            tables.append(Table(("Skill", "Level", "Can-do", "State", "Left"), tuple(rows), 4, stage_name(stage)))
    paragraphs = () if tables or not facts.gap.total.can_dos else (NOTHING_LEFT,)
    return ReportSection("What is left", paragraphs, tables=tuple(tables))


def _left_rows(row: StageRow) -> Iterator[tuple[str, ...]]:
    missing = joined(f"{each.skill.short_name} {each.asked}" for each in row.missing)
    state = f"{row.state.value}, after {missing}" if missing else row.state.value
    for can_do in row.left:
        hours = hours_text(row.gap.hours_by_can_do[can_do.id])
        yield row.gap.skill.tagged_name, str(can_do.level), can_do.text, state, hours


def _kinds(facts: Facts) -> ReportSection:
    of_kind = {kind: [each for each in facts.gap.scope if each.kind is kind] for kind, _ in _KINDS}
    items = [
        Item(f"{name} ({len(of_kind[kind])}): {joined(each.skill.short_name for each in of_kind[kind])}")
        for kind, name in _KINDS
        if of_kind[kind]
    ]
    text = f"What the roadmap {_title(facts)} asks of each skill, before anything is ticked."
    return ReportSection("Kinds of skills", (text,) if items else (), items=tuple(items))


def _finish(facts: Facts, forms: LocaleForms) -> ReportSection:
    made, paragraphs = facts.forecast, []
    match made.basis:
        case Basis.NOTHING_IN_SCOPE:
            paragraphs.append(NOTHING_IN_SCOPE)
        case Basis.FINISHED:
            paragraphs.append(NOTHING_LEFT)
        case Basis.HOURS:
            wide = f" Wide estimate, from the hours left: {span_text(made.wide, forms.day)}." if made.wide else ""
            paragraphs.append(f"It’s too early for a range, which needs six weeks with a tick.{wide}")
        case _:
            half, most = span_text(made.half, forms.day), span_text(made.most, forms.day)
            paragraphs.append(
                f"From the last {len(made.pace.weeks)} weeks: 50\N{NO-BREAK SPACE}% range {half}, "
                f"85\N{NO-BREAK SPACE}% range {most}, middle {day_or_beyond_text(made.middle, forms.day)}."
            )
    target = facts.plan.commitment.target
    chance = made.chance_by(target) if target else None
    if target and chance:
        paragraphs.append(f"The chance to finish by {forms.day(target)} is {chance.text}.")
    needed = needed_hours(facts.gap, facts.progress, facts.day)
    if needed and made.basis is not Basis.NOTHING_IN_SCOPE and made.basis is not Basis.FINISHED:
        paragraphs.append(needed_text(needed, forms))
        if chance:
            paragraphs.append(TWO_MEASURES)
    return ReportSection("When you may finish", tuple(paragraphs))


def _earlier_forecasts(facts: Facts, forms: LocaleForms) -> ReportSection:
    rows = tuple(past_forecast_row(each, forms) for each in reversed(facts.past))
    if not rows:
        return ReportSection("Earlier forecasts")
    looked_back = "Looking back two years: " if facts.past_is_cut else ""
    words = f"{looked_back}{past_forecasts_text(facts.past, facts.gap)}"
    return ReportSection("Earlier forecasts", (words,), tables=(Table(PAST_HEADERS, rows, 1),))


def _plan(facts: Facts, forms: LocaleForms) -> ReportSection:
    plan = facts.plan
    if not plan.rows and not plan.milestones:
        return ReportSection("Plan")
    hours = plan.commitment.has_time
    text = (
        commitment_text(plan, forms) if plan.rows else "Nothing is left to study. These milestones aren’t reached yet."
    )

    def days(*moments: Moment | None) -> list[str]:
        return [day_or_beyond_text(each and each.day, forms.day) for each in moments if hours]

    rows = []
    for row in plan.rows:
        for bar in row.bars:
            levels = joined(str(step.id.level) for step in bar.steps)
            ends = days(bar.begin, bar.end, bar.longer_end)
            rows.append((row.gap.skill.tagged_name, levels, hours_text(bar.hours), *ends))
    dated = ("From", "To", "If it takes longer") if hours else ()
    tables = [Table(("Skill", "Level", "Hours", *dated), tuple(rows), 2)] if rows else []
    milestones = [
        (each.milestone.title, stage_name(each.stage), *days(each.middle, each.longest)) for each in plan.milestones
    ]
    if milestones:
        planned = ("Planned", "If it takes longer") if hours else ()
        tables.append(Table(("Milestone", "Stage", *planned), tuple(milestones), 2))
    return ReportSection("Plan", (text,), tables=tuple(tables))


def _what_you_can_do(facts: Facts, forms: LocaleForms) -> ReportSection:
    progress, rows = facts.progress, []
    for skill in facts.roadmap.skills.values():
        disuse = measure_disuse(skill, progress, facts.day)
        for can_do in skill.can_dos:
            tick = progress.ticks.get(can_do.id)
            if tick:
                since = forms.day(tick.day) if tick.day else "before"
                rows.append((skill.tagged_name, str(can_do.level), can_do.text, since, disuse.words if disuse else ""))
    table = Table(("Skill", "Level", "Can-do", "Since", "Use"), tuple(rows))
    return ReportSection("What you can do", tables=(table,) if rows else ())


def _evidence(facts: Facts) -> ReportSection:
    skills, can_dos, retired = facts.catalogue.skills, facts.catalogue.can_dos, facts.catalogue.retired
    items = []
    for each in facts.progress.evidence.values():
        can_do = can_dos.get(each.can_do_id) or retired.get(each.can_do_id)
        name = f"{skills[can_do.skill_id].tagged_name}, level {can_do.level}" if can_do else each.can_do_id
        items.append(Item(name, each.address))
    return ReportSection("Evidence", items=tuple(items))


def _study(facts: Facts, forms: LocaleForms) -> ReportSection:
    sessions = logged_sessions(facts.progress)
    if not sessions:
        return ReportSection("Study time")
    counted = counted_sessions(sessions, facts.day)
    minutes: Counter[str] = Counter()
    for each in counted:
        minutes[each.session.skill_id] += each.session.minutes
    by_skill = [(_name(facts, skill_id), logged_text(amount, forms)) for skill_id, amount in minutes.most_common()]
    log = [
        (
            forms.day(each.session.day),
            _name(facts, each.session.skill_id),
            each.session.text,
            each.session.link or "",
            time_text(each.session.minutes),
        )
        for each in sessions
    ]
    text = f"{logged_text(minutes_logged(counted, facts.day), forms)} in {count_text(len(counted), 'session')}."
    if ahead := len(sessions) - len(counted):
        text += f" {count_text(ahead, 'session is', 'sessions are')} dated later and will count then."
    tables = (
        Table(("Skill", "Time"), tuple(by_skill), 1),
        Table(("Day", "Skill", "What", "Link", "Time"), tuple(log), 4, own=(2, 3)),
    )
    return ReportSection("Study time", (text,), (ReportPicture.STUDY_YEAR,), tables)


def _notes(facts: Facts) -> ReportSection:
    notes = tuple(Note(_name(facts, skill_id), text) for skill_id, text in facts.progress.notes.items() if text)
    return ReportSection("Notes", notes=notes)


def _name(facts: Facts, skill_id: str) -> str:
    """The name of a skill, or its id if the catalogue does not have it."""
    skill = facts.roadmap.skills.get(skill_id)
    return skill.tagged_name if skill else skill_id


def _set_aside(facts: Facts) -> ReportSection:
    paragraphs = ("None of these count in the numbers above.",) if facts.gap.set_aside else ()
    return ReportSection("Set aside", paragraphs, items=tuple(Item(_need(each)) for each in facts.gap.set_aside))


def _need(gap: SkillGap) -> str:
    name = gap.skill.tagged_name
    return f"{name} ({gap.need.value}, level {gap.target})" if gap.need else name


def _sources(facts: Facts) -> ReportSection:
    paragraphs = (
        f"Catalogue {facts.catalogue.version} is based on the articles below. The order of the stages, the levels and "
        "the hours are our own judgement; hours are estimates.",
    )
    items = [Item(f"{source.id}: {source.title}") for source in facts.catalogue.sources.values()]
    return ReportSection("Sources", paragraphs, items=tuple(items))

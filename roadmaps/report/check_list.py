"""The can-dos in scope as a list to tick off, on a screen or on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roadmaps.gap.explanation import stage_name
from roadmaps.report.facts import Item, Report, ReportSection
from roadmaps.text.locale_format import ENGLISH
from roadmaps.text.text_format import hours_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roadmaps.gap import StageGap
    from roadmaps.report.facts import Facts
    from roadmaps.text.locale_format import LocaleForms


class Task(NamedTuple):
    """A can-do to tick off, with the day it was done or the hours it may take."""

    text: str
    is_done: bool


class TasksByStage(NamedTuple):
    """A title, the day, and the tasks of each stage that has any."""

    title: str
    subtitle: str
    stages: Sequence[tuple[str, Sequence[Task]]]


def tasks_by_stage(facts: Facts, forms: LocaleForms = ENGLISH) -> TasksByStage:
    """Every can-do in scope, by stage and skill."""
    roadmap = facts.roadmap
    stages = [(stage_name(stage), [*_tasks(facts, stage, forms)]) for stage in facts.gap.stages]
    return TasksByStage(
        f"Checklist: {roadmap.name}",
        f"As of {forms.day(facts.day)}",
        [(name, tasks) for name, tasks in stages if tasks],
    )


def _tasks(facts: Facts, stage: StageGap, forms: LocaleForms) -> Iterator[Task]:
    for row in stage.rows:
        for can_do in row.can_dos if row.gap.counts else ():
            tick = facts.progress.ticks.get(can_do.id)
            hours = row.gap.hours_by_can_do.get(can_do.id)
            when = (forms.day(tick.day) if tick.day else "before") if tick else ""
            aside = when or (hours_text(hours) if hours else "")
            text = f"{row.gap.skill.tagged_name}, level {can_do.level}: {can_do.text}"
            yield Task(text + (f" ({aside})" if aside else ""), tick is not None)


def check_list_report(facts: Facts, forms: LocaleForms = ENGLISH) -> Report:
    """The same as a document, with a box before each task."""
    title, subtitle, stages = tasks_by_stage(facts, forms)
    sections = (
        ReportSection(name, items=tuple(Item(f"{'☑' if task.is_done else '☐'} {task.text}") for task in tasks))
        for name, tasks in stages
    )
    return Report(title, "", subtitle, tuple(sections))

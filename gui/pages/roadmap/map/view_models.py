"""View models of the map: the plain values its boxes are painted from, and their text for screen readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from gui.app.date_format import day_text, locale_forms
from gui.widgets.badge import disuse_icon
from roadmaps.catalogue import YOURS
from roadmaps.gap import ScopeStatus
from roadmaps.study import measure_disuse
from roadmaps.text.text_format import joined, of_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from roadmaps.catalogue import CanDo, Milestone
    from roadmaps.gap import SkillState, StageGap, StageRow
    from roadmaps.journal import Progress, Tick
    from roadmaps.map import MapColumn, MapNode, NodeId

    Place: TypeAlias = "NodeId | MilestonePlace"
    Measure: TypeAlias = Callable[[str], float]


class MilestonePlace(NamedTuple):
    """The foot of a stage, which shows its milestone."""

    stage: int


@dataclass(frozen=True)
class NodeViewModel:
    """One box."""

    lines: tuple[str, ...]
    """The short name in one or two lines."""
    remarks: tuple[str, ...]
    """The lines below the name."""
    state: SkillState
    counts: bool
    ticked: tuple[bool, ...]
    """For each can-do of the box, whether it is ticked."""
    mark: str
    """The icon for a skill that was not used for long; empty otherwise."""
    full_name: str
    spoken: str


@dataclass(frozen=True)
class MilestoneViewModel:
    """The foot of a stage."""

    lines: tuple[str, ...]
    is_reached: bool
    is_locked: bool
    """Whether it cannot be ticked now."""
    remark: str
    """The day it was reached, or the progress of its evidence."""
    full_name: str
    spoken: str


@dataclass(frozen=True)
class StageViewModel:
    """The header of a stage."""

    number: int
    name: str
    ticked: int
    left: int
    words: str
    spoken: str


def node_view_model(
    node: MapNode, progress: Progress, day: date, name: Measure, remark: Measure, widest: float
) -> NodeViewModel:
    """The box of a node as of a day. ``name`` and ``remark`` measure text in px, in the font of each.

    A name wider than ``widest`` px takes two lines.
    """
    row, skill = node.row, node.row.gap.skill
    disuse = measure_disuse(skill, progress, day)
    unused = disuse.words if disuse else ""
    changed = node.mark.words if node.mark else ""
    also = f"also needs: {joined(each.short_name for each in node.also_needs)}" if node.also_needs else ""
    lines = two_lines(skill.short_name, skill.break_after, name, widest)
    return NodeViewModel(
        lines=lines,
        remarks=tuple(
            line
            for text in (
                YOURS if skill.is_own else "",
                f"level {row.level}" if is_raised(row) else "",
                status_remark(row),
                changed if node.mark and node.mark.is_told else "",
                also,
            )
            if text
            for line in wrapped(text, remark, max(widest, *map(name, lines)))
        ),
        state=row.state,
        counts=row.gap.counts,
        ticked=tuple(can_do.id in progress.ticks for can_do in row.can_dos),
        mark=disuse_icon(disuse) if disuse else "",
        full_name=full_name(row),
        spoken=", ".join(
            part for part in (full_name(row), spoken_state(row, progress.ticks), unused, changed, also) if part
        ),
    )


def milestone_view_model(
    milestone: Milestone, progress: Progress, today: date, measure: Measure, widest: float, *, is_locked: bool
) -> MilestoneViewModel:
    """The foot of a stage with its milestone."""
    tick = progress.milestones.get(milestone.id)
    remark = reached_text(milestone, tick, progress.evidence_checks, today)
    return MilestoneViewModel(
        lines=two_lines(milestone.short_name, "", measure, widest),
        is_reached=tick is not None,
        is_locked=is_locked,
        remark=remark,
        full_name=f"Milestone: {milestone.title}",
        spoken=f"Milestone: {milestone.title}, {'reached' if tick else 'not reached,'} {remark}",
    )


def stage_view_model(stage: StageGap) -> StageViewModel:
    """The header of a stage, with what is done and left in it."""
    tally, title = stage.tally, stage.stage.title if stage.stage else "What you bring"
    done = of_text(tally.skills_have, tally.skills)
    rest = stage.hours_text(locale_forms()) if tally.left else "done"
    return StageViewModel(
        number=stage.number,
        name=stage.stage.short_name if stage.stage else "You bring",
        ticked=tally.ticked,
        left=tally.left,
        words=f"{done} · {rest}" if tally.skills else "nothing counts",
        spoken=f"Stage {stage.number}, {title}: {done} skills, {rest}{' left' if tally.left else ''}",
    )


def hidden_text(column: MapColumn) -> str:
    """How many rows of a stage are left out, and why, in up to two lines: "2 set aside"."""
    aside = sum(row.gap.scope_status is ScopeStatus.SET_ASIDE for row in column.hidden)
    optional = len(column.hidden) - aside
    parts = (f"{aside} set aside" if aside else "", f"{optional} optional" if optional else "")
    return "\n".join(part for part in parts if part)


def is_raised(row: StageRow) -> bool:
    """Whether an earlier stage asks for the skill at a lower level."""
    return bool(row.can_dos) and row.can_dos[0].level > 1


def short_name(row: StageRow) -> str:
    """The short name of a skill, with the level if an earlier stage asks for a lower one."""
    return row.gap.skill.short_name + _level_text(row)


def full_name(row: StageRow) -> str:
    """The name of a skill, with the level if an earlier stage asks for a lower one."""
    return row.gap.skill.name + _level_text(row)


def _level_text(row: StageRow) -> str:
    return f", level {row.level}" if is_raised(row) else ""


def status_remark(row: StageRow) -> str:
    """Why a box does not count; empty if it counts, and if it is set aside, which its state shows."""
    return row.gap.scope_status.value if row.gap.scope_status in (ScopeStatus.OPTIONAL, ScopeStatus.NOT_TAKEN) else ""


def spoken_state(row: StageRow, ticked: Collection[str]) -> str:
    """The state of a box, and how many of its can-dos are ticked."""
    done = sum(can_do.id in ticked for can_do in row.can_dos)
    parts = (
        YOURS if row.gap.skill.is_own else "",
        row.state.value,
        f"{of_text(done, len(row.can_dos))} can-dos",
        status_remark(row),
    )
    return ", ".join(part for part in parts if part)


def reached_text(milestone: Milestone, tick: Tick | None, checked: Collection[str], today: date) -> str:
    """When a milestone was reached, or how many of its checks are ticked."""
    if tick:
        return day_text(tick.day, today) if tick.day else "before"
    there = sum(check.id in checked for check in milestone.evidence)
    return f"{of_text(there, len(milestone.evidence))} checks"


def next_can_do(row: StageRow, ticked: Collection[str]) -> CanDo | None:
    """The lowest can-do of a box that is not ticked; None for a skill set aside."""
    return next((can_do for can_do in row.tickable if can_do.id not in ticked), None)


def two_lines(text: str, break_after: str, measure: Measure, widest: float) -> tuple[str, ...]:
    """A text in one line if it is at most ``widest`` px wide, else split where the wider half is narrowest."""
    if measure(text) <= widest:
        return (text,)
    words = text.split(" ")
    ways = [(" ".join(words[:count]), " ".join(words[count:])) for count in range(1, len(words))]
    if break_after:
        ways.append((f"{break_after}-", text[len(break_after) :]))
    return min(ways, key=lambda way: max(map(measure, way)), default=(text,))


def wrapped(text: str, measure: Measure, widest: float) -> list[str]:
    """Wrap a text at ``widest`` px; a word wider than that gets a line of its own."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer) <= widest:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def places_of(column: MapColumn) -> list[Place]:
    """The places of a column, from top to bottom: its boxes, then its milestone."""
    foot = [MilestonePlace(column.stage.number)] if column.stage.stage else []
    return [*column.node_ids, *foot]

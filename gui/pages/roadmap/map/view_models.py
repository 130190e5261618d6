"""What the boxes of the map show: plain values that are painted, and what a screen reader says of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from gui.app.date_format import day_text
from gui.widgets.badge import disuse_icon
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
    """The foot of a stage, where its milestone stands."""

    stage: int


@dataclass(frozen=True)
class NodeViewModel:
    """One box."""

    lines: tuple[str, ...]
    """The short name in one or two lines."""
    remarks: tuple[str, ...]
    """What else has to be said under the name, line by line."""
    state: SkillState
    counts: bool
    ticked: tuple[bool, ...]
    """For each can-do of the box whether it is ticked."""
    mark: str
    """The sign that the skill was not used for long; empty where it was."""
    full_name: str
    spoken: str


@dataclass(frozen=True)
class MilestoneViewModel:
    """The foot of a stage."""

    lines: tuple[str, ...]
    is_reached: bool
    is_locked: bool
    """Whether it cannot be ticked now, since an earlier day is shown."""
    remark: str
    """The day on which it was reached, or how far its evidence has come."""
    full_name: str
    spoken: str


@dataclass(frozen=True)
class StageViewModel:
    """The head of a stage."""

    number: int
    name: str
    ticked: int
    left: int
    words: str
    spoken: str


def node_face(
    node: MapNode, progress: Progress, day: date, name: Measure, remark: Measure, widest: float
) -> NodeViewModel:
    """The box of a node as of a day. ``name`` and ``remark`` give the width in px of a text in the fonts of both.

    A name that is wider than ``widest`` px takes two lines.
    """
    row, skill = node.row, node.row.gap.skill
    disuse = measure_disuse(skill, progress, day)
    unused = disuse.words if disuse else ""
    also = f"also needs: {joined(each.short_name for each in node.also_needs)}" if node.also_needs else ""
    lines = two_lines(skill.short_name, skill.break_after, name, widest)
    return NodeViewModel(
        lines=lines,
        remarks=tuple(
            line
            for text in (f"level {row.level}" if is_raised(row) else "", standing_remark(row), also)
            if text
            for line in wrapped(text, remark, max(widest, *map(name, lines)))
        ),
        state=row.state,
        counts=row.gap.counts,
        ticked=tuple(can_do.id in progress.ticks for can_do in row.can_dos),
        mark=disuse_icon(disuse) if disuse else "",
        full_name=full_name(row),
        spoken=", ".join(part for part in (full_name(row), spoken_state(row, progress.ticks), unused, also) if part),
    )


def milestone_face(
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


def stage_face(stage: StageGap) -> StageViewModel:
    """The head of a stage, with what is done and left of it."""
    tally, title = stage.tally, stage.stage.title if stage.stage else "What you bring"
    done = of_text(tally.skills_have, tally.skills)
    rest = stage.hours_text if tally.left else "done"
    return StageViewModel(
        number=stage.number,
        name=stage.stage.short_name if stage.stage else "You bring",
        ticked=tally.ticked,
        left=tally.left,
        words=f"{done} · {rest}" if tally.skills else "nothing counts",
        spoken=f"Stage {stage.number}, {title}: {done} skills, {rest}{' left' if tally.left else ''}",
    )


def hidden_text(column: MapColumn) -> str:
    """How many rows of a stage are not shown, and why, in up to two lines: "2 set aside"."""
    aside = sum(row.gap.standing is ScopeStatus.SET_ASIDE for row in column.hidden)
    optional = len(column.hidden) - aside
    parts = (f"{aside} set aside" if aside else "", f"{optional} optional" if optional else "")
    return "\n".join(part for part in parts if part)


def is_raised(row: StageRow) -> bool:
    """Whether an earlier stage asks for the skill at a lower level."""
    return bool(row.can_dos) and row.can_dos[0].level > 1


def short_name(row: StageRow) -> str:
    """The short name of a skill, with the level where an earlier stage asks for a lower one."""
    return f"{row.gap.skill.short_name}, level {row.level}" if is_raised(row) else row.gap.skill.short_name


def full_name(row: StageRow) -> str:
    """The name of a skill, with the level where an earlier stage asks for a lower one."""
    return f"{row.gap.skill.name}, level {row.level}" if is_raised(row) else row.gap.skill.name


def standing_remark(row: StageRow) -> str:
    """Why a box is not counted; empty for one that is, and for one set aside, which its state says."""
    return row.gap.standing.value if row.gap.standing in (ScopeStatus.OPTIONAL, ScopeStatus.NOT_TAKEN) else ""


def spoken_state(row: StageRow, ticked: Collection[str]) -> str:
    """The state of a box, and how many of its can-dos are ticked."""
    done = sum(can_do.id in ticked for can_do in row.can_dos)
    parts = (row.state.value, f"{of_text(done, len(row.can_dos))} can-dos", standing_remark(row))
    return ", ".join(part for part in parts if part)


def reached_text(milestone: Milestone, tick: Tick | None, checked: Collection[str], today: date) -> str:
    """When a milestone was reached, or how many of its checks are there."""
    if tick:
        return day_text(tick.day, today) if tick.day else "before"
    there = sum(check.id in checked for check in milestone.evidence)
    return f"{of_text(there, len(milestone.evidence))} checks"


def next_can_do(row: StageRow, ticked: Collection[str]) -> CanDo | None:
    """The lowest can-do of a box that is not ticked; none of a skill set aside."""
    return next((can_do for can_do in row.tickable if can_do.id not in ticked), None)


def two_lines(text: str, break_after: str, measure: Measure, widest: float) -> tuple[str, ...]:
    """A text in one line if it is at most ``widest`` px, else broken where the wider half is narrowest."""
    if measure(text) <= widest:
        return (text,)
    words = text.split(" ")
    ways = [(" ".join(words[:count]), " ".join(words[count:])) for count in range(1, len(words))]
    if break_after:
        ways.append((f"{break_after}-", text[len(break_after) :]))
    return min(ways, key=lambda way: max(map(measure, way)), default=(text,))


def wrapped(text: str, measure: Measure, widest: float) -> list[str]:
    """A text in as many lines as it needs; a word that is wider than ``widest`` px stands alone."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer) <= widest:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def places_of(column: MapColumn) -> list[Place]:
    """Every place of a column, from the top down: its boxes, and its milestone."""
    foot = [MilestonePlace(column.stage.number)] if column.stage.stage else []
    return [*column.node_ids, *foot]

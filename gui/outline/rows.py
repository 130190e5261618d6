"""What one row of an outline shows: plain values that the delegate paints."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from gui.app.date_format import day_text, locale_forms
from gui.widgets.badge import disuse_icon
from gui.widgets.painting import Cell
from roadmaps.catalogue import YOURS
from roadmaps.gap import ScopeStatus, SkillState, WorkKind
from roadmaps.text.text_format import NOTHING, hours_text, of_text

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from roadmaps.catalogue import CanDo, Milestone
    from roadmaps.gap import SkillGap, StageRow, Tally
    from roadmaps.journal import Tick
    from roadmaps.study import Disuse

NOT_COUNTED = "not counted"
NOTED = "found in your note"


class RowKind(Enum):
    """How a row is laid out."""

    GROUP = auto()
    """A category: one strong line with a bar."""
    STAGE = auto()
    """A stage: a strong line with a bar, and two lines about its purpose."""
    SKILL = auto()
    """A skill: one line with a meter."""
    CAN_DO = auto()
    """A can-do: up to two lines of text and a remark."""
    MILESTONE = auto()
    """A milestone: a name and up to two lines."""


@dataclass(frozen=True)
class Row:
    """Everything that is painted of one row, and what a screen reader says of it."""

    kind: RowKind
    title: str
    spoken: str
    short: str = ""
    """The title where there is no room for the whole of it."""
    check: Qt.CheckState | None = None
    caption: str = ""
    count: str = ""
    hours: str = ""
    sign: str = ""
    """The name of an icon after the title."""
    mark: str = ""
    """The name of a second icon there: that a skill was not used for long."""
    tag: str = ""
    """A word on a ground of its own after the title."""
    tip: str = ""
    """What is said under the pointer; plain text."""
    lead: str = ""
    """The name of an icon in place of a check box."""
    cells: tuple[Cell, ...] = ()
    bar: tuple[tuple[str, int], ...] = ()
    meaning: str = "have"
    """The colour of full cells."""
    is_locked: bool = False
    """Whether its box cannot be ticked now, since an earlier day is shown."""
    is_muted: bool = False
    is_struck: bool = False


GONE = Row(RowKind.SKILL, "", "")
"""What a row shows between the change that ends it and its removal, when a view may still ask for it."""


def check_state(ticked: int, whole: int) -> Qt.CheckState:
    """The box of a row with children: none, some or all of them ticked."""
    if not ticked or not whole:
        return Qt.CheckState.Unchecked
    return Qt.CheckState.Checked if ticked == whole else Qt.CheckState.PartiallyChecked


def meter_cells(can_dos: Collection[CanDo], needed: Collection[CanDo], ticked: Collection[str]) -> tuple[Cell, ...]:
    """One cell for each can-do; ``ticked`` holds the ids of all ticked can-dos."""
    return tuple(
        (Cell.FULL if can_do.id in ticked else Cell.HOLLOW)
        if can_do in needed
        else (Cell.BEYOND_TICKED if can_do.id in ticked else Cell.BEYOND)
        for can_do in can_dos
    )


def state_meaning(state: SkillState) -> str:
    """The colour in which a state's ticked levels are painted."""
    return "learning" if state is SkillState.LEARNING else "have"


def skill_row(
    gap: SkillGap, ticked: Collection[str], stage_row: StageRow | None = None, disuse: Disuse | None = None
) -> Row:
    """The row of a skill, or of its part in a stage; ``ticked`` holds the ids of all ticked can-dos."""
    state, tickable, hours_left = (
        (stage_row.state, stage_row.tickable, stage_row.tally.hours_left)
        if stage_row
        else (gap.state, gap.tickable, gap.hours_left)
    )
    name, short = gap.skill.name, gap.skill.short_name
    if stage_row and stage_row.can_dos and stage_row.can_dos[0].level > 1:
        name, short = (f"{each}, level {stage_row.level}" for each in (name, short))
    tag = YOURS if gap.skill.is_own else ""
    if state is SkillState.SET_ASIDE:
        return Row(
            RowKind.SKILL,
            name,
            ", ".join(part for part in (name, tag, "set aside", NOT_COUNTED) if part),
            tag=tag,
            short=short,
            lead="aside",
            count=NOT_COUNTED,
            hours=NOTHING,
            is_muted=True,
            is_struck=True,
        )
    done = sum(can_do.id in ticked for can_do in tickable)
    count = of_text(done, len(tickable)) if gap.counts else NOT_COUNTED
    hours = hours_text(hours_left, locale_forms())
    remark = _scope_remark(gap)
    unused = disuse.words if disuse else ""
    return Row(
        RowKind.SKILL,
        name,
        ", ".join(
            part for part in (name, tag, state.value, f"{count} can-dos", f"{hours} left", remark, unused) if part
        ),
        tag=tag,
        short=short,
        check=check_state(done, len(tickable)),
        caption=remark,
        count=count,
        hours=hours,
        sign=_skill_sign(gap, state),
        mark=disuse_icon(disuse) if disuse else "",
        tip=f"{name}: {unused}" if unused else "",
        cells=meter_cells(stage_row.can_dos if stage_row else gap.skill.can_dos, gap.needed, ticked),
        meaning=state_meaning(state),
        is_muted=state is SkillState.LOCKED or not gap.counts,
    )


def can_do_row(can_do: CanDo, gap: SkillGap, tick: Tick | None, today: date) -> Row:
    """The row of a can-do, with the day of its tick or what it counts for."""
    needed = can_do in gap.needed
    if tick is None:
        remark = "needed" if needed else "beyond goal"
    else:
        remark = day_text(tick.day, today) if tick.day else "before"
    return Row(
        RowKind.CAN_DO,
        can_do.text,
        f"Level {can_do.level}: {can_do.text} {remark}",
        check=check_state(int(tick is not None), 1),
        count=remark,
        is_muted=not needed,
    )


def group_row(
    kind: RowKind, name: str, tally: Tally, hours: str, boxes: Collection[bool], caption: str = "", short: str = ""
) -> Row:
    """The row of a category or a stage: ``boxes`` says of each can-do its box stands for whether it is ticked.

    ``hours`` are what is left, in whole hours that add up over all rows of the kind.
    """
    count = of_text(tally.ticked, tally.can_dos) if tally.can_dos else NOT_COUNTED
    return Row(
        kind,
        name,
        f"{name}, {count} can-dos ticked, {hours} left",
        short=short,
        check=check_state(sum(boxes), len(boxes)) if boxes else None,
        caption=caption,
        count=count,
        hours=hours,
        bar=(("have", tally.ticked), ("left", tally.left)) if tally.can_dos else (),
    )


def part_row(row: Row, boxes: Collection[bool]) -> Row:
    """The row of a category or a stage of which a part is shown: its count speaks of what its box ticks."""
    if not boxes:
        return row
    count = of_text(sum(boxes), len(boxes))
    return replace(
        row, count=count, spoken=f"{row.title}, {count} can-dos ticked of the skills shown, {row.hours} left"
    )


def found_by_note(row: Row) -> Row:
    """The row of a skill that the search found by what a note on it says."""
    tip = f"{row.title}: {NOTED}"
    return replace(row, spoken=f"{row.spoken}, {NOTED}", caption=NOTED, tip=f"{row.tip}\n{tip}" if row.tip else tip)


def milestone_row(milestone: Milestone, tick: Tick | None, checked: Collection[str], today: date) -> Row:
    """The row of a milestone, with the day on which it was reached, or how far its evidence has come."""
    title = f"Milestone: {milestone.title}"
    if tick is None:
        done = sum(check.id in checked for check in milestone.evidence)
        remark, spoken = (of_text(done, len(milestone.evidence)) if done else ""), "not reached"
    else:
        remark = day_text(tick.day, today) if tick.day else "before"
        spoken = f"reached {remark}"
    return Row(
        RowKind.MILESTONE,
        title,
        f"{title}, {spoken}. {milestone.brief}",
        check=check_state(int(tick is not None), 1),
        sign="flag",
        caption=milestone.brief,
        count=remark,
    )


def _skill_sign(gap: SkillGap, state: SkillState) -> str:
    """The icon after a skill's name: only what the row does not say otherwise."""
    if not gap.counts:
        return ""
    if state is SkillState.LOCKED:
        return "locked"
    return "carry" if gap.kind is WorkKind.CARRIES_OVER else ""


def _scope_remark(gap: SkillGap) -> str:
    if gap.scope_status is ScopeStatus.OPTIONAL:
        return "optional"
    if gap.choice and gap.counts:
        return f"one of {len(gap.choice.member_ids)}"
    return "not chosen" if gap.scope_status is ScopeStatus.NOT_TAKEN else ""

"""The stages of the goal as a list: stage, skill up to that stage's level, can-do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gui.app.date_format import locale_forms
from gui.outline.model import ROOT, OutlineModel
from gui.outline.rows import GONE, RowKind, can_do_row, found_by_note, group_row, milestone_row, part_row, skill_row
from roadmaps.gap import Tally
from roadmaps.gap.explanation import stage_name
from roadmaps.journal import Kind
from roadmaps.text.text_format import hours_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from gui.app.change import Change
    from gui.app.tracker import Tracker
    from gui.outline.model import Key, Tree
    from gui.outline.rows import Row
    from roadmaps.catalogue import CanDo
    from roadmaps.gap import StageGap, StageRow
    from roadmaps.gap.search import SkillFinder

STAGE, SKILL, CAN_DO, MILESTONE = "stage", "skill", "can-do", "milestone"
STAGE_ZERO_PURPOSE = (
    "What people in your old role usually bring. It disappears from this list once everything is ticked."
)


class StageListModel(OutlineModel):
    """Reads the tracker for every row; holds only which rows match the search."""

    def __init__(self, tracker: Tracker, finder: SkillFinder, parent: QObject | None = None) -> None:
        super().__init__(tracker, parent)
        self._finder = finder
        self._text = ""
        self._holds_zero = False
        self._noted: frozenset[str] = frozenset()
        self._refilter()

    def set_search(self, text: str) -> None:
        """Show only skills that match a text."""
        self._text = text
        self._refilter()

    def hold(self, key: Key) -> None:
        """Keep stage 0 while the selection is in it, even after the last tick completes it."""
        holds = key[1:2] == ("0",)
        if holds != self._holds_zero:
            self._holds_zero = holds
            self._refilter()

    def stage(self, number: str) -> StageGap:
        """The stage of a number; 0 is what the user brings."""
        return self._tracker.gap.stages[int(number)]

    def key_of_skill(self, skill_id: str) -> Key | None:
        """The first row of a skill, preferably in a stage where something of it is left."""
        rows = [key for key in self.shown_keys() if key[0] == SKILL and key[2] == skill_id]
        with_something_left = (key for key in rows if (row := self._stage_row(key)) and row.left)
        return next(with_something_left, rows[0] if rows else None)

    # Rows

    def make_row(self, key: Key) -> Row:
        """The current values of a stage, a skill, a can-do or a milestone."""
        if int(key[1]) >= len(self._tracker.gap.stages):
            return GONE  # a hidden list still shows the previous goal
        match key[0]:
            case "stage":
                return self._stage_head(key)
            case "skill":
                row = self._stage_row(key)
                ticks, disuse = self._tracker.progress.ticks, self._tracker.disuse(key[2])
                if row is None:
                    return GONE
                shown = self._with_change(key, row, skill_row(row.gap, ticks, row, disuse))
                return found_by_note(shown) if key[2] in self._noted else shown
            case "can-do":
                can_do = self._tracker.catalogue.can_dos[key[3]]
                tick = self._tracker.progress.ticks.get(can_do.id)
                return can_do_row(can_do, self._tracker.gap.skills[key[2]], tick, self._tracker.today)
            case _:
                return self._milestone(key)

    def _with_change(self, key: Key, row: StageRow, shown: Row) -> Row:
        """The row with a pencil and, in its tooltip and for screen readers, what the user changed about it."""
        roadmap = self._tracker.roadmap
        if roadmap.original is None:
            return shown
        from roadmaps.own import marks  # most users change nothing

        stage, unit_id = self.stage(key[1]).stage, row.gap.choice.id if row.gap.choice else key[2]
        mark = marks.unit_mark(roadmap, unit_id, stage.id if stage else None)
        if mark is None:
            return shown
        tip = f"{shown.title}: {mark.words}"
        return replace(
            shown,
            spoken=f"{shown.spoken}, {mark.words}",
            tip=f"{shown.tip}\n{tip}" if shown.tip else tip,
            mark=shown.mark or "edit",
        )

    def can_dos_of(self, key: Key) -> tuple[Sequence[CanDo], str]:
        """What a check box ticks: in a stage the counting rows on show, in a skill the can-dos up to its level."""
        match key[0]:
            case "stage":
                rows = [self._stage_row(child) for child in self.children_of(key) if child[0] == SKILL]
                stage = self.stage(key[1]).stage
                name = stage.title if stage else stage_name(self.stage(key[1]))
                return [each for row in rows if row and row.gap.counts for each in row.tickable], name
            case "skill":
                row = self._stage_row(key)
                return (row.tickable, row.gap.skill.name) if row else ((), "")
            case "can-do":
                return [self._tracker.catalogue.can_dos[key[3]]], ""
            case _:
                return (), ""

    def _stage_head(self, key: Key) -> Row:
        stage = self.stage(key[1])
        ticks = self._tracker.progress.ticks
        boxes = [can_do.id in ticks for can_do in self.can_dos_of(key)[0]]
        tally = stage.tally
        if is_part := bool(self._text.strip()):
            rows = (self._stage_row(child) for child in self.children_of(key) if child[0] == SKILL)
            tally = Tally.total(row.tally for row in rows if row)
        purpose = stage.stage.purpose if stage.stage else STAGE_ZERO_PURPOSE
        short = f"{stage.number}  {stage.stage.short_name}" if stage.stage else ""
        forms = locale_forms()
        hours = hours_text(tally.hours_left, forms) if is_part else stage.hours_text(forms)
        row = group_row(RowKind.STAGE, stage_name(stage), tally, hours, boxes, purpose, short)
        return part_row(row, boxes) if is_part else row

    def _milestone(self, key: Key) -> Row:
        stage = self.stage(key[1]).stage
        if stage is None:
            raise LookupError("Stage 0 has no milestone")
        progress, milestone = self._tracker.progress, stage.milestone
        tick = progress.milestones.get(milestone.id)
        return milestone_row(milestone, tick, progress.evidence_checks, self._tracker.today)

    def toggle(self, key: Key) -> bool:
        """Tick or untick; a milestone is reached or taken back."""
        stage = self.stage(key[1]).stage if key[0] == MILESTONE else None
        return self._tracker.edits.toggle_milestone(stage.milestone) if stage else super().toggle(key)

    def _stage_row(self, key: Key) -> StageRow | None:
        return next((row for row in self.stage(key[1]).rows if row.gap.skill.id == key[2]), None)

    # What is shown

    def follow(self, change: Change) -> None:
        """Show what matches the search, and refresh what changed; start over for another goal."""
        if Kind.GOAL in change.kinds:
            self.start_over(self._tree())
            return
        self._refilter()
        # In a later stage a row may open or close while the skill as a whole stays as it was.
        shown, skill_ids = self.shown_keys(), change.skill_ids
        self.refresh([key for key in shown if key[0] in (SKILL, MILESTONE) or (len(key) > 2 and key[2] in skill_ids)])

    def _refilter(self) -> None:
        before = self._noted
        self.show_tree(self._tree())
        changed = before ^ self._noted
        # The counts of a stage depend on more than the rows that come and go.
        rows = [key for key in self.shown_keys() if key[0] == SKILL and key[2] in changed] if changed else []
        self.refresh([*self.children_of(ROOT), *rows])

    def _tree(self) -> Tree:
        found, self._noted = self._finder.found(self._text), self._finder.found_by_note(self._text)
        tree: dict[Key, Sequence[Key]] = {}
        stages: list[Key] = []
        for stage in self._tracker.gap.stages if self._holds_zero else self._tracker.gap.open_stages:
            number = str(stage.number)
            rows = [row for row in stage.rows if row.gap.skill.id in found]
            if not rows:
                continue
            key = (STAGE, number)
            stages.append(key)
            children: list[Key] = [(SKILL, number, row.gap.skill.id) for row in rows]
            for row in rows:
                skill_id = row.gap.skill.id
                tree[(SKILL, number, skill_id)] = [(CAN_DO, number, skill_id, each.id) for each in row.can_dos]
            if stage.stage and not self._text.strip():
                children.append((MILESTONE, number))
            tree[key] = children
        tree[ROOT] = stages
        return tree

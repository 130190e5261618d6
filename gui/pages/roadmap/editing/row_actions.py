"""What can be done with the rows of the editor: by their controls, their menus, keys, and dragging."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from gui.pages.roadmap.editing.lines import DRAFT, MILESTONE, STAGE, UNIT, ZERO
from gui.pages.roadmap.editing.rows import MilestoneRow, UnitRow
from gui.pages.roadmap.editing.stage_row import StageRow
from gui.widgets.accessibility import announce
from gui.widgets.context_menu import ContextMenu, add, show_below
from roadmaps.journal import Kind
from roadmaps.own.checks import level_faults

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QMenu

    from gui.app.tracker import Tracker
    from gui.pages.roadmap.editing.row_list import RowList
    from gui.pages.roadmap.editing.steps import RoadmapSteps
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

NEW_STAGE = "New stage"


class RowActions(QObject):
    """Connects each row when it is made; afterwards the row on which the user is shows what was done."""

    def __init__(self, tracker: Tracker, rows: RowList, steps: RoadmapSteps, theme: Theme, icons: Icons) -> None:
        super().__init__(rows)
        self._tracker, self.list, self.steps, self._theme, self._icons = tracker, rows, steps, theme, icons
        rows.row_made.connect(self.connect_row)
        rows.key_pressed.connect(self.act_on_key)

    def connect_row(self, row: StageRow | UnitRow | MilestoneRow) -> None:
        """Let a row that was made do what it is for."""
        rows, (_, stage_id, unit_id) = self.list, row.key
        row.dots.cancelled.connect(rows.end_drag)
        if isinstance(row, StageRow) and stage_id == DRAFT:
            row.renamed.connect(self._keep_draft)
            row.left_as_it_was.connect(self._drop_draft)
        elif isinstance(row, StageRow):
            ContextMenu(row, partial(self._fill_stage_menu, stage_id))
            row.toggled.connect(lambda: rows.set_open(stage_id, stage_id not in rows.opened))
            row.renamed.connect(partial(self.steps.rename_stage, stage_id))
            row.back_wanted.connect(partial(self.steps.put_stage_back, stage_id))
            row.menu_wanted.connect(lambda below: show_below(below, partial(self._fill_stage_menu, stage_id)))
            row.dots.moved.connect(rows.drag_stage)
            row.dots.dropped.connect(partial(self._drop_stage, stage_id))
        elif isinstance(row, UnitRow):
            ContextMenu(row, partial(self._fill_unit_menu, row))
            row.level_wanted.connect(partial(self._set_level, row))
            row.need_wanted.connect(partial(self.steps.set_need, unit_id))
            row.off_wanted.connect(partial(self.steps.take_off, unit_id))
            row.back_wanted.connect(partial(self.steps.put_back, unit_id))
            row.order_wanted.connect(partial(self._put_in_order, row))
            row.dots.moved.connect(rows.drag_unit)
            row.dots.dropped.connect(partial(self._drop_unit, row))
        else:
            row.edit_wanted.connect(partial(self.edit_milestone, stage_id))
            row.remove_wanted.connect(partial(self._remove_milestone, stage_id))

    def _set_level(self, row: UnitRow, level: int) -> None:
        """Ask another level; what cannot be asked is refused at the row, by the checks of the shipped data."""
        _, stage_id, unit_id = row.key
        faults = level_faults(unit_id, level, self._tracker.roadmap, stage_id or None)
        row.refuse(faults[0].sentence if faults else "")
        if not faults:
            self.steps.set_level(unit_id, stage_id, level)

    def _put_in_order(self, row: UnitRow) -> None:
        line = self.list.lines[row.key]
        warning = getattr(line, "warning", None)
        if warning:
            self._move_unit(row, warning.back_to, None)

    def _move_unit(self, row: UnitRow, to_id: str, before_id: str | None) -> None:
        _, from_id, unit_id = row.key
        self.list.opened.add(to_id)
        if self.steps.move(unit_id, from_id, to_id, before_id):
            self.list.go((UNIT, to_id, unit_id))
            number = next(stage.number for stage in self._tracker.roadmap.stages if stage.id == to_id)
            announce(self.list, f"{self.steps.name(unit_id)} is in stage {number} now")
        self.list.refresh()

    def _drop_unit(self, row: UnitRow, place: QPoint) -> None:
        drop = self.list.unit_drop(place)
        self.list.end_drag()
        if drop and drop.before_id != row.key[2]:
            self._move_unit(row, drop.stage_id, drop.before_id)

    # Stages

    def add_stage(self) -> None:
        """Ask for the title of a stage, in a row at the end; it is added with it, as one step."""
        self.list.has_draft = True
        self.list.refresh()
        self._name_draft(NEW_STAGE)

    def _name_draft(self, title: str) -> None:
        key = (STAGE, DRAFT, "")
        row = self.list.row(key)
        if self.list.go(key) and isinstance(row, StageRow):
            row.rename(title)

    def _keep_draft(self, title: str) -> None:
        if stage_id := self.steps.add_stage(title):
            self._drop_draft()
            self.list.go((STAGE, stage_id, ""))
        else:
            self._name_draft(title)

    def _drop_draft(self) -> None:
        self.list.has_draft = False
        self.list.refresh()

    def _rename(self) -> None:
        row = self.list.row((STAGE, self.list.current[1], ""))
        if isinstance(row, StageRow) and row.key[1] != ZERO:
            row.rename()

    def _step_stage(self, stage_id: str, step: int) -> None:
        ids = [stage.id for stage in self._tracker.roadmap.stages]
        to = ids.index(stage_id) + step
        if 0 <= to < len(ids):
            self.steps.move_stage(stage_id, _next(ids, to, step))
            self.list.go((STAGE, stage_id, ""))

    def _drop_stage(self, stage_id: str, place: QPoint) -> None:
        before_id, y = self.list.stage_drop(place)
        self.list.end_drag()
        if y is not None and before_id != stage_id:
            self.steps.move_stage(stage_id, before_id)
            self.list.go((STAGE, stage_id, ""))

    def _fill_stage_menu(self, stage_id: str, menu: QMenu) -> None:
        if stage_id == ZERO:
            return
        ids = [stage.id for stage in self._tracker.roadmap.stages]
        at, line = ids.index(stage_id), self.list.lines[STAGE, stage_id, ""]
        self.list.make_current((STAGE, stage_id, ""))
        add(menu, "Rename", self._rename, "F2")
        add(menu, "Move up", partial(self._step_stage, stage_id, -1), "Alt+Up", ready=at > 0)
        add(menu, "Move down", partial(self._step_stage, stage_id, 1), "Alt+Down", ready=at < len(ids) - 1)
        menu.addSeparator()
        has_own = bool(self._own_milestone(stage_id))
        verb = "Edit the milestone …" if has_own else "Add a milestone of your own …"
        add(menu, verb, partial(self.edit_milestone, stage_id))
        menu.addSeparator()
        if getattr(line, "is_own", False):
            add(menu, "Remove the stage", partial(self.steps.remove_stage, stage_id), "Del")
        else:
            back = partial(self.steps.put_stage_back, stage_id)
            add(menu, "Back to the original", back, ready=getattr(line, "mark", None) is not None)

    def _fill_unit_menu(self, row: UnitRow, menu: QMenu) -> None:
        line = self.list.lines[row.key]
        mark = getattr(line, "mark", None)
        add(menu, "Move up", partial(self._step_unit, row, -1), "Alt+Up")
        add(menu, "Move down", partial(self._step_unit, row, 1), "Alt+Down")
        add(menu, "One level more", partial(self._set_level, row, row.level + 1), "+")
        add(menu, "One level less", partial(self._set_level, row, row.level - 1), "-")
        menu.addSeparator()
        back_to = mark.back_to if mark else ""
        if back_to:
            add(menu, f"Back to {back_to}", row.back_wanted.emit)
        add(menu, "Take off", row.off_wanted.emit, "Del")

    # Milestones

    def _own_milestone(self, stage_id: str) -> str:
        """The id of the user's own milestone of a stage; empty where it has none."""
        stage = next(each for each in self._tracker.roadmap.stages if each.id == stage_id)
        written = self._tracker.progress.of_kind(Kind.MILESTONE_WRITTEN)
        return stage.milestone.id if stage.milestone.id in written else ""

    def edit_milestone(self, stage_id: str) -> None:
        """Write the milestone of the user's own for a stage, new or changed."""
        from gui.pages.roadmap.editing.milestone_dialog import MilestoneDialog

        own_id = self._own_milestone(stage_id)
        self.list.set_open(stage_id, True)
        about = self._tracker, self.steps, stage_id, self._theme, self._icons, self.list.window()
        MilestoneDialog(*about, own_id).open()

    def _remove_milestone(self, stage_id: str) -> None:
        stage = next(each for each in self._tracker.roadmap.stages if each.id == stage_id)
        self.steps.remove_milestone(stage.milestone.id, stage.milestone.title)

    # Keys

    def act_on_key(self, event: QKeyEvent) -> None:
        """F2, Alt+arrows, plus, minus and Delete, on the current row."""
        row, key = self.list.current_row, Qt.Key(event.key())
        is_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key, 0)
        more = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}.get(key, 0)
        event.accept()
        if is_alt and step and isinstance(row, StageRow) and row.key[1] != ZERO:
            self._step_stage(row.key[1], step)
        elif is_alt and step and isinstance(row, UnitRow):
            self._step_unit(row, step)
        elif more and isinstance(row, UnitRow):
            self._set_level(row, row.level + more)
        elif key == Qt.Key.Key_F2:
            self.edit_milestone(row.key[1]) if isinstance(row, MilestoneRow) else self._rename()
        elif key == Qt.Key.Key_Delete and row:
            self._delete(row)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and isinstance(row, StageRow):
            row.toggled.emit()
        else:
            event.ignore()

    def _delete(self, row: StageRow | UnitRow | MilestoneRow) -> None:
        """Take off a skill, or remove what is the user's own."""
        if isinstance(row, UnitRow):
            row.off_wanted.emit()
        elif not getattr(self.list.lines[row.key], "is_own", False):
            what = "milestone" if row.key[0] == MILESTONE else "stage"
            self._tracker.refused.emit(f"Only a {what} of your own can be removed.")
        elif isinstance(row, MilestoneRow):
            row.remove_wanted.emit()
        else:
            self.steps.remove_stage(row.key[1])

    def _step_unit(self, row: UnitRow, step: int) -> None:
        """Move a skill by one place; from the end of its stage on to the next one."""
        stages = self._tracker.roadmap.stages
        _, stage_id, unit_id = row.key
        at = next((n for n, stage in enumerate(stages) if stage.id == stage_id), -1)
        units = [*stages[at].targets] if at >= 0 else [unit_id]
        to = units.index(unit_id) + step
        if at >= 0 and 0 <= to < len(units):
            self._move_unit(row, stage_id, _next(units, to, step))
        elif 0 <= at + step < len(stages):
            there = stages[at + step]
            first = next((each for each in there.targets if each != unit_id), None)
            self._move_unit(row, there.id, first if step > 0 else None)


def _next(ids: Sequence[str], to: int, step: int) -> str | None:
    """Before which one something goes that is moved to a place by a step down or up; None for last."""
    after = to + 1 if step > 0 else to
    return ids[after] if after < len(ids) else None

"""The roadmap as a list that is edited: dragged, renamed, added to and put back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from gui.app.change import LISTED
from gui.pages.roadmap.editing.add_panel import AddPanel
from gui.pages.roadmap.editing.effect_card import EffectCard
from gui.pages.roadmap.editing.lines import DRAFT, MILESTONE, STAGE, UNIT, ZERO
from gui.pages.roadmap.editing.row_list import RowList
from gui.pages.roadmap.editing.rows import (
    END_WIDTH,
    LEVEL_WIDTH,
    NEED_WIDTH,
    TWO_LINES_BELOW,
    MilestoneRow,
    StageRow,
    UnitRow,
)
from gui.pages.roadmap.editing.steps import RoadmapSteps
from gui.widgets.accessibility import announce
from gui.widgets.buttons import IconTextButton, LinkButton, PlainButton, PrimaryButton
from gui.widgets.context_menu import ContextMenu, add, show_below
from gui.widgets.flow import spread_row
from gui.widgets.labels import OneLine, PlainLabel, Sign
from gui.widgets.layouts import STRETCH, hbox, holding, vbox
from gui.widgets.refreshed import Refreshed
from gui.widgets.scroll_area import ScrollArea
from roadmaps.journal import OWN_KINDS, Kind
from roadmaps.own.checks import level_faults
from roadmaps.own.edits import changed_on
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QMenu

    from gui.app.change import Change
    from gui.app.tracker import Tracker
    from gui.pages.list_page import Explain
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.gap.search import SkillFinder

PANEL, ROOMY_FROM = 348, 1000
"""Widths, px: of the panel, and of the page from which it is beside the list; below it is a drawer over it."""
NEW_STAGE = "New stage"
_HINT = "Drag by the dots, or press Alt+↑ or Alt+↓; at its end, a skill moves on to the next stage"


class RoadmapEditor(Refreshed, QWidget):
    """Every change is saved at once, and is one step to undo."""

    SHOWS = LISTED | OWN_KINDS

    done = Signal()
    """Leave editing."""
    changes_wanted = Signal()
    """Show everything that was changed in this roadmap."""
    own_skill_wanted = Signal(str, str)
    """Write a skill of one's own: a name to begin with, and the id of the stage to place it in."""

    def __init__(self, tracker: Tracker, finder: SkillFinder, theme: Theme, icons: Icons, explain: Explain) -> None:
        super().__init__()
        self._tracker, self._theme, self._icons = tracker, theme, icons
        self.steps = RoadmapSteps(tracker)
        self._roadmap_id, self._is_roomy = "", True
        self.list = RowList(tracker, theme, icons)
        self.list.row_made.connect(self._connect_row)
        self.list.key_pressed.connect(self._act_on_key)
        self.panel = AddPanel(tracker, finder, theme, icons)
        self.list.moved_to.connect(self.panel.follow)
        self.effect = EffectCard(tracker, theme, icons, explain)
        self._build()
        self._connect_panel()
        self.refresh_with(tracker, is_filled=False)

    def _build(self) -> None:
        theme, icons = self._theme, self._icons
        self._name = OneLine(tone="text2", theme=theme)
        self.drawer = IconTextButton("Add a skill", "new", theme, icons)
        self.drawer.setCheckable(True)
        self.drawer.clicked.connect(self._open_drawer)
        self.add_stage = IconTextButton("Add a stage", "new", theme, icons)
        self.add_stage.clicked.connect(self._add_stage)
        self.leave = PrimaryButton("Done", theme, icons)
        self.leave.clicked.connect(self.done)
        self._title = PlainLabel("Roadmap", role="title", bold=True, theme=theme)
        buttons = hbox(self.drawer, self.add_stage, self.leave, gap=8)
        self._head = spread_row(holding(hbox(self._title, self._name, gap=8)), holding(buttons))
        self._changed = PlainLabel(theme=theme).wrapping()
        self.show_changes = LinkButton("Show changes", theme, icons)
        self.show_changes.clicked.connect(self.changes_wanted)
        self.restore = PlainButton("Restore the original")
        self.restore.clicked.connect(lambda: self.steps.restore())
        self.strip = QFrame()
        self.strip.setProperty("variant", "notice")
        hbox(
            Sign("edit", "accent", theme, icons), (self._changed, 1), self.show_changes, self.restore,
            on=self.strip, gap=10, margins=(12, 3, 4, 3),
        )  # fmt: skip
        card = QFrame()
        card.setProperty("variant", "card")
        captions = [PlainLabel(text, role="caption", tone="muted", theme=theme) for text in ("Level", "Need")]
        self._captions = captions
        for label, width in zip(captions, (LEVEL_WIDTH, NEED_WIDTH), strict=True):
            label.setFixedWidth(theme.px(width))
        hint = OneLine(_HINT, role="caption", tone="muted", theme=theme)
        top = hbox((hint, 1), *captions, theme.px(END_WIDTH), gap=8, margins=(40, 8, 18, 8))
        vbox(top, (self.list, 1), on=card, gap=0, margins=(1, 1, 1, 1))
        left = vbox(self._head, self.strip, (card, 1), gap=10)
        self.side = ScrollArea("Add a skill, and what it changes")
        self._side_column = vbox(self.panel, self.effect, STRETCH, gap=12)
        self.side.setWidget(holding(self._side_column))
        self.side.setFixedWidth(theme.px(PANEL))
        self.list.stand_between(self.restore, self.panel.field)
        self._across = hbox((left, 1), self.side, on=self, gap=20, margins=(20, 12, 20, 12))

    def _connect_panel(self) -> None:
        panel, rows = self.panel, self.list
        panel.own_skill_wanted.connect(self.own_skill_wanted)
        panel.added.connect(self._add)
        panel.shown.connect(self._show_unit)
        panel.dragged.connect(lambda _skill_id, place: rows.drag_unit(place))
        panel.dropped.connect(self._drop_new)
        panel.drag_ended.connect(rows.end_drag)

    # What is shown

    def begin(self) -> None:
        """Begin to edit, with the stage open that has something left."""
        self.show_change(None)
        self.effect.begin()

    def show_change(self, _change: Change | None) -> None:
        """Show the current state; another goal starts over."""
        roadmap = self._tracker.roadmap
        is_other, self._roadmap_id = roadmap.id != self._roadmap_id, roadmap.id
        if is_other:
            stages = [each for each in self._tracker.gap.stages if each.stage]
            first = next((each.stage for each in stages if each.tally.left and each.stage), None)
            self.list.opened = {first.id if first else ""}
            self._name.setText(roadmap.name)
        self.panel.show_stages()
        self.list.refresh()
        if is_other and first:
            self.list.make_current((STAGE, first.id, ""))
        self.panel.refresh()
        self._show_strip()
        if is_other:
            self.effect.begin()
        else:
            self.effect.refresh()

    def _show_strip(self) -> None:
        roadmap = self._tracker.roadmap
        count = 0 if roadmap.is_own else len(changed_on(self._tracker.progress, roadmap.id))
        self._changed.setText(f"You changed {count_text(count, 'thing')} in this roadmap.")
        self.strip.setVisible(bool(count))

    def take_focus(self) -> None:
        """Focus the row on which the user is."""
        if not self.list.go(self.list.current):
            self.add_stage.setFocus(Qt.FocusReason.OtherFocusReason)

    def search(self, text: str) -> None:
        """Look for a skill to add."""
        self.panel.field.setText(text)

    # Layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Dock the panel, or let it lie over the list."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        is_roomy = self.width() >= self._theme.px(ROOMY_FROM)
        if is_roomy != self._is_roomy or self.drawer.isHidden() != is_roomy:
            self._is_roomy = is_roomy
            self.drawer.setVisible(not is_roomy)
            self.drawer.setChecked(False)
            if is_roomy:
                self.side.setProperty("variant", "")
                self._across.addWidget(self.side)
                self.side.show()
            else:
                self._across.removeWidget(self.side)
                self.side.setProperty("variant", "drawer")
                self.side.hide()
            edge = 0 if is_roomy else 10
            self._side_column.setContentsMargins(edge, edge, edge, edge)
            self.side.style().unpolish(self.side)
            self.side.style().polish(self.side)
        has_columns = self.list.width() >= self._theme.px(TWO_LINES_BELOW)
        for label in self._captions:
            label.setVisible(has_columns)
        self._place_drawer()

    def _place_drawer(self) -> None:
        if not self._is_roomy:
            width = min(self.side.width(), self.width())
            top = self._head.geometry().bottom() + 8
            self.side.setGeometry(self.width() - width, top, width, self.height() - top)
            self.side.raise_()

    def _open_drawer(self, is_open: bool) -> None:
        self.side.setVisible(is_open)
        self._place_drawer()
        if is_open:
            self.panel.follow(self.list.stage_id)
            self.panel.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.take_focus()

    # Rows

    def _connect_row(self, row: StageRow | UnitRow | MilestoneRow) -> None:
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
            announce(self, f"{self.steps.name(unit_id)} is in stage {number} now")
        self.list.refresh()

    def _drop_unit(self, row: UnitRow, place: QPoint) -> None:
        drop = self.list.unit_drop(place)
        self.list.end_drag()
        if drop and drop.before_id != row.key[2]:
            self._move_unit(row, drop.stage_id, drop.before_id)

    def _drop_new(self, skill_id: str, place: QPoint) -> None:
        drop = self.list.unit_drop(place)
        self.list.end_drag()
        if drop:
            self._add(skill_id, drop.stage_id, drop.before_id)

    def _add(self, skill_id: str, stage_id: str, before_id: str | None = None) -> None:
        self.list.opened.add(stage_id)
        if self.steps.add(skill_id, stage_id, before_id) and self._is_roomy:
            self.list.go((UNIT, stage_id, skill_id))
        self.list.refresh()

    def _show_unit(self, unit_id: str) -> None:
        if not self._is_roomy:
            self.drawer.setChecked(False)
            self.side.hide()
        self.list.go_to_unit(unit_id)

    # Stages

    def _add_stage(self) -> None:
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
            after = to + 1 if step > 0 else to
            self.steps.move_stage(stage_id, ids[after] if after < len(ids) else None)
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
        about = self._tracker, self.steps, stage_id, self._theme, self._icons, self.window()
        MilestoneDialog(*about, own_id).open()

    def _remove_milestone(self, stage_id: str) -> None:
        stage = next(each for each in self._tracker.roadmap.stages if each.id == stage_id)
        self.steps.remove_milestone(stage.milestone.id, stage.milestone.title)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the drawer, or else leaves editing."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not self._is_roomy and self.side.isVisible():
            self.drawer.setChecked(False)
            self._open_drawer(False)
        else:
            self.done.emit()

    def _act_on_key(self, event: QKeyEvent) -> None:
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
            after = to + 1 if step > 0 else to
            self._move_unit(row, stage_id, units[after] if after < len(units) else None)
        elif 0 <= at + step < len(stages):
            there = stages[at + step]
            first = next((each for each in there.targets if each != unit_id), None)
            self._move_unit(row, there.id, first if step > 0 else None)

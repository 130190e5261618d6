"""The roadmap as a list that is edited: dragged, renamed, added to and put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from gui.app.change import LISTED
from gui.pages.roadmap.editing.add_panel import AddPanel
from gui.pages.roadmap.editing.effect_card import EffectCard
from gui.pages.roadmap.editing.lines import STAGE, UNIT
from gui.pages.roadmap.editing.row_actions import RowActions
from gui.pages.roadmap.editing.row_list import RowList
from gui.pages.roadmap.editing.rows import END_WIDTH, LEVEL_WIDTH, NEED_WIDTH, TWO_LINES_BELOW
from gui.pages.roadmap.editing.steps import RoadmapSteps
from gui.widgets.buttons import IconTextButton, LinkButton, PlainButton, PrimaryButton
from gui.widgets.flow import FlowLayout, spread_row
from gui.widgets.labels import OneLine, PlainLabel, Sign
from gui.widgets.layouts import STRETCH, hbox, holding, vbox
from gui.widgets.refreshed import Refreshed
from gui.widgets.scroll_area import ScrollArea
from roadmaps.journal import OWN_KINDS
from roadmaps.own.edits import changed_on
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from gui.app.change import Change
    from gui.app.tracker import Tracker
    from gui.pages.list_page import Explain
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.gap.search import SkillFinder

PANEL, ROOMY_FROM = 348, 1000
"""Widths, px: of the panel, and of the page from which it is beside the list; below it is a drawer over it."""
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
        self.row_actions = RowActions(tracker, self.list, self.steps, theme, icons)
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
        self.add_stage.clicked.connect(self.row_actions.add_stage)
        self.leave = PrimaryButton("Done", theme, icons)
        self.leave.clicked.connect(self.done)
        self._title = PlainLabel("Roadmap", role="title", bold=True, theme=theme)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=8)
        for button in (self.drawer, self.add_stage, self.leave):
            flow.addWidget(button)
        self._head = spread_row(holding(hbox(self._title, self._name, gap=8)), buttons)
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

    # Skills from the panel

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the drawer, or else leaves editing."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not self._is_roomy and self.side.isVisible():
            self.drawer.setChecked(False)
            self._open_drawer(False)
        else:
            self.done.emit()

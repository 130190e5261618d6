"""The rows of the editor in a column: which stages are open, and on which row the user is."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from gui.pages.roadmap.editing.lines import MILESTONE, STAGE, UNIT, ZERO, lines_of
from gui.pages.roadmap.editing.rows import MilestoneRow, UnitRow
from gui.pages.roadmap.editing.stage_row import StageRow
from gui.widgets.layouts import STRETCH, vbox
from gui.widgets.scroll_area import ScrollArea

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from gui.app.tracker import Tracker
    from gui.pages.roadmap.editing.lines import Key, Line
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

    Row = StageRow | UnitRow | MilestoneRow

_HEIGHT = 34
"""How high a row is taken to be until there was one, px."""
SCROLL_EDGE = 28
"""How close to an edge of the view a row is never left, px."""

_ROWS: dict[str, type[StageRow | UnitRow | MilestoneRow]] = {
    STAGE: StageRow, UNIT: UnitRow, MILESTONE: MilestoneRow,
}  # fmt: skip


class _Slot(QWidget):
    """The place of a row, which is made only once it is in view: a row has some twenty widgets."""

    def __init__(self) -> None:
        super().__init__()
        self.row: Row | None = None
        self._layout = vbox(on=self, gap=0)

    def fill(self, row: Row) -> None:
        """Hold a row."""
        self.row = row
        self.setMinimumHeight(0)
        self._layout.addWidget(row)
        row.show()


class RowColumn(ScrollArea):
    """Shows the rows of the goal, one of which is current. A row is made once it is in view."""

    row_made = Signal(QWidget)
    """A row was made: connect it."""
    moved_to = Signal(str)
    """The user is in another stage: its id."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        self._inside = QFrame()
        self._inside.setProperty("variant", "pane")
        super().__init__("Stages and skills of the roadmap", self._inside)
        self._tracker, self._theme, self._icons = tracker, theme, icons
        self._column = vbox(STRETCH, on=self._inside, gap=0)
        self._slots: dict[Key, _Slot] = {}
        """From top to bottom."""
        self._heights = {kind: theme.px(_HEIGHT) for kind in (STAGE, UNIT, MILESTONE)}
        """How high a row of each kind was last, px: a slot without a row is as high."""
        self.lines: dict[Key, Line] = {}
        self.opened: set[str] = set()
        """The ids of the stages that are open."""
        self.has_draft = False
        """Whether the last row is a stage that is still being named."""
        self._current: Key = ("", "", "")
        self._neighbours: tuple[QWidget, QWidget] | None = None
        self.verticalScrollBar().valueChanged.connect(self._make_seen)
        self.verticalScrollBar().rangeChanged.connect(self._make_seen)

    # Rows

    def refresh(self) -> None:
        """Show the roadmap as it is now; rows that stay are kept, and with them the focus."""
        lines = {line.key: line for line in lines_of(self._tracker, self.opened, has_draft=self.has_draft)}
        focused = QApplication.focusWidget()
        before, held_focus = [*self._slots], focused is not None and self._inside.isAncestorOf(focused)
        for key in [key for key in self._slots if key not in lines]:
            slot = self._slots.pop(key)
            self._column.removeWidget(slot)
            slot.hide()
            slot.deleteLater()
        slots: dict[Key, _Slot] = {}
        for place, (key, line) in enumerate(lines.items()):
            slot = self._slots.get(key) or _Slot()
            if slot.row is None:
                slot.setMinimumHeight(self._heights[key[0]])
            elif line != self.lines.get(key):
                slot.row.show_line(line)  # type: ignore[arg-type]  # a row and a line of one key are of one kind
            if self._column.indexOf(slot) != place:
                self._column.insertWidget(place, slot)
            slots[key] = slot
        self._slots, self.lines = slots, lines
        if self._current not in slots:
            self._settle(before, has_focus=held_focus)
        self._make_seen()
        self._chain_tabs()

    def _make_seen(self) -> None:
        """Make the rows in view, and some around them."""
        height = self.viewport().height()
        first, last = self.verticalScrollBar().value() - height // 2, self.verticalScrollBar().value() + 3 * height // 2
        y = 0
        for key, slot in self._slots.items():
            if y > last:
                break
            y += slot.sizeHint().height() if slot.row else slot.minimumHeight()
            if y >= first:
                self.row(key)

    def row(self, key: Key) -> Row | None:
        """A row, made if need be; None if there is none of this key."""
        slot = self._slots.get(key)
        if slot is None or slot.row:
            return slot.row if slot else None
        row = _ROWS[key[0]](key, self._theme, self._icons)
        row.show_line(self.lines[key])  # type: ignore[arg-type]  # which is of the same kind
        row.set_current(key == self._current)
        row.entered.connect(lambda: self.make_current(key))
        slot.fill(row)
        self._heights[key[0]] = slot.sizeHint().height()
        self.row_made.emit(row)
        return row

    @property
    def rows(self) -> dict[Key, Row]:
        """The rows that were made, from top to bottom."""
        return {key: slot.row for key, slot in self._slots.items() if slot.row}

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the rows that come into view."""
        super().resizeEvent(event)
        self._make_seen()

    def _settle(self, before: list[Key], *, has_focus: bool) -> None:
        """The current row is gone: go to the row of its skill, or to what took its place."""
        was, keys = self._current, [*self._slots]
        moved = [key for key in keys if was[0] == UNIT and key[0] == UNIT and key[2] == was[2]]
        at = min(before.index(was), len(keys) - 1) if was in before and keys else 0
        self._current = moved[0] if moved else keys[at] if keys else ("", "", "")
        if row := self.current_row:
            row.set_current(True)
        self.moved_to.emit(self._current[1])
        if has_focus and keys:
            self.go(self._current)

    def stand_between(self, before: QWidget, after: QWidget) -> None:
        """Let Tab come to the current row from ``before``, and go on to ``after``."""
        self._neighbours = before, after

    def _chain_tabs(self) -> None:
        """Put the current row, which alone takes Tab, in its place: widgets made later would come last."""
        if self._neighbours and (row := self.current_row):
            before, after = self._neighbours
            order: list[QWidget] = [before, row, *row.controls, after]
            for one, other in pairwise(order):
                QWidget.setTabOrder(one, other)

    @property
    def current(self) -> Key:
        """The row on which the user is."""
        return self._current

    @property
    def current_row(self) -> Row | None:
        """The row on which the user is; None if there is none."""
        return self.row(self._current)

    @property
    def stage_id(self) -> str:
        """The stage on which the user is; the first one if on none."""
        stages = [stage.id for stage in self._tracker.roadmap.stages]
        return self._current[1] if self._current[1] in stages else (stages[0] if stages else "")

    def go(self, key: Key) -> bool:
        """Move to a row, and focus it; its stage is opened if need be. Whether there is such a row."""
        if key not in self._slots and key[0] != STAGE and key[1] not in self.opened:
            self.opened.add(key[1])
            self.refresh()
        row = self.row(key)
        if row is None:
            return False
        self.make_current(key)
        row.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, row, lambda: self._scroll_to(row))
        return True

    def _scroll_to(self, row: Row) -> None:
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # else there is no room yet for a row just made
        self.ensureWidgetVisible(row, 0, SCROLL_EDGE)

    def go_to_unit(self, unit_id: str) -> bool:
        """Move to the first row of a skill or a choice; whether the roadmap asks it."""
        stages = [stage.id for stage in self._tracker.roadmap.stages if unit_id in stage.targets] or [ZERO]
        return self.go((UNIT, stages[0], unit_id))

    def make_current(self, key: Key) -> None:
        """Say on which row the user is, without focusing it."""
        if key != self._current:
            before = self.current_row
            self._current = key
            if before:
                before.set_current(False)
            if row := self.current_row:
                row.set_current(True)
            self._chain_tabs()
            self.moved_to.emit(key[1])

    def set_open(self, stage_id: str, is_open: bool) -> None:
        """Open or close a stage."""
        if is_open != (stage_id in self.opened):
            self.opened ^= {stage_id}
            if not is_open and self._current[1] == stage_id and self._current[0] != STAGE:
                self.go((STAGE, stage_id, ""))
            self.refresh()

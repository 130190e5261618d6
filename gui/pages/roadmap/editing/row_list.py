"""The rows of the editor in a column: which are open, which is current, and where a dragged one would go."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from gui.pages.roadmap.editing.lines import DRAFT, MILESTONE, STAGE, UNIT, ZERO, lines_of
from gui.pages.roadmap.editing.rows import row_for
from gui.widgets.layouts import STRETCH, vbox
from gui.widgets.scroll_area import ScrollArea

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from gui.app.tracker import Tracker
    from gui.pages.roadmap.editing.lines import Key, Line
    from gui.pages.roadmap.editing.rows import MilestoneRow, StageRow, UnitRow
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

    Row = StageRow | UnitRow | MilestoneRow

_HEIGHT = 34
"""How high a row is taken to be until there was one, px."""
_SCROLL_MS, _SCROLL_STEP, _SCROLL_EDGE = 30, 12, 28


class Drop(NamedTuple):
    """Where a dragged skill would go: before another one of a stage, or last in it."""

    stage_id: str
    before_id: str | None
    y: int
    """Where to paint that, in the list."""


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


class RowList(ScrollArea):
    """Shows the rows of the goal. Arrow keys move between them; what else a key means is the editor's."""

    row_made = Signal(QWidget)
    """A row was made: connect it."""
    moved_to = Signal(str)
    """The user is in another stage: its id."""
    key_pressed = Signal(object)
    """A key that is not about moving between rows."""

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
        self._indicator = QFrame(self._inside)
        self._indicator.setProperty("variant", "drop")
        self._indicator.hide()
        self._pointer = QPoint()
        self._scroll = QTimer(self)
        self._scroll.setInterval(_SCROLL_MS)
        self._scroll.timeout.connect(self._scroll_on)
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
        row = row_for(self.lines[key], self._theme, self._icons)
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
        QTimer.singleShot(0, row, lambda: self.ensureWidgetVisible(row, 0, _SCROLL_EDGE))
        return True

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

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End move; left and right close and open a stage."""
        keys, key = [*self._slots], event.key()
        at = keys.index(self._current) if self._current in keys else 0
        steps = {
            Qt.Key.Key_Up: at - 1,
            Qt.Key.Key_Down: at + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(keys) - 1,
        }
        to = steps.get(Qt.Key(key))
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not keys:
            self.key_pressed.emit(event)
        elif to is not None:
            self.go(keys[min(max(to, 0), len(keys) - 1)])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._open_or_close(is_open=key == Qt.Key.Key_Right)
        else:
            self.key_pressed.emit(event)

    def _open_or_close(self, *, is_open: bool) -> None:
        kind, stage_id, _ = self._current
        if kind == STAGE:
            self.set_open(stage_id, is_open)
        elif not is_open:
            self.go((STAGE, stage_id, ""))

    # Dragging

    def drag_unit(self, place: QPoint) -> None:
        """Show where a skill would go that is dragged to a point of the screen."""
        self._pointer = place
        self._scroll.start()
        drop = self.unit_drop(place)
        self._show_indicator(drop.y if drop else None)

    def drag_stage(self, place: QPoint) -> None:
        """Show where a stage would go that is dragged to a point of the screen."""
        self._pointer = place
        self._scroll.start()
        self._show_indicator(self.stage_drop(place)[1])

    def end_drag(self) -> None:
        """Show no place any longer."""
        self._scroll.stop()
        self._indicator.hide()

    def _show_indicator(self, y: int | None) -> None:
        self._indicator.setVisible(y is not None)
        if y is not None:
            self._indicator.setGeometry(0, max(0, y - 1), self._inside.width(), 3)
            self._indicator.raise_()

    def _scroll_on(self) -> None:
        """Scroll while the pointer is at the upper or the lower edge."""
        y, bar = self.viewport().mapFromGlobal(self._pointer).y(), self.verticalScrollBar()
        if y < _SCROLL_EDGE:
            bar.setValue(bar.value() - _SCROLL_STEP)
        elif y > self.viewport().height() - _SCROLL_EDGE:
            bar.setValue(bar.value() + _SCROLL_STEP)

    def _is_inside(self, place: QPoint) -> bool:
        viewport = self.viewport()
        return QRect(viewport.mapToGlobal(QPoint()), viewport.size()).contains(place)

    def unit_drop(self, place: QPoint) -> Drop | None:
        """Where a skill would go that is dropped at a point of the screen; None where it cannot."""
        if not self._is_inside(place):
            return None
        y, found = self._inside.mapFromGlobal(place).y(), None
        for key, slot in self._slots.items():
            if slot.y() > y:
                break
            found = key
        if found is None or found[1] in {ZERO, DRAFT}:
            return None
        kind, stage_id, unit_id = found
        row, units = self._slots[found], self._units(stage_id)
        is_above = y < row.y() + row.height() // 2
        if kind == UNIT and is_above:
            return Drop(stage_id, unit_id, row.y())
        if kind == UNIT:
            after = units[units.index(unit_id) + 1 :]
            return Drop(stage_id, after[0] if after else None, row.y() + row.height())
        if kind == STAGE:
            first = units[0] if units and stage_id in self.opened else None
            return Drop(stage_id, first, row.y() + row.height())
        return Drop(stage_id, None, row.y())

    def _units(self, stage_id: str) -> list[str]:
        return next([*stage.targets] for stage in self._tracker.roadmap.stages if stage.id == stage_id)

    def stage_drop(self, place: QPoint) -> tuple[str | None, int | None]:
        """Before which stage one would go that is dropped at a point of the screen, None for last; and where that is.

        The second is None where it cannot be dropped.
        """
        if not self._is_inside(place):
            return None, None
        y = self._inside.mapFromGlobal(place).y()
        heads = [(key[1], slot) for key, slot in self._slots.items() if key[0] == STAGE and key[1] != ZERO]
        last = [*self._slots.values()][-1]
        ends = [*(row.y() for _, row in heads[1:]), last.y() + last.height()]
        for (stage_id, row), end in zip(heads, ends, strict=True):
            if y < (row.y() + end) // 2:
                return stage_id, row.y()
        return None, ends[-1]

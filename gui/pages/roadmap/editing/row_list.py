"""Moving between the rows of the editor by keys, and where a dragged one would go."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame

from gui.pages.roadmap.editing.lines import DRAFT, STAGE, UNIT, ZERO
from gui.pages.roadmap.editing.row_column import SCROLL_EDGE, RowColumn

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

_SCROLL_MS, _SCROLL_STEP = 30, 12


class Drop(NamedTuple):
    """Where a dragged skill would go: before another one of a stage, or last in it."""

    stage_id: str
    before_id: str | None
    y: int
    """Where to paint that, in the list."""


class RowList(RowColumn):
    """Arrow keys move between the rows; what else a key means is left to the row's actions."""

    key_pressed = Signal(object)
    """A key that is not about moving between rows."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        super().__init__(tracker, theme, icons)
        self._indicator = QFrame(self._inside)
        self._indicator.setProperty("variant", "drop")
        self._indicator.hide()
        self._pointer = QPoint()
        self._scroll = QTimer(self)
        self._scroll.setInterval(_SCROLL_MS)
        self._scroll.timeout.connect(self._scroll_on)

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
        if y < SCROLL_EDGE:
            bar.setValue(bar.value() - _SCROLL_STEP)
        elif y > self.viewport().height() - SCROLL_EDGE:
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

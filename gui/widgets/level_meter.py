"""The levels of a skill as a row of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from gui.widgets.painting import METER_CELL, draw_meter, meter_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from gui.theme.palette import Theme
    from gui.widgets.painting import Cell


class LevelMeter(QWidget):
    """As wide as its cells, which grow with the text."""

    def __init__(self, theme: Theme, room: int = 2) -> None:
        """``room`` is above and below the cells together, px."""
        super().__init__()
        self._theme, self._room = theme, room
        self._cells: Sequence[Cell] = ()
        self._meaning = "have"
        theme.changed.connect(self.update)

    def show_cells(self, cells: Sequence[Cell], meaning: str = "have") -> None:
        """Show other levels."""
        self._cells, self._meaning = cells, meaning
        self.setFixedSize(meter_width(cells, self._unit), self._theme.px(METER_CELL[1]) + self._room)
        self.update()

    @property
    def _unit(self) -> float:
        return self._theme.px(METER_CELL[0]) / METER_CELL[0]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the cells."""
        draw_meter(QPainter(self), 0, self.height() / 2, self._cells, self._meaning, self._theme, self._unit)

"""An explanation as rows and their sum, for the panel over the window and the overview beside a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gui.widgets.buttons import LinkButton
from gui.widgets.labels import PlainLabel, Separator
from gui.widgets.painting import fill

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.gap.explanation import Explanation, Line

_PART_MEANINGS = {"brought": "carry", "learned": "have", "left": "left"}


class Swatch(QWidget):
    """A small square in the colour of a part of the readiness bar; hollow for what is left."""

    def __init__(self, meaning: str, theme: Theme) -> None:
        super().__init__()
        self._meaning, self._theme = meaning, theme
        self.setFixedSize(10, 10)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the square."""
        painter = QPainter(self)
        if self._meaning == "left":
            painter.setPen(self._theme.colour("control"))
            painter.setBrush(self._theme.colour("surface"))
            painter.drawRect(0, 0, 9, 9)
        else:
            fill(painter, self.rect(), self._theme.colour(self._meaning))


class ExplanationView(QWidget):
    """Groups of lines with rules between them; a line about a skill links to it."""

    skill_wanted = Signal(str)

    def __init__(self, explanation: Explanation, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for number, group in enumerate(explanation.groups):
            if number:
                column.addWidget(Separator())
            grid = QGridLayout()
            grid.setHorizontalSpacing(8)
            grid.setVerticalSpacing(4)
            grid.setColumnStretch(1, 1)
            for place, line in enumerate(group):
                self._add_line(grid, place, line)
            column.addLayout(grid)

    def _add_line(self, grid: QGridLayout, place: int, line: Line) -> None:
        if line.part:
            grid.addWidget(Swatch(_PART_MEANINGS[line.part], self._theme), place, 0)
        skill_id = line.skill_id
        if skill_id:
            link = LinkButton(line.label, self._theme, self._icons)
            link.clicked.connect(lambda: self.skill_wanted.emit(skill_id))
            grid.addWidget(link, place, 1)
        else:
            tone = "text" if line.is_sum else "text2"
            grid.addWidget(PlainLabel(line.label, tone=tone, bold=line.is_sum, theme=self._theme).wrapping(), place, 1)
        value = PlainLabel(line.value, bold=line.is_sum, theme=self._theme)
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(value, place, 2, Qt.AlignmentFlag.AlignVCenter if skill_id else Qt.AlignmentFlag.AlignTop)

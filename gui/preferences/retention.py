"""How many backups are kept: a sentence with a number to type or step at each of its gaps."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from gui.app.date_format import locale_forms
from gui.app.preferences import RETENTION_LIMITS
from gui.widgets.buttons import StepButton
from gui.widgets.field_error import FieldError
from gui.widgets.flow import FlowLayout
from gui.widgets.labels import PlainLabel
from gui.widgets.layouts import hbox, holding, vbox
from gui.widgets.typed_line import TypedLine
from roadmaps.text.number_input import read_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

_FIELDS = (
    ("All of the last", "days, and then", "Days of which all backups are kept"),
    ("the last one of each of", "days,", "Days of which the last backup is kept"),
    ("", "weeks,", "Weeks of which the last backup is kept"),
    ("", "months.", "Months of which the last backup is kept"),
)
"""What stands before each number and behind it, and its name."""


class CountLine(TypedLine):
    """A whole number between two limits."""

    def __init__(self, name: str, least: int, most: int) -> None:
        super().__init__(name)
        self._least, self._most = least, most
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("0000") + 12)

    def read(self, text: str) -> int:
        """Read a whole number. Raises ValueError with a sentence."""
        number, _ = read_number(text, locale_forms())
        if number != int(number) or not self._least <= number <= self._most:
            raise ValueError(f"Type a whole number from {self._least} to {self._most}.")
        return int(number)

    def write(self, value: int) -> str:
        """The number, as it is typed."""
        return locale_forms().number(value, 0)

    def step(self, value: int | None, steps: int) -> int:
        """One more or less."""
        return min(max((value or 0) + steps, self._least), self._most)


class RetentionFields(QWidget):
    """Wraps where there is little room; each number keeps the words behind it."""

    chosen = Signal(object)
    """All four numbers, in the order of ``RETENTION_LIMITS``."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        title = PlainLabel("What is kept", role="dense", tone="text2", bold=True, theme=theme)
        sentence = QWidget()
        flow = FlowLayout(sentence, gap=4)
        self.lines: list[CountLine] = []
        errors = []
        for (before, behind, name), (least, most) in zip(_FIELDS, RETENTION_LIMITS, strict=True):
            line = CountLine(name, least, most)
            line.taken.connect(self._tell)
            self.lines.append(line)
            errors.append(FieldError(theme, icons, line))
            step = partial(_step, line)
            less = StepButton(f"Fewer: {name}", -1, step, theme, icons)
            more = StepButton(f"More: {name}", 1, step, theme, icons)
            if before:
                flow.addWidget(PlainLabel(before, theme=theme))
            flow.addWidget(holding(hbox(less, line, more, PlainLabel(behind, theme=theme), gap=4)))
        vbox(title, sentence, *errors, on=self, gap=2)

    def show_numbers(self, numbers: Sequence[int]) -> None:
        """Show the numbers that hold."""
        for line, number in zip(self.lines, numbers, strict=True):
            line.show_value(number)

    def _tell(self) -> None:
        self.chosen.emit(tuple(line.current for line in self.lines))


def _step(line: CountLine, steps: int) -> None:
    line.step_by(steps)
    line.take()

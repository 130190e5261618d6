"""A field for the hours a week: any number a week can hold, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from gui.app.date_format import locale_forms
from gui.widgets.buttons import StepButton
from gui.widgets.layouts import hbox
from gui.widgets.typed_line import TypedLine
from roadmaps.text.limits import MOST_HOURS
from roadmaps.text.number_input import hours_typed, read_hours_a_week

if TYPE_CHECKING:
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

NOT_SET = "not set"


class HoursLine(TypedLine):
    """Hours a week; empty, with "not set" in grey, for none."""

    def read(self, text: str) -> float | None:
        """Read hours, None if empty. Raises ValueError with a sentence."""
        return read_hours_a_week(text, locale_forms())

    def write(self, value: float | None) -> str:
        """Hours as "7.5 h"."""
        return hours_typed(value, locale_forms())

    def step(self, value: float | None, steps: int) -> float | None:
        """One hour more or less."""
        return min(max((value or 0) + steps, 0), MOST_HOURS) or None


class HoursField(QWidget):
    """The hours a week, with a button for less and one for more."""

    chosen = Signal(object)
    """The new hours; None for none."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.field = HoursLine("Hours a week for study")
        self.field.setPlaceholderText(NOT_SET)
        self.field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.field.setFixedWidth(self.field.fontMetrics().horizontalAdvance("not set") + theme.px(30))
        self.field.taken.connect(self.chosen)
        self.less = StepButton("One hour less", -1, self._step, theme, icons)
        self.more = StepButton("One hour more", 1, self._step, theme, icons)
        hbox(self.less, self.field, self.more, on=self, gap=4)

    def show_hours(self, hours: float | None) -> None:
        """Show the saved hours; while these stay the same, text being typed is left alone."""
        is_typed = self.field.is_pending or bool(self.field.error)
        if not (is_typed and (hours or None) == self.field.current):
            self.field.show_value(hours or None)

    def _step(self, steps: int) -> None:
        """Apply a step at once."""
        self.field.step_by(steps)
        self.field.take()

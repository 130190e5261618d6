"""A field for a duration: typed freely, or stepped by quarters of an hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gui.widgets.buttons import StepButton
from gui.widgets.layouts import hbox
from gui.widgets.typed_line import TypedLine
from roadmaps.study import STEP, read_minutes, stepped
from roadmaps.text.text_format import time_text

if TYPE_CHECKING:
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme


class DurationLine(TypedLine):
    """The minutes of a session, at most a day. The typed text stays as it is; only a step rewrites it."""

    REWRITES = False

    def read(self, text: str) -> int:
        """Read minutes. Raises ValueError with a sentence."""
        return read_minutes(text)

    def write(self, value: int) -> str:
        """Minutes as "45 min" or "1 h 30"."""
        return time_text(value)

    def step(self, value: int | None, steps: int) -> int:
        """The next quarter of an hour."""
        return stepped(value or 0, steps)


class DurationField(QWidget):
    """A line, with buttons that step by quarters of an hour."""

    def __init__(self, minutes: int, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.line = DurationLine("Time")
        self.line.setPlaceholderText("45, 1:30 or 1\xa0h\xa030")
        self.line.show_value(minutes)
        self.setFocusProxy(self.line)
        hbox(
            (self.line, 1),
            StepButton(f"{STEP} minutes less", -1, self.line.step_by, theme, icons),
            StepButton(f"{STEP} minutes more", 1, self.line.step_by, theme, icons),
            on=self,
            gap=4,
        )

    @property
    def minutes(self) -> int:
        """The typed minutes. Raises ValueError with a sentence if the text is no duration."""
        minutes: int = self.line.value()
        return minutes

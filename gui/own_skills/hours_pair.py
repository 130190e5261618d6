"""Two fields for a range of hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.app.date_format import locale_forms
from gui.own_skills.section import Remark
from gui.widgets.labels import PlainLabel
from gui.widgets.layouts import STRETCH, hbox
from gui.widgets.text_line import TextLine
from roadmaps.catalogue import Hours
from roadmaps.own import checks
from roadmaps.text.number_input import read_number

if TYPE_CHECKING:
    from gui.theme.palette import Theme

_DECIMALS = 2


class HoursPair(QWidget):
    """The least and the most, as numbers in the locale's form."""

    changed = Signal()

    def __init__(self, hours: Hours | None, theme: Theme) -> None:
        super().__init__()
        self._given = (hours, "", "")
        low, high = (locale_forms().number(end, _DECIMALS) for end in (hours.low, hours.high)) if hours else ("", "")
        self.low, self.high = TextLine("Hours, at least", low), TextLine("Hours, at most", high)
        self._given = (hours, low, high)
        for line in (self.low, self.high):
            line.setFixedWidth(theme.px(64))
            line.textChanged.connect(self.changed)
        to, unit = (PlainLabel(text, theme=theme) for text in ("to", "h"))
        hbox(self.low, to, self.high, unit, STRETCH, on=self, gap=8)
        self.setFocusProxy(self.low)

    @property
    def hours(self) -> Hours:
        """What is typed, as given where nothing was changed. Raises ValueError with a sentence."""
        given, *texts = self._given
        if given and [self.low.text(), self.high.text()] == texts:
            return given
        if not (self.low.text().strip() and self.high.text().strip()):
            raise ValueError("Say how many hours it takes, from zero to the last can-do, such as 10 to 20.")
        forms = locale_forms()
        try:
            low, high = (read_number(line.text(), forms)[0] for line in (self.low, self.high))
        except ValueError:
            raise ValueError(f"Type the hours as numbers, such as 6 or {forms.number(7.5)}.") from None
        return Hours(low, high)

    def remarks(self) -> list[Remark]:
        """What is wrong with the hours, and the way to settle it."""
        try:
            hours = self.hours
        except ValueError as error:
            return [Remark(str(error))]
        faults = [fault.sentence for fault in checks.hours_faults(hours)]
        swaps = hours.low > hours.high > 0
        return [Remark(each, repair="Swap them" if swaps else "", run=self.swap) for each in faults]

    def swap(self) -> None:
        """Put the smaller number first."""
        low, high = self.low.text(), self.high.text()
        self.low.setText(high)
        self.high.setText(low)
        self.low.setFocus()

"""The days of the week on which the user studies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from gui.app.date_format import locale_forms
from gui.widgets.labels import set_tip
from gui.widgets.layouts import hbox
from roadmaps.journal import EVERY_DAY
from roadmaps.text.locale_format import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterable


class StudyDays(QWidget):
    """Seven toggle buttons, starting with the first day of the week in the user’s locale."""

    chosen = Signal(list)
    """The ISO numbers of the days that are on now."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Study days")
        row = hbox(on=self, gap=2)
        self._buttons: dict[int, QToolButton] = {}
        for number in locale_forms().week:
            name = WEEKDAYS[number - 1]
            button = QToolButton()
            button.setProperty("variant", "day")
            button.setText(name[:1])
            button.setAccessibleName(name)
            set_tip(button, name)
            button.setCheckable(True)
            button.setFixedWidth(max(28, round(2.1 * button.font().pixelSize())))
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda: self.chosen.emit(self.days))
            self._buttons[number] = button
            row.addWidget(button)
        row.addStretch()

    @property
    def days(self) -> list[int]:
        """The days that are on."""
        return [number for number in EVERY_DAY if self._buttons[number].isChecked()]

    def take_focus(self) -> None:
        """Focus the first day of the week."""
        next(iter(self._buttons.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def button(self, number: int) -> QToolButton:
        """The button of a day, by its ISO number."""
        return self._buttons[number]

    def show_days(self, days: Iterable[int]) -> None:
        """Show which days are chosen."""
        on = set(days)
        for number, button in self._buttons.items():
            button.setChecked(number in on)

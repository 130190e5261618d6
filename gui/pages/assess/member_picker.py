"""Asks which member of a choice to assess, so that nobody answers for the wrong one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.pages.assess.options import LevelOption, OptionMark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.theme.palette import Theme

NONE_YET = "None of them yet"


class MemberPicker(QWidget):
    """An option for each member and one for none of them, each with its key."""

    picked = Signal(int)
    """The index of the picked member; -1 for none of them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._names: tuple[str, ...] = ()
        self.options: list[LevelOption] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_members(self, names: Sequence[str]) -> None:
        """Offer these members."""
        if tuple(names) == self._names:
            return
        self._names = tuple(names)
        for option in self.options:
            self._column.removeWidget(option)
            option.hide()
            option.deleteLater()
        self.options = [LevelOption(number, "", self._theme) for number in range(len(names) + 1)]
        for number, (option, name) in enumerate(zip(self.options, (NONE_YET, *names), strict=True)):
            option.show_text(name, OptionMark.NONE)
            option.setAccessibleName(name)
            option.setAccessibleDescription(f"Key {number}")
            option.clicked.connect(lambda _=False, number=number: self.pick(number))
            self._column.addWidget(option)

    def mark_none(self, *, is_answer: bool) -> None:
        """Mark "none of them" as the answer given before."""
        self.options[0].show_text(NONE_YET, OptionMark.ANSWER if is_answer else OptionMark.NONE)
        self.options[0].setAccessibleName(f"{NONE_YET} ({OptionMark.ANSWER.value})" if is_answer else NONE_YET)

    def pick(self, number: int) -> None:
        """Pick by the number on the key: 0 for none of them, then the members in order. Other numbers do nothing."""
        if 0 <= number < len(self.options):
            self.picked.emit(number - 1)

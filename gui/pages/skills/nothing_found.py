"""Nothing found: said in place, with the nearest name and a way to widen the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.pages.skills.filtering import Chip
from gui.widgets.labels import LinkButton, PlainLabel, typed

if TYPE_CHECKING:
    from gui.icons import Icons
    from gui.pages.skills.filtering import SkillFilter
    from gui.theme import Theme

_EMPTY = {
    Chip.ALL: ("Nothing is in scope.", "Every skill of this goal is set aside."),
    Chip.GAPS: ("No gap is left.", "Every needed can-do of this goal is ticked."),
    Chip.LEARNING: ("Nothing is half done.", "A skill stands here from its first tick to its last."),
    Chip.READY: ("Nothing is ready to start.", "A skill stands here when everything it needs first is there."),
    Chip.HAVE: ("Nothing is complete yet.", "A skill stands here when all its needed can-dos are ticked."),
    Chip.SET_ASIDE: ("Nothing is set aside.", "Set a skill aside when it is not for you: it then leaves every count."),
}


class NothingFound(QWidget):
    """What, why, and one thing to do."""

    skill_wanted = Signal(str)
    all_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._nearest = ""
        self._what = PlainLabel(role="section", bold=True, theme=theme)
        self._why = PlainLabel(tone="text2", theme=theme)
        for label in (self._what, self._why):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._go = QPushButton()
        self._go.clicked.connect(lambda: self.skill_wanted.emit(self._nearest))
        self._everywhere = LinkButton("Search all skills", theme, icons)
        self._everywhere.clicked.connect(self.all_wanted)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self._go)
        buttons.addWidget(self._everywhere)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 48, 24, 24)
        column.setSpacing(8)
        column.addWidget(self._what)
        column.addWidget(self._why)
        column.addLayout(buttons)
        column.addStretch()

    def tell(self, wanted: SkillFilter, nearest: str | None, name: str, everywhere: int) -> None:
        """Say what was looked for, and what is like it. ``everywhere`` counts what a search of all skills finds."""
        self._nearest = nearest or ""
        query = wanted.text.strip()
        if query:
            here = "skill of this goal" if wanted.chip is Chip.ALL else f"skill under “{wanted.chip}”"
            self._what.setText(f"No {here} has “{query}” in it.")
            self._why.setText(f"Did you mean {name}?" if nearest and not everywhere else "")
        else:
            self._what.setText(_EMPTY[wanted.chip][0])
            self._why.setText(_EMPTY[wanted.chip][1])
        self._why.setVisible(bool(self._why.text()))
        self._go.setText(typed(f"Show {name}"))
        self._go.setVisible(bool(query and nearest and not everywhere))
        self._everywhere.setText(f"Search all skills ({everywhere} found)")
        self._everywhere.setAccessibleName(self._everywhere.text())
        self._everywhere.setVisible(bool(query and everywhere))

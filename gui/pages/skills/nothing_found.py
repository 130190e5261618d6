"""Nothing found: said in place, with the nearest name or a way to widen the search."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal

from gui.pages.skills.filtering import Chip
from gui.widgets.empty_state import Drawing, EmptyContent, EmptyState

if TYPE_CHECKING:
    from gui.pages.skills.filtering import SkillFilter
    from gui.theme import Theme


class _Other(NamedTuple):
    """What to say where a chip has nothing behind it, and the chip to go on to."""

    drawing: Drawing
    what: str
    why: str
    chip: Chip


_EMPTY = {
    Chip.ALL: _Other(Drawing.LIST, "Nothing is in scope.", "Every skill of this goal is set aside.", Chip.SET_ASIDE),
    Chip.GAPS: _Other(Drawing.DONE, "No gaps are left.", "Every can-do this goal needs is ticked.", Chip.ALL),
    Chip.LEARNING: _Other(
        Drawing.LIST, "Nothing is in progress.", "A skill appears here from its first tick to its last.", Chip.READY
    ),
    Chip.READY: _Other(
        Drawing.LIST,
        "Nothing is ready to start.",
        "A skill appears here once its prerequisites are met.",
        Chip.GAPS,
    ),
    Chip.HAVE: _Other(
        Drawing.LIST,
        "Nothing is complete yet.",
        "A skill appears here once every can-do it needs is ticked.",
        Chip.ALL,
    ),
    Chip.SET_ASIDE: _Other(
        Drawing.LIST,
        "Nothing is set aside.",
        "Set a skill aside if it isn’t for you, and it no longer counts.",
        Chip.ALL,
    ),
}
_SHOW = {
    Chip.ALL: "Show all skills",
    Chip.GAPS: "Show what is left",
    Chip.READY: "Show what is ready",
    Chip.SET_ASIDE: "Show what is set aside",
}


class NothingFound(EmptyState):
    """What, why, and one thing to do."""

    skill_wanted = Signal(str)
    """The skill that is named most like what was typed."""
    all_wanted = Signal()
    """To search every skill, whatever is filtered."""
    chip_wanted = Signal(str)
    clear_wanted = Signal()
    """To search for nothing."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._nearest, self._everywhere = "", 0
        self._wanted: SkillFilter | None = None
        self.acted.connect(self._act)

    def tell(self, wanted: SkillFilter, nearest: str | None, name: str, everywhere: int) -> None:
        """Say what was looked for, and what is like it. ``everywhere`` counts what a search of all skills finds."""
        self._wanted, self._nearest, self._everywhere = wanted, nearest or "", everywhere
        query = wanted.text.strip()
        if not query:
            empty = _EMPTY[wanted.chip]
            self.show_content(EmptyContent(empty.drawing, empty.what, empty.why, _SHOW[empty.chip]))
            return
        here = "skill of this goal" if wanted.chip is Chip.ALL else f"skill under “{wanted.chip}”"
        if everywhere:
            why, act = "There are matches in skills that are not shown here.", f"Search all skills ({everywhere} found)"
        elif nearest:
            why, act = f"Did you mean {name}?", f"Show {name}"
        else:
            why, act = "Searched names, aliases, can-dos and your notes.", "Clear the search"
        self.show_content(EmptyContent(Drawing.SEARCH, f"No {here} matches “{query}”.", why, act))

    def _act(self) -> None:
        if not self._wanted:
            return
        if not self._wanted.text.strip():
            self.chip_wanted.emit(_EMPTY[self._wanted.chip].chip.value)
        elif self._everywhere:
            self.all_wanted.emit()
        elif self._nearest:
            self.skill_wanted.emit(self._nearest)
        else:
            self.clear_wanted.emit()

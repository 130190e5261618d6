"""Shown in place of the list when nothing matches: the closest name, or a way to widen the search."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal

from gui.pages.skills.filtering import SkillGroup
from gui.widgets.empty_state import NO_SKILL_YET, EmptyContent, EmptyState, Illustration

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.pages.skills.filtering import SkillFilter
    from gui.theme.palette import Theme


class _Other(NamedTuple):
    """The message if a chip has no skills, and the chip to switch to."""

    drawing: Illustration
    what: str
    why: str
    chip: SkillGroup


_EMPTY = {
    SkillGroup.ALL: _Other(
        Illustration.LIST, "Nothing is in scope.", "Every skill of this goal is set aside.", SkillGroup.SET_ASIDE
    ),
    SkillGroup.GAPS: _Other(
        Illustration.DONE, "No gaps are left.", "Every can-do this goal needs is ticked.", SkillGroup.ALL
    ),
    SkillGroup.LEARNING: _Other(
        Illustration.LIST,
        "Nothing is in progress.",
        "A skill appears here from its first tick to its last.",
        SkillGroup.READY,
    ),
    SkillGroup.READY: _Other(
        Illustration.LIST,
        "Nothing is ready to start.",
        "A skill appears here once its prerequisites are met.",
        SkillGroup.GAPS,
    ),
    SkillGroup.HAVE: _Other(
        Illustration.LIST,
        "Nothing is complete yet.",
        "A skill appears here once every can-do it needs is ticked.",
        SkillGroup.ALL,
    ),
    SkillGroup.SET_ASIDE: _Other(
        Illustration.LIST,
        "Nothing is set aside.",
        "Set a skill aside if it isn’t for you, and it no longer counts.",
        SkillGroup.ALL,
    ),
}
_SHOW = {
    SkillGroup.ALL: "Show all skills",
    SkillGroup.GAPS: "Show what is left",
    SkillGroup.READY: "Show what is ready",
    SkillGroup.SET_ASIDE: "Show what is set aside",
}


class NothingFound(EmptyState):
    """Says what is missing and why, and offers one thing to do."""

    skill_wanted = Signal(str)
    """Select the skill with the closest name."""
    all_wanted = Signal()
    """Search all skills, ignoring filters."""
    chip_wanted = Signal(str)
    clear_wanted = Signal()
    """Clear the search."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._act: Callable[[], object] = self.all_wanted.emit
        self.acted.connect(lambda: self._act())

    def tell(
        self, wanted: SkillFilter, nearest: str | None, name: str, everywhere: int, *, is_goal_empty: bool
    ) -> None:
        """Name the query and the closest match. ``everywhere`` is how many of all skills match."""
        query = wanted.text.strip()
        if not query and is_goal_empty:
            self._act = self.all_wanted.emit
            self.show_content(NO_SKILL_YET._replace(act=_SHOW[SkillGroup.ALL]))
            return
        if not query:
            empty = _EMPTY[wanted.chip]
            self._act = partial(self.chip_wanted.emit, empty.chip.value)
            self.show_content(EmptyContent(empty.drawing, empty.what, empty.why, _SHOW[empty.chip]))
            return
        here = "skill of this goal" if wanted.chip is SkillGroup.ALL else f"skill under “{wanted.chip}”"
        if everywhere:
            why, act = "Skills that aren’t shown here do match.", f"Search all skills ({everywhere} found)"
            self._act = self.all_wanted.emit
        elif nearest:
            why, act = f"Did you mean {name}?", f"Show {name}"
            self._act = partial(self.skill_wanted.emit, nearest)
        else:
            why, act = "Searched names, aliases, can-dos and your notes.", "Clear the search"
            self._act = self.clear_wanted.emit
        self.show_content(EmptyContent(Illustration.SEARCH, f"No {here} matches “{query}”.", why, act))

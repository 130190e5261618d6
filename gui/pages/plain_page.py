"""What every page offers to the window, as a page without a list does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.app.tracker import Tracker
    from roadmaps.catalogue import CanDo


class PlainPage:
    """A mixin for a page on which nothing is selected, searched or typed; pages override what they do have."""

    _tracker: Tracker

    def take_focus(self) -> None:
        """Focus the part that the keyboard controls."""
        raise NotImplementedError

    def focus_list(self) -> None:
        """Focus the list; on a page without one, the part that the keyboard controls."""
        self.take_focus()

    @property
    def shown_skill(self) -> str:
        """The id of the skill that commands act on: none."""
        return ""

    def selected_skills(self) -> Sequence[str]:
        """The ids of the skills that commands act on."""
        return [self.shown_skill] if self.shown_skill else []

    def selected_can_dos(self) -> tuple[Sequence[CanDo], str]:
        """The can-dos that commands tick, those in scope of the shown skill, and its name."""
        gap = self._tracker.gap.skills.get(self.shown_skill)
        return (gap.needed, gap.skill.name) if gap else ((), "")

    def set_search(self, text: str) -> None:
        """Nothing to search here: the window shows the results on a page with a list."""

    def go_back(self) -> bool:
        """Go back within the page; returns whether there was anywhere to go back to."""
        return False

    def keep_typed(self) -> bool:
        """Save what is typed and not saved yet; returns whether all of it is on disk."""
        return True

    def remember(self) -> None:
        """Save what the next start should show again: nothing."""

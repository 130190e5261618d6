"""What a page without a list answers the frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roadmaps.catalogue import CanDo


class PlainPage:
    """What is a widget, too. Nothing is selected, searched or typed on it; a page overrides what is different."""

    def take_focus(self) -> None:
        """Focus what keys are for."""
        raise NotImplementedError

    def focus_list(self) -> None:
        """Focus what Ctrl+F would search on a page with a list: here, what keys are for."""
        self.take_focus()

    @property
    def shown_skill(self) -> str:
        """No skill is shown that commands could act on."""
        return ""

    def selected_can_dos(self) -> tuple[Sequence[CanDo], str]:
        """No row stands for can-dos."""
        return (), ""

    def set_search(self, text: str) -> None:
        """Nothing to search: the frame shows what was found on a page with a list."""

    def go_back(self) -> bool:
        """There is nothing to go back to within the page."""
        return False

    def keep_typed(self) -> bool:
        """Nothing is typed."""
        return True

    def remember(self) -> None:
        """Nothing is remembered for the next start."""

"""What all edits have in common: values before and after, and one undo step for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.app.undo import ValueChange

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.app.tracker import Tracker
    from roadmaps.catalogue import CanDo
    from roadmaps.journal import Json, Kind

NO_LONGER_THERE = "This entry is no longer there, so it was not changed."


def new_id() -> str:
    """An id that nothing else has."""
    import uuid  # not needed before the first change

    return str(uuid.uuid4())


class Editor:
    """The edits of one subject. Each is one undo step, and returns whether it was kept."""

    def __init__(self, tracker: Tracker) -> None:
        self._tracker = tracker

    def _apply(self, text: str, changes: Sequence[ValueChange], toast: str = "") -> bool:
        """Keep changes; ``toast`` is told where they were kept."""
        done = self._tracker.apply(text, changes)
        if done and toast:
            self._tracker.worth_a_toast.emit(toast)
        return done

    def _change(self, kind: Kind, subject: str, after: Json) -> ValueChange:
        """A change that holds from today."""
        return ValueChange(kind, subject, self._tracker.progress.value_of(kind, subject), after, self._tracker.today)

    def _refuse_missing(self) -> bool:
        """Say that what was to be changed is gone."""
        self._tracker.refused.emit(NO_LONGER_THERE)
        return False

    def _can_do_name(self, can_do: CanDo) -> str:
        return f"“{self._tracker.catalogue.skills[can_do.skill_id].short_name}, level {can_do.level}”"

"""What all edits have in common: values before and after, and one undo step for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gui.app.tracker import Tracker
    from gui.app.undo import ValueChange
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

    def _apply(self, changes: Sequence[ValueChange], text: str = "", *, toast: str = "") -> bool:
        """Keep changes, under a name in the Undo menu if they are not of one subject; ``toast`` is told once kept."""
        done = self._tracker.apply(changes, text)
        if done and toast:
            self._tracker.worth_a_toast.emit(toast)
        return done

    def _change(self, kind: Kind, subject: str, after: Json, effective_on: date | None = None) -> ValueChange:
        return self._tracker.change_to(kind, subject, after, effective_on)

    def _record(self, kind: Kind, subject: str, value: Json, toast: str = "") -> bool:
        """Give one subject a value from today."""
        return self._apply([self._change(kind, subject, value)], toast=toast)

    def _refuse_missing(self) -> bool:
        """Say that what was to be changed is gone."""
        self._tracker.refused.emit(NO_LONGER_THERE)
        return False

"""Notes that are being typed: held until they are on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from gui.app.tracker import Tracker


class Draft(NamedTuple):
    """A note that is typed and not saved."""

    skill_id: str
    saved: str
    """The note on disk."""
    text: str


class Drafts:
    """What is typed into notes, by skill: every field that shows a skill's note shows this."""

    def __init__(self, tracker: Tracker) -> None:
        self._tracker = tracker
        self._texts: dict[str, str] = {}
        self._why_unsaved = ""

    @property
    def why_unsaved(self) -> str:
        """What kept a note that is typed from being written; empty where none is waiting for that."""
        return self._why_unsaved if self._texts else ""

    @property
    def unsaved(self) -> list[Draft]:
        """Every draft."""
        return [Draft(skill_id, self._saved(skill_id), text) for skill_id, text in self._texts.items()]

    def text(self, skill_id: str) -> str:
        """The note on a skill: what is typed and not saved yet, else what is on disk."""
        return self._texts.get(skill_id, self._saved(skill_id))

    def hold(self, skill_id: str, text: str) -> None:
        """Hold what is typed until it is saved."""
        if self._tracker.as_of:
            return
        if text == self._saved(skill_id):
            self._texts.pop(skill_id, None)
        else:
            self._texts[skill_id] = text

    def save(self) -> bool:
        """Save every draft; whether all of them are on disk. After a failed write they stay."""
        self._why_unsaved = ""
        for skill_id, text in list(self._texts.items()):
            if self._tracker.edits.write_note(skill_id, text) or text == self._saved(skill_id):
                self._texts.pop(skill_id, None)
            else:
                self._why_unsaved = self._tracker.refusal
        return not self._texts

    def forget(self) -> None:
        """Forget what is typed."""
        self._texts.clear()

    def _saved(self, skill_id: str) -> str:
        return self._tracker.progress.notes.get(skill_id, "")

"""Notes that could not be saved when the session ended: held beside the settings, and saved by the next start."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from gui.app.settings import Settings
    from gui.app.tracker import Tracker

_HELD = "notes/unsaved"
_MOST_LETTERS = 200_000
"""Of all notes together; settings that are much larger would not be read."""
SAVED = "A note that could not be saved when you last quit has been saved now."


class UnsavedNotes:
    """Keeps the one thing that a forced end could lose, since nobody can be asked then.

    What keeps the file from being written, as another program that holds it, is seldom in the way of the settings.
    """

    def __init__(self, data_file: Path, settings: Settings) -> None:
        self._place, self._settings = str(data_file.resolve()), settings

    def hold(self, tracker: Tracker) -> None:
        """Hold what is typed and not on disk, for the next start."""
        lines = [json.dumps([self._place, *note]) for note in tracker.drafts.unsaved]
        if lines and sum(map(len, lines)) <= _MOST_LETTERS:
            self._settings.set_texts(_HELD, [*self._others(), *lines])
            self._settings.write()

    def take_up(self, tracker: Tracker) -> str:
        """Save what was held, below what was written meanwhile; the sentence to tell, empty for none."""
        mine = [note for line in self._settings.texts(_HELD) if (note := self._read(line))]
        for skill_id, before, text in mine:
            if skill_id in tracker.catalogue.skills:
                now = tracker.drafts.text(skill_id)
                tracker.drafts.hold(skill_id, text if now == before else f"{now}\n\n{text}")
        is_drafted, is_saved = bool(tracker.drafts.unsaved), tracker.drafts.save()
        if mine and is_saved:
            self._settings.set_texts(_HELD, self._others())
        return SAVED if is_drafted and is_saved else ""

    def _others(self) -> list[str]:
        """What is held for other files."""
        return [line for line in self._settings.texts(_HELD) if not self._read(line)]

    def _read(self, line: str) -> tuple[str, str, str] | None:
        """A skill's id, its note before and what was typed; None for what is no such line, or of another file."""
        try:
            place, *note = json.loads(line)
        except (ValueError, TypeError, RecursionError):
            return None
        if place != self._place or len(note) != 3 or not all(isinstance(each, str) for each in note):
            return None
        return note[0], note[1], note[2]

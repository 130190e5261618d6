"""Notes that could not be saved when the session ended: held beside the settings, and saved by the next start."""

from __future__ import annotations

import json
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from gui.app.ini_file import replace_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gui.app.settings import Settings
    from gui.app.tracker import Tracker

_IN_SETTINGS = "notes/unsaved"
"""Where earlier versions held notes, up to some length."""
SAVED = "A note that could not be saved when you last quit has been saved now."


class UnsavedNotes:
    """Keeps the one thing that a forced end could lose, since nobody can be asked then.

    What keeps the user's file from being written, as another program that holds it, is seldom in the way of another
    file. Each of the user's files has one of its own here, so that two windows never write the same one. A note may be
    of any length.
    """

    def __init__(self, data_file: Path, settings: Settings) -> None:
        self._settings = settings
        self._use(data_file)

    def _use(self, data_file: Path) -> None:
        self._place, settings = str(data_file.resolve()), self._settings
        name = sha256(self._place.encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self.path = settings.folder / f"unsaved-notes-{name}.json" if settings.folder else None
        """Where they are held; None where nothing is remembered from one start to the next."""

    def follow(self, data_file: Path) -> None:
        """The user's file was moved: what is held goes with it."""
        before = self.path
        self._use(data_file)
        with suppress(OSError):
            if before and self.path:
                before.replace(self.path)

    def hold(self, tracker: Tracker) -> None:
        """Hold what is typed and not on disk, for the next start. Where that cannot be written either, it is lost."""
        drafts = {skill_id: (before, text) for skill_id, before, text in tracker.drafts.unsaved}
        if drafts:
            self._write({**self._held(), **drafts})

    def take_up(self, tracker: Tracker) -> str:
        """Save what was held, below what was written meanwhile; the sentence to tell, empty for none."""
        held = {**self._held_in_settings(), **self._held()}
        known = {skill_id: note for skill_id, note in held.items() if skill_id in tracker.catalogue.skills}
        for skill_id, (before, text) in known.items():
            now = tracker.drafts.text(skill_id)
            if now == before:
                tracker.drafts.hold(skill_id, text)
            elif text not in now:  # it may have been saved later in the session that could not save it at its start
                tracker.drafts.hold(skill_id, f"{now}\n\n{text}")
        is_drafted, is_saved = bool(tracker.drafts.unsaved), tracker.drafts.save()
        if known and is_saved:
            self._write({skill_id: note for skill_id, note in held.items() if skill_id not in known})
            others = [line for line in self._settings.texts(_IN_SETTINGS) if not self._read_line(line)]
            self._settings.set_texts(_IN_SETTINGS, others)
        return SAVED if is_drafted and is_saved else ""

    def _held(self) -> dict[str, tuple[str, str]]:
        """Skill id -> its note before and what was typed, as the last end left them."""
        held: dict[str, tuple[str, str]] = {}
        with suppress(OSError, ValueError, TypeError, LookupError, RecursionError):
            if self.path and self.path.is_file():
                for skill_id, before, text in json.loads(self.path.read_bytes())["notes"]:
                    if all(isinstance(each, str) for each in (skill_id, before, text)):
                        held[skill_id] = before, text
        return held

    def _write(self, notes: Mapping[str, tuple[str, str]]) -> None:
        with suppress(OSError):
            if self.path and notes:
                content = {"file": self._place, "notes": [[skill_id, *note] for skill_id, note in notes.items()]}
                replace_file(self.path, json.dumps(content).encode())
            elif self.path:
                self.path.unlink(missing_ok=True)

    def _held_in_settings(self) -> dict[str, tuple[str, str]]:
        lines = map(self._read_line, self._settings.texts(_IN_SETTINGS))
        return {line[0]: (line[1], line[2]) for line in lines if line}

    def _read_line(self, line: str) -> tuple[str, str, str] | None:
        """A skill's id, its note before and what was typed; None for what is no such line, or of another file."""
        try:
            place, *note = json.loads(line)
        except (ValueError, TypeError, RecursionError):
            return None
        if place != self._place or len(note) != 3 or not all(isinstance(each, str) for each in note):
            return None
        return note[0], note[1], note[2]

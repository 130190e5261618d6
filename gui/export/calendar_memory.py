"""Remembers what earlier calendar exports contained, in a file beside the settings."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QFile, QIODevice, QSaveFile

from roadmaps.report.calendar_memory import Exported, from_bytes, to_bytes

if TYPE_CHECKING:
    from pathlib import Path

NAME = "exported-calendar.json"
_MOST_BYTES = 8_000_000
_OWNER_ONLY = QFile.Permission.ReadOwner | QFile.Permission.WriteOwner

NOT_REMEMBERED = (
    "The calendar is saved, but Skillgap could not note what it contains. If you drop something from your plan, a "
    "later calendar may not remove it."
)


class CalendarMemory:
    """What was exported for each user; shared with other windows through its file. Works in any thread.

    It is kept beside the settings, not in the journal: a restored backup or an import must not turn back sequence
    numbers that other calendars have seen.
    """

    def __init__(self, folder: Path | None) -> None:
        """Without a folder, exports are remembered until the program ends."""
        self._path = folder / NAME if folder else None
        self._users: dict[str, Exported] = {}
        self._lock = threading.Lock()

    def exported(self, user_id: str) -> Exported:
        """What was exported for a user so far, here or by another window."""
        with self._lock:
            self._read()
            return self._users.get(user_id, Exported())

    def remember(self, user_id: str, exported: Exported) -> None:
        """Remember an export as it begins: too early is better than never."""
        with self._lock:
            self._users[user_id] = exported

    def save(self) -> bool:
        """Save, readable only by the owner. Returns False on failure."""
        with self._lock:
            if self._path is None:
                return True
            self._read()
            file = QSaveFile(str(self._path))
            if not file.open(QIODevice.OpenModeFlag.WriteOnly):
                return False
            file.setPermissions(_OWNER_ONLY)
            file.write(to_bytes(self._users))
            return file.commit()

    def _read(self) -> None:
        """Load what is on disk if it is newer than what this window knows."""
        if self._path is None:
            return
        try:
            if not self._path.is_file() or self._path.stat().st_size > _MOST_BYTES:
                return
            found = from_bytes(self._path.read_bytes())
        except OSError:
            return
        for user_id, exported in found.items():
            if exported.sequence > self._users.get(user_id, Exported()).sequence:
                self._users[user_id] = exported

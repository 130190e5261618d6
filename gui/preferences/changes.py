"""What the dialog of preferences asks of the window; the shell provides it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gui.app.background import Wait
    from gui.app.preferences import Preferences
    from gui.backups.scheduler import BackupScheduler, WaitForCopies
    from gui.theme.palette import Look


class Places(Protocol):
    """Moves the user's file and its backups. Raises Fault, after which everything is as it was."""

    def move_file(self, folder: Path, scheduler: BackupScheduler, wait: Wait) -> str:
        """Move the file to another folder; returns a sentence."""

    def move_backups(self, folder: Path, scheduler: BackupScheduler, wait: WaitForCopies) -> str:
        """Make backups in another folder from now on; returns a sentence."""


class Changes(Protocol):
    """Applies each change to the window, and remembers it, at once."""

    kept: Preferences
    places: Places | None
    """None where the file is not the usual one."""

    @property
    def look(self) -> Look:
        """How the window looks."""

    def set_look(self, look: Look) -> None:
        """Give the window another look."""

    def set_first_weekday(self, number: int) -> None:
        """Begin the week on another day, by its ISO number; 0: as the locale says."""

    def set_start_page(self, page: str) -> None:
        """Choose the page that a start shows."""

    def set_retention(self, numbers: Sequence[int]) -> None:
        """Choose how many backups are kept."""

    def set_second_folder(self, folder: Path | None) -> None:
        """Choose where every backup is copied to."""

    @property
    def pages(self) -> Sequence[tuple[str, str]]:
        """Name and title of each page that a start can show."""

    @property
    def backups(self) -> BackupScheduler | None:
        """What backs the file up; None where there is no file."""

    def restore_backup(self) -> None:
        """Ask which backup to restore."""

    @property
    def keys(self) -> Sequence[tuple[str, str]]:
        """Name and keys of each command that has keys."""

    def show_keys(self) -> None:
        """Show every key."""

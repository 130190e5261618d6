"""Changes preferences: each change is applied to the window and saved at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.app.date_format import start_week_on
from gui.app.preferences import Preferences
from gui.theme.palette import NORMAL_SIZE, TEXT_SIZES
from gui.widgets.accessibility import announce

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gui.app.settings import Settings
    from gui.app.tracker import Tracker
    from gui.backups.scheduler import BackupScheduler
    from gui.preferences.changes import Places
    from gui.preferences.dialog import PreferencesDialog
    from gui.shell.main_window import MainWindow
    from gui.theme.icons import Icons
    from gui.theme.palette import Look, Theme

PREFERENCES = (
    ("appearance", "Appearance"),
    ("dates", "Language & dates"),
    ("study", "Study"),
    ("files", "Files & backups"),
    ("start", "Start"),
    ("keyboard", "Keyboard"),
)
"""Name and title of each section."""
_STEP = 10


class PreferenceCommands:
    """The one place that changes preferences."""

    def __init__(self, tracker: Tracker, settings: Settings, theme: Theme, icons: Icons, window: MainWindow) -> None:
        self._tracker, self._theme, self._icons, self._window = tracker, theme, icons, window
        self.kept = Preferences(settings)
        self.places: Places | None = None
        """What moves the file and its backups; None where the file is not the usual one."""

    def show(self, section: str = "") -> PreferencesDialog:
        """Show the dialog, at a section; else at its first."""
        from gui.preferences.dialog import PreferencesDialog

        dialog = PreferencesDialog(PREFERENCES, self, self._tracker, self._theme, self._icons, self._window)
        dialog.show_section(section)
        dialog.open()
        return dialog

    @property
    def pages(self) -> Sequence[tuple[str, str]]:
        """Name and title of each page that a start can show."""
        from gui.shell.menu_table import PAGES

        return [(name, title) for name, title, *_ in PAGES]

    @property
    def backups(self) -> BackupScheduler | None:
        """What backs the file up; None if there is no file."""
        backups = self._window.files.backups
        return backups.scheduler if backups else None

    def restore_backup(self) -> None:
        """Ask which backup to restore."""
        self._window.files.restore_backup()

    @property
    def keys(self) -> Sequence[tuple[str, str]]:
        """Name and keys of each command that has keys."""
        return [(line.name, line.keys) for line in self._window.commands.key_lines()]

    def show_keys(self) -> None:
        """Show all keyboard shortcuts."""
        self._window.help_commands.show_keys()

    @property
    def look(self) -> Look:
        """How the window looks."""
        return self._theme.look

    def set_look(self, look: Look) -> None:
        """Change the look of the window."""
        self.kept.look = look
        self._theme.set_look(look)
        self._window.commands.action(f"view.{look.mode.value}").setChecked(True)

    def step_text(self, steps: int) -> None:
        """Make all text larger or smaller, by steps of 10 %."""
        size = self.look.text_size
        whole = (size // _STEP if steps > 0 else -(-size // _STEP)) + steps
        self._set_text_size(min(max(whole * _STEP, TEXT_SIZES[0]), TEXT_SIZES[1]))

    def reset_text(self) -> None:
        """Return all text to the system's size."""
        self._set_text_size(NORMAL_SIZE)

    def _set_text_size(self, percent: int) -> None:
        self.set_look(self.look._replace(text_size=percent))
        announce(self._window, f"Text at {percent}\N{NO-BREAK SPACE}%")

    def set_first_weekday(self, number: int) -> None:
        """Start the week on another day."""
        self.kept.first_weekday = number
        start_week_on(number)
        self._window.make_anew()

    def set_start_page(self, page: str) -> None:
        """Choose the page shown at a start."""
        self.kept.set_start_page(page)

    def set_retention(self, numbers: Sequence[int]) -> None:
        """Choose how many backups are kept."""
        self.kept.retention = numbers
        if self.backups:
            self.backups.repository.rule = numbers

    def set_second_folder(self, folder: Path | None) -> None:
        """Choose a second folder for backups; None for none."""
        self.kept.second_folder = folder
        if self.backups:
            self.backups.copy_to(folder)

"""The commands of the Help menu: each shows a dialog over the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.app.catalogue_seen import remember_first_use, version_before, version_to_tell_of

if TYPE_CHECKING:
    from gui.app.settings import Settings
    from gui.app.tracker import Tracker
    from gui.shell.main_window import MainWindow
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme


class HelpCommands:
    """Each dialog is imported when it is first shown."""

    def __init__(
        self, tracker: Tracker, settings: Settings, theme: Theme, icons: Icons, version: str, window: MainWindow
    ) -> None:
        self._tracker, self._settings, self._theme, self._icons = tracker, settings, theme, icons
        self._version, self._window = version, window
        self.sqlite_version = "–"
        """Set by ``main.py``: the window knows nothing of SQLite."""
        if not tracker.events():
            remember_first_use(settings, tracker.catalogue.version)

    def show_guide(self) -> None:
        """Show the guide, at its section about this page."""
        from gui.shell.guide import SECTIONS, GuideDialog

        window = self._window
        section = SECTIONS.get(window.pages.shown.name, "")
        GuideDialog(self._theme, section, window.screen().availableGeometry(), window).show()

    def show_keys(self) -> None:
        """Show the keyboard shortcuts."""
        from gui.shell.keys_dialog import KeysDialog

        KeysDialog(self._window.commands.key_lines(), self._theme, self._icons, self._window).open()

    def tell_whats_new(self) -> None:
        """Show once what an update of the catalogue changed."""
        tracker = self._tracker
        if not self._window.isVisible():
            return  # closed in the meantime: a dialog would keep the program running
        if version := version_to_tell_of(self._settings, tracker.catalogue.version):
            self._show_changes_since(version)

    def show_whats_new(self) -> None:
        """Show again what the last update of the catalogue changed."""
        self._show_changes_since(version_before(self._settings))

    def _show_changes_since(self, version: str) -> None:
        from gui.shell.whats_new import WhatsNewDialog, changes_to_show

        if changes := changes_to_show(self._tracker, version):
            dialog = WhatsNewDialog(changes, self._tracker, self._theme, self._icons, self._window)
            dialog.skill_wanted.connect(self._window.navigation.open_skill)
            dialog.open()

    def show_about(self) -> None:
        """Show versions, sources and licences."""
        from gui.shell.about import AboutDialog

        version, catalogue = self._version, self._tracker.catalogue
        AboutDialog(version, self.sqlite_version, catalogue, self._theme, self._window).open()

"""What the window remembers for the next start: its position, its page, and what each page remembers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer

from gui.app.preferences import Preferences
from gui.shell.menu_table import PAGES

if TYPE_CHECKING:
    from gui.app.settings import Settings
    from gui.shell.main_window import MainWindow

FIRST_SIZE = (1280, 800)
_FRAME = (4, 36)
"""The size of the window's frame and title bar at most, across and down, px."""
_SAVED_EVERY_MS = 5000


class WindowMemory:
    """Saves at intervals, since nearly everything the user does changes something here."""

    def __init__(self, settings: Settings, window: MainWindow) -> None:
        self._settings, self._window = settings, window
        self._timer = QTimer(window)
        self._timer.setInterval(_SAVED_EVERY_MS)
        self._timer.timeout.connect(self.save)

    def start(self) -> None:
        """Save at intervals from now on."""
        self._timer.start()

    def stop(self) -> None:
        """Save once more, and no longer at intervals."""
        self._timer.stop()
        self.save()

    def save(self) -> None:
        """Remember everything as it is now."""
        pages = self._window.pages
        self.save_pages()
        self._settings.set_blob("window/geometry", self._window.saveGeometry())
        self._settings.set_text("window/page", pages.shown.name)

    def save_pages(self) -> None:
        """Remember every page as it is now."""
        for page in self._window.pages.made:
            page.remember()

    def restore_place(self) -> None:
        """Put the window where it was; the first time, give it a size that fits the screen."""
        geometry = self._settings.blob("window/geometry")
        if geometry.isEmpty():
            # The size of frame and title bar is not known before the window is shown.
            room = self._window.screen().availableGeometry().size() - QSize(*_FRAME)
            self._window.resize(QSize(*FIRST_SIZE).boundedTo(room))
        else:
            self._window.resize(*FIRST_SIZE)
            # Qt moves a window whose screen is gone to an existing one.
            self._window.restoreGeometry(geometry)

    @property
    def page(self) -> str:
        """The page that a start shows: the chosen one, else the last; empty at first and if it was the Welcome page."""
        chosen = Preferences(self._settings).start_page([name for name, *_ in PAGES])
        name = chosen or self._settings.text("window/page")
        return name if name != "welcome" else ""

"""The example: a window with a made-up user's data in memory, shown in place of the user's own window."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from PySide6.QtCore import QEvent, Signal

from gui.app.settings import Settings
from gui.app.tracker import Tracker
from gui.backups.import_export import Copies
from gui.shell.main_window import MainWindow
from gui.shell.menu_table import FILE_MENU
from gui.theme.icons import Icons
from gui.widgets.banner import PersistentBanner
from roadmaps.faults import Fault
from roadmaps.plan.example_life import example_events

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QCloseEvent

    from gui.app.clock import Clock
    from gui.theme.palette import Theme
    from roadmaps.catalogue import Catalogue
    from roadmaps.journal import Event

BANNER = "You are looking at an example. Nothing here is yours, and nothing is saved."
NO_FILES = "This is only an example, so there is nothing to export or import. Leave the example first."
_FIRST_PAGE = "roadmap"
_KEPT_IN_FILE_MENU = "file.quit"


class MemoryJournal:
    """A journal that keeps its events in memory only."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._events = list(events)

    def append(self, events: Sequence[Event]) -> None:
        """Keep events."""
        self._events.extend(events)

    def events(self) -> Sequence[Event]:
        """Every event so far, in order."""
        return tuple(self._events)


class ExampleWindow(MainWindow):
    """Replaces the user's own window, which is hidden and left as it is.

    It has its own tracker, undo history and settings, all in memory: it has no file and no backups, and writes nothing.
    Leaving it shows the user's window again, as it was. Closing it closes both.
    """

    left = Signal()
    """The user's own window is shown again."""

    def __init__(self, home: MainWindow, catalogue: Catalogue, roadmap_id: str, theme: Theme, clock: Clock) -> None:
        events = example_events(catalogue.roadmaps[roadmap_id], clock.today())
        icons = Icons(theme)
        tracker = Tracker(catalogue, MemoryJournal(events), clock)
        super().__init__(tracker, theme, icons, Settings(None), "", _refuse, Copies(_refuse, _refuse, _refuse))
        self._home = home
        self._look_before = theme.look
        self._is_left = False
        self.setWindowTitle("Skillgap – example")
        self.banner = PersistentBanner(BANNER, "person", BANNER, "Leave the example", theme, icons, bold=True)
        self.banner.button.clicked.connect(self.go_home)
        self.banners.hold(self.banner)
        for command in self.commands.all:
            if command.menu == FILE_MENU and command.id != _KEPT_IN_FILE_MENU:
                self.lock.hold(self.commands.action(command.id), ready=False)
        self.example_action.setEnabled(False)
        self.show_page(_FIRST_PAGE)

    def save_picture(self, *_: object) -> None:
        """Refuse: the example has no files."""
        self.files.failed.emit(NO_FILES)

    def stand_in(self) -> None:
        """Show this window where the user's own window is, and hide that one."""
        self.setGeometry(self._home.geometry())
        self.setWindowState(self._home.windowState())
        self.show()
        self._home.hide()
        self._home.installEventFilter(self)
        self.pages.shown.take_focus()

    def go_home(self) -> None:
        """Show the user's own window again, and close this one."""
        if self._is_left:
            return
        self._is_left = True
        self._home.removeEventFilter(self)
        self._theme.set_look(self._look_before)
        self._home.show()
        self._home.activateWindow()
        self.close()
        self.left.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the example when something else shows or closes the user's own window."""
        if watched is self._home and event.type() in (QEvent.Type.Close, QEvent.Type.Show):
            self.go_home()
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the user's own window, too."""
        super().closeEvent(event)
        if event.isAccepted() and not self._is_left:
            home = self._home
            self.go_home()
            home.close()

    def show_saved(self) -> None:
        """Say that nothing is saved."""
        super().show_saved()
        self.status.show_saved("Example, nothing is saved")


def show_example(
    home: MainWindow,
    catalogue: Catalogue,
    roadmap_id: str,
    theme: Theme,
    clock: Clock,
    tell_over: Callable[[MainWindow], object],
) -> ExampleWindow:
    """Show the example of a roadmap in place of a window; ``tell_over`` is given the window to report errors over."""
    example = ExampleWindow(home, catalogue, roadmap_id, theme, clock)
    example.left.connect(lambda: tell_over(home))
    tell_over(example)
    example.stand_in()
    return example


def _refuse(*_: object) -> NoReturn:
    raise Fault(NO_FILES)

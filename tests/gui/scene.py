"""A window over a file of its own, with hands to click and eyes to read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from gui.app.settings import Settings
from gui.app.tracker import Tracker
from gui.backups.import_export import Copies
from gui.outline.model import OutlineRole
from gui.pages.roadmap.page import RoadmapPage
from gui.shell.main_window import MainWindow
from roadmaps.faults import Fault
from store.atomic_files import write_atomically
from store.backup_repository import BackupRepository
from store.copies import export, read_copy
from store.data_copy import data_copy
from tests import gallery

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtCore import QRect
    from pytestqt.qtbot import QtBot

    from gui.outline.model import OutlineModel
    from gui.outline.rows import Row
    from gui.outline.view import OutlineView
    from gui.pages.roadmap.stage_list import StageList
    from gui.pages.skills.page import SkillsPage
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.catalogue import CanDo, Catalogue
    from roadmaps.journal import Event
    from store.journal import Journal

TODAY = date(2026, 11, 21)
SENTENCE = "Not saved: there is no room left on the disk. Free some space, then try again."
Some = TypeVar("Some", bound=QWidget)


class SetClock(gallery.SetClock):
    """A clock that stays where it is until it is moved."""

    def __init__(self, day: date = TODAY) -> None:
        super().__init__(day)


class Disk:
    """A real journal that can be told to refuse."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.is_full = False
        self.read_only = False
        self.unconfirmed = ""

    def try_to_write(self) -> bool:
        return not self.read_only

    def append(self, events: Sequence[Event]) -> None:
        if self.is_full:
            raise Fault(SENTENCE)
        self.journal.append(events)

    def events(self) -> Sequence[Event]:
        return self.journal.events()


class OpenWindow(Protocol):
    """Opens a window; see the fixture of this name."""

    def __call__(
        self,
        catalogue: Catalogue | None = None,
        *,
        folder: str = "person",
        size: tuple[int, int] = (1280, 800),
        before: Callable[[Scene], object] | None = None,
        is_welcomed: bool = False,
    ) -> Scene: ...


class LookedAround(MainWindow):
    """Begins on its first page, and not with a welcome that would be made and left at once."""

    def show_page(self, name: str) -> None:
        """Show a page, but no welcome while the window is being made."""
        is_welcome = name == "welcome" and not self.isVisible()
        super().show_page((self._first_page or "skills") if is_welcome else name)


class Scene:
    """A window that is shown, the tracker behind it and the file beneath it."""

    def __init__(
        self,
        qtbot: QtBot,
        folder: Path,
        theme: Theme,
        icons: Icons,
        clock: SetClock,
        catalogue: Catalogue,
        size: tuple[int, int],
        before: Callable[[Scene], object] | None,
        *,
        is_welcomed: bool = False,
        first_page: str = "",
    ) -> None:
        self.qtbot, self.theme, self.icons, self.clock, self.catalogue = qtbot, theme, icons, clock, catalogue
        self.file, self.settings_file = folder / "skillgap.db", folder / "settings.ini"
        self.vault = BackupRepository(self.file)
        self.disk = Disk(self.vault.open())
        self.tracker = Tracker(catalogue, self.disk, clock, self.disk)
        if before:
            before(self)
        copies = Copies(self._export, read_copy, data_copy)
        self.settings = Settings(self.settings_file)
        arguments = self.tracker, theme, self.icons, self.settings, "0.1.0", self._write, copies
        self.window = MainWindow(*arguments) if is_welcomed else LookedAround(*arguments, first_page)
        self.window.resize(*size)
        self._is_open = True
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.settle()

    def _write(self, path: Path, data: bytes) -> None:
        if self.disk.is_full:
            raise Fault(SENTENCE)
        write_atomically(path, data)

    def _export(self, path: Path, events: Sequence[Event], watch: Callable[[float], object]) -> str:
        if self.disk.is_full:
            raise Fault(SENTENCE)
        return export(path, events, "0.1.0", watch)

    def close(self) -> None:
        """End as a person would: the window is closed, then the file."""
        if self._is_open:
            self._is_open = False
            self.window.close()
            self.window.files.finish_backups()
            self.disk.journal.close()
            self.window.deleteLater()
            self.settle()

    def settle(self) -> None:
        """Let everything that is due be laid out and painted."""
        for _ in range(3):
            QApplication.processEvents()

    # Eyes

    @property
    def tree(self) -> OutlineView:
        """The list of the page that is shown."""
        return self.listed.tree

    @property
    def listed(self) -> SkillsPage | StageList:
        """The page with a list that is shown."""
        page = self.window.pages.listed
        return page.stages if isinstance(page, RoadmapPage) else page

    @property
    def model(self) -> OutlineModel:
        """The model behind it."""
        model: OutlineModel = self.tree.model()  # type: ignore[assignment]  # Qt knows it as an abstract model
        return model

    def row(self, *key: str) -> Row:
        """What a row shows now."""
        row: Row = self.model.index_of(key).data(OutlineRole.ROW)
        return row

    def check(self, *key: str) -> Qt.CheckState | None:
        """The box of a row."""
        return self.row(*key).check

    def shown(self, kind: str = "skill") -> list[str]:
        """The last ids of the rows of a kind, from top to bottom."""
        return [key[-1] for key in self.model.shown_keys() if key[0] == kind]

    def button(self, text: str, inside: QWidget | None = None) -> QAbstractButton:
        """The visible button of that text or accessible name."""
        for button in seen(inside or self.window, QAbstractButton):
            if text in (button.text(), button.accessibleName()):
                return button
        raise LookupError(text)

    def texts(self, inside: QWidget | None = None) -> list[str]:
        """Every text that can be read on labels and buttons."""
        room = inside or self.window
        return [label.text() for label in seen(room, QLabel) if label.text()] + [
            button.text() for button in seen(room, QAbstractButton) if button.text()
        ]

    def can_do(self, can_do_id: str) -> CanDo:
        """A can-do of the catalogue."""
        return self.catalogue.can_dos[can_do_id]

    def ticked(self) -> set[str]:
        """The ids of what is ticked, read from the file and not from the screen."""
        ticks: dict[str, object] = {}
        for event in self.disk.events():
            if event.kind == "can_do":
                ticks[event.subject] = event.value
        return {can_do_id for can_do_id, value in ticks.items() if value != "no"}

    # Hands

    def go(self, *key: str) -> None:
        """Open what contains a row, and move to it."""
        index = self.model.index_of(key)
        above = index.parent()
        while above.isValid():
            self.tree.expand(above)
            above = above.parent()
        assert self.tree.select_key(key)
        self.settle()

    def show_stages(self) -> None:
        """Go to the Roadmap page, and to its list."""
        self.window.show_page("roadmap")
        self.window.pages.roadmap.show_list()
        self.settle()

    def rect(self, *key: str) -> QRect:
        """Where a row is painted, without its indentation."""
        return self.tree.visualRect(self.model.index_of(key))

    def click_row(self, *key: str) -> None:
        """Click the far end of a row."""
        self.tree.scrollTo(self.model.index_of(key))
        place = QPoint(self.tree.viewport().width() - 6, self.rect(*key).center().y())
        QTest.mouseClick(self.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
        self.settle()

    def click_box(self, *key: str) -> None:
        """Click the box of a row."""
        self.tree.scrollTo(self.model.index_of(key))
        rect = self.rect(*key)
        rows = self.tree.row_delegate
        place = QPoint(
            rect.left() + rows.check_indent + rows.box // 2,
            rect.top() + min(rect.height(), 28) // 2,
        )
        QTest.mouseClick(self.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
        self.settle()

    def click(self, widget: QWidget) -> None:
        """Click the middle of a widget."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        on: QWidget | None = None,
    ) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(on or QApplication.focusWidget() or self.window, key, modifier)
        self.settle()

    def search(self, text: str) -> None:
        """Type into the search field."""
        field = self.window.top_bar.search
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text) if text else field.clear()
        self.settle()


def seen(room: QWidget, kind: type[Some]) -> list[Some]:
    """The widgets of a kind that can be seen now."""
    return [widget for widget in room.findChildren(kind) if widget.isVisible()]


def tab_round(scene: Scene, start: QWidget, backwards: bool = False) -> list[QWidget]:
    """The widgets that get the focus, from one until it comes again."""
    start.setFocus(Qt.FocusReason.TabFocusReason)
    visited: list[QWidget] = []
    for _ in range(120):
        here = QApplication.focusWidget()
        assert here is not None
        if here in visited:
            break
        visited.append(here)
        QTest.keyClick(here, Qt.Key.Key_Backtab if backwards else Qt.Key.Key_Tab)
    return visited


def names(text: str, *parts: str) -> bool:
    """Whether a text names some things, in this order."""
    for part in parts:
        _, found, text = text.partition(part)
        assert found, part
    return True

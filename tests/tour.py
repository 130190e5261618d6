"""A tour of the whole program: ``python -m tests.tour FOLDER [--new]`` prints what was seen as JSON.

The real program, through its own ``run``, over the file of the made-up person (or over none): every page, every command
of every menu on every page, every button that can be seen, every dialog, chart, export and copy, and a second start. It
goes by what is there, so what comes to the program comes to the tour. Whoever checks something of the whole program
lets the tour run under a watch: sockets, files, warnings, memory.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QToolButton,
)

import main
from gui.app.clock import WallClock
from gui.app.tracker import Tracker
from gui.charts.chart_view import ChartView
from gui.diagnostics.error_dialog import ErrorDialog
from roadmaps.catalogue import load_catalogue
from roadmaps.journal import StudySession
from store.journal import Journal
from tests import gallery

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QAction

    from gui.shell.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60.0
PAGES = ("skills", "assess", "roadmap", "ads", "progress", "plan", "roles")
NEVER = frozenset({"Quit", "Full screen"})
"""Commands that end the tour, or change nothing but the size of the window."""
_GLANCE_MS = 20
TRAP = "trap-of-the-tour"
"""No file of this name is there. Whoever looks for one took words for a page that says what to load."""
_TYPED = f'Typed on the tour, R&D <b>plain</b>, $x^2$ <img src="{TRAP}.png"><link rel=stylesheet href="{TRAP}.css">'


class Attendant(QObject):
    """Answers every dialog and closes every open menu, so that nothing waits for anybody."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.dialogs: list[str] = []
        self.failures: list[str] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_GLANCE_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Answer what is open now."""
        if popup := QApplication.activePopupWidget():
            popup.close()
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QDialog) and dialog.isVisible():
                self._answer(dialog)

    def _answer(self, dialog: QDialog) -> None:
        dialog.grab()
        self.dialogs.append(type(dialog).__name__)
        if isinstance(dialog, ErrorDialog):
            self.failures.append(dialog.details.toPlainText() or dialog.sentence.text())
        if isinstance(dialog, QFileDialog) and dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave:
            number = len(self.dialogs)
            suffix = ("png", "svg")[number % 2] if dialog.defaultSuffix() in ("png", "svg") else dialog.defaultSuffix()
            dialog.selectFile(str(self._folder / f"export-{number}.{suffix}"))
            dialog.findChildren(QLineEdit)[0].setText(str(self._folder / f"export-{number}.{suffix}"))
            dialog.accept()
            return
        # In a field for the name of a file every word is one to look for.
        for field in () if isinstance(dialog, QFileDialog) else dialog.findChildren(QLineEdit):
            if field.isVisible() and not field.isReadOnly():
                field.setText("45" if "ime" in field.accessibleName() else _TYPED)
        for text in dialog.findChildren(QPlainTextEdit):
            if not text.isReadOnly():
                text.setPlainText(_TYPED)
        QApplication.processEvents()
        dialog.reject()
        dialog.close()


class Tour:
    """Goes through a window that is open."""

    def __init__(self, window: MainWindow, file: Path, folder: Path, *, is_quick: bool) -> None:
        self._window, self._file, self._is_quick = window, file, is_quick
        self.attendant = Attendant(folder)
        self.pages: list[str] = []
        self.commands: list[str] = []
        self.buttons = 0
        self.second_start = -1

    def settle(self) -> None:
        """Let everything that is due happen, and answer what it opened."""
        for _ in range(3):
            QApplication.processEvents()
        self.attendant.look()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()

    def wait_for_charts(self) -> None:
        """Wait until every chart that can be seen is drawn as it is wanted."""
        end = time.monotonic() + PATIENCE
        while not all(each.is_current for each in self._charts()):
            if time.monotonic() > end:
                late = [each.accessibleName() for each in self._charts() if not each.is_current]
                self.attendant.failures.append(f"not drawn: {late}")
                return
            _let_others_work()

    def _charts(self) -> list[ChartView]:
        return [each for each in self._window.findChildren(ChartView) if each.isVisible()]

    def go(self) -> None:
        """The whole tour."""
        self._window.pages.shown.grab()
        self.press_buttons()  # also what is shown at the first start
        for name in PAGES:
            self.show(name)
            if name == "skills":
                self._window.pages.listed.open_skill("git")  # the page as it starts was seen to above
                self.settle()
            self.press_buttons()
            if name == "roadmap":
                self.press_buttons()  # of the list, which one of them has put in the place of the map
        for name in ("skills",) if self._is_quick else PAGES:
            self.show(name)
            self.run_commands()
        self.type_and_search()
        self.start_again()
        self.settle()

    def show(self, name: str) -> None:
        """Go to a page and look at it."""
        self._window.show_page(name)
        self.settle()
        self.wait_for_charts()
        self._window.grab()
        shown = self._window.pages.shown.name
        if shown not in self.pages:
            self.pages.append(shown)

    def run_commands(self) -> None:
        """Every command of every menu, from the page that is shown."""
        page = self._window.pages.shown.name
        for menu in self._window.menuBar().findChildren(QMenu):
            menu.aboutToShow.emit()
            for action in menu.actions():
                self._run(action)
                if self._window.pages.shown.name != page:
                    self.show(page)

    def _run(self, action: QAction) -> None:
        name = action.text().replace("&", "").removesuffix(" …")
        if action.isSeparator() or action.menu() is not None or not action.isEnabled() or name in NEVER:
            return
        action.trigger()
        self.settle()
        if name not in self.commands:
            self.commands.append(name)

    def press_buttons(self) -> None:
        """Every button of the page that can be seen when one comes to it, and every entry of its menu.

        The last ones first: those that put something else in the place of what is shown stand at the head of a page.
        """
        page = self._window.pages.shown.name
        for button in reversed(self._window.pages.shown.findChildren(QAbstractButton)):
            with _may_be_gone():
                if button.isVisible() and button.isEnabled():
                    self._press(button)
            if self._window.pages.shown.name != page:
                self.show(page)

    def _press(self, button: QAbstractButton) -> None:
        self.buttons += 1
        menus = button.findChildren(QMenu) if isinstance(button, QToolButton) else []
        for menu in menus:
            for action in menu.actions():
                self._run(action)
        if not menus:
            button.click()
        self.settle()

    def type_and_search(self) -> None:
        """A note, time on a skill with a link, evidence, a search; kept, undone and done again."""
        window = self._window
        self.show("skills")
        window.pages.listed.open_skill("git")
        self.settle()
        for field in window.pages.listed.findChildren(QPlainTextEdit):
            field.setPlainText(_TYPED)
        for text in ("docker", "<b>no such</b>", ""):
            window.top_bar.search.setText(text)
            self.settle()
            window.grab()
        QTest.keyClick(window.pages.skills.tree, Qt.Key.Key_Space)
        for action in (window.undo_action, window.undo_action, window.redo_action):
            action.trigger()
            self.settle()

    def start_again(self) -> None:
        """A second start, which raises this window and ends."""
        command = [sys.executable, "main.py", "--data", str(self._file)]
        with subprocess.Popen(command, cwd=ROOT) as process:
            end = time.monotonic() + PATIENCE
            while process.poll() is None and time.monotonic() < end:
                _let_others_work()
            if process.poll() is None:
                process.kill()
        self.second_start = process.returncode


def _let_others_work() -> None:
    """A moment for other threads: Qt's own waiting would keep the interpreter from them."""
    QApplication.processEvents()
    time.sleep(0.005)  # noqa: TID251


@contextmanager
def _may_be_gone() -> Iterator[None]:
    """A button that another one took away is none to press."""
    try:
        yield
    except RuntimeError as error:
        if "already deleted" not in str(error):
            raise


def _say_markup(file: Path) -> None:
    """A note, time and evidence with words that would load something if they were read as a page."""
    with Journal.open(file) as journal:
        tracker = Tracker(load_catalogue(), journal, WallClock())
        link = f"http://{TRAP}.invalid/{TRAP}.png"
        for skill_id in ("git", "docker"):
            skill = tracker.catalogue.skills[skill_id]
            tracker.edits.write_note(skill_id, f"{_TYPED}\n![picture]({TRAP}.png)\n@import url({TRAP}.css);")
            tracker.log_edits.log_study(StudySession(skill_id, tracker.today, 45, _TYPED, link))
            tracker.log_edits.add_evidence(skill.can_dos[0], link)


def visit(folder: Path, *, is_new: bool = False, is_quick: bool = False) -> dict[str, Any]:
    """Run the program over a file in ``folder``, take the tour and say what was seen.

    A quick one runs the commands from one page and not from each.
    """
    sockets: list[str] = []
    sys.addaudithook(lambda event, _: sockets.append(event) if event.startswith("socket.") else None)
    opened: list[str] = []

    def note(url: QUrl | str) -> bool:
        opened.append(url if isinstance(url, str) else url.toString())
        return True

    QDesktopServices.openUrl = note  # type: ignore[method-assign]  # nothing of this computer is started
    folder.mkdir(parents=True, exist_ok=True)
    exports = folder / "exports"
    exports.mkdir(exist_ok=True)
    file = folder / "skillgap.db" if is_new else gallery.lived_file(folder)
    if not is_new:
        _say_markup(file)
    seen: dict[str, Any] = {}

    def take(window: MainWindow) -> None:
        tour = Tour(window, file, exports, is_quick=is_quick)
        try:
            tour.go()
        finally:
            seen.update(
                pages=tour.pages,
                commands=tour.commands,
                buttons=tour.buttons,
                dialogs=sorted(set(tour.attendant.dialogs)),
                failures=tour.attendant.failures,
                second_start=tour.second_start,
            )
            window.close()
            window.close()  # a note that could not be kept holds a window open once

    # Once all that waits for the first paint has happened: hearing a second start is among it.
    seen["status"] = main.run(file, lambda window: QTimer.singleShot(0, window, lambda: take(window)))
    left = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    seen["left_open"] = [type(widget).__name__ for widget in left]
    seen["files"] = sorted({each.suffix for each in exports.iterdir()})
    return seen | {"sockets": sockets, "opened": opened}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.tour", description="A tour of the whole program.")
    parser.add_argument("folder", type=Path, help="where its file and what it writes go")
    parser.add_argument("--new", action="store_true", help="as somebody who starts for the first time")
    parser.add_argument("--quick", action="store_true", help="every command from one page and not from each")
    chosen = parser.parse_args()
    sys.stdout.write(json.dumps(visit(chosen.folder, is_new=chosen.new, is_quick=chosen.quick), indent=1) + "\n")

"""Asks whether a backup or a copy should replace the current data, and says what would be different."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from gui.app.date_format import locale_forms
from gui.backups.backup_list import BackupList
from gui.backups.remark import Remark
from gui.files.waiting import wait_for
from gui.widgets.buttons import PlainButton, PrimaryButton
from gui.widgets.change_lock import ChangeLock
from gui.widgets.growing_dialog import GrowingDialog
from gui.widgets.labels import PlainLabel
from gui.widgets.layouts import STRETCH, hbox, vbox
from gui.widgets.scrolling_body import ScrollingBody
from gui.widgets.term import TermSign
from roadmaps.faults import Cancelled, Fault
from roadmaps.journal.summary import difference_text, summary_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from gui.app.background import Wait
    from gui.app.tracker import Tracker
    from gui.backups.scheduler import BackupScheduler
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.journal import Event


WIDTH = 702
_MOST_LETTERS = 60
AFTERWARDS = "This clears your undo history."
_BEFORE = "Your current data is backed up first, so you can come back to it."


class ReplaceDialog(GrowingDialog):
    """Only its button replaces anything; if that fails, the dialog says so and nothing has changed.

    It stays open during the work and after it was cancelled.
    """

    def __init__(
        self,
        title: str,
        words: str,
        button: str,
        middle: QWidget | None,
        tracker: Tracker,
        theme: Theme,
        icons: Icons,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._theme = theme
        self._is_busy = False
        self.remark = Remark(theme, icons)
        self.cancel = PlainButton("Cancel")
        self.cancel.clicked.connect(self.reject)
        self.replace = PrimaryButton(button, theme)
        self.replace.clicked.connect(self.accept)
        self.lock = ChangeLock(tracker, self)
        self.lock.hold(self.replace, on_any_day=True)
        buttons = hbox(self.cancel, TermSign(("can-do",), theme, icons, self), STRETCH, self.replace, gap=8)
        body = ScrollingBody(title, 16)
        body.column.addWidget(PlainLabel(title, role="title", bold=True, theme=theme))
        body.column.addWidget(PlainLabel(words, tone="text2", theme=theme).wrapping())
        if middle:
            body.column.addWidget(middle, 1)
        body.column.addWidget(self.remark)
        self.remark.told.connect(body.show_part)
        vbox((body, 1), buttons, on=self, gap=16, margins=(24, 20, 24, 20))
        self.setMinimumWidth(min(WIDTH, parent.width() - 32))
        self.cancel.setFocus()

    def accept(self) -> None:
        """Act and close; stay open if it fails."""
        if not self.replace.isEnabled() or self._is_busy:
            return
        self._is_busy = True
        try:
            self._replace()
        except Cancelled:
            return
        except Fault as fault:
            self.remark.tell(str(fault), is_error=True)
            return
        finally:
            self._is_busy = False
        super().accept()

    def reject(self) -> None:
        """Close, unless work is in progress, which has to be cancelled first."""
        if not self._is_busy:
            super().reject()

    def _waiting(self, words: str) -> Wait:
        return partial(wait_for, words=words, theme=self._theme, parent=self)

    def _replace(self) -> None:
        """Replace everything. Raises Fault."""
        raise NotImplementedError


class ImportDialog(ReplaceDialog):
    """Asks whether to import a copy of everything over existing data."""

    def __init__(
        self,
        name: str,
        contents: str,
        difference: str,
        replace: Callable[[Wait], object],
        tracker: Tracker,
        theme: Theme,
        icons: Icons,
        parent: QWidget,
    ) -> None:
        """``compare`` gives what the copy holds and what would be different."""
        words = f"“{_shortened(name)}” holds {contents}. It replaces everything in your file. {AFTERWARDS}"
        super().__init__("Import a copy", words, "Import", None, tracker, theme, icons, parent)
        self._name, self._do = name, replace
        self.remark.tell(difference)
        self.fit()

    @staticmethod
    def compare(now: Sequence[Event], then: Sequence[Event]) -> tuple[str, str]:
        """What a copy holds and what it would change, in words. Works in any thread; may take a second."""
        return summary_text(then, locale_forms()), difference(now, then)

    def _replace(self) -> None:
        self._do(self._waiting(f"Importing {_shortened(self._name)} …"))


def _shortened(name: str) -> str:
    return name if len(name) <= _MOST_LETTERS else f"{name[: _MOST_LETTERS - 20]}…{name[-19:]}"


def difference(now: Sequence[Event], then: Sequence[Event]) -> str:
    """What would be different afterwards, and that it can be undone."""
    return f"{difference_text(now, then, locale_forms())} {_BEFORE}"


NO_BACKUP = (
    "There is no backup of this file yet. Skillgap makes one after changes, at most every half hour, and when you quit."
)


class RestoreDialog(ReplaceDialog):
    """Lists every backup; the button names the selected one."""

    def __init__(
        self, scheduler: BackupScheduler, tracker: Tracker, theme: Theme, icons: Icons, parent: QWidget
    ) -> None:
        now = tracker.events()
        shown = BackupList(
            "Go back to",
            scheduler.repository,
            scheduler.background,
            lambda _, then: difference(now, then),
            tracker.today,
            theme,
            icons,
        )
        super().__init__("Restore a backup", _words(shown), "Restore", shown, tracker, theme, icons, parent)
        self._scheduler, self.list = scheduler, shown
        shown.setVisible(not shown.is_empty)
        self.replace.setIcon(icons.icon("restore", "on_accent", 16))
        self.lock.hold(self.replace, ready=False, on_any_day=True)
        self.list.choice_changed.connect(self._show_choice)

    def done(self, result: int) -> None:
        """Stop reading backups in the background."""
        self.list.leave()
        super().done(result)

    def _replace(self) -> None:
        chosen = self.list.chosen
        if chosen:
            self._scheduler.restore(chosen.backup.path, self._waiting(f"Restoring the backup of {self.list.when} …"))

    def _show_choice(self) -> None:
        chosen = self.list.chosen
        if chosen is None:
            return
        self.replace.setText(f"Restore {self.list.when}")
        self.lock.hold(self.replace, on_any_day=True)
        self.remark.tell(self.list.effect)


def _words(shown: BackupList) -> str:
    if shown.fault:
        return shown.fault
    if shown.is_empty:
        return NO_BACKUP
    return f"Everything goes back to how it was then. {AFTERWARDS}"

"""Asks whether something else takes the place of all that is in the file, and says what would be different."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from gui.app.date_format import locale_forms
from gui.backups.remark import Remark
from gui.files.waiting import wait_for
from gui.widgets.change_lock import ChangeLock
from gui.widgets.growing_dialog import GrowingDialog
from gui.widgets.labels import PlainLabel
from gui.widgets.plain_button import PlainButton
from gui.widgets.primary_button import PrimaryButton
from gui.widgets.scrolling_body import ScrollingBody
from gui.widgets.term import TermSign
from roadmaps.faults import Cancelled, Fault
from roadmaps.journal.summary import difference_text, holdings_text, measure_holdings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from gui.files.waiting import Wait
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.tracker import Tracker
    from roadmaps.journal import Event

WIDTH = 702
_MOST_LETTERS = 60
AFTERWARDS = "This clears your undo history."
_BEFORE = "Your current data is backed up first, so you can come back to it."


class ReplaceDialog(GrowingDialog):
    """Only its button does it; where that fails it is told here, and nothing has changed.

    It stays while that is being done, and after it was cancelled.
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
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.cancel)
        buttons.addWidget(TermSign(("can-do",), theme, icons, self))
        buttons.addStretch()
        buttons.addWidget(self.replace)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        body = ScrollingBody(title, 16)
        body.column.addWidget(PlainLabel(title, role="title", bold=True, theme=theme))
        body.column.addWidget(PlainLabel(words, tone="text2", theme=theme).wrapping())
        if middle:
            body.column.addWidget(middle, 1)
        body.column.addWidget(self.remark)
        self.remark.told.connect(body.show_part)
        column.addWidget(body, 1)
        column.addLayout(buttons)
        self.setMinimumWidth(min(WIDTH, parent.width() - 32))
        self.cancel.setFocus()

    def accept(self) -> None:
        """Do it, and close; stay where that cannot be done."""
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
        """Close, unless it is being done: then that has to be cancelled first."""
        if not self._is_busy:
            super().reject()

    def _waiting(self, words: str) -> Wait:
        return partial(wait_for, words=words, theme=self._theme, parent=self)

    def _replace(self) -> None:
        """Put something in the place of all that is there. Raises Fault."""
        raise NotImplementedError


class ImportDialog(ReplaceDialog):
    """A copy of everything, where something was said already."""

    def __init__(
        self,
        name: str,
        holds: str,
        difference: str,
        replace: Callable[[Wait], object],
        tracker: Tracker,
        theme: Theme,
        icons: Icons,
        parent: QWidget,
    ) -> None:
        """``measure`` gives what it holds and what would be different."""
        words = f"“{_shortened(name)}” holds {holds}. It replaces everything in your file. {AFTERWARDS}"
        super().__init__("Import a copy", words, "Import", None, tracker, theme, icons, parent)
        self._name, self._do = name, replace
        self.remark.tell(difference)
        self.fit()

    @staticmethod
    def measure(now: Sequence[Event], then: Sequence[Event]) -> tuple[str, str]:
        """What a copy holds, and what would be different with it, in words. In any thread: it may take a second."""
        return holdings_text(measure_holdings(then), locale_forms()), different(now, then)

    def _replace(self) -> None:
        self._do(self._waiting(f"Importing {_shortened(self._name)} …"))


def _shortened(name: str) -> str:
    return name if len(name) <= _MOST_LETTERS else f"{name[: _MOST_LETTERS - 20]}…{name[-19:]}"


def different(now: Sequence[Event], then: Sequence[Event]) -> str:
    """What would be different afterwards, and that it can be taken back."""
    return f"{difference_text(now, then, locale_forms())} {_BEFORE}"

"""Asks whether to replace everything in the file, and says what would be different."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from gui.app.date_format import locale_forms
from gui.backups.remark import Remark
from gui.change_lock import ChangeLock
from gui.widgets.buttons import PlainButton, PrimaryButton
from gui.widgets.growing_dialog import GrowingDialog
from gui.widgets.labels import PlainLabel
from roadmaps.faults import Fault
from roadmaps.journal.summary import difference_text, holdings_text, measure_holdings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.tracker import Tracker
    from roadmaps.events import Event

WIDTH = 702
_MOST_LETTERS = 60
AFTERWARDS = "This clears your undo history."
_BEFORE = "Your current data is backed up first, so you can come back to it."


class ReplaceDialog(GrowingDialog):
    """Only its button acts; if that fails the dialog says so, and nothing has changed."""

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
        buttons.addStretch()
        buttons.addWidget(self.replace)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(PlainLabel(title, role="title", bold=True, theme=theme))
        column.addWidget(PlainLabel(words, tone="text2", theme=theme).wrapping())
        if middle:
            column.addWidget(middle, 1)
        column.addWidget(self.remark)
        column.addLayout(buttons)
        self.setMinimumWidth(min(WIDTH, parent.width() - 32))
        self.cancel.setFocus()

    def accept(self) -> None:
        """Act and close; stay open if it fails."""
        if not self.replace.isEnabled():
            return
        try:
            self._replace()
        except Fault as fault:
            self.remark.tell(str(fault), is_error=True)
            return
        super().accept()

    def _replace(self) -> None:
        """Replace everything. Raises Fault."""
        raise NotImplementedError


class ImportDialog(ReplaceDialog):
    """Asks whether to import a copy of everything over existing data."""

    def __init__(
        self,
        name: str,
        holds: str,
        difference: str,
        replace: Callable[[], object],
        tracker: Tracker,
        theme: Theme,
        icons: Icons,
        parent: QWidget,
    ) -> None:
        """``measure`` returns what the copy holds and what would be different."""
        words = f"“{_shortened(name)}” holds {holds}. It replaces everything in your file. {AFTERWARDS}"
        super().__init__("Import a copy", words, "Import", None, tracker, theme, icons, parent)
        self._do = replace
        self.remark.tell(difference)
        self.fit()

    @staticmethod
    def measure(now: Sequence[Event], then: Sequence[Event]) -> tuple[str, str]:
        """What a copy holds and what it would change, in words. May take a second; call it in any thread."""
        return holdings_text(measure_holdings(then), locale_forms()), different(now, then)

    def _replace(self) -> None:
        self._do()


def _shortened(name: str) -> str:
    return name if len(name) <= _MOST_LETTERS else f"{name[: _MOST_LETTERS - 20]}…{name[-19:]}"


def different(now: Sequence[Event], then: Sequence[Event]) -> str:
    """What would be different afterwards, and that it can be undone."""
    return f"{difference_text(now, then, locale_forms())} {_BEFORE}"

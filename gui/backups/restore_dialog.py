"""Asks which backup to go back to, and says what would be different."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from gui.backups.backup_list import BackupList
from gui.backups.remark import Remark
from gui.widgets.growing_dialog import GrowingDialog
from gui.widgets.labels import PlainLabel
from gui.widgets.primary_button import PrimaryButton
from roadmaps.faults import Fault
from roadmaps.holdings import difference_text
from roadmaps.wording import within_a_sentence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.backups.keeper import BackupKeeper
    from gui.icons import Icons
    from gui.theme import Theme
    from gui.tracker import Tracker

WIDTH = 702
NO_BACKUP = (
    "There is no backup of this file yet. One is made after changes, at most every half hour, and when you quit."
)
_BEFORE = "What you have now is backed up first, so that you can come back to it."


class RestoreDialog(GrowingDialog):
    """Only its button restores; a restore that fails is told here, and changes nothing."""

    def __init__(self, keeper: BackupKeeper, tracker: Tracker, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Restore a backup")
        self._keeper = keeper
        now = tracker.events()
        self.list = BackupList(
            "Go back to",
            keeper.vault,
            keeper.background,
            lambda _, then: f"{difference_text(now, then)} {_BEFORE}",
            tracker.today,
            theme,
            icons,
        )
        self.list.setVisible(not self.list.is_empty)
        self.remark = Remark(theme, icons)
        self.cancel = QPushButton("Cancel")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.restore = PrimaryButton("Restore", theme)
        self.restore.setIcon(icons.icon("restore", "on_accent", 16))
        self.restore.setEnabled(False)
        self.restore.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.cancel)
        buttons.addStretch()
        buttons.addWidget(self.restore)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(PlainLabel("Restore a backup", role="title", bold=True, theme=theme))
        column.addWidget(PlainLabel(_words(self.list), tone="text2", theme=theme).wrapping())
        column.addWidget(self.list, 1)
        column.addWidget(self.remark)
        column.addLayout(buttons)
        self.setMinimumWidth(min(WIDTH, parent.width() - 32))
        self.list.choice_changed.connect(self._show_choice)
        self.cancel.setFocus()

    def accept(self) -> None:
        """Restore what is chosen, and close; stay where that cannot be done."""
        chosen = self.list.chosen
        if chosen is None:
            return
        try:
            self._keeper.restore(chosen.backup.path)
        except Fault as fault:
            self.remark.tell(str(fault), is_error=True)
            return
        super().accept()

    def done(self, result: int) -> None:
        """Whoever still reads for it reads for nobody."""
        self.list.leave()
        super().done(result)

    def _show_choice(self) -> None:
        chosen = self.list.chosen
        if chosen is None:
            return
        row = next(row for row in self.list.rows if row.chosen is chosen)
        self.restore.setText(f"Restore {within_a_sentence(row.when)}")
        self.restore.setEnabled(True)
        self.remark.tell(chosen.remark)


def _words(shown: BackupList) -> str:
    if shown.fault:
        return shown.fault
    if shown.is_empty:
        return NO_BACKUP
    return "Everything becomes as it was then. What can be undone now can no longer be undone afterwards."

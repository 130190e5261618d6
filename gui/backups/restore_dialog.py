"""Asks which backup to restore, and says what would be different."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.backups.backup_list import BackupList
from gui.backups.replace_dialog import AFTERWARDS, ReplaceDialog, different

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.app.tracker import Tracker
    from gui.backups.scheduler import BackupScheduler
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

NO_BACKUP = (
    "There is no backup of this file yet. Skillgap makes one after changes, at most every half hour, and when you quit."
)


class RestoreDialog(ReplaceDialog):
    """Lists every backup; the button names the selected one."""

    def __init__(self, keeper: BackupScheduler, tracker: Tracker, theme: Theme, icons: Icons, parent: QWidget) -> None:
        now = tracker.events()
        shown = BackupList(
            "Go back to",
            keeper.vault,
            keeper.background,
            lambda _, then: different(now, then),
            tracker.today,
            theme,
            icons,
        )
        super().__init__("Restore a backup", _words(shown), "Restore", shown, tracker, theme, icons, parent)
        self._keeper, self.list = keeper, shown
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
            self._keeper.restore(chosen.backup.path, self._waiting(f"Restoring the backup of {self.list.when} …"))

    def _show_choice(self) -> None:
        chosen = self.list.chosen
        if chosen is None:
            return
        self.replace.setText(f"Restore {self.list.when}")
        self.lock.hold(self.replace, on_any_day=True)
        self.remark.tell(self.list.remark)


def _words(shown: BackupList) -> str:
    if shown.fault:
        return shown.fault
    if shown.is_empty:
        return NO_BACKUP
    return f"Everything goes back to how it was then. {AFTERWARDS}"

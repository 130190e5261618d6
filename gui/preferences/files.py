"""Where the file and its backups are, each with a line of what is true of it now."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from gui.app.date_format import locale_forms, moment_text, size_text
from gui.app.preferences import DEFAULT_RETENTION
from gui.files.file_manager import reveal
from gui.files.waiting import wait_for
from gui.preferences.retention import RetentionFields
from gui.widgets.accessibility import announce
from gui.widgets.buttons import IconButton, LinkButton, PlainButton
from gui.widgets.change_lock import ChangeLock
from gui.widgets.flow import FlowLayout
from gui.widgets.labels import OneLine, PlainLabel, Separator, Sign, set_tip
from gui.widgets.layouts import STRETCH, hbox, holding, vbox
from roadmaps.faults import Cancelled, Fault
from roadmaps.text.text_format import count_text, within_a_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gui.app.background import Watch
    from gui.app.tracker import Tracker
    from gui.backups.protocols import Backup, BackupSource
    from gui.backups.scheduler import BackupScheduler, SecondCopy
    from gui.preferences.changes import Changes
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

_NO_FILE = "The example person has no file, and nothing is saved."
_OTHER_FILE = "You opened this file yourself. Move it as any other file, and open it from there."


class FilesAndBackups(QWidget):
    """Reads the folders in the background, since one of them may be slow."""

    def __init__(self, changes: Changes, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._changes, self._tracker, self._theme = changes, tracker, theme
        title = PlainLabel("Files and backups", role="section", bold=True, theme=theme)
        scheduler = changes.backups
        if scheduler is None:
            vbox(title, PlainLabel(_NO_FILE, theme=theme).wrapping(), STRETCH, on=self, gap=8)
            return
        self._scheduler = scheduler
        self.file = _Place("Your file", "file", "Move …", self._move_file, theme, icons)
        self.folder = _Place("Backup folder", "folder", "Change …", self._move_backups, theme, icons)
        self.second = _Place("Second backup folder", "folder", "Choose …", self._choose, theme, icons)
        self.clear = IconButton("No second folder", "close", theme, icons)
        self.clear.clicked.connect(lambda: changes.set_second_folder(None))
        self.second.buttons.addWidget(self.clear)
        self.kept = RetentionFields(theme, icons)
        self.kept.chosen.connect(self._keep)
        self._kept_truth = PlainLabel(role="dense", tone="text2", theme=theme).wrapping()
        self.back_up = PlainButton("Back up now")
        self.back_up.clicked.connect(self._back_up)
        lock = ChangeLock(tracker, self)
        lock.hold(self.back_up, on_any_day=True)
        if changes.places:
            lock.hold(self.file.change, on_any_day=True)
        for place in () if changes.places else (self.file, self.folder):
            place.change.setEnabled(False)
            set_tip(place.change, _OTHER_FILE)
        self.check = PlainButton("Check all backups")
        self.check.clicked.connect(self._check)
        restore = LinkButton("Restore a backup …", theme, icons)
        restore.clicked.connect(changes.restore_backup)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=12)
        for button in (self.back_up, self.check, restore):
            flow.addWidget(button)
        vbox(
            title, self.file, self.folder, self.second, Separator(),
            PlainLabel(
                "A backup is made every half hour after changes, when you quit, and before a restore or an import.",
                role="dense", tone="text2", theme=theme,
            ).wrapping(),
            self.kept, self._kept_truth, buttons, STRETCH, on=self, gap=12,
        )  # fmt: skip
        scheduler.backed_up.connect(self._look)
        scheduler.copied.connect(self._show_second)
        tracker.changed.connect(self._show_file)
        self._show_places()
        self._show_file()
        self._show_second(scheduler.second)
        self._show_kept()
        self._look()

    def reset(self) -> None:
        """Keep as many backups as by default; folders stay as they are."""
        if self._changes.backups:
            self._keep(DEFAULT_RETENTION)

    def _show_places(self) -> None:
        self.file.show_path(self._scheduler.repository.path)
        self.folder.show_path(self._scheduler.repository.folder)

    def _show_file(self, *_: object) -> None:
        entries = len(self._tracker.events())
        path = self._scheduler.repository.path
        size = path.stat().st_size if path.is_file() else 0
        number = f"{locale_forms().number(entries, 0)} {'entry' if entries == 1 else 'entries'}"
        self.file.tell(f"{number}, {size_text(size)}. Every change is saved at once.")

    def _look(self, *_: object) -> None:
        """List the backups anew."""
        read = partial(_backups_with_size, self._scheduler)
        self._scheduler.background.submit(read, self._show_backups, self._tell_trouble)

    def _show_backups(self, found: tuple[Sequence[Backup], int]) -> None:
        backups, size = found
        if not backups:
            self.folder.tell("No backup yet. The first is made after your first changes.")
            return
        newest = within_a_sentence(moment_text(backups[0].moment, self._tracker.today))
        self.folder.tell(
            f"{count_text(len(backups), 'backup')}, {size_text(size)}. The newest, {newest}, was read back and checked."
        )

    def _tell_trouble(self, fault: Fault) -> None:
        self.folder.tell(str(fault), is_good=False)

    def _show_second(self, second: SecondCopy) -> None:
        self.second.show_path(second.folder)
        self.clear.setVisible(second.folder is not None)
        self.second.change.setText("Change …" if second.folder else "Choose …")
        if second.folder is None:
            self.second.tell("None yet. On a stick or another disk, it survives the loss of this one.", icon="info")
        else:
            self.second.tell(second.sentence, is_good=second.is_good)

    def _choose(self) -> None:
        folder = self._ask_folder("Second backup folder")
        if folder == self._scheduler.repository.folder:
            self.second.tell("That is where the backups are already. Choose another folder.", is_good=False)
        elif folder:
            self._changes.set_second_folder(folder)

    def _ask_folder(self, title: str) -> Path | None:
        dialog = QFileDialog(self, title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        return Path(chosen[0]) if chosen else None

    def _move_file(self) -> None:
        if (places := self._changes.places) and (folder := self._ask_folder("Move your file to")):
            wait = partial(wait_for, words="Moving your file …", theme=self._theme, parent=self.window())
            self._move(self.file, partial(places.move_file, folder, self._scheduler, wait))

    def _move_backups(self) -> None:
        if (places := self._changes.places) and (folder := self._ask_folder("Backup folder")):
            wait = partial(wait_for, words="Copying the backups …", theme=self._theme, parent=self.window())
            self._move(self.folder, partial(places.move_backups, folder, self._scheduler, wait))

    def _move(self, place: _Place, move: Callable[[], str]) -> None:
        try:
            sentence, is_good = move(), True
        except Cancelled:
            return
        except Fault as fault:
            sentence, is_good = str(fault), False
        self._show_places()
        place.tell(sentence, is_good=is_good)
        announce(place.change, sentence)

    def _keep(self, numbers: Sequence[int]) -> None:
        self._changes.set_retention(numbers)
        self._show_kept()

    def _show_kept(self) -> None:
        rule = self._scheduler.repository.rule
        self.kept.show_numbers(rule)
        older, days = sum(rule[1:]), count_text(rule[0], "day")
        self._kept_truth.setText(f"At most {older} that are older than {days}.")
        count = partial(self._scheduler.repository.surplus, rule)
        self._scheduler.background.submit(count, self._show_surplus, lambda _: None)

    def _show_surplus(self, surplus: int) -> None:
        """Say how many backups go, once a smaller number is chosen."""
        if surplus:
            more = f" {count_text(surplus, 'backup')} will go after the next one is made."
            self._kept_truth.setText(self._kept_truth.text().partition(".")[0] + "." + more)

    def _check(self) -> None:
        """Read every backup with every check, in a thread; the user may cancel."""
        read = partial(check_backups, self._scheduler.repository)
        try:
            unreadable, count = wait_for(read, "Checking all backups …", self._theme, self.window())
        except Cancelled:
            return
        except Fault as fault:
            self._tell_trouble(fault)
            return
        if unreadable:
            names = ", ".join(each.path.name for each in unreadable)
            failed = f"{len(unreadable)} of {count_text(count, 'backup')} cannot be read: {names}."
            self.folder.tell(failed, is_good=False)
        elif count:
            self.folder.tell(f"{count_text(count, 'backup')} read and checked just now: all are good.")
        announce(self.check, self.folder.truth)

    def _back_up(self) -> None:
        self._scheduler.back_up_now()
        self._look()


def check_backups(source: BackupSource, watch: Watch) -> tuple[Sequence[Backup], int]:
    """The backups that cannot be read, and how many there are. Raises Fault where they cannot be listed."""
    backups, unreadable = source.backups(), []
    for place, backup in enumerate(backups):
        watch(place / (len(backups) + 1))  # never 1, from where on it could not be cancelled
        try:
            source.read(backup.path)
        except Fault:
            unreadable.append(backup)
    return unreadable, len(backups)


def _backups_with_size(scheduler: BackupScheduler) -> tuple[Sequence[Backup], int]:
    backups = scheduler.repository.backups()
    return backups, sum(each.path.stat().st_size for each in backups if each.path.is_file())


class _Place(QFrame):
    """A path with its buttons, and a sentence on it."""

    def __init__(
        self, name: str, icon: str, words: str, change: Callable[[], object], theme: Theme, icons: Icons
    ) -> None:
        """``words`` are on the button that changes the place."""
        super().__init__()
        self._path: Path | None = None
        self._shown = OneLine(theme=theme)
        self._sign = Sign("check", "have", theme, icons, size=14)
        self._truth = PlainLabel(role="dense", tone="text2", theme=theme).wrapping()
        self.show_button = PlainButton("Show")
        self.show_button.setAccessibleName(f"Show: {name}")
        self.show_button.clicked.connect(self._reveal)
        self.change = PlainButton(words)
        self.change.setAccessibleName(f"{words} {name}")
        self.change.clicked.connect(change)
        frame = QFrame()
        frame.setProperty("variant", "panel")
        hbox(Sign(icon, "text2", theme, icons), (self._shown, 1), on=frame, gap=8, margins=(10, 6, 10, 6))
        self.buttons = hbox(self.show_button, self.change, gap=8)
        truth = hbox((self._sign, 0, Qt.AlignmentFlag.AlignTop), (self._truth, 1), gap=6)
        label = PlainLabel(name, role="dense", tone="text2", bold=True, theme=theme)
        vbox(label, hbox((frame, 1), holding(self.buttons), gap=8), truth, on=self, gap=4)

    @property
    def truth(self) -> str:
        """What is true of it."""
        return self._truth.text()

    def show_path(self, path: Path | None) -> None:
        """Show where it is; None for nowhere."""
        self._path = path
        self._shown.setText(str(path) if path else "None")
        self.show_button.setVisible(path is not None)

    def tell(self, sentence: str, *, is_good: bool = True, icon: str = "check") -> None:
        """Say what is true of it."""
        self._truth.setText(sentence)
        self._sign.show_icon(*((icon, "have" if icon == "check" else "text2") if is_good else ("warning", "learning")))

    def _reveal(self) -> None:
        if self._path and not reveal(self._path):
            self.tell(f"No program on this computer can show {self._path.parent}.", is_good=False)

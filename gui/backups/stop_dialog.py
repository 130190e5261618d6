"""Asks how to continue if the file cannot be opened; shown before there is a window."""

from __future__ import annotations

import os
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.app.date_format import locale_forms
from gui.app.day_watch import DayWatch, tell_new_day
from gui.backups.backup_list import BackupList
from gui.backups.remark import Remark
from gui.files.save_dialogs import FileType, ask_where
from gui.files.waiting import wait_for
from gui.theme.style_sheet import style_sheet
from gui.widgets.buttons import IconTextButton, LinkButton, PlainButton, PrimaryButton
from gui.widgets.exact_text_edit import ExactTextEdit
from gui.widgets.flow import FlowLayout
from gui.widgets.growing_dialog import GrowingDialog
from gui.widgets.labels import PlainLabel, Sign
from gui.widgets.layouts import STRETCH, hbox, vbox
from gui.widgets.scrolling_body import ScrollingBody
from gui.widgets.term import TermSign
from roadmaps.faults import Cancelled, Fault
from roadmaps.journal.summary import summary_text
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from gui.app.background import Background
    from gui.app.clock import Clock
    from gui.app.settings import Settings
    from gui.backups.backup_list import EffectOf
    from gui.backups.protocols import ClosedFile
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.journal import Event

WIDTH = 702
DATABASE = FileType("Skillgap file", "db")
NO_BACKUP = "There is no backup beside this file."
_FINDING_LINES = 5
_FEW_FINDING_LINES = 2
_TALL_FROM = 680
"""On screens lower than this, px, there is room for only a few lines; the rest scrolls."""


class StopAnswer(Enum):
    """How the user wants to continue."""

    QUIT = auto()
    """Nothing was changed."""
    RESTORED = auto()
    """A backup replaced the file."""
    GO_ON = auto()
    """Continue with the file as it is, or with an empty one."""


class SalvageResult(Protocol):
    """What could be read of a damaged file."""

    @property
    def events(self) -> Sequence[Event]:
        """The events that could be read."""

    @property
    def certain(self) -> int:
        """How many of them are certain to be unchanged."""

    @property
    def lost(self) -> int:
        """How many entries are known to be missing."""

    @property
    def notes(self) -> Sequence[str]:
        """Further remarks, as sentences."""


class Stop(NamedTuple):
    """Why the file was not opened, in words, and what can be done about it."""

    data_file: Path
    title: str
    sentence: str
    findings: Sequence[str] = ()
    may_restore: bool = False
    save: Callable[[Path, Path], SalvageResult] | None = None
    """Writes what can be read of the first file into the second, a new one. Raises Fault."""
    go_on: str = ""
    """The button that continues without a backup; empty if that would be wrong."""
    remark: EffectOf = lambda _, __: ""
    """Describes how a backup differs from the file."""


def finding_lines(height: int) -> int:
    """How many lines of the findings are shown at once on a screen of this height, px."""
    return _FINDING_LINES if height >= _TALL_FROM else _FEW_FINDING_LINES


class StopDialog(GrowingDialog):
    """The file is left as it is until the user restores a backup; "Quit" changes nothing."""

    def __init__(
        self,
        stop: Stop,
        file: ClosedFile,
        background: Background,
        settings: Settings,
        clock: Clock,
        theme: Theme,
        icons: Icons,
    ) -> None:
        super().__init__()
        self._stop, self._file, self._background, self._settings = stop, file, background, settings
        self._clock, self._today, self._theme, self._icons = clock, clock.today(), theme, icons
        self._is_gone = self._is_saving = False
        self.answer = StopAnswer.QUIT
        self.told = ""
        """What the window should report first; empty if nothing."""
        self.setWindowTitle("Skillgap")
        self.setWindowIcon(icons.icon("logo", "accent", 64))
        self.setStyleSheet(style_sheet(theme))
        self.title = PlainLabel(stop.title, role="title", bold=True, theme=theme)
        self.sentence = PlainLabel(stop.sentence, tone="text2", theme=theme).wrapping()
        self.list: BackupList | None = None
        if stop.may_restore:
            self.list = BackupList("Continue with", file, background, stop.remark, self._today, theme, icons)
            self.list.choice_changed.connect(self._show_choice)
        self.remark = Remark(theme, icons)
        self.more = LinkButton("What was found", theme, icons, icon="right")
        self.more.clicked.connect(self._toggle_findings)
        self.findings = ExactTextEdit("\n".join(stop.findings))
        self.findings.setReadOnly(True)
        self.findings.setTabChangesFocus(True)
        self.findings.setAccessibleName("What was found")
        lines = finding_lines(self.screen().availableGeometry().height())
        self.findings.setFixedHeight(lines * self.findings.fontMetrics().lineSpacing() + 18)
        self.findings.hide()
        self.quit = PlainButton("Quit")
        self.quit.clicked.connect(self.reject)
        self.go_on = PlainButton(stop.go_on)
        self.go_on.setVisible(bool(stop.go_on))
        self.go_on.clicked.connect(partial(self._end, StopAnswer.GO_ON))
        self._saved: Path | None = None
        self.use_saved = PlainButton("Continue with what was recovered")
        self.use_saved.hide()
        self.use_saved.clicked.connect(self._use_saved)
        self.save = IconTextButton("Recover what can be read …", "export", theme, icons)
        self.save.setVisible(stop.save is not None)
        self.save.clicked.connect(self._save)
        self.restore = PrimaryButton("Restore", theme)
        self.restore.setIcon(icons.icon("restore", "on_accent", 16))
        self.restore.setVisible(False)
        self.restore.clicked.connect(self._restore)
        self._lay_out()
        if self.list and self.list.is_empty:
            self.list.hide()
            self.remark.tell(self.list.fault or NO_BACKUP)
        self.setMinimumWidth(WIDTH)
        self.quit.setFocus()
        self.day_watch = DayWatch(self, self)
        self.day_watch.start()

    def follow_clock(self, *, is_moved: bool = False) -> None:
        """Word the dates relative to today: the dialog may stay open for days."""
        before, self._today = self._today, self._clock.today()
        if is_moved or self._today != before:
            tell_new_day(self, before, self._today)

    def done(self, result: int) -> None:
        """Stop reading backups in the background."""
        self._is_gone = True
        if self.list:
            self.list.leave()
        super().done(result)

    def _lay_out(self) -> None:
        sign = Sign("error", "error", self._theme, self._icons, size=28)
        words = vbox(self.title, self.sentence, gap=4)
        head = hbox((sign, 0, Qt.AlignmentFlag.AlignTop), (words, 1), gap=16)
        going_on = QWidget()
        wrapping = FlowLayout(going_on, gap=8)  # all of them are wider than a small screen
        for button in (self.go_on, self.save, self.use_saved, self.restore):
            wrapping.addWidget(button)
        terms = [TermSign(("can-do",), self._theme, self._icons, self)] if self.list else []
        buttons = hbox(self.quit, *terms, STRETCH, going_on, gap=8)
        body = self._body = ScrollingBody(self._stop.title, 16)
        body.column.addLayout(head)
        if self.list:
            body.column.addWidget(self.list, 1)
        body.column.addWidget(self.remark)
        self.remark.told.connect(body.show_part)
        self.more.setVisible(bool(self._stop.findings))
        body.column.addLayout(hbox(self.more, STRETCH))
        body.column.addWidget(self.findings)
        vbox((body, 1), buttons, on=self, gap=16, margins=(24, 20, 24, 20))

    def _toggle_findings(self) -> None:
        shown = self.findings.isHidden()
        self.findings.setVisible(shown)
        self.more.show_icon("down" if shown else "right", "muted")
        if shown:
            self._body.show_part(self.findings)

    def _show_choice(self) -> None:
        chosen = self.list.chosen if self.list else None
        if self.list is None or chosen is None:
            return
        when = self.list.when
        is_first = self.restore.isHidden()
        self.sentence.setText(f"{self._stop.sentence} The backup of {when} has been checked and is complete.")
        self.restore.setText(f"Restore {when}")
        self.restore.show()
        self.remark.tell(self.list.effect)
        if is_first and self.focusWidget() in (self.quit, None):
            self.restore.setFocus()

    def _restore(self) -> None:
        if self.list and (chosen := self.list.chosen):
            self._put_in_place(chosen.backup.path, f"the backup of {self.list.when}")

    def _use_saved(self) -> None:
        if self._saved:
            self._put_in_place(self._saved, "what could be recovered")

    def _put_in_place(self, path: Path, what: str) -> None:
        try:
            kept = wait_for(partial(self._file.restore_unopened, path), f"Restoring {what} …", self._theme, self)
        except Cancelled:
            return
        except Fault as fault:
            self.remark.tell(str(fault), is_error=True)
            return
        beside = f" The previous file is kept as {kept}." if kept else ""
        self.told = " ".join(filter(None, (f"You are now working with {what}.{beside}", self._file.unconfirmed)))
        self._end(StopAnswer.RESTORED)

    def _save(self) -> None:
        if self._is_saving:
            return
        data_file = self._stop.data_file
        name = f"{data_file.stem}.saved-{self._today.isoformat()}"
        to = ask_where(self, "Recover what can be read", name, (DATABASE,), self._settings, may_replace=False)
        if to is None or self._stop.save is None:
            return
        if os.path.realpath(to) == os.path.realpath(data_file):
            self.remark.tell(
                "That’s the damaged file itself, which must stay untouched. Choose another name.", is_error=True
            )
            return
        self._is_saving = True
        self.remark.tell("Recovering what can be read …")
        self._background.submit(
            partial(_saved, self._stop.save, data_file, to), partial(self._tell_saved, to), self._tell_not_saved
        )

    def _tell_saved(self, to: Path, found: tuple[SalvageResult, str]) -> None:
        if self._is_gone:
            return
        self._is_saving = False
        salvaged, contents = found
        saved = count_text(len(salvaged.events), "entry", "entries")
        certain = "all" if salvaged.certain == len(salvaged.events) else str(salvaged.certain)
        lost = f"{salvaged.lost} could not be read." if salvaged.lost else "Nothing is known to be missing."
        on = "If you continue with this file, it replaces the damaged one, which is kept beside it."
        said = f"{saved} saved in {to} ({contents}), {certain} verified. {lost}"
        self.remark.tell(" ".join([said, *salvaged.notes, on]))
        self._saved = to
        self.use_saved.show()
        # A readable backup comes first.
        if self.restore.isHidden() and self.focusWidget() in (self.save, self.quit, None):
            self.use_saved.setFocus()

    def _tell_not_saved(self, fault: Fault) -> None:
        if not self._is_gone:
            self._is_saving = False
            self.remark.tell(str(fault), is_error=True)

    def _end(self, answer: StopAnswer) -> None:
        self.answer = answer
        self.accept()


def _saved(save: Callable[[Path, Path], SalvageResult], data_file: Path, to: Path) -> tuple[SalvageResult, str]:
    """Save what can be read; returns the result, and the contents of the new file in words. Works in any thread."""
    salvaged = save(data_file, to)
    return salvaged, summary_text(salvaged.events, locale_forms())

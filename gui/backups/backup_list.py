"""Backups to choose from: when each was made, what it holds, and whether it is readable."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QWidget

from gui.app.date_format import exact_moment_text, local_time, locale_forms, moment_text
from gui.app.day_watch import DayFollower
from gui.backups.backup_row import LOWEST, BackupRow, Chosen, Effect
from gui.widgets.buttons import LinkButton
from gui.widgets.labels import PlainLabel, Separator
from gui.widgets.layouts import STRETCH, hbox, holding, vbox
from roadmaps.faults import Fault
from roadmaps.journal.summary import summary_text
from roadmaps.text.text_format import count_text, within_a_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtWidgets import QRadioButton

    from gui.app.background import Background
    from gui.backups.protocols import Backup, BackupSource
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.journal import Event

FEW = 4
"""How many readable ones are listed at first."""
_SCROLL_BAR = 14

EffectOf: TypeAlias = Callable[["Backup", "Sequence[Event]"], Effect]
"""Describes what restoring a backup would change. Called in another thread."""


class BackupList(DayFollower, QWidget):
    """The newest readable backups, and all on request. The newest readable one is selected at first."""

    choice_changed = Signal()
    """Another backup is selected, or the first."""
    looked_through = Signal()
    """Every listed backup has been read."""

    def __init__(
        self,
        title: str,
        source: BackupSource,
        background: Background,
        effect_of: EffectOf,
        today: date,
        theme: Theme,
        icons: Icons,
    ) -> None:
        super().__init__()
        self._source, self._background, self._effect_of, self._today = source, background, effect_of, today
        self._theme, self._icons = theme, icons
        self._is_gone = False
        self._shows_all = False
        self.fault = ""
        try:
            # A backup from the future was made while the clock was wrong: its real age is unknown.
            self._backups = sorted(source.backups(), key=lambda backup: local_time(backup.moment).date() > today)
        except Fault as fault:
            self._backups, self.fault = [], str(fault)
        self.rows: list[BackupRow] = []
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(self._tell_choice)
        self.count = PlainLabel(role="caption", tone="muted", theme=theme)
        self.show_all = LinkButton("Show all", theme, icons)
        self.show_all.setAccessibleName("Show all backups")
        self.show_all.clicked.connect(self._show_every_one)
        self._column = vbox(gap=0)
        self._build(title)
        for backup in self._backups[:FEW]:
            self._add_row(backup)
        self._read_on()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to choose from."""
        return not self._backups

    @property
    def chosen(self) -> Chosen | None:
        """The selected backup; None until one proves readable."""
        return next((row.chosen for row in self.rows if row.button.isChecked()), None)

    @property
    def when(self) -> str:
        """When the selected one was made, for the middle of a sentence; empty without one."""
        return next((within_a_sentence(row.when) for row in self.rows if row.button.isChecked()), "")

    @property
    def effect(self) -> str:
        """What restoring the selected one would change, in sentences; empty without one."""
        effect = self.chosen.effect if self.chosen else ""
        return effect if isinstance(effect, str) else effect(self._today)

    @property
    def is_read(self) -> bool:
        """Whether every listed backup has been read."""
        return all(row.is_read for row in self.rows)

    def follow_day(self, _before: date, today: date) -> None:
        """Word the dates relative to the new day."""
        self._today = today
        for row in self.rows:
            row.show_when(self._when(row.backup))
        if self.chosen:
            self.choice_changed.emit()

    def leave(self) -> None:
        """Stop reading; the results are no longer needed."""
        self._is_gone = True

    def _build(self, title: str) -> None:
        name = PlainLabel(title, bold=True, theme=self._theme)
        head = hbox(name, STRETCH, self.count, self.show_all, gap=4)
        inside = self._inside = holding(self._column)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the list scrolls along with the selection
        self._area.setWidget(inside)
        for ground in (inside, self._area.viewport()):
            ground.setAutoFillBackground(False)
        frame = QFrame()
        frame.setProperty("variant", "panel")
        vbox(self._area, on=frame, margins=(1, 1, 1, 1))
        vbox(head, (frame, 1), on=self, gap=8)

    # One after the other, so that the first results come soon

    def _read_on(self) -> None:
        waiting = next((row for row in self.rows if not row.is_read), None)
        good = sum(row.chosen is not None for row in self.rows)
        if waiting is None and len(self.rows) < len(self._backups) and (self._shows_all or good < FEW):
            waiting = self._add_row(self._backups[len(self.rows)])
        self._count()
        if waiting is None:
            self.looked_through.emit()
        else:
            self._background.submit(
                partial(_read, self._source, waiting.backup, self._effect_of),
                partial(self._show, waiting),
                partial(self._show_fault, waiting),
            )

    def _add_row(self, backup: Backup) -> BackupRow:
        if self.rows:
            self._column.addWidget(Separator())
        row = BackupRow(backup, self._when(backup), self._theme, self._icons)
        self.rows.append(row)
        self._group.addButton(row.button)
        self._column.addWidget(row)
        self._fit()
        return row

    def _when(self, backup: Backup) -> str:
        """When a backup was made; to the second if another was made in the same minute."""
        when = moment_text(backup.moment, self._today)
        if sum(moment_text(each.moment, self._today) == when for each in self._backups) > 1:
            when = exact_moment_text(backup.moment, self._today)
        return when

    def _show(self, row: BackupRow, read: Chosen) -> None:
        if self._is_gone:
            return
        row.show_contents(read)
        self._fit()
        if self.chosen is None:
            row.button.setChecked(True)
        self._read_on()

    def _show_fault(self, row: BackupRow, fault: Fault) -> None:
        if self._is_gone:
            return
        row.show_fault(fault)
        self._read_on()

    def _show_every_one(self) -> None:
        self._shows_all = True
        if self.is_read:
            self._read_on()

    def _count(self) -> None:
        total = len(self._backups)
        is_cut = len(self.rows) < total
        self.count.setText((f"{len(self.rows)} of " if is_cut else "") + count_text(total, "backup"))
        self.show_all.setVisible(is_cut and not self._shows_all)

    def _fit(self) -> None:
        """As wide as the widest row, and tall enough for the first rows and half of the next, if there is one."""
        heights = [max(LOWEST, row.sizeHint().height()) + 1 for row in self.rows[: FEW + 1]]
        half = heights[FEW] // 2 if len(heights) > FEW else 0
        self._area.setMinimumHeight(sum(heights[:FEW]) + half)
        self._area.setMinimumWidth(self._inside.minimumSizeHint().width() + _SCROLL_BAR)

    def _tell_choice(self, button: QRadioButton, is_checked: bool) -> None:
        if is_checked:
            self._area.ensureWidgetVisible(button)
            self.choice_changed.emit()


def _read(source: BackupSource, backup: Backup, effect_of: EffectOf) -> Chosen:
    events = source.read(backup.path)
    return Chosen(backup, summary_text(events, locale_forms()), effect_of(backup, events))

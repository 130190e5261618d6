"""The card of the selected box or milestone, beside the map or as a strip below it."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from gui.app.date_format import locale_forms
from gui.outline.rows import meter_cells, state_meaning
from gui.pages.roadmap.map.view_models import full_name, next_can_do, reached_text, short_name, status_remark
from gui.widgets.badge import DisuseMark, StateBadge
from gui.widgets.buttons import PlainButton, PrimaryButton
from gui.widgets.change_lock import ChangeLock
from gui.widgets.flow import spread_row
from gui.widgets.labels import OneLine, PlainLabel, set_tip, typed
from gui.widgets.layouts import hbox, holding, vbox
from gui.widgets.level_meter import LevelMeter
from roadmaps.gap import ScopeStatus, SkillState
from roadmaps.gap.explanation import explain_row_lock
from roadmaps.text.text_format import hours_text, of_text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.catalogue import Stage
    from roadmaps.gap import Gap, StageRow


_EDGE = 12
_STRIP_EDGES = 92
"""Margins and gaps of the strip beside its parts."""
_LEAST_LETTERS = 16
"""Letters a line of the sentence has to hold."""


class CardAction(Enum):
    """What the first button of a card does."""

    GO_TO = auto()
    TICK = auto()
    BRING_BACK = auto()
    COUNT_IN = auto()


class CardWords(NamedTuple):
    """The text of a card."""

    title: str
    done: str
    hours: str
    sentence: str
    action: CardAction | None
    button: str
    skill_id: str = ""
    """The skill the button leads to; empty if it does something else."""


def card_words(gap: Gap, row: StageRow, ticked: frozenset[str]) -> CardWords:
    """The text for a box, and its one action."""
    done = sum(can_do.id in ticked for can_do in row.can_dos)
    progress = ", ".join(filter(None, (f"{of_text(done, len(row.can_dos))} in this stage", status_remark(row))))
    hours, skill_id = "", ""
    action: CardAction | None = None
    following = next_can_do(row, ticked)
    if row.state is SkillState.SET_ASIDE:
        sentence, action, button = "Set aside: not counted.", CardAction.BRING_BACK, "Bring back"
    elif row.gap.scope_status is ScopeStatus.OPTIONAL:
        sentence = "Optional for this role: not counted unless you count it in."
        action, button = CardAction.COUNT_IN, "Count it in"
    elif following is None:
        sentence, button = "Everything here is ticked.", ""
    else:
        hours = hours_text(row.tally.hours_left, locale_forms())
        if row.missing:
            first = row.missing[0].skill
            sentence, skill_id = explain_row_lock(gap, row), first.id
            action, button = CardAction.GO_TO, f"Go to {first.short_name}"
        else:
            sentence = f"Next, level {following.level}: {following.text}"
            action, button = CardAction.TICK, f"Tick level {following.level}"
    return CardWords(short_name(row), progress, hours, sentence, action, button, skill_id)


class NodeCard(QFrame):
    """Beside the map, or a strip below it."""

    skill_wanted = Signal(str)
    """Select another skill of the map."""
    opened = Signal(str)
    """Show the page of the skill."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons, *, is_strip: bool = False) -> None:
        super().__init__()
        self._tracker, self._is_strip = tracker, is_strip
        self._lock = ChangeLock(tracker, self)
        self._row: StageRow | None = None
        self._words: CardWords | None = None
        self.setProperty("variant", "strip" if is_strip else "selected-card")
        kind = OneLine if is_strip else PlainLabel
        self._title = kind(role="section", bold=True, theme=theme)
        self._badge = StateBadge(theme, icons)
        self._meter = LevelMeter(theme)
        self._count = PlainLabel(role="dense", tone="text2", theme=theme)
        self._hours = PlainLabel(role="dense", tone="text2", theme=theme)
        self._disuse = DisuseMark(theme, icons)
        self._sentence = PlainLabel(role="dense", theme=theme).wrapping()
        self.action = PrimaryButton("", theme)
        self.action.setAutoDefault(False)
        self.action.clicked.connect(self._do)
        self.open = PlainButton("Open skill").on_click(self._open)
        self._build()

    def _build(self) -> None:
        place = QWidget(self)
        hbox(self._meter, (self._count, 1), self._hours, on=place, gap=8)
        self._buttons = buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        buttons.setSpacing(8)
        for button in (self.action, self.open):
            if not self._is_strip:
                button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            buttons.addWidget(button)
        head = hbox(
            (self._title, 1),
            (self._badge, 0, Qt.AlignmentFlag.AlignVCenter if self._is_strip else Qt.AlignmentFlag.AlignTop),
            gap=8,
        )
        box: QBoxLayout
        if self._is_strip:
            box = hbox(head, (self._sentence, 1), on=self, gap=16, margins=(20, 6, 16, 6))
            for part in (place, self._disuse):  # the box beside the strip shows these
                part.setParent(self)
                part.hide()
        else:
            self._title.wrapping()
            box = vbox(head, place, self._disuse, self._sentence, on=self, gap=8, margins=(_EDGE, 10, _EDGE, 12))
        box.addLayout(buttons)

    def show_row(self, row: StageRow) -> None:
        """Show the current state of a box of the map."""
        tracker = self._tracker
        self._row = row
        self._words = words = card_words(tracker.gap, row, frozenset(tracker.progress.ticks))
        self._title.setText(words.title)
        self._badge.show_state(row.state)
        self._meter.show_cells(
            meter_cells(row.can_dos, row.gap.needed, tracker.progress.ticks), state_meaning(row.state)
        )
        self._count.setText(words.done)
        self._hours.setText(words.hours)
        self._sentence.setText(words.sentence)
        disuse = tracker.disuse(row.gap.skill.id)
        self._disuse.setVisible(disuse is not None and not self._is_strip)
        if disuse:
            self._disuse.show_disuse(disuse, tracker.today)
        self.action.setText(typed(words.button))
        self.action.setVisible(words.action is not None)
        self._lock.hold(self.action, writes=words.action is not CardAction.GO_TO)
        self.action.updateGeometry()
        self._arrange()
        set_tip(self._title, f"{full_name(row)}\n{words.sentence}" if self._sentence.isHidden() else full_name(row))
        self.setAccessibleName(f"Selected: {full_name(row)}")
        self.setAccessibleDescription(words.sentence)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack the buttons if their text is too long for one row, and drop the sentence where a strip has no room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        hints = [button.sizeHint().width() for button in (self.action, self.open) if not button.isHidden()]
        fits = self._is_strip or sum(hints) + 2 * _EDGE + 10 <= self.width()
        self._buttons.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
        if self._is_strip:
            # The box on the map shows its state, too.
            badge = self._badge.sizeHint().width()
            self._badge.setVisible(
                self.width() >= sum(hints) + badge + self._title.minimumSizeHint().width() + _STRIP_EDGES
            )
            # A column of single letters would say nothing; the tip of the title then has the sentence.
            taken = sum(hints) + self._title.sizeHint().width() + self._badge.sizeHint().width() + _STRIP_EDGES
            least = _LEAST_LETTERS * self._sentence.fontMetrics().averageCharWidth()
            self._sentence.setVisible(self.width() - taken >= least)

    def _open(self) -> None:
        if self._row:
            self.opened.emit(self._row.gap.skill.id)

    def _do(self) -> None:
        row, words = self._row, self._words
        if row is None or words is None:
            return
        skill_id = row.gap.skill.id
        match words.action:
            case CardAction.GO_TO:
                self.skill_wanted.emit(words.skill_id)
            case CardAction.TICK:
                following = next_can_do(row, self._tracker.progress.ticks)
                if following:
                    self._tracker.edits.set_ticked([following], True)
            case CardAction.BRING_BACK:
                self._tracker.edits.set_aside(skill_id, False)
            case CardAction.COUNT_IN:
                self._tracker.edits.count_in(skill_id, True)


class MilestoneStrip(QFrame):
    """Title, progress and two buttons."""

    checks_wanted = Signal()

    def __init__(self, tracker: Tracker, theme: Theme) -> None:
        super().__init__()
        self._tracker = tracker
        self._stage: Stage | None = None
        self.setProperty("variant", "strip")
        self._title = PlainLabel(role="section", bold=True, theme=theme).wrapping()
        self._remark = PlainLabel(role="dense", tone="text2", theme=theme)
        self.checks, self.reach = PlainButton("Show its checks"), PlainButton()
        words = holding(hbox((self._title, 1), self._remark, gap=16))
        buttons = holding(hbox(self.reach, self.checks, gap=16))
        vbox(spread_row(words, buttons), on=self, margins=(20, 6, 16, 6))
        self.checks.clicked.connect(self.checks_wanted)
        self.reach.clicked.connect(self._toggle)
        ChangeLock(tracker, self).hold(self.reach)

    def show_stage(self, stage: Stage) -> None:
        """Show the current state of a milestone."""
        self._stage = stage
        progress, milestone = self._tracker.progress, stage.milestone
        tick = progress.milestones.get(milestone.id)
        remark = reached_text(milestone, tick, progress.evidence_checks, self._tracker.today)
        self._title.setText(milestone.title)
        self._remark.setText(f"Reached {remark}" if tick else remark)
        self.reach.setText("Take back" if tick else "Reached today")
        self.setAccessibleName(f"Selected: milestone, {milestone.title}")

    def _toggle(self) -> None:
        if self._stage:
            self._tracker.edits.toggle_milestone(self._stage.milestone)

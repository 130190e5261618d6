"""One ad against your skills: what it asks for, which role it leans to, and what covering it takes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from gui.pages.ads.asks_list import AsksList, rows_of
from gui.pages.ads.lean_bar import LeanBar
from gui.pages.ads.teach_panel import TeachPanel
from gui.widgets.buttons import IconTextButton, LinkButton, NumberButton, PlainButton, PrimaryButton
from gui.widgets.change_lock import ChangeLock
from gui.widgets.flow import FlowLayout
from gui.widgets.labels import PlainLabel, Separator
from gui.widgets.layouts import STRETCH, hbox, holding, vbox
from gui.widgets.menu_button import MenuButton
from gui.widgets.painted import Painted
from gui.widgets.painting import draw_bar
from roadmaps.ads import NOTHING_RECOGNISED, AskState, explain_effort, phrase_key, unknown_phrases, why_asked
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from gui.app.tracker import Tracker
    from gui.pages.list_page import Explain
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.ads import MeasuredAsk, ReadAd

_PARTS = {
    AskState.HAVE: "have",
    AskState.LEARNING: "learning",
    AskState.MISSING: "left",
    AskState.SET_ASIDE: "carry",
}
_LEVELS = (1, 2, 3)
_NO_GAP = (
    "That doesn’t mean you have everything it asks for: Skillgap recognised none of its words. Read every part of it, "
    "or select words in the text and say what they mean."
)


class _StateBar(Painted, QWidget):
    """How many asks are in each state."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._parts: list[tuple[str, int]] = []
        self.setFixedHeight(theme.px(8) + 2)

    def show_counts(self, read: ReadAd) -> None:
        """Show the counts of an ad."""
        self._parts = [(_PARTS[state], read.measured.count(state)) for state in AskState]
        self.update()

    def sizeHint(self) -> QSize:
        """Wide rather than high."""
        return QSize(120, self.height())

    def _paint(self, painter: QPainter) -> None:
        draw_bar(painter, QRectF(0, 1, self.width(), self.height() - 2), self._parts, self._theme)


class ResultPane(QFrame):
    """Shows one ad at a time, and is hidden until there is one; what it changes goes through the tracker."""

    _read: ReadAd

    ask_chosen = Signal(object)
    """The place of the ask that is current; None for none."""
    skill_opened = Signal(str)
    planned = Signal()
    """Its skills were put first in the plan."""
    sheet_wanted = Signal(object)
    """Export the evidence sheet of the ad that was read."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons, explain: Explain) -> None:
        super().__init__()
        self._tracker, self._lock = tracker, ChangeLock(tracker, self)
        self._against: object = None
        """The catalogue and roadmap that the ad on show was measured against."""
        self.setProperty("variant", "side")
        self.setAccessibleName("What this ad asks for")
        self.head = PlainLabel(role="section", bold=True, theme=theme).wrapping()
        self._bar = _StateBar(theme)
        self.counts = PlainLabel(role="caption", tone="text2", theme=theme).wrapping()
        self.blocked = PlainLabel(role="caption", tone="text", theme=theme).wrapping()
        self.asks = AsksList(tracker, theme, icons)
        self.asks.selectionModel().currentChanged.connect(self._follow_current)
        self.asks.delete_pressed.connect(self.dismiss)
        self.asks.enter_pressed.connect(self._open_skill)
        self.nothing = PlainLabel(_NO_GAP, tone="text2", theme=theme).wrapping()
        self.read_all = PlainButton("Read everything").on_click(self._read_whole)
        self._nothing = holding(
            vbox(self.nothing, hbox(self.read_all, STRETCH), STRETCH, gap=10, margins=(14, 0, 14, 0))
        )
        self.level, self.wrong = MenuButton("Level asked"), MenuButton("Wrong mark")
        self._fill_menus()
        self.open = PlainButton("Open skill").on_click(self._open_skill)
        self.lean = LeanBar(theme)
        self.about_effort = PlainLabel(theme=theme).wrapping()
        self.effort = NumberButton(theme)
        self.effort.explained(explain, lambda: explain_effort(self._read.measured))
        self.for_all = PlainLabel(role="caption", tone="text2", theme=theme).wrapping()
        self.put_first = PrimaryButton("Put first in plan", theme).on_click(self._put_first)
        self.sheet = IconTextButton("Evidence sheet …", "table", theme, icons).on_click(
            lambda: self.sheet_wanted.emit(self._read)
        )
        self.teach = LinkButton("", theme, icons).on_click(self.ask_what_phrases_mean)
        self.teaching = TeachPanel(tracker, theme, icons)
        self.teaching.closed.connect(self._finish_teaching)
        self._lay_out()

    def _fill_menus(self) -> None:
        menu = self.level.choices
        self._why = menu.addAction("")
        self._why.setEnabled(False)
        menu.addSeparator()
        self._levels = [menu.addAction(f"Level {level}") for level in _LEVELS]
        for level, action in zip(_LEVELS, self._levels, strict=True):
            action.setCheckable(True)
            action.triggered.connect(partial(self.set_level, level))
        menu.addSeparator()
        self._usual = menu.addAction("As usual")
        self._usual.triggered.connect(partial(self.set_level, None))
        menu = self.wrong.choices
        menu.addAction("Not meant in this ad").triggered.connect(self.dismiss)
        menu.addAction("Not meant in any ad").triggered.connect(self.dismiss_everywhere)
        menu.addAction("Means another skill …").triggered.connect(self._teach_current)

    def _lay_out(self) -> None:
        edge = (14, 0, 14, 0)
        self._acts = holding(hbox(self.level, self.wrong, self.open, STRETCH, gap=6, margins=edge))
        self._buttons = QWidget()
        row = FlowLayout(self._buttons, gap=8)
        row.addWidget(self.put_first)
        row.addWidget(self.sheet)
        self._foot = holding(
            vbox(
                self._acts,
                Separator(),
                vbox(
                    self.lean,
                    4,
                    self.about_effort,
                    self.effort,
                    self.for_all,
                    self._buttons,
                    gap=4,
                    margins=edge,
                ),
                gap=8,
            )
        )
        vbox(
            vbox(self.head, self._bar, self.counts, self.blocked, gap=5, margins=edge),
            (self.asks, 1),
            (self._nothing, 1),
            self._foot,
            self.teaching,
            hbox(self.teach, STRETCH, margins=edge),
            on=self,
            gap=6,
            margins=(0, 10, 0, 8),
        )

    # What is shown

    def show_ad(self, read: ReadAd | None) -> None:
        """Show an ad; the current ask stays where the ad is the same."""
        self.setVisible(read is not None)
        against = self._tracker.catalogue, self._tracker.roadmap
        before = getattr(self, "_read", None)
        if read is None or (read == before and against == self._against):
            return
        self._read, self._against = read, against
        measured = read.measured
        if before is None or before.id != read.id:
            self.asks.choose(None)
            self.teaching.hide()
            self.teach.show()
        self.asks.show_asks([*rows_of(measured, self._tracker.catalogue.skills)])
        count = len(measured.asks)
        self.head.setText(f"This ad asks for {count_text(count, 'skill')}" if count else NOTHING_RECOGNISED)
        self._bar.show_counts(read)
        states = [f"{measured.count(state)} {state.value}" for state in AskState if measured.count(state)]
        self.counts.setText(" · ".join(states))
        blockers = [each.skill.short_name for each in measured.blocked_by]
        self.blocked.setText(
            f"You set {' and '.join(blockers)} aside, so this ad can’t be fully covered." if blockers else ""
        )
        for part, is_shown in (
            (self._bar, bool(count)), (self.counts, bool(count)), (self.blocked, bool(blockers)),
            (self.asks, bool(count)), (self._foot, bool(count) and self.teaching.isHidden()),
            (self._nothing, not count),
        ):  # fmt: skip
            part.setVisible(is_shown)
        self.lean.show_lean(read.lean)
        self._show_effort(read)
        self._unknown = unknown_phrases(read.ad.text, measured.reading)
        phrases = len(self._unknown)
        self.teach.setText(f"Not recognised: {count_text(phrases, 'phrase')} …" if phrases else "Teach a phrase …")
        self.teach.setAccessibleName(self.teach.text())
        self._lock.hold(self.read_all, ready=not read.corrections.reads_all)
        self._lock.hold(self.teach)
        self._follow_current()

    def _show_effort(self, read: ReadAd) -> None:
        measured = read.measured
        left = measured.to_cover
        if measured.is_covered:
            words = "You cover all of its must-haves."
        else:
            words = "To cover the must-haves:" if measured.musts else "No must-haves recognised."
        self.about_effort.setText(words)
        self.effort.show_number(left.text)
        self.effort.setVisible(bool(left.can_dos))
        self.for_all.setText(f"With the nice-to-haves: {measured.for_all.text}")
        self.for_all.setVisible(bool(measured.nices) and measured.for_all != left)
        self._lock.hold(self.put_first, ready=bool(measured.for_all.can_dos))

    @property
    def least_width(self) -> int:
        """The width that the buttons below the asks need in one row, px."""
        return self._acts.minimumSizeHint().width()

    @property
    def current(self) -> MeasuredAsk | None:
        """The ask that the buttons act on."""
        place = self.asks.place
        return None if place is None else self._read.measured.asks[place]

    def _follow_current(self) -> None:
        current = self.current
        self._lock.hold(self.level, self.wrong, ready=current is not None)
        self.open.setEnabled(current is not None)
        name = f": {current.skill.name}" if current else ""
        self.level.show_text(f"Asks level {current.asked}" if current else "Level asked", f"Level asked{name}")
        self.wrong.setAccessibleName(f"Wrong mark{name}")
        self.open.setAccessibleName(f"Open skill{name}")
        if current:
            self._why.setText(why_asked(current, self._tracker.gap))
            for action, level in zip(self._levels, _LEVELS, strict=True):
                action.setChecked(level == current.asked)
                action.setEnabled(level <= len(current.skill.can_dos))
            self._usual.setEnabled(current.is_own_level)
        self.ask_chosen.emit(self.asks.place)

    # What the user does

    def set_level(self, level: int | None) -> None:
        """Set the level that this ad asks; None for the usual one."""
        if self.current:
            self._tracker.ad_edits.set_asked_level(self._read.id, self.current.skill.id, level)

    @property
    def _phrases(self) -> list[str]:
        """The words of the current ask, each once."""
        return [*dict.fromkeys(mention.phrase for mention in self.current.ask.mentions)] if self.current else []

    def dismiss(self) -> None:
        """Let the words of the current ask name no skill in this ad."""
        if self._phrases and self._tracker.may_change:
            self._tracker.ad_edits.dismiss(self._read.id, *map(phrase_key, self._phrases))

    def dismiss_everywhere(self) -> None:
        """Let the words of the current ask name no skill in any ad."""
        self._tracker.ad_edits.dismiss_everywhere(*map(phrase_key, self._phrases))

    def _teach_current(self) -> None:
        if self.current:
            self._ask([(phrase, self.current.skill.id) for phrase in self._phrases])

    def ask_what_phrases_mean(self, *, words: str = "") -> None:
        """Open the panel for the phrases that were not recognised; or for words of the text."""
        self._ask([] if words else [(each.phrase, each.suggested) for each in self._unknown], words)

    def _ask(self, phrases: Sequence[tuple[str, str]], words: str = "") -> None:
        if self._tracker.why_locked:
            self._tracker.refused.emit(self._tracker.why_locked)
            return
        self._foot.hide()  # the panel takes its place, so that asks and text stay in view
        self.teach.hide()
        self.teaching.ask(phrases, words=words)

    def _finish_teaching(self) -> None:
        self._foot.setVisible(bool(self._read.measured.asks))
        self.teach.show()
        self.teach.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read_whole(self) -> None:
        self._tracker.ad_edits.read_whole(self._read.id, True)

    def _open_skill(self) -> None:
        if self.current:
            self.skill_opened.emit(self.current.skill.id)

    def _put_first(self) -> None:
        asks = (*self._read.measured.musts, *self._read.measured.nices)
        if self._tracker.plan_edits.put_first([each.skill.id for each in asks if each.hours.high]):
            self.planned.emit()

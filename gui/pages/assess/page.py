"""The Quick assess page: asks one card at a time, saves every answer at once, and shows the gap at the end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from gui.app.change import MEASURED, Origin
from gui.pages.assess.assess_card import AssessCard
from gui.pages.assess.options import PassesLeft
from gui.pages.assess.progress_line import ANSWERED, OPEN, SKIPPED_CARD, CategoryLine, RoundProgress
from gui.pages.assess.round import Round
from gui.pages.assess.round_end import RoundEndCard
from gui.pages.plain_page import PlainPage
from gui.widgets.accessibility import announce
from gui.widgets.accessible_roles import set_role
from gui.widgets.buttons import LinkButton
from gui.widgets.change_lock import ChangeLock
from gui.widgets.empty_state import NO_SKILL_YET, EmptyState
from gui.widgets.flow import spread_row
from gui.widgets.keyboard import latin_key
from gui.widgets.labels import OneLine, PlainLabel
from gui.widgets.layouts import STRETCH, Stretch, hbox, holding, vbox
from gui.widgets.refreshed import Refreshed
from gui.widgets.scroll_area import ScrollArea
from roadmaps.gap import assessment
from roadmaps.journal import SKIPPED, Kind
from roadmaps.text.text_format import count_text, of_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from gui.app.change import Change
    from gui.app.tracker import Tracker
    from gui.app.undo import UndoStep
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.catalogue import Choice
    from roadmaps.gap.assessment import AssessmentCard

_CARD_WIDTH = 720
_LIST_WIDTHS = ((1180, 316), (872, 232))
"""The width of the list for pages at least so wide, px; narrower pages hide it."""
_ASKING_HINT = "What each role needs stays hidden while you answer. Every answer is saved at once."
_DONE_HINT = "Every answer is saved."


class _Area(PassesLeft, ScrollArea):
    """Scrolls with Up, Down and the wheel."""


class AssessPage(PlainPage, Refreshed, QWidget):
    """Asks one card at a time: first those of the short round, then the rest."""

    SHOWS = MEASURED
    name = "assess"
    title = "Quick assess"

    skill_opened = Signal(str)
    """Show a skill on the Skills page."""
    plan_wanted = Signal()
    """Change the hours a week."""
    explanation_wanted = Signal(QWidget)
    """Explain readiness, below a widget."""
    roadmap_wanted = Signal()
    """Show the Roadmap page."""
    asking_changed = Signal()
    """A card is asked, or the end of a round is shown."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._tracker, self._theme, self._icons = tracker, theme, icons
        self._lock = ChangeLock(tracker, self)
        self._is_answering = False
        self._was_open = False
        self._last_step: UndoStep | None = None
        set_role(AssessPage, "Form")
        self.setAccessibleName(self.title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        categories = QFrame()
        categories.setProperty("variant", "pane")
        self._list = _Area("Categories", categories, variant="pane")
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._lines_column = vbox(on=categories, gap=0, margins=(0, 12, 0, 12))
        self._lines: dict[str, CategoryLine] = {}
        self._count = PlainLabel(tone="text2", theme=theme)
        self._strip = RoundProgress(theme)
        self.card = AssessCard(tracker, theme, icons)
        self.finish = RoundEndCard(tracker, theme, icons)
        self.empty = EmptyState(theme, NO_SKILL_YET._replace(act="Show the roadmap"))
        self._last = PlainLabel(role="caption", tone="text2", theme=theme)
        self.undo = LinkButton("Undo", theme, icons)
        self._build()
        self._connect()
        self._build_lines()
        self._round = Round(tracker.roadmap, tracker.progress)
        self._show()

    # Parts

    def _build(self) -> None:
        theme = self._theme
        title = PlainLabel(self.title, role="title", bold=True, theme=theme)
        self._hint = OneLine(role="caption", tone="muted", theme=theme)
        foot = spread_row(holding(hbox(self._last, self.undo, gap=4)), self._hint)
        inner = QWidget()
        inner.setMaximumWidth(theme.px(_CARD_WIDTH))
        head = spread_row(title, self._count)
        vbox(
            head,
            self._strip,
            # Not in a stack, which would be as high as the higher of the two, and scroll for nothing.
            self.card,
            self.finish,
            self.empty,
            foot,
            STRETCH,
            on=inner,
            gap=10,
            margins=(0, 16, 0, 20),
        )
        middle = holding(hbox(Stretch(1), (inner, 100), Stretch(1), margins=(20, 0, 20, 0)))
        hbox(self._list, (_Area("Card", middle), 1), on=self, gap=0)

    def _connect(self) -> None:
        card, finish = self.card, self.finish
        card.level_given.connect(self._give)
        card.picked.connect(self.take_focus)
        card.skip.clicked.connect(self._skip)
        card.aside.clicked.connect(self._set_aside)
        card.back.clicked.connect(self._go_back)
        finish.roadmap.clicked.connect(self.roadmap_wanted)
        self.empty.acted.connect(self.roadmap_wanted)
        finish.summary.skill_wanted.connect(self.skill_opened)
        finish.summary.plan_wanted.connect(self.plan_wanted)
        finish.summary.explanation_wanted.connect(self.explanation_wanted)
        finish.more.clicked.connect(self._add_rest)
        finish.again.clicked.connect(lambda: self.revisit(range(len(self.cards))))
        finish.skips.clicked.connect(lambda: self.revisit(assessment.skipped(self.cards, self._tracker.progress)))
        self.undo.clicked.connect(self._tracker.undo)
        self.refresh_with(self._tracker)

    # Which card is asked

    @property
    def is_asking(self) -> bool:
        """Whether a card is being asked; numbers about the goal are hidden meanwhile."""
        return self._round.card is not None

    @property
    def cards(self) -> Sequence[AssessmentCard]:
        """The cards of both rounds."""
        return self._round.all_cards

    def is_touched(self, change: Change) -> bool:
        """Whether answers changed; a card that is asked at midnight stays."""
        return change.origin is not Origin.CLOCK and super().is_touched(change)

    def show_change(self, change: Change) -> None:
        """Start over for another goal; else, after a change from elsewhere, ask an open card before this one again."""
        if self._is_answering:
            return
        progress, held_focus = self._tracker.progress, self.isAncestorOf(QApplication.focusWidget() or self.window())
        if Kind.GOAL in change.kinds:
            self._round = Round(self._tracker.roadmap, progress)
        else:
            self._round.follow(progress, was_open=self._was_open)
        self._show()
        if held_focus and Kind.GOAL not in change.kinds:
            self.take_focus()  # the focused widget may be hidden now

    def _ask(self) -> None:
        """Show the card that is asked now, ready for the next key."""
        self._show()
        self.take_focus()

    def _add_rest(self) -> None:
        self._round.add_rest(self._tracker.progress)
        self._ask()

    def revisit(self, places: Sequence[int]) -> None:
        """Ask the cards at these indices one by one, whether answered or not."""
        self._round.revisit(places, self._tracker.progress)
        self._ask()

    def _go_to(self, category_id: str) -> None:
        if self._round.go_to(category_id, self._tracker.progress):
            self._ask()  # else the goal changed after the category was pressed

    def _go_back(self) -> None:
        if self.card.can_pick_again:
            self.card.pick_again()
            self.take_focus()
        elif self._round.go_back():
            self._ask()

    # What the user does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by key."""
        key, letter = event.key(), latin_key(event)
        # Some keyboards type digits with Shift.
        plain = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        if not self.is_asking or event.modifiers() & ~plain:
            super().keyPressEvent(event)
        elif event.isAutoRepeat() and key != Qt.Key.Key_Left:
            event.accept()  # a held key answers once
        elif letter.isdecimal() and self.card.is_picking:
            self.card.picker.pick(int(letter))
        elif letter and letter in "0123"[: self.card.highest + 1]:
            self._give(int(letter))
        elif letter == "S":
            self._skip()
        elif letter == "X":
            self._set_aside()
        elif key == Qt.Key.Key_Left:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _give(self, level: int) -> None:
        self._answer(level, "none of them yet" if self.card.is_picking else f"{level}")

    def _skip(self) -> None:
        self._answer(SKIPPED, "skipped")

    def _answer(self, answer: int | str, words: str) -> None:
        skill_id = self.card.skill_id
        choice = self._tracker.catalogue.choices.get(self.card.unit_id) if self.card.is_picking else None
        self._record(
            lambda: self._is_so(skill_id, answer) or self._tracker.edits.assess(skill_id, answer), words, choice
        )

    def _is_so(self, skill_id: str, answer: int | str) -> bool:
        """Whether an answer is recorded already, so that giving it would change nothing."""
        progress = self._tracker.progress
        if progress.quick_answers.get(skill_id) != answer:
            return False
        if not isinstance(answer, int):
            return True
        wanted = assessment.wanted_ticks(self._tracker.catalogue.skills[skill_id], answer)
        agrees = all((can_do.id in progress.ticks) == is_ticked for can_do, is_ticked in wanted.items())
        return agrees and skill_id not in progress.set_aside

    def _set_aside(self) -> None:
        card, edits = self._round.card, self._tracker.edits
        if card is None:
            return  # the button was pressed before the goal changed and released after
        choice = self._tracker.catalogue.choices.get(card.unit_id)

        def write() -> bool:
            done = edits.set_choice_aside(choice.id) if choice else edits.set_aside(card.unit_id, True)
            return done or all(skill_id in self._tracker.progress.set_aside for skill_id in card.skill_ids)

        self._record(write, "not for me", choice)

    def _record(self, write: Callable[[], bool], words: str, choice: Choice | None) -> None:
        """Write an answer to a skill, or to a choice as a whole; once it is on disk, ask the next card."""
        self._is_answering = True
        is_kept = write()
        self._is_answering = False
        if is_kept:
            name = (choice or self._tracker.catalogue.skills[self.card.skill_id]).short_name
            self._last.setText(f"Last answer: {name}, {words}")
            self._last_step = self._tracker.undo_stack.next_undo
            self._round.step(self._tracker.progress)
            self._ask()

    # What is shown

    def _build_lines(self) -> None:
        heading = PlainLabel("Categories", role="caption", tone="muted", bold=True, theme=self._theme)
        heading.setContentsMargins(20, 0, 0, 8)
        self._lines_column.addWidget(heading)
        for category in self._tracker.catalogue.categories.values():
            line = CategoryLine(category.name, self._theme, self._icons)
            line.clicked.connect(lambda _=False, category_id=category.id: self._go_to(category_id))
            self._lines[category.id] = line
            self._lines_column.addWidget(line)
        self._lines_column.addStretch()

    def _show(self) -> None:
        progress, cards, asked = self._tracker.progress, self._round.cards, self._round.card
        tally = assessment.place_of(cards, progress)
        skipped = assessment.skipped(cards, progress)
        cells = [
            SKIPPED_CARD if place in skipped else ANSWERED if assessment.is_answered(card, progress) else OPEN
            for place, card in enumerate(cards)
        ]
        self._strip.show_round(cells, -1 if self._round.place is None else self._round.place)
        about = f" · about {count_text(tally.minutes_left, 'minute')} left" if tally.minutes_left else ""
        self._count.setText(of_text(tally.answered, tally.cards) + about if cards else "")
        for category_id, line in self._lines.items():
            own = [card for card in cards if card.category_id == category_id]
            is_here = asked is not None and asked.category_id == category_id
            line.setVisible(bool(own))
            answered = sum(assessment.is_answered(card, progress) for card in own)
            line.show_count(answered, len(own), is_here=is_here)
            if is_here:
                QTimer.singleShot(0, self, partial(self._list.ensureWidgetVisible, line))  # once it has its place
        self._lock.hold(self)
        shown = self.card if asked else self.finish if cards else self.empty
        for part in (self.card, self.finish, self.empty):
            part.setVisible(part is shown)
        if asked:
            self._was_open = not assessment.is_answered(asked, progress)
            self.card.show_card(asked, self._member(asked), can_go_back=bool(self._round.place))
        else:
            self.finish.show_gap(self._tracker.gap, len(self.cards) - len(cards), len(skipped))
        spoken = self.card.spoken if asked else f"{self._count.text()} answered" if cards else NO_SKILL_YET.what
        if spoken != self.accessibleDescription():
            self.setAccessibleDescription(spoken)
            if self.isVisible():
                announce(self, spoken)
        # An answer that was undone, or followed by another change, can no longer be undone here.
        is_last = self._last_step is not None and self._tracker.undo_stack.next_undo is self._last_step
        self._last.setVisible(is_last)
        self._hint.setText(_ASKING_HINT if asked else _DONE_HINT if cards else "")
        self.undo.setVisible(is_last)
        self.asking_changed.emit()

    def _member(self, card: AssessmentCard) -> str:
        """The member that was answered, or else the one that counts, or else the first."""
        gaps = self._tracker.gap.skills
        answers = self._tracker.progress.quick_answers
        answered = (each for each in card.skill_ids if isinstance(answers.get(each), int))
        counting = (each for each in card.skill_ids if gaps[each].counts)
        return next(answered, next(counting, card.skill_ids[0]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the list where the page is too narrow."""
        super().resizeEvent(event)
        px = self._theme.px
        width = next((px(list_width) for least, list_width in _LIST_WIDTHS if self.width() >= px(least)), 0)
        self._list.setVisible(width > 0)
        if width:
            self._list.setFixedWidth(width)

    # What the window asks for

    def take_focus(self) -> None:
        """Get ready for the next key; at the end, focus the first button."""
        wanted = self if self.is_asking else self.finish.first if self.cards else self.empty
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

"""The welcome: choose a direction and how to start, confirm what you bring, see the gap. Two actions are enough."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from gui.pages.plain_page import PlainPage
from gui.pages.welcome.carry_list import CarryList
from gui.pages.welcome.direction_card import DirectionCard, NumberDisc, OptionCard
from gui.widgets.buttons import LinkButton, PlainButton, PrimaryButton, is_enter
from gui.widgets.card import Card
from gui.widgets.change_lock import ChangeLock
from gui.widgets.flow import spread_row
from gui.widgets.keyboard import latin_key
from gui.widgets.labels import PlainLabel, Separator, Sign, set_tip
from gui.widgets.layouts import STRETCH, Stretch, hbox, holding, vbox
from gui.widgets.refreshed import Refreshed
from gui.widgets.scroll_area import ScrollArea
from gui.widgets.sticky_footer import StickyFooter
from gui.widgets.term import TermSign
from roadmaps.catalogue import suggestions
from roadmaps.gap import measure_gap
from roadmaps.text.text_format import count_text, within_a_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QHBoxLayout

    from gui.app.change import Change
    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.widgets.gap_summary import GapSummary
    from roadmaps.catalogue import Roadmap

_WIDTH = 896
_QUESTIONS, _CARRY, _GAP = 0, 1, 2
"""Indices in the stack."""
_WAYS_ON = (
    ("assess", "Check the rest with Quick assess"),
    ("roadmap", "See the roadmap"),
    ("skills", "Open the list of skills"),
)
"""Where to go from the first gap, besides the next skill: a page, and the text of its button."""


class WelcomePage(PlainPage, Refreshed, QWidget):
    """Shown while nothing has been saved yet; it leads to another page and does not come back."""

    name = "welcome"
    title = "Welcome"

    page_wanted = Signal(str)
    """The name of the page to go to next."""
    skill_opened = Signal(str)
    """Show a skill on the Skills page."""
    explanation_wanted = Signal(QWidget)
    """Explain readiness, below a widget."""
    example_wanted = Signal()
    """Show the example."""
    import_wanted = Signal()
    """Import a copy of everything."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._tracker, self._theme, self._icons = tracker, theme, icons
        self.setAccessibleName(self.title)
        self.carry = CarryList(tracker, theme, icons)
        self.carry.confirmed.connect(self._show_gap)
        self.carry.skipped.connect(lambda: self.page_wanted.emit("assess"))
        self._ways_on: dict[str, PlainButton] = {}
        self._shown = QStackedWidget()
        for part in (self._questions(), self._middle(self.carry)):
            self._shown.addWidget(part)
        vbox(self._shown, on=self)
        self.refresh_with(tracker)

    # Parts

    def _middle(self, part: QWidget) -> QWidget:
        part.setMaximumWidth(_WIDTH)
        return holding(hbox(Stretch(1), (part, 100), Stretch(1), margins=(24, 0, 24, 0)))

    def _questions(self) -> QWidget:
        theme, tracker = self._theme, self._tracker
        inner = QWidget()
        greeting = hbox(
            Sign("logo", "accent", theme, self._icons, size=32),
            (PlainLabel("Welcome to Skillgap", role="welcome", bold=True, theme=theme).wrapping(), 1),
            gap=12,
        )
        lead = "Tick what you can already do. See what carries over, what’s left, and when you may be done."
        explained = TermSign(("skill", "carries-over", "raise", "learn-new"), theme, self._icons, inner)
        caption = "You can change it at any time and keep your ticks."
        self.directions = [
            DirectionCard(measure_gap(roadmap, tracker.progress), f"{number}", theme, self._icons)
            for number, roadmap in enumerate(
                (each for each in tracker.catalogue.roadmaps.values() if not each.is_own), 1
            )
        ]
        self.works = OptionCard("I work in that job", "", theme)
        asked = "Quick assess takes one skill at a time. You answer with a key."
        self.asked = OptionCard("Ask me about each skill", asked, theme)
        by_hand = "Opens the list of skills with nothing ticked."
        self.by_hand = OptionCard("I’ll tick the list myself", by_hand, theme)
        self.works.setChecked(True)
        vbox(
            greeting,
            PlainLabel(lead, role="section", tone="text2", theme=theme).wrapping(),
            12,
            self._question(1, "Which way are you going?", caption, explained),
            _side_by_side(self.directions),
            12,
            self._question(2, "How would you like to start?", ""),
            _side_by_side([self.works, self.asked, self.by_hand]),
            on=inner,
            gap=12,
            margins=(0, 16, 0, 12),
        )
        self.start = PrimaryButton("Start", theme)
        self.start.setProperty("variant", "large")
        self.start.clicked.connect(self._start)
        self.example = PlainButton("See an example first").on_click(self.example_wanted)
        set_tip(self.example, "Shows the program with a year of a made-up person’s progress. Nothing is saved.")
        begin = holding(
            hbox(self.start, PlainLabel("A few minutes; stop when you like", tone="muted", theme=theme), gap=12)
        )
        promise = PlainLabel("No account. Your data stays in one file on this computer.", tone="muted", theme=theme)
        copy = "I have a copy from another computer …"
        self.bring_copy = LinkButton(copy, theme, self._icons).on_click(self.import_wanted)
        foot = holding(
            vbox(
                spread_row(begin, self.example),
                Separator(),
                spread_row(self.bring_copy, promise),
                gap=10,
                margins=(0, 8, 0, 12),
            )
        )
        lock = ChangeLock(tracker, self)
        lock.hold(self.start)
        lock.hold(self.bring_copy, on_any_day=True)
        self.directions[0].setChecked(True)
        for direction in self.directions:
            direction.toggled.connect(self._offer_starts)
        self._offer_starts()
        return StickyFooter(self._middle(inner), self._middle(foot), self.title)

    def _question(self, number: int, text: str, caption: str, sign: QWidget | None = None) -> QHBoxLayout:
        theme = self._theme
        row = hbox(NumberDisc(number, theme), PlainLabel(text, role="section", bold=True, theme=theme), gap=12)
        if sign:
            row.addWidget(sign)
        row.addWidget(PlainLabel(caption, tone="muted", theme=theme).wrapping(), 1)
        return row

    @cached_property
    def summary(self) -> GapSummary:
        """The first gap; made only when needed, because it imports the plan."""
        from gui.widgets.gap_summary import GapSummary

        summary = GapSummary(self._tracker, self._theme, self._icons)
        summary.skill_wanted.connect(self.skill_opened)
        summary.plan_wanted.connect(lambda: self.page_wanted.emit("plan"))
        summary.explanation_wanted.connect(self.explanation_wanted)
        for page, text in _WAYS_ON:
            button = self._ways_on[page] = PlainButton(text)
            button.clicked.connect(lambda _=False, page=page: self.page_wanted.emit(page))
            summary.buttons.addWidget(button)
        card = Card("Your gap", self._theme)
        card.column.addWidget(summary)
        part = holding(vbox(card, STRETCH, margins=(0, 16, 0, 24)))
        self._shown.addWidget(ScrollArea("Your gap", self._middle(part)))
        return summary

    @property
    def assess(self) -> PlainButton:
        """The button from the first gap to Quick assess."""
        _ = self.summary  # made with its buttons
        return self._ways_on["assess"]

    # What the user does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The number of a direction chooses it; Enter starts."""
        digit = latin_key(event)
        place = int(digit) - 1 if digit.isdecimal() else -1
        # Some keyboards type digits with Shift.
        plain = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        is_asked = self._shown.currentIndex() == _QUESTIONS
        if is_asked and 0 <= place < len(self.directions) and not event.modifiers() & ~plain:
            self.directions[place].setChecked(True)
            self.directions[place].setFocus(Qt.FocusReason.OtherFocusReason)
        elif is_asked and is_enter(event):
            if not event.isAutoRepeat():
                self.start.click()  # from any card, as from a field of a form
        else:
            super().keyPressEvent(event)

    @property
    def chosen(self) -> Roadmap:
        """The direction that is chosen here."""
        card = next(each for each in self.directions if each.isChecked())
        return self._tracker.catalogue.roadmaps[card.roadmap_id]

    def _offer_starts(self) -> None:
        """Offer the ways to start, which depend on the direction."""
        roadmap = self.chosen
        suggested = suggestions(roadmap)
        open_choices = sum(len(each.skill_ids) > 1 for each in suggested)
        count = count_text(len(suggested) - open_choices, "skill")
        if open_choices:
            count += " and one either/or choice" if open_choices == 1 else f" and {open_choices} either/or choices"
        title = f"I work as {_article(roadmap.from_role.name)} {within_a_sentence(roadmap.from_role.name)}"
        self.works.show_words(title, f"Suggests {count} typical of the job. Nothing is ticked until you confirm.")

    def _start(self) -> None:
        roadmap = self.chosen
        if not self._set_goal(roadmap):
            return
        if self.works.isChecked():
            self.carry.show_roadmap(roadmap)
            self._shown.setCurrentIndex(_CARRY)
            self.carry.confirm.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.page_wanted.emit("assess" if self.asked.isChecked() else "skills")

    def _set_goal(self, roadmap: Roadmap) -> bool:
        """Save the direction; returns whether it is on disk."""
        return self._tracker.progress.goal == roadmap.id or self._tracker.edits.set_goal(roadmap.id)

    def _show_gap(self) -> None:
        self.summary.show_gap(self._tracker.gap)
        self._shown.setCurrentIndex(_GAP)
        first = self.assess if self.summary.start.isHidden() else self.summary.start
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_change(self, change: Change) -> None:
        """Follow an undo: of the direction while the list is shown, of the ticks while the gap is shown."""
        if self._shown.currentIndex() == _CARRY and self._tracker.progress.goal != self.chosen.id:
            self._shown.setCurrentIndex(_QUESTIONS)
            self.take_focus()
        elif self._shown.currentIndex() == _GAP:
            self.summary.show_gap(self._tracker.gap)

    # What the window asks for

    def take_focus(self) -> None:
        """Focus the first question."""
        next(each for each in self.directions if each.isChecked()).setFocus(Qt.FocusReason.OtherFocusReason)


def _side_by_side(cards: Sequence[QWidget]) -> QWidget:
    return holding(hbox(*((card, 1) for card in cards), gap=16))


def _article(noun: str) -> str:
    """The indefinite article: "ML engineer" takes "an"."""
    return "an" if noun[:1].lower() in "aeiou" or noun.startswith("ML") else "a"

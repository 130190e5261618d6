"""Which suits me? Eight situations, the answers, and a line that shows which role they lean towards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolButton, QWidget

from gui.widgets.buttons import LinkButton, PlainButton
from gui.widgets.card import Card
from gui.widgets.change_lock import ChangeLock
from gui.widgets.labels import PlainLabel, set_tip, typed
from gui.widgets.layouts import STRETCH, add_parts, hbox, holding, vbox
from gui.widgets.painted import Painted
from roadmaps.catalogue.situations import EITHER, measure_leaning
from roadmaps.text.text_format import count_text, of_text, within_a_sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPainter, QResizeEvent

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.catalogue.situations import Leaning, Situation

EITHER_TEXT = "Either"
_KNOB = 6


class LeaningLine(Painted, QWidget):
    """A line between the two roles with a marker where the answers lie; it cannot be dragged."""

    def __init__(self, first: str, second: str, theme: Theme) -> None:
        super().__init__(theme)
        self._names = first, second
        self._leaning: Leaning | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_leaning(self, leaning: Leaning) -> None:
        """Show where the answers lie."""
        self._leaning = leaning
        first, second = self._names
        words = f"{leaning.for_first} for {first}, {leaning.for_second} for {second}, {leaning.either} for either"
        self.setAccessibleName(f"Leaning: {words}" if leaning.answered else "Leaning: nothing answered yet")
        set_tip(self, words)
        self.update()

    def sizeHint(self) -> QSize:
        """One line of text."""
        return QSize(120, self._theme.size("caption") + 14)

    def _paint(self, painter: QPainter) -> None:
        """The names, the line, its middle and the knob."""
        painter.setFont(self._theme.font("caption"))
        painter.setPen(self._theme.colour("text2"))
        metrics = painter.fontMetrics()
        first, second = self._names
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, first)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, second)
        left = metrics.horizontalAdvance(first) + 10
        right = self.width() - metrics.horizontalAdvance(second) - 10
        middle = self.height() / 2
        centre = (left + right) / 2
        painter.setPen(QPen(self._theme.colour("control"), 1.5))
        painter.drawLine(QPointF(left, middle), QPointF(right, middle))
        painter.drawLine(QPointF(centre, middle - 5), QPointF(centre, middle + 5))
        if self._leaning and self._leaning.answered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            reach = (right - left) / 2 - _KNOB
            painter.drawEllipse(QPointF(centre + self._leaning.place * reach, middle), _KNOB, _KNOB)


class SuitsMeCard(Card):
    """One question at a time, saved at each click; answers can be reviewed and changed."""

    def __init__(self, tracker: Tracker, situations: Mapping[str, Situation], theme: Theme, icons: Icons) -> None:
        super().__init__("Which suits me?", theme)
        self._tracker, self._theme, self._icons = tracker, theme, icons
        self._lock = ChangeLock(tracker, self)
        self._situations = list(situations.values())
        self._roles = list(tracker.catalogue.roles.values())[:2]
        self._asked = self._first_open()
        self._is_answering = False
        self._shown_answers: Mapping[str, str] = {}
        self._question = PlainLabel(theme=theme).wrapping().selectable()
        self._unanswered = PlainLabel(
            f"{count_text(len(self._situations), 'situation')}, one click each. The line shows which way your "
            "answers lean. It’s not a verdict.",
            tone="muted",
            theme=theme,
        ).wrapping()
        self._answers: dict[str, QToolButton] = {}
        choices = QWidget()
        # Stacked and as wide as the card, so that the next answers are in the same place.
        rows = vbox(on=choices, gap=6)
        for key in (*(role.id for role in self._roles), EITHER):
            button = QToolButton()
            button.setProperty("variant", "chip")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False, key=key: self._answer(key))
            self._answers[key] = button
            rows.addWidget(button)
        self._choices = choices
        self._back = LinkButton("Back", theme, icons)
        self._back.clicked.connect(lambda: self._ask((self._asked or len(self._situations)) - 1))
        self.again = PlainButton("Answer again").on_click(self._answer_again)
        first, second = self._roles
        self._line = LeaningLine(first.short_name, second.short_name, theme)
        self._links = [self._link(place) for place in range(len(self._situations))]
        self._given = holding(vbox(*self._links, gap=0))
        foot = hbox(self.again, self._back, STRETCH)
        add_parts(self.column, self._unanswered, self._question, choices, self._line, self._given, foot, STRETCH)
        self.refresh()

    # What is shown

    @property
    def asked(self) -> Situation | None:
        """The situation being asked about; None if all are answered."""
        return None if self._asked is None else self._situations[self._asked]

    def refresh(self) -> None:
        """Show the open question, the leaning and the answers."""
        answers = self._tracker.progress.answers
        leaning = measure_leaning(self._situations, answers, (self._roles[0].id, self._roles[1].id))
        asked = self.asked
        count = len(self._situations)
        self.caption.setText(
            f"question {(self._asked or 0) + 1} of {count}" if asked else f"{of_text(count, count)} answered"
        )
        self._question.setText(asked.question if asked else self._result(leaning))
        self._keep_room()
        had_focus = any(button.hasFocus() for button in self._answers.values())
        self._choices.setVisible(asked is not None)
        for key, button in self._answers.items():
            if asked:
                text = EITHER_TEXT if key == EITHER else asked.answers[key].text
                because = None if key == EITHER else asked.answers[key].because
                button.setText(typed(text))
                button.setAccessibleName(text)
                button.setChecked(answers.get(asked.id) == key)
                set_tip(button, f"{because.citation.text}: {because.text}" if because else "")
        self._lock.hold(*self._answers.values(), self.again)
        self._back.setVisible(self._asked != 0)
        self._unanswered.setVisible(asked is not None)
        self.again.setVisible(leaning.answered > 0)
        self._line.show_leaning(leaning)
        self._show_given(answers)
        self._shown_answers = dict(answers)
        if had_focus and asked is None:
            self._back.setFocus()  # not the button with which the same key would clear all answers

    def _result(self, leaning: Leaning) -> str:
        """Which role the answers lean towards, as a sentence with counts."""
        (more, role), (fewer, other) = sorted(
            zip((leaning.for_first, leaning.for_second), self._roles, strict=True), key=lambda each: -each[0]
        )
        either = f", {leaning.either} either way" if leaning.either else ""
        names = [within_a_sentence(each.name) for each in (role, other)]
        counts = f"({more} of {leaning.answered} answers, {fewer} for {names[1]}{either})"
        if more == fewer:
            return f"All answered. Your answers are split evenly ({more} each{either}), so either role could suit you."
        lean = f"All answered. Your answers lean towards {names[0]} {counts}."
        return f"{lean} It’s a hint at what you enjoy, not a verdict."

    def _keep_room(self) -> None:
        """Keep room for the longest question, so that nothing below moves from one to the next."""
        metrics = self._question.fontMetrics()
        room = QRect(0, 0, max(1, self._question.width()), 10_000)
        heights = [
            metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, each.question).height() for each in self._situations
        ]
        self._question.setMinimumHeight(max(heights, default=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room again: the questions wrap differently at another width."""
        super().resizeEvent(event)
        self._keep_room()

    def _link(self, place: int) -> LinkButton:
        """The link of the answer to a situation; kept as long as the card, so that it keeps the focus."""
        link = LinkButton("", self._theme, self._icons)
        link.setAccessibleDescription("Answers this one again")
        link.clicked.connect(lambda: self._ask(place))
        return link

    def _show_given(self, answers: Mapping[str, str]) -> None:
        for each, link in zip(self._situations, self._links, strict=True):
            answer = answers.get(each.id)
            if answer is not None:
                text = each.answers[answer].text if answer in each.answers else EITHER_TEXT
                link.setText(f"{each.name}: {text}")
                link.setAccessibleName(link.text())
                link.updateGeometry()
            link.setVisible(answer is not None)
        self._given.setVisible(any(each.id in answers for each in self._situations))

    def _first_open(self) -> int | None:
        answers = self._tracker.progress.answers
        return next((place for place, each in enumerate(self._situations) if each.id not in answers), None)

    def follow(self) -> None:
        """Catch up after an answer here, an undo, or a change elsewhere.

        An answer that was undone or changed elsewhere is asked for again. If the focus was on this card, it moves to
        that answer, unless it was on the line of another situation.
        """
        answers, shown = self._tracker.progress.answers, self._shown_answers
        changed = [place for place, each in enumerate(self._situations) if answers.get(each.id) != shown.get(each.id)]
        held = QApplication.focusWidget()
        back = changed[0] if len(changed) == 1 and not self._is_answering else None
        key = shown.get(self._situations[back].id) if back is not None else None
        asked = self.asked
        if key is not None:
            self._asked = back
        elif asked is None or asked.id in answers:
            self._asked = self._first_open()
        self.refresh()
        is_on_other_line = any(held is link and place != back for place, link in enumerate(self._links))
        if key in self._answers and held and self.isAncestorOf(held) and not is_on_other_line:
            self._answers[key].setFocus()

    # What the user does

    def _answer(self, key: str) -> None:
        asked = self.asked
        if asked is None:
            return
        if self._tracker.progress.answers.get(asked.id) == key:
            self._asked = self._first_open()
            self.refresh()
        else:
            self._is_answering = True
            is_kept = self._tracker.edits.answer(asked, key)
            self._is_answering = False
            if not is_kept:
                self.refresh()  # the button returns to what is on disk

    def _ask(self, place: int) -> None:
        self._asked = place
        self.refresh()
        next(iter(self._answers.values())).setFocus()

    def _answer_again(self) -> None:
        if self._tracker.edits.forget_answers(self._situations):
            self._ask(0)

"""The controls of a card: levels with their keys, other answers, and the members of a choice."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QWidget

from gui.widgets.key_cap import KeyCap, KeyedButton
from gui.widgets.labels import PlainLabel
from gui.widgets.layouts import hbox, vbox
from gui.widgets.option_button import OptionButton
from gui.widgets.painting import draw_box, draw_focus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPainter

    from gui.theme.palette import Theme

    Base = QWidget
else:
    Base = object


_LEAST_HEIGHT = 52


class OptionMark(Enum):
    """Why an answer is marked."""

    NONE = ""
    TICKED = "ticked so far"
    """What the ticks suggest, still to be confirmed or corrected."""
    ANSWER = "your answer"


class PassesLeft(Base):
    """A mixin, before the class of a widget: Left is passed on to the page, which goes back with it.

    Qt would move the focus or scroll sideways.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass Left on."""
        if event.key() == Qt.Key.Key_Left:
            event.ignore()
        else:
            super().keyPressEvent(event)


class AnswerButton(PassesLeft, KeyedButton):
    """An answer other than a level."""

    def mark_answer(self, *, is_answer: bool) -> None:
        """Mark it as the current answer."""
        if self.property("isAnswer") is not is_answer:
            self.setProperty("isAnswer", is_answer)
            self.setAccessibleDescription(OptionMark.ANSWER.value if is_answer else "")
            self.style().unpolish(self)
            self.style().polish(self)


class LevelOption(PassesLeft, OptionButton):
    """A level to claim: its key, its can-do and what the level means. The answer given before is marked.

    A level that is only ticked so far has a dashed frame and no background, so that it does not look like an answer.
    """

    def __init__(self, level: int, meaning: str, theme: Theme) -> None:
        super().__init__(theme, hint=320, least=QSize(200, _LEAST_HEIGHT))
        self.level = level
        self.mark = OptionMark.NONE
        """Why it is marked, if it is."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._text = PlainLabel(theme=theme, bold=level == 0).wrapping()
        self._meaning_text = meaning
        self._meaning = PlainLabel(meaning, role="caption", tone="muted", theme=theme)
        hbox(KeyCap(str(level), theme), (self._text, 1), self._meaning, on=self, gap=16, margins=(14, 8, 16, 8))
        self.let_clicks_through()

    def show_text(self, text: str, mark: OptionMark) -> None:
        """Show a can-do, and whether it was the answer or is ticked so far."""
        self.mark = mark
        self._text.setText(text)
        self._meaning.setText(" · ".join(filter(None, (self._meaning_text, mark.value))))
        name = f"{self.level}: {text}"
        self.setAccessibleName(f"{name} ({mark.value})" if mark.value else name)
        self.update()

    def _paint(self, painter: QPainter) -> None:
        colour = self._theme.colour
        is_answer, is_marked = self.mark is OptionMark.ANSWER, self.mark is not OptionMark.NONE
        ground = "accent_tint" if is_answer else "hover" if self.underMouse() else "surface"
        style = Qt.PenStyle.DashLine if is_marked and not is_answer else Qt.PenStyle.SolidLine
        edge = QPen(colour("accent" if is_marked else "control"), 1.5 if is_marked else 1, style)
        draw_box(painter, QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75), 8, colour(ground), edge)
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()), self._theme, 8)


NONE_YET = "None of them yet"


class MemberPicker(QWidget):
    """An option for each member and one for none of them, each with its key."""

    picked = Signal(int)
    """The index of the picked member; -1 for none of them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._names: tuple[str, ...] = ()
        self.options: list[LevelOption] = []
        self._column = vbox(on=self, gap=8)

    def show_members(self, names: Sequence[str]) -> None:
        """Offer these members."""
        if tuple(names) == self._names:
            return
        self._names = tuple(names)
        for option in self.options:
            self._column.removeWidget(option)
            option.hide()
            option.deleteLater()
        self.options = [LevelOption(number, "", self._theme) for number in range(len(names) + 1)]
        for number, (option, name) in enumerate(zip(self.options, (NONE_YET, *names), strict=True)):
            option.show_text(name, OptionMark.NONE)
            option.setAccessibleName(name)
            option.setAccessibleDescription(f"Key {number}")
            option.clicked.connect(lambda _=False, number=number: self.pick(number))
            self._column.addWidget(option)

    def mark_none(self, *, is_answer: bool) -> None:
        """Mark "none of them" as the answer given before."""
        self.options[0].show_text(NONE_YET, OptionMark.ANSWER if is_answer else OptionMark.NONE)
        self.options[0].setAccessibleName(f"{NONE_YET} ({OptionMark.ANSWER.value})" if is_answer else NONE_YET)

    def pick(self, number: int) -> None:
        """Pick by the number on the key: 0 for none of them, then the members in order. Other numbers do nothing."""
        if 0 <= number < len(self.options):
            self.picked.emit(number - 1)

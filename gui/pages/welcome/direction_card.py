"""A direction to choose, and how many skills carry over, need raising or are new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.widgets.buttons import is_enter
from gui.widgets.flow import FlowLayout
from gui.widgets.key_cap import KeyCap
from gui.widgets.labels import PlainLabel, Sign
from gui.widgets.layouts import STRETCH, hbox, vbox
from gui.widgets.option_button import OptionButton
from gui.widgets.painted import Painted
from gui.widgets.painting import draw_box, draw_focus
from roadmaps.gap import WorkKind
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.gap import Gap

_BAR_HEIGHT = 10
_HINT_WIDTH = 220
_KINDS = (
    (WorkKind.CARRIES_OVER, "carry over"),
    (WorkKind.RAISE, "to raise"),
    (WorkKind.LEARN_NEW, "to learn"),
)


class OptionCard(OptionButton):
    """A large card, one of several to choose from: a mark, a title and a sentence."""

    def __init__(self, title: str, sentence: str, theme: Theme) -> None:
        super().__init__(theme, hint=_HINT_WIDTH, least=QSize(200, 64))
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)  # the page may make it lower
        self.setSizePolicy(policy)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = PlainLabel(bold=True, theme=theme).wrapping()
        self._sentence = PlainLabel(tone="text2", theme=theme).wrapping()
        self.column = vbox(self._title, self._sentence, STRETCH, on=self, gap=6, margins=(44, 14, 20, 16))
        self.let_clicks_through()
        self.show_words(title, sentence)

    def show_words(self, title: str, sentence: str) -> None:
        """Show another title and sentence."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses the card, and the page starts with it."""
        if is_enter(event):
            self.setChecked(True)
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _head_middle(self) -> float:
        """The vertical middle of the first line, beside the mark."""
        return self._title.y() + self._title.fontMetrics().height() / 2

    def _paint(self, painter: QPainter) -> None:
        is_on, surface = self.isChecked(), self._theme.colour("surface")
        edge = self._theme.colour("accent" if is_on else "control")
        draw_box(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, surface, QPen(edge, 2 if is_on else 1))
        inset = 2.5 if is_on else 0.75
        mark = QRectF(16, self._head_middle() - 8, 16, 16).adjusted(inset, inset, -inset, -inset)
        draw_box(painter, mark, mark.width() / 2, surface, QPen(edge, 5 if is_on else 1.5))
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()).adjusted(3, 3, -3, -3), self._theme, 8)


class NumberDisc(Painted, QWidget):
    """The number of a question on a disc."""

    def __init__(self, number: int, theme: Theme) -> None:
        super().__init__(theme)
        self._number = number
        side = max(24, theme.size("body") + 10)
        self.setFixedSize(side, side)

    def _paint(self, painter: QPainter) -> None:
        draw_box(painter, QRectF(self.rect()), self.width() / 2, self._theme.colour("accent"))
        painter.setPen(self._theme.colour("on_accent"))
        painter.setFont(self._theme.font("dense", bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, f"{self._number}")


class KindBar(Painted, QWidget):
    """Filled for skills that carry over, hatched for those to raise, hollow for those to learn."""

    def __init__(self, counts: list[int], theme: Theme) -> None:
        super().__init__(theme)
        self._counts = counts
        self.setFixedHeight(_BAR_HEIGHT)

    def _paint(self, painter: QPainter) -> None:
        carry, control = self._theme.colour("carry"), self._theme.colour("control")
        left, total = 0.0, sum(self._counts) or 1
        looks = (
            (QBrush(carry), carry),
            (QBrush(carry, Qt.BrushStyle.BDiagPattern), carry),
            (QBrush(), control),
        )
        for count, (ground, edge) in zip(self._counts, looks, strict=True):
            width = self.width() * count / total
            frame = QRectF(left, 0, max(0.0, width - 2), self.height()).adjusted(0.75, 0.75, -0.75, -0.75)
            draw_box(painter, frame, 2, ground, QPen(edge, 1))
            left += width


class DirectionCard(OptionCard):
    """One of the two directions: the old role, the new one, and what lies between. ``key`` chooses it."""

    def __init__(self, gap: Gap, key: str, theme: Theme, icons: Icons) -> None:
        roadmap = gap.roadmap
        kinds = [each.kind for each in gap.scope]
        counts = [kinds.count(kind) for kind, _ in _KINDS]
        words = [f"{count} {text}" for count, (_, text) in zip(counts, _KINDS, strict=True)]
        title = f"{roadmap.from_role.name} → {roadmap.to_role.name}"
        sentence = f"{', '.join(words)}, of {count_text(sum(counts), 'skill')}"
        super().__init__(title, sentence, theme)
        self.roadmap_id = roadmap.id
        self.setAccessibleDescription(f"{sentence}. Key {key}")
        self._title.hide()
        self._old = PlainLabel(roadmap.from_role.name, bold=True, theme=theme)
        self._old.setProperty("variant", "role")
        new = PlainLabel(roadmap.to_role.name, tone="accent", bold=True, theme=theme)
        new.setProperty("variant", "new-role")
        roles = QWidget()
        flow = FlowLayout(roles)
        for part in (self._old, Sign("arrow", "accent", theme, icons), new):
            flow.addWidget(part)
        cap = KeyCap(key, theme, is_large=False)
        self.column.insertLayout(0, hbox((roles, 1), (cap, 0, Qt.AlignmentFlag.AlignVCenter)))
        self.column.insertWidget(1, KindBar(counts, theme))
        self.column.setSpacing(10)
        self.let_clicks_through()

    def _head_middle(self) -> float:
        return self._old.mapTo(self, self._old.rect().center()).y() + 0.5

"""A direction to choose, and how many skills carry over, need raising or are new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gui.widgets.buttons import is_enter
from gui.widgets.flow import FlowLayout
from gui.widgets.key_cap import KeyCap
from gui.widgets.labels import PlainLabel, Sign
from gui.widgets.layouts import STRETCH, hbox, vbox
from gui.widgets.painting import draw_focus
from roadmaps.gap import WorkKind
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

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


class OptionCard(QAbstractButton):
    """A large card, one of several to choose from: a mark, a title and a sentence."""

    def __init__(self, title: str, sentence: str, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._title = PlainLabel(bold=True, theme=theme).wrapping()
        self._sentence = PlainLabel(tone="text2", theme=theme).wrapping()
        self.column = vbox(self._title, self._sentence, STRETCH, on=self, gap=6, margins=(44, 14, 20, 16))
        self.let_clicks_through()
        self.show_words(title, sentence)
        theme.changed.connect(self.update)

    def show_words(self, title: str, sentence: str) -> None:
        """Show another title and sentence."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)

    def let_clicks_through(self) -> None:
        """Make a click on anything inside a click on the card."""
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses the card, and the page starts with it."""
        if is_enter(event):
            self.setChecked(True)
            event.ignore()
        else:
            super().keyPressEvent(event)

    def heightForWidth(self, width: int) -> int:
        """The height of the text at a width."""
        return self.column.heightForWidth(width)

    def sizeHint(self) -> QSize:
        """The size of the text."""
        return QSize(_HINT_WIDTH, self.heightForWidth(max(_HINT_WIDTH, self.width())))

    def minimumSizeHint(self) -> QSize:
        """A line or two."""
        return QSize(200, 64)

    def _head_middle(self) -> float:
        """The vertical middle of the first line, beside the mark."""
        return self._title.y() + self._title.fontMetrics().height() / 2

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint background, frame, mark and focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_on = self.isChecked()
        painter.setPen(QPen(self._theme.colour("accent" if is_on else "control"), 2 if is_on else 1))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        mark = QRectF(16, self._head_middle() - 8, 16, 16)
        painter.setPen(QPen(self._theme.colour("accent" if is_on else "control"), 5 if is_on else 1.5))
        painter.setBrush(self._theme.colour("surface"))
        inset = 2.5 if is_on else 0.75
        painter.drawEllipse(mark.adjusted(inset, inset, -inset, -inset))
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()).adjusted(3, 3, -3, -3), self._theme, 8)


class NumberDisc(QWidget):
    """The number of a question on a disc."""

    def __init__(self, number: int, theme: Theme) -> None:
        super().__init__()
        self._number, self._theme = number, theme
        side = max(24, theme.size("body") + 10)
        self.setFixedSize(side, side)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint disc and number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawEllipse(self.rect())
        painter.setPen(self._theme.colour("on_accent"))
        painter.setFont(self._theme.font("dense", bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, f"{self._number}")


class KindBar(QWidget):
    """Filled for skills that carry over, hatched for those to raise, hollow for those to learn."""

    def __init__(self, counts: tuple[int, int, int], theme: Theme) -> None:
        super().__init__()
        self._counts, self._theme = counts, theme
        self.setFixedHeight(_BAR_HEIGHT)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the three parts."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        total = sum(self._counts) or 1
        left = 0.0
        carry = self._theme.colour("carry")
        for place, count in enumerate(self._counts):
            width = self.width() * count / total
            frame = QRectF(left, 0, max(0.0, width - 2), self.height()).adjusted(0.75, 0.75, -0.75, -0.75)
            painter.setPen(QPen(carry if place < 2 else self._theme.colour("control"), 1))
            styles = (Qt.BrushStyle.SolidPattern, Qt.BrushStyle.BDiagPattern, Qt.BrushStyle.NoBrush)
            painter.setBrush(QBrush(carry, styles[place]))
            painter.drawRoundedRect(frame, 2, 2)
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
        self.column.insertLayout(
            0, hbox((roles, 1), (KeyCap(key, theme, is_large=False), 0, Qt.AlignmentFlag.AlignVCenter))
        )
        self.column.insertWidget(1, KindBar((counts[0], counts[1], counts[2]), theme))
        self.column.setSpacing(10)
        self.let_clicks_through()

    def _head_middle(self) -> float:
        return self._old.mapTo(self, self._old.rect().center()).y() + 0.5

"""Which role an ad leans to: a place between the two, the deciding words, and whether its title agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QWidget

from gui.widgets.labels import PlainLabel, set_tip
from gui.widgets.layouts import Stretch, hbox, vbox
from gui.widgets.painted import Painted
from gui.widgets.painting import draw_box, fill
from roadmaps.ads import MIXED
from roadmaps.text.text_format import within_a_sentence

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from gui.theme.palette import Theme
    from roadmaps.ads import Lean

_HEIGHT, _KNOB = 18, (6, 14)


class _Track(Painted, QWidget):
    """A line from one role to the other, filled from the middle outwards, with ticks around “mixed”."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._lean: Lean | None = None
        self.setFixedHeight(_HEIGHT)

    def show_lean(self, lean: Lean) -> None:
        """Show another lean."""
        self._lean = lean
        self.setAccessibleName(f"Leans: {lean.text}")
        self.update()

    def sizeHint(self) -> QSize:
        """Wide rather than high."""
        return QSize(160, _HEIGHT)

    def _paint(self, painter: QPainter) -> None:
        """The line, and the knob where anything is known."""
        theme = self._theme
        room, middle = self.width() - _KNOB[0], self.height() / 2
        track = QRectF(0, middle - 2, self.width(), 4)
        fill(painter, track.toRect(), theme.colour("left"))
        lean = self._lean
        if lean is None or not lean.is_known:
            return
        painter.setPen(QPen(theme.colour("control"), 1))
        for share in (0.5 - MIXED, 0.5 + MIXED):
            x = round(room * share) + _KNOB[0] / 2
            painter.drawLine(round(x), round(middle) - 5, round(x), round(middle) + 5)
        left, right = sorted((room * 0.5, room * lean.place))
        fill(painter, QRectF(left + _KNOB[0] / 2, middle - 2, right - left, 4).toRect(), theme.colour("accent"))
        knob = QRectF(room * lean.place, middle - _KNOB[1] / 2, *_KNOB)
        draw_box(painter, knob, 3, theme.colour("accent"), QPen(theme.colour("surface"), 1))


class LeanBar(QWidget):
    """It is about the ad alone, not about the user."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._lean: Lean | None = None
        self._is_compact = False
        self._title = PlainLabel(bold=True, theme=theme).wrapping()
        self._track = _Track(theme)
        self._ends = [PlainLabel(role="caption", tone="text2", theme=theme) for _ in range(3)]
        self.words = PlainLabel(role="caption", tone="text2", theme=theme).wrapping()
        self.about_title = PlainLabel(role="caption", tone="text", theme=theme).wrapping()
        first, mixed, second = self._ends
        vbox(
            self._title,
            self._track,
            hbox(first, Stretch(1), mixed, Stretch(1), second),
            self.words,
            self.about_title,
            on=self,
            gap=3,
        )

    def show_lean(self, lean: Lean) -> None:
        """Show where an ad leans, and why."""
        first, second = (within_a_sentence(role.name) for role in lean.roles)
        self._lean = lean
        self._title.setText(f"This job: {lean.text}")
        self._track.show_lean(lean)
        for label, text in zip(self._ends, (first, "mixed", second), strict=True):
            label.setText(text)
        arrows = [f"{word.phrase} {'→' if word.role_id == lean.roles[1].id else '←'}" for word in lean.words]
        self.words.setText(f"Deciding words: {', '.join(arrows)}")
        self.about_title.setText(lean.about_title)
        set_tip(self._title, self.words.text())
        self._show_parts()

    def set_compact(self, wanted: bool) -> None:
        """Show only one line, where height is short; the words are in its tooltip then."""
        if wanted != self._is_compact:
            self._is_compact = wanted
            self._show_parts()

    def _show_parts(self) -> None:
        lean = self._lean
        is_drawn = lean is not None and lean.is_known and not self._is_compact
        for part in (self._track, *self._ends):
            part.setVisible(is_drawn)
        self.words.setVisible(is_drawn and lean is not None and bool(lean.words))
        self.about_title.setVisible(lean is not None and bool(lean.about_title))

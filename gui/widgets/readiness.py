"""Readiness in the top bar: the number, the bar (brought, learned, left) and its legend."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.widgets.buttons import NumberButton
from gui.widgets.explanation import Swatch
from gui.widgets.labels import PlainLabel, set_tip
from gui.widgets.layouts import STRETCH, hbox, vbox
from gui.widgets.painted import Painted
from gui.widgets.painting import draw_bar
from roadmaps.text.text_format import percent_text

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from gui.theme.palette import Theme
    from roadmaps.gap import Gap, Tally

_BAR_HEIGHT, _BAR_WIDTH = 8, 272
_NARROW_BAR_WIDTH = 132


class Detail(Enum):
    """How much of the readiness is shown."""

    LEGEND = auto()
    BAR = auto()
    NUMBER = auto()


class TallyBar(Painted, QWidget):
    """Three adjacent parts: brought in slate, learned in green, left hollow."""

    def __init__(self, height: int, theme: Theme) -> None:
        """``height`` is in px and grows with the text; the width is what there is."""
        super().__init__(theme)
        self._parts: list[tuple[str, int]] = []
        self.setFixedHeight(theme.px(height))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_tally(self, tally: Tally) -> None:
        """Show other counts."""
        self._parts = [("carry", tally.brought), ("have", tally.learned), ("left", tally.left)]
        counts = f"{tally.brought} brought, {tally.learned} learned, {tally.left} left"
        self.setAccessibleName(f"{counts} of {tally.can_dos} can-dos")
        self.update()

    def _paint(self, painter: QPainter) -> None:
        draw_bar(painter, QRectF(self.rect()), self._parts, self._theme)


class Readiness(QWidget):
    """The one number that sums up the goal; it explains itself."""

    explanation_wanted = Signal(QWidget)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.number = NumberButton(theme, role="title")
        self.number.clicked.connect(lambda: self.explanation_wanted.emit(self))
        self.setFocusProxy(self.number)
        self._caption = PlainLabel(role="caption", tone="muted", theme=theme)
        self._bar = TallyBar(_BAR_HEIGHT, theme)
        self._legend = QWidget()
        self._counts: list[PlainLabel] = []
        legend = hbox(on=self._legend, gap=4)
        for meaning in ("carry", "have", "left"):
            count = PlainLabel(role="caption", tone="text2", theme=theme)
            self._counts.append(count)
            legend.addWidget(Swatch(meaning, theme))
            legend.addWidget(count)
            legend.addSpacing(6)
        self._of = PlainLabel(role="caption", tone="muted", theme=theme)
        legend.addWidget(self._of)
        legend.addStretch()
        words = vbox(
            STRETCH,
            (self.number, 0, Qt.AlignmentFlag.AlignRight),
            (self._caption, 0, Qt.AlignmentFlag.AlignRight),
            STRETCH,
            gap=0,
        )
        self._row = hbox(words, vbox(STRETCH, self._bar, self._legend, STRETCH, gap=6), on=self, gap=12)

    def show_detail(self, detail: Detail) -> None:
        """Drop the legend and half of the bar where space is short, and all of the bar where it is very short."""
        self._legend.setVisible(detail is Detail.LEGEND)
        self._bar.setVisible(detail is not Detail.NUMBER)
        self._bar.setFixedWidth(_BAR_WIDTH if detail is Detail.LEGEND else _NARROW_BAR_WIDTH)
        # At once: the top bar asks for the width now, before Qt lays it out.
        self._row.invalidate()
        self._row.activate()  # a nested layout only learns of a hidden widget here
        self.updateGeometry()

    def show_gap(self, gap: Gap) -> None:
        """Show the readiness of a gap."""
        total = gap.total
        role = gap.roadmap.to_role.short_name
        if gap.is_measured:
            self.number.show_number(percent_text(total.percent))
            self._caption.setText(f"ready for {role}")
        else:
            self.number.show_number("–")
            self._caption.setText("Not measured yet")
        self._bar.show_tally(total)
        set_tip(self._bar, self._bar.accessibleName())
        counts = (f"{total.brought} brought", f"{total.learned} learned", f"{total.left} left")
        for label, text in zip(self._counts, counts, strict=True):
            label.setText(text)
        self._of.setText(f"of {total.can_dos}")

"""The gap in three sentences and a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gui.widgets.labels import PlainLabel
from gui.widgets.painting import draw_bar
from roadmaps.explanation import gap_in_words
from roadmaps.wording import of_text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gui.theme import Theme
    from roadmaps.standing import Gap

_BAR_HEIGHT = 8
_LEGEND = "slate: brought · green: learned here · hollow: left"


class GapPicture(QWidget):
    """A bar a category: what was brought, what was learned, what is left."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines: list[tuple[str, tuple[tuple[str, int], ...], str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_gap(self, gap: Gap) -> None:
        """Show every category that has something in scope."""
        self._lines = [
            (
                category.name,
                (("carry", tally.brought), ("have", tally.learned), ("left", tally.left)),
                of_text(tally.ticked, tally.can_dos),
            )
            for category in gap.roadmap.categories.values()
            if (tally := gap.by_category[category.id]).can_dos
        ]
        self.setAccessibleName("Can-dos ticked by category")
        self.setAccessibleDescription("; ".join(f"{name}: {count}" for name, _, count in self._lines))
        self.updateGeometry()
        self.update()

    def _line_height(self) -> int:
        return self._theme.size("body") + 10

    def sizeHint(self) -> QSize:
        """A line a category."""
        return QSize(240, len(self._lines) * self._line_height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint names, bars and counts."""
        painter = QPainter(self)
        painter.setFont(self._theme.font())
        painter.setPen(self._theme.colour("text"))
        metrics = painter.fontMetrics()
        height = self._line_height()
        names = max((metrics.horizontalAdvance(name) for name, _, _ in self._lines), default=0)
        counts = max((metrics.horizontalAdvance(count) for _, _, count in self._lines), default=0)
        left = min(names, self.width() // 2) + 16
        for place, (name, parts, count) in enumerate(self._lines):
            top = place * height
            frame = QRectF(0, top, left - 16, height)
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, round(frame.width()))
            painter.drawText(frame, Qt.AlignmentFlag.AlignVCenter, text)
            bar = QRectF(left, top + (height - _BAR_HEIGHT) / 2, self.width() - left - counts - 12, _BAR_HEIGHT)
            draw_bar(painter, bar, parts, self._theme)
            end = QRectF(self.width() - counts, top, counts, height)
            painter.drawText(end, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)


class GapSummary(QVBoxLayout):
    """Sentences, picture and legend, one below the other."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setSpacing(8)
        self._sentences = [PlainLabel(theme=theme).wrapping() for _ in range(3)]
        self.picture = GapPicture(theme)
        for sentence in self._sentences:
            self.addWidget(sentence)
        self.addWidget(self.picture)
        self.addWidget(PlainLabel(_LEGEND, role="caption", tone="muted", theme=theme))

    def show_gap(self, gap: Gap) -> None:
        """Show a gap."""
        for label, sentence in zip(self._sentences, gap_in_words(gap), strict=True):
            label.setText(sentence)
        self.picture.show_gap(gap)

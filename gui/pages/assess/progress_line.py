"""The progress of a round: one cell per card, and the categories with their counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gui.pages.assess.options import PassesLeft
from gui.widgets.labels import set_tip
from gui.widgets.painted import Painted
from gui.widgets.painting import draw_box, draw_focus, fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

ANSWERED, SKIPPED_CARD, OPEN = "answered", "skipped", "open"
_EDGE, _SIGN, _GAP = 14, 16, 10
_HIGH = 1000
"""More than any name needs, in pixels."""


class RoundProgress(Painted, QWidget):
    """A cell per card: filled, dashed if skipped, or hollow; the current one has a thick frame."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._cells: Sequence[str] = ()
        self._at = -1
        self.setFixedHeight(theme.px(10))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_round(self, cells: Sequence[str], at: int) -> None:
        """Show a round, and which card is being asked."""
        self._cells, self._at = cells, at
        counts = {kind: list(cells).count(kind) for kind in (ANSWERED, SKIPPED_CARD, OPEN)}
        self.setAccessibleName(", ".join(f"{count} {kind}" for kind, count in counts.items() if count))
        self.update()

    def _paint(self, painter: QPainter) -> None:
        colour = self._theme.colour
        pitch = self.width() / max(1, len(self._cells))
        for place, cell in enumerate(self._cells):
            frame = QRectF(place * pitch, 0, max(2.0, pitch - 3), self.height()).adjusted(0.75, 0.75, -0.75, -0.75)
            style = Qt.PenStyle.DotLine if cell == SKIPPED_CARD else Qt.PenStyle.SolidLine
            is_here = place == self._at
            edge = QPen(colour("accent" if is_here or cell == ANSWERED else "control"), 2 if is_here else 1, style)
            draw_box(painter, frame, 2, colour("accent" if cell == ANSWERED and not is_here else "surface"), edge)


class CategoryLine(Painted, PassesLeft, QAbstractButton):
    """A category of the round: whether it is done, its name, and how many of its cards are answered."""

    def __init__(self, name: str, theme: Theme, icons: Icons) -> None:
        super().__init__(theme)
        self._icons = icons
        self._count, self._is_done, self._is_here = "", False, False
        self.setText(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_count(self, answered: int, cards: int, *, is_here: bool) -> None:
        """Show the progress, and whether the current card is in the category."""
        self._count, self._is_done, self._is_here = f"{answered} of {cards}", answered == cards, is_here
        self.setAccessibleName(f"{self.text()}, {self._count}")
        set_tip(self, f"{self.text()}: {self._count} answered")
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        """High enough for the whole name at a width, in bold, as it is while its card is asked."""
        metrics = QFontMetrics(self._theme.font(bold=True))
        room = QRect(0, 0, max(1, self.name_room(width).width()), _HIGH)
        needed = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self.text()).height()
        return max(self.sizeHint().height(), needed + 10)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(160, max(34, self._theme.size("body") + 18))

    def name_room(self, width: int) -> QRect:
        """The frame of the name, between the icon and the count."""
        count = QFontMetrics(self._theme.font(bold=True)).horizontalAdvance(self._count)
        left = _EDGE + self._theme.px(_SIGN) + 6
        return QRect(left, 0, width - left - count - _EDGE - _GAP, self.height())

    def _paint(self, painter: QPainter) -> None:
        if self._is_here:
            fill(painter, self.rect(), self._theme.colour("accent_tint"))
            fill(painter, QRect(0, 0, 3, self.height()), self._theme.colour("accent"))
        elif self.underMouse():
            fill(painter, self.rect(), self._theme.colour("hover"))
        if self._is_done:
            self._icons.draw(painter, self.rect().adjusted(_EDGE, 0, 0, 0), "check", "accent", size=_SIGN)
        painter.setFont(self._theme.font(bold=self._is_here))
        painter.setPen(self._theme.colour("text" if self._is_here or self._is_done else "text2"))
        painter.drawText(
            self.name_room(self.width()), Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, self.text()
        )
        end = self.rect().adjusted(0, 0, -_EDGE, 0)
        painter.drawText(end, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._count)
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()), self._theme, 4)

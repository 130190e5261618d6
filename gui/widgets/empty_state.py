"""Shown where a page has no content: a small drawing, what is missing, why, and one action."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QWidget

from gui.widgets.buttons import LinkButton, PrimaryButton
from gui.widgets.labels import PlainLabel, typed
from gui.widgets.layouts import STRETCH, Stretch, hbox, vbox
from gui.widgets.painted import Painted
from gui.widgets.painting import draw_box

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QPainter, QResizeEvent

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

_SIZE = QSize(232, 132)
_EDGE = 24
_ROWS = (92, 128, 72)
_LEAST = 200, 160
"""Room for the text and the button, px."""
_ROOM_FOR_DRAWING = 320
"""The height, px, from which there is room for the drawing."""


class Illustration(Enum):
    """What is drawn."""

    LIST = auto()
    """Rows with rings: content will appear here."""
    SEARCH = auto()
    """Rows and a lens: nothing was found."""
    DONE = auto()
    """Rows with ticks: nothing is left."""


class EmptyContent(NamedTuple):
    """The text of an empty state; ``act`` is its button, ``other`` and ``third`` the links below; each may be empty."""

    drawing: Illustration
    what: str
    why: str
    act: str
    other: str = ""
    third: str = ""


class EmptyDrawing(Painted, QWidget):
    """A card with three rows; decoration only."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._drawing = Illustration.LIST
        self.setFixedSize(_SIZE)

    def show_drawing(self, drawing: Illustration) -> None:
        """Show another drawing."""
        self._drawing = drawing
        self.update()

    def _paint(self, painter: QPainter) -> None:
        colour = self._theme.colour
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        draw_box(painter, frame, 8, colour("surface"), QPen(colour("line"), 1))
        for place, length in enumerate(_ROWS):
            middle = 34 + 32 * place
            self._draw_mark(painter, QPointF(40, middle))
            painter.setPen(QPen(colour("control"), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(62, middle), QPointF(62 + length, middle))
        if self._drawing is Illustration.SEARCH:
            painter.setPen(QPen(colour("text2"), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.setBrush(colour("alt"))
            painter.drawEllipse(QPointF(170, 76), 20, 20)
            painter.drawLine(QPointF(185, 91), QPointF(200, 106))

    def _draw_mark(self, painter: QPainter, middle: QPointF) -> None:
        """A disc with a tick or a ring; a box would look clickable."""
        colour = self._theme.colour
        if self._drawing is not Illustration.DONE:
            painter.setPen(QPen(colour("control"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, 8, 8)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("have"))
        painter.drawEllipse(middle, 9, 9)
        painter.setPen(QPen(colour("surface"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline([middle + QPointF(-4, 0.5), middle + QPointF(-1, 3.5), middle + QPointF(4, -3)])


class EmptyState(QWidget):
    """Fills the place of missing content; its button is the one action."""

    acted = Signal()
    other_wanted = Signal()
    third_wanted = Signal()

    def __init__(self, theme: Theme, content: EmptyContent | None = None, icons: Icons | None = None) -> None:
        """``icons`` are needed for a link besides the button."""
        super().__init__()
        self._theme = theme
        self.setMinimumSize(*(theme.px(each) for each in _LEAST))
        self._drawing = EmptyDrawing(theme)
        self._what = PlainLabel(role="section", bold=True, theme=theme).wrapping()
        self._why = PlainLabel(tone="text2", theme=theme).wrapping()
        for label in (self._what, self._why):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.act = PrimaryButton("", theme)
        self.act.clicked.connect(self.acted)
        column = vbox(
            Stretch(2),
            (self._drawing, 0, Qt.AlignmentFlag.AlignHCenter),
            8,
            self._what,
            self._why,
            8,
            hbox(STRETCH, self.act, STRETCH),
            on=self,
            gap=8,
            margins=(_EDGE, _EDGE, _EDGE, _EDGE),
        )
        self.links: list[LinkButton] = []
        if icons:
            for wanted in (self.other_wanted, self.third_wanted):
                link = LinkButton("", theme, icons)
                link.clicked.connect(wanted)
                self.links.append(link)
                column.addWidget(link, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        if content:
            self.show_content(content)

    def show_content(self, content: EmptyContent) -> None:
        """Show another text."""
        self._drawing.show_drawing(content.drawing)
        self._what.setText(content.what)
        self._why.setText(content.why)
        self.act.setText(typed(content.act))
        self.act.setVisible(bool(content.act))
        self.act.setAccessibleName(content.act)
        self.act.setAccessibleDescription(f"{content.what} {content.why}")
        for link, text in zip(self.links, (content.other, content.third), strict=False):
            link.setText(text)
            link.setAccessibleName(text)
            link.setVisible(bool(text))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus to the button.

        Not by a focus proxy: Tab would go to the button a second time, from what is before this widget in Qt's ring,
        wherever ``setTabOrder`` has put the button itself, and so go round without ever reaching the rest.
        """
        self.act.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the drawing where space is short."""
        super().resizeEvent(event)
        is_high, is_wide = (
            event.size().height() >= self._theme.px(_ROOM_FOR_DRAWING),
            event.size().width() >= _SIZE.width() + 2 * _EDGE,
        )
        self._drawing.setVisible(is_high and is_wide)


NO_SKILL_YET = EmptyContent(
    Illustration.LIST,
    "No skill is on this roadmap yet.",
    "Add stages and skills to it on the Roadmap page. They count as soon as they are there.",
    "",
)
"""An empty roadmap of the user's own."""

"""The legend: what the icons and lines of the map mean, and which keys move on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QWidget

from gui.widgets.badge import STATE_ICONS, STATE_MEANINGS, STATE_NAMES
from gui.widgets.labels import PlainLabel, Sign
from gui.widgets.layouts import Stretch, hbox, holding
from gui.widgets.painted import Painted
from gui.widgets.painting import draw_box
from roadmaps.gap import SkillState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPainter, QResizeEvent

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.widgets.layouts import Part

_EDGE = 20


class ArrowSample(Painted, QWidget):
    """A short solid or dashed arrow."""

    def __init__(self, theme: Theme, *, is_dashed: bool) -> None:
        super().__init__(theme)
        self._is_dashed = is_dashed
        self.setFixedSize(QSize(28, 12))

    def _paint(self, painter: QPainter) -> None:
        colour, middle, tip = self._theme.colour("accent"), self.height() / 2, self.width() - 1
        pen = QPen(colour, 1.5 if self._is_dashed else 2)
        if self._is_dashed:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawLine(QPointF(0, middle), QPointF(tip - 7, middle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(
            QPolygonF([QPointF(tip, middle), QPointF(tip - 7, middle - 4), QPointF(tip - 7, middle + 4)])
        )


class MeterSample(Painted, QWidget):
    """The bar of a box with one of two can-dos ticked: a thick and a thin part."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setFixedSize(QSize(30, 12))

    def _paint(self, painter: QPainter) -> None:
        draw_box(painter, QRectF(0, 4.5, 14, 3), 1.5, self._theme.colour("learning"))
        painter.setBrush(self._theme.colour("control"))
        painter.drawRect(QRectF(16, 5.5, 14, 1))


class Legend(QFrame):
    """Drops the keys first and then the lines where space is short; the icons stay."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._is_arranging = False
        self.setProperty("variant", "legend")
        samples: list[tuple[QWidget, str]] = [
            (ArrowSample(theme, is_dashed=False), "needed first"),
            (ArrowSample(theme, is_dashed=True), "unlocked by it"),
            (MeterSample(theme), "can-dos ticked"),
        ]
        states = (SkillState.HAVE, SkillState.LEARNING, SkillState.READY, SkillState.LOCKED)
        signs: list[tuple[QWidget, str]] = [
            (Sign(STATE_ICONS[state], STATE_MEANINGS[state], theme, icons, size=14), STATE_NAMES[state])
            for state in states
        ]
        self._lines = holding(hbox(*_named(samples, theme)[:-1], gap=6))
        self._signs = holding(hbox(*_named(signs, theme), gap=6))
        self._keys = PlainLabel(role="caption", tone="muted", theme=theme)
        hbox(self._signs, self._lines, Stretch(1), self._keys, on=self, gap=6, margins=(_EDGE, 6, _EDGE, 6))
        self.show_room(is_roomy=True)

    def show_room(self, *, is_roomy: bool) -> None:
        """Name the keys, including the one that opens the drawer if there is one."""
        last = "Space ticks" if is_roomy else "L shows what’s left"
        self._keys.setText(f"Arrow keys move · Enter opens · {last}")
        self._keys.updateGeometry()
        self._arrange()  # the text is longer now, even if the width is the same

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what there is room for: lines before keys."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if self._is_arranging:
            return  # showing a part may resize the legend again; the loop checks the width again
        self._is_arranging, arranged_for = True, -1
        while arranged_for != (arranged_for := self.width()):
            room = arranged_for - self._signs.sizeHint().width() - 3 * _EDGE
            lines, keys = self._lines.sizeHint().width(), self._keys.sizeHint().width()
            self._lines.setVisible(lines <= room)
            self._keys.setVisible((lines if lines <= room else 0) + keys <= room)
        self._is_arranging = False


def _named(samples: Iterable[tuple[QWidget, str]], theme: Theme) -> list[Part]:
    """Each sample, what it means, and a gap."""
    return [
        part
        for sample, text in samples
        for part in (sample, PlainLabel(text, role="caption", tone="text2", theme=theme), 8)
    ]

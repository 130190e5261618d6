"""The parts of the map that cannot be selected: bands, remarks, rules and arrows."""

from __future__ import annotations

import math
from enum import IntEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem

from gui.pages.roadmap.map.map_style import REMARK
from gui.widgets.labels import plain_tip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

    from gui.pages.roadmap.map.map_style import MapStyle
    from roadmaps.map import Link, Point

# Lengths of the unscaled map, px.
RADIUS = 6
_HEAD = 7


class Level(IntEnum):
    """Z order."""

    BAND = 0
    ARROW = 1
    CHAIN = 2
    BOX = 3
    SELECTED = 4
    FOOT = 5
    FOOT_BOX = 6


class BandItem(QGraphicsItem):
    """The background of a stage, or of its foot."""

    def __init__(self, frame: QRectF, meaning: str, style: MapStyle, level: Level = Level.BAND) -> None:
        super().__init__()
        self._frame, self._meaning, self._style = frame, meaning, style
        self.setZValue(level)

    def boundingRect(self) -> QRectF:
        """Its whole column."""
        return self._frame

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Paint the background."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._style.colour(self._meaning))
        painter.drawRect(self._frame)


class TextItem(QGraphicsItem):
    """A centred remark: what is left out of a stage."""

    def __init__(self, frame: QRectF, text: str, style: MapStyle) -> None:
        super().__init__()
        self._frame, self._text, self._style = frame, text, style
        self.setToolTip(plain_tip(text))
        self.setZValue(Level.FOOT_BOX)

    def boundingRect(self) -> QRectF:
        """The frame of the text."""
        return self._frame

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Paint the text, clipped to its frame."""
        painter.setFont(self._style.font(REMARK))
        painter.setPen(self._style.colour("muted"))
        painter.drawText(self._frame, Qt.AlignmentFlag.AlignCenter, self._text)


class RuleItem(QGraphicsItem):
    """A line across the map."""

    def __init__(self, width: float, y: float, style: MapStyle) -> None:
        super().__init__()
        self._frame, self._style = QRectF(0, y, width, 1), style
        self.setZValue(Level.FOOT_BOX)

    def boundingRect(self) -> QRectF:
        """One pixel high."""
        return self._frame

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Paint the line."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._style.colour("line"))
        painter.drawRect(self._frame)


class ChainItem(IntEnum):
    """How an arrow relates to the selected box."""

    NONE = 0
    BEFORE = 1
    AFTER = 2


class ArrowItem(QGraphicsItem):
    """An arrow from a prerequisite to the skill that needs it."""

    def __init__(self, link: Link, points: Sequence[Point], style: MapStyle) -> None:
        super().__init__()
        self.link, self._style = link, style
        self.chain = ChainItem.NONE
        head = style.px(_HEAD)
        places = [QPointF(round(x) + 0.5, round(y) + 0.5) for x, y in points]
        self._head, neck = _arrow_head(places[-2], places[-1], head)
        self._path = _rounded([*places[:-1], neck], style.px(RADIUS))
        self._frame = self._path.boundingRect().united(self._head.boundingRect()).adjusted(-2, -2, 2, 2)
        self.setZValue(Level.ARROW)

    def boundingRect(self) -> QRectF:
        """The line and its head."""
        return self._frame

    def show_chain(self, chain: ChainItem) -> None:
        """Show how the arrow relates to the selected box."""
        if chain is not self.chain:
            self.chain = chain
            self.setZValue(Level.CHAIN if chain else Level.ARROW)
            self.update()

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Paint the arrow: thick before the selected box, dashed after it, otherwise thin."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._style.colour("accent" if self.chain else "control")
        width = {ChainItem.NONE: 1, ChainItem.BEFORE: 2, ChainItem.AFTER: 1.5}[self.chain]
        pen = QPen(colour, width + self._style.stroke - 1)
        if self.chain is ChainItem.AFTER:
            pen.setStyle(Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([3, 2])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(self._head)


def _arrow_head(before: QPointF, tip: QPointF, length: float) -> tuple[QPolygonF, QPointF]:
    """An arrowhead with its tip at the end of a line, and the point where the line meets it."""
    whole = math.hypot(tip.x() - before.x(), tip.y() - before.y()) or 1.0
    along = QPointF((tip.x() - before.x()) / whole, (tip.y() - before.y()) / whole)
    length = min(length, whole)
    neck = tip - along * length
    side = QPointF(-along.y(), along.x()) * (length * 0.5)
    return QPolygonF([tip, neck + side, neck - side]), neck


def _rounded(points: Sequence[QPointF], radius: float) -> QPainterPath:
    """A line with round corners, of a smaller radius where two corners are close together."""
    path = QPainterPath(points[0])
    for (before, corner), (_, after) in pairwise(pairwise(points)):
        room = min(radius, _distance(before, corner) / 2, _distance(corner, after) / 2)
        path.lineTo(_towards(corner, before, room))
        path.quadTo(corner, _towards(corner, after, room))
    path.lineTo(points[-1])
    return path


def _distance(one: QPointF, other: QPointF) -> float:
    return abs(one.x() - other.x()) + abs(one.y() - other.y())


def _towards(start: QPointF, end: QPointF, length: float) -> QPointF:
    whole = _distance(start, end)
    return start + (end - start) * (length / whole) if whole else start

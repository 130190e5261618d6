"""Painting shared by many widgets: check boxes, level meters, bars, focus rings."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPainterPath, QPen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QColor, QFont

CHECK_BOX = 16
METER_CELL = (12, 8)
GAP = 2
FOCUS_WIDTH = 2


class Colouring(Protocol):
    """A source of colours by meaning: the theme, or a palette for a picture."""

    def colour(self, meaning: str) -> QColor:
        """The colour of a meaning."""

    @property
    def stroke(self) -> int:
        """The width of a line, px."""


class Cell(Enum):
    """One level of a meter."""

    FULL = auto()
    """Needed and ticked."""
    HOLLOW = auto()
    """Needed and not ticked."""
    BEYOND = auto()
    """Not needed and not ticked: a dot."""
    BEYOND_TICKED = auto()
    """Ticked beyond the goal: half height."""


def fill(painter: QPainter, rect: QRect, colour: QColor) -> None:
    """Fill a rectangle. Avoids fillRect, whose first call loads all of Qt's named gradients."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(rect)
    painter.restore()


def _thicker(theme: Colouring) -> float:
    """How much wider than usual a line is in high contrast, px."""
    return 0.75 * (theme.stroke - 1)


def draw_check_box(
    painter: QPainter, box: QRectF, state: Qt.CheckState, theme: Colouring, *, enabled: bool = True
) -> None:
    """A check box: empty, ticked, or with a bar if partly ticked."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    unit = box.width() / CHECK_BOX
    edge_width = 1.5 * unit + _thicker(theme)
    frame = box.adjusted(edge_width / 2, edge_width / 2, -edge_width / 2, -edge_width / 2)
    filled = state is not Qt.CheckState.Unchecked
    edge = "accent" if filled and enabled else "control"
    painter.setPen(QPen(theme.colour(edge), edge_width))
    painter.setBrush(theme.colour(edge if filled else "surface" if enabled else "alt"))
    painter.drawRoundedRect(frame, 3.5 * unit, 3.5 * unit)
    ink = theme.colour("on_accent" if enabled else "surface")
    mark = QPen(ink, 2 * unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(mark)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state is Qt.CheckState.Checked:
        tick = QPainterPath(QPointF(box.left() + 4.2 * unit, box.top() + 8.2 * unit))
        tick.lineTo(box.left() + 7 * unit, box.top() + 11 * unit)
        tick.lineTo(box.left() + 11.8 * unit, box.top() + 5.4 * unit)
        painter.drawPath(tick)
    elif state is Qt.CheckState.PartiallyChecked:
        middle = box.center().y()
        painter.drawLine(QPointF(box.left() + 4.5 * unit, middle), QPointF(box.right() - 4.5 * unit, middle))
    painter.restore()


def draw_box(
    painter: QPainter, frame: QRectF, radius: float, ground: QBrush | QColor | None, edge: QPen | QColor | None = None
) -> None:
    """A rectangle with round corners, with a ground, an edge or both."""
    painter.setPen(QPen(Qt.PenStyle.NoPen) if edge is None else edge)
    painter.setBrush(QBrush() if ground is None else ground)
    painter.drawRoundedRect(frame, radius, radius)


def write(
    painter: QPainter,
    room: QRect,
    text: str,
    font: QFont,
    colour: QColor,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:
    """Write a line in the vertical middle of ``room``, cut with an ellipsis if too long; returns its width, px."""
    painter.setFont(font)
    painter.setPen(colour)
    metrics = painter.fontMetrics()
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, room.width()))
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, cut)
    return metrics.horizontalAdvance(cut)


def meter_width(cells: Sequence[Cell], unit: float = 1) -> int:
    """The width of a meter whose cells are ``unit`` times their usual size, px."""
    return max(1, round(len(cells) * (unit * METER_CELL[0] + GAP)) - GAP)


def tag_width(text: str, metrics: QFontMetrics) -> int:
    """How wide a tag is, px; ``metrics`` are those of a caption."""
    return metrics.horizontalAdvance(text) + 12


def draw_tag(painter: QPainter, left: float, middle: float, text: str, font: QFont, theme: Colouring) -> None:
    """A word on a background of its own, 18 px high at the normal text size; ``font`` is that of a caption."""
    metrics = QFontMetrics(font)
    box = QRectF(left, middle - (metrics.height() + 4) / 2, tag_width(text, metrics), metrics.height() + 4)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("carry_tint"))
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(font)
    painter.setPen(theme.colour("text2"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def draw_meter(
    painter: QPainter,
    left: float,
    middle: float,
    cells: Sequence[Cell],
    meaning: str,
    theme: Colouring,
    unit: float = 1,
) -> None:
    """One cell per level, ``unit`` times its usual size: filled if ticked, hollow if needed, a dot beyond the goal."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width, height = (unit * side for side in METER_CELL)
    fill, control = theme.colour(meaning), theme.colour("control")
    for cell in cells:
        frame = QRectF(left, middle - height / 2, width, height)
        match cell:
            case Cell.FULL:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(fill)
                painter.drawRoundedRect(frame, 2, 2)
            case Cell.HOLLOW:
                painter.setPen(QPen(control, 1.25 + _thicker(theme)))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(frame.adjusted(0.6, 0.6, -0.6, -0.6), 2, 2)
            case Cell.BEYOND:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(control)
                painter.drawEllipse(frame.center(), 1.4 * unit, 1.4 * unit)
            case Cell.BEYOND_TICKED:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(fill)
                painter.drawRoundedRect(frame.adjusted(0, 2, 0, -2), 1.5, 1.5)
        left += width + GAP
    painter.restore()


def draw_bar(painter: QPainter, frame: QRectF, parts: Sequence[tuple[str, int]], theme: Colouring) -> None:
    """A bar of adjacent parts, each a meaning and a count; the meaning "left" is drawn hollow."""
    total = sum(count for _, count in parts)
    shown = [(meaning, count) for meaning, count in parts if count]
    if not total:
        shown, total = [("left", 1)], 1
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    room = frame.width() - GAP * (len(shown) - 1)
    left = frame.left()
    for meaning, count in shown:
        part = QRectF(left, frame.top(), max(room * count / total, 3), frame.height())
        if meaning == "left":
            painter.setPen(QPen(theme.colour("control"), 1.25 + _thicker(theme)))
            painter.setBrush(theme.colour("surface"))
            painter.drawRoundedRect(part.adjusted(0.6, 0.6, -0.6, -0.6), 2, 2)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(meaning))
            painter.drawRoundedRect(part, 2, 2)
        left += room * count / total + GAP
    painter.restore()


def draw_focus(painter: QPainter, frame: QRectF, theme: Colouring, radius: float = 6) -> None:
    """The focus ring, drawn inside ``frame``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("accent"), FOCUS_WIDTH))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = FOCUS_WIDTH / 2
    painter.drawRoundedRect(frame.adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()

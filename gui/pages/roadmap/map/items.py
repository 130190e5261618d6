"""What stands on the map: bands, arrows, boxes and milestones, each painted from a value."""

from __future__ import annotations

import math
from enum import IntEnum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem

from gui.pages.roadmap.map.map_style import REMARK
from gui.widgets.badge import STATE_ICONS, STATE_MEANINGS
from gui.widgets.labels import plain_tip
from gui.widgets.painting import CHECK_BOX, draw_check_box
from roadmaps.gap import SkillState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtWidgets import QGraphicsSceneHoverEvent, QStyleOptionGraphicsItem, QWidget

    from gui.pages.roadmap.map.map_style import MapStyle
    from gui.pages.roadmap.map.view_models import MilestonePlace, MilestoneViewModel, NodeViewModel, Place
    from roadmaps.map import Link, NodeId, Point

# Lengths at full size, px.
_EDGE = 8
_SIGN = 14
_MARK = 12
"""The sign that a skill was not used, under that of its state."""
_NAME_LEFT = 27
_NAME_RIGHT = 7
_ABOVE, _BELOW = 3, 4
_METER, _METER_GAP = 3, 3
_RING = 4
_RADIUS = 6
_HEAD = 7
LEAST_LINES = 2
"""Boxes are as high as if every name took two lines, so that rows stand evenly."""
FOOT_ABOVE = 10


class Level(IntEnum):
    """What lies over what."""

    BAND = 0
    ARROW = 1
    CHAIN = 2
    BOX = 3
    SELECTED = 4
    FOOT = 5
    FOOT_BOX = 6


class NodeStyle(NamedTuple):
    """How a box looks, by meaning."""

    ground: str
    border: str
    width: float
    text: str
    line: Qt.PenStyle = Qt.PenStyle.SolidLine


_STYLES = {
    SkillState.HAVE: NodeStyle("have_tint", "have", 1.25, "text"),
    SkillState.LEARNING: NodeStyle("learning_tint", "learning", 1.25, "text"),
    SkillState.READY: NodeStyle("surface", "text2", 1.75, "text"),
    SkillState.LOCKED: NodeStyle("alt", "control", 1.25, "muted", Qt.PenStyle.DashLine),
    SkillState.SET_ASIDE: NodeStyle("alt", "control", 1, "muted", Qt.PenStyle.DotLine),
}
_NOT_COUNTED = NodeStyle("alt", "control", 1.25, "muted", Qt.PenStyle.DotLine)
_NOT_FOUND = NodeStyle("surface", "line", 1, "muted")


def node_width(look: MapStyle, faces: Iterable[NodeViewModel]) -> int:
    """How wide all boxes have to be, px."""
    widest = max((look.width(line) for face in faces for line in face.lines), default=look.widest_name)
    return math.ceil(max(widest, look.widest_name)) + look.px(_NAME_LEFT) + look.px(_NAME_RIGHT)


def node_height(look: MapStyle, face: NodeViewModel) -> int:
    """How high a box has to be, px."""
    text = len(face.lines) * look.metrics().height() + len(face.remarks) * _remark_height(look)
    least = LEAST_LINES * look.metrics().height()
    return math.ceil(max(text, least)) + look.px(_ABOVE) + look.px(_METER) + 2 * look.px(_BELOW)


def _remark_height(look: MapStyle) -> float:
    return look.metrics(REMARK).height()


class BandItem(QGraphicsItem):
    """The ground of a stage, or of its foot."""

    def __init__(self, frame: QRectF, meaning: str, look: MapStyle, level: Level = Level.BAND) -> None:
        super().__init__()
        self._frame, self._meaning, self._look = frame, meaning, look
        self.setZValue(level)

    def boundingRect(self) -> QRectF:
        """Its whole column."""
        return self._frame

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Paint the ground."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour(self._meaning))
        painter.drawRect(self._frame)


class TextItem(QGraphicsItem):
    """A remark in the middle of a place: what is not shown of a stage."""

    def __init__(self, frame: QRectF, text: str, look: MapStyle) -> None:
        super().__init__()
        self._frame, self._text, self._look = frame, text, look
        self.setToolTip(plain_tip(text))
        self.setZValue(Level.FOOT_BOX)

    def boundingRect(self) -> QRectF:
        """Where it is written."""
        return self._frame

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Paint the text, cut where there is no room."""
        painter.setFont(self._look.font(REMARK))
        painter.setPen(self._look.colour("muted"))
        painter.drawText(self._frame, Qt.AlignmentFlag.AlignCenter, self._text)


class RuleItem(QGraphicsItem):
    """A line across the map."""

    def __init__(self, width: float, y: float, look: MapStyle) -> None:
        super().__init__()
        self._frame, self._look = QRectF(0, y, width, 1), look
        self.setZValue(Level.FOOT_BOX)

    def boundingRect(self) -> QRectF:
        """One pixel high."""
        return self._frame

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Paint the line."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("line"))
        painter.drawRect(self._frame)


class ChainItem(IntEnum):
    """What an arrow has to do with the selected box."""

    NONE = 0
    BEFORE = 1
    AFTER = 2


class ArrowItem(QGraphicsItem):
    """A way from what is needed first to what needs it."""

    def __init__(self, link: Link, points: Sequence[Point], look: MapStyle) -> None:
        super().__init__()
        self.link, self._look = link, look
        self.chain = ChainItem.NONE
        head = look.px(_HEAD)
        places = [QPointF(round(x) + 0.5, round(y) + 0.5) for x, y in points]
        self._head, neck = _arrow_head(places[-2], places[-1], head)
        self._path = _rounded([*places[:-1], neck], look.px(_RADIUS))
        self._frame = self._path.boundingRect().united(self._head.boundingRect()).adjusted(-2, -2, 2, 2)
        self.setZValue(Level.ARROW)

    def boundingRect(self) -> QRectF:
        """The way and its head."""
        return self._frame

    def show_chain(self, chain: ChainItem) -> None:
        """Show what the arrow has to do with the selected box."""
        if chain is not self.chain:
            self.chain = chain
            self.setZValue(Level.CHAIN if chain else Level.ARROW)
            self.update()

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Paint the way: thin, or thick before the selected box, or dashed after it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._look.colour("accent" if self.chain else "control")
        pen = QPen(colour, {ChainItem.NONE: 1, ChainItem.BEFORE: 2, ChainItem.AFTER: 1.5}[self.chain])
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
    """A head whose tip is at the end of a way, and where the way reaches it."""
    whole = math.hypot(tip.x() - before.x(), tip.y() - before.y()) or 1.0
    along = QPointF((tip.x() - before.x()) / whole, (tip.y() - before.y()) / whole)
    length = min(length, whole)
    neck = tip - along * length
    side = QPointF(-along.y(), along.x()) * (length * 0.5)
    return QPolygonF([tip, neck + side, neck - side]), neck


def _rounded(points: Sequence[QPointF], radius: float) -> QPainterPath:
    """A way with round corners, which are smaller where two corners stand close together."""
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


class BoxItem(QGraphicsItem):
    """Something on the map that can be selected: a node or a milestone."""

    def __init__(self, place: Place, frame: QRectF, tip: str, look: MapStyle) -> None:
        super().__init__()
        self.place, self._frame, self._look = place, frame, look
        self.is_selected = self.has_keyboard = self._is_hovered = False
        self.setAcceptHoverEvents(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(plain_tip(tip))
        self.setZValue(Level.BOX)

    @property
    def frame(self) -> QRectF:
        """Where it stands on the map, without its ring."""
        return self._frame.translated(self.pos())

    def boundingRect(self) -> QRectF:
        """The box with the ring around it."""
        room = self._look.px(_RING) + 3
        return self._frame.adjusted(-room, -room, room, room)

    def shape(self) -> QPainterPath:
        """What can be clicked: the box without its ring."""
        path = QPainterPath()
        path.addRect(self._frame)
        return path

    def show_selected(self, is_selected: bool, has_keyboard: bool) -> None:
        """Show whether the person is here, and whether the keyboard is, too."""
        if (is_selected, has_keyboard) != (self.is_selected, self.has_keyboard):
            self.is_selected, self.has_keyboard = is_selected, has_keyboard
            self._raise()
            self.update()

    def _raise(self) -> None:
        self.setZValue(Level.SELECTED if self.is_selected else Level.BOX)

    def hoverEnterEvent(self, _event: QGraphicsSceneHoverEvent) -> None:
        """Answer the pointer."""
        self._is_hovered = True
        self.update()

    def hoverLeaveEvent(self, _event: QGraphicsSceneHoverEvent) -> None:
        """The pointer is gone."""
        self._is_hovered = False
        self.update()

    def _paint_ring(self, painter: QPainter) -> None:
        if not self.is_selected:
            return
        room = self._look.px(_RING)
        ring = self._frame.adjusted(-room, -room, room, room)
        radius = self._look.px(_RADIUS) + room
        painter.setPen(QPen(self._look.colour("accent"), 3 if self.has_keyboard else 2))
        painter.setBrush(self._look.colour("accent_tint" if self.has_keyboard else "surface"))
        painter.drawRoundedRect(ring, radius, radius)


class NodeItem(BoxItem):
    """A skill in a stage."""

    def __init__(self, node_id: NodeId, frame: QRectF, face: NodeViewModel, look: MapStyle) -> None:
        super().__init__(node_id, frame, face.spoken, look)
        self._face = face
        self._is_found = True

    @property
    def face(self) -> NodeViewModel:
        """What is shown."""
        return self._face

    def show_face(self, face: NodeViewModel, is_found: bool) -> None:
        """Show another state in a box of the same size; what the search does not find is quiet."""
        if (face, is_found) != (self._face, self._is_found):
            self._face, self._is_found = face, is_found
            self.setToolTip(plain_tip(face.spoken))
            self.update()

    def _style(self) -> NodeStyle:
        if not self._is_found:
            return _NOT_FOUND
        is_plain = self._face.counts or self._face.state in (SkillState.HAVE, SkillState.SET_ASIDE)
        return _STYLES[self._face.state] if is_plain else _NOT_COUNTED

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Paint the box: ground and border of its state, sign, name, remarks and a bar for each can-do."""
        look, face, frame, style = self._look, self._face, self._frame, self._style()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ring(painter)
        inner = frame.adjusted(0.75, 0.75, -0.75, -0.75)
        radius = look.px(_RADIUS)
        painter.setPen(QPen(look.colour(style.border), style.width + (0.75 if self._is_hovered else 0), style.line))
        painter.setBrush(look.colour(style.ground))
        painter.drawRoundedRect(inner, radius, radius)
        if face.state is SkillState.SET_ASIDE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(look.colour("line"), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(inner, radius, radius)
        line, remark = look.metrics().height(), _remark_height(look)
        text_height = len(face.lines) * line + len(face.remarks) * remark
        room = frame.height() - look.px(_ABOVE) - look.px(_METER) - 2 * look.px(_BELOW)
        top = frame.top() + look.px(_ABOVE) + max(0.0, (room - text_height) / 2)
        sign = look.px(_SIGN)
        middle = top + text_height / 2
        mark = look.px(_MARK) if face.mark else 0
        place = QRectF(round(frame.left()) + look.px(_EDGE) - 1, round(middle - (sign + mark) / 2), sign, sign)
        meaning = STATE_MEANINGS[face.state] if self._is_found else "muted"
        look.draw_sign(painter, STATE_ICONS[face.state], meaning, place, style.ground)
        if mark:
            under = QRectF(place.left() + (sign - mark) // 2, place.bottom() + 1, mark, mark)
            look.draw_sign(painter, face.mark, "text2" if self._is_found else "muted", under, style.ground)
        left = frame.left() + look.px(_NAME_LEFT)
        painter.setPen(look.colour(style.text))
        painter.setFont(look.font(struck=face.state is SkillState.SET_ASIDE))
        look.draw_lines(painter, face.lines, left, top)
        if face.remarks:
            painter.setPen(look.colour("text2" if style.text == "text" else style.text))
            painter.setFont(look.font(REMARK))
            look.draw_lines(painter, face.remarks, left, top + len(face.lines) * line, REMARK)
        self._paint_meter(painter, style)

    def _paint_meter(self, painter: QPainter, style: NodeStyle) -> None:
        """A thick part for each can-do that is ticked, a thin line for each that is not."""
        look, ticked = self._look, self._face.ticked
        if not ticked:
            return
        edge, gap, height = look.px(_EDGE), look.px(_METER_GAP), look.px(_METER)
        width = (self._frame.width() - 2 * edge - gap * (len(ticked) - 1)) / len(ticked)
        top = self._frame.bottom() - look.px(_BELOW) - height
        painter.setPen(Qt.PenStyle.NoPen)
        for number, is_ticked in enumerate(ticked):
            left = self._frame.left() + edge + number * (width + gap)
            if is_ticked:
                is_plain = self._is_found and self._face.state is not SkillState.SET_ASIDE
                painter.setBrush(look.colour(style.border if is_plain else "control"))
                painter.drawRoundedRect(QRectF(left, top, width, height), height / 2, height / 2)
            else:
                painter.setBrush(look.colour("control" if self._is_found else "line"))
                painter.drawRect(QRectF(left, top + (height - 1) / 2, width, 1))


class MilestoneItem(BoxItem):
    """The project at the foot of a stage: a box to tick, its short name, and when or how far."""

    def __init__(self, place: MilestonePlace, frame: QRectF, face: MilestoneViewModel, look: MapStyle) -> None:
        super().__init__(place, frame, f"{face.full_name}, {face.remark}", look)
        self._face = face
        self._raise()

    def _raise(self) -> None:
        self.setZValue(Level.FOOT_BOX)  # the boxes scroll away beneath

    @staticmethod
    def height(look: MapStyle, faces: Iterable[MilestoneViewModel]) -> int:
        """How high the foot has to be, px."""
        lines = max((len(face.lines) for face in faces), default=0)
        return math.ceil(lines * look.metrics().height() + _remark_height(look)) + 2 * look.px(FOOT_ABOVE)

    @property
    def face(self) -> MilestoneViewModel:
        """What is shown."""
        return self._face

    def show_face(self, face: MilestoneViewModel) -> None:
        """Show another state."""
        if face != self._face:
            self._face = face
            self.setToolTip(plain_tip(f"{face.full_name}, {face.remark}"))
            self.update()

    @property
    def check_frame(self) -> QRectF:
        """The box to tick."""
        top = self._frame.top() + self._look.px(FOOT_ABOVE)
        return QRectF(round(self._frame.left()) + self._look.px(4), round(top), CHECK_BOX, CHECK_BOX)

    def is_on_check(self, place: QPointF) -> bool:
        """Whether a point of the map is on the box to tick, or near it."""
        return self.check_frame.adjusted(-6, -6, 6, 6).contains(place - self.pos())

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Paint the box to tick, the name and the remark."""
        look, face = self._look, self._face
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ring(painter)
        state = Qt.CheckState.Checked if face.is_reached else Qt.CheckState.Unchecked
        draw_check_box(painter, self.check_frame, state, look, enabled=not face.is_locked)
        left = self.check_frame.right() + look.px(6)
        top = self._frame.top() + look.px(FOOT_ABOVE)
        painter.setFont(look.font())
        painter.setPen(look.colour("accent" if self._is_hovered else "text"))
        look.draw_lines(painter, face.lines, left, top)
        top += len(face.lines) * look.metrics().height()
        painter.setFont(look.font(REMARK, bold=face.is_reached))
        painter.setPen(look.colour("have_text" if face.is_reached else "muted"))
        look.draw_lines(painter, (face.remark,), left, top, REMARK)

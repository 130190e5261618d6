"""The boxes of the map, which can be selected: skills and milestones, each painted from a view model."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem

from gui.pages.roadmap.map.items import RADIUS, Level
from gui.pages.roadmap.map.map_style import REMARK
from gui.widgets.badge import STATE_ICONS, STATE_MEANINGS
from gui.widgets.labels import plain_tip
from gui.widgets.painting import CHECK_BOX, draw_box, draw_check_box
from roadmaps.gap import SkillState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QPointF
    from PySide6.QtWidgets import QGraphicsSceneHoverEvent, QStyleOptionGraphicsItem, QWidget

    from gui.pages.roadmap.map.map_style import MapStyle
    from gui.pages.roadmap.map.view_models import MilestonePlace, MilestoneViewModel, NodeViewModel, Place
    from roadmaps.map import NodeId

# Lengths at full size, px.
_EDGE = 8
_SIGN_LEFT, _SIGN = 5, 14
_MARK = 12
"""The icon for a skill that was not used for long, below the icon of its state."""
_NAME_LEFT = 25
_NAME_RIGHT = 5
_ABOVE, _BELOW = 3, 4
_METER, _METER_GAP = 3, 3
_RING = 4
LEAST_LINES = 2
"""Every box is tall enough for a name of two lines, so that rows line up."""
FOOT_ABOVE = 10


class NodeStyle(NamedTuple):
    """Colours and lines of a box, by meaning."""

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


def node_width(style: MapStyle, view_models: Iterable[NodeViewModel]) -> int:
    """The width that fits the names of all boxes, px."""
    widest = max(
        (style.width(line) for view_model in view_models for line in view_model.lines), default=style.widest_name
    )
    return math.ceil(max(widest, style.widest_name)) + style.px(_NAME_LEFT) + style.px(_NAME_RIGHT)


def node_height(style: MapStyle, view_model: NodeViewModel) -> int:
    """The height of a box, px."""
    text = len(view_model.lines) * style.metrics().height() + len(view_model.remarks) * _remark_height(style)
    least = LEAST_LINES * style.metrics().height()
    return math.ceil(max(text, least)) + style.px(_ABOVE) + style.px(_METER) + 2 * style.px(_BELOW)


def _remark_height(style: MapStyle) -> float:
    return style.metrics(REMARK).height()


class BoxItem(QGraphicsItem):
    """A box that can be selected: a skill or a milestone."""

    def __init__(self, place: Place, frame: QRectF, tip: str, style: MapStyle) -> None:
        super().__init__()
        self.place, self._frame, self._style = place, frame, style
        self.is_selected = self.has_keyboard = self._is_hovered = False
        self.setAcceptHoverEvents(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(plain_tip(tip))
        self.setZValue(Level.BOX)

    @property
    def frame(self) -> QRectF:
        """Its place on the map, without the selection ring."""
        return self._frame.translated(self.pos())

    def boundingRect(self) -> QRectF:
        """The box with the ring around it."""
        room = self._style.px(_RING) + 3
        return self._frame.adjusted(-room, -room, room, room)

    def shape(self) -> QPainterPath:
        """What can be clicked: the box without the ring."""
        path = QPainterPath()
        path.addRect(self._frame)
        return path

    def show_selected(self, is_selected: bool, has_keyboard: bool) -> None:
        """Show whether the box is selected, and whether the map has the focus."""
        if (is_selected, has_keyboard) != (self.is_selected, self.has_keyboard):
            self.is_selected, self.has_keyboard = is_selected, has_keyboard
            self._raise()
            self.update()

    def _raise(self) -> None:
        self.setZValue(Level.SELECTED if self.is_selected else Level.BOX)

    def hoverEnterEvent(self, _event: QGraphicsSceneHoverEvent) -> None:
        """Highlight the box under the pointer."""
        self._is_hovered = True
        self.update()

    def hoverLeaveEvent(self, _event: QGraphicsSceneHoverEvent) -> None:
        """Remove the highlight."""
        self._is_hovered = False
        self.update()

    def _paint_ring(self, painter: QPainter) -> None:
        if not self.is_selected:
            return
        room = self._style.px(_RING)
        ring = self._frame.adjusted(-room, -room, room, room)
        radius = self._style.px(RADIUS) + room
        ground = self._style.colour("accent_tint" if self.has_keyboard else "surface")
        draw_box(painter, ring, radius, ground, QPen(self._style.colour("accent"), 3 if self.has_keyboard else 2))


class NodeItem(BoxItem):
    """A skill in a stage."""

    def __init__(self, node_id: NodeId, frame: QRectF, view_model: NodeViewModel, style: MapStyle) -> None:
        super().__init__(node_id, frame, view_model.spoken, style)
        self.view_model = view_model
        """The values on show."""
        self._is_found = True

    def show_view_model(self, view_model: NodeViewModel, is_found: bool) -> None:
        """Show another state in a box of the same size; a box the search does not match is dimmed."""
        if (view_model, is_found) != (self.view_model, self._is_found):
            self.view_model, self._is_found = view_model, is_found
            self.setToolTip(plain_tip(view_model.spoken))
            self.update()

    def _node_style(self) -> NodeStyle:
        if not self._is_found:
            return _NOT_FOUND
        is_plain = self.view_model.counts or self.view_model.state in (SkillState.HAVE, SkillState.SET_ASIDE)
        return _STYLES[self.view_model.state] if is_plain else _NOT_COUNTED

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Paint the box: background and border of its state, icon, name, remarks and a bar for each can-do."""
        style, view_model, frame, box_style = self._style, self.view_model, self._frame, self._node_style()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ring(painter)
        inner = frame.adjusted(0.75, 0.75, -0.75, -0.75)
        radius = style.px(RADIUS)
        width = box_style.width + style.stroke - 1 + (0.75 if self._is_hovered else 0)
        edge = QPen(style.colour(box_style.border), width, box_style.line)
        draw_box(painter, inner, radius, style.colour(box_style.ground), edge)
        if view_model.state is SkillState.SET_ASIDE:
            draw_box(painter, inner, radius, QBrush(style.colour("line"), Qt.BrushStyle.BDiagPattern))
        line, remark = style.metrics().height(), _remark_height(style)
        text_height = len(view_model.lines) * line + len(view_model.remarks) * remark
        room = frame.height() - style.px(_ABOVE) - style.px(_METER) - 2 * style.px(_BELOW)
        top = frame.top() + style.px(_ABOVE) + max(0.0, (room - text_height) / 2)
        sign = style.px(_SIGN)
        middle = top + text_height / 2
        mark = style.px(_MARK) if view_model.mark else 0
        place = QRectF(round(frame.left()) + style.px(_SIGN_LEFT), round(middle - (sign + mark) / 2), sign, sign)
        meaning = STATE_MEANINGS[view_model.state] if self._is_found else "muted"
        style.draw_sign(painter, STATE_ICONS[view_model.state], meaning, place, box_style.ground)
        if mark:
            under = QRectF(place.left() + (sign - mark) // 2, place.bottom() + 1, mark, mark)
            style.draw_sign(painter, view_model.mark, "text2" if self._is_found else "muted", under, box_style.ground)
        left = frame.left() + style.px(_NAME_LEFT)
        painter.setPen(style.colour(box_style.text))
        painter.setFont(style.font(struck=view_model.state is SkillState.SET_ASIDE))
        style.draw_lines(painter, view_model.lines, left, top)
        if view_model.remarks:
            painter.setPen(style.colour("text2" if box_style.text == "text" else box_style.text))
            painter.setFont(style.font(REMARK))
            style.draw_lines(painter, view_model.remarks, left, top + len(view_model.lines) * line, REMARK)
        self._paint_meter(painter, box_style)

    def _paint_meter(self, painter: QPainter, box_style: NodeStyle) -> None:
        """A thick bar for each ticked can-do, a thin line for each that is not."""
        style, ticked = self._style, self.view_model.ticked
        if not ticked:
            return
        edge, gap, height = style.px(_EDGE), style.px(_METER_GAP), style.px(_METER)
        width = (self._frame.width() - 2 * edge - gap * (len(ticked) - 1)) / len(ticked)
        top = self._frame.bottom() - style.px(_BELOW) - height
        painter.setPen(Qt.PenStyle.NoPen)
        for number, is_ticked in enumerate(ticked):
            left = self._frame.left() + edge + number * (width + gap)
            if is_ticked:
                is_plain = self._is_found and self.view_model.state is not SkillState.SET_ASIDE
                ground = style.colour(box_style.border if is_plain else "control")
                draw_box(painter, QRectF(left, top, width, height), height / 2, ground)
            else:
                painter.setBrush(style.colour("control" if self._is_found else "line"))
                painter.drawRect(QRectF(left, top + (height - 1) / 2, width, 1))


class MilestoneItem(BoxItem):
    """The milestone at the foot of a stage: check box, short name, and its date or progress."""

    def __init__(self, place: MilestonePlace, frame: QRectF, view_model: MilestoneViewModel, style: MapStyle) -> None:
        super().__init__(place, frame, f"{view_model.full_name}, {view_model.remark}", style)
        self.view_model = view_model
        """The values on show."""
        self._raise()

    def _raise(self) -> None:
        self.setZValue(Level.FOOT_BOX)  # above the boxes, which scroll away below it

    @staticmethod
    def height(style: MapStyle, view_models: Iterable[MilestoneViewModel]) -> int:
        """The height of the foot, px."""
        lines = max((len(view_model.lines) for view_model in view_models), default=0)
        return math.ceil(lines * style.metrics().height() + _remark_height(style)) + 2 * style.px(FOOT_ABOVE)

    def show_view_model(self, view_model: MilestoneViewModel) -> None:
        """Show another state."""
        if view_model != self.view_model:
            self.view_model = view_model
            self.setToolTip(plain_tip(f"{view_model.full_name}, {view_model.remark}"))
            self.update()

    @property
    def check_frame(self) -> QRectF:
        """The check box."""
        top = self._frame.top() + self._style.px(FOOT_ABOVE)
        side = max(CHECK_BOX, self._style.px(CHECK_BOX))
        return QRectF(round(self._frame.left()) + self._style.px(4), round(top), side, side)

    def is_on_check(self, place: QPointF) -> bool:
        """Whether a point of the map is on the check box or close to it."""
        return self.check_frame.adjusted(-6, -6, 6, 6).contains(place - self.pos())

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Paint the check box, the name and the remark."""
        style, view_model = self._style, self.view_model
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ring(painter)
        state = Qt.CheckState.Checked if view_model.is_reached else Qt.CheckState.Unchecked
        draw_check_box(painter, self.check_frame, state, style, enabled=not view_model.is_locked)
        left = self.check_frame.right() + style.px(6)
        top = self._frame.top() + style.px(FOOT_ABOVE)
        painter.setFont(style.font())
        painter.setPen(style.colour("accent" if self._is_hovered else "text"))
        style.draw_lines(painter, view_model.lines, left, top)
        top += len(view_model.lines) * style.metrics().height()
        painter.setFont(style.font(REMARK, bold=view_model.is_reached))
        painter.setPen(style.colour("have_text" if view_model.is_reached else "muted"))
        style.draw_lines(painter, (view_model.remark,), left, top, REMARK)

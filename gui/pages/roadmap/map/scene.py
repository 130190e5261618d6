"""The map as a scene: everything on it at one zoom, and which box is selected."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QGraphicsScene

from gui.pages.roadmap.map.items import (
    ArrowItem,
    BandItem,
    ChainItem,
    Level,
    MilestoneItem,
    NodeItem,
    RuleItem,
    TextItem,
    node_height,
    node_width,
)
from gui.pages.roadmap.map.map_style import REMARK
from gui.pages.roadmap.map.view_models import (
    MilestonePlace,
    hidden_text,
    milestone_face,
    node_face,
)
from roadmaps.map import Measures, NodeId, lay_out

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from PySide6.QtCore import QPointF
    from PySide6.QtWidgets import QGraphicsItem

    from gui.pages.roadmap.map.items import BoxItem
    from gui.pages.roadmap.map.map_style import MapStyle
    from gui.pages.roadmap.map.view_models import (
        MilestoneViewModel,
        NodeViewModel,
        Place,
    )
    from roadmaps.journal import Progress
    from roadmaps.map import Link, MapGraph, MapLayout

GROUNDS = ("alt", "surface")
"""Of the columns, in turns."""
_TOP = 8
_ROW_GAP = 10


class Room(NamedTuple):
    """What there is for the map, px, as long as no scroll bar is shown."""

    width: int
    height: int
    bar: int
    """How much of it a scroll bar takes."""


class StageColumn(NamedTuple):
    """Where a stage stands, px: from ``start`` to ``end``, its boxes from ``left`` to ``right``."""

    start: float
    left: float
    right: float
    end: float


class MapPicture:
    """What a map shows: values for everything on it, measured with one look."""

    def __init__(
        self,
        graph: MapGraph,
        progress: Progress,
        today: date,
        look: MapStyle,
        *,
        as_of: date | None = None,
        is_locked: bool = False,
        least_node_width: int = 0,
    ) -> None:
        """``as_of`` is the earlier day that is looked at; nothing can be changed there, or where all ``is_locked``.

        The width is in px.
        """
        is_locked, day = is_locked or as_of is not None, as_of or today
        self.graph, self.look = graph, look
        widest = look.widest_name
        self.nodes: Mapping[NodeId, NodeViewModel] = {
            node.id: node_face(node, progress, day, look.width, look.remark_width, widest)
            for node in graph.nodes.values()
        }
        self.node_width = max(least_node_width, node_width(look, self.nodes.values()))
        self.milestones: Mapping[MilestonePlace, MilestoneViewModel] = {
            MilestonePlace(stage.number): milestone_face(
                stage.milestone, progress, today, look.width, widest, is_locked=is_locked
            )
            for column in graph.columns
            if (stage := column.stage.stage)
        }
        self.hidden = tuple(hidden_text(column) for column in graph.columns)
        self.top = look.px(_TOP)
        lines = max((text.count("\n") + 1 for text in self.hidden if text), default=0)
        self.hidden_height = round(lines * look.metrics(REMARK).height()) + look.px(_TOP)
        self.foot = MilestoneItem.height(look, self.milestones.values())

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of everything, px."""
        return self.layout.width, self.top + self.layout.height + self.hidden_height + self.foot

    @property
    def shape(self) -> object:
        """What the places of everything hang on: a picture of the same shape is shown without being laid out anew."""
        heights = tuple(node_height(self.look, face) for face in self.nodes.values())
        links, columns = self.graph.links, tuple(column.node_ids for column in self.graph.columns)
        return columns, links, heights, self.node_width, self.look.zoom, self.hidden

    @cached_property
    def layout(self) -> MapLayout:
        """Where its boxes and arrows stand, at the zoom of its look."""
        zoom = self.look.zoom
        plain = Measures(self.node_width, {key: node_height(self.look, face) for key, face in self.nodes.items()})
        gaps = (_ROW_GAP, plain.column_gap, plain.track_gap, plain.row_room, plain.exit_room, plain.entry_room)
        return lay_out(self.graph, Measures(plain.node_width, plain.node_heights, *(gap * zoom for gap in gaps)))


def _columns(picture: MapPicture, width: float) -> tuple[StageColumn, ...]:
    """The last column takes what is left over of a width, so that no edge stands in the middle of nothing."""
    bands, frames = picture.layout.bands, picture.layout.frames
    columns = []
    for number, (stage, band) in enumerate(zip(picture.graph.columns, bands, strict=True)):
        node = frames[stage.node_ids[0]] if stage.node_ids else None
        left = round(node.x if node else band.x + (band.width - picture.node_width) / 2)
        end = width if number == len(bands) - 1 else round(band.right)
        columns.append(StageColumn(round(band.x), left, left + picture.node_width, end))
    return tuple(columns)


class MapScene(QGraphicsScene):
    """Built anew when its shape changes; else its boxes only show another state."""

    def __init__(self) -> None:
        super().__init__()
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self._shape: object = None
        self._boxes: dict[Place, NodeItem | MilestoneItem] = {}
        self._arrows: list[ArrowItem] = []
        self._pinned: list[QGraphicsItem] = []
        """The foot, which may stay in sight."""
        self._selected: Place | None = None
        self._has_keyboard = False
        self.columns: tuple[StageColumn, ...] = ()
        """Where the stages stand at this zoom."""

    def show_picture(self, picture: MapPicture, found: Collection[NodeId], room: Room) -> None:
        """Show a map in a room; ``found`` are the boxes that the search lets through."""
        shape = (picture.shape, room)
        self._picture = picture
        if shape != self._shape:
            self._shape = shape
            self._build(picture, room)
        for node_id, face in picture.nodes.items():
            box = self._boxes[node_id]
            if isinstance(box, NodeItem):
                box.show_face(face, node_id in found)
        for place, foot in picture.milestones.items():
            box = self._boxes[place]
            if isinstance(box, MilestoneItem):
                box.show_face(foot)
        self._show_selection()

    def restyle(self) -> None:
        """The palette is another one."""
        self._shape = None

    def _build(self, picture: MapPicture, room: Room) -> None:
        look, layout, top, foot = picture.look, picture.layout, picture.top, picture.foot
        self.clear()
        self._boxes, self._arrows, self._pinned = {}, [], []
        natural, high = picture.size
        is_wide = natural > room.width
        is_high = high > room.height - room.bar * is_wide
        width = max(natural, room.width - room.bar * is_high)
        height = max(high, room.height - room.bar * is_wide)
        self.columns = _columns(picture, width)
        for number, column in enumerate(self.columns):
            # The last one goes on under whatever Qt leaves free beside a scroll bar.
            end = column.end + (room.bar if number == len(self.columns) - 1 else 0)
            ground = QRectF(column.start, 0, end - column.start, height + room.bar)
            meaning = GROUNDS[number % len(GROUNDS)]
            self.addItem(BandItem(ground, meaning, look))
            under = QRectF(ground.left(), height - foot - picture.hidden_height, ground.width(), ground.height())
            self._pin(BandItem(under, meaning, look, Level.FOOT))
        self._pin(RuleItem(width + room.bar, height - foot, look))
        for route in layout.routes:
            arrow = ArrowItem(route.link, [point._replace(y=point.y + top) for point in route.points], look)
            self._arrows.append(arrow)
            self.addItem(arrow)
        for node_id, frame in layout.frames.items():
            x, y = round(frame.x), round(frame.y + top)
            right, bottom = round(frame.right), round(frame.bottom + top)
            self._add(NodeItem(node_id, QRectF(x, y, right - x, bottom - y), picture.nodes[node_id], look))
        for stage, column, text in zip(picture.graph.columns, self.columns, picture.hidden, strict=True):
            if text:
                above = height - foot - picture.hidden_height
                room_below = QRectF(column.start, above, column.end - column.start, picture.hidden_height)
                self._pin(TextItem(room_below, text, look))
            if stage.stage.stage:
                place = MilestonePlace(stage.stage.number)
                under = QRectF(column.left, height - foot + 4, column.right - column.left, foot - 8)
                milestone = MilestoneItem(place, under, picture.milestones[place], look)
                self._boxes[place] = milestone
                self._pin(milestone)
        self.setSceneRect(0, 0, width, height)

    def _pin(self, item: QGraphicsItem) -> None:
        self._pinned.append(item)
        self.addItem(item)

    def pin_foot(self, bottom: float | None) -> None:
        """Hold the foot of the map above a height of it, px from the top; None leaves it at the end of the map."""
        up = 0.0 if bottom is None else min(0.0, bottom - self.sceneRect().height())
        for item in self._pinned:
            item.setPos(0, up)

    def _add(self, box: NodeItem | MilestoneItem) -> None:
        self._boxes[box.place] = box
        self.addItem(box)

    # Where the person is

    def box(self, place: Place) -> BoxItem | None:
        """The box at a place; None where there is none."""
        return self._boxes.get(place)

    def box_at(self, point: QPointF) -> NodeItem | MilestoneItem | None:
        """The box under a point."""
        return next((item for item in self.items(point) if isinstance(item, (NodeItem, MilestoneItem))), None)

    def spoken(self, place: Place) -> str:
        """What a screen reader says of a place; nothing of one that is gone."""
        box = self._boxes.get(place)
        return box.face.spoken if box else ""

    def select(self, place: Place | None, has_keyboard: bool) -> None:
        """Show where the person is, and the chains that lead there and on from there."""
        self._selected, self._has_keyboard = place, has_keyboard
        self._show_selection()

    def _show_selection(self) -> None:
        selected = self._selected
        for place, box in self._boxes.items():
            box.show_selected(place == selected, self._has_keyboard)
        graph = self._picture.graph
        before: Collection[Link] = ()
        after: Collection[Link] = ()
        if isinstance(selected, NodeId) and selected in graph.nodes:
            before, after = graph.chain_before(selected), graph.chain_after(selected)
        for arrow in self._arrows:
            chain = (
                ChainItem.BEFORE if arrow.link in before else ChainItem.AFTER if arrow.link in after else ChainItem.NONE
            )
            arrow.show_chain(chain)

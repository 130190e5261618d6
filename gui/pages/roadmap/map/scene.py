"""The map as a graphics scene at one zoom, with its selection."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QGraphicsScene

from gui.pages.roadmap.map.boxes import MilestoneItem, NodeItem, node_height, node_width
from gui.pages.roadmap.map.items import ArrowItem, BandItem, ChainItem, Level, RuleItem, TextItem
from gui.pages.roadmap.map.map_style import REMARK
from gui.pages.roadmap.map.view_models import MilestonePlace, hidden_text, milestone_view_model, node_view_model
from roadmaps.map import Measures, NodeId, lay_out

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from PySide6.QtCore import QPointF
    from PySide6.QtWidgets import QGraphicsItem

    from gui.pages.roadmap.map.boxes import BoxItem
    from gui.pages.roadmap.map.map_style import MapStyle
    from gui.pages.roadmap.map.view_models import MilestoneViewModel, NodeViewModel, Place
    from roadmaps.journal import Progress
    from roadmaps.map import Link, MapGraph, MapLayout

GROUNDS = ("alt", "surface")
"""Backgrounds of the columns, alternating."""
_TOP = 8
_ROW_GAP = 10
_LEAST_GAP = 0.54
"""How much of the gaps between columns always stays."""


class Room(NamedTuple):
    """The space for the map, px, while no scroll bar is shown."""

    width: int
    height: int
    bar: int
    """How much of it a scroll bar would take."""


class StageColumn(NamedTuple):
    """The position of a stage, px: from ``start`` to ``end``, its boxes from ``left`` to ``right``."""

    start: float
    left: float
    right: float
    end: float


class MapPicture:
    """The content of a map: the view models of everything on it, measured in one style."""

    def __init__(
        self,
        graph: MapGraph,
        progress: Progress,
        today: date,
        style: MapStyle,
        *,
        as_of: date | None = None,
        is_locked: bool = False,
        least_node_width: int = 0,
        within: float = math.inf,
    ) -> None:
        """``as_of`` is the earlier day on view, where nothing can be changed, as nothing can where all ``is_locked``.

        ``least_node_width`` is in px. The gaps between columns become narrower if that fits a map ``within`` px.
        """
        is_locked, day = is_locked or as_of is not None, as_of or today
        self.graph, self.style, self._within = graph, style, within
        widest = style.widest_name
        self.nodes: Mapping[NodeId, NodeViewModel] = {
            node.id: node_view_model(node, progress, day, style.width, style.remark_width, widest)
            for node in graph.nodes.values()
        }
        self.node_width = max(least_node_width, node_width(style, self.nodes.values()))
        self.milestones: Mapping[MilestonePlace, MilestoneViewModel] = {
            MilestonePlace(stage.number): milestone_view_model(
                stage.milestone, progress, today, style.width, widest, is_locked=is_locked
            )
            for column in graph.columns
            if (stage := column.stage.stage)
        }
        self.hidden = tuple(hidden_text(column) for column in graph.columns)
        self.top = style.px(_TOP)
        lines = max((text.count("\n") + 1 for text in self.hidden if text), default=0)
        self.hidden_height = round(lines * style.metrics(REMARK).height()) + style.px(_TOP)
        self.foot = MilestoneItem.height(style, self.milestones.values())

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of everything, px."""
        return self.layout.width, self.top + self.layout.height + self.hidden_height + self.foot

    @property
    def shape(self) -> object:
        """All that positions depend on: a picture of the same shape is shown without a new layout."""
        heights = tuple(node_height(self.style, view_model) for view_model in self.nodes.values())
        links, columns = self.graph.links, tuple(column.node_ids for column in self.graph.columns)
        return columns, links, heights, self.node_width, self.style.zoom, self.hidden, self._within

    @cached_property
    def layout(self) -> MapLayout:
        """The positions of boxes and arrows, at the zoom of the style."""
        usual = self._lay_out(1.0)
        boxes = self.node_width * len(self.graph.columns)
        gaps = (self._within - boxes) / (usual.width - boxes)
        return self._lay_out(gaps) if _LEAST_GAP <= gaps < 1 else usual

    def _lay_out(self, across: float) -> MapLayout:
        zoom = self.style.zoom
        heights = {key: node_height(self.style, view_model) for key, view_model in self.nodes.items()}
        plain = Measures(self.node_width, heights)
        measures = Measures(
            self.node_width,
            heights,
            row_gap=_ROW_GAP * zoom,
            column_gap=plain.column_gap * zoom * across,
            track_gap=plain.track_gap * zoom * across,
            row_room=plain.row_room * zoom,
            exit_room=plain.exit_room * zoom * across,
            entry_room=plain.entry_room * zoom * across,
        )
        return lay_out(self.graph, measures)


def _columns(picture: MapPicture, width: float) -> tuple[StageColumn, ...]:
    """The columns; the last takes up any spare width, so that none ends in the middle of nothing."""
    bands, frames = picture.layout.bands, picture.layout.frames
    columns = []
    for number, (stage, band) in enumerate(zip(picture.graph.columns, bands, strict=True)):
        node = frames[stage.node_ids[0]] if stage.node_ids else None
        left = round(node.x if node else band.x + (band.width - picture.node_width) / 2)
        end = width if number == len(bands) - 1 else round(band.right)
        columns.append(StageColumn(round(band.x), left, left + picture.node_width, end))
    return tuple(columns)


class MapScene(QGraphicsScene):
    """Rebuilt when its shape changes; otherwise only the state of its boxes changes."""

    def __init__(self) -> None:
        super().__init__()
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self._shape: object = None
        self.boxes: dict[Place, NodeItem | MilestoneItem] = {}
        """Every box, stage by stage and then the milestones."""
        self._arrows: list[ArrowItem] = []
        self._pinned: list[QGraphicsItem] = []
        """The items of the foot, which may stay in sight."""
        self._selected: Place | None = None
        self._has_keyboard = False
        self.columns: tuple[StageColumn, ...] = ()
        """The position of each stage at this zoom."""

    def show_picture(self, picture: MapPicture, found: Collection[NodeId], room: Room) -> None:
        """Show a map in the space for it; ``found`` are the boxes that match the search."""
        shape = (picture.shape, room)
        self._picture = picture
        if shape != self._shape:
            self._shape = shape
            self._build(picture, room)
        for node_id, view_model in picture.nodes.items():
            box = self.boxes[node_id]
            if isinstance(box, NodeItem):
                box.show_view_model(view_model, node_id in found)
        for place, foot in picture.milestones.items():
            box = self.boxes[place]
            if isinstance(box, MilestoneItem):
                box.show_view_model(foot)
        self._show_selection()

    def restyle(self) -> None:
        """Rebuild at the next picture, because the palette changed."""
        self._shape = None

    def _build(self, picture: MapPicture, room: Room) -> None:
        style, layout, top, foot = picture.style, picture.layout, picture.top, picture.foot
        self.clear()
        self.boxes, self._arrows, self._pinned = {}, [], []
        natural, high = picture.size
        is_wide = natural > room.width
        is_high = high > room.height - room.bar * is_wide
        width = max(natural, room.width - room.bar * is_high)
        height = max(high, room.height - room.bar * is_wide)
        self.columns = _columns(picture, width)
        for number, column in enumerate(self.columns):
            # The last one continues under the space Qt leaves beside a scroll bar.
            end = column.end + (room.bar if number == len(self.columns) - 1 else 0)
            ground = QRectF(column.start, 0, end - column.start, height + room.bar)
            meaning = GROUNDS[number % len(GROUNDS)]
            self.addItem(BandItem(ground, meaning, style))
            under = QRectF(ground.left(), height - foot - picture.hidden_height, ground.width(), ground.height())
            self._pin(BandItem(under, meaning, style, Level.FOOT))
        self._pin(RuleItem(width + room.bar, height - foot, style))
        for route in layout.routes:
            arrow = ArrowItem(route.link, [point._replace(y=point.y + top) for point in route.points], style)
            self._arrows.append(arrow)
            self.addItem(arrow)
        for node_id, frame in layout.frames.items():
            x, y = round(frame.x), round(frame.y + top)
            right, bottom = round(frame.right), round(frame.bottom + top)
            frame_on_map = QRectF(x, y, right - x, bottom - y)
            self.boxes[node_id] = NodeItem(node_id, frame_on_map, picture.nodes[node_id], style)
            self.addItem(self.boxes[node_id])
        for stage, column, text in zip(picture.graph.columns, self.columns, picture.hidden, strict=True):
            if text:
                above = height - foot - picture.hidden_height
                room_below = QRectF(column.start, above, column.end - column.start, picture.hidden_height)
                self._pin(TextItem(room_below, text, style))
            if stage.stage.stage:
                place = MilestonePlace(stage.stage.number)
                under = QRectF(column.left, height - foot + 4, column.right - column.left, foot - 8)
                self.boxes[place] = MilestoneItem(place, under, picture.milestones[place], style)
                self._pin(self.boxes[place])
        self.setSceneRect(0, 0, width, height)

    def _pin(self, item: QGraphicsItem) -> None:
        self._pinned.append(item)
        self.addItem(item)

    def pin_foot(self, bottom: float | None) -> None:
        """Keep the foot of the map above ``bottom``, px from the top; None leaves it at the end of the map."""
        up = 0.0 if bottom is None else min(0.0, bottom - self.sceneRect().height())
        for item in self._pinned:
            item.setPos(0, up)

    # Selection

    def box(self, place: Place | None) -> BoxItem | None:
        """The box of a place; None if there is none."""
        return self.boxes.get(place) if place else None

    def box_at(self, point: QPointF) -> NodeItem | MilestoneItem | None:
        """The box under a point."""
        return next((item for item in self.items(point) if isinstance(item, (NodeItem, MilestoneItem))), None)

    def spoken(self, place: Place) -> str:
        """The text for a screen reader; empty if the place is not on the map."""
        box = self.boxes.get(place)
        return box.view_model.spoken if box else ""

    def select(self, place: Place | None, has_keyboard: bool) -> None:
        """Mark the selected place and the chains of arrows to and from it."""
        self._selected, self._has_keyboard = place, has_keyboard
        self._show_selection()

    def _show_selection(self) -> None:
        selected = self._selected
        for place, box in self.boxes.items():
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

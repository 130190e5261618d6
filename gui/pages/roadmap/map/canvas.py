"""The drawn map with the headers of its stages above it, which scroll along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from gui.pages.roadmap.map.headers import StageHeaders, header_height
from gui.pages.roadmap.map.map_view import MapView
from gui.pages.roadmap.map.scene import MapScene
from gui.pages.roadmap.map.view_models import stage_view_model
from gui.widgets.labels import Separator
from gui.widgets.layouts import vbox

if TYPE_CHECKING:
    from collections.abc import Collection

    from gui.pages.roadmap.map.map_style import MapStyle
    from gui.pages.roadmap.map.scene import MapPicture
    from roadmaps.map import NodeId


class MapCanvas(QWidget):
    """Shows one picture of the map at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.scene = MapScene()
        self.view = MapView(self.scene)
        # The view must be destroyed first: a view that loses its scene scrolls, and asks for what is gone.
        self.scene.setParent(self.view)
        self.headers = StageHeaders()
        self._is_foot_pinned = False
        self._column = vbox(self.headers, Separator(), (self.view, 1), on=self, gap=0)
        across, above = self.view.horizontalScrollBar(), self.headers.horizontalScrollBar()
        across.rangeChanged.connect(self.headers.follow_range)
        across.valueChanged.connect(above.setValue)
        above.valueChanged.connect(across.setValue)
        self.view.scrolled.connect(self._pin_foot)

    def show_picture(self, picture: MapPicture, found: Collection[NodeId], *, pins_foot: bool) -> bool:
        """Show a picture in which ``found`` matches the search; whether there are more or fewer headers than before.

        With ``pins_foot`` the milestones stay in sight while the boxes scroll above them.
        """
        self._is_foot_pinned = pins_foot
        self.scene.show_picture(picture, found, self.view.room())
        stages = [stage_view_model(column.stage) for column in picture.graph.columns]
        is_other = self.headers.show_stages(stages, self.scene.columns, picture.style)
        self.headers.horizontalScrollBar().setValue(self.view.horizontalScrollBar().value())
        self._pin_foot()
        return is_other

    def make_room(self, style: MapStyle) -> None:
        """Give the headers their height in a style: else the map would be drawn first for room that they take away."""
        with QSignalBlocker(self.view):
            self.headers.setFixedHeight(header_height(style))
            self._column.activate()

    def _pin_foot(self) -> None:
        bottom = self.view.mapToScene(0, self.view.viewport().height()).y() if self._is_foot_pinned else None
        self.scene.pin_foot(bottom)

    def keep_free(self, width: int) -> None:
        """Leave ``width`` px free at the right, where the drawer lies over the map."""
        self.headers.keep_free(width)
        self.view.keep_free(width)

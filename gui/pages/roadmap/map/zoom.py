"""The scale of the map: the buttons that change it, and the zoom that fits the window."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QToolButton

from gui.pages.roadmap.map.map_style import LARGEST_ZOOM, smallest_zoom
from gui.pages.roadmap.map.map_view import ZOOM_STEP
from gui.widgets.accessibility import announce
from gui.widgets.labels import set_tip
from gui.widgets.layouts import hbox

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.app.settings import Settings
    from gui.pages.roadmap.map.map_view import MapView
    from gui.pages.roadmap.map.scene import MapPicture
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

_BUTTON = 34
_LARGEST_FIT = 1.5


class ZoomControl(QFrame):
    """Three buttons in one frame; the middle one names the zoom and fits the map to the window."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        self.setProperty("variant", "segments")
        self.setAccessibleName("Zoom")
        self.smaller, self.fit, self.larger = QToolButton(), QToolButton(), QToolButton()
        row = hbox(on=self, gap=0, margins=(1, 1, 1, 1))
        for button, name in ((self.smaller, "Smaller (−)"), (self.fit, "Fit (0)"), (self.larger, "Larger (+)")):
            button.setProperty("variant", "segment")
            button.setAccessibleName(name)
            set_tip(button, name)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setIconSize(QSize(theme.px(14), theme.px(14)))
            row.addWidget(button)
        for button in (self.smaller, self.larger):
            button.setFixedWidth(theme.px(_BUTTON))
        theme.changed.connect(self._retint)
        self._retint()

    def show_zoom(self, text: str, *, can_shrink: bool, can_grow: bool) -> None:
        """Name the zoom, and disable the buttons at its limits."""
        self.fit.setText(text)
        # Wide enough for any percentage, so that nothing moves while zooming.
        widest = text.replace(text.split(" · ")[-1], "100\N{NO-BREAK SPACE}%")
        self.fit.setMinimumWidth(self.fit.fontMetrics().horizontalAdvance(widest) + self._theme.px(26))
        self.fit.setAccessibleName(f"Fit (0): now {text}")
        self.smaller.setEnabled(can_shrink)
        self.larger.setEnabled(can_grow)

    def _retint(self) -> None:
        self.smaller.setIcon(self._icons.icon("none", "text2", 14))
        self.larger.setIcon(self._icons.icon("new", "text2", 14))


class ZoomController(QObject):
    """Chooses the zoom: one the user set, or the one that fits."""

    changed = Signal()
    """The map is to be drawn at another zoom."""

    def __init__(
        self, view: MapView, control: ZoomControl, theme: Theme, measure: Callable[[float], MapPicture]
    ) -> None:
        """``measure`` lays the map out at a zoom."""
        super().__init__(view)
        self._view, self._control, self._theme, self._measure = view, control, theme, measure
        self._drawn = 1.0
        self._fits_height = True
        self.chosen: float | None = None
        """The zoom that the user set; None to fit the window."""
        view.zoomed.connect(self.zoom_by)
        control.smaller.clicked.connect(self.zoom_out)
        control.larger.clicked.connect(self.zoom_in)

    @property
    def smallest(self) -> float:
        """The zoom at which names are as small as text may be."""
        return smallest_zoom(self._theme)

    def remember(self, settings: Settings) -> None:
        """Save the zoom that the user set, or that there is none."""
        settings.set_numbers("map/zoom", [round(100 * self.chosen)] if self.chosen else [])

    def restore(self, settings: Settings) -> None:
        """Use the zoom that was saved."""
        percent = settings.numbers("map/zoom")
        if len(percent) == 1:
            self.chosen = min(max(percent[0] / 100, self.smallest), LARGEST_ZOOM)

    def current(self) -> float:
        """The zoom to draw at."""
        return self._fitting() if self.chosen is None else self.chosen

    @property
    def within(self) -> float:
        """The width, px, that the map is to fit; infinite at a zoom that the user set."""
        room = self._view.room()
        return room.width - room.bar if self.chosen is None else math.inf

    def _fitting(self) -> float:
        """The zoom at which everything is in view; failing that all columns; failing that the smallest."""
        room, (width, height) = self._view.room(), self._measure(1.0).size
        zoom = min(room.width / width, room.height / height)
        self._fits_height = zoom >= self.smallest
        widest = room.width if self._fits_height else room.width - room.bar
        if not self._fits_height:
            zoom = widest / width
        zoom = min(max(zoom, self.smallest), _LARGEST_FIT)
        # Fonts come in whole pixels, so a map does not shrink in exact proportion.
        while zoom > self.smallest and self._measure(zoom).size[0] > widest:
            zoom = max(self.smallest, zoom - 0.01)
        return zoom

    def show_drawn(self, picture: MapPicture, *, is_short: bool) -> None:
        """Name the zoom of what was just drawn, by its percentage alone if ``is_short``."""
        self._drawn = zoom = picture.style.zoom
        fits_width = picture.size[0] <= self._view.room().width
        text = percent = f"{round(100 * zoom)}\N{NO-BREAK SPACE}%"
        if not self.chosen and fits_width and not is_short:
            text = f"{'Fit' if self._fits_height else 'Fit width'} · {percent}"
        can_shrink, can_grow = zoom > self.smallest + 0.001, zoom < LARGEST_ZOOM - 0.001
        self._control.show_zoom(text, can_shrink=can_shrink, can_grow=can_grow)

    def zoom_by(self, factor: float, still: QPointF) -> None:
        """Scale the map, keeping what is at the point ``still`` of the view in place."""
        before = self._drawn
        zoom = min(max(before * factor, self.smallest), LARGEST_ZOOM)
        if zoom == before:
            return
        across, down = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        held = QPointF(across.value(), down.value()) + still
        self._choose(zoom)
        moved = held * (zoom / before) - still
        across.setValue(round(moved.x()))
        down.setValue(round(moved.y()))

    def zoom_in(self) -> None:
        """Draw larger."""
        self.zoom_by(ZOOM_STEP, self._view.middle())

    def zoom_out(self) -> None:
        """Draw smaller, though never too small to read."""
        self.zoom_by(1 / ZOOM_STEP, self._view.middle())

    def fit(self) -> None:
        """Fit the map to the window, but never shrink names until they are unreadable."""
        self._choose(None)

    def _choose(self, zoom: float | None) -> None:
        self.chosen = zoom
        self.changed.emit()
        announce(self._view, f"Map at {round(100 * self._drawn)}\N{NO-BREAK SPACE}%")

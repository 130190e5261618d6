"""The map as a picture file: in the light palette, with its title, its stages and a legend."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from PySide6.QtCore import QBuffer, QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication

from gui.app.date_format import full_day_text
from gui.files.save_dialogs import png_of
from gui.pages.roadmap.map.headers import header_height, header_width, paint_header
from gui.pages.roadmap.map.map_style import NAME, REMARK, MapStyle
from gui.pages.roadmap.map.scene import GROUNDS, MapPicture, MapScene, Room
from gui.pages.roadmap.map.view_models import stage_view_model
from gui.theme.fonts import font_families
from gui.theme.palette import LIGHT
from gui.widgets.badge import STATE_ICONS, STATE_MEANINGS, STATE_NAMES
from gui.widgets.painting import fill
from roadmaps.gap import SkillState
from roadmaps.study import FROM_MONTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.map import MapGraph

_DOTS_PER_INCH = 96
"""The resolution an SVG claims, from which readers work out its size in millimetres."""
PIXELS = 2
"""Pixels in the picture for each one on the screen."""
_EDGE, _GAP, _SIGN, _AFTER_SIGN = 16, 10, 14, 5
_RESTS = f"Not used for {FROM_MONTHS} months"
_SVG = "http://www.w3.org/2000/svg"
_NO_PEN = QPen().color().name()
"""What Qt writes as the outline of a shape without one: the colour of a new pen, black, which no palette has."""


class MapExport:
    """The current map, ready to be painted on any device."""

    def __init__(self, graph: MapGraph, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        self._style = style = MapStyle(theme, icons, colours=LIGHT)
        self.title = f"Roadmap: {tracker.roadmap.name}, {full_day_text(tracker.day)}"
        self._view_models = [stage_view_model(column.stage) for column in graph.columns]
        # On the screen a cut name has a tooltip; in a picture nothing else shows it.
        widest = max((header_width(view_model, style) for view_model in self._view_models), default=0)
        picture = MapPicture(
            graph, tracker.progress, tracker.today, style, as_of=tracker.as_of, least_node_width=widest
        )
        width, height = (math.ceil(length) for length in picture.size)
        title = style.metrics(bold=True).horizontalAdvance(self.title) + 2 * _EDGE
        self._legend = [(STATE_ICONS[state], STATE_MEANINGS[state], STATE_NAMES[state]) for state in SkillState]
        if any(view_model.mark for view_model in picture.nodes.values()):
            self._legend.append(("clock", "text2", _RESTS))
        legend = 2 * _EDGE + sum(_SIGN + _AFTER_SIGN + style.remark_width(word) + _EDGE for *_, word in self._legend)
        width = max(width, math.ceil(title), math.ceil(legend))
        self._scene = MapScene()
        self._scene.show_picture(picture, frozenset(graph.nodes), Room(width, height, 0))
        self._title_height = round(style.metrics(bold=True).height()) + 2 * _GAP
        self._headers_height = header_height(style)
        self._legend_height = round(style.metrics(REMARK).height()) + 2 * _GAP
        above = self._title_height + self._headers_height
        self._map_frame = QRect(0, above, width, height)
        self.size = QSize(width, above + height + self._legend_height)

    def png(self) -> Callable[[], bytes]:
        """Paint the map; what is returned makes a PNG file of it, in any thread."""
        image = QImage(self.size * PIXELS, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.scale(PIXELS, PIXELS)
        self.paint(painter)
        painter.end()
        return partial(png_of, image, self.title)

    def svg(self) -> Callable[[], bytes]:
        """Paint the map; what is returned makes an SVG file of it, in any thread."""
        drawn = QByteArray()
        buffer = QBuffer(drawn)
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(self.size)
        generator.setResolution(_DOTS_PER_INCH)
        generator.setViewBox(QRect(0, 0, self.size.width(), self.size.height()))
        generator.setTitle(self.title)
        generator.setDescription("Made by Skillgap")
        painter = QPainter(generator)
        self.paint(painter)
        painter.end()
        return partial(tidy_svg, bytes(drawn.data()), font_families(QApplication.font()))

    def paint(self, painter: QPainter) -> None:
        """Paint title, stages, map and legend."""
        style, width = self._style, self.size.width()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill(painter, QRect(0, 0, width, self.size.height()), style.colour("surface"))
        painter.setFont(style.font(NAME, bold=True))
        painter.setPen(style.colour("text"))
        title = QRectF(_EDGE, 0, width - 2 * _EDGE, self._title_height)
        painter.drawText(title, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.title)
        for number, (view_model, column) in enumerate(zip(self._view_models, self._scene.columns, strict=True)):
            painter.save()
            painter.translate(column.start, self._title_height)
            frame = QRect(0, 0, round(column.end - column.start), self._headers_height)
            paint_header(painter, frame, view_model, column, GROUNDS[number % len(GROUNDS)], style)
            painter.restore()
        self._scene.render(painter, QRectF(self._map_frame), self._scene.sceneRect())
        self._paint_legend(painter)

    def _paint_legend(self, painter: QPainter) -> None:
        style, left = self._style, float(_EDGE)
        top = self.size.height() - self._legend_height
        middle = top + self._legend_height / 2
        painter.setFont(style.font(REMARK))
        for icon, meaning, word in self._legend:
            place = QRectF(left, middle - _SIGN / 2, _SIGN, _SIGN)
            style.draw_sign(painter, icon, meaning, place, "surface")
            left += _SIGN + _AFTER_SIGN
            width = style.remark_width(word)
            painter.setPen(style.colour("text2"))
            room = QRectF(left, top, width + 2, self._legend_height)
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, word)
            left += width + _EDGE


def tidy_svg(drawing: bytes, families: Sequence[str]) -> bytes:
    """Undo three habits of QSvgGenerator.

    Shapes without an outline get none, where Qt writes a black one that browsers draw. Text names all of ``families``
    and a generic fallback, where Qt names one family. Empty groups, more than half of what Qt writes, are removed.
    """
    ElementTree.register_namespace("", _SVG)
    root = ElementTree.fromstring(drawing)
    family = ", ".join([*(f"'{name}'" if " " in name else name for name in families), "sans-serif"])
    for parent in root.iter():
        for child in list(parent):
            if child.tag == f"{{{_SVG}}}g" and not len(child):
                parent.remove(child)
    for element in root.iter():
        if element.get("stroke") == _NO_PEN:
            element.set("stroke", "none")
        if "font-family" in element.attrib:
            element.set("font-family", family)
    tidied: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return tidied

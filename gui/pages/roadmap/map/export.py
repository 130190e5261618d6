"""The map as a picture to keep: in the light palette, with its title, its stages and what the signs mean."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication

from gui.app.date_format import full_day_text
from gui.files.save_dialogs import png_of
from gui.pages.roadmap.map.headers import head_height, head_width, paint_head
from gui.pages.roadmap.map.map_style import NAME, REMARK, MapStyle
from gui.pages.roadmap.map.scene import MapPicture, MapScene, Room
from gui.pages.roadmap.map.svg import tidy_svg
from gui.pages.roadmap.map.view_models import stage_face
from gui.theme.fonts import font_families
from gui.theme.palette import LIGHT
from gui.widgets.badge import STATE_ICONS, STATE_MEANINGS, STATE_NAMES
from gui.widgets.painting import fill
from roadmaps.gap import SkillState
from roadmaps.study import FROM_MONTHS

if TYPE_CHECKING:
    from gui.app.tracker import Tracker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.map import MapGraph

_DOTS_PER_INCH = 96
"""What a pixel is in a drawing: its width in millimetres is worked out from that."""
PIXELS = 2
"""Pixels of a picture for each one on the screen."""
_EDGE, _GAP, _SIGN, _AFTER_SIGN = 16, 10, 14, 5
_RESTS = f"Not used for {FROM_MONTHS} months"


class MapExport:
    """A map as it is now, ready to be painted on anything."""

    def __init__(self, graph: MapGraph, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        self._look = look = MapStyle(theme, icons, colours=LIGHT)
        self.title = f"Roadmap: {tracker.roadmap.name}, {full_day_text(tracker.day)}"
        self._faces = [stage_face(column.stage) for column in graph.columns]
        # On the screen a name that is cut has a tip; in a picture nothing else says it.
        widest = max((head_width(face, look) for face in self._faces), default=0)
        picture = MapPicture(graph, tracker.progress, tracker.today, look, as_of=tracker.as_of, least_node_width=widest)
        width, height = (math.ceil(length) for length in picture.size)
        title = look.metrics(bold=True).horizontalAdvance(self.title) + 2 * _EDGE
        self._legend = [(STATE_ICONS[state], STATE_MEANINGS[state], STATE_NAMES[state]) for state in SkillState]
        if any(face.mark for face in picture.nodes.values()):
            self._legend.append(("clock", "text2", _RESTS))
        legend = 2 * _EDGE + sum(_SIGN + _AFTER_SIGN + look.remark_width(word) + _EDGE for *_, word in self._legend)
        width = max(width, math.ceil(title), math.ceil(legend))
        self._scene = MapScene()
        self._scene.show_picture(picture, frozenset(graph.nodes), Room(width, height, 0))
        self._title_height = round(look.metrics(bold=True).height()) + 2 * _GAP
        self._heads_height = head_height(look)
        self._legend_height = round(look.metrics(REMARK).height()) + 2 * _GAP
        above = self._title_height + self._heads_height
        self._map_frame = QRect(0, above, width, height)
        self.size = QSize(width, above + height + self._legend_height)

    def png(self) -> bytes:
        """As pixels."""
        image = QImage(self.size * PIXELS, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.scale(PIXELS, PIXELS)
        self.paint(painter)
        painter.end()
        return png_of(image, self.title)

    def svg(self) -> bytes:
        """As lines and text."""
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
        return tidy_svg(bytes(drawn.data()), font_families(QApplication.font()))

    def paint(self, painter: QPainter) -> None:
        """Paint title, stages, map and legend."""
        look, width = self._look, self.size.width()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill(painter, QRect(0, 0, width, self.size.height()), look.colour("surface"))
        painter.setFont(look.font(NAME, bold=True))
        painter.setPen(look.colour("text"))
        title = QRectF(_EDGE, 0, width - 2 * _EDGE, self._title_height)
        painter.drawText(title, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.title)
        for number, (face, column) in enumerate(zip(self._faces, self._scene.columns, strict=True)):
            painter.save()
            painter.translate(column.start, self._title_height)
            size = QSize(round(column.end - column.start), self._heads_height)
            paint_head(
                painter, QRect(0, 0, size.width(), size.height()), face, column, ("alt", "surface")[number % 2], look
            )
            painter.restore()
        self._scene.render(painter, QRectF(self._map_frame), self._scene.sceneRect())
        self._paint_legend(painter)

    def _paint_legend(self, painter: QPainter) -> None:
        look, left = self._look, float(_EDGE)
        top = self.size.height() - self._legend_height
        middle = top + self._legend_height / 2
        painter.setFont(look.font(REMARK))
        for icon, meaning, word in self._legend:
            place = QRectF(left, middle - _SIGN / 2, _SIGN, _SIGN)
            look.draw_sign(painter, icon, meaning, place, "surface")
            left += _SIGN + _AFTER_SIGN
            width = look.remark_width(word)
            painter.setPen(look.colour("text2"))
            room = QRectF(left, top, width + 2, self._legend_height)
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, word)
            left += width + _EDGE

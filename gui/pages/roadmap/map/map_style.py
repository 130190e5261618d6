"""The style of the map: palette, fonts at a zoom, and icons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF

from gui.theme.palette import SMALLEST_TEXT

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QColor, QFont, QPainter

    from gui.theme.icons import Icons
    from gui.theme.palette import Colours, Theme

NAME, REMARK = "dense", "caption"
_WIDEST_NAME = 5.9
"""Names wider than this many times the font size take two lines: about twelve letters."""
LARGEST_ZOOM = 2.0
_WHOLE = 1000


def smallest_zoom(theme: Theme) -> float:
    """The zoom at which the names on the map reach the smallest text size allowed."""
    return SMALLEST_TEXT / theme.size(NAME)


class MapStyle:
    """The current palette or a given one; icons are drawn as pixels on the screen, and as shapes in a picture."""

    def __init__(self, theme: Theme, icons: Icons, zoom: float = 1.0, colours: Colours | None = None) -> None:
        self._theme, self._icons, self._own_colours = theme, icons, colours
        self.zoom = zoom
        self._fonts: dict[tuple[str, bool, bool], QFont] = {}
        self._metrics: dict[tuple[str, bool], QFontMetricsF] = {}

    def colour(self, meaning: str) -> QColor:
        """The colour of a meaning."""
        return self._own_colours.colour(meaning) if self._own_colours else self._theme.colour(meaning)

    @property
    def stroke(self) -> int:
        """The width of a line, px."""
        return (self._own_colours or self._theme).stroke

    def px(self, length: float) -> int:
        """A length of the unscaled map, in pixels at this zoom and size of text."""
        return round(length * self.zoom * self._theme.px(_WHOLE) / _WHOLE)

    def font(self, role: str = NAME, *, bold: bool = False, struck: bool = False) -> QFont:
        """The font of a role at this zoom, never smaller than the smallest text size."""
        key = (role, bold, struck)
        if key not in self._fonts:
            font = self._theme.font(role, bold=bold, struck=struck)
            font.setPixelSize(max(SMALLEST_TEXT, round(self._theme.size(role) * self.zoom)))
            self._fonts[key] = font
        return self._fonts[key]

    def metrics(self, role: str = NAME, *, bold: bool = False) -> QFontMetricsF:
        """The metrics of the font of a role."""
        key = (role, bold)
        if key not in self._metrics:
            self._metrics[key] = QFontMetricsF(self.font(role, bold=bold))
        return self._metrics[key]

    def width(self, text: str) -> float:
        """The width of a name, px."""
        return self.metrics().horizontalAdvance(text)

    def remark_width(self, text: str) -> float:
        """The width of a remark under a name, px."""
        return self.metrics(REMARK).horizontalAdvance(text)

    @property
    def widest_name(self) -> float:
        """The width, px, above which a name takes two lines."""
        return self.font().pixelSize() * _WIDEST_NAME

    def draw_sign(self, painter: QPainter, name: str, meaning: str, frame: QRectF, ground: str) -> None:
        """Draw an icon in the colour of a meaning."""
        if self._own_colours:
            self._icons.paint(painter, frame, name, self.colour(meaning), self.colour(ground))
            return
        ratio = painter.device().devicePixelRatioF()
        pixmap = self._icons.pixmap(name, meaning, round(frame.width()), ratio, ground)
        painter.drawPixmap(frame.topLeft(), pixmap)

    def draw_lines(self, painter: QPainter, lines: tuple[str, ...], left: float, top: float, role: str = NAME) -> None:
        """Draw lines of text with the painter’s font and pen."""
        metrics = self.metrics(role)
        for number, line in enumerate(lines):
            painter.drawText(QPointF(left, top + metrics.ascent() + number * metrics.height()), line)

"""Our own SVG icons: tinted by meaning, as large as the text in use asks, sharp at the screen's pixel ratio."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gui.theme.palette import ICON_GROUND

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QColor

    from gui.theme.palette import Theme


_FOLDER = Path(__file__).parent
_PIXEL_RATIOS = (1.0, 2.0)
_FADED = 0.4


class Icons:
    """Draws icons in the palette in use; each picture is drawn once.

    Sizes are for body text of 13 px and grow with it, except in ``pixmap``, which takes the pixels it is to have.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._sources: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, str, str, int, float], QPixmap] = {}
        self._last: tuple[str, QSvgRenderer] = ("", QSvgRenderer())

    def pixmap(
        self, name: str, meaning: str = "text2", size: int = 16, ratio: float = 1.0, ground: str = "surface"
    ) -> QPixmap:
        """An icon as a picture of ``size`` pixels square, in the colour of a meaning."""
        colour, behind = self._theme.colour(meaning).name(), self._theme.colour(ground).name()
        key = (name, colour, behind, size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._draw(name, colour, behind, size, ratio)
        return self._pixmaps[key]

    def side(self, size: int) -> int:
        """How wide and high an icon of a size is now, px."""
        return self._theme.px(size)

    def draw(
        self,
        painter: QPainter,
        room: QRect,
        name: str,
        meaning: str = "text2",
        *,
        size: int = 16,
        ground: str = "surface",
    ) -> int:
        """Draw an icon at the left edge of a room, halfway down; returns how wide it is, px."""
        side = self.side(size)
        pixmap = self.pixmap(name, meaning, side, painter.device().devicePixelRatioF(), ground)
        painter.drawPixmap(room.topLeft() + QPoint(0, (room.height() - side) // 2), pixmap)
        return side

    def icon(
        self, name: str, meaning: str = "text2", size: int = 16, on: str | None = None, *, fades: bool = False
    ) -> QIcon:
        """An icon for a button; ``on`` is the meaning of its colour while the button is checked.

        One that ``fades`` is far paler while the button cannot be pressed: what Qt makes of it hardly differs where
        words are bright on dark.
        """
        icon, side = QIcon(), self.side(size)
        for ratio in _PIXEL_RATIOS:
            pixmap = self.pixmap(name, meaning, side, ratio)
            icon.addPixmap(pixmap)
            if on:
                icon.addPixmap(self.pixmap(name, on, side, ratio), QIcon.Mode.Normal, QIcon.State.On)
            if fades:
                icon.addPixmap(_faded(pixmap), QIcon.Mode.Disabled)
        return icon

    def paint(self, painter: QPainter, frame: QRectF, name: str, colour: QColor, ground: QColor) -> None:
        """Draw an icon as lines, for pictures that are to stay sharp at every size."""
        painter.save()
        painter.setBrush(Qt.BrushStyle.NoBrush)  # what was painted before would fill the open shapes of the icon
        self._renderer(name, colour.name(), ground.name()).render(painter, frame)
        painter.restore()

    def _renderer(self, name: str, colour: str, ground: str) -> QSvgRenderer:
        if name not in self._sources:
            self._sources[name] = _FOLDER.joinpath(f"{name}.svg").read_text(encoding="utf-8")
        source = self._sources[name].replace(ICON_GROUND, ground).replace("currentColor", colour)
        # An icon is wanted for each pixel ratio in turn, and reading it takes longer than drawing it.
        if self._last[0] != source:
            self._last = (source, QSvgRenderer(QByteArray(source.encode())))
        return self._last[1]

    def _draw(self, name: str, colour: str, ground: str, size: int, ratio: float) -> QPixmap:
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self._renderer(name, colour, ground).render(painter, QRectF(0, 0, size, size))
        painter.end()
        return pixmap


def _faded(pixmap: QPixmap) -> QPixmap:
    faded = QPixmap(pixmap.size())
    faded.setDevicePixelRatio(pixmap.devicePixelRatio())
    faded.fill(Qt.GlobalColor.transparent)
    painter = QPainter(faded)
    painter.setOpacity(_FADED)
    painter.drawPixmap(0, 0, pixmap)
    painter.end()
    return faded


__all__ = [
    "Icons",
]

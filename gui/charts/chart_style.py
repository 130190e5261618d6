"""Colours, fonts and sizes of charts, as plain values that can be passed to another thread."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from gui.theme.fonts import font_families
from gui.theme.palette import LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Annotation
    from PySide6.QtCore import QSize

    from gui.theme.palette import Colours, Theme

# Before anything of matplotlib is imported: silence that fonts are looked for, or replaced.
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
DOTS = 72
"""Dots per inch at a device pixel ratio of 1, so that one point is one pixel."""


def _known(families: Iterable[str]) -> list[str]:
    """The families that matplotlib can draw with; if it lacks the first, it looks for newly installed fonts."""
    from matplotlib import font_manager

    wanted = list(dict.fromkeys(families))
    if wanted[0] not in font_manager.get_font_names():
        _register_new_fonts()
    known = set(font_manager.get_font_names())
    return [family for family in wanted if family in known]


@cache
def _register_new_fonts() -> None:
    """Register, once, fonts that were installed after matplotlib wrote its font cache."""
    from matplotlib import font_manager

    listed = {Path(font.fname) for font in font_manager.fontManager.ttflist}
    for path in font_manager.findSystemFonts():
        if Path(path) not in listed:
            with suppress(OSError, RuntimeError):  # not a font, or unreadable
                font_manager.fontManager.addfont(path)


def current_style(theme: Theme, size: QSize, ratio: float) -> ChartStyle:
    """The style of a chart drawn now, for a size in logical pixels on a screen of this pixel ratio."""
    family, *fallbacks = font_families(QApplication.font())
    return ChartStyle(
        theme.colours, family, theme.size("caption"), size.width(), size.height(), ratio, tuple(fallbacks)
    )


@dataclass(frozen=True)
class ChartStyle:
    """The palette, font and size that a chart is drawn with."""

    colours: Colours
    family: str
    text: int
    """Font size, px."""
    width: int
    height: int
    ratio: float = 1.0
    """Device pixel ratio."""
    fallbacks: tuple[str, ...] = ()
    """Fallback families for characters that ``family`` lacks, in order."""

    def for_paper(self) -> ChartStyle:
        """The same in the light palette at twice the resolution, as for saved pictures."""
        return replace(self, colours=LIGHT, ratio=2.0)

    def figure(self) -> Figure:
        """An empty figure of this size with a transparent background."""
        from matplotlib.figure import Figure

        figure = Figure(figsize=(self.width / DOTS, self.height / DOTS), dpi=DOTS * self.ratio)
        figure.patch.set_alpha(0)
        return figure

    def settings(self) -> dict[Any, Any]:
        """The matplotlib settings, for use in ``rc_context``: global settings stay as they are."""
        colours = self.colours
        return {
            # The generic name at the end is what a browser falls back to in a drawing that is opened elsewhere.
            "font.family": [*_known((self.family, *self.fallbacks)), "sans-serif"],
            "font.sans-serif": ["DejaVu Sans"],
            "font.size": self.text,
            "svg.fonttype": "none",
            "axes.facecolor": "none",
            "axes.edgecolor": colours.control,
            "axes.linewidth": colours.stroke,
            "axes.axisbelow": True,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.spines.left": False,
            "axes.labelcolor": colours.muted,
            "text.color": colours.text,
            "xtick.color": colours.muted,
            "ytick.color": colours.muted,
            "xtick.labelsize": self.text,
            "ytick.labelsize": self.text,
            "xtick.major.size": 4,
            "ytick.major.size": 0,
            "grid.color": colours.line,
            "grid.linewidth": colours.stroke,
            "hatch.linewidth": colours.stroke,
            "lines.solid_capstyle": "round",
        }

    def axes(self, figure: Figure, left: float, top: float, right: float, bottom: float) -> Axes:
        """Axes with margins in pixels."""
        width, height = self.width, self.height
        room = (left / width, bottom / height, (width - left - right) / width, (height - top - bottom) / height)
        axes: Axes = figure.add_axes(room)
        return axes

    def across(self, axes: Axes, days: Sequence[date]) -> list[float]:
        """Where days lie on the horizontal axis: px from the left edge of the picture."""
        if not days:
            return []
        return [float(x) / self.ratio for x, _ in axes.transData.transform([(day.toordinal(), 0) for day in days])]

    def write(
        self, axes: Axes, x: Any, y: Any, text: str, meaning: str, offset: tuple[float, float] = (0, 0), **more: Any
    ) -> Annotation:
        """Write text at a data coordinate, moved by an offset in pixels."""
        return axes.annotate(
            text,
            (x, y),
            xytext=offset,
            textcoords="offset points",
            color=getattr(self.colours, meaning),
            annotation_clip=False,
            **{"va": "center", **more},
        )

"""The chart by category: can-dos ticked now, 90 days ago, and needed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gui.charts.axis import whole_numbers
from gui.charts.chart import ChartTable, Spot
from gui.charts.text_layout import TextMeasure
from roadmaps.forecast import comparison_text, progress_by_category, started_on
from roadmaps.text.text_format import of_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from gui.charts.chart_style import ChartStyle
    from roadmaps.catalogue import Roadmap
    from roadmaps.forecast import CategoryProgress
    from roadmaps.journal import Event

_TOP, _BOTTOM, _EDGE = 6, 22, 4
_PAD = 8
"""Pixels between a name and the first place of the axis."""
_WIDEST_NAMES = 0.55
"""The largest share of the width for names; longer ones are shortened here and given in full in table and tip."""


@dataclass(frozen=True)
class CategoryChart:
    """One row per category with something in scope, the one with most left at the top."""

    rows: tuple[CategoryProgress, ...]
    since: str = "90 days ago"
    """The day compared with, in words."""

    @property
    def summary(self) -> str:
        """The chart in one sentence."""
        if not self.rows:
            return "Nothing is in scope."
        left = [row for row in self.rows if row.now < row.needed]
        if not left:
            return f"All of {sum(row.needed for row in self.rows)} can-dos are ticked, in every category."
        most = left[0]
        return (
            f"Something is left in {of_text(len(left), len(self.rows))} categories, most in {most.name}: "
            f"{of_text(most.now, most.needed)} can-dos are there."
        )

    @property
    def table(self) -> ChartTable:
        """The same in rows."""
        rows = tuple((row.name, str(row.now), str(row.before), str(row.needed)) for row in self.rows)
        return ChartTable(("Category", "You", self.since[:1].upper() + self.since[1:], "Needed"), rows)

    def draw(self, figure: Figure, style: ChartStyle) -> Sequence[Spot]:
        """Draw a disc for now, a ring for the day of comparison, a bar for what is needed."""
        rows = self.rows
        measure = TextMeasure(figure, style)
        counts = [of_text(row.now, row.needed) for row in rows]
        names = [_shortened(row.name, style.width * _WIDEST_NAMES, measure) for row in rows]
        left, right = _EDGE + measure.widest(names) + _PAD, 2 * _PAD + measure.widest(counts, 600) + _EDGE
        axes = style.axes(figure, left, _TOP, right, _BOTTOM)
        axes.spines["bottom"].set_visible(False)
        if not rows:
            axes.set_axis_off()
            style.write(axes, 0, 0.5, self.summary, "muted")
            return []
        most = max(row.needed for row in rows)
        axes.set_xlim(-0.4, most + 0.6)
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.set_yticks([])
        axes.tick_params(axis="x", length=0, pad=2)
        whole_numbers(axes.xaxis)
        axes.grid(axis="x")
        self._draw_marks(axes, style)
        for y, (row, name, count) in enumerate(zip(rows, names, counts, strict=True)):
            # A text costs a third of a tick label.
            beside = {"xycoords": ("axes fraction", "data"), "ha": "right"}
            style.write(axes, 0, y, name, "text2", (-_PAD, 0), **beside)
            meaning, weight = ("muted", 400) if row.now >= row.needed else ("text", 600)
            style.write(axes, 1, y, count, meaning, (right - _EDGE, 0), weight=weight, **beside)
        return self._spots(style)

    def _draw_marks(self, axes: Axes, style: ChartStyle) -> None:
        """One artist for each kind of mark, since every artist costs about a millisecond."""
        colours, heights = style.colours, range(len(self.rows))
        have, surface = colours.have, colours.surface
        now, before, needed = ([row[place] for row in self.rows] for place in (1, 2, 3))
        axes.hlines(heights, now, needed, colors=colours.control, lw=1.25, ls=(0, (1.5, 2)), zorder=1.5)
        axes.hlines(heights, before, now, colors=have, lw=3, zorder=2, capstyle="butt")
        axes.plot(needed, heights, "|", ms=12, mew=2.25, color=colours.text2, zorder=3)
        moved_rows = [(row.before, y) for y, row in enumerate(self.rows) if row.before != row.now]
        if moved_rows:
            axes.plot(
                *zip(*moved_rows, strict=True), "o", mfc=surface, mec=have, ms=7, mew=1.5, zorder=4, clip_on=False
            )
        axes.plot(now, heights, "o", mfc=have, mec=surface, ms=8.5, mew=1.2, zorder=5, clip_on=False)

    def _spots(self, style: ChartStyle) -> list[Spot]:
        height = (style.height - _TOP - _BOTTOM) / max(1, len(self.rows))
        return [
            Spot(
                0,
                _TOP + place * height,
                style.width,
                height,
                f"{row.name}: {of_text(row.now, row.needed)} can-dos, {row.before} of them {self.since}",
            )
            for place, row in enumerate(self.rows)
        ]


def _shortened(name: str, most: float, measure: TextMeasure) -> str:
    """A name cut to at most ``most`` px, with an ellipsis where letters were left out."""
    if measure.size(name)[0] <= most:
        return name
    kept = name
    while kept and measure.size(f"{kept}…")[0] > most:
        kept = kept[:-1].rstrip()
    return f"{kept}…"


def category_chart(roadmap: Roadmap, events: Sequence[Event], day: date) -> CategoryChart:
    """The chart of a day, from the events that count on it."""
    since = comparison_text(day, started_on(events))
    return CategoryChart(progress_by_category(roadmap, events, day), since)

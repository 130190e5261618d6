"""The chart of ads covered by hours of study: the shortest way beside the most asked skills first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gui.charts.axis import whole_numbers
from gui.charts.chart import ChartTable, Spot
from gui.charts.text_layout import Labels, Offset, TextMeasure
from roadmaps.ads import covered_at
from roadmaps.text.text_format import of_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from gui.charts.chart_style import ChartStyle
    from roadmaps.ads import ShortestWay

_TOP, _RIGHT, _BOTTOM = 10, 12, 22


@dataclass(frozen=True)
class AdsCoveredChart:
    """Two curves of steps, from nothing studied to every ad covered that can be."""

    way: ShortestWay

    @property
    def summary(self) -> str:
        """The chart in one sentence."""
        last = self.way.curve[-1]
        ends = f"{of_text(last.covered, self.way.ads)} ads are covered after about {round(last.hours)}\u00a0h."
        return self.way.comparison or ends

    @property
    def table(self) -> ChartTable:
        """One row for each corner of the curve."""
        most_asked = self.way.curve_of_most_asked
        rows = tuple(
            (f"{round(point.hours)}", str(point.covered), str(covered_at(most_asked, point.hours)))
            for point in self.way.curve
        )
        return ChartTable(("Hours of study", "Covered in this order", "Most asked first"), rows)

    def draw(self, figure: Figure, style: ChartStyle) -> Sequence[Spot]:
        """Draw both curves, the better one bold."""
        way, colours = self.way, style.colours
        measure = TextMeasure(figure, style)
        left = measure.widest([str(way.ads)]) + 10
        axes = style.axes(figure, left, _TOP, _RIGHT, _BOTTOM)
        ends = [curve[-1] for curve in (way.curve, way.curve_of_most_asked)]
        axes.set_xlim(0, max(1.0, *(end.hours for end in ends)) * 1.02)
        axes.set_ylim(0, way.ads + 0.5)
        whole_numbers(axes.xaxis)
        whole_numbers(axes.yaxis)
        axes.grid(axis="y")
        for curve, colour, width in (
            (way.curve_of_most_asked, colours.control, 1.25),
            (way.curve, colours.accent, 2.25),
        ):
            points = [(point.hours, point.covered) for point in curve]
            axes.step(*zip(*points, strict=True), where="post", color=colour, lw=width, solid_joinstyle="miter")
        labels = Labels(axes, style, measure)
        for curve, text, meaning, offsets in (
            (way.curve, "this order", "accent", [Offset(-6, 10, "right"), Offset(6, 10)]),
            (
                way.curve_of_most_asked,
                "most asked first",
                "text2",
                [Offset(8, -10), Offset(8, -24), Offset(-8, -10, "right")],
            ),
        ):
            for point in sorted(curve, key=lambda point: abs(point.hours - curve[-1].hours / 2)):
                if labels.write((point.hours, point.covered), text, meaning, offsets):
                    break
        return self._spots(style, left)

    def _spots(self, style: ChartStyle, left: float) -> list[Spot]:
        """A strip for each step of the curve."""
        curve, room = self.way.curve, style.width - left - _RIGHT
        longest = max(1.0, curve[-1].hours, self.way.curve_of_most_asked[-1].hours) * 1.02
        height = style.height - _TOP - _BOTTOM
        found = []
        for place, point in enumerate(curve):
            end = curve[place + 1].hours if place + 1 < len(curve) else longest
            text = f"After about {round(point.hours)}\u00a0h: {of_text(point.covered, self.way.ads)} ads"
            begins = left + room * point.hours / longest
            found.append(Spot(begins, _TOP, max(1.0, room * (end - point.hours) / longest), height, text))
        return found

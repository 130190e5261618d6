"""By category: where the person stands, where they stood 90 days ago, and what is needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from gui.charts.axis import whole_numbers
from gui.charts.chart import ChartTable, Spot
from roadmaps.gap import measure_gap
from roadmaps.progress import replay
from roadmaps.wording import of_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from matplotlib.figure import Figure

    from gui.charts.style import ChartStyle
    from roadmaps.catalogue import Roadmap
    from roadmaps.events import Event

BACK = timedelta(days=90)
_TOP, _RIGHT, _BOTTOM = 6, 58, 22
_LETTER = 0.56
"""The width of a letter, as a part of its height: how much room the longest name takes."""


class CategoryRow(NamedTuple):
    """Can-dos of one category that are in scope."""

    name: str
    now: int
    before: int
    """As many of them as were ticked 90 days ago."""
    needed: int


@dataclass(frozen=True)
class CategoryChart:
    """A row for each category in which something is in scope, the one with most left at the top."""

    rows: tuple[CategoryRow, ...]

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
        return ChartTable(("Category", "You", "90 days ago", "Needed"), rows)

    def draw(self, figure: Figure, style: ChartStyle) -> Sequence[Spot]:
        """A disc for now, a ring for then, a bar for what is needed."""
        colours, rows = style.colours, self.rows
        left = 16 + max((len(row.name) for row in rows), default=0) * style.text * _LETTER
        axes = style.axes(figure, min(left, style.width * 0.45), _TOP, _RIGHT, _BOTTOM)
        axes.spines["bottom"].set_visible(False)
        most = max((row.needed for row in rows), default=1)
        axes.set_xlim(-0.4, most + 0.6)
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.set_yticks(range(len(rows)), [row.name for row in rows])
        axes.tick_params(axis="y", colors=colours.text2, pad=8)
        axes.tick_params(axis="x", length=0, pad=2)
        whole_numbers(axes.xaxis)
        axes.grid(axis="x")
        for y, row in enumerate(rows):
            axes.plot([row.now, row.needed], [y, y], color=colours.control, lw=1.25, ls=(0, (1.5, 2)), zorder=1.5)
            axes.plot([row.before, row.now], [y, y], color=colours.have, lw=3, zorder=2, solid_capstyle="butt")
            axes.plot([row.needed], [y], "|", ms=12, mew=2.25, color=colours.text2, zorder=3)
            if row.before != row.now:
                axes.plot([row.before], [y], "o", ms=7, mfc=colours.surface, mec=colours.have, mew=1.5, zorder=4)
            axes.plot([row.now], [y], "o", ms=8.5, mfc=colours.have, mec=colours.surface, mew=1.2, zorder=5)
            is_full = row.now >= row.needed
            axes.annotate(
                of_text(row.now, row.needed),
                (1, y),
                xycoords=("axes fraction", "data"),
                xytext=(_RIGHT - 4, 0),
                textcoords="offset points",
                va="center",
                ha="right",
                color=colours.muted if is_full else colours.text,
                weight=400 if is_full else 600,
                annotation_clip=False,
            )
        return self._spots(style)

    def _spots(self, style: ChartStyle) -> list[Spot]:
        height = (style.height - _TOP - _BOTTOM) / max(1, len(self.rows))
        return [
            Spot(
                0,
                _TOP + place * height,
                style.width,
                height,
                f"{row.name}: {of_text(row.now, row.needed)} can-dos, {row.before} of them 90 days ago",
            )
            for place, row in enumerate(self.rows)
        ]


def category_chart(roadmap: Roadmap, events: Sequence[Event], day: date) -> CategoryChart:
    """Each category as of a day and 90 days before it; what was needed then is not asked."""
    gap = measure_gap(roadmap, replay(events, day))
    ticked_before = replay(events, day - BACK).ticks
    rows = []
    for category in roadmap.categories.values():
        needed = [each for skill_id in category.skill_ids for each in gap.skills[skill_id].needed]
        ticked = {each.id for skill_id in category.skill_ids for each in gap.skills[skill_id].ticked}
        if needed:
            before = sum(each.id in ticked_before for each in needed)
            rows.append(CategoryRow(category.name, len(ticked), before, len(needed)))
    # Most left first; of equals the smaller category, in which that is more.
    rows.sort(key=lambda row: (row.now - row.needed, row.needed))
    return CategoryChart(tuple(rows))

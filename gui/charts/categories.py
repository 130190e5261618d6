"""By category: where the person stands, where they stood 90 days ago, and what is needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from gui.charts.axis import moved, whole_numbers
from gui.charts.chart import ChartTable, Spot
from gui.charts.lettering import TextMeasure
from roadmaps.gap import measure_gap
from roadmaps.journal import replay
from roadmaps.text.text_format import of_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from matplotlib.figure import Figure

    from gui.charts.style import ChartStyle
    from roadmaps.catalogue import Roadmap
    from roadmaps.journal import Event

BACK = timedelta(days=90)
_TOP, _BOTTOM, _EDGE = 6, 22, 4
_PAD = 8
"""Pixels between a name and the first place of the axis."""
_WIDEST_NAMES = 0.55
"""Names take at most this part of the width; longer ones are shortened, and in full in the table and the tip."""


class CategoryRow(NamedTuple):
    """Can-dos of one category that are in scope."""

    name: str
    now: int
    before: int
    """As many of them as were ticked on the day compared with."""
    needed: int


@dataclass(frozen=True)
class CategoryChart:
    """A row for each category in which something is in scope, the one with most left at the top."""

    rows: tuple[CategoryRow, ...]
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
        """A disc for now, a ring for then, a bar for what is needed."""
        colours, rows = style.colours, self.rows
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
        axes.set_yticks(range(len(rows)), names)
        axes.tick_params(axis="y", colors=colours.text2, pad=_PAD)
        axes.tick_params(axis="x", length=0, pad=2)
        whole_numbers(axes.xaxis)
        axes.grid(axis="x")
        for y, (row, count) in enumerate(zip(rows, counts, strict=True)):
            axes.plot([row.now, row.needed], [y, y], color=colours.control, lw=1.25, ls=(0, (1.5, 2)), zorder=1.5)
            axes.plot([row.before, row.now], [y, y], color=colours.have, lw=3, zorder=2, solid_capstyle="butt")
            axes.plot([row.needed], [y], "|", ms=12, mew=2.25, color=colours.text2, zorder=3)
            if row.before != row.now:
                axes.plot(
                    [row.before],
                    [y],
                    "o",
                    ms=7,
                    mfc=colours.surface,
                    mec=colours.have,
                    mew=1.5,
                    zorder=4,
                    clip_on=False,
                )
            axes.plot(
                [row.now], [y], "o", ms=8.5, mfc=colours.have, mec=colours.surface, mew=1.2, zorder=5, clip_on=False
            )
            is_full = row.now >= row.needed
            axes.annotate(
                count,
                (1, y),
                xycoords=("axes fraction", "data"),
                xytext=(right - _EDGE, 0),
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
                f"{row.name}: {of_text(row.now, row.needed)} can-dos, {row.before} of them {self.since}",
            )
            for place, row in enumerate(self.rows)
        ]


def _shortened(name: str, most: float, measure: TextMeasure) -> str:
    """A name that is at most so many px wide, with an ellipsis where letters were left out."""
    if measure.size(name)[0] <= most:
        return name
    kept = name
    while kept and measure.size(f"{kept}…")[0] > most:
        kept = kept[:-1].rstrip()
    return f"{kept}…"


def compared_with(day: date, started_on: date | None) -> date:
    """The day that progress is compared with: 90 days earlier, but not before there was anything."""
    return max(moved(day, -BACK), min(started_on or day, day))


def category_chart(roadmap: Roadmap, events: Sequence[Event], day: date) -> CategoryChart:
    """Each category on a day, from the events that count on it, and as of ``compared_with`` it.

    What was needed then is not asked.
    A can-do that was there before the start counts on the first day, so that it is never shown as gained.
    """
    progress = replay(events)
    gap = measure_gap(roadmap, progress)
    back = compared_with(day, progress.started_on)
    ticked_before = replay(events, back).ticks
    rows = []
    for category in roadmap.categories.values():
        needed = [each for skill_id in category.skill_ids for each in gap.skills[skill_id].needed]
        ticked = {each.id for skill_id in category.skill_ids for each in gap.skills[skill_id].ticked}
        if needed:
            before = sum(each.id in ticked_before for each in needed)
            rows.append(CategoryRow(category.name, len(ticked), before, len(needed)))
    # Most left first; of equals the smaller category, in which that is more.
    rows.sort(key=lambda row: (row.now - row.needed, row.needed))
    return CategoryChart(tuple(rows), "90 days ago" if back == moved(day, -BACK) else "when you started")

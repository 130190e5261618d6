"""The shortest way to more ads: its steps, a chart against learning the most-asked first, and a button for the plan."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame

from gui.app.date_format import locale_forms
from gui.charts.ads_covered import AdsCoveredChart
from gui.charts.chart_view import ChartView
from gui.files.waiting import wait_for
from gui.widgets.buttons import LinkButton, PlainButton, PrimaryButton
from gui.widgets.change_lock import ChangeLock
from gui.widgets.fact_table import FactTable
from gui.widgets.labels import PlainLabel
from gui.widgets.layouts import STRETCH, hbox, vbox
from roadmaps.ads import shortest_way
from roadmaps.faults import Cancelled
from roadmaps.text.text_format import count_text, hours_text, joined, of_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.app.background import Watch
    from gui.app.tracker import Tracker
    from gui.charts.worker import ChartWorker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.ads import ReadAd, ShortestWay, WayStep

_FEWEST = 3
AT_ONCE = 12
"""The way for up to this many open ads is found within a frame or two; for more, only on request."""
_FEW_STEPS = 8
_HEADERS = ("Step", "Adds", "Ads covered")


class WayCard(QFrame):
    """Covers only the ads that pass the filters."""

    planned = Signal()
    """Its steps were put first in the plan."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons, worker: ChartWorker) -> None:
        super().__init__()
        self._tracker, self._theme, self._lock = tracker, theme, ChangeLock(tracker, self)
        self._ads: Sequence[ReadAd] = ()
        self.way: ShortestWay | None = None
        self._shows_all = False
        self.setProperty("variant", "card")
        self.setAccessibleName("The shortest way to more ads")
        self.now = PlainLabel(role="caption", tone="text2", theme=theme).wrapping()
        self.words = PlainLabel(tone="text2", theme=theme).wrapping()
        self.begin = PlainButton("Work out the shortest way").on_click(self.work_out)
        self.steps = FactTable("Steps of the shortest way")
        self.all = LinkButton("", theme, icons).on_click(self._toggle_all)
        self.chart = ChartView("Ads covered, by hours of study", QSize(240, 120), worker, theme)
        self.comparison = PlainLabel(role="caption", tone="text2", theme=theme).wrapping()
        self.blocked = PlainLabel(role="caption", tone="muted", theme=theme).wrapping()
        self.to_plan = PrimaryButton("Put these in my plan in this order", theme).on_click(self._put_in_plan)
        self._caption = PlainLabel(
            "Ads covered, by hours of study", role="caption", tone="text2", bold=True, theme=theme
        )
        vbox(
            PlainLabel("The shortest way to more ads", role="section", bold=True, theme=theme),
            self.now,
            self.words,
            hbox(self.begin, STRETCH),
            (self.steps, 1),
            hbox(self.all, STRETCH),
            self._caption,
            self.chart,
            self.comparison,
            self.blocked,
            self.to_plan,
            on=self,
            gap=6,
            margins=(16, 12, 16, 12),
        )
        self.chart.setMinimumHeight(128)

    def show_ads(self, ads: Sequence[ReadAd]) -> None:
        """Show the way for these ads; if finding it takes long, only on request."""
        self._ads, self.way = ads, None
        covered = sum(read.measured.is_covered for read in ads)
        self.now.setText(
            f"An ad counts as covered once you meet all its must-haves: so far {of_text(covered, len(ads))}."
        )
        if len(ads) >= _FEWEST and len(ads) - covered <= AT_ONCE:
            self.way = shortest_way(ads, self._tracker.gap, self._tracker.progress)
        self._show()

    def work_out(self) -> None:
        """Find the way for many ads, with a progress bar and a button to cancel."""
        ads, gap, progress = self._ads, self._tracker.gap, self._tracker.progress

        def work(watch: Watch) -> ShortestWay:
            return shortest_way(ads, gap, progress, watch)

        try:
            way = wait_for(work, "Working out the shortest way …", self._theme, self.window())
        except Cancelled:
            return
        if ads is self._ads:  # else they changed meanwhile
            self.way = way
            self._show()

    def _show(self) -> None:
        way = self.way
        has_steps = way is not None and bool(way.steps)
        is_few = len(self._ads) < _FEWEST
        if is_few:
            words = "It takes at least three ads to work out an order."
        elif way is None:
            words = f"{count_text(len(self._ads), 'ad')}: this takes a moment."
        else:
            words = way.explanation.removesuffix(way.comparison).strip()
        self.words.setText(words)
        self.begin.setVisible(way is None and not is_few)
        for part in (self.steps, self._caption, self.chart, self.comparison, self.to_plan):
            part.setVisible(has_steps)
        self.all.setVisible(False)
        self.blocked.setVisible(False)
        if way is None:
            return
        if way.blocked:
            names = [f"{each.name} ({each.reason})" for each in way.blocked[:_FEWEST]]
            more = len(way.blocked) - len(names)
            others = [f"{more} more"] if more else []
            self.blocked.setText(f"Studying can’t cover {joined([*names, *others])}.")
            self.blocked.setVisible(True)
        if has_steps:
            self._show_steps(way)
            self.comparison.setText(way.comparison or "Learning the most-asked skills first would be just as quick.")
            self.chart.show_chart((way,), partial(AdsCoveredChart, way))
            self._lock.hold(self.to_plan)

    def _show_steps(self, way: ShortestWay) -> None:
        shown = way.steps if self._shows_all else way.steps[:_FEW_STEPS]
        self.steps.show_facts(_HEADERS, [_row(number, step, way.ads) for number, step in enumerate(shown, 1)])
        rows = min(len(shown), _FEW_STEPS) * self.steps.rowHeight(0)
        height = self.steps.horizontalHeader().sizeHint().height() + rows + 4
        self.steps.setMinimumHeight(min(height, 120))
        self.steps.setMaximumHeight(height if not self._shows_all else self.maximumHeight())
        self.all.setVisible(len(way.steps) > _FEW_STEPS)
        self.all.setText("Show fewer steps" if self._shows_all else f"Show all {len(way.steps)} steps")

    def _toggle_all(self) -> None:
        self._shows_all = not self._shows_all
        if self.way:
            self._show_steps(self.way)

    def _put_in_plan(self) -> None:
        if self.way and self._tracker.plan_edits.put_first([step.skill.id for step in self.way.steps]):
            self.planned.emit()


def _row(number: int, step: WayStep, ads: int) -> tuple[str, ...]:
    needed = f" (needed first for {joined(each.short_name for each in step.needed_for)})" if step.needed_for else ""
    name = f"{number}  {step.skill.short_name} to level {step.level}{needed}"
    return name, hours_text(step.hours, locale_forms()), of_text(step.covered, ads)

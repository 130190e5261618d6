"""When the user may finish: ranges from their own weeks, the odds of meeting the target, and the hours it takes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from gui.app.date_format import full_day_text, locale_forms
from gui.charts.chart_view import ChartView
from gui.charts.finish_range import FinishChart
from gui.widgets.buttons import NumberButton
from gui.widgets.card import Card
from gui.widgets.flow import spread_row
from gui.widgets.labels import PlainLabel, Separator
from gui.widgets.layouts import STRETCH, add_parts, hbox
from roadmaps.forecast import Basis, explain_chance, explain_forecast, finish_text, span_text
from roadmaps.gap.explanation import NOTHING_IN_SCOPE
from roadmaps.plan import needed_hours
from roadmaps.plan.explanation import TWO_MEASURES, explain_needed, needed_amount, needed_text

if TYPE_CHECKING:
    from datetime import date

    from gui.app.tracker import Tracker
    from gui.charts.forecast_source import ForecastSource
    from gui.charts.worker import ChartWorker
    from gui.pages.list_page import Explain
    from gui.theme.palette import Theme
    from roadmaps.forecast import Forecast
    from roadmaps.gap.explanation import Explanation
    from roadmaps.plan import NeededHours

_CHART = QSize(200, 62)


class FinishCard(Card):
    """Each number explains itself. The chart draws the same forecast, but no number is read from it."""

    def __init__(
        self, tracker: Tracker, theme: Theme, worker: ChartWorker, forecasts: ForecastSource, explain: Explain
    ) -> None:
        super().__init__("When you may finish", theme)
        self._tracker, self._forecasts = tracker, forecasts
        forecasts.ready.connect(self._show_forecast)
        self._needed: NeededHours | None = None
        self.column.setSpacing(6)
        self.half = NumberButton(theme, role="section").wrapping().explained(explain, self._forecast_explanation)
        self._basis = PlainLabel(role="caption", tone="muted", theme=theme).wrapping().selectable()
        self.chart = ChartView("When you may finish", _CHART, worker, theme)
        self.chart.setFixedHeight(_CHART.height())
        self.most = PlainLabel(theme=theme)
        self.chance = NumberButton(theme).explained(explain, self._chance_explanation)
        self._by = PlainLabel(theme=theme)
        self.needed = NumberButton(theme).explained(explain, self._needed_explanation)
        self._most_row = spread_row(PlainLabel("85\N{NO-BREAK SPACE}% range", theme=theme), self.most)
        self._chance_row = spread_row(self._by, self.chance)
        self._needed_row = spread_row(PlainLabel("Needed by the target", theme=theme), self.needed)
        self.needed_text = PlainLabel(tone="text2", theme=theme).wrapping().selectable()
        self._measures = PlainLabel(TWO_MEASURES, role="caption", tone="muted", theme=theme).wrapping().selectable()
        add_parts(
            self.column,
            hbox(-NumberButton.INSET, self.half, STRETCH, gap=0),
            self._basis,
            self.chart,
            self._most_row,
            self._chance_row,
            Separator(),
            self._needed_row,
            self.needed_text,
            self._measures,
        )

    def show_finish(self) -> None:
        """Show the current forecast."""
        tracker, forecasts = self._tracker, self._forecasts
        target, inputs = self._target, forecasts.inputs
        ahead = partial(forecasts.compute, inputs)
        self._needed = needed_hours(tracker.gap, tracker.progress, tracker.day)
        self._show_needed()
        self.chart.show_chart((inputs, target), lambda: FinishChart(ahead(), target))
        forecasts.want()
        self._show_forecast()

    @property
    def _target(self) -> date | None:
        tracker = self._tracker
        return tracker.progress.commitments.on(tracker.roadmap.id).target

    def _show_needed(self) -> None:
        needed = self._needed
        is_number = needed is not None and bool(needed.hours_left.high) and needed.can_be_met
        self._needed_row.setVisible(is_number)
        if needed is None:
            self.needed_text.setText("Choose a target date to see how many hours a week it takes.")
            return
        self.needed_text.setText(needed_text(needed, locale_forms()))
        if is_number:
            amount = needed_amount(needed, locale_forms())
            self.needed.show_number(amount)
            self.needed.setAccessibleName(f"Needed by the target: {amount}")

    def _show_forecast(self) -> None:
        made, target = self._forecasts.forecast, self._target
        chance = made.chance_by(target) if made and target else None
        if made:
            self._show_basis(made)
        else:
            self._show_range("…", "working it out")
        self._chance_row.setVisible(chance is not None)
        self._measures.setVisible(chance is not None and self._needed is not None and self._needed.can_be_met)
        if chance and target:
            self._by.setText(f"Chance by {full_day_text(target)}")
            self.chance.show_number(chance.text)
            self.chance.setAccessibleName(f"Chance by {full_day_text(target)}: {chance.text}")

    def _show_basis(self, made: Forecast) -> None:
        most = ""
        match made.basis:
            case Basis.PACE:
                text = f"50\N{NO-BREAK SPACE}% range, from your last {len(made.pace.weeks)} weeks"
                most = span_text(made.most, full_day_text)
            case Basis.HOURS:
                wide = f"Wide estimate: {span_text(made.wide, full_day_text)}. " if made.wide else ""
                text = f"{wide}A range needs six weeks with at least one tick in each."
            case Basis.FINISHED:
                text = "Everything in scope is ticked."
            case Basis.NOTHING_IN_SCOPE:
                text = NOTHING_IN_SCOPE
        self._show_range(finish_text(made, lambda span: span_text(span, full_day_text)), text, most)

    def _show_range(self, number: str, basis: str, most: str = "") -> None:
        self.half.show_number(number)
        self.half.setAccessibleName(f"When you may finish: {number}")
        self._basis.setText(basis)
        self.most.setText(most)
        self._most_row.setVisible(bool(most))

    # Explanations

    def _forecast_explanation(self) -> Explanation | None:
        made = self._forecasts.forecast
        return explain_forecast(made, locale_forms()) if made else None

    def _chance_explanation(self) -> Explanation | None:
        made, target = self._forecasts.forecast, self._target
        return explain_chance(made, target, locale_forms()) if made and target else None

    def _needed_explanation(self) -> Explanation | None:
        return explain_needed(self._needed, locale_forms()) if self._needed else None

"""When you may be finished: ranges from the person's own weeks, the chance of the target, and what it asks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout

from gui.charts.finish import FinishChart, finish_chart
from gui.charts.view import ChartView
from gui.widgets.card import Card
from gui.widgets.labels import NumberButton, PlainLabel, Rule
from gui.widgets.yielding_row import YieldingRow
from gui.words import full_day_text, locale_forms
from roadmaps.forecast import Basis
from roadmaps.forecast_explanation import explain_chance, explain_forecast, span_text
from roadmaps.needed_hours import needed_hours, rounded_up
from roadmaps.plan_explanation import explain_needed, needed_text
from roadmaps.wording import NOTHING

if TYPE_CHECKING:
    from gui.charts.easel import Easel
    from gui.pages.list_page import Explain
    from gui.theme import Theme
    from gui.tracker import Tracker
    from roadmaps.needed_hours import NeededHours

_CHART = QSize(200, 62)


class FinishCard(Card):
    """Its numbers explain themselves. The forecast comes from the thread of the charts."""

    def __init__(self, tracker: Tracker, theme: Theme, easel: Easel, explain: Explain) -> None:
        super().__init__("When you may finish", theme)
        self._tracker, self._explain = tracker, explain
        self._needed: NeededHours | None = None
        self.column.setSpacing(6)
        self.half = NumberButton(theme, role="section")
        self.half.clicked.connect(self._explain_forecast)
        self._basis = PlainLabel(role="caption", tone="muted", theme=theme).wrapping()
        self.chart = ChartView("When you may be finished", _CHART, easel, theme)
        self.chart.setFixedHeight(_CHART.height())
        self.chart.drawn.connect(self._show_forecast)
        self._most = PlainLabel(theme=theme)
        self.chance = NumberButton(theme)
        self.chance.clicked.connect(self._explain_chance)
        self._by = PlainLabel(theme=theme)
        self.needed = NumberButton(theme)
        self.needed.clicked.connect(self._explain_needed)
        self._most_row = YieldingRow(PlainLabel("85\N{NO-BREAK SPACE}% range", theme=theme), self._most)
        self._chance_row = YieldingRow(self._by, self.chance)
        self._needed_row = YieldingRow(PlainLabel("Needed by the target", theme=theme), self.needed)
        self._needed_text = PlainLabel(tone="text2", theme=theme).wrapping()
        number = QHBoxLayout()
        number.setSpacing(0)
        number.addSpacing(-NumberButton.INSET)
        number.addWidget(self.half)
        number.addStretch()
        self.column.addLayout(number)
        self.column.addWidget(self._basis)
        self.column.addWidget(self.chart)
        for widget in (self._most_row, self._chance_row, Rule(), self._needed_row, self._needed_text):
            self.column.addWidget(widget)

    def show_finish(self) -> None:
        """Follow what was said."""
        tracker = self._tracker
        commitment = tracker.progress.commitments.on(tracker.roadmap.id)
        events, roadmap = tuple(tracker.events()), tracker.roadmap
        key = (roadmap.id, tracker.stand, tracker.day)
        make = partial(finish_chart, roadmap, events, tracker.day, commitment.target, commitment.hours_a_week)
        self._needed = needed_hours(tracker.gap, tracker.progress, tracker.day)
        self._show_needed()
        self.chart.show_chart(key, make)
        if not self.chart.chart:
            self._show_forecast()  # afterwards the last one stands until the next is worked out

    def _show_needed(self) -> None:
        needed = self._needed
        self._needed_row.setVisible(needed is not None and needed.middle is not None and bool(needed.hours_left.high))
        if needed is None:
            self._needed_text.setText("Choose a target date, and this says what it asks of each week.")
            return
        self._needed_text.setText(needed_text(needed, full_day_text, locale_forms()))
        if needed.middle is not None:
            self.needed.show_number(f"{locale_forms().hours(rounded_up(needed.middle))} a week")
            self.needed.setAccessibleName(
                f"Needed by the target: {locale_forms().hours(rounded_up(needed.middle))} a week"
            )
            self._needed_row.arrange()

    def _show_forecast(self) -> None:
        chart = self.chart.chart
        if not isinstance(chart, FinishChart):
            self._show_range("…", "being worked out")
            return
        made = chart.forecast
        match made.basis:
            case Basis.PACE:
                text = f"50\N{NO-BREAK SPACE}% range, from your last {len(made.pace.weeks)} weeks"
                self._show_range(span_text(made.half, full_day_text), text, span_text(made.most, full_day_text))
            case Basis.HOURS:
                wide = f"Wide estimate: {span_text(made.wide, full_day_text)}. " if made.wide else ""
                self._show_range("too early to tell", f"{wide}A range needs six weeks with a tick.")
            case Basis.FINISHED:
                self._show_range("nothing is left", "Everything in scope is ticked.")
            case Basis.NOTHING_IN_SCOPE:
                self._show_range(NOTHING, "Nothing is in scope.")
        chance = made.chance_by(chart.target) if chart.target else None
        self._chance_row.setVisible(chance is not None)
        if chance and chart.target:
            self._by.setText(f"Chance by {full_day_text(chart.target)}")
            self.chance.show_number(chance.text)
            self.chance.setAccessibleName(f"Chance by {full_day_text(chart.target)}: {chance.text}")
            self._chance_row.arrange()

    def _show_range(self, number: str, basis: str, most: str = "") -> None:
        self.half.show_number(number)
        self.half.setAccessibleName(f"When you may be finished: {number}")
        self._basis.setText(basis)
        self._most.setText(most)
        self._most_row.setVisible(bool(most))
        if most:
            self._most_row.arrange()
        else:
            self._chance_row.hide()

    # Explanations

    def _explain_forecast(self) -> None:
        chart = self.chart.chart
        if isinstance(chart, FinishChart):
            self._explain(explain_forecast(chart.forecast, full_day_text, locale_forms()), self.half)

    def _explain_chance(self) -> None:
        chart = self.chart.chart
        if isinstance(chart, FinishChart) and chart.target:
            self._explain(explain_chance(chart.forecast, chart.target, full_day_text, locale_forms()), self.chance)

    def _explain_needed(self) -> None:
        if self._needed:
            self._explain(explain_needed(self._needed, full_day_text, locale_forms()), self.needed)

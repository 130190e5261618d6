"""Past forecasts beside actual progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.app.date_format import locale_forms
from gui.widgets.card import Card
from gui.widgets.fact_table import FactTable
from gui.widgets.labels import PlainLabel
from roadmaps.forecast import (
    PAST_FORECAST_HEADERS,
    days_to_look_back_on,
    past_forecast_row,
    past_forecasts,
    past_forecasts_text,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.charts.forecast_source import ForecastInputs
    from gui.charts.worker import ChartWorker
    from gui.theme.palette import Theme
    from roadmaps.forecast import PastForecast
    from roadmaps.gap import Gap

_MOST_ROWS = 6
_TITLE = "Past forecasts"


class PastForecastsCard(Card):
    """How often the ranges held, and one row per past forecast, newest first. Computed in the chart worker."""

    def __init__(self, worker: ChartWorker, theme: Theme) -> None:
        super().__init__(_TITLE, theme, "recalculated from what you had entered by then")
        self._worker = worker
        self._key: object = None
        self._shown: object = None
        self.words = PlainLabel("…", tone="text2", theme=theme).wrapping()
        self.table = FactTable(_TITLE)
        self.table.hide()
        self.column.addWidget(self.words)
        self.column.addWidget(self.table)

    @property
    def is_current(self) -> bool:
        """Whether the results shown are those last asked for."""
        return self._shown is not None and self._shown == self._key

    def show_past(self, inputs: ForecastInputs, gap: Gap) -> None:
        """Show the past forecasts as of the day of ``inputs``, on which ``gap`` is left.

        The last result stays until they are computed. The same inputs are not computed twice.
        """
        key = inputs, gap.total
        if key == self._key:
            return
        self._key = key

        def is_wanted() -> bool:
            return key == self._key

        roadmap, events, day = inputs
        waiting = past_forecasts(roadmap, events, days_to_look_back_on(events, day), day)
        found: list[PastForecast] = []

        def take(past: PastForecast | None) -> None:
            if not is_wanted():
                return
            if past:
                found.append(past)
                look_back()
            else:
                self._shown = key
                self._show(found, gap)

        def look_back() -> None:
            # One at a time, so that a chart that is wanted meanwhile is drawn between two of them.
            self._worker.submit(lambda: next(waiting, None), take, is_wanted=is_wanted)

        look_back()

    def _show(self, found: Sequence[PastForecast], gap: Gap) -> None:
        self.words.setText(past_forecasts_text(found, gap))
        forms = locale_forms()
        self.table.show_facts(PAST_FORECAST_HEADERS, [past_forecast_row(each, forms) for each in reversed(found)])
        self.table.setVisible(bool(found))
        rows = min(len(found), _MOST_ROWS) * self.table.rowHeight(0)
        frame = 2 * self.table.frameWidth()
        # One extra row leaves room for a horizontal scroll bar.
        self.table.setFixedHeight(
            self.table.horizontalHeader().sizeHint().height() + rows + self.table.rowHeight(0) + frame
        )

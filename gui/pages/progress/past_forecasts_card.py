"""What was forecast in the past, beside what came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.app.date_format import full_day_text
from gui.widgets.card import Card
from gui.widgets.fact_table import FactTable
from gui.widgets.labels import PlainLabel
from roadmaps.past_forecasts import days_to_look_back_on, past_forecasts
from roadmaps.past_forecasts_in_words import HEADERS, past_forecast_row, past_forecasts_in_words

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from datetime import date

    from gui.charts.easel import Easel
    from gui.theme.palette import Theme
    from roadmaps.catalogue import Roadmap
    from roadmaps.gap import Gap
    from roadmaps.journal import Event
    from roadmaps.past_forecasts import PastForecast

_MOST_ROWS = 6
_TITLE = "Past forecasts"


class PastForecastsCard(Card):
    """How often the ranges held, and a row for each past forecast, the newest first. Worked out beside the window."""

    def __init__(self, easel: Easel, theme: Theme) -> None:
        super().__init__(_TITLE, theme, "recalculated from what you had entered by then")
        self._easel = easel
        self._key: Hashable = None
        self._shown: Hashable = None
        self.words = PlainLabel("…", tone="text2", theme=theme).wrapping()
        self.table = FactTable(_TITLE)
        self.table.hide()
        self.column.addWidget(self.words)
        self.column.addWidget(self.table)

    @property
    def is_current(self) -> bool:
        """Whether what is shown is what is wanted."""
        return self._shown is not None and self._shown == self._key

    def show_past(self, key: Hashable, roadmap: Roadmap, events: Sequence[Event], day: date, gap: Gap) -> None:
        """Look back from a day, on which the events count and the gap is left; the last answer stands until then.

        The same key is not worked out twice.
        """
        if key == self._key:
            return
        self._key = key

        def is_wanted() -> bool:
            return key == self._key

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
            # One at a time: a chart that is wanted meanwhile is drawn between two of them.
            self._easel.submit(lambda: next(waiting, None), take, is_wanted=is_wanted)

        look_back()

    def _show(self, found: Sequence[PastForecast], gap: Gap) -> None:
        self.words.setText(past_forecasts_in_words(found, gap))
        self.table.show_facts(HEADERS, [past_forecast_row(each, full_day_text) for each in reversed(found)])
        self.table.setVisible(bool(found))
        rows = min(len(found), _MOST_ROWS) * self.table.rowHeight(0)
        frame = 2 * self.table.frameWidth()
        # One row more leaves room for a scroll bar that lies under the rows.
        self.table.setFixedHeight(
            self.table.horizontalHeader().sizeHint().height() + rows + self.table.rowHeight(0) + frame
        )

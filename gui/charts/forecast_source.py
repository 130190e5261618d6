"""The forecast of the day shown, computed once in the chart worker for tiles, cards and charts alike."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from roadmaps.forecast import forecast_events, forecast_on, held_by

if TYPE_CHECKING:
    from collections.abc import Hashable
    from datetime import date

    from gui.app.tracker import Tracker
    from gui.charts.worker import ChartWorker
    from roadmaps.catalogue import Roadmap
    from roadmaps.forecast import Forecast
    from roadmaps.journal import Event


class ForecastInputs(NamedTuple):
    """What a forecast is computed from. A note or a study session changes none of it."""

    roadmap: Roadmap
    events: tuple[Event, ...]
    day: date


class ForecastSource(QObject):
    """Computes a forecast once, however many ask for it."""

    ready = Signal()
    """The forecast that was asked for is available."""

    def __init__(self, tracker: Tracker, worker: ChartWorker) -> None:
        super().__init__()
        self._tracker, self._worker = tracker, worker
        self._lock = threading.Lock()
        self._last: tuple[ForecastInputs, Forecast] | None = None
        self._wanted: ForecastInputs | None = None
        self._events: tuple[Hashable, tuple[Event, ...]] = (None, ())

    @property
    def inputs(self) -> ForecastInputs:
        """What the forecast of now depends on: as of an earlier day, only the events that hold by then."""
        tracker = self._tracker
        journal = tracker.revision, tracker.as_of
        if self._events[0] != journal:
            events = tracker.events()
            held = events if tracker.as_of is None else held_by(events, tracker.as_of)
            self._events = journal, forecast_events(held)
        return ForecastInputs(tracker.roadmap, self._events[1], tracker.day)

    @property
    def forecast(self) -> Forecast | None:
        """The forecast of now; None while it is being computed."""
        last = self._last
        return last[1] if last and last[0] == self.inputs else None

    def want(self) -> None:
        """Have the forecast of now computed; ``ready`` tells when it is."""
        inputs = self.inputs
        if self.forecast is not None or inputs == self._wanted:
            return
        self._wanted = inputs
        self._worker.submit(partial(self.compute, inputs), self._tell, is_wanted=lambda: inputs == self._wanted)

    def _tell(self, _forecast: Forecast) -> None:
        self._wanted = None
        self.ready.emit()

    def compute(self, inputs: ForecastInputs) -> Forecast:
        """The forecast from these inputs, in any thread; the last one is kept."""
        with self._lock:
            if self._last is None or self._last[0] != inputs:
                self._last = inputs, forecast_on(*inputs)
            return self._last[1]

"""The forecast of the day that is shown, worked out beside the window for tiles, cards and charts alike."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gui.app.change import FORECAST
from roadmaps.forecast import forecast_on
from roadmaps.series import held_by

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from datetime import date

    from gui.app.tracker import Tracker
    from gui.charts.easel import Easel
    from roadmaps.catalogue import Roadmap
    from roadmaps.forecast import Forecast
    from roadmaps.journal import Event


class ForecastSource(QObject):
    """Works a forecast out once, in the thread of the charts, however many ask for it."""

    ready = Signal()
    """The forecast that was wanted is there."""

    def __init__(self, tracker: Tracker, easel: Easel) -> None:
        super().__init__()
        self._tracker, self._easel = tracker, easel
        self._lock = threading.Lock()
        self._last: tuple[Hashable, Forecast] | None = None
        self._wanted: Hashable = None

    @property
    def key(self) -> Hashable:
        """What names the forecast of now: the goal, the events that it depends on, and the day that is shown."""
        tracker = self._tracker
        started_on = tracker.progress.started_on
        return tracker.roadmap.id, tracker.revision_of(FORECAST), started_on, tracker.as_of, tracker.day

    @property
    def forecast(self) -> Forecast | None:
        """The forecast of now; None while it is being worked out."""
        last = self._last
        return last[1] if last and last[0] == self.key else None

    def held_events(self) -> tuple[Event, ...]:
        """What counts on the day that is shown: as of an earlier day less than today, when everything does."""
        tracker = self._tracker
        events = tracker.events()
        return tuple(events if tracker.as_of is None else held_by(events, tracker.as_of))

    def want(self) -> None:
        """Have the forecast of now worked out, and tell when it is there."""
        tracker, key = self._tracker, self.key
        if self.forecast is not None or key == self._wanted:
            return
        self._wanted = key
        work = partial(self.work_out, key, tracker.roadmap, self.held_events(), tracker.day)
        self._easel.submit(work, lambda _: self.ready.emit(), is_wanted=lambda: key == self._wanted)

    def work_out(self, key: Hashable, roadmap: Roadmap, events: Sequence[Event], day: date) -> Forecast:
        """The forecast that a key names, in any thread; the last one is kept."""
        with self._lock:
            if self._last is None or self._last[0] != key:
                self._last = key, forecast_on(roadmap, events, day)
            return self._last[1]

"""What is so: the events on disk as progress and gap, on the day that is viewed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal

from gui.app.change import EVERY_KIND, Change, Origin
from gui.app.date_format import full_day_text
from roadmaps.gap import measure_gap
from roadmaps.journal import EARLIEST_DAY, LATEST_DAY, History, Kind, Names, replay
from roadmaps.study import measure_disuse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from gui.app.clock import Clock
    from roadmaps.catalogue import Catalogue, Roadmap
    from roadmaps.gap import Gap
    from roadmaps.journal import Event, Json, Progress
    from roadmaps.own import Unfit
    from roadmaps.study import Disuse


VIEWING_THE_PAST = "You are looking at an earlier day, where nothing can be changed. Go back to today first."
READ_ONLY = "Your file is read-only at the moment, so nothing can be changed."


class EventKeeper(Protocol):
    """What is needed of a journal. ``append`` raises Fault and keeps nothing when it cannot write."""

    def append(self, events: Sequence[Event]) -> None:
        """Keep events for good, all or none."""

    def events(self) -> Sequence[Event]:
        """Every event so far, in order."""


class DiskState(Protocol):
    """What the file can take at the moment, as a journal knows it."""

    @property
    def read_only(self) -> bool:
        """Whether the file can only be read."""

    @property
    def unconfirmed(self) -> str:
        """A sentence where the last change is in the file, but the disk did not confirm it; else nothing."""

    def try_to_write(self) -> bool:
        """Find out whether a file that could only be read can be written now; whether it can."""


class _Writable:
    """A file that takes everything."""

    read_only, unconfirmed = False, ""

    def try_to_write(self) -> bool:
        return True


class State(QObject):
    """Reads the journal and signals what changed; the tracker makes the changes."""

    changed = Signal(object)
    """A Change. Of several edits in one turn of the event loop the first is signalled at once, the others together at
    its end, so that no view is refreshed more often."""
    catalogue_changed = Signal()
    """``catalogue`` is another one, since the user changed what it holds; emitted before ``changed``."""
    lock_changed = Signal()
    """Whether anything can be changed now, or why not, is different; emitted before ``changed``."""
    _turn_ended = Signal()

    def __init__(self, catalogue: Catalogue, journal: EventKeeper, clock: Clock, disk: DiskState | None = None) -> None:
        super().__init__()
        self.catalogue = self.shipped = catalogue
        """With the user's changes, and ``shipped`` without."""
        self.unfit: Sequence[Unfit] = ()
        """The user's changes of the catalogue that are kept but do not fit it."""
        self._own: Mapping[str, Mapping[str, Any]] = {}
        self._journal, self._clock = journal, clock
        self._disk: DiskState = disk or _Writable()
        self._read_only = self._disk.read_only
        self._as_of: date | None = None
        self._day = self.today
        self._why_locked = self.why_locked, self.why_unwritable
        self._is_in_turn = False
        self._waiting: Change | None = None
        self._turn_ended.connect(self._end_turn, Qt.ConnectionType.QueuedConnection)
        self._history = History(Names(catalogue))
        self._replay()

    @property
    def progress(self) -> Progress:
        """What your events add up to."""
        return self._progress

    @property
    def roadmap(self) -> Roadmap:
        """The goal; the first roadmap until one is chosen."""
        roadmaps = self.catalogue.roadmaps
        return roadmaps.get(self._progress.goal or "") or next(iter(roadmaps.values()))

    @property
    def gap(self) -> Gap:
        """What is left of the goal."""
        return self._gap

    @property
    def today(self) -> date:
        """The user's local day."""
        # A clock that stands at the end of the calendar is wrong; plans and forecasts reach beyond today.
        return min(self._clock.today(), LATEST_DAY)

    @property
    def now(self) -> int:
        """The moment, in microseconds UTC."""
        return self._clock.now()

    @property
    def as_of(self) -> date | None:
        """The earlier day that is viewed: progress and gap are of that day. None while it is today."""
        return self._as_of

    @property
    def day(self) -> date:
        """The day that is viewed."""
        return self._as_of or self.today

    @property
    def first_day(self) -> date:
        """The earliest day that can be viewed: that of the start, unless a clock was wrong by centuries then."""
        return min(max(self._progress.started_on or self.today, EARLIEST_DAY), self.today)

    @property
    def read_only(self) -> bool:
        """Whether the file can only be read, so that nothing can be changed."""
        return self._read_only

    @property
    def why_locked(self) -> str:
        """Why nothing can be changed now, in a sentence; empty while it can."""
        return VIEWING_THE_PAST if self._as_of else self.why_unwritable

    @property
    def why_unwritable(self) -> str:
        """Why nothing can be written to the file, whichever day is viewed; empty while it can."""
        return READ_ONLY if self._read_only else ""

    @property
    def may_change(self) -> bool:
        """Whether anything can be changed now: not on an earlier day, and not in a file that can only be read."""
        return not self.why_locked

    def disuse(self, skill_id: str) -> Disuse | None:
        """How long a skill has not been used; None where that is not worth a word."""
        return measure_disuse(self.catalogue.skills[skill_id], self._progress, self.day)

    def events(self) -> Sequence[Event]:
        """Every event so far, in order."""
        return self._journal.events()

    @property
    def revision(self) -> tuple[int, str]:
        """What names the events so far: another one after each change, and after a restore."""
        events = self._journal.events()
        return len(events), events[-1].id if events else ""

    def value_before(self, event: Event) -> Json:
        """The value of an event's subject before the event."""
        return self.history.value_before(event)

    @property
    def history(self) -> History:
        """Every event so far in words, by skill and by milestone."""
        self._history.follow(self._journal.events())
        return self._history

    @property
    def clock_warning(self) -> str:
        """A sentence when the clock is behind the latest event, else nothing."""
        last = max((event.said_on for event in self._journal.events()), default=None)
        if last is None or last <= self.today:
            return ""
        today, recorded = full_day_text(self.today), full_day_text(last)
        return (
            f"This computer’s clock says {today}, but your file has an entry dated {recorded}. "
            "Please check the date: new ticks will use it."
        )

    # How it follows

    def _replay(self, progress: Progress | None = None) -> None:
        """Take the day that is viewed anew; ``progress`` is what the events add up to, where that is known."""
        self._progress = progress or replay(self._journal.events(), self._as_of)
        is_other = self._follow_own()
        self._gap = measure_gap(self.roadmap, self._progress)
        if is_other:
            self.catalogue_changed.emit()

    def _follow_own(self) -> bool:
        """Take the catalogue with the user's changes anew, where these are others; whether they are."""
        own = self._progress.own
        if own == self._own:
            return False
        from roadmaps.own import apply  # most users change nothing

        self.catalogue, self.unfit = apply(self.shipped, self._progress)
        self._own, self._history = own, History(Names(self.catalogue))
        return True

    def _tell_everything(self, origin: Origin) -> None:
        before, self._why_locked = self._why_locked, (self.why_locked, self.why_unwritable)
        if self._why_locked != before:
            self.lock_changed.emit()
        kinds = EVERY_KIND if origin is Origin.FILE else EVERY_KIND - {Kind.GOAL}
        self._tell(Change(kinds, frozenset(self.catalogue.skills), origin))

    def _tell(self, change: Change) -> None:
        if self._waiting:
            change, self._waiting = self._waiting.merged(change), None
        if self._is_in_turn and change.is_edit and Kind.GOAL not in change.kinds:
            self._waiting = change
            return
        self._begin_turn()
        self.changed.emit(change)

    def _begin_turn(self) -> None:
        if not self._is_in_turn:
            self._is_in_turn = True
            self._turn_ended.emit()

    def _end_turn(self) -> None:
        self._is_in_turn = False
        self._tell_waiting()

    def _tell_waiting(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting:
            self._begin_turn()
            self.changed.emit(waiting)

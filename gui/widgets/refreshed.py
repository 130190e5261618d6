"""The one rule of freshness: a view is refreshed while it is visible, else when it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from gui.app.change import EVERY_KIND, Change, Origin

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from gui.app.state import State
    from roadmaps.journal import Kind

    Base = QWidget
else:
    Base = object

_NOTHING = Change(frozenset(), frozenset(), Origin.EDIT)


class Refreshed(Base):
    """A mixin, before the class of a widget. It refreshes for changes that touch what it shows, and only while visible.

    Changes while it is hidden are collected, and make one refresh when it is next shown. The state tells of several
    edits in one turn of the event loop at most twice: the first, and then the others together.
    """

    SHOWS: ClassVar[frozenset[Kind]] = EVERY_KIND
    """The kinds of event that what is shown depends on."""
    _pending: Change | None = None

    def refresh_with(self, state: State, *, is_filled: bool = True) -> None:
        """Refresh for its changes from now on; at first, too, where nothing is shown yet (``is_filled`` False)."""
        if not is_filled:
            self._pending = _NOTHING
        state.changed.connect(self._note_change)

    def show_change(self, change: Change) -> None:
        """Show everything as it is now; ``change`` is what changed since the last time."""
        raise NotImplementedError

    def is_touched(self, change: Change) -> bool:
        """Whether a change touches what is shown."""
        return not self.SHOWS.isdisjoint(change.kinds)

    @property
    def is_stale(self) -> bool:
        """Whether a refresh is due when it is next shown."""
        return self._pending is not None

    def refresh_when_visible(self, change: Change = _NOTHING) -> None:
        """Refresh now, or when it is next shown."""
        self._pending = self._pending.merged(change) if self._pending else change
        if self.isVisible():
            self.catch_up()

    def catch_up(self) -> None:
        """Refresh now where that is due."""
        pending, self._pending = self._pending, None
        if pending is not None:
            self.show_change(pending)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed meanwhile."""
        super().showEvent(event)
        self.catch_up()

    def _note_change(self, change: Change) -> None:
        if self.is_touched(change):
            self.refresh_when_visible(change)

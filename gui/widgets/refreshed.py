"""When views refresh: at once while visible, otherwise when next shown."""

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
    """A mixin, before the class of a widget. Refreshes on changes to what it shows, but only while it is visible.

    Changes while it is hidden are collected into one refresh when it is next shown. Several edits in one turn of the
    event loop make at most two refreshes: one for the first, and one for all others.
    """

    SHOWS: ClassVar[frozenset[Kind]] = EVERY_KIND
    """The kinds of event on which the content depends."""
    _pending: Change | None = None

    def refresh_with(self, state: State, *, is_filled: bool = True) -> None:
        """Follow the changes of a state; unless it ``is_filled`` already, it also refreshes when first shown."""
        if not is_filled:
            self._pending = _NOTHING
        state.changed.connect(self._note_change)

    def show_change(self, change: Change) -> None:
        """Show the current state; ``change`` is what changed since the last time."""
        raise NotImplementedError

    def is_touched(self, change: Change) -> bool:
        """Whether a change affects what is shown."""
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
        """Refresh now if a refresh is due."""
        pending, self._pending = self._pending, None
        if pending is not None:
            self.show_change(pending)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with changes made while hidden."""
        super().showEvent(event)
        self.catch_up()

    def _note_change(self, change: Change) -> None:
        if self.is_touched(change):
            self.refresh_when_visible(change)

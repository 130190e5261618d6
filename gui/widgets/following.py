"""A widget that shows what is on disk while it is seen, and catches up when it is seen again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent


class FollowingWidget(QWidget):
    """What nobody looks at is not brought up to date; whoever looks sees what is so now."""

    def __init__(self) -> None:
        super().__init__()
        self._is_stale = True

    def follow(self) -> None:
        """Something changed: show it now, or when somebody looks."""
        if self.isVisible():
            self._catch_up()
        else:
            self._is_stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while nobody looked."""
        super().showEvent(event)
        if self._is_stale:
            self._catch_up()

    def _catch_up(self) -> None:
        self._is_stale = False
        self._refresh()

    def _refresh(self) -> None:
        """Show everything as it is on disk now."""
        raise NotImplementedError

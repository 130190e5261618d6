"""Notices that today is another day: after midnight, after sleep, and when clock or time zone are changed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

LOOK_SECONDS = 30
"""How often to look at the clock. The timer pauses while the computer sleeps, and then goes on."""


def local_zone() -> object:
    """The time zone of this computer as it is set now; what compares unequal is another one.

    Python and the C library go on with the zone of the start until they are told to read it again.
    """
    if hasattr(time, "tzset"):
        time.tzset()
    return time.tzname, time.timezone, time.altzone


class FollowsClock(Protocol):
    """What a watch tells: the tracker, or a dialog that is shown before there is one."""

    def follow_clock(self, *, is_moved: bool = False) -> object:
        """Look whether today is another day; ``is_moved`` where the time zone is another one."""


class DayFollower:
    """What is a widget, too, and shows or accepts days that depend on today for as long as it is open."""

    def follow_day(self, before: date, today: date) -> None:
        """Today is another day than before, or the same one in another time zone."""
        raise NotImplementedError


def tell_new_day(room: QWidget, before: date, today: date) -> None:
    """Tell every DayFollower in a window, and in the dialogs that belong to it, that today is another day."""
    for each in room.findChildren(QWidget):
        if isinstance(each, DayFollower):
            each.follow_day(before, today)


class DayWatch(QObject):
    """Tells the tracker when the day or the zone is another one; it tells everybody else."""

    def __init__(self, follower: FollowsClock, parent: QObject, zone: Callable[[], object] = local_zone) -> None:
        super().__init__(parent)
        self._follower, self._zone = follower, zone
        self._known_zone = zone()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_SECONDS * 1000)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look from now on, and whenever somebody comes back to the program."""
        self._timer.start()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._look_if_active)

    def look(self) -> None:
        """Compare with what was so the last time."""
        zone = self._zone()
        is_moved, self._known_zone = zone != self._known_zone, zone
        self._follower.follow_clock(is_moved=is_moved)

    def _look_if_active(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()

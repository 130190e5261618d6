"""Tab scrolls whatever it focuses into view."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from gui.shell import menu_table
from roadmaps.journal import StudySession
from tests.gui.scene import seen
from tests.gui.test_change_lock import lived

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tests.gui.scene import OpenWindow, Scene

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
PAGES = tuple(name for name, *_ in menu_table.PAGES)
_MOST_STOPS = 150


def lived_long(scene: Scene) -> None:
    lived(scene)
    for day in range(1, 9):
        scene.tracker.log_edits.log_study(StudySession("hygiene", date(2026, 11, day), 60, "Scrubbed", None))


def out_of_sight(widget: QWidget) -> bool:
    """Whether less than half of a widget, or of what fits, is in the visible part of a scroll area around it."""
    above = widget.parentWidget()
    while above is not None:
        area = above.parentWidget()
        if isinstance(area, QScrollArea) and area.viewport() is above:
            room = area.viewport().rect()
            place = QRect(widget.mapTo(above, QPoint(0, 0)), widget.size())
            if room.intersected(place).height() < min(room.height(), place.height()) // 2:
                return True
        above = area
    return False


@pytest.mark.sweep
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_tab_scrolls_to_what_it_reaches(open_window: OpenWindow, page: str, key: Qt.Key) -> None:
    scene = open_window(before=lived_long, size=(1024, 640))
    scene.window.show_page(page)
    if page in ("skills", "roadmap"):
        scene.window.pages.listed.open_skill("hygiene")
    scene.settle()
    first, hidden, scrolled = QApplication.focusWidget(), [], 0
    for _ in range(_MOST_STOPS):
        for area in seen(scene.window, QScrollArea):  # as if the user had scrolled with the wheel
            scrolled += area.verticalScrollBar().maximum() > 0
            area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
        scene.press(key)
        focus = QApplication.focusWidget()
        assert focus is not None
        if out_of_sight(focus):
            hidden.append(focus.accessibleName() or type(focus).__name__)
        if focus is first:
            break
    assert hidden == []
    assert scrolled or page in ("roadmap", "assess", "ads")  # which fit

"""The one rule of freshness: hidden views do nothing, and what is shown is true."""

from __future__ import annotations

import sys
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from gui.app.change import MEASURED, Change, Origin
from gui.widgets.refreshed import Refreshed
from roadmaps.journal import Kind, StudySession
from tests.gui.mirror import Mirror
from tests.gui.scene import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from gui.app.state import State
    from gui.app.tracker import Tracker
    from tests.gui.scene import OpenWindow, Scene

PAGES = ("skills", "assess", "roadmap", "stages", "ads", "progress", "plan", "roles")
_MARKS = {"_note_change", "is_touched", "refresh_when_visible"}
"""What a hidden view does for a change: it notes it."""


def tick(tracker: Tracker) -> object:
    return tracker.edits.set_ticked([tracker.catalogue.can_dos["hygiene.clean-bench"]], True)


def set_aside(tracker: Tracker) -> object:
    return tracker.edits.set_aside("mashing", True)


def note(tracker: Tracker) -> object:
    return tracker.edits.write_note("hygiene", "wheat")


def log_time(tracker: Tracker) -> object:
    return tracker.log_edits.log_study(StudySession("hygiene", TODAY, 45, "scrubbed", None))


def reach_milestone(tracker: Tracker) -> object:
    return tracker.edits.toggle_milestone(tracker.roadmap.stages[0].milestone)


def plan(tracker: Tracker) -> object:
    return tracker.plan_edits.set_hours_a_week(4.0)


def switch_goal(tracker: Tracker) -> object:
    goals = list(tracker.catalogue.roadmaps)
    return tracker.edits.set_goal(goals[1] if tracker.roadmap.id == goals[0] else goals[0])


def undo(tracker: Tracker) -> object:
    return tracker.undo()


def view_another_day(tracker: Tracker) -> object:
    return tracker.view_as_of(tracker.first_day if tracker.as_of is None else None)


EDITS = (tick, set_aside, note, log_time, reach_milestone, plan, switch_goal, undo, view_another_day)


def show(scene: Scene, page: str) -> None:
    if page == "stages":
        scene.show_stages()
    else:
        scene.window.show_page(page)
        if page == "roadmap":
            scene.window.pages.roadmap.show_map()
    scene.settle()
    if page in ("progress", "plan"):
        charts = [*(card.view for card in scene.window.pages.progress.cards), scene.window.pages.plan.finish.chart]
        charts = [each for each in charts if each.isVisible()]
        scene.qtbot.waitUntil(lambda: all(each.is_current for each in charts), timeout=20_000)
        scene.qtbot.waitUntil(lambda: scene.window.pages.forecasts.forecast is not None, timeout=20_000)
        settle_after_paint(scene)


def settle_after_paint(scene: Scene) -> None:
    """Let happen what the Progress page leaves until it is painted."""
    over: list[bool] = []
    QTimer.singleShot(2, lambda: over.append(True))
    scene.qtbot.waitUntil(lambda: bool(over))
    scene.settle()


@pytest.fixture
def visited(open_window: OpenWindow) -> Scene:
    """A window of which every page was shown once, over events of some days ago."""
    scene = open_window()
    scene.tracker.edits.set_ticked(
        [scene.can_do("hygiene.sterile-vessels"), scene.can_do("weighing.read-scales")], True
    )
    scene.clock.day += timedelta(days=3)
    scene.tracker.follow_clock()
    scene.go("skill", "hygiene")
    for page in PAGES:
        show(scene, page)
    return scene


def work_of_hidden_views(scene: Scene, run: Callable[[Tracker], object]) -> set[str]:
    """The methods of views that are not seen, and of their models, that run while something changes."""
    roadmap = scene.window.pages.roadmap
    views = [each for each in (*scene.window.pages.made, roadmap.map, roadmap.stages) if not each.isVisible()]
    found: set[str] = set()

    def hidden(thing: object) -> bool:
        while isinstance(thing, QObject) and thing not in views:
            try:
                thing = thing.parent()
            except RuntimeError:  # it is just being made, which a hidden view is not
                return False
        return thing in views

    noting: list[FrameType] = []

    def watch(frame: FrameType, event: str, _argument: object) -> None:
        code = frame.f_code
        if event == "return" and noting and noting[-1] is frame:
            noting.pop()
        elif event == "call" and not noting and "/gui/" in code.co_filename and hidden(frame.f_locals.get("self")):
            if code.co_name in _MARKS:
                noting.append(frame)
            else:
                found.add(code.co_qualname)

    sys.setprofile(watch)
    try:
        run(scene.tracker)
    finally:
        sys.setprofile(None)
    return found - {"ChangeLock._follow"}  # which finds that its owner is hidden, and does nothing else


def shown_now(scene: Scene) -> list[str]:
    return sorted(scene.texts(scene.window.pages.currentWidget()))


def as_it_is(scene: Scene) -> list[str]:
    """What the page says after everything was looked at again."""
    tracker = scene.tracker
    tracker.changed.emit(Change(frozenset(Kind) - {Kind.GOAL}, frozenset(tracker.catalogue.skills), Origin.DISK))
    settle_after_paint(scene)
    return shown_now(scene)


@pytest.mark.sweep
@pytest.mark.parametrize("page", PAGES)
def test_what_is_hidden_does_nothing_and_is_true_when_it_is_shown(visited: Scene, page: str) -> None:
    show(visited, page)
    for edit in EDITS:
        assert work_of_hidden_views(visited, edit) == set(), edit.__name__
        visited.settle()
    for other in PAGES:
        show(visited, other)
        mirror = Mirror(visited.model) if other in ("skills", "stages") else None
        seen = shown_now(visited)
        assert seen == as_it_is(visited), other
        assert mirror is None or mirror.staleness() == [], other


@pytest.mark.sweep
@pytest.mark.parametrize("edit", EDITS)
def test_a_page_that_is_shown_is_true_at_once(visited: Scene, edit: Callable[[Tracker], object]) -> None:
    for page in PAGES:
        show(visited, page)
        edit(visited.tracker)
        visited.settle()
        show(visited, page)  # charts are drawn beside the window
        assert shown_now(visited) == as_it_is(visited), page


class View(Refreshed, QWidget):
    """Remembers what it was told."""

    SHOWS = MEASURED

    def __init__(self, state: State) -> None:
        super().__init__()
        self.told: list[Change] = []
        self.refresh_with(state)

    def show_change(self, change: Change) -> None:
        self.told.append(change)


@pytest.fixture
def view(scene: Scene) -> View:
    view = View(scene.tracker)
    scene.qtbot.addWidget(view)
    return view


def test_a_view_collects_while_it_is_hidden_what_touches_it(scene: Scene, view: View) -> None:
    note(scene.tracker)
    view.show()
    assert view.told == []
    view.hide()
    tick(scene.tracker)
    set_aside(scene.tracker)
    assert view.told == []
    view.show()
    assert [change.kinds for change in view.told] == [{Kind.CAN_DO, Kind.SET_ASIDE}]
    assert view.told[0].skill_ids >= {"hygiene", "mashing"}
    undo(scene.tracker)
    assert [change.origin for change in view.told] == [Origin.EDIT, Origin.UNDO]


def test_edits_of_one_turn_of_the_event_loop_are_signalled_together(
    scene: Scene, view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    view.show()
    scene.settle()
    for can_do in scene.catalogue.skills["hygiene"].can_dos:
        scene.tracker.edits.set_ticked([can_do], True)
    assert len(view.told) == 1
    QApplication.processEvents()
    assert len(view.told) == 2
    QApplication.processEvents()
    set_aside(scene.tracker)
    assert len(view.told) == 3


def test_what_could_not_be_saved_is_signalled_after_what_was_saved(
    scene: Scene, view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    view.show()
    tick(scene.tracker)
    set_aside(scene.tracker)
    scene.disk.is_full = True
    plan(scene.tracker)
    assert len(view.told) == 2
    scene.settle()
    assert "no room left" in scene.window.banners.text("trouble")
    assert len(view.told) == 2


def test_charts_are_drawn_again_for_what_they_show_and_not_for_a_note(scene: Scene) -> None:
    tick(scene.tracker)
    forecasts = scene.window.pages.forecasts
    inputs = [forecasts.inputs]
    for edit in (note, log_time):
        edit(scene.tracker)
        assert forecasts.inputs == inputs[0]
    for edit in (set_aside, plan, undo, switch_goal):
        edit(scene.tracker)
        inputs.append(forecasts.inputs)
    assert all(before != after for before, after in pairwise(inputs))

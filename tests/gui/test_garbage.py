"""When Python's garbage is collected, and in which thread."""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent

from gui.diagnostics.garbage_collection import GarbageCollector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


class _Circle:
    """Garbage that only the collector can find; tells which thread took it down."""

    def __init__(self, seen: set[str]) -> None:
        self._me, self._seen = self, seen

    def __del__(self) -> None:
        self._seen.add(threading.current_thread().name)


@pytest.fixture
def seen() -> Iterator[set[str]]:
    """The threads that took circles down."""
    before, was_enabled = gc.get_threshold(), gc.isenabled()
    yield set()
    gc.set_threshold(*before)
    (gc.enable if was_enabled else gc.disable)()
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _in_the_thread_of_the_charts(work: Callable[[], object]) -> list[object]:
    """What the work gave, so that it is not garbage yet."""
    given: list[object] = []
    thread = threading.Thread(target=lambda: given.append(work()), name="charts")
    thread.start()
    thread.join()
    return given


def _ask_for_memory() -> list[list[object]]:
    return [[] for _ in range(1000)]


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[GarbageCollector]:
    collector = GarbageCollector(qapp)
    yield collector
    collector.deleteLater()
    qapp.sendPostedEvents(collector, QEvent.Type.DeferredDelete)


@pytest.mark.slow
def test_only_the_thread_of_the_window_collects(collector: GarbageCollector, qtbot: QtBot, seen: set[str]) -> None:
    was_at_work = collector.is_at_work
    collector.start(every_ms=10)
    assert (was_at_work, collector.is_at_work) == (False, True)
    gc.set_threshold(100)
    _Circle(seen)
    made = _in_the_thread_of_the_charts(_ask_for_memory)
    assert made
    assert seen == set()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == {threading.main_thread().name}


@pytest.mark.slow
def test_by_default_python_collects_in_whichever_thread_allocates(seen: set[str]) -> None:
    """The control: what the collector is there for."""
    gc.disable()
    gc.set_threshold(100)
    _Circle(seen)

    def ask_with_the_collector() -> list[list[object]]:
        gc.enable()
        made = _ask_for_memory()
        gc.disable()
        return made

    assert _in_the_thread_of_the_charts(ask_with_the_collector)
    assert seen == {"charts"}


def test_nothing_is_collected_before_it_is_due(collector: GarbageCollector, seen: set[str]) -> None:
    gc.disable()
    gc.collect()
    gc.set_threshold(100_000)
    _Circle(seen)
    collector.look()
    assert seen == set()
    gc.set_threshold(1)
    collector.look()
    assert seen == {threading.main_thread().name}


@pytest.mark.slow
def test_a_full_collection_waits_until_a_quarter_is_new(collector: GarbageCollector, seen: set[str]) -> None:
    gc.disable()
    collector.spare()
    gc.set_threshold(10, 1, 0)

    def grow(count: int) -> list[list[object]]:
        made: list[list[object]] = [[] for _ in range(count)]
        for _ in range(4):
            collector.look()
            made += [[] for _ in range(20)]
        return made

    first = grow(5000)  # looked through once, after which so many are old
    _Circle(seen)
    gc.collect(1)
    assert seen == {threading.main_thread().name}  # a young one goes at once
    seen.clear()
    old = _Circle(seen)
    gc.collect(1)
    del old
    second = grow(500)
    assert seen == set()
    third = grow(5000)
    assert seen == {threading.main_thread().name}
    assert first
    assert second
    assert third

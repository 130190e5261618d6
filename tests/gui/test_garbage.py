"""Tests for where and when Python's garbage is collected."""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING

import pytest

from gui.garbage import GarbageCollector, collect_what_is_due

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


def test_only_the_thread_of_the_window_collects(qapp: QApplication, qtbot: QtBot, seen: set[str]) -> None:
    collector = GarbageCollector(qapp)
    collector.start(every_ms=10)
    gc.set_threshold(100)
    _Circle(seen)
    made = _in_the_thread_of_the_charts(_ask_for_memory)
    assert made
    assert seen == set()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == {threading.main_thread().name}
    collector.deleteLater()


def test_left_to_itself_python_collects_in_whichever_thread_asks_for_memory(seen: set[str]) -> None:
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


def test_nothing_is_collected_before_it_is_due(seen: set[str]) -> None:
    gc.disable()
    gc.collect()
    gc.set_threshold(100_000)
    _Circle(seen)
    collect_what_is_due()
    assert seen == set()
    gc.set_threshold(1)
    collect_what_is_due()
    assert seen == {threading.main_thread().name}

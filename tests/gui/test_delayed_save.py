"""What changes many times in a row is saved after a rest, and never later than a limit. No test waits."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QObject

from gui.app.delayed_save import DelayedSave, TimerWake
from tests.gui.set_delay import SetDelay


@pytest.fixture
def delay() -> SetDelay:
    return SetDelay()


@pytest.fixture
def saved() -> list[float]:
    """When something was saved."""
    return []


@pytest.fixture
def save(delay: SetDelay, saved: list[float]) -> DelayedSave:
    return DelayedSave(lambda: saved.append(delay.now), delay.wake, lambda: delay.now)


def test_after_a_rest_of_two_seconds(save: DelayedSave, delay: SetDelay, saved: list[float]) -> None:
    save.note_change()
    due = [save.is_due]
    delay.go_on(1.9)
    assert saved == []
    delay.go_on(0.2)
    assert saved == [pytest.approx(2.0)]
    assert [*due, save.is_due] == [True, False]
    delay.go_on(60)
    assert len(saved) == 1, "nothing changed since"


@pytest.mark.parametrize("pause", [0.01, 0.3, 1.0, 1.5, 1.9])
def test_at_the_latest_ten_seconds_after_the_first_change_that_is_not_saved(
    save: DelayedSave, delay: SetDelay, saved: list[float], pause: float
) -> None:
    while delay.now < 35:
        save.note_change()
        delay.go_on(pause)
    between = [later - earlier for earlier, later in zip([0.0, *saved], saved, strict=False)]
    assert len(saved) == 3
    assert all(10 - 0.001 <= seconds <= 10 + pause + 0.001 for seconds in between)


def test_at_once_where_it_is_asked_for_and_not_again(save: DelayedSave, delay: SetDelay, saved: list[float]) -> None:
    save.save_now()
    assert saved == [], "nothing changed"
    save.note_change()
    save.save_now()
    delay.go_on(60)
    assert saved == [0.0]


def test_what_is_forgotten_is_not_saved(save: DelayedSave, delay: SetDelay, saved: list[float]) -> None:
    save.note_change()
    save.forget()
    delay.go_on(60)
    assert saved == []
    save.note_change()
    delay.go_on(9.9)
    assert saved == [pytest.approx(62.0)], "the limit counts from the next change"


def test_a_save_that_brings_a_change_of_its_own_is_followed_by_another(delay: SetDelay) -> None:
    saved: list[float] = []

    def keep() -> None:
        saved.append(delay.now)
        if len(saved) == 1:
            later.note_change()

    later = DelayedSave(keep, delay.wake, lambda: delay.now)
    later.note_change()
    delay.go_on(10)
    assert saved == [pytest.approx(2.0), pytest.approx(4.0)]


def test_a_timer_of_qts_calls_back(qapp: object) -> None:
    parent = QObject()
    called: list[bool] = []
    wake = TimerWake(partial(called.append, True), parent)
    wake.start(2.0)
    (timer,) = parent.children()
    assert (timer.interval(), timer.isSingleShot(), timer.isActive()) == (2000, True, True)  # type: ignore[attr-defined]
    timer.timeout.emit()  # type: ignore[attr-defined]
    assert called == [True]
    wake.stop()
    assert not timer.isActive()  # type: ignore[attr-defined]

"""Work in a thread, and who is told of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtWidgets import QLabel

from gui.app.background import Background
from roadmaps.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background("test")
    yield made
    made.stop()


def fail() -> str:
    raise Fault("It is gone.")


def call(tell: Callable[[str], object], told: str) -> None:
    tell(told)


class Teller(QLabel):
    """Shows what it is told, which it cannot once it is gone."""

    def tell(self, prefix: str, told: object) -> None:
        self.setText(f"{prefix}{told}")


def test_a_widget_that_is_gone_by_then_is_told_nothing(background: Background) -> None:
    teller = Teller()
    background.submit(lambda: "done", teller.setText)
    background.submit(lambda: "done", partial(teller.tell, "It is "))
    background.submit(fail, teller.setText, partial(teller.tell, "It failed: "))
    background.submit(lambda: "done", lambda told: teller.setText(told))
    tell = teller.setText
    background.submit(lambda: "done", lambda _: tell("done"))
    background.submit(lambda: "done", partial(call, tell))
    shiboken6.delete(teller)
    background.wait()  # raises what a widget that is gone would raise
    assert not background.is_busy


def test_what_is_still_there_is_told(background: Background, qtbot: QtBot) -> None:
    teller, told = Teller(), list[Fault]()
    qtbot.addWidget(teller)
    background.submit(lambda: "done", partial(teller.tell, "It is "))
    background.submit(fail, teller.setText, told.append)
    background.wait()
    assert teller.text() == "It is done"
    assert [str(each) for each in told] == ["It is gone."]

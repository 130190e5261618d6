"""No exception leaves a method that Qt calls, in whichever class; Qt gets an empty value instead."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPainterPath
from PySide6.QtWidgets import QApplication, QWidget

import gui
from gui.diagnostics.guarded_overrides import _GUARDED, _empty, _overrides, _python_classes

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtGui import QPaintEvent
    from pytestqt.qtbot import QtBot

ROOT = QObject.__mro__[-2]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The kinds of exceptions that the handler heard of."""
    kinds: list[str] = []

    def hear(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        assert trace is not None
        kinds.append(f"{kind.__name__}: {error}")

    monkeypatch.setattr(sys, "excepthook", hear)
    return kinds


def test_no_override_of_the_program_is_unguarded() -> None:
    for module in pkgutil.walk_packages(gui.__path__, "gui."):
        importlib.import_module(module.name)
    of_gui = [each for each in _python_classes(ROOT) if each.__module__.startswith("gui.")]
    assert sum(len(_overrides(each)) for each in of_gui) > 200, "they are found"
    unguarded = [(each, name) for each in of_gui for name, on in _overrides(each) if not hasattr(on, _GUARDED)]
    assert unguarded == []


def test_qt_is_given_what_the_method_is_annotated_with() -> None:
    """Anything else would be a warning of PySide's at each paint."""
    empty = {
        "QSize": QSize, "QRect": QRect, "QRectF": QRectF, "QPainterPath": QPainterPath, "QModelIndex": QModelIndex,
        "bool": bool, "int": int, "str": str, "QMimeData": QMimeData, "Qt.ItemFlag": Qt.ItemFlag,
        "Qt.Orientation": Qt.Orientation, "QAccessible.Role": QAccessible.Role, "QAccessible.State": QAccessible.State,
    }  # fmt: skip
    seen = set()
    for cls in _python_classes(ROOT):
        if cls.__module__.startswith("gui."):
            for name, function in _overrides(cls):
                said = function.__annotations__["return"]
                if said in ("None", "Any", "object") or "|" in said:
                    assert _empty(name, function) is None
                else:
                    assert type(_empty(name, function)) is empty[said], (cls, name, said)
                    seen.add(said)
    assert {"QSize", "bool", "int", "QRectF"} <= seen


def test_classes_subclasses_and_mixins_are_guarded_when_they_are_defined(qapp: object, told: list[str]) -> None:
    class Blank(QWidget):
        def sizeHint(self) -> QSize:
            return [][0]

        def size_of_ours(self) -> QSize:
            return [][0]

    class Narrower(Blank):
        def sizeHint(self) -> QSize:
            return super().sizeHint() + QSize(1, 1)

    class Mixin:
        def minimumSizeHint(self) -> QSize:
            raise KeyError("mixin")

    class Mixed(Mixin, QWidget):
        pass

    assert Blank().sizeHint() == QSize()
    assert Narrower().sizeHint() == QSize() + QSize(1, 1)
    assert Mixed().minimumSizeHint() == QSize()
    assert told == ["IndexError: list index out of range"] * 2 + ["KeyError: 'mixin'"]
    with pytest.raises(IndexError):  # what Qt does not call is not touched
        Blank().size_of_ours()
    assert Blank.sizeHint.__name__ == "sizeHint"


def test_a_failing_event_handler_counts_as_not_handled(qapp: object, told: list[str]) -> None:
    class Deaf(QObject):
        def event(self, event):  # type: ignore[no-untyped-def]  # as a class outside of the program might be
            raise ValueError

        def eventFilter(self, watched, event):  # type: ignore[no-untyped-def]
            raise ValueError

    deaf = Deaf()
    assert QApplication.sendEvent(deaf, QEvent(QEvent.Type.User)) is False
    watched = QObject()
    watched.installEventFilter(deaf)
    assert QApplication.sendEvent(watched, QEvent(QEvent.Type.User)) is True, "it went on to whom it was for"
    assert len(told) == 2


def test_a_painter_does_not_outlive_the_paint_that_failed(qapp: object, told: list[str]) -> None:
    painters = []

    class Torn(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            painter = QPainter(self)
            painters.append(id(painter))
            painter.drawPoint(event.rect().topLeft())
            int("no number")

    torn = Torn()
    torn.resize(20, 20)
    assert not torn.grab().isNull()
    assert not torn.grab().isNull(), "Qt would warn of a painter that is still at work"
    assert len(painters) == len(told) == 2


def test_a_mixin_of_a_base_does_not_hide_what_the_base_overrides_of_it(qtbot: QtBot) -> None:
    called: list[str] = []

    class Mixin:
        def changeEvent(self, _event: QEvent) -> None:
            called.append("mixin")

    class Base(Mixin, QWidget):
        def changeEvent(self, event: QEvent) -> None:
            called.append("base")
            super().changeEvent(event)

    class Derived(Base):
        pass

    widget = Derived()
    qtbot.addWidget(widget)
    QApplication.sendEvent(widget, QEvent(QEvent.Type.EnabledChange))
    assert called == ["base", "mixin"]

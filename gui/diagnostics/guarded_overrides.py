"""Keeps exceptions out of Qt: one raised in a method that Qt calls goes to the error handler, and Qt carries on."""

from __future__ import annotations

import sys
from enum import Enum
from functools import wraps
from types import FunctionType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WRAPPED: Any = QObject.__mro__[-2]
"""The base of every class that PySide wraps."""
_GUARDED = "_is_guarded"
_ANSWERS = {"event": False, "eventFilter": False, "viewportEvent": False}
"""What these return to Qt where the method has no annotation."""


def guard_overrides() -> None:
    """Guard every method of a Python class that overrides one of Qt's, in existing classes and in all to come.

    PySide 6.11 prefixes the message of an exception that leaves an override with the override's name. Before Python
    3.12, an exception raised in C (an index out of range, a date beyond the calendar, a deleted object) has no message
    yet, and the process ends with a segmentation fault. So no exception may reach PySide: a guarded method passes it
    to ``sys.excepthook`` and returns an empty value of its annotated type.
    """
    if _GUARDED in vars(_WRAPPED):
        return
    setattr(_WRAPPED, _GUARDED, True)
    for each in list(_python_classes(_WRAPPED)):
        _guard(each)

    def follow(cls: type, /, **options: Any) -> None:
        super(_WRAPPED, cls).__init_subclass__(**options)
        _guard(cls)

    _WRAPPED.__init_subclass__ = classmethod(follow)


def _python_classes(above: type) -> Iterator[type]:
    each: type
    for each in type.__subclasses__(above):
        if not _is_qt(each):
            yield each
        yield from _python_classes(each)


def _is_qt(cls: type) -> bool:
    return cls.__module__.startswith(("PySide6", "shiboken6", "Shiboken"))


def _overrides(cls: type) -> list[tuple[str, FunctionType]]:
    """The functions of a class, and of its mixins that do not derive from Qt, that have the name of a Qt method."""
    qt = [vars(each) for each in cls.__mro__ if _is_qt(each)]
    found: dict[str, FunctionType] = {}
    # What a base derived from Qt inherits is guarded there; set here, it would hide that base's own overrides.
    inherited = {each for base in cls.__bases__ if issubclass(base, _WRAPPED) for each in base.__mro__}
    for each in cls.__mro__:
        if each is object or each in inherited:
            continue
        for name, value in vars(each).items():
            if isinstance(value, FunctionType) and name[0] != "_" and any(name in names for names in qt):
                found.setdefault(name, value)
    return list(found.items())


def _guard(cls: type) -> None:
    for name, function in _overrides(cls):
        if not hasattr(function, _GUARDED):
            setattr(cls, name, _guarded(name, function))


def _guarded(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def guarded(*arguments: Any, **named: Any) -> Any:
        try:
            return function(*arguments, **named)
        except BaseException as error:
            _hand_over(error)
            return _empty(name, function)

    setattr(guarded, _GUARDED, True)
    return guarded


def _hand_over(error: BaseException) -> None:
    import traceback

    sys.excepthook(type(error), error, error.__traceback__)
    # A painter in a frame that failed must be gone before Qt destroys what it painted on.
    traceback.clear_frames(error.__traceback__)


def _empty(name: str, function: Callable[..., Any]) -> Any:
    """An empty value of a function's annotated return type; None if that may be None or is unknown."""
    from PySide6 import QtCore, QtGui

    annotation = getattr(function, "__annotations__", {}).get("return", None)
    if annotation is None:
        return _ANSWERS.get(name)
    text = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", "")
    if "|" in text or text in ("None", "Any", "object"):
        return None
    if text in ("bool", "int", "float", "str"):
        return {"bool": False, "int": 0, "float": 0.0, "str": ""}[text]
    outer, _, inner = text.partition(".")
    found = getattr(QtCore, outer, None) or getattr(QtGui, outer, None)
    found = getattr(found, inner, None) if inner else found
    if found is None:
        return None
    return found(0) if issubclass(found, Enum) else found()

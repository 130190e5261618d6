"""Screen-reader roles for widgets that paint themselves, and the items painted in them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from PySide6.QtCore import QObject, QRect
    from PySide6.QtGui import QAccessibleInterface

Widget = TypeVar("Widget", bound=QWidget)


class SpokenItem(NamedTuple):
    """An item painted in a widget, as a screen reader presents it."""

    text: str
    frame: Callable[[], QRect]
    """Its rectangle on the screen, px."""
    is_selected: bool
    is_checked: bool | None = None
    """None if it is not checkable."""


class _Kind(NamedTuple):
    role: str
    items: Callable[[Any], Sequence[SpokenItem]] | None


_kinds: dict[str, _Kind] = {}
"""By the name of the widget’s class."""


def set_role(
    widget_class: type[Widget], role: str, items: Callable[[Widget], Sequence[SpokenItem]] | None = None
) -> None:
    """Give all widgets of a class a role of ``QAccessible.Role``; call it before the first of them is named.

    ``items`` are the children of a widget for a screen reader; without it they are its child widgets.
    """
    from PySide6.QtGui import QAccessible  # long enums of roles, rarely needed at a start

    if not _kinds:
        QAccessible.installFactory(_interface_of)
    _kinds[widget_class.__name__] = _Kind(role, items)


def _interface_of(class_name: str, source: QObject) -> QAccessibleInterface | None:
    """Called by Qt for each object that a screen reader looks at."""
    kind = _kinds.get(class_name)
    if kind is None or not isinstance(source, QWidget):
        return None
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QAccessibleWidget

    role = QAccessible.Role[kind.role]
    if kind.items is None:
        return QAccessibleWidget(source, role)
    from gui.widgets.painted_items import PaintedItems

    return PaintedItems(source, role, partial(kind.items, source))

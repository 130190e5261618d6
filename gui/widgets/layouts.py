"""Rows and columns of widgets, declared by their parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import Qt


class Stretch(NamedTuple):
    """Takes spare room, in proportion to its factor."""

    factor: int = 0


STRETCH = Stretch()
Item: TypeAlias = QWidget | QLayout
if TYPE_CHECKING:
    Part: TypeAlias = Item | int | Stretch | tuple[Item, int] | tuple[Item, int, Qt.AlignmentFlag]
    """What to add: an item, alone or with its stretch factor and alignment; a gap, px; or a stretch."""
    Margins: TypeAlias = tuple[int, int, int, int]
Box = TypeVar("Box", bound=QBoxLayout)
_NONE = (0, 0, 0, 0)
_ANY_WIDTH = 16_777_215
"""Qt's largest width, px."""


def hbox(*parts: Part, on: QWidget | None = None, gap: int | None = None, margins: Margins = _NONE) -> QHBoxLayout:
    """A row, as the layout of a widget or to be added to another layout; ``gap`` and ``margins`` in px."""
    return _made(QHBoxLayout(on) if on else QHBoxLayout(), parts, gap, margins)


def vbox(*parts: Part, on: QWidget | None = None, gap: int | None = None, margins: Margins = _NONE) -> QVBoxLayout:
    """A column, as the layout of a widget or to be added to another layout; ``gap`` and ``margins`` in px."""
    return _made(QVBoxLayout(on) if on else QVBoxLayout(), parts, gap, margins)


def add_parts(box: QBoxLayout, *parts: Part) -> None:
    """Add parts at the end of a layout."""
    for part in parts:
        match part:
            case int():
                box.addSpacing(part)
            case Stretch(factor):
                box.addStretch(factor)
            case tuple():
                _add(box, *part)
            case _:
                _add(box, part)


def _made(box: Box, parts: tuple[Part, ...], gap: int | None, margins: Margins) -> Box:
    box.setContentsMargins(*margins)
    if gap is not None:  # else it has that of the layout around it, or the style's
        box.setSpacing(gap)
    add_parts(box, *parts)
    return box


def _add(box: QBoxLayout, item: Item, stretch: int = 0, alignment: Qt.AlignmentFlag | None = None) -> None:
    if isinstance(item, QLayout):
        box.addLayout(item, stretch)
    elif alignment is None:
        box.addWidget(item, stretch)
    else:
        box.addWidget(item, stretch, alignment)


def put_beside(columns: QBoxLayout, part: QWidget, width: int, *, is_beside: bool) -> None:
    """Place the items of a layout side by side, one of them with a fixed ``width`` in px; or below each other."""
    directions = QBoxLayout.Direction
    columns.setDirection(directions.LeftToRight if is_beside else directions.TopToBottom)
    part.setMinimumWidth(width if is_beside else 0)
    part.setMaximumWidth(width if is_beside else _ANY_WIDTH)


def height_at(layout: QLayout, width: int) -> int:
    """The height that a layout needs at a width, px."""
    return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()


def holding(layout: QLayout) -> QWidget:
    """A widget that only holds a layout, to be shown, hidden or moved as one."""
    widget = QWidget()
    widget.setLayout(layout)
    return widget

"""Layouts that wrap: widgets in rows, as many as fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayoutItem


class FlowLayout(QLayout):
    """Each widget gets its preferred size, but at most the width of the row."""

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = 8, row_gap: int | None = None, spread: bool = False
    ) -> None:
        """``gap`` is between widgets, ``row_gap`` between rows (by default the same), px.

        With ``spread`` the last widget of a row stands at its right edge, unless it is alone.
        """
        super().__init__(parent)
        self._gap, self._row_gap, self._is_spread = gap, gap if row_gap is None else row_gap, spread
        self._heights: dict[int, int] = {}
        """Heights by width, until an item changes its size."""
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Append an item."""
        self._items.append(item)

    def count(self) -> int:
        """The number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at an index; None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return the item at an index; None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Never more space than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the rows at a width; cached, because Qt asks fifty times for each change."""
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Forget the heights: an item has another size."""
        self._heights.clear()
        super().invalidate()

    def sizeHint(self) -> QSize:
        """The size of a single row."""
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """The size of a single column."""
        hints = [item.minimumSize() for item in self._items]
        return QSize(
            max((hint.width() for hint in hints), default=0), max((hint.height() for hint in hints), default=0)
        )

    def setGeometry(self, frame: QRect) -> None:
        """Place the widgets."""
        super().setGeometry(frame)
        self._arrange(frame, move=True)

    def _arrange(self, frame: QRect, *, move: bool) -> int:
        top = frame.top()
        for row in self._rows(frame.width()):
            if top > frame.top():
                top += self._row_gap
            height = max(size.height() for _, size in row)
            left = frame.left()
            for number, (item, size) in enumerate(row):
                if self._is_spread and number == len(row) - 1 > 0:
                    left = frame.right() + 1 - size.width()
                if move:
                    item.setGeometry(QRect(QPoint(left, top + (height - size.height()) // 2), size))
                left += size.width() + self._gap
            top += height
        return top - frame.top()

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        room = 0
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            size = QSize(min(hint.width(), width), hint.height())
            if size.width() < hint.width() and item.hasHeightForWidth():
                size.setHeight(item.heightForWidth(size.width()))
            if not rows or size.width() > room:
                rows.append([])
                room = width
            rows[-1].append((item, size))
            room -= size.width() + self._gap
        return rows


def spread_row(first: QWidget, second: QWidget) -> QWidget:
    """Two widgets at the left and the right edge of a row; where they do not fit, the second is below the first."""
    row = QWidget()
    layout = FlowLayout(row, gap=12, row_gap=0, spread=True)
    layout.addWidget(first)
    layout.addWidget(second)
    return row

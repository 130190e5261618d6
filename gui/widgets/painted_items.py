"""Presents the items painted in a widget to screen readers as its children. Imported only if one is running."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from gui.widgets.accessible_roles import SpokenItem


class PaintedItems(QAccessibleWidget):
    """A widget with the items that are painted in it."""

    def __init__(self, widget: QWidget, role: QAccessible.Role, items: Callable[[], Sequence[SpokenItem]]) -> None:
        super().__init__(widget, role)
        self._widget, self._items = widget, items
        self._children: list[_Item] = []
        """One for every index asked for so far. Qt knows them by address, so they live as long as the widget."""
        self._is_gone = False
        widget.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._is_gone = True
        for child in self._children:
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(child))

    def items(self) -> Sequence[SpokenItem]:
        """The items painted at the moment."""
        return () if self._is_gone else self._items()

    def childCount(self) -> int:
        """The number of items."""
        return len(self.items())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """The item at an index."""
        count = len(self.items())
        while len(self._children) < count:
            child = _Item(self._widget, self, len(self._children))
            QAccessible.registerAccessibleInterface(child)
            self._children.append(child)
        return self._children[index] if 0 <= index < count else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The index of an item."""
        return child.place if isinstance(child, _Item) else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """The item at a point of the screen."""
        found = (place for place, item in enumerate(self.items()) if item.frame().contains(x, y))
        return self.child(next(found, -1))


class _Item(QAccessibleInterface):
    """The item at one index, whichever item that is at the moment."""

    def __init__(self, widget: QWidget, parent: PaintedItems, place: int) -> None:
        super().__init__()
        self._widget, self._parent, self.place = widget, parent, place

    def _item(self) -> SpokenItem | None:
        items = self._parent.items()
        return items[self.place] if self.place < len(items) else None

    def isValid(self) -> bool:
        return self._item() is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return QAccessible.queryAccessibleInterface(self._widget)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def text(self, kind: QAccessible.Text) -> str:
        item = self._item()
        return item.text if item and kind == QAccessible.Text.Name else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """An item cannot be renamed."""

    def rect(self) -> QRect:
        item = self._item()
        return item.frame() if item else QRect()

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state, item = QAccessible.State(), self._item()
        if item is None or not self._widget.isVisible():
            state.invisible = True
            return state
        state.selectable, state.focusable = True, True
        state.selected = item.is_selected
        state.focused = item.is_selected and self._widget.hasFocus()
        state.checkable, state.checked = item.is_checked is not None, bool(item.is_checked)
        return state

"""Context menus: by right click, Menu key or Shift+F10, beside the item they act on and never over its name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractScrollArea, QMenu

from gui.widgets.labels import plain_tip
from gui.widgets.row_copy import copy_from

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QAbstractItemView, QWidget

_Keys: TypeAlias = str | QKeySequence.StandardKey


class ContextMenu(QObject):
    """The context menu of a widget; for a scroll area, of the content of its viewport."""

    def __init__(
        self,
        widget: QWidget,
        fill: Callable[[QMenu], object],
        row_at: Callable[[QPoint | None], QRect] | None = None,
    ) -> None:
        """``fill`` adds the actions; nothing opens without any.

        ``row_at`` selects the item at a point, or keeps the current one if the point is None, and returns its
        rectangle: a null one if there is no item. Without it, the menu acts on the whole widget.
        """
        super().__init__(widget)
        self._fill, self._row_at = fill, row_at or (lambda _: widget.rect())
        self._area = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
        for part in {widget, self._area}:
            part.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Open the menu when asked to."""
        if isinstance(event, QContextMenuEvent):
            is_by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
            return self._open(None if is_by_key else self._area.mapFromGlobal(event.globalPos()))
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and is_menu_key(event):
            return self._open(None)
        return False

    def _open(self, place: QPoint | None) -> bool:
        row = self._row_at(place)
        if row.isNull():
            return False
        return _open(self._area, self._fill, row, place)


def show_below(button: QWidget, fill: Callable[[QMenu], object], *_: object) -> None:
    """Open a menu below the button that was pressed for it."""
    _open(button, fill, button.rect(), None)


def _open(area: QWidget, fill: Callable[[QMenu], object], row: QRect, place: QPoint | None) -> bool:
    menu = QMenu(area)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setToolTipsVisible(True)  # which say why an action is disabled
    fill(menu)
    if menu.isEmpty():
        menu.deleteLater()
        return False
    menu.popup(_corner(area, menu, row, place))
    if place is None:
        menu.setActiveAction(next((each for each in menu.actions() if each.isEnabled()), menu.actions()[0]))
    return True


def _corner(area: QWidget, menu: QMenu, row: QRect, place: QPoint | None) -> QPoint:
    """Below the row, or else above it, or else beside it."""
    menu.ensurePolished()
    size, screen = menu.sizeHint(), area.screen().availableGeometry()
    left = place.x() if place else max(row.left(), 0)
    below = area.mapToGlobal(QPoint(left, row.bottom() + 1))
    above = area.mapToGlobal(QPoint(left, row.top() - size.height()))
    if below.y() + size.height() <= screen.bottom():
        return below
    if above.y() >= screen.top():
        return above
    return QPoint(area.mapToGlobal(row.topRight()).x() + 1, max(screen.top(), screen.bottom() - size.height()))


def add(
    menu: QMenu, text: str, run: Callable[[], object], keys: _Keys = "", *, ready: bool = True, why_not: str = ""
) -> QAction:
    """Add an action to a context menu; ``why_not`` is why it is disabled, empty if it is not.

    The keys are only shown: the widget takes them itself.
    """
    action = menu.addAction(text)
    action.setShortcut(keys)
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.setEnabled(ready and not why_not)
    if why_not:
        action.setToolTip(plain_tip(why_not))
    action.triggered.connect(lambda: run())
    return action


def add_copy(menu: QMenu, widget: QWidget) -> None:
    """Add an action that copies the selection of a widget."""
    if menu.actions():
        menu.addSeparator()
    add(menu, "Copy", partial(copy_from, widget), QKeySequence.StandardKey.Copy)


def is_menu_key(event: QKeyEvent) -> bool:
    """Whether a key asks for the context menu. Not every platform turns Shift+F10 into an event of its own."""
    is_shift_f10 = event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_Menu or is_shift_f10


def row_of(view: QAbstractItemView, place: QPoint | None) -> QRect:
    """The rectangle of the row of a view at a point, made current unless it is selected already, or the current one."""
    index = view.currentIndex() if place is None else view.indexAt(place)
    if place is not None and index.isValid() and not view.selectionModel().isSelected(index):
        view.setCurrentIndex(index)
    elif place is None:
        view.scrollTo(index)
    return view.visualRect(index)

"""A tree to tick off: whole rows are clickable, Space ticks, arrows move, the box has a generous target."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView, QWidget

from gui.outline.delegate import RowDelegate
from gui.outline.model import ROOT, OutlineRole
from gui.outline.rows import RowKind
from gui.widgets.painting import draw_focus, fill
from gui.widgets.type_ahead import TypeAhead

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from gui.outline.model import Key, OutlineModel
    from gui.outline.rows import Row
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

INDENT = 20
ARROW = 16
BAR_WIDTH = 3
_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_TICK_MARGIN = 6  # around the box, so that its target is 28 pixels
_LEAST_HEIGHT = 16
"""Less than Qt would ask for: in a low window with large text, it scrolls rather than lies over what is above it."""


class OutlineView(QTreeView):
    """Shows an OutlineModel. ``current_key`` says on which row the user is."""

    row_width_changed = Signal()
    """The columns stand elsewhere now."""
    key_selected = Signal(tuple)
    """The user moved to another row."""

    def __init__(self, model: OutlineModel, theme: Theme, icons: Icons, name: str) -> None:
        super().__init__()
        self._outline = model
        self._theme = theme
        self._icons = icons
        self._pressed_box = QPersistentModelIndex()
        self._pressed_at = QPoint()
        self._type_ahead = TypeAhead()
        self._by_keyboard = False
        # Made here, since Qt's own would have to be wrapped, and its type looked for among all widget classes.
        self._area = QWidget()
        self.setViewport(self._area)
        self.row_delegate = RowDelegate(model, theme, icons, self)
        self.setAccessibleName(name)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.setItemDelegate(self.row_delegate)
        self.setHeaderHidden(True)
        self.setIndentation(theme.px(INDENT))
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._open: dict[Key, None] = {}
        """The rows that are open where they are shown, in the order of opening."""
        self.setModel(model)  # last: each of the above would lay out its rows
        self.selectionModel().currentChanged.connect(self._tell_current)
        self.expanded.connect(self._note_open)
        self.collapsed.connect(self._note_closed)
        theme.changed.connect(self._restyle)

    # Where the user is

    @property
    def current_key(self) -> Key:
        """The key of the current row; empty when there is none."""
        return self._outline.key_at(self.currentIndex())

    def can_do_at(self, place: QPoint) -> Key:
        """The key of the can-do whose row is at a point of the viewport; empty for any other row."""
        index = self.indexAt(place)
        is_can_do = index.isValid() and self._outline.kind_at(index) is RowKind.CAN_DO
        return self._outline.key_at(index) if is_can_do else ()

    def selected_keys(self) -> list[Key]:
        """The keys of the selected rows, from top to bottom."""
        model = self.selectionModel()
        return [self._outline.key_at(index) for index in self._rows_in_sight() if model.isSelected(index)]

    def copied_rows(self) -> list[list[str]]:
        """The selected rows as a table."""
        rows = [self._outline.row(key) for key in self.selected_keys()]
        cells = [[row.title, row.count or row.caption, row.hours] for row in rows]
        return [["Name", "Can-dos ticked", "Hours left"], *cells] if cells else []

    def toggle_selected(self) -> None:
        """Tick the selected rows, or untick them when all are ticked, in one step."""
        keys = self.selected_keys()
        if len(keys) > 1:
            self._outline.toggle_all(keys)
        else:
            self._outline.toggle(self.current_key)

    def select_key(self, key: Key) -> bool:
        """Move to a row and bring it into view; whether it is shown."""
        index = self._outline.index_of(key)
        if not index.isValid():
            return False
        # Not setCurrentIndex, which would extend the selection if the user happens to hold Ctrl or Shift.
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)
        return True

    @property
    def row_width(self) -> int:
        """The width of a row in pixels."""
        return self._area.width()

    def deselect(self) -> None:
        """Select no row."""
        self.setCurrentIndex(QModelIndex())
        self.clearSelection()

    def set_open(self, keys: Iterable[Key]) -> None:
        """Open these rows and no others."""
        wanted = dict.fromkeys(keys)
        self.scheduleDelayedItemsLayout()  # or Qt would lay out its rows at each
        with QSignalBlocker(self):
            for key in self._open.keys() - wanted:
                self.collapse(self._outline.index_of(key))
        self._open = wanted
        self._reopen(wanted)

    def reset(self) -> None:
        """Open again what the user had open."""
        super().reset()
        self._reopen(self._open)

    def rowsInserted(self, parent: QModelIndex | QPersistentModelIndex, start: int, end: int) -> None:
        """Open what the user had open before it was filtered away."""
        super().rowsInserted(parent, start, end)
        keys = self._outline.children_of(self._outline.key_at(parent))[start : end + 1]
        self._reopen([key for key in keys if key in self._open])

    def _reopen(self, keys: Iterable[Key]) -> None:
        with QSignalBlocker(self):  # they are known to be open
            for key in keys:
                self.expand(self._outline.index_of(key))
        self._measure_rows()

    def _note_open(self, index: QModelIndex) -> None:
        self._open[self._outline.key_at(index)] = None
        self._measure_rows()

    def _note_closed(self, index: QModelIndex) -> None:
        self._open.pop(self._outline.key_at(index), None)
        self._measure_rows()

    def _measure_rows(self) -> None:
        """While all rows are single lines, the first stands for all: the height of none is asked for."""
        # The newest first: whoever opens one skill after the other is answered at once.
        outermost = self._outline.children_of(ROOT)
        is_uniform = all(key[0] == "category" for key in chain(reversed(self._open), outermost))
        if self.uniformRowHeights() is not is_uniform:
            self.setUniformRowHeights(is_uniform)
            self.scheduleDelayedItemsLayout()

    def expanded_keys(self) -> list[Key]:
        """The rows that are open."""
        return [key for key in self._open if self._outline.index_of(key).isValid()]

    def expand_keys(self, keys: Iterable[Key]) -> None:
        """Open these rows, where they are shown."""
        shown = [key for key in keys if key not in self._open and self._outline.index_of(key).isValid()]
        self._open.update(dict.fromkeys(shown))
        self._reopen(shown)

    def _tell_current(self, current: QModelIndex) -> None:
        # While rows are taken out Qt moves on to whatever is left, which is not what the user chose.
        if current.isValid() and not self._outline.is_syncing:
            self.key_selected.emit(self._outline.key_at(current))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The heights of rows may follow the width. A current row that was in sight stays in sight."""
        row = self.visualRect(self.currentIndex())
        was_in_sight = row.isValid() and row.top() >= 0 and row.bottom() <= event.oldSize().height()
        super().resizeEvent(event)
        if self.row_delegate.row_width != self._area.width():
            self.row_delegate.row_width = self._area.width()
            self.scheduleDelayedItemsLayout()
            self.row_width_changed.emit()
        if was_in_sight:
            self.scrollTo(self.currentIndex())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is, unless the focus came with a click."""
        self._by_keyboard = event.reason() in _BY_KEYBOARD
        super().focusInEvent(event)

    def _restyle(self) -> None:
        self.setIndentation(self._theme.px(INDENT))
        self.scheduleDelayedItemsLayout()
        self._area.update()

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The arrow opens, the box ticks, the rest of the row selects."""
        self._by_keyboard = False
        self._type_ahead.stop()
        place = event.position().toPoint()
        index = self.indexAt(place)
        self._pressed_box = QPersistentModelIndex()
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            if self._is_on_arrow(index, place):
                self.setExpanded(index, not self.isExpanded(index))
                return
            if self._is_on_box(index, event.position().x()):
                self._pressed_box = QPersistentModelIndex(index)
                self._pressed_at = place
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A box ticks when the pointer has not left it. This is the only way in which a click ticks.

        The row that was pressed counts, not the one that is under the pointer now: rows may have moved up meanwhile,
        because the one where the user was before has gone.
        """
        pressed, self._pressed_box = self._pressed_box, QPersistentModelIndex()
        strayed = (event.position().toPoint() - self._pressed_at).manhattanLength() > self.row_delegate.box
        super().mouseReleaseEvent(event)
        if pressed.isValid() and not strayed:
            self._outline.toggle(self._outline.key_at(pressed))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on a box or an arrow counts as one click; elsewhere it opens the row."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        if index.isValid() and (self._is_on_arrow(index, place) or self._is_on_box(index, event.position().x())):
            event.accept()  # the first click has done it
            return
        super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters go to a name, Space ticks the row, Enter opens it; the arrows are Qt's."""
        self._by_keyboard = True
        current = self.currentIndex()
        if self._type_ahead.takes(event):
            self._go_to_typed()
        elif current.isValid() and event.key() == Qt.Key.Key_Space and not event.modifiers():
            if not event.isAutoRepeat():  # a key that is held down is one wish, and events are for ever
                self.toggle_selected()
        elif current.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.setExpanded(current, not self.isExpanded(current))
        else:
            super().keyPressEvent(event)

    def is_on_words(self, place: QPoint) -> bool:
        """Whether a place in the viewport is on a row, but not on its box or its arrow."""
        index = self.indexAt(place)
        return index.isValid() and not self._is_on_box(index, place.x()) and not self._is_on_arrow(index, place)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever comes back starts a new name."""
        self._type_ahead.stop()
        super().focusOutEvent(event)

    def _go_to_typed(self) -> None:
        rows = self._rows_in_sight()
        current = self.currentIndex()
        place = self._type_ahead.find(
            [str(index.data()) for index in rows], rows.index(current) if current in rows else -1
        )
        if place is not None:
            self.setCurrentIndex(rows[place])
            self.scrollTo(rows[place])

    def _rows_in_sight(self) -> list[QModelIndex]:
        """Every row that is not hidden in a closed one, from top to bottom."""
        rows, index = [], self._outline.index(0, 0)
        while index.isValid():
            rows.append(index)
            index = self.indexBelow(index)
        return rows

    def _is_on_arrow(self, index: QModelIndex, place: QPoint) -> bool:
        target = self._arrow_rect(self.visualRect(index)).adjusted(-4, 0, 2, 0)
        return self._outline.hasChildren(index) and target.contains(place)

    def _is_on_box(self, index: QModelIndex, x: float) -> bool:
        row: Row = index.data(OutlineRole.ROW)
        left = self.visualRect(index).left() + self.row_delegate.check_indent
        return row.check is not None and left - _TICK_MARGIN <= x <= left + self.row_delegate.box + _TICK_MARGIN

    # Painting

    def drawRow(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """A row as a whole. Qt's own way would ask for it in four calls, and paint a ground of its own below ours."""
        row = self._outline.row(self._outline.key_at(index))
        rect: QRect = option.rect
        item = self.visualRect(index)
        whole = QRect(0, rect.top(), self._area.width(), rect.height())
        selected = self.selectionModel().isSelected(index)
        hovered = self.underMouse() and whole.contains(self._area.mapFromGlobal(self.cursor().pos()))
        fill(painter, whole, self._theme.colour("accent_tint" if selected else "hover" if hovered else "surface"))
        if row.kind in (RowKind.GROUP, RowKind.STAGE) and index.row():
            fill(painter, QRect(0, rect.top(), whole.width(), self._theme.stroke), self._theme.colour("line"))
        if self._outline.hasChildren(index):
            name = "down" if self.isExpanded(index) else "right"
            pixmap = self._icons.pixmap(name, "text2", self._theme.px(ARROW), self.devicePixelRatioF())
            painter.drawPixmap(self._arrow_rect(item).topLeft(), pixmap)
        self.row_delegate.paint_row(painter, item, row, selected=selected)
        if selected:
            fill(painter, QRect(0, rect.top(), BAR_WIDTH, rect.height()), self._theme.colour("accent"))
        if self._by_keyboard and self.hasFocus() and index == self.currentIndex():
            draw_focus(painter, QRectF(whole).adjusted(BAR_WIDTH + 1, 1, -2, -1), self._theme, 4)

    def _arrow_rect(self, rect: QRect) -> QRect:
        """The place of the arrow before a row that can be opened, whose visual rectangle is ``rect``."""
        line = min(rect.height(), max(28, self.fontMetrics().height() + 10))
        side = self._theme.px(ARROW)
        return QRect(rect.left() - side // 2, rect.top() + (line - side) // 2, side, side)


class ColumnHeader(QWidget):
    """The heads of the columns above an outline, at the places where its delegate puts them."""

    def __init__(self, view: OutlineView, theme: Theme, title: str) -> None:
        super().__init__()
        self._view = view
        self._theme = theme
        self._title = title
        self.setAccessibleName(title)
        self.setFixedHeight(theme.size("caption") + 16)
        view.row_width_changed.connect(self.update)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: object) -> None:
        """Paint the heads and the line below them."""
        painter = QPainter(self)
        rect = self.rect()
        fill(painter, rect, self._theme.colour("alt"))
        line = self._theme.stroke
        fill(painter, QRect(0, rect.bottom() + 1 - line, rect.width(), line), self._theme.colour("line"))
        fill(painter, QRect(0, 0, rect.width(), line), self._theme.colour("line"))
        painter.setFont(self._theme.font("caption"))
        painter.setPen(self._theme.colour("muted"))
        columns = self._view.row_delegate.columns(self._view.row_width)
        middle = Qt.AlignmentFlag.AlignVCenter
        name = rect.adjusted(self._theme.px(INDENT) + 8, 0, 0, 0)
        painter.drawText(name, middle | Qt.AlignmentFlag.AlignLeft, self._title)
        painter.drawText(rect.adjusted(columns.meter, 0, 0, 0), middle | Qt.AlignmentFlag.AlignLeft, "Can-dos ticked")
        hours = QRect(columns.count, 0, columns.hours_right - columns.count, rect.height())
        painter.drawText(hours, middle | Qt.AlignmentFlag.AlignRight, "Hours left")

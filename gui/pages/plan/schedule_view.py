"""The schedule, painted week by week: names and months stay in place while weeks and rows scroll."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QStyledItemDelegate

from gui.pages.plan.schedule_painter import EDGE, GAP, SIGN, WEEK_WIDTH, SchedulePainter, WeeksHeader
from gui.pages.plan.schedule_rows import ScheduleRow
from gui.widgets.accessibility import AccessibleRowsModel
from gui.widgets.buttons import is_enter
from gui.widgets.painting import draw_focus, fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from gui.pages.plan.schedule_rows import Weeks
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

_NAME_SHARE = 0.4
"""The largest share of the width that names may take."""


class _RowSize(QStyledItemDelegate):
    """Sizes the rows; the view paints them."""

    def __init__(self, view: ScheduleView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line, as long as all weeks."""
        return QSize(self._view.names_width + self._view.weeks_width, self._view.row_height)


class ScheduleView(QListView):
    """Up and Down select a skill, with Alt they move it; Left and Right scroll the weeks."""

    opened = Signal(str)
    """The id of a skill to be shown on its page."""
    move_wanted = Signal(str, int)
    """A skill, and its new place among the others."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme = theme
        self.weeks: Weeks | None = None
        """The time axis; None before the first plan."""
        self._pressed: tuple[str, QPointF] | None = None
        """The skill whose row is pressed, and where; the rows may have changed by the release."""
        self._drop: int | None = None
        self.is_movable = True
        """Whether rows can be dragged to another place."""
        self._by_keyboard = False
        self._widest = 0
        """The longest name, px."""
        self._schedule = AccessibleRowsModel[ScheduleRow](self)
        self.setModel(self._schedule)
        self.setItemDelegate(_RowSize(self))
        self.setAccessibleName("Schedule, week by week")
        self.setAccessibleDescription("Alt with Up or Down moves a skill, Enter opens it, Left and Right scroll")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self._painting = SchedulePainter(self, theme, icons)
        self._header = WeeksHeader(self, self._painting, theme)
        self.selectionModel().currentChanged.connect(self._follow_current)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._schedule.rows[index.row()].skill_id))
        theme.changed.connect(self._repaint)
        self.setViewportMargins(0, self._header.needed_height, 0, 0)

    # Sizes

    @property
    def row_height(self) -> int:
        """The height of a row, px."""
        return max(26, QFontMetrics(self._theme.font("dense")).height() + 10)

    @property
    def names_width(self) -> int:
        """The width of the column of names, px."""
        return min(
            self._widest + EDGE + self._theme.px(SIGN) + 2 * GAP + 4,
            max(110, round(self.viewport().width() * _NAME_SHARE)),
        )

    @property
    def weeks_width(self) -> int:
        """The width of all weeks, px."""
        return self.weeks.length * WEEK_WIDTH if self.weeks else 0

    @property
    def least_height(self) -> int:
        """Room for the header and six rows, px."""
        return self._header.needed_height + 6 * self.row_height + self.horizontalScrollBar().sizeHint().height()

    def left_of(self, weeks: float) -> float:
        """The x of a point in time in the viewport, px."""
        return self.names_width + weeks * WEEK_WIDTH - self.horizontalScrollBar().value()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Resize the header, and keep the current row in sight if it was."""
        row = self.visualRect(self.currentIndex())
        was_in_sight = row.isValid() and row.top() >= 0 and row.bottom() <= event.oldSize().height()
        super().resizeEvent(event)
        frame = self.viewport().geometry()
        self._header.setGeometry(
            frame.left(), frame.top() - self._header.needed_height, frame.width(), self._header.needed_height
        )
        self.scheduleDelayedItemsLayout()
        if was_in_sight:
            self.scrollTo(self.currentIndex())

    def scrollContentsBy(self, across: int, down: int) -> None:
        """Repaint everything, because names do not scroll with the weeks."""
        super().scrollContentsBy(across, down)
        self._repaint()

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scroll to a row, and leave the weeks where the user scrolled them."""
        across = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        self.horizontalScrollBar().setValue(across)

    def _repaint(self) -> None:
        self.viewport().update()
        self._header.update()

    # What is shown

    def show_schedule(self, rows: Sequence[ScheduleRow], weeks: Weeks) -> None:
        """Show rows on a time axis; the current skill stays current, or one near its old place."""
        skill_id, place, began = self.skill_id, self.currentIndex().row(), self._first_bar
        self.weeks = weeks
        metrics = QFontMetrics(self._theme.font("dense", bold=True))
        self._widest = max((metrics.horizontalAdvance(row.name) for row in rows), default=0)
        with QSignalBlocker(self.selectionModel()):
            self._schedule.show_rows(rows)
            new = self._schedule.place_of(skill_id)
            if new is None and place >= 0 and rows:
                new = min(place, len(rows) - 1)
            if new is not None:
                self.setCurrentIndex(self._schedule.index(new))
        self.scheduleDelayedItemsLayout()
        if self.skill_id == skill_id and (self.currentIndex().row() != place or self._first_bar != began):
            # The skill was moved, by the user or by other changes: show where it went.
            self.scrollTo(self.currentIndex())
            self._follow_current()
        self._repaint()

    @property
    def _first_bar(self) -> float | None:
        """Where the first bar of the current row begins, in weeks; None without a bar."""
        row = self.currentIndex().row()
        bars = self.rows[row].bars if 0 <= row < len(self.rows) else ()
        return bars[0].begin if bars else None

    @property
    def rows(self) -> Sequence[ScheduleRow]:
        """The rows on show."""
        return self._schedule.rows

    @property
    def skill_id(self) -> str:
        """The skill of the current row; empty without one."""
        index = self.currentIndex()
        return self._schedule.rows[index.row()].skill_id if index.isValid() else ""

    def copied_rows(self) -> list[list[str]]:
        """All rows of the schedule as a table: each is a step of one plan."""
        return [["Skill", "When"], *([row.name, row.spoken] for row in self.rows)] if self.rows else []

    def select(self, skill_id: str) -> None:
        """Make the row of a skill current."""
        place = self._schedule.place_of(skill_id)
        if place is not None:
            self.setCurrentIndex(self._schedule.index(place))

    def _follow_current(self) -> None:
        """Scroll the weeks to the first bar of the current row."""
        bars = self.rows[self.currentIndex().row()].bars if self.currentIndex().isValid() else ()
        if bars:
            left, bar = self.left_of(bars[0].begin), self.horizontalScrollBar()
            if not self.names_width <= left <= self.viewport().width() - 2 * WEEK_WIDTH:
                bar.setValue(round(bar.value() + left - self.names_width - 2 * WEEK_WIDTH))

    # Input

    def keyboardSearch(self, _search: str) -> None:
        """Letters do nothing here: the search field finds rows."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Alt with arrows moves, arrows select."""
        self._by_keyboard = True
        key, is_alt = Qt.Key(event.key()), event.modifiers() == Qt.KeyboardModifier.AltModifier
        row = self.currentIndex().row()
        if key is Qt.Key.Key_Escape and self._drop is not None:
            self._end_drag()
        elif is_enter(event) and row >= 0:
            if not event.isAutoRepeat():
                self.opened.emit(self.skill_id)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and is_alt:
            place = row + (1 if key is Qt.Key.Key_Down else -1)
            if row >= 0 and 0 <= place < len(self.rows) and not event.isAutoRepeat():
                self.move_wanted.emit(self.skill_id, place)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + (WEEK_WIDTH if key is Qt.Key.Key_Right else -WEEK_WIDTH) * 4)
        else:
            super().keyPressEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus if it came by keyboard, with a row current."""
        self._by_keyboard = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows:
            self.setCurrentIndex(self._schedule.index(0))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select a row, from where it may be dragged."""
        self._by_keyboard = False
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        is_left = event.button() is Qt.MouseButton.LeftButton and self.is_movable
        skill_id = self.rows[index.row()].skill_id if index.isValid() else ""
        self._pressed = (skill_id, event.position()) if is_left and skill_id else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """While a row is dragged, draw a line where it would go."""
        if self._pressed is None or not self.rows:
            super().mouseMoveEvent(event)
            return
        _, start = self._pressed
        if self._drop is None and (event.position() - start).manhattanLength() < QApplication.startDragDistance():
            return
        top = self.visualRect(self._schedule.index(0)).top()
        self._drop = min(max(0, round((event.position().y() - top) / self.row_height)), len(self.rows))
        self.scrollTo(self._schedule.index(min(self._drop, len(self.rows) - 1)))
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Move the dragged row to the line."""
        pressed, drop = self._pressed, self._drop
        self._end_drag()
        if pressed is None or drop is None:
            super().mouseReleaseEvent(event)
            return
        row = self._schedule.place_of(pressed[0])
        if row is None:
            return  # it disappeared while it was dragged
        place = min(drop if drop <= row else drop - 1, len(self.rows) - 1)
        if place != row:
            self.move_wanted.emit(pressed[0], place)

    def _end_drag(self) -> None:
        self._pressed = self._drop = None
        self.viewport().unsetCursor()
        self.viewport().update()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint backgrounds, weeks and bars, and the names on top."""
        if self.weeks is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area, names, painting = self.viewport().rect(), self.names_width, self._painting
        rects = [self.visualRect(self._schedule.index(place)) for place in range(len(self.rows))]
        shown = [
            (row, QRect(0, rect.top(), area.width(), rect.height()), place == self.currentIndex().row())
            for place, (row, rect) in enumerate(zip(self.rows, rects, strict=True))
            if rect.bottom() >= 0 and rect.top() <= area.bottom()
        ]
        for _, rect, is_selected in shown:
            fill(painter, rect, self._theme.colour("accent_tint" if is_selected else "surface"))
            fill(painter, QRect(0, rect.bottom(), rect.width(), 1), self._theme.colour("line"))
        painting.paint_weeks(painter, area, self.weeks)
        painter.setClipRect(area.adjusted(names, 0, 0, 0))
        painting.paint_lines(painter, area, self.weeks)
        for row, rect, _ in shown:
            painting.paint_bars(painter, row, rect)
        painter.setClipping(False)
        for row, rect, is_selected in shown:
            painting.paint_name(painter, row, rect, is_selected)
        if self._drop is not None:
            y = self.visualRect(self._schedule.index(0)).top() + self._drop * self.row_height
            fill(painter, QRect(0, y - 1, area.width(), 2), self._theme.colour("accent"))
        if self._by_keyboard and self.hasFocus() and self.currentIndex().isValid():
            rect = self.visualRect(self.currentIndex())
            draw_focus(painter, QRectF(1, rect.top(), area.width() - 2, rect.height() - 1), self._theme, 4)

    def weeks_shown(self) -> range:
        """The numbers of the weeks in sight."""
        first = self.horizontalScrollBar().value() // WEEK_WIDTH
        return range(first, first + self.viewport().width() // WEEK_WIDTH + 2)

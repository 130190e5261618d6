"""Paints the rows of an outline: three layouts, one set of columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyledItemDelegate

from gui.outline.model import OutlineRole
from gui.outline.rows import RowKind
from gui.widgets.painting import CHECK_BOX, METER_CELL, draw_bar, draw_check_box, draw_meter, draw_tag, tag_width

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex
    from PySide6.QtGui import QFont, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from gui.outline.model import OutlineModel
    from gui.outline.rows import Row
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

EDGE = 20
"""Room between the outermost column and the edge of the list, in pixels."""
CHECK_INDENT = 14
"""From a row's left to its check box, in pixels; the arrow that opens a row is before it."""
CAN_DO_LINES = 2
BAR = QSize(40, 8)
SIGN = 14


@dataclass(frozen=True)
class ColumnLayout:
    """Where the columns of a list begin and end, in pixels from its left."""

    meter: int
    count: int
    hours_right: int


class RowDelegate(QStyledItemDelegate):
    """Paints Row values. Sizes follow the font; nothing is said by colour alone."""

    def __init__(self, model: OutlineModel, theme: Theme, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._theme, self._icons = model, theme, icons
        self.row_width = 0
        """The width of the list in pixels: the heights of rows whose text wraps follow it."""
        self._measure()
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        theme = self._theme
        self._body, self._strong = theme.font(), theme.font(bold=True)
        self._dense, self._caption = theme.font("dense"), theme.font("caption")
        self._struck = theme.font(struck=True)
        self._body_metrics, self._dense_metrics = QFontMetrics(self._body), QFontMetrics(self._dense)
        self._strong_metrics = QFontMetrics(self._strong)
        self._caption_metrics = QFontMetrics(self._caption)
        self._count_width = self._body_metrics.horizontalAdvance("00 of 00")
        self._hours_width = self._body_metrics.horizontalAdvance("000–000 h")
        line, dense = self._body_metrics.height(), self._dense_metrics.height()
        plain = QSize(0, max(28, line + 10))
        self.check_indent, self.box = theme.px(CHECK_INDENT), theme.px(CHECK_BOX)
        self._title_indent = self.check_indent + self.box + theme.px(8)
        self._bar, self._sign = QSize(theme.px(BAR.width()), theme.px(BAR.height())), theme.px(SIGN)
        self._unit = theme.px(METER_CELL[0]) / METER_CELL[0]
        self._meter_width = round(3 * METER_CELL[0] * self._unit) + 4
        self._sizes = {
            RowKind.GROUP: plain,
            RowKind.SKILL: plain,
            RowKind.CAN_DO: QSize(0, max(44, 2 * dense + 12)),
            RowKind.MILESTONE: QSize(0, line + 2 * dense + 18),
        }

    def columns(self, width: int) -> ColumnLayout:
        """The columns of a list of this width; the header above the list uses the same."""
        hours_right = width - EDGE
        count = hours_right - self._hours_width - self._count_width - 4
        return ColumnLayout(count - self._meter_width - 8, count, hours_right)

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The height of a row, from its kind and the font."""
        size = self._sizes.get(self._model.kind_at(index))
        if size is not None:
            return size
        # A stage. The view lays its rows out anew when its width changes, so the height may follow the width.
        row: Row = index.data(OutlineRole.ROW)
        width = self.row_width - 2 * EDGE - self._title_indent
        lines = len(wrapped(row.caption, self._dense_metrics, width, CAN_DO_LINES))
        line, dense = self._body_metrics.height(), self._dense_metrics.height()
        return QSize(0, max(28, line + 12) + lines * (dense + 1) + 6)

    def paint_row(self, painter: QPainter, rect: QRect, row: Row, *, selected: bool) -> None:
        """Paint one row; its ground, and where the keyboard is, are painted by the view."""
        painter.save()
        painter.setClipRect(rect)
        match row.kind:
            case RowKind.CAN_DO:
                self._paint_can_do(painter, rect, row)
            case RowKind.MILESTONE:
                self._paint_milestone(painter, rect, row)
            case _:
                self._paint_line(painter, rect, row, selected=selected)
        painter.restore()

    def editorEvent(
        self,
        _event: QEvent,
        _model: QAbstractItemModel,
        _option: QStyleOptionViewItem,
        _index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Nothing: Qt would tick by a click or Space of its own, beside the view, which knows where our boxes are."""
        return False

    def _paint_line(self, painter: QPainter, rect: QRect, row: Row, *, selected: bool) -> None:
        """A group, a stage or a skill: title, meter or bar, count and hours in one line."""
        columns = self.columns(rect.right() + 1)
        line = QRect(rect.left(), rect.top(), rect.width(), max(28, self._body_metrics.height() + 10))
        middle = line.top() + line.height() / 2
        self._paint_box(painter, rect.left() + self.check_indent, middle, row)
        strong = row.kind is not RowKind.SKILL or selected
        left = rect.left() + self._title_indent
        right = columns.meter - 8
        font = self._struck if row.is_struck else self._strong if strong else self._body
        metrics = self._strong_metrics if font is self._strong else self._body_metrics
        left = self._paint_title(painter, QRect(left, line.top(), right - left, line.height()), row, font, metrics)
        painter.setFont(self._body)
        painter.setPen(self._theme.colour("text2"))
        if row.bar:
            frame = QRectF(columns.meter, middle - self._bar.height() / 2, self._bar.width(), self._bar.height())
            draw_bar(painter, frame, row.bar, self._theme)
        elif row.cells:
            draw_meter(painter, columns.meter, middle, row.cells, row.meaning, self._theme, self._unit)
        count_left = columns.count if row.cells or row.bar else columns.meter
        count = QRect(count_left, line.top(), columns.hours_right - count_left, line.height())
        painter.drawText(count, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, row.count)
        hours = QRect(columns.count, line.top(), columns.hours_right - columns.count, line.height())
        painter.drawText(hours, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.hours)
        if row.kind is RowKind.STAGE:
            left = rect.left() + self._title_indent
            below = QRect(left, line.bottom() + 1, rect.right() + 1 - EDGE - left, rect.height())
            self._paint_text(painter, below, row.caption, self._dense, "text2")

    def _paint_title(self, painter: QPainter, room: QRect, row: Row, font: QFont, metrics: QFontMetrics) -> int:
        """The title, then what stands small behind it; returns where that ends."""
        signs = [sign for sign in (row.sign, row.mark) if sign]
        tag_room = tag_width(row.tag, self._caption_metrics) + 8 if row.tag else 0
        sign_width = len(signs) * (self._sign + 8) + tag_room
        caption = row.caption if row.kind is RowKind.SKILL else ""
        caption_width = self._caption_metrics.horizontalAdvance(caption) + 8 if caption else 0
        title, width = row.title, metrics.horizontalAdvance(row.title)
        if row.short and width + sign_width + caption_width > room.width():
            title, width = row.short, metrics.horizontalAdvance(row.short)
        if width + sign_width + caption_width > room.width():
            caption, caption_width = "", 0
            title = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room.width() - sign_width)
            width = metrics.horizontalAdvance(title)
        painter.setFont(font)
        painter.setPen(self._theme.colour("muted" if row.is_muted else "text"))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        left = room.left() + width
        if row.tag:
            middle = room.top() + room.height() / 2
            draw_tag(painter, left + 8, middle, row.tag, self._caption, self._theme)
            left += tag_room
        if caption:
            painter.setFont(self._caption)
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(
                room.adjusted(left - room.left() + 8, 1, 0, 0),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                caption,
            )
            left += caption_width
        for sign in signs:
            self._paint_icon(painter, sign, "muted", left + 8, room.top() + room.height() / 2, self._sign)
            left += self._sign + 8
        return left

    def _paint_can_do(self, painter: QPainter, rect: QRect, row: Row) -> None:
        first_line = rect.top() + 4 + self._dense_metrics.height() / 2 + 1
        self._paint_box(painter, rect.left() + self.check_indent - 2, first_line, row)
        remark_width = self._caption_metrics.horizontalAdvance(row.count)
        right = rect.right() + 1 - EDGE
        left = rect.left() + self._title_indent - 2
        room = QRect(left, rect.top() + 4, right - remark_width - 16 - left, rect.height() - 6)
        self._paint_text(painter, room, row.title, self._dense, "muted" if row.is_muted else "text2")
        painter.setFont(self._caption)
        painter.setPen(self._theme.colour("muted"))
        remark = QRect(right - remark_width - 4, rect.top(), remark_width + 4, rect.height())
        painter.drawText(remark, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.count)

    def _paint_milestone(self, painter: QPainter, rect: QRect, row: Row) -> None:
        middle = rect.top() + 6 + self._body_metrics.height() / 2
        self._paint_box(painter, rect.left() + self.check_indent, middle, row)
        self._paint_icon(painter, row.sign, "text2", rect.left() + self._title_indent, middle, self.box)
        left = rect.left() + self._title_indent + self.box + 6
        remark_width = self._caption_metrics.horizontalAdvance(row.count)
        right = rect.right() + 1 - EDGE
        painter.setFont(self._caption)
        painter.setPen(self._theme.colour("muted"))
        remark = QRect(right - remark_width - 4, round(middle) - 12, remark_width + 4, 24)
        painter.drawText(remark, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.count)
        width = right - (remark_width + 12 if row.count else 0) - left
        room = QRect(left, rect.top() + 6, width, self._body_metrics.height())
        painter.setFont(self._body)
        painter.setPen(self._theme.colour("text"))
        title = self._body_metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, width)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        below = QRect(left, room.bottom() + 3, width, rect.bottom() - room.bottom() - 4)
        self._paint_text(painter, below, row.caption, self._dense, "text2")

    def _paint_text(self, painter: QPainter, room: QRect, text: str, font: QFont, meaning: str) -> None:
        """Up to two lines of text, the last one cut with an ellipsis where it does not fit."""
        painter.setFont(font)
        painter.setPen(self._theme.colour(meaning))
        metrics = QFontMetrics(font)
        top = room.top()
        for line in wrapped(text, metrics, room.width(), CAN_DO_LINES):
            painter.drawText(QRect(room.left(), top, room.width(), metrics.height()), Qt.AlignmentFlag.AlignLeft, line)
            top += metrics.height() + 1

    def _paint_box(self, painter: QPainter, left: float, middle: float, row: Row) -> None:
        if row.check is not None:
            box = QRectF(left, middle - self.box / 2, self.box, self.box)
            draw_check_box(painter, box, row.check, self._theme, enabled=not row.is_locked)
        elif row.lead:
            self._paint_icon(painter, row.lead, "muted", left, middle, self.box)

    def _paint_icon(self, painter: QPainter, name: str, meaning: str, left: float, middle: float, size: int) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF()
        pixmap = self._icons.pixmap(name, meaning, size, ratio)
        painter.drawPixmap(round(left), round(middle - size / 2), pixmap)


def wrapped(text: str, metrics: QFontMetrics, width: int, most: int) -> list[str]:
    """Break text into at most ``most`` lines of ``width`` pixels, the last one cut with an ellipsis."""
    lines: list[str] = []
    words = text.split(" ")
    while words and len(lines) < most - 1:
        count = 1
        while count < len(words) and metrics.horizontalAdvance(" ".join(words[: count + 1])) <= width:
            count += 1
        lines.append(" ".join(words[:count]))
        words = words[count:]
    if words:
        # Only the last line is cut: Qt would put an ellipsis into a line that just fits, too.
        lines.append(metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, width))
    return lines

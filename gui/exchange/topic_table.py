"""The table of topics: Space ticks, F4 opens the choice of what a topic stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QWidget

from gui.exchange.topic_model import HEADERS, Heading, TopicColumn
from gui.widgets.check_box import CheckBox
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.fact_table import RowTable, set_plain, set_single_lines
from gui.widgets.labels import PlainLabel
from gui.widgets.painting import CHECK_BOX, draw_check_box, draw_focus, fill
from roadmaps.own.topic_matching import Fate
from roadmaps.own.topic_names import Match
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from gui.exchange.topic_model import TopicModel
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.own.topic_matching import Row

_EDGE, _GAP, _SIGN = 12, 8, 16
_HEIGHT, _LEAST_ROWS = 28, 5
_STANDS_FOR, _MATCH = 300, 196
"""The widths of the second and the third column, px, at the usual size of text."""
_NARROW = 850
"""The width of a table, px, below which the third column shows only its sign."""


def _sign_of(match: Match) -> tuple[str, str]:
    if match.is_sure:
        return "check", "have"
    return ("none", "muted") if match is Match.NONE else ("help", "learning")


class _Delegate(QStyledItemDelegate):
    """Paints topics and headings; edits what a topic stands for."""

    def __init__(self, theme: Theme, icons: Icons, table: TopicTable) -> None:
        super().__init__(table)
        self._theme, self._icons, self._table = theme, icons, table
        self._box, self._sign = theme.px(CHECK_BOX), theme.px(_SIGN)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Rows are as high as the table says; columns have fixed widths."""
        return QSize(0, self._table.row_height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        theme, each = self._theme, self._table.topics.shown[index.row()]
        painter.save()
        if isinstance(each, Heading):
            fill(painter, rect, theme.colour("alt"))
        elif state & QStyle.StateFlag.State_Selected:
            fill(painter, rect, theme.colour("accent_tint"))
            if index.column() == TopicColumn.TOPIC:
                fill(painter, QRect(rect.left(), rect.top(), 3, rect.height()), theme.colour("accent"))
        fill(painter, QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        match TopicColumn(index.column()):
            case TopicColumn.TOPIC if isinstance(each, Heading):
                self._paint_heading(painter, rect, each)
            case _ if isinstance(each, Heading):
                pass
            case TopicColumn.TOPIC:
                self._paint_topic(painter, rect, each)
            case TopicColumn.STANDS_FOR:
                is_current = self._table.hasFocus() and index.row() == self._table.currentIndex().row()
                self._paint_choice(painter, rect, each, is_box=is_current or not each.match.is_sure)
            case TopicColumn.MATCH:
                name, meaning = _sign_of(each.match)
                self._paint_icon(painter, name, meaning, rect.left(), rect)
                if not self._table.is_narrow:
                    self._paint_text(painter, rect.adjusted(self._sign + 6, 0, -4, 0), each.match.value, "text2")
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, heading: Heading) -> None:
        room = rect.adjusted(_EDGE, 0, -_EDGE, 0)
        width = self._paint_text(painter, room, heading.name, "text", bold=True)
        topics = count_text(heading.topics, "topic")
        self._paint_text(painter, room.adjusted(width + _GAP, 0, 0, 0), topics, "muted")

    def _paint_topic(self, painter: QPainter, rect: QRect, row: Row) -> None:
        is_in = row.fate is not Fate.LEFT_OUT
        box = QRectF(rect.left() + _EDGE, rect.center().y() - self._box / 2 + 0.5, self._box, self._box)
        state = Qt.CheckState.Checked if is_in else Qt.CheckState.Unchecked
        draw_check_box(painter, box, state, self._theme)
        self._paint_icon(painter, "arrow", "muted", rect.right() - self._sign - _GAP, rect)
        room = rect.adjusted(self._table.indent, 0, -self._sign - 2 * _GAP, 0)
        self._paint_text(painter, room, row.topic.label, "text" if is_in else "muted")

    def _paint_choice(self, painter: QPainter, rect: QRect, row: Row, *, is_box: bool) -> None:
        tone = "muted" if row.fate is Fate.LEFT_OUT else "text"
        text = self._table.topics.stands_for(row)
        if not is_box:
            self._paint_icon(painter, "skills", "text2", rect.left(), rect)
            self._paint_text(painter, rect.adjusted(self._sign + _GAP, 0, -_EDGE, 0), text, tone)
            return
        frame = QRectF(rect).adjusted(0.5, 1.5, -_EDGE - 0.5, -2.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("control"), self._theme.stroke))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRoundedRect(frame, 4, 4)
        self._paint_icon(painter, "down", "text2", rect.right() - _EDGE - self._sign - 6, rect)
        self._paint_text(painter, rect.adjusted(_EDGE, 0, -_EDGE - self._sign - _GAP, 0), text, tone)

    def _paint_icon(self, painter: QPainter, name: str, meaning: str, left: int, rect: QRect) -> None:
        pixmap = self._icons.pixmap(name, meaning, self._sign, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPointF(left, rect.center().y() - self._sign / 2 + 0.5), pixmap)

    def _paint_text(self, painter: QPainter, room: QRect, text: str, tone: str, *, bold: bool = False) -> int:
        painter.setFont(self._theme.font(bold=bold))
        painter.setPen(self._theme.colour(tone))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(0, room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        return painter.fontMetrics().horizontalAdvance(shown)

    def createEditor(  # type: ignore[override]  # Qt takes none for an answer
        self, parent: QWidget, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget | None:
        """A box with everything that may become of the topic."""
        row = self._table.topics.shown[index.row()]
        if isinstance(row, Heading):
            return None
        box = ChoiceBox(f"What “{row.topic.label}” stands for", self._icons)
        box.setParent(parent)
        box.setProperty("variant", "cell")
        choices = self._table.topics.choices(row)
        for text, chosen in choices:
            box.addItem(text, chosen)
        now = [chosen.fate is row.fate and chosen.skill_id == row.skill_id for _, chosen in choices]
        box.setCurrentIndex(now.index(True) if True in now else 0)
        box.insertSeparator(sum(each.fate is not Fate.SKILL for _, each in choices) + bool(row.skill_id))
        box.activated.connect(lambda _place: self._take(box))
        QTimer.singleShot(0, box, box.showPopup)
        return box

    def _take(self, box: ChoiceBox) -> None:
        chosen = box.currentData()
        self.closeEditor.emit(box, QStyledItemDelegate.EndEditHint.NoHint)
        if chosen is not None:
            self._table.topics.choose([chosen])

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """The box is made with its choice, which Qt would look for among the texts."""

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Leaving the box changes nothing: what is chosen in it is taken at once."""

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Where the box is painted."""
        rect: QRect = option.rect
        editor.setGeometry(rect.adjusted(0, 1, -_EDGE, -2))


class TopicTable(RowTable):
    """Arrows move between topics, past the headings; several can be selected and ticked at once."""

    columns_moved = Signal()

    def __init__(self, model: TopicModel, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.topics, self._theme = model, theme
        self.indent = 2 * _EDGE + theme.px(CHECK_BOX)
        """From the left to the name of a topic, px."""
        self.is_narrow = False
        self._area = QWidget()  # wrapped from the start; see OutlineView
        self.setViewport(self._area)
        self.setModel(model)
        self.setItemDelegate(_Delegate(theme, icons, self))
        set_plain(self, "Topics of the file")
        self.setAccessibleDescription("Space ticks. F4 opens the choice of what a topic stands for.")
        set_single_lines(self)
        self.horizontalHeader().hide()
        for column in TopicColumn:
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(TopicColumn.TOPIC, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setMinimumSectionSize(self.row_height)
        self.verticalHeader().setDefaultSectionSize(self.row_height)
        self.setMinimumHeight(_LEAST_ROWS * self.row_height)
        model.modelReset.connect(self.select_first)
        theme.changed.connect(self._area.update)

    @property
    def row_height(self) -> int:
        """The height of a row, px."""
        return max(_HEIGHT, QFontMetrics(self._theme.font()).height() + 10)

    def select_first(self) -> None:
        """Make the first topic the current one."""
        if len(self.topics.shown) > 1:
            self.setCurrentIndex(self.topics.index(1, TopicColumn.TOPIC))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show only the sign of how a topic matched where there is no room for the words."""
        self.is_narrow = self.width() < self._theme.px(_NARROW)
        stands_for = min(self._theme.px(_STANDS_FOR), self.width() // 2)
        self.setColumnWidth(TopicColumn.STANDS_FOR, stands_for)
        self.setColumnWidth(TopicColumn.MATCH, 2 * self._theme.px(_SIGN) if self.is_narrow else self._theme.px(_MATCH))
        super().resizeEvent(event)
        self.columns_moved.emit()

    def _selected(self) -> list[Row]:
        return self.topics.topics(sorted({index.row() for index in self.selectedIndexes()}))

    def open_choice(self) -> None:
        """Open the choice of what the current topic stands for."""
        index = self.currentIndex().siblingAtColumn(TopicColumn.STANDS_FOR)
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick by Space, and open the choice by F4 or Alt+Down."""
        is_alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier
        if is_alt_down or (event.key() == Qt.Key.Key_F4 and not event.modifiers()):
            self.open_choice()
        elif event.key() == Qt.Key.Key_Space and not event.modifiers():
            if rows := self._selected():
                self.topics.tick(rows, is_on=any(row.fate is Fate.LEFT_OUT for row in rows))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick by a click on the box, and open the choice by one on what the topic stands for."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            return
        if index != self.currentIndex() or event.modifiers():
            return  # dragged over several rows, or added to the selection
        if index.column() == TopicColumn.STANDS_FOR:
            self.open_choice()
        elif index.column() == TopicColumn.TOPIC and event.position().x() < self.indent:
            rows = self.topics.topics([index.row()])
            self.topics.tick(rows, is_on=rows[0].fate is Fate.LEFT_OUT)

    def focusInEvent(self, event: QEvent) -> None:
        """Show the box of the current topic."""
        super().focusInEvent(event)  # type: ignore[arg-type]  # a QFocusEvent
        self._area.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and a focus ring around the current one."""
        super().paintEvent(event)
        if self.hasFocus():
            row = self.visualRect(self.currentIndex().siblingAtColumn(TopicColumn.TOPIC))
            whole = QRectF(self._area.rect())
            frame = QRectF(0, row.top(), whole.width(), row.height()) if row.isValid() else whole
            draw_focus(QPainter(self._area), frame, self._theme, 4)


class TableHead(QWidget):
    """The names of the columns, and a box that ticks all topics that are shown."""

    def __init__(self, table: TopicTable, theme: Theme) -> None:
        super().__init__()
        self._table, self._box = table, theme.px(CHECK_BOX)
        self.all = CheckBox("", theme)
        self.all.setParent(self)
        self.all.setAccessibleName("Every topic that is shown")
        self.all.clicked.connect(self._tick_all)
        self._names = [PlainLabel(name, role="caption", tone="muted", theme=theme) for name in HEADERS]
        for label in self._names:
            label.setParent(self)
        self.setFixedHeight(max(26, self._names[0].sizeHint().height() + 8))
        table.columns_moved.connect(self._place)
        table.topics.modelReset.connect(self.follow)
        table.topics.edited.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Show whether all, some or none of the topics are ticked."""
        fates = {row.fate is not Fate.LEFT_OUT for row in self._table.topics.topics()}
        state = Qt.CheckState.PartiallyChecked if len(fates) > 1 else Qt.CheckState.Unchecked
        self.all.setCheckState(Qt.CheckState.Checked if fates == {True} else state)
        self.all.setEnabled(bool(fates))

    def _tick_all(self) -> None:
        rows = self._table.topics.topics()
        self._table.topics.tick(rows, is_on=any(row.fate is Fate.LEFT_OUT for row in rows))
        self.follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the columns."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        size = self.all.sizeHint()
        self.all.setGeometry(
            _EDGE - (size.width() - self._box) // 2, (self.height() - size.height()) // 2, size.width(), size.height()
        )
        for column, label in enumerate(self._names):
            left = self._table.columnViewportPosition(column) + (
                self._table.indent if column == TopicColumn.TOPIC else 0
            )
            is_hidden = column == TopicColumn.MATCH and self._table.is_narrow
            label.setVisible(not is_hidden)
            label.setGeometry(left, 0, label.sizeHint().width(), self.height())

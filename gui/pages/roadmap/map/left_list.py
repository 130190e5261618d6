"""The list of what is left, stage by stage, in step with the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate

from gui.app.date_format import locale_forms
from gui.pages.roadmap.map.view_models import full_name, short_name, spoken_state
from gui.widgets.accessibility import AccessibleRowsModel
from gui.widgets.badge import STATE_ICONS, STATE_MEANINGS
from gui.widgets.buttons import is_enter
from gui.widgets.keyboard import latin_key
from gui.widgets.painting import draw_focus, fill, write
from gui.widgets.type_ahead import TypeAhead
from roadmaps.gap import NO_HOURS
from roadmaps.map import NodeId
from roadmaps.text.text_format import hours_text, of_text

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtCore import QObject, QPersistentModelIndex, SignalInstance
    from PySide6.QtGui import QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from gui.pages.roadmap.map.view_models import Place
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.gap import SkillState
    from roadmaps.map import MapGraph

_EDGE, _SIGN = 6, 14
_ROLE = Qt.ItemDataRole.UserRole


class LeftRow(NamedTuple):
    """A stage, or a box in it with something left."""

    node_id: NodeId | None
    number: str
    name: str
    done: str
    hours: str
    spoken: str
    state: SkillState | None = None

    @property
    def key(self) -> NodeId | None:
        """The box; stage headers have no key of their own."""
        return self.node_id


def left_rows(
    graph: MapGraph, ticked: Collection[str], found: Collection[NodeId], noted: Collection[str] = ()
) -> list[LeftRow]:
    """What is left on a map and matches the search, in map order.

    ``noted`` are the ids of skills whose note matched. The hours of a stage are those of the boxes listed.
    """
    rows, forms = list[LeftRow](), locale_forms()
    for column in graph.columns:
        stage, boxes = column.stage, []
        for node_id in column.node_ids:
            row = graph.nodes[node_id].row
            if row.left and node_id in found:
                done = sum(can_do.id in ticked for can_do in row.can_dos)
                hours = hours_text(row.tally.hours_left, forms)
                name = short_name(row)
                spoken = f"{full_name(row)}, {spoken_state(row, ticked)}, {hours} left"
                if node_id.skill_id in noted:
                    name, spoken = f"{name} (in your note)", f"{spoken}, found in your note"
                boxes.append(LeftRow(node_id, "", name, of_text(done, len(row.can_dos)), hours, spoken, row.state))
        if boxes:
            name = stage.stage.short_name if stage.stage else "You bring"
            open_ids = [node_id for node_id in column.node_ids if graph.nodes[node_id].row.left]
            listed = (graph.nodes[each.node_id].row.tally.hours_left for each in boxes if each.node_id)
            hours = stage.hours_text(forms) if len(boxes) == len(open_ids) else hours_text(sum(listed, NO_HOURS), forms)
            rows.append(LeftRow(None, str(stage.number), name, "", hours, f"Stage {stage.number}, {name}, {hours}"))
            rows += boxes
    return rows


class LeftModel(AccessibleRowsModel[LeftRow]):
    """The rows; stage headers cannot be selected."""

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Only boxes can be selected."""
        if self.rows[index.row()].node_id is None:
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)

    def index_of(self, place: Place | None) -> QModelIndex:
        """The row of a box; invalid if nothing is left of it, and for anything else."""
        row = self.place_of(place) if isinstance(place, NodeId) else None
        return QModelIndex() if row is None else self.index(row)


class LeftDelegate(QStyledItemDelegate):
    """Paints a stage in bold with its hours, a box with its icon, count and hours."""

    def __init__(self, theme: Theme, icons: Icons, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self.widest_hours = 0
        """Room for the hours, px."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line, slightly taller for a stage."""
        height = QFontMetrics(self._theme.font("dense")).height() + 8
        row: LeftRow = index.data(_ROLE)
        return QSize(120, height if row.node_id else height + 4)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        row: LeftRow = index.data(_ROLE)
        theme, rect = self._theme, option.rect
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_selected:
            fill(painter, rect, theme.colour("accent_tint"))
        if row.node_id is None:
            fill(painter, QRect(rect.left(), rect.top(), rect.width(), 1), theme.colour("line"))
        plain, side = theme.font("dense"), Qt.AlignmentFlag.AlignRight
        room = rect.adjusted(_EDGE, 0, -_EDGE, 0)
        hours = QRect(room.right() - self.widest_hours - 4, rect.top(), self.widest_hours + 4, rect.height())
        write(painter, hours, row.hours, plain, theme.colour("text" if row.node_id else "text2"), side)
        room.setRight(hours.left() - 1)
        if row.state is not None:
            self._icons.draw(painter, room, STATE_ICONS[row.state], STATE_MEANINGS[row.state], size=_SIGN)
            counts = QFontMetrics(plain).horizontalAdvance("9 of 9") + 10
            write(painter, room.adjusted(0, 0, -6, 0), row.done, plain, theme.colour("muted"), side)
            room.setRight(room.right() - counts)
        else:
            write(painter, room, row.number, plain, theme.colour("text2"))
        room.setLeft(room.left() + theme.px(_SIGN) + 6)
        bold = theme.font("dense", bold=row.node_id is None or is_selected)
        write(painter, room, row.name, bold, theme.colour("text"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_focus(painter, QRectF(rect), theme, 4)
        painter.restore()


class LeftList(QListView):
    """Reports which box was chosen, opened or ticked."""

    chosen = Signal(object)
    opened = Signal(object)
    ticked = Signal(object)
    left = Signal()
    """The focus is to return to the map."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._rows = LeftModel(self)
        self.setModel(self._rows)
        self._theme = theme
        self._delegate = LeftDelegate(theme, icons, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("What’s left")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self._is_following = False
        self._type_ahead = TypeAhead()
        self.selectionModel().currentChanged.connect(self._report_current)
        self.doubleClicked.connect(lambda index: self._report(self.opened, index))
        theme.changed.connect(self.viewport().update)

    def show_rows(self, rows: Sequence[LeftRow], selected: Place | None) -> None:
        """Show what is left, and which box is selected."""
        self._is_following = True
        metrics = QFontMetrics(self._theme.font("dense"))
        self._delegate.widest_hours = max((metrics.horizontalAdvance(row.hours) for row in rows), default=0)
        row = self.currentIndex().row()
        self._rows.show_rows(rows)
        self._is_following = False
        self.select(selected)
        if self.hasFocus() and not self.currentIndex().isValid():
            self._stand_near(row)  # the row was completed: move on to the one that took its place

    def select(self, place: Place | None) -> None:
        """Show the selection of the map without reporting it back."""
        self._is_following = True
        index = self._rows.index_of(place)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        else:
            self.clearSelection()  # the current row keeps the focus rectangle, if there is one
        self._is_following = False

    def _report_current(self, index: QModelIndex) -> None:
        if not self._is_following:
            self._report(self.chosen, index)

    def _report(self, signal: SignalInstance, index: QModelIndex) -> None:
        row: LeftRow | None = index.data(_ROLE) if index.isValid() else None
        if row and row.node_id:
            signal.emit(row.node_id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming in by keyboard makes a row current; the selection on the map stays until the user moves."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self._stand_near(0)

    def _stand_near(self, row: int) -> None:
        """Make the box at a row current, or the next one below, or the last one, without selecting it on the map."""
        if boxes := self._boxes:
            near = next((each for each in boxes if each >= row), boxes[-1])
            self._is_following = True
            index = self._rows.index(near)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self._is_following = False

    @property
    def _boxes(self) -> list[int]:
        """The places of the rows that are boxes."""
        return [place for place, row in enumerate(self._rows.rows) if row.node_id]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters search by name, Enter opens, Space ticks, L returns to the map; arrows skip the stage headers."""
        key = event.key()
        is_first_letter = not self._type_ahead.is_running
        if self._type_ahead.takes(event):
            if is_first_letter and latin_key(event) == "L":
                self._type_ahead.stop()
                self.left.emit()
            else:
                self._go_to_typed()
        elif key == Qt.Key.Key_Space or is_enter(event):
            if not event.isAutoRepeat():  # a held key acts once
                self._report(self.ticked if key == Qt.Key.Key_Space else self.opened, self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _go_to_typed(self) -> None:
        boxes, current = self._boxes, self.currentIndex().row()
        names = [self._rows.rows[each].name for each in boxes]
        found = self._type_ahead.find(names, boxes.index(current) if current in boxes else -1)
        if found is not None:
            self.setCurrentIndex(self._rows.index(boxes[found]))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget the letters typed so far."""
        self._type_ahead.stop()
        super().focusOutEvent(event)

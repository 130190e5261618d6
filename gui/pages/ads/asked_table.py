"""The skills that the ads ask for: in how many, as must-have or nice-to-have, and your level in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QTableView

from gui.app.date_format import locale_forms
from gui.pages.ads.asks_list import SIGNS
from gui.widgets.buttons import is_enter
from gui.widgets.fact_table import set_plain, set_single_lines
from gui.widgets.labels import plain_tip
from gui.widgets.painting import draw_box, draw_focus, fill, write
from roadmaps.ads import AskState
from roadmaps.text.text_format import count_text, hours_text, of_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject, QPersistentModelIndex, QRect
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.ads import AskedSkill

_HEADERS = ("Skill", "Must and nice", "Asked in", "Must-have", "You", "Hours left")
SKILL, MARKS, ASKED, MUST, YOU, HOURS = range(len(_HEADERS))
_EDGE, _CELL, _MOST_CELLS = 6, 7, 20
_LEAST_NAME = 110
_PLACES = {
    state: place for place, state in enumerate((AskState.MISSING, AskState.LEARNING, AskState.HAVE, AskState.SET_ASIDE))
}
_SORT: dict[int, Callable[[AskedSkill], object]] = {
    SKILL: lambda each: each.skill.name.casefold(),
    MARKS: lambda each: (-each.ads, -len(each.must_in)),
    ASKED: lambda each: (-each.ads, -len(each.must_in)),
    MUST: lambda each: (-len(each.must_in), -each.ads),
    YOU: lambda each: _PLACES[each.furthest.state],
    HOURS: lambda each: -each.furthest.hours.middle,
}


class _Row(NamedTuple):
    asked: AskedSkill
    cells: tuple[str, ...]


class AskedModel(QAbstractTableModel):
    """One row for each skill."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: Sequence[_Row] = ()
        self._column, self._is_turned = ASKED, False
        self._skills: Sequence[AskedSkill] = ()
        self.ads = 0

    def show_skills(self, skills: Sequence[AskedSkill], ads: int) -> None:
        """Show other skills, of so many ads."""
        self._skills, self.ads = skills, ads
        self.beginResetModel()
        ordered = sorted(skills, key=_SORT[self._column], reverse=self._is_turned)  # type: ignore[arg-type]
        self.rows = [_Row(each, self._cells(each)) for each in ordered]
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows into another order."""
        self._column, self._is_turned = column, order is Qt.SortOrder.DescendingOrder
        self.show_skills(self._skills, self.ads)

    def _cells(self, each: AskedSkill) -> tuple[str, ...]:
        must, nice = len(each.must_in), len(each.nice_in)
        ask = each.furthest
        you = ask.state.value
        if ask.state in (AskState.LEARNING, AskState.MISSING):
            you = of_text(ask.level, ask.asked)
        return (
            each.skill.short_name,
            f"{must} must, {nice} nice",
            of_text(each.ads, self.ads),
            f"{must} must" if must else "nice only",
            you,
            hours_text(ask.hours, locale_forms()),
        )

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's own
        """The number of skills."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's own
        """The number of columns."""
        return 0 if parent.isValid() else len(_HEADERS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name of a column."""
        is_name = role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal
        return _HEADERS[section] if is_name else None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell as text, and its whole row as a value."""
        row = self.rows[index.row()]
        text = row.cells[index.column()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return row.asked
            case Qt.ItemDataRole.DisplayRole:
                return text
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(text)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{_HEADERS[index.column()]}: {text}"
        return None


class _Delegate(QStyledItemDelegate):
    """Paints a sign for the state, and a square per ad: full for must-have, hatched for nice-to-have, else empty."""

    def __init__(self, model: AskedModel, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._theme, self._icons = model, theme, icons

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Room for the text or the squares."""
        metrics = QFontMetrics(self._theme.font())
        width = metrics.horizontalAdvance(str(index.data())) + 2 * _EDGE
        if index.column() == MARKS:
            width = min(self._model.ads, _MOST_CELLS) * (_CELL + 2) + 2 * _EDGE
        return QSize(width, max(28, metrics.height() + 10))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell."""
        rect: QRect = option.rect
        each: AskedSkill = index.data(Qt.ItemDataRole.UserRole)
        state, theme = each.furthest.state, self._theme
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            fill(painter, rect, theme.colour("accent_tint"))
        room = rect.adjusted(_EDGE, 0, -_EDGE, -1)
        column = index.column()
        if column == MARKS:
            self._paint_squares(painter, room, each)
        else:
            if column == SKILL:
                room.setLeft(room.left() + self._icons.draw(painter, room, *SIGNS[state]) + 6)
            is_open = state in (AskState.LEARNING, AskState.MISSING)
            is_name = column == SKILL
            font = theme.font(bold=is_name and is_open, struck=is_name and state is AskState.SET_ASIDE)
            colour = theme.colour("text" if column in (SKILL, ASKED) or is_open else "text2")
            side = Qt.AlignmentFlag.AlignRight if column == HOURS else Qt.AlignmentFlag.AlignLeft
            write(painter, room, str(index.data()), font, colour, side)
        painter.restore()

    def _paint_squares(self, painter: QPainter, room: QRect, each: AskedSkill) -> None:
        must, nice, ads = len(each.must_in), len(each.nice_in), self._model.ads
        ink, line = self._theme.colour("text2"), self._theme.colour("line")
        looks = (
            (must, QBrush(ink), ink),
            (nice, QBrush(ink, Qt.BrushStyle.BDiagPattern), ink),
            (ads - must - nice, QBrush(), line),
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(room.left(), room.center().y() - 4, _CELL, _CELL + 2)
        is_bar = ads > _MOST_CELLS  # one bar, in proportion
        whole = min(room.width(), _MOST_CELLS * (_CELL + 2))
        for count, ground, edge in looks:
            if is_bar:
                frame.setWidth(whole * count / ads)
            for _ in range(bool(count) if is_bar else count):
                draw_box(painter, frame.adjusted(0.5, 0.5, -0.5, -0.5), 1.5, ground, QPen(edge, 1))
                frame.translate(frame.width() if is_bar else _CELL + 2, 0)


class AskedTable(QTableView):
    """Columns sort; Enter opens the skill."""

    skill_opened = Signal(str)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme = theme
        self._model = AskedModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self._model, theme, icons, self))
        set_plain(self, "Skills that your ads ask for")
        set_single_lines(self)
        columns = self.horizontalHeader()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        columns.setSectionResizeMode(SKILL, QHeaderView.ResizeMode.Stretch)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setSortIndicator(ASKED, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.doubleClicked.connect(self._open)
        theme.changed.connect(self.viewport().update)

    def show_skills(self, skills: Sequence[AskedSkill], ads: int) -> None:
        """Show other skills, of so many ads; the current one stays."""
        current = self.skill_id
        self._model.show_skills(skills, ads)
        self.verticalHeader().setDefaultSectionSize(max(28, self.fontMetrics().height() + 10))
        self.select(current)
        self._fit_names()

    def select(self, skill_id: str) -> bool:
        """Select the row of a skill; returns whether there is one."""
        ids = [row.asked.skill.id for row in self._model.rows]
        if skill_id in ids:
            self.selectRow(ids.index(skill_id))
            self.scrollTo(self.currentIndex())
        return skill_id in ids

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Skills take what the other columns leave; where that is too little for a name, the table scrolls sideways."""
        super().resizeEvent(event)
        self._fit_names()

    def _fit_names(self) -> None:
        columns, least = self.horizontalHeader(), self._theme.px(_LEAST_NAME)
        others = columns.length() - columns.sectionSize(SKILL)
        has_room = self.viewport().width() - others >= least
        mode = QHeaderView.ResizeMode.Stretch if has_room else QHeaderView.ResizeMode.Fixed
        if columns.sectionResizeMode(SKILL) is not mode:
            columns.setSectionResizeMode(SKILL, mode)
        if not has_room:
            columns.resizeSection(SKILL, least)

    @property
    def shown(self) -> list[tuple[str, ...]]:
        """The texts of the rows, from top to bottom."""
        return [row.cells for row in self._model.rows]

    @property
    def skill_id(self) -> str:
        """The id of the current skill; empty for none."""
        row = self.currentIndex().row()
        return self._model.rows[row].asked.skill.id if 0 <= row < len(self._model.rows) else ""

    def _open(self) -> None:
        if self.skill_id:
            self.skill_opened.emit(self.skill_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the skill by Enter."""
        if is_enter(event):
            self._open()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and a focus ring around them."""
        super().paintEvent(event)
        if self.hasFocus():
            draw_focus(QPainter(self.viewport()), QRectF(self.viewport().rect()), self._theme, 4)


def summary_of(skills: Sequence[AskedSkill], ads: int) -> tuple[str, str]:
    """How many skills how many ads ask for, and how many of these you have."""
    have = sum(each.furthest.is_covered for each in skills)
    return f"{count_text(len(skills), 'skill')} in {count_text(ads, 'ad')}", f"you have {have}"

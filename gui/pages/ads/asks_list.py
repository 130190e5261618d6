"""What an ad asks, as rows: what it has to be before what would be nice, and the unmet first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from gui.pages.ads.ad_list import RowsView
from gui.widgets.accessibility import AccessibleRowsModel
from gui.widgets.painting import draw_tag, fill, tag_width
from roadmaps.ads import AskState
from roadmaps.catalogue import YOURS
from roadmaps.text.text_format import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from PySide6.QtCore import QObject, QPersistentModelIndex
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.ads import MeasuredAd, MeasuredAsk
    from roadmaps.catalogue import Skill

SIGNS = {
    AskState.HAVE: ("have", "have"),
    AskState.LEARNING: ("learning", "learning"),
    AskState.MISSING: ("ready", "text2"),
    AskState.SET_ASIDE: ("aside", "muted"),
}
"""Icon and colour of a state."""
_LAST = (AskState.HAVE, AskState.SET_ASIDE)
_EDGE, _GAP = 14, 8


class AskRow(NamedTuple):
    """An ask, or the heading of a group, which has none."""

    place: int
    """Its place in the measured ad; -1 and -2 for headings."""
    name: str
    words: str
    levels: str
    state: AskState | None
    is_own: bool = False
    """Whether the user wrote the skill."""

    @property
    def key(self) -> tuple[int, str]:
        """What makes two rows the same."""
        return self.place, self.name

    @property
    def spoken(self) -> str:
        """The row for screen readers, and as its tooltip."""
        if self.state is None:
            return f"{self.name}, {self.levels}"
        mine, _, asked = self.levels.partition(" → ")
        yours = f", {YOURS}" if self.is_own else ""
        return f"{self.name}{yours}: {self.state.value}, your level {mine}, asked {asked}. In the ad: {self.words}"


def name_of(each: MeasuredAsk, skills: Mapping[str, Skill]) -> str:
    """The skill that counts, and those that would be enough as well."""
    others = [skills[skill_id].short_name for skill_id in each.ask.skill_ids if skill_id != each.skill.id]
    return f"{each.skill.short_name} (or {joined(others)})" if others else each.skill.short_name


def rows_of(measured: MeasuredAd, skills: Mapping[str, Skill]) -> Iterator[AskRow]:
    """Every ask below the heading of its group."""
    groups = (
        ("Must have", measured.musts, measured.must_coverage),
        ("Nice to have", measured.nices, measured.nice_coverage),
    )
    for number, (title, asks, coverage) in enumerate(groups, 1):
        if not asks:
            continue
        yield AskRow(-number, title, "", coverage.text, None)
        places = {id(each): place for place, each in enumerate(measured.asks)}
        for each in sorted(asks, key=lambda each: each.state in _LAST):
            levels = f"{each.level} → {each.asked}{' (set by you)' if each.is_own_level else ''}"
            words = "; ".join(each.ask.words)
            yield AskRow(places[id(each)], name_of(each, skills), words, levels, each.state, each.skill.is_own)


class _Model(AccessibleRowsModel[AskRow]):
    """Headings cannot be selected."""

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """A heading is only read."""
        if self.rows[index.row()].state is None:
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)


class _Delegate(QStyledItemDelegate):
    """Paints sign, skill, the words that matched, and your level beside the one that is asked."""

    def __init__(self, theme: Theme, icons: Icons, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line that is easy to hit."""
        return QSize(0, max(26, QFontMetrics(self._theme.font()).height() + 9))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        row: AskRow = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        theme = self._theme
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        is_open = row.state not in (*_LAST, None)
        painter.save()
        if is_current:
            fill(painter, rect, theme.colour("accent_tint"))
            fill(painter, QRect(rect.left(), rect.top(), 3, rect.height()), theme.colour("accent"))
        fill(painter, QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        room = rect.adjusted(_EDGE, 0, -_EDGE, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        if row.state is not None:
            icon, meaning = SIGNS[row.state]
            ground = "accent_tint" if is_current else "surface"
            room.adjust(self._icons.draw(painter, room, icon, meaning, ground=ground) + _GAP, 0, 0, 0)
        painter.setFont(theme.font(bold=is_open))
        painter.setPen(theme.colour("text" if is_open else "text2"))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | middle, row.levels)
        room = room.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(row.levels) - 2 * _GAP, 0)
        if row.is_own:
            caption = theme.font("caption")
            tag = tag_width(YOURS, QFontMetrics(caption))
            draw_tag(painter, room.right() - tag, rect.center().y() + 0.5, YOURS, caption, theme)
            room = room.adjusted(0, 0, -tag - _GAP, 0)
        struck = row.state is AskState.SET_ASIDE
        for text, font, meaning in (
            (row.name, theme.font(bold=is_open or row.state is None, struck=struck), "muted" if struck else "text"),
            (row.words, theme.font("caption"), "muted"),
        ):
            painter.setFont(font)
            painter.setPen(theme.colour(meaning))
            cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(0, room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | middle, cut)
            room = room.adjusted(painter.fontMetrics().horizontalAdvance(cut) + _GAP, 0, 0, 0)
        painter.restore()


class AsksList(RowsView):
    """Delete dismisses what the current row is about."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__("What this ad asks", theme)
        self._rows = _Model(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(theme, icons, self))

    @property
    def rows(self) -> Sequence[AskRow]:
        """Every row, headings as well."""
        return self._rows.rows

    def show_asks(self, rows: Sequence[AskRow]) -> None:
        """Show other asks; the current one stays where it is still asked."""
        place = self.place
        self._rows.show_rows(rows)
        self.choose(place)
        self.viewport().update()

    @property
    def place(self) -> int | None:
        """The place of the current ask in the measured ad; None for no ask."""
        number = self.currentIndex().row()
        row = self._rows.rows[number] if 0 <= number < len(self._rows.rows) else None
        return row.place if row and row.state is not None else None

    def choose(self, place: int | None) -> None:
        """Make an ask the current one; none for None, or where it is gone."""
        for number, row in enumerate(self._rows.rows):
            if place is not None and row.place == place:
                self.setCurrentIndex(self._rows.index(number, 0))
                return
        self.setCurrentIndex(QModelIndex())

"""What an ad asks for, as rows: must-haves before nice-to-haves, unmet ones first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QToolTip

from gui.pages.ads.ad_list import RowsView
from gui.widgets.accessibility import AccessibleRowsModel
from gui.widgets.labels import plain_tip
from gui.widgets.painting import draw_tag, fill, tag_width, write
from roadmaps.ads import AskState
from roadmaps.catalogue import YOURS
from roadmaps.text.text_format import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from PySide6.QtCore import QEvent, QPersistentModelIndex, QPoint
    from PySide6.QtGui import QMouseEvent, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from gui.app.tracker import Tracker
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
_CROSS = 26
"""The width of what the × takes at the right of a row, px."""


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
    """The skill that counts, followed by those that would do as well."""
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
    """Paints sign, skill, the words that matched, your level beside the one that is asked, and a × where it works."""

    def __init__(self, view: AsksList, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        super().__init__(view)
        self._tracker, self._theme, self._icons = tracker, theme, icons

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line that is easy to hit."""
        return QSize(0, max(26, QFontMetrics(self._theme.font()).height() + 9))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        row: AskRow = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        theme, colour = self._theme, self._theme.colour
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        is_open = row.state not in (*_LAST, None)
        painter.save()
        if is_current:
            fill(painter, rect, colour("accent_tint"))
            fill(painter, QRect(rect.left(), rect.top(), 3, rect.height()), colour("accent"))
        fill(painter, QRect(rect.left(), rect.bottom(), rect.width(), 1), colour("line"))
        room = rect.adjusted(_EDGE, 0, -theme.px(_CROSS), 0)
        if row.state is not None:
            ground = "accent_tint" if is_current else "surface"
            sign = self._icons.draw(painter, room, *SIGNS[row.state], ground=ground)
            is_used = option.state & QStyle.StateFlag.State_MouseOver or (
                is_current and option.state & QStyle.StateFlag.State_HasFocus
            )
            if is_used and self._tracker.may_change:
                self._icons.draw(painter, rect.adjusted(rect.width() - sign - 4, 0, 0, 0), "close", ground=ground)
            room.setLeft(room.left() + sign + _GAP)
        side = Qt.AlignmentFlag.AlignRight
        levels = write(
            painter, room, row.levels, theme.font(bold=is_open), colour("text" if is_open else "text2"), side
        )
        room.setRight(room.right() - levels - 2 * _GAP)
        if row.is_own:
            caption = theme.font("caption")
            tag = tag_width(YOURS, QFontMetrics(caption))
            draw_tag(painter, room.right() - tag, rect.center().y() + 0.5, YOURS, caption, theme)
            room.setRight(room.right() - tag - _GAP)
        struck = row.state is AskState.SET_ASIDE
        bold = theme.font(bold=is_open or row.state is None, struck=struck)
        room.setLeft(room.left() + write(painter, room, row.name, bold, colour("muted" if struck else "text")) + _GAP)
        write(painter, room, row.words, theme.font("caption"), colour("muted"))
        painter.restore()


class AsksList(RowsView):
    """Delete, or the × of a row under the pointer or with the focus, dismisses what the row is about."""

    def __init__(self, tracker: Tracker, theme: Theme, icons: Icons) -> None:
        super().__init__("What this ad asks for", theme)
        self._rows = _Model(self)
        self._is_on_cross = False
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(self, tracker, theme, icons))
        self.setMouseTracking(True)

    def cross(self, index: QModelIndex) -> QRect:
        """Where the × of a row is; empty for a heading."""
        rect = self.visualRect(index)
        is_ask = bool(index.flags() & Qt.ItemFlag.ItemIsSelectable)
        return rect.adjusted(rect.width() - self._theme.px(_CROSS), 0, 0, 0) if is_ask else QRect()

    def _has_cross_at(self, place: QPoint) -> bool:
        return self.cross(self.indexAt(place)).contains(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note whether a × is pressed; its row becomes the current one."""
        super().mousePressEvent(event)
        is_left = event.button() is Qt.MouseButton.LeftButton
        self._is_on_cross = is_left and self._has_cross_at(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Dismiss a row whose × was pressed and let go."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        if self._is_on_cross and self.indexAt(place) == self.currentIndex() and self._has_cross_at(place):
            self.delete_pressed.emit()

    def viewportEvent(self, event: QEvent) -> bool:
        """Explain the ×."""
        if isinstance(event, QHelpEvent) and self._has_cross_at(event.pos()):
            QToolTip.showText(event.globalPos(), plain_tip("Not meant in this ad (Delete)"), self)
            return True
        return super().viewportEvent(event)

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

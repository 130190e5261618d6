"""The saved ads: a list with coverage and lean, found by words and put in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QWidget

from gui.app.date_format import day_text
from gui.widgets.accessibility import AccessibleRowsModel
from gui.widgets.buttons import is_enter
from gui.widgets.choice_box import ChoiceBox
from gui.widgets.labels import PlainLabel
from gui.widgets.layouts import Stretch, hbox, vbox
from gui.widgets.painting import draw_bar, draw_focus, fill, write
from gui.widgets.text_line import find_field
from roadmaps.ads import NOTHING_RECOGNISED, AdFilter
from roadmaps.text.limits import MOST_SHOWN_IN_A_LINE, shown
from roadmaps.text.text_format import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
    from PySide6.QtGui import QFont, QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.ads import ReadAd

_EDGE, _BAR, _LINE_GAP = 14, (28, 8), 3


def _hours(read: ReadAd) -> float:
    return read.measured.to_cover.hours.middle if read.measured.is_recognised else float("inf")


def _share(read: ReadAd) -> float:
    coverage = read.measured.must_coverage
    return coverage.covered / coverage.asks if coverage.asks else -1.0


_ORDERS: dict[str, Callable[[Sequence[ReadAd]], Sequence[ReadAd]]] = {
    "Newest": lambda ads: ads,
    "Most covered": lambda ads: sorted(ads, key=_share, reverse=True),
    "Fewest hours": lambda ads: sorted(ads, key=_hours),
    "Title": lambda ads: sorted(ads, key=lambda read: read.name.casefold()),
}


class AdRow(NamedTuple):
    """An ad in the list."""

    id: str
    title: str
    employer: str
    day: str
    covered: int
    asks: int
    """Must-haves; 0 where none are recognised."""
    coverage: str
    lean: str

    @property
    def key(self) -> str:
        """What makes two rows the same ad."""
        return self.id

    @property
    def spoken(self) -> str:
        """The row for screen readers, and as its tooltip."""
        return ", ".join(filter(None, (self.title, self.employer, self.day, self.coverage, self.lean)))


def row_of(read: ReadAd, today: date) -> AdRow:
    """What the list says of an ad."""
    measured = read.measured
    coverage = measured.must_coverage
    musts = f"{coverage.text} must-haves" if coverage.asks else "no must-haves"
    words = musts if measured.is_recognised else NOTHING_RECOGNISED
    return AdRow(
        read.id,
        shown(one_line(read.name), MOST_SHOWN_IN_A_LINE),
        shown(one_line(read.ad.employer), MOST_SHOWN_IN_A_LINE),
        day_text(read.ad.day, today) if read.ad.day else "",
        coverage.covered,
        coverage.asks,
        words,
        read.lean.text if read.lean.is_known else "",
    )


class _Delegate(QStyledItemDelegate):
    """Paints an ad in three lines: title and day, employer, coverage and lean."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Three lines with room around them."""
        heights = [QFontMetrics(self._theme.font(role)).height() for role in ("body", "caption", "caption")]
        return QSize(0, sum(heights) + 2 * _LINE_GAP + 18)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one ad."""
        row: AdRow = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        theme = self._theme
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            fill(painter, rect, theme.colour("accent_tint"))
            fill(painter, QRect(rect.left(), rect.top(), 3, rect.height()), theme.colour("accent"))
        fill(painter, QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        room = rect.adjusted(_EDGE, 9, -_EDGE, -9)
        room.setTop(self._line(painter, room, row.title, row.day, theme.font(bold=True), "text"))
        caption = theme.font("caption")
        room.setTop(self._line(painter, room, row.employer, "", caption, "text2"))
        if row.asks:
            wide, high = map(theme.px, _BAR)
            bar = QRectF(room.left(), room.top() + (QFontMetrics(caption).height() - high) / 2, wide, high)
            draw_bar(painter, bar, [("have", row.covered), ("left", row.asks - row.covered)], theme)
            room.setLeft(room.left() + wide + 6)
        self._line(painter, room, row.coverage.removesuffix(" must-haves"), row.lean, caption, "text2")
        painter.restore()

    def _line(self, painter: QPainter, room: QRect, text: str, right: str, font: QFont, tone: str) -> int:
        """Write a text, and a caption at the right; returns where the next line begins."""
        theme, caption = self._theme, self._theme.font("caption")
        height = max(QFontMetrics(font).height(), QFontMetrics(caption).height())
        line = QRect(room.left(), room.top(), room.width(), height)
        used = write(painter, line, right, caption, theme.colour("muted"), Qt.AlignmentFlag.AlignRight)
        write(painter, line.adjusted(0, 0, -used - 8 if right else 0, 0), text, font, theme.colour(tone))
        return line.bottom() + 1 + _LINE_GAP


class RowsView(QListView):
    """A list in which Delete and Enter do something, with a ring while it has the focus."""

    delete_pressed = Signal()
    enter_pressed = Signal()

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        theme.changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Report Delete and Enter."""
        if is_enter(event):
            self.enter_pressed.emit()
        elif event.key() == Qt.Key.Key_Delete and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and a focus ring around them."""
        super().paintEvent(event)
        if self.hasFocus():
            draw_focus(QPainter(self.viewport()), QRectF(self.viewport().rect()), self._theme, 4)


class AdList(QWidget):
    """One ad is always selected, as long as any matches the search."""

    ad_chosen = Signal(str)
    """The id of the ad that is current now; empty for none."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._ads: Sequence[ReadAd] = ()
        self._today: date | None = None
        self._is_filling = False
        self.order = ChoiceBox("Order of the ads", icons)
        self.order.addItems([*_ORDERS])
        self.order.currentIndexChanged.connect(self._show)
        self.wanted = find_field("Find in my ads")
        self.wanted.textChanged.connect(self._show)
        self.view = RowsView("Saved ads", theme)
        self._model: AccessibleRowsModel[AdRow] = AccessibleRowsModel(self)
        self.view.setModel(self._model)
        self.view.setItemDelegate(_Delegate(theme, self.view))
        self.view.selectionModel().currentChanged.connect(self._tell)
        self._nothing = PlainLabel("No ad has all of these words.", tone="text2", theme=theme).wrapping()
        self._nothing.hide()
        head = PlainLabel("Saved ads", role="section", bold=True, theme=theme)
        vbox(
            hbox(head, Stretch(1), self.order, gap=8, margins=(_EDGE, 10, _EDGE, 0)),
            hbox(self.wanted, margins=(_EDGE, 0, _EDGE, 0)),
            hbox(self._nothing, margins=(_EDGE, 0, _EDGE, 0)),
            (self.view, 1),
            on=self,
            gap=8,
        )

    @property
    def shown_ids(self) -> list[str]:
        """The ids of the ads that are listed, from top to bottom."""
        return [row.id for row in self._model.rows]

    @property
    def ad_id(self) -> str:
        """The id of the current ad; empty for none."""
        place = self.view.currentIndex().row()
        return self._model.rows[place].id if 0 <= place < len(self._model.rows) else ""

    def show_ads(self, ads: Sequence[ReadAd], today: date) -> None:
        """Show these ads; the current one stays, or the one that takes its place."""
        self._ads, self._today = ads, today
        self._show()

    def open_ad(self, ad_id: str) -> None:
        """Select an ad, clearing the search if that hides it."""
        if ad_id not in self.shown_ids:
            self.wanted.clear()
        if ad_id in self.shown_ids:
            self._select(self.shown_ids.index(ad_id))

    def _select(self, place: int) -> None:
        self.view.setCurrentIndex(self._model.index(place, 0))

    def _show(self) -> None:
        if self._today is None:
            return
        current, place = self.ad_id, max(0, self.view.currentIndex().row())
        wanted = AdFilter(query=self.wanted.text())
        found = [read for read in self._ads if wanted.keeps(read)]
        rows = [row_of(read, self._today) for read in _ORDERS[self.order.currentText()](found)]
        self._is_filling = True
        self._model.show_rows(rows)
        self._nothing.setVisible(bool(self._ads) and not rows)
        if rows:
            ids = self.shown_ids
            self._select(ids.index(current) if current in ids else min(place, len(rows) - 1))
        self._is_filling = False
        if self.ad_id != current:
            self.ad_chosen.emit(self.ad_id)

    def _tell(self) -> None:
        if not self._is_filling:
            self.ad_chosen.emit(self.ad_id)

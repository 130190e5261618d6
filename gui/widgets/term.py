"""A small icon beside a term, which explains the term in a tooltip and when pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QToolTip

from gui.widgets.buttons import IconButton, PassesArrows, is_enter
from gui.widgets.labels import PlainLabel, plain_tip
from gui.widgets.layouts import holding, vbox
from gui.widgets.scroll_area import ScrollArea
from roadmaps.text.glossary import TERMS, terms_in
from roadmaps.text.text_format import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QToolButton, QWidget

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.text.glossary import Term

_WIDTH = 340
_LEAST_ROOM = 484
"""The space for a panel in the smallest window, px."""
_FEW = 6
"""How many terms the tooltip explains; of more it only names the terms."""
_SCROLLING = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -5, Qt.Key.Key_PageDown: 5}
ROADMAP_TERMS = ("stage", "milestone", "ready", "locked", "one-of", "hours")
"""The terms of the roadmap that may be new to users."""


class TermPanel(QFrame):
    """Terms with their meanings, over the window. Esc, Enter or a click elsewhere closes it."""

    def __init__(self, terms: Sequence[Term], theme: Theme, anchor: QToolButton) -> None:
        super().__init__(anchor.window(), Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("variant", "panel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(" ".join(f"{term.word}: {term.meaning}" for term in terms))
        column = vbox(gap=2, margins=(16, 12, 16, 14))
        for place, term in enumerate(terms):
            if place:
                column.addSpacing(8)
            column.addWidget(PlainLabel(term.word, bold=True, theme=theme))
            column.addWidget(PlainLabel(term.meaning, tone="text2", theme=theme).wrapping())
        self._area = ScrollArea("", holding(column))
        self._area.viewport().setAutoFillBackground(False)
        vbox(self._area, on=self, margins=(1, 1, 1, 1))
        self._place(anchor, column.totalHeightForWidth(_WIDTH - 2) + 2)

    def _place(self, anchor: QToolButton, needed: int) -> None:
        """Move below the icon, within the window, or within the screen for a small dialog. A long panel scrolls."""
        window, screen = anchor.window(), anchor.screen().availableGeometry()
        room = window.geometry().intersected(screen)
        if not room.adjusted(8, 8, -8, -8).contains(QRect(room.topLeft() + QPoint(8, 8), QSize(_WIDTH, needed))):
            room = QRect(0, 0, max(room.width(), _WIDTH + 16), max(room.height(), _LEAST_ROOM)).translated(
                room.topLeft()
            )
        height = min(needed, room.height() - 16)
        self.resize(_WIDTH, height)
        below = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        left = max(room.left() + 8, min(below.x(), room.right() - _WIDTH - 8))
        top = max(room.top() + 8, min(below.y(), room.bottom() - height - 8))
        self.move(
            max(screen.left(), min(left, screen.right() + 1 - _WIDTH)),
            max(screen.top(), min(top, screen.bottom() + 1 - height)),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Enter close."""
        if event.key() == Qt.Key.Key_Escape or is_enter(event) or event.key() == Qt.Key.Key_Space:
            self.close()
        elif Qt.Key(event.key()) in _SCROLLING:
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + _SCROLLING[Qt.Key(event.key())] * bar.singleStep() * 3)
        else:
            super().keyPressEvent(event)


class TermSign(PassesArrows, IconButton):
    """Explains terms: those it is given, and all that can be read around it at that moment.

    It looks in the page, panel or dialog it belongs to. Terms that are painted, not in a label, are given by their ids
    in ``roadmaps.text.glossary``. It looks only when asked.
    """

    def __init__(self, ids: Sequence[str], theme: Theme, icons: Icons, room: QWidget | None = None) -> None:
        super().__init__("What the words here mean", "help", theme, icons, meaning="muted", variant="small-icon")
        self._theme, self._room = theme, room
        self._ids: tuple[str, ...] = ()
        self.setCursor(Qt.CursorShape.WhatsThisCursor)
        self.clicked.connect(self.explain)
        self.show_terms(ids)

    @property
    def terms(self) -> list[Term]:
        """What is explained here."""
        found = terms_in(words_shown(self._room)) if self._room else []
        return [TERMS[each] for each in dict.fromkeys((*self._ids, *found))]

    def show_terms(self, ids: Sequence[str]) -> None:
        """Explain other terms; with none, and nowhere to look for them, the icon is hidden."""
        if tuple(ids) == self._ids:
            return
        self._ids = tuple(ids)
        is_wanted = bool(ids) or self._room is not None
        if not is_wanted or self.parentWidget():  # shown before it has a parent, it would flash up as a window
            self.setVisible(is_wanted)
        terms = [TERMS[each] for each in ids]
        if terms:
            words = joined(f"“{term.word}”" for term in terms)
            self.setAccessibleName(f"What {words} {'mean' if terms[1:] else 'means'}")
        self.setAccessibleDescription(_told(terms))

    def event(self, event: QEvent) -> bool:
        """Explain a few terms in the tooltip."""
        if event.type() is QEvent.Type.ToolTip:
            terms = self.terms
            if len(terms) > _FEW:
                tip = f"What the words here mean: {joined(term.word for term in terms)}"
            else:
                tip = _told(terms, "\n")
            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), plain_tip(tip), self)
            return True
        return super().event(event)

    def explain(self) -> None:
        """Show the terms with their meanings."""
        panel = TermPanel(self.terms, self._theme, self)
        panel.show()
        panel.setFocus(Qt.FocusReason.PopupFocusReason)


def words_shown(room: QWidget) -> list[str]:
    """The text of the labels and buttons in a part of the window."""
    from PySide6.QtWidgets import QTabBar  # no start needs it

    bars = [each for each in room.findChildren(QTabBar) if each.isVisible()]
    return [
        *(each.text() for each in room.findChildren(QLabel) if each.isVisible()),
        *(each.text() for each in room.findChildren(QAbstractButton) if each.isVisible()),
        *(bar.tabText(place) for bar in bars for place in range(bar.count())),
    ]


def _told(terms: Sequence[Term], between: str = " ") -> str:
    return between.join(f"{term.word}: {term.meaning}" for term in terms)

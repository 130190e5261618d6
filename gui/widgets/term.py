"""A small icon beside a term, which explains the term in a tooltip and when pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout

from gui.widgets.buttons import is_enter
from gui.widgets.labels import PlainLabel, plain_tip
from roadmaps.text.glossary import TERMS
from roadmaps.text.text_format import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.text.glossary import Term

_WIDTH = 340
ROADMAP_TERMS = ("stage", "milestone", "ready", "locked", "one-of", "hours")
"""The terms of the roadmap that may be new to users."""


class TermPanel(QFrame):
    """Terms with their meanings, over the window. Esc, Enter or a click elsewhere closes it."""

    def __init__(self, terms: Sequence[Term], theme: Theme, anchor: QToolButton) -> None:
        super().__init__(anchor.window(), Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("look", "panel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(" ".join(f"{term.word}: {term.meaning}" for term in terms))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(2)
        for place, term in enumerate(terms):
            if place:
                column.addSpacing(8)
            column.addWidget(PlainLabel(term.word, bold=True, theme=theme))
            column.addWidget(PlainLabel(term.meaning, tone="text2", theme=theme).wrapping())
        self.resize(_WIDTH, column.totalHeightForWidth(_WIDTH))
        self._place(anchor)

    def _place(self, anchor: QToolButton) -> None:
        """Move below the icon, within the window."""
        window = anchor.window()
        below = anchor.mapTo(window, QPoint(0, anchor.height() + 4))
        left = max(8, min(below.x(), window.width() - self.width() - 8))
        top = max(8, min(below.y(), window.height() - self.height() - 8))
        self.move(window.mapToGlobal(QPoint(left, top)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Enter close."""
        if event.key() == Qt.Key.Key_Escape or is_enter(event) or event.key() == Qt.Key.Key_Space:
            self.close()
        else:
            super().keyPressEvent(event)


class TermSign(QToolButton):
    """Explains the terms beside it, given by their ids in ``roadmaps.text.glossary``."""

    def __init__(self, ids: Sequence[str], theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        self._ids: tuple[str, ...] = ()
        self.setProperty("look", "small-icon")
        self.setIconSize(QSize(16, 16))
        self.setCursor(Qt.CursorShape.WhatsThisCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self.explain)
        theme.changed.connect(self._retint)
        self.show_terms(ids)
        self._retint()

    @property
    def terms(self) -> list[Term]:
        """The terms explained here."""
        return [TERMS[each] for each in self._ids]

    def show_terms(self, ids: Sequence[str]) -> None:
        """Explain other terms; none hides the icon."""
        if tuple(ids) == self._ids:
            return
        self._ids = tuple(ids)
        if not ids or self.parentWidget():  # shown before it has a parent, it would flash up as a window of its own
            self.setVisible(bool(ids))
        words = [term.word for term in self.terms]
        self.setAccessibleName(f"What {joined(f'“{word}”' for word in words)} {'mean' if words[1:] else 'means'}")
        self.setAccessibleDescription(" ".join(f"{term.word}: {term.meaning}" for term in self.terms))
        self.setToolTip(plain_tip("\n".join(f"{term.word}: {term.meaning}" for term in self.terms)))

    def explain(self) -> None:
        """Show the terms with their meanings."""
        panel = TermPanel(self.terms, self._theme, self)
        panel.show()
        panel.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is one click."""
        if is_enter(event):
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def _retint(self) -> None:
        self.setIcon(self._icons.icon("help", "muted", 16))

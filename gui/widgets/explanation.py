"""How a number is worked out: rows and their sum, in a panel over the window or beside a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QWidget

from gui.widgets.buttons import IconButton, LinkButton
from gui.widgets.labels import PlainLabel, Separator
from gui.widgets.layouts import STRETCH, hbox, height_at, vbox
from gui.widgets.painting import fill
from gui.widgets.scroll_area import ScrollArea
from gui.widgets.term import TermSign

if TYPE_CHECKING:
    from PySide6.QtCore import QObject, SignalInstance
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.gap.explanation import Explanation, Line


WIDTH = 380
_MOST_ROWS, _LEAST_ROWS = 420, 64
"""Heights of the rows, px: in a roomy window, and in one that is low for its text."""


class ExplanationPanel(QFrame):
    """Lies over the window, below the number it explains."""

    skill_wanted = Signal(str)
    """The user followed a row to the skill it counts."""
    hours_wanted = Signal(str)
    """Change the estimate of a skill: its id."""

    def __init__(self, window: QWidget, theme: Theme, icons: Icons) -> None:
        super().__init__(window)
        self._window, self._theme, self._icons = window, theme, icons
        self._anchor: QWidget | None = None
        self.setProperty("variant", "panel")
        self._wide = theme.px(WIDTH)
        self.setFixedWidth(self._wide)
        self.setAccessibleName("How this number is worked out")
        self._layout = vbox(on=self, gap=8, margins=(16, 12, 16, 14))
        self._body: QWidget | None = None
        self.hide()

    def explain(self, explanation: Explanation, anchor: QWidget) -> None:
        """Show an explanation below its number."""
        self._anchor = anchor
        anchor.destroyed.connect(self._forget_anchor)
        if self._body:
            self._layout.removeWidget(self._body)
            self._body.deleteLater()
        self._body = self._build(explanation)
        self._layout.addWidget(self._body)
        self.setAccessibleDescription(" ".join(filter(None, (explanation.result, explanation.note))))
        self.show()
        self._terms.setVisible(bool(self._terms.terms))
        self._place(anchor)
        self.raise_()
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # a click beside it closes it
        self._close_button.setFocus(Qt.FocusReason.PopupFocusReason)

    def _forget_anchor(self) -> None:
        """Forget the number once it is gone, so that it is not focused."""
        self._anchor = None
        self.leave()

    def dismiss(self) -> None:
        """Close, and return the focus to the number."""
        if self.leave() and self._anchor:
            self._anchor.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> bool:
        """Close, and leave the focus where it is; returns whether the panel was open."""
        if not self.isVisible():
            return False
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        self.hide()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click elsewhere closes the panel and still has its effect; so does Tab out of the panel."""
        if QApplication.activePopupWidget():  # a term of the panel is being explained
            return False
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, QWidget):
            if watched.window() is self._window and not self.isAncestorOf(watched):
                self.leave()
            return False
        if (
            event.type() is QEvent.Type.MouseButtonPress
            and isinstance(event, QMouseEvent)
            and not self.rect().contains(self.mapFromGlobal(event.globalPosition().toPoint()))
        ):
            self.dismiss()
        return False

    def _place(self, anchor: QWidget) -> None:
        window = self._window
        height, room = self._layout.totalHeightForWidth(self._wide), window.height() - 40
        if height > room:
            self._rows.setFixedHeight(max(_LEAST_ROWS, self._rows.height() - (height - room)))
            self._rows.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFixedHeight(min(height, room))
        below = anchor.mapTo(window, QPoint(0, anchor.height() + 4))
        left = max(8, min(below.x(), window.width() - self.width() - 8))
        top = max(8, min(below.y(), window.height() - self.height() - 8))
        self.move(left, top)

    def _build(self, explanation: Explanation) -> QWidget:
        body = QWidget()
        self._terms = TermSign((), self._theme, self._icons, body)
        self._close_button = IconButton("Close", "close", self._theme, self._icons, size=18)
        self._close_button.clicked.connect(self.dismiss)
        head = hbox(
            (PlainLabel(explanation.title, role="section", bold=True, theme=self._theme).wrapping().selectable(), 1),
            self._terms,
            self._close_button,
        )
        view = ExplanationView(explanation, self._theme, self._icons)
        view.skill_wanted.connect(lambda skill_id: self._leave_for(self.skill_wanted, skill_id))
        rows = QWidget()
        needed = height_at(vbox(view, STRETCH, on=rows, margins=(0, 0, 10, 0)), self._wide - 36)
        scroll = self._rows = ScrollArea("Rows of the sum", rows, takes_focus=True)
        scroll.setFixedHeight(min(needed, _MOST_ROWS))
        if needed <= _MOST_ROWS:
            scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows.setAutoFillBackground(False)
        column = vbox(
            head,
            scroll,
            Separator(),
            PlainLabel(explanation.result, bold=True, theme=self._theme).wrapping().selectable(),
            on=body,
            gap=8,
        )
        if explanation.note:
            column.addWidget(PlainLabel(explanation.note, tone="text2", theme=self._theme).wrapping().selectable())
        if skill_id := explanation.hours_of:
            change = LinkButton("Change the hours …", self._theme, self._icons)
            change.clicked.connect(lambda: self._leave_for(self.hours_wanted, skill_id))
            column.addLayout(hbox(change, STRETCH))
        return body

    def _leave_for(self, wanted: SignalInstance, skill_id: str) -> None:
        self.dismiss()
        wanted.emit(skill_id)


_PART_MEANINGS = {"brought": "carry", "learned": "have", "left": "left"}


class Swatch(QWidget):
    """A small square in the colour of a part of the readiness bar; hollow for what is left."""

    def __init__(self, meaning: str, theme: Theme) -> None:
        super().__init__()
        self._meaning, self._theme = meaning, theme
        side = theme.px(10)
        self.setFixedSize(side, side)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the square."""
        painter = QPainter(self)
        if self._meaning == "left":
            painter.setPen(self._theme.colour("control"))
            painter.setBrush(self._theme.colour("surface"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        else:
            fill(painter, self.rect(), self._theme.colour(self._meaning))


class ExplanationView(QWidget):
    """Groups of lines with rules between them; a line about a skill links to it."""

    skill_wanted = Signal(str)

    def __init__(self, explanation: Explanation, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        column = vbox(on=self, gap=6)
        for number, group in enumerate(explanation.groups):
            if number:
                column.addWidget(Separator())
            grid = QGridLayout()
            grid.setHorizontalSpacing(8)
            grid.setVerticalSpacing(4)
            grid.setColumnStretch(1, 1)
            for place, line in enumerate(group):
                self._add_line(grid, place, line)
            column.addLayout(grid)

    def _add_line(self, grid: QGridLayout, place: int, line: Line) -> None:
        if line.part:
            grid.addWidget(Swatch(_PART_MEANINGS[line.part], self._theme), place, 0)
        skill_id = line.skill_id
        if skill_id:
            link = LinkButton(line.label, self._theme, self._icons)
            link.clicked.connect(lambda: self.skill_wanted.emit(skill_id))
            grid.addWidget(link, place, 1)
        else:
            tone = "text" if line.is_sum else "text2"
            grid.addWidget(
                PlainLabel(line.label, tone=tone, bold=line.is_sum, theme=self._theme).wrapping().selectable(), place, 1
            )
        value = PlainLabel(line.value, bold=line.is_sum, theme=self._theme).selectable()
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(value, place, 2, Qt.AlignmentFlag.AlignVCenter if skill_id else Qt.AlignmentFlag.AlignTop)

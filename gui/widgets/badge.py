"""State badges and tags: an icon and a word, so that no state is shown by colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.app.date_format import day_text
from gui.widgets.labels import set_tip
from gui.widgets.painted import Painted
from gui.widgets.painting import draw_box, write
from roadmaps.gap import SkillState, WorkKind

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QPainter

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from roadmaps.study import Disuse

_ICON = 14
STATE_ICONS = {
    SkillState.HAVE: "have",
    SkillState.LEARNING: "learning",
    SkillState.READY: "ready",
    SkillState.LOCKED: "locked",
    SkillState.SET_ASIDE: "aside",
}
STATE_MEANINGS = {
    SkillState.HAVE: "have",
    SkillState.LEARNING: "learning",
    SkillState.READY: "text2",
    SkillState.LOCKED: "control",
    SkillState.SET_ASIDE: "muted",
}
STATE_NAMES = {
    SkillState.HAVE: "Have",
    SkillState.LEARNING: "Learning",
    SkillState.READY: "Ready",
    SkillState.LOCKED: "Locked",
    SkillState.SET_ASIDE: "Set aside",
}
KIND_ICONS = {
    WorkKind.CARRIES_OVER: "carry",
    WorkKind.RAISE: "raise",
    WorkKind.LEARN_NEW: "new",
    WorkKind.NOT_NEEDED: "none",
}
_GROUNDS = {
    SkillState.HAVE: "have_tint",
    SkillState.LEARNING: "learning_tint",
    SkillState.LOCKED: "alt",
    SkillState.SET_ASIDE: "alt",
}
_TEXTS = {
    SkillState.HAVE: "have_text",
    SkillState.LEARNING: "learning_text",
    SkillState.READY: "text",
    SkillState.LOCKED: "muted",
    SkillState.SET_ASIDE: "muted",
}


def disuse_icon(disuse: Disuse) -> str:
    """The icon for a skill that has gone unused: a clock, bolder after a year."""
    return "clock-long" if disuse.is_long else "clock"


class _Pill(Painted, QWidget):
    """An icon and a word on a background of their own."""

    def __init__(self, theme: Theme, icons: Icons, role: str, *, bold: bool) -> None:
        super().__init__(theme)
        self._icons, self._role, self.is_bold = icons, role, bold
        self._icon, self.text = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _show(self, icon: str, text: str) -> None:
        self._icon, self.text = icon, text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the icon and the word."""
        metrics = QFontMetrics(self._theme.font(self._role, bold=self.is_bold))
        icon = self._theme.px(_ICON) + 4 if self._icon else 0
        return QSize(metrics.horizontalAdvance(self.text) + icon + 14, metrics.height() + 8)

    def _paint_words(self, painter: QPainter, icon_meaning: str, text_meaning: str) -> None:
        room = self.rect().adjusted(7, 0, 0, 0)
        if self._icon:
            room.adjust(self._icons.draw(painter, room, self._icon, icon_meaning, size=_ICON) + 5, 0, 0, 0)
        write(
            painter, room, self.text, self._theme.font(self._role, bold=self.is_bold), self._theme.colour(text_meaning)
        )


class StateBadge(_Pill):
    """The state of a skill: icon, word, and a border for each state."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, icons, "dense", bold=True)
        self._state = SkillState.READY

    def show_state(self, state: SkillState, detail: str = "") -> None:
        """Show a state, and optionally the progress."""
        self._state = state
        self._show(STATE_ICONS[state], STATE_NAMES[state] + (f" · {detail}" if detail else ""))

    def _paint(self, painter: QPainter) -> None:
        meaning = STATE_MEANINGS[self._state]
        style = Qt.PenStyle.DashLine if self._state is SkillState.LOCKED else Qt.PenStyle.SolidLine
        frame = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        ground, edge = self._theme.colour(_GROUNDS.get(self._state, "surface")), self._theme.colour(meaning)
        draw_box(painter, frame, 6, ground, QPen(edge, 1.25, style))
        if self._state is SkillState.SET_ASIDE:
            draw_box(painter, frame, 6, QBrush(self._theme.colour("line"), Qt.BrushStyle.BDiagPattern))
        self._paint_words(painter, meaning, _TEXTS[self._state])


class DisuseMark(_Pill):
    """Shows how long a skill has gone unused: a clock and text, bold after a year, in no colour of its own."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, icons, "dense", bold=False)

    def show_disuse(self, disuse: Disuse, today: date) -> None:
        """Show for how long, with the date of the last use in the tooltip."""
        self.is_bold = disuse.is_long
        self._show(disuse_icon(disuse), disuse.words)
        set_tip(self, f"Last used on {day_text(disuse.last_use, today)}. Your level stays the same.")

    def _paint(self, painter: QPainter) -> None:
        self._paint_words(painter, "text2", "text2")


class Tag(_Pill):
    """A short remark, such as what a roadmap asks of a skill; not clickable."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, icons, "caption", bold=False)

    def show_text(self, text: str, icon: str = "") -> None:
        """Show a remark."""
        self._show(icon, text)

    def _paint(self, painter: QPainter) -> None:
        draw_box(painter, QRectF(self.rect()), 4, self._theme.colour("carry_tint"))
        self._paint_words(painter, "text2", "text2")

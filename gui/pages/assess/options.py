"""The parts of a card that are pressed: levels with their keys, and other answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from gui.widgets.key_cap import KeyCap, KeyedButton
from gui.widgets.labels import LinkButton, PlainLabel
from gui.widgets.painting import draw_focus

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from gui.theme import Theme

_LEAST_HEIGHT = 52


def leave_left(event: QKeyEvent) -> bool:
    """Hand Left on to the page, whatever has the focus: there it goes back. Whether it was Left."""
    is_left = event.key() == Qt.Key.Key_Left
    if is_left:
        event.ignore()
    return is_left


class AnswerButton(KeyedButton):
    """Another answer than a level. Left is left to the page, which goes back by it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt would move the focus."""
        if not leave_left(event):
            super().keyPressEvent(event)


class LevelOption(QAbstractButton):
    """A level that the person may claim: key, can-do and what the level means; the standing one is marked."""

    def __init__(self, level: int, meaning: str, theme: Theme) -> None:
        super().__init__()
        self.level = level
        self._theme = theme
        self._is_standing = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 16, 8)
        row.setSpacing(16)
        self._text = PlainLabel(theme=theme, bold=level == 0).wrapping()
        self._meaning = PlainLabel(meaning, role="caption", tone="muted", theme=theme)
        row.addWidget(KeyCap(str(level), theme))
        row.addWidget(self._text, 1)
        row.addWidget(self._meaning)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def show_text(self, text: str, *, is_standing: bool) -> None:
        """Show a can-do, and whether this is where the person stands."""
        self._is_standing = is_standing
        self._text.setText(text)
        said = f"{self.level}: {text}"
        self.setAccessibleName(f"{said} (where you stand)" if is_standing else said)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move among the levels; Left is the page's."""
        if not leave_left(event):
            super().keyPressEvent(event)

    def hasHeightForWidth(self) -> bool:
        """The text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """High enough for the text at a width."""
        layout = self.layout()
        return max(_LEAST_HEIGHT, layout.heightForWidth(width) if layout else 0)

    def sizeHint(self) -> QSize:
        """As the text needs."""
        return QSize(320, self.heightForWidth(max(self.width(), 320)))

    def minimumSizeHint(self) -> QSize:
        """One line."""
        return QSize(200, _LEAST_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, frame and focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "accent_tint" if self._is_standing else "hover" if self.underMouse() else "surface"
        edge = "accent" if self._is_standing else "control"
        painter.setPen(QPen(self._theme.colour(edge), 1.5 if self._is_standing else 1))
        painter.setBrush(self._theme.colour(ground))
        frame = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        painter.drawRoundedRect(frame, 8, 8)
        if self.hasFocus():
            draw_focus(painter, QRectF(self.rect()), self._theme, 8)


class BackwardLink(LinkButton):
    """Words that can be clicked beside a card, where Left is the page's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt would move the focus."""
        if not leave_left(event):
            super().keyPressEvent(event)

"""The parts of a card that are pressed: levels with their keys, and other answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from gui.widgets.labels import PlainLabel
from gui.widgets.painting import draw_focus

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gui.theme import Theme

_CAP = 32
_LEAST_HEIGHT = 52


class KeyCap(QWidget):
    """The key that gives an answer, drawn as one."""

    def __init__(self, key: str, theme: Theme, *, size: int = _CAP) -> None:
        super().__init__()
        self._key, self._theme = key, theme
        self.setFixedSize(max(size, QFontMetrics(theme.font(bold=True)).horizontalAdvance(key) + 12), size)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the cap: a frame with a stronger lower edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -1.5)
        painter.setPen(QPen(self._theme.colour("control"), 1))
        painter.setBrush(self._theme.colour("alt"))
        painter.drawRoundedRect(frame, 5, 5)
        painter.drawLine(QPointF(4, frame.bottom()), QPointF(self.width() - 4, frame.bottom()))
        painter.setFont(self._theme.font(bold=True))
        painter.setPen(self._theme.colour("text"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._key)


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

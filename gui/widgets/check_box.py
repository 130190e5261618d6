"""Check boxes that are 16 pixels to see and at least 24 to hit, and lines that tick their box wherever clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QCheckBox, QWidget

from gui.widgets.painting import CHECK_BOX, draw_check_box, draw_focus

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from gui.theme.palette import Theme

TARGET = 24


class CheckBox(QCheckBox):
    """Looks the same in every style and both palettes."""

    def __init__(self, text: str, theme: Theme) -> None:
        super().__init__(text)
        self._theme = theme
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Room for the box and its text."""
        metrics = QFontMetrics(self._theme.font())
        text = self.text().replace("&&", "&")
        side = self._theme.px(TARGET)
        return QSize(side + (metrics.horizontalAdvance(text) + 10 if text else 0), max(side, metrics.height() + 4))

    def minimumSizeHint(self) -> QSize:
        """The same: a box is never cut."""
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:
        """The whole widget: at a scale of 1.5, Qt rounds the last third of a pixel to a point outside it."""
        return self.rect().adjusted(0, 0, 1, 1).contains(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click counts as one click: Qt would count two."""
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint box, text and focus."""
        painter = QPainter(self)
        target, side = self._theme.px(TARGET), self._theme.px(CHECK_BOX)
        box = QRectF((target - side) / 2, (self.height() - side) / 2, side, side)
        draw_check_box(painter, box, self.checkState(), self._theme, enabled=self.isEnabled())
        painter.setFont(self._theme.font())
        painter.setPen(self._theme.colour("text" if self.isEnabled() else "muted"))
        text = self.rect().adjusted(target + 2, 0, 0, 0)
        painter.drawText(
            text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text().replace("&&", "&")
        )
        if self.hasFocus():
            frame = QRectF(self.rect()) if self.text() else box.adjusted(-4, -4, 4, 4)
            draw_focus(painter, frame, self._theme, 6)


class _SavedBox(CheckBox):
    """Shows what is on disk: it changes once the tick is saved, not when clicked or toggled by a screen reader."""

    asked = Signal()
    """The user wants another state."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("", theme)
        self._is_set_by_code = False
        self.clicked.connect(self.asked)
        self.toggled.connect(self._revert)

    def setChecked(self, is_on: bool) -> None:
        """Show another state."""
        self._is_set_by_code = True
        super().setChecked(is_on)
        self._is_set_by_code = False

    def nextCheckState(self) -> None:
        """A click alone changes nothing: a change that is then reverted would be read aloud."""

    def _revert(self, is_on: bool) -> None:
        if not self._is_set_by_code:  # a screen reader has toggled it, for which Qt sends no click
            self.setChecked(not is_on)
            self.asked.emit()


class TickTarget(QWidget):
    """A check box and its text. Each click or double click anywhere on it asks for one toggle."""

    toggled = Signal()
    """The user wants to tick or untick the box."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._is_pressed = False
        self.box = _SavedBox(theme)
        self.box.asked.connect(self.toggled)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the text may become a click."""
        self._is_pressed = event.button() is Qt.MouseButton.LeftButton

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click counts as one click, which its first half was."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the text is a click on the box; the box handles clicks that began on it."""
        was_pressed, self._is_pressed = self._is_pressed, False
        if was_pressed and self.box.isEnabled() and QRectF(self.rect()).contains(event.position()):
            self.toggled.emit()

"""A toast: what was done, with Undo; it disappears by itself, but not under the pointer or while focused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton

from gui.widgets.announcements import announce
from gui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QEnterEvent
    from PySide6.QtWidgets import QWidget

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

STAY_MS = 8000
_MARGIN = 20


class Toast(QFrame):
    """At the bottom left of its page."""

    undo_wanted = Signal()

    def __init__(self, page_area: QWidget, theme: Theme, icons: Icons) -> None:
        super().__init__(page_area)
        self.setProperty("look", "toast")
        self.setAccessibleName("What was done")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 8, 7)
        row.setSpacing(12)
        self._area, self._theme, self._icons = page_area, theme, icons
        self._tick = QLabel()
        self._tick.setFixedSize(18, 18)
        self._text = PlainLabel(theme=theme)
        self.undo = QToolButton()
        self.undo.setText("Undo")
        self.undo.clicked.connect(self._take_back)
        self._close = QToolButton()
        self._close.setAccessibleName("Close")
        self._close.clicked.connect(self.hide)
        for widget in (self._tick, self._text, self.undo, self._close):
            row.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAY_MS)
        self._timer.timeout.connect(self._leave)
        page_area.installEventFilter(self)
        theme.changed.connect(self._retint)
        self._retint()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom of the page when it is resized."""
        if watched is self._area and event.type() is QEvent.Type.Resize:
            self.place()
        return False

    @property
    def text(self) -> str:
        """The text of the toast."""
        return self._text.text()

    def tell(self, text: str, *, can_undo: bool = True) -> None:
        """Show what was done, and offer to undo it."""
        self._text.setText(text)
        self.undo.setVisible(can_undo)
        self.adjustSize()
        self.place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, text)

    def place(self) -> None:
        """Move to the bottom left of the page."""
        area = self._area
        self.resize(min(self.sizeHint().width(), area.width() - 2 * _MARGIN), max(44, self.sizeHint().height()))
        self.move(QPoint(_MARGIN, area.height() - self.height() - 16))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Pause while the pointer is here."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Resume the countdown."""
        self._timer.start()
        super().leaveEvent(event)

    def _leave(self) -> None:
        if any(button.hasFocus() for button in (self.undo, self._close)):
            self._timer.start()
        else:
            self.hide()

    def _take_back(self) -> None:
        self.hide()
        self.undo_wanted.emit()

    def _retint(self) -> None:
        self._tick.setPixmap(self._icons.pixmap("check", "toast_text", 18, self.devicePixelRatioF()))
        self._close.setIcon(self._icons.icon("close", "toast_link", 16))

"""A toast: what was done, with Undo; it disappears by itself, but not under the pointer or while focused."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QToolButton

from gui.widgets.accessibility import announce
from gui.widgets.buttons import IconButton
from gui.widgets.labels import OneLine, Sign
from gui.widgets.layouts import hbox

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent, QHideEvent, QShowEvent

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

STAY_MS = 8000


class Toast(QFrame):
    """In the bar below the page, so that it never covers anything."""

    undo_wanted = Signal()
    shown = Signal(bool)
    """Whether it is visible."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.setProperty("variant", "toast")
        self.setAccessibleName("Notification")
        self._text = OneLine(theme=theme)
        self.undo = QToolButton()
        self.undo.setText("Undo")
        self.undo.clicked.connect(self._take_back)
        self.more, self.also = QToolButton(), QToolButton()
        self._runs: dict[QToolButton, Callable[[], object]] = {}
        for button in (self.more, self.also):
            button.clicked.connect(partial(self._run, button))
        self._close = IconButton("Close", "close", theme, icons, meaning="toast_link", variant="")
        self._close.clicked.connect(self.hide)
        hbox(
            Sign("check", "toast_text", theme, icons),
            self._text,
            self.undo,
            self.more,
            self.also,
            self._close,
            on=self,
            gap=8,
            margins=(10, 1, 4, 1),
        )
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAY_MS)
        self._timer.timeout.connect(self._leave)
        self.hide()

    @property
    def text(self) -> str:
        """The text of the toast."""
        return self._text.text()

    def tell(self, text: str, *, can_undo: bool = True) -> None:
        """Show what was done, and offer to undo it."""
        self._text.setText(text)
        self.undo.setVisible(can_undo)
        self.more.hide()
        self.also.hide()
        self.show()
        self._timer.start()
        announce(self, text)

    def offer(self, *offers: tuple[str, Callable[[], object]]) -> None:
        """Offer one or two further actions, each with the text of its button."""
        for button, (text, run) in zip((self.more, self.also), offers, strict=False):
            self._runs[button] = run
            button.setText(text)
            button.show()

    def showEvent(self, event: QShowEvent) -> None:
        """Report that it appeared."""
        super().showEvent(event)
        self.shown.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Report that it disappeared."""
        super().hideEvent(event)
        self.shown.emit(False)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Pause while the pointer is here."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Resume the countdown."""
        self._timer.start()
        super().leaveEvent(event)

    def _leave(self) -> None:
        if any(button.hasFocus() for button in (self.undo, self.more, self.also, self._close)):
            self._timer.start()
        else:
            self.hide()

    def _take_back(self) -> None:
        self.hide()
        self.undo_wanted.emit()

    def _run(self, button: QToolButton) -> None:
        self.hide()
        self._runs[button]()

"""A strip across the page: trouble that does not stop work, or a notice; it stays until it is solved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from gui.widgets.announcements import announce
from gui.widgets.buttons import PlainButton
from gui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme


class Banner(QFrame):
    """One sentence with a sign, what can be done about it where something can, and a button to close it."""

    def __init__(self, look: str, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._look, self._theme, self._icons = look, theme, icons
        self.setProperty("look", look)
        self.setAccessibleName("Trouble" if look == "trouble" else "Notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(10)
        self._sign = QLabel()
        self._text = PlainLabel(tone="error_text" if look == "trouble" else "text", theme=theme).wrapping()
        row.addWidget(self._sign)
        row.addWidget(self._text, 1)
        self._row = row
        self.act: PlainButton | None = None
        """What can be done about it."""
        self._close = QToolButton()
        self._close.setProperty("look", "icon")
        self._close.setAccessibleName("Close")
        self._close.clicked.connect(self.hide)
        row.addWidget(self._close)
        theme.changed.connect(self._retint)
        self._retint()
        self.hide()

    @property
    def text(self) -> str:
        """What the strip says."""
        return self._text.text()

    def offer(self, words: str, run: Callable[[], object]) -> None:
        """Put a button behind the sentence."""
        self.act = PlainButton(words)
        self.act.clicked.connect(lambda: run())
        self._row.insertWidget(self._row.indexOf(self._close), self.act)

    def tell(self, text: str) -> None:
        """Say it, until it is closed or solved."""
        self._text.setText(text)
        self.show()
        announce(self, text)

    def _retint(self) -> None:
        trouble = self._look == "trouble"
        name, meaning = ("warning", "error") if trouble else ("info", "accent")
        self._sign.setPixmap(self._icons.pixmap(name, meaning, 18, self.devicePixelRatioF()))
        self._close.setIcon(self._icons.icon("close", "text2", 16))


class BannerStack(QWidget):
    """The strips between top bar and page, each made when it first has something to say."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        self._strips: dict[str, Banner] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def tell(self, look: str, text: str) -> None:
        """Say something in the strip of a look: "trouble" or "notice"."""
        if look not in self._strips:
            self._strips[look] = Banner(look, self._theme, self._icons)
            self._column.addWidget(self._strips[look])
        self._strips[look].tell(text)

    def tell_once(self, look: str, text: str, words: str, run: Callable[[], object]) -> Banner:
        """Say something in a strip of its own, with a button that does something about it."""
        strip = Banner(look, self._theme, self._icons)
        strip.offer(words, run)
        self._column.addWidget(strip)
        strip.tell(text)
        return strip

    def hold(self, widget: QWidget) -> None:
        """Keep something above all strips, for good."""
        self._column.insertWidget(0, widget)

    def text(self, look: str) -> str:
        """What the strip of a look says; empty when it is not shown."""
        strip = self._strips.get(look)
        return strip.text if strip and not strip.isHidden() else ""

    def dismiss(self, look: str) -> None:
        """Take a strip away: what it said is solved."""
        if look in self._strips:
            self._strips[look].hide()

"""A sentence below a choice: its effect, or why it is not possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from gui.widgets.accessibility import announce
from gui.widgets.labels import PlainLabel, Sign
from gui.widgets.layouts import hbox

if TYPE_CHECKING:
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme


class Remark(QFrame):
    """An icon and a sentence in a frame; hidden while empty."""

    told = Signal(QWidget)
    """It shows a new sentence."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.setProperty("variant", "card")
        self._sign = Sign("info", "text2", theme, icons)
        self._words = PlainLabel(tone="text2", theme=theme).wrapping()
        sign = (self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        hbox(sign, (self._words, 1), on=self, gap=10, margins=(12, 10, 12, 10))
        self.hide()

    @property
    def text(self) -> str:
        """The sentence; empty while hidden."""
        return "" if self.isHidden() else self._words.text()

    def tell(self, sentence: str, *, is_error: bool = False) -> None:
        """Show a sentence; an empty one hides the frame."""
        self._words.setText(sentence)
        self._words.set_tone("error_text" if is_error else "text2")
        self._sign.show_icon(*(("error", "error") if is_error else ("info", "text2")))
        self.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)
            self.told.emit(self)

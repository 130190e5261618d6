"""The error message below a field: a sentence with an icon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.widgets.accessibility import announce
from gui.widgets.labels import PlainLabel, Sign
from gui.widgets.layouts import hbox

if TYPE_CHECKING:
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme
    from gui.widgets.typed_line import TypedLine


class FieldError(QWidget):
    """Hidden while there is no error; follows the line it is given, if any."""

    def __init__(self, theme: Theme, icons: Icons, line: TypedLine | None = None) -> None:
        super().__init__()
        self._words = PlainLabel(tone="error_text", theme=theme).wrapping()
        hbox((Sign("error", "error", theme, icons), 0, Qt.AlignmentFlag.AlignTop), (self._words, 1), on=self, gap=6)
        self.hide()
        if line:
            line.refused.connect(self.tell)

    @property
    def text(self) -> str:
        """The error; empty without one."""
        return self._words.text()

    def tell(self, sentence: str) -> None:
        """Show an error; an empty sentence hides it."""
        self._words.setText(sentence)
        self.setVisible(bool(sentence))


def mark_wrong(field: QWidget, sentence: str) -> None:
    """Style a field as wrong and announce why; an empty sentence resets it."""
    field.setAccessibleDescription(sentence)
    frame_wrong(field, is_wrong=bool(sentence))
    if sentence:
        announce(field, sentence)


def frame_wrong(field: QWidget, *, is_wrong: bool) -> None:
    """Frame a field as wrong, or as right again."""
    if bool(field.property("wrong")) is not is_wrong:
        field.setProperty("wrong", is_wrong)
        field.style().unpolish(field)
        field.style().polish(field)

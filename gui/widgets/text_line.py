"""A one-line text field that keeps every character, and says so when it replaces line breaks."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from gui.widgets.exact_text_edit import common_start
from roadmaps.text.text_format import one_line

BREAKS_BECAME_SPACES = "This field has only one line, so line breaks became spaces."


class TextLine(QLineEdit):
    """Pasted text becomes one line, and the field says so. Line breaks in the text it is given stay.

    ``most_letters`` replaces Qt's maximum length, which cuts text silently.
    """

    remarked = Signal(str)
    """What happened to pasted text, as a sentence; empty once something else is typed."""

    def __init__(self, name: str, text: str = "", most_letters: int = 0) -> None:
        """``most_letters`` limits new text; the given text may be longer. 0 is for no limit."""
        super().__init__(text)
        self._most, self._given, self._last = most_letters, text, text
        self._is_flattening = False
        self.setAccessibleName(name)
        self.textEdited.connect(self._flatten)

    def setText(self, text: str | None) -> None:
        """Show another text unchanged."""
        self._given = self._last = text or ""
        super().setText(text)

    @property
    def words(self) -> str:
        """The exact text of the field; empty if blank.

        Raises ValueError with a sentence if it is longer than new text may be.
        """
        text = self.text()
        if self._most and len(text) > self._most and text != self._given:
            raise ValueError(f"Shorten this to {self._most} characters: it has {len(text)}.")
        return text if text.strip() else ""

    def _flatten(self, text: str) -> None:
        """Turn the line breaks of what was just inserted into spaces, as an undo step of its own."""
        if self._is_flattening:
            return
        before = self._last
        start = common_start(before, text)
        end = len(text) - common_start(before[start:][::-1], text[start:][::-1])
        put_in = text[start:end]
        flat = one_line(put_in)
        if flat != put_in:
            self._is_flattening = True
            units = len(text[:start].encode("utf-16-le", "surrogatepass")) // 2
            self.setSelection(units, len(put_in.encode("utf-16-le", "surrogatepass")) // 2)
            self.insert(flat)
            self._is_flattening = False
        self._last = self.text()
        self.remarked.emit(BREAKS_BECAME_SPACES if flat != put_in else "")


def find_field(words: str) -> QLineEdit:
    """A field that filters what is below it, with a button that clears it."""
    field = QLineEdit()
    field.setPlaceholderText(words)
    field.setAccessibleName(words)
    field.setClearButtonEnabled(True)
    return field

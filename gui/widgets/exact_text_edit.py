"""A text editor that returns exactly what it was given and what was typed or pasted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE_END = "\N{PARAGRAPH SEPARATOR}"
"""Qt’s character for the end of a line, whatever the text had there."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_STATES = 64


class ExactTextEdit(QPlainTextEdit):
    """``exact_text`` replaces ``toPlainText``, which loses no-break spaces and the kind of line ends.

    The field keeps the text itself besides Qt’s document, and applies every edit to it: the text around an edit keeps
    its line ends and characters. A typed line end is LF; pasted text stays as it is.
    """

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._text, self._held = "", ""
        self._pasted: tuple[int, int, str] | None = None
        self._states: dict[str, str] = {}
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show another text; the undo history of the field is cleared."""
        # Set before Qt's own text, because Qt reports the change at once.
        self._text, self._held = text, held_by_qt(text)
        self._states.clear()
        self.setPlainText(text)
        self._held = self.document().toRawText()

    def exact_text(self) -> str:
        """The text of the field exactly as given, typed and pasted."""
        held = self.document().toRawText()
        if held != self._held:
            known = self._states.get(held)  # an undo or redo
            self._remember()
            self._text = after_change(self._text, self._held, held, self._pasted) if known is None else known
            self._held = held
        return self._text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Treat Shift+Enter like Enter: Qt would insert a separator of its own."""
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            event = QKeyEvent(event.type(), event.key(), Qt.KeyboardModifier.NoModifier, "\r", event.isAutoRepeat())
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste or drop text unchanged."""
        self.exact_text()
        self._pasted = (*self._selection(), source.text())
        super().insertFromMimeData(source)
        self.exact_text()
        self._pasted = None

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy, cut or drag the selected text unchanged."""
        text = self.exact_text()
        start, end = self._selection()
        data = QMimeData()
        data.setText("".join(_letters(text)[start:end]))
        return data

    def _selection(self) -> tuple[int, int]:
        """Start and end of the selection in code points: Qt counts UTF-16 units."""
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        if self._held.isascii():
            return start, end
        halves = self._held.encode("utf-16-le", "surrogatepass")
        parts = halves[: 2 * start], halves[2 * start : 2 * end]
        before, within = (len(part.decode("utf-16-le", "surrogatepass")) for part in parts)
        return before, before + within

    def _remember(self) -> None:
        """Remember a text that Qt's document cannot represent, because Undo may return to it."""
        if self._text != self._held.replace(_LINE_END, "\n"):
            self._states[self._held] = self._text
            if len(self._states) > _MOST_STATES:
                self._states.pop(next(iter(self._states)))


def held_by_qt(text: str) -> str:
    """How Qt's document represents a text: one character each, with the same one for every line end."""
    return re.sub("\r\n|[\r\n\ufdd0\ufdd1]", _LINE_END, text)


def after_change(text: str, held: str, held_now: str, pasted: tuple[int, int, str] | None = None) -> str:
    """Apply a change of Qt’s text, ``held`` to ``held_now``; ``pasted`` is what replaced which range, if known."""
    letters = _letters(text)
    if len(letters) != len(held):  # the document is out of step with the text: trust Qt
        return held_now.replace(_LINE_END, "\n")
    if pasted:
        start, end, new = pasted
        if held_now == f"{held[:start]}{held_by_qt(new)}{held[end:]}":
            return _joined(letters[:start], new, letters[end:])
    start = common_start(held, held_now)
    end = common_start(held[start:][::-1], held_now[start:][::-1])
    new = held_now[start : len(held_now) - end].replace(_LINE_END, "\n")
    return _joined(letters[:start], new, letters[len(letters) - end :])


def _joined(before: Sequence[str], new: str, after: Sequence[str]) -> str:
    """Join three parts of a text, keeping two line ends that now touch from becoming one."""
    text = "".join(before)
    for part in (new, "".join(after)):
        rest = part.lstrip("\n") if text.endswith("\r") else part
        text += "\r" * (len(part) - len(rest)) + rest
    return text


def _letters(text: str) -> Sequence[str]:
    """A text in the pieces that Qt represents as one character each."""
    return re.findall("\r\n|.", text, re.DOTALL) if "\r\n" in text else text


def common_start(one: str, other: str) -> int:
    """The length of the common prefix of two texts."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least

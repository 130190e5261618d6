"""A text field of several lines that gives back, letter for letter, what it was given and what was typed or pasted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE_END = "\N{PARAGRAPH SEPARATOR}"
"""What Qt holds for the end of a line, whatever stood there."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_STATES = 64


class ExactTextEdit(QPlainTextEdit):
    """``exact_text`` in place of ``toPlainText``, which loses no-break spaces and the differences between line ends.

    Beside what Qt holds, the field keeps the text itself, and applies to it what is changed on the screen: what stands
    around a change keeps its line ends and signs. A line end that is typed is LF; what is pasted stays as it is.
    """

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._text, self._held = "", ""
        self._pasted: tuple[int, int, str] | None = None
        self._states: dict[str, str] = {}
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show another text; what could be undone in the field is forgotten."""
        # Ahead of Qt, which tells of the change at once.
        self._text, self._held = text, held_by_qt(text)
        self._states.clear()
        self.setPlainText(text)
        self._held = self.document().toRawText()

    def exact_text(self) -> str:
        """What the field shows, as it was given, typed and pasted."""
        held = self.document().toRawText()
        if held != self._held:
            known = self._states.get(held)  # undone, or done again
            self._remember()
            self._text = after_change(self._text, self._held, held, self._pasted) if known is None else known
            self._held = held
        return self._text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift with Enter ends a line like Enter alone: Qt would put in a sign of its own."""
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            event = QKeyEvent(event.type(), event.key(), Qt.KeyboardModifier.NoModifier, "\r", event.isAutoRepeat())
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste, or drop, text as it is."""
        self.exact_text()
        self._pasted = (*self._selection(), source.text())
        super().insertFromMimeData(source)
        self.exact_text()
        self._pasted = None

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy, cut or drag the letters that are selected."""
        text = self.exact_text()
        start, end = self._selection()
        data = QMimeData()
        data.setText("".join(_letters(text)[start:end]))
        return data

    def _selection(self) -> tuple[int, int]:
        """Where the selection begins and ends, in letters: Qt counts in halves of those beyond U+FFFF."""
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        if self._held.isascii():
            return start, end
        halves = self._held.encode("utf-16-le", "surrogatepass")
        parts = halves[: 2 * start], halves[2 * start : 2 * end]
        before, within = (len(part.decode("utf-16-le", "surrogatepass")) for part in parts)
        return before, before + within

    def _remember(self) -> None:
        """Remember a text that Qt alone could not give back, since Undo may lead to it again."""
        if self._text != self._held.replace(_LINE_END, "\n"):
            self._states[self._held] = self._text
            if len(self._states) > _MOST_STATES:
                self._states.pop(next(iter(self._states)))


def held_by_qt(text: str) -> str:
    """What Qt holds of a text: one sign for each, with one and the same for every end of a line."""
    return re.sub("\r\n|[\r\n\ufdd0\ufdd1]", _LINE_END, text)


def after_change(text: str, held: str, held_now: str, pasted: tuple[int, int, str] | None = None) -> str:
    """A text after what Qt holds of it was changed; ``pasted`` is what was put in place of which letters, if known."""
    letters = _letters(text)
    if len(letters) != len(held):  # Qt holds something that we do not know of: its word counts
        return held_now.replace(_LINE_END, "\n")
    if pasted:
        start, end, new = pasted
        if held_now == f"{held[:start]}{held_by_qt(new)}{held[end:]}":
            return _joined(letters[:start], new, letters[end:])
    start = _common(held, held_now)
    end = _common(held[start:][::-1], held_now[start:][::-1])
    new = held_now[start : len(held_now) - end].replace(_LINE_END, "\n")
    return _joined(letters[:start], new, letters[len(letters) - end :])


def _joined(before: Sequence[str], new: str, after: Sequence[str]) -> str:
    """Three parts of a text, in which two line ends that came to stand side by side do not become one."""
    text = "".join(before)
    for part in (new, "".join(after)):
        rest = part.lstrip("\n") if text.endswith("\r") else part
        text += "\r" * (len(part) - len(rest)) + rest
    return text


def _letters(text: str) -> Sequence[str]:
    """A text in the pieces that Qt holds as one sign each."""
    return re.findall("\r\n|.", text, re.DOTALL) if "\r\n" in text else text


def _common(one: str, other: str) -> int:
    """How many letters two texts have in common at their beginning."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least

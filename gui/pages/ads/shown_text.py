"""The text of an ad as Qt shows it, and the position of each of its characters there."""

from __future__ import annotations

import re
from bisect import bisect_right

_LONGEST_LINE = 1_000
"""Qt lays out a paragraph as a whole, in a time that grows with the square of its length if it has no blanks."""
_MOVES = re.compile("[\r\U00010000-\U0010ffff]")
"""Characters that take more or less than one unit in Qt; most texts have none."""
_LONG = re.compile(rf"[^\n]{{{_LONGEST_LINE + 1}}}")


class ShownText:
    """Very long lines are broken for display; Qt counts UTF-16 units, and a pair of CR and LF as one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._places: list[int] | None = None
        if _MOVES.search(text) or _LONG.search(text):
            self._lay_out(text)

    def _lay_out(self, text: str) -> None:
        parts: list[str] = []
        places = [0]
        column = 0
        for index, letter in enumerate(text):
            if letter == "\r" and text[index + 1 : index + 2] == "\n":
                places.append(places[-1])
                continue
            if column == _LONGEST_LINE and letter != "\n":
                parts.append("\n")
                places[-1] += 1
                column = 0
            parts.append(letter)
            column = 0 if letter == "\n" else column + 1
            places.append(places[-1] + (2 if letter > "\uffff" else 1))
        self.text, self._places = "".join(parts), places

    def place(self, index: int) -> int:
        """Where a character of the ad is in Qt's document."""
        return index if self._places is None else self._places[index]

    def index(self, place: int) -> int:
        """Which character of the ad is at a place of Qt's document."""
        return place if self._places is None else max(0, bisect_right(self._places, place) - 1)

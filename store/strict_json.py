"""JSON from elsewhere, read value by value: nothing is guessed or merged, and every error has its line."""

from __future__ import annotations

import codecs
import json
import re
from itertools import chain
from typing import TYPE_CHECKING

from roadmaps.journal import DECODER, Unsound, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from roadmaps.journal import Json

LARGEST_VALUE = 1024 * 1024
"""The most characters that a single value of an import can have."""

_FIRST_PIECE = 4096
_SPACE = re.compile(r"[ \t\n\r]*")


class MalformedJson(ValueError):
    """What is wrong, as a clause, and in which line."""

    def __init__(self, clause: str, line: int) -> None:
        super().__init__(clause)
        self.line = line


def decoded(pieces: Iterable[bytes]) -> Iterator[str]:
    """Decode UTF-8 with or without a byte-order mark, piece by piece. Raises MalformedJson."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    line, is_first = 1, True
    for piece in chain(pieces, [b""]):
        if is_first and (piece.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in piece[:4]):
            raise MalformedJson("it is written in UTF-16 or UTF-32; save it as UTF-8", 1)
        try:
            yield decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            line += bytes(error.object).count(b"\n", 0, error.start)
            raise MalformedJson("it contains bytes that are not UTF-8", line) from None
        line += piece.count(b"\n")
        is_first = False


class JsonReader:
    """Reads one JSON text, and builds only the values asked for, so that no text takes much memory.

    Every method raises MalformedJson for invalid JSON, and for what parsers disagree on: a name twice in an object, NaN
    and infinity, a number with thousands of digits. ``largest`` is the most characters that a value can have.
    """

    def __init__(self, pieces: Iterable[str], largest: int = LARGEST_VALUE) -> None:
        self._pieces = iter(pieces)
        self._largest = largest
        self._text = ""  # what is buffered
        self._at = 0  # the position in it
        self._line = 1  # the line of that position
        self._is_complete = False  # whether nothing more can be buffered

    @property
    def line(self) -> int:
        """The line in which the next value begins."""
        self._skip_space()
        return self._line

    def members(self) -> Iterator[str]:
        """The names in the object that comes next. The caller reads each value before asking for the next name."""
        names: set[str] = set()
        for _ in self._elements("{", "}"):
            line = self.line
            name = self.value()
            if not isinstance(name, str):
                raise MalformedJson("a field name is expected here", line)
            if name in names:
                raise MalformedJson(f"the name {quoted(name)} appears twice", line)
            names.add(name)
            self._expect(":")
            yield name

    def items(self) -> Iterator[int]:
        """The numbers, from 1, of the items in the list that comes next. The caller reads each before the next."""
        return (number for number, _ in enumerate(self._elements("[", "]"), 1))

    def _elements(self, opening: str, closing: str) -> Iterator[None]:
        self._expect(opening)
        if self._take(closing):
            return
        while True:
            yield
            if self._take(closing):
                return
            self._expect(",")

    def is_list(self) -> bool:
        """Whether the next value is a list."""
        self._skip_space()
        return self._text.startswith("[", self._at)

    def value(self) -> Json:
        """The next value, complete."""
        self._skip_space()
        length = _FIRST_PIECE
        while True:
            # Most values fit in a first piece. An endless one is never parsed as a whole.
            self._buffer(length)
            piece = self._text[self._at : self._at + length]
            is_cut = len(piece) == length and not (self._is_complete and self._at + length >= len(self._text))
            try:
                value, end = DECODER.raw_decode(piece)
            except json.JSONDecodeError as error:
                if is_cut and length < self._largest:
                    length = min(length * 4, self._largest)
                    continue
                if is_cut:
                    raise MalformedJson("this is not JSON, or a value is too large", self._line) from None
                is_unterminated = error.msg.startswith("Unterminated string")
                raise self._syntax_error(len(self._text) if is_unterminated else self._at + error.pos) from None
            except RecursionError:
                raise MalformedJson("it is nested too deeply", self._line) from None
            except ValueError as error:
                clause = str(error) if isinstance(error, Unsound) else "a number has too many digits"
                raise MalformedJson(clause, self._line) from None
            self._advance(self._at + end)
            return value  # type: ignore[no-any-return]  # a JSON value

    def end(self) -> None:
        """Check that nothing follows."""
        self._skip_space()
        if self._at < len(self._text):
            raise MalformedJson("there is something after its end", self._line)

    def _buffer(self, length: int) -> None:
        """Buffer that many characters from the position on, or all that are left, and drop those before it."""
        if self._is_complete or len(self._text) - self._at >= length:
            return
        parts = [self._text[self._at :]]
        missing = length - len(parts[0])
        while missing > 0 and not self._is_complete:
            piece = next(self._pieces, None)
            self._is_complete = piece is None
            parts.append(piece or "")
            missing -= len(parts[-1])
        self._text = "".join(parts)
        self._at = 0

    def _advance(self, to: int) -> None:
        self._line += self._text.count("\n", self._at, to)
        self._at = to

    def _skip_space(self) -> None:
        while True:
            found = _SPACE.match(self._text, self._at)
            self._advance(found.end() if found else self._at)
            if self._at < len(self._text) or self._is_complete:
                return
            self._buffer(1)

    def _take(self, character: str) -> bool:
        self._skip_space()
        if not self._text.startswith(character, self._at):
            return False
        self._at += 1
        return True

    def _expect(self, character: str) -> None:
        if not self._take(character):
            raise self._syntax_error(self._at)

    def _syntax_error(self, at: int) -> MalformedJson:
        self._advance(at)
        line = self._line
        self._skip_space()
        is_cut_short = self._at >= len(self._text)
        return MalformedJson("it is cut short", self._line) if is_cut_short else MalformedJson("this is not JSON", line)

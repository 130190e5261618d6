"""JSON from elsewhere, read value by value: nothing is guessed or merged, and every fault has its line."""

from __future__ import annotations

import codecs
import json
import re
from typing import TYPE_CHECKING

from roadmaps.journal import DECODER, Unsound, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from roadmaps.journal import Json

LARGEST_VALUE = 1024 * 1024
"""So many letters a single value of an import may have."""

_FIRST_PIECE = 4096
_SPACE = re.compile(r"[ \t\n\r]*")


class Misread(ValueError):
    """What is wrong, as a clause, and in which line it stands."""

    def __init__(self, clause: str, line: int) -> None:
        super().__init__(clause)
        self.line = line


def decoded(pieces: Iterable[bytes]) -> Iterator[str]:
    """The text of a file in UTF-8, with or without a byte-order mark, piece by piece. Raises Misread."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    lines, is_first = 1, True
    for piece in pieces:
        if is_first and (piece.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in piece[:4]):
            raise Misread("it is written in UTF-16 or UTF-32; save it as UTF-8", 1)
        try:
            yield decoder.decode(piece.removeprefix(codecs.BOM_UTF8) if is_first else piece)
        except UnicodeDecodeError as error:
            line = lines + bytes(error.object).count(b"\n", 0, error.start)
            raise Misread("it contains bytes that are not UTF-8", line) from None
        lines += piece.count(b"\n")
        is_first = False
    try:
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise Misread("it contains bytes that are not UTF-8", lines) from None


class Scanner:
    """Goes through one JSON text. What was not asked for is not made, so that a text of any shape takes little room.

    Every method raises Misread for what is not JSON, and for what readers disagree on: a name that stands twice in an
    object, NaN and infinity, a number with thousands of digits. ``largest`` is how many letters a value may have.
    """

    def __init__(self, pieces: Iterable[str], largest: int = LARGEST_VALUE) -> None:
        self._pieces = iter(pieces)
        self._largest = largest
        self._text = ""
        self._at = 0
        self._is_all = False
        self._lines, self._counted = 1, 0  # the line in which the place ``_counted`` of the text is

    @property
    def line(self) -> int:
        """The line in which what comes next begins."""
        self._skip()
        return self._line_of(self._at)

    def members(self) -> Iterator[str]:
        """The names in the object that comes next. Whoever asks reads the value of each before the next name."""
        self._expect("{")
        if self._take("}"):
            return
        names: set[str] = set()
        while True:
            line = self.line
            name = self.value()
            if not isinstance(name, str):
                raise Misread("a field name is expected here", line)
            if name in names:
                raise Misread(f"the name {quoted(name)} appears twice", line)
            names.add(name)
            self._expect(":")
            yield name
            if self._take("}"):
                return
            self._expect(",")

    def items(self) -> Iterator[int]:
        """The numbers, from 1, of what is in the list that comes next. Whoever asks reads each before the next."""
        self._expect("[")
        if self._take("]"):
            return
        number = 0
        while True:
            number += 1
            yield number
            if self._take("]"):
                return
            self._expect(",")

    def is_list(self) -> bool:
        """Whether a list comes next."""
        self._skip()
        return self._text.startswith("[", self._at)

    def value(self) -> Json:
        """The value that comes next, whole."""
        self._skip()
        length = _FIRST_PIECE
        while True:
            # A piece is enough for most values, and keeps one that is endless from being made as a whole.
            self._fetch(length)
            start = self._at
            piece = self._text[start : start + length]
            is_cut = len(piece) == length and not (self._is_all and start + length >= len(self._text))
            try:
                value, end = DECODER.raw_decode(piece)
            except json.JSONDecodeError as error:
                if is_cut and length < self._largest:
                    length = min(length * 4, self._largest)
                    continue
                if is_cut:
                    clause = "this is not JSON, or a value is too large"
                    raise Misread(clause, self._line_of(start)) from None
                ends = error.msg.startswith("Unterminated string")
                raise self._misread(len(self._text) if ends else start + error.pos) from None
            except RecursionError:
                raise Misread("it is nested too deeply", self._line_of(start)) from None
            except ValueError as error:
                clause = str(error) if isinstance(error, Unsound) else "a number has too many digits"
                raise Misread(clause, self._line_of(start)) from None
            self._at = start + end
            return value  # type: ignore[no-any-return]  # what JSON can say, and nothing else

    def end(self) -> None:
        """Nothing may follow."""
        self._skip()
        if self._at < len(self._text):
            raise Misread("there is something after its end", self._line_of(self._at))

    def _fetch(self, length: int) -> None:
        """Have so many letters from here on at hand, or all that there are. What was read before is let go."""
        if self._is_all or len(self._text) - self._at >= length:
            return
        self._line_of(self._at)
        parts, have = [self._text[self._at :]], len(self._text) - self._at
        while have < length:
            piece = next(self._pieces, None)
            if piece is None:
                self._is_all = True
                break
            parts.append(piece)
            have += len(piece)
        self._text = "".join(parts)
        self._at = self._counted = 0

    def _skip(self) -> None:
        while True:
            found = _SPACE.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text) or self._is_all:
                return
            self._fetch(1)

    def _line_of(self, place: int) -> int:
        """The line in which a place of the text at hand is; places are asked for in order."""
        self._lines += self._text.count("\n", self._counted, place)
        self._counted = max(self._counted, place)
        return self._lines

    def _take(self, sign: str) -> bool:
        self._skip()
        if not self._text.startswith(sign, self._at):
            return False
        self._at += 1
        return True

    def _expect(self, sign: str) -> None:
        if not self._take(sign):
            raise self._misread(self._at)

    def _misread(self, at: int) -> Misread:
        self._at, line = at, self._line_of(at)
        self._skip()
        if self._at >= len(self._text):
            return Misread("it is cut short", self._line_of(len(self._text)))
        return Misread("this is not JSON", line)

"""JSON from elsewhere, read value by value: nothing is guessed or merged, and every fault has its line."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmaps.events import Json

LARGEST_VALUE = 1024 * 1024
"""So many letters a single value may have."""

_FIRST_PIECE = 4096
_SPACE = re.compile(r"[ \t\n\r]*")


class Misread(ValueError):
    """What is wrong, as a clause, and in which line it stands."""

    def __init__(self, clause: str, line: int) -> None:
        super().__init__(clause)
        self.line = line


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, with or without a byte-order mark. Raises Misread."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        raise Misread("it is written in UTF-16 or UTF-32; save it as UTF-8", 1)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Misread("it has a letter that is not UTF-8", data.count(b"\n", 0, error.start) + 1) from None


class Scanner:
    """Goes through one JSON text. What was not asked for is not made, so that a text of any shape takes little room.

    Every method raises Misread for what is not JSON, and for what readers disagree on: a name that stands twice in an
    object, NaN and infinity, a number with thousands of digits.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._decoder = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_refuse_constant)

    @property
    def place(self) -> int:
        """Where what comes next begins."""
        self._skip()
        return self._at

    def line_of(self, place: int) -> int:
        """The line in which a place is."""
        return self._text.count("\n", 0, place) + 1

    def members(self) -> Iterator[str]:
        """The names in the object that comes next. Whoever asks reads the value of each before the next name."""
        self._expect("{")
        if self._take("}"):
            return
        names: set[str] = set()
        while True:
            place = self.place
            name = self.value()
            if not isinstance(name, str):
                raise Misread("a name belongs here", self.line_of(place))
            if name in names:
                raise Misread(f"the name {quoted(name)} stands there twice", self.line_of(place))
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
        return self._text.startswith("[", self.place)

    def value(self) -> Json:
        """The value that comes next, whole."""
        start, length = self.place, _FIRST_PIECE
        while True:
            # A piece is enough for most values, and keeps one that is endless from being made as a whole.
            piece = self._text[start : start + length]
            try:
                value, end = self._decoder.raw_decode(piece)
            except json.JSONDecodeError as error:
                if start + length < len(self._text) and length < LARGEST_VALUE:
                    length *= 4
                    continue
                if start + length < len(self._text):
                    clause = "what stands there is no JSON, or larger than a value may be"
                    raise Misread(clause, self.line_of(start)) from None
                ends = error.msg.startswith("Unterminated string")
                raise self._misread(len(self._text) if ends else start + error.pos) from None
            except RecursionError:
                raise Misread("it is nested too deeply", self.line_of(start)) from None
            except ValueError as error:
                clause = str(error) if isinstance(error, _Refused) else "a number has too many digits"
                raise Misread(clause, self.line_of(start)) from None
            self._at = start + end
            return value  # type: ignore[no-any-return]  # what JSON can say, and nothing else

    def end(self) -> None:
        """Nothing may follow."""
        self._skip()
        if self._at < len(self._text):
            raise Misread("something follows after its end", self.line_of(self._at))

    def _skip(self) -> None:
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at

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
        if not self._text[at:].strip():
            return Misread("it ends in the middle", self.line_of(len(self._text)))
        return Misread("what stands there is no JSON", self.line_of(at))


class _Refused(ValueError):
    """What JSON readers disagree on, as a clause."""


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Refused(f"the name {quoted(twice)} stands there twice")
    return found


def _refuse_constant(name: str) -> Json:
    raise _Refused(f"{name} is no number of JSON")


def quoted(name: str) -> str:
    """A text from elsewhere within a sentence: its beginning, without what cannot be shown."""
    short = name if len(name) <= 40 else f"{name[:40]}…"
    return f"“{''.join(letter if letter.isprintable() else '?' for letter in short)}”"

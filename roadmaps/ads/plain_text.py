"""The text of an ad made plain, letter by letter, so that what is found can be marked in the text as it was pasted."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_LIKE = {
    **dict.fromkeys("‐‑‒–−﹣－", "-"),
    **dict.fromkeys("‘’‚‛′ʼ´`", "'"),
    **dict.fromkeys("“”„‟″", '"'),
    **dict.fromkeys("\r\v\f", " "),
    **dict.fromkeys("\x85\u2028\u2029", "\n"),
}
_ODD = re.compile(r"[^\n\t -_a-~]")
_TOKEN = re.compile(r"([a-z0-9]+|[^a-z0-9 \t\n-])")
"""Plain text has no other whitespace, and looking for every kind of it would take twice as long."""
_JOINT = re.compile(r"[ \t]{1,4}|-|[ \t]?\n[ \t]{0,8}|-[ \t]?\n[ \t]{0,8}")
_COMMON_JOINTS = frozenset(("", " ", "-"))


class PlainText(NamedTuple):
    """A text with plain hyphens, quotes and blanks, and without what cannot be seen."""

    text: str
    folded: str
    """The same in lower case, letter for letter."""
    places: Sequence[int]
    """Where the plain and the pasted text diverge: places in ``text`` …"""
    origins: Sequence[int]
    """… and the places in the pasted text that belong to them."""

    def origin(self, place: int) -> int:
        """The place in the pasted text of a place in ``text``."""
        if not self.places:
            return place
        step = bisect_right(self.places, place) - 1
        return self.origins[step] + place - self.places[step] if step >= 0 else place


def plain_text(text: str) -> PlainText:
    """Make a text plain: blanks, hyphens, quotes, ligatures and styled letters as typed, without accents."""
    like = {letter: _plain(letter) for letter in set(_ODD.findall(text))}
    if all(len(plain) == 1 for plain in like.values()):
        for letter, plain in like.items():
            text = text.replace(letter, plain)
        return PlainText(text, text.lower(), (), ())
    parts: list[str] = []
    places: list[int] = []
    origins: list[int] = []
    length = done = 0
    odd = {letter for letter, plain in like.items() if len(plain) != 1}
    table = {ord(letter): plain for letter, plain in like.items() if letter not in odd}
    for found in re.finditer(f"[{re.escape(''.join(odd))}]", text):
        part = text[done : found.start()].translate(table) + like[found[0]]
        parts.append(part)
        length += len(part)
        done = found.end()
        places.append(length)
        origins.append(done)
    plain = "".join([*parts, text[done:].translate(table)])
    return PlainText(plain, plain.lower(), places, origins)


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    if letter in _LIKE:
        return _LIKE[letter]
    kind = unicodedata.category(letter)
    if kind in ("Cc", "Cf", "Cs", "Mn"):
        return ""
    if kind == "Zs":
        return " "
    decomposed = unicodedata.normalize("NFKD", letter)
    plain = "".join(each for each in decomposed if not unicodedata.combining(each)) or letter
    # Lower case must not change the number of letters.
    return plain if len(plain.lower()) == len(plain) else letter


class Tokens(NamedTuple):
    """The words of a text and the signs between them; hyphens and blanks only join words."""

    words: list[str]
    gaps: list[str]
    """What is before each word, and after the last one."""
    starts: list[int]
    ends: list[int]

    def are_joined(self, place: int) -> bool:
        """Whether a token and the next one can be part of one phrase: no more than a blank, hyphen or line between."""
        gap = self.gaps[place + 1]
        return gap in _COMMON_JOINTS or _JOINT.fullmatch(gap) is not None


def tokens_of(folded: str) -> Tokens:
    """Split a folded text into tokens."""
    parts = _TOKEN.split(folded)
    bounds = [*accumulate(map(len, parts))]
    return Tokens(parts[1::2], parts[0::2], bounds[0:-1:2], bounds[1::2])

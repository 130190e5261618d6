"""The user's own text in exports: characters that every reader accepts, line ends, and addresses."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.text.links import browser_url, is_for_a_browser

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE_ENDS = r"\r\n|[\r\x85]"
# What HTML, XML and terminals do not accept: controls, lone surrogates and noncharacters.
_UNSAFE = (
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(17))
    + "]"
)
_PICTURES_FROM, _DELETE, _PICTURE_OF_DELETE, _REPLACEMENT = 0x2400, 0x7F, "\u2421", "\ufffd"
_FIRST_LETTER = 0x20
# A web or mail address in running text, including all that GitHub would autolink.
_ADDRESS = r"(?<![a-z0-9])(?:https?://|ftp://|mailto:|www\.(?=\w))[^\s<>\"\\^`{|}]+"
_LEADS_SOMEWHERE = r"(?:[a-z]+://|mailto:|www\.)\w"
_AFTER_IT = "?!.,:;*_~'\"”’»"
_PAIRS = {")": "(", "]": "[", "}": "{"}


def visible(text: str, *, keep_line_ends: bool = False) -> str:
    """A text that every reader accepts; line ends become line feeds unless ``keep_line_ends``.

    Characters that readers do not accept are made visible: a control as its picture (BEL as ␇, ESC as ␛), a lone
    surrogate, a C1 control or a noncharacter as �. Everything else stays letter for letter.
    """
    return re.sub(_UNSAFE, _shown, text if keep_line_ends else re.sub(_LINE_ENDS, "\n", text))


def _shown(found: re.Match[str]) -> str:
    number = ord(found[0])
    if number < _FIRST_LETTER:
        return chr(_PICTURES_FROM + number)
    return _PICTURE_OF_DELETE if number == _DELETE else _REPLACEMENT


class TextSpan(NamedTuple):
    """A part of a text. ``address`` is where it leads; empty if it is not an address."""

    text: str
    address: str = ""


def spans(text: str) -> Iterator[TextSpan]:
    """A text in parts that add up to it: plain ones and addresses (http, https, ftp, mailto, and names with www)."""
    # Links are stored as typed, often without a scheme: localhost:8888/lab. A name alone may be a file.
    if whole := browser_url(text) if "/" in text or is_for_a_browser(text) else "":
        yield TextSpan(text, whole)
        return
    done = 0
    for found in re.finditer(_ADDRESS, text, re.IGNORECASE):
        typed = _without_what_follows(found[0])
        address = f"https://{typed}" if typed.lower().startswith("www.") else typed
        if not re.match(_LEADS_SOMEWHERE, typed, re.IGNORECASE):
            continue
        if found.start() > done:
            yield TextSpan(text[done : found.start()])
        yield TextSpan(typed, address)
        done = found.start() + len(typed)
    if done < len(text):
        yield TextSpan(text[done:])


def _without_what_follows(address: str) -> str:
    """Without the punctuation or bracket that belongs to the sentence around it."""
    # Counted once, so that a text of closing brackets takes no longer than any other.
    excess = {close: address.count(close) - address.count(opening) for close, opening in _PAIRS.items()}
    end = len(address)
    while True:  # it begins with a letter, which stays
        last = address[end - 1]
        if last in _PAIRS and excess[last] > 0:
            excess[last] -= 1
        elif last not in _AFTER_IT:
            break
        end -= 1
    return address[:end]


def linked_address(span: TextSpan) -> str:
    """Where a part of a text leads when clicked in a document: web and mail only; empty for anything else."""
    return span.address if span.address and is_for_a_browser(span.address) else ""


def is_right_to_left(text: str) -> bool:
    """Whether a text is right-to-left, as with ``dir="auto"``: by its first character that has a direction."""
    first = next((kind for letter in text if (kind := unicodedata.bidirectional(letter)) in ("L", "R", "AL")), "L")
    return first != "L"

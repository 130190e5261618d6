"""What somebody types as a link: a web address, a mail address or the path of a file, and nothing else."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, auto
from typing import NamedTuple

MOST_LETTERS = 2000
# Not compiled before the first use, which few starts of the program see.
_WEB = r"https?://[^\s/?#]+([/?#]\S*)?"
_MAIL = r"mailto:[^\s@?&]+@[^\s@?&]+"
# Without a scheme only where it cannot be the name of a file: README.md could be a host, too.
_HOST = r"(www\.[\w-]+(\.[\w-]+)+|[\w-]+(\.[\w-]+)*\.[a-z]{2,}(:[0-9]+)?(?=/))([/?#]\S*)?"
_SCHEME = r"[a-z][a-z0-9+.-]+:"
_DRIVE = r"[a-z]:[\\/]"


class AddressKind(Enum):
    """What opens an address."""

    WEB = auto()
    MAIL = auto()
    FILE = auto()


class Address(NamedTuple):
    """An address as it is kept."""

    kind: AddressKind
    text: str

    @property
    def short(self) -> str:
        """What tells it apart in a list: without the scheme, and of a file the name alone."""
        if self.kind is AddressKind.FILE:
            return re.split(r"[\\/]", self.text.rstrip("\\/"))[-1] or self.text
        return self.text.partition(":")[2].lstrip("/").rstrip("/")


def read_address(text: str) -> Address:
    """The address that a text says. Raises ValueError with a sentence for anything that is not to be opened.

    Whether a file is there is not asked here. Paths on other computers are refused, since only looking at one would
    send the name of the person there.
    """
    typed = text.strip()
    if not typed:
        raise ValueError("Type a web address, or choose a file.")
    if len(typed) > MOST_LETTERS:
        raise ValueError(f"An address has at most {MOST_LETTERS} letters.")
    if any(unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp") for letter in typed):
        raise ValueError("There are letters in it that cannot be seen. Type it without them.")
    if re.fullmatch(_WEB, typed, re.IGNORECASE):
        return Address(AddressKind.WEB, typed)
    if re.fullmatch(_MAIL, typed, re.IGNORECASE):
        return Address(AddressKind.MAIL, typed)
    if typed.startswith(("//", "\\\\")):
        raise ValueError("Files on other computers are not opened from here. Choose one on this computer.")
    if typed.startswith("/") or re.match(_DRIVE, typed, re.IGNORECASE):
        return Address(AddressKind.FILE, typed)
    if re.match(_SCHEME, typed, re.IGNORECASE) and not re.fullmatch(_HOST, typed, re.IGNORECASE):
        raise ValueError("Only addresses that begin with https://, http:// or mailto: can be kept, and files.")
    if re.fullmatch(_HOST, typed, re.IGNORECASE):
        return Address(AddressKind.WEB, f"https://{typed}")
    raise ValueError("Type a web address such as https://example.org, or choose a file.")


def is_for_a_browser(text: str) -> bool:
    """Whether a text is, letter by letter, a web or mail address that may be a link."""
    known = known_address(text)
    return known is not None and known.text == text and known.kind is not AddressKind.FILE


def known_address(text: str) -> Address | None:
    """The address that a text says, None where there is none that may be opened."""
    try:
        return read_address(text)
    except ValueError:
        return None

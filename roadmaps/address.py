"""What somebody types as a link: a web address, a mail address or the path of a file, and nothing else."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, auto
from typing import NamedTuple

MOST_LETTERS = 2000
_WEB = re.compile(r"https?://[^\s/?#]+([/?#]\S*)?", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s@?&]+@[^\s@?&]+", re.IGNORECASE)
# Without a scheme only where it cannot be the name of a file: README.md could be a host, too.
_HOST = re.compile(r"(www\.[\w-]+(\.[\w-]+)+|[\w-]+(\.[\w-]+)*\.[a-z]{2,}(:[0-9]+)?(?=/))([/?#]\S*)?", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)
_DRIVE = re.compile(r"[a-z]:[\\/]", re.IGNORECASE)


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
        raise ValueError(f"An address has at most {MOST_LETTERS:,} letters.")
    if any(unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp") for letter in typed):
        raise ValueError("There are letters in it that cannot be seen. Type it without them.")
    if _WEB.fullmatch(typed):
        return Address(AddressKind.WEB, typed)
    if _MAIL.fullmatch(typed):
        return Address(AddressKind.MAIL, typed)
    if typed.startswith(("//", "\\\\")):
        raise ValueError("Files on other computers are not opened from here. Choose one on this computer.")
    if typed.startswith("/") or _DRIVE.match(typed):
        return Address(AddressKind.FILE, typed)
    if _SCHEME.match(typed) and not _HOST.fullmatch(typed):
        raise ValueError("Only addresses that begin with https://, http:// or mailto: can be kept, and files.")
    if _HOST.fullmatch(typed):
        return Address(AddressKind.WEB, f"https://{typed}")
    raise ValueError("Type a web address such as https://example.org, or choose a file.")


def known_address(text: str) -> Address | None:
    """The address that a text says, None where there is none that may be opened."""
    try:
        return read_address(text)
    except ValueError:
        return None

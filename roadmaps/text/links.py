"""Typed links, kept letter for letter: web and mail addresses, files, pages in note apps."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, auto
from typing import NamedTuple

MOST_LETTERS = 2000
# Compiled on first use, which most sessions never need.
_WEB = r"https?://[^\s/?#]+([/?#].*)?"
_MAIL = r"mailto:[^\s@?&:]+@[^\s@?&:]+(\?subject=[^&]*)?"
_PLAIN_MAIL = r"[^\s@?&:/\\]+@[^\s@?&:/\\]+\.[^\s@?&:/\\]+"
_REPOSITORY = r"git@(?P<host>[\w.-]+):(?P<path>[\w./~-]+)"
_FILE = r"file:(?://(?P<host>[^/\\]*))?(?P<path>[/\\].*)"
_LOCAL_HOST = r"localhost|[\w-]+(?:\.[\w-]+)*\.(?:local|localhost)|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\]"
_END = r"(?:/.*|[?#].*)?"
_LOCAL = rf"(?:{_LOCAL_HOST})(?::\d{{1,5}})?{_END}"
_PORT = rf"(?P<host>[\w-]+)(?::\d{{1,5}}){_END}"
# Without a slash only if it cannot be a file name: README.md could be a host, too.
_HOST = (
    r"(?:www\.[\w-]+(?:\.[\w-]+)+(?::\d{1,5})?|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?::\d{1,5})?(?=/)"
    r"|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|io|dev|ai|eu|uk|de|fr|nl|ch|at|ca|au|jp|in)(?::\d{1,5})?)" + _END
)
_PAPERS = ((r"doi:\s?(10\.\d+/\S+)", "https://doi.org/"), (r"arxiv:\s?(\S+)", "https://arxiv.org/abs/"))
_SCHEME = r"[a-z][a-z0-9+.-]+:"
_DRIVE = r"[a-z]:[\\/]"
_APPS = (
    r"(bear|craftdocs|evernote|joplin|logseq|marginnote3app|notion|obsidian|onenote|things|x-devonthink-item|zotero):.+"
)
"""Schemes of apps for notes and papers. They show a page and never run anything from the address."""
_NO_HOSTS = frozenset(
    ("about", "blob", "data", "file", "ftp", "javascript", "mailto", "sftp", "sms", "smb", "ssh", "tel", "vbscript")
)
NOT_KEPT = (
    "Links of this kind can’t be saved. Web and email addresses, files, and links to note apps such as obsidian:// "
    "and zotero:// can."
)
ELSEWHERE = "This is on another computer. Skillgap does not look there, because that would send your user name to it."


class AddressKind(Enum):
    """What opens an address."""

    WEB = auto()
    MAIL = auto()
    FILE = auto()
    """A file on this computer."""
    REMOTE_FILE = auto()
    """A file in a shared folder on another computer: kept and shown, never accessed."""
    APP = auto()
    """A page in an app for notes or papers."""


class Address(NamedTuple):
    """An address as typed, without surrounding spaces."""

    kind: AddressKind
    text: str

    @property
    def short(self) -> str:
        """A short form for lists: without the scheme; for a file, just its name."""
        if self.kind in (AddressKind.FILE, AddressKind.REMOTE_FILE):
            return re.split(r"[\\/]", self.text.rstrip("\\/"))[-1] or self.text
        if self.kind is AddressKind.APP or not self.text.lower().startswith(("http:", "https:", "mailto:")):
            return self.text
        return self.text.partition(":")[2].lstrip("/").rstrip("/")

    @property
    def url(self) -> str:
        """What to give a browser, mail program or notes app; for a file, what was typed."""
        if self.kind is AddressKind.MAIL and not self.text.lower().startswith("mailto:"):
            return f"mailto:{self.text}"
        if self.kind is not AddressKind.WEB or re.match(r"https?://", self.text, re.IGNORECASE):
            return self.text.replace(" ", "%20") if self.kind is AddressKind.WEB else self.text
        for pattern, start in _PAPERS:
            if paper := re.fullmatch(pattern, self.text, re.IGNORECASE):
                return start + paper[1]
        if repository := re.fullmatch(_REPOSITORY, self.text):
            return f"https://{repository['host']}/{repository['path'].removesuffix('.git')}"
        # Servers on this computer or the local network seldom have a certificate.
        is_near = _is_like(_LOCAL, self.text) or _is_like(_PORT, self.text)
        return f"{'http' if is_near else 'https'}://{self.text}".replace(" ", "%20")


def read_address(text: str) -> Address:
    """Parse an address. Raises ValueError with a sentence for anything that must not be kept.

    It does not check whether a file exists.
    """
    typed = text.strip()
    if not typed:
        raise ValueError("Type a web address, or choose a file.")
    if len(typed) > MOST_LETTERS:
        raise ValueError(f"An address can have up to {MOST_LETTERS} characters.")
    if any(unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp") for letter in typed):
        raise ValueError("It contains invisible characters. Type it without them.")
    kind = _kind(typed)
    if kind:
        return Address(kind, typed)
    if _starts_like(_SCHEME, typed):
        raise ValueError(NOT_KEPT)
    if typed.startswith(("./", "../", ".\\", "..\\")):
        raise ValueError("Type the full path of the file, starting with / or ~, or choose it.")
    raise ValueError("Type a web address such as https://example.org, or choose a file.")


def _kind(typed: str) -> AddressKind | None:
    if file := re.fullmatch(_FILE, typed, re.IGNORECASE):
        is_here = (file["host"] or "").lower() in ("", "localhost") and not _is_remote(file["path"])
        return AddressKind.FILE if is_here else AddressKind.REMOTE_FILE
    if _is_remote(typed):
        return AddressKind.REMOTE_FILE
    if typed.startswith(("/", "~/", "~\\")) or _starts_like(_DRIVE, typed):
        return AddressKind.FILE
    if _is_like(_MAIL, typed) or _is_like(_PLAIN_MAIL, typed):
        return AddressKind.MAIL
    scheme = typed.partition(":")[0].lower()
    if _is_like(_APPS, typed):
        return AddressKind.APP
    if any(_is_like(pattern, typed) for pattern in (_WEB, _LOCAL, _HOST, *(paper for paper, _ in _PAPERS))):
        return AddressKind.WEB
    if re.fullmatch(_REPOSITORY, typed) or (_is_like(_PORT, typed) and scheme not in _NO_HOSTS):
        return AddressKind.WEB
    return None


def _is_remote(path: str) -> bool:
    """Whether a path leads to another computer: it starts with two slashes of either kind."""
    return len(path) > 2 and path[0] in "/\\" and path[1] in "/\\"


def _is_like(pattern: str, text: str) -> bool:
    return re.fullmatch(pattern, text, re.IGNORECASE) is not None


def _starts_like(pattern: str, text: str) -> bool:
    return re.match(pattern, text, re.IGNORECASE) is not None


def browser_url(text: str) -> str:
    """The full web or mail address for a text, for use as a link; empty if it is not one."""
    known = known_address(text)
    return known.url if known and known.kind in (AddressKind.WEB, AddressKind.MAIL) else ""


def is_for_a_browser(text: str) -> bool:
    """Whether a text is exactly a web or mail address that may be a link."""
    return bool(text) and browser_url(text) == text


def known_address(text: str) -> Address | None:
    """The address in a text; None if it is not one that may be kept."""
    try:
        return read_address(text)
    except ValueError:
        return None

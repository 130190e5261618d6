"""The text of what is pasted or opened: plain text, HTML, an email, a PDF. Nothing is fetched and nothing is run."""

from __future__ import annotations

import re
from contextlib import suppress
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.faults import Fault
from roadmaps.text.limits import MOST_AD_LETTERS, MOST_TITLE_LETTERS, length_fault
from roadmaps.text.links import MOST_LETTERS
from roadmaps.text.locale_format import ENGLISH

if TYPE_CHECKING:
    from roadmaps.journal import KeptAd
    from roadmaps.text.locale_format import LocaleForms

MOST_BYTES = 20_000_000
"""The most bytes of a file: a PDF with pictures may have several million."""
_MOST_PAGES = 30
_SILENT_TAGS = frozenset(
    ["script", "style", "head", "template", "noscript", "svg", "math", "iframe", "object", "form", "select", "textarea"]
)
_NO_END = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section",
    "table", "tbody", "thead", "tr", "ul",
])  # fmt: skip
_LOOKS_LIKE_HTML = re.compile(
    r"<(?:!doctype html|html|body|div|p|ul|ol|li|br|h[1-6]|table|span|section)\b[^<>]{0,500}>", re.IGNORECASE
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_BINARY = 0.1
"""With a larger share of control characters, it is not text."""


class Document(NamedTuple):
    """The text of a document, and what it calls itself."""

    text: str
    title: str = ""


def read_bytes(data: bytes, name: str = "", forms: LocaleForms = ENGLISH) -> Document:
    """The text of a file, by its content; ``name`` decides where that is not enough.

    Raises Fault with one sentence for what is empty, too long, or cannot be read as text.
    """
    if len(data) > MOST_BYTES:
        size = forms.number(len(data) / 1e6, 0)
        raise Fault(f"This file is {size}\u00a0MB, which is too large for a job ad, so it wasn’t opened.")
    ending = name.lower().rpartition(".")[2]
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return _checked(_from_pdf(data), forms)
    if ending == "pdf":
        raise Fault("This file is named like a PDF, but isn’t one. Copy the text of the ad and paste it.")
    if ending == "eml" or re.match(rb"(?:[A-Za-z-]{2,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}\r?\n", data[:65_536]):
        return _checked(_from_mail(data), forms)
    return read_pasted(_decoded(data), forms)


def read_pasted(text: str, forms: LocaleForms = ENGLISH) -> Document:
    """The text of what was pasted: as it is, or without its markup where it is HTML. Raises Fault with one sentence."""
    if len(text) > MOST_BYTES:
        raise Fault(_too_long(text, forms))
    is_html = len(_LOOKS_LIKE_HTML.findall(text, 0, 20_000)) > 1 or text[:200].lstrip().lower().startswith(_HTML_STARTS)
    return _checked(from_html(text) if is_html else Document(text), forms)


_HTML_STARTS = ("<!doctype html", "<html")


def ad_fault(ad: KeptAd, forms: LocaleForms = ENGLISH) -> str:
    """Why an ad cannot be kept as typed, in one sentence; empty if it can."""
    if not ad.text.strip():
        return "Paste the text of the ad to keep it."
    limits = (
        (ad.text, MOST_AD_LETTERS, "A job ad"),
        (ad.title, MOST_TITLE_LETTERS, "A title"),
        (ad.employer, MOST_TITLE_LETTERS, "An employer"),
        (ad.address, MOST_LETTERS, "An address"),
    )
    return next((fault for text, most, name in limits if (fault := length_fault(text, most, name, forms))), "")


def _checked(document: Document, forms: LocaleForms) -> Document:
    text = document.text.strip("\ufeff\x00 \t\r\n")
    if not text.strip("\ufeff\x00").strip():
        raise Fault("There’s no text in this. If it’s a scan or a picture, type or copy the words of the ad.")
    if len(text) > MOST_AD_LETTERS:
        raise Fault(_too_long(text, forms))
    if len(_CONTROLS.findall(text)) > _BINARY * len(text):
        raise Fault("This isn’t text. Copy the words of the ad and paste them.")
    return Document(text, " ".join(document.title.split()))


def _too_long(text: str, forms: LocaleForms) -> str:
    most, length = forms.number(MOST_AD_LETTERS), forms.number(len(text))
    return f"A job ad can have up to {most} characters, and this has {length}. Paste just the ad."


def _decoded(data: bytes, charset: str = "") -> str:
    """Text in the stated charset where it fits, otherwise in what the bytes look like."""
    if charset:
        with suppress(LookupError, UnicodeError):
            return data.decode(charset)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


class _Text(HTMLParser):
    """Collects what a browser would show as text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.title: list[str] = []
        self._silent: list[str] = []
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_title = tag == "title" and not self.title
        if self._silent:
            if tag not in _NO_END:
                self._silent.append(tag)
            # As in a browser, what belongs into the body ends a head that was left open.
            if self._silent[0] == "head" and tag in _BLOCKS | {"body"}:
                self._silent = []
        elif (tag in _SILENT_TAGS or any(name == "hidden" for name, _ in attrs)) and tag not in _NO_END:
            self._silent.append(tag)
        if not self._silent and tag in _BLOCKS:
            self.parts.append("\n- " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False
        if tag in self._silent:
            del self._silent[len(self._silent) - 1 - self._silent[::-1].index(tag) :]
        elif not self._silent:
            if tag in ("td", "th"):
                self.parts.append("\t")
            elif tag in _BLOCKS:
                self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title.append(data)
        elif not self._silent:
            self.parts.append(re.sub(r"\s+", " ", data))


def from_html(markup: str) -> Document:
    """The text of HTML, without scripts, styles and what is hidden; list items begin with a hyphen."""
    parser = _Text()
    parser.feed(markup)
    parser.close()
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(parser.parts))
    return Document(re.sub(r"\n{3,}", "\n\n", text).strip(), "".join(parser.title))


def _from_mail(data: bytes) -> Document:
    from email import message_from_bytes
    from email.errors import MessageError
    from email.policy import default

    try:
        message = message_from_bytes(data, policy=default)
        body = message.get_body(("plain", "html"))
        payload = body.get_payload(decode=True) if body else b""
        content = _decoded(payload if isinstance(payload, bytes) else b"", body.get_content_charset("") if body else "")
        is_html = body is not None and body.get_content_type() == "text/html"
        subject = str(message.get("subject", ""))
    except (MessageError, LookupError, ValueError, AttributeError, TypeError) as error:
        raise Fault("This email can’t be read. Copy the text of the ad and paste it.") from error
    return Document(from_html(content).text if is_html else content, subject)


def _from_pdf(data: bytes) -> Document:
    from io import BytesIO

    from pypdf import PdfReader

    try:
        reader = PdfReader(BytesIO(data))
        is_locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if is_locked else [page.extract_text() for page in reader.pages[:_MOST_PAGES]]
        title = "" if is_locked or not reader.metadata else str(reader.metadata.title or "")
    except Exception as error:  # a damaged or hostile file makes pypdf raise nearly anything
        raise Fault("This PDF can’t be read. Copy the text of the ad and paste it.") from error
    if is_locked:
        raise Fault("This PDF is locked with a password. Open it elsewhere, copy the text of the ad and paste it.")
    return Document("\n".join(pages), title)

"""What may be kept as a link, letter for letter, where it leads, and what is refused with a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.text.links import (
    MOST_LETTERS,
    Address,
    AddressKind,
    browser_url,
    is_for_a_browser,
    known_address,
    read_address,
)

WEB, MAIL, FILE = AddressKind.WEB, AddressKind.MAIL, AddressKind.FILE
REMOTE, APP = AddressKind.REMOTE_FILE, AddressKind.APP


@pytest.mark.parametrize(
    ("text", "kind", "url"),
    [
        ("https://example.org", WEB, "https://example.org"),
        ("HTTP://example.org/a?b=c#d", WEB, "HTTP://example.org/a?b=c#d"),
        ("https://exämple.org/größe", WEB, "https://exämple.org/größe"),
        ("https://example.org/my report.pdf", WEB, "https://example.org/my%20report.pdf"),
        ("http://localhost:8888/tree", WEB, "http://localhost:8888/tree"),
        ("localhost:8888/lab", WEB, "http://localhost:8888/lab"),
        ("localhost:8888", WEB, "http://localhost:8888"),
        ("localhost/x", WEB, "http://localhost/x"),
        ("LOCALHOST:8888/lab?token=a", WEB, "http://LOCALHOST:8888/lab?token=a"),
        ("127.0.0.1:5000", WEB, "http://127.0.0.1:5000"),
        ("192.168.0.2/x", WEB, "http://192.168.0.2/x"),
        ("[::1]:8888/lab", WEB, "http://[::1]:8888/lab"),
        ("nas.local/share", WEB, "http://nas.local/share"),
        ("mlserver:5000/#/experiments/1", WEB, "http://mlserver:5000/#/experiments/1"),
        ("git.example.org/me/churn-api", WEB, "https://git.example.org/me/churn-api"),
        ("example.org:8080/x", WEB, "https://example.org:8080/x"),
        ("www.example.org", WEB, "https://www.example.org"),
        ("example.org", WEB, "https://example.org"),
        ("git@github.com:me/churn-api.git", WEB, "https://github.com/me/churn-api"),
        ("doi:10.1000/182", WEB, "https://doi.org/10.1000/182"),
        ("arXiv:1706.03762", WEB, "https://arxiv.org/abs/1706.03762"),
        ("mailto:me@example.org", MAIL, "mailto:me@example.org"),
        ("mailto:me@example.org?subject=My talk", MAIL, "mailto:me@example.org?subject=My talk"),
        ("me@example.org", MAIL, "mailto:me@example.org"),
        ("/home/me/R&D <b>.pdf", FILE, "/home/me/R&D <b>.pdf"),
        ("/home/me/my  notes.pdf", FILE, "/home/me/my  notes.pdf"),
        ("file:///home/a/x.pdf", FILE, "file:///home/a/x.pdf"),
        ("file:///home/a/my%20notes.pdf", FILE, "file:///home/a/my%20notes.pdf"),
        ("FILE://localhost/home/a/x.pdf", FILE, "FILE://localhost/home/a/x.pdf"),
        ("file:/home/a/x.pdf", FILE, "file:/home/a/x.pdf"),
        ("file:///C:/Users/me/thesis.pdf", FILE, "file:///C:/Users/me/thesis.pdf"),
        ("~/notes.md", FILE, "~/notes.md"),
        ("C:\\Users\\me\\thesis.pdf", FILE, "C:\\Users\\me\\thesis.pdf"),
        ("c:/thesis.pdf", FILE, "c:/thesis.pdf"),
        ("\\\\server\\share\\x.pdf", REMOTE, "\\\\server\\share\\x.pdf"),
        ("//server/share", REMOTE, "//server/share"),
        ("file://server/share/x.pdf", REMOTE, "file://server/share/x.pdf"),
        ("file:////server/share/x.pdf", REMOTE, "file:////server/share/x.pdf"),
        ("obsidian://open?vault=Work&file=MLOps", APP, "obsidian://open?vault=Work&file=MLOps"),
        ("zotero://select/library/items/ABCD1234", APP, "zotero://select/library/items/ABCD1234"),
    ],
)
def test_links_are_kept_letter_for_letter(text: str, kind: AddressKind, url: str) -> None:
    address = read_address(f"  {text} ")
    assert address == Address(kind, text)
    assert address.url == url
    assert read_address(address.text) == address


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Type a web address, or choose a file."),
        (" \t", "Type a web address, or choose a file."),
        ("javascript:alert(1)", "Links of this kind"),
        ("JavaScript:8080/alert", "Links of this kind"),
        ("vbscript:x", "Links of this kind"),
        ("data:text/html,x", "Links of this kind"),
        ("data:8080", "Links of this kind"),
        ("tel:112", "Links of this kind"),
        ("ms-msdt:/id", "Links of this kind"),
        ("search-ms:query=x", "Links of this kind"),
        ("view-source:https://example.org", "Links of this kind"),
        ("mailto:me@example.org?attach=/etc/passwd", "Links of this kind"),
        ("mailto:me@example.org?subject=x&attach=/etc/passwd", "Links of this kind"),
        ("smb://host/share", "Links of this kind"),
        ("ftp://example.org/x", "Links of this kind"),
        ("ssh://example.org/x", "Links of this kind"),
        ("file:notes.md", "Links of this kind"),
        ("obsidian:", "Links of this kind"),
        ("https://", "Links of this kind"),
        ("https://two words.org", "Links of this kind"),
        ("README.md", "Type a web address such as"),
        ("model.py", "Type a web address such as"),
        ("notes/readme.md", "Type a web address such as"),
        ("./notes.md", "Type the full path"),
        ("my thesis", "Type a web address such as"),
        ("https://example.org/\u202egpj.exe", "It contains invisible characters"),
        ("https://exam\u200bple.org", "It contains invisible characters"),
        ("https://example.org/\nx", "It contains invisible characters"),
        ("/tmp/\x00", "It contains invisible characters"),
        ("https://example.org/" + "x" * MOST_LETTERS, "up to 2000 characters"),
    ],
)
def test_anything_else_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence) as refusal:
        read_address(text)
    assert str(refusal.value).endswith(".")
    assert known_address(text) is None
    assert browser_url(text) == ""


@given(st.text(max_size=40))
def test_what_a_browser_is_given_is_a_web_or_mail_address(text: str) -> None:
    address = known_address(text)
    if address and address.kind in (WEB, MAIL):
        assert address.url.lower().startswith(("https://", "http://", "mailto:"))
        assert browser_url(text) == address.url
    else:
        assert browser_url(text) == ""
    if address:
        assert address.text == text.strip()


def test_only_whole_addresses_are_links_unchanged() -> None:
    assert is_for_a_browser("https://example.org/x")
    assert is_for_a_browser("mailto:me@example.org")
    for text in ("www.example.org", "localhost:8888/lab", "~/notes.md", "obsidian://open", "//server/x", ""):
        assert not is_for_a_browser(text)


def test_a_list_shows_the_part_of_an_address_that_identifies_it() -> None:
    shown = {
        "https://git.example.org/me/": "git.example.org/me",
        "localhost:8888/lab": "localhost:8888/lab",
        "mailto:me@example.org": "me@example.org",
        "/home/me/thesis.pdf": "thesis.pdf",
        "file:///home/me/thesis.pdf": "thesis.pdf",
        "~/notes.md": "notes.md",
        "C:\\me\\thesis.pdf": "thesis.pdf",
        "obsidian://open?vault=Work": "obsidian://open?vault=Work",
        "/": "/",
    }
    assert {text: read_address(text).short for text in shown} == shown

"""What may be kept as a link, and what is refused, with a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.address import MOST_LETTERS, Address, AddressKind, known_address, read_address

WEB, MAIL, FILE = AddressKind.WEB, AddressKind.MAIL, AddressKind.FILE


@pytest.mark.parametrize(
    ("text", "kind", "kept"),
    [
        ("https://example.org", WEB, "https://example.org"),
        ("  HTTP://example.org/a?b=c#d  ", WEB, "HTTP://example.org/a?b=c#d"),
        ("https://exämple.org/größe", WEB, "https://exämple.org/größe"),
        ("http://localhost:8888/tree", WEB, "http://localhost:8888/tree"),
        ("git.example.org/me/churn-api", WEB, "https://git.example.org/me/churn-api"),
        ("example.org:8080/x", WEB, "https://example.org:8080/x"),
        ("www.example.org", WEB, "https://www.example.org"),
        ("mailto:me@example.org", MAIL, "mailto:me@example.org"),
        ("/home/me/R&D <b>.pdf", FILE, "/home/me/R&D <b>.pdf"),
        ("C:\\Users\\me\\thesis.pdf", FILE, "C:\\Users\\me\\thesis.pdf"),
        ("c:/thesis.pdf", FILE, "c:/thesis.pdf"),
    ],
)
def test_web_and_mail_addresses_and_files_of_this_computer_are_kept(text: str, kind: AddressKind, kept: str) -> None:
    assert read_address(text) == Address(kind, kept)
    assert read_address(kept) == Address(kind, kept)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Type a web address, or choose a file."),
        (" \t", "Type a web address, or choose a file."),
        ("file:///etc/passwd", "Only addresses that begin with"),
        ("javascript:alert(1)", "Only addresses that begin with"),
        ("data:text/html,x", "Only addresses that begin with"),
        ("mailto:me@example.org?attach=/etc/passwd", "Only addresses that begin with"),
        ("smb://host/share", "Only addresses that begin with"),
        ("ftp://example.org/x", "Only addresses that begin with"),
        ("https://", "Only addresses that begin with"),
        ("https://two words.org", "Only addresses that begin with"),
        ("//server/share", "Files on other computers"),
        ("\\\\server\\share", "Files on other computers"),
        ("README.md", "Type a web address such as"),
        ("notes/readme.md", "Type a web address such as"),
        ("my thesis", "Type a web address such as"),
        ("~/thesis.pdf", "Type a web address such as"),
        ("https://example.org/\u202egpj.exe", "letters in it that cannot be seen"),
        ("https://exam\u200bple.org", "letters in it that cannot be seen"),
        ("https://example.org/\nx", "letters in it that cannot be seen"),
        ("/tmp/\x00", "letters in it that cannot be seen"),
        ("https://example.org/" + "x" * MOST_LETTERS, "at most 2000 letters"),
    ],
)
def test_anything_else_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence) as refusal:
        read_address(text)
    assert str(refusal.value).endswith(".")
    assert known_address(text) is None


@given(st.text(max_size=40))
def test_what_is_kept_begins_with_one_of_three_schemes_or_is_a_path(text: str) -> None:
    address = known_address(text)
    if address and address.kind is FILE:
        assert address.text.startswith("/") or address.text[1:3] in (":/", ":\\")
    elif address:
        assert address.text.lower().startswith(("https://", "http://", "mailto:"))


def test_a_list_shows_what_tells_addresses_apart() -> None:
    shown = {
        "https://git.example.org/me/": "git.example.org/me",
        "mailto:me@example.org": "me@example.org",
        "/home/me/thesis.pdf": "thesis.pdf",
        "C:\\me\\thesis.pdf": "thesis.pdf",
        "/": "/",
    }
    assert {text: read_address(text).short for text in shown} == shown

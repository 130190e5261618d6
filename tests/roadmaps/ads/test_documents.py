"""Text from files and the clipboard: anything is read as text or refused with one sentence, and nothing is fetched."""

from __future__ import annotations

import socket
from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from roadmaps.ads import ad_fault, named_skills, read_bytes, read_pasted
from roadmaps.catalogue import load_catalogue
from roadmaps.faults import Fault
from roadmaps.journal import KeptAd
from roadmaps.text.limits import MOST_AD_LETTERS

PAGE = """<!doctype html><html><head><title>Data
 Scientist</title><script>document.write("Scala")</script><style>p { color: red }</style></head><body>
<h1>Data Scientist</h1><img src="https://example.com/pixel.gif"><p>Python &amp; SQL,<br>not <b>Tab</b>leau.</p>
<ul><li>R<li>Excel</ul><div hidden>Kafka</div><noscript>Spark</noscript>
<table><tr><td>Git</td><td>2 years</td></tr></table>
<script>while (1) { Docker }"""


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise AssertionError("no network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_html_is_read_without_what_a_browser_does_not_show() -> None:
    page = read_pasted(PAGE)
    assert page.title == "Data Scientist"
    assert page.text.splitlines() == [
        "Data Scientist", "", "Python & SQL,", "not Tableau.", "", "- R", "- Excel", "", "Git\t2 years",
    ]  # fmt: skip
    assert read_bytes(PAGE.encode(), "ad.html") == page
    found = named_skills(page.text, load_catalogue())
    assert [each.phrase for each in found] == ["Python", "SQL", "Tableau", "R", "Excel", "Git"]


def test_a_text_that_only_mentions_a_tag_is_left_as_it_is() -> None:
    text = "You know what <div> means, and that 3 < 5."
    assert read_pasted(text).text == text


MAIL = """From: jobs@example.com
To: me@example.com
Subject: =?utf-8?q?Data_Scientist_=E2=80=93_Leeds?=
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Python and SQL in a caf=C3=A9.
--b
Content-Type: text/html

<p>Scala</p><img src="https://example.com/pixel.gif">
--b--
"""


def test_a_mail_gives_its_plain_text_and_its_subject() -> None:
    for name in ("ad.eml", "ad"):
        assert read_bytes(MAIL.encode(), name) == ("Python and SQL in a café.", "Data Scientist – Leeds")
    only_html = b"Subject: Ad\nContent-Type: text/html\n\n<html><p>Scala<script>Kafka</script></p></html>"
    assert read_bytes(only_html, "ad.eml") == ("Scala", "Ad")


@pytest.mark.parametrize(("charset", "body", "found"), [
    ("iso-8859-15", "5 € for caf\u00e9".encode("iso-8859-15"), "5 € for café"),
    ("windows-1252", b"5 years \x96 Python", "5 years – Python"),
    ("klingon-8", b"Python and SQL", "Python and SQL"),
    ("klingon-8", "Naïve Bayes".encode(), "Naïve Bayes"),
    ("us-ascii", "Naïve Bayes".encode(), "Naïve Bayes"),
])  # fmt: skip
def test_a_mail_with_a_false_charset_is_read(charset: str, body: bytes, found: str) -> None:
    mail = b"From: a@example.com\nSubject: Ad\nContent-Type: text/plain; charset=" + charset.encode() + b"\n\n" + body
    assert read_bytes(mail, "ad.eml").text == found


def test_attachments_of_a_mail_are_left_out() -> None:
    mail = (
        b'From: a@example.com\nSubject: Ad\nContent-Type: multipart/mixed; boundary="b"\n\n'
        b'--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename="cv.txt"\n\nScala\n'
        b"--b\nContent-Type: text/plain\n\nPython and SQL\n"
        b'--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename="x.pdf"\n\n%PDF-1.4 Kafka\n'
        b"--b\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n!!! no base64\n--b--\n"
    )
    text = read_bytes(mail, "ad.eml").text
    assert "Python and SQL" in text
    assert not any(word in text for word in ("Scala", "Kafka", "%PDF"))


def pdf() -> bytes:
    content = b"BT /F1 12 Tf 72 720 Td (Python and SQL) Tj ET"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]  # fmt: skip
    written, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(written)
    return written + b"xref\n0 6\n0000000000 65535 f \n" + table + trailer


def test_the_text_of_a_pdf_is_read() -> None:
    assert read_bytes(pdf(), "ad.pdf").text == "Python and SQL"


def empty_pdf() -> bytes:
    from pypdf import PdfWriter

    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(out)
    return out.getvalue()


def locked_pdf() -> bytes:
    from pypdf import PdfWriter

    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.encrypt("a password", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(("data", "name", "sentence"), [
    (b"", "", "There’s no text in this"),
    (b" \n\t ", "ad.txt", "There’s no text in this"),
    (empty_pdf(), "scan.pdf", "There’s no text in this"),
    (locked_pdf(), "ad.pdf", "password"),
    (b"Python and SQL", "ad.pdf", "is named like a PDF, but isn’t one"),
    (b"%PDF-1.4 and then nothing of the kind", "ad.pdf", "This PDF can’t be read"),
    (bytes(range(256)) * 40, "ad.bin", "This isn’t text"),
    (b"a" * 5_000_000, "ad.txt", "up to 100,000 characters, and this has 5,000,000"),
    (b"<p>" * 10 + b"Python " * 800_000, "ad.html", "A job ad can have up to 100,000 characters"),
    (b"x" * 20_000_001, "ad.txt", "20\u00a0MB, which is too large for a job ad"),
])  # fmt: skip
def test_anything_but_an_ad_is_refused_in_one_sentence(data: bytes, name: str, sentence: str) -> None:
    with pytest.raises(Fault, match=sentence) as refused:
        read_bytes(data, name)
    assert "\n" not in str(refused.value)


def test_five_megabytes_that_are_pasted_are_refused_and_the_longest_ad_is_not() -> None:
    with pytest.raises(Fault, match="Paste just the ad"):
        read_pasted("Python " * 800_000)
    assert len(read_pasted("x" * MOST_AD_LETTERS).text) == MOST_AD_LETTERS


def test_an_ad_that_is_too_long_or_empty_is_refused_with_a_reason() -> None:
    ad = KeptAd("Python", "ML engineer", "Acme", None, "https://example.com")
    assert ad_fault(ad) == ""
    assert ad_fault(ad._replace(text=" \n")) == "Paste the text of the ad to keep it."
    assert ad_fault(ad._replace(text="x" * 100_001)).startswith("A job ad can have up to 100,000 characters")
    assert ad_fault(ad._replace(title="x" * 501)).startswith("A title can have up to 500 characters")
    assert ad_fault(ad._replace(employer="x" * 501)).startswith("An employer can have up to 500 characters")
    assert ad_fault(ad._replace(address="x" * 2001)).startswith("An address can have up to 2,000 characters")


def test_encodings_are_recognised() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert read_bytes("Naïve Bayes – 5 years".encode(encoding)).text == "Naïve Bayes – 5 years"


FILES = st.binary(max_size=400) | st.sampled_from([pdf(), MAIL.encode(), PAGE.encode()])


@given(FILES, st.sampled_from(["", "a.pdf", "a.eml"]), st.integers(0, 400), st.binary(max_size=8))
@example(b"\xa0", "", 0, b"")
@example("\ufeff\u2003\x00\u00a0".encode(), "", 0, b"")
def test_any_bytes_are_read_as_text_or_refused_in_one_sentence(
    data: bytes, name: str, place: int, patch: bytes
) -> None:
    spoilt = data[:place] + patch + data[place + len(patch) :]
    try:
        assert read_bytes(spoilt, name).text.strip()
    except Fault as fault:
        assert str(fault).endswith(".")  # noqa: PT017  # either is right


def test_hidden_parts_end_where_a_browser_ends_them() -> None:
    html = "<html><head><meta charset=utf-8><link href=a><p>Python</p><div>SQL</head></div></span><p>R</p>"
    assert read_pasted(html).text.split() == ["Python", "SQL", "R"]


def test_a_paste_that_is_longer_than_any_file_is_refused_unread() -> None:
    with pytest.raises(Fault, match="Paste just the ad"):
        read_pasted("x" * 20_000_001)


def test_a_mail_that_breaks_its_reader_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise LookupError("unknown encoding")

    monkeypatch.setattr("email.message_from_bytes", fail)
    with pytest.raises(Fault, match="This email can’t be read"):
        read_bytes(MAIL.encode(), "ad.eml")

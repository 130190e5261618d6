"""Every export is read by programs that did not write it, and has letter for letter what was typed."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

import cmarkgfm  # type: ignore[import-untyped]
import html5lib  # type: ignore[import-untyped]
import pytest
from cmarkgfm.cmark import Options  # type: ignore[import-untyped]
from hypothesis import example, given, strategies
from markdown_it import MarkdownIt

from roadmaps.report import Item, Report, ReportSection, Table
from roadmaps.report.csv_tables import as_typed, can_do_table, session_table
from roadmaps.report.facts import Note
from roadmaps.report.html import html
from roadmaps.report.json_resume import resume
from roadmaps.report.markdown import check_list, escaped, markdown
from roadmaps.report.user_text import TextSpan, is_right_to_left, spans, visible
from tests.roadmaps.people import ISO
from tests.roadmaps.reported import HOSTILE, LINES, LINK, diary, facts_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from roadmaps.catalogue import Catalogue

DEAD_ON_GITHUB = "https://git.example.org/me/churn_api_v2"
TEXTS = (
    HOSTILE, LINES, LINK, DEAD_ON_GITHUB, f"see ({DEAD_ON_GITHUB}), please", "www.a_b.org/c_d and first_last@x.org",
    "    indented\n\tmore  two   three\n\nafter a blank line\n  - x",
    "\nfirst line empty", "nb\u00a0\n\u00a0sp 35\u00a0%",
    "# head", "- item", "1. item", "12.", "> quote", "```code", "~~~", "a | b", "R&D &amp; x &#35; &copy", "===", ":-:",
    "a | b\n--- | ---\n1 | 2", "![p](file:///etc/passwd)", "<img src=x>", "[x]: http://x.example", "\\* \\", "a_b_c",
    "*a* __b__ ~~c~~ $d$ `e`", "ftp://x_y.org/a_b https://localhost:8888/a_b", "!http://a.b/_c_", "# ends #", "x \\",
    "https://x.org/?a=1&copy=2|3", "https://x.org/a&amp;b_c_", "https://x.org/%C3%A9_b_", "عربي MLflow", "a\u2028b_c_",
    "https://en.example.org/wiki/Go_(language)", "mailto:a_b@x.org", "HTTPS://X.ORG/A_B", "\u200e*\u200f", "日本語 🇩🇪",
)  # fmt: skip
UNSEEN = "bell \a esc \x1b nul \0 del \x7f c1 \x9b half \ud800 non \ufdd0 \ufffe \U0001ffff vt \v ff \f fs \x1c end"


def page_of(written: str) -> Element:
    """A page as a browser reads it. Raises where it is not valid."""
    page: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(written)
    return page


def text_of(part: Element, is_html: bool = False) -> str:
    """The letters that a part of a page shows; a break is a line end."""
    found = [part.text or ""]
    for child in part:
        tail = child.tail or ""
        if child.tag == "br":
            found += ["\n", tail if is_html else tail.removeprefix("\n")]
        else:
            found += [text_of(child, is_html), tail]
    return "".join(found)


# Markdown


def readers(text: str) -> Iterator[Element]:
    """What GitHub's own reader, a second one with bare addresses as links, and one without make of a text."""
    for written in (
        cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE),
        MarkdownIt("gfm-like").render(text),
        MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text),
    ):
        body = html5lib.parse(written, namespaceHTMLElements=False).find("body")
        assert body is not None
        yield body


@pytest.mark.parametrize("text", TEXTS)
def test_markdown_shows_a_text_letter_for_letter(text: str) -> None:
    for body in readers(escaped(text)):
        assert [child.tag for child in body] == ["p"]
        assert text_of(body).removesuffix("\n") == visible(text)
    for body in readers(f"| a | b |\n| --- | --- |\n| {escaped(text, in_a_table=True)} | next |\n"):
        cells = [text_of(cell) for cell in body.iter("td")]
        assert cells == [visible(text), "next"]


@given(strategies.text(strategies.sampled_from("ab_*`~|<>[]()!#-+=.:/\\ \n\t&;$1\u00a0"), max_size=12))
@example("a\\\nb")
def test_markdown_shows_any_marks_as_they_were_typed(text: str) -> None:
    shown = visible(text).rstrip("\n")
    if shown.strip():
        for body in readers(escaped(text)):
            assert text_of(body).removesuffix("\n") == shown


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        (DEAD_ON_GITHUB, [DEAD_ON_GITHUB]),
        (f"see ({DEAD_ON_GITHUB}), please", [DEAD_ON_GITHUB]),
        (f"{DEAD_ON_GITHUB}\nnext line", [DEAD_ON_GITHUB]),
        ("on https://en.example.org/wiki/Go_(language).", ["https://en.example.org/wiki/Go_(language)"]),
        ("https://x.org/?a=1&copy=2", ["https://x.org/?a=1&copy=2"]),
        ("www.a_b.org/c_d", ["https://www.a_b.org/c_d"]),
    ],
)
def test_addresses_lead_where_they_were_typed_in_every_reader(text: str, addresses: list[str]) -> None:
    for body in readers(escaped(text)):
        assert [link.get("href") for link in body.iter("a")] == addresses
    for body in readers(f"| a |\n| --- |\n| {escaped(text, in_a_table=True)} |\n"):
        assert [link.get("href") for link in body.iter("a")] == addresses


def own_words(text: str) -> Report:
    """A report with a text wherever the user's own words can be."""
    table = Table(("Day", "What", "Link", "Time"), (("1 May", text, text, "1 h"),), 3, own=(1, 2))
    section = ReportSection(
        "Title", ("Paragraph.",), tables=(table,), items=(Item("Docker", text),), notes=(Note("N", text),)
    )
    return Report("Report", text, "As of today", (section,), 1)


@pytest.mark.parametrize("text", TEXTS)
def test_the_report_as_markdown_holds_a_text_in_every_place(text: str) -> None:
    written = markdown(own_words(text)._replace(author=""))
    for body in readers(written):
        assert [text_of(cell) for cell in body.iter("td")] == ["1 May", visible(text), visible(text), "1 h"]
        assert [text_of(item).strip("\n") for item in body.iter("li")] == [f"Docker: {visible(text)}"]
        assert text_of(body[-1]) == visible(text)
        assert [child.tag for child in body] == ["h1", "p", "h2", "p", "table", "ul", "h3", "p"]


@pytest.mark.parametrize("title", ["a\nb", "# x #", "#", "x #", "=", "---", "a_b_ | c", "1. x"])
def test_a_heading_in_the_users_words_is_one_heading(title: str) -> None:
    written = markdown(Report(title, "", "Now", (ReportSection(title, ("Text.",), notes=(Note(title, "note"),)),)))
    for body in readers(written):
        heads = [text_of(child) for child in body if child.tag in ("h1", "h2", "h3")]
        assert heads == [title.replace("\n", " ")] * 3


# HTML


@pytest.mark.parametrize("text", [*TEXTS, UNSEEN, "\r\n\r", " ", ""])
def test_the_page_is_valid_and_keeps_text_letter_for_letter(text: str) -> None:
    page = page_of(html(own_words(text), {}))
    assert page.get("lang") == "en"
    shown = visible(text)
    owns = [part for part in page.iter() if part.get("class") == "own"]
    assert [text_of(part, is_html=True) for part in owns] == [shown] * (5 if text else 3)
    assert all(part.get("dir") == "auto" for part in owns)
    style = page.find("head/style")
    assert style is not None
    assert ".own { white-space: pre-wrap; }" in (style.text or "")


@given(strategies.text(strategies.characters(exclude_categories=())))
def test_the_page_is_valid_whatever_was_typed(text: str) -> None:
    page_of(html(own_words(text), {}).encode().decode())


def test_the_whole_report_is_a_valid_page(catalogue: Catalogue) -> None:
    from roadmaps.report.sections import make_report

    told = diary(catalogue)
    told.say("note", "docker", UNSEEN)
    for facts in (facts_of(catalogue, told), facts_of(catalogue, told, told.started_on)):
        report = make_report(facts, UNSEEN, ISO)
        page_of(html(report, {}).encode().decode())
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", markdown(report) + check_list(facts, ISO))
        assert markdown(report).encode()


# Texts


def test_characters_that_readers_refuse_are_made_visible() -> None:
    shown = visible(UNSEEN)
    assert shown == "bell ␇ esc ␛ nul ␀ del ␡ c1 � half � non � � � vt ␋ ff ␌ fs ␜ end"
    assert visible("a\r\nb\rc\x85d\ne") == "a\nb\nc\nd\ne"
    assert visible("a\r\nb\rc", keep_line_ends=True) == "a\r\nb\rc"


@given(strategies.text(strategies.sampled_from("https://w.x a()[]\n.,;_"), max_size=40))
def test_the_parts_of_a_text_add_up_to_it(text: str) -> None:
    assert "".join(span.text for span in spans(text)) == text


def test_addresses_end_where_the_sentence_continues() -> None:
    assert [*spans('"https://x.org/a_(b)_c". Or (www.x.org).')] == [
        TextSpan('"'),
        TextSpan("https://x.org/a_(b)_c", "https://x.org/a_(b)_c"),
        TextSpan('". Or ('),
        TextSpan("www.x.org", "https://www.x.org"),
        TextSpan(")."),
    ]
    assert [*spans("http:// and www. and mailto:")] == [TextSpan("http:// and www. and mailto:")]
    assert [*spans("See https://-, then www.x.org")] == [
        TextSpan("See https://-, then "),
        TextSpan("www.x.org", "https://www.x.org"),
    ]


@pytest.mark.parametrize(
    ("text", "is_reversed"), [("עברית abc", True), ("abc עברית", False), ("1. عربي", True), ("", False)]
)
def test_the_first_letter_with_a_direction_decides(text: str, is_reversed: bool) -> None:
    assert is_right_to_left(text) is is_reversed


# Tables


def german(cell: str) -> float | str:
    """A cell as a spreadsheet with a German locale takes it: a comma before decimals, points between thousands."""
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?|-?\d+(,\d+)?", cell):
        return float(cell.replace(".", "").replace(",", "."))
    return cell


def english(cell: str) -> float | str:
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?|-?\d+(\.\d+)?", cell):
        return float(cell.replace(",", ""))
    return cell


def test_numbers_mean_the_same_in_every_locale(catalogue: Catalogue) -> None:
    facts = facts_of(catalogue, diary(catalogue))
    texts = {"can_do", "note", "evidence", "what", "link"}
    for data in (can_do_table(facts), session_table(facts)):
        for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True):
            for name, cell in row.items():
                if name not in texts:
                    assert german(cell) == english(cell), (name, cell)
    rows = [*csv.DictReader(io.StringIO(can_do_table(facts).decode("utf-8-sig"), newline=""))]
    left = sum(value for row in rows if isinstance(value := german(row["minutes_left_high"]), float))
    assert left == pytest.approx(60 * facts.gap.total.hours_left.high)


def test_a_table_gives_back_what_was_typed_and_no_raw_controls(catalogue: Catalogue) -> None:
    told = diary(catalogue)
    typed = [*TEXTS, "=1;=2\r\n+3", "'quoted'", "-1"]
    for number, text in enumerate(typed):
        told.say("study", f"t{number}", {"skill": "git", "minutes": 1, "text": text, "link": None})
    told.say("note", "git", UNSEEN)
    facts = facts_of(catalogue, told)
    rows = [*csv.DictReader(io.StringIO(session_table(facts).decode("utf-8-sig"), newline=""), strict=True)]
    assert {as_typed(row["what"]) for row in rows if row["skill_id"] == "git"} == set(typed)
    assert not re.search(b"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", can_do_table(facts))


# Résumé


def test_the_resume_keeps_to_the_schema(catalogue: Catalogue) -> None:
    """The rules of JSON Resume 1.0.0 for the parts that are used; nothing else may stand there."""
    read: dict[str, Any] = json.loads(resume(facts_of(catalogue, diary(catalogue)), f"Ada{UNSEEN}").encode())
    assert set(read) <= {"$schema", "basics", "skills", "meta"}
    assert set(read["basics"]) <= {"name"}
    assert read["skills"]
    for skill in read["skills"]:
        assert set(skill) == {"name", "level", "keywords"}
        assert isinstance(skill["name"], str)
        assert isinstance(skill["level"], str)
        assert all(isinstance(word, str) for word in skill["keywords"])
    assert set(read["meta"]) == {"version", "lastModified"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", read["meta"]["lastModified"])

"""The PDF as two other programs read it: searchable text, whole characters, outline, links, tags and language."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QFontDatabase

from gui.export.pdf import NO_TYPST, NOT_SET, paper_of, print_report
from roadmaps.faults import Fault
from roadmaps.report import Item, Report, ReportPicture, ReportSection, Table
from roadmaps.report.facts import Note
from roadmaps.report.html import SvgPicture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader

pytestmark = pytest.mark.usefixtures("qtbot")
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="15">drawn</text></svg>'
SCRIPTS = {
    QFontDatabase.WritingSystem.Devanagari: "क्षत्रिय",
    QFontDatabase.WritingSystem.Thai: "ภาษาไทย",
    QFontDatabase.WritingSystem.Greek: "λόγος",
    QFontDatabase.WritingSystem.Cyrillic: "ёлка",
    QFontDatabase.WritingSystem.Japanese: "日本語",
}
FAMILIES = ("Inter", "DejaVu Sans", "No Such Family")


def read(data: bytes) -> PdfReader:
    from pypdf import PdfReader

    return PdfReader(io.BytesIO(data))


def words(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in read(data).pages)


def addresses(data: bytes) -> list[str]:
    found = []
    for page in read(data).pages:
        for note in page.get("/Annots", ()):
            action: Any = note.get_object()
            found.append(str(action["/A"]["/URI"]))
    return found


def tags(data: bytes) -> Iterator[Any]:
    """Every tag in the tree of a document."""
    waiting: list[Any] = [read(data).trailer["/Root"]["/StructTreeRoot"]]  # type: ignore[index]
    while waiting:
        part = waiting.pop()
        part = part.get_object() if hasattr(part, "get_object") else part
        if isinstance(part, list):
            waiting += part
        elif isinstance(part, dict):
            yield part
            if "/K" in part:
                waiting.append(part["/K"])


def kinds(data: bytes) -> set[str]:
    return {str(tag["/S"]) for tag in tags(data) if "/S" in tag}


def descriptions(data: bytes) -> set[str]:
    return {str(tag["/Alt"]) for tag in tags(data) if "/Alt" in tag}


def report_of(*notes: str, **parts: Any) -> Report:
    section = ReportSection("Own words", notes=tuple(Note(f"Note {number}", text) for number, text in enumerate(notes)))
    return Report("Report", "", "As of today", (section._replace(**parts),), 1)


LOG = Table(
    ("Day", "Skill", "What", "Link", "Time"),
    (("1 May 2026", "Git", "read https://docs.example.org/a_b, all", "https://git.example.org/me/x_y", "1 h"),),
    4,
    own=(2, 3),
)


@pytest.mark.parametrize("family", FAMILIES)
def test_words_with_ligatures_are_found(family: str) -> None:
    data = print_report(report_of("MLflow offers efficient workflow, office", paragraphs=("MLflow",)), {}, [family])
    assert words(data).count("MLflow") == 2
    assert "efficient workflow, office" in words(data)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not there")
@pytest.mark.parametrize("family", FAMILIES)
def test_poppler_finds_words_with_ligatures_too(family: str) -> None:
    there = [text for system, text in SCRIPTS.items() if QFontDatabase.families(system)]
    data = print_report(report_of("MLflow workflow", *there), {}, [family])
    run = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    for word in ("MLflow", "workflow", *there):
        assert word in run.stdout.decode()


@pytest.mark.slow
def test_the_document_has_title_author_language_tags_and_no_date() -> None:
    picture = {ReportPicture.BURN_UP: SvgPicture(DRAWING, "40 of 90 can-dos")}
    report = report_of("text", pictures=(ReportPicture.BURN_UP,), tables=(LOG._replace(own=()),), items=(Item("One"),))
    data = print_report(report._replace(author="Ada <L> & Sons"), picture, ["Inter"])
    document = read(data)
    assert document.metadata is not None
    assert (document.metadata.title, document.metadata.author) == ("Report", "Ada <L> & Sons")
    root: Any = document.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert {"/H1", "/H2", "/P", "/Table", "/TH", "/TD", "/L", "/LI", "/Figure", "/Link"} <= kinds(data)
    assert "drawn" in words(data), "the letters of a chart are found, too"
    assert "40 of 90 can-dos" in descriptions(data)
    assert data == print_report(report._replace(author="Ada <L> & Sons"), picture, ["Inter"])


def test_the_outline_names_every_part() -> None:
    sections = (
        ReportSection("First", ("text",)),
        ReportSection("Second", tables=(LOG._replace(own=(), caption="Stage 1"),)),
    )
    outline = read(print_report(Report("R", "", "", (*sections, report_of("x").sections[0])), {}, ["Inter"])).outline
    parts: list[Any] = [*outline]
    names = [[part["/Title"] for part in each] if isinstance(each, list) else each["/Title"] for each in parts]
    assert names == ["First", "Second", ["Stage 1"], "Own words", ["Note 0"]]


def test_links_lead_where_they_were_typed_wherever_they_stand() -> None:
    report = report_of(
        "see https://n.example.org/p?q=1&r=%20x.\nAnd https://n.example.org/second",
        tables=(LOG,),
        items=(
            Item("Git", "https://e.example.org/x?a=<2>."),
            Item("Git", "/home/me/a.pdf"),
            Item("Mail", "mailto:a@b.org"),
        ),
    )
    assert addresses(print_report(report, {}, ["Inter"])) == [
        "https://docs.example.org/a_b",
        "https://git.example.org/me/x_y",
        "https://e.example.org/x?a=<2>.",
        "mailto:a@b.org",
        "https://n.example.org/p?q=1&r=%20x",
        "https://n.example.org/second",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "    indented\n  less\n\nafter a blank line",
        "two  blanks   three", "nb\u00a0sp 35\u00a0%", "#strong *x* $y$ @z `c`",
        "<b>x</b> \\ \"quoted\" 'x' -- --- ... ~",
        "#panic(1)", "[#read(\"/etc/passwd\")]", "= head\n- item\n+ one\n/ a: b",
    ],
)  # fmt: skip
def test_a_text_is_set_as_it_was_typed(text: str) -> None:
    said = words(print_report(report_of(text), {}, ["Inter"]))
    # An empty line is room and no letter.
    assert "\n".join(line for line in text.split("\n") if line) in said


def test_letters_that_cannot_be_seen_are_left_out() -> None:
    said = words(print_report(report_of("d\x1be\x07f\ud800g", paragraphs=("a\x1bb\x00c",)), {}, ["Inter"]))
    assert "abc" in said
    assert "def\ufffdg" in said


@pytest.mark.sweep
@pytest.mark.parametrize(
    "cluster", ["🇩🇪🇫🇷", "👩‍👩‍👧", "e\u0301\u0323", "क्षत्रि", "العربية", "ab1_", "https://x.example.org/" + "y" * 30]
)
def test_no_letter_is_cut_where_a_long_word_is_broken(cluster: str) -> None:
    from gui.export.pdf import _LONG_WORD_IN_A_CELL, _pieces

    text = cluster * 60
    pieces = [*_pieces(text, _LONG_WORD_IN_A_CELL)]
    assert "".join(pieces) == text
    assert len(pieces) > 5
    starts = {len("".join(pieces[:number])) for number in range(len(pieces))}
    if len(cluster) < 8 and not cluster.isascii() and cluster != "العربية":
        parts = {"🇩🇪🇫🇷": 2, "क्षत्रि": None}.get(cluster, len(cluster))
        assert parts is None or all(start % parts == 0 for start in starts)
    print_report(report_of(text), {}, ["Inter"])


@pytest.mark.slow
def test_a_long_word_stays_on_the_page() -> None:
    data = print_report(report_of("ab1_" * 2000), {}, ["Inter"])
    assert words(data).replace("\n", "").count("ab1_") == 2000
    assert len(read(data).pages) == 2, "it goes on below, and does not leave the page at its side"
    assert len(read(print_report(report_of("ab1_" * 25_000), {}, ["Inter"])).pages) > 15


@pytest.mark.parametrize(
    "text", ["ab1_" * 25_000, "word " * 20_000, "line\n" * 20_000, "https://x.org/" + "y" * 100_000]
)
def test_a_long_text_is_set_in_blocks_so_that_time_grows_with_its_length(text: str) -> None:
    from gui.export.pdf import _BLOCK, _own

    blocks: list[Any] = _own(text)["blocks"]  # type: ignore[index]
    lengths = [sum(len(piece) for pieces, _ in block for piece in pieces) for block in blocks]
    assert sum(lengths) == len(text)
    assert max(lengths) <= _BLOCK
    assert len(lengths) < 2 * len(text) / _BLOCK


@pytest.mark.long
def test_ten_thousand_sessions_are_set_and_the_other_threads_run_meanwhile() -> None:
    rows = tuple((f"{number}", "Git", f"chapter {number} of MLflow", "", "1 h") for number in range(10_000))
    turns, is_done = 0, threading.Event()

    def count() -> None:
        nonlocal turns
        while not is_done.wait(0.01):
            turns += 1

    counter = threading.Thread(target=count)
    counter.start()
    try:
        data = print_report(report_of(tables=(LOG._replace(rows=rows),)), {}, ["Inter"])
    finally:
        is_done.set()
        counter.join()
    assert turns > 20
    assert "chapter 9999 of MLflow" in read(data).pages[-1].extract_text()


@pytest.mark.parametrize(
    ("locale", "paper"), [("en_US", "us-letter"), ("en_GB", "a4"), ("de_DE", "a4"), ("es_MX", "us-letter"), ("C", "a4")]
)
def test_the_paper_is_that_of_the_locale(locale: str, paper: str) -> None:
    assert paper_of(QLocale(locale)) == paper
    box = read(print_report(report_of("x"), {}, ["Inter"], paper)).pages[0].mediabox
    assert round(box.width) == {"a4": 595, "us-letter": 612}[paper]


def test_the_details_begin_on_a_page_of_their_own() -> None:
    sections = (ReportSection("Summary", ("short",)), ReportSection("Details", ("long",)))
    pages = read(print_report(Report("R", "Ada", "As of today", sections, 1), {}, ["Inter"])).pages
    assert ["Details" in page.extract_text() for page in pages] == [False, True]
    assert "1 of 2" in pages[0].extract_text()
    assert "As of today" in pages[1].extract_text()


@pytest.mark.parametrize("report", [Report("", "", "", ()), report_of(""), report_of(tables=(LOG._replace(rows=()),))])
def test_an_empty_report_is_still_made(report: Report) -> None:
    assert len(read(print_report(report, {}, [""])).pages) == 1


def test_a_missing_typesetter_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(Fault, match="Typst") as told:
        print_report(report_of("x"), {}, ["Inter"])
    assert str(told.value) == NO_TYPST


def test_a_typesetter_that_panics_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    import typst

    class PanicException(BaseException):
        """As the library raises it."""

    def panic(*_: object, **__: object) -> None:
        raise PanicException

    monkeypatch.setattr(typst, "compile", panic)
    with pytest.raises(Fault) as told:
        print_report(report_of("x"), {}, ["Inter"])
    assert str(told.value) == NOT_SET

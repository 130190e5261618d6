"""A report as PDF, typeset by Typst in the light palette: tagged, with an outline, links, a language and a title."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QTextBoundaryFinder

from gui.theme.palette import LIGHT
from roadmaps.faults import Fault
from roadmaps.report.user_text import TextSpan, is_right_to_left, linked_address, spans, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from roadmaps.report import Item, Report, ReportPicture, ReportSection, Table
    from roadmaps.report.html import SvgPicture

_TEMPLATE = Path(__file__).with_suffix(".typ")
_COLOURS = ("text", "muted", "line", "accent")
_FONTS = ("Inter", "Segoe UI", "Helvetica Neue", "Noto Sans", "Liberation Sans", "DejaVu Sans", "Arial")
"""Used if Typst cannot find the program’s font. For characters missing in these it tries all others."""
_LETTER_LANDS = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])
"""Countries where paper is US letter (CLDR, supplemental/measurementData)."""
_SHORT_COLUMN = 16
"""A column whose longest text has at most so many characters is as wide as that; the others share the rest."""
_MOST_TELLING = 240
"""Text beyond this length does not widen its column further."""
_LONG_CELL = 400
# A word with no place to break may be broken between any two of its pieces. Scripts written without blanks are left to
# the typesetter, which knows where their words end.
_UNBROKEN = r"[^\s\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u9fff\uac00-\ud7af\uf900-\ufaff]"
_LONG_WORD, _LONG_WORD_IN_A_CELL = re.compile(_UNBROKEN + "{60,}"), re.compile(_UNBROKEN + "{20,}")
_PIECE = 8
_BLOCK = 4000
"""Text is set in blocks of about this many characters: the time for a block grows faster than its length."""
_CONTROL_PICTURES = re.compile(r"[\u2400-\u2421]")
_TAB = "    "

NO_TYPST = (
    "The PDF could not be created: the component that lays out the pages (Typst) is missing or doesn’t run on this "
    "computer. Export the report for a browser instead, and print it from there."
)
NOT_SET = (
    "The PDF could not be created: the component that lays out the pages (Typst) failed. Export the report for a "
    "browser instead, and print it from there. The log has the details."
)


def print_report(
    report: Report,
    pictures: Mapping[ReportPicture, SvgPicture],
    families: Sequence[str],
    paper: str | None = None,
) -> bytes:
    """A report as PDF, without a date of its own: the same report gives the same file.

    ``families`` are its font and then the fallbacks for missing characters; any system font comes last. ``paper`` is
    "a4" or "us-letter", by default what the locale uses. Works in any thread and releases the interpreter lock. Raises
    Fault with a sentence if Typst is missing or fails.
    """
    try:
        import typst
    except ImportError as error:
        raise Fault(NO_TYPST) from error

    document = {
        "title": visible(report.title),
        "author": visible(report.author),
        "authors": [visible(report.author)] if report.author else [],
        "subtitle": visible(report.subtitle),
        "paper": paper or paper_of(QLocale()),
        "fonts": [*families, *_FONTS],
        "colours": {name: getattr(LIGHT, name) for name in _COLOURS},
        "summary": report.summary,
        "sections": [_section(section, pictures) for section in report.sections],
    }
    sources: dict[str, bytes] = {
        "main.typ": _TEMPLATE.read_bytes(),
        "report.json": json.dumps(document, ensure_ascii=False).encode(),
        **{f"{picture.value}.svg": each.svg for picture, each in pictures.items()},
    }
    try:
        compiled = typst.compile(sources, format="pdf")  # type: ignore[call-overload]  # files by name, too
    except BaseException as error:
        # A Rust panic is not an Exception, and would end the thread.
        if type(error).__name__ == "PanicException":
            raise Fault(NOT_SET) from error
        raise
    assert isinstance(compiled, bytes)
    return compiled


def paper_of(locale: QLocale) -> str:
    """The paper size of a locale, as Typst names it."""
    return "us-letter" if QLocale.territoryToCode(locale.territory()) in _LETTER_LANDS else "a4"


def _section(section: ReportSection, pictures: Mapping[ReportPicture, SvgPicture]) -> dict[str, Any]:
    return {
        "title": _plain(section.title),
        "paragraphs": [_plain(text) for text in section.paragraphs],
        "pictures": [
            {"file": f"{picture.value}.svg", "summary": pictures[picture].summary}
            for picture in section.pictures
            if picture in pictures
        ],
        "tables": [_table(table) for table in section.tables],
        "items": [_item(item) for item in section.items],
        "notes": [{"title": _plain(note.title), "text": _own(note.text)} for note in section.notes],
    }


def _plain(text: str) -> str:
    """Text by the program: invisible characters are removed."""
    return _CONTROL_PICTURES.sub("", visible(text)).replace("\t", _TAB)


def _item(item: Item) -> object:
    return _own(item.address, before=f"{item.text}: ") if item.address else _own(item.text)


def _own(text: str, long_word: re.Pattern[str] = _LONG_WORD, before: str = "") -> object:
    """Text by the user: its lines, its blanks and its links. A plain string if none of that is needed.

    ``before`` is text by the program on the same line.
    """
    text, before = _plain(text), _plain(before)
    parts = [
        ([*_pieces(span.text, long_word)], linked_address(span))
        for span in (*([TextSpan(before)] if before else []), *spans(text))
    ]
    is_reversed = is_right_to_left(before or text)
    is_simple = len(text) <= _BLOCK and all(not address and len(pieces) == 1 for pieces, address in parts)
    if is_simple and not is_reversed:
        return f"{before}{text}"
    return {"rtl": is_reversed, "blocks": [*_blocks(parts)]}


def _pieces(text: str, long_word: re.Pattern[str]) -> Iterator[str]:
    """A text in parts between which a line may break, without splitting a grapheme."""
    done = 0
    for found in long_word.finditer(text):
        word = found[0]
        finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, word)
        # Qt counts in UTF-16.
        units = word.encode("utf-16-le")
        if found.start() > done:
            yield text[done : found.start()]
        begin, count = 0, 0
        while (end := finder.toNextBoundary()) != -1:
            count += 1
            if count % _PIECE == 0:
                yield units[2 * begin : 2 * end].decode("utf-16-le")
                begin = end
        if 2 * begin < len(units):
            yield units[2 * begin :].decode("utf-16-le")
        done = found.end()
    if done < len(text):
        yield text[done:]


def _blocks(parts: Sequence[tuple[list[str], str]]) -> Iterator[list[tuple[list[str], str]]]:
    """The spans in blocks set one below the other; a long text continues in the next block after a line end."""
    block: list[tuple[list[str], str]] = []
    length = 0
    for pieces, address in parts:
        kept: list[str] = []
        for piece in pieces:
            for part in _at_line_ends(piece):
                if length + len(part) > _BLOCK and length:
                    yield [*block, (kept, address)] if kept else block
                    block, kept, length = [], [], 0
                kept.append(part)
                length += len(part)
        if kept:
            block.append((kept, address))
    if block:
        yield block


def _at_line_ends(text: str) -> Iterator[str]:
    """A long text cut after line ends, or failing that after blanks."""
    done = 0
    while len(text) - done > _BLOCK:
        last = done + _BLOCK
        end = max(text.rfind("\n", done, last), text.rfind(" ", done, last)) + 1 or last
        yield text[done:end]
        done = end
    yield text[done:]


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": _plain(table.caption),
        "headers": [_plain(text) for text in table.headers],
        "numbers_from": table.numbers_from,
        "widths": _widths(table),
        "is_long": any(len(text) > _LONG_CELL for row in table.rows for text in row),
        "rows": [] if table.own else [[_own(text, _LONG_WORD_IN_A_CELL) for text in row] for row in table.rows],
        "entries": [_entry(table, row) for row in table.rows] if table.own else [],
    }


def _entry(table: Table, row: Sequence[str]) -> tuple[str, str, list[object]]:
    """A row with text by the user: its label, its numbers, and the text below across the full width."""
    texts = [*enumerate(row)]
    title = " · ".join(_plain(text) for place, text in texts if place < table.numbers_from and place not in table.own)
    numbers = " · ".join(_plain(text) for place, text in texts if place >= table.numbers_from)
    return title, numbers, [_own(row[place]) for place in table.own if row[place]]


def _widths(table: Table) -> list[float]:
    """The share of each column in the remaining width; 0 for a column as wide as its longest text."""
    longest = [
        min(_MOST_TELLING, max(len(line) for text in column for line in text.split("\n")))
        for column in zip(table.headers, *table.rows, strict=True)
    ]
    shares = [0.0 if letters <= _SHORT_COLUMN else letters**0.5 for letters in longest]
    return shares if any(shares) else [1.0, *shares[1:]]

"""A report as one HTML file that loads nothing and runs nothing."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.report.user_text import linked_address, spans, visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roadmaps.report.facts import Item, Note, Report, ReportPicture, ReportSection, Table

# System colours, so that the page is as legible as the reader's others. The user's own text keeps its whitespace.
_STYLE = """\
:root { color-scheme: light; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin-bottom: 0; } h2 { font-size: 1.15rem; margin-top: 2rem; }
h3 { font-size: 1rem; margin: 1rem 0 0; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; font-size: 0.92rem; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.6rem; border-bottom: 1px solid GrayText; }
th.number, td.number { text-align: right; }
caption { text-align: left; font-weight: 600; padding: 0.3rem 0.6rem; }
img { max-width: 100%; } p, li, td, h1, h2, h3 { overflow-wrap: anywhere; }
.own { white-space: pre-wrap; } p.own { margin: 0.3rem 0 1rem; }
@media print { h2, h3 { break-after: avoid; } tr { break-inside: avoid; } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


class SvgPicture(NamedTuple):
    """A drawn chart, and what it shows in a sentence."""

    svg: bytes
    summary: str


def html(report: Report, pictures: Mapping[ReportPicture, SvgPicture], style: str = _STYLE) -> str:
    """A report as HTML with the pictures that are given; every text is shown as typed."""
    author = f'<meta name="author" content="{_text(report.author)}">\n' if report.author else ""
    by = f"{_own(report.author)} · " if report.author else ""
    body = "\n".join(_section(section, pictures) for section in report.sections)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_text(_POLICY)}">\n'
        '<meta name="viewport" content="width=device-width">\n<meta name="referrer" content="no-referrer">\n'
        f"{author}<title>{_text(report.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f'<h1 dir="auto">{_text(report.title)}</h1>\n'
        f"<p>{by}{_text(report.subtitle)}</p>\n{body}\n</body>\n</html>\n"
    )


def _text(text: str) -> str:
    return escape(visible(text))


def _linked(text: str) -> str:
    """The user's text with its addresses as links."""
    parts = []
    for span in spans(visible(text)):
        address, shown = linked_address(span), escape(span.text)
        link = f'<a href="{escape(address)}" rel="noopener noreferrer nofollow">{shown}</a>'
        parts.append(link if address else shown)
    return "".join(parts)


def _own(text: str) -> str:
    """The user's text within a line of ours, isolated: its direction does not affect the text around it."""
    return f'<bdi class="own" dir="auto">{_linked(text)}</bdi>'


def _section(section: ReportSection, pictures: Mapping[ReportPicture, SvgPicture]) -> str:
    parts = [f"<h2>{_text(section.title)}</h2>"]
    parts += [f"<p>{_text(paragraph)}</p>" for paragraph in section.paragraphs]
    parts += [_picture(pictures[each]) for each in section.pictures if each in pictures]
    parts += [_table(table) for table in section.tables]
    if section.items:
        parts.append("<ul>\n" + "\n".join(f"<li>{_item(item)}</li>" for item in section.items) + "\n</ul>")
    parts += [_note(note) for note in section.notes]
    return "\n".join(("<section>", *parts, "</section>"))


def _picture(picture: SvgPicture) -> str:
    data = b64encode(picture.svg).decode("ascii")
    return f'<p><img alt="{_text(picture.summary)}" src="data:image/svg+xml;base64,{data}"></p>'


def _item(item: Item) -> str:
    return f"{_text(item.text)}: {_own(item.address)}" if item.address else _text(item.text)


def _note(note: Note) -> str:
    return f'<h3 dir="auto">{_text(note.title)}</h3>\n<p class="own" dir="auto">{_linked(note.text)}</p>'


def _table(table: Table) -> str:
    numbers, own = table.numbers_from, frozenset(table.own)
    heads = "".join(
        f'<th scope="col"{_side(place, numbers)}>{_text(text)}</th>' for place, text in enumerate(table.headers)
    )
    rows = "\n".join(
        "<tr>"
        + "".join(
            f'<td class="own" dir="auto">{_linked(text)}</td>'
            if place in own
            else f"<td{_side(place, numbers)}>{_text(text)}</td>"
            for place, text in enumerate(row)
        )
        + "</tr>"
        for row in table.rows
    )
    caption = f"<caption>{_text(table.caption)}</caption>\n" if table.caption else ""
    return f"<table>\n{caption}<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _side(place: int, numbers_from: int) -> str:
    return ' class="number"' if place >= numbers_from else ""

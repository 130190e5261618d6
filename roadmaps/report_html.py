"""A report as one HTML file that loads nothing and runs nothing."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.address import is_for_a_browser

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roadmaps.report import Item, Picture, Report, Section, Table

# The colours are the reader's own by name, so that the page is as legible as their other ones.
_STYLE = """\
:root { color-scheme: light; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin-bottom: 0; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; font-size: 0.92rem; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.6rem; border-bottom: 1px solid GrayText; }
th.number, td.number { text-align: right; }
caption { text-align: left; font-weight: 600; padding: 0.3rem 0.6rem; }
img { max-width: 100%; } li, td { overflow-wrap: anywhere; white-space: pre-line; }
@media print { h2 { break-after: avoid; } tr { break-inside: avoid; } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


class SvgPicture(NamedTuple):
    """A drawn chart, and what it shows in a sentence."""

    svg: bytes
    summary: str


def html(report: Report, pictures: Mapping[Picture, SvgPicture]) -> str:
    """A report as HTML with the pictures that are given; every text is shown as it was typed."""
    author = f'<meta name="author" content="{_text(report.author)}">\n' if report.author else ""
    by = f"{_text(report.author)} · " if report.author else ""
    body = "\n".join(_section(section, pictures) for section in report.sections)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_text(_POLICY)}">\n'
        '<meta name="viewport" content="width=device-width">\n<meta name="referrer" content="no-referrer">\n'
        f"{author}<title>{_text(report.title)}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{_text(report.title)}</h1>\n<p>{by}{_text(report.subtitle)}</p>\n{body}\n</body>\n</html>\n"
    )


def _text(text: str) -> str:
    return escape(text.replace("\0", ""))


def _section(section: Section, pictures: Mapping[Picture, SvgPicture]) -> str:
    parts = [f"<h2>{_text(section.title)}</h2>"]
    parts += [f"<p>{_text(paragraph)}</p>" for paragraph in section.paragraphs]
    parts += [_picture(pictures[each]) for each in section.pictures if each in pictures]
    parts += [_table(table) for table in section.tables]
    if section.items:
        parts.append("<ul>\n" + "\n".join(f"<li>{_item(item)}</li>" for item in section.items) + "\n</ul>")
    return "\n".join(("<section>", *parts, "</section>"))


def _picture(picture: SvgPicture) -> str:
    data = b64encode(picture.svg).decode("ascii")
    return f'<p><img alt="{_text(picture.summary)}" src="data:image/svg+xml;base64,{data}"></p>'


def _item(item: Item) -> str:
    if not item.address:
        return _text(item.text)
    address = _text(item.address)
    if is_for_a_browser(item.address):
        address = f'<a href="{address}" rel="noopener noreferrer nofollow">{address}</a>'
    return f"{_text(item.text)}: {address}"


def _table(table: Table) -> str:
    def cells(row: tuple[str, ...], tag: str) -> str:
        sides = [' class="number"' if place >= table.numbers_from else "" for place in range(len(row))]
        scope = ' scope="col"' if tag == "th" else ""
        return "".join(f"<{tag}{scope}{side}>{_text(text)}</{tag}>" for side, text in zip(sides, row, strict=True))

    head = f"<thead><tr>{cells(table.headers, 'th')}</tr></thead>"
    body = "\n".join(f"<tr>{cells(row, 'td')}</tr>" for row in table.rows)
    caption = f"<caption>{_text(table.caption)}</caption>\n" if table.caption else ""
    return f"<table>\n{caption}{head}\n<tbody>\n{body}\n</tbody>\n</table>"

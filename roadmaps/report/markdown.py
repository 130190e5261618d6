"""A report, and a check list, as Markdown (CommonMark with the tables of GitHub)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roadmaps.report.check_list import tasks_by_stage
from roadmaps.report.user_text import spans, visible
from roadmaps.text.locale_format import ENGLISH

if TYPE_CHECKING:
    from roadmaps.report.facts import Facts, Item, Report, Table
    from roadmaps.text.locale_format import LocaleForms

_MARKS = re.compile(r"[\\`*_\[\]<|~$]|&(?=#?\w+;)|!\Z")
_AT_THE_BEGINNING = re.compile(r"^([-+#>=:]|\d+(?=[.)](?:\s|$)))")
# Readers drop blanks at the edges of a line and may merge others; written by number, a blank is kept.
_EDGES = re.compile(r"^\s+|\s+$|(?<= ) +|\t")
# Within <…> readers differ on everything else, and some change the text.
_IN_ANGLES = re.compile(
    r"https?://[a-z0-9.-]+(?::\d+)?(?:[/?#][\w./?#=&+,;:!*()~-]*)?|mailto:[\w.+-]+@[\w.-]+", re.ASCII
)
_REFERENCE = re.compile(r"&(?=#?\w+;)")
# What GitHub autolinks, backslashes and all.
_BARE_ADDRESS = re.compile(r"(?<=:)//|(?<=www)\.", re.IGNORECASE)
_IN_AN_ADDRESS = re.compile(r"[\\&|<>]")
_BREAK, _BREAK_IN_A_CELL = "\\\n", "<br>"


def escaped(text: str, *, in_a_table: bool = False) -> str:
    """A text that Markdown shows letter for letter; addresses in it stay links.

    Markup characters are escaped with a backslash (CommonMark 0.31, section 2.4; GitHub's pipes, tildes and dollars
    too). A line end is a hard break, or ``<br>`` within a table; trailing ones are dropped. GitHub takes a backslash as
    part of a bare address, so every address is in ``<…>``.
    """
    lines = visible(text).rstrip("\n").split("\n")
    return (_BREAK_IN_A_CELL if in_a_table else _BREAK).join(_line(line) for line in lines)


def _line(line: str) -> str:
    parts = [_link(span.text, span.address) if span.address else _plain(span.text) for span in spans(line)]
    return _EDGES.sub(_by_number, _AT_THE_BEGINNING.sub(_behind_a_backslash, "".join(parts)))


def _plain(text: str) -> str:
    return _BARE_ADDRESS.sub(r"\\\g<0>", _MARKS.sub(r"\\\g<0>", text))


def _by_number(found: re.Match[str]) -> str:
    return "".join(f"&#{ord(letter)};" for letter in found[0])


def _link(text: str, address: str) -> str:
    if text == address and _IN_ANGLES.fullmatch(text) and not _REFERENCE.search(text):
        return f"<{text}>"
    return f"[{_plain(text)}](<{_IN_AN_ADDRESS.sub(_behind_a_backslash, address)}>)"


def _behind_a_backslash(found: re.Match[str]) -> str:
    # After a number it is the dot that makes a list.
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def markdown(report: Report) -> str:
    """A report as Markdown; pictures are left out, since the tables have their numbers."""
    author = f"{escaped(report.author)} · " if report.author else ""
    blocks = [f"# {_heading(report.title)}", f"{author}{escaped(report.subtitle)}"]
    for section in report.sections:
        blocks.append(f"## {_heading(section.title)}")
        blocks += [escaped(paragraph) for paragraph in section.paragraphs]
        blocks += [_table(table) for table in section.tables]
        if section.items:
            blocks.append("\n".join(f"- {_item(item)}" for item in section.items))
        for note in section.notes:
            blocks += [f"### {_heading(note.title)}", escaped(note.text)]
    return "\n\n".join(blocks) + "\n"


def check_list(facts: Facts, forms: LocaleForms = ENGLISH) -> str:
    """Every can-do in scope as a task: by stage and skill, ticked or not."""
    title, subtitle, stages = tasks_by_stage(facts, forms)
    blocks = [f"# {_heading(title)}", escaped(subtitle)]
    for name, tasks in stages:
        blocks += [
            f"## {_heading(name)}",
            "\n".join(f"- [{'x' if task.is_done else ' '}] {escaped(task.text)}" for task in tasks),
        ]
    return "\n\n".join(blocks) + "\n"


def _heading(text: str) -> str:
    """A heading is one line, and a hash at its end would be taken as closing it."""
    return re.sub(r"(?<!\\)#$", r"\\#", escaped(visible(text).replace("\n", " ")))


def _item(item: Item) -> str:
    # Indented, so that what follows a hard break belongs to the item.
    text = f"{escaped(item.text)}: {escaped(item.address)}" if item.address else escaped(item.text)
    return text.replace("\n", "\n  ")


def _table(table: Table) -> str:
    sides = ["---:" if place >= table.numbers_from else "---" for place in range(len(table.headers))]
    rows = [[escaped(text, in_a_table=True) for text in row] for row in (table.headers, *table.rows)]
    lines = [f"| {' | '.join(line)} |" for line in (rows[0], sides, *rows[1:])]
    return "\n".join([*([f"**{escaped(table.caption)}**", ""] if table.caption else []), *lines])

"""A report, and a check list, as Markdown (CommonMark with the tables of GitHub)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roadmaps.address import is_for_a_browser
from roadmaps.explanation import stage_name
from roadmaps.wording import hours_text

if TYPE_CHECKING:
    from roadmaps.report import Facts, Item, Report, SayDay, Table

_MARKS = re.compile(r"[\\`*_\[\]<|~$]|&(?=#?\w+;)")
_AT_THE_BEGINNING = re.compile(r"^([-+#>=]|\d+(?=[.)](?:\s|$)))")
_BREAKS = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")


def escaped(text: str) -> str:
    """A text that Markdown shows as it was typed, on one line: what it would take for a mark stands behind a backslash.

    CommonMark 0.31, section 2.4 (backslash escapes), with the pipes and tildes of GitHub and its dollars for formulas.
    """
    lines = [_MARKS.sub(r"\\\g<0>", line.replace("\0", "").strip()) for line in _BREAKS.split(text)]
    one = " ".join(line for line in lines if line)
    return _AT_THE_BEGINNING.sub(_behind_a_backslash, one)


def _behind_a_backslash(found: re.Match[str]) -> str:
    # A number makes a list by the dot behind it.
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def markdown(report: Report) -> str:
    """A report as Markdown; its pictures are left out, since their numbers stand in its tables."""
    author = f"{escaped(report.author)} · " if report.author else ""
    blocks = [f"# {escaped(report.title)}", f"{author}{escaped(report.subtitle)}"]
    for section in report.sections:
        blocks.append(f"## {escaped(section.title)}")
        blocks += [escaped(paragraph) for paragraph in section.paragraphs]
        blocks += [_table(table) for table in section.tables]
        if section.items:
            blocks.append("\n".join(f"- {_item(item)}" for item in section.items))
    return "\n\n".join(blocks) + "\n"


def check_list(facts: Facts, say_day: SayDay) -> str:
    """Every can-do in scope as a task: by stage and skill, ticked or not."""
    roadmap = facts.roadmap
    title = f"Check list: {roadmap.from_role.name} to {roadmap.to_role.name}"
    blocks = [f"# {escaped(title)}", escaped(f"As of {say_day(facts.day)}")]
    for stage in facts.gap.stages:
        lines: list[str] = []
        for row in stage.rows:
            for can_do in row.can_dos if row.gap.counts else ():
                tick = facts.progress.ticks.get(can_do.id)
                hours = row.gap.hours_by_can_do.get(can_do.id)
                when = (say_day(tick.day) if tick.day else "before") if tick else ""
                aside = when or (hours_text(hours) if hours else "")
                said = f"{row.gap.skill.name}, level {can_do.level}: {can_do.text}" + (f" ({aside})" if aside else "")
                lines.append(f"- [{'x' if tick else ' '}] {escaped(said)}")
        if lines:
            blocks += [f"## {escaped(stage_name(stage))}", "\n".join(lines)]
    return "\n\n".join(blocks) + "\n"


def _item(item: Item) -> str:
    if not item.address:
        return escaped(item.text)
    is_plain = is_for_a_browser(item.address) and not set("<> ") & set(item.address)
    return f"{escaped(item.text)}: " + (f"<{item.address}>" if is_plain else escaped(item.address))


def _table(table: Table) -> str:
    sides = ["---:" if place >= table.numbers_from else "---" for place in range(len(table.headers))]
    rows = [[escaped(text) for text in row] for row in (table.headers, *table.rows)]
    lines = [f"| {' | '.join(line)} |" for line in (rows[0], sides, *rows[1:])]
    return "\n".join([*([f"**{escaped(table.caption)}**", ""] if table.caption else []), *lines])

"""The facts as CSV in which no spreadsheet sees a formula."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from roadmaps.gap import NO_HOURS, ScopeStatus
from roadmaps.report.user_text import visible
from roadmaps.study import last_use, logged_sessions, minutes_logged

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from roadmaps.report.facts import Facts

CAN_DO_HEADERS = (
    "skill_id", "skill", "category", "counts", "need", "target_level", "stages", "state", "can_do_id", "level",
    "can_do", "in_scope", "ticked", "since", "minutes_left_low", "minutes_left_high", "last_used", "minutes_logged",
    "evidence", "note", "yours",
)  # fmt: skip
SESSION_HEADERS = ("day", "skill_id", "skill", "minutes", "what", "link")
_FORMULA = "[=+\\-@＝＋－＠]"
"""What starts a formula in some spreadsheet (OWASP, "CSV Injection"), full-width forms included."""
_FIRST = re.compile(f"'*[\\t\\r\\n]|[ \"']*{_FORMULA}")
# Many locales read semicolons or tabs as separators, so a cell may be split after one.
_INSIDE = re.compile(f"([;\\t\\r\\n][ \"']*)(?={_FORMULA})")
_DISARMED = re.compile(f"([;\\t\\r\\n][ \"']*)'(?={_FORMULA})")


def can_do_table(facts: Facts) -> bytes:
    """A row for each can-do of the catalogue: times in whole minutes, days as YYYY-MM-DD, so that no locale matters."""
    return _csv(CAN_DO_HEADERS, _can_do_rows(facts))


def _can_do_rows(facts: Facts) -> Iterable[Sequence[str]]:
    progress = facts.progress
    stages: defaultdict[str, list[str]] = defaultdict(list)
    for targets, stage in zip(facts.roadmap.stage_targets, facts.roadmap.stages, strict=True):
        for skill_id in targets:
            stages[skill_id].append(str(stage.number))
    evidence: defaultdict[str, list[str]] = defaultdict(list)
    for each in progress.evidence.values():
        evidence[each.can_do_id].append(each.address)
    for gap in facts.gap.skills.values():
        skill, used_on = gap.skill, last_use(gap.skill, progress, facts.day)
        needed = {can_do.id for can_do in gap.needed}
        for can_do in skill.can_dos:
            tick = progress.ticks.get(can_do.id)
            hours = gap.hours_by_can_do.get(can_do.id, NO_HOURS)
            yield (
                skill.id,
                skill.name,
                facts.roadmap.categories[skill.category_id].name,
                "yes" if gap.scope_status is ScopeStatus.COUNTS else gap.scope_status.value,
                gap.need.value if gap.need else "",
                str(gap.target) if gap.target else "",
                " ".join(stages[skill.id]),
                gap.state.value,
                can_do.id,
                str(can_do.level),
                can_do.text,
                "yes" if can_do.id in needed else "no",
                "yes" if tick else "no",
                ("before" if tick.day is None else tick.day.isoformat()) if tick else "",
                str(_minutes(hours.low)),
                str(_minutes(hours.high)),
                used_on.isoformat() if used_on else "",
                # What belongs to the whole skill appears once, so that a column can be summed.
                str(minutes_logged(logged_sessions(progress, skill.id), facts.day)) if can_do.level == 1 else "",
                "\n".join(evidence[can_do.id]),
                progress.notes.get(skill.id, "") if can_do.level == 1 else "",
                "yes" if skill.is_own else "no",
            )


def session_table(facts: Facts) -> bytes:
    """A row for each study session, the latest first."""
    skills = facts.roadmap.skills
    rows = []
    for _, each in logged_sessions(facts.progress):
        name = skills[each.skill_id].name if each.skill_id in skills else ""
        rows.append((each.day.isoformat(), each.skill_id, name, str(each.minutes), each.text, each.link or ""))
    return _csv(SESSION_HEADERS, rows)


def disarmed(text: str) -> str:
    """A text that no spreadsheet takes as a formula: an apostrophe goes before what would be one.

    Only such texts are changed, and ``as_typed`` restores them letter for letter.
    """
    text = _INSIDE.sub(r"\1'", text)
    return f"'{text}" if _FIRST.match(text) else text


def as_typed(cell: str) -> str:
    """A text as it was before ``disarmed``."""
    text = cell[1:] if cell.startswith("'") and _FIRST.match(cell[1:]) else cell
    return _DISARMED.sub(r"\1", text)


def _minutes(hours: float) -> int:
    return round(hours * 60)


def _csv(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """CSV as in RFC 4180, with a UTF-8 byte order mark, without which spreadsheets guess the encoding.

    Control characters are made visible (``visible``); line ends within a cell are kept as typed.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(headers)
    writer.writerows([disarmed(visible(cell, keep_line_ends=True)) for cell in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")

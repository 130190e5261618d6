"""The content of the small tables of the detail pane: values made from the tracker, without a widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.app.date_format import day_text
from gui.outline.rows import meter_cells, state_meaning
from gui.skill_detail.evidence_list import EvidenceItem
from gui.skill_detail.facts import LevelLine, SkillLink
from gui.widgets.badge import STATE_ICONS, STATE_MEANINGS
from gui.widgets.source_list import OURS, SourceLine, statement_lines
from roadmaps.catalogue import YOURS
from roadmaps.gap.postings import postings_reason
from roadmaps.text.limits import MOST_SHOWN_IN_A_LINE, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from gui.app.tracker import Tracker
    from roadmaps.catalogue import CanDo, Role, Skill
    from roadmaps.gap import SkillGap
    from roadmaps.journal import HistoryEntry


def level_lines(tracker: Tracker, gap: SkillGap) -> list[LevelLine]:
    """The level that each role asks, and the user's own."""
    can_dos = gap.skill.can_dos
    cells = meter_cells(can_dos, gap.needed or can_dos[: gap.target], tracker.progress.ticks)
    # What the user changed on the goal's roadmap is in its own roles.
    goal = {role.id: role for role in (tracker.roadmap.from_role, tracker.roadmap.to_role)}
    lines = [_role_line(goal.get(role.id, role), gap.skill) for role in tracker.catalogue.roles.values()]
    if tracker.roadmap.original is not None and not gap.skill.is_own:
        from roadmaps.own import marks  # most users change nothing

        words = marks.target_text(tracker.roadmap, gap.choice.id if gap.choice else gap.skill.id)
        name = tracker.roadmap.to_role.name
        lines = [each._replace(words=words) if words and each.who == name else each for each in lines]
    return [*lines, LevelLine("You", cells, str(gap.level), state_meaning(gap.state), is_me=True)]


def prerequisite_links(tracker: Tracker, gap: SkillGap) -> list[SkillLink]:
    """The skills needed first, with what is missing of them."""
    missing = {each.skill.id: each for each in gap.missing}
    shown = [*gap.skill.prerequisites, *(key for key in missing if key not in gap.skill.prerequisites)]
    remarks = {key: f"level {each.asked} first, you have {each.level}" for key, each in missing.items()}
    return _links(tracker, shown, remarks)


def unlocked_links(tracker: Tracker, gap: SkillGap) -> list[SkillLink]:
    """The skills that need this one first."""
    return _links(tracker, tracker.catalogue.unlocks[gap.skill.id], {})


def reason_lines(tracker: Tracker, gap: SkillGap) -> list[SourceLine]:
    """What each article says about the skill, or why it is on the list without being named."""
    catalogue, skill = tracker.catalogue, gap.skill
    lines = statement_lines(catalogue, skill.reasons)
    if skill.implied_by:
        lines.append(SourceLine(YOURS if skill.is_own else OURS, skill.implied_by))
    if counted := postings_reason(catalogue, skill):
        lines.append(SourceLine(OURS, counted.text, counted.basis))
    return lines


def evidence_pieces(tracker: Tracker, can_do: CanDo) -> list[EvidenceItem]:
    """The evidence for a can-do."""
    found = tracker.progress.evidence.items()
    return [EvidenceItem(id, each.address) for id, each in found if each.can_do_id == can_do.id]


def history_lines(tracker: Tracker, gap: SkillGap) -> list[tuple[str, str]]:
    """The day and the words of everything recorded about the skill, newest first."""
    return entry_lines(tracker.history.of_skill(gap.skill, gap.choice), tracker.today)


def entry_lines(entries: Iterable[HistoryEntry], today: date) -> list[tuple[str, str]]:
    """The day and the words of some entries of a history."""
    return [
        (
            day_text(entry.said_on, today),
            shown(entry.text, MOST_SHOWN_IN_A_LINE) + (f" (on {day_text(entry.day, today)})" if entry.day else ""),
        )
        for entry in entries
    ]


def _role_line(role: Role, skill: Skill) -> LevelLine:
    demand = role.skill_demands.get(skill.id)
    level = demand.level if demand else 0
    cells = meter_cells(skill.can_dos, skill.can_dos[:level], ())
    choice = role.choice_of.get(skill.id)
    words = f"{level}, {demand.need.value}" if demand else "not needed"
    if choice:
        words += f", one of {len(choice.member_ids)}"
    return LevelLine(role.name, cells, words)


def _links(tracker: Tracker, skill_ids: Iterable[str], remarks: Mapping[str, str]) -> list[SkillLink]:
    gaps = [tracker.gap.skills[skill_id] for skill_id in skill_ids]
    return [
        SkillLink(
            gap.skill.id,
            gap.skill.name,
            STATE_ICONS[gap.state],
            STATE_MEANINGS[gap.state],
            remarks.get(gap.skill.id, ""),
        )
        for gap in gaps
    ]

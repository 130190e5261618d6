"""The evidence sheet for one job ad: each ask beside what the user can do, can show, and when they last used it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmaps.ads import AskState
from roadmaps.report.facts import Item, Report, ReportSection, Table
from roadmaps.study import last_use, minutes_logged
from roadmaps.study import logged_sessions as sessions_of
from roadmaps.text.locale_format import ENGLISH
from roadmaps.text.text_format import logged_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from roadmaps.ads import MeasuredAsk, ReadAd
    from roadmaps.journal import Progress
    from roadmaps.text.locale_format import LocaleForms

_HEADERS = ("Asked", "In their words", "You can", "Evidence", "Last used", "Study time")
_STATES = {AskState.SET_ASIDE: "Set aside"}


def evidence_sheet(
    read: ReadAd, progress: Progress, day: date, author: str = "", forms: LocaleForms = ENGLISH
) -> Report:
    """The sheet as a report, for the same writers. What the user cannot do or show is a blank, never a claim."""
    measured = read.measured
    subtitle = " · ".join(part for part in (read.ad.employer.strip(), f"As of {forms.day(day)}") if part)
    groups = (("Must have", measured.musts), ("Nice to have", measured.nices))
    sections = tuple(_section(title, asks, progress, day, forms) for title, asks in groups if asks)
    if not sections:
        sections = (ReportSection("Must have", ("Nothing recognised: this ad names no skill of the catalogue.",)),)
    if address := read.ad.address.strip():
        sections = (*sections, ReportSection("The ad", items=(Item("Found at", address),)))
    return Report(f"Evidence: {read.name}", author, subtitle, sections, len(sections))


def _section(
    title: str, asks: Iterable[MeasuredAsk], progress: Progress, day: date, forms: LocaleForms
) -> ReportSection:
    asks = tuple(asks)
    covered = sum(each.is_covered for each in asks)
    rows = tuple(_row(each, progress, day, forms) for each in asks)
    counts = f"{covered} of {len(asks)} at the level asked. What is blank is not there yet."
    return ReportSection(title, (counts,), tables=(Table(_HEADERS, rows, own=(1, 3)),))


def _row(each: MeasuredAsk, progress: Progress, day: date, forms: LocaleForms) -> tuple[str, ...]:
    skill = each.skill
    ticked = [can_do for can_do in skill.can_dos if can_do.id in progress.ticks]
    links = [
        evidence.address
        for can_do in ticked
        for evidence in progress.evidence.values()
        if evidence.can_do_id == can_do.id
    ]
    used_on = last_use(skill, progress, day) if ticked else None
    minutes = minutes_logged(sessions_of(progress, skill.id), day)
    name = f"{skill.name}, level {each.asked}"
    return (
        f"{name} ({_STATES[each.state].lower()})" if each.state in _STATES else name,
        "; ".join(each.ask.words),
        "\n".join(f"{can_do.level}: {can_do.text}" for can_do in ticked),
        "\n".join(links),
        forms.day(used_on) if used_on else "",
        logged_text(minutes, forms) if minutes else "",
    )

"""Mistakes in skills, choices and statements that only show in comparison with other entries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from roadmaps.catalogue.model import LEVELS
from roadmaps.catalogue.shapes import hint
from tests.roadmaps.authoring.tables import bounds, entries, subtable, text, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.roadmaps.authoring.id_index import Index
    from tests.roadmaps.authoring.tables import Table


def choice_problems(place: str, choice: Table, _index: Index) -> Iterator[str]:
    """The number of its members."""
    if len(set(texts(choice, "members"))) < 2:
        yield f"{place}: a choice needs at least two members."


def skill_problems(place: str, skill: Table, index: Index) -> Iterator[str]:
    """Everything about a skill that its shape does not say."""
    yield from _break(place, skill)
    yield from _prerequisites(place, skill, index)
    yield from _hours(place, subtable(skill, "hours"), index)
    levels = [can_do.get("level") for _, can_do in entries(place, skill, "can_do")]
    if levels != list(LEVELS):
        listed = ", ".join(map(str, levels)) or "none"
        yield f"{place}: it needs one can-do for each level 1, 2 and 3, in this order; it has {listed}."
    yield from _reasons(place, skill)
    yield from _resources(place, skill)
    yield from _aliases(place, skill, index)
    if text(skill, "id") and text(skill, "id") not in index.asked_skills:
        yield f"{place}: no role asks for it."


def citation_problems(place: str, row: Table, index: Index) -> Iterator[str]:
    """One statement or citation: from a known article, at a known section."""
    source_id, places = text(row, "source"), texts(row, "at")
    if source_id and source_id not in index.sections:
        yield f'{place}: the source "{source_id}" is not in catalogue.toml.{hint(source_id, index.sections)}'
    elif source_id:
        if not places:
            yield f"{place}: it does not say where in {source_id}."
        sections = index.sections[source_id]
        for each in places:
            if not any(each == section or each.startswith(f"{section}, ") for section in sections):
                near = hint(each.rpartition(", ")[0] or each, sections)
                yield f'{place}: "{each}" begins with no section of {source_id} in catalogue.toml.{near}'


def _break(place: str, skill: Table) -> Iterator[str]:
    start, name = text(skill, "break_after"), text(skill, "short_name")
    if start and not (name.startswith(start) and start[-1:].isalpha() and name[len(start) :][:1].isalpha()):
        yield f'{place}: "break_after" must be the start of "{name}", up to a letter within a word.'


def _prerequisites(place: str, skill: Table, index: Index) -> Iterator[str]:
    skill_id, prerequisites = text(skill, "id"), texts(skill, "prerequisites")
    if skill_id in prerequisites:
        yield f"{place}: it is a prerequisite of itself."
    for needed in dict.fromkeys(prerequisites):
        others = (each for each in prerequisites if each != needed and index.is_implied(needed, each))
        if by := next(others, None):
            yield f'{place}: the prerequisite "{needed}" goes without saying, since "{by}" needs it.'
    if circle := index.circles.get(skill_id):
        yield f"{place}: its prerequisites run in a circle: {' needs '.join([*circle, skill_id])}."


def _hours(place: str, hours: Table, index: Index) -> Iterator[str]:
    low, high = bounds(hours) or (1, 1)
    basis = text(hours, "basis")
    least, most = bounds(index.hours_bases.get(basis, {})) or (low, high)
    if not 0 < low <= high:
        yield f"{place}: the hours must be above 0, and low not above high; they are {low} to {high}."
    elif basis and basis not in index.hours_bases:
        yield f'{place}: the basis "{basis}" is not an hours.basis of catalogue.toml.{hint(basis, index.hours_bases)}'
    elif bounds(hours) and not least <= low <= high <= most:
        yield f'{place}: the hours are {low} to {high}; its basis, "{basis}", takes {least} to {most}.'


def _reasons(place: str, skill: Table) -> Iterator[str]:
    reasons, implied_by = entries(place, skill, "reasons"), text(skill, "implied_by")
    source_ids = [text(reason, "source") for _, reason in reasons]
    for source_id in dict.fromkeys(source_ids):
        if source_ids.count(source_id) > 1:
            yield f"{place}: it has two reasons from {source_id}; one sentence for each article."
    if reasons and implied_by:
        yield f"{place}: it has both reasons and implied_by; what an article names is not implied."
    if not reasons and not implied_by:
        yield f"{place}: it has no source, neither reasons nor implied_by."


def _resources(place: str, skill: Table) -> Iterator[str]:
    urls = [text(row, "url") for _, row in entries(place, skill, "resources")]
    if not urls:
        yield f"{place}: it has no resource to learn from."
    seen: set[str] = set()
    for url in urls:
        if url and not _is_web_address(url):
            yield f'{place}: the resource address "{url}" is not a web address that begins with http:// or https://.'
        if url in seen:
            yield f'{place}: the resource address "{url}" appears twice.'
        seen.add(url)


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and not re.search(r"\s", url)


def _aliases(place: str, skill: Table, index: Index) -> Iterator[str]:
    for alias in texts(skill, "aliases"):
        yield from index.claim("alias", alias.casefold(), place)
    for alias_place, row in entries(place, skill, "ambiguous_alias", "ambiguous alias"):
        yield from index.claim("alias", text(row, "text").casefold(), alias_place)
        try:
            re.compile(text(row, "pattern"))
        except re.error as error:
            yield f"{alias_place}: the pattern does not compile: {error}."

"""Mistakes in the catalogue and its skills that show only when the entries are held against each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from roadmaps.catalogue.id_index import repeated
from roadmaps.catalogue.model import LEVELS
from roadmaps.catalogue.shapes import entries, hint, number, subtable, text, texts
from roadmaps.catalogue.source_checks import statement_problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roadmaps.catalogue.data_files import Document
    from roadmaps.catalogue.id_index import Index
    from roadmaps.catalogue.shapes import Table


def catalogue_problems(document: Document, index: Index) -> Iterator[str]:
    """The lists, sources and choices of ``catalogue.toml``."""
    for key in ("categories", "roles", "roadmaps"):
        yield from repeated(document.name, key, document.table)
    for place, source in entries(document.name, document.table, "source"):
        yield from index.claim("source id", text(source, "id"), place)
        yield from repeated(place, "sections", source)
    for place, basis in entries(f"{document.name}, hours", subtable(document.table, "hours"), "basis"):
        yield from index.claim("hours basis", text(basis, "id"), place)
    for place, choice in entries(document.name, document.table, "choice"):
        yield from index.claim("id", text(choice, "id"), place)
        yield from index.claim("short name", text(choice, "short_name"), place)
        yield from repeated(place, "members", choice)
        member_ids = texts(choice, "members")
        for skill_id in member_ids:
            if skill_id not in index.skills:
                yield f'{place}: the member "{skill_id}" is not a skill.{hint(skill_id, index.skills)}'
        if len(set(member_ids)) < 2:
            yield f"{place}: a choice needs at least two members."


def shelf_problems(document: Document, index: Index) -> Iterator[str]:
    """One category and its skills."""
    yield from index.claim("category name", text(document.table, "name"), document.name)
    for place, skill in entries(document.name, document.table, "skill"):
        skill_id = text(skill, "id")
        yield from index.claim("id", skill_id, place)
        yield from index.claim("short name", text(skill, "short_name"), place)
        yield from _break(place, skill)
        yield from _prerequisites(place, skill, index)
        yield from _hours(place, subtable(skill, "hours"), index)
        yield from _can_dos(place, skill, index)
        yield from _sources(place, skill, index)
        yield from _resources(place, skill)
        yield from _aliases(place, skill, index)
        if skill_id and skill_id not in index.asked_skills:
            yield f"{place}: no role asks for it."


def _break(place: str, skill: Table) -> Iterator[str]:
    start, name = text(skill, "break_after"), text(skill, "short_name")
    if start and not (name.startswith(start) and start[-1:].isalpha() and name[len(start) :][:1].isalpha()):
        yield f'{place}: "break_after" must be the start of "{name}", up to a letter within a word.'


def _prerequisites(place: str, skill: Table, index: Index) -> Iterator[str]:
    skill_id, prerequisites = text(skill, "id"), texts(skill, "prerequisites")
    yield from repeated(place, "prerequisites", skill)
    for needed in prerequisites:
        if needed not in index.skills:
            yield f'{place}: the prerequisite "{needed}" is not a skill.{hint(needed, index.skills)}'
    if skill_id in prerequisites:
        yield f"{place}: it is a prerequisite of itself."
    for needed in dict.fromkeys(prerequisites):
        others = (each for each in prerequisites if each != needed and index.goes_without_saying(needed, each))
        if by := next(others, None):
            yield f'{place}: the prerequisite "{needed}" goes without saying, since "{by}" needs it.'
    if circle := index.circles.get(skill_id):
        yield f"{place}: its prerequisites run in a circle: {' needs '.join([*circle, skill_id])}."


def _hours(place: str, hours: Table, index: Index) -> Iterator[str]:
    low, high, basis = number(hours, "low"), number(hours, "high"), text(hours, "basis")
    if low is not None and high is not None and not 0 < low <= high:
        yield f"{place}: the hours must be above 0, and low not above high; they are {low} to {high}."
    elif basis and basis not in index.hours_bases:
        yield f'{place}: the basis "{basis}" is not an hours.basis of catalogue.toml.{hint(basis, index.hours_bases)}'
    elif low is not None and high is not None and basis:
        least, most = number(index.hours_bases[basis], "low"), number(index.hours_bases[basis], "high")
        if least is not None and most is not None and not (least <= low and high <= most):
            yield f'{place}: the hours are {low} to {high}; its basis, "{basis}", takes {least} to {most}.'


def _can_dos(place: str, skill: Table, index: Index) -> Iterator[str]:
    can_dos = entries(place, skill, "can_do", "can-do")
    for can_do_place, can_do in can_dos:
        yield from index.claim("can-do id", text(can_do, "id"), can_do_place)
    found = [can_do.get("level") for _, can_do in can_dos]
    if found != list(LEVELS):
        listed = ", ".join(map(str, found)) or "none"
        yield f"{place}: it needs one can-do for each level 1, 2 and 3, in this order; it has {listed}."


def _sources(place: str, skill: Table, index: Index) -> Iterator[str]:
    reasons, implied_by = entries(place, skill, "reasons", "reason"), text(skill, "implied_by")
    yield from statement_problems(place, skill, "reasons", index, "reason")
    source_ids = [text(reason, "source") for _, reason in reasons]
    for source_id in dict.fromkeys(source_ids):
        if source_ids.count(source_id) > 1:
            yield f"{place}: it has two reasons from {source_id}; one sentence for each article."
    if reasons and implied_by:
        yield f"{place}: it has both reasons and implied_by; what an article names is not implied."
    if not reasons and not implied_by:
        yield f"{place}: it has no source, neither reasons nor implied_by."


def _resources(place: str, skill: Table) -> Iterator[str]:
    resources = [row for _, row in entries(place, skill, "resources")]
    if not resources:
        yield f"{place}: it has no resource to learn from."
    seen: set[str] = set()
    for resource in resources:
        url = text(resource, "url")
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

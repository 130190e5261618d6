"""Mistakes in what the Roles page shows: the comparison of the roles, and the situations of "Which suits me?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmaps.catalogue.id_index import repeated
from roadmaps.catalogue.shapes import (
    CITATION,
    NUMBER,
    STATEMENT,
    TABLE,
    TABLES,
    TEXT,
    TEXTS,
    entries,
    fixed_keys,
    free_keys,
    hint,
    number,
    optional,
    subtable,
    text,
    texts,
    well_formed_id,
)
from roadmaps.catalogue.source_checks import citation_problems, statement_problems, unknown_roles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from roadmaps.catalogue.data_files import Document
    from roadmaps.catalogue.id_index import Index
    from roadmaps.catalogue.shapes import Table, ValueKind

FILES = ("comparison.toml", "situations.toml")

COMPARISON = {
    "aspect": TABLES,
    "topic": TABLES,
    "path": TABLES,
    "pay": TABLES,
    "outlook": TABLES,
    "contradiction": TABLES,
}
ASPECT = {"id": TEXT, "name": TEXT, "cells": TABLE, "articles": TABLES, "differs": optional(TEXTS)}
TOPIC = {"id": TEXT, "name": TEXT, "statements": TABLES}
SAID = STATEMENT | {"roles": optional(TEXTS), "figures": optional(TABLES)}
FIGURE = {"text": TEXT, "what": TEXT}
PATH = {"role": TEXT, "step": TABLES, "posts": TABLES}
STEP = {"id": TEXT, "name": TEXT, "brief": TEXT, "statement": TABLE}
POST = CITATION | {"name": TEXT}
AMOUNT = {"low": NUMBER, "high": NUMBER, "unit": TEXT, "period": TEXT}
CLAIM = CITATION | {"id": TEXT, "roles": TEXTS, "what": TEXT}
CONTRADICTION = {"id": TEXT, "name": TEXT, "skills": optional(TEXTS), "claims": TABLES, "shown": TEXT}
SITUATIONS = {"situation": TABLES}
SITUATION = {"id": TEXT, "name": TEXT, "question": TEXT, "answers": TABLE}
ANSWER = CITATION | {"text": TEXT, "because": TEXT}


def comparison_problems(document: Document, index: Index) -> Iterator[str]:
    """Everything in ``comparison.toml``."""
    place, table = document.name, document.table
    yield from fixed_keys(place, table, COMPARISON)
    contradictions = {text(row, "id") for _, row in entries(place, table, "contradiction")}
    for each_place, aspect in entries(place, table, "aspect"):
        yield from fixed_keys(each_place, aspect, ASPECT)
        yield from _own_id(each_place, "aspect", aspect, index)
        yield from _by_role(each_place, subtable(aspect, "cells"), index)
        yield from free_keys(f"{each_place}, cells", subtable(aspect, "cells"), TEXT)
        yield from _statements(each_place, aspect, "articles", CITATION, index)
        for differs in texts(aspect, "differs"):
            if differs not in contradictions:
                yield f'{each_place}: "{differs}" is not a contradiction.{hint(differs, contradictions)}'
    for each_place, topic in entries(place, table, "topic"):
        yield from fixed_keys(each_place, topic, TOPIC)
        yield from _own_id(each_place, "topic", topic, index)
        yield from _statements(each_place, topic, "statements", SAID, index)
    for each_place, path in entries(place, table, "path"):
        yield from _path(each_place, path, index)
    for key in ("pay", "outlook"):
        for each_place, claim in entries(place, table, key):
            yield from _claim(each_place, key, claim, index)
    for each_place, contradiction in entries(place, table, "contradiction"):
        yield from _contradiction(each_place, contradiction, index)


def situation_problems(document: Document, index: Index) -> Iterator[str]:
    """Everything in ``situations.toml``."""
    yield from fixed_keys(document.name, document.table, SITUATIONS)
    for place, situation in entries(document.name, document.table, "situation"):
        yield from fixed_keys(place, situation, SITUATION)
        yield from _own_id(place, "situation", situation, index)
        answers = subtable(situation, "answers")
        yield from _by_role(f"{place}, answers", answers, index)
        for role_id in answers:
            answer = subtable(answers, role_id)
            yield from fixed_keys(f"{place}, answer of {role_id}", answer, ANSWER)
            yield from citation_problems(f"{place}, answer of {role_id}", answer, index)


def _path(place: str, path: Table, index: Index) -> Iterator[str]:
    yield from fixed_keys(place, path, PATH)
    yield from unknown_roles(place, [text(path, "role")] if text(path, "role") else [], index)
    yield from index.claim("path of a role", text(path, "role"), place)
    yield from _statements(place, path, "posts", POST, index)
    for each_place, step in entries(place, path, "step"):
        yield from fixed_keys(each_place, step, STEP)
        yield from _own_id(each_place, "step", step, index)
        yield from fixed_keys(f"{each_place}, statement", subtable(step, "statement"), STATEMENT)
        yield from citation_problems(each_place, subtable(step, "statement"), index)


def _claim(place: str, key: str, claim: Table, index: Index) -> Iterator[str]:
    """A number comes whole, with unit and period, or not at all."""
    has_amount = any(part in claim for part in AMOUNT)
    yield from fixed_keys(place, claim, CLAIM | AMOUNT if has_amount else CLAIM)
    yield from _own_id(place, key, claim, index)
    yield from citation_problems(place, claim, index)
    low, high = number(claim, "low"), number(claim, "high")
    if low is not None and high is not None and low > high:
        yield f"{place}: low is above high; they are {low} and {high}."


def _contradiction(place: str, contradiction: Table, index: Index) -> Iterator[str]:
    yield from fixed_keys(place, contradiction, CONTRADICTION)
    yield from _own_id(place, "contradiction", contradiction, index)
    yield from repeated(place, "skills", contradiction)
    for skill_id in texts(contradiction, "skills"):
        if skill_id not in index.skills:
            yield f'{place}: "{skill_id}" is not a skill.{hint(skill_id, index.skills)}'
    yield from _statements(place, contradiction, "claims", SAID, index)
    if len(entries(place, contradiction, "claims")) < 2:
        yield f"{place}: it takes two claims to contradict each other."


def _statements(place: str, table: Table, key: str, kinds: Mapping[str, ValueKind], index: Index) -> Iterator[str]:
    for each_place, row in entries(place, table, key):
        yield from fixed_keys(each_place, row, kinds)
        for figure_place, figure in entries(each_place, row, "figures", "figure"):
            yield from fixed_keys(figure_place, figure, FIGURE)
    yield from statement_problems(place, table, key, index)


def _by_role(place: str, table: Table, index: Index) -> Iterator[str]:
    """A table with one entry for each role."""
    yield from unknown_roles(place, list(table), index)
    for role_id in index.roles:
        if role_id not in table:
            yield f'{place}: there is nothing for "{role_id}".'


def _own_id(place: str, kind: str, table: Table, index: Index) -> Iterator[str]:
    yield from well_formed_id(place, table)
    yield from index.claim(f"id of a {kind}", text(table, "id"), place)

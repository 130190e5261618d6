"""The shape of each data file, as one table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from roadmaps.catalogue.model import CAN_DO_LENGTH, LEVELS, SHORT_NAME_LENGTH, Need
from roadmaps.catalogue.shapes import optional
from tests.roadmaps.authoring.comparison_checks import (
    AMOUNT,
    CITATION,
    aspect_problems,
    claim_problems,
    contradiction_problems,
    situation_problems,
    step_problems,
)
from tests.roadmaps.authoring.data_shapes import (
    FLAG,
    LEVEL,
    NUMBER,
    PERCENT,
    SET,
    TEXT,
    TEXTS,
    file_id,
    name,
    owned_id,
    table,
    tables,
)
from tests.roadmaps.authoring.roadmap_checks import roadmap_problems, role_problems, stage_problems
from tests.roadmaps.authoring.skill_checks import choice_problems, citation_problems, skill_problems

if TYPE_CHECKING:
    from tests.roadmaps.authoring.data_shapes import DataShape

STATEMENT_LENGTH = 160
"""Characters that stay one sentence: what an article says is summed up, not retold."""


def _short_name(kind: str) -> DataShape:
    return replace(name(kind, None), most=SHORT_NAME_LENGTH)


ROLES = replace(TEXTS, known="role")
LEVELS_BY_UNIT = table(values=LEVEL, known="unit")
STATEMENT = CITATION | {"text": replace(TEXT, most=STATEMENT_LENGTH)}
STATEMENTS = tables(STATEMENT, rule=citation_problems)
FIGURES = optional(tables({"text": TEXT, "what": TEXT}, entry="figure"))
CLAIMS = tables(STATEMENT | {"roles": optional(ROLES), "figures": FIGURES}, rule=citation_problems)

CATALOGUE = table({
    "version": TEXT,
    "categories": SET,
    "roles": SET,
    "roadmaps": SET,
    "levels": table({str(level): TEXT for level in LEVELS}),
    "hours": table({
        "note": TEXT,
        "basis": tables({"id": name("hours basis", None), "name": TEXT, "text": TEXT, "low": NUMBER, "high": NUMBER}),
    }),
    "postings": optional(tables({
        "role": replace(TEXT, known="role", unique="role with postings", naming="the role "),
        "count": NUMBER,
        "who": TEXT,
        "period": TEXT,
        "counted": TEXT,
    })),
    "source": tables({"id": name("source id", None), "name": TEXT, "title": TEXT, "about": TEXT, "sections": SET}),
    "choice": tables({
        "id": name("id"),
        "name": TEXT,
        "short_name": _short_name("short name"),
        "members": replace(SET, known="skill", naming="the member "),
        "why": TEXT,
    }, rule=choice_problems),
})  # fmt: skip
SKILL = {
    "id": name("id"),
    "name": TEXT,
    "short_name": _short_name("short name"),
    "break_after": optional(TEXT),
    "description": TEXT,
    "note": optional(TEXT),
    "prerequisites": optional(replace(SET, known="skill", naming="the prerequisite ")),
    "hours": table({"low": NUMBER, "high": NUMBER, "basis": TEXT}),
    "reasons": optional(tables(STATEMENT | {"roles": ROLES}, entry="reason", rule=citation_problems)),
    "implied_by": optional(TEXT),
    "postings": optional(table(values=PERCENT, known="role", naming="postings: ")),
    "postings_word": optional(TEXT),
    "tools": optional(TEXTS),
    "aliases": optional(TEXTS),
    "related_terms": optional(TEXTS),
    "resources": tables({"title": TEXT, "url": TEXT}, entry="resource"),
    "can_do": tables({
        "id": name("can-do id", owned_id),
        "level": LEVEL,
        "text": replace(TEXT, most=CAN_DO_LENGTH),
    }, entry="can-do"),
    "ambiguous_alias": optional(
        tables({"text": TEXT, "pattern": TEXT, "case_sensitive": FLAG, "rule": TEXT}, entry="ambiguous alias")
    ),
}  # fmt: skip
SHELF = table({"name": name("category name", None), "skill": tables(SKILL, rule=skill_problems)})
ROLE = table({
    "id": replace(TEXT, id_rule=file_id),
    "name": TEXT,
    "short_name": _short_name("role short name"),
} | {need.value: optional(LEVELS_BY_UNIT) for need in Need}, rule=role_problems)  # fmt: skip
MILESTONE = table({
    "id": name("milestone id"),
    "title": TEXT,
    "short_name": _short_name("milestone short name"),
    "brief": TEXT,
    "evidence": tables({"id": name("evidence check", owned_id), "text": TEXT}, entry="evidence check"),
})  # fmt: skip
ROADMAP = table({
    "id": replace(TEXT, id_rule=file_id),
    "name": TEXT,
    "from_role": replace(TEXT, known="role", naming="the from_role "),
    "to_role": replace(TEXT, known="role", naming="the to_role "),
    "judgement": TEXT,
    "advice": STATEMENTS,
    "carry_over": LEVELS_BY_UNIT,
    "stage": optional(tables({
        "id": name("stage id"),
        "title": TEXT,
        "short_name": _short_name("stage short name"),
        "purpose": TEXT,
        "judgement": TEXT,
        "support": STATEMENTS,
        "targets": table(values=LEVEL),
        "milestone": MILESTONE,
    }, rule=stage_problems)),
}, rule=roadmap_problems)  # fmt: skip
_CLAIM = CITATION | {"what": TEXT, "roles": ROLES} | {key: optional(shape) for key, shape in AMOUNT.items()}
COMPARISON = table({
    "aspect": tables({
        "id": name("id of an aspect"),
        "name": TEXT,
        "cells": table(values=TEXT),
        "articles": tables(CITATION, rule=citation_problems),
        "differs": optional(replace(TEXTS, known="contradiction")),
    }, rule=aspect_problems),
    "topic": tables({"id": name("id of a topic"), "name": TEXT, "statements": CLAIMS}),
    "path": tables({
        "role": replace(TEXT, known="role", unique="path of a role"),
        "step": tables(
            {"id": name("id of a step"), "name": TEXT, "brief": TEXT, "statement": table(STATEMENT)}, rule=step_problems
        ),
        "posts": tables(CITATION | {"name": TEXT}, rule=citation_problems),
    }),
    "pay": tables(_CLAIM | {"id": name("id of a pay")}, rule=claim_problems),
    "outlook": tables(_CLAIM | {"id": name("id of an outlook")}, rule=claim_problems),
    "contradiction": tables({
        "id": name("id of a contradiction"),
        "name": TEXT,
        "skills": optional(replace(SET, known="skill")),
        "claims": CLAIMS,
        "shown": TEXT,
    }, rule=contradiction_problems),
})  # fmt: skip
RETIRED = table({
    "can_do": tables({
        "id": name("can-do id", None),
        "level": LEVEL,
        "was": replace(TEXT, most=CAN_DO_LENGTH),
        "since": TEXT,
        "now": replace(SET, known="can-do", naming="what stands in its place, "),
    }, entry="can-do"),
})  # fmt: skip
SITUATIONS = table({
    "situation": tables(
        {"id": name("id of a situation"), "name": TEXT, "question": TEXT, "answers": table()}, rule=situation_problems
    ),
})  # fmt: skip

FILES = {
    "catalogue.toml": CATALOGUE,
    "skills": SHELF,
    "roles": ROLE,
    "roadmaps": ROADMAP,
    "comparison.toml": COMPARISON,
    "retired.toml": RETIRED,
    "situations.toml": SITUATIONS,
}
"""Name of the file, or of its folder -> its shape."""

"""Mistakes in what the Roles page shows: the comparison of the roles, and the situations of "Which suits me?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmaps.catalogue.shapes import hint
from tests.roadmaps.authoring.data_shapes import NUMBER, TEXT, TEXTS, data_problems, table
from tests.roadmaps.authoring.skill_checks import citation_problems
from tests.roadmaps.authoring.tables import bounds, entries, subtable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.roadmaps.authoring.id_index import Index
    from tests.roadmaps.authoring.tables import Table

CITATION = {"source": TEXT, "at": TEXTS}
AMOUNT = {"low": NUMBER, "high": NUMBER, "unit": TEXT, "period": TEXT}
_ANSWER = table(CITATION | {"text": TEXT, "because": TEXT})


def aspect_problems(place: str, aspect: Table, index: Index) -> Iterator[str]:
    """One cell for each role."""
    yield from _by_role(place, subtable(aspect, "cells"), index)


def step_problems(place: str, step: Table, index: Index) -> Iterator[str]:
    """Where the statement of a step comes from."""
    yield from citation_problems(place, subtable(step, "statement"), index)


def claim_problems(place: str, claim: Table, index: Index) -> Iterator[str]:
    """A number comes whole, with unit and period, or not at all."""
    if given := claim.keys() & AMOUNT.keys():
        yield from data_problems(place, "", {key: claim[key] for key in given}, table(AMOUNT))
    yield from citation_problems(place, claim, index)
    amount = bounds(claim)
    if amount and amount[0] > amount[1]:
        yield f"{place}: low is above high; they are {amount[0]} and {amount[1]}."


def contradiction_problems(place: str, contradiction: Table, _index: Index) -> Iterator[str]:
    """The number of its claims."""
    if len(entries(place, contradiction, "claims")) < 2:
        yield f"{place}: it takes two claims to contradict each other."


def situation_problems(place: str, situation: Table, index: Index) -> Iterator[str]:
    """One answer for each role, and where each comes from."""
    answers = subtable(situation, "answers")
    yield from _by_role(f"{place}, answers", answers, index)
    for role_id in answers:
        yield from data_problems(f"{place}, answer of {role_id}", "", subtable(answers, role_id), _ANSWER)
        yield from citation_problems(f"{place}, answer of {role_id}", subtable(answers, role_id), index)


def _by_role(place: str, row: Table, index: Index) -> Iterator[str]:
    for role_id in row:
        if role_id not in index.roles:
            yield f'{place}: "{role_id}" is not a role.{hint(role_id, index.roles)}'
    for role_id in index.roles:
        if role_id not in row:
            yield f'{place}: there is nothing for "{role_id}".'

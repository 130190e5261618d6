"""What postings of each role ask: shares from ``roadmaps/data/demand.toml``, joined with the targets of the roles."""

from __future__ import annotations

from functools import lru_cache
from math import log
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.catalogue import Need
from roadmaps.catalogue.data_files import read_document, shipped_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roadmaps.catalogue import Role

PSEUDO_POSTINGS = 40
"""How many postings a role's own demands count for. So a skill that no posting names is not taken for impossible, and
one that was not counted leans as the roles say."""
_EXPECTED = {Need.CORE: 0.4, Need.SUPPORTING: 0.2, Need.OPTIONAL: 0.1}
_EXPECTED_OF_OTHERS = 0.03


class Group(NamedTuple):
    """Postings that were counted together."""

    id: str
    name: str
    role_id: str
    """Empty where they are of none of our roles."""
    postings: int


class Demand(NamedTuple):
    """The shares of postings that name each skill."""

    groups: tuple[Group, ...]
    shares: Mapping[str, tuple[float, ...]]
    """Skill id -> its share in each group, from 0 to 1."""


@lru_cache(maxsize=1)
def load_demand() -> Demand:
    """The shares that are shipped."""
    table = read_document(shipped_data(), "demand.toml").table
    groups = tuple(Group(row["id"], row["name"], row.get("role", ""), row["postings"]) for row in table["group"])
    shares = {skill_id: tuple(each / 100 for each in row) for skill_id, row in table["share"].items()}
    return Demand(groups, shares)


def share_of(skill_id: str, role: Role) -> float:
    """The share of a role's postings that ask for a skill, smoothed with what the role itself asks."""
    demand = load_demand()
    named = counted = 0.0
    for place, group in enumerate(demand.groups):
        if group.role_id == role.id and skill_id in demand.shares:
            named += demand.shares[skill_id][place] * group.postings
            counted += group.postings
    asked = role.skill_demands.get(skill_id)
    expected = _EXPECTED[Need(asked.need)] if asked else _EXPECTED_OF_OTHERS
    return (named + PSEUDO_POSTINGS * expected) / (counted + PSEUDO_POSTINGS)


def log_odds(skill_id: str, role: Role, other: Role) -> float:
    """How much more a skill speaks for ``role`` than for ``other``: the difference of the logits of their shares."""
    share, share_of_other = share_of(skill_id, role), share_of(skill_id, other)
    return log(share / (1 - share)) - log(share_of_other / (1 - share_of_other))

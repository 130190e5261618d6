"""What postings of each role ask: the shares that name each skill, joined with the targets of the roles."""

from __future__ import annotations

from functools import lru_cache
from math import log
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.catalogue import Need
from roadmaps.catalogue.data_files import read_document, shipped_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roadmaps.catalogue import Catalogue, Role

PSEUDO_POSTINGS = 40
"""As how many postings a role's own demands count. They keep a skill that no posting names from counting as impossible,
and let one that was not counted lean as the roles say."""
_EXPECTED = {Need.CORE: 0.4, Need.SUPPORTING: 0.2, Need.OPTIONAL: 0.1}
_EXPECTED_OF_OTHERS = 0.03


class PostingShares(NamedTuple):
    """The shares of the postings for one role that name each skill."""

    role_id: str
    postings: int
    shares: Mapping[str, float]
    """In per cent."""


@lru_cache(maxsize=1)
def load_posting_shares() -> PostingShares:
    """The shares that are shipped."""
    table = read_document(shipped_data(), "demand.toml").table
    return PostingShares(table["role"], table["postings"], table["share"])


def share_of(skill_id: str, role: Role, catalogue: Catalogue) -> float:
    """The share of a role's postings that ask for a skill, from 0 to 1, smoothed with what the role itself asks."""
    named = counted = 0.0
    skill, before = catalogue.skills[skill_id], load_posting_shares()
    surveys = (survey for survey in catalogue.surveys if survey.role_id == role.id)
    counts: list[tuple[int, float | None]] = [(each.postings, skill.postings.get(role.id)) for each in surveys]
    if before.role_id == role.id:
        counts.append((before.postings, before.shares.get(skill_id)))
    for postings, percent in counts:
        if percent is not None:
            named += percent / 100 * postings
            counted += postings
    asked = role.skill_demands.get(skill_id)
    expected = _EXPECTED[Need(asked.need)] if asked else _EXPECTED_OF_OTHERS
    return (named + PSEUDO_POSTINGS * expected) / (counted + PSEUDO_POSTINGS)


def log_odds(skill_id: str, role: Role, other: Role, catalogue: Catalogue) -> float:
    """How much more a skill speaks for ``role`` than for ``other``: the difference of the logits of their shares."""
    share, share_of_other = share_of(skill_id, role, catalogue), share_of(skill_id, other, catalogue)
    return log(share / (1 - share)) - log(share_of_other / (1 - share_of_other))

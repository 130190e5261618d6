"""The catalogue knows the words of job postings, and its targets distinguish the two roles."""

from __future__ import annotations

import math
import re
import tomllib
from pathlib import Path
from statistics import NormalDist
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from roadmaps.catalogue import Catalogue

TERMS: dict[str, str] = tomllib.loads((Path(__file__).parent / "posting_terms.toml").read_text(encoding="utf-8"))[
    "terms"
]


def owners(catalogue: Catalogue, term: str) -> set[str]:
    """The skills that a term names; hyphens, capitals and a plural make no difference."""

    def plain(text: str) -> str:
        return re.sub(r"[-\s]+", " ", text.casefold()).removesuffix("s")

    return {
        skill.id
        for skill in catalogue.skills.values()
        if plain(term) in {plain(alias) for alias in skill.aliases}
        or any(
            re.search(each.pattern, term, 0 if each.case_sensitive else re.IGNORECASE)
            for each in skill.ambiguous_aliases
        )
    }


def test_a_term_of_postings_names_one_skill(catalogue: Catalogue) -> None:
    assert {term: owners(catalogue, term) for term in TERMS} == {term: {skill_id} for term, skill_id in TERMS.items()}


@pytest.mark.parametrize(
    ("text", "skill_id"),
    [
        ("insurance agents", "ai-agents"),
        ("security clearance", "ml-security"),
        ("networking events", "cloud-computing"),
        ("your job search", "retrieval-and-search"),
        ("hypothesis testing", "automated-testing"),
    ],
)
def test_a_word_with_several_meanings_is_not_taken_for_the_wrong_one(
    catalogue: Catalogue, text: str, skill_id: str
) -> None:
    patterns = [re.compile(each.pattern, re.IGNORECASE) for each in catalogue.skills[skill_id].ambiguous_aliases]

    assert not any(pattern.search(text) for pattern in patterns)


def test_the_targets_alone_distinguish_postings_for_the_two_roles(catalogue: Catalogue) -> None:
    """The chance that a posting for ML engineers scores higher, if skills were named independently of each other.

    A posting's score is the sum, over the skills it names, of what an ML engineer's target is above a data scientist's.
    """
    scientist, engineer = (catalogue.roles[role_id].targets for role_id in ("data-scientist", "ml-engineer"))
    difference = variance = 0.0
    for skill in catalogue.skills.values():
        weight = engineer.get(skill.id, 0) - scientist.get(skill.id, 0)
        shares = {role_id: percent / 100 for role_id, percent in skill.postings.items()}
        difference += weight * (shares["ml-engineer"] - shares["data-scientist"])
        variance += weight**2 * sum(share * (1 - share) for share in shares.values())

    assert NormalDist().cdf(difference / math.sqrt(variance)) > 0.98

"""How often job postings name a skill: a reason of its own beside what the articles say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from roadmaps.text.text_format import joined, percent_text

if TYPE_CHECKING:
    from roadmaps.catalogue import Catalogue, Skill


class PostingsReason(NamedTuple):
    """What was counted for a skill, and in small print how."""

    text: str
    basis: str


def postings_reason(catalogue: Catalogue, skill: Skill) -> PostingsReason | None:
    """How many postings for each role name a skill, the latest first; None where nothing was counted."""
    surveys = [each for each in reversed(catalogue.surveys) if each.role_id in skill.postings]
    if not surveys:
        return None
    shares = joined(
        f"{_share(skill.postings[each.role_id])} of {each.postings} job postings for {each.who} ({each.period})"
        for each in surveys
    )
    named = f"The word “{skill.postings_word}” alone appears in" if skill.postings_word else "Named in"
    return PostingsReason(f"{named} {shares}.", f"Our count, {surveys[0].counted}")


def _share(percent: int) -> str:
    return percent_text(percent) if percent else "none"

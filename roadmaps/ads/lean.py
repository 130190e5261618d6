"""Which of two roles an ad leans towards by what it asks for, and whether its title agrees."""

from __future__ import annotations

import re
from math import exp
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.ads.demand import log_odds
from roadmaps.text.text_format import article, within_a_sentence

if TYPE_CHECKING:
    from roadmaps.ads.asks import AdReading
    from roadmaps.catalogue import Catalogue, Role

MOST_WORDS = 5
MIXED = 0.2
"""An ad this close to the middle is mixed."""
_DAMPING = 0.45
"""Skills that usually come together are not independent votes. Without this, most ads would be close to 0 or 1."""
_FEWEST_SKILLS = 3
"""An ad that names fewer skills has no lean."""
_TITLES = {
    "data-scientist": re.compile(r"\bdata scien|\bstatistician|\bdecision scien|\bdata analy|\bDS\b", re.IGNORECASE),
    "ml-engineer": re.compile(
        r"\b(?:machine learning|ml|mlops|ai|deep learning|computer vision|nlp|llm|perception)[\w /&-]{0,20}engineer"
        r"|\bengineer\w*,? (?:machine learning|ml|ai)\b|\bMLE\b",
        re.IGNORECASE,
    ),
}


class DecidingWord(NamedTuple):
    """A skill that decides where an ad leans."""

    skill_id: str
    phrase: str
    """The words of the ad that name it."""
    role_id: str
    """The role it speaks for."""
    weight: float
    """By how much, in log-odds; above 0."""


class Lean(NamedTuple):
    """Where an ad is between two roles."""

    roles: tuple[Role, Role]
    place: float
    """0 is all the first role, 1 all the second."""
    role: Role | None
    """The role it leans towards; None if it is mixed or names too little."""
    is_known: bool
    """Whether it names enough skills to tell."""
    words: tuple[DecidingWord, ...]
    """The words that decide, the heaviest first: those for the role it leans towards; for a mixed ad those for both."""
    titled: Role | None
    """The role that its title names; None if it names none, or both."""

    @property
    def differs(self) -> bool:
        """Whether the title names another role than the one it leans towards."""
        return self.role is not None and self.titled is not None and self.role.id != self.titled.id

    @property
    def text(self) -> str:
        """In a few words: "mostly ML engineer", "mixed", or that it names too little to tell."""
        if not self.is_known:
            return "names too little to tell"
        return f"mostly {within_a_sentence(self.role.name)}" if self.role else "mixed"

    @property
    def about_title(self) -> str:
        """A sentence if the title names another role than the asks suggest; otherwise empty."""
        if not self.differs or not self.role or not self.titled:
            return ""
        titled, role = within_a_sentence(self.titled.name), within_a_sentence(self.role.name)
        return f"The title says {titled}, but what it asks for is mostly what {article(role)} {role} needs."


def roles_of(catalogue: Catalogue) -> tuple[Role, Role]:
    """The two roles between which ads lean."""
    first, second, *_ = catalogue.roles.values()
    return first, second


def lean_of(reading: AdReading, title: str, catalogue: Catalogue) -> Lean:
    """Where an ad leans, from the log-odds of the skills that it names (``roadmaps.ads.demand``), each counted once.

    Nice-to-haves count for half. Their sum, damped, is put on a logistic curve.
    """
    roles = first, second = roles_of(catalogue)
    weights: dict[str, float] = {}
    phrases: dict[str, str] = {}
    for mention in sorted(reading.mentions, key=lambda each: each.is_nice):
        if mention.skill_id not in weights:
            odds = log_odds(mention.skill_id, second, first, catalogue)
            weights[mention.skill_id] = odds / 2 if mention.is_nice else odds
            phrases[mention.skill_id] = " ".join(mention.phrase.split())
    is_known = len(weights) >= _FEWEST_SKILLS
    place = 1 / (1 + exp(-max(-30.0, min(30.0, _DAMPING * sum(weights.values()))))) if is_known else 0.5
    role = None if abs(place - 0.5) < MIXED else (second if place > 0.5 else first)
    words = [
        DecidingWord(skill_id, phrases[skill_id], (second if weight > 0 else first).id, abs(weight))
        for skill_id, weight in weights.items()
        if weight
    ]
    if role:
        words = [word for word in words if word.role_id == role.id]
    words.sort(key=lambda word: -word.weight)
    named = [each for each in roles if each.id in _TITLES and _TITLES[each.id].search(title)]
    titled = named[0] if len(named) == 1 else None
    return Lean(roles, place, role, is_known, tuple(words[:MOST_WORDS]), titled)

"""Find as you type: skills by name, short name, alias or can-do, whatever the case and the accents."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roadmaps.catalogue import Skill

_CLOSE_ENOUGH = 0.6
_SHORT = 2


def folded(text: str) -> str:
    """Text without case, accents and doubled spaces, so that "Résumé" and "resume" are the same."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in decomposed if not unicodedata.combining(letter)).split())


def _stands_in(word: str, text: str) -> bool:
    """Whether a word is found in a text; one of one or two letters, such as "R", only as a word of its own."""
    return word in text and (len(word) > _SHORT or bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)))


class SkillFinder:
    """Folds the words of skills at the first search, so that each further key press only compares."""

    def __init__(self, skills: Mapping[str, Skill]) -> None:
        self._skills = skills

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {skill.id: folded(skill.name) for skill in self._skills.values()}

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        return {
            skill.id: folded(
                " | ".join(
                    (
                        skill.name,
                        skill.short_name,
                        *skill.aliases,
                        *skill.tools,
                        *(can_do.text for can_do in skill.can_dos),
                    )
                )
            )
            for skill in self._skills.values()
        }

    def found(self, query: str) -> frozenset[str]:
        """Ids of the skills in which every word of the query is found; all of them for an empty query."""
        words = folded(query).split()
        if not words:
            return frozenset(self._skills)
        return frozenset(
            skill_id for skill_id, text in self._texts.items() if all(_stands_in(word, text) for word in words)
        )

    def nearest(self, query: str) -> str | None:
        """The id of the skill whose name (or a word of it) is most like a query that found nothing."""
        import difflib  # only needed where nothing is found

        wanted = folded(query)
        best, best_likeness = None, _CLOSE_ENOUGH
        for skill_id, name in self._names.items():
            for candidate in (name, *name.split()):
                likeness = difflib.SequenceMatcher(None, wanted, candidate).ratio()
                if likeness > best_likeness:
                    best, best_likeness = skill_id, likeness
        return best

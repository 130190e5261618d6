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
_WORD = re.compile(r"\w+")


def folded(text: str) -> str:
    """Text without case, accents and doubled spaces, so that "Résumé" and "resume" are the same."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in decomposed if not unicodedata.combining(letter)).split())


class SkillFinder:
    """Folds the words of skills at the first search, so that each further key press only compares."""

    def __init__(self, skills: Mapping[str, Skill]) -> None:
        self._skills = skills
        self._last: tuple[str, frozenset[str]] | None = None

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

    @cached_property
    def _words(self) -> Mapping[str, frozenset[str]]:
        return {skill_id: frozenset(_WORD.findall(text)) for skill_id, text in self._texts.items()}

    def found(self, query: str) -> frozenset[str]:
        """Ids of the skills in which every word of the query is found; all of them for an empty query.

        The answer to the last query is kept, since a key press asks for it several times.
        """
        if self._last is None or self._last[0] != query:
            found = frozenset(self._skills)
            for word in folded(query).split():
                found &= self._with(word)
            self._last = (query, found)
        return self._last[1]

    def _with(self, word: str) -> frozenset[str]:
        """The skills that have a word.

        A word of one or two letters, such as "R", is looked for as a whole first, and where no skill has it, as the
        beginning of one, since more of it may still be typed.
        """
        if len(word) > _SHORT:
            return frozenset(skill_id for skill_id, text in self._texts.items() if word in text)
        if _WORD.fullmatch(word):
            whole = frozenset(skill_id for skill_id, words in self._words.items() if word in words)
            return whole or frozenset(
                skill_id for skill_id, words in self._words.items() if any(each.startswith(word) for each in words)
            )
        # With a sign in it, as "c+": it may begin and end within what is a word elsewhere.
        for pattern in (rf"(?<!\w){re.escape(word)}(?!\w)", rf"(?<!\w){re.escape(word)}"):
            found = frozenset(skill_id for skill_id, text in self._texts.items() if re.search(pattern, text))
            if found:
                return found
        return frozenset()

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

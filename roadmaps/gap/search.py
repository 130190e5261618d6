"""Find as you type: skills by name, short name, alias, can-do or note, whatever the case and the accents."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.text.folding import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from roadmaps.catalogue import Skill

_CLOSE_ENOUGH = 0.6
_SHORT = 2
_NO_NOTES: Mapping[str, str] = MappingProxyType({})
_WORD = re.compile(r"\w+")


class _SearchResult(NamedTuple):
    """What a query found, in which notes."""

    query: str
    notes: Mapping[str, str]
    found: frozenset[str]
    found_without_notes: frozenset[str]


def _noted(word: str, notes: Mapping[str, str]) -> frozenset[str]:
    """The skills whose folded note has a word: a short one as the beginning of a word, any other one anywhere."""
    if len(word) > _SHORT:
        return frozenset(skill_id for skill_id, text in notes.items() if word in text)
    begins = re.compile(rf"(?<!\w){re.escape(word)}")
    return frozenset(skill_id for skill_id, text in notes.items() if begins.search(text))


class SkillFinder:
    """An index of the words of skills, built by ``prepare`` ahead of the first search, or else by that search.

    ``notes`` gives the notes as they are now, by skill; a note is folded again only when it has changed.
    """

    def __init__(self, skills: Mapping[str, Skill], notes: Callable[[], Mapping[str, str]] = lambda: _NO_NOTES) -> None:
        self._notes = notes
        self._folded_notes: dict[str, tuple[str, str]] = {}
        self.follow(skills)

    def follow(self, skills: Mapping[str, Skill]) -> None:
        """Search these skills from now on."""
        self._skills = skills
        self._unread = iter(skills.values())
        self._texts: dict[str, str] = {}
        self._by_word: defaultdict[str, set[str]] = defaultdict(set)
        self._last: _SearchResult | None = None

    def prepare(self, most: int | None = None) -> bool:
        """Take up to ``most`` further skills into the index, or all of them; whether any are left."""
        for skill in islice(self._unread, most):
            can_dos = (can_do.text for can_do in skill.can_dos)
            text = folded(" | ".join((skill.name, skill.short_name, *skill.aliases, *skill.tools, *can_dos)))
            self._texts[skill.id] = text
            for word in _WORD.findall(text):
                self._by_word[word].add(skill.id)
        return len(self._texts) < len(self._skills)

    def found(self, query: str) -> frozenset[str]:
        """Ids of the skills in which every word of the query is found; all of them for an empty query."""
        return self._answer(query).found

    def found_by_note(self, query: str) -> frozenset[str]:
        """Ids of the skills that are found only because of what a note on them says."""
        answer = self._answer(query)
        return answer.found - answer.found_without_notes

    def _answer(self, query: str) -> _SearchResult:
        """The last answer is kept, since one key press asks for it several times."""
        notes = self._notes()
        if self._last is None or self._last.query != query or self._last.notes != notes:
            found = without_notes = frozenset(self._skills)
            words = folded(query).split()
            if words:
                self.prepare()
            texts = self._note_texts(notes) if words else {}
            for word in words:
                own = self._with(word)
                without_notes &= own
                found &= own | _noted(word, texts) if texts else own
            self._last = _SearchResult(query, notes, found, without_notes)
        return self._last

    def _note_texts(self, notes: Mapping[str, str]) -> Mapping[str, str]:
        """The folded notes on skills of the catalogue."""
        for skill_id, text in notes.items():
            if skill_id in self._skills and self._folded_notes.get(skill_id, ("", ""))[0] != text:
                self._folded_notes[skill_id] = (text, folded(text))
        for skill_id in self._folded_notes.keys() - notes.keys():
            del self._folded_notes[skill_id]
        return {skill_id: text for skill_id, (_, text) in self._folded_notes.items()}

    def _with(self, word: str) -> frozenset[str]:
        """The skills that have a word.

        A word of one or two letters, such as "R", is searched as a whole word first, and where no skill has it, as the
        beginning of one, since more of it may still be typed.
        """
        if len(word) > _SHORT:
            return frozenset(skill_id for skill_id, text in self._texts.items() if word in text)
        if _WORD.fullmatch(word):
            if word in self._by_word:
                return frozenset(self._by_word[word])
            begun = (skill_ids for each, skill_ids in self._by_word.items() if each.startswith(word))
            return frozenset().union(*begun)
        # With a sign in it, as "c+": it may begin and end within what is a word elsewhere.
        for pattern in (rf"(?<!\w){re.escape(word)}(?!\w)", rf"(?<!\w){re.escape(word)}"):
            found = frozenset(skill_id for skill_id, text in self._texts.items() if re.search(pattern, text))
            if found:
                return found
        return frozenset()

    def nearest(self, query: str) -> str | None:
        """The id of the skill whose name (or a word of it) is most like a query that found nothing."""
        from difflib import SequenceMatcher  # only needed where nothing is found

        matcher = SequenceMatcher(b=folded(query), autojunk=False)
        best, best_likeness = None, _CLOSE_ENOUGH
        compared: set[str] = set()
        for skill in self._skills.values():
            name = folded(skill.name)
            for candidate in {name, *name.split()} - compared:
                compared.add(candidate)
                matcher.set_seq1(candidate)
                # The quick ones are upper bounds.
                if matcher.real_quick_ratio() > best_likeness and matcher.quick_ratio() > best_likeness:
                    likeness = matcher.ratio()
                    if likeness > best_likeness:
                        best, best_likeness = skill.id, likeness
        return best

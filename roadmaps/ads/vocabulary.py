"""Every phrase that names a skill of a catalogue, as a tree of words that is walked along a text."""

from __future__ import annotations

import re
from itertools import filterfalse
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from roadmaps.ads.wording import canonical, load_wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from roadmaps.ads.plain_text import Tokens
    from roadmaps.ads.wording import ContextRule
    from roadmaps.catalogue import Catalogue

ADDRESS_WORDS = frozenset(("@", "http", "https", "www"))
END = ""
"""No word is empty."""
_Meaning = TypeVar("_Meaning")


class Tree(dict[str, Any], Generic[_Meaning]):
    """Word -> the tree of what follows; under ``END`` what the words so far mean."""


_BRITISH = (
    ("isation", "ization"), ("ised", "ized"), ("ising", "izing"), ("optimise", "optimize"), ("visualise", "visualize"),
    ("modelling", "modeling"), ("labelling", "labeling"), ("analyse", "analyze"), ("analysing", "analyzing"),
    ("behaviour", "behavior"), ("programme ", "program "),
)  # fmt: skip
_SPELLINGS = (*_BRITISH, *((american, british) for british, american in _BRITISH))
_NO_PLURAL = re.compile(r"(?:s|[^a-z]|ing|ed|[^aeiou]y)$")
_DIGITS_FROM = 4
"""Only longer words can end with a version."""
_NO_SINGULAR = re.compile(r"(?:ss|us|is|ics|as|es|ns)$")


class PhraseMeaning(NamedTuple):
    """What a phrase means."""

    skill_id: str
    strong: bool
    """Whether it names the skill; otherwise it only hints at it."""
    rule: ContextRule | None = None
    """Where it names the skill in some contexts only."""
    pattern: re.Pattern[str] | None = None
    """The same, where the catalogue says so itself."""

    @property
    def is_sure(self) -> bool:
        """Whether it names the skill wherever it is."""
        return self.strong and self.rule is None and self.pattern is None

    @property
    def stands_alone(self) -> bool:
        """Whether it needs no other skill beside it."""
        return self.pattern is None and (self.rule is None or not self.rule.needs_list)


class Vocabulary:
    """The phrases of one catalogue, and the cues of ads."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.wording = load_wording()
        self.terms = _terms(catalogue, self.wording.rules)
        for phrase, alias in self.wording.same_as.items():
            if alias in self.terms:
                self.terms.setdefault(phrase, self.terms[alias])
        for phrase, term in [*self.terms.items()]:
            for other in _variants(phrase):
                self.terms.setdefault(other, term)
        self.tree = _tree(self.terms)
        self.cues = _tree(self.wording.cues)
        self.headings = _tree(self.wording.headings)
        wording = self.wording
        self._first = frozenset(
            (*self.tree, *self.cues, *self.headings, *wording.employer_words, *wording.degree_words, *ADDRESS_WORDS)
        )
        self.words = frozenset(phrase for phrase in self.terms if " " not in phrase)
        """The phrases of one word, which may be broken at the end of a line."""

    def places_in(self, words: Sequence[str], taught: Tree[PhraseMeaning]) -> list[int]:
        """The tokens that something can begin with: most of a text's words begin nothing."""
        different = set(words)
        first = different & self._first
        first |= different & taught.keys()
        # A word such as "python3" is looked up without its version.
        first |= {word for word in filterfalse(str.isalpha, different) if len(word) > _DIGITS_FROM}
        return [place for place, word in enumerate(words) if word in first]


def _terms(catalogue: Catalogue, rules: Mapping[str, ContextRule]) -> dict[str, PhraseMeaning]:
    terms: dict[str, PhraseMeaning] = {}
    skills = catalogue.skills.values()
    for skill in skills:
        if skill.is_own:  # a name that the user gave means nothing else, in singular and plural
            for phrase in map(canonical, skill.aliases):
                terms |= {each: terms.get(each, PhraseMeaning(skill.id, True)) for each in _variants(phrase)}
    for skill in skills:
        for alias in skill.aliases:
            phrase = canonical(alias)
            terms.setdefault(phrase, PhraseMeaning(skill.id, True, rules.get(phrase)))
    for skill in skills:
        for each in skill.ambiguous_aliases:
            phrase, rule = canonical(each.text), rules.get(canonical(each.text))
            pattern = None if rule else re.compile(each.pattern, 0 if each.case_sensitive else re.IGNORECASE)
            terms.setdefault(phrase, PhraseMeaning(skill.id, True, rule, pattern))
    for skill in skills:
        # A single word of a name, such as "Features", may be any word: the aliases say whether it names the skill.
        for phrase in (canonical(skill.name), canonical(skill.short_name)):
            if " " in phrase or phrase in rules:
                terms.setdefault(phrase, PhraseMeaning(skill.id, True, rules.get(phrase)))
    hints: dict[str, set[str]] = {}
    for skill in skills:
        for related in skill.related_terms:
            hints.setdefault(canonical(related), set()).add(skill.id)
    for phrase, hinted in hints.items():
        if len(hinted) == 1:
            terms.setdefault(phrase, PhraseMeaning(min(hinted), strong=False, rule=rules.get(phrase)))
    return terms


def _variants(phrase: str) -> Iterator[str]:
    """Other spellings of a phrase: British and American, plural and singular, a hyphen left out."""
    spellings = [phrase]
    for one, other in _SPELLINGS:
        spellings += [each.replace(one, other) for each in spellings if one in each]
    for each in spellings:
        yield each
        *before, last = each.split(" ")
        if len(last) > (2 if before else 4) and not _NO_PLURAL.search(last):
            yield f"{each}s"
        if before and len(last) > 4 and last.endswith("s") and not _NO_SINGULAR.search(last):
            yield each[:-1]


def _tree(phrases: Mapping[str, _Meaning]) -> Tree[_Meaning]:
    root: Tree[_Meaning] = Tree()
    for phrase, meaning in phrases.items():
        node: dict[str, Any] = root
        for word in phrase.split(" "):
            node = node.setdefault(word, {})
        node[END] = meaning
    return root


def taught_tree(taught: Mapping[str, str]) -> Tree[PhraseMeaning]:
    """The tree of what the user taught, without phrases that have no word or sign."""
    return _tree(
        {key: PhraseMeaning(meaning, True) for phrase, meaning in taught.items() if (key := canonical(phrase))}
    )


def walk(tree: Tree[_Meaning], tokens: Tokens, place: int) -> Sequence[tuple[int, _Meaning]]:
    """The phrases that begin with a token, the shortest first: the place after the last token, and the meaning."""
    words, end = tokens.words, place + 1
    node = tree.get(words[place])
    if node is None or (END not in node and (end == len(words) or words[end] not in node)):
        return ()  # most words that begin a phrase begin none here
    found: list[tuple[int, _Meaning]] = []
    while True:
        meaning = node.get(END)
        if meaning is not None:
            found.append((end, meaning))
        if end == len(words):
            return found
        node = node.get(words[end])
        if node is None or not tokens.are_joined(end - 1):
            return found
        end += 1


_KNOWN: list[tuple[Catalogue, Vocabulary]] = []
_MOST_KNOWN = 4


def vocabulary_of(catalogue: Catalogue) -> Vocabulary:
    """The vocabulary of a catalogue; made once for each of the last few catalogues."""
    for known, vocabulary in _KNOWN:
        if known is catalogue:
            return vocabulary
    made = Vocabulary(catalogue)
    _KNOWN.insert(0, (catalogue, made))
    del _KNOWN[_MOST_KNOWN:]
    return made

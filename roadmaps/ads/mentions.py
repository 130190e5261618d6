"""The skills that a text names, and the words that name them."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.ads.parts import parts_of
from roadmaps.ads.plain_text import plain_text, tokens_of
from roadmaps.ads.vocabulary import END, taught_tree, vocabulary_of, walk
from roadmaps.ads.wording import PartKind
from roadmaps.journal import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from roadmaps.ads.parts import Parts
    from roadmaps.ads.plain_text import PlainText, Tokens
    from roadmaps.ads.vocabulary import PhraseMeaning, Tree, Vocabulary
    from roadmaps.ads.wording import ContextRule
    from roadmaps.catalogue import Catalogue

_SEPARATORS = frozenset(",/|;•·&+()✅✓*▪●→[]")
_LIST_WORDS = frozenset(("and", "or", "und", "oder", "et", "ou"))
_ALONE = re.compile(r"[ \t]*(?:\n|$|\t|[ ]{2,}|[ ]?[|(:–—]|[ ]-[ ]|[ ]\d)")
_LINE_START = re.compile(r"(?:^|\n)[ \t]*(?:[-*+•·▪◦●○■□➢➤►→✓✔✅–—>o]|\d{1,2}[.)])?[ \t]*$")
_NO_PHRASES: Mapping[str, str] = MappingProxyType({})
_LOOK_BEHIND, _LOOK_AHEAD = 60, 60
_LAST_WORDS, _WORDS_OF_A_CUE = 28, 7
"""How many characters before a word can rule it out, and the most words of a cue."""
_MOST_SKIPPED = 4
_FEW = 3
"""With fewer mentions than this outside silent parts, the headings are ignored."""


class Mention(NamedTuple):
    """Words of an ad that name a skill. ``start`` and ``end`` are places in the text as it was pasted."""

    skill_id: str
    start: int
    end: int
    phrase: str
    """The words as they are in the text."""
    strong: bool = True
    """Whether they name the skill; otherwise they only hint at it, and nothing counts them."""
    is_nice: bool = False
    """Whether the ad calls it nice to have."""


class ReadText(NamedTuple):
    """The parts of an ad, and the skills it names in those that are read."""

    mentions: tuple[Mention, ...]
    plain: PlainText
    parts: Parts


def named_skills(text: str, catalogue: Catalogue) -> tuple[Mention, ...]:
    """The skills that a text names, in the order of the text; mentions never overlap."""
    return read_text(text, catalogue).mentions


def read_text(
    text: str, catalogue: Catalogue, taught: Mapping[str, str] = _NO_PHRASES, *, reads_all: bool = False
) -> ReadText:
    """Read an ad, with what the user taught: phrase -> skill id, or ``NOTHING``.

    Parts about the employer, the offer and the law name no skills unless ``reads_all``.
    """
    plain = plain_text(text)
    vocabulary = vocabulary_of(catalogue)
    tokens = tokens_of(plain.folded)
    if "-\n" in plain.folded or "- \n" in plain.folded:
        tokens = _without_broken_words(tokens, vocabulary)
    lessons = taught_tree(taught)
    places = vocabulary.places_in(tokens.words, lessons)
    parts = parts_of(plain, tokens, places, vocabulary)
    named = [*_Reader(plain, tokens, vocabulary, lessons).named(places)]
    kinds = parts.kinds_at((start, end) for _, start, end in named)
    if sum(kind is not PartKind.SILENT for kind in kinds) < _FEW <= len(named):
        # Such as an ad of one paragraph that begins with "About us".
        parts = parts._replace(parts=[part._replace(kind=PartKind.UNMARKED) for part in parts.parts])
        kinds = parts.kinds_at((start, end) for _, start, end in named)
    mentions = []
    for (term, start, end), kind in zip(named, kinds, strict=True):
        if kind is PartKind.SILENT and not reads_all:
            continue
        first, last = (plain.origin(start), plain.origin(end - 1) + 1) if plain.places else (start, end)
        mentions.append(Mention(term.skill_id, first, last, text[first:last], term.strong, kind is PartKind.NICE))
    return ReadText(tuple(mentions), plain, parts)


def _without_broken_words(tokens: Tokens, vocabulary: Vocabulary) -> Tokens:
    """The tokens, with words joined that were split at the end of a line: "Tensor-", "Flow"."""
    words = tokens.words
    for place in range(len(words) - 1, 0, -1):
        gap = tokens.gaps[place]
        if "\n" in gap and gap.startswith("-") and words[place - 1] + words[place] in vocabulary.words:
            words[place - 1 : place + 1] = [words[place - 1] + words[place]]
            del tokens.gaps[place], tokens.starts[place], tokens.ends[place - 1]
    return tokens


class _Reader:
    """One pass over a text."""

    def __init__(self, plain: PlainText, tokens: Tokens, vocabulary: Vocabulary, taught: Tree[PhraseMeaning]) -> None:
        self.taught = taught
        self.text = plain.text
        self.tokens = tokens
        self.tree = vocabulary.tree
        self.wording = vocabulary.wording
        self.named_until: set[int] = set()
        """The tokens after those that are known to name a skill."""

    def named(self, places: Sequence[int]) -> Iterator[tuple[PhraseMeaning, int, int]]:
        """Each term that is named, with its place in the plain text; ``places`` are the tokens it can begin with."""
        tree, words, taught, done = self.tree, [*self.tokens.words, END], self.taught, 0
        starts, ends = self.tokens.starts, self.tokens.ends
        for place in places:
            if place < done:
                continue
            word = words[place]
            if word in taught and (lesson := self._taught_until(place)):
                done, meant = lesson
                if meant is not None:
                    self.named_until.add(done)
                    yield meant, starts[place], ends[done - 1]
                continue
            node = tree.get(word)
            if node is None:
                bare = word.rstrip("0123456789.") if word[-1] <= "9" else word
                if len(bare) < 4 or len(bare) == len(word) or bare not in tree:
                    continue
                term = tree[bare].get(END)
                found = [(place + 1, term)] if term else []
            elif words[place + 1] in node:
                found = self._fitting(place)
            else:  # most words that begin a phrase begin none here, or are all of it
                term = node.get(END)
                fits = term is not None and (term.is_sure or self._fits(term, place, place + 1))
                found = [(place + 1, term)] if fits else []
            if not found:
                continue
            end, term = found[-1]
            for shorter_end, shorter in reversed(found[:-1]):
                if self._another_begins(shorter_end, end, term.skill_id):
                    end, term = shorter_end, shorter
                    break
            done = end
            self.named_until.add(end)
            yield term, starts[place], ends[end - 1]

    def _taught_until(self, place: int) -> tuple[int, PhraseMeaning | None] | None:
        """The longest taught phrase that begins here, unless the catalogue has a longer one: its end and meaning."""
        found = walk(self.taught, self.tokens, place)
        if not found or any(end > found[-1][0] for end, _ in self._fitting(place)):
            return None
        end, meaning = found[-1]
        return end, None if meaning.skill_id == NOTHING else meaning

    def _fitting(self, place: int) -> list[tuple[int, PhraseMeaning]]:
        return [
            (end, term)
            for end, term in walk(self.tree, self.tokens, place)
            if term.is_sure or self._fits(term, place, end)
        ]

    def _another_begins(self, first: int, end: int, skill_id: str) -> bool:
        """Whether another skill is named by words that begin within a phrase and continue beyond it."""
        return any(
            other_end > end and term.strong and term.skill_id != skill_id
            for place in range(first, end)
            for other_end, term in walk(self.tree, self.tokens, place)
        )

    # Words that name a skill only in some contexts

    def _fits(self, term: PhraseMeaning, place: int, end: int) -> bool:
        start, stop = self.tokens.starts[place], self.tokens.ends[end - 1]
        if term.pattern is not None:
            around = self.text[max(0, start - _LOOK_BEHIND) : stop + _LOOK_AHEAD]
            at = start - max(0, start - _LOOK_BEHIND)
            return any(found.start() <= at < found.end() for found in term.pattern.finditer(around))
        if not term.strong and not self._is_a_name(start, stop):
            return False
        return term.rule is None or self._follows(term.rule, place, end, start, stop)

    def _is_a_name(self, start: int, stop: int) -> bool:
        """Whether a hint is written as a name within a sentence; a common word is no hint."""
        words = self.text[start:stop]
        if words.islower() or _LINE_START.search(self.text, max(0, start - 12), start):
            return False
        before = self.text[max(0, start - 2) : start].strip()
        return not before or before not in ".!?:"

    def _follows(self, rule: ContextRule, place: int, end: int, start: int, stop: int) -> bool:
        before = self.text[max(0, start - _LOOK_BEHIND) : start]
        after = self.text[stop : stop + _LOOK_AHEAD]
        if rule.not_after and rule.not_after.search(before, max(0, len(before) - _LAST_WORDS)):
            return False
        if (rule.not_before and rule.not_before.match(after)) or self.wording.company.match(after):
            return False
        is_spelt_so = not rule.spellings or self.text[start:stop] in rule.spellings
        if is_spelt_so and not rule.needs_list:
            return True
        if stop - start == 1 and not is_spelt_so:
            return False
        return (
            self._is_beside_another(place, end)
            or (is_spelt_so and self._follows_a_cue(place, start))
            or self.wording.cue_after.match(after) is not None
            or (is_spelt_so and _LINE_START.search(before) is not None and _ALONE.match(after) is not None)
        )

    def _follows_a_cue(self, place: int, start: int) -> bool:
        """Whether words such as "experience with" lead up to a word."""
        cue, starts = self.wording.cue_before, self.tokens.starts
        return any(
            cue.fullmatch(self.text, starts[before], start)
            for before in range(place - 1, max(-1, place - _WORDS_OF_A_CUE - 1), -1)
        )

    def _is_beside_another(self, place: int, end: int) -> bool:
        """Whether a word is next to a skill or another tool in a list."""
        words, others = self.tokens.words, self.wording.others
        before = place - 1
        while before >= 0 and place - before < _MOST_SKIPPED and self._separates(before):
            if before + 1 in self.named_until and before + 1 < place:
                return True  # as in "C++/Rust", where the last signs belong to the name
            before -= 1
        is_listed = before >= 0 and (before < place - 1 or self._is_new_line(before))
        if is_listed and (before + 1 in self.named_until or words[before] in others):
            return True
        if end < len(words) - 1 and words[end] == "for":  # "Prefect for orchestration"
            named = walk(self.tree, self.tokens, end + 1)
            return any(term.strong and term.stands_alone for _, term in named)
        after = end
        for _ in range(_MOST_SKIPPED):
            first = after
            while after < len(words) and after - first < _MOST_SKIPPED and self._separates(after):
                after += 1
            if after >= len(words) or (after == first and not self._is_new_line(after - 1)):
                return False
            if words[after] in others:
                return True
            found = walk(self.tree, self.tokens, after)
            if not found:
                return False
            if any(
                term.strong and (term.rule is None or not term.rule.needs_list) and not term.pattern
                for _, term in found
            ):
                return True
            after = found[-1][0]
        return False

    def _separates(self, place: int) -> bool:
        word = self.tokens.words[place]
        return word in _SEPARATORS or word in _LIST_WORDS

    def _is_new_line(self, place: int) -> bool:
        """Whether a line ends after a token."""
        return "\n" in self.tokens.gaps[place + 1]

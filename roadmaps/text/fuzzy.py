"""Finding names by half-typed, abbreviated or misspelt words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roadmaps.text.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_EXACT, _BEGINS, _WORD_BEGINS, _WORDS_BEGIN, _CONTAINS, _INITIALS = 100.0, 95.0, 90.0, 85.0, 80.0, 75.0
_ALIKE = 0.7
"""Weight of rapidfuzz's similarity, so that a name that is only alike comes after one that holds what was typed."""
_LEAST_ALIKE = 78.0
"""Similarity from which on a name counts as misspelt; below it, four-letter words are alike by chance."""
_SHORTEST_MISSPELT, _SHORTEST_STEM = 4, 5
_SAME_WORD = 84.0


def matches(query: str, names: Sequence[Iterable[str]]) -> list[tuple[int, float]]:
    """Which of some things have a name that fits ``query``, the best first, things as good in their order.

    ``names`` are the names of each thing. Gives indexes of things with a score from 0 to 100. An empty query fits
    nothing.
    """
    wanted = folded(query).split()
    if not wanted:
        return []
    typed = " ".join(wanted)
    flat = [(index, folded(name)) for index, each in enumerate(names) for name in each]
    scores: dict[int, float] = {}
    for index, name in flat:
        scores[index] = max(scores.get(index, 0.0), _held(typed, wanted, name))
    if len(typed) >= _SHORTEST_MISSPELT:
        from rapidfuzz import fuzz, process

        alike = process.extract(typed, [name for _, name in flat], scorer=fuzz.WRatio, score_cutoff=_LEAST_ALIKE)
        for _, similarity, place in alike:
            index = flat[place][0]
            scores[index] = max(scores[index], _ALIKE * similarity)
    return sorted(((index, score) for index, score in scores.items() if score), key=lambda each: (-each[1], each[0]))


def most_alike(text: str, names: Iterable[str], least: float) -> tuple[str, float] | None:
    """The folded name most like a text, with its likeness from 0 to 100; None where none is at least so much alike.

    Words may come in another order. A name with more words is less alike, so "Spring" is not "Spring Boot testing".
    """
    from rapidfuzz import fuzz, process

    wanted = folded(text)
    if len(wanted) < _SHORTEST_MISSPELT:
        return None
    found = process.extractOne(wanted, list(names), scorer=fuzz.token_sort_ratio, score_cutoff=least)
    return (found[0], found[1]) if found else None


def has_same_words(one: str, other: str) -> bool:
    """Whether each word of the shorter of two names is in the other one, in some form or misspelt.

    "Introduction" is spelt like "production", and is not the same word: the first letter is seldom the wrong one.
    """
    from rapidfuzz import fuzz

    def is_same(word: str, as_word: str) -> bool:
        start = min(len(word), len(as_word), _SHORTEST_STEM)
        is_form = start == _SHORTEST_STEM and (word.startswith(as_word) or as_word.startswith(word))
        return is_form or (word[0] == as_word[0] and fuzz.ratio(word, as_word) >= _SAME_WORD)

    fewer, more = sorted((re.findall(r"\w+", folded(name)) for name in (one, other)), key=len)
    return all(any(is_same(word, each) for each in more) for word in fewer)


def _held(typed: str, wanted: Sequence[str], name: str) -> float:
    """How well a name holds what was typed, letter for letter; 0 if it does not."""
    if typed not in name and not all(word in name or word[0] in name for word in wanted):
        return 0.0  # quickly past most names
    words = name.replace("-", " ").replace("/", " ").split()
    if name == typed:
        return _EXACT
    if name.startswith(typed):
        return _BEGINS
    if any(" ".join(words[start:]).startswith(typed) for start in range(1, len(words))):
        return _WORD_BEGINS
    if all(any(word.startswith(each) for word in words) for each in wanted):
        return _WORDS_BEGIN
    if typed in name:
        return _CONTAINS
    if len(wanted) == 1 and len(typed) > 1 and "".join(word[0] for word in words).startswith(typed):
        return _INITIALS
    return 0.0

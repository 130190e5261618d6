"""Stretches of sentences that are nice to have or refused, or are about the employer, the offer or the law."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from roadmaps.ads.headings import Part
from roadmaps.ads.vocabulary import ADDRESS_WORDS, END, walk
from roadmaps.ads.wording import Cue, PartKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roadmaps.ads.plain_text import PlainText, Tokens
    from roadmaps.ads.vocabulary import Vocabulary

_LONG_SENTENCE, _REACH, _LONG_PARAGRAPH = 200, 400, 2_000
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n")
_CLAUSE_START = re.compile(
    r"[.!?](?=\s)|[;:\n(•|!?]|(?:,)(?= (?:any |some )?(?:experience|knowledge|familiarity|exposure|understanding)\b)"
)
_NICE_END = re.compile(r"[.!?](?=\s|$)|[;\n)]|, but\b|, and you (?:must|need)\b| – | — ")
_REFUSED_FROM = re.compile(r"[.!?;:,\n•(]\s*")
_BACKWARD = ("not ", "isn't ", "done ")
"""How refusals of what precedes them begin; all others refuse what follows."""
_EMPLOYER_OPENINGS = ("at", "our")
"""How a sentence about the employer may begin: "At Quillon, we …", "Our products …"."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,2000}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}")
_MAIL_NAME, _LONGEST_NAME = re.compile(r"[\w.+-]+$"), 64


def stretches_of(plain: PlainText, tokens: Tokens, places: Sequence[int], vocabulary: Vocabulary) -> Iterator[Part]:
    """The stretches that are nice to have or silent, in no order; ``places`` are the tokens that can begin one."""
    text, folded = plain.text, plain.folded
    cues = [*_cues(tokens, places, vocabulary)]
    hard = [start for start, _, cue in cues if cue is Cue.HARD]
    for start, end, cue in cues:
        if cue is Cue.NICE_FOLLOWS:
            yield Part(start, _next(_NICE_END, text, end), PartKind.NICE)
        elif cue is Cue.NICE_PRECEDES:
            yield Part(_nice_start(text, start, hard), start, PartKind.NICE)
        elif cue is Cue.SILENCE:
            first, last = _last(_SENTENCE_END, text, start), _next(_SENTENCE_END, text, end)
            # Anything longer is not a sentence but an ad that lost its line breaks.
            yield Part(
                first if start - first < _LONG_SENTENCE else start, min(last, end + _LONG_SENTENCE), PartKind.SILENT
            )
        elif cue is Cue.REFUSAL:
            if folded.startswith(_BACKWARD, start):
                yield Part(_last(_REFUSED_FROM, text, start), end, PartKind.SILENT)
            else:
                yield Part(start, _next(_SENTENCE_END, text, end), PartKind.SILENT)
    for start in _about_employers(folded, tokens, places, vocabulary):
        yield Part(_last(_SENTENCE_END, text, start + 1), _next(_SENTENCE_END, text, start), PartKind.SILENT)
    wording = vocabulary.wording
    for place in places:
        word, start = tokens.words[place], tokens.starts[place]
        if word in wording.degree_words:
            found = wording.degree.match(folded, start)
        elif word in ADDRESS_WORDS:
            name = _MAIL_NAME.search(folded[max(0, start - _LONGEST_NAME) : start])
            found = _ADDRESS.match(folded, start - (len(name[0]) if name else 0))
        else:
            continue
        if found:
            yield Part(found.start(), found.end(), PartKind.SILENT)


def _about_employers(folded: str, tokens: Tokens, places: Sequence[int], vocabulary: Vocabulary) -> Iterator[int]:
    """A place in each sentence that describes the employer."""
    wording = vocabulary.wording
    for place in places:
        if tokens.words[place] not in wording.employer_words:
            continue
        start = tokens.starts[place]
        if tokens.words[place] not in _EMPLOYER_OPENINGS:
            is_about = wording.employer.search(folded, max(0, start - 80), start) is not None
        else:
            is_first = place == 0 or "\n" in tokens.gaps[place] or tokens.words[place - 1] in ".!?"
            is_about = is_first and wording.at_employer.match(folded, start) is not None
        if is_about:
            yield start


def _cues(tokens: Tokens, places: Sequence[int], vocabulary: Vocabulary) -> Iterator[tuple[int, int, Cue]]:
    tree, words, done = vocabulary.cues, [*tokens.words, END], 0
    for place in places:
        node = tree.get(words[place])
        if node is None or place < done or (END not in node and words[place + 1] not in node):
            continue
        if found := walk(tree, tokens, place):
            done, cue = found[-1]
            yield tokens.starts[place], tokens.ends[done - 1], cue


def _nice_start(text: str, end: int, hard: Sequence[int]) -> int:
    start = _last(_CLAUSE_START, text, end)
    while start and text[start - 1] == "(" and ")" in text[start:end]:  # "HPC (Slurm) is welcome"
        start = _last(_CLAUSE_START, text, start - 1)
    last = bisect_right(hard, end - 1) - 1
    if last >= 0 and hard[last] >= start and (comma := text.find(",", hard[last], end)) >= 0:
        return comma
    return start


def _next(pattern: re.Pattern[str], text: str, place: int) -> int:
    """The next match after a place, within reach of a long paragraph."""
    end = min(len(text), place + _LONG_PARAGRAPH)
    found = pattern.search(text, place, end)
    return found.start() if found else end


def _last(pattern: re.Pattern[str], text: str, place: int) -> int:
    """The end of the last match before a place, within reach of a sentence."""
    start = max(0, place - _REACH)
    last = start if start == 0 else place
    for found in pattern.finditer(text, start, place):
        last = found.end()
    return last

"""The parts that the headings of an ad divide it into: must-haves, nice-to-haves, the work, the employer."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.ads.vocabulary import walk
from roadmaps.ads.wording import PartKind, canonical

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from roadmaps.ads.plain_text import PlainText, Tokens
    from roadmaps.ads.vocabulary import Vocabulary

_BULLETS = frozenset("-*+•·▪◦●○■□➢➤►→✓✔✅–—>")
_EDGES = " \t#*_-–—:=>|•·▪◦●○■□➢➤►→✓✔✅~+.!"
_IN_BRACKETS = re.compile(r"\([^)\n]*\)")
_BEFORE_COLON = re.compile(r"(?:^|(?<=[.;:!?•|]))([^.;:!?•|]{2,70}):")
_DASHES = (" - ", " – ", " — ")
_MUST_NOUNS = ("qualifications", "skills", "requirements", "criteria", "competencies")
_ALONE = ("requirements", "qualifications", "responsibilities", "benefits", "perks")
"""One-word headings that are recognised within a line."""
_LONG_LINE, _WORDS_IN_A_HEADING, _LONGEST_HEADING = 300, 8, 70
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n")


class Part(NamedTuple):
    """A stretch of the plain text."""

    start: int
    end: int
    kind: PartKind
    heading: str = ""
    """The heading above it; empty for a stretch of a sentence."""


class _Heading(NamedTuple):
    start: int
    end: int
    kind: PartKind
    text: str
    fills_line: bool


def parts_by_headings(
    plain: PlainText, tokens: Tokens, places: Sequence[int], vocabulary: Vocabulary
) -> Iterator[Part]:
    """The parts in order, without gaps; ``places`` are the tokens that can begin a heading."""
    text, folded = plain.text, plain.folded
    running, start, title = PartKind.UNMARKED, 0, ""
    for first, line in _lines_with_headings(folded):
        last = first + len(line)
        found = _headings_in(text, line, first, vocabulary)
        if len(line) > _LONG_LINE:
            found = sorted({*found, *_headings_within(text, tokens, places, first, last, vocabulary)})
        for heading in found:
            until = _reach(text, heading, found, last)
            if heading.start > start:
                yield from _up_to_work(Part(start, heading.start, running, title), folded, vocabulary)
            lasts = heading.fills_line or (
                running in (PartKind.SILENT, PartKind.NICE) and heading.kind in (PartKind.MUST, PartKind.WORK)
            )
            if lasts:
                running, start, title = heading.kind, heading.start, heading.text
            else:
                yield Part(heading.start, until, heading.kind, heading.text)
                start = until
    yield from _up_to_work(Part(start, len(folded) + 1, running, title), folded, vocabulary)


def _lines_with_headings(folded: str) -> Iterator[tuple[int, str]]:
    """Lines that may have a heading, with their places: long ones, some with a colon, short ones outside lists."""
    start = 0
    for line in folded.split("\n"):
        length = len(line)
        if length >= _LONG_LINE or ":" in line or (1 < length < _LONGEST_HEADING and not _is_item(line)):
            yield start, line
        start += length + 1


def _is_item(line: str) -> bool:
    line = line.lstrip(" \t")
    return line[:1] in _BULLETS and line[1:2] in (" ", "\t")


def _up_to_work(part: Part, folded: str, vocabulary: Vocabulary) -> Iterator[Part]:
    """The part itself; one about the employer ends where the first paragraph about the work begins."""
    if part.kind is PartKind.SILENT and (found := vocabulary.wording.to_work.search(folded, part.start, part.end)):
        yield part._replace(end=found.end())
        yield Part(found.end(), part.end, PartKind.UNMARKED)
    else:
        yield part


def _reach(text: str, heading: _Heading, found: Sequence[_Heading], line_end: int) -> int:
    """Where a heading within a line ends: at the next, or with the line; for a nice-to-have, with its sentence."""
    until = min((each.start for each in found if each.start > heading.start), default=line_end)
    if heading.kind is PartKind.NICE and (stop := _SENTENCE_END.search(text, heading.end, until)):
        return stop.end()
    return until


def _headings_in(text: str, line: str, start: int, vocabulary: Vocabulary) -> list[_Heading]:
    end = start + len(line)
    if len(line) < _LONGEST_HEADING and (kind := _whole_line_kind(line, vocabulary)):
        return [_Heading(start, end, kind, text[start:end].strip(_EDGES), True)]
    found = []
    for before in _BEFORE_COLON.finditer(line) if ":" in line else ():
        words, colon = before[1], before.end(1)
        # "Person specification - essential: …", and the end of a sentence without a full stop.
        for piece in dict.fromkeys((words, *(words.rpartition(dash)[2] for dash in _DASHES))):
            if piece and (kind := _kind_of(piece, vocabulary, is_sure=True)):
                at = start + colon - len(piece)
                is_last = not line[colon + 1 :].strip()
                found.append(_Heading(at, start + colon + 1, kind, text[at : start + colon].strip(_EDGES), is_last))
                break
    return found


def _headings_within(
    text: str, tokens: Tokens, places: Sequence[int], start: int, end: int, vocabulary: Vocabulary
) -> Iterator[_Heading]:
    """Headings in an ad that lost its line breaks: each has a capital letter, and so has what follows it."""
    done, tree, words, starts = 0, vocabulary.headings, tokens.words, tokens.starts
    first = bisect_left(places, bisect_left(starts, start))
    for place in places[first : bisect_left(places, bisect_left(starts, end))]:
        if place < done or words[place] not in tree or not text[starts[place]].isupper():
            continue
        for last, kind in walk(tree, tokens, place)[-1:]:
            after = text[tokens.starts[last]] if last < len(tokens.starts) else ""
            title = text[tokens.starts[place] : tokens.ends[last - 1]]
            is_one = " " not in title and "-" not in title
            if (after.isupper() or after.isdigit()) and not (is_one and not title.lower().endswith(_ALONE)):
                done = last
                yield _Heading(tokens.starts[place], tokens.ends[last - 1], kind, title, True)


def _whole_line_kind(folded: str, vocabulary: Vocabulary) -> PartKind | None:
    stripped = folded.strip()
    if stripped.endswith((".", ",", ";")) or ": " in stripped or "\t" in stripped:
        return None
    return _kind_of(stripped, vocabulary, is_sure=stripped.endswith(":"))


def _kind_of(words: str, vocabulary: Vocabulary, *, is_sure: bool) -> PartKind | None:
    """The kind of part that some words introduce; ``is_sure`` if a colon shows that they are a heading."""
    headings = vocabulary.wording.headings
    bare = canonical(words.strip(_EDGES))
    if kind := headings.get(bare):
        return kind
    if "(" in words:
        bare = canonical(_IN_BRACKETS.sub("", words).strip(_EDGES))
        if kind := headings.get(bare):
            return kind
    if not bare or bare.count(" ") >= _WORDS_IN_A_HEADING:
        return None
    for piece in bare.split(" / ") if " / " in bare else ():
        if kind := headings.get(piece):
            return kind
    opening = bare.split(" ")
    if opening[0] in vocabulary.headings:
        for count in range(len(opening) - 1, 2, -1):
            if kind := headings.get(" ".join(opening[:count])):
                return kind
    patterns = vocabulary.wording.heading_patterns
    spaced = words.strip().strip("#*_ -:").replace("-", " ")
    if patterns[PartKind.SILENT].match(spaced) and spaced.count(" ") < 6:
        return PartKind.SILENT
    if not is_sure and bare.count(" ") > 3:
        return None
    plain = bare.replace("'", " ")
    if not vocabulary.wording.any_heading.search(plain):
        return None
    is_must = patterns[PartKind.MUST].search(plain) is not None
    if not is_must and not is_sure:
        return None
    if patterns[PartKind.NICE].search(plain):
        return PartKind.NICE
    if is_must and (is_sure or plain.endswith(_MUST_NOUNS)):
        return PartKind.MUST
    return PartKind.WORK if is_sure and patterns[PartKind.WORK].search(plain) else None

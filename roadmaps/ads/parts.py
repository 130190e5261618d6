"""The parts of an ad: what is asked, what would be nice, what the work is, and what is about the employer."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.ads.vocabulary import END, walk
from roadmaps.ads.wording import Cue, PartKind, canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from roadmaps.ads.plain_text import PlainText, Tokens
    from roadmaps.ads.vocabulary import Vocabulary

_MAY_BE_HEADING = re.compile(
    r"^(?![ \t]*[-*+•·▪◦●○■□➢➤►→✓✔✅–—>][ \t])[^\n:]{2,69}$|^[^\n:]*:[^\n]*$|^[^\n]{300,}$", re.MULTILINE
)
"""A short line that is no item of a list, a line with a colon, or a very long one."""
_EDGES = " \t#*_-–—:=>|•·▪◦●○■□➢➤►→✓✔✅~+.!"
_IN_BRACKETS = re.compile(r"\([^)\n]*\)")
_STOPS, _DASHES = ".;:!?•|", (" - ", " – ", " — ")
_MUST_NOUNS = ("qualifications", "skills", "requirements", "criteria", "competencies")
_ALONE = ("requirements", "qualifications", "responsibilities", "benefits", "perks")
"""Headings of one word that are believed within a line."""
_LONG_LINE, _LONG_SENTENCE = 300, 200
_WORDS_IN_A_HEADING, _LONGEST_HEADING = 8, 70
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n")
_CLAUSE_START = re.compile(
    r"[.!?](?=\s)|[;:\n(•|!?]|(?:,)(?= (?:any |some )?(?:experience|knowledge|familiarity|exposure|understanding)\b)"
)
_WISH_END = re.compile(r"[.!?](?=\s|$)|[;\n)]|, but\b|, and you (?:must|need)\b| – | — ")
_REFUSED_FROM = re.compile(r"[.!?;:,\n•(]\s*")
_BACKWARD = ("not ", "isn't ", "done ")
"""How refusals of what precedes them begin; the others refuse what follows."""
_EMPLOYER_OPENINGS = ("at", "our")
"""With these, a sentence about the employer begins: "At Quillon, we …", "Our products …"."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}")


class Part(NamedTuple):
    """A stretch of the plain text."""

    start: int
    end: int
    kind: PartKind
    heading: str = ""
    """The heading it stands under; empty for a stretch of a sentence."""


class Stretches:
    """Stretches of sentences, merged where they overlap."""

    def __init__(self, stretches: Iterable[Part]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted((each.start, each.end) for each in stretches):
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(end, self.ends[-1])
            else:
                self.starts.append(start)
                self.ends.append(end)

    def have(self, start: int, end: int) -> bool:
        """Whether words are within one of them."""
        place = bisect_right(self.starts, start) - 1
        return place >= 0 and end <= self.ends[place]


class Parts(NamedTuple):
    """All parts of an ad in order, and the stretches within sentences that are of another kind."""

    parts: Sequence[Part]
    starts: Sequence[int]
    """Where each part begins."""
    silent: Stretches
    wished: Stretches

    def kind_at(self, start: int, end: int) -> PartKind:
        """What a phrase counts as: silent if anything says so, else the wish it is in, else its part."""
        if self.silent.have(start, end):
            return PartKind.SILENT
        kind = self.part_at(start).kind
        return PartKind.NICE if kind is not PartKind.SILENT and self.wished.have(start, end) else kind

    def part_at(self, place: int) -> Part:
        """The part that a place is in."""
        return self.parts[bisect_right(self.starts, place) - 1]


def parts_of(plain: PlainText, tokens: Tokens, vocabulary: Vocabulary) -> Parts:
    """Divide an ad by its headings and, within sentences, by its wishes, refusals and the like."""
    parts = [*_by_headings(plain, tokens, vocabulary)]
    starts = [each.start for each in parts]
    stretches = [*_stretches(plain, tokens, vocabulary)]
    silent = (each for each in stretches if each.kind is PartKind.SILENT)
    wished = (_within_a_part(each, starts) for each in stretches if each.kind is PartKind.NICE)
    return Parts(parts, starts, Stretches(silent), Stretches(wished))


def _within_a_part(stretch: Part, starts: Sequence[int]) -> Part:
    """A wish that ends or begins at a heading, such as "Preferred", goes no further."""
    last = starts[bisect_right(starts, stretch.end) - 1]
    return stretch._replace(start=last) if stretch.start < last < stretch.end + 1 else stretch


# Headings


class _Heading(NamedTuple):
    start: int
    end: int
    kind: PartKind
    text: str
    fills_line: bool


def _by_headings(plain: PlainText, tokens: Tokens, vocabulary: Vocabulary) -> Iterator[Part]:
    text, folded = plain.text, plain.folded
    running, start, title = PartKind.UNMARKED, 0, ""
    for line in _MAY_BE_HEADING.finditer(folded):
        found = _headings_in(text, folded, line.start(), line.end(), vocabulary)
        if line.end() - line.start() > _LONG_LINE:
            found = sorted({*found, *_headings_within(text, tokens, line.start(), line.end(), vocabulary)})
        for heading in found:
            until = _reach(text, heading, found, line.end())
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


def _up_to_work(part: Part, folded: str, vocabulary: Vocabulary) -> Iterator[Part]:
    """A part; one about the employer ends with the paragraph before the first that is about the work."""
    if part.kind is PartKind.SILENT and (found := vocabulary.wording.to_work.search(folded, part.start, part.end)):
        yield part._replace(end=found.end())
        yield Part(found.end(), part.end, PartKind.UNMARKED)
    else:
        yield part


def _reach(text: str, heading: _Heading, found: Sequence[_Heading], line_end: int) -> int:
    """How far a heading within a line reaches: to the next one or the line's end; a wish to the end of a sentence."""
    until = min((each.start for each in found if each.start > heading.start), default=line_end)
    if heading.kind is PartKind.NICE and (stop := _SENTENCE_END.search(text, heading.end, until)):
        return stop.end()
    return until


def _headings_in(text: str, folded: str, start: int, end: int, vocabulary: Vocabulary) -> list[_Heading]:
    line = folded[start:end]
    if end - start < _LONGEST_HEADING and (kind := _whole_line_kind(line, vocabulary)):
        return [_Heading(start, end, kind, text[start:end].strip(_EDGES), True)]
    found = []
    colon = line.find(":")
    while colon >= 0:
        first = 1 + max(line.rfind(stop, 0, colon) for stop in _STOPS)
        words = line[first:colon] if 2 <= colon - first <= _LONGEST_HEADING else ""
        # "Person specification - essential: …", and the end of a sentence without a full stop.
        for piece in dict.fromkeys((words, *(words.rpartition(dash)[2] for dash in _DASHES))):
            if piece and (kind := _kind_of(piece, vocabulary, is_sure=True)):
                at = start + colon - len(piece)
                is_last = not line[colon + 1 :].strip()
                found.append(_Heading(at, start + colon + 1, kind, text[at : start + colon].strip(_EDGES), is_last))
                break
        colon = line.find(":", colon + 1)
    return found


def _headings_within(text: str, tokens: Tokens, start: int, end: int, vocabulary: Vocabulary) -> Iterator[_Heading]:
    """Headings in an ad that lost its line ends: written with a capital, and so is what follows."""
    done, tree, words_before = 0, vocabulary.headings, bisect_left(tokens.starts, start)
    words = tokens.words[words_before : bisect_left(tokens.starts, end)]
    for place in [place for place, word in enumerate(words, words_before) if word in tree]:
        if place < done or not text[tokens.starts[place]].isupper():
            continue
        for last, kind in walk(tree, tokens, place)[-1:]:
            after = text[tokens.starts[last]] if last < len(tokens.starts) else ""
            title = text[tokens.starts[place] : tokens.ends[last - 1]]
            is_one = " " not in title and "-" not in title
            if (
                isinstance(kind, PartKind)
                and (after.isupper() or after.isdigit())
                and not (is_one and not title.lower().endswith(_ALONE))
            ):
                done = last
                yield _Heading(tokens.starts[place], tokens.ends[last - 1], kind, title, True)


def _whole_line_kind(folded: str, vocabulary: Vocabulary) -> PartKind | None:
    stripped = folded.strip()
    if stripped.endswith((".", ",", ";")) or ": " in stripped or "\t" in stripped:
        return None
    return _kind_of(stripped, vocabulary, is_sure=stripped.endswith(":"))


def _kind_of(words: str, vocabulary: Vocabulary, *, is_sure: bool) -> PartKind | None:
    """The kind of part that some words head; ``is_sure`` where a colon shows that they are a heading."""
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
    is_must = patterns[PartKind.MUST].search(plain) is not None
    if patterns[PartKind.NICE].search(plain) and (is_sure or is_must):
        return PartKind.NICE
    if is_must and (is_sure or plain.endswith(_MUST_NOUNS)):
        return PartKind.MUST
    return PartKind.WORK if is_sure and patterns[PartKind.WORK].search(plain) else None


# Within sentences


def _stretches(plain: PlainText, tokens: Tokens, vocabulary: Vocabulary) -> Iterator[Part]:
    text, folded = plain.text, plain.folded
    cues = [*_cues(tokens, vocabulary)]
    hard = [start for start, _, cue in cues if cue is Cue.HARD]
    for start, end, cue in cues:
        if cue is Cue.WISH_BEFORE:
            yield Part(start, _next(_WISH_END, text, end), PartKind.NICE)
        elif cue is Cue.WISH_AFTER:
            yield Part(_wish_start(text, start, hard), start, PartKind.NICE)
        elif cue is Cue.SILENCE:
            first, last = _last(_SENTENCE_END, text, start), _next(_SENTENCE_END, text, end)
            # What goes on for longer is no sentence but an ad that lost its line ends.
            yield Part(
                first if start - first < _LONG_SENTENCE else start, min(last, end + _LONG_SENTENCE), PartKind.SILENT
            )
        elif cue is Cue.REFUSAL:
            if folded.startswith(_BACKWARD, start):
                yield Part(_last(_REFUSED_FROM, text, start), end, PartKind.SILENT)
            else:
                yield Part(start, _next(_SENTENCE_END, text, end), PartKind.SILENT)
    for start in _about_employers(folded, tokens, vocabulary):
        yield Part(_last(_SENTENCE_END, text, start + 1), _next(_SENTENCE_END, text, start), PartKind.SILENT)
    wording = vocabulary.wording
    for place in [place for place, word in enumerate(tokens.words) if word in wording.degree_words]:
        if found := wording.degree.match(folded, tokens.starts[place]):
            yield Part(found.start(), found.end(), PartKind.SILENT)
    if "@" in text or "://" in text or "www." in folded:
        for found in _ADDRESS.finditer(text):
            yield Part(found.start(), found.end(), PartKind.SILENT)


def _about_employers(folded: str, tokens: Tokens, vocabulary: Vocabulary) -> Iterator[int]:
    """A place in each sentence that says what the employer is."""
    wording = vocabulary.wording
    for place in [place for place, word in enumerate(tokens.words) if word in wording.employer_words]:
        start = tokens.starts[place]
        if tokens.words[place] not in _EMPLOYER_OPENINGS:
            is_about = wording.employer.search(folded, max(0, start - 80), start) is not None
        else:
            is_first = place == 0 or "\n" in tokens.gaps[place] or tokens.words[place - 1] in ".!?"
            is_about = is_first and wording.at_employer.match(folded, start) is not None
        if is_about:
            yield start


def _cues(tokens: Tokens, vocabulary: Vocabulary) -> Iterator[tuple[int, int, Cue]]:
    tree = vocabulary.cues
    done = 0
    words = tokens.words
    first = tree.keys() & set(words)
    for place in [place for place, word in enumerate(words) if word in first]:
        node = tree[words[place]]
        if END not in node and (place + 1 == len(words) or words[place + 1] not in node):
            continue
        found = walk(tree, tokens, place) if place >= done else ()
        if found:
            done, cue = found[-1]
            if isinstance(cue, Cue):
                yield tokens.starts[place], tokens.ends[done - 1], cue


def _wish_start(text: str, end: int, hard: Sequence[int]) -> int:
    start = _last(_CLAUSE_START, text, end)
    while start and text[start - 1] == "(" and ")" in text[start:end]:  # "HPC (Slurm) is welcome"
        start = _last(_CLAUSE_START, text, start - 1)
    last = bisect_right(hard, end - 1) - 1
    if last >= 0 and hard[last] >= start and (comma := text.find(",", hard[last], end)) >= 0:
        return comma
    return start


def _next(pattern: re.Pattern[str], text: str, place: int) -> int:
    found = pattern.search(text, place)
    return found.start() if found else len(text)


def _last(pattern: re.Pattern[str], text: str, place: int) -> int:
    """The end of the last match before a place, within reach of a sentence."""
    start = max(0, place - 400)
    last = start if start == 0 else place
    for found in pattern.finditer(text, start, place):
        last = found.end()
    return last

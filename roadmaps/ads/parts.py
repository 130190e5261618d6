"""The parts of an ad: must-haves, nice-to-haves, the work, and what is about the employer."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.ads.headings import parts_by_headings
from roadmaps.ads.sentences import stretches_of
from roadmaps.ads.wording import PartKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from roadmaps.ads.headings import Part
    from roadmaps.ads.plain_text import PlainText, Tokens
    from roadmaps.ads.vocabulary import Vocabulary


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
    nice: Stretches

    def kinds_at(self, phrases: Iterable[tuple[int, int]]) -> list[PartKind]:
        """The kind of each phrase: silent if its part or sentence is, nice if its sentence is, else as its part."""
        parts, starts, silent, nice = self.parts, self.starts, self.silent.have, self.nice.have
        kinds = []
        for start, end in phrases:
            kind = parts[bisect_right(starts, start) - 1].kind
            if kind is not PartKind.SILENT:
                kind = PartKind.SILENT if silent(start, end) else PartKind.NICE if nice(start, end) else kind
            kinds.append(kind)
        return kinds


def parts_of(plain: PlainText, tokens: Tokens, places: Sequence[int], vocabulary: Vocabulary) -> Parts:
    """Divide an ad by its headings and, within sentences, by cues such as “is a plus”."""
    parts = [*parts_by_headings(plain, tokens, places, vocabulary)]
    starts = [each.start for each in parts]
    stretches = [*stretches_of(plain, tokens, places, vocabulary)]
    silent = (each for each in stretches if each.kind is PartKind.SILENT)
    nice = (_within_a_part(each, starts) for each in stretches if each.kind is PartKind.NICE)
    return Parts(parts, starts, Stretches(silent), Stretches(nice))


def _within_a_part(stretch: Part, starts: Sequence[int]) -> Part:
    """A stretch, cut where it would cross a heading such as "Preferred"."""
    last = starts[bisect_right(starts, stretch.end) - 1]
    return stretch._replace(start=last) if stretch.start < last < stretch.end + 1 else stretch

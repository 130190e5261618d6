"""Phrases of an ad that are not recognised and may be worth teaching."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.ads.asks import phrase_key
from roadmaps.ads.guesses import guess
from roadmaps.ads.wording import PartKind

if TYPE_CHECKING:
    from roadmaps.ads.asks import AdReading

MOST_PHRASES = 12
_NAME = re.compile(
    r"(?<![\w@/.])(?:[A-Z][a-z]*[A-Z0-9][\w+#]*|[A-Z]{2,}[\w+#]*|[A-Z][a-z]{2,}(?:\.[a-z]{2,3})?)(?![\w@])"
    r"(?: (?:[A-Z][a-z]*[A-Z0-9]?[\w+#]*|[A-Z]{2,}))?"
)
_STARTS = re.compile(r"(?:^|[\n.!?:;•*])[\s\-–—•*·(]*$")
_NO_SKILL = frozenset([
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "english", "german",
    "french", "spanish", "dutch", "italian", "europe", "european", "london", "berlin", "manchester", "paris",
    "amsterdam", "us", "uk", "usa", "eu", "cet", "gmt", "cv", "hr", "ceo", "cto", "cfo", "vp", "ok", "faq", "bs",
    "ba", "ms", "ma", "msc", "bsc", "phd", "mba", "degree", "i", "we", "remote", "hybrid", "kpi", "slo", "slos",
    "sla", "pto", "eoe", "eeo", "ltd", "inc", "gmbh", "llc", "plc",
])  # fmt: skip


class UnknownPhrase(NamedTuple):
    """Words that may name a skill."""

    phrase: str
    start: int
    end: int
    suggested: str
    """The skill that the catalogue says they hint at; empty for none."""


def unknown_phrases(text: str, reading: AdReading) -> tuple[UnknownPhrase, ...]:
    """Hints first, then names that are no skill of the catalogue, each once; silent parts are left out.

    A name is a word with a capital letter within a sentence. The user can select anything else that is worth teaching.
    """
    found: dict[str, UnknownPhrase] = {}
    for hint in reading.hints:
        found.setdefault(phrase_key(hint.phrase), UnknownPhrase(hint.phrase, hint.start, hint.end, hint.skill_id))
    marks = sorted((*reading.mentions, *reading.hints), key=lambda each: each.start)
    starts = [each.start for each in marks]
    called = guess(text)
    own_words = {word.lower() for word in re.findall(r"\w+", f"{called.title} {called.employer}")}
    for part in reading.parts:
        if part.kind is PartKind.SILENT:
            continue
        for name in _NAME.finditer(text, part.start, part.end):
            key = phrase_key(name[0])
            words = set(key.split())
            before = bisect_left(starts, name.end())
            is_marked = before > 0 and marks[before - 1].end > name.start()
            if is_marked or words & _NO_SKILL or words & own_words or key in found or part.heading == name[0]:
                continue
            if name[0][1:].islower() and _STARTS.search(text, max(0, name.start() - 12), name.start()):
                continue
            found[key] = UnknownPhrase(name[0], name.start(), name.end(), "")
    return tuple([*found.values()][:MOST_PHRASES])

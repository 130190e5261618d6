"""How ads are worded: headings, cues, and words with several meanings, from ``roadmaps/data/ads.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from roadmaps.catalogue.data_files import read_document, shipped_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


_TOKEN = re.compile(r"[a-z0-9]+|[^a-z0-9\s-]")


class PartKind(StrEnum):
    """What a part of an ad is for."""

    UNMARKED = "unmarked"
    """Nothing says; what it asks for counts as a must-have."""
    WORK = "work"
    MUST = "must"
    NICE = "nice"
    SILENT = "silent"
    """About the employer, the offer or the law: it names no skills."""


class Cue(StrEnum):
    """What a phrase of an ad does to the text around it."""

    NICE_FOLLOWS = "before"
    """What follows it is nice to have."""
    NICE_PRECEDES = "after"
    """What precedes it is nice to have."""
    HARD = "hard"
    """It ends what is nice to have: something is required."""
    SILENCE = "silence"
    """Its sentence names no skill."""
    REFUSAL = "refusal"
    """What it is about is not asked."""


@dataclass(frozen=True)
class ContextRule:
    """When a word names a skill. Its patterns are compiled once a text has the word: most texts have few of these."""

    spellings: frozenset[str]
    """How it is written then; empty for any way."""
    needs_list: bool
    """Whether it has to be in a list of skills, or beside words such as "experience with"."""
    after: str
    before: str

    @cached_property
    def not_after(self) -> re.Pattern[str] | None:
        """What precedes it where it names no skill."""
        return _pattern("(?<![A-Za-z0-9])", self.after)

    @cached_property
    def not_before(self) -> re.Pattern[str] | None:
        """What follows it where it names no skill."""
        return _pattern("", self.before)


class Wording:
    """Everything in the data file, ready for use."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        patterns, nice, silence, lists = (table[key] for key in ("heading_patterns", "nice", "silence", "lists"))
        self.headings = {
            canonical(phrase): PartKind(kind) for kind, phrases in table["headings"].items() for phrase in phrases
        }
        self.heading_patterns = {kind: re.compile(patterns[kind]) for kind in PartKind if kind in patterns}
        self.any_heading = re.compile(
            "|".join(patterns[kind] for kind in (PartKind.MUST, PartKind.NICE, PartKind.WORK))
        )
        """As one pattern, since most lines are not headings."""
        self.to_work = re.compile(rf"\n[ \t]*\n[ \t]*(?={patterns['to_work']})")
        """The break before a paragraph about the work."""
        self.cues = {
            **_keyed(nice["before"], Cue.NICE_FOLLOWS),
            **_keyed(nice["after"], Cue.NICE_PRECEDES),
            **_keyed(nice["hard"], Cue.HARD),
            **_keyed(silence["phrases"], Cue.SILENCE),
            **_keyed(silence["refusals"], Cue.REFUSAL),
        }
        self.rules = {canonical(row["phrase"]): _rule(row) for row in table["word"]}
        self.same_as = {canonical(phrase): canonical(alias) for phrase, alias in table["same_as"].items()}
        self.others = frozenset(lists["others"])
        self.company = re.compile(lists["company"])
        """What follows the name of a company."""
        self.cue_before = re.compile(lists["cue_before"], re.IGNORECASE)
        self.cue_after = re.compile(lists["cue_after"], re.IGNORECASE)
        self.employer_words = frozenset(silence["employer_words"])
        self.employer = re.compile(silence["employer"])
        """What comes before such a word in a sentence about the employer."""
        self.at_employer = re.compile(silence["at_employer"])
        """How a sentence about the employer may begin."""
        self.degree = re.compile(silence["degree"])
        self.degree_words = frozenset(silence["degree_words"])


@lru_cache(maxsize=1)
def load_wording() -> Wording:
    """The wording that is shipped."""
    return Wording(read_document(shipped_data(), "ads.toml").table)


def canonical(phrase: str) -> str:
    """A phrase by its tokens, so that case, hyphens and blanks make no difference: "A/B-testing" is "a / b testing"."""
    return " ".join(_TOKEN.findall(phrase.lower()))


def _keyed(phrases: Iterable[str], cue: Cue) -> dict[str, Cue]:
    return {canonical(phrase): cue for phrase in phrases}


def _rule(row: Mapping[str, Any]) -> ContextRule:
    spellings = frozenset(row.get("spellings", ()))
    return ContextRule(spellings, row["fits"] == "list", row.get("not_after", ""), row.get("not_before", ""))


def _pattern(start: str, pattern: str) -> re.Pattern[str] | None:
    if not pattern:
        return None
    # A pattern with a capital letter must see the case.
    return re.compile(start + pattern, 0 if "[A-Z]" in pattern else re.IGNORECASE)

"""How ads are worded: headings, wishes, and words that are read by their context, from ``roadmaps/data/ads.toml``."""

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

    WISH_BEFORE = "before"
    """It makes what follows a wish."""
    WISH_AFTER = "after"
    """It makes what precedes a wish."""
    HARD = "hard"
    """It ends a wish: something is required."""
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


@dataclass(frozen=True)
class Wording:
    """Everything in the data file, ready for use."""

    headings: Mapping[str, PartKind]
    heading_patterns: Mapping[PartKind, re.Pattern[str]]
    any_heading: re.Pattern[str]
    """The patterns of must, nice and work as one, since most lines are not headings."""
    to_work: re.Pattern[str]
    """The break before a paragraph about the work."""
    cues: Mapping[str, Cue]
    rules: Mapping[str, ContextRule]
    same_as: Mapping[str, str]
    others: frozenset[str]
    company: re.Pattern[str]
    """What follows the name of a company."""
    cue_before: re.Pattern[str]
    cue_after: re.Pattern[str]
    employer_words: frozenset[str]
    employer: re.Pattern[str]
    """What comes before such a word in a sentence about the employer."""
    at_employer: re.Pattern[str]
    """How a sentence about the employer may begin."""
    degree: re.Pattern[str]
    degree_words: frozenset[str]


@lru_cache(maxsize=1)
def load_wording() -> Wording:
    """The wording that is shipped."""
    table = read_document(shipped_data(), "ads.toml").table
    headings, patterns, wishes = table["headings"], table["heading_patterns"], table["wishes"]
    silence, lists = table["silence"], table["lists"]
    return Wording(
        headings={canonical(phrase): PartKind(kind) for kind, phrases in headings.items() for phrase in phrases},
        heading_patterns={kind: re.compile(patterns[kind]) for kind in PartKind if kind in patterns},
        any_heading=re.compile("|".join(patterns[kind] for kind in (PartKind.MUST, PartKind.NICE, PartKind.WORK))),
        to_work=re.compile(rf"\n[ \t]*\n[ \t]*(?={patterns['to_work']})"),
        cues={
            **_keyed(wishes["before"], Cue.WISH_BEFORE),
            **_keyed(wishes["after"], Cue.WISH_AFTER),
            **_keyed(wishes["hard"], Cue.HARD),
            **_keyed(silence["phrases"], Cue.SILENCE),
            **_keyed(silence["refusals"], Cue.REFUSAL),
        },
        rules={canonical(row["phrase"]): _rule(row) for row in table["word"]},
        same_as={canonical(phrase): canonical(alias) for phrase, alias in table["same_as"].items()},
        others=frozenset(lists["others"]),
        company=re.compile(lists["company"]),
        cue_before=re.compile(lists["cue_before"], re.IGNORECASE),
        cue_after=re.compile(lists["cue_after"], re.IGNORECASE),
        employer_words=frozenset(silence["employer_words"]),
        employer=re.compile(silence["employer"]),
        at_employer=re.compile(silence["at_employer"]),
        degree=re.compile(silence["degree"]),
        degree_words=frozenset(silence["degree_words"]),
    )


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

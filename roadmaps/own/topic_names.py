"""Which skill the name of a topic means: as it is, in its parts, without the words around it, or misspelt."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.ads import canonical, named_skills, vocabulary_of
from roadmaps.text.folding import folded
from roadmaps.text.fuzzy import has_same_words, most_alike

if TYPE_CHECKING:
    from roadmaps.catalogue import Catalogue

LEAST_ALIKE = 84.0
"""From which likeness on (rapidfuzz, 0 to 100) a name is offered as a likely one."""
CLOSE = 92.0
"""From which likeness on it is ticked beforehand."""
_GENERAL = frozenset({
    "agents", "alerting", "analytics", "annotation", "api", "authentication", "authorisation", "authorization",
    "automation", "boosting", "caching", "chunking", "classification", "cloud", "clustering", "collaboration",
    "communication", "compliance", "debugging", "deploy", "deployment", "drift", "edge", "encryption", "ethics",
    "experiments", "governance", "inference", "infrastructure", "lambda", "latency", "load balancing", "messaging",
    "monitoring", "networking", "node", "notebooks", "optimisation", "optimization", "orchestration", "perception",
    "performance optimisation", "performance optimization", "presentation", "privacy", "profiling", "pruning",
    "queries", "query", "ranking", "real time", "realtime", "regression", "reporting", "retrieval", "scalability",
    "scripting", "search", "security", "segmentation", "shell", "simulation", "speech", "streaming", "system design",
    "throughput", "tokenisation", "tokenization", "tracing", "transformers", "versioning", "workflows",
})  # fmt: skip
"""What names a skill of ours in an ad for our jobs, and may be about something else on a map of anything."""
_AROUND = re.compile(
    r"^(?:what (?:is|are)(?: an?| the)?|why (?:use|do we need)|(?:introduction|intro) to|overview of|learn(?: about)?|"
    r"setting up|getting started with|using|working with|building|running|deploying|basic|basics of|advanced|apache|"
    r"amazon|google|microsoft|azure|aws)\s+"
    r"|\s+(?:basics?|fundamentals|concepts|principles|essentials|overview|introduction|techniques|tools|methods)$",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"^(.+?)\s*(?:\(([^()]+)\)|\s[-–—]\s(\S+))$")
_BETWEEN = re.compile(r"\s*(?:[,/&+]|\band\b|\bor\b)\s*", re.IGNORECASE)


class Match(StrEnum):
    """How a topic was matched. The value is how the table puts it."""

    SAME_NAME = "same name"
    OTHER_NAME = "another name for it"
    LIKELY = "likely: similar name"
    NAMED = "likely: it names the skill"
    PART = "likely: part of its heading"
    TITLE = "likely: the file is about it"
    NONE = "no match"

    @property
    def is_sure(self) -> bool:
        """Whether nothing about it is a guess."""
        return self in {Match.SAME_NAME, Match.OTHER_NAME}


class Meaning(NamedTuple):
    """The skill that a name may stand for."""

    match: Match
    skill_id: str
    is_close: bool = True
    """Whether it is so likely that it need not be asked."""


class TopicNames:
    """The names of the skills of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._full: dict[str, str] = {}
        self._short: dict[str, str] = {}
        for skill in catalogue.skills.values():
            self._full.setdefault(canonical(skill.name), skill.id)
            self._short.setdefault(canonical(skill.short_name), skill.id)
        self._terms = vocabulary_of(catalogue).terms
        self._alike = {
            folded(name): skill.id
            for skill in catalogue.skills.values()
            for name in (skill.name, skill.short_name, *skill.aliases, *skill.tools)
        }

    def meaning(self, label: str) -> Meaning | None:
        """What a name means; None where no skill has one like it."""
        ways = (self._direct, self._of_parts, self._without_around, self._misspelt, self._mentioned)
        return next((found for way in ways if (found := way(label))), None)

    def _direct(self, label: str) -> Meaning | None:
        phrase = canonical(label)
        if phrase in self._full:
            return Meaning(Match.SAME_NAME, self._full[phrase])
        is_general = _is_general(phrase)
        term = self._terms.get(phrase)
        skill_id = self._short.get(phrase) or (term.skill_id if term else None)
        if skill_id is None:
            return None
        if is_general or (phrase not in self._short and term and not term.strong):
            return Meaning(Match.LIKELY, skill_id, is_close=not is_general)
        return Meaning(Match.SAME_NAME if phrase in self._short else Match.OTHER_NAME, skill_id)

    def _of_parts(self, label: str) -> Meaning | None:
        """What all parts of "Git and GitHub" or "Access control (RBAC)" mean; with others beside it, only likely."""
        brackets = _IN_BRACKETS.match(label)
        parts = [each for each in (brackets.groups() if brackets else _BETWEEN.split(label)) if each]
        if len(parts) < 2:
            return None
        found = [self._direct(each) for each in parts]
        meanings = {each.skill_id for each in found if each}
        first = next((each for each in found if each), None)
        if first is None:
            return None
        # A word in brackets says the same again, or gives an example: what stands before it may be the whole of it.
        is_whole = all(found) or (brackets is not None and found[0] is not None)
        if len(meanings) == 1 and is_whole and first.match.is_sure:
            return Meaning(Match.OTHER_NAME, first.skill_id)
        return Meaning(Match.LIKELY, first.skill_id, is_close=len(meanings) == 1)

    def _without_around(self, label: str) -> Meaning | None:
        """What "What are containers?" and "Linux basics" are about."""
        inner, before = label.rstrip("?! "), ""
        while inner != before:
            before, inner = inner, _AROUND.sub("", inner).strip()
            if inner != before and (found := self._direct(inner)):
                return found._replace(match=Match.LIKELY)
        return None

    def _misspelt(self, label: str) -> Meaning | None:
        alike = most_alike(label, self._alike, LEAST_ALIKE)
        if alike is None or not has_same_words(label, alike[0]):
            return None
        return Meaning(Match.LIKELY, self._alike[alike[0]], is_close=alike[1] >= CLOSE)

    def _mentioned(self, label: str) -> Meaning | None:
        """The one skill that is named among other words, as in "Docker security"; it may be about something else."""
        mentions = (each for each in named_skills(label, self._catalogue) if each.strong)
        named = {each.skill_id for each in mentions if not _is_general(canonical(each.phrase))}
        return Meaning(Match.NAMED, named.pop(), is_close=False) if len(named) == 1 else None


def _is_general(phrase: str) -> bool:
    return phrase in _GENERAL or phrase.removesuffix("s") in _GENERAL

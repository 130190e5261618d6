"""What an ad asks for: skills, or any one of several, each with the words that ask for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.ads.mentions import read_text
from roadmaps.ads.plain_text import plain_text
from roadmaps.ads.wording import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from roadmaps.ads.mentions import Mention
    from roadmaps.ads.wording import PartKind
    from roadmaps.catalogue import Catalogue
    from roadmaps.journal import Progress

_OR = re.compile(
    r"\s*(?:,\s*)?(?:and\s?/\s?or|or|oder|ou|/)\s+(?:else\s+|in\s+|with\s+|the\s+)?|\s*/\s*", re.IGNORECASE
)
_COMMA = re.compile(r"\s*[,(]\s*")
_AMONG = re.compile(
    r"(?:one of|at least one|any of|either|one or more of|such as|e\.g\.|for example|like|including)\b[^.;\n]{0,60}$",
    re.IGNORECASE,
)
_EMPHASIS = re.compile(
    r"(?:(?:very |really )?(?:strong|solid|advanced|excellent|expert|deep|proven|good|basic|some|fluent|extensive"
    r"|thorough|working|hands-on|senior)|\d{1,2}(?:\s?[-–+]\s?\d{0,2})?\+?\s*(?:years?|yrs?)(?:\s+of)?)"
    r"(?:\s+(?:experience|knowledge|command|understanding|skills?|background))?(?:\s+(?:with|in|of|using))?\s+$",
    re.IGNORECASE,
)
_LONGEST_JOINT = 12
_ANY_ONE_OF = 3
"""From this many on, a list that ends with "or" is one ask."""


class Corrections(NamedTuple):
    """The user's corrections to how an ad is read."""

    dismissed: frozenset[str] = frozenset()
    """Phrases that name no skill in this ad."""
    taught: Mapping[str, str] = MappingProxyType({})
    """Phrase -> skill id or ``NOTHING``, in every ad."""
    levels: Mapping[str, int] = MappingProxyType({})
    """Skill id -> the level that this ad asks for."""
    reads_all: bool = False
    """Whether the parts about the employer and the offer are read, too."""


class Ask(NamedTuple):
    """One thing that an ad asks for."""

    skill_ids: tuple[str, ...]
    """Any one of them is enough; most often there is only one."""
    is_nice: bool
    mentions: tuple[Mention, ...]
    words: tuple[str, ...]
    """What asks for it, with the emphasis before it: "strong Python", "5+ years of SQL"."""


class AdPart(NamedTuple):
    """A part of an ad as it was pasted, from ``start`` to ``end``."""

    start: int
    end: int
    kind: PartKind
    heading: str


@dataclass(frozen=True)
class AdReading:
    """What an ad says. It depends on the user's corrections, not on their progress."""

    mentions: tuple[Mention, ...]
    """What to mark in the text."""
    hints: tuple[Mention, ...]
    """Words that may mean a skill: neither marked nor counted, but offered for teaching."""
    asks: tuple[Ask, ...]
    """Must-haves first, each group in the order of the text; empty where nothing is recognised."""
    parts: tuple[AdPart, ...]


def phrase_key(words: str) -> str:
    """What a phrase is kept under when it is dismissed or taught: plain, in lower case, with single blanks."""
    return " ".join(plain_text(words).folded.split())


def corrections_of(progress: Progress, ad_id: str) -> Corrections:
    """The user's corrections to one ad."""
    start = f"{ad_id} "
    return Corrections(
        frozenset(each.removeprefix(start) for each in progress.dismissed_phrases if each.startswith(start)),
        progress.taught,
        {each.removeprefix(start): level for each, level in progress.asked_levels.items() if each.startswith(start)},
        ad_id in progress.ads_read_whole,
    )


def read_ad(text: str, catalogue: Catalogue, corrections: Corrections = Corrections()) -> AdReading:  # noqa: B008
    """Read an ad: what it names, and so what it asks for. Unmarked asks are must-haves."""
    read = read_text(text, catalogue, corrections.taught, reads_all=corrections.reads_all)
    dismissed = {canonical(each) for each in corrections.dismissed}
    kept = [
        each
        for each in read.mentions
        if each.skill_id in catalogue.skills and canonical(plain_text(each.phrase).folded) not in dismissed
    ]
    named = tuple(each for each in kept if each.strong)
    plain = read.plain
    parts = tuple(
        AdPart(plain.origin(part.start), min(len(text), plain.origin(part.end)), part.kind, part.heading)
        for part in read.parts.parts
    )
    hints = tuple(each for each in kept if not each.strong)
    return AdReading(named, hints, tuple(_asks(text, named, catalogue)), parts)


def _asks(text: str, mentions: Sequence[Mention], catalogue: Catalogue) -> Iterator[Ask]:
    groups: dict[tuple[str, ...], list[Mention]] = {}
    for group in _groups(text, mentions, catalogue):
        ids = tuple(dict.fromkeys(each.skill_id for each in group))
        groups.setdefault(ids, []).extend(group)
    must = {ids for ids, group in groups.items() if not all(each.is_nice for each in group)}
    alone = {ids[0] for ids in must if len(ids) == 1}
    found = []
    for ids, group in groups.items():
        # Where Python is asked for anyway, "Python or R" is only one more place that asks for Python.
        if len(ids) > 1 and not alone.isdisjoint(ids):
            continue
        also = [each for other, more in groups.items() if len(other) > 1 for each in more if (each.skill_id,) == ids]
        asked_by = [*group, *also]
        words = dict.fromkeys(_with_emphasis(text, each) for each in asked_by)
        found.append(Ask(ids, ids not in must, tuple(asked_by), tuple(words)))
    return iter(sorted(found, key=lambda ask: (ask.is_nice, ask.mentions[0].start)))


def _groups(text: str, mentions: Sequence[Mention], catalogue: Catalogue) -> Iterator[list[Mention]]:
    """The mentions in groups; any one of a group is enough."""
    chain: list[Mention] = []
    joints: list[str] = []
    for each in mentions:
        joint = _joint(text, chain[-1], each, catalogue) if chain else ""
        if joint:
            joints.append(joint)
        elif chain:
            yield from _alternatives(text, chain, joints, catalogue)
            chain, joints = [], []
        chain.append(each)
    if chain:
        yield from _alternatives(text, chain, joints, catalogue)


def _joint(text: str, one: Mention, other: Mention, catalogue: Catalogue) -> str:
    gap = text[one.end : other.start]
    if one.is_nice != other.is_nice or len(gap) > _LONGEST_JOINT:
        return ""
    if gap.strip() == "/":
        # "AWS/Azure" is a choice, "Docker/Kubernetes" and "SQL/Tableau" are not.
        skill, second = catalogue.skills[one.skill_id], catalogue.skills[other.skill_id]
        needed = skill.id in second.prerequisites or second.id in skill.prerequisites
        return "or" if skill.category_id == second.category_id and not needed else ""
    return "or" if _OR.fullmatch(gap) else "," if _COMMA.fullmatch(gap) else ""


def _alternatives(
    text: str, chain: Sequence[Mention], joints: Sequence[str], catalogue: Catalogue
) -> Iterator[list[Mention]]:
    """Split a list into single asks and alternatives: "SQL, Python or R", "one of A, B or C"."""
    if "or" not in joints:
        yield from ([each] for each in chain)
        return
    last = max(place for place, joint in enumerate(joints) if joint == "or")
    first = last
    while first > 0 and joints[first - 1] == "or":
        first -= 1
    start = first
    while start > 0 and joints[start - 1] == ",":
        start -= 1
    categories = {catalogue.skills[each.skill_id].category_id for each in chain[start : last + 2]}
    is_one = _AMONG.search(text, max(0, chain[start].start - 80), chain[start].start) is not None
    is_list = (
        len(categories) == 1 and last + 2 - start >= _ANY_ONE_OF and joints[start:first] == [","] * (first - start)
    )
    begin = start if is_one or is_list else first
    yield from _alternatives(text, chain[:begin], joints[: max(0, begin - 1)], catalogue) if begin else ()
    yield list(chain[begin : last + 2])
    yield from ([each] for each in chain[last + 2 :])


def _with_emphasis(text: str, mention: Mention) -> str:
    before = text[max(0, mention.start - 48) : mention.start].rpartition("\n")[2]
    found = _EMPHASIS.search(before)
    return " ".join(f"{found[0] if found else ''}{mention.phrase}".split())

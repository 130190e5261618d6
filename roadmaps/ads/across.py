"""Across the user's ads: how many ask for each skill, and which ads to look at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.ads.asks import corrections_of, read_ad
from roadmaps.ads.coverage import measure_ad
from roadmaps.ads.lean import lean_of
from roadmaps.text.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from roadmaps.ads.asks import AdReading, Corrections
    from roadmaps.ads.coverage import Known, MeasuredAd, MeasuredAsk
    from roadmaps.ads.lean import Lean
    from roadmaps.catalogue import Catalogue, Skill
    from roadmaps.gap import Gap
    from roadmaps.journal import KeptAd, Progress

_MIXED = "mixed"


class ReadAd(NamedTuple):
    """A kept ad with everything that is worked out from it."""

    id: str
    ad: KeptAd
    corrections: Corrections
    measured: MeasuredAd
    lean: Lean

    @property
    def name(self) -> str:
        """Its title, or a stand-in for one."""
        return self.ad.title.strip() or "Untitled ad"


class _Known(NamedTuple):
    """A reading, and what it was made from."""

    ad: KeptAd
    corrections: Corrections
    reading: AdReading
    lean: Lean


class Reader:
    """Reads kept ads, each once: what an ad says depends only on its text, the catalogue and the user's corrections."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._known: dict[str, _Known] = {}

    def read_some(self, progress: Progress, most: int) -> bool:
        """Read at most so many of the ads that were never read; returns whether none are left."""
        unread = [ad_id for ad_id in reversed([*progress.ads]) if ad_id not in self._known]
        for ad_id in unread[:most]:
            self._read(ad_id, progress)
        return len(unread) <= most

    def ads(self, progress: Progress, gap: Gap) -> list[ReadAd]:
        """Every kept ad, compared with the user's levels; the latest added first."""
        found = []
        known: Known = {}
        for ad_id, ad in reversed([*progress.ads.items()]):
            read, corrections = self._read(ad_id, progress), corrections_of(progress, ad_id)
            measured = measure_ad(read.reading, corrections, gap, progress, known)
            found.append(ReadAd(ad_id, ad, corrections, measured, read.lean))
        return found

    def _read(self, ad_id: str, progress: Progress) -> _Known:
        ad = progress.ads[ad_id]
        # The user's own levels change what is measured, not what the ad says.
        corrections = corrections_of(progress, ad_id)._replace(levels={})
        known = self._known.get(ad_id)
        if known is None or (known.ad.text, known.corrections) != (ad.text, corrections):
            reading = read_ad(ad.text, self._catalogue, corrections)
        elif known.ad.title == ad.title:
            return known
        else:
            reading = known.reading
        lean = lean_of(reading, ad.title, self._catalogue)
        known = self._known[ad_id] = _Known(ad, corrections, reading, lean)
        return known


class AdFilter(NamedTuple):
    """Which ads to show; a field that is not set lets every ad through."""

    employer: str = ""
    lean: str = ""
    """The id of a role, or ``"mixed"``."""
    since: date | None = None
    until: date | None = None
    query: str = ""
    """Words that must be in the title, employer or text."""

    def keeps(self, read: ReadAd) -> bool:
        """Whether an ad passes. Where a day is set, an ad without one does not."""
        if self.employer and folded(read.ad.employer) != folded(self.employer):
            return False
        if self.lean and self.lean != (read.lean.role.id if read.lean.role else _MIXED if read.lean.is_known else ""):
            return False
        if (self.since or self.until) and read.ad.day is None:
            return False
        if read.ad.day and ((self.since and read.ad.day < self.since) or (self.until and read.ad.day > self.until)):
            return False
        words = folded(self.query).split()
        return not words or _has_all(words, f"{read.ad.title}\n{read.ad.employer}\n{read.ad.text}")


def _has_all(words: Sequence[str], text: str) -> bool:
    text = folded(text)
    return all(word in text for word in words)


def ads_with(phrase: str, ads: Iterable[KeptAd]) -> int:
    """How many ads have a phrase in their text, as whole words, whatever their case and accents."""
    words = re.compile(rf"(?<!\w){re.escape(folded(phrase))}(?!\w)")
    return sum(bool(words.search(folded(ad.text))) for ad in ads)


class AskedSkill(NamedTuple):
    """A skill with the ads that ask for it."""

    skill: Skill
    must_in: tuple[str, ...]
    """Ids of the ads in which it is a must, alone or as an alternative."""
    nice_in: tuple[str, ...]
    """Ids of the ads in which it would only be nice."""
    furthest: MeasuredAsk
    """The ask that asks the highest level of it."""

    @property
    def ads(self) -> int:
        """How many ads ask for it."""
        return len(self.must_in) + len(self.nice_in)


def asked_skills(ads: Iterable[ReadAd]) -> list[AskedSkill]:
    """Every skill that the ads ask for, the most wanted first; of alternatives, the one that counts for the user."""
    must: dict[str, dict[str, None]] = {}
    nice: dict[str, dict[str, None]] = {}
    furthest: dict[str, MeasuredAsk] = {}
    for read in ads:
        for each in read.measured.asks:
            (nice if each.ask.is_nice else must).setdefault(each.skill.id, {})[read.id] = None
            known = furthest.get(each.skill.id)
            if known is None or each.asked > known.asked:
                furthest[each.skill.id] = each
    found = []
    for skill_id, ask in furthest.items():
        musts = tuple(must.get(skill_id, ()))
        found.append(
            AskedSkill(ask.skill, musts, tuple(each for each in nice.get(skill_id, ()) if each not in musts), ask)
        )
    return sorted(found, key=lambda each: (-each.ads, -len(each.must_in)))


def asked_counts(ads: Iterable[ReadAd]) -> Mapping[str, int]:
    """Skill id -> how many ads ask for it: what Next up can be ordered by."""
    return {each.skill.id: each.ads for each in asked_skills(ads)}

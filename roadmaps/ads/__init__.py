"""Job ads: the skills they name, what they ask, where they lean, and the shortest way to cover more of them."""

from roadmaps.ads.across import AdFilter, AskedSkill, ReadAd, Reader, asked_counts, asked_skills
from roadmaps.ads.asks import AdPart, AdReading, Ask, Corrections, corrections_of, phrase_key, read_ad
from roadmaps.ads.coverage import NOTHING_RECOGNISED, AskState, Coverage, MeasuredAd, MeasuredAsk, measure_ad
from roadmaps.ads.documents import Document, read_bytes, read_pasted
from roadmaps.ads.guesses import AdGuess, guess
from roadmaps.ads.lean import DecidingWord, Lean, lean_of
from roadmaps.ads.mentions import Mention, named_skills
from roadmaps.ads.shortest_way import (
    Blocked,
    Cancelled,
    CurvePoint,
    ShortestWay,
    WayStep,
    covered_at,
    shortest_way,
)
from roadmaps.ads.unknown_phrases import UnknownPhrase, unknown_phrases
from roadmaps.ads.wording import PartKind

__all__ = [
    "NOTHING_RECOGNISED", "AdFilter", "AdGuess", "AdPart", "AdReading", "Ask", "AskState", "AskedSkill", "Blocked",
    "Cancelled", "Corrections", "Coverage", "CurvePoint", "DecidingWord", "Document", "Lean", "MeasuredAd",
    "MeasuredAsk", "Mention", "PartKind", "ReadAd", "Reader", "ShortestWay", "UnknownPhrase", "WayStep",
    "asked_counts", "asked_skills", "corrections_of", "covered_at", "guess", "lean_of", "measure_ad", "named_skills",
    "phrase_key", "read_ad", "read_bytes", "read_pasted", "shortest_way", "unknown_phrases",
]  # fmt: skip

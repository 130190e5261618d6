"""Job ads: the skills they name, what they ask, where they lean, and the shortest way to cover more of them."""

from roadmaps.ads.across import AdFilter, AskedSkill, ReadAd, Reader, ads_with, asked_counts, asked_skills
from roadmaps.ads.asks import AdReading, Ask, Corrections, corrections_of, phrase_key, read_ad
from roadmaps.ads.coverage import (
    NOTHING_RECOGNISED,
    AskState,
    MeasuredAd,
    MeasuredAsk,
    explain_effort,
    measure_ad,
    why_asked,
)
from roadmaps.ads.documents import MOST_BYTES, Document, ad_fault, read_bytes, read_pasted
from roadmaps.ads.example import example_ad
from roadmaps.ads.guesses import guess
from roadmaps.ads.lean import MIXED, Lean, lean_of, roles_of
from roadmaps.ads.mentions import named_skills
from roadmaps.ads.shortest_way import ShortestWay, covered_at, shortest_way
from roadmaps.ads.unknown_phrases import unknown_phrases
from roadmaps.ads.vocabulary import vocabulary_of
from roadmaps.ads.way_steps import WayStep
from roadmaps.ads.wording import PartKind, canonical

__all__ = [
    "MIXED", "MOST_BYTES", "NOTHING_RECOGNISED", "AdFilter", "AdReading", "Ask", "AskState", "AskedSkill",
    "Corrections", "Document", "Lean", "MeasuredAd", "MeasuredAsk", "PartKind", "ReadAd", "Reader", "ShortestWay",
    "WayStep", "ad_fault", "ads_with", "asked_counts", "asked_skills", "canonical", "corrections_of", "covered_at",
    "example_ad", "explain_effort", "guess", "lean_of", "measure_ad", "named_skills", "phrase_key", "read_ad",
    "read_bytes", "read_pasted", "roles_of", "shortest_way", "unknown_phrases", "vocabulary_of", "why_asked",
]  # fmt: skip

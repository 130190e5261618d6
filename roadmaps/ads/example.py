"""An ad to try the page with, for users who have none at hand; from ``roadmaps/data/example_ad.toml``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmaps.catalogue.data_files import read_document, shipped_data
from roadmaps.journal import KeptAd

if TYPE_CHECKING:
    from datetime import date


def example_ad(day: date) -> KeptAd:
    """The example, found on a day."""
    table = read_document(shipped_data(), "example_ad.toml").table
    return KeptAd(table["text"].lstrip(), table["title"], table["employer"], day, "")

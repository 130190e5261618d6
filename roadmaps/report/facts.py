"""The facts behind every export, computed once, and the report built from them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.forecast import days_to_look_back_on, forecast_on, held_by, past_forecasts
from roadmaps.gap import measure_gap
from roadmaps.journal import replay
from roadmaps.plan import make_plan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from roadmaps.catalogue import Catalogue, Roadmap
    from roadmaps.forecast import Forecast, PastForecast
    from roadmaps.gap import Gap
    from roadmaps.journal import Event, Progress
    from roadmaps.plan import Plan

_LOOKED_BACK_ON = 26
"""How many past forecasts a report holds: those of two years. The Progress page holds those of ten."""


@dataclass(frozen=True)
class Facts:
    """One roadmap on one day, as all exports show it.

    What only some of them need takes longest, and is computed on demand.
    """

    catalogue: Catalogue
    roadmap: Roadmap
    day: date
    events: Sequence[Event]
    """Those that hold on that day."""
    first_id: str
    """The id of the first event, which identifies the user; empty if there is none."""
    progress: Progress
    gap: Gap
    plan: Plan

    @cached_property
    def forecast(self) -> Forecast:
        """When it may be finished."""
        return forecast_on(self.roadmap, self.events, self.day)

    @cached_property
    def past(self) -> Sequence[PastForecast]:
        """The forecasts of the last two years, for comparison (``roadmaps.forecast.past``)."""
        days = days_to_look_back_on(self.events, self.day, _LOOKED_BACK_ON)
        return list(past_forecasts(self.roadmap, self.events, days, self.day))

    @property
    def past_is_cut(self) -> bool:
        """Whether there are forecasts older than those."""
        return len(days_to_look_back_on(self.events, self.day)) > _LOOKED_BACK_ON


def gather(
    catalogue: Catalogue, roadmap: Roadmap, events: Sequence[Event], today: date, as_of: date | None = None
) -> Facts:
    """The facts of today, or as of an earlier day, from all events."""
    held = events if as_of is None else held_by(events, as_of)
    day, progress = as_of or today, replay(events, as_of)
    gap = measure_gap(roadmap, progress)
    return Facts(
        catalogue=catalogue,
        roadmap=roadmap,
        day=day,
        events=held,
        first_id=min(events, key=lambda event: event.order).id if events else "",
        progress=progress,
        gap=gap,
        plan=make_plan(gap, progress, day),
    )


class ReportPicture(StrEnum):
    """A chart that a report has a place for."""

    BURN_UP = "burn-up"
    CATEGORIES = "categories"
    STUDY_YEAR = "study-year"


class Table(NamedTuple):
    """Rows of text under an optional caption. Columns from ``numbers_from`` on are right-aligned."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers_from: int = 99
    caption: str = ""
    own: tuple[int, ...] = ()
    """The columns that hold the user's own words: their line ends, blanks and addresses count."""


class Item(NamedTuple):
    """A line of a list. ``address`` is where it leads, as the user typed it; empty where it leads nowhere."""

    text: str
    address: str = ""


class Note(NamedTuple):
    """The user's own words of any length under a title: their line ends, blanks and addresses count."""

    title: str
    text: str


class ReportSection(NamedTuple):
    """A heading and what follows it, in this order."""

    title: str
    paragraphs: tuple[str, ...] = ()
    pictures: tuple[ReportPicture, ...] = ()
    tables: tuple[Table, ...] = ()
    items: tuple[Item, ...] = ()
    notes: tuple[Note, ...] = ()


class Report(NamedTuple):
    """A document in no format yet. Writers escape every text, since any of them may be the user's own."""

    title: str
    author: str
    """Empty where the user gave no name."""
    subtitle: str
    sections: tuple[ReportSection, ...]
    summary: int = 0
    """How many of the first sections are the summary; the details start on a new page."""

"""The articles behind the catalogue, what they say in our words, and the job postings that were counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Source(NamedTuple):
    """One of the articles behind the catalogue."""

    id: str
    name: str
    title: str
    about: str


class Survey(NamedTuple):
    """The job postings for one role that were counted: how many, for whom, from when, and when that was done."""

    role_id: str
    postings: int
    who: str
    period: str
    counted: str


class Citation(NamedTuple):
    """Where an article says something; each place starts with one of its sections."""

    source_id: str
    places: tuple[str, ...]

    @property
    def text(self) -> str:
        """Article and places in one line: "A1, 15 key differences, row 5; FAQs, 3"."""
        return f"{self.source_id}, {'; '.join(self.places)}"


class Figure(NamedTuple):
    """A number as an article gives it, and what it means."""

    text: str
    what: str


class Statement(NamedTuple):
    """What an article says in our words, and about which roles (none: neither in particular)."""

    citation: Citation
    text: str
    role_ids: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()


def citation(row: Mapping[str, Any]) -> Citation:
    """A citation as the data files write it."""
    return Citation(row["source"], tuple(row["at"]))


def statement(row: Mapping[str, Any]) -> Statement:
    """A statement as the data files write it."""
    figures = tuple(Figure(each["text"], each["what"]) for each in row.get("figures", ()))
    return Statement(citation(row), row["text"], tuple(row.get("roles", ())), figures)


def statements(rows: Iterable[Mapping[str, Any]]) -> tuple[Statement, ...]:
    """Statements as the data files write them."""
    return tuple(statement(row) for row in rows)

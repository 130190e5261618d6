"""The situations of "Which suits me?", read on demand."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from roadmaps.catalogue.data_files import by_id, read_document, shipped_data
from roadmaps.catalogue.sources import Statement, citation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


EITHER = "either"
"""The answer "both would suit me"."""


class SituationAnswer(NamedTuple):
    """What the user may prefer, and what the articles say about the role that it points to."""

    text: str
    because: Statement


class Situation(NamedTuple):
    """An either-or; ``answers`` is keyed by role id. Its id is permanent: the user's answers are stored under it."""

    id: str
    name: str
    question: str
    answers: Mapping[str, SituationAnswer]


class Leaning(NamedTuple):
    """How many answers point to each role; not a verdict."""

    for_first: int
    for_second: int
    either: int

    @property
    def answered(self) -> int:
        """How many situations have an answer."""
        return self.for_first + self.for_second + self.either

    @property
    def place(self) -> float:
        """Where the answers fall between the roles: -1 is only the first role, 1 only the second, 0 the middle."""
        return (self.for_second - self.for_first) / self.answered if self.answered else 0.0


def measure_leaning(situations: Iterable[Situation], answers: Mapping[str, str], roles: tuple[str, str]) -> Leaning:
    """Count the answers for each of two roles. Answers to unknown situations are ignored."""
    given = [answers.get(situation.id) for situation in situations]
    first, second = roles
    return Leaning(given.count(first), given.count(second), given.count(EITHER))


def load_situations(folder: Path | None = None) -> Mapping[str, Situation]:
    """Read the situations of a data folder (the shipped one by default), by id and in the order of the file.

    The file is assumed to be valid. Raises CatalogueError if it is missing or not TOML.
    """
    table = read_document(folder or shipped_data(), "situations.toml").table
    return by_id(_situation(row) for row in table["situation"])


def _situation(row: Mapping[str, Any]) -> Situation:
    answers = {role_id: _answer(answer, role_id) for role_id, answer in row["answers"].items()}
    return Situation(row["id"], row["name"], row["question"], MappingProxyType(answers))


def _answer(row: Mapping[str, Any], role_id: str) -> SituationAnswer:
    return SituationAnswer(row["text"], Statement(citation(row), row["because"], (role_id,)))

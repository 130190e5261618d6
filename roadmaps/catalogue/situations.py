"""The situations of "Which suits me?", read only when somebody looks at them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from roadmaps.catalogue.data_files import by_id, read_document, shipped_data
from roadmaps.catalogue.sources import Statement, citation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


EITHER = "either"
"""The answer of somebody who would do the one as well as the other."""


class SituationAnswer(NamedTuple):
    """What a person may rather do, and what the articles say of the role that speaks for it."""

    text: str
    because: Statement


class Situation(NamedTuple):
    """An either-or; ``answers`` is keyed by role id. Its id is permanent: a person's answers are kept under it."""

    id: str
    name: str
    question: str
    answers: Mapping[str, SituationAnswer]


class Leaning(NamedTuple):
    """How many answers speak for each role; no verdict."""

    for_first: int
    for_second: int
    either: int

    @property
    def answered(self) -> int:
        """How many situations have an answer."""
        return self.for_first + self.for_second + self.either

    @property
    def place(self) -> float:
        """Where the answers lie between the roles: -1 is the first role alone, 1 the second, 0 the middle."""
        return (self.for_second - self.for_first) / self.answered if self.answered else 0.0


def measure_leaning(situations: Iterable[Situation], answers: Mapping[str, str], roles: tuple[str, str]) -> Leaning:
    """The answers that speak for each of two roles. An answer that no situation asks for is not counted."""
    given = [answers.get(situation.id) for situation in situations]
    first, second = roles
    return Leaning(given.count(first), given.count(second), given.count(EITHER))


def load_situations(folder: Path | None = None) -> Mapping[str, Situation]:
    """Read the situations of a data folder (the shipped one by default), by id and in the order of the file.

    The file is trusted to be well made. Raises CatalogueError when it is missing or is not TOML.
    """
    table = read_document(folder or shipped_data(), "situations.toml").table
    return by_id(_situation(row) for row in table["situation"])


def _situation(row: Mapping[str, Any]) -> Situation:
    answers = {role_id: _answer(answer, role_id) for role_id, answer in row["answers"].items()}
    return Situation(row["id"], row["name"], row["question"], MappingProxyType(answers))


def _answer(row: Mapping[str, Any], role_id: str) -> SituationAnswer:
    return SituationAnswer(row["text"], Statement(citation(row), row["because"], (role_id,)))

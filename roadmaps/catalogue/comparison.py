"""The two roles side by side, as the articles describe them; read on demand."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from roadmaps.catalogue.data_files import by_id, read_document, shipped_data
from roadmaps.catalogue.sources import citation, statement, statements

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from roadmaps.catalogue.model import Catalogue
    from roadmaps.catalogue.sources import Citation, Statement


class Aspect(NamedTuple):
    """One row of the comparison; ``cells`` is keyed by role id."""

    id: str
    name: str
    cells: Mapping[str, str]
    articles: tuple[Citation, ...]
    contradiction_ids: tuple[str, ...]
    """The contradictions that concern it."""


class ArticleTopic(NamedTuple):
    """What the articles say about one subject, for each role or both."""

    id: str
    name: str
    statements: tuple[Statement, ...]


class CareerStep(NamedTuple):
    """One step towards a role: a few words for its box, and what the article says."""

    id: str
    name: str
    brief: str
    statement: Statement


class Post(NamedTuple):
    """A job to which a role may lead."""

    name: str
    citation: Citation


class CareerPath(NamedTuple):
    """How people get into a role, step by step, and where it may lead."""

    role_id: str
    steps: tuple[CareerStep, ...]
    posts: tuple[Post, ...]


class Amount(NamedTuple):
    """A number with its unit and period; ``low`` and ``high`` are equal where the article gives one number."""

    low: float
    high: float
    unit: str
    period: str


class Claim(NamedTuple):
    """What one article says about pay or outlook, and what its figure means. Never average two of them."""

    id: str
    role_ids: tuple[str, ...]
    citation: Citation
    amount: Amount | None
    """None where the article gives no number."""
    what: str


class Contradiction(NamedTuple):
    """Where the articles contradict each other or themselves, and how we show it."""

    id: str
    name: str
    skill_ids: tuple[str, ...]
    claims: tuple[Statement, ...]
    shown: str


class Tool(NamedTuple):
    """A skill that is a product or the user's own, and whether the articles disagree on which role uses it."""

    skill_id: str
    is_disputed: bool


class ToolKit(NamedTuple):
    """The products in the articles and the user's own skills, by role; each list is in catalogue order."""

    shared: tuple[Tool, ...]
    """For both roles."""
    only: Mapping[str, tuple[Tool, ...]]
    """Role id -> what is for this role alone."""


@dataclass(frozen=True)
class Comparison:
    """Everything in ``comparison.toml``. Mappings are by id and in file order."""

    aspects: Mapping[str, Aspect]
    topics: Mapping[str, ArticleTopic]
    paths: Mapping[str, CareerPath]
    """By role id."""
    pay: Mapping[str, Claim]
    outlook: Mapping[str, Claim]
    contradictions: Mapping[str, Contradiction]


def load_comparison(folder: Path | None = None) -> Comparison:
    """Read the comparison of a data folder (the shipped one by default), which is assumed to be valid.

    Raises CatalogueError if the file is missing or not TOML.
    """
    table = read_document(folder or shipped_data(), "comparison.toml").table
    return Comparison(
        aspects=by_id(_aspect(row) for row in table["aspect"]),
        topics=by_id(ArticleTopic(row["id"], row["name"], statements(row["statements"])) for row in table["topic"]),
        paths=MappingProxyType({row["role"]: _path(row) for row in table["path"]}),
        pay=by_id(_claim(row) for row in table["pay"]),
        outlook=by_id(_claim(row) for row in table["outlook"]),
        contradictions=by_id(_contradiction(row) for row in table["contradiction"]),
    )


def tool_kit(catalogue: Catalogue) -> ToolKit:
    """Which roles each product or skill of the user's own is for.

    A product is for the roles of all reasons that the articles give for its skill, taken together; a skill of the
    user's own for each role on whose shipped roadmap the user placed it.
    """
    shared: list[Tool] = []
    only: dict[str, list[Tool]] = {role_id: [] for role_id in catalogue.roles}
    shipped = [roadmap.to_role for roadmap in catalogue.roadmaps.values() if not roadmap.is_own]
    for skill in catalogue.skills.values():
        named_for = [frozenset(reason.role_ids) for reason in skill.reasons if reason.role_ids and skill.tools]
        placed_for = {role.id for role in shipped if skill.is_own and skill.id in role.demands}
        tool = Tool(skill.id, is_disputed=len(set(named_for)) > 1)
        roles = placed_for.union(*named_for)
        if not roles:
            continue
        if len(roles) > 1:
            shared.append(tool)
        else:
            only[next(iter(roles))].append(tool)
    return ToolKit(tuple(shared), MappingProxyType({role_id: tuple(tools) for role_id, tools in only.items()}))


def _aspect(row: Mapping[str, Any]) -> Aspect:
    articles = tuple(citation(each) for each in row["articles"])
    return Aspect(row["id"], row["name"], MappingProxyType(row["cells"]), articles, tuple(row.get("differs", ())))


def _path(row: Mapping[str, Any]) -> CareerPath:
    steps = tuple(
        CareerStep(step["id"], step["name"], step["brief"], statement(step["statement"])) for step in row["step"]
    )
    return CareerPath(row["role"], steps, tuple(Post(post["name"], citation(post)) for post in row["posts"]))


def _claim(row: Mapping[str, Any]) -> Claim:
    amount = Amount(row["low"], row["high"], row["unit"], row["period"]) if "low" in row else None
    return Claim(row["id"], tuple(row["roles"]), citation(row), amount, row["what"])


def _contradiction(row: Mapping[str, Any]) -> Contradiction:
    return Contradiction(row["id"], row["name"], tuple(row.get("skills", ())), statements(row["claims"]), row["shown"])

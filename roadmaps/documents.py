"""The data files: where they lie, and reading one of them."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

import tomli

from roadmaps.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_Thing = TypeVar("_Thing", bound=_Named)


class CatalogueError(Fault):
    """A data file cannot be read; the sentence names the file and the place."""


class Document(NamedTuple):
    """One parsed data file; ``name`` is its path inside the data folder."""

    name: str
    table: Mapping[str, Any]


def shipped_data() -> Path:
    """The folder of data files that comes with the program."""
    return Path(__file__).with_name("data")


def read_document(folder: Path, name: str) -> Document:
    """Read one data file. Raises CatalogueError with the file and the place when it is not valid TOML."""
    try:
        text = folder.joinpath(name).read_text(encoding="utf-8-sig")
        return Document(name, tomli.loads(text))
    except OSError as error:
        raise CatalogueError(f"{name} cannot be read: {error.strerror or error}.") from error
    except (tomli.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CatalogueError(f"{name} is not valid TOML: {error}.") from error


def by_id(things: Iterable[_Thing]) -> Mapping[str, _Thing]:
    """Things by their id, in their order."""
    return MappingProxyType({thing.id: thing for thing in things})

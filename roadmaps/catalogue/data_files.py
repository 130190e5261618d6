"""The data files: where they are, and reading one of them."""

from __future__ import annotations

import stat
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


_MOST_BYTES = 400_000
"""Ten times our largest file; reading that takes a second at most."""
_Thing = TypeVar("_Thing", bound=_Named)


class CatalogueError(Fault):
    """A data file cannot be read; the sentence names the file and the place."""


class Document(NamedTuple):
    """One parsed data file; ``name`` is its path inside the data folder."""

    name: str
    table: Mapping[str, Any]


def shipped_data() -> Path:
    """The folder of data files that comes with the program."""
    return Path(__file__).parents[1] / "data"


def read_document(folder: Path, name: str) -> Document:
    """Read one data file. Raises CatalogueError with the file and the place when it is not valid TOML.

    What is not a regular file, or is larger than any catalogue, is refused: it might never end.
    """
    try:
        text = _read(folder / name).decode("utf-8-sig")
        return Document(name, tomli.loads(text))
    except OSError as error:
        raise CatalogueError(f"{name} cannot be read: {error.strerror or error}.") from error
    except RecursionError as error:
        raise CatalogueError(f"{name} is not valid TOML: it is nested too deeply.") from error
    except ValueError as error:  # TOML, letters, numbers with more digits than Python reads
        raise CatalogueError(f"{name} is not valid TOML: {str(error).rstrip('.')}.") from error


def _read(path: Path) -> bytes:
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):  # a pipe would keep us waiting for ever
        raise OSError(0, "it is not a file")
    if found.st_size > _MOST_BYTES:
        raise OSError(0, f"it is larger than {_MOST_BYTES // 1000} kB")
    return path.read_bytes()


def by_id(things: Iterable[_Thing]) -> Mapping[str, _Thing]:
    """Things by their id, in their order."""
    return MappingProxyType({thing.id: thing for thing in things})

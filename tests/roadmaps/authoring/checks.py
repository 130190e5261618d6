"""Every authoring mistake in the data files, as a sentence that names the file and the entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmaps.catalogue.data_files import CatalogueError, read_document
from roadmaps.catalogue.shapes import hint
from tests.roadmaps.authoring.data_shapes import table_problems
from tests.roadmaps.authoring.file_shapes import FILES
from tests.roadmaps.authoring.id_index import Index
from tests.roadmaps.authoring.tables import texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from roadmaps.catalogue.data_files import Document
    from tests.roadmaps.authoring.tables import Table

LISTS = {"skills": "categories", "roles": "roles", "roadmaps": "roadmaps"}
"""Folder -> the list in ``catalogue.toml`` that names its files."""


def problems(folder: Path) -> list[str]:
    """Every mistake in a folder of data files, in the order of the files; empty when all is well.

    Works on parsed files, so it also reports what would stop ``load_catalogue``. While a file cannot be read, what the
    files say about each other is not checked: its absence would be reported many times over.
    """
    try:
        main = read_document(folder, "catalogue.toml")
    except CatalogueError as error:
        return [str(error)]
    documents, unreadable = [main], []
    for name in _file_names(main.table):
        try:
            documents.append(read_document(folder, name))
        except CatalogueError as error:
            unreadable.append(str(error))
    found = [*unreadable, *_unlisted_files(folder, main.table)]
    index = Index(documents)
    for document in documents:
        found += _problems_in(document, None)
        if not unreadable:
            found += _problems_in(document, index)
    return found


def _problems_in(document: Document, index: Index | None) -> Iterator[str]:
    folder, _, file = document.name.rpartition("/")
    shape = FILES[folder or file]
    return table_problems(document.name, file.removesuffix(".toml"), document.table, shape, index)


def _file_names(main: Table) -> list[str]:
    listed = [f"{folder}/{name}.toml" for folder, key in LISTS.items() for name in dict.fromkeys(texts(main, key))]
    return [*listed, "comparison.toml", "retired.toml", "situations.toml"]


def _unlisted_files(folder: Path, main: Table) -> Iterator[str]:
    for name, key in LISTS.items():
        listed = texts(main, key)
        for path in sorted(folder.joinpath(name).glob("*.toml")):
            if path.stem not in listed:
                near = hint(path.stem, listed)
                yield f'{name}/{path.name}: "{path.stem}" is not in the list "{key}" of catalogue.toml.{near}'

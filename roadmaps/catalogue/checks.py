"""Every authoring mistake in the data files, as a sentence that names the file and the entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmaps.catalogue.comparison_checks import FILES, comparison_problems, situation_problems
from roadmaps.catalogue.data_files import CatalogueError, read_document
from roadmaps.catalogue.id_index import Index
from roadmaps.catalogue.roadmap_checks import roadmap_problems, role_problems
from roadmaps.catalogue.shapes import hint, shape_problems, texts
from roadmaps.catalogue.skill_checks import catalogue_problems, shelf_problems

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from roadmaps.catalogue.data_files import Document
    from roadmaps.catalogue.shapes import Table

LISTS = {"skills": "categories", "roles": "roles", "roadmaps": "roadmaps"}
"""Folder -> the list in ``catalogue.toml`` that names its files."""


def problems(folder: Path) -> list[str]:
    """Every mistake in a folder of data files, in the order of the files; empty when all is well.

    Works on the files as they are parsed, so that it also tells of what would stop ``load_catalogue``. While a
    file cannot be read, what the files say about each other is not checked: it would only be said many times over.
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
        found += shape_problems(document)
        if not unreadable:
            found += _problems_across(document, index)
    return found


def _file_names(main: Table) -> list[str]:
    listed = [f"{folder}/{name}.toml" for folder, key in LISTS.items() for name in dict.fromkeys(texts(main, key))]
    return [*listed, *FILES]


def _unlisted_files(folder: Path, main: Table) -> Iterator[str]:
    for name, key in LISTS.items():
        listed, shelf = texts(main, key), folder.joinpath(name)
        for file in sorted(file.name for file in shelf.iterdir()) if shelf.is_dir() else ():
            stem = file.removesuffix(".toml")
            if stem != file and stem not in listed:
                yield f'{name}/{file}: "{stem}" is not in the list "{key}" of catalogue.toml.{hint(stem, listed)}'


def _problems_across(document: Document, index: Index) -> Iterator[str]:
    match document.name.partition("/")[0]:
        case "skills":
            return shelf_problems(document, index)
        case "roles":
            return role_problems(document, index)
        case "roadmaps":
            return roadmap_problems(document, index)
        case "comparison.toml":
            return comparison_problems(document, index)
        case "situations.toml":
            return situation_problems(document, index)
        case _:
            return catalogue_problems(document, index)

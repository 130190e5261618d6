"""The program as its files and what they import, parsed once for all tests that hold rules about it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).parents[1]
WITH_FOLDERS = ("roadmaps", "gui")


@cache
def sources(*places: str) -> dict[str, ast.Module]:
    """Every file of some folders by its path, parsed; by default those of the program."""
    roots = [ROOT / place for place in places or ("main.py", "roadmaps", "store", "gui")]
    files = [file for root in roots for file in ([root] if root.is_file() else sorted(root.rglob("*.py")))]
    return {file.relative_to(ROOT).as_posix(): ast.parse(file.read_text(encoding="utf-8")) for file in files}


@cache
def nodes(*places: str) -> dict[str, list[ast.AST]]:
    """Every node of those files."""
    return {file: list(ast.walk(tree)) for file, tree in sources(*places).items()}


@cache
def imports(tree: ast.AST) -> list[tuple[str, bool]]:
    """``package.module.name`` of each import, and whether it is late: in a function, or for the type checker alone."""
    return list(_imports(tree, is_late=False))


def _imports(tree: ast.AST, is_late: bool) -> Iterator[tuple[str, bool]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            assert not getattr(node, "level", 0), "imports are absolute"
            module = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
            yield from ((f"{module}{alias.name}", is_late) for alias in node.names)
        elif not isinstance(node, ast.expr):  # in which no import is, and most of a tree
            is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            is_for_types = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
            yield from _imports(node, is_late or is_function or is_for_types)


def is_in(path: str, place: str, separator: str = "/") -> bool:
    """Whether a file (or, with a dot, a module) is a place, or inside it."""
    return f"{path}{separator}".startswith(f"{place}{separator}")


def imports_between_folders(files: Mapping[str, ast.Module]) -> Iterator[tuple[str, str, str]]:
    """Each import between folders: who, from which folder, which name or module there. A loose module is a folder."""
    for file, tree in files.items():
        own = ".".join(file.removesuffix(".py").split("/")[:2])
        for parts in ([*name.split("."), "", ""] for name, _ in imports(tree)):
            other = ".".join(parts[:2])
            if parts[0] in WITH_FOLDERS and other != own:
                yield own, other, parts[2]

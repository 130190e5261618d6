"""The names and modules that Windows lacks, by the types of the standard library that mypy brings."""

from __future__ import annotations

import ast
import importlib
import re
import sys
from importlib.abc import MetaPathFinder
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from tests.program_imports import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from importlib.machinery import ModuleSpec

ABSENT = ("crypt", "fcntl", "grp", "nis", "posix", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty")
"""Modules that Windows does not have at all."""


def names_on(system: str, module: str) -> set[str]:
    """What a module of the standard library has on ``linux`` or ``win32``."""
    return set(_names(_stub(module).body, system))


def lacking(module: str) -> set[str]:
    """What a module has here and not on Windows."""
    return names_on("linux", module) - names_on("win32", module)


WALLS = ("gui", "store", "roadmaps")
_IMPORTED = re.compile(r"^ *(?:from|import) ([\w.]+)", re.MULTILINE)


class _Absent(MetaPathFinder):
    def find_spec(self, name: str, _path: Sequence[str] | None, _target: object = None) -> ModuleSpec | None:
        if name in ABSENT:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None


def forget_what_windows_lacks() -> None:
    """Import the libraries that the program uses, then take away what is not there on Windows."""
    for name in sorted(_libraries()):
        importlib.import_module(name)
    for module in ("os", "signal", "socket", "select", "time"):
        for name in lacking(module):
            importlib.import_module(module).__dict__.pop(name, None)
    import os

    os.supports_effective_ids = set()
    for name in ABSENT:
        sys.modules.pop(name, None)
    sys.meta_path.insert(0, _Absent())


def _libraries() -> set[str]:
    """Every module that the program imports and that is not its own, and those that they only import when used."""
    found = {
        "asyncio",
        "matplotlib.backends.backend_agg",
        "platform",
        "PySide6.QtTest",
        "_strptime",
        "xml.etree.ElementTree",
        "zoneinfo",
    }
    for file in (ROOT / "main.py", *(each for wall in WALLS for each in (ROOT / wall).rglob("*.py"))):
        found.update(_IMPORTED.findall(file.read_text(encoding="utf-8")))
    return {name for name in found if name.split(".")[0] not in {"main", *WALLS, *ABSENT} and _is_module(name)}


def _is_module(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except (ModuleNotFoundError, ValueError, AttributeError):
        return False


def _stubs() -> Path:
    spec = find_spec("mypy")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("mypy")
    return Path(spec.origin).parent / "typeshed" / "stdlib"


def _stub(module: str) -> ast.Module:
    folder = _stubs() / module
    file = folder / "__init__.pyi" if folder.is_dir() else folder.with_suffix(".pyi")
    return ast.parse(file.read_text(encoding="utf-8"))


def _names(body: Sequence[ast.stmt], system: str) -> Iterator[str]:
    for node in body:
        match node:
            case ast.If():
                is_so = _holds(node.test, system)
                yield from _names(node.body if is_so else node.orelse, system)
            case ast.FunctionDef() | ast.ClassDef():
                yield node.name
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]) if name != "__all__":
                yield name
            case ast.ImportFrom(module=str(module), names=names) if module != "typing":
                yield from (each.asname for each in names if each.asname == each.name)


def _holds(test: ast.expr, system: str) -> bool:
    """A condition on the system or on the version of Python, the only ones that there are in types."""

    class Here:
        platform = system
        version_info = sys.version_info

    return bool(eval(compile(ast.Expression(test), "", "eval"), {"sys": Here, "TYPE_CHECKING": True}))

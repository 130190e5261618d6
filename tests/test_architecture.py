"""Who may import whom, and what no module does."""

from __future__ import annotations

import ast
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
UNSAFE = {"pickle", "marshal", "shelve"}
NETWORK = {"socket", "urllib.request", "http", "subprocess"}
WALLS = {  # what each may import besides the standard library, and what it may not although it is in there
    "roadmaps": ({"roadmaps", "tomli"}, UNSAFE | NETWORK | {"sqlite3", "time", "threading"}),
    "store": ({"roadmaps", "store"}, UNSAFE | NETWORK),
    "gui": ({"gui", "roadmaps", "PySide6"}, UNSAFE | NETWORK | {"sqlite3"}),
    "main.py": ({"gui", "roadmaps", "store", "PySide6"}, UNSAFE | {"sqlite3"}),
}
SLOW_TO_LOAD = {  # only there, and only inside functions
    "numpy": "roadmaps",
    "icalendar": "roadmaps",
    "sqlite_utils": "store",
    "matplotlib": "gui/charts",
    "typst": "gui/export/pdf.py",
}
MAKES_CODE_OF_TEXT = {"eval", "exec", "compile", "__import__"}
READS_THE_CLOCK = {"now", "utcnow", "today", "time", "time_ns", "monotonic", "perf_counter", "localtime"}
FRAME = {"gui/shell/main_window.py", "gui/shell/page_stack.py"}  # what shows pages has to know them
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "core"}


@cache
def sources() -> dict[str, ast.Module]:
    """Every file of the program by its path, parsed."""
    files = [ROOT / "main.py", *(file for wall in WALLS for file in sorted((ROOT / wall).rglob("*.py")))]
    return {file.relative_to(ROOT).as_posix(): ast.parse(file.read_text(encoding="utf-8")) for file in files}


def imports(tree: ast.AST, is_late: bool = False) -> Iterator[tuple[str, bool]]:
    """``package.module.name`` of each import, and whether it is late: in a function, or for the type checker alone."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.expr):
            continue  # no import is in there, and most of a tree is
        if isinstance(node, ast.Import):
            yield from ((alias.name, is_late) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from ((f"{node.module}.{alias.name}", is_late) for alias in node.names)
        else:
            is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            is_for_types = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
            yield from imports(node, is_late or is_function or is_for_types)


def is_in(path: str, place: str, separator: str = "/") -> bool:
    """Whether a file (or, with a dot, a module) is a place, or inside it."""
    return f"{path}{separator}".startswith(f"{place}{separator}")


def wrong_imports(file: str, tree: ast.AST) -> list[str]:
    """What a file imports although it may not."""
    allowed, never = WALLS[file.split("/")[0]]

    def is_allowed(name: str, is_late: bool) -> bool:
        package = name.split(".")[0]
        if package in SLOW_TO_LOAD:
            return is_late and is_in(file, SLOW_TO_LOAD[package])
        if package in sys.stdlib_module_names:
            return not any(is_in(name, each, ".") for each in never)
        return package in allowed

    return [name for name, is_late in imports(tree) if not is_allowed(name, is_late)]


def test_each_wall_imports_only_what_it_may() -> None:
    assert len(sources()) > 100
    assert {file: wrong for file, tree in sources().items() if (wrong := wrong_imports(file, tree))} == {}


@pytest.mark.parametrize(("file", "wrong", "right"), [
    ("roadmaps/a.py", "from PySide6.QtCore import Qt", "from roadmaps.gap.measure import measure_gap"),
    ("roadmaps/a.py", "import numpy", "def f():\n    import numpy"),
    ("roadmaps/a.py", "from gui.app.tracker import Tracker", "import tomli"),
    ("store/a.py", "from sqlite_utils import Database", "def f():\n    from sqlite_utils import Database"),
    ("store/a.py", "def f():\n    from PySide6.QtCore import QSettings", "import sqlite3"),
    ("gui/a.py", "if TYPE_CHECKING:\n    from store.journal import Journal", "from urllib.parse import quote"),
    ("gui/a.py", "from urllib import request", "from urllib import parse"),
    ("gui/charts/a.py", "import matplotlib.pyplot", "def f():\n    import matplotlib.pyplot"),
    ("gui/export/pdf.py", "def f():\n    import matplotlib.pyplot", "def f():\n    import typst"),
    ("main.py", "import pickle", "from store.journal import Journal"),
])  # fmt: skip
def test_the_rule_for_imports_tells_wrong_from_right(file: str, wrong: str, right: str) -> None:
    assert wrong_imports(file, ast.parse(wrong))
    assert wrong_imports(file, ast.parse(right)) == []


def test_pages_are_known_to_the_frame_alone_and_never_to_each_other() -> None:
    shared = {each.stem for each in (ROOT / "gui/pages").glob("*.py")}
    for file, tree in sources().items():
        known = {name.split(".")[2] for name, _ in imports(tree) if is_in(name, "gui.pages", ".")}
        if is_in(file, "gui/pages"):
            assert known <= {file.split("/")[2], *shared}, file
        elif file not in FRAME:
            assert known == set(), file


def test_only_the_single_instance_talks_to_another_process() -> None:
    network = {file: {name for name, _ in imports(tree) if "QtNetwork" in name} for file, tree in sources().items()}
    assert {Path(file).name: names for file, names in network.items() if names} == {
        "single_instance.py": {"PySide6.QtNetwork.QLocalServer", "PySide6.QtNetwork.QLocalSocket"}
    }


def test_no_code_is_made_of_text_and_the_domain_reads_no_clock() -> None:
    for file, tree in sources().items():
        called = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
        functions = {each.id for each in called if isinstance(each, ast.Name)}
        methods = {each.attr for each in called if isinstance(each, ast.Attribute)}
        assert functions & MAKES_CODE_OF_TEXT == set(), file
        if is_in(file, "roadmaps"):
            assert (functions | methods) & READS_THE_CLOCK == set(), file


def test_names_say_what_is_inside_and_the_first_line_what_it_is_for() -> None:
    assert {part.removesuffix(".py") for file in sources() for part in file.split("/")} & SAYS_NOTHING == set()
    first = {file: (ast.get_docstring(tree) or "").partition("\n")[0] for file, tree in sources().items()}
    assert {file: line for file, line in first.items() if not line.endswith((".", ":"))} == {}
    top = {each.name for each in ROOT.iterdir() if each.suffix == ".py" or (each / "__init__.py").exists()}
    assert top == {*WALLS, "tests"}

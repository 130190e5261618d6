"""Who may import whom, and what no module does."""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from graphlib import TopologicalSorter
from importlib import import_module

import pytest

from tests.program_imports import ROOT, WITH_FOLDERS, imports, imports_between_folders, is_in, nodes, sources

UNSAFE = {"pickle", "marshal", "shelve"}
NETWORK = {"socket", "urllib.request", "http", "subprocess"}
WALLS = {  # what each may import besides the standard library, and what it may not although it is in there
    "roadmaps": ({"roadmaps", "tomli"}, UNSAFE | NETWORK | {"sqlite3", "time", "threading"}),
    "store": ({"roadmaps", "store"}, UNSAFE | NETWORK),
    "gui": ({"gui", "roadmaps", "PySide6", "shiboken6"}, UNSAFE | NETWORK | {"sqlite3"}),
    "main.py": ({"gui", "roadmaps", "store", "PySide6"}, UNSAFE | {"sqlite3"}),
}
LOCAL_SOCKETS = {  # which the single instance alone may use to reach another process
    ("gui/startup/single_instance.py", f"PySide6.QtNetwork.{name}") for name in ("QLocalServer", "QLocalSocket")
}
SLOW_TO_LOAD = {  # only there, and only inside functions
    "numpy": "roadmaps",
    "rapidfuzz": "roadmaps/text/fuzzy.py",
    "icalendar": "roadmaps",
    "sqlite_utils": "store",
    "matplotlib": "gui/charts",
    "typst": "gui/export/pdf.py",
    "pypdf": "roadmaps/ads/documents.py",
}
MAKES_CODE_OF_TEXT = {"eval", "exec", "compile", "__import__"}
READS_THE_CLOCK = {"now", "utcnow", "today", "time", "time_ns", "monotonic", "perf_counter", "localtime"}
FRAME = {"gui/shell/navigation.py", "gui/shell/page_stack.py"}  # what shows pages has to know them
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "core"}


def wrong_imports(file: str, tree: ast.AST) -> list[str]:
    """What a file imports although it may not."""
    allowed, never = WALLS[file.split("/")[0]]

    def is_allowed(name: str, is_late: bool) -> bool:
        package = name.split(".")[0]
        if "QtNetwork" in name:
            return (file, name) in LOCAL_SOCKETS
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
    ("gui/a.py", "from PySide6.QtNetwork import QLocalSocket", "from PySide6.QtCore import Qt"),
    ("gui/charts/a.py", "import matplotlib.pyplot", "def f():\n    import matplotlib.pyplot"),
    ("gui/export/pdf.py", "def f():\n    import matplotlib.pyplot", "def f():\n    import typst"),
    ("main.py", "import pickle", "from store.journal import Journal"),
])  # fmt: skip
def test_the_rule_for_imports_tells_wrong_from_right(file: str, wrong: str, right: str) -> None:
    assert wrong_imports(file, ast.parse(wrong))
    assert wrong_imports(file, ast.parse(right)) == []


def test_a_folder_exports_what_others_import_and_they_import_nothing_past_it() -> None:
    folders = [f"{wall}.{init.parent.name}" for wall in WITH_FOLDERS for init in (ROOT / wall).glob("*/__init__.py")]
    exported = {(folder, name) for folder in folders for name in import_module(folder).__all__}
    imported = {(other, name) for _, other, name in imports_between_folders(sources()) if other in folders}
    assert len(folders) > 15
    assert imported - exported == set(), "past what the folder exports"
    named = re.compile("|".join(rf"\b{name}\b" for _, name in exported - imported))
    tests = [
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "tests").rglob("*.py")
        if named.search(file.read_text("utf-8"))
    ]
    in_tests = {(other, name) for _, other, name in imports_between_folders(sources(*tests))}
    assert exported - imported - in_tests == set(), "exported, yet not used"


def test_no_folders_import_each_other_in_a_circle_and_none_is_inside_another() -> None:
    known: dict[str, set[str]] = defaultdict(set)
    for own, other, _ in imports_between_folders(sources()):
        known[own] |= {other}
    TopologicalSorter(known).prepare()  # raises with the circle
    deep = {file for file in sources() if file.count("/") > 2 and not is_in(file, "gui/pages")}
    assert deep == {"gui/theme/icons/__init__.py"}  # beside the drawings that it reads


def test_pages_are_known_to_the_frame_alone_and_never_to_each_other() -> None:
    shared = {each.stem for each in (ROOT / "gui/pages").glob("*.py")}
    for file, tree in sources().items():
        known = {name.split(".")[2] for name, _ in imports(tree) if is_in(name, "gui.pages", ".")}
        may_know = {file.split("/")[2], *shared} if is_in(file, "gui/pages") else set()
        assert file in FRAME or known <= may_know, file


def test_no_code_is_made_of_text_and_the_domain_reads_no_clock() -> None:
    for file, found in nodes().items():
        called = [node.func for node in found if isinstance(node, ast.Call)]
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

"""The four walls: who may import whom, and what nobody does."""

from __future__ import annotations

import ast
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

ROOT = Path(__file__).parents[1]
STANDARD = frozenset(sys.stdlib_module_names)


class Wall(NamedTuple):
    """What the modules of a room may import."""

    anywhere: frozenset[str]
    """Besides the standard library."""
    when_needed: frozenset[str] = frozenset()
    """Also this, where importing the module does not load it: inside functions, and for the type checker."""
    never: frozenset[str] = frozenset()
    """Not even though it is in the standard library."""


WALLS = {
    # Values in, values out: no Qt, no database, no clock, no network. Its data files are TOML.
    "roadmaps": Wall(
        anywhere=frozenset({"roadmaps", "tomli"}),
        when_needed=frozenset({"numpy", "icalendar"}),
        never=frozenset({"sqlite3", "time", "socket", "urllib.request", "http", "subprocess", "threading"}),
    ),
    # What is kept on disk: no Qt, and sqlite-utils only when something is written.
    "store": Wall(
        anywhere=frozenset({"roadmaps", "store"}),
        when_needed=frozenset({"sqlite_utils"}),
        never=frozenset({"socket", "urllib.request", "http", "subprocess"}),
    ),
    # What is seen and clicked: it never knows how things are kept.
    "gui": Wall(
        anywhere=frozenset({"gui", "roadmaps", "PySide6"}),
        never=frozenset({"sqlite3", "socket", "urllib.request", "http", "subprocess"}),
    ),
    # The only file that knows everyone.
    "main.py": Wall(anywhere=frozenset({"gui", "roadmaps", "store", "PySide6"}), never=frozenset({"sqlite3"})),
}
CHARTS = "gui/charts"
"""The only place for matplotlib, which is loaded when a chart is drawn."""
WALLS[CHARTS] = WALLS["gui"]._replace(when_needed=frozenset({"matplotlib"}))
PRINTING = "gui/export/pdf.py"
"""The only place for Typst, which is loaded when a PDF is made."""
WALLS[PRINTING] = WALLS["gui"]._replace(when_needed=frozenset({"typst"}))
FORBIDDEN_CALLS = frozenset({"eval", "exec", "compile", "__import__"})
FORBIDDEN_MODULES = frozenset({"pickle", "marshal", "shelve", "dill", "cloudpickle"})
NAMES_THAT_SAY_NOTHING = frozenset({"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "core"})
CLOCK_READERS = frozenset({"now", "utcnow", "today", "time", "time_ns", "monotonic", "perf_counter", "localtime"})


def modules(room: str) -> list[Path]:
    place = ROOT / room
    found = [place] if place.is_file() else sorted(place.rglob("*.py"))
    assert found, room
    return found


ALL = [file for room in WALLS if room not in (CHARTS, PRINTING) for file in modules(room)]


def room_of(file: Path) -> str:
    if file == ROOT / PRINTING:
        return PRINTING
    return CHARTS if file.is_relative_to(ROOT / CHARTS) else file.relative_to(ROOT).parts[0]


class Import(NamedTuple):
    """One imported module, by its full name, and whether importing the importer loads it."""

    name: str
    is_put_off: bool

    @property
    def top(self) -> str:
        return self.name.partition(".")[0]


def imports(tree: ast.AST, is_put_off: bool = False) -> Iterator[Import]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, is_put_off) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (Import(f"{node.module}.{alias.name}", is_put_off) for alias in node.names)
        else:
            is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            is_for_types = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
            yield from imports(node, is_put_off or is_function or is_for_types)


@cache
def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


@cache
def imported(file: Path) -> tuple[Import, ...]:
    return tuple(imports(parsed(file)))


def wrong_in(files: Iterable[Path], find: Callable[[Path], Collection[str]]) -> dict[str, Collection[str]]:
    """What is found wrong in each file; a file in which nothing is wrong is left out."""
    return {str(file.relative_to(ROOT)): wrong for file in files if (wrong := find(file))}


def breaches(found: Iterable[Import], wall: Wall) -> list[str]:
    """Every import that a wall does not let through."""
    wrong = []
    for each in found:
        is_never = any(f"{each.name}.".startswith(f"{name}.") for name in wall.never)
        allowed = (
            (each.top in STANDARD and not is_never)
            or each.top in wall.anywhere
            or (each.is_put_off and each.top in wall.when_needed)
        )
        if not allowed:
            wrong.append(each.name)
    return wrong


def test_nobody_reaches_through_a_wall() -> None:
    assert wrong_in(ALL, lambda file: breaches(imported(file), WALLS[room_of(file)])) == {}


@pytest.mark.parametrize(("room", "source"), [
    ("roadmaps", "import PySide6"),
    ("roadmaps", "from PySide6.QtCore import Qt"),
    ("roadmaps", "import sqlite3"),
    ("roadmaps", "import numpy"),
    ("roadmaps", "from gui.app.tracker import Tracker"),
    ("store", "def f():\n    from PySide6.QtCore import QSettings"),
    ("store", "from sqlite_utils import Database"),
    ("gui", "if TYPE_CHECKING:\n    from store.journal import Journal"),
    ("gui", "def f():\n    import matplotlib.pyplot"),
    ("gui", "import urllib.request"),
    ("gui", "def f():\n    import typst"),
    ("gui/charts", "def f():\n    import typst"),
    ("gui/export/pdf.py", "import typst"),
    ("gui/charts", "import matplotlib"),
    ("gui/charts", "from matplotlib.figure import Figure"),
])  # fmt: skip
def test_the_walls_hold_what_runs_against_them(room: str, source: str) -> None:
    assert breaches(imports(ast.parse(source)), WALLS[room])


@pytest.mark.parametrize(("room", "source"), [
    ("roadmaps", "def f():\n    import numpy"),
    ("store", "def f():\n    from sqlite_utils import Database"),
    ("store", "import sqlite3"),
    ("gui", "from roadmaps.gap.measure import measure_gap"),
    ("main.py", "from store.journal import Journal"),
])  # fmt: skip
def test_the_doors_in_the_walls_are_open(room: str, source: str) -> None:
    assert breaches(imports(ast.parse(source)), WALLS[room]) == []


def test_matplotlib_is_only_in_the_charts() -> None:
    others = [file for file in ALL if room_of(file) != CHARTS]
    assert wrong_in(others, lambda file: {each.top for each in imported(file)} & {"matplotlib"}) == {}


def pages() -> list[str]:
    return sorted(each.name for each in (ROOT / "gui" / "pages").iterdir() if each.is_dir() and each.name[0] != "_")


def test_pages_never_import_each_other() -> None:
    assert len(pages()) >= 2
    for page in pages():
        for file in modules(f"gui/pages/{page}"):
            others = [
                each.name
                for each in imported(file)
                if each.name.startswith("gui.pages.") and each.name.split(".")[2] in set(pages()) - {page}
            ]
            assert others == [], file.name


FRAME = ("main_window.py", "page_stack.py")
"""What shows pages has to know them."""


def test_what_pages_share_knows_no_page() -> None:
    shared = [file for file in modules("gui") if "pages" not in file.parts and file.name not in FRAME]
    shared += [file for file in modules("gui/pages") if file.parent.name == "pages"]
    for file in shared:
        assert [each.name for each in imported(file) if each.name.startswith("gui.pages.")] == [], file.name


def test_only_the_single_instance_talks_to_another_process() -> None:
    for file in modules("gui") + modules("main.py"):
        used = {each.name for each in imported(file) if each.name.startswith("PySide6.QtNetwork")}
        if file.name == "single_instance.py":
            assert used == {"PySide6.QtNetwork.QLocalServer", "PySide6.QtNetwork.QLocalSocket"}
        else:
            assert used == set(), file.name


def test_no_code_is_made_of_text_and_no_object_of_bytes() -> None:
    def forbidden(file: Path) -> set[str]:
        calls = [node.func for node in ast.walk(parsed(file)) if isinstance(node, ast.Call)]
        called = {function.id for function in calls if isinstance(function, ast.Name)}
        return called & FORBIDDEN_CALLS | {each.top for each in imported(file)} & FORBIDDEN_MODULES

    assert wrong_in(ALL, forbidden) == {}


def test_the_domain_reads_no_clock() -> None:
    def read(file: Path) -> list[str]:
        return [
            ast.unparse(node.func)
            for node in ast.walk(parsed(file))
            if isinstance(node, ast.Call)
            and (
                (isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK_READERS)
                or (isinstance(node.func, ast.Name) and node.func.id in CLOCK_READERS)
            )
        ]

    assert wrong_in(modules("roadmaps"), read) == {}


def test_modules_are_named_for_what_they_hold() -> None:
    assert [str(file) for file in ALL if file.stem in NAMES_THAT_SAY_NOTHING] == []
    folders = {part for file in ALL for part in file.relative_to(ROOT).parts[:-1]}
    assert folders & NAMES_THAT_SAY_NOTHING == set()


def test_every_module_says_in_one_line_what_it_is_for() -> None:
    def silent(file: Path) -> str:
        words = ast.get_docstring(parsed(file)) or "nothing"
        return "" if words.splitlines()[0].endswith((".", ":")) else words

    assert wrong_in(ALL, silent) == {}


def test_the_top_of_the_house_is_as_it_is_described() -> None:
    code = {each.name for each in ROOT.iterdir() if each.suffix == ".py" or (each / "__init__.py").exists()}
    assert code == {"main.py", "gui", "store", "roadmaps", "tests"}

"""What the documents say of the code is so."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = ("roadmaps", "store", "gui")


def named_places() -> list[str]:
    """Every module and folder that the table of rooms in docs/architecture.md names."""
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    table = text[text.index("## Rooms") : text.index("## How a change travels")]
    first_columns = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    return re.findall(r"`([^`]+)`", " ".join(first_columns))


def test_every_module_that_the_architecture_names_is_there() -> None:
    assert [place for place in named_places() if not list(ROOT.glob(place))] == []


def test_every_module_is_named_in_the_architecture() -> None:
    covered = {file for place in named_places() for file in files_of(place)}
    modules = {file for room in ROOMS for file in (ROOT / room).rglob("*.py") if file.name != "__init__.py"}
    assert sorted(str(file.relative_to(ROOT)) for file in modules - covered) == []


def files_of(place: str) -> set[Path]:
    found = set(ROOT.glob(place))
    return found | {file for folder in found if folder.is_dir() for file in folder.rglob("*.py")}


def test_the_readme_names_commands_and_files_that_are_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!http)([^)#]+)\)", text)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
    for mark in ("<!-- start -->", "<!-- debian -->", "<!-- test -->"):
        block = text[text.index(mark) :].split("```")[1]
        assert len(block.strip().splitlines()) == 2, "the name of the shell, and one line"
    modules = re.findall(r"python -m (tests[.\w]+)", text)
    assert modules
    for module in modules:
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists()

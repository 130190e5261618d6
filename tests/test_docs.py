"""What the documents say of the code is so."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_every_file_that_a_document_names_is_there() -> None:
    named = {
        (document.name, path)
        for document in DOCUMENTS
        for path in re.findall(r"`((?:roadmaps|store|gui|tests|docs|packaging)/[^`\s]*)`", document.read_text("utf-8"))
    }
    assert len(named) > 20
    assert {each for each in named if not list(ROOT.glob(each[1]))} == set()


def test_every_test_that_a_document_names_is_there() -> None:
    named = {name for document in DOCUMENTS for name in re.findall(r"`(test_\w+)`", document.read_text("utf-8"))}
    code = "\n".join(file.read_text("utf-8") for file in (ROOT / "tests").rglob("test_*.py"))
    assert len(named) > 20
    assert {name for name in named if f"def {name}(" not in code} == set()


def test_the_architecture_names_every_folder_of_the_program() -> None:
    folders = {file.parent for wall in ("roadmaps", "store", "gui") for file in (ROOT / wall).glob("**/__init__.py")}
    below_the_walls = {"/".join(folder.relative_to(ROOT).parts[:2]) for folder in folders}
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    assert {folder for folder in below_the_walls if f"{folder}/" not in text} == set()


def test_links_between_documents_lead_somewhere() -> None:
    links = {
        (document.relative_to(ROOT), target)
        for document in DOCUMENTS
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8"))
    }
    assert len(links) > 20
    assert {(document, target) for document, target in links if not (ROOT / document.parent / target).exists()} == set()


def test_every_decision_has_its_parts_and_its_place_in_the_index() -> None:
    folder = ROOT / "docs/decisions"
    listed = re.findall(r"^- \[(\d{4}) (.+)\]\((.+)\)$", (folder / "README.md").read_text("utf-8"), flags=re.MULTILINE)
    assert sorted(name for _, _, name in listed) == sorted(each.name for each in folder.glob("[0-9]*.md"))
    for number, title, name in listed:
        text = (folder / name).read_text(encoding="utf-8")
        assert text.startswith(f"# {int(number)}. {title}\n")
        assert name.startswith(f"{number}-")
        assert re.findall(r"^## (.+)$", text, flags=re.MULTILINE) == ["Context", "Decision", "Consequences"]


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

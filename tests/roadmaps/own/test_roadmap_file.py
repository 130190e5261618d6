"""A roadmap as a file: written and read again it is the same, and every mistake is told with its line."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from main import main
from roadmaps.journal import NO_PROGRESS, Kind
from roadmaps.own import apply, edits
from roadmaps.own.roadmap_file import SHAPE, read_roadmap, with_edits
from roadmaps.own.roadmap_writing import write_roadmap
from roadmaps.own.toml_text import toml_text
from tests.examples import examples
from tests.roadmaps.own.changes import (
    OWN_ROADMAPS,
    OWN_SKILLS,
    SHIPPED,
    THERE,
    Written,
    changes,
    own_skill,
    placed,
    progress_of,
)  # fmt: skip
from tests.roadmaps.test_hostile_data import mutant

if TYPE_CHECKING:
    from roadmaps.catalogue import Roadmap
    from roadmaps.catalogue.shapes import Shape
    from roadmaps.journal import Json, Progress
    from roadmaps.own.roadmap_file import RoadmapFile

MINE = OWN_ROADMAPS[0]
VECTOR, OTHER = OWN_SKILLS[:2]
CHECKS: list[Json] = [{"id": "own-m.runs", "text": "It runs."}]
WRITTEN = (
    Written(Kind.ROADMAP_WRITTEN, MINE, {"name": "MLOps", "from": None, "to": None}),
    Written(Kind.CATEGORY_WRITTEN, "own-category", "Größer"),
    own_skill(needs=[OTHER, "python"], names=["vector store"], category="own-category",
              resources=[{"title": "A \"book\"", "url": "https://example.org"}]),
    own_skill("Needed", 1, OTHER),
    Written(Kind.HOURS_WRITTEN, "docker", {"low": 1.5, "high": 2}),
    Written(Kind.STAGE_WRITTEN, f"{MINE} own-stage-1", {"title": "One", "place": 1}),
    Written(Kind.MILESTONE_WRITTEN, "own-m",
            {"roadmap": MINE, "stage": "own-stage-1", "title": "Show", "brief": "Build.", "checks": CHECKS}),
    placed(VECTOR, 2, ("own-stage-1", 2, 1), roadmap_id=MINE),
    placed("docker", 2, ("own-stage-1", 1, 0.5), roadmap_id=MINE, need="optional"),
)  # fmt: skip


def written(progress: Progress, roadmap_id: str = MINE) -> str:
    catalogue = apply(SHIPPED, progress).catalogue
    return write_roadmap(catalogue, progress, catalogue.roadmaps[roadmap_id])


TEXT = written(progress_of(*WRITTEN))


def read(text: str, progress: Progress = NO_PROGRESS) -> RoadmapFile:
    return read_roadmap(text.encode(), "mine.toml", SHIPPED, progress)


def asked(roadmap: Roadmap) -> object:
    """What of a roadmap a file keeps."""
    return (
        roadmap.name, roadmap.from_role.id, roadmap.to_role.id, dict(roadmap.to_role.demands),
        [(stage.id, stage.title, [*stage.targets.items()], stage.milestone) for stage in roadmap.stages],
    )  # fmt: skip


# There and back


def test_what_is_exported_is_imported_as_it_was() -> None:
    file = read(TEXT)
    assert (file.mistakes, file.remarks, file.name) == ((), (), "MLOps")
    there, back = apply(SHIPPED, progress_of(*WRITTEN)), apply(SHIPPED, with_edits(NO_PROGRESS, file.edits))
    assert back.unfit == ()
    assert back.catalogue.skills == there.catalogue.skills
    assert asked(back.catalogue.roadmaps[MINE]) == asked(there.catalogue.roadmaps[MINE])


@given(changes)
@examples(60)
def test_whatever_roadmap_is_exported_is_imported_as_it_was(made: list[Written]) -> None:
    progress = progress_of(*made)
    for roadmap in apply(SHIPPED, progress).catalogue.roadmaps.values():
        if not roadmap.is_own:
            continue
        file = read(written(progress, roadmap.id))
        lost = ("gone", "circle", "there is no", "is not known", "already used")
        if any(word in said for said in file.mistakes for word in lost):
            continue  # a skill or a category that the user themselves no longer has
        assert file.mistakes == ()
        again = apply(SHIPPED, with_edits(NO_PROGRESS, file.edits)).catalogue.roadmaps[roadmap.id]
        assert asked(again) == asked(roadmap)


def test_a_bent_roadmap_is_exported_as_a_copy() -> None:
    ids = iter(map(str, range(10_000)))
    progress = progress_of(Written(Kind.SKILL_PLACED, f"{THERE} docker", "off"))
    copy = edits.copy_of(apply(SHIPPED, progress).catalogue.roadmaps[THERE], "Mine", lambda: next(ids))
    file = read(written(with_edits(progress, copy), "own-0"))
    assert file.mistakes == ()
    again = apply(SHIPPED, with_edits(NO_PROGRESS, file.edits)).catalogue.roadmaps["own-0"]
    assert again.to_role.demands == {
        unit: demand for unit, demand in SHIPPED.roadmaps[THERE].to_role.demands.items() if unit != "docker"
    }


def test_an_import_says_before_what_it_would_do() -> None:
    file = read(TEXT)
    assert {row.what for row in file.preview(NO_PROGRESS, SHIPPED)} == {"added"}
    assert ("Vector search", "added") in [(row.name, row.what) for row in file.preview(NO_PROGRESS, SHIPPED)]
    known = progress_of(*WRITTEN, placed("python", 1, roadmap_id=MINE))
    again = read(TEXT.replace('name = "Needed"', 'name = "Needed first"'), known)
    told = {row.what: row.name for row in again.preview(known, SHIPPED) if row.what != "as it is"}
    assert told == {"changed": "Needed first", "removed": SHIPPED.skills["python"].name}
    assert "python" not in apply(SHIPPED, with_edits(known, again.edits)).catalogue.roadmaps[MINE].to_role.demands


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), st.text(st.characters(exclude_categories=["Cs"]))
                       | st.integers(-2**60, 2**60) | st.floats(allow_nan=False, allow_infinity=False) | st.booleans()
                       | st.lists(st.text(st.characters(exclude_categories=["Cs"])))))  # fmt: skip
@examples(100)
def test_what_is_written_as_toml_is_read_as_it_was(value: dict[str, Json]) -> None:
    assert tomli.loads(toml_text({**value, "rows": [{"name": "x", **value}]})) == {
        **value, "rows": [{"name": "x", **value}],
    }  # fmt: skip


# Mistakes


def line_of(part: str, text: str = TEXT) -> int:
    return next(number for number, line in enumerate(text.splitlines(), start=1) if part in line)


@pytest.mark.parametrize(("old", "new", "sentence"), [
    ('format = "skillgap-roadmap"', 'format = "x"', 'a roadmap begins with: format = "skillgap-roadmap".'),
    ('need = "optional"', 'need = ["optional"]', '"need" must be core, supporting or optional.'),
    ('id = "own-category"', 'id = "\\u202e"', 'the id "�" must be "own-" and then up to 60 lower-case letters, digits '
                                             "and hyphens."),
    ('name = "Needed"', 'name = 7', '"name" must be a text.'),
    ('name = "Needed"', 'nmae = "Needed"', 'the key "nmae" is not known. Did you mean "name"?'),
    ('name = "Needed"', 'name = ""', '"name" is empty.'),
    ('need = "optional"', 'need = "some"', '"need" must be core, supporting or optional.'),
    ('text = "It runs."', f'text = "{"x" * 161}"', '"text" has 161 characters; 160 is the most.'),
    ('id = "own-category"', 'id = "category"', 'the id "category" must be "own-" and then up to 60 lower-case letters, '
                                               "digits and hyphens."),
    ('url = "https://example.org"', 'url = "ftp://x"', "“ftp://x” is not a web address that begins with http:// or "
                                                       "https://."),
    ('name = "Needed"', 'name = "Needed', "this is not TOML: Illegal character '\\n'."),
])  # fmt: skip
def test_a_mistake_is_told_with_its_line(old: str, new: str, sentence: str) -> None:
    assert old in TEXT
    text = TEXT.replace(old, new)
    told = read(text).mistakes
    assert any(said.endswith(sentence) for said in told), told
    line = line_of(new, text)
    assert any(said.startswith(f"mine.toml, line {line}: ") or "resource" in new or "ftp" in new for said in told), told
    assert read(text).edits == ()


@pytest.mark.parametrize(("old", "new", "sentence"), [
    ('skill = "docker"\nlevel', 'skill = "dokcer"\nlevel',
     'line 61: there is no skill or choice "dokcer".'),
    ('skill = "docker"\nlow', 'skill = "dokcer"\nlow', 'line 43: there is no skill "dokcer".'),
    ('category = "machine-learning"', 'category = "gone"', 'line 15: there is no category "gone".'),
    ('"python"', '"pythn"', 'line 27: there is no skill "pythn".'),
    ('stage = "own-stage-1", level = 1', 'stage = "own-stage-9", level = 1',
     'line 64: there is no stage "own-stage-9".'),
    ('name = "MLOps"', 'name = "MLOps"\nto_role = "chef"', 'line 7: there is no role "chef".'),
    ("low = 10, high = 30", "low = 30, high = 10",
     "line 16: The first number is the larger one. Did you mean 10–30\N{NO-BREAK SPACE}h?"),
    ("low = 1.5", "low = 15",
     "line 44: The first number is the larger one. Did you mean 2–15\N{NO-BREAK SPACE}h?"),
    (f'"{OTHER}.1"', '"own-x.1"',
     f'line 19: the id "own-x.1" must be "{OTHER}." and then up to 60 lower-case letters, digits and hyphens.'),
    ('"own-m.runs"', '"runs"',
     'line 57: the id "runs" must be "own-m." and then up to 60 lower-case letters, digits and hyphens.'),
    (f'id = "{OTHER}"', f'id = "{OTHER}"\nneeds = ["{VECTOR}"]',
     "line 23: What they need runs in a circle: “Vector search” needs “Needed” needs “Vector search”."),
])  # fmt: skip
def test_what_does_not_fit_the_catalogue_is_a_mistake(old: str, new: str, sentence: str) -> None:
    assert old in TEXT
    (told, *_) = read(TEXT.replace(old, new)).mistakes
    assert told.endswith(sentence)
    assert int(told.split("line ")[1].split(":")[0]) > 1


def test_what_the_roadmap_leaves_off_is_shown_as_that() -> None:
    file = read(TEXT.replace("version = 1", 'version = 1\nwithout = ["java"]'))
    assert file.mistakes == ()
    rows = file.preview(NO_PROGRESS, SHIPPED)
    assert [row.name for row in rows if row.what == "left off"] == [SHIPPED.skills["java"].name]


def test_every_mistake_is_told() -> None:
    text = TEXT.replace('name = "Needed"', "name = 7").replace('need = "optional"', 'need = "some"')
    assert len(read(text).mistakes) == 2


def test_what_a_newer_version_wrote_is_told_and_the_rest_is_taken() -> None:
    file = read(TEXT.replace("version = 1", 'version = 2\ncolour = "red"'))
    assert file.mistakes == ()
    assert file.edits == read(TEXT).edits
    assert file.remarks == (
        "mine.toml, line 1: a newer Skillgap wrote this; what this one does not know is listed and not taken.",
        'mine.toml, line 3: the key "colour" is not known.',
    )


def test_mutants_are_told_in_sentences_or_read() -> None:
    chance = random.Random(19)
    for _ in range(300):
        file = read_roadmap(mutant(TEXT.encode(), chance), "mine.toml", SHIPPED, NO_PROGRESS)
        assert bool(file.edits) is not bool(file.mistakes)
        assert all(said.startswith("mine.toml") and said.endswith((".", "?")) for said in file.mistakes)
        assert with_edits(NO_PROGRESS, file.edits).unknown == ()


# The documents


ROOT = Path(__file__).parents[3]
SCHEMA = json.loads((ROOT / "docs" / "skillgap-roadmap.schema.json").read_text(encoding="utf-8"))


def test_the_schema_says_what_the_reader_takes() -> None:
    check_schema(SCHEMA, SHAPE)


def check_schema(schema: dict[str, Any], shape: Shape) -> None:
    assert shape.keys is not None
    assert schema["additionalProperties"] is False
    assert schema["properties"].keys() == shape.keys.keys()
    assert set(schema["required"]) == {key for key, each in shape.keys.items() if each.required}
    for key, each in shape.keys.items():
        part = schema["properties"][key]
        assert part["description"]
        if each.most is not None:
            assert part.get("maxLength", part.get("maxItems")) == each.most
        if each.keys is not None:
            check_schema(part.get("items", part), each)


def test_the_example_of_the_page_is_sound() -> None:
    page = (ROOT / "docs" / "roadmap-format.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", page, flags=re.DOTALL)
    file = read(example)
    assert (file.mistakes, file.remarks) == ((), ())
    for key in SHAPE.keys or ():
        assert f"`{key}`" in page


def test_the_command_line_tells_every_mistake_and_ends_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sound, wrong = tmp_path / "sound.toml", tmp_path / "wrong.toml"
    sound.write_text(TEXT, encoding="utf-8")
    wrong.write_text(TEXT.replace('name = "Needed"', "name = 7"), encoding="utf-8")
    assert main(["--check", str(sound)]) == 0
    assert capsys.readouterr().out == f"{sound}: no mistakes.\n"
    assert main(["--check", str(wrong)]) == 1
    line = line_of("name = 7", wrong.read_text(encoding="utf-8"))
    assert capsys.readouterr().out == f'{wrong}, line {line}: "name" must be a text.\n'
    assert main(["--check", str(tmp_path / "none.toml")]) == 1
    assert "cannot be read" in capsys.readouterr().out

"""Malformed data files: each is read or reported in sentences, without a crash, a hang or a full memory."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from roadmaps.catalogue import load_catalogue
from roadmaps.catalogue.data_files import CatalogueError, read_document
from tests.posix import make_pipe
from tests.roadmaps.authoring.checks import problems

if TYPE_CHECKING:
    from collections.abc import Callable

TINY = Path(__file__).with_name("tiny")
SPLICES = (
    b"[", b"]", b"{", b"}", b'"', b"'''", b'"""', b"=", b"\n", b"\\", b"\\ud800", b"\x00", b"\xff", b"\xef\xbb\xbf",
    b"#", b"\xe2\x80\xae", b"[[skill]]\n", b"[" * 300, b"a." * 300, b"= 1e999\n", b"= nan\n", b"= -1\n",
    b"= 9999999999999999999\n", b"1979-05-27T07:32:00Z", b"true", b"id = 1\n", b"prerequisites = [1, [2]]\n",
    b"\n[hours]\nlow = []\n",
)  # fmt: skip


def mutants(count: int, seed: int) -> list[str]:
    """Read so many mutants of the tiny data files; a line for each that was neither read nor reported in sentences."""
    from tempfile import TemporaryDirectory

    chance, wrong = random.Random(seed), []
    files = sorted(file.relative_to(TINY) for file in TINY.rglob("*.toml"))
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / "data"
        shutil.copytree(TINY, folder)
        for number in range(count):
            name = chance.choice(files)
            whole = (TINY / name).read_bytes()
            (folder / name).write_bytes(mutant(whole, chance))
            wrong += [f"mutant {number} of seed {seed}, {name}: {said}" for said in unfit(folder)]
            (folder / name).write_bytes(whole)
    return wrong


def mutant(whole: bytes, chance: random.Random) -> bytes:
    """A file with one to three things done to it."""
    data = bytearray(whole)
    for _ in range(chance.randint(1, 3)):
        place, more = chance.randrange(len(data) + 1), chance.randrange(1, 60)
        match chance.randrange(6):
            case 0:
                data[place:place] = chance.choice(SPLICES)
            case 1:
                del data[place : place + more]
            case 2:
                data[place : place + 1] = bytes([chance.randrange(256)])
            case 3:
                data[place:place] = data[place : place + more]
            case 4:
                lines = bytes(data).split(b"\n")
                lines.insert(chance.randrange(len(lines)), chance.choice(lines))
                data = bytearray(b"\n".join(lines))
            case _:
                lines = bytes(data).split(b"\n")
                del lines[chance.randrange(len(lines))]
                data = bytearray(b"\n".join(lines))
    return bytes(data)


def unfit(folder: Path) -> list[str]:
    """What is wrong with how a folder of data files is read."""
    try:
        found = problems(folder)
    except Exception as error:  # whatever comes out instead of sentences is the finding
        return [f"{type(error).__name__} from the check: {error}"]
    unfit = [f"no sentence: {said!r}" for said in found if not said.endswith((".", "?")) or "\n" in said]
    try:
        load_catalogue(folder)
    except CatalogueError as error:
        return [*unfit, *([] if found and str(error).endswith((".", "?")) else [f"refused without a reason: {error}"])]
    except Exception as error:  # as above
        return [*unfit, f"{type(error).__name__} from reading: {error}"]
    return unfit


@pytest.mark.long
def test_three_hundred_mutants_are_reported_in_sentences_or_read() -> None:
    assert mutants(300, seed=6) == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(TINY, tmp_path / "data")
    return tmp_path / "data"


def pipe(path: Path) -> None:
    make_pipe(path)


def zeros(path: Path) -> None:
    path.symlink_to("/dev/zero")


def loop(path: Path) -> None:
    path.symlink_to(path)


def directory(path: Path) -> None:
    path.mkdir()


def giant(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(10**9)


@pytest.mark.parametrize("make", [pipe, zeros, loop, directory, giant], ids=lambda make: make.__name__)
def test_pipes_devices_and_giant_files_are_refused_at_once(folder: Path, make: Callable[[Path], None]) -> None:
    (folder / "skills" / "basics.toml").unlink()
    make(folder / "skills" / "basics.toml")
    (sentence,) = [said for said in problems(folder) if said.startswith("skills/basics.toml")]
    assert sentence.startswith("skills/basics.toml cannot be read: ")
    with pytest.raises(CatalogueError, match=r"^skills/basics\.toml cannot be read: "):
        load_catalogue(folder)


@pytest.mark.parametrize(("text", "reason"), [
    ("x = " + "[" * 100_000, "nested too deeply"),
    ("a." * 100_000 + "b = 1", "nested too deeply"),
    ("x = " + "{a = " * 50_000, "nested too deeply"),
    ("x = " + "9" * 10_000, "digits"),
    ("a = 1\na = 2", "overwrite"),
    ("a = 1\n[a]\nb = 2", "overwrite"),
    ('x = "\\ud800"', "Escaped character is not a Unicode scalar value"),
    ('x = "', "unterminated"),
    ("x = 2026-13-45", "line 1"),
    ("\x00", "line 1"),
])  # fmt: skip
def test_invalid_toml_is_reported_in_one_sentence(folder: Path, text: str, reason: str) -> None:
    (folder / "catalogue.toml").write_text(text, encoding="utf-8")
    (sentence,) = problems(folder)
    assert sentence.startswith("catalogue.toml is not valid TOML: ")
    assert sentence.endswith(".")
    assert reason.casefold() in sentence.casefold()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_another_encoding_is_reported_in_one_sentence(folder: Path, encoding: str) -> None:
    whole = (folder / "catalogue.toml").read_text(encoding="utf-8")
    (folder / "catalogue.toml").write_text(whole, encoding=encoding)
    (sentence,) = problems(folder)
    assert sentence.startswith("catalogue.toml is not valid TOML: ")


def test_a_byte_order_mark_is_ignored(folder: Path) -> None:
    for file in folder.rglob("*.toml"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert problems(folder) == []
    assert load_catalogue(folder).skills


def test_numbers_that_no_float_can_hold_are_refused(folder: Path) -> None:
    file = folder / "skills" / "basics.toml"
    whole = file.read_text(encoding="utf-8")
    first = next(line for line in whole.splitlines() if line.startswith("hours"))
    for number in ("inf", "nan", "1e999", "1" + "0" * 400):
        file.write_text(
            whole.replace(first, f'hours = {{ low = 1, high = {number}, basis = "x" }}', 1), encoding="utf-8"
        )
        assert any('"high" must be a number' in said for said in problems(folder))


def chain(folder: Path, ends_in: str) -> list[str]:
    """The problems of five thousand skills, each of which needs the next."""
    file = folder / "skills" / "basics.toml"
    rows = [f'[[skill]]\nid = "s{number}"\nprerequisites = ["s{number + 1}"]\n' for number in range(5000)]
    rows.append(f'[[skill]]\nid = "s5000"\nprerequisites = [{ends_in}]\n')
    file.write_text(file.read_text(encoding="utf-8") + "\n" + "\n".join(rows), encoding="utf-8")
    return [said for said in problems(folder) if "circle" in said or "goes without saying" in said]


def test_a_chain_of_five_thousand_prerequisites_is_followed_to_its_end(folder: Path) -> None:
    assert chain(folder, "") == []
    # One more, from the first to the last: what is behind a skill is known however far it is.
    file = folder / "skills" / "basics.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('["s1"]', '["s1", "s5000"]'), encoding="utf-8")
    assert [said for said in problems(folder) if "goes without saying" in said] == [
        'skills/basics.toml, skill "s0": the prerequisite "s5000" goes without saying, since "s1" needs it.'
    ]


def test_a_circle_of_five_thousand_is_reported_in_one_sentence(folder: Path) -> None:
    (sentence,) = chain(folder, '"s0"')
    assert sentence.startswith(
        'skills/basics.toml, skill "s0": its prerequisites run in a circle: s0 needs s1 needs s2'
    )


def test_a_document_is_read_by_its_path(folder: Path) -> None:
    assert read_document(folder, "roles/baker.toml").table["id"] == "baker"

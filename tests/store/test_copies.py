"""Everything is exported as one JSON file and imported unchanged, or refused with a sentence for each problem."""

from __future__ import annotations

import itertools
import json
import os
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given

from roadmaps.faults import Cancelled
from roadmaps.journal import LAST_STAMP as LAST_SOUND
from store import copy_reading
from store.copies import LAST_STAMP, CopyRefused, export, read_copy
from store.errors import StoreError
from store.journal import Journal
from tests.examples import examples
from tests.posix import make_pipe
from tests.store.conftest import look_at
from tests.store.sayings import at, histories, say, say_many
from tests.store.schema import breaches

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from roadmaps.journal import Event

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA, SCHEMA_2 = (
    json.loads((DOCS / name).read_text(encoding="utf-8"))
    for name in ("skillgap-export.schema.json", "skillgap-export-2.schema.json")
)
_numbers = itertools.count()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """An exported copy of forty events."""
    path = tmp_path / "copy.json"
    export(path, say_many(40), "0.1.0")
    return path


def problems(path: Path) -> tuple[str, ...]:
    """The problems of a refused copy, without the file name that each sentence begins with."""
    with pytest.raises(CopyRefused) as refused:
        read_copy(path)
    assert str(refused.value).startswith(f"{path} was not imported, and nothing was changed: ")
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)
    found = refused.value.problems
    assert all(each.startswith(f"{path.name}: ") and each.endswith(".") and each.isprintable() for each in found)
    return tuple(each.removeprefix(f"{path.name}: ").removesuffix(".") for each in found)


def rewrite(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Edit a copy."""
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document)
    path.write_text(json.dumps(document, indent=1), encoding="utf-8")


def test_a_year_is_exported_and_imported_into_an_empty_file_event_by_event(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "here.db") as journal:
        journal.append(say_many(500))
        export(tmp_path / "copy.json", journal.events(), "0.1.0")
        here = journal.events()
    with Journal.open(tmp_path / "there.db") as journal:
        journal.append(read_copy(tmp_path / "copy.json"))
    with Journal.open(tmp_path / "there.db") as journal:
        assert journal.events() == here
        export(tmp_path / "again.json", journal.events(), "0.1.0")
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "copy.json").read_bytes()


@examples(40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=histories())
def test_any_history_is_exported_to_the_schema_and_imported_unchanged(tmp_path: Path, events: Sequence[Event]) -> None:
    path = tmp_path / f"{next(_numbers)}.json"
    events = sorted((at(event, event.stamp // 2) for event in events), key=lambda event: event.order)
    export(path, events, "0.1.0")
    assert list(read_copy(path)) == list(events)
    assert list(breaches(json.loads(path.read_text(encoding="utf-8")), SCHEMA)) == []


def test_the_schema_and_the_importer_agree(copy: Path) -> None:
    whole = json.loads(copy.read_text(encoding="utf-8"))
    assert list(breaches(whole, SCHEMA)) == []
    changes: list[Callable[[dict[str, Any]], object]] = [
        lambda d: d.pop("count"),
        lambda d: d.update(extra=1),
        lambda d: d.update(version=3),
        lambda d: d.update(version=True),
        lambda d: d.update(format="other"),
        lambda d: d.update(digest="short"),
        lambda d: d.update(events={}),
        lambda d: d["events"].append(7),
        lambda d: d["events"][3].pop("subject"),
        lambda d: d["events"][3].update(seq=4),
        lambda d: d["events"][3].update(stamp=2**62 + 1),
        lambda d: d["events"][3].update(stamp=3.0),
        lambda d: d["events"][3].update(stamp=True),
        lambda d: d["events"][3].update(said_on="2026-13-01"),
        lambda d: d["events"][3].update(kind=None),
    ]
    for number, change in enumerate(changes):
        document = json.loads(json.dumps(whole))
        change(document)
        assert list(breaches(document, SCHEMA)), number
        copy.write_text(json.dumps(document), encoding="utf-8")
        assert problems(copy), number


def test_the_digest_code_in_the_document_gives_our_digest(copy: Path) -> None:
    code = (DOCS / "export-format.md").read_text(encoding="utf-8").split("```python")[1].split("```")[0]
    names: dict[str, Any] = {}
    exec(code, names)
    document = json.loads(copy.read_text(encoding="utf-8"))
    assert names["digest_of"](document["events"]) == document["digest"]
    assert names["digest_of"](document["events"][:-1]) != document["digest"]


def test_each_entry_has_its_own_line_and_characters_are_not_escaped(copy: Path) -> None:
    text = copy.read_text(encoding="utf-8")
    assert len(text.splitlines()) == 40 + 9
    assert "größer, 速い, 🙂" in text


def test_white_space_member_order_and_a_byte_order_mark_do_not_matter(copy: Path) -> None:
    document = json.loads(copy.read_text(encoding="utf-8"))
    for text in (
        json.dumps(document, indent=8, sort_keys=True),
        json.dumps(document, separators=(",", ":")),
        "\ufeff" + json.dumps(document, ensure_ascii=False, indent="\t"),
        json.dumps(document, indent=2).replace("\n", "\r\n"),
    ):
        copy.write_bytes(text.encode())
        assert list(read_copy(copy)) == say_many(40)


def test_unknown_kinds_and_values_are_kept(tmp_path: Path) -> None:
    events = [say(1, {"deep": [1, 2.5, None, {"a": "b"}]}, kind="future"), say(2, 10**30, kind=""), say(3, -0.0)]
    export(tmp_path / "copy.json", events, "9.9")
    assert list(read_copy(tmp_path / "copy.json")) == events


@pytest.mark.parametrize(("change", "message"), [
    (lambda e: e[2].update(stamp=2**62 + 1), "line 26, entry 3: its stamp is not a valid time"),
    (lambda e: e[2].update(stamp="3"), "line 26, entry 3: its stamp is not a valid time"),
    (lambda e: e[2].update(said_on="2026-02-30"), "line 26, entry 3: its said_on is not a valid date"),
    (lambda e: e[2].update(effective_on="20260301"), "line 26, entry 3: its effective_on is not a valid date"),
    (lambda e: e[2].update(effective_on=None), "line 26, entry 3: its effective_on is not a valid date"),
    (lambda e: e[2].update(id=7), "line 26, entry 3: its id is not text"),
    (lambda e: e[2].update(id=e[1]["id"]), "line 26, entry 3: an earlier entry has the same id"),
    (lambda e: e[2].update(stamp=1), "line 26, entry 3: it is older than the entry before it"),
    (lambda e: e.insert(2, e.pop(1)), "entry 3: it is older than the entry before it"),
    (lambda e: e[2].update(kind="\ud800"), "line 26, entry 3: it contains half a character, which no file can hold"),
    (lambda e: e[2].update(value=["\udfff"]), "line 26, entry 3: it contains half a character, which no file can hold"),
    (lambda e: e[2].pop("value"), "line 26, entry 3: value is missing"),
    (lambda e: e[2].update({"<b>\n": 1}), "line 26, entry 3: “<b>?” is not a field of an entry"),
    (lambda e: e.__setitem__(2, []), "line 26, entry 3: it is not an entry"),
    (lambda e: e[2].update(value=json.loads("[" * 60 + "]" * 60)), "line 26, entry 3: its value is nested too deeply"),
])  # fmt: skip
def test_each_problem_is_reported_with_its_place(
    tmp_path: Path, change: Callable[[list[dict[str, Any]]], object], message: str
) -> None:
    path = tmp_path / "copy.json"
    export(path, [say(number) for number in range(1, 7)], "0.1.0")
    rewrite(path, lambda document: document.update(count=6))
    rewrite(path, lambda document: change(document["events"]))
    assert any(message in problem for problem in problems(path)), problems(path)


def test_several_problems_are_all_reported_but_the_message_stays_short(copy: Path) -> None:
    rewrite(copy, lambda document: [event.update(said_on="never") for event in document["events"][:9]])
    assert len(problems(copy)) == 9
    with pytest.raises(CopyRefused, match="; and 6 more problems"):
        read_copy(copy)
    rewrite(copy, lambda document: [event.update(said_on="never") for event in document["events"]])
    assert len(problems(copy)) == 20


@pytest.mark.parametrize(("old", "new", "message"), [
    (b'"count": 40', b'"count": 41', "it says it has 41 entries, but 40 are there"),
    (b'"docker', b'"rocker', "an entry is missing or has been altered: the digest does not match"),
    (b'"version": 1,', b'"version": 3,', "it was written by a newer Skillgap (copy version 3; this one reads up to 2)"),
    (b'"version": 1,', b'"version": "1",', "it gives no valid version"),
    (b'"skillgap-export"', b'"anki"', "it is not a copy made by Skillgap"),
    (b'"count": 40', b'"count": 40, "count": 40', "line 5: the name “count” appears twice"),
    (b'"kind": "can_do"', b'"kind": "can_do", "kind": "no"', "line 12: the name “kind” appears twice"),
    (b'"count": 40', b'"count": NaN', "line 5: NaN is not a JSON number"),
    (b'"count": 40', b'"count": -Infinity', "line 5: -Infinity is not a JSON number"),
    (b'"count": 40', b'"count": 1e999', "line 5: its value has a number that is too large"),
    (b'"count": 40', b'"count": 40.0', "count has the wrong type"),
    (b'"stamp": 1,', b'"stamp": ' + b"9" * 10_000 + b",", "line 8: a number has too many digits"),
    (b'"value": "before"', b'"value": 1e999', "its value has a number that is too large"),
    (b'"count": 40', b'"count": ' + b"[" * 100_000, "line 5: it is nested too deeply"),
    (b"docker", b"\xff", "it contains bytes that are not UTF-8"),
    (b"docker", b"\x01", "line 11: this is not JSON"),
    (b'"events": [', b'"events": [,', "line 7: this is not JSON"),
    (b'"events": [', b'"events": 7, "more": [', "events has the wrong type"),
    (b'"count": 40', b'"count": 40, "more": {}', "line 5, “more” is not a field of a copy"),
    (b"\n  ]\n}\n", b"\n  ]\n}\n{}", "line 50: there is something after its end"),
    (b'"value"', b'"' + b"x" * 2_000_000 + b'"', "not JSON, or a value is too large"),
])  # fmt: skip
def test_each_altered_copy_is_refused(copy: Path, old: bytes, new: bytes, message: str) -> None:
    whole = copy.read_bytes()
    assert old in whole
    copy.write_bytes(whole.replace(old, new, 1))
    assert any(message in problem for problem in problems(copy)), problems(copy)


def test_a_copy_truncated_anywhere_is_refused(copy: Path) -> None:
    whole = copy.read_bytes()
    for size in [*range(0, 200), *range(200, len(whole) - 2, 97)]:
        copy.write_bytes(whole[:size])
        assert problems(copy)
    copy.write_bytes(whole[:1500])
    assert problems(copy) == ("line 14: it is cut short",)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_other_encodings_are_named(copy: Path, encoding: str) -> None:
    copy.write_bytes(copy.read_text(encoding="utf-8").encode(encoding))
    assert problems(copy) == ("line 1: it is written in UTF-16 or UTF-32; save it as UTF-8",)


def test_anything_but_a_regular_file_is_refused_at_once(tmp_path: Path, copy: Path) -> None:
    make_pipe(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    for path in (tmp_path, tmp_path / "pipe", tmp_path / "circle", tmp_path / "none", Path("/dev/zero")):
        with pytest.raises(StoreError):
            read_copy(path)
    (tmp_path / "link").symlink_to(copy)
    assert list(read_copy(tmp_path / "link")) == say_many(40)


def test_a_giant_file_is_refused_before_it_is_read(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.truncate(copy, 1 << 40)
    assert problems(copy) == ("it is larger than 256 MB, the most a copy may have",)
    os.truncate(copy, 3000)
    monkeypatch.setattr(copy_reading, "LARGEST", 2000)
    assert "larger than" in problems(copy)[0]


def test_what_an_import_would_refuse_is_exported_with_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "copy.json"
    assert export(path, [say(1, "x" * 2_000_000)], "0.1.0") == (
        "One entry is longer than the 1,048,576 characters an import accepts. To move to another computer, close "
        "Skillgap and copy the file itself."
    )
    assert json.loads(path.read_bytes())["events"][0]["value"] == "x" * 2_000_000
    assert "a value is too large" in problems(path)[0]
    monkeypatch.setattr(copy_reading, "LARGEST", 2000)
    assert "larger than" in export(path, say_many(40), "0.1.0")
    assert len(json.loads(path.read_bytes())["events"]) == 40
    assert "larger than" in problems(path)[0]


UNSOUND = (
    "NaN", "-Infinity", "1e999", "[1e400]", "[" * 900 + "]" * 900, '"\\ud800"', '{"a":"\\udc00"}', '{"a":1,"a":2}',
    "9" * 5000, "[" * 100_000,
)  # fmt: skip


def odd_events() -> list[Event]:
    """Events that a file can hold but Skillgap does not count, among others that count."""
    odd = [say(number, None)._replace(raw=raw) for number, raw in enumerate(UNSOUND, 10)]
    beyond = [at(say(number), stamp) for number, stamp in ((90, 2**63 - 1), (91, LAST_SOUND + 1), (92, -(2**63)))]
    return sorted([say(1), *odd, say(60, "no"), at(say(93), LAST_STAMP + 7), *beyond], key=lambda event: event.order)


def test_whatever_a_file_holds_is_exported_and_imported_unchanged(tmp_path: Path) -> None:
    copy, events = tmp_path / "copy.json", odd_events()
    assert export(copy, events, "0.1.0") == ""
    document = json.loads(copy.read_bytes())
    assert document["version"] == 2
    assert list(breaches(document, SCHEMA_2)) == []
    assert list(read_copy(copy)) == events
    with Journal.open(tmp_path / "there.db") as journal:
        journal.append(read_copy(copy))
    with Journal.open(tmp_path / "there.db") as journal:
        assert list(journal.events()) == events
        export(tmp_path / "again.json", journal.events(), "0.1.0")
    assert (tmp_path / "again.json").read_bytes() == copy.read_bytes()


def test_what_needs_version_2_is_refused_in_version_1(tmp_path: Path) -> None:
    copy = tmp_path / "copy.json"
    export(copy, odd_events(), "0.1.0")
    rewrite(copy, lambda document: document.update(version=1))
    found = problems(copy)
    assert any("entry 1: its stamp is not a valid time" in each for each in found)
    assert any("“value_text” is not a field of an entry in version 1" in each for each in found)
    # The same if the version comes last.
    rewrite(copy, lambda document: document.update(version=document.pop("version")))
    assert any("its stamp is not a valid time" in each for each in problems(copy))


@pytest.mark.parametrize("text", ["1", '"a"', "no JSON", "", "[", "{}"])
def test_value_text_is_only_for_text_that_is_not_a_sound_value(tmp_path: Path, text: str) -> None:
    copy = tmp_path / "copy.json"
    export(copy, [say(1, None)._replace(raw="NaN")], "0.1.0")
    rewrite(copy, lambda document: document["events"][0].update(value_text=text))
    assert problems(copy) == ("line 8, entry 1: its value_text is not valid",)
    rewrite(copy, lambda document: document["events"][0].update(value_text="NaN", value=1))
    assert problems(copy) == ("line 8, entry 1: it has both a value and a value_text",)


def test_a_duplicate_among_many_names_is_found_in_one_pass(copy: Path) -> None:
    def seconds(ending: str, message: str) -> float:
        copy.write_text('{"format": {' + ",".join(f'"{number:x}":1' for number in range(40_000)) + ending, "utf-8")
        begun = time.perf_counter()
        assert problems(copy) == (message,)
        return time.perf_counter() - begun

    alone = min(seconds("}}", "it is not a copy made by Skillgap") for _ in range(3))
    # One pass per name took about 200 times as long.
    assert seconds(',"9c3f":1}}', "line 1: the name “9c3f” appears twice") < 20 * alone


def test_values_with_many_parts_are_refused_before_they_fill_the_memory(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copy_reading, "MOST_PARTS", 1000)
    events = [say(number, [[]] * 300) for number in range(1, 6)]
    export(copy, events, "0.1.0")
    assert problems(copy) == (
        "line 11, entry 4: the values so far have more than 1,000 parts, the most a copy may have",
    )


def test_import_and_export_report_progress_and_can_be_cancelled(copy: Path) -> None:
    before = copy.read_bytes()
    shares: list[float] = []
    export(copy, say_many(2000), "0.1.0", shares.append)
    assert shares == sorted(shares)
    assert shares[0] < 0.1
    assert shares[-1] == 1.0
    copy.write_bytes(before)

    def stop(share: float) -> None:
        if share > 0.4:
            raise Cancelled

    with pytest.raises(Cancelled):
        export(copy, say_many(2000), "0.1.0", stop)
    assert copy.read_bytes() == before
    assert list(copy.parent.iterdir()) == [copy]
    with pytest.raises(Cancelled):
        read_copy(copy, stop)


def test_characters_split_between_pieces_are_read_correctly(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(read_copy(copy))
    for size in (1, 2, 3, 7, 64):
        monkeypatch.setattr(copy_reading, "_PIECE", size)
        # Other encodings are detected from the first piece, which therefore needs four bytes.
        assert list(read_copy(copy)) == whole


def test_a_copy_that_cannot_be_read_back_does_not_replace_the_old_one(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = look_at(copy.parent)
    monkeypatch.setattr(copy_reading, "NEWEST", 0)
    with pytest.raises(StoreError, match="could not be read back correctly"):
        export(copy, say_many(41), "0.1.0")
    assert look_at(copy.parent) == before


def test_a_missing_folder_is_reported_and_an_empty_export_is_valid(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="the folder does not exist"):
        export(tmp_path / "none" / "copy.json", say_many(2), "0.1.0")
    export(tmp_path / "copy.json", [], "0.1.0")
    assert read_copy(tmp_path / "copy.json") == ()


def test_importing_leaves_the_copy_unchanged(copy: Path) -> None:
    before = look_at(copy.parent)
    read_copy(copy)
    assert look_at(copy.parent) == before


def test_the_document_names_every_member(copy: Path) -> None:
    text = (DOCS / "export-format.md").read_text(encoding="utf-8")
    document = json.loads(copy.read_text(encoding="utf-8"))
    named = set(re.findall(r"`(\w+)`", text))
    assert {*document, *document["events"][0]} <= named

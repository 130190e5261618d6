"""What was released stays true: no can-do disappears or comes to mean something else without an entry."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from roadmaps.catalogue.data_files import shipped_data
from roadmaps.catalogue.released import FIRST_RECORDED, FOLDER, read_release
from tests.released_catalogue import TEXTS, record_of, texts_of

if TYPE_CHECKING:
    from roadmaps.catalogue import Catalogue

RELEASED = tomllib.loads(TEXTS.read_text(encoding="utf-8"))
REWORDED = tomllib.loads((Path(__file__).parent / "reworded.toml").read_text(encoding="utf-8"))


def test_each_released_can_do_is_still_there_or_is_retired_with_its_text(catalogue: Catalogue) -> None:
    gone = {can_do_id: text for can_do_id, text in RELEASED["can_dos"].items() if can_do_id not in catalogue.can_dos}

    retired = {each.id: each.text for each in catalogue.retired.values() if each.id in RELEASED["can_dos"]}

    assert gone == retired, "what is gone goes to retired.toml with its last text"


def test_each_can_do_that_reads_differently_says_why_a_tick_stays_true(catalogue: Catalogue) -> None:
    released = RELEASED["can_dos"]
    changed = {each.id for each in catalogue.can_dos.values() if each.text != released.get(each.id, each.text)}

    assert changed == set(REWORDED), "it means the same: add it to reworded.toml; else give it a new id"


def test_a_retired_can_do_is_replaced_by_one_that_can_be_ticked(catalogue: Catalogue) -> None:
    assert not catalogue.retired.keys() & catalogue.can_dos.keys()
    assert [each.id for each in catalogue.retired.values() if not each.now_ids] == []
    assert [each.id for each in catalogue.retired.values() if not set(each.now_ids) <= set(catalogue.can_dos)] == []


def test_the_shipped_record_is_of_the_release_whose_texts_are_kept(catalogue: Catalogue) -> None:
    release = read_release(catalogue.folder, RELEASED["version"])
    assert release is not None

    assert release.version == RELEASED["version"]
    assert [each for skill in release.skills.values() for each in skill.can_do_ids] == list(RELEASED["can_dos"])
    assert (shipped_data() / FOLDER / f"{FIRST_RECORDED}.toml").exists()
    assert read_release(catalogue.folder, "0.9") is None


def test_a_record_agrees_with_the_catalogue(catalogue: Catalogue) -> None:
    record = tomllib.loads(record_of(catalogue))

    assert record["version"] == catalogue.version
    assert record["roles"]["ml-engineer"]["core"]["python"] == 3
    assert record["skills"]["sql"] == {
        "name": "SQL", "low": 30, "high": 80,
        "can_do": ["joins-and-aggregates", "window-functions", "query-plan-and-schema"],
    }  # fmt: skip
    assert tomllib.loads(texts_of(catalogue))["can_dos"] == {each.id: each.text for each in catalogue.can_dos.values()}

"""Thousands of spoilt roadmap files: each is read as a whole, or refused in sentences, and quickly."""

from __future__ import annotations

import copy
import json
import math
import time
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import tomli

from roadmaps.journal import NO_PROGRESS
from roadmaps.own import FileKind, apply, kind_of
from roadmaps.own.roadmap_file import read_roadmap, with_edits
from roadmaps.own.roadmap_sh import NotARoadmap, read_topics
from roadmaps.own.topic_matching import TopicImport, match_topics
from tests.roadmaps.own.changes import SHIPPED
from tests.roadmaps.own.test_roadmap_file import TEXT
from tests.roadmaps.own.test_roadmap_sh import DOCUMENT, FILE, MOCKUP, count
from tests.store.mutants import SLOWEST_SECONDS, mutants

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from roadmaps.own.edits import Edit


def read_shared(data: bytes) -> tuple[Sequence[Edit], Sequence[str]]:
    file = read_roadmap(data, "mine.toml", SHIPPED, NO_PROGRESS)
    assert bool(file.edits) is not bool(file.mistakes), "all or nothing"
    assert all(said.startswith("mine.toml") for said in file.mistakes)
    return file.edits, file.mistakes


def read_foreign(data: bytes) -> tuple[Sequence[Edit], Sequence[str]]:
    try:
        file = read_topics(data)
    except NotARoadmap as fault:
        return (), (str(fault),)
    assert all(topic.label.isprintable() and topic.group.isprintable() for topic in file.topics)
    rows = match_topics(file.topics, SHIPPED, file.title)
    return TopicImport(rows, SHIPPED, NO_PROGRESS, {}, count()).edits("Mine"), ()


FILES: dict[str, tuple[bytes, Callable[[bytes], tuple[Sequence[Edit], Sequence[str]]]]] = {
    "toml": (TEXT.encode(), read_shared),
    **{
        name: (json.dumps(whole, indent=1).encode(), read_foreign)
        for name, whole in (("editor", FILE), ("document", DOCUMENT), ("drawing", MOCKUP))
    },
}


def survive(name: str, number: int, seed: int) -> tuple[int, int]:
    """Read so many mutants of one of the files; how many were read and how many refused."""
    data, read = FILES[name]
    taken = refused = 0
    for mutant in mutants(data, number, seed):
        assert kind_of(mutant, ".json") in FileKind
        began = time.perf_counter()
        edits, mistakes = read(mutant)
        assert time.perf_counter() - began < SLOWEST_SECONDS
        assert all(said.endswith((".", "?")) and said.isprintable() and "Error" not in said for said in mistakes)
        progress = with_edits(NO_PROGRESS, edits)
        assert progress.unknown == ()
        assert apply(SHIPPED, progress).unfit == ()
        taken, refused = taken + bool(edits), refused + bool(mistakes)
    return taken, refused


@pytest.mark.parametrize("name", FILES)
def test_mutants_are_read_as_a_whole_or_refused_in_sentences(name: str) -> None:
    taken, refused = survive(name, 60, seed=7)
    assert taken + refused == 60
    assert refused > 0
    assert taken > 0 or name == "toml"  # which takes nothing that is not known


@pytest.mark.long
@pytest.mark.parametrize("name", FILES)
def test_thousands_of_mutants_are_read_as_a_whole_or_refused_in_sentences(name: str) -> None:
    taken, refused = survive(name, 5_000, seed=2026)
    assert taken + refused == 5_000
    assert refused > 100
    assert taken > (0 if name == "toml" else 100)


ODD: list[Any] = [
    7, -1, 1e300, math.nan, math.inf, "", "own-x", "\u202e\0", "a" * 5_000, [], [1], ["x"], [{}], [[[]]], {}, {"x": 1},
    True, 10**400, date(2020, 1, 1),
]  # fmt: skip


def toml_of(value: Any) -> str:
    """Any value as TOML, on one line."""
    match value:
        case bool() | str():
            return json.dumps(value)
        case date():
            return value.isoformat()
        case list():
            return f"[{', '.join(map(toml_of, value))}]"
        case dict():
            return f"{{{', '.join(f'{json.dumps(key)} = {toml_of(each)}' for key, each in value.items())}}}"
    return repr(value)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every key and every row of a file."""
    if isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*path, key)
            yield from places(each, (*path, key))


@pytest.mark.sweep
@pytest.mark.parametrize("odd", ODD, ids=lambda odd: toml_of(odd)[:12])
def test_whatever_any_value_of_a_shared_roadmap_is_it_is_told_in_sentences(odd: Any) -> None:
    whole = tomli.loads(TEXT)
    for path in places(whole):
        changed = copy.deepcopy(whole)
        at = changed
        for key in path[:-1]:
            at = at[key]
        at[path[-1]] = odd
        text = "\n".join(f"{key} = {toml_of(value)}" for key, value in changed.items())
        edits, mistakes = read_shared(text.encode())
        assert all(
            said.endswith((".", "?")) and said.replace("\N{NO-BREAK SPACE}", " ").isprintable() for said in mistakes
        )
        assert apply(SHIPPED, with_edits(NO_PROGRESS, edits)).unfit == ()

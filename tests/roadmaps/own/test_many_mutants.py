"""Thousands of spoilt roadmap files: each is read as a whole, or refused in sentences, and quickly."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest

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
    from collections.abc import Callable, Sequence

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

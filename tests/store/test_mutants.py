"""Corrupted files are read as they were written, or refused with a sentence: no crash, no hang, nothing partial."""

from __future__ import annotations

import pytest

from tests.store.mutants import LARGEST_BYTES, measure, mutants

MUTANTS = 250


@pytest.mark.long
def test_every_reader_survives_every_mutant_and_notices_most() -> None:
    journal, copy, salvage = figures = measure(seed=2026, count=MUTANTS)
    assert [each.reader for each in figures] == ["journal", "copy", "salvage"]
    for each in figures:
        assert each.mutants == MUTANTS
        assert each.wrong == (), each.reader
        assert each.peak_bytes < LARGEST_BYTES
    assert journal.refused > MUTANTS * 0.8
    assert copy.refused > MUTANTS * 0.9
    assert salvage.refused == 0  # it reads what it can


def test_mutants_depend_only_on_the_seed_and_differ() -> None:
    data = b'{"a": [1, 2, "three"], "b": null}' * 20
    first = list(mutants(data, 300, seed=1))
    assert first == list(mutants(data, 300, seed=1))
    assert first != list(mutants(data, 300, seed=2))
    assert len(set(first)) > 280
    assert data not in first[:50]
    assert list(mutants(b"", 50, seed=1))

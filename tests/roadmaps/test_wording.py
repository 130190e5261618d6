"""How numbers are written in words."""

from __future__ import annotations

import pytest

from roadmaps.catalogue import Hours
from roadmaps.text.text_format import count_text, hours_text, of_text, percent_text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (4, 10, "4–10\xa0h"),
        (8, 8, "8\xa0h"),
        (3.6, 9.6, "4–10\xa0h"),
        (7.6, 8.4, "8\xa0h"),
        (0, 0, "–"),
        (0.2, 0.3, "1\xa0h"),
        (0.2, 5, "1–5\xa0h"),
        (0, 5, "0–5\xa0h"),
        (0, 0.3, "0–1\xa0h"),
        (1200, 2400.4, "1,200–2,400\xa0h"),
    ],
)
def test_hours_are_a_range_rounded_once_and_never_zero_if_there_are_any(low: float, high: float, text: str) -> None:
    assert hours_text(Hours(low, high)) == text


def test_sums_are_rounded_after_adding() -> None:
    assert hours_text(Hours(1.4, 2.4) + Hours(1.4, 2.4)) == "3–5\xa0h"


@pytest.mark.parametrize(("count", "text"), [(0, "0 skills"), (1, "1 skill"), (2, "2 skills")])
def test_a_count_has_its_noun(count: int, text: str) -> None:
    assert count_text(count, "skill") == text


def test_a_noun_may_have_an_irregular_plural() -> None:
    assert count_text(2, "category", "categories") == "2 categories"
    assert count_text(1, "category", "categories") == "1 category"


def test_a_part_is_written_with_its_whole() -> None:
    assert of_text(1, 2) == "1 of 2"


def test_a_percentage_has_a_space_and_is_a_dash_when_there_is_none() -> None:
    assert percent_text(71) == "71\xa0%"
    assert percent_text(0) == "0\xa0%"
    assert percent_text(None) == "–"

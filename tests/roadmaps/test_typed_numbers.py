"""Numbers are understood with either decimal mark, and what is shown can be typed back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.text.locale_format import Grouping, LocaleForms
from roadmaps.text.number_input import hours_typed, read_hours_a_week, read_number

BRITISH = LocaleForms()
GERMAN = LocaleForms(decimal_mark=",", grouping=Grouping("."))
FRENCH = LocaleForms(decimal_mark=",", grouping=Grouping("\N{NARROW NO-BREAK SPACE}"))
SWISS = LocaleForms(grouping=Grouping("’"))
INDIAN = LocaleForms(grouping=Grouping(",", 3, 2))
SPANISH = LocaleForms(decimal_mark=",", grouping=Grouping(".", from_digits=5))
UNGROUPED = LocaleForms(grouping=Grouping(""))
ALL = (BRITISH, GERMAN, FRENCH, SWISS, INDIAN, SPANISH, UNGROUPED)


@pytest.mark.parametrize(("text", "hours"), [
    ("6", 6), ("6 h", 6), ("6h", 6), ("2.5", 2.5), ("2,5", 2.5), ("2,5 h", 2.5), ("7.25", 7.25), ("2٫5", 2.5),
    ("٢٫٥", 2.5), (".5", 0.5), (",5", 0.5), ("6.", 6), ("06", 6), ("168", 168), ("7 hours a week", 7),
    ("5 hrs/week", 5),
    ("2\N{FULLWIDTH COMMA}5", 2.5), ("６", 6), ("2.50", 2.5), ("6\N{NO-BREAK SPACE}h", 6),
    ("", None), ("  ", None), ("0", None), ("0.0 h", None),
])  # fmt: skip
def test_hours_a_week_are_read_with_either_mark_whatever_the_locale(text: str, hours: float | None) -> None:
    assert [read_hours_a_week(text, forms) for forms in ALL] == [hours] * len(ALL)


@pytest.mark.parametrize(("text", "sentence"), [
    ("1e3", "Type the hours as a number, such as 6 or 7.5."),
    ("-3", "Type the hours as a number, such as 6 or 7.5."),
    ("many", "Type the hours as a number, such as 6 or 7.5."),
    ("2.5.1", "Type the hours as a number, such as 6 or 7.5."),
    ("2²", "Type the hours as a number, such as 6 or 7.5."),
    (".", "Type the hours as a number, such as 6 or 7.5."),
    ("nan", "Type the hours as a number, such as 6 or 7.5."),
    ("1 2", "Type the hours as a number, such as 6 or 7.5."),
    ("h", "Type the hours as a number, such as 6 or 7.5."),
    ("9" * 5000, "Type the hours as a number, such as 6 or 7.5."),
    ("999", "A week has only 168 hours."),
    ("168.1", "A week has only 168 hours."),
    ("1,250", "A week has only 168 hours."),
    ("1 000 h", "A week has only 168 hours."),
    ("7.125", "Type the hours with at most two decimals, such as 7.25."),
])  # fmt: skip
def test_anything_but_hours_a_week_is_refused_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        read_hours_a_week(text, BRITISH)


def test_the_example_has_the_mark_of_the_locale() -> None:
    with pytest.raises(ValueError, match="such as 6 or 7,5"):
        read_hours_a_week("?", GERMAN)


@pytest.mark.parametrize(("forms", "text", "number"), [
    (BRITISH, "1,234", 1234), (GERMAN, "1.234", 1234), (GERMAN, "1,234", 1.234), (BRITISH, "1.234", 1.234),
    (BRITISH, "1,234.5", 1234.5), (BRITISH, "1.234,5", 1234.5), (INDIAN, "12,34,567", 1234567), (SWISS, "1'234", 1234),
    (FRENCH, "1 234,5", 1234.5), (BRITISH, "0,125", 0.125), (BRITISH, "1.234.567", 1234567),
])  # fmt: skip
def test_thousands_are_grouped_as_in_the_locale(forms: LocaleForms, text: str, number: float) -> None:
    assert read_number(text, forms)[0] == number


@given(st.integers(0, 10**9), st.sampled_from(ALL))
def test_a_number_that_is_shown_can_be_typed_back(hundredths: int, forms: LocaleForms) -> None:
    assert read_number(forms.number(hundredths / 100), forms)[0] == hundredths / 100


@given(st.integers(0, 16800), st.sampled_from(ALL))
def test_hours_a_week_that_are_shown_can_be_typed_back(hundredths: int, forms: LocaleForms) -> None:
    assert read_hours_a_week(hours_typed(hundredths / 100, forms), forms) == (hundredths / 100 or None)


@given(st.text(max_size=20), st.sampled_from(ALL))
def test_whatever_is_typed_is_hours_or_a_sentence(text: str, forms: LocaleForms) -> None:
    hours, said = None, ""
    try:
        hours = read_hours_a_week(text, forms)
    except ValueError as error:
        said = str(error)
    assert hours is None or 0 < hours <= 168
    assert not said or said.endswith(".")

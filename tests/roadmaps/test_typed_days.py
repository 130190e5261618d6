"""Days are understood as people type them, and what is shown can be typed back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.journal import EARLIEST_DAY, LATEST_DAY
from roadmaps.text.day_input import check_day, read_day
from roadmaps.text.locale_format import DateOrder, LocaleForms

TODAY = date(2026, 11, 30)
NEW_YEARS_EVE = date(2027, 12, 31)
GERMAN = LocaleForms(
    DateOrder.DAY_FIRST,
    own_months=(("Januar", "Jan."), ("Februar",), ("März", "Mär"), ("April",), ("Mai",), ("Juni",), ("Juli",),
                ("August",), ("September",), ("Oktober", "Okt."), ("November",), ("Dezember", "Dez.")),
    own_weekdays=(("Montag", "Mo."), ("Dienstag",), ("Mittwoch",), ("Donnerstag",), ("Freitag", "Fr."), ("Samstag",),
                  ("Sonntag",)),
)  # fmt: skip
AMERICAN = LocaleForms(DateOrder.MONTH_FIRST)
JAPANESE = LocaleForms(
    DateOrder.YEAR_FIRST,
    own_months=tuple((f"{number}月",) for number in range(1, 13)),
    own_weekdays=tuple((f"{name}曜日", name) for name in "月火水木金土日"),
)
BRITISH = LocaleForms()
ALL = (BRITISH, AMERICAN, GERMAN, JAPANESE)


@pytest.mark.parametrize("text", [
    "31 Dec 2027", "31 December 2027", "31st Dec. 2027", "Dec 31, 2027", "december 31st 2027",
    "the 31st of December 2027", "31-Dec-2027", "31dec2027", "2027 Dec 31", "2027-12-31", "2027/12/31", "20271231",
    "Fri, 31 Dec 2027", " 31 DEC 2027 ", "31.12.2027", "31/12/2027", "12/31/2027", "31 Dec 27",
    "٣١/١٢/٢٠٢٧", "३१ Dec २०२७", "31\u200f/12\u200f/2027",
    "31\N{NO-BREAK SPACE}Dec\N{NARROW NO-BREAK SPACE}2027", "２０２７-１２-３１", "31 Decem 2027",
    "Friday 31 December 2027",
    "2027年12月31日", "2027. 12. 31.",
])  # fmt: skip
def test_a_day_with_only_one_meaning_is_read_everywhere(text: str) -> None:
    assert {read_day(text, forms, TODAY) for forms in ALL} == {NEW_YEARS_EVE}


@pytest.mark.parametrize(("forms", "text", "day"), [
    (BRITISH, "3/8/2026", date(2026, 8, 3)),
    (AMERICAN, "3/8/2026", date(2026, 3, 8)),
    (GERMAN, "3.8.26", date(2026, 8, 3)),
    (GERMAN, "3.8.", date(2026, 8, 3)),
    (AMERICAN, "3/8", date(2026, 3, 8)),
    (JAPANESE, "26/8/3", date(2026, 8, 3)),
    (JAPANESE, "8月3日", date(2026, 8, 3)),
    (JAPANESE, "2026年8月3日月曜日", date(2026, 8, 3)),
    (GERMAN, "3. März 2026", date(2026, 3, 3)),
    (GERMAN, "3. maerz 2026", None),
    (GERMAN, "Fr., 31. Dez. 2027", NEW_YEARS_EVE),
    (GERMAN, "3. Marz 2026", date(2026, 3, 3)),
    (BRITISH, "3 Aug", date(2026, 8, 3)),
    (BRITISH, "today", TODAY),
    (BRITISH, "Yesterday", TODAY - timedelta(days=1)),
    (BRITISH, "tomorrow", TODAY + timedelta(days=1)),
    (BRITISH, "1/2/75", date(2075, 2, 1)),
    (BRITISH, "1/2/77", date(1977, 2, 1)),
    (BRITISH, "29 Feb 2028", date(2028, 2, 29)),
])  # fmt: skip
def test_an_ambiguous_day_is_read_in_the_order_of_the_locale(forms: LocaleForms, text: str, day: date | None) -> None:
    if day is None:
        with pytest.raises(ValueError, match="Type a date"):
            read_day(text, forms, TODAY)
    else:
        assert read_day(text, forms, TODAY) == day


@pytest.mark.parametrize("text", [
    "", "soon", "31", "2027", "Dec 2027", "12/2027", "31/13/2027", "32 Dec 2027", "0/1/2027", "31/12/20270", "1/2/3/4",
    "31 Dec 2027 14:00", "-31/12/2027", "31--12--2027", "2026-W49-1", "Dec Dec 31 2027", "3½ Dec 2027", "1² Dec 2027",
    "31 Dec 2027?", "1e3", "31/12/027", "\x00", "9" * 10_000, "Mon 31 Dec 2027 Tue", "31 Dec -2027-",
    "31 Dec 12 2027",
])  # fmt: skip
def test_anything_but_a_day_is_refused_with_an_example(text: str) -> None:
    for forms in ALL:
        with pytest.raises(ValueError, match=r"Type a date such as .*2027-12-31\.$|There is no"):
            read_day(text, forms, TODAY)


def test_the_example_can_be_typed() -> None:
    with pytest.raises(ValueError, match="such as") as caught:
        read_day("soon", AMERICAN, TODAY)
    assert str(caught.value) == "Type a date such as Dec 31, 2027, 12/31/2027 or 2027-12-31."


@pytest.mark.parametrize(("text", "sentence"), [
    ("30 Feb 2027", "There is no 30 February in 2027."),
    ("29 February", "There is no 29 February in 2026."),
    ("Thu, 31 Dec 2027", "31 Dec 2027 is a Friday."),
])  # fmt: skip
def test_a_day_that_does_not_exist_is_reported_as_such(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read_day(text, BRITISH, TODAY)


@pytest.mark.parametrize("today", [date.min, date.max])
def test_the_ends_of_the_calendar_are_days_too(today: date) -> None:
    for text in ("yesterday", "today", "tomorrow"):
        assert abs((read_day(text, BRITISH, today) - today).days) <= 1
    assert read_day("31 Dec", BRITISH, date.max) == date.max
    with pytest.raises(ValueError, match="Type a date such as"):
        read_day("soon", BRITISH, today)


def test_a_year_at_the_end_is_ambiguous_in_a_locale_that_puts_it_first() -> None:
    with pytest.raises(ValueError, match="This could be 8 Mar 2026 or 3 Aug 2026: type the name of the month"):
        read_day("3/8/2026", JAPANESE, TODAY)


@given(st.dates(EARLIEST_DAY, LATEST_DAY), st.sampled_from(ALL), st.dates(EARLIEST_DAY, LATEST_DAY))
def test_what_is_shown_can_be_typed_back(day: date, forms: LocaleForms, today: date) -> None:
    shown = (forms.day(day), forms.short_day(day, today), forms.figures(day), day.isoformat())
    assert [read_day(text, forms, today) for text in shown] == [day] * len(shown)
    assert read_day(f"{forms.weekday(day)}, {forms.day(day)}", forms, today) == day


@given(st.text(max_size=30), st.sampled_from(ALL))
def test_whatever_is_typed_is_a_day_or_a_sentence(text: str, forms: LocaleForms) -> None:
    said = ""
    try:
        read_day(text, forms, TODAY)
    except ValueError as error:
        said = str(error)
    assert not said or said.endswith(".")


def test_a_day_outside_its_bounds_is_refused_with_the_bound() -> None:
    first, last = date(2026, 1, 1), TODAY
    assert check_day(TODAY, first, last, BRITISH) == TODAY
    with pytest.raises(ValueError, match="no later than 30 Nov 2026"):
        check_day(TODAY + timedelta(days=1), first, last, BRITISH)
    with pytest.raises(ValueError, match="no earlier than Jan 1, 2026"):
        check_day(first - timedelta(days=1), first, last, AMERICAN)

"""Days, times and numbers have one form each, with the order and the separators of a locale."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from roadmaps.text.locale_format import DateOrder, Grouping, LocaleForms

DAY, TODAY = date(2026, 8, 3), date(2026, 11, 30)
BRITISH, AMERICAN = LocaleForms(), LocaleForms(DateOrder.MONTH_FIRST, has_12_hours=True, first_weekday=7)
JAPANESE = LocaleForms(DateOrder.YEAR_FIRST, first_weekday=7)


def test_a_day_has_an_english_month_in_the_order_of_the_locale() -> None:
    assert [forms.day(DAY) for forms in (BRITISH, AMERICAN, JAPANESE)] == ["3 Aug 2026", "Aug 3, 2026", "3 Aug 2026"]
    assert [forms.short_day(DAY, TODAY) for forms in (BRITISH, AMERICAN)] == ["3 Aug", "Aug 3"]
    assert AMERICAN.short_day(DAY, date(2027, 1, 1)) == "Aug 3, 2026"
    assert [forms.figures(DAY) for forms in (BRITISH, AMERICAN, JAPANESE)] == ["03/08/2026", "08/03/2026", "2026/08/03"]
    assert (BRITISH.month(DAY), BRITISH.weekday(DAY)) == ("Aug", "Mon")


def test_the_clock_has_twelve_hours_or_twenty_four() -> None:
    moments = [datetime(2026, 8, 3, hour, 2, 7) for hour in (0, 9, 12, 14)]
    assert [BRITISH.time(each) for each in moments] == ["00:02", "09:02", "12:02", "14:02"]
    assert [AMERICAN.time(each).replace("\xa0", " ") for each in moments] == [
        "12:02 am",
        "9:02 am",
        "12:02 pm",
        "2:02 pm",
    ]
    assert AMERICAN.time(moments[3], to_the_second=True) == "2:02:07\xa0pm"


def test_a_week_begins_where_it_does_in_the_locale() -> None:
    assert BRITISH.week == (1, 2, 3, 4, 5, 6, 7)
    assert AMERICAN.week == (7, 1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize(("forms", "texts"), [
    (BRITISH, ("7.5", "7", "7.25", "103,500", "1,234,567.5")),
    (LocaleForms(decimal_mark=",", grouping=Grouping(".")), ("7,5", "7", "7,25", "103.500", "1.234.567,5")),
    (LocaleForms(grouping=Grouping(",", 3, 2)), ("7.5", "7", "7.25", "1,03,500", "12,34,567.5")),
    (LocaleForms(grouping=Grouping("")), ("7.5", "7", "7.25", "103500", "1234567.5")),
])  # fmt: skip
def test_a_number_has_the_marks_of_the_locale(forms: LocaleForms, texts: tuple[str, ...]) -> None:
    assert tuple(forms.number(each) for each in (7.5, 7.0, 7.25, 103_500, 1_234_567.5)) == texts


def test_small_numbers_are_not_grouped_unless_the_locale_groups_them() -> None:
    spanish = LocaleForms(decimal_mark=",", grouping=Grouping(".", from_digits=5))
    assert [spanish.number(each) for each in (1234, 12345)] == ["1234", "12.345"]


def test_a_column_of_numbers_has_the_same_decimals() -> None:
    assert [BRITISH.fixed(each) for each in (7, 7.25, 1234.5)] == ["7.0", "7.2", "1,234.5"]
    assert BRITISH.fixed(7.5, 0) == "8"


def test_minus_zero_is_written_as_zero() -> None:
    assert BRITISH.number(-0.001) == "0"
    assert BRITISH.number(-1.5) == "-1.5"

"""Charts of many lives: every text is whole and covers no other, and what is shown is true on the first day too."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

from gui.charts.burn_up import BurnUpChart, burn_up_chart
from gui.charts.categories import CategoryChart, category_chart
from gui.charts.chart_style import ChartStyle
from gui.charts.finish_range import FinishChart
from gui.charts.rendering import svg_of
from gui.charts.study_year import StudyYearChart, study_year_chart
from gui.theme.fonts import font_families
from gui.theme.palette import LIGHT
from roadmaps.forecast import CategoryProgress, forecast_on, held_by
from roadmaps.forecast.recent_change import comparison_day
from roadmaps.gap import measure_gap
from roadmaps.journal import EARLIEST_DAY, LATEST_DAY, NO_PROGRESS
from tests.examples import quick
from tests.roadmaps.people import Diary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.figure import Figure

    from gui.charts.chart import Chart
    from roadmaps.catalogue import Catalogue, Roadmap
    from roadmaps.journal import Event

START = date(2026, 11, 30)
SIZES = {
    BurnUpChart: ((672, 260), (440, 240)),
    CategoryChart: ((330, 240),),
    FinishChart: ((330, 76),),
    StudyYearChart: ((480, 130),),
}


@pytest.fixture(scope="session")
def roadmap(catalogue: Catalogue) -> Roadmap:
    return catalogue.roadmaps["ds-to-mle"]


@pytest.fixture(scope="session")
def needed(roadmap: Roadmap) -> list[str]:
    gap = measure_gap(roadmap, NO_PROGRESS)
    return [can_do.id for skill in gap.scope for can_do in skill.needed]


def lived(needed: Sequence[str], start: date, brought: int, every: int, learned: int = 0) -> list[Event]:
    """Someone who brought so many can-dos and learned one every so many days since."""
    diary = Diary(start)
    diary.could_before(*needed[:brought])
    for number, can_do in enumerate(needed[brought : brought + learned]):
        diary.today = start + timedelta(days=every * (number + 1))
        diary.tick(can_do)
    return diary.events


LIVES: dict[str, tuple[tuple[date, int, int, int], date, date | None]] = {
    "day one": ((START, 42, 1, 0), START, None),
    "day one, target today": ((START, 42, 1, 0), START, START),
    "one tick": ((START - timedelta(days=1), 0, 1, 1), START, None),
    "all brought": ((START, 91, 1, 0), START, None),
    "a year": ((date(2026, 1, 5), 42, 10, 28), START, date(2027, 6, 30)),
    "a year, its first day": ((date(2026, 1, 5), 42, 10, 28), date(2026, 1, 5), date(2027, 6, 30)),
    "ten years": ((date(2016, 12, 1), 42, 75, 48), START, date(2030, 6, 30)),
    "the first day that can be planned": ((EARLIEST_DAY, 42, 1, 0), EARLIEST_DAY, EARLIEST_DAY),
    "the last day that can be planned": ((LATEST_DAY, 42, 1, 0), LATEST_DAY, LATEST_DAY),
    "the first day of the calendar": ((date.min, 42, 1, 0), date.min, None),
}


def charts_of(
    events: Sequence[Event], roadmap: Roadmap, day: date, target: date | None
) -> Iterator[BurnUpChart | CategoryChart | FinishChart | StudyYearChart]:
    held = held_by(events, day)
    ahead = partial(forecast_on, roadmap, held, day)
    yield burn_up_chart(roadmap, held, day, target, ahead, max(day, START) if day.year > 2000 else day)
    yield category_chart(roadmap, held, day)
    yield FinishChart(ahead(), target)
    yield study_year_chart(events, day, 0)


def drawn(chart: Chart, style: ChartStyle) -> Figure:
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    with mpl.rc_context(style.settings()):
        figure = style.figure()
        chart.draw(figure, style)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib’s canvases are not typed
    return figure


def texts_of(figure: Figure) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Every text of a picture with its left, bottom, right and top edge, px."""
    (axes,) = figure.axes
    written = [*axes.texts, *(axes.get_xticklabels() + axes.get_yticklabels() if axes.axison else [])]
    low, high = (sorted(limits) for limits in (axes.get_xlim(), axes.get_ylim()))
    found = []
    for text in written:
        x, y = text.get_position()
        is_tick = text not in axes.texts
        is_off = is_tick and not (low[0] <= x <= low[1] and high[0] <= y <= high[1])
        if text.get_text() and text.get_visible() and not (is_off and (x, y) != (0, 0)):
            box = text.get_window_extent()
            found.append((text.get_text(), (box.x0, box.y0, box.x1, box.y1)))
    return found


@pytest.mark.sweep
@pytest.mark.parametrize("life", quick(LIVES, "one tick", "a year", "the last day that can be planned"))
def test_every_text_is_whole_and_covers_no_other(roadmap: Roadmap, needed: Sequence[str], life: str) -> None:
    told, day, target = LIVES[life]
    for chart in charts_of(lived(needed, *told), roadmap, day, target):
        for width, height in SIZES[type(chart)]:
            texts = texts_of(drawn(chart, ChartStyle(LIGHT, "DejaVu Sans", 11, width, height)))
            for place, (text, box) in enumerate(texts):
                where = f"{text!r} in {type(chart).__name__} at {width} × {height}"
                assert box[0] >= -0.5, where
                assert box[2] <= width + 0.5, where
                assert box[1] >= -1, where
                assert box[3] <= height + 1, where
                for other, other_box in texts[place + 1 :]:
                    apart = (
                        box[2] <= other_box[0] + 0.5
                        or other_box[2] <= box[0] + 0.5
                        or box[3] <= other_box[1] + 1
                        or other_box[3] <= box[1] + 1
                    )
                    assert apart, f"{where} lies on {other!r}"


@pytest.mark.sweep
@pytest.mark.parametrize("day", [date(2026, 1, 5) + timedelta(days=each) for each in range(0, 320, 8)])
def test_no_text_lies_on_the_line_of_the_day(roadmap: Roadmap, needed: Sequence[str], day: date) -> None:
    events = held_by(lived(needed, date(2026, 1, 5), 42, 10, 28), day)
    chart = burn_up_chart(roadmap, events, day, None, partial(forecast_on, roadmap, events, day), START)
    figure = drawn(chart, ChartStyle(LIGHT, "DejaVu Sans", 11, 672, 260))
    (axes,) = figure.axes
    line = next(box for each in axes.lines if (box := each.get_window_extent()).width < 1 < box.height)
    x, bottom, top = line.x0, line.y0, line.y1
    labels = {text.get_text() for text in axes.texts}
    on_it = [
        text for text, box in texts_of(figure) if text in labels and box[0] < x < box[2] and bottom < box[1] < top - 2
    ]
    assert on_it == []
    assert "Brought 42" in {text for text, _ in texts_of(figure)}


def test_what_was_brought_is_never_shown_as_gained(roadmap: Roadmap, needed: Sequence[str]) -> None:
    chart = category_chart(roadmap, lived(needed, START, 42, 1), START)
    assert sum(row.now for row in chart.rows) == 42
    assert [row.before for row in chart.rows] == [row.now for row in chart.rows]
    assert chart.table.headers[2] == "When you started"


def test_after_ninety_days_the_comparison_is_with_ninety_days_ago(roadmap: Roadmap, needed: Sequence[str]) -> None:
    events = lived(needed, START - timedelta(days=200), 42, 10, 20)
    chart = category_chart(roadmap, events, START)
    assert sum(row.before for row in chart.rows) == 42 + 11
    assert chart.table.headers[2] == "90 days ago"


@pytest.mark.parametrize(
    ("day", "started_on", "expected"),
    [
        (date(2026, 11, 30), date(2026, 11, 30), date(2026, 11, 30)),
        (date(2026, 11, 30), date(2026, 11, 1), date(2026, 11, 1)),
        (date(2026, 11, 30), date(2026, 1, 1), date(2026, 9, 1)),
        (date(2026, 11, 30), None, date(2026, 11, 30)),
        (date.min, None, date.min),
        (date.min, date.max, date.min),
    ],
)
def test_the_day_that_progress_is_comparison_day(day: date, started_on: date | None, expected: date) -> None:
    assert comparison_day(day, started_on) == expected


@pytest.mark.parametrize(("day", "label"), [(START, "today"), (date(2026, 10, 31), "31 Oct")])
def test_the_line_names_the_day_that_is_shown(roadmap: Roadmap, needed: Sequence[str], day: date, label: str) -> None:
    events = held_by(lived(needed, date(2026, 1, 5), 42, 10, 28), day)
    chart = burn_up_chart(roadmap, events, day, None, partial(forecast_on, roadmap, events, day), START)
    texts = [text for text, _ in texts_of(drawn(chart, ChartStyle(LIGHT, "DejaVu Sans", 11, 672, 260)))]
    assert label in texts
    assert ("today" in texts) is (label == "today")


def test_a_name_longer_than_half_the_chart_is_shortened_and_stays_whole_in_the_table() -> None:
    name = "Everything about the systems that serve models to other systems, and their care"
    chart = CategoryChart((CategoryProgress(name, 1, 0, 3), CategoryProgress("SQL", 0, 0, 3)))
    texts = [text for text, _ in texts_of(drawn(chart, ChartStyle(LIGHT, "DejaVu Sans", 11, 330, 240)))]
    (shortened,) = [text for text in texts if text.startswith("Everything")]
    assert shortened.endswith("…")
    assert chart.table.rows[0][0] == name


def test_a_chart_over_nothing_says_so() -> None:
    texts = [text for text, _ in texts_of(drawn(CategoryChart(()), ChartStyle(LIGHT, "DejaVu Sans", 11, 330, 240)))]
    assert texts == ["Nothing is in scope."]


@pytest.mark.usefixtures("qapp")
def test_the_family_is_the_one_that_the_window_draws_with() -> None:
    font = QFont("Sans Serif")
    family, *fallbacks = font_families(font)
    assert family == QFontInfo(font).family()
    assert family in QFontDatabase.families()
    assert family not in fallbacks
    settings = ChartStyle(LIGHT, family, 11, 300, 200).settings()
    assert settings["font.family"][0] == family


@pytest.mark.usefixtures("qapp")
def test_a_script_that_the_family_lacks_is_drawn_with_another_family_that_is_there() -> None:
    has_japanese = QFontDatabase.families(QFontDatabase.WritingSystem.Japanese)
    if not has_japanese:
        assert not set(font_families(QFont("DejaVu Sans"))) - set(QFontDatabase.families())
        return
    families = font_families(QFont("DejaVu Sans"))
    assert set(has_japanese) & set(families)


@pytest.mark.long
def test_a_drawing_names_families_to_fall_back_to_and_is_sound_xml(roadmap: Roadmap, needed: Sequence[str]) -> None:
    events = lived(needed, date(2026, 1, 5), 42, 10, 28)
    for chart in charts_of(events, roadmap, START, None):
        root = ElementTree.fromstring(svg_of(chart, ChartStyle(LIGHT, "DejaVu Sans", 11, 672, 260)))
        styles = [text.get("style", "") for text in root.iter("{http://www.w3.org/2000/svg}text")]
        assert styles
        assert all(re.search(r"font(-family)?: [^;]*sans-serif", style) for style in styles), styles[:3]

"""The Progress page: tiles that explain themselves, charts that are drawn elsewhere, and the day that they show."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

import gui.shell.file_commands
from gui.app.date_format import locale_forms
from gui.charts import rendering
from gui.charts.burn_up import BurnUpChart, burn_up_chart
from gui.charts.categories import CategoryChart, category_chart
from gui.charts.chart import ChartTable
from gui.charts.chart_style import ChartStyle
from gui.charts.rendering import render, svg_of
from gui.charts.study_year import StudyYearChart, depth_of, study_year_chart
from gui.charts.worker import ChartWorker
from gui.pages.progress import past_forecasts_card
from gui.skill_detail import day_dialog
from gui.theme.palette import DARK, LIGHT, Mode
from roadmaps.forecast import (
    burn_up,
    days_to_look_back_on,
    forecast_on,
    past_forecast_row,
    past_forecasts,
    past_forecasts_text,
)
from roadmaps.forecast.past_text import NO_PAST_FORECASTS
from roadmaps.gap import learned_since, measure_gap
from roadmaps.journal import StudySession, replay
from roadmaps.text.text_format import percent_text
from tests.gui.scene import SENTENCE, TODAY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from matplotlib.figure import Figure

    from gui.charts.chart import Chart, Spot
    from gui.charts.chart_card import ChartCard
    from gui.charts.rendering import RenderedChart
    from gui.pages.progress.page import ProgressPage
    from roadmaps.journal import Event
    from tests.gui.scene import OpenWindow, Scene

START = date(2026, 3, 2)
STYLES = [ChartStyle(LIGHT, "DejaVu Sans", 11, 560, 260), ChartStyle(DARK, "DejaVu Sans", 11, 360, 240, 2.0)]


@pytest.fixture
def first_page(request: pytest.FixtureRequest) -> str:
    return "progress" if "shown" in request.fixturenames else ""


def lived(scene: Scene) -> None:
    """Eight months with a tick every three weeks, so that there is a pace."""
    scene.clock.day = START
    can_dos = [can_do for gap in scene.tracker.gap.scope for can_do in gap.needed]
    scene.tracker.edits.mark_known_before(can_dos[:3], "what was there")
    for number, can_do in enumerate(can_dos[3:11]):
        scene.clock.day = START + timedelta(days=10 + 34 * number)
        scene.tracker.edits.set_ticked([can_do], True)
    scene.clock.day = TODAY


@pytest.fixture
def lived_scene(open_window: OpenWindow) -> Scene:
    """Its Progress page was never looked at, so nothing is drawn."""
    return open_window(before=lived)


@pytest.fixture
def shown(lived_scene: Scene) -> Scene:
    lived_scene.window.show_page("progress")
    wait(lived_scene)
    return lived_scene


@pytest.fixture
def page(shown: Scene) -> ProgressPage:
    return shown.window.pages.progress


def wait(scene: Scene) -> None:
    """Until every chart is drawn as it is wanted now."""
    page = scene.window.pages.progress
    scene.qtbot.waitUntil(
        lambda: page.past.is_current and all(card.view.is_current for card in page.cards), timeout=20000
    )
    scene.settle()


def choose(card: ChartCard, text: str) -> None:
    (action,) = [each for each in card.copy.menu().actions() if each.text() == text]
    action.trigger()


# Tiles


def test_each_tile_is_the_number_that_the_domain_says(shown: Scene, page: ProgressPage) -> None:
    gap, events = shown.tracker.gap, shown.disk.events()
    ready, learned, study, finish = page.tiles
    assert ready.number.text() == percent_text(gap.total.percent)
    assert learned.number.text() == f"{gap.total.learned} can-dos"
    recent = learned_since(gap, shown.tracker.progress, TODAY - timedelta(days=89))
    assert f"{recent} in the last 90 days" in shown.texts(learned)
    before = measure_gap(shown.tracker.roadmap, replay(events, TODAY - timedelta(days=90))).total.percent
    points = (gap.total.percent or 0) - (before or 0)
    assert points > 0
    assert f"up {points} points in 90 days" in shown.texts(ready)
    assert study.number.text() == "0\xa0h a week"
    made = forecast_on(shown.tracker.roadmap, events, TODAY)
    assert made.half is not None
    assert str((made.half.last or TODAY).year) in finish.number.text()
    chart = page.burn_up.view.chart
    assert isinstance(chart, BurnUpChart)
    assert chart.forecast == made


@pytest.mark.slow
def test_each_tile_explains_itself(shown: Scene, page: ProgressPage) -> None:
    for tile in page.tiles:
        shown.click(tile.number)
        assert shown.window.panel.isVisible()
        shown.press(Qt.Key.Key_Escape)
        assert tile.number.hasFocus()


@pytest.mark.slow
def test_the_tile_of_what_was_learned_opens_what_was_learned(shown: Scene, page: ProgressPage) -> None:
    learned = page.tiles[1]
    shown.click(learned.number)
    assert f"{learned.number.text()} learned here" in shown.texts(shown.window.panel)


@pytest.mark.slow
def test_an_empty_page_leads_to_a_first_step(open_window: OpenWindow) -> None:
    scene = open_window()
    scene.window.show_page("progress")
    scene.window.pages.shown.take_focus()
    scene.settle()
    assert "There’s nothing to look back on yet." in scene.texts(scene.window.pages.progress)
    scene.press(Qt.Key.Key_Space)
    assert scene.window.pages.shown.name == "assess"


# As of


def test_the_slider_shows_everything_as_of_a_day(shown: Scene, page: ProgressPage) -> None:
    day = date(2026, 6, 1)
    page.as_of.slider.setValue((day - START).days)
    shown.qtbot.waitUntil(lambda: shown.tracker.as_of == day)
    wait(shown)
    assert page.as_of.day.text() == "1 Jun 2026"
    chart = page.burn_up.view.chart
    assert isinstance(chart, BurnUpChart)
    assert chart.day == day
    assert page.tiles[0].number.text() == percent_text(shown.tracker.gap.total.percent)
    assert shown.window.looking_back.isVisible()
    page.as_of.slider.setFocus()
    shown.press(Qt.Key.Key_End)
    shown.qtbot.waitUntil(lambda: shown.tracker.as_of is None)
    assert not shown.window.looking_back.isVisible()


@pytest.mark.slow
def test_a_day_can_be_chosen_in_the_calendar(shown: Scene, page: ProgressPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day_dialog, "ask_day", lambda *_: date(2020, 1, 1))
    shown.click(page.as_of.day)
    assert shown.tracker.as_of == START, "there is nothing before the first day"
    monkeypatch.setattr(day_dialog, "ask_day", lambda *_: None)
    shown.click(page.as_of.day)
    assert shown.tracker.as_of == START


# Charts on the screen


def test_a_chart_can_be_read_by_keys_by_pointer_and_in_a_sentence(shown: Scene, page: ProgressPage) -> None:
    view = page.categories.view
    assert view.chart is not None
    assert view.accessibleDescription() == view.chart.summary
    view.setFocus()
    shown.press(Qt.Key.Key_Down)
    first = view.spot
    shown.press(Qt.Key.Key_End)
    last = view.spot
    assert first
    assert last
    assert first != last
    middle = QPoint(round(last.x + last.width / 2), round(last.y + last.height / 2))
    assert view.spot_at(middle) == last
    shown.press(Qt.Key.Key_Home)
    assert view.spot == first
    assert view.spot_at(QPoint(-5, -5)) is None


@pytest.mark.slow
def test_a_chart_is_a_table_too(shown: Scene, page: ProgressPage) -> None:
    card = page.burn_up
    shown.click(card.as_table)
    assert card.table.isVisible()
    chart = card.view.chart
    assert chart is not None
    assert card.table.rowCount() == len(chart.table.rows)
    shown_cells = [card.table.item(0, column) for column in range(card.table.columnCount())]
    assert tuple(cell.text() for cell in shown_cells if cell) == chart.table.rows[0]
    shown.click(card.as_table)
    assert card.view.isVisible()


@pytest.mark.slow
def test_a_chart_is_copied_as_picture_and_as_text(shown: Scene, page: ProgressPage) -> None:
    before = page.categories.view.chart
    choose(page.categories, "Copy as a picture")
    shown.window.pages.chart_worker.wait()
    assert page.categories.view.chart is before
    assert QApplication.clipboard().image().width() == 2 * page.categories.view.width()
    choose(page.categories, "Copy as text")
    chart = page.categories.view.chart
    assert chart is not None
    lines = QApplication.clipboard().text().split("\n")
    assert lines[1] == chart.summary
    rows = list(csv.reader(io.StringIO("\n".join(lines[3:])), delimiter="\t"))
    assert tuple(rows[0]) == chart.table.headers
    assert [tuple(row) for row in rows[1:]] == list(chart.table.rows)


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_chart_is_saved_as_drawing_or_picture(
    shown: Scene, page: ProgressPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("chart.svg", "chart.png"):
        monkeypatch.setattr(gui.shell.file_commands, "ask_where", lambda *_, name=name: tmp_path / name)
        choose(page.burn_up, "Save as PNG or SVG …")
    assert QSvgRenderer(str(tmp_path / "chart.svg")).isValid()
    assert "Achieved" in (tmp_path / "chart.svg").read_text(encoding="utf-8")
    assert QImage(str(tmp_path / "chart.png")).width() == 2 * page.burn_up.view.width()
    shown.disk.is_full = True
    choose(page.burn_up, "Save as PNG or SVG …")
    assert SENTENCE in shown.texts()


@pytest.mark.slow
def test_another_palette_draws_the_same_chart_again(shown: Scene, page: ProgressPage) -> None:
    before = page.burn_up.view.chart
    shown.theme.set_mode(Mode.DARK)
    wait(shown)
    assert page.burn_up.view.chart is before, "it was not made anew"
    assert page.burn_up.view.style_now().colours is DARK
    shown.theme.set_mode(Mode.LIGHT)
    wait(shown)


def test_a_tick_elsewhere_is_in_the_charts_when_they_are_looked_at(shown: Scene, page: ProgressPage) -> None:
    before = page.burn_up.view.chart
    shown.window.show_page("skills")
    left = next(gap for gap in shown.tracker.gap.scope if gap.left)
    shown.tracker.edits.set_ticked([left.left[0]], True)
    shown.window.show_page("progress")
    wait(shown)
    after = page.burn_up.view.chart
    assert isinstance(before, BurnUpChart)
    assert isinstance(after, BurnUpChart)
    assert after.series.points[-1].achieved == before.series.points[-1].achieved + 1


@pytest.mark.slow
def test_only_what_a_chart_shows_draws_it_again(
    shown: Scene, page: ProgressPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [card.view.chart for card in page.cards]
    before = list(made)
    looked_back: list[date] = []
    render = rendering.render

    def render_noted(chart: Chart, style: ChartStyle) -> RenderedChart:
        if all(chart is not each for each in made):  # in another size, the same chart is drawn again
            made.append(chart)
        return render(chart, style)

    def days_noted(events: Sequence[Event], day: date) -> list[date]:
        looked_back.append(day)
        return days_to_look_back_on(events, day)

    monkeypatch.setattr(rendering, "render", render_noted)
    monkeypatch.setattr(past_forecasts_card, "days_to_look_back_on", days_noted)
    skill_id = next(iter(shown.tracker.catalogue.skills))
    tracker = shown.tracker
    assert tracker.edits.write_note(skill_id, "half a thought")
    wait(shown)
    assert made == before
    assert looked_back == []
    assert tracker.log_edits.log_study(StudySession(skill_id, TODAY, 45, "", None))
    wait(shown)
    assert [type(chart) for chart in made[3:]] == [StudyYearChart]
    assert looked_back == []
    left = next(gap for gap in tracker.gap.scope if gap.left)
    tracker.edits.set_ticked([left.left[0]], True)
    wait(shown)
    assert [type(chart) for chart in made[4:]] == [BurnUpChart, CategoryChart]
    assert looked_back == [TODAY]


def test_a_tick_leaves_the_charts_as_large_as_they_are(shown: Scene, page: ProgressPage) -> None:
    tile, views = page.tiles[-1], [card.view for card in page.cards]
    before = tile.height(), [view.size() for view in views]
    left = next(gap for gap in shown.tracker.gap.scope if gap.left)
    shown.tracker.edits.set_ticked([left.left[0]], True)
    assert tile.number.text() == "…"
    QApplication.sendPostedEvents()  # lays out the page; what comes from the thread needs more than that
    assert (tile.height(), [view.size() for view in views]) == before


@pytest.mark.slow
def test_a_forecast_asked_for_again_is_computed_again_after_another_one(shown: Scene) -> None:
    forecasts, told = shown.window.pages.forecasts, []
    forecasts.ready.connect(lambda: told.append(forecasts.forecast))
    inputs = forecasts.inputs
    forecasts.compute(inputs._replace(day=inputs.day - timedelta(days=1)))  # as a chart may that was asked for before
    assert forecasts.forecast is None
    forecasts.want()
    shown.qtbot.waitUntil(lambda: bool(told))
    assert told == [forecast_on(*inputs)]


# The chart worker


class _Broken:
    summary = "broken"
    table = ChartTable((), ())

    def draw(self, _figure: Figure, _style: ChartStyle) -> Sequence[Spot]:
        raise ZeroDivisionError("no chart")


def test_a_fault_in_a_chart_is_raised_in_the_main_thread(lived_scene: Scene) -> None:
    worker = ChartWorker()
    with lived_scene.qtbot.captureExceptions() as caught:
        worker.draw(_Broken, STYLES[0], lambda: True, lambda _: None)
        lived_scene.qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    worker.stop()


@pytest.mark.slow
def test_what_nobody_waits_for_is_not_drawn(lived_scene: Scene) -> None:
    worker, made = ChartWorker(), []

    def make() -> _Broken:
        made.append(1)
        return _Broken()

    worker.draw(make, STYLES[0], lambda: False, lambda _: None)
    worker.stop()
    assert made == []


# Charts as values


def charts(scene: Scene) -> list[Chart]:
    roadmap, events = scene.tracker.roadmap, tuple(scene.disk.events())
    return [
        burn_up_chart(roadmap, events, TODAY, date(2027, 6, 1), partial(forecast_on, roadmap, events, TODAY)),
        category_chart(roadmap, events, TODAY),
        study_year_chart(events, TODAY, 0),
    ]


@pytest.mark.sweep
@pytest.mark.parametrize("style", STYLES, ids=["light", "dark"])
def test_every_chart_is_drawn_in_its_colours_and_says_every_spot(lived_scene: Scene, style: ChartStyle) -> None:
    for chart in charts(lived_scene):
        drawing = render(chart, style)
        assert drawing.image.width() == round(style.width * style.ratio)
        assert drawing.spots
        assert all(spot.text and spot.width > 0 and spot.height > 0 for spot in drawing.spots)
        assert all(-40 <= spot.x <= style.width and 0 <= spot.y <= style.height for spot in drawing.spots)
        paper = drawing.on_paper()
        assert paper.pixelColor(0, 0) == style.colours.colour("surface")
        assert len(chart.table.headers) == len(chart.table.rows[0]) if chart.table.rows else True
        assert chart.summary.endswith(".")
    svg = svg_of(charts(lived_scene)[0], style).decode()
    assert style.colours.have.lower() in svg.lower()
    assert style.colours.accent.lower() in svg.lower()


@pytest.mark.slow
def test_no_words_of_the_burn_up_lie_on_each_other(lived_scene: Scene) -> None:
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    style = STYLES[0]
    with mpl.rc_context(style.settings()):
        figure = style.figure()
        charts(lived_scene)[0].draw(figure, style)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()  # type: ignore[no-untyped-call]
        (axes,) = figure.axes
        words = [(each.get_text(), each.get_window_extent()) for each in axes.texts if each.get_text()]
    for place, (text, box) in enumerate(words):
        for other, other_box in words[place + 1 :]:
            assert not box.overlaps(other_box), f"{text!r} lies on {other!r}"


def test_the_burn_up_is_the_series_of_the_domain(lived_scene: Scene) -> None:
    events = tuple(lived_scene.disk.events())
    roadmap = lived_scene.tracker.roadmap
    chart = burn_up_chart(roadmap, events, TODAY, None, partial(forecast_on, roadmap, events, TODAY))
    assert chart.series == burn_up(roadmap, events, TODAY)
    assert chart.series.points[-1].achieved == lived_scene.tracker.gap.total.ticked


@pytest.mark.slow
def test_the_rows_of_the_categories_add_up_to_the_gap(lived_scene: Scene) -> None:
    rows = category_chart(lived_scene.tracker.roadmap, tuple(lived_scene.disk.events()), TODAY).rows
    total = lived_scene.tracker.gap.total
    assert sum(row.needed for row in rows) == total.can_dos
    assert sum(row.now for row in rows) == total.ticked
    left = [row.needed - row.now for row in rows]
    assert left == sorted(left, reverse=True)


@pytest.mark.parametrize(("minutes", "depth"), [(0, 0), (1, 1), (29, 1), (30, 2), (59, 2), (60, 3), (119, 3), (120, 4)])
def test_a_day_is_the_deeper_the_longer_it_was(minutes: int, depth: int) -> None:
    assert depth_of(minutes) == depth


@pytest.mark.parametrize("first_weekday", [0, 6])
def test_a_year_of_study_ends_today_and_begins_with_a_week(lived_scene: Scene, first_weekday: int) -> None:
    chart = study_year_chart(tuple(lived_scene.disk.events()), TODAY, first_weekday)
    days = list(chart.days())
    assert days[-1] == TODAY
    assert days[0].weekday() == first_weekday
    assert len(days) > 52 * 7


# The whole history


def test_the_history_tells_every_event_newest_first(shown: Scene, page: ProgressPage) -> None:
    model = page.history.model
    assert model.rowCount() == len(shown.disk.events())
    told = [model.entry_at(row) for row in range(model.rowCount())]
    orders = [each.event.order for each in told if each]
    assert orders == sorted(orders, reverse=True)
    page.history.filter.setText("hygiene ticked")
    assert 0 < model.rowCount() < len(orders)
    page.history.filter.setText("nothing has this")
    assert model.rowCount() == 0
    assert not page.history.revert.isEnabled()


@pytest.mark.slow
def test_a_single_event_is_reverted_by_a_new_one_and_undone(shown: Scene, page: ProgressPage) -> None:
    events, history = list(shown.disk.events()), page.history
    last = events[-1]
    history.table.selectRow(0)
    assert history.revert.isEnabled()
    shown.click(history.revert)
    assert list(shown.disk.events())[: len(events)] == events
    assert last.subject not in shown.tracker.progress.ticks
    assert history.model.rowCount() == len(events) + 1
    history.table.selectRow(1)
    assert not history.revert.isEnabled(), "what stood before it stands again"
    shown.tracker.undo()
    shown.settle()
    assert last.subject in shown.tracker.progress.ticks


@pytest.mark.slow
def test_nothing_is_reverted_on_an_earlier_day_or_a_full_disk(shown: Scene, page: ProgressPage) -> None:
    history, count = page.history, len(shown.disk.events())
    shown.tracker.view_as_of(date(2026, 6, 1))
    shown.settle()
    history.table.selectRow(0)
    assert not history.revert.isEnabled()
    shown.tracker.view_as_of(None)
    history.table.selectRow(0)
    shown.disk.is_full = True
    shown.click(history.revert)
    assert len(shown.disk.events()) == count
    assert SENTENCE in shown.texts()


# Past forecasts


@pytest.mark.slow
def test_a_chart_whose_room_is_back_before_it_was_redrawn_says_so(shown: Scene, page: ProgressPage) -> None:
    """Past forecasts wait for the last chart, which may get there without being drawn again."""
    view, size = page.year.view, page.year.view.size()
    view.resize(size.width() - 20, size.height())  # as when a scroll bar comes, and goes again
    assert not view.is_current
    with shown.qtbot.waitSignal(view.settled):
        view.resize(size)
    assert view.is_current


@pytest.mark.slow
def test_past_forecasts_are_listed_with_how_often_they_held(shown: Scene, page: ProgressPage) -> None:
    events = shown.disk.events()
    found = list(past_forecasts(shown.tracker.roadmap, events, days_to_look_back_on(events, TODAY), TODAY))
    assert len(found) > 1
    assert page.past.words.text() == past_forecasts_text(found, shown.tracker.gap)
    table = page.past.table
    cells, columns = table.model(), range(table.columnCount())
    said = [[cells.index(row, column).data() for column in columns] for row in range(table.rowCount())]
    assert said == [list(past_forecast_row(each, locale_forms())) for each in reversed(found)]


@pytest.mark.long
def test_past_forecasts_of_an_earlier_day_are_those_before_it(shown: Scene, page: ProgressPage) -> None:
    count = page.past.table.rowCount()
    shown.tracker.view_as_of(TODAY - timedelta(days=60))
    wait(shown)
    assert 0 < page.past.table.rowCount() < count
    shown.tracker.view_as_of(TODAY - timedelta(days=250))
    wait(shown)
    assert page.past.words.text() == NO_PAST_FORECASTS
    assert not page.past.table.isVisible()


@pytest.mark.slow
def test_no_part_is_squeezed_in_one_column(open_window: OpenWindow) -> None:
    scene = open_window(before=lived)
    scene.window.resize(1280, 800)
    scene.window.show_page("progress")
    wait(scene)
    scene.window.resize(1024, 640)
    wait(scene)
    page = scene.window.pages.progress
    for card in (*page.cards, page.past, page.past.table, page.history, page.log):
        assert card.height() >= card.minimumSizeHint().height()


@pytest.mark.slow
def test_a_log_with_one_session_shows_it(shown: Scene) -> None:
    table = shown.window.pages.progress.log.table
    shown.tracker.log_edits.log_study(StudySession("hygiene", TODAY, 45, "Boiled it", None))
    shown.settle()
    row = table.visualRect(table.model().index(0, 0))
    assert not row.isEmpty()
    assert table.viewport().rect().contains(row)

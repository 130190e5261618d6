"""The same quantity is the same everywhere, on every page and in every export, whatever life somebody has had.

Each life is looked at through the real window: parts add up as they are shown, a panel explains the number that was
clicked, and nothing impossible is advised.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from PySide6.QtGui import QImage

from gui.charts import rendering
from gui.export.calendar_memory import CalendarMemory
from gui.export.formats import Material
from gui.pages.roadmap.map.headers import StageHeader
from gui.widgets.buttons import NumberButton
from gui.widgets.explanation import ExplanationPanel
from roadmaps.gap import measure_gap
from store.data_copy import data_copy
from tests.examples import quick
from tests.gui import figures as reading
from tests.gui.figures import Figures, hours, numbers, said
from tests.gui.scene import TODAY, seen
from tests.roadmaps.lives import LIVES
from tests.roadmaps.test_study_time import study_days

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtWidgets import QAbstractButton, QWidget

    from roadmaps.catalogue import Catalogue
    from roadmaps.gap.explanation import Explanation, Line
    from roadmaps.report import Report
    from tests.gui.scene import OpenWindow, Scene
    from tests.roadmaps.people import Diary

PAGES: dict[str, Callable[[Scene, Figures], None]] = {
    "skills": reading.read_skills,
    "roadmap": reading.read_roadmap,
    "plan": reading.read_plan,
    "progress": reading.read_progress,
    "roles": reading.read_roles,
    "assess": reading.read_assess,
    "welcome": reading.read_welcome,
}
PRINTED = ("weeks off", "target past")
"""Lives whose PDF is read, too: it takes long to set."""
DIRECTIONS = ("ds-to-mle", "mle-to-ds")
IN_BOTH_DIRECTIONS = settings().max_examples > 100
WALKS = [
    (life, roadmap_id)
    for number, life in enumerate(LIVES)
    for roadmap_id in (DIRECTIONS if IN_BOTH_DIRECTIONS else [DIRECTIONS[number % 2]])
]
"""Every life in one of the directions, by turns; in the full run in both, which takes twice as long."""
WHERE = {
    "50\xa0% range": {"PDF", "burn-up", "chart of 50\xa0%", "plan", "report"},
    "85\xa0% range": {"PDF", "chart of 85\xa0%", "plan", "report", "tile"},
    "brought": {"CSV", "PDF", "burn-up", "first gap", "report", "top bar"},
    "can-dos of stage 1": {"list of stages", "report"},
    "chance": {"PDF", "plan", "report"},
    "finish": {"plan", "tile"},
    "hours left": {
        "CSV",
        "calendar",
        "first gap",
        "list of stages",
        "map",
        "map of careers",
        "panel",
        "plan",
        "report",
    },
    "hours of Machine learning": {"report", "skills page"},
    "hours of stage 1": {"head of the map", "list beside the map", "list of stages", "report"},
    "learned": {"CSV", "PDF", "burn-up", "first gap", "report", "tile", "top bar"},
    "left": {"CSV", "PDF", "burn-up", "first gap", "list of stages", "map of careers", "plan", "report", "top bar"},
    "needed": {"plan", "report", "sentence on the plan"},
    "past forecasts": {"progress", "report"},
    "readiness": {"PDF", "first gap", "report", "report by stage", "tile", "top bar"},
    "scope": {"CSV", "burn-up", "check list", "first gap", "report", "skills page", "top bar"},
    "skills": {"CSV", "first gap", "report", "skills page"},
    "skills begun": {"JSON Resume", "gap"},
    "skills have": {"first gap", "panel", "report", "skills page"},
    "skills left": {"first gap", "list of stages", "map", "plan"},
    "study time": {"CSV of sessions", "chart", "tile"},
    "ticked": {"CSV", "check list", "first gap", "panel", "report", "skills page", "top bar"},
    "what comes first": {"first gap", "next up", "week by week"},
}
"""Where each quantity is found in a life that has all of them: a place that words it anew must not drop out unseen."""
_FORMAT = QImage.Format.Format_RGB32
OF = re.compile(r"^(\d+) of (\d+)\b")
A_WEEK = re.compile(r"(\d[\d,]*(?:\.\d+)?)\xa0h(?: more)? (?:a|per) week")


@pytest.fixture
def explained(monkeypatch: pytest.MonkeyPatch) -> list[Explanation]:
    """What the panel was asked to show."""
    shown: list[Explanation] = []
    explain = ExplanationPanel.explain

    def note(panel: ExplanationPanel, explanation: Explanation, anchor: QWidget) -> None:
        shown.append(explanation)
        explain(panel, explanation, anchor)

    monkeypatch.setattr(ExplanationPanel, "explain", note)
    return shown


@pytest.fixture
def nothing_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """What charts say is read, not how they look."""
    monkeypatch.setattr(
        rendering, "render", lambda chart, style: rendering.RenderedChart(chart, style, QImage(1, 1, _FORMAT), ())
    )


@pytest.mark.sweep
@pytest.mark.usefixtures("nothing_is_drawn")
@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize(("life", "roadmap_id"), quick(WALKS, WALKS[0], *WALKS[-3:-1]))
def test_every_number_is_the_same_everywhere(
    open_window: OpenWindow, catalogue: Catalogue, life: str, roadmap_id: str, explained: list[Explanation]
) -> None:
    diary = LIVES[life](catalogue, catalogue.roadmaps[roadmap_id])
    walk(living(open_window, catalogue, diary), explained, is_printed=life in PRINTED)


@pytest.mark.slow
@pytest.mark.usefixtures("nothing_is_drawn")
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_every_number_agrees_as_of_an_earlier_day(
    open_window: OpenWindow, catalogue: Catalogue, explained: list[Explanation]
) -> None:
    scene = living(open_window, catalogue, LIVES["long pause"](catalogue, catalogue.roadmaps["ds-to-mle"]))
    assert scene.tracker.view_as_of(TODAY - timedelta(days=470))
    figures = walk(scene, explained, is_printed=True)
    assert {quantity: figures.places(quantity) for quantity in WHERE} == WHERE


@pytest.mark.long
@pytest.mark.usefixtures("nothing_is_drawn")
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_every_number_agrees_after_a_flight_east_and_back(
    open_window: OpenWindow, catalogue: Catalogue, explained: list[Explanation]
) -> None:
    """What was dated tomorrow, by the calendar of another place, counts today."""
    diary = LIVES["target past"](catalogue, catalogue.roadmaps["ds-to-mle"])
    gap = measure_gap(catalogue.roadmaps["ds-to-mle"], diary.progress())
    diary.later(1).tick(*(can_do.id for skill in gap.scope for can_do in skill.left[:1]))
    walk(living(open_window, catalogue, diary), explained)


def living(open_window: OpenWindow, catalogue: Catalogue, diary: Diary) -> Scene:
    """A window over a life."""

    def lived(scene: Scene) -> None:
        scene.disk.append(diary.events)
        scene.tracker.reload()

    return open_window(catalogue, before=lived)


def walk(scene: Scene, explained: list[Explanation], *, is_printed: bool = False) -> Figures:
    """Look at every page and export, click every number, and compare all of them; what was read comes back."""
    figures, texts, tracker = Figures(), [], scene.tracker
    for name, read in PAGES.items():
        look_at(scene, name)
        if scene.window.top_bar.readiness.number.isVisible():
            reading.read_frame(scene, figures)
        read(scene, figures)
        texts += said(scene.window)
        click_every_number(scene, explained, figures)
    events = tuple(scene.disk.events())
    material = Material(
        tracker.catalogue,
        tracker.shipped,
        tracker.roadmap,
        events,
        TODAY,
        tracker.as_of,
        scene.clock.now(),
        "",
        ["DejaVu Sans"],
        CalendarMemory(None),
        data_copy,
    )
    reading.read_exports(scene, material, figures)
    if is_printed:
        reading.read_pdf(material, figures)
    texts += list(words_of(material.report))
    assert figures.disagreements() == []
    assert_parts_add_up(figures)
    for explanation in explained:
        assert_explanation_adds_up(explanation)
    assert_nothing_impossible_is_advised(scene, texts)
    return figures


def look_at(scene: Scene, name: str) -> None:
    """Show a page, and wait until all of it is drawn."""
    window = scene.window
    window.show_page(name)
    scene.settle()
    pages = window.pages
    if name in ("plan", "progress"):
        scene.qtbot.waitUntil(lambda: pages.forecasts.forecast is not None, timeout=60_000)
    if name == "plan":
        scene.qtbot.waitUntil(lambda: pages.plan.finish.chart.is_current, timeout=60_000)
    if name == "progress":
        page = pages.progress
        if page.area.isVisible():
            scene.qtbot.waitUntil(
                lambda: page.past.is_current and all(card.view.is_current for card in page.cards), timeout=60_000
            )
    scene.settle()


def click_every_number(scene: Scene, explained: list[Explanation], figures: Figures) -> None:
    """Each panel says the number that opened it; what it says is one more reading of some quantities."""
    buttons: list[QAbstractButton] = [*seen(scene.window, NumberButton), *seen(scene.window, StageHeader)]
    for button in buttons:
        explained_before = len(explained)
        # The signal and not the pointer: a number may lie below the fold.
        button.click()
        scene.settle()
        assert len(explained) == explained_before + 1, f"{button.accessibleName()!r} explains nothing"
        explanation = explained[-1]
        assert_answers(button, explanation)
        readings = {"What’s left": "hours left", "Can-dos ticked": "ticked", "Skills you have": "skills have"}
        quantity = readings.get(explanation.title)
        found = re.search(r"\d[\d–,]*\xa0h$" if quantity == "hours left" else r"^\d+", explanation.result)
        if quantity and found:
            figures.read(quantity, "panel", found[0])
        scene.window.panel.dismiss()
        scene.settle()


def assert_answers(button: QAbstractButton, explanation: Explanation) -> None:
    """The number that was clicked is in the result, or the panel says why there is none."""
    answer = f"{explanation.title} {explanation.result}"
    shown = button.accessibleName() if isinstance(button, StageHeader) else button.text()
    if isinstance(button, StageHeader):
        if "nothing counts" not in button.accessibleName() and " done" not in button.accessibleName():
            left = re.search(r"(\d[\d–,]*\xa0h) left", shown)
            assert left, shown
            assert left[1] in answer, f"{shown!r} is explained by {answer!r}"
        return
    missing = [number for number in numbers(shown) if number not in numbers(answer)]
    assert not missing, f"{shown!r} is explained by {answer!r}"
    if not numbers(shown):
        words = shown.casefold()
        assert words in answer.casefold() or shown == "–", f"{shown!r} is explained by {answer!r}"
        if shown == "–":
            assert "no number" in answer or "in scope" in answer or "measured" in answer or "No whole week" in answer


# Sums


def assert_parts_add_up(figures: Figures) -> None:
    """Stages and categories make the whole, in can-dos and in hours, as they are shown."""
    ticked, can_dos, left = (int(figures.value(name)) for name in ("ticked", "scope", "left"))
    assert can_dos == ticked + left
    assert int(figures.value("brought")) + int(figures.value("learned")) == ticked
    if can_dos:
        assert figures.value("readiness") in (f"{100 * ticked // can_dos}\xa0%", "–")
    whole = hours(figures.value("hours left"))
    for is_part in (_is_stage, _is_category):
        counts = [[int(number) for number in numbers(value)] for value in _parts(figures, "can-dos of ", is_part)]
        assert _sums(counts) == [ticked, can_dos]
        assert _sums([hours(value) for value in _parts(figures, "hours of ", is_part)]) == [*whole]


def _is_stage(name: str) -> bool:
    return name.startswith("stage ")


def _is_category(name: str) -> bool:
    return not _is_stage(name)


def _parts(figures: Figures, beginning: str, is_part: Callable[[str], bool]) -> Iterator[str]:
    for quantity in figures.readings:
        if quantity.startswith(beginning) and is_part(quantity.removeprefix(beginning)):
            yield figures.value(quantity)


def _sums(pairs: Sequence[Sequence[int]]) -> list[int]:
    return [sum(pair[place] for pair in pairs) for place in (0, 1)]


def assert_explanation_adds_up(explanation: Explanation) -> None:
    """Lines that count can-dos or hours make what the result says."""
    whole = OF.search(explanation.result)
    amount = re.search(r"(?:^|[ ,])(\d[\d–,]*\xa0h)(?: left)?$", explanation.result)
    for group in explanation.groups:
        counts = [found for line in group if (found := OF.search(line.value))]
        if whole and counts and len(counts) >= len(group) - 1:
            parts = [(int(found[1]), int(found[2])) for found in counts]
            assert _sums(parts) == [int(whole[1]), int(whole[2])], explanation
        amounts = [hours_of for line in group if (hours_of := _hours_of(line))]
        if amount and amounts and not group[0].label.startswith("From zero"):
            assert _sums(amounts) == [*hours(amount[1])], explanation


def _hours_of(line: Line) -> tuple[int, int] | None:
    """The hours that a line adds; a line for rounding may take some."""
    if line.label == "Rounding":
        ends = [int(each.replace("−", "-").replace("±", "")) for each in line.value.removesuffix("\xa0h").split(" to ")]
        return ends[0], ends[-1]
    found = re.search(r"(?:^|, )(\d[\d–,]*\xa0h)$", line.value)
    return hours(found[1]) if found else None


# Advice


def words_of(report: Report) -> Iterator[str]:
    """Every text of a report."""
    for section in report.sections:
        yield from section.paragraphs
        for table in section.tables:
            for row in table.rows:
                yield from row


def assert_nothing_impossible_is_advised(scene: Scene, texts: Sequence[str]) -> None:
    """No week is asked to hold more than its study days can, no past day is offered, and nothing is left of nothing."""
    tracker = scene.tracker
    commitment, gap = tracker.progress.commitments.on(tracker.roadmap.id), tracker.gap
    most = 24 * len(commitment.study_days) or 168
    for text in texts:
        for amount in A_WEEK.findall(text):
            is_said = float(amount.replace(",", "")) == commitment.hours_a_week
            assert is_said or float(amount.replace(",", "")) <= most, text
        assert "on 0 days" not in text
        assert not re.search(r"\b(?:nan|inf|None)\b(?! of th(?:ese|em)| yet:)", text), text
        for day in re.findall(r"you could finish by (\d+ \w+ \d+)", text):
            assert datetime.strptime(day, "%d %b %Y").date() >= tracker.day, text  # a day of the calendar
        if not gap.total.can_dos:
            assert "finished yet" not in text, text
            is_of_the_goal = not text.startswith("The other direction: ") and not re.match(r"\d+ can-dos? left, ", text)
            assert not is_of_the_goal or not re.search(r"\b[1-9]\d* can-dos? left", text), text
    whole = " ".join(texts)
    left = gap.total.hours_left.middle
    if commitment.target and left:
        days = len(study_days(commitment, max(commitment.start or tracker.day, tracker.day), commitment.target))
        assert ("To finish by" in whole) == (left <= 24 * days)
        assert ("you could finish by " in whole) == (left > 24 * days)
    if commitment.target and commitment.target < tracker.day:
        assert "Chance by" not in whole
        assert "The chance to finish by" not in whole

"""What the tests of the window share: one palette for all, windows over small files, and a count of what is left."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QLocale

from gui.charts import rendering
from gui.theme.icons import Icons
from gui.theme.palette import Look, Mode, Theme
from gui.widgets import toast
from roadmaps.catalogue import load_catalogue
from tests.gui.scene import Scene, SetClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from gui.charts.chart import Chart
    from gui.charts.chart_style import ChartStyle
    from gui.charts.rendering import RenderedChart
    from roadmaps.catalogue import Catalogue
    from tests.gui.scene import OpenWindow

_MANY_OBJECTS = 100_000
TINY = Path(__file__).parents[1] / "roadmaps" / "tiny"


@pytest.fixture(scope="session", autouse=True)
def british_days() -> Iterator[None]:
    """Days are written in the user's own language; here that is one and the same everywhere."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The shipped one."""
    return load_catalogue()


@pytest.fixture(scope="session")
def tiny() -> Catalogue:
    """Ten skills of bakers and brewers."""
    return load_catalogue(TINY)


@pytest.fixture(scope="session")
def one_theme(qapp: QApplication) -> Theme:
    return Theme(qapp, Look(Mode.LIGHT))


@pytest.fixture(scope="session")
def icons(one_theme: Theme) -> Icons:
    """Drawn once for all windows: an icon depends on nothing but its name, its colours and its size."""
    return Icons(one_theme)


@pytest.fixture(scope="session", autouse=True)
def each_chart_is_drawn_once() -> Iterator[None]:
    """The same values in the same style make the same picture, for whichever test."""
    drawings: dict[object, RenderedChart] = {}
    draw = rendering.render

    def draw_once(chart: Chart, style: ChartStyle) -> RenderedChart:
        if type(chart).__eq__ is object.__eq__:  # no values, which could be the same
            return draw(chart, style)
        key = (repr(chart), type(chart).draw, style)
        if key not in drawings:
            drawings[key] = draw(chart, style)
        return drawings[key]._replace(chart=chart, style=style)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendering, "render", draw_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def toasts_stay() -> Iterator[None]:
    """On a busy machine a test takes longer than a toast stays."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(toast, "STAY_MS", 3_600_000)
        yield


@pytest.fixture
def theme(one_theme: Theme) -> Iterator[Theme]:
    """The palette in use: light at first."""
    one_theme.set_look(Look(Mode.LIGHT))
    yield one_theme
    one_theme.set_look(Look(Mode.LIGHT))


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def first_page() -> str:
    """The page that a window shows first: Skills, unless tests of another page name theirs and spare making two."""
    return ""


@pytest.fixture
def open_window(
    qtbot: QtBot, tmp_path: Path, theme: Theme, icons: Icons, clock: SetClock, tiny: Catalogue, first_page: str
) -> Iterator[OpenWindow]:
    """Opens windows over real files and closes them at the end; by default over the tiny catalogue."""
    opened: list[Scene] = []

    def open_one(
        catalogue: Catalogue | None = None,
        *,
        folder: str = "person",
        size: tuple[int, int] = (1280, 800),
        before: Callable[[Scene], object] | None = None,
        is_welcomed: bool = False,
    ) -> Scene:
        place = tmp_path / folder
        place.mkdir(exist_ok=True)
        scene = Scene(
            qtbot, place, theme, icons, clock, catalogue or tiny, size, before,
            is_welcomed=is_welcomed, first_page=first_page,
        )  # fmt: skip
        opened.append(scene)
        return scene

    yield open_one
    for scene in opened:
        scene.close()


@pytest.fixture
def scene(open_window: OpenWindow) -> Scene:
    """A window over a new file and the tiny catalogue."""
    return open_window()


@pytest.fixture(autouse=True)
def garbage_is_collected_here() -> Iterator[None]:
    """As in the program: no thread of ours takes down what belongs to Qt's."""
    gc.disable()
    yield
    if gc.get_count()[0] > _MANY_OBJECTS:
        gc.collect(1)
    gc.enable()


@pytest.fixture(autouse=True)
def nothing_is_left_open(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every window that a test opened is gone when it ends."""
    if "qapp" not in request.fixturenames:
        yield
        return
    # Set up before the windows, so that this looks after they were closed.
    application = request.getfixturevalue("qapp")
    before = set(application.topLevelWidgets())
    yield
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = set(application.topLevelWidgets()) - before
    assert not left, f"left open: {left}"

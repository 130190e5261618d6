"""The thread in which charts and exports are made, so that the window never waits for them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gui.app.background import Background
from gui.charts import rendering

if TYPE_CHECKING:
    from collections.abc import Callable

    from gui.charts.chart import Chart
    from gui.charts.chart_style import ChartStyle
    from gui.charts.rendering import RenderedChart


class ChartWorker(Background):
    """Draws one chart after another, and runs other work that takes as long."""

    def __init__(self) -> None:
        super().__init__("charts")

    def warm_up(self, style: ChartStyle, done: Callable[[], object]) -> None:
        """Load matplotlib and draw once with the fonts of a style before anybody waits for it; then call ``done``."""
        self.submit(partial(rendering.warm_up, style), lambda _: done())

    def draw(
        self,
        make: Callable[[], Chart],
        style: ChartStyle,
        is_wanted: Callable[[], bool],
        done: Callable[[RenderedChart], None],
    ) -> None:
        """Make and draw a chart, then call ``done`` with it in the window's thread, unless it is no longer wanted."""
        self.submit(lambda: rendering.render(make(), style), done, is_wanted=is_wanted)

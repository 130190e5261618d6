"""What every chart is: something that draws itself, says itself in a sentence, and is a table, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from gui.charts.chart_style import ChartStyle


class Spot(NamedTuple):
    """A place of a drawn chart that says something: px from its top left corner, and the words."""

    x: float
    y: float
    width: float
    height: float
    text: str


class ChartTable(NamedTuple):
    """The facts of a chart in rows."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Chart(Protocol):
    """A value, made and drawn in any thread."""

    @property
    def summary(self) -> str:
        """The chart in one sentence."""

    @property
    def table(self) -> ChartTable:
        """The chart in rows."""

    def draw(self, figure: Figure, style: ChartStyle) -> Sequence[Spot]:
        """Draw into an empty figure of the style's size; the spots from left to right."""

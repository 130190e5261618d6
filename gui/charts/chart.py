"""The interface of charts: drawing, a one-sentence summary, and a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from gui.charts.chart_style import ChartStyle


class Spot(NamedTuple):
    """A rectangle of a drawn chart with a text: px from the top left corner."""

    x: float
    y: float
    width: float
    height: float
    text: str


class ChartTable(NamedTuple):
    """The data of a chart as a table."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Chart(Protocol):
    """An immutable value, made and drawn in any thread. Equal charts draw the same picture."""

    @property
    def summary(self) -> str:
        """The chart in one sentence."""

    @property
    def table(self) -> ChartTable:
        """The data as a table."""

    def draw(self, figure: Figure, style: ChartStyle) -> Sequence[Spot]:
        """Draw into an empty figure of the style's size; returns its spots from left to right."""

"""A card with a chart: title, legend, and buttons to show it as a table, copy and save it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
)

from gui.charts.chart_view import ChartView
from gui.charts.rendering import render, svg_of
from gui.files.save_dialogs import SVG
from gui.widgets.context_menu import ContextMenu, add
from gui.widgets.fact_table import FactTable
from gui.widgets.labels import OneLine, PlainLabel, set_tip
from gui.widgets.layouts import hbox, holding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import (
        QWidget,
    )

    from gui.charts.chart import Chart
    from gui.charts.worker import ChartWorker
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme


_EDGE = 16
_BEFORE_BUTTONS = 3
"""The place of the signs in the header: after title, caption and stretch."""


class ChartCard(QFrame):
    """Shows a chart as a picture or as a table."""

    save_wanted = Signal(str, object)
    """A file name, and a function from a suffix to what makes the contents of the file, in any thread."""

    def __init__(
        self,
        title: str,
        caption: str,
        signs: Iterable[QWidget],
        least: QSize,
        worker: ChartWorker,
        theme: Theme,
        icons: Icons,
    ) -> None:
        super().__init__()
        self._title, self._worker, self._theme, self._icons = title, worker, theme, icons
        self.setProperty("variant", "card")
        self.setAccessibleName(title)
        self.view = ChartView(title, least, worker, theme)
        self.view.drawn.connect(self._follow)
        self.table = FactTable(f"{title}, as a table")
        self.table.setMinimumSize(least)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.table)
        self.as_table, self.copy = QToolButton(), QToolButton()
        self.as_table.setCheckable(True)
        for button, name in ((self.as_table, "Show as table"), (self.copy, "Copy or save")):
            button.setProperty("variant", "icon")
            button.setAccessibleName(f"{name}: {title}")
            set_tip(button, name)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.as_table.toggled.connect(self._show_table)
        self._make_menu()
        head = QHBoxLayout()
        head.setSpacing(8)
        self._head_title = OneLine(title, role="section", bold=True, theme=theme)
        head.addWidget(self._head_title)
        self._caption = PlainLabel(caption, role="caption", tone="muted", theme=theme)
        head.addWidget(self._caption)
        head.addStretch(1)
        self._signs, self._is_beside = holding(hbox(*signs, gap=8)), True
        head.addWidget(self._signs)
        head.addWidget(self.as_table)
        head.addWidget(self.copy)
        self._head = head
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(_EDGE, 8, 12, 12)
        self.column.setSpacing(6)
        self.column.addLayout(head)
        self.column.addWidget(self._stack, 1)
        theme.changed.connect(self._retint)
        self._retint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the header has no room for all, hide the caption, then put the signs below the title."""
        super().resizeEvent(event)
        parts = (self._head_title, self._signs, self.as_table, self.copy)
        needed = sum(part.sizeHint().width() + self._head.spacing() for part in parts) + 2 * _EDGE
        caption = self._caption.sizeHint().width() + self._head.spacing()
        self._caption.setVisible(needed + caption <= self.width())
        is_beside = needed <= self.width()
        if is_beside is not self._is_beside:
            self._is_beside = is_beside
            (self.column if is_beside else self._head).removeWidget(self._signs)
            if is_beside:
                self._head.insertWidget(_BEFORE_BUTTONS, self._signs)
            else:
                self.column.insertWidget(1, self._signs, 0, Qt.AlignmentFlag.AlignLeft)

    def minimumSizeHint(self) -> QSize:
        """The size without what makes way where space is short: the caption, and the signs beside the title."""
        hint = super().minimumSizeHint()
        parts: list[QWidget] = [] if self._caption.isHidden() else [self._caption]
        parts += [self._signs] if self._is_beside else []
        spare = sum(part.sizeHint().width() + self._head.spacing() for part in parts)
        least = self._stack.minimumSizeHint().width() + self.column.contentsMargins().left() + 12
        return QSize(max(hint.width() - spare, least), hint.height())

    def _make_menu(self) -> None:
        menu = QMenu(self.copy)
        menu.addAction("Copy as a picture").triggered.connect(self._copy_picture)
        menu.addAction("Copy as text").triggered.connect(self._copy_text)
        menu.addSeparator()
        menu.addAction("Save as PNG or SVG …").triggered.connect(self._save)
        self.copy.setMenu(menu)
        ContextMenu(self.view, self._fill_menu, self._spot_rect)
        self.copy.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _fill_menu(self, menu: QMenu) -> None:
        """What the buttons of the card offer."""
        add(menu, "Show as table", self.as_table.click)
        menu.addSeparator()
        menu.addActions(self.copy.menu().actions())

    def _spot_rect(self, place: QPoint | None) -> QRect:
        """The spot that the menu is beside, or else the point itself."""
        spot = self.view.spot if place is None else self.view.spot_at(place)
        if spot:
            return QRect(round(spot.x), round(spot.y), round(spot.width), round(spot.height))
        return QRect(place or self.view.rect().center(), QSize(1, 1))

    def copied_rows(self) -> list[list[str]]:
        """The values of the chart as a table."""
        chart = self.view.chart
        return [list(cells) for cells in (chart.table.headers, *chart.table.rows)] if chart else []

    def show_chart(self, key: object, make: Callable[[], Chart]) -> None:
        """Show the chart that ``make`` returns, unless ``key`` equals that of the one shown."""
        self.view.show_chart(key, make)

    def _follow(self) -> None:
        if self.as_table.isChecked():
            self._fill_table()

    def _show_table(self, wanted: bool) -> None:
        if wanted:
            self._fill_table()
        self._stack.setCurrentWidget(self.table if wanted else self.view)

    def _fill_table(self) -> None:
        chart = self.view.chart
        if chart:
            self.table.show_facts(*chart.table)

    def _copy_picture(self) -> None:
        chart = self.view.chart
        if chart:
            paper = self.view.style_now().for_paper()
            self._worker.draw(
                lambda: chart, paper, lambda: True, lambda drawn: QApplication.clipboard().setImage(drawn.on_paper())
            )

    def _copy_text(self) -> None:
        chart = self.view.chart
        if chart:
            rows = [chart.table.headers, *chart.table.rows]
            text = "\n".join([self._title, chart.summary, "", *("\t".join(cells) for cells in rows)])
            QApplication.clipboard().setText(text)

    def _save(self) -> None:
        chart, style = self.view.chart, self.view.style_now().for_paper()
        if chart:
            as_svg, as_png = partial(svg_of, chart, style), lambda: render(chart, style).png()
            self.save_wanted.emit(self._title, lambda suffix: as_svg if suffix == SVG.suffix else as_png)

    def _retint(self) -> None:
        self.as_table.setIcon(self._icons.icon("table", "text2", 16, on="accent"))
        self.copy.setIcon(self._icons.icon("copy", "text2", 16))

"""The 15 aspects as a table: what each is about, a cell for each role, and the articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QScrollArea, QTableWidget, QTableWidgetItem

from gui.widgets.card import Card
from gui.widgets.labels import plain_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from gui.theme.palette import Theme
    from roadmaps.catalogue import Catalogue
    from roadmaps.catalogue.comparison import Aspect, Comparison

_SHARES = (0.175, 0.345)
"""The shares of the width that the first column and each role take."""
_PADDING = 10
"""How much taller a row is than its text, px."""


class AspectTable(QTableWidget):
    """As tall as its text needs: the page scrolls, not the table."""

    def __init__(self, comparison: Comparison, catalogue: Catalogue, theme: Theme) -> None:
        roles = list(catalogue.roles.values())
        super().__init__(len(comparison.aspects), len(roles) + 2)
        self.setAccessibleName("The two roles side by side")
        self.setHorizontalHeaderLabels(["", *(role.name for role in roles), "Article"])
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setAccessibleName("Columns")
        self.setProperty("variant", "aspects")
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentCellChanged.connect(self._show_row)
        for row, aspect in enumerate(comparison.aspects.values()):
            self._fill(row, aspect, catalogue, comparison)
        theme.changed.connect(self._fit)

    def _fill(self, row: int, aspect: Aspect, catalogue: Catalogue, comparison: Comparison) -> None:
        differs = [comparison.contradictions[each].name for each in aspect.contradiction_ids]
        articles = " ".join(each.source_id for each in aspect.articles)
        tip = "\n".join(each.text for each in aspect.articles)
        if differs:
            tip += f"\nThe articles differ here: {', '.join(differs)}"
        texts = [aspect.name, *(aspect.cells[role_id] for role_id in catalogue.roles), articles]
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setToolTip(plain_tip(tip))
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, tip)
            self.setItem(row, column, item)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Distribute the width, and grow with the text."""
        super().resizeEvent(event)
        self._fit()

    def _show_row(self, row: int) -> None:
        """Scroll the page to the row with the focus."""
        area: QWidget | None = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None and self.hasFocus():
            middle = self.rowViewportPosition(row) + self.rowHeight(row) // 2
            place = self.viewport().mapTo(area.widget() or self, QPoint(0, middle))
            area.ensureVisible(place.x(), place.y(), 0, self.rowHeight(row))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Make a row current, so that the focus is visible."""
        super().focusInEvent(event)
        self.selectRow(max(0, self.currentRow()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Clear the current row: nothing is selected here."""
        super().focusOutEvent(event)
        self.clearSelection()

    def _fit(self) -> None:
        first, each = _SHARES
        width = self.viewport().width()
        roles = self.columnCount() - 2
        self.setColumnWidth(0, round(width * first))
        for column in range(1, roles + 1):
            self.setColumnWidth(column, round(width * each))
        self.setColumnWidth(roles + 1, width - round(width * first) - roles * round(width * each))
        self.resizeRowsToContents()
        for row in range(self.rowCount()):
            self.setRowHeight(row, self.rowHeight(row) + _PADDING)
        height = self.horizontalHeader().height() + sum(map(self.rowHeight, range(self.rowCount()))) + 2
        if height != self.height():
            self.setFixedHeight(height)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the page needs it."""
        return QSize(280, 120)


class AspectCard(Card):
    """The table in a card of its own."""

    def __init__(self, comparison: Comparison, catalogue: Catalogue, theme: Theme) -> None:
        super().__init__(
            f"{len(comparison.aspects)} aspects", theme, "as listed in article 1; hover over a row for its sources"
        )
        self.table = AspectTable(comparison, catalogue, theme)
        self.column.addWidget(self.table)
        self.column.addStretch()

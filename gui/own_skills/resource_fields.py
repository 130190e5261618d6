"""Places to learn from: a title and an address each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.own_skills.tab_order import put_before
from gui.widgets.buttons import IconButton, LinkButton
from gui.widgets.flow import FlowLayout
from gui.widgets.layouts import hbox, vbox
from gui.widgets.text_line import TextLine
from roadmaps.catalogue import Resource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme


class _Row(QWidget):
    """One resource."""

    def __init__(self, resource: Resource, number: int, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.title = TextLine(f"Title of resource {number}", resource.title)
        self.title.setPlaceholderText("Title, such as “SQL course (free)”")
        self.address = TextLine(f"Address of resource {number}", resource.url)
        self.address.setPlaceholderText("https://…")
        self.remove = IconButton(f"Remove resource {number}", "close", theme, icons, size=12, variant="small-icon")
        for line in (self.title, self.address):
            line.setMinimumWidth(theme.px(100))
        hbox((self.title, 1), (self.address, 1), self.remove, on=self, gap=8)


class ResourceFields(QWidget):
    """A row each; one left empty is none."""

    changed = Signal()
    remarked = Signal(str)

    def __init__(self, resources: Sequence[Resource], theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        self.rows: list[_Row] = []
        self._column = vbox(gap=6)
        self.more = LinkButton("Add a resource", theme, icons, icon="new")
        self.more.clicked.connect(self._add_empty)
        below = FlowLayout()
        below.addWidget(self.more)
        vbox(self._column, below, on=self, gap=4)
        for each in resources:
            self._add(each)
        self.setFocusProxy(self.more)

    @property
    def resources(self) -> tuple[Resource, ...]:
        """What is written."""
        found = (Resource(row.title.text(), row.address.text().strip()) for row in self.rows)
        return tuple(each for each in found if each.title.strip() or each.url)

    def _add(self, resource: Resource) -> _Row:
        row = _Row(resource, len(self.rows) + 1, self._theme, self._icons)
        self.rows.append(row)
        self._column.addWidget(row)
        for line in (row.title, row.address):
            line.textChanged.connect(self.changed)
            line.remarked.connect(self.remarked)
        row.remove.clicked.connect(lambda: self._remove(row))
        put_before(self.more, [row.title, row.address, row.remove])
        return row

    def _add_empty(self) -> None:
        self._add(Resource("", "")).title.setFocus()

    def _remove(self, row: _Row) -> None:
        self.rows.remove(row)
        self.more.setFocus()
        row.hide()
        row.deleteLater()
        self.changed.emit()

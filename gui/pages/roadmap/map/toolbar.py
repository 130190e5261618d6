"""The bar above the map: title, zoom, and buttons for the list, the sources and the panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gui.pages.roadmap.map.zoom import ZoomControl
from gui.widgets.buttons import IconButton, IconTextButton, PlainButton
from gui.widgets.check_box import CheckBox
from gui.widgets.labels import PlainLabel, set_tip
from gui.widgets.layouts import Stretch, hbox
from gui.widgets.term import ROADMAP_TERMS, TermSign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

SHORT_BELOW = 800
"""Width of the page, px, below which the bar drops its less important parts."""
_HIDDEN, _HIDDEN_SHORT = "Show not counted", "Not counted"
_LIST = "List"
_HIDDEN_TIP = "Show what doesn’t count: skills set aside, and optional ones"


class MapToolbar(QWidget):
    """Only lays out its parts; ``MapForm`` connects them."""

    def __init__(self, theme: Theme, icons: Icons, form: QWidget) -> None:
        """``form`` is where the terms are used."""
        super().__init__()
        self._is_fitting = False
        self._roadmap = PlainLabel(tone="text2", theme=theme).wrapping()
        self._terms = TermSign(ROADMAP_TERMS, theme, icons, form)
        self.shows_hidden = CheckBox(_HIDDEN, theme)
        set_tip(self.shows_hidden, _HIDDEN_TIP)
        self.shows_hidden.setAccessibleName(_HIDDEN_TIP)
        self.zoom = ZoomControl(theme, icons)
        self.basis = IconButton("Sources and reasoning", "info", theme, icons, size=18)
        self.export = IconButton("Save the map as a picture", "export", theme, icons, size=18)
        self.edit = IconButton("Edit the roadmap", "edit", theme, icons, size=18)
        self.to_list = IconTextButton(_LIST, "table", theme, icons)
        self.to_list.setAccessibleName(_LIST)
        set_tip(self.to_list, "Show the stages as a list")
        self.drawer = PlainButton()
        self.drawer.setCheckable(True)
        set_tip(self.drawer, "Show what is left (L)")
        self._title = PlainLabel("Roadmap", role="title", bold=True, theme=theme)
        self._row = hbox(
            self._title,
            self._terms,
            (self._roadmap, 100),
            Stretch(1),
            self.shows_hidden,
            self.zoom,
            self.basis,
            self.export,
            self.edit,
            self.to_list,
            self.drawer,
            on=self,
            gap=10,
            margins=(20, 10, 16, 10),
        )

    @property
    def tab_order(self) -> Sequence[QWidget]:
        """Its controls from left to right."""
        zoom = self.zoom
        return (
            *(self.shows_hidden, zoom.smaller, zoom.fit, zoom.larger),
            *(self.basis, self.export, self.edit, self.to_list, self.drawer),
        )

    def show_roadmap(self, name: str, skills_left: int, *, has_hidden: bool) -> None:
        """Show a roadmap’s name and how many skills are left; ``has_hidden`` if some do not count."""
        self._roadmap.setText(name)
        self.shows_hidden.setEnabled(has_hidden or self.shows_hidden.isChecked())
        self.drawer.setText(f"What’s left · {skills_left}")

    def show_mode(self, *, is_roomy: bool) -> None:
        """Show the name beside a docked panel, and the button of the drawer otherwise."""
        self._roadmap.setVisible(is_roomy)
        self.basis.setVisible(is_roomy)
        self.drawer.setVisible(not is_roomy)

    def show_width(self, width: int, *, is_wide: bool) -> None:
        """Drop what the menu and the list offer too where the page is narrow, then titles; ``width`` in px."""
        if self._is_fitting:
            return  # showing a part may resize the page, and what is hidden meanwhile would stay in sight
        self._is_fitting = True
        self.to_list.setText(_LIST)
        edge = 10 if is_wide else 4
        self._row.setContentsMargins(20, edge, 16, edge)
        self.export.setVisible(is_wide)
        self.edit.setVisible(is_wide)
        self._terms.setVisible(is_wide)
        self.shows_hidden.setText(_HIDDEN if is_wide else _HIDDEN_SHORT)
        for part in (self.zoom, self._title):
            part.show()
        for part in (self.zoom, self._title):
            part.setVisible(self._needed() <= width)
        if self._needed() > width:
            self.to_list.setText("")
        if self._needed() > width:
            self._row.setContentsMargins(4, edge, 4, edge)
        self._is_fitting = False

    def _needed(self) -> int:
        self._row.activate()
        return self._row.totalMinimumSize().width()

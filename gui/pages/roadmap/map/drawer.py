"""The place of the side panel: docked beside the map, or a drawer over it where the page is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

    from gui.pages.roadmap.map.canvas import MapCanvas
    from gui.pages.roadmap.map.side import SidePanel


class DrawerController(QObject):
    """Docks the panel or turns it into a drawer, and opens and closes that."""

    mode_changed = Signal(bool)
    """Whether the panel is docked now."""
    toggled = Signal(bool)
    """The drawer was opened or closed."""
    focus_left = Signal()
    """The panel went away while it had the focus, or the user left it: the map takes the focus."""

    def __init__(
        self, page: QWidget, across: QHBoxLayout, canvas: MapCanvas, side: SidePanel, button: QPushButton
    ) -> None:
        """The panel is docked at the end of ``across``, the layout of ``page``, or lies over ``canvas``."""
        super().__init__(page)
        self._page, self._across, self._canvas = page, across, canvas
        self._side, self._button = side, button
        self.is_roomy: bool | None = None
        """Whether the panel is docked; None before the first layout."""
        self._is_arranging = False
        button.clicked.connect(lambda is_open: self.open_list() if is_open else self.close())

    @property
    def is_open(self) -> bool:
        """Whether the panel is shown as a drawer."""
        return not self.is_roomy and self._side.isVisible()

    def arrange(self) -> None:
        """Dock or undock the panel for the width of the page."""
        if self._is_arranging:
            return  # showing and hiding parts may resize the page; the loop checks the width again
        self._is_arranging = True
        while (is_roomy := self._page.width() >= self._side.roomy_from) is not self.is_roomy:
            self.is_roomy = is_roomy
            had_focus = self._has_focus()
            if is_roomy:
                self._across.addWidget(self._side)
                self._canvas.keep_free(0)
                self._side.show()
            else:
                self._across.removeWidget(self._side)
                self.set_open(False)
                if had_focus:
                    self.focus_left.emit()
            self.mode_changed.emit(is_roomy)
        self._is_arranging = False
        self._place()

    def set_open(self, is_open: bool) -> None:
        """Open or close the drawer; a docked panel stays."""
        if self.is_roomy:
            return
        self._button.setChecked(is_open)
        self._side.setVisible(is_open)
        self._canvas.keep_free(self._side.width() if is_open else 0)
        self._place()
        self.toggled.emit(is_open)

    def open_list(self) -> None:
        """Show the panel and focus its list."""
        self.set_open(True)
        self._side.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close(self) -> None:
        """Close the drawer and return the focus to the map if the drawer had it."""
        had_focus = self._has_focus()
        self.set_open(False)
        if had_focus:
            self.focus_left.emit()

    def leave(self) -> None:
        """Go back to the map: closes a drawer, leaves a docked panel."""
        if self.is_roomy:
            self.focus_left.emit()
        else:
            self.close()

    def _has_focus(self) -> bool:
        return self._side.isAncestorOf(QApplication.focusWidget() or self._page)

    def _place(self) -> None:
        if not self.is_roomy:
            page, side, top = self._page, self._side, self._canvas.y()
            side.setGeometry(page.width() - side.width(), top, side.width(), page.height() - top)
            side.raise_()

"""The scroll area that pages and dialogs use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from gui.widgets.accessible_roles import set_role

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class ScrollArea(QScrollArea):
    """Its content is as wide as the area, so it scrolls only vertically, unless large text needs more width."""

    def __init__(
        self, name: str, inside: QWidget | None = None, *, variant: str = "", takes_focus: bool = False
    ) -> None:
        """With ``takes_focus``, Tab stops at it, so that keys scroll it."""
        super().__init__()
        if takes_focus:
            set_role(type(self), "Document")
        self.setAccessibleName(name)
        if variant:
            self.setProperty("variant", variant)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if takes_focus else Qt.FocusPolicy.NoFocus)
        if inside:
            self.setWidget(inside)

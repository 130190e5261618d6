"""A scroll area as pages and dialogs use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from gui.widgets.accessible_roles import set_role

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class ScrollArea(QScrollArea):
    """What is in it is as wide as it is, and so scrolls up and down only, unless large text needs more room across."""

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

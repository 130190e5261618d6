"""A strip across the page that says what holds for all of it, with one button; nothing closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout

from gui.widgets.labels import PlainLabel, Sign
from gui.widgets.plain_button import PlainButton

if TYPE_CHECKING:
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme


class PersistentBanner(QFrame):
    """A sign, a sentence that wraps, and a button."""

    def __init__(
        self, name: str, sign: str, text: str, button: str, theme: Theme, icons: Icons, *, bold: bool = False
    ) -> None:
        """``sign`` names an icon, ``name`` is what a screen reader calls the strip."""
        super().__init__()
        self.setProperty("look", "looking-back")
        self.setAccessibleName(name)
        self.label = PlainLabel(text, bold=bold, theme=theme).wrapping()
        self.button = PlainButton(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 5, 16, 5)
        row.setSpacing(10)
        row.addWidget(Sign(sign, "accent", theme, icons, size=18))
        row.addWidget(self.label, 1)
        row.addWidget(self.button)

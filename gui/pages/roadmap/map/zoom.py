"""How large the map is drawn: smaller, larger, or so that it fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton

from gui.widgets.labels import plain_tip

if TYPE_CHECKING:
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme


_BUTTON = 34


class ZoomControl(QFrame):
    """Three buttons in one frame; the middle one says how large, and fits."""

    zoomed = Signal(bool)
    """Larger, or else smaller."""
    fit_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self.setProperty("look", "segments")
        self.setAccessibleName("Zoom")
        self.smaller, self.fit, self.larger = QToolButton(), QToolButton(), QToolButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        for button, name in ((self.smaller, "Smaller (−)"), (self.fit, "Fit (0)"), (self.larger, "Larger (+)")):
            button.setProperty("look", "segment")
            button.setAccessibleName(name)
            button.setToolTip(plain_tip(name))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setIconSize(QSize(14, 14))
            row.addWidget(button)
        self.smaller.clicked.connect(lambda: self.zoomed.emit(False))
        self.larger.clicked.connect(lambda: self.zoomed.emit(True))
        self.fit.clicked.connect(self.fit_wanted)
        for button in (self.smaller, self.larger):
            button.setFixedWidth(_BUTTON)
        theme.changed.connect(self._retint)
        self._retint()

    def show_zoom(self, text: str, *, can_shrink: bool, can_grow: bool) -> None:
        """Say how large the map is drawn."""
        self.fit.setText(text)
        # As wide as it ever is in this form, so that nothing moves while the map grows.
        widest = text.replace(text.split(" · ")[-1], "100\N{NO-BREAK SPACE}%")
        self.fit.setMinimumWidth(self.fit.fontMetrics().horizontalAdvance(widest) + 20)
        self.fit.setAccessibleName(f"Fit (0): now {text}")
        self.smaller.setEnabled(can_shrink)
        self.larger.setEnabled(can_grow)

    def _retint(self) -> None:
        self.smaller.setIcon(self._icons.icon("none", "text2", 14))
        self.larger.setIcon(self._icons.icon("new", "text2", 14))

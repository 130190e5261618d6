"""The bar below the page: whether all is saved, what an undo would undo, and which catalogue this is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from gui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from gui.icons import Icons
    from gui.theme import Theme
    from roadmaps.catalogue import Catalogue

_SIGN = 14


class StatusLine(QWidget):
    """Words at both ends; the sign says by its shape whether the last change was kept."""

    def __init__(self, catalogue: Catalogue, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._is_saved = True
        self._sign = QLabel()
        self._saved, self._next_undo, about = (PlainLabel(role="caption", tone="muted", theme=theme) for _ in range(3))
        about.setText(f"{len(catalogue.skills)} skills in catalogue {catalogue.version}")
        self._rule = QFrame()
        self._rule.setProperty("look", "rule")
        self._rule.setFixedSize(1, _SIGN)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self._saved)
        row.addSpacing(8)
        row.addWidget(self._rule)
        row.addSpacing(8)
        row.addWidget(self._next_undo, 1)
        row.addWidget(about)
        theme.changed.connect(self._retint)

    @property
    def saved(self) -> str:
        """What is said about saving."""
        return self._saved.text()

    @property
    def next_undo(self) -> str:
        """What an undo would undo, in words; empty when there is nothing."""
        return self._next_undo.text()

    def show_saved(self, words: str, *, saved: bool = True) -> None:
        """Say whether the last change is on disk."""
        self._saved.setText(words)
        self._is_saved = saved
        self._retint()

    def show_next_undo(self, deed: str) -> None:
        """Say what an undo would undo."""
        self._next_undo.setText(f"Undo: {deed}" if deed else "")
        self._rule.setVisible(bool(deed))

    def _retint(self) -> None:
        name, meaning = ("check", "have") if self._is_saved else ("warning", "error")
        self._sign.setPixmap(self._icons.pixmap(name, meaning, _SIGN, self.devicePixelRatioF()))

"""A button with a sign before its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from gui.widgets.labels import typed
from gui.widgets.plain_button import PlainButton

if TYPE_CHECKING:
    from gui.theme.icons import Icons
    from gui.theme.palette import Theme

_SIGN = 16


class IconTextButton(PlainButton):
    """Its sign follows the palette."""

    def __init__(self, text: str, icon: str, theme: Theme, icons: Icons) -> None:
        super().__init__(typed(text))
        self._name, self._icons = icon, icons
        self.setIconSize(QSize(_SIGN, _SIGN))
        theme.changed.connect(self._retint)
        self._retint()

    def _retint(self) -> None:
        self.setIcon(self._icons.icon(self._name, "text2", _SIGN))

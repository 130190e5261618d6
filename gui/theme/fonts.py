"""The families behind a font: what is really drawn with, and what stands in for letters it does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFontDatabase, QFontInfo

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

_NO_LETTERS = (QFontDatabase.WritingSystem.Any, QFontDatabase.WritingSystem.Symbol)


def font_families(font: QFont) -> tuple[str, ...]:
    """The family that a font resolves to ("Sans Serif" is the name of none), then one for each other script.

    For what does not draw with Qt, and so has to be told where else to look for a letter.
    """
    family = QFontInfo(font).family()
    own = QFontDatabase.writingSystems(family)
    families = [family]
    for script in QFontDatabase.WritingSystem:
        if script not in own and script not in _NO_LETTERS:
            families += QFontDatabase.families(script)[:1]
    return tuple(dict.fromkeys(families))

"""The font families behind a font: the one that is used, and fallbacks for characters it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFontDatabase, QFontInfo

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

_NO_LETTERS = (QFontDatabase.WritingSystem.Any, QFontDatabase.WritingSystem.Symbol)


def font_families(font: QFont) -> tuple[str, ...]:
    """The family that a font resolves to ("Sans Serif" is an alias), then one for each script it does not cover.

    For programs that do not draw with Qt and so need to be told the fallbacks.
    """
    family = QFontInfo(font).family()
    own = QFontDatabase.writingSystems(family)
    families = [family]
    for script in QFontDatabase.WritingSystem:
        if script not in own and script not in _NO_LETTERS:
            families += QFontDatabase.families(script)[:1]
    return tuple(dict.fromkeys(families))

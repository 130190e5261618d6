"""Which key of a Latin keyboard was pressed, whatever the layout.

Single-letter shortcuts are named after a Latin keyboard. On other layouts the key in the same position counts, found by
its scan code, which identifies the position and not the letter.
"""

from __future__ import annotations

import sys
import unicodedata
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent

_ROWS = ("1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")


def _places(starts: tuple[int, int, int, int]) -> Mapping[int, str]:
    """Scan codes that count up along each row of keys, from the code of the first key of each row."""
    return MappingProxyType(
        {start + place: key for start, row in zip(starts, _ROWS, strict=True) for place, key in enumerate(row)}
    )


_EVDEV = _places((10, 24, 38, 52))
"""Linux: the kernel's key codes plus 8, as X11 and Wayland count them."""
_SET_1 = _places((2, 16, 30, 44))
"""Windows: IBM's scan code set 1."""
_APPLE: Mapping[int, str] = MappingProxyType(
    dict(
        zip(
            (18, 19, 20, 21, 23, 22, 26, 28, 25, 29),
            _ROWS[0],
            strict=True,
        )
    )
    | dict(zip((12, 13, 14, 15, 17, 16, 32, 34, 31, 35), _ROWS[1], strict=True))
    | dict(zip((0, 1, 2, 3, 5, 4, 38, 40, 37), _ROWS[2], strict=True))
    | dict(zip((6, 7, 8, 9, 11, 45, 46), _ROWS[3], strict=True))
)
"""macOS: virtual key codes, which identify positions there (Carbon, HIToolbox/Events.h, kVK_ANSI_*)."""
_WITHOUT_PLACE: Mapping[str, str] = MappingProxyType(
    {
        letter: key
        for letters, keys in (
            ("йцукенгшщзфывапролдячсмить", "QWERTYUIOPASDFGHJKLZXCVBNM"),  # Russian
            ("іў", "SO"),  # Ukrainian; Belarusian
            ("ςερτυθιοπασδφγηξκλζχψωβνμ", "WERTYUIOPASDFGHJKLZXCVBNM"),  # Greek
            ("קראטוןםפשדגכעיחלךזסבהנמצ", "ERTYUIOPASDFGHJKLZXCVBNM"),  # Hebrew
            ("ضصثقفغعهخحشسيبلاتنمئءؤرىة", "QWERTYUIOPASDFGHJKLZXCVNM"),  # Arabic
            ("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", "QWERTYUIOPASDFGHJKLZXCVBNM"),  # Korean
            ("&é\"'(-è_çà", "1234567890"),  # French
            ("+ěščřžýáí", "123456789"),  # Czech
        )
        for letter, key in zip(letters, keys, strict=True)
    }
)
"""For keys without a scan code, as from an input method or an on-screen keyboard: the most common layouts."""


def latin_key(event: QKeyEvent) -> str:
    """The capital letter or digit of a key on a Latin keyboard; empty for every other key."""
    key = event.key()
    if Qt.Key.Key_0 <= key <= Qt.Key.Key_9 or Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
        return chr(key)
    text = event.text()
    if not text.isprintable() or not text:  # with Ctrl, the text is a control character
        text = chr(key) if key <= sys.maxunicode else ""
    if len(text) != 1 or text.isspace():
        return ""
    digit = unicodedata.decimal(text, None)
    if digit is not None:
        return str(digit)
    place = _place(event)
    # A Latin letter printed by the layout itself wins: on a German keyboard Y and Z are swapped.
    if place or event.nativeScanCode():
        return place
    has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    found = _WITHOUT_PLACE.get(text.lower(), "")
    return "" if has_shift and found.isdecimal() else found


def combination(event: QKeyEvent) -> QKeySequence:
    """The shortcut of a key press, with the letter or digit of a Latin keyboard."""
    key = latin_key(event)
    code = ord(key) if key else event.key()
    return QKeySequence(QKeyCombination(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, Qt.Key(code)))


def _place(event: QKeyEvent) -> str:
    if sys.platform == "darwin":
        # 0 is both the A key and "no code", so the letter decides.
        return _APPLE.get(event.nativeVirtualKey(), "") if event.nativeVirtualKey() else ""
    else:
        return (_SET_1 if sys.platform == "win32" else _EVDEV).get(event.nativeScanCode(), "")

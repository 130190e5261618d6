"""What the program needs of the system below it, checked without Qt so that it can speak when Qt cannot."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple


class Library(NamedTuple):
    """A shared library that Qt loads, and the Debian package that brings it."""

    file: str
    package: str


NOT_STARTED = 2
"""The exit status when no window can be opened."""

LIBRARIES = (
    Library("libGL.so.1", "libgl1"),
    Library("libEGL.so.1", "libegl1"),
    Library("libxkbcommon.so.0", "libxkbcommon0"),
    Library("libdbus-1.so.3", "libdbus-1-3"),
    Library("libfontconfig.so.1", "libfontconfig1"),
    Library("libglib-2.0.so.0", "libglib2.0-0"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Library("libxcb-shape.so.0", "libxcb-shape0"),
)
"""Found by leaving each one out on a bare Debian 12."""
_WITHOUT_SCREEN = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")


def is_there(library: Library) -> bool:
    """Whether the library can be loaded, or is in the bundle."""
    import ctypes  # only needed where something is missing, or looked for

    bundle = getattr(sys, "_MEIPASS", "")  # the folder of a PyInstaller bundle
    if bundle and (Path(bundle) / library.file).exists():
        return True
    try:
        ctypes.CDLL(library.file)
    except OSError:
        return False
    return True


def missing_libraries() -> list[Library]:
    """The libraries that are not there; none to look for on systems other than Linux."""
    return [library for library in LIBRARIES if not is_there(library)] if sys.platform == "linux" else []


def has_display() -> bool:
    """Whether there is a screen to open a window on."""
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    is_needed = sys.platform == "linux" and platform not in _WITHOUT_SCREEN
    return not is_needed or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def qt_sentence(error: ImportError) -> str:
    """What to do when Qt cannot be imported."""
    missing = missing_libraries()
    if missing:
        return f"Skillgap needs Qt, and Qt needs packages that are missing here: {_install(missing)}."
    return f"Skillgap needs Qt, which cannot be loaded here ({error}): install it with pip install PySide6-Essentials."


def no_window_sentence() -> str:
    """What to do when Qt is there but cannot open a window."""
    missing = missing_libraries()
    if missing:
        return f"Skillgap cannot open a window, because packages are missing: {_install(missing)}."
    if not has_display():
        return (
            "Skillgap needs a screen to open its window, but there is none here (neither DISPLAY nor WAYLAND_DISPLAY "
            "is set); main.py --doctor works without one."
        )
    screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM", "")
    return (
        f"Skillgap cannot open a window on the screen “{screen}”. Is it the right one, and are you allowed to use it?"
    )


def _install(libraries: list[Library]) -> str:
    return "apt-get install " + " ".join(library.package for library in libraries)

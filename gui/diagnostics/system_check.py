"""Checks what the program needs from the system; without Qt, so that it works when Qt cannot be loaded."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple


class Library(NamedTuple):
    """A shared library that Qt loads, and the Debian package that contains it."""

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
"""Found by removing each one from a bare Debian 12."""
_WITHOUT_SCREEN = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")


def is_there(library: Library) -> bool:
    """Whether the library can be loaded, or is in the bundle."""
    import ctypes

    bundle = getattr(sys, "_MEIPASS", "")  # the folder of a PyInstaller bundle
    if bundle and (Path(bundle) / library.file).exists():
        return True
    try:
        ctypes.CDLL(library.file)
    except OSError:
        return False
    return True


def libraries(system: str = sys.platform) -> tuple[Library, ...]:
    """The libraries that Qt needs from the system; on Windows and macOS, Qt ships whatever the system may lack."""
    return LIBRARIES if system == "linux" else ()


def missing_libraries(system: str = sys.platform) -> list[Library]:
    """The libraries that are missing."""
    return [library for library in libraries(system) if not is_there(library)]


def has_display(system: str = sys.platform) -> bool:
    """Whether there is a screen to open a window on; Windows and macOS always have one for a user who is logged in."""
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    is_needed = system == "linux" and platform not in _WITHOUT_SCREEN
    return not is_needed or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def system_facts(system: str = sys.platform) -> list[tuple[str, str]]:
    """How the user's data is kept safe on this system in particular: a name and a sentence each."""
    match system:
        case "win32":
            return [
                (
                    "disk",
                    "a tick is on the disk when it is shown; the name of a new file may follow a moment later",
                ),
                ("privacy", "by the permissions of your Windows profile; Skillgap sets none of its own"),
            ]
        case "darwin":
            return [("disk", "a tick is on the disk when it is shown (F_FULLFSYNC)")]
        case _:
            return [("disk", "a tick is on the disk when it is shown (fsync)")]


def qt_sentence(error: ImportError, system: str = sys.platform) -> str:
    """What to do when Qt cannot be imported."""
    missing = missing_libraries(system)
    if missing:
        return f"Skillgap needs Qt, and Qt needs packages that are missing here. Install them with: {_install(missing)}"
    also = ""
    if system == "win32":
        also = " If it is already installed, it may be missing the Microsoft Visual C++ Redistributable."
    return f"Skillgap needs Qt, which can’t be loaded here ({error}). Install it with {_pip(system)}.{also}"


def no_window_sentence(system: str = sys.platform) -> str:
    """What to do when Qt is there but cannot open a window."""
    missing = missing_libraries(system)
    if missing:
        return f"Skillgap can’t open a window, because packages are missing. Install them with: {_install(missing)}"
    if system != "linux":
        return (
            "Skillgap can’t open a window. Start it from a desktop session, not from a service or a remote shell; "
            "skillgap --doctor works without a window."
        )
    if not has_display(system):
        return (
            "Skillgap needs a screen to open its window, but there is none here (neither DISPLAY nor WAYLAND_DISPLAY "
            "is set); skillgap --doctor works without one."
        )
    screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM", "")
    return f"Skillgap can’t open a window on the screen “{screen}”. Is it the right one, and are you allowed to use it?"


def _pip(system: str) -> str:
    return f"{'py' if system == 'win32' else 'python3'} -m pip install PySide6-Essentials"


def _install(libraries: list[Library]) -> str:
    return "apt-get install " + " ".join(library.package for library in libraries)

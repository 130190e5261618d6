"""Where the user's data, the settings and the log are, as each system wants it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from gui.app.ini_file import parse
from gui.app.settings import bytes_of

HOME = "SKILLGAP_HOME"
"""The environment variable that names one folder for everything, in place of the system's own."""
DATA_FILE = "preferences/data-file"
"""The setting that says where the user moved their file to."""
_FOLDER = "skillgap"
_Location = QStandardPaths.StandardLocation


def default_data_file() -> Path:
    """The user's one file, until they move it."""
    return _folder(_Location.GenericDataLocation) / "skillgap.db"


def usual_data_file() -> Path:
    """The file that opens where none is named, by the settings, which are only read."""
    found = parse(bytes_of(settings_file())).values.get(DATA_FILE, ())
    return (path_in(found[0]) if isinstance(found, tuple) and len(found) == 1 else None) or default_data_file()


def path_in(text: str) -> Path | None:
    """The absolute path that a text is; None for any other text."""
    return Path(text) if text and "\0" not in text and Path(text).is_absolute() else None


def settings_file() -> Path:
    """What the window remembers."""
    return _folder(_Location.GenericConfigLocation) / "settings.ini"


def state_folder() -> Path:
    """The log, and what a crash leaves."""
    if sys.platform == "darwin" and not os.environ.get(HOME):
        # Qt has no name for ~/Library/Logs, which is beside ~/Library/Caches.
        return _folder(_Location.GenericCacheLocation).parent.with_name("Logs") / _FOLDER
    return _folder(_Location.GenericStateLocation)


def _folder(location: QStandardPaths.StandardLocation) -> Path:
    home = os.environ.get(HOME)
    return Path(home).absolute() if home else Path(QStandardPaths.writableLocation(location)) / _FOLDER

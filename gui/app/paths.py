"""Where the user's data, the settings and the log are, as each system wants it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QStandardPaths

HOME = "SKILLGAP_HOME"
"""The environment variable that names one folder for everything, in place of the system's own."""
_FOLDER = "skillgap"
_Location = QStandardPaths.StandardLocation


def default_data_file() -> Path:
    """The user's one file."""
    return _folder(_Location.GenericDataLocation) / "skillgap.db"


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

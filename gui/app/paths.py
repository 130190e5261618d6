"""Where the user's data and the window's memory lie."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

_FOLDER = "skillgap"


def default_data_file() -> Path:
    """The person's one file, in the user's data folder."""
    return _in(QStandardPaths.StandardLocation.GenericDataLocation, "skillgap.db")


def settings_file() -> Path:
    """What the window remembers, in the user's configuration folder."""
    return _in(QStandardPaths.StandardLocation.GenericConfigLocation, "settings.ini")


def state_folder() -> Path:
    """The log, and what a crash leaves, in the user's state folder."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericStateLocation)) / _FOLDER


def _in(location: QStandardPaths.StandardLocation, name: str) -> Path:
    return Path(QStandardPaths.writableLocation(location)) / _FOLDER / name

"""Backups on the screen: made while the person works, listed, restored, and offered where a file cannot be opened."""

__all__ = [
    "controller",
    "import_export",
    "protocols",
    "stop_dialog",
]

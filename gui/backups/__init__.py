"""Backups in the window: made while the user works, listed, restored, and offered when a file cannot be opened."""

__all__ = [
    "controller",
    "import_export",
    "protocols",
    "scheduler",
    "stop_dialog",
]

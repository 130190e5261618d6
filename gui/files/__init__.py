"""Choosing and writing files, waiting for long work, showing files, and opening links."""

__all__ = [
    "file_manager",
    "link_opener",
    "save_dialogs",
    "waiting",
]

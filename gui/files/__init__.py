"""Choosing and writing files, waiting for long work, and opening links."""

__all__ = [
    "link_opener",
    "save_dialogs",
    "waiting",
]

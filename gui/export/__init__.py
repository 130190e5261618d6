"""Exports: which formats there are, choosing one, and writing it; printing."""

__all__ = [
    "exporter",
    "printing",
]

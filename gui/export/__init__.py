"""Exports: which formats there are, choosing one, and writing it."""

__all__ = [
    "exporter",
]

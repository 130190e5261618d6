"""Exports: the formats, choosing one, writing it; and printing."""

__all__ = [
    "exporter",
    "printing",
]
